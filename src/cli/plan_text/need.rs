//! One need of a plan as lines: its route, why, what to do, and the services.

use super::{contact_of, rules};
use crate::cli::output::{bullet, paragraph};
use crate::find::Suits;
use crate::model::rule::Route;
use crate::model::shown::count;
use crate::model::vocabulary::Profession;
use crate::plan::words::words_inside;
use crate::plan::{ActionState, KnownFact, NeedPlan, PlannedRule, PlannedService};
use std::io::{self, Write};

/// `described` holds the services that were printed in full already.
pub(super) fn one_need<'p>(
    need: &'p NeedPlan,
    verbose: bool,
    described: &mut Vec<&'p str>,
    out: &mut dyn Write,
) -> io::Result<()> {
    paragraph(
        out,
        0,
        2,
        &format!("{}: {}", need.label, route_in_words(need)),
    )?;
    if let Some(recommended) = &need.recommended {
        bullet(out, 2, &recommended.words)?;
    }
    for held in &need.held_by {
        bullet(
            out,
            2,
            &format!("services wait: {} [{}]", held.why, held.rule),
        )?;
    }
    if !need.rules.is_empty() {
        writeln!(out, "  Why")?;
        let (telling, open): (Vec<_>, Vec<_>) = need
            .rules
            .iter()
            .filter(|rule| verbose || is_telling(rule, need))
            .partition(|rule| verbose || !is_beside(rule, need));
        rules(&telling, verbose, out)?;
        if !open.is_empty() {
            let rules = count(open.len(), "more rule", "more rules");
            let line = format!("{rules} could still apply, and none would change the route (-v)");
            bullet(out, 4, &line)?;
        }
    }
    let (possible, to_do): (Vec<_>, Vec<_>) = need
        .actions
        .iter()
        .partition(|action| action.state == ActionState::Possible);
    if !to_do.is_empty() {
        writeln!(out, "  Do")?;
        for action in to_do {
            let held = if action.state == ActionState::Held {
                "held back until that is done: "
            } else {
                ""
            };
            bullet(
                out,
                4,
                &format!("{held}{}{}", action.label, contact_of(action)),
            )?;
        }
    }
    if !possible.is_empty() && verbose {
        writeln!(out, "  Perhaps, once more is known")?;
        for action in possible {
            bullet(out, 4, &action.label)?;
        }
    }
    if !need.decided {
        bullet(out, 2, "No service is named until this is decided.")?;
    }
    for offer in &need.offers {
        writeln!(out, "  {}", services_title(offer.route))?;
        let of_route = need
            .services
            .iter()
            .filter(|found| found.for_route == offer.route);
        for entry in of_route.map(|found| &found.service) {
            service(entry, described.contains(&entry.id.as_str()), out)?;
            described.push(&entry.id);
        }
        for line in offer.none_found.iter().chain(&offer.disagrees) {
            bullet(out, 4, line)?;
        }
        if offer.more > 0 {
            bullet(out, 4, &format!("and {} more: {}", offer.more, offer.find))?;
        }
    }
    reasons(need, out)
}

/// What applies to everybody says nothing, unless it is all there is.
fn is_telling(rule: &PlannedRule, need: &NeedPlan) -> bool {
    !rule.always || need.alongside.or(need.route) == Some(rule.route)
}

/// True for a rule that is still open although the route is decided without it.
fn is_beside(rule: &PlannedRule, need: &NeedPlan) -> bool {
    let deciding =
        |other: &PlannedRule| other.state == "applied" && Some(other.route) == need.route;
    need.decided
        && rule.state == "possible"
        && (Some(rule.route) != need.route || need.rules.iter().any(deciding))
}

