//! Why a text is not a postcode with a place, in plain words.

use std::fmt;

use super::Locality;

/// Why a text does not name a place by postcode.
///
/// The first five say that the text is not a postcode, or not the kind wanted. The others are real codes that have no place on
/// the map of the United Kingdom, and say what to give instead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PostcodeProblem {
    /// Nothing was typed.
    Empty,
    /// The text has no shape of a postcode, sector or district.
    NotAPostcode {
        /// The text as typed.
        typed: String,
    },
    /// The shape is right, but no postal area has these letters.
    NoSuchArea {
        /// The text as typed.
        typed: String,
        /// The letters in front.
        area: String,
    },
    /// One of the last two letters is one that never stands there.
    LetterNeverLast {
        /// The text as typed.
        typed: String,
        /// The letter.
        letter: char,
    },
    /// The letters O and I and the digits 0 and 1 were mixed up, and one reading is right.
    MixedUp {
        /// The text as typed.
        typed: String,
        /// The reading.
        meant: Locality,
    },
    /// A sector or district where a full postcode was wanted.
    OnlyPart {
        /// What was given.
        part: Locality,
    },
    /// A full postcode or sector where a district was wanted.
    NotADistrict {
        /// What was given.
        given: Locality,
    },
    /// `GIR 0AA`, once Girobank's in Bootle.
    Girobank,
    /// `NPT`, Newport's districts until they became `NP`.
    Withdrawn,
    /// `BFPO` and `BF1`: British Forces post, wherever the forces are.
    Forces,
    /// `BX` and `XX`: addresses of organisations that are nowhere in particular.
    NonGeographic {
        /// `BX` or `XX`.
        area: &'static str,
    },
    /// `ZZ99 3VZ`: the NHS's code for no fixed abode.
    NoFixedAbode,
    /// Another `ZZ99`: the NHS's codes for an unknown address, a country only, or abroad.
    NhsPseudoCode,
    /// A British overseas territory.
    Overseas {
        /// Its name.
        territory: &'static str,
    },
}

/// The first parts of the overseas territories' postcodes.
const OVERSEAS: [(&str, &str); 10] = [
    ("ASCN", "Ascension Island"),
    ("BBND", "the British Indian Ocean Territory"),
    ("BIQQ", "the British Antarctic Territory"),
    ("FIQQ", "the Falkland Islands"),
    ("GX11", "Gibraltar"),
    ("PCRN", "the Pitcairn Islands"),
    ("SIQQ", "South Georgia and the South Sandwich Islands"),
    ("STHL", "St Helena"),
    ("TDCU", "Tristan da Cunha"),
    ("TKCA", "the Turks and Caicos Islands"),
];

impl PostcodeProblem {
    /// The answer for a code that is real but has no place here; absent for everything else.
    pub(super) fn special(compact: &[u8]) -> Option<Self> {
        let number_follows = |letters: usize| compact.get(letters).is_some_and(u8::is_ascii_digit);
        match compact {
            b"GIR" | b"GIR0AA" => Some(Self::Girobank),
            [b'N', b'P', b'T'] | [b'N', b'P', b'T', b'0'..=b'9', ..] => Some(Self::Withdrawn),
            [b'B', b'F', b'P', b'O', number @ ..] if number.iter().all(u8::is_ascii_digit) => {
                Some(Self::Forces)
            }
            [b'B', b'F', b'1', ..] => Some(Self::Forces),
            [b'B', b'X', ..] if number_follows(2) => Some(Self::NonGeographic { area: "BX" }),
            [b'X', b'X', ..] if number_follows(2) => Some(Self::NonGeographic { area: "XX" }),
            b"ZZ993VZ" => Some(Self::NoFixedAbode),
            [b'Z', b'Z', b'9', b'9', ..] => Some(Self::NhsPseudoCode),
            _ => OVERSEAS
                .iter()
                .find(|(code, _)| compact.starts_with(code.as_bytes()))
                .map(|&(_, territory)| Self::Overseas { territory }),
        }
    }

    /// Whether a mix-up of O with 0 or I with 1 may be behind it.
    pub(super) fn may_be_a_slip(&self) -> bool {
        matches!(self, Self::NotAPostcode { .. } | Self::NoSuchArea { .. })
    }

    /// Whether the code is real, only without a place on the map: a postal address may carry it, a search may not.
    #[must_use]
    pub fn is_real_code(&self) -> bool {
        matches!(
            self,
            Self::Forces | Self::NonGeographic { .. } | Self::Overseas { .. }
        )
    }
}

impl fmt::Display for PostcodeProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("no postcode given; expected one such as `CO4 5JL`, or a district such as `CO4`"),
            Self::NotAPostcode { typed } => {
                write!(f, "`{typed}` is not a postcode; expected one such as `CO4 5JL`, or a district such as `CO4`")
            }
            Self::NoSuchArea { typed, area } => {
                write!(f, "`{typed}` is not a postcode: no postcode begins with `{area}` and a number")
            }
            Self::LetterNeverLast { typed, letter } => {
                write!(f, "`{typed}` is not a postcode: `{letter}` is never one of the last two letters")
            }
            Self::MixedUp { typed, meant } => write!(f, "`{typed}` is not a postcode; did you mean `{meant}`?"),
            Self::OnlyPart { part } => {
                let kind = if matches!(part, Locality::Sector(_)) { "sector" } else { "district" };
                write!(f, "`{part}` is a postcode {kind}; expected a full postcode such as `CO4 5JL`")
            }
            // The rest is not repeated, because a confidential place must not be told.
            Self::NotADistrict { given } => write!(
                f,
                "this is more than a postcode district; expected `{}`",
                given.district()
            ),
            Self::Girobank => f.write_str("`GIR 0AA` was Girobank's code and is nobody's home; give the person's own postcode"),
            Self::Withdrawn => f.write_str("`NPT` postcodes were replaced by `NP`; look up the new postcode of the address"),
            Self::Forces => {
                f.write_str("this is a British Forces post code, which has no place; give the district where the person is")
            }
            Self::NonGeographic { area } => write!(
                f,
                "`{area}` postcodes belong to organisations and have no place; give the postcode of a building"
            ),
            Self::NoFixedAbode => f.write_str(
                "`ZZ99 3VZ` is the NHS code for no fixed abode; give a named area, or the district where the person stays",
            ),
            Self::NhsPseudoCode => f.write_str(
                "`ZZ99` is an NHS code for an unknown address or one abroad; give a named area, or the district where the person is",
            ),
            Self::Overseas { territory } => {
                write!(f, "this is a postcode of {territory}, which is not in the table of Great Britain's postcodes")
            }
        }
    }
}

impl std::error::Error for PostcodeProblem {}
