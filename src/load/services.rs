//! A service file to a [`Service`].

use super::fields::{Fields, Key, Problems, date, optional, required, text, unknown_word};
use super::kinds;
use super::names::{Names, unknown_name};
use super::node::{Node, Shape};
use crate::diagnostic::Diagnostic;
use crate::model::area::Served;
use crate::model::contact::Contact;
use crate::model::hours::{Closed, MONTHS, Session, TimeOfDay};
use crate::model::need::NeedIndex;
use crate::model::postcode::{District, Postcode};
use crate::model::service::{
    Accepts, Alert, Assured, Capacity, CapacityState, Cost, Eligibility, Kind, Location, Service,
};
use crate::model::vocabulary::{Profession, SupportNeed, Vocabulary};
use crate::source::{FileId, Spanned};

/// The keys of a service.
pub const SERVICE: &[Key] = &[
    required(
        "id",
        "name of the file",
        "kebab-case; never reused, even when the service has ended",
    ),
    required("name", "text", "what it is called"),
    required("organization", "text", "who runs it"),
    required(
        "summary",
        "text",
        "one or two plain sentences, printed on leaflets",
    ),
    optional("description", "text", "more about it, for `show`"),
    required(
        "kind",
        "community, link-worker, ahp, statutory or crisis",
        "what sort of service it is",
    ),
    optional(
        "profession",
        "one of the allied health professions",
        "for `ahp`: whose service it is",
    ),
    optional(
        "role_name",
        "text",
        "for `link-worker`: what the role is called here (community navigator, ECLO)",
    ),
    required(
        "status",
        "active, inactive, defunct or temporarily closed",
        "whether it is running",
    ),
    required(
        "needs",
        "list of needs",
        "what it helps with: ids of needs.yaml",
    ),
    required(
        "attending_type",
        "list of venue, home visit, phone, online",
        "how it is attended",
    ),
    optional(
        "attending_access",
        "list of self-referral, professional-referral, drop-in, appointment, membership",
        "how one gets in; not said means the person cannot be sent there alone without asking",
    ),
    optional("referral", "text", "a sentence saying how one gets in"),
    required("contact", "phone, text, email, url", "how it is reached"),
    optional("locations", "list of locations", "where one goes"),
    required(
        "area",
        "list of areas, postcode districts, or national",
        "where it works",
    ),
    optional("hours", "list of sessions", "when it is open"),
    optional(
        "eligibility",
        "minimum_age, maximum_age, other",
        "who it is for; what is not said is no limit",
    ),
    optional(
        "accepts",
        "support needs with yes, no or ask",
        "what it copes with; a support need that is not named has to be asked about",
    ),
    optional(
        "cost",
        "free, or {amount: 3.50, per: session}",
        "what it costs; not said means not known",
    ),
    optional(
        "capacity",
        "state, weeks, until",
        "whether there is room; after `until` that is not known",
    ),
    optional("languages", "list of language codes", "languages spoken"),
    optional(
        "alerts",
        "list of text, from, until",
        "what is true for a while",
    ),
    optional(
        "sensitive",
        "yes or no",
        "yes: having its leaflet could put a person at risk or to shame",
    ),
    optional(
        "plain",
        "text, one idea a line",
        "the summary in the plainest words",
    ),
    optional(
        "sends_on_to",
        "list of service ids",
        "for a service that only signposts on: where to",
    ),
    required(
        "assured",
        "on, by, source",
        "when the facts were last confirmed, by which role, from what",
    ),
];

/// The keys of `contact`, in services and in the settings.
pub const CONTACT: &[Key] = &[
    optional("phone", "UK telephone number", "for speaking"),
    optional("text", "text", "how to reach it without speaking"),
    optional("email", "e-mail address", "of a team, not a person"),
    optional("url", "web address", "http or https"),
];

/// The keys of a location.
pub const LOCATION: &[Key] = &[
    optional("name", "text", "what the place is called"),
    optional("address", "text", "street and town"),
    optional("postcode", "postcode", "of the place"),
    optional(
        "confidential",
        "yes or no",
        "yes: the place must not be told; only `district` may stand beside it",
    ),
    optional("district", "postcode district", "of a confidential place"),
];

/// The keys of a session of `hours`.
pub const SESSION: &[Key] = &[
    required(
        "days",
        "list of mon, tue, wed, thu, fri, sat, sun",
        "the days it is held",
    ),
    required("from", "time such as \"09:30\"", "when it starts"),
    required(
        "to",
        "time such as \"12:00\"; \"24:00\" ends the day",
        "when it ends",
    ),
    optional(
        "weeks",
        "list of 1 to 5",
        "which weeks of the month; absent: every week",
    ),
    optional(
        "closed",
        "list of bank holidays and months",
        "when it is not held",
    ),
];

