//! The telephone numbers of a cell, as people write them: several, with dots, with an extension, with words beside them.

use crate::exchange::incoming::value::phone;

/// Words that say what a number is, and not whose.
const NEUTRAL: [&str; 27] = [
    "and",
    "call",
    "calls",
    "contact",
    "daytime",
    "enquiries",
    "evenings",
    "free",
    "freephone",
    "general",
    "helpline",
    "landline",
    "line",
    "main",
    "mob",
    "mobile",
    "no",
    "number",
    "office",
    "on",
    "or",
    "phone",
    "reception",
    "ring",
    "switchboard",
    "tel",
    "telephone",
];

/// What a cell of more than a bare number holds.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Numbers {
    /// The first number that is certain and beside which nobody's name can stand.
    pub(super) first: String,
    /// Its extension, and the other numbers of the same sort.
    pub(super) others: Vec<String>,
    /// How many numbers stand beside other words, which may be a person's name.
    pub(super) named: usize,
}

/// Reads a cell. `None`: it has no number that is certain.
pub(super) fn numbers(cell: &str) -> Option<Numbers> {
    let lines = cell.replace(" or ", "\n").replace(" and ", "\n");
    let (mut certain, mut named) = (Vec::new(), 0);
    for part in lines.split(['\n', '/', ';', ',', '&', '|']) {
        let lower = part.to_lowercase();
        let (before, extension) = extension(&lower);
        let digits: String = before
            .chars()
            .map(|c| {
                if c.is_alphabetic() || ".:".contains(c) {
                    ' '
                } else {
                    c
                }
            })
            .collect();
        let digits = digits.trim().trim_end_matches(['(', ')', '-', ' ']);
        let digits = digits.trim_start_matches(['-', ' ']).replace("()", "");
        let digits = match digits.strip_prefix("0044") {
            Some(national) => format!("+44{national}"),
            None => digits,
        };
        let Some(number) = phone(&digits) else {
            if part.chars().filter(char::is_ascii_digit).count() > 5 {
                named += 1;
            }
            continue;
        };
        let mut words = before.split(|c: char| !c.is_alphabetic());
        if !words.all(|word| word.is_empty() || NEUTRAL.contains(&word)) {
            named += 1;
        } else if !certain.iter().any(|(known, _)| *known == number) {
            certain.push((number, extension.map(str::to_owned)));
        }
    }
    let mut certain = certain.into_iter();
    let (first, extension) = certain.next()?;
    let mut others: Vec<String> = extension
        .map(|extension| format!("extension {extension}"))
        .into_iter()
        .collect();
    others.extend(certain.map(|(number, extension)| match extension {
        Some(extension) => format!("{number} extension {extension}"),
        None => number,
    }));
    Some(Numbers {
        first,
        others,
        named,
    })
}

/// Divides `01632 960001 ext 5` into the number and its extension.
fn extension(part: &str) -> (&str, Option<&str>) {
    for word in ["extension", "extn", "ext", "x"] {
        if let Some((before, after)) = part.rsplit_once(word) {
            let after = after.trim_matches([' ', '.', ':', ')']);
            let is_number = !after.is_empty() && after.bytes().all(|byte| byte.is_ascii_digit());
            if is_number && after.len() < 6 {
                return (before, Some(after));
            }
        }
    }
    (part, None)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_certain_number_is_taken_and_one_beside_a_name_never_is() {
        let read = |cell: &str| {
            let found = numbers(cell)?;
            Some((found.first, found.others.join(" + "), found.named))
        };
        for (cell, first, others, named) in [
            (
                "01632 960001 / 07700 900456",
                "01632 960001",
                "07700 900456",
                0,
            ),
            ("01632 960001 (Dave) or 01632 960002", "01632 960002", "", 1),
            ("Tel: 01632.960001", "01632 960001", "", 0),
            ("0044 1632 960001", "01632 960001", "", 0),
            ("+44 (0)1632 960001", "01632 960001", "", 0),
            ("01632 960001 ext 5", "01632 960001", "extension 5", 0),
            (
                "01632 960001 x5; 01632 960001",
                "01632 960001",
                "extension 5",
                0,
            ),
        ] {
            let wanted = (first.to_owned(), others.to_owned(), named);
            assert_eq!(read(cell), Some(wanted), "{cell}");
        }
        for none in ["Dave 07700 900456", "see website", "01632 96", ""] {
            assert_eq!(read(none), None, "{none}");
        }
    }
}
