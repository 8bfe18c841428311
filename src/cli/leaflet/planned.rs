//! The services that a case or a need chooses, and the crisis page where a stop comes first.

use super::super::case_input::{Input, read};
use super::super::session::{Session, warn};
use super::super::{Common, route};
use super::fit::Person;
use super::{Arguments, Made, Wanted, chosen, finish};
use crate::leaflet::words::Words;
use crate::leaflet::{Leaflet, crisis_only};
use crate::model::case::Case;
use crate::model::rule::ActionIndex;
use crate::model::service::{Kind, ServiceIndex};
use crate::model::shown::clean;
use crate::model::vocabulary::SupportNeed;
use crate::plan::services::in_turn;
use crate::plan::{ActionState, Plan, Question, StopPlan};
use anyhow::{Result, bail};
use std::io::{self, Write};

/// The services of a plan: those of every route of every need, the first of each need first.
pub(super) fn of_case(
    arguments: &Arguments,
    session: &Session,
    words: &'static Words,
    common: &Common,
) -> Result<Option<Made>> {
    let input = read(
        arguments.case.as_deref(),
        &arguments.options,
        None,
        session,
        common,
    )?;
    let (case, refused) = match input {
        Input::Ready(case) => (case, false),
        Input::Refused(case) => (case, true),
    };
    // Where one is left out, the next takes its place, so the plan names them all.
    let plan = route::make_with(session, &case, usize::MAX);
    if let Some(page) = crisis_page(arguments, &plan, session, words, common)? {
        return Ok(Some(made(page, &case, session)));
    }
    if refused {
        bail!("this case cannot be decided until that is put right");
    }
    route::approved(session, arguments.unapproved)?;
    if !plan.red_flags_unanswered.is_empty() {
        remaining("safety questions not answered", &plan.red_flags_unanswered)?;
        return Ok(None);
    }
    if !plan.decided {
        remaining(
            "the case is not decided; questions that still matter",
            &plan.unknown,
        )?;
        return Ok(None);
    }
    let handed_on = handed_on(&plan, session);
    for note in &plan.notes {
        warn(common, note)?;
    }
    let person = Person::of_case(&case, session);
    let offered = offered(&plan, session);
    let services = chosen(arguments, session, common, &offered, &person)?;
    let wanted = Wanted {
        services: &services,
        person: &person,
        handed_on: &handed_on,
    };
    let leaflet = finish(arguments, session, words, common, &wanted)?;
    Ok(leaflet.map(|leaflet| made(leaflet, &case, session)))
}

/// The leaflet of a case, which may say that the person sees badly: as a support need, as a need, or as an answer. Needs and
/// facts are known by how their names end.
fn made(leaflet: Leaflet, case: &Case, session: &Session) -> Made {
    const NAME: &str = "sight-loss";
    let directory = session.directory();
    let of_person = std::iter::once(&case.facts);
    let mut answers = of_person
        .chain(case.needs.iter().map(|(_, answers)| answers))
        .flat_map(|answers| &answers.0);
    let said = answers.any(|(fact, answer)| {
        let fact = directory.rules.fact(*fact);
        fact.id.value.ends_with(NAME) && fact.in_words(answer) == "yes"
    });
    let need = case
        .needs
        .iter()
        .any(|(need, _)| directory.need(*need).id.value.ends_with(NAME));
    Made {
        leaflet,
        sight_loss: case.with.contains(&SupportNeed::SightLoss) || need || said,
    }
}

fn stop_actions(session: &Session, stop: &StopPlan) -> Vec<ActionIndex> {
    let actions = &session.directory().rules.actions;
    stop.actions
        .iter()
        .filter_map(|planned| {
            actions
                .iter()
                .position(|action| action.id.value == planned.id)
        })
        .map(ActionIndex::from_position)
        .collect()
}

/// Says which questions remain.
fn remaining(what: &str, questions: &[Question]) -> Result<()> {
    let mut error = io::stderr();
    writeln!(
        error,
        "signpost: no leaflet yet; {what}: {}",
        questions.len()
    )?;
    for question in questions {
        writeln!(error, "  - {} [{}]", clean(&question.ask), question.fact)?;
    }
    Ok(())
}

