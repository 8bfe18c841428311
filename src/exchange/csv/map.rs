//! Which column of a spreadsheet means which key: guessed by its name, written to be edited, and read back.

mod names;

use crate::exchange::incoming::confidential::{Tells, tells};
use crate::model::vocabulary::{Vocabulary, vocabulary};
use names::NAMES;
use names::phrases::PHRASES;
use std::fmt::Write as _;

vocabulary! {
    /// What a column can be.
    Target {
        /// The spreadsheet's own id of a row.
        Id = "id",
        /// What a service is called.
        Name = "name",
        /// Who runs it.
        Organization = "organization",
        /// One or two plain sentences.
        Summary = "summary",
        /// More about it.
        Description = "description",
        /// What sort of service it is.
        Kind = "kind",
        /// For `ahp`: whose service it is.
        Profession = "profession",
        /// For `link-worker`: what the role is called.
        RoleName = "role_name",
        /// Whether it is running.
        Status = "status",
        /// What it helps with: ids or words, divided by semicolons or commas.
        Needs = "needs",
        /// How it is attended.
        AttendingType = "attending_type",
        /// How one gets in.
        AttendingAccess = "attending_access",
        /// A sentence saying how one gets in.
        Referral = "referral",
        /// A telephone number.
        Phone = "phone",
        /// How to reach it without speaking.
        Text = "text",
        /// An e-mail address.
        Email = "email",
        /// A web page.
        Url = "url",
        /// What its place is called.
        Place = "place",
        /// Street and town.
        Address = "address",
        /// More of the street, where that stands in a column of its own.
        AddressLine2 = "address_2",
        /// The town, where that stands in a column of its own.
        Town = "town",
        /// Its postcode.
        Postcode = "postcode",
        /// `yes` where its place must not be told: only the district is kept.
        Confidential = "confidential",
        /// `yes` where its place may be told; with anything else, or nothing, only the district is kept.
        Public = "public",
        /// Nothing, though its name or cells look like a mark of confidential places: a person has looked.
        NoMark = "no_mark",
        /// Where it works: areas or districts, divided by semicolons or commas.
        Area = "area",
        /// When it is open: `Mon-Fri 9am-5pm`. Read where every word of a cell is understood.
        Hours = "hours",
        /// The youngest it takes.
        MinimumAge = "minimum_age",
        /// The oldest it takes.
        MaximumAge = "maximum_age",
        /// Both, as people write them: `16-25`, `65+`.
        Ages = "ages",
        /// Any other condition.
        OtherCondition = "other_condition",
        /// Support needs it takes.
        Accepts = "accepts",
        /// Support needs it does not take.
        DoesNotAccept = "does_not_accept",
        /// Support needs to ask about.
        AskFirst = "ask_first",
        /// What it costs: `free`, `£3.50 per session`.
        Cost = "cost",
        /// Languages spoken.
        Languages = "languages",
        /// What is true for a while.
        Alerts = "alerts",
        /// `yes` where a leaflet could put a person at risk or to shame.
        Sensitive = "sensitive",
        /// The day the row was last confirmed.
        AssuredOn = "assured_on",
    }
}

/// The columns of a spreadsheet, each with what it means; `None`: it is left.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Map(pub Vec<(String, Option<Target>)>);

/// What every column means, told by its name. The first column of a meaning has it; others like it are left.
///
/// ```
/// use signpost::exchange::csv::map::{Target, guess};
///
/// let map = guess(&["Group Name", "Tel.", "Notes"]);
/// assert_eq!(map.0[0], ("Group Name".to_owned(), Some(Target::Name)));
/// assert_eq!(map.0[1].1, Some(Target::Phone));
/// assert_eq!(map.0[2].1, None);
/// ```
#[must_use]
pub fn guess(columns: &[&str]) -> Map {
    let mut guessed: Vec<Option<Target>> = vec![None; columns.len()];
    // Our own names go before those that other people use.
    for own in [true, false] {
        for (position, column) in columns.iter().enumerate() {
            let name = plain(column);
            // That a column is no mark is for a person to say.
            let known = Target::WORDS
                .iter()
                .filter(|(_, target)| own && *target != Target::NoMark)
                .find(|(word, _)| plain(word) == name);
            let known = known.map(|(_, target)| *target).or_else(|| {
                let mut names = NAMES.iter().chain(PHRASES).filter(|_| !own);
                names
                    .find(|(_, names)| names.contains(&name.as_str()))
                    .map(|(target, _)| *target)
            });
            if let Some(target) = known
                && guessed[position].is_none()
                && !guessed.contains(&Some(target))
            {
                guessed[position] = Some(target);
            }
        }
    }
    // A mark of confidential places is known by any name: what it hides cannot be taken back.
    for (told, mark) in [
        (Tells::Confidential, Target::Confidential),
        (Tells::Public, Target::Public),
    ] {
        if !guessed.contains(&Some(mark)) {
            let mut free = columns.iter().zip(&mut guessed);
            if let Some((_, target)) =
                free.find(|(column, target)| target.is_none() && tells(column) == Some(told))
            {
                *target = Some(mark);
            }
        }
    }
    let names = columns.iter().enumerate();
    Map(names
        .map(|(position, column)| named(position, column))
        .zip(guessed)
        .collect())
}

