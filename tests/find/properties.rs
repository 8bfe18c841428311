use super::{TODAY, directory, found, in_area, near};
use jiff::ToSpan;
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};
use signpost::find::{Asker, CriterionKind, Found, Match, Query, Suits};
use signpost::model::Directory;
use signpost::model::area::Served;
use signpost::model::postcode::{District, Postcode};
use signpost::model::service::{
    Accepts, AttendingAccess, AttendingType, Capacity, CapacityState, Kind, Location, Service,
    Status,
};
use signpost::model::vocabulary::SupportNeed;
use signpost::place::Table;
use signpost::source::Spanned;
use std::sync::LazyLock;

const SUPPORT: [SupportNeed; 3] = [
    SupportNeed::Oxygen,
    SupportNeed::Wheelchair,
    SupportNeed::Dementia,
];

const POSTCODES: [&str; 4] = ["CO4 5JL", "CO1 1PJ", "CO15 1SE", "CO4 3SQ"];

/// Where a person can be, and whether a service of each of [`AREAS_SERVED`] serves the place: worked out by hand.
const PLACES: [(&str, &str); 5] = [
    // colchester, tendring, north-east-essex, national, CO15, silent, mid-essex
    ("CO4 5JL", "yn yynan"),
    ("CO15 1SE", "ny yyyan"),
    ("CO15", "ny yyyan"),
    ("north-east-essex", "aa yyaan"),
    ("colchester", "yn yynan"),
];

const AREAS_SERVED: usize = 7;

/// What a generated service says.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    status: Status,
    kind: Kind,
    area: usize,
    ages: (Option<u8>, Option<u8>),
    accepts: [Option<Accepts>; 3],
    other: bool,
    access: Vec<AttendingAccess>,
    capacity: Option<(CapacityState, i32)>,
    ways: Vec<AttendingType>,
    postcodes: Vec<&'static str>,
    assured_days_ago: i32,
}

/// What a generated query asks.
#[derive(Clone, Debug)]
struct Question {
    place: Option<usize>,
    age: Option<u8>,
    with: Vec<SupportNeed>,
    alone: bool,
    within_m: Option<f64>,
}

fn word<T: Clone + std::fmt::Debug + 'static>(words: &'static [T]) -> impl Strategy<Value = T> {
    select(words)
}

fn entry() -> impl Strategy<Value = Entry> {
    let who = (
        word(&[
            Status::Active,
            Status::Active,
            Status::Active,
            Status::TemporarilyClosed,
            Status::Defunct,
        ]),
        word(&[
            Kind::Community,
            Kind::Community,
            Kind::Statutory,
            Kind::Crisis,
        ]),
        0..AREAS_SERVED,
        (option::of(10_u8..70), option::of(60_u8..100)),
        proptest::array::uniform3(option::of(word(&[Accepts::Yes, Accepts::Ask, Accepts::No]))),
        proptest::bool::weighted(0.2),
    );
    let how = (
        subsequence(
            vec![
                AttendingAccess::SelfReferral,
                AttendingAccess::ProfessionalReferral,
            ],
            0..=2,
        ),
        option::of((
            word(&[
                CapacityState::Open,
                CapacityState::Waiting,
                CapacityState::Full,
            ]),
            -2..2,
        )),
        subsequence(
            vec![
                AttendingType::Venue,
                AttendingType::Phone,
                AttendingType::Online,
            ],
            1..=3,
        ),
        subsequence(POSTCODES.to_vec(), 0..=2),
        word(&[0, 5, 179, 180, 181, 400]),
    );
    (who, how).prop_map(|(who, how)| Entry {
        status: who.0,
        kind: who.1,
        area: who.2,
        ages: who.3,
        accepts: who.4,
        other: who.5,
        access: how.0,
        capacity: how.1,
        ways: how.2,
        postcodes: how.3,
        assured_days_ago: how.4,
    })
}

