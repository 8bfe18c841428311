//! The services of a plan: what `find` offers for a route, with the case's circumstances.

use super::PlannedService;
use super::make::Context;
use super::stop::Held;
use crate::find::{
    Asker, Match, Query, Suits, Whereabouts, distance_in_words, find, kilometres, suits,
};
use crate::model::Directory;
use crate::model::area::Area;
use crate::model::case::Case;
use crate::model::contact::text_in_words;
use crate::model::need::NeedIndex;
use crate::model::postcode::Locality;
use crate::model::rule::Route;
use crate::model::service::{Kind, ServiceIndex};
use crate::model::shown::count;
use crate::model::vocabulary::Profession;
use crate::place::{Precision, Table, locate};

/// What was found for a route of a need.
#[derive(Default)]
pub(super) struct ForRoute {
    /// The best few.
    pub(super) services: Vec<PlannedService>,
    /// How many more would do.
    pub(super) more: usize,
    /// How many of the kind meet the need and would not take the person.
    pub(super) refusing: usize,
}

/// Looks for services with the circumstances of one case.
pub(super) struct Seeker<'c> {
    context: &'c Context<'c>,
    query: Query,
    most: usize,
    /// What has to be said about the place of the case; `None`: nothing.
    pub(super) note: Option<String>,
}

/// Where a case is, from a postcode, sector, district or the id of a named area, with what has to be said about it.
///
/// # Errors
/// The words say what is wrong with it and what to do.
pub fn whereabouts(
    directory: &Directory,
    table: &Table,
    near: &str,
) -> Result<(Whereabouts, Option<String>), String> {
    let named = |area: &Area| area.id.value == near.trim();
    if let Some(position) = directory.areas.iter().position(named) {
        return Ok((Whereabouts::from_area(directory, position), None));
    }
    let reading = Locality::read(near).map_err(|problem| problem.to_string())?;
    let located = locate(table, reading.locality).map_err(|problem| problem.to_string())?;
    let repaired = reading
        .repaired_from
        .map(|typed| format!("`{typed}` was read as `{}`", reading.locality));
    let said = match &located.note {
        Some(note) => Some(note.to_string()),
        None if located.precision == Precision::Unit => None,
        None => Some(format!(
            "{} is an area, so distances are from its middle and may be out by about {}",
            located.locality,
            miles(located.within_m)
        )),
    };
    let notes: Vec<String> = repaired.into_iter().chain(said).collect();
    let note = (!notes.is_empty()).then(|| notes.join("; "));
    Ok((Whereabouts::from_located(located), note))
}

fn miles(metres: u32) -> String {
    let miles = (metres.saturating_add(804) / 1609).max(1);
    count(miles as usize, "mile", "miles")
}

impl<'c> Seeker<'c> {
    /// `most` is how many services it names for one route of a need.
    pub(super) fn new(context: &'c Context<'c>, case: &Case, most: usize) -> Self {
        let (place, note) = match case
            .near
            .as_deref()
            .map(|near| whereabouts(context.directory, context.table, near))
        {
            None => (
                None,
                Some(
                    "no place given: whether a service serves this person has to be asked"
                        .to_owned(),
                ),
            ),
            Some(Ok((place, note))) => (Some(place), note),
            Some(Err(problem)) => (None, Some(problem)),
        };
        let query = Query {
            place,
            age: case.age,
            with: case.with.clone(),
            ..Query::new(context.today)
        };
        Self {
            context,
            query,
            most,
            note,
        }
    }

    /// The best few for a route of a need, and how many more would do.
    pub(super) fn for_route(
        &self,
        need: NeedIndex,
        route: Route,
        professions: &[Profession],
        held: &Held,
    ) -> ForRoute {
        let kinds = match route {
            Route::ActiveSignposting | Route::ClinicianLed => {
                vec![Kind::Community, Kind::Statutory]
            }
            Route::LinkWorker => vec![Kind::LinkWorker],
            Route::Ahp => vec![Kind::Ahp],
            Route::Stop => return ForRoute::default(),
        };
        let asker = if route.is_referral() {
            Asker::Professional
        } else {
            Asker::Person
        };
        let query = Query {
            needs: vec![need],
            kinds: Some(kinds),
            asker,
            ..self.query.clone()
        };
        let (mut services, refusing) = self.of_query(&query, route, professions, held);
        if services.is_empty() && route.is_referral() {
            // A link worker or a profession takes a person, not a list of needs: one that does not name this need
            // is to be asked, not left out.
            let anyone = Query {
                needs: Vec::new(),
                ..query
            };
            services = self.of_query(&anyone, route, professions, held).0;
            let label = &self.context.directory.need(need).label;
            for service in &mut services {
                service.suits = Suits::Ask;
                service.ask.push(format!(
                    "Ask: do you help with \"{label}\"? The entry does not say so"
                ));
            }
        }
        let more = services.len().saturating_sub(self.most);
        services.truncate(self.most);
        ForRoute {
            services,
            more,
            refusing,
        }
    }

