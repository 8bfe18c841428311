//! Red flags: what has to be done first, what is not answered yet, and what is held back.

use super::actions::{Actions, planned_rule};
use super::make::{Context, question};
use super::reasons::reasons_to_stop;
use super::{ActionState, HeldBy, Question, StopPlan};
use crate::model::case::Case;
use crate::model::fact::{Answer, FactIndex, Flag};
use crate::model::hours::date_in_words;
use crate::model::need::NeedIndex;
use crate::model::rule::{Hold, Route, RuleIndex};
use crate::model::service::{Kind, Service};
use crate::route::knowledge::counts_today;
use crate::route::{Decision, RuleState};

/// The red flags that nobody has asked about today.
pub(super) fn unanswered(context: &Context, case: &Case) -> Vec<Question> {
    let rules = &context.directory.rules;
    rules
        .red_flags()
        .filter(|flag| {
            case.facts.get(*flag).is_none_or(|answer| {
                !counts_today(rules.fact(*flag), answer, case.asked_on, context.today)
            })
        })
        .map(|flag| question(context, flag, None, true, false))
        .collect()
}

/// Why answers of no to safety questions do not count today.
pub(super) fn note(context: &Context, case: &Case) -> Option<String> {
    let rules = &context.directory.rules;
    let is_no = |(fact, answer): &(FactIndex, Answer)| {
        rules.fact(*fact).is_red_flag() && *answer == Answer::Flag(Flag::No)
    };
    if case.asked_on == Some(context.today) || !case.facts.0.iter().any(is_no) {
        return None;
    }
    Some(match case.asked_on {
        None => "the case does not say when its safety questions were asked (`asked_on`), so they count as not asked"
            .to_owned(),
        Some(day) if day > context.today => format!(
            "the case says that its safety questions were asked on {}, which is still to come",
            date_in_words(day)
        ),
        Some(day) => format!(
            "the answers to the safety questions are of {}, and a no is good only for the day it was given: ask again",
            date_in_words(day)
        ),
    })
}

/// What comes first: the stop rules that apply, and every red flag that was raised even if no rule answers it.
pub(super) fn stop(context: &Context, case: &Case, decision: &Decision) -> Option<StopPlan> {
    let rules = &context.directory.rules;
    let raised: Vec<(FactIndex, Flag)> = rules
        .red_flags()
        .filter_map(|flag| match case.facts.get(flag) {
            Some(Answer::Flag(answer)) if *answer != Flag::No => Some((flag, *answer)),
            _ => None,
        })
        .collect();
    let stopping = stopping_rules(context, decision);
    if raised.is_empty() && stopping.is_empty() {
        return None;
    }
    let mut actions = Actions::new(context, case);
    for rule in &stopping {
        let flags: Vec<(FactIndex, Flag)> = raised
            .iter()
            .copied()
            .filter(|(flag, _)| looks_at(context, *rule, *flag))
            .collect();
        let because = &rules.rule(*rule).id.value;
        let states: Vec<ActionState> = flags.iter().map(|(_, answer)| state_of(*answer)).collect();
        // An answer of yes wins over one that was acted on, and that over one that is only not ruled out.
        let state = [
            ActionState::Applied,
            ActionState::ActedOn,
            ActionState::NotRuledOut,
        ]
        .into_iter()
        .find(|state| states.contains(state))
        .unwrap_or(ActionState::Applied);
        if state != ActionState::NotRuledOut {
            for action in &rules.rule(*rule).do_ {
                actions.add(*action, state, because);
            }
        }
    }
    for (flag, answer) in &raised {
        let fact = rules.fact(*flag);
        if *answer == Flag::Unsure
            && let Some(action) = fact.unsure_do
        {
            actions.add(action, ActionState::NotRuledOut, &fact.id.value);
        }
    }
    Some(StopPlan {
        reason: reasons_to_stop(context, case, decision),
        actions: actions.by_urgency(),
        rules: stopping
            .iter()
            .map(|rule| planned_rule(context, *rule, &RuleState::Applied))
            .collect(),
    })
}

const fn state_of(answer: Flag) -> ActionState {
    match answer {
        Flag::ActedOn => ActionState::ActedOn,
        Flag::Unsure => ActionState::NotRuledOut,
        Flag::Yes | Flag::No => ActionState::Applied,
    }
}

/// The stop rules that apply, of the person and of every need, each once, in the order of the file.
fn stopping_rules(context: &Context, decision: &Decision) -> Vec<RuleIndex> {
    let mut stopping = counting_rules(context, decision);
    stopping.retain(|rule| context.directory.rules.rule(*rule).route == Route::Stop);
    stopping
}

/// Every rule that applies and is not set aside, of the person and of every need, each once, in the order of the file.
fn counting_rules(context: &Context, decision: &Decision) -> Vec<RuleIndex> {
    let person = context.compiled.person().rules_of(&decision.person.counts);
    let mut counting: Vec<RuleIndex> = person.collect();
    for need in &decision.needs {
        counting.extend(
            context
                .compiled
                .need(need.need)
                .rules_of(&need.outcome.counts),
        );
    }
    counting.sort_unstable();
    counting.dedup();
    counting
}

fn looks_at(context: &Context, rule: RuleIndex, flag: FactIndex) -> bool {
    let rules = &context.directory.rules;
    let mut found = false;
    if let Some(condition) = &rules.rule(rule).when {
        condition.variables(&mut |variable, _, _| {
            found |= rules.variables[variable.position()].fact == flag;
        });
    }
    found
}

/// What rules hold back: single services, and needs with all their services; with the rules that do.
#[derive(Default)]
pub(super) struct Held {
    services: Vec<String>,
    needs: Vec<(NeedIndex, HeldBy)>,
}

impl Held {
    /// True where this service must wait: it is named, or it is a community service for a need
    /// that is held, even where it is offered for another need. A professional's service judges that for itself.
    pub(super) fn holds_service(&self, service: &Service) -> bool {
        self.services.contains(&service.id.value)
            || service.kind == Kind::Community
                && self
                    .needs
                    .iter()
                    .any(|(held, _)| service.needs.iter().any(|need| need.value == *held))
    }

    /// The rules that hold back every service for a need.
    pub(super) fn holds_need(&self, need: NeedIndex) -> Vec<HeldBy> {
        self.needs
            .iter()
            .filter(|(held, _)| *held == need)
            .map(|(_, rule)| rule.clone())
            .collect()
    }
}

/// What the rules that count hold back, those of the stop and those of every need.
pub(super) fn held(context: &Context, decision: &Decision) -> Held {
    let rules = &context.directory.rules;
    let mut held = Held::default();
    for index in counting_rules(context, decision) {
        let rule = rules.rule(index);
        for hold in &rule.hold {
            match hold {
                Hold::Service(id) => held.services.push(id.clone()),
                Hold::Need(need) => held.needs.push((
                    *need,
                    HeldBy {
                        rule: rule.id.value.clone(),
                        why: rule.why.clone(),
                    },
                )),
            }
        }
    }
    held
}
