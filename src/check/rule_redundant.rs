//! Rules without which every decision would be the same.

use super::proofs::{before_the_rules, clean_rules};
use super::{Check, Context, Run};
use crate::diagnostic::{Diagnostic, Kind, Severity};
use crate::route::prove::Failure;

pub(super) const CHECK: Check = Check {
    kind: Kind {
        id: "rule-redundant",
        severity: Severity::Warning,
        summary: "without the rule every decision would be the same",
        why: "Other rules already give the same route, actions, holds and professions wherever it counts. A rule that seems to do something and does not is a trap for whoever edits the others. Proved over every possible case of every need.",
        avoid: &[(
            "routing.toml",
            concat!(
                before_the_rules!(),
                "[[rule]]\nid = \"default\"\nroute = \"active-signposting\"\ndo = [\"tea\"]\nwhy = \"Information is enough.\"\n[[rule]]\nid = \"repeated-falls\"\nfor = [\"falls\"]\nwhen = { falls-12-months = \"2+\" }\nroute = \"ahp\"\nwhy = \"Repeated falls are assessed.\"\n[[rule]]\nid = \"declined\"\nwhen = { agrees = \"no\" }\nroute = \"active-signposting\"\ninstead_of = [\"ahp\"]\nwhy = \"The person does not agree.\"\n[[rule]]\nid = \"falls-more-often\"\n#    ^^^^^^^^^^^^^^^^^^\nfor = [\"falls\"]\nwhen = { falls-12-months = \"2+\", agrees = \"yes\" }\nroute = \"ahp\"\nwhy = \"Repeated falls are assessed where the person agrees.\"\n",
            ),
        )],
        prefer: &[("routing.toml", concat!(before_the_rules!(), clean_rules!()))],
    },
    run: Run::Directory(run),
};

fn run(context: &Context, found: &mut Vec<Diagnostic>) {
    let rules = &context.directory.rules;
    for failure in context.proofs() {
        let Failure::Redundant { rule, beside } = failure else {
            continue;
        };
        let id = &rules.rule(*rule).id;
        let message = format!("without `{}` every decision would be the same", id.value);
        let mut finding = Diagnostic::new(&CHECK.kind, id.span, message)
            .help("take it out, or make it say what the others do not")
            .about(&id.value);
        for other in beside {
            finding = finding.related(rules.rule(*other).id.span, "gives the same route there");
        }
        found.push(finding);
    }
}
