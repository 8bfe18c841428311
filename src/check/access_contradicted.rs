//! Services whose text says the opposite of who may get in touch.

use super::wording::sentences;
use super::{Check, Context, Run, may_run_again};
use crate::diagnostic::{Diagnostic, Kind, Severity};
use crate::model::service::Service;
use crate::model::written::Part;

pub(super) const CHECK: Check = Check {
    kind: Kind {
        id: "access-contradicted",
        severity: Severity::Warning,
        summary: "who may get in touch is said in two ways",
        why: "Where the key says that people can come by themselves and the text that they cannot, people are sent to \
               a closed door; the other way round, a service that anybody may use is kept from them. Ask the service. \
               Only fixed phrases are known (\"no referral is needed\", \"professional referral only\"), so other \
               wordings are missed.",
        avoid: &[(
            "services/befriending/tea.yaml",
            "id: tea\n\
name: Tea and Talk\n\
organization: Colne Neighbours\n\
summary: Someone to chat to over a cup of tea.\n\
kind: community\n\
status: active\n\
needs: [loneliness]\n\
attending_type: [venue]\n\
attending_access: [self-referral]\n\
#                 ^^^^^^^^^^^^^^^\n\
referral: Professional referral only.\n\
contact: {phone: 01632 960001}\n\
area: [colchester]\n\
assured: {on: 2026-10-12, by: directory coordinator}\n",
        )],
        prefer: &[(
            "services/befriending/tea.yaml",
            "id: tea\n\
name: Tea and Talk\n\
organization: Colne Neighbours\n\
summary: Someone to chat to over a cup of tea.\n\
kind: community\n\
status: active\n\
needs: [loneliness]\n\
attending_type: [venue]\n\
attending_access: [professional-referral]\n\
referral: Professional referral only.\n\
contact: {phone: 01632 960001}\n\
area: [colchester]\n\
assured: {on: 2026-10-12, by: directory coordinator}\n",
        )],
    },
    run: Run::Service(run),
};

/// Said where the person cannot come alone.
const CLOSED: [&str; 10] = [
    "professional referral only",
    "professional referrals only",
    "by professional referral only",
    "gp referral only",
    "gp referrals only",
    "no self-referral",
    "no self-referrals",
    "we do not take self-referrals",
    "we cannot take self-referrals",
    "people cannot refer themselves",
];

/// Said where anybody can come.
const OPEN: [&str; 9] = [
    "no referral is needed",
    "no referral needed",
    "you do not need a referral",
    "you don't need a referral",
    "you can refer yourself",
    "people can refer themselves",
    "anyone can refer themselves",
    "just turn up",
    "no letter is needed",
];

/// Words that say for whom or for what it is so.
const EXCUSES: [&str; 9] = [
    "if", "unless", "except", "for", "but", "some", "once", "after", "when",
];

fn run(_: &Context, service: &Service, found: &mut Vec<Diagnostic>) {
    if service.attending_access.is_empty() || !may_run_again(service) {
        return;
    }
    let open = service.open_to_the_person();
    let (phrases, message, help) = if open {
        (
            CLOSED.as_slice(),
            "can be entered by the person, but its text says the opposite",
            "write `attending_access: [professional-referral]`, or put the text right",
        )
    } else {
        (
            OPEN.as_slice(),
            "needs a referral, but its text says the opposite",
            "add `self-referral` or `drop-in` to `attending_access`, or put the text right",
        )
    };
    let said = sentences(service, &["refer", "turn up", "letter"])
        .filter(|sentence| !sentence.has(&EXCUSES))
        .find_map(|sentence| sentence.find(phrases).map(|range| sentence.place(range)));
    if let Some(said) = said {
        found.push(
            Diagnostic::new(
                &CHECK.kind,
                service.place_of(Part::AttendingAccess),
                format!("`{}` {message}", service.id.value),
            )
            .related(said, "said here")
            .help(help),
        );
    }
}
