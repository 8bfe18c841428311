//! Cases that no rule gives a route.

use super::proofs::{before_the_rules, cases_in_words, clean_rules, needs_in_words, with_rules};
use super::{Check, Context, Run};
use crate::diagnostic::{Diagnostic, Kind, Severity};
use crate::model::settings::start_of;
use crate::route::prove::Failure;

pub(super) const CHECK: Check = Check {
    kind: Kind {
        id: "case-without-route",
        severity: Severity::Error,
        summary: "there are cases that no rule gives a route",
        why: "The plan would have nothing to say about a person with these answers. Give a rule without `when` the route that everybody gets at least. Proved over every possible case of every need.",
        avoid: &[(
            "routing.toml",
            concat!(
                before_the_rules!(),
                "# Nobody who has fallen less than twice and agrees gets anything.\n[[rule]]\nid = \"default\"\nfor = [\"loneliness\", \"medical-emergency\"]\nroute = \"active-signposting\"\ndo = [\"tea\"]\nwhy = \"Information is enough.\"\n[[rule]]\nid = \"repeated-falls\"\nfor = [\"falls\"]\nwhen = { falls-12-months = \"2+\" }\nroute = \"ahp\"\nwhy = \"Repeated falls are assessed.\"\n[[rule]]\nid = \"declined\"\nfor = [\"falls\"]\nwhen = { agrees = \"no\" }\nroute = \"active-signposting\"\ninstead_of = [\"ahp\"]\nwhy = \"The person does not agree.\"\n",
            ),
        )],
        prefer: &[("routing.toml", concat!(before_the_rules!(), clean_rules!()))],
    },
    run: Run::Directory(run),
};

fn run(context: &Context, found: &mut Vec<Diagnostic>) {
    let rules = &context.directory.rules;
    for failure in context.proofs() {
        let (Failure::Gap(cases), Some(first)) = (failure, rules.rules.first()) else {
            continue;
        };
        let message = format!(
            "no rule gives {} a route {}",
            needs_in_words(context, &cases.needs),
            cases_in_words(rules, &cases.class)
        );
        let finding = Diagnostic::new(&CHECK.kind, start_of(first.id.span.file), message)
            .help("add a rule without `when` for the least that everybody gets")
            .about("routing.toml");
        found.push(with_rules(finding, context, cases));
    }
}
