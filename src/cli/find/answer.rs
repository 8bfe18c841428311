//! The answer of `find` as data: the documented shape of its JSON.

use super::{Arguments, Understood};
use crate::cli::session::Session;
use crate::find::{Found, Query, find};
use crate::model::service::{Kind, Service, Status};
use crate::model::{Directory, LeftOut};
use crate::plan::services::planned;
use crate::plan::words::left_out_warning;
use crate::plan::{PlannedService, Stamp};
use crate::words::Candidate;
use serde::Serialize;

/// The version of the JSON shape; changes when a key does.
const VERSION: u32 = 1;

/// Everything that `find` says.
#[derive(Debug, Serialize)]
pub(crate) struct Answer {
    pub(crate) version: u32,
    pub(crate) directory: Stamp,
    pub(crate) today: String,
    /// The words as typed.
    pub(crate) typed: String,
    /// The needs that were looked for.
    pub(crate) needs: Vec<Named>,
    /// True where the words are not exactly those of the need.
    pub(crate) guessed: bool,
    /// What else the words may mean, likeliest first.
    pub(crate) candidates: Vec<Named>,
    /// Dangers that the words may mean; empty for most.
    pub(crate) crisis: Option<Crisis>,
    /// Whom to ring in danger, whatever was asked: words for a danger may not have been understood.
    pub(crate) crisis_numbers: Vec<CrisisNumber>,
    /// Whether services were looked for at all.
    pub(crate) searched: bool,
    /// Suitable, then to be asked first.
    pub(crate) services: Vec<PlannedService>,
    /// How many more there are beyond the limit.
    pub(crate) more: usize,
    /// How many are not suitable.
    pub(crate) not_suitable_count: usize,
    /// Those, with the reasons; only with `--all`.
    pub(crate) not_suitable: Vec<PlannedService>,
    pub(crate) warnings: Vec<String>,
    pub(crate) left_out: Vec<LeftOut>,
}

/// A need with its words.
#[derive(Debug, Serialize)]
pub(crate) struct Named {
    pub(crate) need: String,
    pub(crate) label: String,
    /// How sure, 0 to 1; 1 for an exact match.
    pub(crate) score: f64,
}

/// A crisis service that answers the telephone.
#[derive(Debug, Serialize)]
pub(crate) struct CrisisNumber {
    pub(crate) name: String,
    pub(crate) phone: String,
}

/// What comes before any other result where the words may mean a danger.
#[derive(Debug, Serialize)]
pub(crate) struct Crisis {
    /// The dangers that may be meant.
    pub(crate) did_you_mean: Vec<Named>,
    /// True where a danger was named exactly.
    pub(crate) named: bool,
    /// Whom to reach now.
    pub(crate) contacts: Vec<PlannedService>,
}

pub(super) fn answer(
    session: &Session,
    arguments: &Arguments,
    understood: &Understood,
    found: Option<&Found>,
) -> Answer {
    let directory = session.directory();
    let named = |candidate: &Candidate| Named {
        need: directory.need(candidate.need).id.value.clone(),
        label: directory.need(candidate.need).label.clone(),
        score: (candidate.score * 100.0).round() / 100.0,
    };
    let services = |matches: &[crate::find::Match], most: usize| -> Vec<PlannedService> {
        matches
            .iter()
            .take(most)
            .map(|found| planned(directory, found))
            .collect()
    };
    let matches = found.map_or(&[][..], |found| &found.matches);
    let refused = found.map_or(&[][..], |found| &found.not_suitable);
    Answer {
        version: VERSION,
        directory: Stamp::of(directory),
        today: session.today.to_string(),
        typed: understood.typed.clone(),
        needs: understood
            .needs
            .iter()
            .map(|need| Named {
                need: directory.need(*need).id.value.clone(),
                label: directory.need(*need).label.clone(),
                score: 1.0,
            })
            .collect(),
        guessed: understood.guessed,
        candidates: understood.candidates.iter().map(named).collect(),
        crisis: crisis(session, understood, &named),
        crisis_numbers: crisis_numbers(directory),
        searched: found.is_some(),
        services: services(matches, arguments.limit),
        more: matches.len().saturating_sub(arguments.limit),
        not_suitable_count: refused.len(),
        not_suitable: if arguments.all {
            services(refused, usize::MAX)
        } else {
            Vec::new()
        },
        warnings: left_out_warning(&directory.left_out).into_iter().collect(),
        left_out: directory.left_out.clone(),
    }
}

fn crisis(
    session: &Session,
    understood: &Understood,
    named: &impl Fn(&Candidate) -> Named,
) -> Option<Crisis> {
    let directory = session.directory();
    let exact = understood
        .needs
        .iter()
        .any(|need| directory.need(*need).crisis);
    if understood.crisis.is_empty() && !exact {
        return None;
    }
    // The contacts do not depend on what is known of the person: somebody answers for everybody.
    let needs = understood
        .crisis
        .iter()
        .map(|candidate| candidate.need)
        .chain(understood.needs.iter().copied());
    let query = Query {
        needs: needs.filter(|need| directory.need(*need).crisis).collect(),
        kinds: Some(vec![Kind::Crisis]),
        ..Query::new(session.today)
    };
    let found = find(directory, &session.places(), &query);
    Some(Crisis {
        did_you_mean: understood.crisis.iter().map(named).collect(),
        named: exact,
        contacts: found
            .matches
            .iter()
            .map(|found| planned(directory, found))
            .collect(),
    })
}

/// Every crisis service with a telephone that is running, each number once, shortest first.
pub(crate) fn crisis_numbers(directory: &Directory) -> Vec<CrisisNumber> {
    let mut numbers: Vec<CrisisNumber> = Vec::new();
    let running =
        |service: &&Service| service.kind == Kind::Crisis && service.status.value == Status::Active;
    for service in directory.services.iter().filter(running) {
        let Some(phone) = &service.contact.phone else {
            continue;
        };
        if numbers.iter().all(|known| known.phone != phone.value) {
            numbers.push(CrisisNumber {
                name: service.name.clone(),
                phone: phone.value.clone(),
            });
        }
    }
    numbers.sort_by_key(|number| number.phone.len());
    numbers
}
