//! What the comparison of two rule sets says: exactly what some case shows, by trying every case of random rule sets; and
//! what it makes of facts, values, needs and actions that only one side has.

#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot be set up has to fail"
)]

mod common;
mod random_rules;

use proptest::prelude::*;
use random_rules::{SIZES, cases, holds, rules, whole};
use signpost::load::Loaded;
use signpost::model::fact::{FactKind, NO_YES, VariableIndex};
use signpost::model::impossible::Impossible;
use signpost::model::need::{self, Need};
use signpost::model::rule::{Action, ActionIndex, Condition, Hold, Route, Rules, SetsAside};
use signpost::model::vocabulary::Profession;
use signpost::route::diff::{
    Beside, Change, Difference, EditKind, Of, RuleSet, Said, Weight, What, difference,
};
use signpost::source::{FileId, Span, Spanned};
use std::collections::BTreeSet;

fn at<T>(value: T) -> Spanned<T> {
    Spanned::new(value, Span::new(FileId(0), 0..0))
}

/// A need, with its own professions.
fn need(professions: &[Profession]) -> Need {
    Need {
        id: at("need".to_owned()),
        label: String::new(),
        group: need::Group::Social,
        crisis: false,
        words: vec![],
        service_types: vec![],
        professions: professions.to_vec(),
    }
}

const PROFESSIONS: [Profession; 2] = [Profession::Physiotherapist, Profession::Orthoptist];

/// Random rules that also do things, hold things back, name professions, stop the person whatever the need, and set aside
/// by route; some cases are called impossible.
fn rich() -> impl Strategy<Value = Rules> {
    let more = prop::collection::vec((0..64u32, 0..4usize, 0..10u32), 8);
    let last = prop::option::of(0..4usize);
    (rules(), more, last, rules(), 0..3usize).prop_map(
        |(mut rules, more, last, other, impossible)| {
            rules.actions = (0..3).map(action).collect();
            for (rule, (bits, profession, of_person)) in rules.rules.iter_mut().zip(&more) {
                let bit = |bit: u32| bits >> bit & 1 == 1;
                let actions = (0..3usize).filter(|action| bit(u32::try_from(*action).unwrap()));
                rule.do_ = actions.map(ActionIndex::from_position).collect();
                rule.hold = if bit(3) {
                    vec![Hold::Service("service".to_owned())]
                } else {
                    vec![]
                };
                if bit(4) && bit(5) {
                    rule.hold
                        .push(Hold::Need(need::NeedIndex::from_position(0)));
                }
                rule.profession = PROFESSIONS.get(*profession).copied();
                if *of_person < 4 {
                    rule.for_ = None;
                }
            }
            // Nothing sets the last rule aside, so that it may set aside a whole route without a circle.
            if let (Some(route), Some(last)) = (last, rules.rules.last_mut()) {
                last.instead_of
                    .push(at(SetsAside::Route(Route::ALL[route])));
            }
            let conditions = other.rules.into_iter().filter_map(|rule| rule.when);
            let named = |when| Impossible {
                id: at("nobody".to_owned()),
                when,
            };
            rules.impossible = conditions.take(impossible).map(named).collect();
            rules
        },
    )
}

fn action(number: usize) -> Action {
    Action {
        id: at(format!("action-{number}")),
        label: format!("Do {number}."),
        urgency: None,
        by: None,
    }
}

/// A rule set, and the same with a part of one rule taken from another set.
fn edited() -> impl Strategy<Value = (Rules, Rules)> {
    (rich(), rich(), any::<prop::sample::Index>(), 0..7usize).prop_map(
        |(old, other, index, part)| {
            let mut new = old.clone();
            let place = index.index(new.rules.len());
            let from = other.rules[place.min(other.rules.len() - 1)].clone();
            let rule = &mut new.rules[place];
            match part {
                0 => rule.when = from.when,
                1 => rule.unless = from.unless,
                2 => rule.route = from.route,
                3 => rule.do_ = from.do_,
                4 => rule.profession = from.profession,
                5 => rule
                    .instead_of
                    .truncate(rule.instead_of.len().saturating_sub(1)),
                _ => rule.for_ = from.for_,
            }
            (old, new)
        },
    )
}

