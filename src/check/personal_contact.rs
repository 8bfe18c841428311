//! Mobile numbers and e-mail addresses of named people.

use super::given_names::{can_be_surname, is_capitalised, is_given_name, names_a_place};
use super::role_words::names_a_role;
use super::texts::Written;
use super::texts::words;
use super::{Check, Run};
use crate::diagnostic::{Diagnostic, Kind, Severity};
use std::ops::Range;

pub(super) const CHECK: Check = Check {
    kind: Kind {
        id: "personal-contact",
        severity: Severity::Warning,
        summary: "a file holds the number or address of a named person",
        why: "Whoever prints the leaflet gives it to strangers, and when that person leaves nobody answers. Found are e-mail \
               addresses of a common given name with a surname, addresses of two words with a full stop between them of which \
               neither is what a team is called by (`first.last@`), and mobile numbers directly after a common given name, in \
               comments too. A mobile of a group, an address of a team and initials are left alone. A team with an unusual name \
               (`kettle.drum@`) is taken for a person: allow it in signpost.toml, with the reason.",
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
contact: {phone: 01632 960001, email: jane.smith@example.org}\n\
#                                     ^^^^^^^^^^^^^^^^^^^^^^\n\
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
contact: {phone: 01632 960001, email: tea@example.org}\n\
area: [colchester]\n\
assured: {on: 2026-10-12, by: directory coordinator}\n",
        )],
    },
    run: Run::File(run),
};

/// Words that stand between a name and its number.
const BETWEEN: [&str; 18] = [
    "a", "at", "call", "contact", "her", "his", "is", "m", "mob", "mobile", "number", "on", "or",
    "phone", "ring", "t", "tel", "text",
];

/// How far before a number its name is looked for, in bytes.
const NEAR: usize = 60;

fn run(written: &Written, found: &mut Vec<Diagnostic>) {
    let addresses = found_addresses(written.text).into_iter().map(|(range, is_known)| {
        if is_known {
            let what = "this e-mail address is a named person's";
            (range, what, "give the address of the team, such as `info@`")
        } else {
            let what = "this e-mail address looks like a person's: two words that no team is called by";
            let help = "give the address of the team, such as `info@`; where it is one, allow it in signpost.toml";
            (range, what, help)
        }
    });
    let mobiles = mobiles(written.text).into_iter().map(|range| {
        let what = "this mobile number stands beside a person's name";
        (
            range,
            what,
            "give the number of the group without a name, or its landline",
        )
    });
    for (range, what, help) in addresses.chain(mobiles) {
        let finding = Diagnostic::new(&CHECK.kind, written.place(range), what);
        found.push(finding.help(help).without_excerpt());
    }
}

/// Every e-mail address of a given name and a surname, and those that look like one.
pub(super) fn addresses(text: &str) -> Vec<Range<usize>> {
    let found = found_addresses(text).into_iter();
    found.map(|(range, _)| range).collect()
}

/// Every e-mail address of one or two initials and a surname. Some teams have one like it, so no file is blamed for it.
pub(super) fn initials(text: &str) -> Vec<Range<usize>> {
    let is_initial = |part: &str| part.len() == 1 && part.chars().all(char::is_alphabetic);
    let is_surname = |part: &str| part.len() > 2 && can_be_surname(part);
    let of_initials = |(range, local, _): (Range<usize>, &str, &str)| {
        let parts: Vec<&str> = local.split(['.', '_']).collect();
        let named = match parts[..] {
            [first, surname] => is_initial(first) && is_surname(surname),
            [first, second, surname] => {
                is_initial(first) && is_initial(second) && is_surname(surname)
            }
            _ => false,
        };
        named.then_some(range)
    };
    every_address(text)
        .into_iter()
        .filter_map(of_initials)
        .collect()
}

/// Every such address; true where its given name is a common one.
fn found_addresses(text: &str) -> Vec<(Range<usize>, bool)> {
    let found = |(range, local, domain): (Range<usize>, &str, &str)| {
        let parts: Vec<&str> = local.split(['.', '_', '-']).collect();
        let named = match parts[..] {
            [given, surname] | [given, _, surname] => {
                is_given_name(given) && surname.len() > 2 && can_be_surname(surname)
            }
            _ => false,
        };
        (named || looks_personal(local, domain)).then_some((range, named))
    };
    every_address(text).into_iter().filter_map(found).collect()
}

/// Every e-mail address: where it stands, what is before its `@` and what is after it.
fn every_address(text: &str) -> Vec<(Range<usize>, &str, &str)> {
    let outside = |c: char| !(c.is_alphanumeric() || ".-_+'".contains(c));
    let mut found = Vec::new();
    for (at, _) in text.match_indices('@') {
        let start = text[..at].rfind(outside);
        let start = start.map_or(0, |before| {
            before + text[before..].chars().next().map_or(1, char::len_utf8)
        });
        let end = text[at + 1..]
            .find(outside)
            .map_or(text.len(), |end| at + 1 + end);
        let end = at + text[at..end].trim_end_matches(['.', '-', '_', '\'']).len();
        let domain = &text[at + 1..end];
        if domain.contains('.') {
            found.push((start..end, &text[start..at], domain));
        }
    }
    found
}

