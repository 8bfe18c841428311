//! Rules that nobody has signed as they stand.

use super::{Check, Context, Run};
use crate::diagnostic::{Diagnostic, Kind, Severity};
use crate::model::rule::ApprovalState;
use crate::model::settings::start_of;

pub(super) const CHECK: Check = Check {
    kind: Kind {
        id: "rules-not-approved",
        severity: Severity::Warning,
        summary: "nobody has approved the rules for use with people",
        why: "Rules decide where people are sent, so a person with that duty has to have read exactly these. Every plan and leaflet says \
               so where it is not the case, and a directory for real people refuses to decide. In a demonstration it is only a note.",
        avoid: &[
            (
                "signpost.toml",
                "name = \"Small directory\"\n\
review_days = 180\n\
demonstration = false\n",
            ),
            (
                "routing.toml",
                "version = \"1\"\n\
owner = \"clinical lead\"\n\
review = 2027-05-31\n\
[actions.call-999]\n\
label = \"Ring 999 now.\"\n\
urgency = \"now\"\n\
service = \"emergency\"\n\
[actions.call-111]\n\
label = \"Ring 111 now.\"\n\
urgency = \"now\"\n\
service = \"urgent-advice\"\n\
[actions.tea]\n\
label = \"Tell them about the tea.\"\n\
service = \"tea\"\n\
[facts.stroke-signs]\n\
ask = \"Is the face drooping, an arm weak, or the speech slurred?\"\n\
red_flag = true\n\
unsure_do = \"call-111\"\n\
[facts.agrees]\n\
ask = \"Does the person agree?\"\n\
[facts.falls-12-months]\n\
ask = \"How many falls in the last twelve months?\"\n\
band = [\"0\", \"1\", \"2+\"]\n\
[[rule]]\n\
id = \"stop-stroke-signs\"\n\
when = { stroke-signs = \"yes\" }\n\
route = \"stop\"\n\
do = [\"call-999\"]\n\
why = \"A stroke has to be treated at once.\"\n\
[[rule]]\n\
id = \"default\"\n\
route = \"active-signposting\"\n\
do = [\"tea\"]\n\
why = \"Information is enough.\"\n\
[[rule]]\n\
id = \"repeated-falls\"\n\
for = [\"falls\"]\n\
when = { falls-12-months = \"2+\" }\n\
route = \"ahp\"\n\
why = \"Repeated falls are assessed.\"\n\
[[rule]]\n\
id = \"declined\"\n\
when = { agrees = \"no\" }\n\
route = \"active-signposting\"\n\
instead_of = [\"ahp\"]\n\
why = \"The person does not agree.\"\n",
            ),
        ],
        prefer: &[(
            "signpost.toml",
            "name = \"Small directory\"\n\
review_days = 180\n\
demonstration = false\n",
        )],
    },
    run: Run::Directory(run),
};

fn run(context: &Context, found: &mut Vec<Diagnostic>) {
    let rules = &context.directory.rules;
    let Some(rule) = rules.rules.first() else {
        return;
    };
    let (problem, help) = match rules.approval_state(context.today) {
        ApprovalState::Approved => return,
        ApprovalState::Missing => (
            "nobody has approved these rules for use with people",
            "have whoever answers for clinical safety read them (`signpost rules show`), then sign them with `signpost rules approve`",
        ),
        ApprovalState::Overdue => (
            "the approval of these rules has to be given again",
            "have them read again by whoever answers for clinical safety, then sign them again with `signpost rules approve`",
        ),
        ApprovalState::Changed => (
            "these rules have changed since they were approved",
            "have the changes read by whoever answers for clinical safety, then sign them again with `signpost rules approve`",
        ),
    };
    let mut finding = Diagnostic::new(&CHECK.kind, start_of(rule.id.span.file), problem)
        .help(help)
        .about("routing.toml");
    if context.directory.settings.demonstration {
        finding.severity = Severity::Note;
    }
    found.push(finding);
}
