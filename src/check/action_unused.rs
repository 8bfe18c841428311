//! Actions that nothing asks anybody to do.

use super::{Check, Context, Run};
use crate::diagnostic::{Diagnostic, Kind, Severity};

pub(super) const CHECK: Check = Check {
    kind: Kind {
        id: "action-unused",
        severity: Severity::Note,
        summary: "no rule asks for an action",
        why: "What stands in `[actions]` looks as if somebody were told to do it, but only `do` of a rule and `unsure_do` of a red flag say it to \
               anybody. Often a rule was meant to name it.",
        avoid: &[(
            "routing.toml",
            r#"version = "1"
owner = "clinical lead"
review = 2027-05-31
[actions.tea]
label = "Tell them about the tea."
service = "tea"
[actions.ring-back]
#        ^^^^^^^^^
label = "Ring them back within a week."
[facts.falls-12-months]
ask = "How many falls in the last twelve months?"
band = ["0", "1", "2+"]
[[rule]]
id = "default"
route = "active-signposting"
do = ["tea"]
why = "Information is enough."
[[rule]]
id = "repeated-falls"
for = ["falls"]
when = { falls-12-months = "2+" }
route = "ahp"
why = "Repeated falls are assessed."
"#,
        )],
        prefer: &[(
            "routing.toml",
            r#"version = "1"
owner = "clinical lead"
review = 2027-05-31
[actions.tea]
label = "Tell them about the tea."
service = "tea"
[actions.ring-back]
label = "Ring them back within a week."
[facts.falls-12-months]
ask = "How many falls in the last twelve months?"
band = ["0", "1", "2+"]
[[rule]]
id = "default"
route = "active-signposting"
do = ["tea", "ring-back"]
why = "Information is enough."
[[rule]]
id = "repeated-falls"
for = ["falls"]
when = { falls-12-months = "2+" }
route = "ahp"
why = "Repeated falls are assessed."
"#,
        )],
    },
    run: Run::Directory(run),
};

fn run(context: &Context, found: &mut Vec<Diagnostic>) {
    let rules = &context.directory.rules;
    let of_rules = rules.rules.iter().flat_map(|rule| rule.do_.iter().copied());
    let of_facts = rules.facts.iter().filter_map(|fact| fact.unsure_do);
    let mut used = vec![false; rules.actions.len()];
    for action in of_rules.chain(of_facts) {
        used[action.position()] = true;
    }
    let unused = rules
        .actions
        .iter()
        .zip(used)
        .filter(|(_, used)| !used)
        .map(|(action, _)| action);
    for action in unused {
        found.push(
            Diagnostic::new(
                &CHECK.kind,
                action.id.span,
                format!("nothing asks for the action `{}`", action.id.value),
            )
            .help("name it in `do` of a rule, or take it away")
            .about(&action.id.value),
        );
    }
}
