//! What is read aloud as lines: the same for text and Markdown, before either is laid out.

use super::condition::{Said, empty};
use super::sentence::{and, capital, ended};
use super::{Reading, SaidAction, SaidRule, When};
use crate::model::rule::{Route, Urgency};
use crate::model::shown::count;
use crate::plan::words::words_inside;

/// One line before it is wrapped.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Line {
    /// The title of it all.
    Title(String),
    /// The head of a part.
    Part(String),
    /// The name of one rule or promise.
    Name(String),
    /// Sentences that belong to the part, or to the name above.
    Sentence(String),
    /// An entry of a list; `depth` is 0 for the outermost.
    Item {
        /// How deep it stands.
        depth: usize,
        /// What it says.
        text: String,
    },
}

/// The meaning of rules, said once.
const HOW_TO_HEAR: &str = "Each need gets the strongest route of the rules that apply to it and that no other rule \
    sets aside; weaker routes that apply stay beside it. Nothing sets a stop aside. A question nobody has asked is never taken \
    for answered; \"not known\" means asked, and nobody could say. A danger that somebody has already acted on counts as yes.";

/// Every line, in order.
#[must_use]
pub fn script(reading: &Reading) -> Vec<Line> {
    let mut lines = Vec::new();
    opening(reading, &mut lines);
    for route in Route::ALL.into_iter().rev() {
        let of_route: Vec<&SaidRule> = reading
            .rules
            .iter()
            .filter(|rule| rule.route == route)
            .collect();
        if of_route.is_empty() {
            continue;
        }
        let rules = count(of_route.len(), "rule", "rules");
        lines.push(Line::Part(format!(
            "{}: {rules}",
            capital(&words_inside(route))
        )));
        for said in of_route {
            rule(said, &mut lines);
        }
    }
    promises(reading, &mut lines);
    if !reading.groups.is_empty() {
        lines.push(Line::Part("The groups of needs named above".to_owned()));
        for group in &reading.groups {
            let labels: Vec<&str> = group.needs.iter().map(|need| need.label.as_str()).collect();
            item(
                &mut lines,
                0,
                &format!("{}: {}.", capital(&group.group), labels.join("; ")),
            );
        }
    }
    lines
}

fn opening(reading: &Reading, lines: &mut Vec<Line>) {
    let about = &reading.about;
    lines.push(Line::Title(format!(
        "{}: the rules, to be read aloud",
        reading.directory.name
    )));
    let all = count(about.rules, "rule", "rules");
    let number = match &reading.need {
        None => format!("Version {}: {all}.", about.version),
        Some(need) => format!(
            "Version {}: {} of {all}, those about \"{}\" and those about every need or the person.",
            about.version,
            reading.rules.len(),
            need.label
        ),
    };
    sentence(lines, &number);
    let owner = ended(&format!("Owner: {}", about.owner));
    let review = match &about.review {
        None => String::new(),
        Some(day) => {
            let day = in_words(day);
            if about.overdue {
                format!(" Overdue: review was due on {day}.")
            } else {
                format!(" Due for review by {day}.")
            }
        }
    };
    sentence(lines, &format!("{owner}{review}"));
    sentence(lines, &about.approval_in_words);
    let overdue: Vec<String> = reading
        .rules
        .iter()
        .filter(|rule| rule.overdue)
        .map(|rule| rule.id.clone())
        .collect();
    if overdue.len() == reading.rules.len() && !overdue.is_empty() {
        sentence(lines, "Review is overdue for every rule read here.");
    } else if !overdue.is_empty() {
        sentence(lines, &format!("Review is overdue for {}.", and(&overdue)));
    }
    sentence(lines, HOW_TO_HEAR);
}

/// A date of the JSON as people say it; text that is no date stays.
fn in_words(day: &str) -> String {
    day.parse()
        .map_or_else(|_| day.to_owned(), crate::model::hours::date_in_words)
}

