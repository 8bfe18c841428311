//! An entry with a confidential place that gives an address elsewhere.

use super::texts::words;
use super::{Check, Context, Run, given_names::is_capitalised};
use crate::diagnostic::{Diagnostic, Kind, Severity};
use crate::model::postcode::Postcode;
use crate::model::service::{Location, Service};
use crate::model::written::Part;
use crate::source::Span;
use std::ops::Range;

pub(super) const CHECK: Check = Check {
    kind: Kind {
        id: "confidential-place-named",
        severity: Severity::Error,
        summary: "an entry with a confidential place gives an address",
        why: "A refuge can be found from one line of its entry, whatever key that line stands under, and from a comment as \
               well. An entry with a confidential place must hold no full postcode and no street anywhere, and no other place \
               in the same district: a public office in that district belongs in an entry of its own. Addresses written \
               without a street word (a house, a village) and those in other entries of the organisation are missed; read \
               them. Deleting the line is not enough: git keeps every version.",
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
assured: {on: 2026-10-12, by: directory coordinator}\n\
referral: Come to 12 Harbour Road and ring the bell.\n\
#                 ^^^^^^^^^^^^^^^\n\
locations: [{confidential: yes, district: CO1}]\n",
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
assured: {on: 2026-10-12, by: directory coordinator}\n\
referral: Ring first; we tell you where to come.\n\
locations: [{confidential: yes, district: CO1}]\n",
        )],
    },
    run: Run::Service(run),
};

/// What a street is called, in small letters.
const STREETS: [&str; 24] = [
    "avenue", "ave", "close", "court", "crescent", "drive", "gardens", "green", "grove", "hill",
    "lane", "mews", "place", "rd", "rise", "road", "row", "square", "st", "street", "terrace",
    "walk", "way", "wharf",
];

/// Those that mean a street even without a number before it.
const CERTAIN: [&str; 7] = [
    "avenue", "crescent", "lane", "mews", "road", "street", "terrace",
];

fn run(context: &Context, service: &Service, found: &mut Vec<Diagnostic>) {
    let files = context.directory.sources.files();
    let confidential = service
        .locations
        .iter()
        .find_map(|location| match location {
            Location::Confidential { district } => Some(district.value),
            Location::Venue { .. } => None,
        });
    let Some(district) = confidential else { return };
    let mut venues = Vec::new();
    for (position, location) in service.locations.iter().enumerate() {
        let place = service
            .written
            .item(Part::Locations, position, service.file);
        if let (Location::Venue { postcode, .. }, Some(place)) = (location, place) {
            venues.push(place.range());
            if postcode
                .as_ref()
                .is_some_and(|postcode| postcode.district() == district)
            {
                found.push(leak(
                    place,
                    "another place in the district of a confidential one",
                ));
            }
        }
    }
    let text = files
        .get(service.file.0 as usize)
        .map_or("", |file| file.text.as_str());
    for (range, what) in addresses(text) {
        if venues.iter().all(|venue| !venue.contains(&range.start)) && !is_area(service, &range) {
            found.push(leak(Span::new(service.file, range), what));
        }
    }
}

fn leak(place: Span, what: &str) -> Diagnostic {
    Diagnostic::new(&CHECK.kind, place, format!("{what}, in an entry with a confidential place"))
        .help(
            "remove it, or give the public place an entry of its own; it also stays in git's history, which must be cleaned \
             (`git filter-repo`) before the directory is shared",
        )
        .without_excerpt()
}

/// True for a place inside the list of areas served.
fn is_area(service: &Service, range: &Range<usize>) -> bool {
    let area = service.written.part(Part::Area, service.file);
    area.is_some_and(|area| area.range().contains(&range.start))
}

/// Where a text gives an address away: its full postcodes, and its streets as this check knows them.
#[must_use]
pub fn addresses_in(text: &str) -> Vec<Range<usize>> {
    let found = addresses(text).into_iter();
    found.map(|(range, _)| range).collect()
}

/// Every full postcode and every street of a text, and which of them it is.
fn addresses(text: &str) -> Vec<(Range<usize>, &'static str)> {
    let words = words(text);
    let mut found = Vec::new();
    let side_by_side = |first: usize| {
        words.get(first..first + 2).is_some_and(|pair| {
            text[pair[0].0.end..pair[1].0.start]
                .trim_matches(' ')
                .is_empty()
        })
    };
    for at in 0..words.len() {
        let (range, word) = &words[at];
        let joined = side_by_side(at).then(|| range.start..words[at + 1].0.end);
        let is_postcode = |range: &Range<usize>| {
            let typed = &text[range.clone()];
            (5..=8).contains(&typed.len()) && Postcode::parse(typed).is_ok()
        };
        if let Some(range) = [Some(range.clone()), joined]
            .into_iter()
            .flatten()
            .find(is_postcode)
        {
            found.push((range, "a full postcode"));
        }
        let lower = word.to_lowercase();
        if !STREETS.contains(&lower.as_str()) || !is_capitalised(word) {
            continue;
        }
        // "High Street", "12 High Street", "12A Old Mill Lane".
        let mut first = at;
        while first > 0 && side_by_side(first - 1) && is_capitalised(words[first - 1].1) {
            first -= 1;
        }
        let numbered = first > 0
            && side_by_side(first - 1)
            && words[first - 1].1.starts_with(|c: char| c.is_ascii_digit());
        if first < at && (numbered || CERTAIN.contains(&lower.as_str())) {
            let first = if numbered { first - 1 } else { first };
            found.push((words[first].0.start..range.end, "a street"));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn streets_and_postcodes_are_found_however_they_are_written() {
        for (text, expected) in [
            (
                "# the house is 12A Old Mill Lane, Colchester",
                "12A Old Mill Lane",
            ),
            ("in Magdalen Street", "Magdalen Street"),
            ("post to CO1 2AB please", "CO1 2AB"),
            ("post to co12ab", "co12ab"),
            ("4 Fir Close", "4 Fir Close"),
        ] {
            let found = addresses(text);
            assert_eq!(found.len(), 1, "{text}");
            assert_eq!(&text[found[0].0.clone()], expected);
        }
        for text in [
            "Ring 0808 157 0340, 24 hours a day",
            "help to find a way out",
            "Within walking distance",
            "a Safe Place to talk",
            "the district is CO1",
            "Close",
            "on 12 October",
            "phone: 01632 960001",
        ] {
            assert!(addresses(text).is_empty(), "{text}");
        }
    }
}
