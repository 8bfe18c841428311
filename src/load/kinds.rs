//! Everything the loader can find wrong, with an example of each.
//!
//! The examples are laid over a small clean directory; a line of carets marks the place of the finding above it.

use crate::diagnostic::{Kind, Severity};

/// Every kind of finding of the loader.
pub const ALL: &[&Kind] = &[
    &AS_OF_IN_REAL_DIRECTORY,
    &ASKED_IN_FUTURE,
    &BROKEN_TEXT,
    &CONFIDENTIAL_ADDRESS,
    &DUPLICATE_ID,
    &DUPLICATE_KEY,
    &EMPTY_FILE,
    &FILE_TOO_LARGE,
    &ID_NOT_FILE_NAME,
    &IMPOSSIBLE_POSTCODE,
    &INSTEAD_OF_CYCLE,
    &MALFORMED_VALUE,
    &MISPLACED_KEY,
    &MISSING_FILE,
    &MISSING_KEY,
    &NESTED_TOO_DEEP,
    &PERSONAL_DATA,
    &SECOND_DOCUMENT,
    &STOP_SET_ASIDE,
    &STRAY_FILE,
    &TOML_SYNTAX,
    &UNKNOWN_KEY,
    &UNKNOWN_NAME,
    &UNKNOWN_WORD,
    &WRONG_SHAPE,
    &YAML_ANCHOR,
    &YAML_SYNTAX,
];

const TEA: &str = "services/befriending/tea.yaml";

/// A clean entry, as every `prefer` shows it.
macro_rules! clean_tea {
    () => {
        "id: tea
name: Tea and Talk
organization: Colne Neighbours
summary: Someone to chat to over a cup of tea.
kind: community
status: active
needs: [loneliness]
attending_type: [venue]
attending_access: [self-referral]
contact: {phone: 01632 960001}
area: [colchester]
assured: {on: 2026-10-12, by: directory coordinator}
"
    };
}
/// The clean entry up to `contact`, so that an example can break what follows.
macro_rules! tea_start {
    () => {
        "id: tea
name: Tea and Talk
organization: Colne Neighbours
summary: Someone to chat to over a cup of tea.
kind: community
status: active
attending_type: [venue]
attending_access: [self-referral]
area: [colchester]
assured: {on: 2026-10-12, by: directory coordinator}
"
    };
}

/// A `prefer` that is the clean entry.
const CLEAN: &[(&str, &str)] = &[(TEA, clean_tea!())];

