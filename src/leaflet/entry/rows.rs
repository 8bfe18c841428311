//! The labelled parts of an entry: when, where, how to get in, what it costs, who it is for.

use super::Row;
use crate::leaflet::Reach;
use crate::leaflet::phrases::{capital, cost, languages, one_line};
use crate::leaflet::words::{Phrase, Words};
use crate::model::service::{Accepts, AttendingType, Eligibility, Location, Service};
use crate::model::vocabulary::SupportNeed;
use jiff::civil::Date;

/// Everything beside the top of an entry, in the order it is printed. `start` is how the person gets in, in the entry's own words
/// where `own_words` says so; `asked` is true where the service has said that it can take the person.
pub(super) fn rows(
    service: &Service,
    reach: &Reach,
    asked: bool,
    today: Date,
    (start, own_words): (Vec<String>, bool),
    words: &'static Words,
) -> Vec<Row> {
    let mut when = words.hours(&service.hours);
    if when.is_empty() {
        let ask = if reach.phone.is_some() {
            Phrase::AskTimesRing
        } else {
            Phrase::AskTimes
        };
        when.push(words.say(ask).to_owned());
    }
    let weeks = service
        .capacity_on(today)
        .and_then(|capacity| capacity.weeks);
    let wait = weeks.filter(|weeks| *weeks > 0).map(|weeks| match weeks {
        1 => words.say(Phrase::WaitWeek).to_owned(),
        _ => words.fill(Phrase::WaitWeeks, &[("weeks", &weeks.to_string())]),
    });
    let price = service.cost.as_ref().map_or_else(
        || words.say(Phrase::AskCost).to_owned(),
        |price| cost(price, words),
    );
    let spoken = words.and(&languages(&service.languages, words));
    // Silence is asked about wherever one goes somewhere.
    let goes = service.attending_type.contains(&AttendingType::Venue);
    let company = match service.companion {
        Some(Accepts::Yes) => Some(Phrase::BringYes),
        Some(Accepts::No) => Some(Phrase::BringNo),
        Some(Accepts::Ask) => Some(Phrase::Bring),
        None => goes.then_some(Phrase::Bring),
    };
    let company = company.map(|phrase| words.say(phrase).to_owned());
    [
        (Phrase::LabelStart, start),
        (Phrase::LabelWhen, when),
        (Phrase::LabelWhere, place(service, words)),
        (Phrase::LabelGettingIn, getting_in(service, words)),
        (Phrase::LabelBring, company.into_iter().collect()),
        (Phrase::LabelCost, vec![price]),
        (
            Phrase::LabelWho,
            who(&service.eligibility, !asked && !reach.is_empty(), words),
        ),
        (Phrase::LabelWait, wait.into_iter().collect()),
        (
            Phrase::LabelLanguages,
            Some(spoken)
                .filter(|spoken| !spoken.is_empty())
                .into_iter()
                .collect(),
        ),
    ]
    .into_iter()
    .filter(|(_, lines)| !lines.is_empty())
    .map(|(label, lines)| Row {
        label: words.say(label),
        own_words: own_words && label == Phrase::LabelStart,
        lines,
    })
    .collect()
}

/// What the service says about getting there and in. Silence is not said: it is asked about where the person needs it.
fn getting_in(service: &Service, words: &Words) -> Vec<String> {
    if !service.attending_type.contains(&AttendingType::Venue) {
        return Vec::new();
    }
    [
        SupportNeed::Wheelchair,
        SupportNeed::WalkingAid,
        SupportNeed::NeedsTransport,
        SupportNeed::AssistanceDog,
    ]
    .into_iter()
    .filter(|need| service.accepts(*need) == Some(Accepts::Yes))
    .map(|need| format!("{}.", capital(words.clause(need))))
    .collect()
}

/// Where one goes, one place a line. Of a place that must not be told nothing is printed, not even its district.
fn place(service: &Service, words: &Words) -> Vec<String> {
    let attends = |way| service.attending_type.contains(&way);
    let mut lines: Vec<String> = Vec::new();
    for location in &service.locations {
        let line = match location {
            Location::Venue {
                name,
                address,
                postcode,
            } => {
                let postcode = postcode.as_ref().map(|postcode| postcode.value.to_string());
                [name.as_ref(), address.as_ref(), postcode.as_ref()]
                    .into_iter()
                    .flatten()
                    .map(|part| one_line(part))
                    .filter(|part| !part.is_empty())
                    .collect::<Vec<_>>()
                    .join(", ")
            }
            Location::Confidential { .. } => words.say(Phrase::PlaceConfidential).to_owned(),
        };
        if !line.is_empty() && !lines.contains(&line) {
            lines.push(line);
        }
    }
    if lines.is_empty() && attends(AttendingType::Venue) {
        lines.push(words.say(Phrase::PlaceAsk).to_owned());
    }
    let others: Vec<&str> = [
        (AttendingType::HomeVisit, Phrase::ByHome),
        (AttendingType::Phone, Phrase::ByPhone),
        (AttendingType::Online, Phrase::ByOnline),
    ]
    .into_iter()
    .filter(|(way, _)| attends(*way))
    .map(|(_, phrase)| words.say(phrase))
    .collect();
    if !others.is_empty() {
        let ways = others.join(words.say(Phrase::OrWays));
        lines.push(if lines.is_empty() {
            capital(&ways)
        } else {
            words.fill(Phrase::OrAlso, &[("ways", &ways)])
        });
    }
    lines
}

/// Who it is for. Another condition is not printed: it may say about the person what must not lie on a kitchen table. That
/// there is one is said, because nobody should come for nothing, where the person can still ask.
fn who(eligibility: &Eligibility, can_ask: bool, words: &Words) -> Vec<String> {
    let years =
        |age: &Option<crate::source::Spanned<u8>>| age.as_ref().map(|age| age.value.to_string());
    let ages = match (
        years(&eligibility.minimum_age),
        years(&eligibility.maximum_age),
    ) {
        (None, None) => None,
        (Some(least), None) => Some(words.fill(Phrase::AgesFrom, &[("least", &least)])),
        (None, Some(most)) => Some(words.fill(Phrase::AgesTo, &[("most", &most)])),
        (Some(least), Some(most)) => {
            let values = [("least", least.as_str()), ("most", most.as_str())];
            Some(words.fill(Phrase::AgesBetween, &values))
        }
    };
    let condition = eligibility.other.is_some() && can_ask;
    let condition = condition.then(|| words.say(Phrase::AskWho).to_owned());
    ages.into_iter().chain(condition).collect()
}
