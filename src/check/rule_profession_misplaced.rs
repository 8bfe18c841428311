//! Rules that name a profession without sending anybody to one.

use super::{Check, Context, Run};
use crate::diagnostic::{Diagnostic, Kind, Severity};
use crate::model::rule::Route;

pub(super) const CHECK: Check = Check {
    kind: Kind {
        id: "rule-profession-misplaced",
        severity: Severity::Warning,
        summary: "a rule names a profession but its route is not AHP",
        why: "Somebody believes that the rule refers to that profession, and it does not.",
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
#    ^^^^^^^^^\n\
route = \"active-signposting\"\n\
do = [\"tea\"]\n\
profession = \"dietitian\"\n\
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
why = \"The person does not agree.\"\n",
        )],
    },
    run: Run::Directory(run),
};

fn run(context: &Context, found: &mut Vec<Diagnostic>) {
    for rule in &context.directory.rules.rules {
        if let Some(profession) = rule.profession
            && rule.route != Route::Ahp
        {
            found.push(
                Diagnostic::new(
                    &CHECK.kind,
                    rule.id.span,
                    format!(
                        "`{}` names the {}, but its route is `{}`",
                        rule.id.value,
                        profession.name(),
                        rule.route
                    ),
                )
                .help("remove `profession`, or make the route `ahp`")
                .about(&rule.id.value),
            );
        }
    }
}
