//! Venues outside the area that their own service says it serves.

use super::{Check, Context};
use crate::diagnostic::{Diagnostic, Kind, Severity};
use crate::model::Directory;
use crate::model::area::Served;
use crate::model::postcode::Postcode;
use crate::model::service::Location;

pub(super) const CHECK: Check = Check {
    kind: Kind {
        id: "postcode-outside-area",
        severity: Severity::Warning,
        summary: "a venue lies outside the area its service serves",
        why: "One of the two is usually wrong: a mistyped postcode sends people to another town, and a wrong area hides the service from \
               the people beside it. A service that really serves an area from outside it is allowed in signpost.toml. A confidential place, \
               known by its district only, is not compared.",
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
attending_access: [drop-in]\n\
contact: {phone: 01632 960001}\n\
area: [colchester]\n\
assured: {on: 2026-10-12, by: directory coordinator}\n\
locations:\n\
\x20 - {name: Town hall, postcode: CO15 1SE}\n\
#                               ^^^^^^^^\n",
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
attending_access: [drop-in]\n\
contact: {phone: 01632 960001}\n\
area: [colchester]\n\
assured: {on: 2026-10-12, by: directory coordinator}\n\
locations:\n\
\x20 - {name: Library, postcode: CO1 1JB}\n",
        )],
    },
    run,
};

fn run(context: &Context, found: &mut Vec<Diagnostic>) {
    let Some(table) = context.table else { return };
    for service in &context.directory.services {
        if service.area.is_empty() {
            continue;
        }
        for location in &service.locations {
            let Location::Venue {
                postcode: Some(postcode),
                ..
            } = location
            else {
                continue;
            };
            let Some(unit) = table.unit(postcode.value) else {
                continue;
            };
            let served = service
                .area
                .iter()
                .any(|served| holds(context.directory, served, postcode.value, unit.authority));
            if !served {
                found.push(
                    Diagnostic::new(
                        &CHECK.kind,
                        postcode.span,
                        format!(
                            "`{}` lies outside the area that `{}` serves",
                            postcode.value, service.id.value
                        ),
                    )
                    .related(service.area[0].span, "the area it serves")
                    .help("look the postcode up, or widen `area`")
                    .about(&service.id.value),
                );
            }
        }
    }
}

fn holds(directory: &Directory, served: &Served, postcode: Postcode, authority: &str) -> bool {
    match served {
        Served::National => true,
        Served::District(district) => *district == postcode.district(),
        Served::Area(position) => {
            let area = &directory.areas[*position];
            area.authorities.iter().any(|code| code.value == authority)
                || area
                    .districts
                    .iter()
                    .any(|district| district.value == postcode.district())
        }
    }
}