/// What is decided for one whole case, straight from the words of the design.
#[derive(Default)]
struct Verdict {
    /// `None`: no route.
    route: Option<Route>,
    beside: BTreeSet<Beside>,
}

/// The verdict on the person, whatever the need, and on the need.
fn verdicts(rules: &Rules, own: &[Profession], case: &[u8]) -> [Verdict; 2] {
    let applies: Vec<bool> = rules
        .rules
        .iter()
        .map(|rule| {
            rule.when.as_ref().is_none_or(|when| holds(when, case))
                && !rule
                    .unless
                    .as_ref()
                    .is_some_and(|unless| holds(unless, case))
        })
        .collect();
    let mut counts = applies.clone();
    // A rule is set aside by later ones only.
    for by in (0..rules.rules.len()).rev() {
        for earlier in 0..by {
            let (setter, target) = (&rules.rules[by], &rules.rules[earlier]);
            let named = setter.instead_of.iter().any(|named| match named.value {
                SetsAside::Rule(index) => index.position() == earlier,
                SetsAside::Route(route) => route == target.route,
            });
            if counts[by] && named && setter.route != Route::Stop && target.route != Route::Stop {
                counts[earlier] = false;
            }
        }
    }
    let is_of_person = |place: &usize| {
        rules.rules[*place].for_.is_none() && rules.rules[*place].route == Route::Stop
    };
    let (person, rest): (Vec<usize>, Vec<usize>) = (0..rules.rules.len()).partition(is_of_person);
    [person, rest].map(|members| verdict(rules, own, &members, &applies, &counts))
}

fn verdict(
    rules: &Rules,
    own: &[Profession],
    members: &[usize],
    applies: &[bool],
    counts: &[bool],
) -> Verdict {
    let all = members
        .iter()
        .map(|place| (&rules.rules[*place], applies[*place], counts[*place]));
    let all: Vec<_> = all.collect();
    let counting: Vec<_> = all
        .iter()
        .filter(|(_, _, counts)| *counts)
        .map(|(rule, _, _)| rule)
        .collect();
    let mut verdict = Verdict {
        route: counting.iter().map(|rule| rule.route).max(),
        ..Verdict::default()
    };
    let below_stop = counting
        .iter()
        .map(|rule| rule.route)
        .filter(|route| *route < Route::Stop)
        .max();
    for rule in &counting {
        let weaker = below_stop.is_some_and(|own| rule.route < own);
        if weaker && rule.when.is_some() {
            verdict.beside.insert(Beside::Also(rule.route));
        }
        for action in &rule.do_ {
            let action = rules.action(*action);
            verdict.beside.insert(Beside::Do {
                action: action.id.value.clone(),
                label: action.label.clone(),
            });
        }
        verdict
            .beside
            .extend(rule.hold.iter().map(|hold| match hold {
                Hold::Service(id) => Beside::HoldService(id.clone()),
                Hold::Need(_) => Beside::HoldNeed("need".to_owned()),
            }));
        if rule.route == Route::Ahp {
            let named = rule
                .profession
                .map_or_else(|| own.to_vec(), |profession| vec![profession]);
            verdict
                .beside
                .extend(named.into_iter().map(Beside::Profession));
        }
    }
    if verdict.route == Some(Route::Stop) {
        verdict.beside.extend(below_stop.map(Beside::Also));
    }
    let recommended = [Route::Ahp, Route::LinkWorker].into_iter().find(|route| {
        below_stop.is_none_or(|own| own < *route)
            && all
                .iter()
                .any(|(rule, applies, counts)| rule.route == *route && *applies && !*counts)
    });
    let by_route = |route: Route| {
        counting.iter().any(|rule| {
            rule.route != Route::Stop
                && rule
                    .instead_of
                    .iter()
                    .any(|named| named.value == SetsAside::Route(route))
        })
    };
    verdict.beside.extend(
        recommended
            .filter(|route| by_route(*route))
            .map(Beside::Recommended),
    );
    verdict
}

