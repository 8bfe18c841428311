//! Facts, needs, actions and the top of the file that were written differently.

use super::{Edit, EditKind, Of, Part, Weight, matched};
use crate::model::fact::{Fact, FactKind, From};
use crate::model::need::Need;
use crate::model::rule::{Action, ActionBy, ActionIndex, Rules};
use crate::route::diff::RuleSet;
use std::collections::BTreeSet;

/// Facts, by id.
pub(super) fn facts(old: &Rules, new: &Rules) -> Vec<Edit> {
    let looked_at: BTreeSet<&str> = looked_at(old).chain(looked_at(new)).collect();
    // A question more changes what rules make of it, which is compared, but for a red flag that nothing is decided without.
    let is_new = |fact: &Fact| {
        if fact.is_red_flag() {
            Weight::Decides
        } else {
            Weight::Compared
        }
    };
    // Cases that answer a fact which is gone cannot be read any more.
    let is_gone = |_: &Fact| Weight::Decides;
    matched(
        Of::Fact,
        [&old.facts, &new.facts],
        |fact| &fact.id.value,
        [&is_new, &is_gone],
        |was, is| {
            let mut parts = values(was, is, looked_at.contains(is.id.value.as_str()));
            parts.extend(answers([was, is], [old, new]));
            parts.extend(words(was, is));
            parts
        },
    )
}

/// The ids of the facts that rules look at.
fn looked_at(rules: &Rules) -> impl Iterator<Item = &str> {
    let mut facts = BTreeSet::new();
    for rule in &rules.rules {
        for condition in rule.when.iter().chain(&rule.unless) {
            condition.variables(&mut |variable, _, _| {
                facts.insert(rules.variables[variable.position()].fact);
            });
        }
    }
    facts
        .into_iter()
        .map(|fact| rules.fact(fact).id.value.as_str())
}

const fn kind(fact: &Fact) -> &'static str {
    match fact.kind {
        FactKind::YesNo => "yes or no",
        FactKind::RedFlag => "red flag",
        FactKind::Values(_) => "values",
        FactKind::Band(_) => "band",
        FactKind::Set(_) => "set",
    }
}

/// The kind and the values.
fn values(was: &Fact, is: &Fact, looked_at: bool) -> Vec<Part> {
    let mut parts = Vec::new();
    let (was_kind, is_kind) = (kind(was), kind(is));
    if was_kind != is_kind {
        // A band is a list of values whose order a promise may use.
        let ordered = matches!(
            (&was.kind, &is.kind),
            (
                FactKind::Values(_) | FactKind::Band(_),
                FactKind::Values(_) | FactKind::Band(_)
            )
        );
        let weight = if ordered {
            Weight::Words
        } else {
            Weight::Decides
        };
        parts.push(Part::new(format!("kind {was_kind} -> {is_kind}"), weight));
    }
    let (was_words, is_words) = (was.words(), is.words());
    for word in is_words.iter().filter(|word| !was_words.contains(word)) {
        // Where nobody has asked, one value more is possible.
        let weight = if looked_at {
            Weight::Decides
        } else {
            Weight::Words
        };
        parts.push(Part::new(format!("value `{word}` is new"), weight));
    }
    for word in was_words.iter().filter(|word| !is_words.contains(word)) {
        parts.push(Part::new(
            format!("value `{word}` is gone"),
            Weight::Decides,
        ));
    }
    let common = |one: &[&str], other: &[&str]| -> Vec<String> {
        let common = one.iter().filter(|word| other.contains(word));
        common.map(|word| (*word).to_owned()).collect()
    };
    let (was_order, is_order) = (common(&was_words, &is_words), common(&is_words, &was_words));
    let is_set = |fact: &Fact| matches!(fact.kind, FactKind::Set(_));
    if is_set(was) != is_set(is) || !is_set(is) && is_order.is_empty() {
        let said = "has nothing in common but the name, so it is compared as another fact";
        parts.push(Part::new(said, Weight::Decides));
    } else if was_order != is_order && was_kind == is_kind {
        parts.push(Part::new("order of the values", Weight::Words));
    }
    parts
}

/// How an answer becomes what is known.
fn answers([was, is]: [&Fact; 2], [old, new]: [&Rules; 2]) -> Vec<Part> {
    let mut parts = Vec::new();
    if was.per_need != is.per_need {
        let said = if is.per_need {
            "asked for each need, no longer once for the person"
        } else {
            "asked once for the person, no longer for each need"
        };
        parts.push(Part::new(said, Weight::Decides));
    }
    let (was_unsure, is_unsure) = (unsure(was), unsure(is));
    if was_unsure != is_unsure {
        let said = format!("unsure {was_unsure}, now {is_unsure}");
        parts.push(Part::new(said, Weight::Decides));
    }
    let id = |action: Option<ActionIndex>, rules: &Rules| {
        action.map_or_else(
            || "nothing".to_owned(),
            |action| rules.action(action).id.value.clone(),
        )
    };
    let (was_do, is_do) = (id(was.unsure_do, old), id(is.unsure_do, new));
    if was_do != is_do {
        let said = format!("when unsure, do {was_do} -> {is_do}");
        parts.push(Part::new(said, Weight::Decides));
    }
    if was.from != is.from {
        let by_age = was.from == Some(From::Age) || is.from == Some(From::Age);
        let weight = if by_age {
            Weight::Decides
        } else {
            Weight::Words
        };
        let said = format!("answered {} -> {}", from(was), from(is));
        parts.push(Part::new(said, weight));
    }
    parts
}