/// What a column is called in maps and reports: its heading, or `column 5` where that is blank. `position` is from 0.
///
/// ```
/// use signpost::exchange::csv::map::named;
///
/// assert_eq!(named(4, " "), "column 5");
/// assert_eq!(named(4, "Tel"), "Tel");
/// ```
#[must_use]
pub fn named(position: usize, heading: &str) -> String {
    if heading.trim().is_empty() {
        format!("column {}", position + 1)
    } else {
        heading.to_owned()
    }
}

/// How much a row of column names tells: its columns with a meaning, the name of a service counted twice. Marks of confidential
/// places do not count, since they are known by a word that may stand in any text.
///
/// ```
/// use signpost::exchange::csv::map::{guess, worth};
///
/// assert_eq!(worth(&guess(&["Group", "Tel", "Colour"])), 3);
/// assert_eq!(worth(&guess(&["Private"])), 0);
/// ```
#[must_use]
pub fn worth(map: &Map) -> usize {
    let targets = map.0.iter().filter_map(|(_, target)| *target);
    targets
        .map(|target| match target {
            Target::Confidential | Target::Public => 0,
            Target::Name => 2,
            _ => 1,
        })
        .sum()
}

/// Small letters, and single spaces for everything that is no letter or digit.
fn plain(text: &str) -> String {
    let text: String = text
        .chars()
        .map(|c| if c.is_alphanumeric() { c } else { ' ' })
        .collect();
    text.to_lowercase()
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
}

impl Map {
    /// As a file to be edited.
    #[must_use]
    pub fn text(&self) -> String {
        let words: Vec<&str> = Target::WORDS.iter().map(|(word, _)| *word).collect();
        let mut text = String::from(
            "# Which column of the spreadsheet means what; \"\" leaves a column out.\n\
             # A column that looks like a mark of confidential places is read as one even with \"\";\n\
             # \"no_mark\" says that it is none. It can be given to several columns.\n\
             # It can be:",
        );
        for line in words.chunks(7) {
            let _ = write!(text, "\n#   {}", line.join(", "));
        }
        text.push_str("\n[columns]\n");
        for (position, (column, target)) in self.0.iter().enumerate() {
            // A key of TOML stands once; the first of two columns of one name is the one that is read.
            if self.0[..position]
                .iter()
                .any(|(before, _)| before == column)
            {
                continue;
            }
            let target = target.map_or("", Target::word);
            let _ = writeln!(text, "{} = \"{target}\"", quoted(column));
        }
        text
    }

    /// Reads a file that [`Map::text`] wrote and somebody edited.
    ///
    /// # Errors
    /// What is wrong, in words.
    pub fn read(text: &str) -> Result<Self, String> {
        let table = toml::de::DeTable::parse(text)
            .map_err(|error| format!("it is no TOML: {}", error.message()))?;
        let columns = table
            .get_ref()
            .get("columns")
            .and_then(|columns| columns.get_ref().as_table());
        let columns = columns.ok_or("it has no table [columns]")?;
        let mut map = Self::default();
        for (column, target) in columns {
            let column = column.get_ref().to_string();
            let target = target
                .get_ref()
                .as_str()
                .ok_or_else(|| format!("what \"{column}\" means is no text"))?;
            let known = match target {
                "" => None,
                word => Some(Target::from_word(word).ok_or_else(|| {
                    let near = crate::model::vocabulary::nearest(
                        word,
                        Target::WORDS.iter().map(|(word, _)| *word),
                    );
                    let help =
                        near.map_or_else(String::new, |near| format!("; did you mean \"{near}\"?"));
                    format!("\"{column}\" cannot be \"{word}\"{help}")
                })?),
            };
            let is_of_one = known.is_some_and(|target| target != Target::NoMark);
            if is_of_one && map.0.iter().any(|(_, other)| *other == known) {
                return Err(format!("two columns are \"{target}\""));
            }
            map.0.push((column, known));
        }
        Ok(map)
    }

