//! Where a service is and where it works, and how it is reached: `locations`, `area`, `contact`.

use crate::diagnostic::Diagnostic;
use crate::load::fields::{Fields, Key, optional};
use crate::load::kinds;
use crate::load::names::{Names, unknown_name};
use crate::load::node::Node;
use crate::load::problems::Problems;
use crate::load::values::text;
use crate::model::area::Served;
use crate::model::contact::Contact;
use crate::model::postcode::{District, Postcode};
use crate::model::service::Location;
use crate::source::Spanned;

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

/// Reads ways to reach somebody.
pub(in crate::load) fn contact(node: Option<&Node>, problems: &mut Problems) -> Contact {
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

pub(super) fn location(node: &Node, problems: &mut Problems) -> Option<Location> {
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

pub(super) fn served(
    node: &Node,
    names: &Names,
    problems: &mut Problems,
) -> Option<Spanned<Served>> {
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
