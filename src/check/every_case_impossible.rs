//! Impossible cases that leave no case at all.

use super::proofs::{before_the_rules, clean_rules};
use super::{Check, Context, Run};
use crate::diagnostic::{Diagnostic, Kind, Severity};
use crate::model::settings::start_of;
use crate::route::prove::Failure;

pub(super) const CHECK: Check = Check {
    kind: Kind {
        id: "every-case-impossible",
        severity: Severity::Error,
        summary: "the impossible cases leave no case at all",
        why: "Proofs leave out what `[[impossible]]` says nobody can be in. If that is every case, everything is proved about nobody.",
        avoid: &[(
            "routing.toml",
            concat!(
                before_the_rules!(),
                "[[rule]]\nid = \"default\"\nroute = \"active-signposting\"\ndo = [\"tea\"]\nwhy = \"Information is enough.\"\n[[rule]]\nid = \"repeated-falls\"\nfor = [\"falls\"]\nwhen = { falls-12-months = \"2+\" }\nroute = \"ahp\"\nwhy = \"Repeated falls are assessed.\"\n[[rule]]\nid = \"declined\"\nwhen = { agrees = \"no\" }\nroute = \"active-signposting\"\ninstead_of = [\"ahp\"]\nwhy = \"The person does not agree.\"\n[[impossible]]\nid = \"never-agrees\"\nwhen = { agrees = \"no\" }\n[[impossible]]\nid = \"always-agrees\"\nwhen = { agrees = \"yes\" }\n",
            ),
        )],
        prefer: &[("routing.toml", concat!(before_the_rules!(), clean_rules!()))],
    },
    run: Run::Directory(run),
};

fn run(context: &Context, found: &mut Vec<Diagnostic>) {
    let first = context.directory.rules.rules.first();
    let is_so = context.proofs().contains(&Failure::EverythingImpossible);
    if let Some(first) = first.filter(|_| is_so) {
        found.push(
            Diagnostic::new(
                &CHECK.kind,
                start_of(first.id.span.file),
                "the impossible cases together leave no case at all",
            )
            .help("take out one `[[impossible]]`, or narrow it")
            .about("routing.toml"),
        );
    }
}
