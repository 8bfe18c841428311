//! The telephone numbers of a cell or a field, as people write them: several, with dots, with an extension, with words beside them.

use super::value::phone;
use crate::model::shown::count;

/// Words that say what a number is, and not whose.
const NEUTRAL: [&str; 29] = [
    "and",
    "call",
    "calls",
    "contact",
    "enquiries",
    "free",
    "freephone",
    "general",
    "helpline",
    "landline",
    "line",
    "m",
    "main",
    "mob",
    "mobile",
    "mobiles",
    "no",
    "number",
    "numbers",
    "office",
    "on",
    "or",
    "phone",
    "reception",
    "ring",
    "switchboard",
    "t",
    "tel",
    "telephone",
];

/// Words that say when a number is the one to ring.
const AT_TIMES: [&str; 36] = [
    "am",
    "pm",
    "daytime",
    "evening",
    "evenings",
    "hour",
    "hours",
    "hrs",
    "mon",
    "monday",
    "mondays",
    "tue",
    "tues",
    "tuesday",
    "tuesdays",
    "wed",
    "wednesday",
    "wednesdays",
    "thu",
    "thur",
    "thurs",
    "thursday",
    "thursdays",
    "fri",
    "friday",
    "fridays",
    "sat",
    "saturday",
    "sun",
    "sunday",
    "to",
    "until",
    "weekday",
    "weekdays",
    "weekend",
    "weekends",
];

/// What a cell of more than a bare number holds.
#[derive(Debug, PartialEq, Eq)]
pub struct Numbers {
    /// The first number that is certain and beside which nobody's name can stand.
    pub first: String,
    /// Its extension, and the other numbers of the same sort.
    pub others: Vec<String>,
    /// How many numbers stand beside other words, which may be a person's name, or are not certain.
    pub named: usize,
    /// Whether there are words that are none of a number; they may be a person's name.
    pub has_words: bool,
}

/// Reads a cell. `None`: it has no number that is certain.
///
/// ```
/// use signpost::exchange::incoming::numbers::numbers;
///
/// let found = numbers("01632 960001 or 01632 960002 (evenings)").unwrap();
/// assert_eq!(found.first, "01632 960001");
/// assert_eq!(found.others, ["01632 960002 (evenings)"]);
/// ```
#[must_use]
pub fn numbers(cell: &str) -> Option<Numbers> {
    let lower = cell.to_lowercase();
    let lines = lower.replace(" or ", "\n").replace(" and ", "\n");
    let parts = lines.split(['\n', '/', ';', ',', '&', '|']);
    let mut certain: Vec<Certain> = Vec::new();
    let (mut others, mut named, mut has_words) = (Vec::new(), 0, false);
    for part in parts.flat_map(apart) {
        let (before, extension) = extension(&part);
        let words: Vec<&str> = before
            .split(|c: char| !c.is_alphabetic())
            .filter(|word| !word.is_empty())
            .collect();
        let all_neutral = words.iter().all(|word| is_neutral(word));
        let Some(number) = number(before) else {
            let digits = part.chars().filter(char::is_ascii_digit).count();
            if digits > 5 {
                named += 1;
            } else if !all_neutral {
                has_words = true;
            } else if digits > 0 {
                others.push(part.trim().to_owned());
            }
            continue;
        };
        let at_times: Vec<&str> = words
            .into_iter()
            .filter(|word| AT_TIMES.contains(word))
            .collect();
        if !all_neutral {
            named += 1;
        } else if !certain.iter().any(|known| known.number == number) {
            certain.push(Certain {
                number,
                extension: extension.map(str::to_owned),
                at_times: (!at_times.is_empty()).then(|| at_times.join(" ")),
            });
        }
    }
    let mut certain = certain.into_iter();
    let first = certain.next()?;
    let mut said: Vec<String> = first
        .extension
        .map(|extension| format!("extension {extension}"))
        .into_iter()
        .chain(first.at_times)
        .collect();
    said.extend(certain.map(|other| {
        let extension = other
            .extension
            .map_or_else(String::new, |extension| format!(" extension {extension}"));
        let at_times = other
            .at_times
            .map_or_else(String::new, |word| format!(" ({word})"));
        format!("{}{extension}{at_times}", other.number)
    }));
    said.extend(others);
    Some(Numbers {
        first: first.number,
        others: said,
        named,
        has_words,
    })
}

