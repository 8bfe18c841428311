//! What the authors promise of every case, in sentences.

use super::condition::{answers, when, when_not_always};
use super::sentence::{answered, or};
use super::{Rising, SaidNeverWeaker, SaidPromise, needs};
use crate::model::Directory;
use crate::model::fact::{Fact, FactKind};
use crate::model::rule::{Invariant, NeverWeaker, Promise};
use crate::plan::words::words_inside;

const EVERY_NEED: &str = "For every need.";

pub(super) fn said(directory: &Directory, promise: &Invariant) -> SaidPromise {
    let rules = &directory.rules;
    let routes: Vec<String> = promise
        .route
        .iter()
        .map(|route| words_inside(*route))
        .collect();
    let (word, lead) = match promise.promise {
        Promise::Always => ("always", "The route is always"),
        Promise::Never => ("never", "The route is never"),
    };
    SaidPromise {
        id: promise.id.value.clone(),
        promise: word,
        for_: needs::for_(directory, promise.for_.as_ref(), EVERY_NEED),
        when: when_not_always(rules, promise.when.as_ref()),
        unless: promise.unless.as_ref().map(|holds| when(rules, holds)),
        route: promise.route.clone(),
        then: format!("{lead} {}.", or(&routes)),
    }
}

pub(super) fn never_weaker(directory: &Directory, promise: &NeverWeaker) -> SaidNeverWeaker {
    SaidNeverWeaker {
        id: promise.id.value.clone(),
        for_: needs::for_(directory, promise.for_.as_ref(), EVERY_NEED),
        facts: promise
            .facts
            .iter()
            .map(|index| directory.rules.fact(*index))
            .map(|fact| Rising {
                fact: fact.id.value.clone(),
                in_words: answered(&fact.ask, &rising(fact)),
            })
            .collect(),
    }
}

/// The answers of a fact, from least to most.
fn rising(fact: &Fact) -> String {
    match fact.kind {
        FactKind::YesNo => "from no to yes".to_owned(),
        FactKind::RedFlag => "from no to yes, or to not ruled out".to_owned(),
        FactKind::Set(_) => "each of them, from no to yes".to_owned(),
        FactKind::Values(_) | FactKind::Band(_) => {
            let labels: Vec<String> = answers(fact).into_iter().map(|(_, label)| label).collect();
            format!("from least to most: {}", labels.join("; "))
        }
    }
}
