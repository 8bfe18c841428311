//! The words of sentences that say that an address is not told, in small letters without apostrophes.

use super::super::Mark;

/// What a place is called in such sentences. `place` is none: `a confidential place to talk` tells nothing of where it is.
pub(super) const SUBJECTS: &[&str] = &[
    "address",
    "addresses",
    "location",
    "locations",
    "venue",
    "venues",
    "whereabouts",
    "premises",
    "postcode",
    "site",
];

/// What stands before an address that is none of a place, or that is not the service's.
pub(super) const OTHERS: &[&str] = &[
    "email",
    "e",
    "mail",
    "web",
    "website",
    "ip",
    "your",
    "client",
    "clients",
    "user",
    "users",
    "patient",
    "patients",
    "caller",
    "callers",
    "forwarding",
];

/// What says of a place that it is a secret.
pub(super) const SECRET: &[Mark] = &[
    "confidential",
    "secret",
    "undisclosed",
    "unpublished",
    "withheld",
    "hidden",
    "nondisclosed",
    "private",
    "unlisted",
];

/// What is not done with the address of such a place, and what that is called.
pub(super) const NOT_DONE: &[(&str, Mark)] = &[
    ("published", "not published"),
    ("publicised", "not published"),
    ("publicized", "not published"),
    ("publish", "not published"),
    ("publicise", "not published"),
    ("advertise", "not published"),
    ("advertised", "not published"),
    ("print", "not published"),
    ("printed", "not published"),
    ("public", "not public"),
    ("publicly", "not public"),
    ("disclosed", "not disclosed"),
    ("disclose", "not disclosed"),
    ("divulge", "not disclosed"),
    ("reveal", "not disclosed"),
    ("revealed", "not disclosed"),
    ("shared", "not shared"),
    ("share", "not shared"),
    ("shown", "not shown"),
    ("show", "not shown"),
    ("listed", "not shown"),
    ("list", "not shown"),
    ("given", "not given"),
    ("give", "not given"),
    ("tell", "not shared"),
    ("say", "not given"),
    ("sharing", "not shared"),
    ("publication", "not published"),
    ("website", "not published"),
];

/// What denies.
pub(super) const NO: &[&str] = &[
    "not", "never", "cannot", "cant", "wont", "dont", "isnt", "arent", "unable", "nor", "doesnt",
    "mustnt",
];

/// What one has to have done before one is told.
pub(super) const OCCASIONS: &[(&str, Mark)] = &[
    ("referral", "on referral"),
    ("referrals", "on referral"),
    ("referred", "on referral"),
    ("assessment", "on referral"),
    ("assessed", "on referral"),
    ("acceptance", "on referral"),
    ("accepted", "on referral"),
    ("booking", "on booking"),
    ("booked", "on booking"),
    ("registration", "on booking"),
    ("registered", "on booking"),
    ("registering", "on booking"),
    ("application", "on request"),
    ("request", "on request"),
    ("requested", "on request"),
    ("enquiry", "on request"),
    ("confirmation", "on booking"),
];

/// What stands before such an occasion.
pub(super) const BEFORE_OCCASIONS: &[&str] = &[
    "on",
    "upon",
    "after",
    "once",
    "following",
    "when",
    "by",
    "at",
    "until",
];

/// What may stand between such a word and the occasion.
pub(super) const TO_OCCASIONS: &[&str] = &[
    "a",
    "the",
    "your",
    "you",
    "they",
    "women",
    "is",
    "are",
    "have",
    "has",
    "been",
    "being",
    "point",
    "of",
    "time",
    "successful",
    "initial",
    "phone",
    "telephone",
    "place",
];

/// What carries a word for a place to what is said of it.
pub(super) const CARRIES: &[&str] = &[
    "of",
    "the",
    "a",
    "our",
    "its",
    "this",
    "refuge",
    "refuges",
    "safe",
    "house",
    "houses",
    "service",
    "accommodation",
    "for",
    "safety",
    "security",
    "reasons",
    "purposes",
    "details",
    "information",
    "which",
    "that",
    "must",
    "may",
    "can",
    "will",
    "shall",
    "should",
    "to",
    "be",
    "been",
    "has",
    "have",
    "is",
    "are",
    "was",
    "remain",
    "remains",
    "kept",
    "keep",
    "stays",
    "stay",
    "held",
    "strictly",
    "completely",
    "fully",
    "totally",
    "highly",
    "always",
    "also",
    "only",
    "currently",
    "openly",
    "available",
    "provided",
    "sent",
    "told",
    "released",
    "supplied",
    "known",
    "confirmed",
    "at",
    "go",
    "on",
];

/// Those of them that make what follows a statement.
pub(super) const STATES: &[&str] = &[
    "is", "are", "was", "be", "been", "remain", "remains", "kept", "keep", "stays", "stay", "held",
    "treated", "must",
];

/// What stands before a place where something other than its address is had: `parking at the venue on request`.
pub(super) const AT: &[&str] = &[
    "at",
    "in",
    "from",
    "to",
    "near",
    "outside",
    "inside",
    "other",
    "another",
    "any",
    "different",
    "alternative",
    "per",
    "between",
];

/// How a word begins without which no sentence says anything of a place.
pub(in super::super) const STEMS: &[&[u8]] = &[
    b"address",
    b"location",
    b"venue",
    b"whereabouts",
    b"premises",
    b"postcode",
    b"site",
    b"publish",
    b"publication",
    b"where",
];
