//! Whether the services on a leaflet would take the person, and what nobody has asked them.

use super::super::Common;
use super::super::case_input::{CaseOptions, support_need, years};
use super::super::session::{Session, warn};
use super::Wanted;
use crate::check::confidential_places_named;
use crate::find::{CriterionKind, Places, Query, Suits, suits};
use crate::leaflet::words::Words;
use crate::leaflet::{not_checked, not_checked_area};
use crate::model::case::Case;
use crate::model::contact::{email_problem, url_problem};
use crate::model::service::{
    AttendingType, CapacityState, Location, Service, ServiceIndex, Status as Running,
};
use crate::model::shown::clean;
use crate::model::vocabulary::SupportNeed;
use crate::plan::services::whereabouts;
use anyhow::{Result, anyhow, bail};

/// What is known of the person who takes the leaflet home, as far as a service can be compared with it.
pub(super) struct Person {
    query: Query,
    places: Places,
    /// True where their case or need chose the services, and nobody looked at each.
    chooses: bool,
}

impl Person {
    /// Anybody: whoever takes a leaflet from a rack.
    pub(super) fn anybody(session: &Session) -> Self {
        Self {
            query: Query::new(session.today),
            places: session.places(),
            chooses: false,
        }
    }

    /// The person of a case, whose place has been found to be one.
    pub(super) fn of_case(case: &Case, session: &Session) -> Self {
        let place = case.near.as_deref().and_then(|near| {
            let found = whereabouts(session.directory(), &session.table, near);
            found.ok().map(|(place, _)| place)
        });
        let mut person = Self::anybody(session);
        person.query = Query {
            place,
            age: case.age,
            with: case.with.clone(),
            ..person.query
        };
        person.chooses = true;
        person
    }

    /// The person of `--near`, `--age` and `--with`.
    pub(super) fn of_options(
        options: &CaseOptions,
        session: &Session,
        common: &Common,
    ) -> Result<Self> {
        let mut person = Self::anybody(session);
        if let Some(near) = &options.near {
            let found = whereabouts(session.directory(), &session.table, near);
            let (place, note) = found.map_err(|problem| anyhow!("--near {near}: {problem}"))?;
            if let Some(note) = note {
                warn(common, &note)?;
            }
            person.query.place = Some(place);
        }
        if let Some(age) = &options.age {
            let age = years(age).map_err(|problem| anyhow!("--age: {problem}"))?;
            person.query.age = Some(age);
        }
        for typed in &options.with {
            let need =
                support_need(typed).map_err(|problem| anyhow!("--with: `{typed}`: {problem}"))?;
            if !person.query.with.contains(&need) {
                person.query.with.push(need);
            }
        }
        Ok(person)
    }

    /// True where they need a service that copes with sight loss.
    pub(super) fn sees_badly(&self) -> bool {
        self.query.with.contains(&SupportNeed::SightLoss)
    }

    /// Why the entry of a service says that it would not take them: their place, their age, what they need; empty where it
    /// does not say so. How one gets in and whether there is room stand on the leaflet itself.
    pub(super) fn refusals(&self, service: ServiceIndex, session: &Session) -> Vec<String> {
        self.outcomes(service, Suits::No, session, |_, text| Some(text))
    }

    /// What nobody has asked the service about them, in sentences to the person.
    pub(super) fn unchecked(
        &self,
        service: ServiceIndex,
        session: &Session,
        words: &Words,
    ) -> Vec<String> {
        let directory = session.directory();
        let entry = directory.service(service);
        self.outcomes(service, Suits::Ask, session, |kind, _| match kind {
            CriterionKind::Accepts(need) if matters(need, entry) => {
                Some(not_checked(need, directory, words))
            }
            CriterionKind::Area if self.chooses || self.query.place.is_some() => {
                Some(not_checked_area(directory, words))
            }
            _ => None,
        })
    }

    /// What the worker has to ask the person before the leaflet is handed over: a condition of the service, and their age
    /// where nobody looked at its limits. It is not printed in words that would say something about the person.
    pub(super) fn questions(&self, service: ServiceIndex, session: &Session) -> Vec<String> {
        self.outcomes(service, Suits::Ask, session, |kind, text| {
            let asked =
                kind == CriterionKind::Other || (kind == CriterionKind::Age && self.chooses);
            let question = text.strip_prefix("Ask: ").unwrap_or(&text).to_owned();
            asked.then_some(question)
        })
    }

