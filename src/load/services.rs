//! A service to a [`Service`]: its own keys here, and the entries inside it in a room each.

pub(super) mod file;
pub mod hours;
mod kind;
pub mod place;
pub mod terms;
pub mod wording;

use super::fields::{Fields, Key, optional, required};
use super::kinds;
use super::names::Names;
use super::node::{Node, Shape};
use super::problems::Problems;
use crate::model::need::NeedIndex;
use crate::model::service::{Accepts, Kind, Service};
use crate::model::vocabulary::{Profession, Vocabulary};
use crate::model::written::{Part, Written};
use crate::source::{FileId, Spanned};
use hours::session;
use kind::kind_fits;
use place::{contact, location, served};
use terms::{accepts, alert, assured, capacity, cost, eligibility};
use wording::{languages, plain_tested, translations};

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
        "companion",
        "yes, no or ask",
        "whether a carer or a friend may come too; not said means ask",
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
        "plain_tested",
        "by, on",
        "which people with a learning disability read `plain`: only then is it called Easy Read",
    ),
    optional(
        "translations",
        "list of language, on, summary, plain, referral",
        "what it says of itself in other languages, for leaflets",
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

/// Decodes one service. `None` where something it must have is missing or wrong; the findings say what.
fn service(
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
    let plain = fields.plain_text("plain", problems);
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
        companion: fields
            .word::<Accepts>("companion", problems)
            .map(|word| word.value),
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
        plain_tested: plain_tested(&fields, plain.as_deref(), problems),
        plain,
        translations: translations(&fields, problems),
        sends_on_to: fields.texts("sends_on_to", problems),
        // What may be missing stands last, so that everything before it is looked at.
        assured: fields
            .node("assured")
            .and_then(|node| assured(node, problems))?,
        status: status?,
        id: id?,
        written: written(&fields),
    })
}

/// Where everything stands that a finding may point at.
fn written(fields: &Fields) -> Written {
    let mut written = Written::default();
    for (key, node) in fields.entries() {
        if let Some(part) = Part::from_word(&key.value) {
            written.add(part, None, node.span);
            if let Shape::List(items) = &node.shape {
                for (position, item) in items.iter().enumerate() {
                    written.add(part, Some(position), item.span);
                }
            }
        }
        if let Shape::Map(inner) = &node.shape {
            for (inner_key, value) in inner {
                let keys = Some((key.value.as_ref(), inner_key.value.as_ref()));
                let known = Part::WORDS
                    .iter()
                    .find(|(word, _)| word.split_once('.') == keys);
                if let Some((_, part)) = known {
                    written.add(*part, None, value.span);
                }
            }
        }
    }
    written
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
