//! Who a service is for.

use super::super::super::incoming::Outcome;
use super::super::super::incoming::fields::Fields;
use super::super::super::incoming::text::one_line;
use super::super::super::incoming::value::{Ages, ages, is_of_school, one_age};
use super::Reading;
use crate::edit::fragment::Value;

/// Ages outside of which nobody is turned away: feeds fill the fields with them.
const NO_LOWER_LIMIT: u8 = 0;
const NO_UPPER_LIMIT: u8 = 99;

/// Why a limit is not as it was typed.
const AGES: &str = "ages from the text";
const NO_AGE: &str = "no age can be told from it";

impl Reading<'_, '_> {
    pub(super) fn who_it_is_for(&mut self, fields: &mut Fields) {
        let mut limits = Ages::default();
        let mut conditions: Vec<String> = Vec::new();
        self.age_limits(fields, &mut limits);
        if let Some(typed) = fields.text("eligibility_description") {
            let text = one_line(&typed);
            self.draft.changed(
                "eligibility_description",
                &typed,
                &text,
                "markup and spaces taken out",
            );
            conditions.push(text);
        }
        for key in ["eligibilitys", "eligibilities", "eligibility"] {
            for mut said in fields.objects(key) {
                if limits == Ages::default() {
                    self.age_limits(&mut said, &mut limits);
                }
                for key in ["eligibility", "eligibility_description"] {
                    let Some(typed) = said.text(key) else {
                        continue;
                    };
                    let text = one_line(&typed);
                    if one_age(&text).is_some() {
                        // Whether it is the youngest or the oldest is not said.
                        self.unclear_age(&said.path(key), &typed, "which limit it is is not said");
                    } else if is_of_school(&text) {
                        let why = "years of school are no ages";
                        self.unclear_age(&said.path(key), &typed, why);
                    } else if let Some(found) = ages(&text).filter(|_| limits == Ages::default()) {
                        self.draft
                            .changed(said.path(key), &typed, &in_words(found), AGES);
                        limits = found;
                    } else {
                        self.draft.changed(
                            said.path(key),
                            &typed,
                            &text,
                            "a condition, which is asked about",
                        );
                        conditions.push(text);
                    }
                }
                for key in ["taxonomys", "taxonomies"] {
                    for term in said.objects(key) {
                        self.term(term);
                    }
                }
                said.forget_ids();
                said.end(&mut self.draft, "one age range is kept");
            }
            if let Some(typed) = fields.text(key) {
                let text = one_line(&typed);
                self.draft
                    .changed(key, &typed, &text, "a condition, which is asked about");
                conditions.push(text);
            }
        }
        conditions.dedup();
        self.not_both(&mut limits);
        let mut keys = Vec::new();
        keys.extend(limits.minimum.map(|age| ("minimum_age", Value::word(&age))));
        keys.extend(limits.maximum.map(|age| ("maximum_age", Value::word(&age))));
        if !conditions.is_empty() {
            keys.push(("other", Value::text(conditions.join("; "))));
        }
        if !keys.is_empty() {
            self.entries.set("eligibility", Value::Map(keys));
        }
        if !self.accessibility.is_empty() {
            let mut lines =
                vec!["To decide: what does `accepts` say? The feed says in words:".to_owned()];
            lines.extend(self.accessibility.iter().map(|text| format!("  {text}")));
            self.draft.comments.push(("assured", lines));
        }
    }

    /// A youngest above the oldest would take nobody: one of them is wrong, and which one cannot be told.
    fn not_both(&mut self, limits: &mut Ages) {
        let (Some(minimum), Some(maximum)) = (limits.minimum, limits.maximum) else {
            return;
        };
        if minimum <= maximum {
            return;
        }
        *limits = Ages::default();
        for note in &mut self.draft.notes {
            let is_age = note.field.ends_with("minimum_age")
                || note.field.ends_with("maximum_age")
                || note.why.as_deref() == Some(AGES);
            if is_age && note.outcome != Outcome::Left {
                note.outcome = Outcome::Left;
                note.to = None;
                note.why = Some("the youngest age is above the oldest".into());
            }
        }
        let line = format!(
            "To decide: whom does it take? The feed says from {minimum} years to {maximum}, which is nobody."
        );
        self.draft.comments.push(("assured", vec![line]));
    }

    /// An age that is not understood is left, and a person decides.
    fn unclear_age(&mut self, path: &str, typed: &str, why: &str) {
        self.draft
            .left(path, typed, format!("{why}; left as a comment to decide"));
        let line = format!(
            "To decide: whom does it take? The feed says of ages: {}",
            one_line(typed)
        );
        self.draft.comments.push(("assured", vec![line]));
    }

    fn age_limits(&mut self, fields: &mut Fields, limits: &mut Ages) {
        if let Some(typed) = fields.text("minimum_age") {
            let path = fields.path("minimum_age");
            match ages(&typed) {
                Some(Ages {
                    minimum: Some(NO_LOWER_LIMIT),
                    maximum: None,
                }) => self.draft.left(&path, &typed, "from 0 is no limit"),
                Some(Ages {
                    minimum: Some(age),
                    maximum,
                }) => {
                    let read = Ages {
                        minimum: Some(age),
                        maximum,
                    };
                    let to = if maximum.is_some() {
                        in_words(read)
                    } else {
                        age.to_string()
                    };
                    self.draft.changed(&path, &typed, &to, AGES);
                    *limits = read;
                }
                _ => self.unclear_age(&path, &typed, NO_AGE),
            }
        }
        if let Some(typed) = fields.text("maximum_age") {
            let path = fields.path("maximum_age");
            let exact = typed.trim().trim_end_matches(".0").parse::<u16>().ok();
            let read = match exact {
                Some(age) => u8::try_from(age).ok().or(Some(u8::MAX)),
                None => one_age(&typed).or_else(|| ages(&typed).and_then(|found| found.maximum)),
            };
            match read {
                Some(0) => {
                    let why = "an oldest age of 0 may only not have been filled in";
                    self.draft.left(&path, &typed, why);
                }
                Some(age) if age >= NO_UPPER_LIMIT => {
                    self.draft.left(&path, &typed, "so high an age is no limit");
                }
                Some(age) => {
                    self.draft.changed(&path, &typed, &age.to_string(), AGES);
                    limits.maximum = Some(age);
                }
                None => self.unclear_age(&path, &typed, NO_AGE),
            }
        }
    }
}

fn in_words(ages: Ages) -> String {
    let limits = [("minimum_age", ages.minimum), ("maximum_age", ages.maximum)];
    let said = limits
        .into_iter()
        .filter_map(|(key, age)| Some(format!("{key}: {}", age?)));
    said.collect::<Vec<_>>().join(", ")
}