/// What one case shows to be different.
fn shown(old: &Verdict, new: &Verdict) -> BTreeSet<What> {
    let mut shown = BTreeSet::new();
    if old.route != new.route {
        shown.insert(What::Route {
            from: old.route,
            to: new.route,
        });
    }
    for (now, one, other) in [(true, new, old), (false, old, new)] {
        for what in one.beside.difference(&other.beside) {
            shown.insert(What::Beside {
                what: what.clone(),
                now,
            });
        }
    }
    shown
}

fn said_holds(said: &Said, case: &[u8]) -> bool {
    let position: usize = said.fact.strip_prefix("fact-").unwrap().parse().unwrap();
    let word = if SIZES[position] == 2 {
        NO_YES[usize::from(case[position])].to_owned()
    } else {
        format!("v{}", case[position])
    };
    said.values.contains(&word)
}

/// Compares two sets, and everything that is said about them with what every case shows.
fn compare(old: &Rules, new: &Rules, own: [&[Profession]; 2]) -> Result<(), TestCaseError> {
    let (old_needs, new_needs) = ([need(own[0])], [need(own[1])]);
    let found = difference(
        RuleSet {
            rules: old,
            needs: &old_needs,
        },
        RuleSet {
            rules: new,
            needs: &new_needs,
        },
    );
    let is_possible = |case: &[u8]| {
        old.impossible
            .iter()
            .chain(&new.impossible)
            .all(|condition| !holds(condition, case))
    };
    let every: Vec<(Vec<u8>, bool, [BTreeSet<What>; 2])> = cases(&whole())
        .into_iter()
        .map(|case| {
            let [was, is] =
                [(old, own[0]), (new, own[1])].map(|(rules, own)| verdicts(rules, own, &case));
            let shown = [shown(&was[0], &is[0]), shown(&was[1], &is[1])];
            let possible = is_possible(&case);
            (case, possible, shown)
        })
        .collect();
    let of_need = found.needs.first().map_or(&[][..], |need| &need.changes);
    for (place, changes) in [(0, &found.person[..]), (1, of_need)] {
        let expected: BTreeSet<What> = every
            .iter()
            .flat_map(|(_, _, shown)| shown[place].clone())
            .collect();
        let said: Vec<What> = changes.iter().map(|change| change.what.clone()).collect();
        prop_assert_eq!(said.iter().cloned().collect::<BTreeSet<_>>(), expected);
        for change in changes {
            let Change { what, cases } = change;
            let shows = |shown: &[BTreeSet<What>; 2]| shown[place].contains(what);
            let only_impossible = every
                .iter()
                .all(|(_, possible, shown)| !possible || !shows(shown));
            prop_assert_eq!(cases.impossible, only_impossible, "{:?}", change);
            let among = every
                .iter()
                .filter(|(_, possible, _)| *possible || only_impossible);
            let (within, outside): (Vec<_>, Vec<_>) = among
                .partition(|(case, _, _)| cases.when.iter().all(|said| said_holds(said, case)));
            prop_assert!(!within.is_empty(), "{change:?} in no case");
            prop_assert!(
                within.iter().all(|(_, _, shown)| shows(shown)),
                "{change:?}"
            );
            let elsewhere = outside.iter().any(|(_, _, shown)| shows(shown));
            prop_assert_eq!(cases.every, !elsewhere, "{:?}", change);
        }
    }
    prop_assert_eq!(found.stays.is_empty(), !found.needs.is_empty());
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1500))]

    #[test]
    fn two_sets_differ_in_exactly_what_some_case_shows(
        old in rich(), new in rich(), own in prop::bool::ANY
    ) {
        let professions = [&PROFESSIONS[..1], if own { &PROFESSIONS[..1] } else { &PROFESSIONS[..] }];
        compare(&old, &new, professions)?;
    }

    #[test]
    fn an_edit_changes_exactly_what_some_case_shows((old, new) in edited()) {
        compare(&old, &new, [&PROFESSIONS[..1]; 2])?;
    }

    #[test]
    fn a_set_written_in_another_order_is_the_same_set(rules in rich()) {
        let turned = turned_round(&rules);
        let needs = [need(&PROFESSIONS[..1])];
        let found = difference(
            RuleSet { rules: &rules, needs: &needs },
            RuleSet { rules: &turned, needs: &needs },
        );
        prop_assert!(found.person.is_empty() && found.needs.is_empty(), "{found:?}");
        prop_assert!(!found.changes_decisions());
        for edit in &found.edits {
            prop_assert!(edit.of == Of::Fact, "{edit:?}");
        }
    }
}

