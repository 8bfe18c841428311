//! The report as text: short enough to be read on a terminal. CSV and JSON have every value whole.

use super::super::merge::{Fate, Service};
use super::super::{Note, Outcome};
use super::Report;
use crate::model::shown::{clean, count};
use crate::model::vocabulary::Vocabulary;
use rustc_hash::FxHashMap;
use std::fmt::Write as _;

/// The most letters of a value that stand in a line, or of several values together.
const MOST: usize = 160;

/// So many rows of one list of which the same is to be said are said in one line.
const MANY: usize = 3;

impl Report<'_> {
    /// How many services met which fate, in one sentence.
    #[must_use]
    pub fn summary(&self) -> String {
        let services = &self.merged.services;
        let fates = Fate::WORDS.iter().filter_map(|(word, fate)| {
            let times = services
                .iter()
                .filter(|service| service.fate == *fate)
                .count();
            (times > 0).then(|| format!("{times} {word}"))
        });
        let mut parts: Vec<String> = fates.collect();
        if !self.merged.refused.is_empty() {
            parts.push(format!("{} refused", self.merged.refused.len()));
        }
        let all = count(services.len(), "service", "services");
        let parts = if parts.is_empty() {
            "nothing was taken".to_owned()
        } else {
            parts.join(", ")
        };
        let written = if self.dry_run {
            " Nothing was written: --dry-run."
        } else {
            ""
        };
        format!("{all}: {parts}.{written}")
    }

    /// The lines of the text that are about the feed as a whole; the summary comes last. Those of each service go before them.
    #[must_use]
    pub fn of_feed(&self) -> Vec<String> {
        let refused = self.merged.refused.iter();
        let refused =
            refused.map(|refused| format!("refused: {}: {}", refused.which(), refused.why));
        let to_settle = self.merged.to_settle.iter();
        let to_settle = to_settle.map(|line| format!("to settle: {line}"));
        let notes = self.merged.notes.iter().map(|note| format!("note: {note}"));
        let lines = refused.chain(to_settle).chain(notes);
        lines.chain([self.summary()]).collect()
    }
}

/// The lines of the text that say what became of one service, each with how far it is indented.
#[must_use]
pub fn of_service(service: &Service) -> Vec<(usize, String)> {
    let (fate, name, path) = (service.fate, clean(&service.name), &service.path);
    let mut lines = vec![(0, format!("{fate}: {name} [{path}]"))];
    let groups = together(&service.fields);
    let (taken, mut others): (Vec<_>, Vec<_>) = groups
        .into_iter()
        .partition(|group| group[0].outcome == Outcome::Taken);
    others.sort_by_key(|group| rank(group[0]));
    lines.extend(others.iter().map(|group| (2, in_words(group))));
    if !taken.is_empty() {
        let fields: Vec<String> = taken.iter().map(|group| fields(group)).collect();
        lines.push((2, format!("taken as it was: {}", fields.join(", "))));
    }
    lines
}

/// What a person has to do comes first, what needs nobody last.
fn rank(note: &Note) -> u8 {
    let is_asked = || {
        note.why
            .as_deref()
            .is_some_and(|why| why.contains("a comment to "))
    };
    match note.outcome {
        Outcome::Conflict => 0,
        Outcome::Left if is_asked() => 1,
        Outcome::Changed => 2,
        Outcome::Left => 3,
        Outcome::Taken => 4,
    }
}

/// A field as `attributes[3].term` is taken apart: the list, the row of it, what is in the row. `None`: it is in no list.
fn row_of(field: &str) -> Option<(&str, usize, &str)> {
    let (list, rest) = field.split_once('[')?;
    let (row, inside) = rest.split_once(']')?;
    Some((list, row.parse().ok()?, inside))
}

/// What is said of one field of the rows of a list: the list, the field in each row, what became of it and why.
type Same<'n> = (&'n str, &'n str, Outcome, Option<&'n str>);

/// The same that is said of other notes perhaps. `None`: it is in no list, or what stands in the entry instead is said of it alone.
fn same(note: &Note) -> Option<Same<'_>> {
    let (list, _, inside) = row_of(&note.field).filter(|_| note.to.is_none())?;
    Some((list, inside, note.outcome, note.why.as_deref()))
}

/// Notes of which the same is to be said of many rows of a list together, where the first of them stands; every other alone.
fn together(notes: &[Note]) -> Vec<Vec<&Note>> {
    // Both are only looked up, never gone through.
    let mut times: FxHashMap<Same, usize> = FxHashMap::default();
    for same in notes.iter().filter_map(same) {
        *times.entry(same).or_insert(0) += 1;
    }
    let mut groups: Vec<Vec<&Note>> = Vec::new();
    let mut known: FxHashMap<Same, usize> = FxHashMap::default();
    for note in notes {
        let many = same(note).filter(|same| times.get(same).is_some_and(|times| *times >= MANY));
        let position = many.map_or(groups.len(), |same| {
            *known.entry(same).or_insert(groups.len())
        });
        match groups.get_mut(position) {
            Some(group) => group.push(note),
            None => groups.push(vec![note]),
        }
    }
    groups
}

/// The field of one note, or of the rows of a list: `attributes[0 to 4, 7].term`.
fn fields(group: &[&Note]) -> String {
    let rows = group.iter().filter_map(|note| row_of(&note.field));
    let (Some((list, _, inside)), [_, _, ..]) = (rows.clone().next(), group) else {
        return clean(&group[0].field).into_owned();
    };
    let mut numbers: Vec<usize> = rows.map(|(_, row, _)| row).collect();
    numbers.sort_unstable();
    numbers.dedup();
    let unbroken = numbers.chunk_by(|one, next| one + 1 == *next);
    let runs: Vec<String> = unbroken
        .map(|run| match run {
            [from, .., to] => format!("{from} to {to}"),
            [alone] => alone.to_string(),
            [] => String::new(),
        })
        .collect();
    clean(&format!("{list}[{}]{inside}", runs.join(", "))).into_owned()
}