/// The fewest answers that decide it, and the fewest that would change it.
fn reasons(need: &NeedPlan, out: &mut dyn Write) -> io::Result<()> {
    if !need.reason.is_empty() {
        let title = if need.decided {
            "  These answers alone decide it"
        } else {
            "  These answers alone leave it so"
        };
        writeln!(out, "{title}")?;
        for fact in &need.reason {
            bullet(out, 4, &answered(fact))?;
        }
    }
    if !need.what_would_change.is_empty() {
        let title = if need.decided {
            "  It would change to"
        } else {
            "  It would be decided as"
        };
        writeln!(out, "{title}")?;
        for change in &need.what_would_change {
            let facts: Vec<String> = change.facts.iter().map(answered).collect();
            let route = words_inside(change.route);
            bullet(out, 4, &format!("{route}, if: {}", facts.join(" And: ")))?;
        }
    }
    Ok(())
}

/// `Are they unsteady on their feet? yes`
pub(super) fn answered(fact: &KnownFact) -> String {
    let of = fact
        .of
        .as_ref()
        .map_or_else(String::new, |of| format!("{of}: "));
    format!("{} {of}{}", fact.ask, fact.in_words)
}

const fn services_title(route: Route) -> &'static str {
    match route {
        Route::LinkWorker => "Link worker",
        Route::Ahp => "Allied health professional",
        _ => "Services to hand over",
    }
}

/// `AHP (physiotherapist), also link worker`.
fn route_in_words(need: &NeedPlan) -> String {
    if need.gap {
        return "no rule covers this case; a fault of the rules to report".to_owned();
    }
    let own = need.alongside.or(need.route);
    let Some(own) = own else {
        let possible: Vec<String> = need
            .possible
            .iter()
            .map(|route| words_inside(*route))
            .collect();
        return format!("not decided yet; possible: {}", possible.join(", "));
    };
    let mut words = own.label().to_owned();
    if own == Route::Ahp && !need.professions.is_empty() {
        let names: Vec<String> = need
            .professions
            .iter()
            .map(|profession: &Profession| profession.name())
            .collect();
        words = format!("{words} ({})", names.join(", "));
    }
    if !need.also.is_empty() {
        let also: Vec<String> = need.also.iter().map(|route| words_inside(*route)).collect();
        words = format!("{words}, also {}", also.join(" and "));
    }
    if !need.decided {
        let stronger: Vec<String> = need
            .possible
            .iter()
            .filter(|route| **route != own)
            .map(|route| words_inside(*route))
            .collect();
        words = format!(
            "{words} so far, not decided; could still be {}",
            stronger.join(" or ")
        );
    }
    words
}

fn service(service: &PlannedService, known: bool, out: &mut dyn Write) -> io::Result<()> {
    let suits = match service.suits {
        Suits::Yes => "suitable",
        Suits::Ask => "ask first",
        Suits::No => "not suitable",
    };
    let distance = service
        .distance
        .as_ref()
        .map_or_else(String::new, |distance| format!(", {distance}"));
    bullet(
        out,
        4,
        &format!(
            "{} ({suits}{distance}) [{}]{}",
            service.name,
            service.id,
            if known { ", as above" } else { "" }
        ),
    )?;
    if known {
        return Ok(());
    }
    for state in &service.state {
        paragraph(out, 6, 2, &format!("Now: {state}"))?;
    }
    let ways = [
        ("ring", &service.phone),
        ("without speaking:", &service.text),
        ("write to", &service.email),
        ("see", &service.url),
    ];
    let ways: Vec<String> = ways
        .iter()
        .filter_map(|(word, way)| way.as_ref().map(|way| format!("{word} {way}")))
        .take(2)
        .collect();
    if !ways.is_empty() {
        paragraph(out, 6, 2, &format!("Reach it: {}", ways.join("; ")))?;
    }
    if let Some(referral) = &service.referral {
        paragraph(out, 6, 2, &format!("How: {referral}"))?;
    }
    for ask in &service.ask {
        paragraph(out, 6, 2, ask)?;
    }
    if service.stale {
        paragraph(
            out,
            6,
            2,
            &format!("As published {}; ring to check", service.assured),
        )?;
    }
    Ok(())
}