impl Numbers {
    /// What stands beside the first number, in words. A person's own number or name stands in no file.
    #[must_use]
    pub fn besides(&self) -> Option<String> {
        let mut said = self.others.clone();
        if self.named > 0 {
            let numbers = count(self.named, "number", "numbers");
            said.push(format!(
                "{numbers} not certain or beside other words, which may be a person's"
            ));
        }
        if self.has_words {
            said.push("other words, which may be a person's name".to_owned());
        }
        (!said.is_empty()).then(|| said.join("; "))
    }
}

/// A number beside which nobody's name stands.
struct Certain {
    number: String,
    extension: Option<String>,
    /// When it is the one to ring, where the cell says so.
    at_times: Option<String>,
}

/// The number of a part of a cell, without the words beside it.
fn number(part: &str) -> Option<String> {
    let digits: String = part
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
    phone(&digits)
}

/// True for a word that is nobody's name.
fn is_neutral(word: &str) -> bool {
    NEUTRAL.contains(&word) || AT_TIMES.contains(&word)
}

/// Divides a text where a whole number stands and another one, or its times in brackets, begin. Words between them, which may be the name of either, go
/// with both.
fn apart(part: &str) -> Vec<String> {
    const WHOLE: usize = 10;
    let mut found = Vec::new();
    let (mut start, mut digits, mut end) = (0, 0, 0);
    let mut carried = String::new();
    for (at, c) in part.char_indices() {
        let is_apart = !part[..at].ends_with(|before: char| before.is_ascii_digit());
        if digits >= WHOLE && is_apart && (c == '0' || c == '+') {
            let between = &part[end..at];
            let of_first = between.rfind(')').map_or(0, |closed| closed + 1);
            let between = &between[of_first..];
            let mut words = between.split(|c: char| !c.is_alphabetic());
            let all_neutral = words.all(|word| word.is_empty() || is_neutral(word));
            let first_end = if all_neutral { end + of_first } else { at };
            found.push(format!("{carried}{}", &part[start..first_end]));
            between.clone_into(&mut carried);
            (start, digits) = (at, 0);
        }
        if digits >= WHOLE
            && c == '('
            && let Some(times) = part[at..]
                .strip_prefix('(')
                .and_then(|rest| rest.strip_suffix(')'))
            && times
                .split(|c: char| !c.is_alphabetic())
                .all(|word| word.is_empty() || is_neutral(word))
            && times.contains(|c: char| c.is_ascii_digit())
        {
            found.push(format!("{carried}{}", &part[start..at]));
            found.push(times.to_owned());
            return found;
        }
        if c.is_ascii_digit() {
            digits += 1;
            end = at + 1;
        }
    }
    found.push(format!("{carried}{}", &part[start..]));
    found
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
            (
                "01632 960001 or 01632 960002 (evenings)",
                "01632 960001",
                "01632 960002 (evenings)",
                0,
            ),
            (
                "Tel: 01632 960001 Mob: 07700 900456",
                "01632 960001",
                "07700 900456",
                0,
            ),
            (
                "01632 960001\n01632 960002",
                "01632 960001",
                "01632 960002",
                0,
            ),
            (
                "01632 960001 01632 960002",
                "01632 960001",
                "01632 960002",
                0,
            ),
            (
                "01632 960001 - +44 7700 900456",
                "01632 960001",
                "07700 900456",
                0,
            ),
            ("01632 960001/2", "01632 960001", "2", 0),
            ("01632 960001 (evenings)", "01632 960001", "evenings", 0),
            (
                "020 7946 0001 0161 496 0002",
                "020 7946 0001",
                "0161 496 0002",
                0,
            ),
            ("01632 960001 (Dave) 01632 960002", "01632 960002", "", 1),
            ("01632 960001, 960002", "01632 960001", "", 1),
        ] {
            let wanted = (first.to_owned(), others.to_owned(), named);
            assert_eq!(read(cell), Some(wanted), "{cell}");
        }
        // Whose name it is that stands between two numbers cannot be told.
        let between = "01632 960001 Dave 07700 900456";
        for none in ["Dave 07700 900456", between, "see website", "01632 96", ""] {
            assert_eq!(read(none), None, "{none}");
        }
        let has_words = |cell: &str| numbers(cell).unwrap().has_words;
        assert!(has_words("01632 960001, option 2") && has_words("01632 960001; ask for Dave"));
        assert!(!has_words("Tel: 01632 960001 / 01632 960002"));
    }
}
