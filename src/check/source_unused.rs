//! Sources that no rule cites.

use super::{Check, Context, Run};
use crate::diagnostic::{Diagnostic, Kind, Severity};
use std::collections::BTreeSet;

pub(super) const CHECK: Check = Check {
    kind: Kind {
        id: "source-unused",
        severity: Severity::Note,
        summary: "no rule cites a source",
        why: "A list of sources says what stands behind the rules. One that no rule cites lends its name to rules that do not come from it, \
               or a rule lost its `cite`.",
        avoid: &[(
            "routing.toml",
            r#"version = "1"
owner = "clinical lead"
review = 2027-05-31
[sources.falls]
title = "A guideline about falls"
[sources.carers]
#        ^^^^^^
title = "A guideline about carers"
[facts.falls-12-months]
ask = "How many falls in the last twelve months?"
band = ["0", "1", "2+"]
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
cite = "falls: section 1"
"#,
        )],
        prefer: &[(
            "routing.toml",
            r#"version = "1"
owner = "clinical lead"
review = 2027-05-31
[sources.falls]
title = "A guideline about falls"
[facts.falls-12-months]
ask = "How many falls in the last twelve months?"
band = ["0", "1", "2+"]
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
cite = "falls: section 1"
"#,
        )],
    },
    run: Run::Directory(run),
};

fn run(context: &Context, found: &mut Vec<Diagnostic>) {
    let rules = &context.directory.rules;
    let cited: BTreeSet<&str> = rules
        .rules
        .iter()
        .filter_map(|rule| rule.cite.as_ref())
        .map(|cite| rules.source(cite.source).id.value.as_str())
        .collect();
    let unused = rules
        .sources
        .iter()
        .filter(|source| !cited.contains(source.id.value.as_str()));
    for source in unused {
        found.push(
            Diagnostic::new(
                &CHECK.kind,
                source.id.span,
                format!("no rule cites the source `{}`", source.id.value),
            )
            .help("cite it where a rule comes from it, or take it away")
            .about(&source.id.value),
        );
    }
}
