//! Services that do not say where they work.

use super::{Check, Context, Run, may_run_again};
use crate::diagnostic::{Diagnostic, Kind, Severity};
use crate::model::service::Service;
use crate::model::written::Part;

pub(super) const CHECK: Check = Check {
    kind: Kind {
        id: "area-unsaid",
        severity: Severity::Warning,
        summary: "where a service works is not said",
        why: "Whether somebody's home is in its area has to be asked every time, and it is never offered without \
               asking. `area: []` may stand while one finds out; ask the service, and name the area, postcode \
               districts or `national`.",
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
area: []\n\
#     ^^\n\
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
assured: {on: 2026-10-12, by: directory coordinator}\n",
        )],
    },
    run: Run::Service(run),
};

fn run(_: &Context, service: &Service, found: &mut Vec<Diagnostic>) {
    if service.area.is_empty() && may_run_again(service) {
        found.push(
            Diagnostic::new(
                &CHECK.kind,
                service.place_of(Part::Area),
                format!("`{}` does not say where it works", service.id.value),
            )
            .help("name an area of areas.yaml, a postcode district such as `CO15`, or `national`"),
        );
    }
}