/// The same rules with facts, the values of each, and actions the other way round.
fn turned_round(rules: &Rules) -> Rules {
    let last = SIZES.len() - 1;
    let mut turned = rules.clone();
    turned.facts.reverse();
    for fact in &mut turned.facts {
        if let FactKind::Values(values) = &mut fact.kind {
            values.reverse();
        }
    }
    turned.variables = Rules::lay_out(&turned.facts);
    turned.actions.reverse();
    for impossible in &mut turned.impossible {
        turn(&mut impossible.when, last);
    }
    for rule in &mut turned.rules {
        for condition in rule.when.iter_mut().chain(&mut rule.unless) {
            turn(condition, last);
        }
        for action in &mut rule.do_ {
            *action = ActionIndex::from_position(2 - action.position());
        }
    }
    turned
}

fn turn(condition: &mut Condition, last: usize) {
    match condition {
        Condition::Is {
            variable, values, ..
        } => {
            let size = SIZES[variable.position()];
            if size > 2 {
                *values = (0..size)
                    .filter(|value| *values >> value & 1 == 1)
                    .fold(0, |all, value| all | 1 << (size - 1 - value));
            }
            *variable = VariableIndex::from_position(last - variable.position());
        }
        Condition::All(parts) | Condition::Any(parts) => {
            for part in parts {
                turn(part, last);
            }
        }
        Condition::Not(part) => turn(part, last),
    }
}

// ---- what only one side has --------------------------------------------------------------------------------------

const TOP: &str = "version = \"1\"\nowner = \"clinical lead\"\nreview = 2027-05-31\n";
const FALLS: &str =
    "[facts.falls-12-months]\nask = \"How many falls?\"\nband = [\"0\", \"1\", \"2+\"]\n";
const DEFAULT: &str = "[[rule]]\nid = \"default\"\nroute = \"active-signposting\"\nwhy = \"Information is enough.\"\n";
const REPEATED: &str = "[[rule]]\nid = \"repeated-falls\"\nfor = [\"falls\"]\nwhen = { falls-12-months = \"2+\" }\nroute = \"ahp\"\nwhy = \"Repeated falls are assessed.\"\n";

fn loaded(parts: &[&str]) -> Loaded {
    let text = format!("{TOP}{}", parts.concat());
    let loaded = common::load(&[("routing.toml", &text)]);
    let refused = common::listed(&loaded.findings, &loaded.sources);
    assert!(!loaded.refuses, "{refused:?}");
    loaded
}

fn compared(old: &[&str], new: &[&str]) -> Difference {
    let (old, new) = (loaded(old), loaded(new));
    let side = |loaded: &'_ Loaded| -> (Rules, Vec<Need>) {
        (
            loaded.directory.rules.clone(),
            loaded.directory.needs.clone(),
        )
    };
    let ((old, old_needs), (new, new_needs)) = (side(&old), side(&new));
    difference(
        RuleSet {
            rules: &old,
            needs: &old_needs,
        },
        RuleSet {
            rules: &new,
            needs: &new_needs,
        },
    )
}

