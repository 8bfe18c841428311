//! AHP rules that name nobody to go to.

use super::{Check, Context, Run};
use crate::diagnostic::{Diagnostic, Kind, Severity};
use crate::model::need::NeedIndex;
use crate::model::rule::Route;

pub(super) const CHECK: Check = Check {
    kind: Kind {
        id: "rule-profession-missing",
        severity: Severity::Warning,
        summary: "an AHP rule names no profession, and neither does its need",
        why: "The plan says `AHP` and cannot say which, so nobody knows where to send the referral. Name `profession` in the rule, or \
               `professions` in needs.yaml. The remark is made once a rule, for all its needs.",
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
#    ^^^^^^^^^^^^^^^^\n\
for = [\"loneliness\"]\n\
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
        if rule.route != Route::Ahp || rule.profession.is_some() {
            continue;
        }
        let without: Vec<&str> = (0..context.directory.needs.len())
            .map(NeedIndex::from_position)
            .filter(|need| rule.covers(Some(*need)))
            .map(|need| context.directory.need(need))
            .filter(|need| need.professions.is_empty())
            .map(|need| need.id.value.as_str())
            .collect();
        if !without.is_empty() {
            found.push(
                Diagnostic::new(
                    &CHECK.kind,
                    rule.id.span,
                    format!(
                        "`{}` sends to an AHP, but no profession takes {}",
                        rule.id.value,
                        without.join(", ")
                    ),
                )
                .help(
                    "give the rule a `profession`, or the needs their `professions` in needs.yaml",
                )
                .about(&rule.id.value),
            );
        }
    }
}