/// A value between quotation marks, short enough for a line on a terminal.
fn quoted(text: &str) -> String {
    let text = text.replace('\n', "\\n");
    let short = match text.char_indices().nth(MOST) {
        None => text,
        Some((end, _)) => format!("{}…", &text[..end]),
    };
    format!("\"{short}\"")
}

/// What the feed says in one field or in that of several rows, each value once, as far as there is room.
fn said(group: &[&Note]) -> Option<String> {
    let mut values: Vec<&str> = Vec::new();
    for value in group.iter().filter_map(|note| note.from.as_deref()) {
        if !values.contains(&value) {
            values.push(value);
        }
    }
    let mut text = quoted(values.first()?);
    let mut rest = values[1..].iter();
    while let Some(value) = rest.next() {
        let value = quoted(value);
        if text.len() + value.len() > MOST {
            let _ = write!(text, " and {} more", rest.len() + 1);
            break;
        }
        let _ = write!(text, ", {value}");
    }
    Some(text)
}

/// `changed url: "www.example.org", now "https://www.example.org"; a web address begins with its scheme`.
fn in_words(group: &[&Note]) -> String {
    let note = group[0];
    let mut line = format!("{} {}", note.outcome, fields(group));
    match (said(group), &note.to) {
        (Some(from), Some(to)) if note.outcome == Outcome::Changed => {
            let _ = write!(line, ": {from}, now {}", quoted(to));
        }
        (Some(from), Some(to)) => {
            let _ = write!(line, ": {from}, here {}", quoted(to));
        }
        (Some(from), None) => {
            let _ = write!(line, ": {from}");
        }
        (None, Some(to)) if note.outcome == Outcome::Changed => {
            let _ = write!(line, ": now {}", quoted(to));
        }
        (None, Some(to)) => {
            let _ = write!(line, ": here {}", quoted(to));
        }
        (None, None) => {}
    }
    if let Some(why) = &note.why {
        let _ = write!(line, "; {why}");
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    fn note(field: &str, from: &str, why: &str) -> Note {
        Note {
            field: field.to_owned(),
            outcome: Outcome::Left,
            from: Some(from.to_owned()),
            to: None,
            why: Some(why.to_owned().into()),
        }
    }

    fn said_of(notes: &[Note]) -> Vec<String> {
        together(notes)
            .iter()
            .map(|group| in_words(group))
            .collect()
    }

    #[test]
    fn the_same_of_many_rows_is_one_line_and_of_few_each_has_its_own() {
        let notes = [
            note("terms[0].name", "Tea", "no place"),
            note("terms[0].link_type", "service", "no place"),
            note("terms[1].name", "Talk", "no place"),
            note("terms[1].link_type", "service", "another reason"),
            note("terms[2].name", "Tea", "no place"),
            note("terms[4].name", "Walks", "no place"),
            note("name", "Tea", "no place"),
        ];
        assert_eq!(
            said_of(&notes),
            [
                "left terms[0 to 2, 4].name: \"Tea\", \"Talk\", \"Walks\"; no place",
                "left terms[0].link_type: \"service\"; no place",
                "left terms[1].link_type: \"service\"; another reason",
                "left name: \"Tea\"; no place",
            ]
        );
    }

    #[test]
    fn what_a_person_has_to_do_comes_first() {
        let with = |outcome, field: &str, why: &str| Note {
            outcome,
            ..note(field, "Tea", why)
        };
        let service = Service {
            source_id: "a".to_owned(),
            place: String::new(),
            id: "tea".to_owned(),
            name: "Tea".to_owned(),
            path: "services/tea.yaml".to_owned(),
            fate: Fate::Conflict,
            fields: vec![
                with(Outcome::Taken, "name", ""),
                with(Outcome::Left, "fax", "the directory has no place for it"),
                with(Outcome::Changed, "url", "it has a scheme now"),
                with(Outcome::Left, "fees", "left as a comment to decide"),
                with(Outcome::Conflict, "contact.phone", "both changed it"),
            ],
        };
        let lines: Vec<String> = of_service(&service)
            .into_iter()
            .map(|(_, line)| line.split([':', ';']).next().unwrap().to_owned())
            .collect();
        assert_eq!(
            lines,
            [
                "conflict",
                "conflict contact.phone",
                "left fees",
                "changed url",
                "left fax",
                "taken as it was"
            ]
        );
    }

    #[test]
    fn of_many_long_values_the_rest_is_counted() {
        let long = |letter: &str| letter.repeat(70);
        let rows = ["a", "b", "c", "d"].into_iter().enumerate();
        let notes: Vec<Note> = rows
            .map(|(row, letter)| note(&format!("x[{row}].y"), &long(letter), "no place"))
            .collect();
        let expected = format!(
            "left x[0 to 3].y: \"{}\", \"{}\" and 2 more; no place",
            long("a"),
            long("b")
        );
        assert_eq!(said_of(&notes), [expected]);
    }

    #[test]
    fn what_stands_in_the_entry_instead_is_said_of_each() {
        let notes: Vec<Note> = (0..4)
            .map(|row| Note {
                to: Some(format!("need-{row}")),
                ..note(&format!("terms[{row}].name"), "Tea", "not certain")
            })
            .collect();
        assert_eq!(said_of(&notes).len(), 4);
    }
}