    fn outcomes(
        &self,
        service: ServiceIndex,
        sought: Suits,
        session: &Session,
        said: impl Fn(CriterionKind, String) -> Option<String>,
    ) -> Vec<String> {
        let about_them = |kind: CriterionKind| {
            matches!(
                kind,
                CriterionKind::Area
                    | CriterionKind::Age
                    | CriterionKind::Accepts(_)
                    | CriterionKind::Other
            )
        };
        let judged = suits(session.directory(), &self.places, service, &self.query);
        let criteria = judged.criteria.into_iter();
        criteria
            .filter(|criterion| criterion.suits == sought && about_them(criterion.kind))
            .filter_map(|criterion| said(criterion.kind, criterion.text.into_owned()))
            .collect()
    }
}

/// False where the way the service is attended answers the question by itself: nobody has to get in where there is nowhere to
/// go, and one that comes to the person need not be asked whether it does.
fn matters(need: SupportNeed, service: &Service) -> bool {
    let attends = |way| service.attending_type.contains(&way);
    match need {
        SupportNeed::Wheelchair
        | SupportNeed::WalkingAid
        | SupportNeed::NeedsTransport
        | SupportNeed::AssistanceDog => attends(AttendingType::Venue),
        SupportNeed::Housebound => !attends(AttendingType::HomeVisit),
        _ => true,
    }
}

/// Says what the worker has to know of the services beside what is printed: conditions to ask about, and addresses that
/// cannot be right and are left off.
pub(super) fn warn_about(
    wanted: &Wanted,
    asked: &[ServiceIndex],
    session: &Session,
    common: &Common,
) -> Result<()> {
    for index in wanted.services {
        let service = session.directory().service(*index);
        let id = &service.id.value;
        let questions = wanted.person.questions(*index, session);
        if !questions.is_empty() && !asked.contains(index) {
            let questions = questions.join("; ");
            warn(
                common,
                &format!("{id}: ask first: {questions}; --asked {id} says that you did"),
            )?;
        }
        let contact = &service.contact;
        let url = contact.url.as_ref().and_then(|url| url_problem(url));
        let email = contact
            .email
            .as_ref()
            .and_then(|email| email_problem(email));
        for (what, problem) in [("web address", url), ("e-mail address", email)] {
            if problem.is_some() {
                warn(
                    common,
                    &format!("{id}: its {what} cannot be right and is left off"),
                )?;
            }
        }
    }
    Ok(())
}

/// Why a service is never printed as its entry is; `None`: it may be.
pub(super) fn gives_its_place_away(service: &Service, session: &Session) -> Option<&'static str> {
    let confidential = |location: &Location| matches!(location, Location::Confidential { .. });
    let named = || {
        let findings = confidential_places_named(session.directory(), session.today);
        let mut files = findings.iter().map(|finding| finding.primary.span.file);
        files.any(|file| file == service.file)
    };
    (service.locations.iter().any(confidential) && named())
        .then_some("its entry gives its confidential place away; `signpost check` shows where")
}

/// Why a service is printed only when it was named; `None`: it may be chosen.
pub(super) fn by_id_only(service: &Service, session: &Session) -> Option<&'static str> {
    let twice = session.directory().settings.review_days.saturating_mul(2);
    if service.is_stale(session.today, twice) {
        return Some("nobody has checked it for more than twice the review period");
    }
    if service.status.value != Running::Active {
        return Some("it is closed");
    }
    let full = service
        .capacity_on(session.today)
        .is_some_and(|capacity| capacity.state == CapacityState::Full);
    full.then_some("it is full")
}

/// Refuses a service whose entry says that it would not take the person: "we have not checked" would be untrue of it.
///
/// # Errors
/// There is one that the worker has not asked all the same.
pub(super) fn refused(wanted: &Wanted, asked: &[ServiceIndex], session: &Session) -> Result<()> {
    for index in wanted
        .services
        .iter()
        .filter(|index| !asked.contains(index))
    {
        let why = wanted.person.refusals(*index, session);
        if !why.is_empty() {
            let id = clean(&session.directory().service(*index).id.value);
            bail!(
                "by its entry {id} would not take this person: it {}; choose another service, or ask them, and add --asked {id} if they can",
                clean(&why.join(", and "))
            );
        }
    }
    Ok(())
}
