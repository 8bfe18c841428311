//! The safety net: somebody can be reached at any hour, and without speaking.

use super::{Check, Context, Run, is_running};
use crate::diagnostic::{Diagnostic, Kind, Severity};
use crate::model::hours::round_the_clock;
use crate::model::service::{self, Service};

pub(super) const CHECK: Check = Check {
    kind: Kind {
        id: "crisis-contact-missing",
        severity: Severity::Error,
        summary: "there is no crisis contact at any hour, or none without speaking",
        why: "Danger keeps no office hours, and not everybody can speak: some are deaf, some are overheard. A directory needs a running, \
               confirmed service of kind `crisis` that is open round the clock, and one with `contact: {text: …}`. Without them it refuses to \
               answer. No exception silences this.",
        avoid: &[(
            "services/crisis/urgent-advice.yaml",
            "id: urgent-advice\n\
name: Urgent advice\n\
organization: NHS\n\
summary: Ring 111 when it is urgent but no life is in danger.\n\
kind: crisis\n\
status: active\n\
needs: [medical-emergency]\n\
attending_type: [phone]\n\
attending_access: [self-referral]\n\
contact: {phone: 111}\n\
area: [national]\n\
hours:\n\
\x20 - {days: [mon, tue, wed, thu, fri, sat, sun], from: \"00:00\", to: \"24:00\"}\n\
assured: {on: 2026-10-12, by: directory coordinator}\n",
        )],
        prefer: &[(
            "services/crisis/urgent-advice.yaml",
            "id: urgent-advice\n\
name: Urgent advice\n\
organization: NHS\n\
summary: Ring 111 when it is urgent but no life is in danger.\n\
kind: crisis\n\
status: active\n\
needs: [medical-emergency]\n\
attending_type: [phone]\n\
attending_access: [self-referral]\n\
contact: {phone: 111, text: \"By text relay, 18001 111.\"}\n\
area: [national]\n\
hours:\n\
\x20 - {days: [mon, tue, wed, thu, fri, sat, sun], from: \"00:00\", to: \"24:00\"}\n\
assured: {on: 2026-10-12, by: directory coordinator}\n",
        )],
    },
    run: Run::Directory(run),
};

fn run(context: &Context, found: &mut Vec<Diagnostic>) {
    let directory = context.directory;
    let contacts: Vec<&Service> = directory
        .services
        .iter()
        .filter(|service| service.kind == service::Kind::Crisis)
        .filter(|service| is_running(service) && context.is_current(service))
        .collect();
    let crisis_first = directory
        .needs
        .iter()
        .find(|need| need.crisis)
        .or(directory.needs.first());
    let Some(need) = crisis_first else { return };
    let mut report = |problem: &str, help: &str| {
        found.push(
            Diagnostic::new(&CHECK.kind, need.id.span, problem)
                .help(help)
                .about(&need.id.value),
        );
    };
    if !contacts
        .iter()
        .any(|service| round_the_clock(&service.hours))
    {
        report(
            "no running, confirmed crisis contact is open at every hour",
            "add a service of kind `crisis` with all seven days from \"00:00\" to \"24:00\"",
        );
    }
    if !contacts
        .iter()
        .any(|service| service.contact.text.is_some())
    {
        report(
            "no running, confirmed crisis contact can be reached without speaking",
            "say in `contact: {text: …}` of a service of kind `crisis` how to reach it by text",
        );
    }
}
