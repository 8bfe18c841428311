//! Services whose details nobody has confirmed within the review period.

use super::{Check, Context, Run, may_run_again};
use crate::diagnostic::{Diagnostic, Kind, Severity};
use crate::model::service::Service;
use crate::model::service::days_between;
use crate::model::shown::count;

pub(super) const CHECK: Check = Check {
    kind: Kind {
        id: "review-overdue",
        severity: Severity::Warning,
        summary: "a service was not confirmed within the review period",
        why: "People are sent to doors that have closed and numbers that have changed, and lose heart. Ring the service, then put \
               today's date. The period is `review_days` of signpost.toml. A service that has ended for good is not asked about.",
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
assured: {on: 2025-10-12, by: directory coordinator}\n\
#             ^^^^^^^^^^\n",
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

fn run(context: &Context, service: &Service, found: &mut Vec<Diagnostic>) {
    let allowed = context.directory.settings.review_days;
    if may_run_again(service) && service.is_stale(context.today, allowed) {
        let on = &service.assured.on;
        let days = days_between(on.value, context.today);
        found.push(
            Diagnostic::new(
                &CHECK.kind,
                on.span,
                format!(
                    "last confirmed {} ago; this directory allows {allowed}",
                    count(usize::try_from(days).unwrap_or(0), "day", "days"),
                ),
            )
            .help("ring the service, put right what has changed, then set `on` to today"),
        );
    }
}