    /// Every service that answers a query and fits a route, best first, and how many of its kind refuse.
    fn of_query(
        &self,
        query: &Query,
        route: Route,
        professions: &[Profession],
        held: &Held,
    ) -> (Vec<PlannedService>, usize) {
        let directory = self.context.directory;
        let rank = |found: &Match| {
            let profession = directory.service(found.service).profession;
            professions
                .iter()
                .position(|known| Some(*known) == profession)
        };
        let found = find(directory, self.context.places, query);
        let sought = |found: &&Match| {
            let kind = directory.service(found.service).kind;
            query
                .kinds
                .as_ref()
                .is_none_or(|kinds| kinds.contains(&kind))
        };
        let refusing = found.not_suitable.iter().filter(sought).count();
        let mut matches: Vec<&Match> = found
            .matches
            .iter()
            .filter(|found| !held.holds_service(directory.service(found.service)))
            .filter(|found| route != Route::Ahp || professions.is_empty() || rank(found).is_some())
            .collect();
        if route == Route::Ahp {
            // The usual profession for the need comes first; the order of find stands within each.
            matches.sort_by_key(|found| (found.suits, rank(found).unwrap_or(usize::MAX)));
        }
        let services = matches.iter().map(|found| self.planned(found)).collect();
        (services, refusing)
    }

    /// One service that an action names.
    pub(super) fn named(&self, index: ServiceIndex) -> PlannedService {
        // Its kind is sought because the action names it; a crisis service answers whoever rings.
        let query = Query {
            kinds: Some(vec![self.context.directory.service(index).kind]),
            ..self.query.clone()
        };
        self.planned(&suits(
            self.context.directory,
            self.context.places,
            index,
            &query,
        ))
    }

    /// The best service of a kind for a need.
    pub(super) fn best_of_kind(&self, kind: Kind, need: NeedIndex) -> Option<PlannedService> {
        let query = Query {
            needs: vec![need],
            kinds: Some(vec![kind]),
            ..self.query.clone()
        };
        find(self.context.directory, self.context.places, &query)
            .matches
            .first()
            .map(|found| self.planned(found))
    }

    fn planned(&self, found: &Match) -> PlannedService {
        planned(self.context.directory, found)
    }
}

/// Ids of all services that active signposting offers for the needs of a case: the best of each need first, then the
/// second best of each.
#[must_use]
pub fn signposted(context: &Context, case: &Case) -> Vec<String> {
    let seeker = Seeker::new(context, case, usize::MAX);
    let ids = |need: &NeedIndex| -> Vec<String> {
        let found = seeker.for_route(*need, Route::ActiveSignposting, &[], &Held::default());
        let services = found.services.into_iter();
        services.map(|service| service.id).collect()
    };
    let lists: Vec<Vec<String>> = case.needs.iter().map(|(need, _)| ids(need)).collect();
    in_turn(&lists)
}

/// The first of each list, then the second of each, and so on; what stands in several lists is taken once.
#[must_use]
pub fn in_turn(lists: &[Vec<String>]) -> Vec<String> {
    let longest = lists.iter().map(Vec::len).max().unwrap_or(0);
    let mut taken: Vec<String> = Vec::new();
    for rank in 0..longest {
        for id in lists.iter().filter_map(|list| list.get(rank)) {
            if !taken.contains(id) {
                taken.push(id.clone());
            }
        }
    }
    taken
}

/// A match as plans and the lists of `find` show it.
#[must_use]
pub fn planned(directory: &Directory, found: &Match) -> PlannedService {
    let service = directory.service(found.service);
    let reasons = match found.suits {
        Suits::No => found.refusals().map(str::to_owned).collect(),
        _ => found.reasons(directory),
    };
    let plain = |value: &Option<crate::source::Spanned<String>>| {
        value.as_ref().map(|value| value.value.clone())
    };
    PlannedService {
        id: service.id.value.clone(),
        name: service.name.clone(),
        organization: service.organization.clone(),
        summary: service.summary.clone(),
        kind: service.kind,
        role_name: service.role_name.clone(),
        suits: found.suits,
        reasons,
        ask: found.questions().map(str::to_owned).collect(),
        state: found.state.iter().map(ToString::to_string).collect(),
        distance_km: found.distance_m.map(kilometres),
        distance: found
            .distance_m
            .map(|metres| distance_in_words(metres, found.distance_within_m.unwrap_or(0.0))),
        referral: service.referral.clone(),
        phone: plain(&service.contact.phone),
        text: plain(&service.contact.text).map(|typed| text_in_words(&typed)),
        email: plain(&service.contact.email),
        url: plain(&service.contact.url),
        assured: service.assured.on.to_string(),
        stale: found.stale,
    }
}

#[cfg(test)]
mod tests {
    use super::in_turn;

    #[test]
    fn the_best_of_each_list_comes_before_the_second_best_of_any() {
        let list = |ids: &[&str]| ids.iter().map(|id| (*id).to_owned()).collect::<Vec<_>>();
        let lists = [list(&["a", "b", "c"]), list(&[]), list(&["d", "a"])];
        assert_eq!(in_turn(&lists), ["a", "d", "b", "c"]);
    }
}