fn question() -> impl Strategy<Value = Question> {
    (
        option::weighted(0.8, 0..PLACES.len()),
        option::of(5_u8..100),
        subsequence(SUPPORT.to_vec(), 0..=3),
        any::<bool>(),
        option::weighted(0.3, word(&[2000.0, 10_000.0, 50_000.0])),
    )
        .prop_map(|(place, age, with, alone, within_m)| Question {
            place,
            age,
            with,
            alone,
            within_m,
        })
}

static TEMPLATE: LazyLock<Directory> = LazyLock::new(|| directory(&[("tea", "")]));
static TABLE: LazyLock<Table> = LazyLock::new(Table::embedded);

impl Entry {
    pub(super) fn service(&self, number: usize) -> Service {
        let mut service = TEMPLATE.services[0].clone();
        let span = service.id.span;
        let area = |id: &str| {
            let areas = &TEMPLATE.areas;
            Served::Area(areas.iter().position(|area| area.id.value == id).unwrap())
        };
        let served = match self.area {
            0 => vec![area("colchester")],
            1 => vec![area("tendring")],
            2 => vec![area("colchester"), area("tendring")],
            3 => vec![Served::National],
            4 => vec![Served::District(District::parse("CO15").unwrap())],
            5 => vec![],
            _ => vec![area("mid-essex")],
        };
        // Ids are not in the order in which entries were made, so that the order by id is put to the test.
        service.id.value = format!("service-{:03}", (number * 37) % 101);
        service.status.value = self.status;
        service.kind = self.kind;
        service.area = served
            .into_iter()
            .map(|one| Spanned::new(one, span))
            .collect();
        service.eligibility.minimum_age = self.ages.0.map(|age| Spanned::new(age, span));
        service.eligibility.maximum_age = self.ages.1.map(|age| Spanned::new(age, span));
        service.eligibility.other = self.other.then(|| "Lives alone".to_owned());
        service.accepts = SUPPORT
            .into_iter()
            .zip(self.accepts)
            .filter_map(|(need, answer)| Some((need, answer?)))
            .collect();
        service.attending_access.clone_from(&self.access);
        service.capacity = self.capacity.map(|(state, days)| Capacity {
            state,
            weeks: None,
            until: Spanned::new(TODAY + days.days(), span),
        });
        service.attending_type.clone_from(&self.ways);
        service.locations = self
            .postcodes
            .iter()
            .map(|typed| Location::Venue {
                name: None,
                address: None,
                postcode: Some(Spanned::new(Postcode::parse(typed).unwrap(), span)),
            })
            .collect();
        service.assured.on.value = TODAY - self.assured_days_ago.days();
        service
    }

    /// Metres to the nearest place of the service, from a person at a postcode.
    fn metres(&self, question: &Question) -> Option<f64> {
        let home = Postcode::parse(PLACES[question.place?].0).ok()?;
        let only_venue = self.ways == [AttendingType::Venue];
        if !self.ways.contains(&AttendingType::Venue) || (self.area == 3 && !only_venue) {
            return None;
        }
        let home = TABLE.unit(home).unwrap().point;
        let mut nearest: Option<f64> = None;
        for typed in &self.postcodes {
            let there = TABLE.unit(Postcode::parse(typed).unwrap()).unwrap().point;
            let east = f64::from(home.easting_m) - f64::from(there.easting_m);
            let north = f64::from(home.northing_m) - f64::from(there.northing_m);
            let metres = east.hypot(north);
            nearest = Some(nearest.map_or(metres, |known| known.min(metres)));
        }
        nearest
    }

