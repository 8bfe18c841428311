//! What is known of a case, as one set of possible values for each variable.

use crate::model::case::Case;
use crate::model::fact::{
    Answer, Answers, Element, Fact, FactIndex, FactKind, Flag, From, Mask, age_range,
};
use crate::model::need::NeedIndex;
use crate::model::rule::Rules;
use jiff::civil::Date;

/// Masks for the person, without the facts asked for each need.
#[must_use]
pub fn of_person(rules: &Rules, case: &Case, today: Date) -> Vec<Mask> {
    let mut known: Vec<Mask> = rules
        .variables
        .iter()
        .map(crate::model::rule::Variable::all)
        .collect();
    for (fact, answer) in &case.facts.0 {
        if counts_today(rules.fact(*fact), answer, case.asked_on, today) {
            apply(rules, *fact, answer, &mut known);
        }
    }
    for position in 0..rules.facts.len() {
        let fact = FactIndex::from_position(position);
        if rules.fact(fact).from == Some(From::Age)
            && case.facts.get(fact).is_none()
            && let Some(age) = case.age
        {
            apply(
                rules,
                fact,
                &Answer::OneOf(band_of_age(rules.fact(fact), age)),
                &mut known,
            );
        }
    }
    known
}

/// Masks for one need: what is known of the person and what was answered about this need.
#[must_use]
pub fn of_need(rules: &Rules, person: &[Mask], answers: &Answers) -> Vec<Mask> {
    let mut known = person.to_vec();
    for (fact, answer) in &answers.0 {
        apply(rules, *fact, answer, &mut known);
    }
    known
}

/// Masks for a need of a case; `None` for the person.
#[must_use]
pub fn of_case(rules: &Rules, case: &Case, need: Option<NeedIndex>, today: Date) -> Vec<Mask> {
    let person = of_person(rules, case, today);
    match need.and_then(|need| case.needs.iter().find(|(known, _)| *known == need)) {
        Some((_, answers)) => of_need(rules, &person, answers),
        None => person,
    }
}

/// The values that each variable of a need could have: what is known of it, and anything where the fact can really change
/// or the answer was "unsure". A red flag, and what is known for certain and cannot change, stay as they are.
#[must_use]
pub fn could_be(rules: &Rules, case: &Case, need: NeedIndex, known: &[Mask]) -> Vec<Mask> {
    let of_need = case.needs.iter().find(|(of_case, _)| *of_case == need);
    let answer = |fact: FactIndex| {
        let of_need = of_need.and_then(|(_, answers)| answers.get(fact));
        of_need.or_else(|| case.facts.get(fact))
    };
    rules
        .variables
        .iter()
        .zip(known)
        .map(|(variable, known)| {
            let fact = rules.fact(variable.fact);
            let unsure = match answer(variable.fact) {
                Some(Answer::Unsure) => true,
                Some(Answer::Set(elements)) => elements.iter().any(|(element, state)| {
                    Some(*element) == variable.element && *state == Element::Unsure
                }),
                _ => false,
            };
            if !fact.is_red_flag() && (fact.changeable || unsure) {
                variable.all()
            } else {
                *known
            }
        })
        .collect()
}

/// Whether an answer still counts on this day.
///
/// That a red flag was not so is only good for the day it was asked. That it was so, or could not be ruled out, goes
/// on counting: an old danger must not be forgotten because nobody asked again.
#[must_use]
pub fn counts_today(fact: &Fact, answer: &Answer, asked_on: Option<Date>, today: Date) -> bool {
    !fact.is_red_flag() || *answer != Answer::Flag(Flag::No) || asked_on == Some(today)
}

fn band_of_age(fact: &Fact, age: u8) -> Mask {
    fact.values()
        .iter()
        .position(|value| {
            age_range(&value.value).is_some_and(|(start, end)| (start..=end).contains(&age))
        })
        .map_or(Mask::MAX, |position| 1 << position)
}

/// Narrows what is known by one answer.
fn apply(rules: &Rules, index: FactIndex, answer: &Answer, known: &mut [Mask]) {
    let fact = rules.fact(index);
    for (variable, of_fact) in rules.variables_of(index) {
        let mask = match answer {
            Answer::OneOf(values) => *values,
            Answer::Flag(Flag::No) => 0b01,
            Answer::Flag(Flag::Yes | Flag::ActedOn | Flag::Unsure) => 0b10,
            Answer::Unsure if matches!(fact.kind, FactKind::Set(_)) => of_fact.all(),
            Answer::Unsure => fact.unsure.map_or(of_fact.all(), |value| 1 << value),
            Answer::Set(elements) => elements
                .iter()
                .find(|(element, _)| Some(*element) == of_fact.element)
                .map_or(of_fact.all(), |(_, state)| match state {
                    Element::Yes => 0b10,
                    Element::No => 0b01,
                    Element::Unsure => 0b11,
                }),
        };
        let narrowed = mask & of_fact.all();
        known[variable.position()] = if narrowed == 0 {
            of_fact.all()
        } else {
            narrowed
        };
    }
}