fn rule(rule: &SaidRule, lines: &mut Vec<Line>) {
    lines.push(Line::Name(rule.id.clone()));
    sentence(lines, &rule.for_.in_words);
    match &rule.when {
        None => sentence(lines, "In every case."),
        Some(when) => condition(lines, "When", when),
    }
    if let Some(unless) = &rule.unless {
        condition(lines, "Unless", unless);
    }
    sentence(lines, &format!("Then: {}", rule.then));
    if let Some(instead_of) = &rule.instead_of {
        sentence(lines, &instead_of.in_words);
    }
    let actions: Vec<String> = rule.do_.iter().map(action).collect();
    list(lines, "Do:", &actions);
    match rule.not_ruled_out.as_slice() {
        [] => {}
        [one] => sentence(
            lines,
            &format!("If it cannot be ruled out, instead: {}", action(&one.do_)),
        ),
        several => {
            let each: Vec<String> = several
                .iter()
                .map(|flag| format!("{} {}", flag.ask, action(&flag.do_)))
                .collect();
            list(lines, "If one of them cannot be ruled out, instead:", &each);
        }
    }
    let held = rule.hold.iter().map(|held| ended(&capital(&held.in_words)));
    let held: Vec<String> = held.collect();
    list(lines, "Meanwhile these wait:", &held);
    sentence(lines, &format!("Because: {}", ended(&rule.why)));
    match &rule.cite {
        Some(cite) => sentence(lines, &format!("From: {}", cite.in_words)),
        None => sentence(lines, "From: no source is named."),
    }
    sentence(lines, &format!("Owner: {}", rule.owned));
}

/// `Now: Ring 999 now.`
fn action(action: &SaidAction) -> String {
    let label = ended(&action.label);
    match action.urgency {
        Some(Urgency::Now) => format!("Now: {label}"),
        Some(Urgency::Today) => format!("Today: {label}"),
        Some(Urgency::Soon) => format!("Soon: {label}"),
        None => label,
    }
}

fn promises(reading: &Reading, lines: &mut Vec<Line>) {
    if !reading.promises.is_empty() {
        lines.push(Line::Part("What is promised of every case".to_owned()));
    }
    for promise in &reading.promises {
        lines.push(Line::Name(promise.id.clone()));
        sentence(lines, &promise.for_.in_words);
        match &promise.when {
            None => sentence(lines, "In every case."),
            Some(when) => condition(lines, "In every case where", when),
        }
        if let Some(unless) = &promise.unless {
            condition(lines, "But not where", unless);
        }
        sentence(lines, &promise.then);
    }
    if !reading.never_weaker.is_empty() {
        lines.push(Line::Part("What never makes a route weaker".to_owned()));
    }
    for promise in &reading.never_weaker {
        lines.push(Line::Name(promise.id.clone()));
        sentence(lines, &promise.for_.in_words);
        let facts: Vec<String> = promise
            .facts
            .iter()
            .map(|fact| fact.in_words.clone())
            .collect();
        list(
            lines,
            "More of any of these never gives a weaker route, whatever else is true:",
            &facts,
        );
    }
    if !reading.impossible.is_empty() {
        lines.push(Line::Part("Cases nobody can be in".to_owned()));
    }
    for impossible in &reading.impossible {
        lines.push(Line::Name(impossible.id.clone()));
        condition(lines, "There is no case where", &impossible.when);
    }
}

/// A condition after a word such as "When": one question beside it, several as a list below it.
fn condition(lines: &mut Vec<Line>, word: &str, when: &When) {
    let (which, parts) = match &when.condition {
        Said::Answer(answered) => {
            return sentence(lines, &format!("{word}: {}", answered.in_words));
        }
        Said::All { all } => ("all of these hold", all),
        Said::Any { any } => ("any one of these holds", any),
    };
    if parts.is_empty() {
        return sentence(lines, &format!("{word}: {}", empty(&when.condition)));
    }
    sentence(lines, &format!("{word} {which}:"));
    for part in parts {
        nested(lines, 0, part);
    }
}

fn nested(lines: &mut Vec<Line>, depth: usize, said: &Said) {
    let (which, parts) = match said {
        Said::Answer(answered) => return item(lines, depth, &answered.in_words),
        Said::All { all } => ("All of these:", all),
        Said::Any { any } => ("Any one of these:", any),
    };
    if parts.is_empty() {
        return item(lines, depth, empty(said));
    }
    item(lines, depth, which);
    for part in parts {
        nested(lines, depth + 1, part);
    }
}

/// A list with its title; one entry stands beside the title, none says nothing.
fn list(lines: &mut Vec<Line>, title: &str, entries: &[String]) {
    match entries {
        [] => {}
        [one] => sentence(lines, &format!("{title} {one}")),
        several => {
            sentence(lines, title);
            for entry in several {
                item(lines, 0, entry);
            }
        }
    }
}

fn sentence(lines: &mut Vec<Line>, text: &str) {
    lines.push(Line::Sentence(text.to_owned()));
}

fn item(lines: &mut Vec<Line>, depth: usize, text: &str) {
    lines.push(Line::Item {
        depth,
        text: text.to_owned(),
    });
}