    /// The table of the format once more, written as one letter for each row: `y`, `a` or `n`.
    fn letters(&self, question: &Question) -> String {
        let mut letters = String::new();
        letters.push(match self.status {
            Status::Active => 'y',
            Status::TemporarilyClosed => 'a',
            Status::Inactive | Status::Defunct => 'n',
        });
        letters.push(if self.kind == Kind::Crisis { 'n' } else { 'y' });
        letters.push(self.area_letter(question));
        let limits = [
            self.ages
                .0
                .map(|limit| question.age.map(|age| age >= limit)),
            self.ages
                .1
                .map(|limit| question.age.map(|age| age <= limit)),
        ];
        for limit in limits.into_iter().flatten() {
            letters.push(limit.map_or('a', |met| if met { 'y' } else { 'n' }));
        }
        for need in &question.with {
            let place = SUPPORT.iter().position(|known| known == need).unwrap();
            letters.push(match self.accepts[place] {
                Some(Accepts::Yes) => 'y',
                Some(Accepts::No) => 'n',
                _ => 'a',
            });
        }
        letters.push(if self.other { 'a' } else { 'y' });
        letters.push(match (self.access.first(), question.alone) {
            (None, _) => 'a',
            (Some(AttendingAccess::ProfessionalReferral), true) => 'n',
            _ => 'y',
        });
        letters.push(match self.capacity {
            Some((CapacityState::Full, days)) if days >= 0 => 'a',
            _ => 'y',
        });
        if let Some(radius_m) = question.within_m
            && self.ways == [AttendingType::Venue]
            && question.place.is_none_or(|place| place != 2)
        {
            letters.push(match self.metres(question) {
                None => 'a',
                Some(metres) if metres <= radius_m => 'y',
                Some(_) => 'n',
            });
        }
        letters
    }

    fn area_letter(&self, question: &Question) -> char {
        match question.place {
            Some(place) => {
                let row = PLACES[place].1.replace(' ', "");
                row.chars().nth(self.area).unwrap()
            }
            None if self.area == 3 => 'y',
            None => 'a',
        }
    }
}

pub(super) fn built(entries: &[Entry]) -> Directory {
    let mut directory = TEMPLATE.clone();
    directory.services = entries
        .iter()
        .enumerate()
        .map(|(number, entry)| entry.service(number))
        .collect();
    directory.index_services();
    directory
}

fn asked(question: &Question) -> Query {
    let mut query = Query::new(TODAY);
    query.needs = vec![TEMPLATE.need_by_id("loneliness").unwrap()];
    query.place = question.place.map(|place| match PLACES[place].0 {
        area if area.chars().all(|letter| !letter.is_ascii_uppercase()) => in_area(&TEMPLATE, area),
        typed => near(typed),
    });
    query.age = question.age;
    query.with.clone_from(&question.with);
    if question.alone {
        query.asker = Asker::Person;
    }
    query.within_m = question.within_m;
    query
}

fn worst(letters: &str) -> Suits {
    if letters.contains('n') {
        Suits::No
    } else if letters.contains('a') {
        Suits::Ask
    } else {
        Suits::Yes
    }
}

fn everything(found: &Found) -> Vec<&Match> {
    let mut all: Vec<&Match> = found.matches.iter().chain(&found.not_suitable).collect();
    all.sort_by_key(|one| one.service);
    all
}

