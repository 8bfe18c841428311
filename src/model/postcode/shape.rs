//! The shapes of postcodes, and the mix-ups of O with 0 and I with 1 that can be put right.

use super::problem::PostcodeProblem;
use super::{District, Locality, Postcode, Sector};

/// The letters of the last two places, in alphabetical order; C, I, K, M, O and V never stand there.
pub(super) const INWARD: [u8; 20] = *b"ABDEFGHJLNPQRSTUWXYZ";

/// The letters never used in the third place after one letter and a digit (`W1A`).
pub(super) const NEVER_THIRD: &[u8] = b"ILOQZ";

/// The letters used in the fourth place after two letters and a digit (`EC1A`).
pub(super) const FOURTH: &[u8] = b"ABEHMNPRVWXY";

/// The postal areas that exist: the United Kingdom's 121, Guernsey, Jersey and the Isle of Man.
pub(super) const AREAS: [&str; 124] = [
    "AB", "AL", "B", "BA", "BB", "BD", "BH", "BL", "BN", "BR", "BS", "BT", "CA", "CB", "CF", "CH",
    "CM", "CO", "CR", "CT", "CV", "CW", "DA", "DD", "DE", "DG", "DH", "DL", "DN", "DT", "DY", "E",
    "EC", "EH", "EN", "EX", "FK", "FY", "G", "GL", "GU", "GY", "HA", "HD", "HG", "HP", "HR", "HS",
    "HU", "HX", "IG", "IM", "IP", "IV", "JE", "KA", "KT", "KW", "KY", "L", "LA", "LD", "LE", "LL",
    "LN", "LS", "LU", "M", "ME", "MK", "ML", "N", "NE", "NG", "NN", "NP", "NR", "NW", "OL", "OX",
    "PA", "PE", "PH", "PL", "PO", "PR", "RG", "RH", "RM", "S", "SA", "SE", "SG", "SK", "SL", "SM",
    "SN", "SO", "SP", "SR", "SS", "ST", "SW", "SY", "TA", "TD", "TF", "TN", "TQ", "TR", "TS", "TW",
    "UB", "W", "WA", "WC", "WD", "WF", "WN", "WR", "WS", "WV", "YO", "ZE",
];

/// The most characters that can matter: `BFPO` and four digits.
const LONGEST: usize = 8;

/// A text without its spaces and hyphens, in upper case, and whether its last word is one character.
struct Compact {
    bytes: Vec<u8>,
    ends_alone: bool,
}

/// Reads a text exactly, but for case, spaces and hyphens.
pub(super) fn locality(typed: &str) -> Result<Locality, PostcodeProblem> {
    let compact = compact(typed)?;
    if let Some(special) = PostcodeProblem::special(&compact.bytes) {
        return Err(special);
    }
    interpret(&compact).map_err(|fault| fault.about(typed))
}

/// The only right reading of a text with the fewest of its O, 0, I and 1 changed; absent where there is none or several.
pub(super) fn repaired(typed: &str) -> Option<Locality> {
    let mut compact = compact(typed).ok()?;
    let doubtful: Vec<usize> = (0..compact.bytes.len())
        .filter(|&place| other(compact.bytes[place]) != compact.bytes[place])
        .collect();
    let typed_bytes = compact.bytes.clone();
    let mut readings: Vec<(u32, Locality)> = Vec::new();
    for choice in 1_u32..(1 << doubtful.len()) {
        compact.bytes.clone_from(&typed_bytes);
        for (index, &place) in doubtful.iter().enumerate() {
            if choice & (1 << index) != 0 {
                compact.bytes[place] = other(compact.bytes[place]);
            }
        }
        if let Ok(locality) = interpret(&compact) {
            readings.push((choice.count_ones(), locality));
        }
    }
    let fewest = readings.iter().map(|&(changes, _)| changes).min()?;
    let mut best = readings.iter().filter(|&&(changes, _)| changes == fewest);
    match (best.next(), best.next()) {
        (Some(&(_, locality)), None) => Some(locality),
        _ => None,
    }
}

