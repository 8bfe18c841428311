//! A plan as draft referrals, for a person to read, complete and send.
//!
//! A draft is never active and names no patient unless one is given. While a stop is open, or a safety question unasked, there
//! is no draft at all: the Bundle then holds an `OperationOutcome` that says what comes first.

use super::super::identity::Publisher;
use super::super::leaving::{Leaving, told};
use super::{directory, entry, urn};
use crate::model::rule::Route;
use crate::model::shown::clean_lines;
use crate::plan::{NeedPlan, Plan, PlannedAction, Question};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// SNOMED CT UK: "Referral to social prescribing service (procedure)". For a referral to a link worker and nothing else.
pub const LINK_WORKER_CODE: &str = "871731000000106";

/// The Bundle of a plan of this publisher's directory, as JSON. `patient` is a reference such as `Patient/example`; `None`: nobody is named. `service` gives
/// a service of the directory as it may leave.
#[must_use]
pub fn bundle<'d>(
    plan: &Plan,
    publisher: Publisher,
    patient: Option<&str>,
    service: &mut dyn FnMut(&str) -> Option<Leaving<'d>>,
) -> String {
    let demonstration = plan.directory.demonstration;
    let mut entries = Vec::new();
    let first = comes_first(plan);
    if first.is_empty() {
        let mut known = BTreeSet::new();
        let mut added = BTreeSet::new();
        for referral in referrals(plan) {
            entries.push(entry(
                &referral.id(plan, publisher),
                "ServiceRequest",
                demonstration,
                referral.service_request(plan, publisher, patient),
            ));
            for id in referral.services() {
                if added.insert(id.clone())
                    && let Some(leaving) = service(&id)
                {
                    entries.extend(directory::entries(&leaving, demonstration, &mut known));
                }
            }
        }
    }
    let said: Vec<Value> = first.into_iter().chain(not_drafted(plan)).collect();
    if !said.is_empty() || entries.is_empty() {
        let issue = if said.is_empty() {
            vec![issue(
                "information",
                "informational",
                "This plan has no referral to draft.",
            )]
        } else {
            said
        };
        let id = publisher.identifier("outcome", &name(plan)).to_string();
        entries.insert(
            0,
            entry(
                &id,
                "OperationOutcome",
                demonstration,
                json!({"issue": issue}),
            ),
        );
    }
    let lines: Vec<String> = entries.iter().map(|entry| format!("\n{entry}")).collect();
    format!(
        "{}{}{}",
        super::head(demonstration),
        lines.join(","),
        super::TAIL
    )
}

/// What tells this plan from others.
fn name(plan: &Plan) -> String {
    let case = plan.case.as_deref().unwrap_or("");
    let needs: Vec<&str> = plan.needs.iter().map(|need| need.need.as_str()).collect();
    format!(
        "{}:{case}:{}:{}",
        plan.today,
        needs.join(","),
        plan.rules.fingerprint
    )
}

fn issue(severity: &str, code: &str, text: &str) -> Value {
    json!({"severity": severity, "code": code, "diagnostics": clean_lines(text)})
}

/// What must be done or asked before anybody refers: the stop with its actions, safety questions that were not asked.
fn comes_first(plan: &Plan) -> Vec<Value> {
    let mut issues = Vec::new();
    if let Some(stop) = &plan.stop {
        let actions: Vec<String> = stop.actions.iter().map(in_words).collect();
        let text = format!(
            "Stop. This comes before any referral. {}",
            actions.join(" ")
        );
        issues.push(issue("error", "business-rule", text.trim()));
        for rule in &stop.rules {
            issues.push(issue("error", "business-rule", &rule.why));
        }
    }
    for question in &plan.red_flags_unanswered {
        let text = format!("Safety question not asked: {}", question.ask);
        issues.push(issue("error", "incomplete", &text));
    }
    issues
}

fn in_words(action: &PlannedAction) -> String {
    let ways = action.service.as_ref().map(|service| {
        let ways = [&service.phone, &service.text].into_iter().flatten();
        let ways: Vec<&str> = ways.map(String::as_str).collect();
        format!(" ({}: {})", service.name, ways.join("; "))
    });
    format!("{}{}", action.label, ways.unwrap_or_default())
}

/// Needs whose route is not decided, with what could decide it.
fn not_drafted(plan: &Plan) -> Vec<Value> {
    let undecided = plan.needs.iter().filter(|need| !need.decided);
    undecided
        .map(|need| {
            let questions: Vec<&str> = need.unknown.iter().map(asked).collect();
            let text = format!("{}: not decided yet. {}", need.label, questions.join(" "));
            issue("warning", "incomplete", text.trim())
        })
        .collect()
}

fn asked(question: &Question) -> &str {
    &question.ask
}

/// One referral: to a link worker for every need that goes there, or to the same professions.
struct Referral<'p> {
    route: Route,
    professions: Vec<String>,
    needs: Vec<&'p NeedPlan>,
}