/// The keys of `eligibility`.
pub const ELIGIBILITY: &[Key] = &[
    optional("minimum_age", "years", "the youngest it takes"),
    optional("maximum_age", "years", "the oldest it takes"),
    optional(
        "other",
        "text",
        "any other condition; it is always asked about",
    ),
];

/// The keys of `cost` where it is not free.
pub const COST: &[Key] = &[
    required("amount", "pounds such as 3.50", "the price"),
    optional("per", "text", "what one gets for it: session, mile, year"),
];

/// The keys of `capacity`.
pub const CAPACITY: &[Key] = &[
    required("state", "open, waiting or full", "whether there is room"),
    optional("weeks", "number", "weeks to wait"),
    required("until", "date", "the last day this is known for"),
];

/// The keys of an alert.
pub const ALERT: &[Key] = &[
    required("text", "text", "what people should know"),
    optional("from", "date", "the first day; absent: already"),
    optional(
        "until",
        "date",
        "the last day; absent: until further notice",
    ),
];

/// The keys of `assured`.
pub const ASSURED: &[Key] = &[
    required("on", "date", "the day the facts were confirmed"),
    required(
        "by",
        "text",
        "the role of whoever confirmed them, never a name",
    ),
    optional("source", "text", "the page, or the way they were confirmed"),
];

/// Decodes one service. `None` where something it must have is missing or wrong; the findings say what.
pub(super) fn service(
    node: &Node,
    file: FileId,
    stem: &str,
    names: &Names,
    problems: &mut Problems,
) -> Option<Service> {
    problems.subject = Some(stem.to_owned());
    let fields = Fields::open(node, SERVICE, "a service", problems)?;
    let id = fields.text("id", problems);
    if let Some(id) = &id
        && id.value != stem
    {
        problems.report(
            &kinds::ID_NOT_FILE_NAME,
            id.span,
            format!(
                "the id is `{}`, but the file is called `{stem}.yaml`",
                id.value
            ),
            format!(
                "rename the file to `{}.yaml`, or the id to `{stem}`",
                id.value
            ),
        );
    }
    let needs = needs(&fields, names, problems);
    let kind = fields.word::<Kind>("kind", problems);
    let profession = fields
        .word::<Profession>("profession", problems)
        .map(|word| word.value);
    let role_name = fields.plain_text("role_name", problems);
    if let Some(kind) = &kind {
        kind_fits(
            &fields,
            kind,
            profession.is_some(),
            role_name.is_some(),
            problems,
        );
    }
    let status = fields.word("status", problems);
    let attending_type = fields.words("attending_type", problems);
    // `area: []` is a service that does not say where it works; `find` asks about it.
    not_empty(&fields, "attending_type", "a service", problems);
    let area = fields
        .list("area", problems)
        .iter()
        .filter_map(|node| served(node, names, problems))
        .collect();
    let hours = fields
        .list("hours", problems)
        .iter()
        .filter_map(|node| session(node, problems))
        .collect();
    let locations = fields
        .list("locations", problems)
        .iter()
        .filter_map(|node| location(node, problems))
        .collect();
    Some(Service {
        file,
        name: fields.plain_text("name", problems).unwrap_or_default(),
        organization: fields
            .plain_text("organization", problems)
            .unwrap_or_default(),
        summary: fields.plain_text("summary", problems).unwrap_or_default(),
        description: fields.plain_text("description", problems),
        kind: kind.map_or(Kind::Community, |kind| kind.value),
        profession,
        role_name,
        needs,
        attending_type,
        attending_access: fields.words("attending_access", problems),
        referral: fields.plain_text("referral", problems),
        contact: contact(fields.node("contact"), problems),
        locations,
        area,
        hours,
        eligibility: eligibility(&fields, problems),
        accepts: accepts(&fields, problems),
        cost: fields.node("cost").and_then(|node| cost(node, problems)),
        capacity: fields
            .node("capacity")
            .and_then(|node| capacity(node, problems)),
        languages: languages(&fields, problems),
        alerts: fields
            .list("alerts", problems)
            .iter()
            .filter_map(|node| alert(node, problems))
            .collect(),
        sensitive: fields.flag("sensitive", problems),
        plain: fields.plain_text("plain", problems),
        sends_on_to: fields.texts("sends_on_to", problems),
        // What may be missing stands last, so that everything before it is looked at.
        assured: fields
            .node("assured")
            .and_then(|node| assured(node, problems))?,
        status: status?,
        id: id?,
    })
}

