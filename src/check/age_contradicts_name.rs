//! Services whose name promises another age than their limits.

use super::{Check, Context, Run};
use crate::diagnostic::{Diagnostic, Kind, Severity};
use crate::model::service::{Eligibility, Service};
use crate::model::written::Part;
use crate::source::Spanned;

pub(super) const CHECK: Check = Check {
    kind: Kind {
        id: "age-contradicts-name",
        severity: Severity::Warning,
        summary: "the name of a service promises another age than its limits",
        why: "\"Over 80s\" with a `minimum_age` of 50 is offered to people who will be turned away, or keeps away \
               people who would be welcome. Ask the service. Read are \"over 80s\", \"under 5s\" and \"55+\"; a name \
               with two ages, or with \"and\", is left alone, and so is a service without stated limits.",
        avoid: &[(
            "services/befriending/tea.yaml",
            "id: tea\n\
name: Tea for Over 80s\n\
organization: Colne Neighbours\n\
summary: Someone to chat to over a cup of tea.\n\
kind: community\n\
status: active\n\
needs: [loneliness]\n\
attending_type: [venue]\n\
attending_access: [self-referral]\n\
contact: {phone: 01632 960001}\n\
area: [colchester]\n\
eligibility: {minimum_age: 50}\n\
#                          ^^\n\
assured: {on: 2026-10-12, by: directory coordinator}\n",
        )],
        prefer: &[(
            "services/befriending/tea.yaml",
            "id: tea\n\
name: Tea for Over 80s\n\
organization: Colne Neighbours\n\
summary: Someone to chat to over a cup of tea.\n\
kind: community\n\
status: active\n\
needs: [loneliness]\n\
attending_type: [venue]\n\
attending_access: [self-referral]\n\
contact: {phone: 01632 960001}\n\
area: [colchester]\n\
eligibility: {minimum_age: 80}\n\
assured: {on: 2026-10-12, by: directory coordinator}\n",
        )],
    },
    run: Run::Service(run),
};

/// What a name says about age, in years.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Promise {
    /// `Over 80s`, `80+`: nobody younger.
    AtLeast(u8),
    /// `Under 5s`: nobody older.
    Below(u8),
}

fn run(_: &Context, service: &Service, found: &mut Vec<Diagnostic>) {
    if let Some(promise) = promise(&service.name)
        && let Some(age) = contradiction(promise, &service.eligibility)
    {
        found.push(finding(service, age));
    }
}

fn finding(service: &Service, age: &Spanned<u8>) -> Diagnostic {
    Diagnostic::new(
        &CHECK.kind,
        age.span,
        format!(
            "`{}` has an age limit of {}, which its name contradicts",
            service.name, age.value
        ),
    )
    .related(service.place_of(Part::Name), "the name")
    .help("put the limit right, or the name")
    .about(&service.id.value)
}

/// The limit that cannot be true beside the name.
fn contradiction(promise: Promise, ages: &Eligibility) -> Option<&Spanned<u8>> {
    let limit = |age: &Option<Spanned<u8>>, wrong: &dyn Fn(u8) -> bool| {
        age.as_ref().is_some_and(|age| wrong(age.value))
    };
    match promise {
        Promise::AtLeast(years) => [&ages.minimum_age, &ages.maximum_age]
            .into_iter()
            .find(|age| limit(age, &|age| age < years)),
        Promise::Below(years) => {
            if limit(&ages.maximum_age, &|age| age > years) {
                return ages.maximum_age.as_ref();
            }
            Some(&ages.minimum_age).filter(|age| limit(age, &|age| age >= years))
        }
    }
    .and_then(Option::as_ref)
}

/// What a name says; `None` where it says nothing, or more than one thing.
fn promise(name: &str) -> Option<Promise> {
    let small = name.to_lowercase().replace('-', " ");
    let words: Vec<&str> = small
        .split(|letter: char| !(letter.is_alphanumeric() || letter == '+' || letter == '&'))
        .filter(|word| !word.is_empty())
        .collect();
    if words
        .iter()
        .any(|word| ["and", "&", "or", "to"].contains(word))
    {
        return None;
    }
    let years = |text: &str| {
        text.parse::<u8>()
            .ok()
            .filter(|years| (1..=110).contains(years))
    };
    let mut promises = words.iter().enumerate().filter_map(|(position, word)| {
        if let Some(years) = word.strip_suffix('+').and_then(years) {
            return Some(Promise::AtLeast(years));
        }
        let years = word.strip_suffix('s').and_then(years)?;
        match *words.get(position.checked_sub(1)?)? {
            "over" => Some(Promise::AtLeast(years)),
            "under" => Some(Promise::Below(years)),
            _ => None,
        }
    });
    let first = promises.next()?;
    promises.next().is_none().then_some(first)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ages_are_read_from_names() {
        for (name, said) in [
            ("Tai Chi for Over 80s", Some(Promise::AtLeast(80))),
            ("The Over-60s Club", Some(Promise::AtLeast(60))),
            ("Swim 55+", Some(Promise::AtLeast(55))),
            ("Under 5s Stay and Play", None),
            ("Under-5s Playgroup", Some(Promise::Below(5))),
            ("Over 100 Recipes", None),
            ("The Fifties Club", None),
            ("Under 5s, Over 60s", None),
            ("Over 300s", None),
        ] {
            assert_eq!(promise(name), said, "{name}");
        }
    }

    #[test]
    fn only_a_limit_that_cannot_be_true_is_a_contradiction() {
        let place = crate::source::Span::new(crate::source::FileId(0), 0..0);
        let ages = |minimum: Option<u8>, maximum: Option<u8>| Eligibility {
            minimum_age: minimum.map(|age| Spanned::new(age, place)),
            maximum_age: maximum.map(|age| Spanned::new(age, place)),
            other: None,
        };
        let wrong = |promise, minimum, maximum| {
            contradiction(promise, &ages(minimum, maximum)).map(|age| age.value)
        };
        assert_eq!(wrong(Promise::AtLeast(80), Some(80), None), None);
        assert_eq!(wrong(Promise::AtLeast(80), Some(81), None), None);
        assert_eq!(wrong(Promise::AtLeast(80), None, None), None);
        assert_eq!(wrong(Promise::AtLeast(80), Some(50), None), Some(50));
        assert_eq!(wrong(Promise::AtLeast(80), None, Some(70)), Some(70));
        assert_eq!(wrong(Promise::Below(5), None, Some(4)), None);
        assert_eq!(wrong(Promise::Below(5), Some(0), Some(5)), None);
        assert_eq!(wrong(Promise::Below(5), None, Some(12)), Some(12));
        assert_eq!(wrong(Promise::Below(5), Some(6), None), Some(6));
    }
}
