//! Promises that are about no possible case.

use super::proofs::{before_the_rules, clean_rules};
use super::{Check, Context, Run};
use crate::diagnostic::{Diagnostic, Kind, Severity};
use crate::route::prove::Failure;

pub(super) const CHECK: Check = Check {
    kind: Kind {
        id: "promise-without-case",
        severity: Severity::Warning,
        summary: "a promise is about no possible case",
        why: "It holds only because it says nothing, so it protects nobody. Its conditions contradict each other, or only cases that `[[impossible]]` leaves out meet them.",
        avoid: &[(
            "routing.toml",
            concat!(
                before_the_rules!(),
                "[[rule]]\nid = \"default\"\nroute = \"active-signposting\"\ndo = [\"tea\"]\nwhy = \"Information is enough.\"\n[[rule]]\nid = \"repeated-falls\"\nfor = [\"falls\"]\nwhen = { falls-12-months = \"2+\" }\nroute = \"ahp\"\nwhy = \"Repeated falls are assessed.\"\n[[rule]]\nid = \"declined\"\nwhen = { agrees = \"no\" }\nroute = \"active-signposting\"\ninstead_of = [\"ahp\"]\nwhy = \"The person does not agree.\"\n[[never]]\nid = \"both-at-once\"\n#    ^^^^^^^^^^^^^^\nwhen = { agrees = \"no\", all = [ { agrees = \"yes\" } ] }\nroute = \"ahp\"\n",
            ),
        )],
        prefer: &[("routing.toml", concat!(before_the_rules!(), clean_rules!()))],
    },
    run: Run::Directory(run),
};

fn run(context: &Context, found: &mut Vec<Diagnostic>) {
    for failure in context.proofs() {
        let Failure::PromiseWithoutCase(place) = failure else {
            continue;
        };
        let id = &context.directory.rules.invariants[*place].id;
        found.push(
            Diagnostic::new(
                &CHECK.kind,
                id.span,
                format!("`{}` is about no possible case", id.value),
            )
            .help("take out the condition that contradicts another, or the promise")
            .about(&id.value),
        );
    }
}
