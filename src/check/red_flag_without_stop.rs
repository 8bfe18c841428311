//! Red flags that no rule stops on.

use super::condition::known;
use super::{Check, Context, Run};
use crate::diagnostic::{Diagnostic, Kind, Severity};
use crate::model::fact::VariableIndex;
use crate::model::rule::{Route, Rule};

pub(super) const CHECK: Check = Check {
    kind: Kind {
        id: "red-flag-without-stop",
        severity: Severity::Error,
        summary: "no rule stops on a red flag",
        why: "A red flag answered yes has to stop whatever else is true. There has to be a rule with `route = \"stop\"` and without `for` \
               that holds as soon as the flag is yes, with nothing else known. Several flags in one `any` are seen; a stop that follows only \
               from several rules taken together is not.",
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
[facts.chest-pain]\n\
#      ^^^^^^^^^^\n\
ask = \"Is there pain in the chest?\"\n\
red_flag = true\n\
unsure_do = \"call-999\"\n\
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
[facts.chest-pain]\n\
ask = \"Is there pain in the chest?\"\n\
red_flag = true\n\
unsure_do = \"call-999\"\n\
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
id = \"stop-chest-pain\"\n\
when = { chest-pain = \"yes\" }\n\
route = \"stop\"\n\
do = [\"call-999\"]\n\
why = \"It may be the heart.\"\n\
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
    let rules = &context.directory.rules;
    for index in rules.red_flags() {
        let Some((variable, _)) = rules.variables_of(index).next() else {
            continue;
        };
        let stops = rules
            .rules
            .iter()
            .any(|rule| rule.route == Route::Stop && rule.for_.is_none() && holds(rule, variable));
        if !stops {
            let fact = rules.fact(index);
            found.push(
                Diagnostic::new(
                    &CHECK.kind,
                    fact.id.span,
                    format!("no rule stops as soon as `{}` is yes", fact.id.value),
                )
                .help("add a rule with `route = \"stop\"`, without `for`, whose `when` is this fact alone")
                .about(&fact.id.value),
            );
        }
    }
}

/// True where the rule applies for certain once this flag is yes.
fn holds(rule: &Rule, flag: VariableIndex) -> bool {
    let when = rule
        .when
        .as_ref()
        .is_none_or(|when| known(when, flag) == Some(true));
    let unless = rule
        .unless
        .as_ref()
        .is_some_and(|unless| known(unless, flag) != Some(false));
    when && !unless
}
