//! Rules whose condition holds in no possible case.

use super::proofs::{before_the_rules, clean_rules};
use super::{Check, Context, Run};
use crate::diagnostic::{Diagnostic, Kind, Severity};
use crate::route::prove::Failure;

pub(super) const CHECK: Check = Check {
    kind: Kind {
        id: "rule-never-applies",
        severity: Severity::Warning,
        summary: "a rule can never apply",
        why: "Somebody wrote it for a reason, and it does nothing. Its conditions contradict each other, it covers no need, or only cases that `[[impossible]]` leaves out meet them. Proved over every possible case.",
        avoid: &[(
            "routing.toml",
            concat!(
                before_the_rules!(),
                "[[rule]]\nid = \"default\"\nroute = \"active-signposting\"\ndo = [\"tea\"]\nwhy = \"Information is enough.\"\n[[rule]]\nid = \"repeated-falls\"\nfor = [\"falls\"]\nwhen = { falls-12-months = \"2+\" }\nroute = \"ahp\"\nwhy = \"Repeated falls are assessed.\"\n[[rule]]\nid = \"declined\"\nwhen = { agrees = \"no\" }\nroute = \"active-signposting\"\ninstead_of = [\"ahp\"]\nwhy = \"The person does not agree.\"\n[[rule]]\nid = \"contradicts-itself\"\n#    ^^^^^^^^^^^^^^^^^^^^\nwhen = { falls-12-months = \"0\", all = [ { falls-12-months = \"1\" } ] }\nroute = \"link-worker\"\nwhy = \"Nobody has fallen both never and once.\"\n",
            ),
        )],
        prefer: &[("routing.toml", concat!(before_the_rules!(), clean_rules!()))],
    },
    run: Run::Directory(run),
};

fn run(context: &Context, found: &mut Vec<Diagnostic>) {
    for failure in context.proofs() {
        let Failure::NeverApplies(rule) = failure else {
            continue;
        };
        let id = &context.directory.rules.rule(*rule).id;
        found.push(
            Diagnostic::new(
                &CHECK.kind,
                id.span,
                format!("`{}` can never apply", id.value),
            )
            .help("take out the condition that contradicts another, or the rule")
            .about(&id.value),
        );
    }
}
