//! The safety net: whoever a stop sends people to has to be there.

use super::{Check, Context, Run, is_running};
use crate::diagnostic::{Diagnostic, Kind, Severity};
use crate::model::rule::ActionBy;
use crate::source::Span;

pub(super) const CHECK: Check = Check {
    kind: Kind {
        id: "stop-action-service",
        severity: Severity::Error,
        summary: "a stop sends people to a service that is missing, closed or unconfirmed",
        why: "A stop is printed to somebody in danger. Where the service it names cannot be read, has closed, or was not confirmed within \
               the review period without an exception for `review-overdue` in signpost.toml, the directory refuses to answer, as it does on \
               broken rules. No exception silences this.",
        avoid: &[(
            "routing.toml",
            "version = \"1\"\n\
owner = \"clinical lead\"\n\
review = 2027-05-31\n\
[actions.call-999]\n\
label = \"Ring 999 now.\"\n\
urgency = \"now\"\n\
service = \"emergancy\"\n\
#         ^^^^^^^^^^^\n\
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
    for action in context.stop_actions() {
        let (span, problem, place) = match &action.by {
            None => continue,
            Some(ActionBy::Service(id)) => match problem(context, id) {
                Some((problem, place)) => (id.span, problem, place),
                None => continue,
            },
            Some(ActionBy::KindForNeed(kind, need)) => {
                if context.somebody_takes(*kind, *need) {
                    continue;
                }
                let need = &context.directory.need(*need).id.value;
                let problem = format!(
                    "a stop sends people to any `{kind}` service for `{need}`, and none is running and confirmed"
                );
                (action.id.span, problem, None)
            }
        };
        let mut finding = Diagnostic::new(&CHECK.kind, span, problem)
            .help("mend the entry, or name a service that is there; until then nothing is answered")
            .about(&action.id.value);
        if let Some(place) = place {
            finding = finding.related(place, "the entry says so here");
        }
        found.push(finding);
    }
}

/// What is wrong with the service that a stop action names, and where its entry says so.
fn problem(context: &Context, id: &str) -> Option<(String, Option<Span>)> {
    let Some(service) = context.directory.service_by_id(id) else {
        let problem = if context.left_out(id) {
            format!("a stop sends people to `{id}`, whose entry cannot be read")
        } else {
            format!("a stop sends people to `{id}`, which is not in the directory")
        };
        return Some((problem, None));
    };
    if !is_running(service) {
        let problem = format!(
            "a stop sends people to `{id}`, which is {}",
            service.status.value
        );
        return Some((problem, Some(service.status.span)));
    }
    if !context.is_current(service) {
        let problem = format!(
            "a stop sends people to `{id}`, which was last confirmed on {}",
            service.assured.on.value
        );
        return Some((problem, Some(service.assured.on.span)));
    }
    None
}
