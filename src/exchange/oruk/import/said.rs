//! What a service is and says: its texts, whether it runs, what is true for a while, and when it was confirmed.

use super::super::super::incoming::fields::{Fields, NO_PLACE};
use super::super::super::incoming::needs::Hint;
use super::super::super::incoming::text::plain;
use super::super::super::incoming::value::{day, language};
use super::super::words::{read_alert, read_wait_time};
use super::{LONGEST_HINT, NEVER_CONFIRMED, Reading};
use crate::edit::fragment::Value;
use crate::model::service::{Kind, Status};
use crate::model::vocabulary::Vocabulary;

/// A description up to so many characters is a summary as it is.
const SHORT: usize = 240;
/// No summary is longer, in bytes: without a sentence that ends, it is cut, and all of it is the description.
const LONGEST: usize = 4096;

impl Reading<'_, '_> {
    pub(super) fn words(&mut self, fields: &mut Fields) {
        let typed = fields.text("description");
        let text = typed.as_deref().map(plain).unwrap_or_default();
        let (mut summary, mut description) = summary_of(&text);
        let cut;
        if summary.len() > LONGEST {
            cut = cut_short(summary, SHORT);
            (summary, description) = (&cut, &text);
        }
        match &typed {
            None => self.draft.supplied(
                "description",
                NO_DESCRIPTION,
                "the feed gives no description",
            ),
            Some(typed) if typed.trim() == text => self.draft.taken("description", &text),
            Some(typed) => {
                self.draft
                    .changed("description", typed, &text, "HTML and spaces taken out");
            }
        }
        let summary = if summary.is_empty() {
            NO_DESCRIPTION
        } else {
            summary
        };
        self.entries.set(
            "summary",
            Value::text(summary.split_whitespace().collect::<Vec<_>>().join(" ")),
        );
        if !description.is_empty() {
            self.entries.set("description", Value::text(description));
        }
        if !text.is_empty() {
            self.hints.push(Hint {
                text: summary
                    .split_whitespace()
                    .collect::<Vec<_>>()
                    .join(" ")
                    .chars()
                    .take(LONGEST_HINT)
                    .collect(),
                from: "the description",
            });
        }
        if let Some(typed) = fields.text("application_process") {
            let text = plain(&typed);
            self.draft.changed(
                "application_process",
                &typed,
                &text,
                "HTML and spaces taken out",
            );
            self.entries.set("referral", Value::text(text));
        }
    }

    pub(super) fn status(&mut self, fields: &mut Fields) {
        let typed = fields.text("status");
        let word = typed.as_deref().map(|text| text.trim().to_lowercase());
        let status = match (&typed, word.as_deref().and_then(Status::from_word)) {
            (Some(typed), Some(status)) => {
                self.draft
                    .changed("status", typed, &status.to_string(), "spaces and capitals");
                status
            }
            (Some(typed), None) => {
                let why =
                    "not a word of Open Referral UK; nobody is sent there until it is looked at";
                self.draft.changed("status", typed, "inactive", why);
                Status::Inactive
            }
            (None, _) => {
                let why = "the feed says nothing; what it lists is taken to be running";
                self.draft.supplied("status", "active", why);
                Status::Active
            }
        };
        self.entries.set("status", Value::text(status.to_string()));
        let kind = self.terms.kind.unwrap_or(Kind::Community);
        if self.terms.kind.is_none() {
            self.draft.supplied(
                "kind",
                "community",
                "the feed does not say; put link worker teams, AHP and crisis services right",
            );
            let line = "Guessed: community, since the feed does not say what sort of service it is. Put link worker teams, services of \
                        allied health professionals, council assessments and crisis services right.";
            self.draft.comments.push(("kind", vec![line.to_owned()]));
        }
        self.entries.set("kind", Value::text(kind.to_string()));
        if let Some(profession) = self.terms.profession.filter(|_| kind == Kind::Ahp) {
            self.entries
                .set("profession", Value::text(profession.to_string()));
        }
        if let Some(role) = self.terms.role.take().filter(|_| kind == Kind::LinkWorker) {
            self.entries.set("role_name", Value::text(role));
        }
    }