/// The district of up to four bytes in upper case.
pub(super) fn district(bytes: &[u8]) -> Result<District, Fault> {
    let letters = bytes
        .iter()
        .take_while(|byte| byte.is_ascii_uppercase())
        .count();
    let (area, number) = bytes.split_at(letters);
    let right = match (letters, number) {
        (1 | 2, [digit]) => digit.is_ascii_digit(),
        (1 | 2, [first, second]) if second.is_ascii_digit() => (b'1'..=b'9').contains(first),
        (1, [digit, letter]) => {
            digit.is_ascii_digit() && letter.is_ascii_uppercase() && !NEVER_THIRD.contains(letter)
        }
        (2, [digit, letter]) => digit.is_ascii_digit() && FOURTH.contains(letter),
        _ => false,
    };
    if !right {
        return Err(Fault::Shape);
    }
    let area = std::str::from_utf8(area).map_err(|_| Fault::Shape)?;
    if AREAS.binary_search(&area).is_err() {
        return Err(Fault::Area(area.to_owned()));
    }
    let mut padded = *b"    ";
    padded[..bytes.len()].copy_from_slice(bytes);
    Ok(District(padded))
}

/// What is wrong with a text, before the text itself is added.
pub(super) enum Fault {
    Shape,
    Area(String),
    Letter(char),
}

impl Fault {
    fn about(self, typed: &str) -> PostcodeProblem {
        let typed = typed.trim().to_owned();
        match self {
            Self::Shape => PostcodeProblem::NotAPostcode { typed },
            Self::Area(area) => PostcodeProblem::NoSuchArea { typed, area },
            Self::Letter(letter) => PostcodeProblem::LetterNeverLast { typed, letter },
        }
    }
}

fn interpret(compact: &Compact) -> Result<Locality, Fault> {
    let bytes = compact.bytes.as_slice();
    match bytes {
        [outward @ .., digit, first, second]
            if digit.is_ascii_digit()
                && first.is_ascii_uppercase()
                && second.is_ascii_uppercase()
                && (2..=4).contains(&outward.len()) =>
        {
            let sector = Sector {
                district: district(outward)?,
                digit: *digit,
            };
            match [*first, *second]
                .into_iter()
                .find(|letter| !INWARD.contains(letter))
            {
                Some(letter) => Err(Fault::Letter(char::from(letter))),
                None => Ok(Locality::Unit(Postcode {
                    sector,
                    letters: [*first, *second],
                })),
            }
        }
        [outward @ .., digit] if digit.is_ascii_digit() && compact.ends_alone => {
            Ok(Locality::Sector(Sector {
                district: district(outward)?,
                digit: *digit,
            }))
        }
        _ => district(bytes)
            .map(Locality::District)
            .or_else(|fault| match bytes {
                // `CO105` cannot be a district, so the sector `CO10 5` is meant.
                [outward @ .., digit] if digit.is_ascii_digit() && outward.len() >= 3 => {
                    Ok(Locality::Sector(Sector {
                        district: district(outward)?,
                        digit: *digit,
                    }))
                }
                _ => Err(fault),
            }),
    }
}

fn compact(typed: &str) -> Result<Compact, PostcodeProblem> {
    let mut bytes = Vec::with_capacity(LONGEST);
    let mut last_word = 0;
    for character in typed.trim_matches(ignored).chars() {
        if ignored(character) {
            last_word = 0;
        } else if character.is_ascii_alphanumeric() && bytes.len() < LONGEST {
            bytes.push(character.to_ascii_uppercase() as u8);
            last_word += 1;
        } else {
            return Err(PostcodeProblem::NotAPostcode {
                typed: typed.trim().to_owned(),
            });
        }
    }
    if bytes.is_empty() {
        return Err(PostcodeProblem::Empty);
    }
    let ends_alone = last_word == 1 && bytes.len() > 1;
    Ok(Compact { bytes, ends_alone })
}

/// Spaces of every kind, what word processors put beside them, and hyphens.
fn ignored(character: char) -> bool {
    character.is_whitespace()
        || matches!(
            character,
            '-' | '\u{2010}'..='\u{2015}' | '\u{200B}' | '\u{2060}' | '\u{FEFF}'
        )
}

fn other(byte: u8) -> u8 {
    match byte {
        b'O' => b'0',
        b'0' => b'O',
        b'I' => b'1',
        b'1' => b'I',
        same => same,
    }
}
