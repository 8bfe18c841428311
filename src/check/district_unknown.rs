//! Areas made of postcode districts that do not exist.

use super::{Check, Context, Run};
use crate::diagnostic::{Diagnostic, Kind, Severity};
use crate::model::area::Served;
use crate::model::postcode::District;
use crate::place::Table;
use crate::source::Span;

pub(super) const CHECK: Check = Check {
    kind: Kind {
        id: "district-unknown",
        severity: Severity::Warning,
        summary: "a postcode district is not in the table of postcodes",
        why: "Nobody lives in a district that does not exist, so the service is offered to nobody there; usually a \
               digit was mistyped. Northern Ireland, the Channel Islands and the Isle of Man are not in the table, and \
               are left alone. The district of a confidential place is looked at by `postcode-unknown`.",
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
area: [colchester, CO99]\n\
#                  ^^^^\n\
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
area: [colchester, CO9]\n\
assured: {on: 2026-10-12, by: directory coordinator}\n",
        )],
    },
    run: Run::Directory(run),
};

/// Postal areas that the table of Great Britain does not hold.
const ELSEWHERE: [&str; 4] = ["BT", "GY", "IM", "JE"];

fn run(context: &Context, found: &mut Vec<Diagnostic>) {
    let Some(table) = context.table else { return };
    for area in &context.directory.areas {
        for district in &area.districts {
            look(table, district.value, district.span, &area.id.value, found);
        }
    }
    for service in &context.directory.services {
        for served in &service.area {
            if let Served::District(district) = served.value {
                look(table, district, served.span, &service.id.value, found);
            }
        }
    }
}

fn look(table: &Table, district: District, place: Span, id: &str, found: &mut Vec<Diagnostic>) {
    if ELSEWHERE.contains(&district.area()) || table.district(district).is_some() {
        return;
    }
    found.push(
        Diagnostic::new(
            &CHECK.kind,
            place,
            format!("the district `{district}` of `{id}` is not in the table"),
        )
        .help("look it up, and put it right; if it is new and right, allow it in signpost.toml until the table is newer")
        .about(id),
    );
}