fn needs(fields: &Fields, names: &Names, problems: &mut Problems) -> Vec<Spanned<NeedIndex>> {
    not_empty(fields, "needs", "a service", problems);
    let mut needs: Vec<Spanned<NeedIndex>> = Vec::new();
    for need in fields
        .texts("needs", problems)
        .iter()
        .filter_map(|need| names.need(need, problems))
    {
        // Named twice it is still one need, and the service is listed once.
        if needs.iter().all(|known| known.value != need.value) {
            needs.push(need);
        }
    }
    needs
}

/// Reports a list that must name something and is empty.
fn not_empty(fields: &Fields, key: &str, what: &str, problems: &mut Problems) {
    if let Some(node) = fields.node(key)
        && matches!(&node.shape, Shape::List(items) if items.is_empty())
    {
        problems.report(
            &kinds::MISSING_KEY,
            node.span,
            format!("{what} has nothing in `{key}`"),
            "name at least one, or nobody will ever be sent there",
        );
    }
}

fn kind_fits(
    fields: &Fields,
    kind: &Spanned<Kind>,
    profession: bool,
    role_name: bool,
    problems: &mut Problems,
) {
    if kind.value == Kind::Ahp && !profession && fields.node("profession").is_none() {
        problems.report(
            &kinds::MISSING_KEY,
            kind.span,
            "an `ahp` service has no `profession`".to_owned(),
            "add `profession:`, one of the allied health professions",
        );
    }
    let misplaced = |present: bool, key: &str, wanted: &str, problems: &mut Problems| {
        if present && let Some(node) = fields.node(key) {
            problems.report(
                &kinds::MISPLACED_KEY,
                node.span,
                format!(
                    "`{key}` is for services of kind `{wanted}`, and this one is `{}`",
                    kind.value
                ),
                format!("remove `{key}`, or make the kind `{wanted}`"),
            );
        }
    };
    misplaced(
        profession && kind.value != Kind::Ahp,
        "profession",
        "ahp",
        problems,
    );
    misplaced(
        role_name && kind.value != Kind::LinkWorker,
        "role_name",
        "link-worker",
        problems,
    );
}

/// Reads ways to reach somebody.
pub(super) fn contact(node: Option<&Node>, problems: &mut Problems) -> Contact {
    let Some(fields) = node.and_then(|node| Fields::open(node, CONTACT, "a contact", problems))
    else {
        return Contact::default();
    };
    Contact {
        phone: fields.text("phone", problems),
        text: fields.text("text", problems),
        email: fields.text("email", problems),
        url: fields.text("url", problems),
    }
}

fn location(node: &Node, problems: &mut Problems) -> Option<Location> {
    let fields = Fields::open(node, LOCATION, "a location", problems)?;
    if fields.flag("confidential", problems) {
        return confidential(&fields, problems);
    }
    if let Some(district) = fields.node("district") {
        problems.report(
            &kinds::MISPLACED_KEY,
            district.span,
            "`district` is for a confidential place".to_owned(),
            "give the full `postcode`, or say `confidential: yes`",
        );
    }
    let postcode =
        fields
            .text("postcode", problems)
            .and_then(|typed| match Postcode::parse(&typed.value) {
                Ok(postcode) => Some(Spanned::new(postcode, typed.span)),
                Err(problem) => {
                    problems.report(
                        &kinds::IMPOSSIBLE_POSTCODE,
                        typed.span,
                        format!("`{}` is not a full postcode: {problem}", typed.value),
                        "give all of it: `CO4 5JL`",
                    );
                    None
                }
            });
    Some(Location::Venue {
        name: fields.plain_text("name", problems),
        address: fields.plain_text("address", problems),
        postcode,
    })
}