    /// The columns that it gives a meaning and that a spreadsheet does not have, each with the column whose name is nearest.
    #[must_use]
    pub fn unknown<'m>(&'m self, columns: &'m [String]) -> Vec<(&'m str, Option<&'m str>)> {
        let given = self.0.iter().filter(|(_, target)| target.is_some());
        let is_known = |column: &str| {
            let mut headings = columns.iter().enumerate();
            headings.any(|(position, heading)| {
                *heading == *column || named(position, heading) == *column
            })
        };
        given
            .filter(|(column, _)| !is_known(column))
            .map(|(column, _)| {
                let columns = columns.iter().map(String::as_str);
                (
                    &**column,
                    crate::model::vocabulary::nearest(column, columns),
                )
            })
            .collect()
    }

    /// What the cells of a row of column names mean.
    #[must_use]
    pub fn of_row(&self, cells: &[&str]) -> Self {
        // A blank cell of any row tells nothing, whatever a blank heading means.
        let cells = cells.iter();
        Self(
            cells
                .map(|cell| {
                    (
                        (*cell).to_owned(),
                        self.of(cell).filter(|_| !cell.is_empty()),
                    )
                })
                .collect(),
        )
    }

    /// What the column at a position means, from 0; one with a blank heading is known as `column 5`, or by its blank.
    #[must_use]
    pub fn at(&self, position: usize, heading: &str) -> Option<Target> {
        let is_blank = heading.trim().is_empty();
        let by_name = self.of(heading);
        by_name.or_else(|| self.of(&named(position, heading)).filter(|_| is_blank))
    }

    /// What a column means.
    #[must_use]
    pub fn of(&self, column: &str) -> Option<Target> {
        let mut columns = self.0.iter();
        columns
            .find(|(known, _)| known == column)
            .and_then(|(_, target)| *target)
    }
}

/// A text between quotation marks of TOML.
fn quoted(text: &str) -> String {
    let mut quoted = String::from('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            c if c.is_control() => {
                let _ = write!(quoted, "\\u{:04X}", u32::from(c));
            }
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_mistake_in_a_map_is_said() {
        let read = |line: &str| Map::read(&format!("[columns]\n{line}\n")).unwrap_err();
        assert!(read("\"Tel\" = \"fone\"").contains("did you mean \"phone\"?"));
        assert!(read("A = \"name\"\nB = \"name\"").contains("two columns"));
        assert!(Map::read("columns").is_err());
    }

    #[test]
    fn a_column_without_a_heading_has_a_name_in_the_map() {
        let guessed = guess(&["Group", "", "Tel", " ", "Tel"]);
        let map = Map::read(
            &guessed
                .text()
                .replace("\"column 4\" = \"\"", "\"column 4\" = \"postcode\""),
        );
        let map = map.unwrap();
        assert_eq!(map.at(3, ""), Some(Target::Postcode));
        assert_eq!(map.at(1, ""), None);
        let headings = ["Group", "", "Tel", "", "Tel"].map(str::to_owned);
        assert_eq!(map.unknown(&headings), []);
        let by_blank = Map::read("[columns]\n\"\" = \"postcode\"\nGroup = \"name\"\n").unwrap();
        assert_eq!(by_blank.at(3, ""), Some(Target::Postcode));
        assert_eq!(by_blank.unknown(&headings), []);
        // Rows of blanks above the names mean nothing.
        assert_eq!(worth(&by_blank.of_row(&["Groups 2026", "", ""])), 0);
        assert_eq!(worth(&by_blank.of_row(&["Group", "", "Tel"])), 2);
        let other = Map::read("[columns]\n\"column 3\" = \"phone\"\n").unwrap();
        assert_eq!(other.unknown(&headings).len(), 1);
    }

    #[test]
    fn several_columns_may_be_no_mark_and_none_is_guessed_to_be() {
        let map = Map::read("[columns]\nA = \"no_mark\"\nB = \"no_mark\"\n").unwrap();
        assert_eq!(map.of("B"), Some(Target::NoMark));
        let guessed = guess(&["No mark", "Refuge?", "Private parking", "On website?"]);
        let targets: Vec<_> = guessed.0.iter().map(|(_, target)| *target).collect();
        assert_eq!(
            targets,
            [None, Some(Target::Confidential), None, Some(Target::Public)]
        );
        assert!(guessed.text().contains("\"no_mark\" says that it is none"));
    }

    #[test]
    fn every_column_of_our_own_export_is_known_or_has_no_way_back() {
        let map = guess(&super::super::export::COLUMNS);
        let left: Vec<&str> = map
            .0
            .iter()
            .filter(|(_, target)| target.is_none())
            .map(|(column, _)| &**column)
            .collect();
        assert_eq!(
            left,
            [
                "demonstration",
                "other_places",
                "capacity",
                "plain",
                "sends_on_to"
            ]
        );
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_back(columns in proptest::collection::btree_set("[ -~ŷ\\t]{1,12}", 1..6)) {
            let columns: Vec<&str> = columns.iter().map(String::as_str).collect();
            let map = guess(&columns);
            let mut read = Map::read(&map.text()).unwrap();
            let mut map = map;
            // A table of TOML has no order.
            read.0.sort();
            map.0.sort();
            prop_assert_eq!(read, map);
        }
    }
}