/// Ids of the services a plan offers, the best of each need and route before the second best. Of those that one is
/// referred to only the best is named: the person is handed on to one team, not given a choice of teams. What the plan's
/// actions name counts as a best one where the person can go to it alone.
fn offered(plan: &Plan, session: &Session) -> Vec<String> {
    let mut lists: Vec<Vec<String>> = plan
        .needs
        .iter()
        .flat_map(|need| {
            need.offers.iter().map(|offer| {
                let of_route = need
                    .services
                    .iter()
                    .filter(|found| found.for_route == offer.route)
                    .take(if offer.route.is_referral() {
                        1
                    } else {
                        usize::MAX
                    });
                of_route.map(|found| found.service.id.clone()).collect()
            })
        })
        .collect();
    let actions = plan.needs.iter().flat_map(|need| &need.actions);
    lists.extend(
        actions
            .filter(|action| action.state == ActionState::Applied)
            .filter_map(|action| action.service.as_ref())
            .filter(|planned| {
                let service = session.directory().service_by_id(&planned.id);
                service.is_some_and(|service| {
                    service.kind == Kind::Community && service.open_to_the_person()
                })
            })
            .map(|planned| vec![planned.id.clone()]),
    );
    in_turn(&lists)
}

/// The services that a plan refers the person to: they get in touch, not the person.
fn handed_on(plan: &Plan, session: &Session) -> Vec<ServiceIndex> {
    let mut services = Vec::new();
    let found = plan.needs.iter().flat_map(|need| &need.services);
    for found in found.filter(|found| found.for_route.is_referral()) {
        let index = session.directory().service_index(&found.service.id);
        services.extend(index.filter(|index| !services.contains(index)));
    }
    services
}

/// The services for needs, as active signposting offers them: only what the person can enter alone.
pub(super) fn of_needs(
    arguments: &Arguments,
    session: &Session,
    words: &'static Words,
    common: &Common,
) -> Result<Option<Made>> {
    let (case, refused) = match read(None, &arguments.options, None, session, common)? {
        Input::Ready(case) => (case, false),
        Input::Refused(case) => (case, true),
    };
    let plan = route::make(session, &case);
    if let Some(page) = crisis_page(arguments, &plan, session, words, common)? {
        return Ok(Some(made(page, &case, session)));
    }
    if refused {
        bail!("no leaflet until that is put right");
    }
    let ids = route::signposted(session, &case);
    for note in &plan.notes {
        warn(common, note)?;
    }
    let person = Person::of_case(&case, session);
    let services = chosen(arguments, session, common, &ids, &person)?;
    let wanted = Wanted {
        services: &services,
        person: &person,
        handed_on: &[],
    };
    let leaflet = finish(arguments, session, words, common, &wanted)?;
    Ok(leaflet.map(|leaflet| made(leaflet, &case, session)))
}

/// The crisis page alone, where a stop comes first that nobody has acted on.
fn crisis_page(
    arguments: &Arguments,
    plan: &Plan,
    session: &Session,
    words: &'static Words,
    common: &Common,
) -> Result<Option<Leaflet>> {
    let open = |stop: &&StopPlan| {
        stop.actions.is_empty()
            || stop
                .actions
                .iter()
                .any(|action| action.state != ActionState::ActedOn)
    };
    let Some(stop) = plan.stop.as_ref().filter(open) else {
        return Ok(None);
    };
    warn(
        common,
        "a stop comes first: this is the crisis page alone, until its red flags are \"acted-on\"",
    )?;
    let page = crisis_only(
        session.directory(),
        &stop_actions(session, stop),
        &arguments.say.options(words, session, &[], common)?,
        session.today,
    );
    if page
        .stop
        .as_ref()
        .is_some_and(|stop| stop.actions.is_empty())
    {
        warn(
            common,
            "what this stop asks for is for you, not for the sheet: it has the crisis numbers alone",
        )?;
    }
    Ok(Some(page))
}