/// `rule repeated-falls: when`, with a star where the edit decides something itself.
fn listed(found: &Difference) -> Vec<String> {
    let edits = found.edits.iter().map(|edit| {
        let star = if edit.weight() == Weight::Decides {
            "*"
        } else {
            ""
        };
        let said = match &edit.kind {
            EditKind::New(_) => "new".to_owned(),
            EditKind::Gone(_) => "gone".to_owned(),
            EditKind::Changed(parts) => parts
                .iter()
                .map(|part| part.said.as_str())
                .collect::<Vec<_>>()
                .join("; "),
        };
        format!("{} {}: {said}{star}", edit.of.word(), edit.id)
    });
    edits.collect()
}

/// `falls: active-signposting -> ahp when falls-12-months is 1`.
fn routes(found: &Difference) -> Vec<String> {
    let mut routes = Vec::new();
    for need in &found.needs {
        for change in &need.changes {
            let What::Route { from, to } = &change.what else {
                continue;
            };
            let word =
                |route: &Option<Route>| route.map_or("none".to_owned(), |route| route.to_string());
            let when: Vec<String> = change.cases.when.iter().map(in_words).collect();
            let when = when.join(", ");
            routes.push(format!(
                "{}: {} -> {} when {when}",
                need.needs.join(" "),
                word(from),
                word(to)
            ));
        }
    }
    routes
}

fn in_words(said: &Said) -> String {
    let element = said
        .element
        .as_ref()
        .map_or_else(String::new, |element| format!(" {element}"));
    format!("{}{element} is {}", said.fact, said.values.join(" or "))
}

#[test]
fn a_set_and_itself_do_not_differ() {
    let found = compared(&[FALLS, DEFAULT, REPEATED], &[FALLS, DEFAULT, REPEATED]);
    assert_eq!(found.edits, []);
    assert!(!found.changes_decisions());
    assert_eq!(found.stays, ["loneliness", "falls", "medical-emergency"]);
}

#[test]
fn a_literal_that_is_widened_changes_the_cases_that_it_adds_and_no_others() {
    let wider = REPEATED.replace("\"2+\"", "[\"1\", \"2+\"]");
    let found = compared(&[FALLS, DEFAULT, REPEATED], &[FALLS, DEFAULT, &wider]);
    assert_eq!(listed(&found), ["rule repeated-falls: when"]);
    assert_eq!(
        routes(&found),
        ["falls: active-signposting -> ahp when falls-12-months is 1"]
    );
    assert!(found.needs[0].changes[0].cases.every);
    assert_eq!(found.stays, ["loneliness", "medical-emergency"]);
}

#[test]
fn facts_and_values_are_matched_by_their_words_in_whatever_order() {
    let turned = FALLS.replace("\"0\", \"1\", \"2+\"", "\"2+\", \"0\", \"1\"");
    let other = "[facts.agrees]\nask = \"Do they agree?\"\n";
    let found = compared(
        &[FALLS, other, DEFAULT, REPEATED],
        &[other, &turned, DEFAULT, REPEATED],
    );
    assert_eq!(
        listed(&found),
        ["fact falls-12-months: order of the values"]
    );
    assert!(!found.changes_decisions());
}

#[test]
fn a_value_that_is_gone_is_listed_and_the_others_are_compared() {
    let fewer = FALLS.replace("\"0\", \"1\", \"2+\"", "\"0\", \"2+\"");
    let found = compared(&[FALLS, DEFAULT, REPEATED], &[&fewer, DEFAULT, REPEATED]);
    assert_eq!(listed(&found), ["fact falls-12-months: value `1` is gone*"]);
    assert!(found.needs.is_empty() && found.changes_decisions());
    // The rule that looked at both now looks at one of them: in the cases that both can say, that is no edit.
    let wider = REPEATED.replace("\"2+\"", "[\"1\", \"2+\"]");
    let found = compared(&[FALLS, DEFAULT, &wider], &[&fewer, DEFAULT, REPEATED]);
    assert_eq!(listed(&found), ["fact falls-12-months: value `1` is gone*"]);
}