/// A confidential place may hold its district and nothing finer. The text that should not be there is never repeated.
fn confidential(fields: &Fields, problems: &mut Problems) -> Option<Location> {
    for key in ["address", "postcode", "name"] {
        if let Some(node) = fields.node(key) {
            problems.add(
                Diagnostic::new(
                    &kinds::CONFIDENTIAL_ADDRESS,
                    node.span,
                    format!("a confidential place has a `{key}` on this line"),
                )
                .help(
                    "remove it and keep only `district`; it also stays in git's history, which must be cleaned \
                     (`git filter-repo`) before the directory is shared",
                )
                .without_excerpt(),
            );
        }
    }
    let typed = if let Some(node) = fields.node("district") {
        text(node, "district", problems)?
    } else {
        problems.report(
            &kinds::MISSING_KEY,
            fields.anchor,
            "a confidential place has no `district`".to_owned(),
            "add the first part of its postcode: `district: CO4`",
        );
        return None;
    };
    if let Ok(district) = District::parse(&typed.value) {
        return Some(Location::Confidential {
            district: Spanned::new(district, typed.span),
        });
    }
    let finer = Postcode::parse(&typed.value).is_ok();
    let message = if finer {
        "this says more than the district"
    } else {
        "this is not a postcode district"
    };
    problems.add(
        Diagnostic::new(&kinds::CONFIDENTIAL_ADDRESS, typed.span, message)
            .help("keep only the first part of the postcode, such as `CO4`")
            .without_excerpt(),
    );
    None
}

fn served(node: &Node, names: &Names, problems: &mut Problems) -> Option<Spanned<Served>> {
    let typed = text(node, "area", problems)?;
    if typed.value == "national" {
        return Some(Spanned::new(Served::National, typed.span));
    }
    if let Some(area) = names.areas.get(typed.value.as_str()) {
        return Some(Spanned::new(Served::Area(*area), typed.span));
    }
    if let Ok(district) = District::parse(&typed.value) {
        return Some(Spanned::new(Served::District(district), typed.span));
    }
    if names.areas_complete {
        unknown_name(
            &typed,
            "area",
            names.areas.keys().copied().chain(["national"]),
            "areas.yaml",
            problems,
        );
    }
    None
}

fn session(node: &Node, problems: &mut Problems) -> Option<Session> {
    let fields = Fields::open(node, SESSION, "a session", problems)?;
    not_empty(&fields, "days", "a session", problems);
    let time = |key: &str, problems: &mut Problems| {
        let typed = fields.text(key, problems)?;
        let time = TimeOfDay::parse(&typed.value);
        if time.is_none() {
            problems.report(
                &kinds::MALFORMED_VALUE,
                typed.span,
                format!("`{}` is not a time for `{key}`", typed.value),
                "write hours and minutes: \"09:30\"",
            );
        }
        time
    };
    let weeks = fields
        .texts("weeks", problems)
        .iter()
        .filter_map(|typed| {
            if let Ok(week @ 1..=5) = typed.value.parse::<u8>() {
                Some(week)
            } else {
                problems.report(
                    &kinds::MALFORMED_VALUE,
                    typed.span,
                    format!("`{}` is not a week of the month", typed.value),
                    "use 1 to 5",
                );
                None
            }
        })
        .collect();
    let closed = fields
        .texts("closed", problems)
        .iter()
        .filter_map(|typed| {
            let closed = Closed::parse(&typed.value);
            if closed.is_none() {
                let months: Vec<String> = MONTHS.iter().map(|month| month.to_lowercase()).collect();
                let known =
                    std::iter::once("bank holidays").chain(months.iter().map(String::as_str));
                unknown_word(typed, "closed", known, problems);
            }
            closed
        })
        .collect();
    let (from, to) = (time("from", problems), time("to", problems));
    let days = fields.words("days", problems);
    Some(Session {
        days,
        from: from?,
        to: to?,
        weeks,
        closed,
    })
}

fn eligibility(fields: &Fields, problems: &mut Problems) -> Eligibility {
    let Some(fields) = fields
        .node("eligibility")
        .and_then(|node| Fields::open(node, ELIGIBILITY, "eligibility", problems))
    else {
        return Eligibility::default();
    };
    Eligibility {
        minimum_age: fields.number("minimum_age", "an age in years", problems),
        maximum_age: fields.number("maximum_age", "an age in years", problems),
        other: fields.plain_text("other", problems),
    }
}

fn accepts(fields: &Fields, problems: &mut Problems) -> Vec<(SupportNeed, Accepts)> {
    let Some(node) = fields.node("accepts") else {
        return Vec::new();
    };
    let Shape::Map(entries) = &node.shape else {
        problems.report(
            &kinds::WRONG_SHAPE,
            node.span,
            format!(
                "`accepts` holds support needs with yes, no or ask; found {}",
                node.describe()
            ),
            "write `accepts: {wheelchair: yes, oxygen: ask}`",
        );
        return Vec::new();
    };
    entries
        .iter()
        .filter_map(|(key, node)| {
            let key = Spanned::new(key.value.to_string(), key.span);
            let Some(need) = SupportNeed::from_word(&key.value) else {
                unknown_word(
                    &key,
                    "accepts",
                    SupportNeed::WORDS.iter().map(|(word, _)| *word),
                    problems,
                );
                return None;
            };
            super::fields::word(node, &key.value, problems).map(|answer| (need, answer.value))
        })
        .collect()
}

