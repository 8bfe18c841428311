//! Facts that no rule looks at.

use super::{Check, Context, Run};
use crate::diagnostic::{Diagnostic, Kind, Severity};
use crate::model::fact::FactIndex;
use crate::model::rule::{Route, SAFE_CONTACT_FACT, TURNED_AWAY_FACT};
use std::collections::BTreeSet;

pub(super) const CHECK: Check = Check {
    kind: Kind {
        id: "fact-unused",
        severity: Severity::Warning,
        summary: "no rule looks at a fact",
        why: "Somebody answers a question and nothing comes of it, or a rule was meant to look at it and looks at another. Only `when` and \
               `unless` of a rule count: what is promised about a fact does not use it. Red flags have a check of their own, \
               `red-flag-without-stop`; `safe-contact`, `turned-away` and the facts about agreement are used by every plan.",
        avoid: &[(
            "routing.toml",
            r#"version = "1"
owner = "clinical lead"
review = 2027-05-31
[facts.falls-12-months]
ask = "How many falls in the last twelve months?"
band = ["0", "1", "2+"]
[facts.unsteady]
#      ^^^^^^^^
ask = "Are they unsteady on their feet?"
[[rule]]
id = "default"
route = "active-signposting"
why = "Information is enough."
[[rule]]
id = "repeated-falls"
for = ["falls"]
when = { falls-12-months = "2+" }
route = "ahp"
why = "Repeated falls are assessed."
[[never_weaker]]
id = "more-unsteady"
facts = ["unsteady"]
"#,
        )],
        prefer: &[(
            "routing.toml",
            r#"version = "1"
owner = "clinical lead"
review = 2027-05-31
[facts.falls-12-months]
ask = "How many falls in the last twelve months?"
band = ["0", "1", "2+"]
[facts.unsteady]
ask = "Are they unsteady on their feet?"
[[rule]]
id = "default"
route = "active-signposting"
why = "Information is enough."
[[rule]]
id = "falls"
for = ["falls"]
when = { any = [ { falls-12-months = "2+" }, { unsteady = "yes" } ] }
route = "ahp"
why = "Repeated falls are assessed, and so is being unsteady."
[[never_weaker]]
id = "more-unsteady"
facts = ["unsteady"]
"#,
        )],
    },
    run: Run::Directory(run),
};

fn run(context: &Context, found: &mut Vec<Diagnostic>) {
    let rules = &context.directory.rules;
    let mut used: BTreeSet<FactIndex> = BTreeSet::new();
    for rule in &rules.rules {
        for condition in rule.when.iter().chain(&rule.unless) {
            condition.variables(&mut |variable, _, _| {
                used.insert(rules.variables[variable.position()].fact);
            });
        }
    }
    let unused = (0..rules.facts.len())
        .map(FactIndex::from_position)
        .filter(|index| !used.contains(index))
        .map(|index| rules.fact(index))
        .filter(|fact| !fact.is_red_flag() && !has_fixed_name(&fact.id.value));
    for fact in unused {
        found.push(
            Diagnostic::new(
                &CHECK.kind,
                fact.id.span,
                format!("no rule looks at the fact `{}`", fact.id.value),
            )
            .help("name it in a rule, or take the question away")
            .about(&fact.id.value),
        );
    }
}

/// True for the facts whose names belong to the format: plans use them without any rule.
fn has_fixed_name(id: &str) -> bool {
    [SAFE_CONTACT_FACT, TURNED_AWAY_FACT].contains(&id)
        || Route::ALL
            .iter()
            .any(|route| route.agreement_fact() == Some(id))
}