#[test]
fn a_value_that_is_new_can_be_the_case_where_nobody_asked() {
    let more = FALLS.replace("\"2+\"", "\"2+\", \"many\"");
    let found = compared(&[FALLS, DEFAULT, REPEATED], &[&more, DEFAULT, REPEATED]);
    assert_eq!(
        listed(&found),
        ["fact falls-12-months: value `many` is new*"]
    );
    // Nothing looks at the fact, so nothing changes with it.
    let found = compared(&[FALLS, DEFAULT], &[&more, DEFAULT]);
    assert_eq!(
        listed(&found),
        ["fact falls-12-months: value `many` is new"]
    );
    assert!(!found.changes_decisions());
}

#[test]
fn a_fact_that_one_side_lacks_may_be_anything_for_it() {
    let agrees = "[facts.agrees]\nask = \"Do they agree?\"\n";
    let asking = REPEATED.replace("\"2+\" }", "\"2+\", agrees = \"yes\" }");
    let found = compared(
        &[FALLS, DEFAULT, REPEATED],
        &[FALLS, agrees, DEFAULT, &asking],
    );
    assert_eq!(
        listed(&found),
        ["rule repeated-falls: when", "fact agrees: new"]
    );
    assert_eq!(
        routes(&found),
        ["falls: ahp -> active-signposting when falls-12-months is 2+, agrees is no"]
    );
    let found = compared(
        &[FALLS, agrees, DEFAULT, &asking],
        &[FALLS, DEFAULT, REPEATED],
    );
    assert_eq!(
        listed(&found),
        ["rule repeated-falls: when", "fact agrees: gone*"]
    );
    assert_eq!(
        routes(&found),
        ["falls: active-signposting -> ahp when falls-12-months is 2+, agrees is no"]
    );
}

#[test]
fn a_fact_of_another_kind_is_compared_where_words_match() {
    let yes_no = "[facts.agrees]\nask = \"Do they agree?\"\n";
    let values =
        "[facts.agrees]\nask = \"Do they agree?\"\nvalues = [\"yes\", \"later\", \"no\"]\n";
    let rule = REPEATED.replace("falls-12-months = \"2+\"", "agrees = \"yes\"");
    let found = compared(&[yes_no, DEFAULT, &rule], &[values, DEFAULT, &rule]);
    assert_eq!(
        listed(&found),
        ["fact agrees: kind yes or no -> values; value `later` is new*"]
    );
    assert!(found.needs.is_empty());
    let not = rule.replace("\"yes\"", "\"no\"");
    let found = compared(&[yes_no, DEFAULT, &rule], &[values, DEFAULT, &not]);
    assert_eq!(
        routes(&found),
        [
            "falls: active-signposting -> ahp when agrees is no",
            "falls: ahp -> active-signposting when agrees is yes"
        ]
    );
}

#[test]
fn a_fact_without_a_common_value_is_two_facts() {
    let words = FALLS.replace("\"0\", \"1\", \"2+\"", "\"never\", \"often\"");
    let often = REPEATED.replace("2+", "often");
    let found = compared(&[FALLS, DEFAULT, REPEATED], &[&words, DEFAULT, &often]);
    assert_eq!(
        routes(&found),
        [
            "falls: active-signposting -> ahp when falls-12-months is often, falls-12-months is 0 or 1",
            "falls: ahp -> active-signposting when falls-12-months is never, falls-12-months is 2+"
        ]
    );
    assert!(
        listed(&found)[1].contains("has nothing in common but the name"),
        "{:?}",
        listed(&found)
    );
}

