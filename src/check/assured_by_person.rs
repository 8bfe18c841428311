//! Entries confirmed by a person instead of a role.

use super::given_names::{can_be_surname, is_capitalised, is_given_name};
use super::texts::words;
use super::{Check, Context, Run};
use crate::diagnostic::{Diagnostic, Kind, Severity};
use crate::model::service::Service;
use crate::model::written::Part;

pub(super) const CHECK: Check = Check {
    kind: Kind {
        id: "assured-by-person",
        severity: Severity::Warning,
        summary: "`assured.by` is a person",
        why: "When that person leaves, nobody knows whom to ask, and a colleague's name is in git for ever. Found are e-mail \
               addresses, titles or initials with a name, and a common given name with a surname. A given name alone and \
               rarer names are missed.",
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
assured: {on: 2026-10-12, by: Jane Smith}\n\
#                             ^^^^^^^^^^\n",
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
    },
    run: Run::Service(run),
};

fn run(_: &Context, service: &Service, found: &mut Vec<Diagnostic>) {
    if is_person(&service.assured.by) {
        let place = service.written.part(Part::AssuredBy, service.file);
        found.push(
            Diagnostic::new(
                &CHECK.kind,
                place.unwrap_or(service.id.span),
                "`by` names a person",
            )
            .help("write the role instead, such as `directory coordinator`")
            .without_excerpt(),
        );
    }
}

/// Stand before a name. `Sister` and `Matron` are roles too, and stand before a ward.
const TITLES: [&str; 9] = [
    "Mr",
    "Mrs",
    "Ms",
    "Miss",
    "Mx",
    "Dr",
    "Prof",
    "Professor",
    "Rev",
];

/// True for an e-mail address, a title with a name, and a given name with a surname, a role behind a comma or not.
fn is_person(by: &str) -> bool {
    let name = by.split([',', '(', ';', '/']).next().unwrap_or(by);
    let words: Vec<&str> = words(name).into_iter().map(|(_, word)| word).collect();
    let titled = |title: &str| TITLES.contains(&title);
    let initial =
        |word: &str| word.len() == 1 && word.starts_with(|c: char| c.is_ascii_uppercase());
    let surname = |word: &str| is_capitalised(word) && can_be_surname(word);
    let named = match words[..] {
        [title, name] | [title, name, _] if titled(title) => is_capitalised(name) || initial(name),
        [first, name] if initial(first) => surname(name),
        [first, second, name] if initial(first) && initial(second) => surname(name),
        [given, surname] | [given, _, surname] => {
            is_given_name(given)
                && is_capitalised(given)
                && is_capitalised(surname)
                && can_be_surname(surname)
        }
        _ => false,
    };
    named || (by.contains('@') && !by.contains(' '))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_are_found_and_roles_are_not() {
        for by in [
            "Jane Smith",
            "Mr Smith",
            "Jane Smith, coordinator",
            "Dr Patel",
            "Dr. A. Patel",
            "J. Smith",
            "J R Okafor (manager)",
            "peter@example.org",
            "Sue? Susan B Jones",
        ] {
            assert_eq!(is_person(by), by != "Sue? Susan B Jones", "{by}");
        }
        for by in [
            "directory coordinator",
            "Directory Coordinator",
            "Martin House",
            "Helen's House manager",
            "published page, not rung",
            "Eye Clinic Liaison Officer",
            "Dr's receptionist",
            "T Level lead",
            "A Team",
        ] {
            assert!(!is_person(by), "{by}");
        }
    }
}
