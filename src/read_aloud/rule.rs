//! One rule in sentences.

use super::condition::{when, when_not_always};
use super::sentence::{and, ended};
use super::{InsteadOf, NotRuledOut, SaidAction, SaidCite, SaidHold, SaidRule, approval, needs};
use crate::model::Directory;
use crate::model::fact::{FactIndex, Mask};
use crate::model::rule::{ActionIndex, Condition, Hold, Route, Rule, Rules, SetsAside};
use crate::plan::words::words_inside;
use jiff::civil::Date;

pub(super) fn said(directory: &Directory, rule: &Rule, today: Date) -> SaidRule {
    let rules = &directory.rules;
    let whole = if rule.route == Route::Stop {
        "For the person, whatever they need help with."
    } else {
        "For every need."
    };
    let for_ = needs::for_(directory, rule.for_.as_ref(), whole);
    SaidRule {
        id: rule.id.value.clone(),
        route: rule.route,
        then: then(rule),
        profession: rule.profession,
        for_,
        when: when_not_always(rules, rule.when.as_ref()),
        unless: rule.unless.as_ref().map(|holds| when(rules, holds)),
        instead_of: instead_of(rules, rule),
        do_: rule.do_.iter().map(|index| action(rules, *index)).collect(),
        not_ruled_out: not_ruled_out(rules, rule),
        hold: rule.hold.iter().map(|held| hold(directory, held)).collect(),
        why: rule.why.clone(),
        cite: rule.cite.as_ref().map(|cite| {
            let source = rules.source(cite.source);
            let words = if cite.place.is_empty() {
                source.title.clone()
            } else {
                format!("{}; {}", source.title, cite.place)
            };
            SaidCite {
                in_words: ended(&words),
                source: source.id.value.clone(),
                title: source.title.clone(),
                place: cite.place.clone(),
            }
        }),
        owned: approval::owned(&rule.owner, rule.review, today),
        owner: rule.owner.clone(),
        review: rule.review.to_string(),
        overdue: rule.review < today,
    }
}

/// `AHP (orthoptist).`
fn then(rule: &Rule) -> String {
    match (rule.route, rule.profession) {
        (Route::Ahp, Some(profession)) => format!("AHP ({}).", profession.name()),
        (Route::Ahp, None) => "AHP, of a profession that takes the need.".to_owned(),
        (route, _) => format!("{}.", words_inside(route)),
    }
}

fn action(rules: &Rules, index: ActionIndex) -> SaidAction {
    let action = rules.action(index);
    SaidAction {
        id: action.id.value.clone(),
        label: action.label.clone(),
        urgency: action.urgency,
    }
}

fn instead_of(rules: &Rules, rule: &Rule) -> Option<InsteadOf> {
    let mut of = InsteadOf {
        in_words: String::new(),
        routes: Vec::new(),
        rules: Vec::new(),
    };
    for target in &rule.instead_of {
        match target.value {
            SetsAside::Route(route) => of.routes.push(route),
            SetsAside::Rule(index) => of.rules.push(rules.rule(index).id.value.clone()),
        }
    }
    let mut parts: Vec<String> = of
        .routes
        .iter()
        .map(|route| format!("every {} rule", words_inside(*route)))
        .collect();
    match of.rules.as_slice() {
        [] => {}
        [one] => parts.push(format!("the rule {one}")),
        several => parts.push(format!("the rules {}", and(several))),
    }
    of.in_words = format!("Sets aside {}.", and(&parts));
    (!parts.is_empty()).then_some(of)
}

/// For a stop: what to do about each red flag it stops on, where nobody can rule that flag out.
fn not_ruled_out(rules: &Rules, rule: &Rule) -> Vec<NotRuledOut> {
    let mut flags: Vec<FactIndex> = Vec::new();
    if let (Route::Stop, Some(condition)) = (rule.route, &rule.when) {
        raised(rules, condition, &mut flags);
    }
    flags
        .into_iter()
        .filter_map(|flag| {
            let fact = rules.fact(flag);
            Some(NotRuledOut {
                fact: fact.id.value.clone(),
                ask: fact.ask.clone(),
                do_: action(rules, fact.unsure_do?),
            })
        })
        .collect()
}

/// The red flags that a condition asks to be yes, each once, as written.
fn raised(rules: &Rules, condition: &Condition, flags: &mut Vec<FactIndex>) {
    const YES: Mask = 0b10;
    condition.variables(&mut |variable, values, _| {
        let fact = rules.variables[variable.position()].fact;
        if rules.fact(fact).is_red_flag() && values & YES != 0 && !flags.contains(&fact) {
            flags.push(fact);
        }
    });
}

fn hold(directory: &Directory, held: &Hold) -> SaidHold {
    match held {
        Hold::Service(id) => SaidHold {
            in_words: directory
                .service_by_id(id)
                .map_or_else(|| id.clone(), |service| service.name.clone()),
            service: Some(id.clone()),
            need: None,
        },
        Hold::Need(need) => {
            let need = directory.need(*need);
            SaidHold {
                in_words: format!("services for: {}", need.label),
                service: None,
                need: Some(need.id.value.clone()),
            }
        }
    }
}