#[test]
fn elements_of_a_set_are_matched_by_their_words() {
    let set = "[facts.circumstances]\nask = \"Which?\"\nset = [\"frail\", \"isolated\"]\n";
    let more = set.replace("\"frail\"", "\"homeless\"");
    let rule = REPEATED.replace(
        "falls-12-months = \"2+\"",
        "circumstances = [\"frail\", \"isolated\"]",
    );
    let isolated = rule.replace("[\"frail\", \"isolated\"]", "\"isolated\"");
    let found = compared(&[set, DEFAULT, &rule], &[&more, DEFAULT, &isolated]);
    assert_eq!(
        listed(&found),
        [
            "rule repeated-falls: when",
            "fact circumstances: value `homeless` is new; value `frail` is gone*"
        ]
    );
    assert_eq!(
        routes(&found),
        [
            "falls: ahp -> active-signposting when circumstances isolated is no, circumstances frail is yes"
        ]
    );
}

#[test]
fn how_answers_are_read_is_listed_and_decides() {
    let unsure = format!("{FALLS}unsure = \"0\"\n");
    let found = compared(&[FALLS, DEFAULT, REPEATED], &[&unsure, DEFAULT, REPEATED]);
    assert_eq!(
        listed(&found),
        ["fact falls-12-months: unsure left it open, now counted as `0`*"]
    );
    let each = format!("{FALLS}per_need = true\n");
    let found = compared(&[FALLS, DEFAULT, REPEATED], &[&each, DEFAULT, REPEATED]);
    assert_eq!(
        listed(&found),
        ["fact falls-12-months: asked for each need, no longer once for the person*"]
    );
}

#[test]
fn words_change_no_decision_and_are_listed() {
    let asked = FALLS.replace("How many falls?", "How often have they fallen?");
    let why = REPEATED.replace("Repeated falls are assessed.", "Because.");
    let found = compared(&[FALLS, DEFAULT, REPEATED], &[&asked, DEFAULT, &why]);
    assert_eq!(
        listed(&found),
        ["rule repeated-falls: why", "fact falls-12-months: question"]
    );
    assert!(!found.changes_decisions());
}

#[test]
fn a_rule_with_another_name_changes_no_decision() {
    let named = REPEATED.replace("repeated-falls", "falls-again");
    let found = compared(&[FALLS, DEFAULT, REPEATED], &[FALLS, DEFAULT, &named]);
    assert_eq!(
        listed(&found),
        ["rule falls-again: new", "rule repeated-falls: gone"]
    );
    assert!(!found.changes_decisions());
}

#[test]
fn who_does_an_action_and_how_soon_decides() {
    let action = "[actions.ring]\nlabel = \"Ring.\"\nurgency = \"today\"\n";
    let now = action.replace("today", "now");
    let label = action.replace("Ring.", "Ring them.");
    let found = compared(&[action, FALLS, DEFAULT], &[&now, FALLS, DEFAULT]);
    assert_eq!(listed(&found), ["action ring: urgency today -> now*"]);
    let found = compared(&[action, FALLS, DEFAULT], &[&label, FALLS, DEFAULT]);
    assert_eq!(listed(&found), ["action ring: label"]);
    let found = compared(&[FALLS, DEFAULT], &[action, FALLS, DEFAULT]);
    assert_eq!(listed(&found), ["action ring: new"]);
}

#[test]
fn promises_are_listed_and_decide_nothing() {
    let promise = "[[always]]\nid = \"falls-reach-an-ahp\"\nfor = [\"falls\"]\nwhen = { falls-12-months = \"2+\" }\nroute = \"ahp\"\n";
    let wider = promise.replace("\"2+\"", "[\"1\", \"2+\"]");
    let impossible = "[[impossible]]\nid = \"none-and-some\"\nwhen = { falls-12-months = \"0\" }\n";
    let found = compared(
        &[FALLS, DEFAULT, promise],
        &[FALLS, DEFAULT, &wider, impossible],
    );
    assert_eq!(
        listed(&found),
        [
            "promise falls-reach-an-ahp: when",
            "promise impossible: which cases nobody can be in"
        ]
    );
    assert!(!found.changes_decisions());
}

