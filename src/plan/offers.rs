//! What is said of the services found for a route of a need: how many more, how to see them, and what to do where none is.

use super::Offer;
use super::make::Context;
use super::services::ForRoute;
use super::words::words_inside;
use crate::model::case::Case;
use crate::model::fact::Answer;
use crate::model::rule::{Route, TURNED_AWAY_FACT};
use crate::model::shown::count;
use crate::route::NeedDecision;

/// What is said of the services found for a route.
pub(super) fn offer(
    context: &Context,
    case: &Case,
    decision: &NeedDecision,
    route: Route,
    found: &ForRoute,
) -> Offer {
    let none_found = found.services.is_empty().then(|| match route {
        Route::LinkWorker => {
            "needed, none found here: ask the GP surgery which link worker takes this person, or look for a \
             voluntary-sector link worker; a gap to record"
                .to_owned()
        }
        Route::Ahp => {
            "needed, none found here: ask the GP surgery how this profession is reached; a gap to record".to_owned()
        }
        _ => format!(
            "no service found for {}: a gap to record",
            words_inside(route)
        ),
    });
    Offer {
        route,
        more: found.more,
        find: find_command(context, case, decision, route),
        refusing: found.refusing,
        disagrees: none_found
            .as_ref()
            .and_then(|_| disagrees(context, case, decision, found.refusing)),
        none_found,
    }
}

/// The command that lists every service for a route of a need, with the circumstances of the case.
fn find_command(context: &Context, case: &Case, decision: &NeedDecision, route: Route) -> String {
    let mut command = format!(
        "signpost find {}",
        context.directory.need(decision.need).id.value
    );
    let quoted = |text: &str| {
        if text.contains(' ') {
            format!("\"{text}\"")
        } else {
            text.to_owned()
        }
    };
    if let Some(near) = &case.near {
        command = format!("{command} --near {}", quoted(near));
    }
    if let Some(age) = &case.age {
        command = format!("{command} --age {age}");
    }
    for need in &case.with {
        command = format!("{command} --with {}", quoted(&need.to_string()));
    }
    match route {
        Route::LinkWorker => format!("{command} --kind link-worker"),
        Route::Ahp => format!("{command} --kind ahp"),
        _ => format!("{command} --kind community --kind statutory --for-themselves"),
    }
}

/// That every service refuses never changes the route; it is said where the answers say the opposite.
fn disagrees(
    context: &Context,
    case: &Case,
    decision: &NeedDecision,
    refusing: usize,
) -> Option<String> {
    let fact = context.directory.rules.fact_by_id(TURNED_AWAY_FACT)?;
    let of_need = case.needs.iter().find(|(need, _)| *need == decision.need);
    let answer = of_need.and_then(|(_, answers)| answers.get(fact));
    let answered_no = answer.or_else(|| case.facts.get(fact)) == Some(&Answer::OneOf(0b01));
    (answered_no && refusing > 0).then(|| {
        let services = count(refusing, "service meets", "services meet");
        format!("`{TURNED_AWAY_FACT}` was answered no, but {services} this need and would not take this person")
    })
}