/// What unsure does, in words.
fn unsure(fact: &Fact) -> String {
    match (fact.unsure, &fact.kind) {
        (None, _) => "left it open".to_owned(),
        (Some(value), FactKind::YesNo | FactKind::RedFlag) => {
            format!("counted as `{}`", if value == 0 { "no" } else { "yes" })
        }
        (Some(value), _) => {
            let value = fact.values().get(usize::from(value));
            format!("counted as `{}`", value.map_or("", |value| &value.value))
        }
    }
}

const fn from(fact: &Fact) -> &'static str {
    match fact.from {
        None => "by asking",
        Some(From::Age) => "from the age",
        Some(From::Profile) => "from the profile",
    }
}

/// Parts that change what is asked, and no decision.
fn words(was: &Fact, is: &Fact) -> Vec<Part> {
    let label = |fact: &Fact, word: &str| {
        let value = fact.values().iter().find(|value| value.value == word);
        value.and_then(|value| value.label.clone())
    };
    let is_words = is.words();
    let mut common = was
        .words()
        .into_iter()
        .filter(|word| is_words.contains(word));
    let labels = common.any(|word| label(was, word) != label(is, word));
    let differs = [
        ("question", was.ask != is.ask),
        ("words for the person", was.say != is.say),
        ("labels of values", labels),
        ("changeable", was.changeable != is.changeable),
        ("alone", was.alone != is.alone),
    ];
    let differs = differs.into_iter().filter(|(_, differs)| *differs);
    differs
        .map(|(part, _)| Part::new(part, Weight::Words))
        .collect()
}

/// Needs, by id: only what decides anything. Their words belong to finding a need.
pub(super) fn needs(old: &[Need], new: &[Need]) -> Vec<Edit> {
    let decides = |_: &Need| Weight::Decides;
    matched(
        Of::Need,
        [old, new],
        |need| &need.id.value,
        [&decides, &decides],
        |was, is| {
            let part = Part::new("professions", Weight::Compared);
            if was.professions == is.professions {
                Vec::new()
            } else {
                vec![part]
            }
        },
    )
}

/// Actions, by id.
pub(super) fn actions(old: RuleSet, new: RuleSet) -> Vec<Edit> {
    let compared = |_: &Action| Weight::Compared;
    matched(
        Of::Action,
        [&old.rules.actions, &new.rules.actions],
        |action| &action.id.value,
        [&compared, &compared],
        |was, is| {
            let mut parts = Vec::new();
            if was.urgency != is.urgency {
                let word = |action: &Action| {
                    action
                        .urgency
                        .map_or_else(|| "no hurry".to_owned(), |urgency| urgency.to_string())
                };
                let said = format!("urgency {} -> {}", word(was), word(is));
                parts.push(Part::new(said, Weight::Decides));
            }
            let (was_by, is_by) = (by(was, old), by(is, new));
            if was_by != is_by {
                parts.push(Part::new(
                    format!("done by {was_by} -> {is_by}"),
                    Weight::Decides,
                ));
            }
            if was.label != is.label {
                parts.push(Part::new("label", Weight::Words));
            }
            parts
        },
    )
}

/// Who does an action.
fn by(action: &Action, side: RuleSet) -> String {
    match &action.by {
        None => "whoever reads it".to_owned(),
        Some(ActionBy::Service(id)) => id.value.clone(),
        Some(ActionBy::KindForNeed(kind, need)) => {
            format!("{kind} for {}", side.needs[need.position()].id.value)
        }
    }
}

/// The keys at the top of the file.
pub(super) fn top(old: &Rules, new: &Rules) -> Vec<Edit> {
    let mut edits = Vec::new();
    let mut changed = |id: &str, differs: bool, said: String| {
        if differs {
            edits.push(Edit {
                of: Of::Top,
                id: id.to_owned(),
                kind: EditKind::Changed(vec![Part::new(said, Weight::Words)]),
            });
        }
    };
    let date = |rules: &Rules| {
        rules
            .review
            .map_or_else(|| "none".to_owned(), |date| date.to_string())
    };
    let arrow = |was: &str, is: &str| format!("{was} -> {is}");
    changed(
        "version",
        old.version != new.version,
        arrow(&old.version, &new.version),
    );
    changed(
        "owner",
        old.owner != new.owner,
        arrow(&old.owner, &new.owner),
    );
    changed(
        "review",
        old.review != new.review,
        arrow(&date(old), &date(new)),
    );
    let approval = |rules: &Rules| rules.approval.as_ref().map(|known| format!("{known:?}"));
    changed(
        "approval",
        approval(old) != approval(new),
        "who approved the rules, or when".to_owned(),
    );
    let sources = |rules: &Rules| -> BTreeSet<_> {
        let source = rules.sources.iter().map(|source| {
            (
                source.id.value.clone(),
                source.title.clone(),
                source.where_.clone(),
                source.on.clone(),
            )
        });
        source.collect()
    };
    changed(
        "sources",
        sources(old) != sources(new),
        "where reasons come from".to_owned(),
    );
    edits
}
