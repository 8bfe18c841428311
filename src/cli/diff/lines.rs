//! The comparison as lines that text and Markdown share: what is lost first, then what is new, then what changed.

use super::case_lines::cases;
use crate::cli::outline::Line;
use crate::cli::side::Side;
use crate::compare::{
    Comparison, Cover, CoverChange, Defined, Edit, Fate, Part, ServiceChange, TopChange, TopEdit,
};
use crate::model::hours::{and, date_in_words};
use crate::model::shown::count;
use jiff::civil::Date;

/// What was compared.
pub(super) struct Sides<'s> {
    pub(super) old: &'s Side,
    pub(super) new: &'s Side,
    /// The day OLD was the newest.
    pub(super) was: Date,
    pub(super) today: Date,
    /// How many worked cases were tried.
    pub(super) cases: usize,
}

pub(super) fn outline(found: &Comparison, sides: &Sides) -> Vec<Line> {
    let mut lines = opening(found, sides);
    cover(&found.cover, sides, &mut lines);
    services(&found.services, &mut lines);
    top(&found.top, sides, &mut lines);
    cases(&found.cases, sides, &mut lines);
    if !found.unreadable.is_empty() {
        lines.push(Line::Title(
            "Not compared, since neither side can read them".to_owned(),
        ));
        let left = found.unreadable.iter();
        lines.extend(left.map(|left| Line::Item(format!("{}: {}", left.file, left.why))));
    }
    lines
}

fn opening(found: &Comparison, sides: &Sides) -> Vec<Line> {
    let services = |side: &Side| count(side.loaded.directory.services.len(), "service", "services");
    let (old, new) = (sides.old, sides.new);
    let mut said = format!(
        "Old: {}, {}. New: {}, {}.",
        old.name,
        services(old),
        new.name,
        services(new)
    );
    if sides.was != sides.today {
        let (was, today) = (date_in_words(sides.was), date_in_words(sides.today));
        said.extend([
            " What is overdue is compared between ",
            &was,
            " and ",
            &today,
            ".",
        ]);
    }
    let tried = match sides.cases {
        0 => "No worked case was tried; name some with --cases.".to_owned(),
        number => format!(
            "{} tried.",
            count(number, "worked case was", "worked cases were")
        ),
    };
    let verdict = if found.is_empty() {
        "Nothing differs.".to_owned()
    } else {
        summary(found)
    };
    vec![Line::Said(said), Line::Said(verdict), Line::Said(tried)]
}

/// How much differs, in one sentence.
fn summary(found: &Comparison) -> String {
    let of = |fates: &[Fate]| {
        let services = found.services.iter();
        services.filter(|one| fates.contains(&one.fate)).count()
    };
    let mut parts: Vec<String> = [
        (of(&[Fate::Added]), "added"),
        (of(&[Fate::Removed]), "removed"),
        (of(&[Fate::Closed]), "closed"),
        (of(&[Fate::Reopened]), "running again"),
        (of(&[Fate::Changed]), "changed"),
        (of(&[Fate::Unreadable]), "no longer readable"),
        (of(&[Fate::Readable]), "readable again"),
    ]
    .into_iter()
    .filter(|(number, _)| *number > 0)
    .map(|(number, word)| format!("{number} {word}"))
    .collect();
    if parts.is_empty() {
        parts.push("none changed".to_owned());
    }
    let cases = found.cases.len();
    let cases = if cases == 0 {
        String::new()
    } else {
        format!(
            " {} out differently.",
            count(cases, "worked case comes", "worked cases come")
        )
    };
    format!("Services: {}.{cases}", parts.join(", "))
}

fn cover(changes: &[CoverChange], sides: &Sides, lines: &mut Vec<Line>) {
    for (cover, title) in [
        (Cover::Lost, "Needs with no service any more"),
        (Cover::Gained, "Needs with a first service"),
    ] {
        let mut of_this = changes.iter().filter(|one| one.cover == cover).peekable();
        if of_this.peek().is_none() {
            continue;
        }
        lines.push(Line::Title(title.to_owned()));
        for change in of_this {
            let areas: Vec<String> = change
                .areas
                .iter()
                .map(|id| label_of_area(id, sides))
                .collect();
            let places = if change.everywhere {
                "in every area".to_owned()
            } else {
                format!("in {}", and(&areas))
            };
            lines.push(Line::Item(format!(
                "{} ({}): {places}",
                change.label, change.need
            )));
        }
    }
}

