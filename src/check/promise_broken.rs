//! Promises of the rules that do not hold in every possible case.

use super::proofs::{
    before_the_rules, cases_in_words, clean_rules, needs_in_words, route_in_words, with_rules,
};
use super::{Check, Context, Run};
use crate::diagnostic::{Diagnostic, Kind, Severity};
use crate::model::rule::{Promise, RuleIndex};
use crate::route::prove::Failure;

/// More rules than this would hide the one that matters.
const MOST_NAMED: usize = 3;

pub(super) const CHECK: Check = Check {
    kind: Kind {
        id: "promise-broken",
        severity: Severity::Error,
        summary: "the rules do not keep a promise",
        why: "`[[always]]` and `[[never]]` are what the author of the rules promises about every case. Here is one in which it is broken, in as few facts as can be; whatever else is so, it is broken there. No exception in the settings excuses it.",
        avoid: &[(
            "routing.toml",
            concat!(
                before_the_rules!(),
                "[[rule]]\nid = \"default\"\nroute = \"active-signposting\"\ndo = [\"tea\"]\nwhy = \"Information is enough.\"\n[[rule]]\nid = \"repeated-falls\"\nfor = [\"falls\"]\nwhen = { falls-12-months = \"2+\" }\nroute = \"ahp\"\nwhy = \"Repeated falls are assessed.\"\n[[rule]]\nid = \"declined\"\nwhen = { agrees = \"no\" }\nroute = \"active-signposting\"\ninstead_of = [\"ahp\"]\nwhy = \"The person does not agree.\"\n[[always]]\nid = \"repeated-falls-reach-an-ahp\"\n#    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^\nfor = [\"falls\"]\nwhen = { falls-12-months = \"2+\" }\nroute = [\"ahp\", \"stop\"]\n",
            ),
        )],
        prefer: &[("routing.toml", concat!(before_the_rules!(), clean_rules!()))],
    },
    run: Run::Directory(run),
};

fn run(context: &Context, found: &mut Vec<Diagnostic>) {
    let rules = &context.directory.rules;
    for failure in context.proofs() {
        let (id, cases, promise) = match failure {
            Failure::PromiseBroken(place, cases) => {
                let invariant = &rules.invariants[*place];
                let promise = match invariant.promise {
                    Promise::Always => "always",
                    Promise::Never => "never",
                };
                (&invariant.id, cases, promise)
            }
            // Nothing in the language can bring this about; it is proved all the same.
            Failure::StopSetAside(rule, cases) => {
                (&rules.rule(*rule).id, cases, "a stop always stops")
            }
            _ => continue,
        };
        let message = format!(
            "`{}` ({promise}) is broken: {} gets {} {}",
            id.value,
            needs_in_words(context, &cases.needs),
            route_in_words(cases.route),
            cases_in_words(rules, &cases.class)
        );
        let finding = Diagnostic::new(&CHECK.kind, id.span, message)
            .help("change the rules, or the promise if it says more than was meant")
            .about(&id.value);
        let finding = with_rules(finding, context, cases);
        found.push(with_promised(finding, context, failure));
    }
}

/// Adds the rules that would keep the promise, look at what the cases name, and do not apply there: one of them has most
/// likely lost or gained a condition.
fn with_promised(mut finding: Diagnostic, context: &Context, failure: &Failure) -> Diagnostic {
    let rules = &context.directory.rules;
    let Failure::PromiseBroken(place, cases) = failure else {
        return finding;
    };
    let invariant = &rules.invariants[*place];
    if invariant.promise == Promise::Never {
        return finding;
    }
    let narrowed = |position: usize| cases.class[position] != rules.variables[position].all();
    let promised = rules.rules.iter().enumerate().filter(|(position, rule)| {
        let index = RuleIndex::from_position(*position);
        let mut looks = false;
        for condition in rule.when.iter().chain(&rule.unless) {
            condition.variables(&mut |variable, _, _| looks |= narrowed(variable.position()));
        }
        looks
            && invariant.route.contains(&rule.route)
            && rule.covers(cases.needs.first().copied())
            && cases.set_aside.iter().all(|(other, _)| *other != index)
    });
    for (_, rule) in promised.take(MOST_NAMED) {
        finding = finding.related(
            rule.id.span,
            "would keep the promise, and does not apply there",
        );
    }
    finding
}
