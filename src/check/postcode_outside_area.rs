//! Venues outside the area that their own service says it serves.

use super::{Check, Context, Run};
use crate::diagnostic::{Diagnostic, Kind, Severity};
use crate::model::Directory;
use crate::model::area::Served;
use crate::model::postcode::District;
use crate::model::service::{Location, Service};
use crate::place::Table;
use crate::source::{Span, Spanned};

pub(super) const CHECK: Check = Check {
    kind: Kind {
        id: "postcode-outside-area",
        severity: Severity::Warning,
        summary: "a venue lies outside the area its service serves",
        why: "One of the two is usually wrong: a mistyped postcode sends people to another town, and a wrong area hides the service from \
               the people beside it. A service that really serves an area from outside it is allowed in signpost.toml. Of a confidential \
               place only the district is known: it counts as outside where no part of the district is served.",
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
attending_access: [self-referral]\n\
contact: {phone: 01632 960001}\n\
area: [colchester]\n\
assured: {on: 2026-10-12, by: directory coordinator}\n\
locations:\n\
\x20 - {name: Library, postcode: CO1 1JB}\n",
        )],
    },
    run: Run::Service(run),
};

fn run(context: &Context, service: &Service, found: &mut Vec<Diagnostic>) {
    let Some(table) = context.table else { return };
    if service.area.is_empty() {
        return;
    }
    for location in &service.locations {
        let Some((place, name)) = outside(context.directory, table, service, location) else {
            continue;
        };
        found.push(
            Diagnostic::new(
                &CHECK.kind,
                place,
                format!(
                    "`{name}` lies outside the area that `{}` serves",
                    service.id.value
                ),
            )
            .related(service.area[0].span, "the area it serves")
            .help("look it up, or widen `area`"),
        );
    }
}

/// Where a place outside the area stands, and its postcode or district; `None` where it lies inside, or that is not known.
fn outside(
    directory: &Directory,
    table: &Table,
    service: &Service,
    location: &Location,
) -> Option<(Span, String)> {
    let (span, name, district, authorities) = match location {
        Location::Venue { postcode, .. } => {
            let postcode = postcode.as_ref()?;
            let unit = table.unit(postcode.value)?;
            let district = postcode.value.district();
            (
                postcode.span,
                postcode.value.to_string(),
                district,
                vec![unit.authority],
            )
        }
        Location::Confidential { district } => {
            let shares = table.district(district.value)?.authorities;
            let authorities = shares.iter().map(|share| share.code).collect();
            (
                district.span,
                district.value.to_string(),
                district.value,
                authorities,
            )
        }
    };
    let served = service
        .area
        .iter()
        .any(|served| holds(directory, served, district, &authorities));
    (!served).then_some((span, name))
}

fn holds(directory: &Directory, served: &Served, district: District, authorities: &[&str]) -> bool {
    match served {
        Served::National => true,
        Served::District(known) => *known == district,
        Served::Area(position) => {
            let area = &directory.areas[*position];
            let known = |code: &Spanned<String>| authorities.contains(&code.value.as_str());
            area.authorities.iter().any(known)
                || area.districts.iter().any(|known| known.value == district)
        }
    }
}