/// True for `first.last`, with an initial between them or a number after them, where nothing says that it is a team: neither word
/// is what one is called by, or stands in the name of the domain.
fn looks_personal(local: &str, domain: &str) -> bool {
    let local = local.trim_end_matches(|c: char| c.is_ascii_digit());
    let parts: Vec<&str> = local.split('.').collect();
    let (first, last) = match parts[..] {
        [first, last] => (first, last),
        [first, middle, last] if middle.chars().count() == 1 => (first, last),
        _ => return false,
    };
    let domain = domain.to_lowercase();
    let is_name = |part: &str, least: usize| {
        part.chars().count() >= least
            && part.chars().all(|c| c.is_alphabetic() || "'-".contains(c))
            && part.split('-').all(|word| {
                let in_domain = word.len() > 3 && domain.contains(&word.to_lowercase());
                !(names_a_role(word) || names_a_place(word) || in_domain)
            })
    };
    is_name(first, 2) && is_name(last, 3)
}

/// Every mobile number that a given name stands before.
pub(super) fn mobiles(text: &str) -> Vec<Range<usize>> {
    let starts = text
        .match_indices("07")
        .chain(text.match_indices("+44 7"))
        .chain(text.match_indices("+447"));
    starts
        .filter_map(|(start, _)| mobile(text, start))
        .filter(|range| name_before(text, range.start))
        .collect()
}

/// A number of eleven digits (twelve with `+44`) that starts here.
fn mobile(text: &str, start: usize) -> Option<Range<usize>> {
    let bytes = text.as_bytes();
    if start > 0 && (bytes[start - 1].is_ascii_alphanumeric() || bytes[start - 1] == b'+') {
        return None;
    }
    let (mut digits, mut end) = (0, start);
    for (at, byte) in bytes.iter().enumerate().skip(start) {
        match byte {
            b'0'..=b'9' => {
                digits += 1;
                end = at + 1;
            }
            b'+' if at == start => {}
            b' ' | b'-' if bytes.get(at + 1).is_some_and(u8::is_ascii_digit) => {}
            _ => break,
        }
    }
    let length = if bytes[start] == b'+' { 12 } else { 11 };
    (digits == length).then_some(start..end)
}

/// True where the words before a place, small ones left out, end with a given name, with or without a surname.
fn name_before(text: &str, at: usize) -> bool {
    let mut start = at.saturating_sub(NEAR);
    while !text.is_char_boundary(start) {
        start += 1;
    }
    let line = text[start..at].rsplit(['\n', ';']).next().unwrap_or("");
    let mut words: Vec<&str> = words(line).into_iter().map(|(_, word)| word).collect();
    while words
        .last()
        .is_some_and(|word| BETWEEN.contains(&word.to_lowercase().as_str()))
    {
        words.pop();
    }
    let given = |word: &str| is_capitalised(word) && is_given_name(word);
    match words[..] {
        [.., first, last] if is_capitalised(last) && !is_given_name(last) => {
            given(first) && can_be_surname(last)
        }
        [.., last] => given(last),
        [] => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_of_a_named_person_is_found_and_a_team_is_not() {
        for (text, expected) in [
            ("email: jane.smith@example.org.", "jane.smith@example.org"),
            ("(Peter_O'Neill@a.example)", "Peter_O'Neill@a.example"),
            ("ŷjane.b.smith@example.org", "ŷjane.b.smith@example.org"),
            ("to jane.b.smith@example.org", "jane.b.smith@example.org"),
            ("agata.nowak@example.org", "agata.nowak@example.org"),
            ("siobhan.doyle2@example.org", "siobhan.doyle2@example.org"),
            ("jo.o'hara-lee@example.org", "jo.o'hara-lee@example.org"),
            ("chidi.k.okafor@example.org", "chidi.k.okafor@example.org"),
        ] {
            let found = addresses(text);
            let found: Vec<&str> = found.iter().map(|range| &text[range.clone()]).collect();
            let expected: Vec<&str> = [expected]
                .into_iter()
                .filter(|text| !text.is_empty())
                .collect();
            assert_eq!(found, expected, "{text}");
        }
        for text in [
            "info@example.org",
            "grief.line@example.org",
            "martin.house@example.org",
            "jane@example.org",
            "j.smith@example.org",
            "jane.smith@nowhere",
            "@",
            "hello@example.org",
            "front.desk@example.org",
            "adult.services@example.org",
            "social.prescribing@example.org",
            "tea.talk@example.org",
            "general.enquiries@example.org",
            "information.office@example.org",
            "community-transport.bookings@example.org",
            "colne.kettle@kettle.example",
            "north.essex.carers@example.org",
            "a.b@example.org",
            "team2.room4@example.org",
            "www.example.org",
        ] {
            assert!(addresses(text).is_empty(), "{text}");
        }
    }

    #[test]
    fn a_mobile_beside_a_name_is_found_and_a_groups_is_not() {
        for text in [
            "Text Jane on 07700 900123",
            "# Peter Smith, mobile 07700900123",
            "ask for Sheila (+44 7700 900123)",
        ] {
            assert_eq!(mobiles(text).len(), 1, "{text}");
        }
        for text in [
            "contact: {phone: 07700 900123}",
            "text: 07700 900123",
            "Text Jane\n# 07700 900123",
            "Martin House, 07700 900123",
            "Ask for Jane. Ring 01632 960123",
            "Jane's café on 07700 900123",
            "Jane 07700 9001234",
        ] {
            assert!(mobiles(text).is_empty(), "{text}");
        }
    }
}
