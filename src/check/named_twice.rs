//! Words that stand twice in one list.

use super::{Check, Context, Run};
use crate::diagnostic::{Diagnostic, Kind, Severity};
use crate::model::service::Service;
use crate::model::written::Part;
use crate::source::Span;

pub(super) const CHECK: Check = Check {
    kind: Kind {
        id: "named-twice",
        severity: Severity::Warning,
        summary: "a list names the same thing twice",
        why: "A day given twice is usually another day mistyped, and somebody misses the session; the same is true of \
               weeks, areas and languages. Needs are not looked at: one named twice is one need.",
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
contact: {phone: 01632 960001}\n\
area: [colchester]\n\
hours:\n\
\x20 - {days: [tue, tue], from: \"10:00\", to: \"12:00\"}\n\
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^\n\
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
attending_access: [self-referral]\n\
contact: {phone: 01632 960001}\n\
area: [colchester]\n\
hours:\n\
\x20 - {days: [tue, wed], from: \"10:00\", to: \"12:00\"}\n\
assured: {on: 2026-10-12, by: directory coordinator}\n",
        )],
    },
    run: Run::Service(run),
};

fn run(_: &Context, service: &Service, found: &mut Vec<Diagnostic>) {
    let mut look = |list: &str, twice: Option<String>, place: Span| {
        if let Some(word) = twice {
            found.push(
                Diagnostic::new(
                    &CHECK.kind,
                    place,
                    format!("`{list}` of `{}` names `{word}` twice", service.id.value),
                )
                .help("put in the one that was meant, or remove the second"),
            );
        }
    };
    let of = |part| service.place_of(part);
    look(
        "attending_type",
        twice(&service.attending_type, ToString::to_string),
        of(Part::AttendingType),
    );
    look(
        "attending_access",
        twice(&service.attending_access, ToString::to_string),
        of(Part::AttendingAccess),
    );
    look(
        "languages",
        twice(&service.languages, Clone::clone),
        of(Part::Languages),
    );
    look(
        "sends_on_to",
        twice(&service.sends_on_to, |id| id.value.clone()),
        of(Part::SendsOnTo),
    );
    look(
        "area",
        twice(&service.area, |_| "the same area".to_owned()),
        of(Part::Area),
    );
    sessions(service, &mut look);
}

fn sessions(service: &Service, look: &mut impl FnMut(&str, Option<String>, Span)) {
    for (position, session) in service.hours.iter().enumerate() {
        let place = service.place_of_item(Part::Hours, position);
        look("days", twice(&session.days, ToString::to_string), place);
        look("weeks", twice(&session.weeks, ToString::to_string), place);
        look(
            "closed",
            twice(&session.closed, |closed| closed.name().to_owned()),
            place,
        );
    }
}

/// The first item that equals one before it, in words. Lists of an entry are a few items long.
fn twice<T: PartialEq>(list: &[T], word: impl Fn(&T) -> String) -> Option<String> {
    list.iter()
        .enumerate()
        .find(|(position, item)| list[..*position].contains(item))
        .map(|(_, item)| word(item))
}