#[test]
fn a_change_that_only_impossible_cases_show_is_said_with_that() {
    let impossible = "[[impossible]]\nid = \"one-fall\"\nwhen = { falls-12-months = \"1\" }\n";
    let wider = REPEATED.replace("\"2+\"", "[\"1\", \"2+\"]");
    let old = [FALLS, DEFAULT, REPEATED, impossible];
    let found = compared(&old, &[FALLS, DEFAULT, &wider, impossible]);
    assert_eq!(
        routes(&found),
        ["falls: active-signposting -> ahp when falls-12-months is 1"]
    );
    assert!(found.needs[0].changes[0].cases.impossible && found.changes_decisions());
    // Where the new rules no longer call it impossible, one side still does.
    let found = compared(&old, &[FALLS, DEFAULT, &wider]);
    assert!(found.needs[0].changes[0].cases.impossible);
}

#[test]
fn a_need_that_one_side_lacks_is_listed_and_not_compared() {
    let (old, new) = (loaded(&[FALLS, DEFAULT]), loaded(&[FALLS, DEFAULT]));
    let fewer = &old.directory.needs[..2];
    let found = difference(
        RuleSet {
            rules: &old.directory.rules,
            needs: fewer,
        },
        RuleSet {
            rules: &new.directory.rules,
            needs: &new.directory.needs,
        },
    );
    assert_eq!(listed(&found), ["need medical-emergency: new*"]);
    assert_eq!(found.stays, ["loneliness", "falls"]);
    let mut changed = new.directory.needs.clone();
    changed[1].professions = vec![Profession::Orthoptist];
    let (with_ahp, needs) = (loaded(&[FALLS, DEFAULT, REPEATED]), &new.directory.needs);
    let side = |needs| RuleSet {
        rules: &with_ahp.directory.rules,
        needs,
    };
    let found = difference(side(needs), side(&changed));
    assert_eq!(listed(&found), ["need falls: professions"]);
    let whats: Vec<&What> = found.needs[0]
        .changes
        .iter()
        .map(|change| &change.what)
        .collect();
    let beside = |profession, now| What::Beside {
        what: Beside::Profession(profession),
        now,
    };
    assert_eq!(
        whats,
        [
            &beside(Profession::Orthoptist, true),
            &beside(Profession::Physiotherapist, false)
        ]
    );
    // No rule sends to the need's own professions, so they make no difference.
    let found = difference(
        RuleSet {
            rules: &old.directory.rules,
            needs,
        },
        RuleSet {
            rules: &old.directory.rules,
            needs: &changed,
        },
    );
    assert!(!found.changes_decisions());
}

#[test]
fn a_red_flag_is_compared_once_for_the_person() {
    let flag = "[actions.ring]\nlabel = \"Ring.\"\nurgency = \"now\"\n[facts.stroke-signs]\nask = \"Stroke?\"\nred_flag = true\nunsure_do = \"ring\"\n";
    let stop = "[[rule]]\nid = \"stop-stroke-signs\"\nwhen = { stroke-signs = \"yes\" }\nroute = \"stop\"\ndo = [\"ring\"]\nwhy = \"Stroke.\"\n";
    let found = compared(&[flag, FALLS, stop, DEFAULT], &[flag, FALLS, DEFAULT]);
    let whats: Vec<&What> = found.person.iter().map(|change| &change.what).collect();
    assert_eq!(
        whats[0],
        &What::Route {
            from: Some(Route::Stop),
            to: None
        }
    );
    assert_eq!(found.person.len(), 2);
    assert_eq!(found.person[0].cases.when[0].values, ["yes"]);
    assert!(found.needs.is_empty());
    assert_eq!(found.stays.len(), 3);
}
