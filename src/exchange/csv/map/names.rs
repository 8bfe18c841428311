//! What people call the columns of their spreadsheets.

pub(super) mod phrases;

use super::Target;

/// Other names that columns have, in small letters with single spaces.
pub(super) const NAMES: &[(Target, &[&str])] = &[
    (
        Target::Id,
        &[
            "ref",
            "reference",
            "service id",
            "record id",
            "no",
            "number",
        ],
    ),
    (
        Target::Name,
        &[
            "service",
            "service name",
            "group",
            "group name",
            "title",
            "activity",
            "name of service",
            "name of group",
            "project",
        ],
    ),
    (
        Target::Organization,
        &[
            "organisation",
            "organisation name",
            "organization name",
            "provider",
            "charity",
            "run by",
            "agency",
            "who runs it",
        ],
    ),
    (
        Target::Summary,
        &["short description", "what it is", "in short"],
    ),
    (
        Target::Description,
        &[
            "details",
            "about",
            "what we do",
            "what they do",
            "information",
            "service description",
            "long description",
        ],
    ),
    (Target::Status, &["open or closed", "active"]),
    (
        Target::Needs,
        &[
            "need",
            "category",
            "categories",
            "type",
            "type of service",
            "service type",
            "theme",
            "tags",
            "keywords",
            "what it helps with",
        ],
    ),
    (
        Target::AttendingType,
        &["how attended", "delivery", "where or how"],
    ),
    (
        Target::AttendingAccess,
        &["access", "referral route", "referral type"],
    ),
    (
        Target::Referral,
        &[
            "how to refer",
            "how to access",
            "how to join",
            "referral process",
            "booking",
            "how to book",
        ],
    ),
    (
        Target::Phone,
        &[
            "tel",
            "tel no",
            "telephone",
            "telephone number",
            "phone number",
            "contact number",
            "landline",
            "phone no",
        ],
    ),
    (Target::Text, &["sms", "text number", "textphone", "relay"]),
    (
        Target::Email,
        &["e mail", "email address", "e mail address", "contact email"],
    ),
    (
        Target::Url,
        &[
            "website",
            "web",
            "web site",
            "web address",
            "link",
            "webpage",
            "web page",
        ],
    ),
    (
        Target::Place,
        &["venue", "venue name", "location", "building", "where"],
    ),
    (
        Target::Address,
        &[
            "venue address",
            "address 1",
            "address line 1",
            "address1",
            "full address",
            "street address",
            "postal address",
        ],
    ),
    (
        Target::AddressLine2,
        &["address line 2", "address2", "venue address 2"],
    ),
    (
        Target::Town,
        &["city", "post town", "town city", "town or city", "village"],
    ),
    (
        Target::Postcode,
        &["post code", "venue postcode", "postal code", "pc"],
    ),
    (
        Target::Area,
        &[
            "area covered",
            "areas",
            "coverage",
            "catchment",
            "area served",
            "district",
            "where it works",
        ],
    ),
    (
        Target::Hours,
        &[
            "opening hours",
            "opening times",
            "open hours",
            "times",
            "time",
            "when",
            "days and times",
            "day time",
            "days times",
            "day times",
            "day and time",
            "day and times",
            "session times",
            "meeting times",
            "meets",
        ],
    ),
    (
        Target::MinimumAge,
        &["min age", "age from", "youngest", "from age"],
    ),
    (
        Target::MaximumAge,
        &["max age", "age to", "oldest", "to age"],
    ),
    (
        Target::Ages,
        &["age", "age range", "age group", "age groups"],
    ),
    (
        Target::OtherCondition,
        &[
            "eligibility",
            "criteria",
            "who can come",
            "who is it for",
            "who for",
            "conditions",
        ],
    ),
    (
        Target::Cost,
        &["price", "fee", "fees", "charge", "charges", "how much"],
    ),
    (Target::Languages, &["language", "languages spoken"]),
    (Target::Alerts, &["alert", "notice", "notices"]),
    (
        Target::AssuredOn,
        &[
            "assured",
            "last checked",
            "checked",
            "last updated",
            "updated",
            "date checked",
            "last confirmed",
            "review date",
            "assured date",
            "date updated",
        ],
    ),
];
