//! What is found in the layout of a service file: why it matters, an example that fires, and the same put right.

use crate::diagnostic::{Kind, Severity};

/// Every kind of finding about layout.
pub const ALL: &[&Kind] = &[
    &KEY_ORDER,
    &MISSING_FINAL_NEWLINE,
    &PHONE_SPACING,
    &POSTCODE_SPACING,
    &TRAILING_SPACE,
];

pub(super) const KEY_ORDER: Kind = Kind {
    id: "key-order",
    severity: Severity::Note,
    summary: "the keys of an entry are not in the order of the format",
    why: "Files that all read the same way are read faster, and a change shows as a change and nothing else. What the entry says stays the same. `signpost format` and `signpost check --fix` put keys in order; a comment goes with the key below it.",
    avoid: &[(
        "services/befriending/tea.yaml",
        "id: tea\n\
name: Tea and Talk\n\
organization: Colne Neighbours\n\
summary: Someone to chat to over a cup of tea.\n\
kind: community\n\
status: active\n\
needs: [loneliness]\n\
attending_type: [venue]\n\
attending_access: [self-referral]\n\
contact: {phone: 01632 960001}\n\
area: [colchester]\n\
assured: {by: directory coordinator, on: 2026-10-12}\n\
#                                    ^^\n",
    )],
    prefer: &[(
        "services/befriending/tea.yaml",
        "id: tea\n\
name: Tea and Talk\n\
organization: Colne Neighbours\n\
summary: Someone to chat to over a cup of tea.\n\
kind: community\n\
status: active\n\
needs: [loneliness]\n\
attending_type: [venue]\n\
attending_access: [self-referral]\n\
contact: {phone: 01632 960001}\n\
area: [colchester]\n\
assured: {on: 2026-10-12, by: directory coordinator}\n",
    )],
};

pub(super) const MISSING_FINAL_NEWLINE: Kind = Kind {
    id: "missing-final-newline",
    severity: Severity::Note,
    summary: "the last line of a file has no line break at its end",
    why: "The next line that somebody adds with a program would stand on the same line, and git shows the last line as changed when it is not. `signpost check --fix` adds it.",
    avoid: &[(
        "services/befriending/tea.yaml",
        "id: tea\n\
name: Tea and Talk\n\
organization: Colne Neighbours\n\
summary: Someone to chat to over a cup of tea.\n\
kind: community\n\
status: active\n\
needs: [loneliness]\n\
attending_type: [venue]\n\
attending_access: [self-referral]\n\
contact: {phone: 01632 960001}\n\
area: [colchester]\n\
assured: {on: 2026-10-12, by: directory coordinator}",
    )],
    prefer: &[(
        "services/befriending/tea.yaml",
        "id: tea\n\
name: Tea and Talk\n\
organization: Colne Neighbours\n\
summary: Someone to chat to over a cup of tea.\n\
kind: community\n\
status: active\n\
needs: [loneliness]\n\
attending_type: [venue]\n\
attending_access: [self-referral]\n\
contact: {phone: 01632 960001}\n\
area: [colchester]\n\
assured: {on: 2026-10-12, by: directory coordinator}\n",
    )],
};

pub(super) const PHONE_SPACING: Kind = Kind {
    id: "phone-spacing",
    severity: Severity::Note,
    summary: "a telephone number is not spaced as people read it",
    why: "Eleven digits in a row are read out wrongly and dialled wrongly. The area code stands apart: 01632 960001, 020 7946 0001, 0808 157 0001 (the area codes of Ofcom's numbering plan). A number that is already in groups after its area code stays as its owner writes it, and so does one with +44. `signpost check --fix` sets the spaces; the number stays the same.",
    avoid: &[(
        "services/befriending/tea.yaml",
        "id: tea\n\
name: Tea and Talk\n\
organization: Colne Neighbours\n\
summary: Someone to chat to over a cup of tea.\n\
kind: community\n\
status: active\n\
needs: [loneliness]\n\
attending_type: [venue]\n\
attending_access: [self-referral]\n\
contact: {phone: 01632960001}\n\
#                ^^^^^^^^^^^\n\
area: [colchester]\n\
assured: {on: 2026-10-12, by: directory coordinator}\n",
    )],
    prefer: &[(
        "services/befriending/tea.yaml",
        "id: tea\n\
name: Tea and Talk\n\
organization: Colne Neighbours\n\
summary: Someone to chat to over a cup of tea.\n\
kind: community\n\
status: active\n\
needs: [loneliness]\n\
attending_type: [venue]\n\
attending_access: [self-referral]\n\
contact: {phone: 01632 960001}\n\
area: [colchester]\n\
assured: {on: 2026-10-12, by: directory coordinator}\n",
    )],
};

pub(super) const POSTCODE_SPACING: Kind = Kind {
    id: "postcode-spacing",
    severity: Severity::Note,
    summary: "a postcode is not written with capitals and one space",
    why: "Postcodes are read aloud, typed into maps and looked for in files; `co11pj` is found by none of these. `signpost check --fix` writes it `CO1 1PJ`. Where people are sent stays the same.",
    avoid: &[(
        "services/befriending/tea.yaml",
        "id: tea\n\
name: Tea and Talk\n\
organization: Colne Neighbours\n\
summary: Someone to chat to over a cup of tea.\n\
kind: community\n\
status: active\n\
needs: [loneliness]\n\
attending_type: [venue]\n\
attending_access: [self-referral]\n\
contact: {phone: 01632 960001}\n\
locations: [{name: Town Hall, postcode: co11pj}]\n\
#                                       ^^^^^^\n\
area: [colchester]\n\
assured: {on: 2026-10-12, by: directory coordinator}\n",
    )],
    prefer: &[(
        "services/befriending/tea.yaml",
        "id: tea\n\
name: Tea and Talk\n\
organization: Colne Neighbours\n\
summary: Someone to chat to over a cup of tea.\n\
kind: community\n\
status: active\n\
needs: [loneliness]\n\
attending_type: [venue]\n\
attending_access: [self-referral]\n\
contact: {phone: 01632 960001}\n\
locations: [{name: Town Hall, postcode: CO1 1PJ}]\n\
area: [colchester]\n\
assured: {on: 2026-10-12, by: directory coordinator}\n",
    )],
};

pub(super) const TRAILING_SPACE: Kind = Kind {
    id: "trailing-space",
    severity: Severity::Note,
    summary: "a line ends in a space",
    why: "Nobody sees it, and the next editor that takes it away makes a change of a line where nothing has changed. Spaces inside a text after `|` belong to the text and are left alone. `signpost check --fix` takes the others away.",
    avoid: &[(
        "services/befriending/tea.yaml",
        "id: tea\n\
name: Tea and Talk\n\
organization: Colne Neighbours\n\
summary: Someone to chat to over a cup of tea.\n\
kind: community  \n\
#              ^^\n\
status: active\n\
needs: [loneliness]\n\
attending_type: [venue]\n\
attending_access: [self-referral]\n\
contact: {phone: 01632 960001}\n\
area: [colchester]\n\
assured: {on: 2026-10-12, by: directory coordinator}\n",
    )],
    prefer: &[(
        "services/befriending/tea.yaml",
        "id: tea\n\
name: Tea and Talk\n\
organization: Colne Neighbours\n\
summary: Someone to chat to over a cup of tea.\n\
kind: community\n\
status: active\n\
needs: [loneliness]\n\
attending_type: [venue]\n\
attending_access: [self-referral]\n\
contact: {phone: 01632 960001}\n\
area: [colchester]\n\
assured: {on: 2026-10-12, by: directory coordinator}\n",
    )],
};
