//! What rules do beside giving a route: weaker routes named as well, things to do, what waits, to whom an AHP referral
//! goes, and what is recommended though it is set aside. Each with the formula for where it happens.

use super::logic::{Formula, Logic};
use super::meaning::Meaning;
use crate::model::rule::{ActionIndex, Hold, Route, Rule, Rules, SetsAside};
use crate::model::vocabulary::Profession;

/// Something that rules do beside giving a route.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Effect {
    /// A weaker route is named beside the strongest; under a stop, also the strongest below it.
    Also(Route),
    /// Something is to be done.
    Do(ActionIndex),
    /// Something waits.
    Hold(Hold),
    /// An AHP referral goes to this profession; `None`: to the need's own.
    Profession(Option<Profession>),
    /// A referral is recommended and set aside by its route, as where it was declined.
    Recommended(Route),
}

/// Every effect that these rules can have, in a fixed order, and where it happens. Some may happen nowhere.
#[must_use]
pub fn effects(meaning: &Meaning, rules: &Rules, logic: &mut Logic) -> Vec<(Effect, Formula)> {
    let mut possible: Vec<Effect> = Vec::new();
    for index in &meaning.rules {
        let rule = rules.rule(*index);
        if rule.route != Route::Stop {
            possible.push(Effect::Also(rule.route));
        }
        possible.extend(rule.do_.iter().copied().map(Effect::Do));
        possible.extend(rule.hold.iter().cloned().map(Effect::Hold));
        if rule.route == Route::Ahp {
            possible.push(Effect::Profession(rule.profession));
        }
        if rule.route.is_referral() {
            possible.push(Effect::Recommended(rule.route));
        }
    }
    possible.sort();
    possible.dedup();
    possible
        .into_iter()
        .map(|effect| {
            let happens = happens(&effect, meaning, rules, logic);
            (effect, happens)
        })
        .collect()
}

fn happens(effect: &Effect, meaning: &Meaning, rules: &Rules, logic: &mut Logic) -> Formula {
    match effect {
        Effect::Also(route) => also(*route, meaning, rules, logic),
        Effect::Do(action) => counting(meaning, rules, logic, |rule| rule.do_.contains(action)),
        Effect::Hold(hold) => counting(meaning, rules, logic, |rule| rule.hold.contains(hold)),
        Effect::Profession(profession) => counting(meaning, rules, logic, |rule| {
            rule.route == Route::Ahp && rule.profession == *profession
        }),
        Effect::Recommended(route) => recommended(*route, meaning, rules, logic),
    }
}

fn counting(
    meaning: &Meaning,
    rules: &Rules,
    logic: &mut Logic,
    chosen: impl Fn(&Rule) -> bool,
) -> Formula {
    meaning.any_counts(rules, logic, chosen)
}

/// A rule with a condition of its own gives the route beside a stronger one, or it is the strongest below a stop.
fn also(route: Route, meaning: &Meaning, rules: &Rules, logic: &mut Logic) -> Formula {
    let named = counting(meaning, rules, logic, |rule| {
        rule.route == route && rule.when.is_some()
    });
    let any = counting(meaning, rules, logic, |rule| rule.route == route);
    let stronger = counting(meaning, rules, logic, |rule| {
        rule.route > route && rule.route < Route::Stop
    });
    let stop = counting(meaning, rules, logic, |rule| rule.route == Route::Stop);
    let beside = logic.all([named, stronger]);
    let not_stronger = logic.not(stronger);
    let below = logic.all([any, stop, not_stronger]);
    logic.any([beside, below])
}

/// The strongest referral above the route whose rules apply and are set aside, where a rule names it by its route.
fn recommended(route: Route, meaning: &Meaning, rules: &Rules, logic: &mut Logic) -> Formula {
    let mut parts = vec![
        set_aside(route, meaning, rules, logic),
        counting(meaning, rules, logic, |rule| {
            let by_route = |target: &SetsAside| *target == SetsAside::Route(route);
            rule.route != Route::Stop && rule.instead_of.iter().any(|target| by_route(target))
        }),
    ];
    let given = counting(meaning, rules, logic, |rule| {
        rule.route >= route && rule.route < Route::Stop
    });
    parts.push(logic.not(given));
    for stronger in Route::ALL {
        if stronger > route && stronger.is_referral() {
            let stronger = set_aside(stronger, meaning, rules, logic);
            parts.push(logic.not(stronger));
        }
    }
    logic.all(parts)
}

/// A rule with this route applies and does not count.
fn set_aside(route: Route, meaning: &Meaning, rules: &Rules, logic: &mut Logic) -> Formula {
    let mut any = Vec::new();
    for (place, index) in meaning.rules.iter().enumerate() {
        if rules.rule(*index).route == route {
            let not_counting = logic.not(meaning.counts[place]);
            any.push(logic.all([meaning.applies[place], not_counting]));
        }
    }
    logic.any(any)
}