/// The referrals of the needs that are decided, strongest route first.
fn referrals(plan: &Plan) -> Vec<Referral<'_>> {
    let mut found: BTreeMap<(bool, Vec<String>), Vec<&NeedPlan>> = BTreeMap::new();
    for need in plan.needs.iter().filter(|need| need.decided) {
        for route in need.route.iter().chain(&need.also) {
            let professions = match route {
                Route::LinkWorker => Vec::new(),
                Route::Ahp => need.professions.iter().map(|one| one.name()).collect(),
                _ => continue,
            };
            let key = (*route == Route::LinkWorker, professions);
            found.entry(key).or_default().push(need);
        }
    }
    let referrals = found
        .into_iter()
        .map(|((link_worker, professions), needs)| Referral {
            route: if link_worker {
                Route::LinkWorker
            } else {
                Route::Ahp
            },
            professions,
            needs,
        });
    referrals.collect()
}

impl Referral<'_> {
    fn id(&self, plan: &Plan, publisher: Publisher) -> String {
        let what = format!(
            "{}:{}:{}",
            name(plan),
            self.route,
            self.professions.join(",")
        );
        publisher.identifier("service_request", &what).to_string()
    }

    /// Ids of the services that would take it, best first, each once.
    fn services(&self) -> Vec<String> {
        let mut ids = Vec::new();
        for need in &self.needs {
            for service in need
                .services
                .iter()
                .filter(|service| service.for_route == self.route)
            {
                if !ids.contains(&service.service.id) {
                    ids.push(service.service.id.clone());
                }
            }
        }
        ids
    }

    fn service_request(&self, plan: &Plan, publisher: Publisher, patient: Option<&str>) -> Value {
        let code = if self.route == Route::LinkWorker {
            json!({
                "coding": [{
                    "system": "http://snomed.info/sct",
                    "code": LINK_WORKER_CODE,
                    "display": "Referral to social prescribing service",
                }],
                "text": "Referral to a link worker",
            })
        } else {
            json!({"text": format!("Referral to: {}", self.professions.join(" or "))})
        };
        // A request must have a subject. That nobody is named is said in FHIR's own way.
        let subject = patient.map_or_else(
            || {
                json!({
                    "extension": [{
                        "url": "http://hl7.org/fhir/StructureDefinition/data-absent-reason",
                        "valueCode": "unknown",
                    }],
                    "display": "to be added by whoever sends this",
                })
            },
            |patient| json!({"reference": patient}),
        );
        let professions: Vec<Value> = self
            .professions
            .iter()
            .map(|one| json!({"text": one}))
            .collect();
        let services = self.services();
        json!({
            "status": "draft",
            "intent": "proposal",
            "code": code,
            "subject": subject,
            "authoredOn": plan.today,
            "performerType": professions.first().filter(|_| professions.len() == 1),
            "performer": services.iter().map(|id| {
                json!({"reference": urn(&directory::healthcare_service_id(publisher, id)), "type": "HealthcareService"})
            }).collect::<Vec<_>>(),
            "reasonCode": self.needs.iter().map(|need| json!({"text": need.label})).collect::<Vec<_>>(),
            "note": self.notes(plan).into_iter().map(|text| json!({"text": text})).collect::<Vec<_>>(),
        })
    }

    /// Why, in the words of the plan; then what has to be known before it is sent.
    fn notes(&self, plan: &Plan) -> Vec<String> {
        let mut notes = Vec::new();
        for need in &self.needs {
            let applied = need
                .rules
                .iter()
                .filter(|rule| rule.state == "applied" && rule.route == self.route);
            let why: Vec<String> = applied
                .map(|rule| {
                    let source = rule
                        .source
                        .as_ref()
                        .and_then(|id| plan.sources.iter().find(|known| known.id == *id));
                    let source =
                        source.map_or_else(String::new, |source| format!(", {}", source.title));
                    format!("{} [rule {}{source}]", rule.why, rule.id)
                })
                .collect();
            notes.push(format!("{}: {}", need.label, why.join(" ")));
            let answers: Vec<String> = need
                .reason
                .iter()
                .map(|fact| {
                    let of = fact
                        .of
                        .as_ref()
                        .map_or_else(String::new, |of| format!("{of}: "));
                    format!("{} {of}{}", fact.ask, fact.in_words)
                })
                .collect();
            if !answers.is_empty() {
                notes.push(format!(
                    "{}: what decided it. {}",
                    need.label,
                    answers.join("; ")
                ));
            }
        }
        if let Some(matters) = &plan.matters {
            notes.push(format!("What matters to the person: {matters}"));
        }
        if let Some(safe) = &plan.safe_contact {
            notes.push(format!("How it is safe to make contact: {safe}"));
        }
        if let Some(question) = &plan.before_referral {
            notes.push(format!("Before this is sent, ask: {}", question.ask));
        }
        notes.extend(plan.warnings.iter().cloned());
        notes.push(format!(
            "Draft made by signpost {} from the directory {} ({}), rules {}. A person has to read and send it.",
            env!("CARGO_PKG_VERSION"),
            plan.directory.name,
            plan.directory.content_version,
            plan.rules.version,
        ));
        notes.iter().map(|note| told(note)).collect()
    }
}
