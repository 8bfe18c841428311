//! Facts whose rising gives a weaker route, against a promise.

use super::proofs::{
    before_the_rules, cases_in_words, clean_rules, needs_in_words, route_in_words, value_in_words,
    with_rules,
};
use super::{Check, Context, Run};
use crate::diagnostic::{Diagnostic, Kind, Severity};
use crate::route::prove::Failure;

pub(super) const CHECK: Check = Check {
    kind: Kind {
        id: "weaker-when-raised",
        severity: Severity::Error,
        summary: "more of a fact gives a weaker route",
        why: "`[[never_weaker]]` promises that more of these facts never gives a weaker route, with everything else equal. Here is a step that does. No exception in the settings excuses it.",
        avoid: &[(
            "routing.toml",
            concat!(
                before_the_rules!(),
                "[[rule]]\nid = \"default\"\nroute = \"active-signposting\"\ndo = [\"tea\"]\nwhy = \"Information is enough.\"\n[[rule]]\nid = \"one-fall\"\nfor = [\"falls\"]\nwhen = { falls-12-months = \"1\" }\nroute = \"ahp\"\nwhy = \"One fall is assessed; more were forgotten.\"\n[[rule]]\nid = \"declined\"\nwhen = { agrees = \"no\" }\nroute = \"active-signposting\"\ninstead_of = [\"ahp\"]\nwhy = \"The person does not agree.\"\n[[never_weaker]]\nid = \"more-falls\"\n#    ^^^^^^^^^^^^\nfacts = [\"falls-12-months\"]\n",
            ),
        )],
        prefer: &[("routing.toml", concat!(before_the_rules!(), clean_rules!()))],
    },
    run: Run::Directory(run),
};

fn run(context: &Context, found: &mut Vec<Diagnostic>) {
    let rules = &context.directory.rules;
    for failure in context.proofs() {
        let Failure::Weaker {
            never_weaker,
            variable,
            to,
            after,
            before,
            ..
        } = failure
        else {
            continue;
        };
        let id = &rules.never_weaker[*never_weaker].id;
        let fact = rules.fact(rules.variables[variable.position()].fact);
        // The class names the fact with the value before, so it need not be said twice.
        let message = format!(
            "`{}` is broken: {} goes from {} to {} when `{}` rises to {}, {}",
            id.value,
            needs_in_words(context, &before.needs),
            route_in_words(before.route),
            route_in_words(*after),
            fact.id.value,
            value_in_words(rules, *variable, *to),
            cases_in_words(rules, &before.class)
        );
        let finding = Diagnostic::new(&CHECK.kind, id.span, message)
            .help("change the rules, or take the fact out of `facts` if less of it may be more")
            .about(&id.value);
        found.push(with_rules(finding, context, before));
    }
}
