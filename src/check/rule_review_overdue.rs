//! Rules whose day to be looked at again has passed.

use super::{Check, Context, Run};
use crate::diagnostic::{Diagnostic, Kind, Severity};
use crate::model::settings::start_of;
use crate::model::shown::count;

pub(super) const CHECK: Check = Check {
    kind: Kind {
        id: "rule-review-overdue",
        severity: Severity::Warning,
        summary: "a rule is past its review date",
        why: "Guidance changes; a rule that nobody looks at sends people where they were sent years ago. Read it against its source, \
               then set a new date. Rules that share the date at the top of the file are one finding.",
        avoid: &[(
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
#    ^^^^^^^^^^\n\
when = { agrees = \"no\" }\n\
route = \"active-signposting\"\n\
instead_of = [\"ahp\"]\n\
review = 2026-05-31\n\
why = \"The person does not agree.\"\n",
        )],
        prefer: &[(
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
review = 2027-05-31\n\
why = \"The person does not agree.\"\n",
        )],
    },
    run: Run::Directory(run),
};

fn run(context: &Context, found: &mut Vec<Diagnostic>) {
    let rules = &context.directory.rules;
    let overdue = rules
        .rules
        .iter()
        .filter(|rule| rule.review < context.today);
    let (shared, own): (Vec<_>, Vec<_>) =
        overdue.partition(|rule| Some(rule.review) == rules.review);
    if let Some(first) = shared.first() {
        found.push(
            Diagnostic::new(
                &CHECK.kind,
                start_of(first.id.span.file),
                format!(
                    "the rules were to be looked at again by {}; that covers {}",
                    first.review,
                    count(shared.len(), "rule", "rules")
                ),
            )
            .help("read them against their sources, then set a new `review` at the top")
            .about("routing.toml"),
        );
    }
    for rule in own {
        found.push(
            Diagnostic::new(
                &CHECK.kind,
                rule.id.span,
                format!(
                    "`{}` was to be looked at again by {}",
                    rule.id.value, rule.review
                ),
            )
            .help("read it against its source, then set a new `review`")
            .about(&rule.id.value),
        );
    }
}
