//! Answers in `accepts` that how a service is attended makes impossible.

use super::{Check, Context, Run};
use crate::diagnostic::{Diagnostic, Kind, Severity};
use crate::model::service::{Accepts, AttendingType, Service};
use crate::model::vocabulary::{SupportNeed, Vocabulary};
use crate::model::written::Part;

pub(super) const CHECK: Check = Check {
    kind: Kind {
        id: "accepts-contradicted",
        severity: Severity::Warning,
        summary: "an answer in `accepts` contradicts how the service is attended",
        why: "A service that is only online cannot take somebody who is not online, and one that nobody travels to \
               has no reason to refuse a wheelchair: the first is offered to people it cannot help, the second is kept \
               from people it could. Ask the service. A service attended in other ways too is left alone, and so are \
               answers of `ask`.",
        avoid: &[(
            "services/befriending/tea.yaml",
            "id: tea\n\
name: Tea and Talk\n\
organization: Colne Neighbours\n\
summary: Someone to chat to over a cup of tea.\n\
kind: community\n\
status: active\n\
needs: [loneliness]\n\
attending_type: [online]\n\
attending_access: [self-referral]\n\
contact: {url: \"https://tea.example.org/\"}\n\
area: [colchester]\n\
accepts: {no internet: yes}\n\
#        ^^^^^^^^^^^^^^^^^^\n\
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
attending_type: [online]\n\
attending_access: [self-referral]\n\
contact: {url: \"https://tea.example.org/\"}\n\
area: [colchester]\n\
accepts: {no internet: no}\n\
assured: {on: 2026-10-12, by: directory coordinator}\n",
        )],
    },
    run: Run::Service(run),
};

/// What matters only where somebody goes to a place.
const ONLY_AT_A_PLACE: [SupportNeed; 6] = [
    SupportNeed::NeedsTransport,
    SupportNeed::Housebound,
    SupportNeed::Wheelchair,
    SupportNeed::WalkingAid,
    SupportNeed::Oxygen,
    SupportNeed::AssistanceDog,
];

fn run(_: &Context, service: &Service, found: &mut Vec<Diagnostic>) {
    for (need, answer) in &service.accepts {
        let Some(because) = contradiction(service, *need, *answer) else {
            continue;
        };
        found.push(
            Diagnostic::new(
                &CHECK.kind,
                service.place_of(Part::Accepts),
                format!(
                    "`{}` says `{}: {answer}`, but {because}",
                    service.id.value,
                    need.word()
                ),
            )
            .related(service.place_of(Part::AttendingType), "how it is attended")
            .help(format!(
                "ask the service; put `{}` right, or add the other way of attending",
                need.word()
            )),
        );
    }
}

fn contradiction(service: &Service, need: SupportNeed, answer: Accepts) -> Option<&'static str> {
    let ways = service.attending_type.as_slice();
    let only = |way| ways.iter().all(|known| *known == way);
    let from_home = ways
        .iter()
        .all(|way| matches!(way, AttendingType::Phone | AttendingType::Online));
    match (need, answer) {
        (SupportNeed::NoInternet, Accepts::Yes) if only(AttendingType::Online) => {
            Some("it is attended online only")
        }
        (SupportNeed::NoPhone, Accepts::Yes)
            if only(AttendingType::Phone) && service.contact.text.is_none() =>
        {
            Some("it is attended by telephone only")
        }
        (SupportNeed::Housebound, Accepts::Yes) if only(AttendingType::Venue) => {
            Some("one has to go there")
        }
        (need, Accepts::No) if from_home && ONLY_AT_A_PLACE.contains(&need) => {
            Some("nobody goes anywhere")
        }
        (SupportNeed::NeedsTransport | SupportNeed::Housebound, Accepts::No)
            if only(AttendingType::HomeVisit) =>
        {
            Some("somebody comes to the person's home")
        }
        _ => None,
    }
}