fn cost(node: &Node, problems: &mut Problems) -> Option<Cost> {
    if let Shape::Text(typed) = &node.shape {
        if typed.trim() == "free" {
            return Some(Cost::Free);
        }
        let typed = Spanned::new(typed.to_string(), node.span);
        problems.report(
            &kinds::MALFORMED_VALUE,
            typed.span,
            format!("`{}` is not a cost", typed.value),
            "write `free`, or `{amount: 3.50, per: session}`",
        );
        return None;
    }
    let fields = Fields::open(node, COST, "a cost", problems)?;
    let per = fields.plain_text("per", problems);
    let amount = fields.text("amount", problems)?;
    let Some(pence) = pence(&amount.value) else {
        problems.report(
            &kinds::MALFORMED_VALUE,
            amount.span,
            format!("`{}` is not an amount of money", amount.value),
            "write pounds and pence without a sign: 3.50",
        );
        return None;
    };
    Some(Cost::Price { pence, per })
}

/// `3` and `3.50` are pounds; anything else is not an amount.
fn pence(typed: &str) -> Option<u32> {
    let (pounds, pence) = typed.split_once('.').unwrap_or((typed, "00"));
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if !digits(pounds) || !digits(pence) || pence.len() > 2 {
        return None;
    }
    let pence: u32 = format!("{pence:0<2}").parse().ok()?;
    pounds
        .parse::<u32>()
        .ok()?
        .checked_mul(100)?
        .checked_add(pence)
}

fn capacity(node: &Node, problems: &mut Problems) -> Option<Capacity> {
    let fields = Fields::open(node, CAPACITY, "capacity", problems)?;
    let state = fields.word::<CapacityState>("state", problems);
    let weeks = fields
        .number("weeks", "a number of weeks", problems)
        .map(|weeks| weeks.value);
    let until = fields.date("until", problems);
    Some(Capacity {
        state: state?.value,
        weeks,
        until: until?,
    })
}

fn languages(fields: &Fields, problems: &mut Problems) -> Vec<String> {
    let code = |text: &str| {
        let mut parts = text.split('-');
        let primary = parts.next().unwrap_or("");
        (2..=3).contains(&primary.len())
            && primary.bytes().all(|byte| byte.is_ascii_lowercase())
            && parts.all(|part| {
                (1..=8).contains(&part.len())
                    && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
            })
    };
    let typed = fields.texts("languages", problems);
    for text in typed.iter().filter(|text| !code(&text.value)) {
        problems.report(
            &kinds::MALFORMED_VALUE,
            text.span,
            format!("`{}` is not a language code", text.value),
            "use the short code of the language: en, pl, cy, bfi (British Sign Language)",
        );
    }
    typed.into_iter().map(|text| text.value).collect()
}

fn alert(node: &Node, problems: &mut Problems) -> Option<Alert> {
    let fields = Fields::open(node, ALERT, "an alert", problems)?;
    let (from, until) = (
        fields.date("from", problems),
        fields.date("until", problems),
    );
    Some(Alert {
        text: fields.plain_text("text", problems)?,
        from: from.map(|date| date.value),
        until: until.map(|date| date.value),
    })
}

fn assured(node: &Node, problems: &mut Problems) -> Option<Assured> {
    let fields = Fields::open(node, ASSURED, "`assured`", problems)?;
    let on = fields
        .text("on", problems)
        .and_then(|typed| date(&typed, "on", problems));
    let by = fields.plain_text("by", problems);
    let source = fields.plain_text("source", problems);
    Some(Assured {
        on: on?,
        by: by?,
        source,
    })
}

#[cfg(test)]
mod tests {
    use super::pence;

    #[test]
    fn amounts_are_pounds_and_pence() {
        assert_eq!(pence("3.50"), Some(350));
        assert_eq!(pence("3.5"), Some(350));
        assert_eq!(pence("3"), Some(300));
        assert_eq!(pence("0.45"), Some(45));
        for bad in ["£3", "3.505", "-1", "", ".5", "3,50", "99999999999"] {
            assert_eq!(pence(bad), None, "{bad}");
        }
    }
}