macro_rules! kinds {
    ($($(#[$doc:meta])* $name:ident = $id:literal, $severity:ident, $summary:literal, $why:literal, avoid $avoid:expr, prefer $prefer:expr;)+) => {
        $($(#[$doc])* pub const $name: Kind = Kind {
            id: $id, severity: Severity::$severity, summary: $summary, why: $why, avoid: $avoid, prefer: $prefer,
        };)+
    };
}

kinds! {
    /// `as_of` outside a demonstration.
    AS_OF_IN_REAL_DIRECTORY = "as-of-in-real-directory", Error,
        "a real directory pretends that today is another day",
        "Hours, capacity and review dates are judged by today's date. A directory for real people that fixes its own \
         date would call old entries fresh for ever.",
        avoid &[("signpost.toml", "name = \"Small directory\"\nreview_days = 180\ndemonstration = false\nas_of = 2026-11-23\n#       ^^^^^^^^^^\n")],
        prefer &[("signpost.toml", "name = \"Small directory\"\nreview_days = 180\ndemonstration = false\n")];

    /// Bytes that are not UTF-8.
    BROKEN_TEXT = "broken-text", Error,
        "a file is not UTF-8 text",
        "Names and telephone numbers would be shown with wrong letters. Save the file as UTF-8. (There is no example \
         here because the example would have to be broken text.)",
        avoid &[], prefer &[];

    /// A confidential place that is told.
    CONFIDENTIAL_ADDRESS = "confidential-address", Error,
        "a place that must not be told has an address",
        "A refuge whose address is in the directory can be found by the person its guests fled from. Keep only the \
         postcode district. Deleting the line is not enough: git keeps every version, so its history must be cleaned \
         (`git filter-repo`), and everybody who has a copy must be told.",
        avoid &[(TEA, concat!(tea_start!(), "needs: [loneliness]\ncontact: {phone: 01632 960001}\nlocations:\n  - confidential: yes\n    district: CO1\n    postcode: CO1 1JB\n#             ^^^^^^^\n"))],
        prefer &[(TEA, concat!(tea_start!(), "needs: [loneliness]\ncontact: {phone: 01632 960001}\nlocations:\n  - {confidential: yes, district: CO1}\n"))];

    /// One id for two entries.
    DUPLICATE_ID = "duplicate-id", Error,
        "two entries have the same id",
        "Rules, leaflets and bookmarks name entries by id; with two of them, people would be sent to the wrong one.",
        avoid &[("services/tea/tea.yaml", concat!(clean_tea!(), "# the same id stands in another folder\n"))],
        prefer &[("services/tea/coffee.yaml", "id: coffee\nname: Coffee and Talk\norganization: Colne Neighbours\nsummary: Someone to chat to over a cup of coffee.\nkind: community\nstatus: active\nneeds: [loneliness]\nattending_type: [venue]\nattending_access: [self-referral]\ncontact: {phone: 01632 960002}\narea: [colchester]\nassured: {on: 2026-10-12, by: directory coordinator}\n")];

    /// A key twice in one entry.
    DUPLICATE_KEY = "duplicate-key", Error,
        "a key is given twice",
        "Most programs keep one of the two in silence: the telephone number you see may not be the one that is used.",
        avoid &[(TEA, concat!(tea_start!(), "needs: [loneliness]\ncontact: {phone: 01632 960001}\nstatus: defunct\n#^^^^^\n"))],
        prefer CLEAN;

    /// Nothing in a file.
    EMPTY_FILE = "empty-file", Error,
        "a file is empty",
        "An empty file in place of an entry usually means that something was lost on the way.",
        avoid &[(TEA, "\n")], prefer CLEAN;

    /// More than 1 MiB.
    FILE_TOO_LARGE = "file-too-large", Error,
        "a file is over 1 MiB",
        "No entry is that long; such a file is a mistake or an attack, and reading it would slow everything down.",
        avoid &[], prefer &[];

    /// An entry in a file of another name.
    ID_NOT_FILE_NAME = "id-not-file-name", Error,
        "an entry's id is not the name of its file",
        "People look for an entry by its file, and programs by its id; when they differ, one of them is out of date.",
        avoid &[(TEA, "id: coffee\n#   ^^^^^^\nname: Tea and Talk\norganization: Colne Neighbours\nsummary: Someone to chat to over a cup of tea.\nkind: community\nstatus: active\nneeds: [loneliness]\nattending_type: [venue]\nattending_access: [self-referral]\ncontact: {phone: 01632 960001}\narea: [colchester]\nassured: {on: 2026-10-12, by: directory coordinator}\n")],
        prefer CLEAN;

    /// Rules that set each other aside.
    INSTEAD_OF_CYCLE = "instead-of-cycle", Error,
        "rules set each other aside in a circle",
        "Which of them counts would depend on where one starts, so nothing is decided by rules like these. Take one \
         name out of `instead_of`. A rule that names its own route sets itself aside, and is a circle of one.",
        avoid &[("routing.toml", "version = \"1\"\nowner = \"clinical lead\"\nreview = 2027-05-31\n[facts.agrees]\nask = \"Does the person agree?\"\n[[rule]]\nid = \"default\"\nroute = \"active-signposting\"\ninstead_of = [\"link-worker\"]\n#             ^^^^^^^^^^^^^\nwhy = \"Information is enough.\"\n[[rule]]\nid = \"company\"\nwhen = { agrees = \"yes\" }\nroute = \"link-worker\"\ninstead_of = [\"default\"]\nwhy = \"Somebody has to go along.\"\n")],
        prefer &[("routing.toml", "version = \"1\"\nowner = \"clinical lead\"\nreview = 2027-05-31\n[facts.agrees]\nask = \"Does the person agree?\"\n[[rule]]\nid = \"default\"\nroute = \"active-signposting\"\nwhy = \"Information is enough.\"\n[[rule]]\nid = \"company\"\nwhen = { agrees = \"yes\" }\nroute = \"link-worker\"\ninstead_of = [\"default\"]\nwhy = \"Somebody has to go along.\"\n")];

    /// Text that no postcode can be.
    IMPOSSIBLE_POSTCODE = "impossible-postcode", Error,
        "this cannot be a postcode",
        "A service is placed on the map by its postcode. With a wrong one it is offered in the wrong town.",
        avoid &[(TEA, concat!(tea_start!(), "needs: [loneliness]\ncontact: {phone: 01632 960001}\nlocations:\n  - {name: Library, postcode: CO1 1CC}\n#                             ^^^^^^^\n"))],
        prefer &[(TEA, concat!(tea_start!(), "needs: [loneliness]\ncontact: {phone: 01632 960001}\nlocations:\n  - {name: Library, postcode: CO1 1JB}\n"))];

    /// A value that is not what its key holds.
    MALFORMED_VALUE = "malformed-value", Error,
        "a value cannot be read",
        "A date, time, number or amount that cannot be read would otherwise be guessed at or dropped. The finding says how it is written.",
        avoid &[(TEA, concat!(tea_start!(), "needs: [loneliness]\ncontact: {phone: 01632 960001}\nhours:\n  - {days: [tue], from: 10am, to: \"12:00\"}\n#                       ^^^^\n"))],
        prefer &[(TEA, concat!(tea_start!(), "needs: [loneliness]\ncontact: {phone: 01632 960001}\nhours:\n  - {days: [tue], from: \"10:00\", to: \"12:00\"}\n"))];

    /// A key where it means nothing.
    MISPLACED_KEY = "misplaced-key", Error,
        "a key stands where it means nothing",
        "A key that is not used here says something that nobody will ever see, or that somebody believes is done.",
        avoid &[(TEA, concat!(tea_start!(), "needs: [loneliness]\ncontact: {phone: 01632 960001}\nrole_name: community navigator\n#          ^^^^^^^^^^^^^^^^^^^\n"))],
        prefer CLEAN;

    /// One of the four files at the top is not there.
    MISSING_FILE = "missing-file", Error,
        "the directory lacks a file that it must have",
        "Without its settings, needs, areas and rules a directory cannot answer safely. `signpost init` makes one that has them all.",
        avoid &[], prefer &[];

    /// An entry without something it must have.
    MISSING_KEY = "missing-key", Error,
        "an entry lacks a key that it must have",
        "Each of these keys is needed to answer safely: without `area` a service would seem to serve everybody, and \
         without `assured` nobody knows how old its facts are.",
        avoid &[(TEA, "id: tea\n#   ^^^\nname: Tea and Talk\norganization: Colne Neighbours\nsummary: Someone to chat to over a cup of tea.\nkind: community\nstatus: active\nneeds: [loneliness]\nattending_type: [venue]\nattending_access: [self-referral]\ncontact: {phone: 01632 960001}\nassured: {on: 2026-10-12, by: directory coordinator}\n")],
        prefer CLEAN;

    /// More than 64 levels.
    NESTED_TOO_DEEP = "nested-too-deep", Error,
        "values are nested over 64 deep",
        "No entry needs more than five levels; deeper nesting is a missing bracket or an attack.",
        avoid &[(TEA, "id: [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[\n")],
        prefer CLEAN;

    /// `asked_on` of a directory's own case is later than today.
    ASKED_IN_FUTURE = "asked-in-future", Warning,
        "the safety questions of a case were asked in the future",
        "Safety questions count on the day they were asked. A day that has not come yet is mistyped, or nobody has asked them, and \
         the case proves nothing about a plan of today.",
        avoid &[], prefer &[];

    /// A name, NHS number or date of birth in a case.
    PERSONAL_DATA = "personal-data", Error,
        "a case says who somebody is",
        "A case needs facts, needs and a place, never an identity. Remove what identifies the person; what remains may \
         still identify someone, so keep the file private or delete it.",
        avoid &[], prefer &[];

    /// `---` in the middle.
    SECOND_DOCUMENT = "second-document", Error,
        "a file holds two documents",
        "Only the first would be read, and the second would be missing from every answer.",
        avoid &[(TEA, concat!(clean_tea!(), "---\n#^^\nid: second\n"))], prefer CLEAN;

    /// `instead_of = [\"stop\"]`.
    STOP_SET_ASIDE = "stop-set-aside", Error,
        "a rule tries to set a stop aside",
        "A red flag always stops, whatever else is true. Neither the route `stop` nor a rule with that route can be set \
         aside. If a stop comes too often, mend the rule that stops.",
        avoid &[("routing.toml", "version = \"1\"\nowner = \"clinical lead\"\nreview = 2027-05-31\n[facts.agrees]\nask = \"Does the person agree?\"\n[[rule]]\nid = \"default\"\nroute = \"active-signposting\"\nwhy = \"Information is enough.\"\n[[rule]]\nid = \"agreed\"\nwhen = { agrees = \"no\" }\nroute = \"active-signposting\"\ninstead_of = [\"stop\"]\n#             ^^^^^^\nwhy = \"The person does not agree.\"\n")],
        prefer &[("routing.toml", "version = \"1\"\nowner = \"clinical lead\"\nreview = 2027-05-31\n[facts.agrees]\nask = \"Does the person agree?\"\n[[rule]]\nid = \"company\"\nroute = \"link-worker\"\nwhy = \"Somebody goes along.\"\n[[rule]]\nid = \"agreed\"\nwhen = { agrees = \"no\" }\nroute = \"active-signposting\"\ninstead_of = [\"link-worker\"]\nwhy = \"The person does not agree.\"\n")];

    /// Something in `services` that is no entry.
    STRAY_FILE = "stray-file", Error,
        "a file among the services is not read",
        "Entries are read from files that end in `.yaml`. A `.yml` file would be missing from every answer in silence.",
        avoid &[("services/befriending/coffee.yml", "id: coffee\n")],
        prefer CLEAN;

    /// Text that is not TOML.
    TOML_SYNTAX = "toml-syntax", Error,
        "a file is not TOML",
        "A settings or rules file that cannot be read refuses every answer, because half the rules are no rules.",
        avoid &[("signpost.toml", "name = Small directory\n#      ^^^^^^^^^^^^^^^\nreview_days = 180\ndemonstration = true\n")],
        prefer &[("signpost.toml", "name = \"Small directory\"\nreview_days = 180\ndemonstration = true\n")];

    /// A key that the format does not have.
    UNKNOWN_KEY = "unknown-key", Error,
        "a key is not part of the format",
        "A misspelt key is a fact that nobody will see: `acepts: {oxygen: no}` would send somebody on oxygen to a \
         service that refuses them.",
        avoid &[(TEA, concat!(tea_start!(), "needs: [loneliness]\ncontact: {phone: 01632 960001}\nacepts: {oxygen: no}\n#^^^^^\n"))],
        prefer &[(TEA, concat!(tea_start!(), "needs: [loneliness]\ncontact: {phone: 01632 960001}\naccepts: {oxygen: no}\n"))];

    /// A need, area, fact, action, source or rule that nobody declared.
    UNKNOWN_NAME = "unknown-name", Error,
        "a name is not declared anywhere",
        "An entry that names a need nobody declared is found by nobody; a rule that names an unknown fact never applies.",
        avoid &[(TEA, concat!(tea_start!(), "needs: [lonelyness]\n#       ^^^^^^^^^^\ncontact: {phone: 01632 960001}\n"))],
        prefer CLEAN;

    /// A word that a closed list does not have.
    UNKNOWN_WORD = "unknown-word", Error,
        "a word is not one of those the key can have",
        "Programs compare these words letter by letter; another spelling means nothing to them.",
        avoid &[(TEA, concat!(tea_start!(), "needs: [loneliness]\ncontact: {phone: 01632 960001}\naccepts: {oxygen: maybe}\n#                 ^^^^^\n"))],
        prefer &[(TEA, concat!(tea_start!(), "needs: [loneliness]\ncontact: {phone: 01632 960001}\naccepts: {oxygen: ask}\n"))];

    /// A list where text belongs, or the like.
    WRONG_SHAPE = "wrong-shape", Error,
        "a value has the wrong shape",
        "A list where text belongs, or text where a list belongs, cannot be read without guessing. A list stands in brackets, also where it holds one thing: `[loneliness]`.",
        avoid &[(TEA, concat!(tea_start!(), "needs: loneliness\n#      ^^^^^^^^^^\ncontact: {phone: 01632 960001}\n"))],
        prefer CLEAN;

    /// `&name`, `*name` or `!tag`.
    YAML_ANCHOR = "yaml-anchor", Error,
        "a file uses anchors, aliases or tags",
        "They make one line change the meaning of another far away, which people who edit in a browser cannot see. Write the value out in each place.",
        avoid &[(TEA, concat!(tea_start!(), "needs: &needs [loneliness]\ncontact: {phone: 01632 960001}\n"))],
        prefer CLEAN;

    /// Text that is not YAML.
    YAML_SYNTAX = "yaml-syntax", Error,
        "a file is not YAML",
        "The entry cannot be read and is missing from every answer, which says so.",
        avoid &[(TEA, "id: tea\nname: \"Tea and Talk\norganization: Colne Neighbours\n")],
        prefer CLEAN;
}
