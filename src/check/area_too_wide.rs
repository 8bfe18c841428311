//! Small weekly groups in one place that claim a whole region or the country.

use super::{Check, Context, Run, may_run_again};
use crate::diagnostic::{Diagnostic, Kind, Severity};
use crate::model::Directory;
use crate::model::area::Served;
use crate::model::service::{AttendingType, Kind as ServiceKind, Service};

pub(super) const CHECK: Check = Check {
    kind: Kind {
        id: "area-too-wide",
        severity: Severity::Warning,
        summary: "a small group in one place claims a whole region",
        why: "A group that meets for a few hours a week in one room is offered to everybody in eight or more council \
               areas, most of whom cannot get there. Usually the area of the organisation was copied. Name the area \
               people really come from. A group that people do travel far for, as with a rare condition, is allowed in \
               signpost.toml. Only community services with one place, one day a week, at most four hours, and no other \
               way of attending are looked at.",
        avoid: &[
            (
                "areas.yaml",
                "areas:\n\
\x20 - id: colchester\n\
\x20   label: Colchester\n\
\x20   authorities: [E07000071]\n\
\x20 - id: essex\n\
\x20   label: Essex\n\
\x20   authorities: [E07000066, E07000067, E07000068, E07000069, E07000070, E07000071, E07000072, E07000073]\n",
            ),
            (
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
locations:\n\
\x20 - {name: Library, postcode: CO1 1JB}\n\
area: [essex]\n\
#      ^^^^^\n\
hours:\n\
\x20 - {days: [tue], from: \"10:00\", to: \"12:00\"}\n\
assured: {on: 2026-10-12, by: directory coordinator}\n",
            ),
        ],
        prefer: &[
            (
                "areas.yaml",
                "areas:\n\
\x20 - id: colchester\n\
\x20   label: Colchester\n\
\x20   authorities: [E07000071]\n\
\x20 - id: essex\n\
\x20   label: Essex\n\
\x20   authorities: [E07000066, E07000067, E07000068, E07000069, E07000070, E07000071, E07000072, E07000073]\n",
            ),
            (
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
locations:\n\
\x20 - {name: Library, postcode: CO1 1JB}\n\
area: [colchester]\n\
hours:\n\
\x20 - {days: [tue], from: \"10:00\", to: \"12:00\"}\n\
assured: {on: 2026-10-12, by: directory coordinator}\n",
            ),
        ],
    },
    run: Run::Service(run),
};

/// As many council areas are a county or more; most people in them live over an hour away.
const MANY_AUTHORITIES: usize = 8;

/// About as many postcode districts; a council area has some five.
const MANY_DISTRICTS: usize = 40;

/// The most minutes a week of a small group.
const FEW_MINUTES: u32 = 240;

fn run(context: &Context, service: &Service, found: &mut Vec<Diagnostic>) {
    let Some(first) = service.area.first() else {
        return;
    };
    if !is_small(service) || !may_run_again(service) || !is_wide(context.directory, service) {
        return;
    }
    let wide = service
        .area
        .iter()
        .find(|served| served.value == Served::National)
        .unwrap_or(first);
    found.push(
            Diagnostic::new(
                &CHECK.kind,
                wide.span,
                format!(
                    "`{}` meets once a week in one place, and claims a whole region",
                    service.id.value
                ),
            )
            .help("name the area people really come from; if it is right, allow it in signpost.toml with the reason"),
        );
}

fn is_small(service: &Service) -> bool {
    let minutes: u32 = service
        .hours
        .iter()
        .map(|session| u32::from(session.to.minutes().saturating_sub(session.from.minutes())))
        .sum();
    let days = service.hours.iter().map(|session| session.days.len());
    service.kind == ServiceKind::Community
        && service.attending_type == [AttendingType::Venue]
        && service.locations.len() == 1
        && days.sum::<usize>() == 1
        && minutes <= FEW_MINUTES
}

fn is_wide(directory: &Directory, service: &Service) -> bool {
    let (mut authorities, mut districts) = (0, 0);
    for served in &service.area {
        match served.value {
            Served::National => return true,
            Served::District(_) => districts += 1,
            Served::Area(area) => {
                authorities += directory.areas[area].authorities.len();
                districts += directory.areas[area].districts.len();
            }
        }
    }
    authorities >= MANY_AUTHORITIES || districts >= MANY_DISTRICTS
}