fn label_of_area(id: &str, sides: &Sides) -> String {
    let area = sides.new.loaded.directory.area_by_id(id);
    area.map_or_else(|| id.to_owned(), |area| area.label.clone())
}

fn services(changes: &[ServiceChange], lines: &mut Vec<Line>) {
    let one_line = [
        (
            Fate::Unreadable,
            "No longer readable, so missing from every answer",
        ),
        (Fate::Removed, "Removed"),
        (Fate::Added, "Added"),
        (
            Fate::Readable,
            "Readable again, so nothing is known about what changed",
        ),
    ];
    let with_edits = [
        (Fate::Closed, "Closed"),
        (Fate::Reopened, "Running again"),
        (Fate::Changed, "Changed"),
    ];
    let of = |fate: Fate| changes.iter().filter(move |one| one.fate == fate);
    for (fate, title) in one_line {
        let mut of_this = of(fate).peekable();
        if of_this.peek().is_some() {
            lines.push(Line::Title(title.to_owned()));
            lines.extend(of_this.map(|change| Line::Item(standing(change))));
        }
    }
    let in_one_line =
        |one: &&ServiceChange| is_only(one, Part::Assured) || is_only(one, Part::Overdue);
    for (fate, title) in with_edits {
        let of_this: Vec<&ServiceChange> = of(fate).filter(|one| !in_one_line(one)).collect();
        if !of_this.is_empty() {
            lines.push(Line::Title(title.to_owned()));
        }
        for change in of_this {
            lines.push(Line::Of(format!("{}:", named(change))));
            lines.extend(change.edits.iter().map(|edit| Line::Item(edit.in_words())));
        }
    }
    // Many entries change in nothing else, so each takes one line.
    for (part, title) in [
        (Part::Overdue, "Newly overdue"),
        (Part::Assured, "Confirmed again, nothing else changed"),
    ] {
        let only: Vec<&ServiceChange> =
            of(Fate::Changed).filter(|one| is_only(one, part)).collect();
        if only.is_empty() {
            continue;
        }
        lines.push(Line::Title(title.to_owned()));
        for change in only {
            let last = change.edits.first().and_then(|edit| edit.after.as_deref());
            let last = last.unwrap_or("unknown");
            lines.push(Line::Item(format!(
                "{}: last confirmed on {last}",
                named(change)
            )));
        }
    }
}

fn is_only(change: &ServiceChange, part: Part) -> bool {
    change.fate == Fate::Changed && change.edits.iter().all(|edit| edit.part == part)
}

fn named(change: &ServiceChange) -> String {
    if change.name.is_empty() {
        return change.id.clone();
    }
    format!("{}, {} ({})", change.name, change.organization, change.id)
}

fn standing(change: &ServiceChange) -> String {
    let said = change.edits.iter().map(Edit::in_words);
    let beside: Vec<String> = change.why.clone().into_iter().chain(said).collect();
    if beside.is_empty() {
        named(change)
    } else {
        format!("{}: {}", named(change), beside.join("; "))
    }
}

fn top(changes: &[TopChange], sides: &Sides, lines: &mut Vec<Line>) {
    if changes.is_empty() {
        return;
    }
    lines.push(Line::Title("Needs, areas, settings and rules".to_owned()));
    for change in changes {
        let before = change.before.as_deref().unwrap_or("nothing");
        let after = change.after.as_deref().unwrap_or("nothing");
        let what = match change.defined {
            Defined::Need => "need",
            Defined::Area => "area",
            Defined::ReviewDays => {
                let said = format!("an entry is overdue after {after} days (was {before})");
                lines.push(Line::Item(said));
                continue;
            }
            Defined::Rules => {
                let said = format!(
                    "the rules differ: `signpost rules diff {} {}` says whose route changes",
                    typed(sides.old),
                    typed(sides.new)
                );
                lines.push(Line::Item(said));
                continue;
            }
        };
        lines.push(Line::Item(match change.edit {
            TopEdit::Added => format!("new {what} {}: {after}", change.id),
            TopEdit::Removed => format!("{what} {} is gone: {before}", change.id),
            TopEdit::Changed => format!("{what} {}: from {before} to {after}", change.id),
        }));
    }
}

/// The name of a side without the commit in brackets.
fn typed(side: &Side) -> &str {
    match side.committed {
        Some(_) => side.name.rsplit_once(" (").map_or("", |(typed, _)| typed),
        None => &side.name,
    }
}