    pub(super) fn small_things(&mut self, fields: &mut Fields) {
        let mut languages = Vec::new();
        for mut spoken in fields.objects("languages") {
            spoken.forget_ids();
            for key in ["code", "language", "name"] {
                let Some(typed) = spoken.text(key) else {
                    continue;
                };
                match language(&typed) {
                    Some(code) => {
                        self.draft
                            .changed(spoken.path(key), &typed, &code, "as a code");
                        if !languages.contains(&code) {
                            languages.push(code);
                        }
                    }
                    None => {
                        self.draft
                            .left(spoken.path(key), &typed, "not the code of a language");
                    }
                }
            }
            spoken.end(&mut self.draft, NO_PLACE);
        }
        if !languages.is_empty() {
            self.entries.set("languages", Value::texts(languages));
        }
        if let Some(typed) = fields.text("alert") {
            let text = plain(&typed);
            self.draft
                .changed("alert", &typed, &text, "HTML and spaces taken out");
            let alerts = read_alert(&text).into_iter().map(|alert| {
                let mut keys = vec![("text", Value::text(alert.text))];
                keys.extend(
                    alert
                        .from
                        .map(|from| ("from", Value::text(from.to_string()))),
                );
                keys.extend(
                    alert
                        .until
                        .map(|until| ("until", Value::text(until.to_string()))),
                );
                Value::Map(keys)
            });
            self.entries.set("alerts", Value::List(alerts.collect()));
        }
        if let Some(typed) = fields.text("wait_time") {
            match read_wait_time(&typed) {
                Some((state, weeks, until)) => {
                    self.draft.taken("wait_time", &typed);
                    let mut keys = vec![("state", Value::text(state.to_string()))];
                    keys.extend(weeks.map(|weeks| ("weeks", Value::word(&weeks))));
                    keys.push(("until", Value::text(until.to_string())));
                    self.entries.set("capacity", Value::Map(keys));
                }
                None => self.draft.left(
                    "wait_time",
                    &typed,
                    "a wait must say until when it is known",
                ),
            }
        }
    }

    pub(super) fn assured(&mut self, fields: &mut Fields) {
        let typed = fields.text("assured_date");
        let on = if let Some(typed) = &typed {
            if let Some(on) = day(typed).filter(|on| *on > self.import.today) {
                let why = format!(
                    "{on} is still to come, so nobody can have confirmed it then: nobody is known to have confirmed it"
                );
                self.draft
                    .changed("assured_date", typed, &NEVER_CONFIRMED.to_string(), why);
                let line =
                    format!("The feed says that it was confirmed on {on}, a day still to come.");
                self.draft.comments.push(("assured", vec![line]));
                NEVER_CONFIRMED
            } else if let Some(on) = day(typed) {
                self.draft
                    .changed("assured_date", typed, &on.to_string(), "as a day");
                on
            } else {
                let why = "no day can be told from it: nobody is known to have confirmed it";
                self.draft
                    .changed("assured_date", typed, &NEVER_CONFIRMED.to_string(), why);
                NEVER_CONFIRMED
            }
        } else {
            let why = "the feed does not say: nobody is known to have confirmed it";
            self.draft
                .supplied("assured_date", &NEVER_CONFIRMED.to_string(), why);
            NEVER_CONFIRMED
        };
        let on = Value::text(on.to_string());
        let by = Value::text("publisher of the feed");
        let source = Value::text(self.import.source);
        self.entries.set(
            "assured",
            Value::Map(vec![("on", on), ("by", by), ("source", source)]),
        );
    }
}

const NO_DESCRIPTION: &str = "No description was given.";

/// A text as summary and description: its first paragraph and the rest; where that is long, its first sentences and all of it.
fn summary_of(text: &str) -> (&str, &str) {
    let (first, rest) = text.split_once("\n\n").unwrap_or((text, ""));
    if first.chars().count() <= SHORT {
        return (first, rest);
    }
    let mut end = 0;
    for (at, _) in first.match_indices(". ") {
        if end > 0 && first[..=at].chars().count() > SHORT {
            break;
        }
        end = at + 1;
        if first[..end].chars().count() > SHORT {
            break;
        }
    }
    if end == 0 {
        return (first, rest);
    }
    (first[..end].trim(), text)
}

/// The first words of a text, with a mark that it goes on. It has `most` letters and the mark, or less.
pub(super) fn cut_short(text: &str, most: usize) -> String {
    let end = text
        .char_indices()
        .nth(most)
        .map_or(text.len(), |(at, _)| at);
    let start = &text[..end];
    let words = start
        .rsplit_once(char::is_whitespace)
        .map_or(start, |(words, _)| words);
    format!("{}\u{2026}", words.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_without_an_end_is_cut_at_a_word() {
        let cut = cut_short(&"words ".repeat(1000), SHORT);
        assert!(cut.ends_with("words\u{2026}"), "{cut}");
        assert!(
            (SHORT - 6..=SHORT + 1).contains(&cut.chars().count()),
            "{cut}"
        );
        // Without any space it is cut between letters.
        assert_eq!(
            cut_short(&"\u{175}".repeat(5000), SHORT),
            "\u{175}".repeat(SHORT) + "\u{2026}"
        );
    }
}
