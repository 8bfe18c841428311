//! Every difference between two forms of one entry.

use super::found::{Found, word};
use super::words::{notices, price, room, sessions};
use super::{Sides, edit, is_asked_about};
use crate::compare::edits::{Edit, Effect, Part};
use crate::compare::places::{locations, served};
use crate::model::Directory;
use crate::model::hours::date_in_words;
use crate::model::service::{Accepts, Assured, Kind, Service};
use crate::model::vocabulary::Profession;
use crate::model::wording::{PlainTested, Translation};
use jiff::civil::Date;
use std::collections::BTreeSet;

impl Sides<'_> {
    #[expect(
        clippy::too_many_lines,
        reason = "a list of every key, each compared in a line or two"
    )]
    /// Every difference between two forms of an entry. Taken apart by name, so that a key that is added to the format is
    /// compared or left out on purpose.
    pub(super) fn edits(&self, old: &Service, new: &Service) -> Vec<Edit> {
        let Service {
            file: _,
            id: _,
            name,
            organization,
            summary,
            description,
            kind,
            profession,
            role_name,
            status,
            needs: _,
            attending_type,
            attending_access: _,
            referral,
            contact,
            locations: _,
            area: _,
            hours,
            eligibility,
            accepts: _,
            companion,
            cost,
            capacity: _,
            languages,
            alerts,
            sensitive,
            plain,
            plain_tested,
            translations,
            sends_on_to: _,
            assured,
            written: _,
        } = old;
        let mut found = Found::default();
        let yes_no = |yes: bool| if yes { "yes" } else { "no" }.to_owned();
        found.one(Part::Status, word(status.value), word(new.status.value));
        found.one(Part::Name, Some(name.clone()), Some(new.name.clone()));
        found.one(
            Part::Organization,
            Some(organization.clone()),
            Some(new.organization.clone()),
        );
        found.contact(contact, &new.contact);
        let [before, after] = locations(old, new);
        found.one(Part::Locations, before, after);
        let [before, after] = [served(self.old, old), served(self.new, new)];
        found.list(Part::Area, &before, &after, |change| {
            // Silence is no area: it has to be asked then, so nobody is newly left out.
            if before.is_empty() || after.is_empty() {
                Effect::Changed
            } else {
                change
            }
        });
        found.one(Part::Hours, sessions(hours), sessions(&new.hours));
        found.one(Part::Cost, price(cost.as_ref()), price(new.cost.as_ref()));
        found.eligibility(eligibility, &new.eligibility);
        found.accepts(old, new);
        let [before, after] = [needs(self.old, old), needs(self.new, new)];
        // A need that only has another label is no need gained or lost.
        if ids_of(&before) != ids_of(&after) {
            found.list(Part::Needs, &before, &after, |change| change);
        }
        let [before, after] = [
            sort_of(*kind, *profession, role_name.as_deref()),
            sort_of(new.kind, new.profession, new.role_name.as_deref()),
        ];
        found.one(Part::Kind, Some(before), Some(after));
        let ways = |ways: &[_]| -> Vec<String> { ways.iter().map(ToString::to_string).collect() };
        let (before, after) = (ways(attending_type), ways(&new.attending_type));
        found.list(Part::AttendingType, &before, &after, |change| change);
        found.access(old, new);
        found.one(Part::Referral, referral.clone(), new.referral.clone());
        self.capacity(old, new, &mut found);
        found.list(Part::Languages, languages, &new.languages, |change| change);
        found.one(Part::Alerts, notices(alerts), notices(&new.alerts));
        let texts = [
            (Some(summary), Some(&new.summary)),
            (description.as_ref(), new.description.as_ref()),
            (plain.as_ref(), new.plain.as_ref()),
        ];
        for (before, after) in texts {
            found.one(Part::Words, before.cloned(), after.cloned());
        }
        let tested = |of: &Option<PlainTested>| {
            of.as_ref()
                .map(|tested| format!("{}, {}", tested.by, date_in_words(tested.on)))
        };
        let company = |may: Option<Accepts>| may.and_then(word);
        found.one(Part::Companion, company(*companion), company(new.companion));
        found.one(
            Part::PlainTested,
            tested(plain_tested),
            tested(&new.plain_tested),
        );
        found.one(
            Part::Translations,
            translated(translations),
            translated(&new.translations),
        );
        found.one(
            Part::Sensitive,
            Some(yes_no(*sensitive)),
            Some(yes_no(new.sensitive)),
        );
        let onward = |of: &Service| -> Vec<String> {
            let ids = of.sends_on_to.iter();
            ids.map(|id| id.value.clone()).collect()
        };
        let (before, after) = (onward(old), onward(new));
        found.list(Part::SendsOnTo, &before, &after, |_| Effect::Changed);
        let [before, after] = [assured, &new.assured].map(|of| Some(confirmed(of)));
        found.one(Part::Assured, before, after);
        let overdue = |service: &Service, directory: &Directory, day: Date| {
            is_asked_about(service) && service.is_stale(day, directory.settings.review_days)
        };
        if overdue(new, self.new, self.today) && !overdue(old, self.old, self.was) {
            let after = Some(date_in_words(*new.assured.on));
            found.0.push(edit(Part::Overdue, None, after));
        }
        found.0
    }

    /// What is known about room on the day of each side; what was declared, where neither knows anything any more.
    fn capacity(&self, old: &Service, new: &Service, found: &mut Found) {
        let known = |service: &Service, day: Date| service.capacity_on(day).map(room);
        let declared = |service: &Service| service.capacity.as_ref().map(room);
        let (before, after) = (known(old, self.was), known(new, self.today));
        if before == after && declared(old) != declared(new) {
            found.one(Part::Capacity, declared(old), declared(new));
        } else {
            found.one(Part::Capacity, before, after);
        }
    }
}

/// The words in other languages, as they are compared; `None` where there are none.
fn translated(translations: &[Translation]) -> Option<String> {
    let one = |translation: &Translation| {
        let Translation {
            language,
            on,
            summary,
            plain,
            referral,
        } = translation;
        let more = [plain, referral].map(|text| text.as_deref().unwrap_or_default());
        let text = format!("{summary} {}", more.join(" "));
        format!("{} ({}): {}", language, date_in_words(*on), text.trim_end())
    };
    let all: Vec<String> = translations.iter().map(one).collect();
    (!all.is_empty()).then(|| all.join("; "))
}

/// The ids in brackets at the end of each, sorted.
fn ids_of(needs: &[String]) -> BTreeSet<&str> {
    needs
        .iter()
        .filter_map(|need| need.rsplit_once(" (").map(|(_, id)| id))
        .collect()
}

/// What it helps with, each as `Feeling lonely (loneliness)`.
fn needs(directory: &Directory, service: &Service) -> Vec<String> {
    let needs = service.needs.iter();
    needs
        .map(|need| directory.need(need.value))
        .map(|need| format!("{} ({})", need.label, need.id.value))
        .collect()
}

fn sort_of(kind: Kind, profession: Option<Profession>, role_name: Option<&str>) -> String {
    let profession = profession.map(Profession::name);
    let beside: Vec<String> = profession
        .into_iter()
        .chain(role_name.map(str::to_owned))
        .collect();
    if beside.is_empty() {
        kind.to_string()
    } else {
        format!("{kind} ({})", beside.join(", "))
    }
}

fn confirmed(assured: &Assured) -> String {
    let from = assured.source.as_ref();
    let from = from.map(|source| format!(" from {source}"));
    let on = date_in_words(*assured.on);
    format!("{on} by {}{}", assured.by, from.unwrap_or_default())
}
