//! Rules that are never the strongest to count, and do nothing else.

use super::proofs::{before_the_rules, clean_rules};
use super::{Check, Context, Run};
use crate::diagnostic::{Diagnostic, Kind, Severity};
use crate::route::prove::Failure;

pub(super) const CHECK: Check = Check {
    kind: Kind {
        id: "rule-never-decides",
        severity: Severity::Warning,
        summary: "a rule never decides anything",
        why: "Wherever it applies a stronger rule counts too, or it is set aside, so its route is never given. A rule with `do` or `hold` is there for those and is not meant. Proved over every possible case of every need.",
        avoid: &[(
            "routing.toml",
            concat!(
                before_the_rules!(),
                "[[rule]]\nid = \"default\"\nroute = \"active-signposting\"\ndo = [\"tea\"]\nwhy = \"Information is enough.\"\n[[rule]]\nid = \"repeated-falls\"\nfor = [\"falls\"]\nwhen = { falls-12-months = \"2+\" }\nroute = \"ahp\"\nwhy = \"Repeated falls are assessed.\"\n[[rule]]\nid = \"declined\"\nwhen = { agrees = \"no\" }\nroute = \"active-signposting\"\ninstead_of = [\"ahp\", \"company\"]\nwhy = \"The person does not agree.\"\n[[rule]]\nid = \"company\"\n#    ^^^^^^^^^\nfor = [\"falls\"]\nwhen = { agrees = \"no\", falls-12-months = \"1\" }\nroute = \"link-worker\"\nwhy = \"Always set aside by the decline.\"\n",
            ),
        )],
        prefer: &[("routing.toml", concat!(before_the_rules!(), clean_rules!()))],
    },
    run: Run::Directory(run),
};

fn run(context: &Context, found: &mut Vec<Diagnostic>) {
    let rules = &context.directory.rules;
    for failure in context.proofs() {
        let Failure::NeverDecides {
            rule,
            by,
            always_set_aside,
        } = failure
        else {
            continue;
        };
        let id = &rules.rule(*rule).id;
        let (message, label) = if *always_set_aside {
            ("is set aside wherever it applies", "sets it aside")
        } else {
            (
                "never decides: wherever it counts, a stronger rule does too",
                "is stronger where it counts",
            )
        };
        let mut finding =
            Diagnostic::new(&CHECK.kind, id.span, format!("`{}` {message}", id.value))
                .help("take it out, or give it the route or the conditions that were meant")
                .about(&id.value);
        for other in by {
            finding = finding.related(rules.rule(*other).id.span, label);
        }
        found.push(finding);
    }
}
