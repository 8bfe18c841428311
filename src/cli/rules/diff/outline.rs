//! A comparison of rules as lines: what changes first, then how it was written, then what stays.

use super::changes::{Section, named, sections};
use super::words::{self, Numbered};
use crate::cli::outline::Line;
use crate::cli::side::Side;
use crate::model::shown::count;
use crate::route::diff::{Cases, Difference, Edit, Of, Weight};

pub(super) fn outline(found: &Difference, old: &Side, new: &Side) -> Vec<Line> {
    let rules = |side: &Side| count(side.loaded.directory.rules.rules.len(), "rule", "rules");
    let mut lines = vec![
        Line::Said(format!(
            "Old: {}, {}. New: {}, {}.",
            old.name,
            rules(old),
            new.name,
            rules(new)
        )),
        Line::Said(verdict(found)),
    ];
    // Needs that both sides have, in the order of the new one.
    let changed = found.needs.iter().flat_map(|group| &group.needs);
    let common: Vec<&String> = changed.chain(&found.stays).collect();
    let all = new.loaded.directory.needs.iter().map(|need| &need.id.value);
    let needs: Vec<&str> = all
        .filter(|id| common.contains(id))
        .map(String::as_str)
        .collect();
    let rules = &new.loaded.directory.rules;
    let red_flags: Vec<&str> = rules
        .red_flags()
        .map(|flag| rules.fact(flag).id.value.as_str())
        .collect();
    changes(&sections(found, &needs), &red_flags, &mut lines);
    edits(found, &mut lines);
    stays(found, &needs, &mut lines);
    lines
}

fn verdict(found: &Difference) -> String {
    let changed: usize = found.needs.iter().map(|group| group.needs.len()).sum();
    let all = changed + found.stays.len();
    let decides = found
        .edits
        .iter()
        .any(|edit| edit.weight() == Weight::Decides);
    if found.edits.is_empty() && !found.changes_decisions() {
        return "The two say the same.".to_owned();
    }
    let mut verdict = Vec::new();
    if !found.person.is_empty() {
        verdict.push("What stops the person, whatever the needs, changes.".to_owned());
    }
    if changed > 0 {
        let needs = count(all, "need", "needs");
        verdict.push(format!("Decisions change for {changed} of {needs}."));
    }
    if verdict.is_empty() && decides {
        verdict.push(
            "Every case that both can say is decided as before, but not every case can be said by both, or is read alike."
                .to_owned(),
        );
    } else if verdict.is_empty() {
        verdict.push("No decision changes: every case is decided as before.".to_owned());
    }
    verdict.join(" ")
}

/// What changes. An example that stands in several places is told once, and has a number.
fn changes(sections: &[Section], red_flags: &[&str], lines: &mut Vec<Line>) {
    let parts = || sections.iter().flat_map(|section| &section.parts);
    let all: Vec<&Cases> = parts()
        .flat_map(|part| &part.items)
        .map(|item| item.cases)
        .collect();
    let uses = |cases: &Cases| all.iter().filter(|other| is_same(other, cases)).count();
    let mut told: Vec<&Cases> = Vec::new();
    for section in sections {
        lines.push(Line::Title(section.title.to_owned()));
        for part in &section.parts {
            lines.extend(part.needs.iter().map(|needs| Line::Of(format!("{needs}:"))));
            for item in &part.items {
                let before = told.iter().position(|known| is_same(known, item.cases));
                let numbered =
                    (uses(item.cases) > 1 && !item.cases.when.is_empty()).then(|| Numbered {
                        number: before.unwrap_or(told.len()) + 1,
                        told_here: before.is_none(),
                    });
                if numbered.is_some_and(|numbered| numbered.told_here) {
                    told.push(item.cases);
                }
                let cases = words::cases(item.cases, item.of, numbered, red_flags);
                lines.push(Line::Item(format!("{}, {cases}", item.what)));
            }
        }
    }
}

fn is_same(one: &Cases, other: &Cases) -> bool {
    one.when == other.when && one.impossible == other.impossible
}

/// What was written differently: what no case can show first, then what may change decisions, then words alone.
fn edits(found: &Difference, lines: &mut Vec<Line>) {
    let deciding: Vec<&Edit> = found
        .edits
        .iter()
        .filter(|edit| edit.weight() == Weight::Decides)
        .collect();
    if !deciding.is_empty() {
        lines.push(Line::Title(
            "Which cases there are, how answers are read, and who acts".to_owned(),
        ));
        lines.extend(
            deciding
                .into_iter()
                .map(|edit| Line::Item(words::edit(edit))),
        );
    }
    let with = |weight| {
        found
            .edits
            .iter()
            .filter(move |edit| edit.weight() == weight)
    };
    if with(Weight::Compared)
        .chain(with(Weight::Words))
        .next()
        .is_none()
    {
        return;
    }
    lines.push(Line::Title("Written differently".to_owned()));
    lines.extend(with(Weight::Compared).map(|edit| Line::Item(words::edit(edit))));
    for of in [
        Of::Rule,
        Of::Fact,
        Of::Need,
        Of::Action,
        Of::Promise,
        Of::Top,
    ] {
        let edits: Vec<&Edit> = with(Weight::Words).filter(|edit| edit.of == of).collect();
        if !edits.is_empty() {
            lines.push(Line::Item(words::in_words_only(of, &edits)));
        }
    }
}

fn stays(found: &Difference, needs: &[&str], lines: &mut Vec<Line>) {
    if found.edits.is_empty() && !found.changes_decisions() {
        return;
    }
    lines.push(Line::Title("Stays".to_owned()));
    if found.person.is_empty() {
        lines.push(Line::Item(
            "what stops the person, whatever the needs".to_owned(),
        ));
    }
    if !found.stays.is_empty() {
        let ids: Vec<&str> = found.stays.iter().map(String::as_str).collect();
        let number = count(ids.len(), "need", "needs");
        lines.push(Line::Item(format!("{number}: {}", named(&ids, needs))));
    }
    if found.stays.is_empty() {
        lines.push(Line::Item("no need: each changes in some case".to_owned()));
    }
}