pub(super) fn entries() -> impl Strategy<Value = Vec<Entry>> {
    vec(entry(), 1..25)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn every_service_comes_out_as_the_table_says(entries in entries(), question in question()) {
        // From a district, whether a radius is met is not worked out again here.
        prop_assume!(question.place != Some(2) || question.within_m.is_none());
        let directory = built(&entries);
        let found = found(&directory, &asked(&question));
        prop_assert_eq!(found.matches.len() + found.not_suitable.len(), entries.len());
        prop_assert!(found.matches.iter().all(|one| one.suits < Suits::No));
        for (number, entry) in entries.iter().enumerate() {
            let index = directory.service_index(&entry.service(number).id.value).unwrap();
            let all = everything(&found);
            let one = all.iter().find(|one| one.service == index).unwrap();
            let letters = entry.letters(&question);
            prop_assert_eq!(one.suits, worst(&letters), "{} {:?}", letters, one);
            for criterion in one.criteria.iter().filter(|one| one.suits == Suits::Ask) {
                prop_assert!(criterion.text.starts_with("Ask: "));
            }
        }
    }

    #[test]
    fn the_order_is_that_of_a_slow_sort(entries in entries(), question in question()) {
        prop_assume!(question.place != Some(2));
        let directory = built(&entries);
        let found = found(&directory, &asked(&question));
        let mut keys = Vec::new();
        for (number, entry) in entries.iter().enumerate() {
            let metres = entry.metres(&question);
            keys.push((
                worst(&entry.letters(&question)),
                worst(&entry.area_letter(&question).to_string()),
                entry.assured_days_ago > 180,
                metres.is_none(),
                // Tenths of a millimetre: the two ways of taking a root may differ in the last bit.
                metres.map(|metres| format!("{metres:020.4}")),
                entry.assured_days_ago,
                entry.service(number).id.value,
            ));
        }
        let mut expected = Vec::new();
        while !keys.is_empty() {
            let least = keys.iter().min().unwrap().clone();
            keys.retain(|key| *key != least);
            expected.push(least.6);
        }
        let got: Vec<String> = found.matches.iter().chain(&found.not_suitable)
            .map(|one| directory.service(one.service).id.value.clone())
            .collect();
        prop_assert_eq!(got, expected);
    }

    #[test]
    fn another_support_need_never_makes_a_service_more_suitable(
        entries in entries(), question in question(), need in word(&SUPPORT),
    ) {
        let directory = built(&entries);
        let before = found(&directory, &asked(&question));
        let mut more = question;
        more.with.push(need);
        let after = found(&directory, &asked(&more));
        for (before, after) in everything(&before).iter().zip(everything(&after)) {
            prop_assert!(before.suits <= after.suits);
        }
    }

    #[test]
    fn knowing_more_of_the_person_changes_only_what_was_asked(
        entries in entries(), question in question(), age in 0_u8..110, place in 0..PLACES.len(),
    ) {
        let directory = built(&entries);
        let less = Question { age: None, place: None, ..question.clone() };
        let more = Question { age: Some(age), place: Some(place), ..question };
        let (less, more) = (found(&directory, &asked(&less)), found(&directory, &asked(&more)));
        for (less, more) in everything(&less).iter().zip(everything(&more)) {
            prop_assert!(less.suits == Suits::Ask || less.suits == more.suits, "{:?} {:?}", less, more);
        }
    }

    #[test]
    fn a_postcode_changes_only_what_its_district_left_open(entries in entries(), question in question()) {
        let directory = built(&entries);
        let mut question = Question { place: Some(2), within_m: None, ..question };
        let coarse = found(&directory, &asked(&question));
        question.place = Some(1);
        let fine = found(&directory, &asked(&question));
        for (coarse, fine) in everything(&coarse).iter().zip(everything(&fine)) {
            prop_assert!(coarse.suits == Suits::Ask || coarse.suits == fine.suits);
        }
    }

    #[test]
    fn without_a_place_no_service_is_outside(entries in entries(), question in question()) {
        let directory = built(&entries);
        let nowhere = Question { place: None, ..question };
        let found = found(&directory, &asked(&nowhere));
        for one in everything(&found) {
            prop_assert!(one.serves_area != Suits::No);
            prop_assert!(one.distance_m.is_none());
            let no = one.criteria.iter().filter(|one| one.suits == Suits::No);
            for criterion in no {
                prop_assert!(!matches!(criterion.kind, CriterionKind::Area | CriterionKind::Distance));
            }
        }
    }

    #[test]
    fn the_order_of_any_two_is_one_way_round(entries in entries(), question in question()) {
        let directory = built(&entries);
        let found = found(&directory, &asked(&question));
        let all = everything(&found);
        for one in &all {
            for other in &all {
                prop_assert_eq!(one.order(other), other.order(one).reverse());
                prop_assert_eq!(one.order(other).is_eq(), one.service == other.service);
                for third in all.iter().filter(|third| other.order(third).is_le()) {
                    prop_assert!(one.order(other).is_gt() || one.order(third).is_le());
                }
            }
        }
    }
}
