//! Rules and promises that were written differently. Conditions are compared as formulas, so the order of their parts is no
//! edit.

use super::{Edit, EditKind, Of, Part, Weight, matched};
use crate::model::need::NeedIndex;
use crate::model::rule::{Cite, Condition, Invariant, NeverWeaker, Rule, Rules, SetsAside};
use crate::route::diff::RuleSet;
use crate::route::diff::align::Aligned;
use crate::route::logic::{Formula, Logic};
use std::collections::BTreeSet;

/// Rules, by id.
pub(super) fn rules(old: RuleSet, new: RuleSet, aligned: &Aligned, logic: &mut Logic) -> Vec<Edit> {
    let compared = |_: &Rule| Weight::Compared;
    matched(
        Of::Rule,
        [&aligned.old.rules, &aligned.new.rules],
        |rule| &rule.id.value,
        [&compared, &compared],
        |was, is| {
            let mut parts = logical_parts([was, is], [old.rules, new.rules], logic);
            parts.extend(words([was, is], [old.rules, new.rules]));
            parts
        },
    )
}

/// The parts of a rule that can change a decision.
fn logical_parts(rule: [&Rule; 2], sides: [&Rules; 2], logic: &mut Logic) -> Vec<Part> {
    let [was, is] = rule;
    let mut differs = vec![
        (
            "for",
            needs(was.for_.as_deref()) != needs(is.for_.as_deref()),
        ),
        (
            "when",
            formula(was.when.as_ref(), logic) != formula(is.when.as_ref(), logic),
        ),
        (
            "unless",
            formula(was.unless.as_ref(), logic) != formula(is.unless.as_ref(), logic),
        ),
    ];
    let [was_aside, is_aside] =
        [(was, sides[0]), (is, sides[1])].map(|(rule, side)| sets_aside(rule, side));
    differs.extend([
        ("profession", was.profession != is.profession),
        ("instead_of", was_aside != is_aside),
        ("do", was.do_ != is.do_),
        ("hold", was.hold != is.hold),
    ]);
    let mut parts: Vec<Part> = differs
        .into_iter()
        .filter(|(_, differs)| *differs)
        .map(|(part, _)| Part::new(part, Weight::Compared))
        .collect();
    if was.route != is.route {
        let said = format!("route {} -> {}", was.route, is.route);
        parts.insert(0, Part::new(said, Weight::Compared));
    }
    parts
}

/// The parts of a rule that change no decision.
fn words(rule: [&Rule; 2], sides: [&Rules; 2]) -> Vec<Part> {
    let [was, is] = rule;
    let differs = [
        ("why", was.why != is.why),
        (
            "cite",
            cited(was.cite.as_ref(), sides[0]) != cited(is.cite.as_ref(), sides[1]),
        ),
        ("owner", was.owner != is.owner),
        ("review", was.review != is.review),
    ];
    let differs = differs.into_iter().filter(|(_, differs)| *differs);
    differs
        .map(|(part, _)| Part::new(part, Weight::Words))
        .collect()
}

fn needs(for_: Option<&[NeedIndex]>) -> Option<BTreeSet<NeedIndex>> {
    for_.map(|needs| needs.iter().copied().collect())
}

fn formula(condition: Option<&Condition>, logic: &mut Logic) -> Option<Formula> {
    condition.map(|condition| logic.condition(condition, None))
}

/// What a rule sets aside, by the words of the file; a rule never has the name of a route.
fn sets_aside(rule: &Rule, side: &Rules) -> BTreeSet<String> {
    let targets = rule.instead_of.iter().map(|target| match target.value {
        SetsAside::Rule(index) => side.rule(index).id.value.clone(),
        SetsAside::Route(route) => route.to_string(),
    });
    targets.collect()
}

fn cited<'a>(cite: Option<&'a Cite>, side: &'a Rules) -> Option<(&'a str, &'a str)> {
    cite.map(|cite| {
        (
            side.source(cite.source).id.value.as_str(),
            cite.place.as_str(),
        )
    })
}

/// What is promised of every case. It decides nothing: it is what the rules are held to.
pub(super) fn promises(
    old: RuleSet,
    new: RuleSet,
    aligned: &Aligned,
    logic: &mut Logic,
) -> Vec<Edit> {
    let no_decision = |_: &Invariant| Weight::Words;
    let mut edits = matched(
        Of::Promise,
        [&aligned.old.invariants, &aligned.new.invariants],
        |promise| &promise.id.value,
        [&no_decision, &no_decision],
        |was, is| {
            let differs = [
                ("always or never", was.promise != is.promise),
                (
                    "for",
                    needs(was.for_.as_deref()) != needs(is.for_.as_deref()),
                ),
                (
                    "when",
                    formula(was.when.as_ref(), logic) != formula(is.when.as_ref(), logic),
                ),
                (
                    "unless",
                    formula(was.unless.as_ref(), logic) != formula(is.unless.as_ref(), logic),
                ),
                ("route", was.route != is.route),
            ];
            let differs = differs.into_iter().filter(|(_, differs)| *differs);
            differs
                .map(|(part, _)| Part::new(part, Weight::Words))
                .collect()
        },
    );
    let [was, is] = [old, new].map(never_weaker);
    let no_decision = |_: &Weaker| Weight::Words;
    edits.extend(matched(
        Of::Promise,
        [&was, &is],
        |promise| &promise.id,
        [&no_decision, &no_decision],
        |was, is| {
            let same = was == is;
            let part = Part::new("facts, or needs", Weight::Words);
            if same { Vec::new() } else { vec![part] }
        },
    ));
    let [was, is] = [&aligned.old, &aligned.new].map(|side| {
        let impossible = side.impossible.iter();
        let impossible: Vec<Formula> = impossible
            .map(|cases| logic.condition(&cases.when, None))
            .collect();
        logic.any(impossible)
    });
    if was != is {
        edits.push(Edit {
            of: Of::Promise,
            id: "impossible".to_owned(),
            kind: EditKind::Changed(vec![Part::new(
                "which cases nobody can be in",
                Weight::Words,
            )]),
        });
    }
    edits
}

/// Facts whose rising never gives a weaker route, by name.
#[derive(PartialEq, Eq)]
struct Weaker {
    id: String,
    facts: BTreeSet<String>,
    needs: Option<BTreeSet<String>>,
}

fn never_weaker(side: RuleSet) -> Vec<Weaker> {
    let weaker = side
        .rules
        .never_weaker
        .iter()
        .map(|promise: &NeverWeaker| Weaker {
            id: promise.id.value.clone(),
            facts: promise
                .facts
                .iter()
                .map(|fact| side.rules.fact(*fact).id.value.clone())
                .collect(),
            needs: promise.for_.as_ref().map(|needs| {
                let ids = needs
                    .iter()
                    .map(|need| side.needs[need.position()].id.value.clone());
                ids.collect()
            }),
        });
    weaker.collect()
}
