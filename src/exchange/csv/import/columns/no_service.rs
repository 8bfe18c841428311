//! Rows that are no services: headings, sums, and the names of the columns once more.

use super::super::super::map::{Target, guess, worth};
use super::{Column, Columns};
use crate::exchange::incoming::text::visible;
use crate::exchange::incoming::value::phone;
use crate::model::shown::count;
use ::csv::StringRecord;

/// What says how to reach a service.
const CONTACT: [Target; 4] = [Target::Phone, Target::Text, Target::Email, Target::Url];
/// What says what it does. A spreadsheet without any such column, and without one of contacts, may list names alone.
const DOES: [Target; 3] = [Target::Summary, Target::Description, Target::Needs];
/// What else hardly stands in a heading.
const OTHERS: [Target; 5] = [
    Target::Address,
    Target::Postcode,
    Target::Hours,
    Target::Referral,
    Target::OtherCondition,
];

/// What tells a place.
const PLACE: [Target; 5] = [
    Target::Place,
    Target::Address,
    Target::AddressLine2,
    Target::Town,
    Target::Postcode,
];

/// Words that make a label one of a sum.
const SUMS: [&str; 7] = [
    "total",
    "totals",
    "subtotal",
    "subtotals",
    "sum",
    "count",
    "average",
];
/// Words that stand beside them.
const BESIDE_SUMS: [&str; 18] = [
    "all",
    "and",
    "clubs",
    "entries",
    "for",
    "grand",
    "groups",
    "in",
    "number",
    "of",
    "organisations",
    "overall",
    "records",
    "rows",
    "services",
    "sessions",
    "sub",
    "the",
];

/// A cell that says something, with what its column means.
type Cell<'r> = (Option<Target>, &'r str);

impl Columns {
    /// Why a row is no service, with what it says; `None`: nothing tells that it is none.
    pub(in super::super) fn no_service(&self, cells: &StringRecord) -> Option<String> {
        let target = |position: usize| self.0.get(position).and_then(|column| column.target);
        let said: Vec<Cell> = cells
            .iter()
            .enumerate()
            .map(|(position, cell)| (target(position), cell.trim()))
            .filter(|(_, cell)| !cell.is_empty())
            .collect();
        if self.is_of_names(cells, &said) {
            let why = "the row has the names of the columns again, and is no service; if those below it are others, import them as \
                       a file of their own";
            return Some(why.to_owned());
        }
        if is_sum(&said) {
            return Some(format!(
                "the row says {}: a sum, and no service",
                self.in_words(&said)
            ));
        }
        self.is_bare(&said).then(|| {
            format!(
                "the row says nothing but {}: a heading or a sum, and no service; for a service say how to reach it or what \
                 it does",
                self.in_words(&said)
            )
        })
    }

    /// True for the names of the columns, or of other columns that mean as much, in the middle of the rows.
    fn is_of_names(&self, cells: &StringRecord, said: &[Cell]) -> bool {
        let all = cells.iter().enumerate().all(|(position, cell)| {
            let is_column = |column: &Column| cell.trim().eq_ignore_ascii_case(&column.name);
            cell.trim().is_empty() || self.0.get(position).is_some_and(is_column)
        });
        let words: Vec<&str> = said.iter().map(|(_, cell)| *cell).collect();
        let guessed = guess(&words);
        let is_name = |known: &Cell| known.0 == Some(Target::Name);
        let names_the_name = said.iter().zip(&guessed.0);
        let names_the_name = names_the_name
            .filter(|(known, _)| is_name(known))
            .any(|(_, (_, guessed))| *guessed == Some(Target::Name));
        // The name counts twice.
        let known = worth(&guessed).saturating_sub(1);
        all || (names_the_name && known > 1 && known * 2 >= said.len())
    }

    /// True for a row that says a name and hardly more, though the spreadsheet has columns that could say it.
    fn is_bare(&self, said: &[Cell]) -> bool {
        let is_of_name = |target| [Target::Name, Target::Id].contains(&target);
        let mut targets = self.0.iter().filter_map(|column| column.target);
        if said.len() == 1 {
            return targets.any(|target| !is_of_name(target));
        }
        if !targets.any(|target| CONTACT.contains(&target) || DOES.contains(&target)) {
            return false;
        }
        let besides = said
            .iter()
            .filter(|(target, _)| !target.is_some_and(is_of_name));
        let telling: Vec<&Cell> = besides.filter(|(_, cell)| !is_figure(cell)).collect();
        let is_strong = |(target, cell): &&&Cell| match target {
            Some(target) => [&CONTACT[..], &DOES[..], &OTHERS[..]]
                .iter()
                .any(|targets| targets.contains(target)),
            // Nobody knows what stands in a column without a meaning.
            None => {
                cell.contains('@') || cell.split_whitespace().count() > 2 || phone(cell).is_some()
            }
        };
        telling.len() < 2 && telling.iter().find(is_strong).is_none()
    }

    /// The first cells of a row as they were typed; but not its place where the spreadsheet may say that it must not be told.
    fn in_words(&self, said: &[Cell]) -> String {
        const SHOWN: usize = 3;
        let mut targets = self.0.iter().filter_map(|column| column.target);
        let may_hide = targets.any(super::is_mark);
        let shown: Vec<String> = said
            .iter()
            .take(SHOWN)
            .map(|(target, cell)| match target {
                Some(target) if may_hide && PLACE.contains(target) => "a place".to_owned(),
                _ => format!("\"{}\"", visible(cell)),
            })
            .collect();
        let more = match said.len().saturating_sub(SHOWN) {
            0 => String::new(),
            more => format!(" and {}", count(more, "more cell", "more cells")),
        };
        format!("{}{more}", shown.join(", "))
    }
}

/// True for a row that is called a sum and says nothing that a sum does not.
fn is_sum(said: &[Cell]) -> bool {
    let of_name = said
        .iter()
        .position(|(target, _)| *target == Some(Target::Name));
    let labels = [Some(0), of_name.filter(|position| *position > 0)];
    labels.into_iter().flatten().any(|label| {
        let Some((_, text)) = said.get(label) else {
            return false;
        };
        let mut others = said
            .iter()
            .enumerate()
            .filter(|(position, _)| *position != label)
            .map(|(_, cell)| cell);
        let words = text.to_lowercase();
        let words: Vec<&str> = words
            .split(|c: char| !c.is_alphabetic())
            .filter(|word| !word.is_empty())
            .collect();
        let is_called_sum = words.iter().any(|word| SUMS.contains(word));
        if !is_called_sum {
            return false;
        }
        let says_no_more = words
            .iter()
            .all(|word| SUMS.contains(word) || BESIDE_SUMS.contains(word));
        let has_figures = said.len() > 1;
        if says_no_more {
            !others.any(|(target, cell)| {
                let tells = |targets: &[Target]| target.is_some_and(|one| targets.contains(&one));
                (tells(&CONTACT) || tells(&DOES)) && !is_amount(cell)
            })
        } else {
            has_figures && others.all(|(_, cell)| is_amount(cell))
        }
    })
}

/// True for a number that is nothing else, and no telephone number either.
fn is_figure(cell: &str) -> bool {
    is_amount(cell) && phone(cell).is_none()
}

/// True for digits with the signs of an amount: `12`, `£1,240.50`, `(6)`, `40%`.
fn is_amount(cell: &str) -> bool {
    const MOST_DIGITS: usize = 6;
    let digits = cell.chars().filter(char::is_ascii_digit).count();
    cell.chars()
        .all(|c| c.is_ascii_digit() || " £%.,()+-/".contains(c))
        && digits <= MOST_DIGITS
}
