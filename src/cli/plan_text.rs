//! A plan as lines: stop first, then the headline, then each need. Readable by a screen reader, at 80 columns.

use super::output::{bullet, paragraph};
use crate::model::rule::{Route, Urgency};
use crate::model::vocabulary::Profession;
use crate::plan::{
    ActionState, NeedPlan, Plan, PlannedAction, PlannedRule, PlannedService, Question, in_words,
    words_inside,
};
use std::io::{self, Write};

pub(super) fn print(
    plan: &Plan,
    banner: Option<&str>,
    verbose: bool,
    out: &mut dyn Write,
) -> io::Result<()> {
    if let Some(banner) = banner {
        paragraph(out, 0, 0, banner)?;
    }
    writeln!(out)?;
    stop(plan, verbose, out)?;
    unanswered(plan, out)?;
    if let Some(matters) = &plan.matters {
        paragraph(out, 0, 2, &format!("What matters: {matters}"))?;
    }
    headline(plan, out)?;
    if !plan.rules.approved
        && let Some(warning) = plan.warnings.first()
    {
        paragraph(out, 0, 2, &format!("Note: {warning}."))?;
    }
    let mut described = Vec::new();
    for need in &plan.needs {
        writeln!(out)?;
        one_need(need, verbose, &mut described, out)?;
    }
    closing(plan, out)
}

fn stop(plan: &Plan, verbose: bool, out: &mut dyn Write) -> io::Result<()> {
    let Some(stop) = &plan.stop else {
        return Ok(());
    };
    writeln!(out, "STOP: do this first")?;
    if stop.actions.is_empty() {
        bullet(
            out,
            2,
            "A safety question was answered yes. Act on it before anything else.",
        )?;
    }
    let groups = [
        (Some(Urgency::Now), "Now"),
        (Some(Urgency::Today), "Today"),
        (Some(Urgency::Soon), "Soon"),
        (None, "Then"),
    ];
    for (urgency, words) in groups {
        for action in stop
            .actions
            .iter()
            .filter(|action| action.urgency == urgency && action.state != ActionState::ActedOn)
        {
            let unsure = if action.state == ActionState::NotRuledOut {
                " (not ruled out)"
            } else {
                ""
            };
            bullet(
                out,
                2,
                &format!("{words}{unsure}: {}{}", action.label, contact_of(action)),
            )?;
        }
    }
    for action in stop
        .actions
        .iter()
        .filter(|action| action.state == ActionState::ActedOn)
    {
        bullet(
            out,
            2,
            &format!("Already acted on: {}{}", action.label, contact_of(action)),
        )?;
    }
    writeln!(out, "  Why")?;
    rules(&stop.rules, verbose, out)?;
    writeln!(out)
}

/// ` (Adult safeguarding team, 01632 960500)`.
fn contact_of(action: &PlannedAction) -> String {
    let Some(service) = &action.service else {
        return String::new();
    };
    let way = service
        .phone
        .as_ref()
        .or(service.text.as_ref())
        .or(service.email.as_ref());
    way.map_or_else(
        || format!(" ({})", service.name),
        |way| format!(" ({}: {way})", service.name),
    )
}

fn unanswered(plan: &Plan, out: &mut dyn Write) -> io::Result<()> {
    let questions = &plan.red_flags_unanswered;
    if questions.is_empty() {
        return Ok(());
    }
    writeln!(out, "Safety questions not answered: {}", questions.len())?;
    paragraph(
        out,
        0,
        0,
        "No services are listed until each is answered today. What is not known is never taken for no.",
    )?;
    for question in questions {
        bullet(out, 2, &asked(question))?;
    }
    writeln!(out)
}

fn headline(plan: &Plan, out: &mut dyn Write) -> io::Result<()> {
    if let Some(alongside) = &plan.alongside {
        if alongside.routes.is_empty() {
            return Ok(());
        }
        return writeln!(
            out,
            "Alongside, once that is done: {}",
            in_words(&alongside.routes)
        );
    }
    // Where safety questions are open, their count is the first line and stands above already.
    if !plan.red_flags_unanswered.is_empty() {
        return if plan.needs.is_empty() {
            Ok(())
        } else {
            writeln!(out, "So far, and nothing of it decided:")
        };
    }
    paragraph(out, 0, 2, &format!("Route: {}", plan.headline))
}

/// `described` holds the services that were printed in full already.
fn one_need<'p>(
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
    for rule in &need.held_by {
        bullet(out, 2, &format!("held back while this is open: {rule}"))?;
    }
    if !need.rules.is_empty() {
        writeln!(out, "  Why")?;
        rules(&need.rules, verbose, out)?;
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
            bullet(
                out,
                4,
                &format!("and {} more: `signpost find {}`", offer.more, need.need),
            )?;
        }
    }
    Ok(())
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

fn rules(rules: &[PlannedRule], verbose: bool, out: &mut dyn Write) -> io::Result<()> {
    for rule in rules {
        let state = match rule.state {
            "set-aside" => format!("set aside by {}: ", rule.set_aside_by.join(", ")),
            "possible" => "could still apply: ".to_owned(),
            _ => String::new(),
        };
        let cite = match (&rule.source, &rule.place) {
            (Some(source), Some(place)) if !place.is_empty() => format!("; {source}: {place}"),
            (Some(source), _) => format!("; {source}"),
            (None, _) => String::new(),
        };
        let route = if verbose {
            format!("; gives {}", words_inside(rule.route))
        } else {
            String::new()
        };
        bullet(
            out,
            4,
            &format!("{state}{} [{}{route}{cite}]", rule.why, rule.id),
        )?;
    }
    Ok(())
}

fn service(service: &PlannedService, known: bool, out: &mut dyn Write) -> io::Result<()> {
    let suits = match service.suits.to_string().as_str() {
        "yes" => "suitable",
        "ask" => "ask first",
        _ => "not suitable",
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

fn asked(question: &Question) -> String {
    let alone = if question.alone {
        " (ask only when nobody else can see or hear)"
    } else {
        ""
    };
    let need = question
        .need
        .as_ref()
        .map_or_else(String::new, |need| format!("{need}."));
    format!(
        "{}{alone} [--fact {need}{}={}]",
        question.ask,
        question.fact,
        question.answers.join("|")
    )
}

fn closing(plan: &Plan, out: &mut dyn Write) -> io::Result<()> {
    if let Some(question) = &plan.before_referral {
        writeln!(out, "\nBefore any referral, ask")?;
        bullet(out, 2, &asked(question))?;
    }
    if let Some(contact) = &plan.safe_contact {
        writeln!(out)?;
        paragraph(out, 0, 2, &format!("Safe contact: {contact}"))?;
    }
    if !plan.unknown.is_empty() {
        writeln!(out, "\nWhat still matters")?;
        for question in &plan.unknown {
            bullet(out, 2, &asked(question))?;
        }
    }
    if !plan.sources.is_empty() {
        writeln!(out, "\nSources")?;
        for source in &plan.sources {
            let parts = [
                Some(&source.title),
                source.where_.as_ref(),
                source.on.as_ref(),
            ];
            let parts: Vec<&str> = parts.into_iter().flatten().map(String::as_str).collect();
            bullet(out, 2, &format!("{}: {}", source.id, parts.join(", ")))?;
        }
    }
    writeln!(out)?;
    let stamp = format!(
        "{}, content {}, rules {}, as of {}. This supports the clinician's judgement and never replaces it.",
        plan.directory.name, plan.directory.content_version, plan.rules.version, plan.today
    );
    paragraph(out, 0, 0, &stamp)
}
