//! The edits of one entry, while they are collected.

use super::edit;
use super::words::ages;
use crate::compare::edits::{Edit, Effect, Part};
use crate::model::contact::{Contact, digits};
use crate::model::hours::and;
use crate::model::service::{Accepts, Eligibility, Service};
use crate::model::shown::phone_in_words;
use crate::model::vocabulary::{SupportNeed, Vocabulary};
use crate::source::Spanned;
use std::cmp::Ordering;

/// The edits of one entry, while they are collected.
#[derive(Default)]
pub(super) struct Found(pub(super) Vec<Edit>);

impl Found {
    pub(super) fn one(&mut self, part: Part, before: Option<String>, after: Option<String>) {
        if before != after {
            self.0.push(edit(part, before, after));
        }
    }

    /// A list of which some went (`before`) and some came (`after`). The order does not count.
    pub(super) fn list(
        &mut self,
        part: Part,
        before: &[String],
        after: &[String],
        effect: impl Fn(Effect) -> Effect,
    ) {
        let without = |these: &[String], those: &[String]| {
            let left: Vec<String> = these
                .iter()
                .filter(|one| !those.contains(one))
                .cloned()
                .collect();
            (!left.is_empty()).then(|| and(&left))
        };
        let (gone, come) = (without(before, after), without(after, before));
        let change = match (&gone, &come) {
            (None, None) => return,
            (Some(_), None) => Effect::Narrower,
            (None, Some(_)) => Effect::Wider,
            _ => Effect::Changed,
        };
        self.0.push(Edit {
            part,
            before: gone,
            after: come,
            effect: effect(change),
        });
    }

    pub(super) fn contact(&mut self, old: &Contact, new: &Contact) {
        let plain =
            |typed: &Option<Spanned<String>>| typed.as_ref().map(|typed| typed.value.clone());
        let Contact {
            phone,
            text,
            email,
            url,
        } = old;
        // Other spacing is no other number.
        let number =
            |typed: &Option<Spanned<String>>| typed.as_ref().map(|typed| digits(&typed.value));
        if number(phone) != number(&new.phone) {
            let shown = |typed| plain(typed).map(|typed| phone_in_words(&typed));
            self.one(Part::Phone, shown(phone), shown(&new.phone));
        }
        self.one(Part::Text, plain(text), plain(&new.text));
        self.one(Part::Email, plain(email), plain(&new.email));
        self.one(Part::Url, plain(url), plain(&new.url));
    }

    pub(super) fn eligibility(&mut self, old: &Eligibility, new: &Eligibility) {
        // No limit stated is every age.
        let limits = |of: &Eligibility| {
            let youngest = of.minimum_age.as_ref().map_or(0, |age| age.value);
            let oldest = of.maximum_age.as_ref().map_or(u8::MAX, |age| age.value);
            (youngest, oldest)
        };
        let ((from, to), (now_from, now_to)) = (limits(old), limits(new));
        if (from, to) != (now_from, now_to) {
            let effect = if from <= now_from && now_to <= to {
                Effect::Narrower
            } else if now_from <= from && to <= now_to {
                Effect::Wider
            } else {
                Effect::Changed
            };
            self.0.push(Edit {
                part: Part::Age,
                before: ages(from, to),
                after: ages(now_from, now_to),
                effect,
            });
        }
        if old.other != new.other {
            let effect = match (&old.other, &new.other) {
                (None, _) => Effect::Narrower,
                (_, None) => Effect::Wider,
                _ => Effect::Changed,
            };
            let quoted = |other: &Option<String>| {
                other.as_ref().map(|other| format!("\"{}\"", other.trim()))
            };
            self.0.push(Edit {
                part: Part::Condition,
                before: quoted(&old.other),
                after: quoted(&new.other),
                effect,
            });
        }
    }

    pub(super) fn accepts(&mut self, old: &Service, new: &Service) {
        for (_, need) in SupportNeed::WORDS {
            let (before, after) = (old.accepts(*need), new.accepts(*need));
            if before == after {
                continue;
            }
            // Silence means ask, so between the two nobody is newly refused or taken.
            let rank = |answer: Option<Accepts>| match answer {
                Some(Accepts::No) => 0,
                Some(Accepts::Ask) | None => 1,
                Some(Accepts::Yes) => 2,
            };
            let effect = match rank(before).cmp(&rank(after)) {
                Ordering::Less => Effect::Wider,
                Ordering::Equal => Effect::Changed,
                Ordering::Greater => Effect::Narrower,
            };
            self.0.push(Edit {
                part: Part::Accepts(*need),
                before: before.and_then(word),
                after: after.and_then(word),
                effect,
            });
        }
    }

    pub(super) fn access(&mut self, old: &Service, new: &Service) {
        let ways = |service: &Service| {
            let mut ways: Vec<&str> = service
                .attending_access
                .iter()
                .map(|way| way.word())
                .collect();
            ways.sort_unstable();
            (!ways.is_empty()).then(|| ways.join(", "))
        };
        let (before, after) = (ways(old), ways(new));
        if before == after {
            return;
        }
        let effect = match (old.open_to_the_person(), new.open_to_the_person()) {
            _ if before.is_none() || after.is_none() => Effect::Changed,
            (true, false) => Effect::Narrower,
            (false, true) => Effect::Wider,
            _ => Effect::Changed,
        };
        self.0.push(Edit {
            part: Part::AttendingAccess,
            before,
            after,
            effect,
        });
    }
}

#[expect(
    clippy::unnecessary_wraps,
    reason = "every part of an edit may be absent; a word of the format never is"
)]
pub(super) fn word<V: Vocabulary>(value: V) -> Option<String> {
    Some(value.word().to_owned())
}
