//! Areas made of local authorities that do not exist, or no longer do.

mod successor;

use self::successor::successor;
use super::{Check, Context};
use crate::diagnostic::{Diagnostic, Kind, Severity};

pub(super) const CHECK: Check = Check {
    kind: Kind {
        id: "authority-unknown",
        severity: Severity::Warning,
        summary: "the code of a local authority is not in the table of postcodes",
        why: "Every postcode carries the code of the council it lies in today. An area with an old code holds nobody, \
               and every service that names it is offered to nobody. Where the council was merged or given a new code, \
               the new one is named (sources: the orders that made the new councils of 2019 to 2023, and the ONS code \
               history); a merged council is larger than the old one, so postcode districts may say better what is \
               meant. Northern Ireland is not in the table, and is left alone.",
        avoid: &[(
            "areas.yaml",
            "areas:\n\
\x20 - id: colchester\n\
\x20   label: Colchester\n\
\x20   authorities: [E07000071]\n\
\x20 - id: craven\n\
\x20   label: Craven\n\
\x20   authorities: [E07000163]\n\
#                 ^^^^^^^^^\n",
        )],
        prefer: &[(
            "areas.yaml",
            "areas:\n\
\x20 - id: colchester\n\
\x20   label: Colchester\n\
\x20   authorities: [E07000071]\n\
\x20 - id: craven\n\
\x20   label: Craven\n\
\x20   authorities: [E06000065]\n",
        )],
    },
    run,
};

fn run(context: &Context, found: &mut Vec<Diagnostic>) {
    let Some(table) = context.table else { return };
    for area in &context.directory.areas {
        for code in &area.authorities {
            // The table holds Great Britain.
            if code.value.starts_with('N') || table.has_authority(&code.value) {
                continue;
            }
            let (message, help) = in_words(&code.value);
            found.push(
                Diagnostic::new(&CHECK.kind, code.span, message)
                    .help(help)
                    .about(&area.id.value),
            );
        }
    }
}

/// What is wrong with a code that the table does not hold, and what to do.
fn in_words(code: &str) -> (String, String) {
    if let Some((new, name)) = successor(code) {
        return (
            format!("`{code}` is an old code; the place is in `{new}` ({name}) today"),
            format!("write `{new}` if all of {name} is meant, or list postcode districts"),
        );
    }
    let kind = match &code[..3] {
        "E10" | "E11" => "a county, whose districts have codes of their own",
        "E12" => "a region",
        "E92" | "S92" | "W92" => "a country",
        "E05" | "S13" | "W05" => "a ward",
        _ => {
            return (
                format!("the authority `{code}` is not in the table"),
                "look it up; if it is new and right, allow it in signpost.toml until the table is newer"
                    .to_owned(),
            );
        }
    };
    (
        format!("`{code}` is the code of {kind}"),
        "list the codes of its local authorities, such as E07000071, or postcode districts"
            .to_owned(),
    )
}

#[cfg(test)]
mod tests {
    use super::in_words;

    #[test]
    fn a_county_is_called_a_county() {
        let (message, _) = in_words("E10000012");
        assert!(message.contains("a county"), "{message}");
        let (message, _) = in_words("E07000999");
        assert!(message.contains("not in the table"), "{message}");
    }
}
