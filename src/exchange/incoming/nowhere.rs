//! Names of places that are none: what a feed or a spreadsheet calls the place of what is held online, on the telephone or at home.

use crate::model::service::AttendingType;

/// Words of which one says that it is held online.
const ONLINE: [&str; 14] = [
    "facetime",
    "internet",
    "online",
    "remote",
    "remotely",
    "skype",
    "teams",
    "video",
    "virtual",
    "virtually",
    "web",
    "webinar",
    "webinars",
    "zoom",
];
/// Words of which one says that it is held on the telephone.
const TELEPHONE: [&str; 5] = ["helpline", "phone", "phonecall", "telephone", "telephoned"];
/// Words that stand beside them and name no place.
const BESIDE: [&str; 29] = [
    "a",
    "and",
    "based",
    "by",
    "call",
    "calls",
    "chat",
    "conference",
    "google",
    "in",
    "link",
    "live",
    "meet",
    "meeting",
    "meetings",
    "microsoft",
    "ms",
    "n",
    "on",
    "only",
    "or",
    "over",
    "platform",
    "session",
    "sessions",
    "the",
    "using",
    "via",
    "with",
];
/// Words that say that somebody comes to the person's home.
const AT_HOME: [&str; 12] = [
    "home visit",
    "home visits",
    "home visiting",
    "visits at home",
    "visit at home",
    "at home",
    "in your home",
    "in your own home",
    "at your home",
    "your home",
    "your own home",
    "client s home",
];

/// What a field about it says of how a service is attended, in phrases of [`LONGEST`] words at most.
const PHRASES: [(AttendingType, &[&str]); 4] = [
    (AttendingType::HomeVisit, &AT_HOME),
    (
        AttendingType::Venue,
        &[
            "in person",
            "inperson",
            "face to face",
            "f2f",
            "on site",
            "onsite",
            "venue",
            "venues",
            "at a venue",
        ],
    ),
    (
        AttendingType::Phone,
        &["phone line", "telephone line", "phone lines", "phones"],
    ),
    (
        AttendingType::Online,
        &[
            "google meet",
            "video call",
            "video calls",
            "video conferencing",
            "videoconferencing",
        ],
    ),
];
const LONGEST: usize = 4;
/// Words that stand beside them in a field about it and tell nothing.
const BESIDE_WAYS: [&str; 7] = [
    "also",
    "at",
    "both",
    "delivered",
    "delivery",
    "either",
    "support",
];
/// What is written where a place has no name, in small letters with single spaces.
const NO_NAMES: [&str; 18] = [
    "",
    "n a",
    "na",
    "none",
    "not known",
    "not applicable",
    "tba",
    "tbc",
    "tbd",
    "to be advised",
    "to be agreed",
    "to be announced",
    "to be confirmed",
    "unknown",
    "varies",
    "various",
    "various locations",
    "various venues",
];

/// How a service is attended whose place is called so; nothing where the name can be one of a place.
///
/// ```
/// use signpost::exchange::incoming::nowhere::attended;
/// use signpost::model::service::AttendingType;
///
/// assert_eq!(attended("MS Teams"), [AttendingType::Online]);
/// assert_eq!(attended("Phone or Zoom"), [AttendingType::Phone, AttendingType::Online]);
/// assert_eq!(attended("Zoom Nightclub"), []);
/// ```
#[must_use]
pub fn attended(name: &str) -> Vec<AttendingType> {
    let lower = name.to_lowercase();
    let words: Vec<&str> = lower
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    if AT_HOME.contains(&words.join(" ").as_str()) {
        return vec![AttendingType::HomeVisit];
    }
    let has = |known: &[&str]| words.iter().any(|word| known.contains(word));
    let all_known = words.iter().all(|word| {
        [&ONLINE[..], &TELEPHONE, &BESIDE]
            .iter()
            .any(|known| known.contains(word))
    });
    let meets_online = words.windows(2).any(|pair| pair == ["google", "meet"]);
    let mut found = Vec::new();
    if all_known && has(&TELEPHONE) {
        found.push(AttendingType::Phone);
    }
    if all_known && (has(&ONLINE) || meets_online) {
        found.push(AttendingType::Online);
    }
    found
}

/// How a service is attended, as a field about that says it in words: every word has to be understood; else nothing.
///
/// ```
/// use signpost::exchange::incoming::nowhere::ways;
/// use signpost::model::service::AttendingType;
///
/// let (venue, online) = (AttendingType::Venue, AttendingType::Online);
/// assert_eq!(ways("in-person or remotely via video conferencing"), [venue, online]);
/// assert_eq!(ways("not online"), []);
/// ```
#[must_use]
pub fn ways(text: &str) -> Vec<AttendingType> {
    let lower = text.to_lowercase();
    let words: Vec<&str> = lower
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    let mut found = Vec::new();
    let mut rest = &words[..];
    while let Some(word) = rest.first() {
        // The longest phrase counts: `visits at home` before `at home`.
        let phrase = (1..=rest.len().min(LONGEST)).rev().find_map(|length| {
            let phrase = rest[..length].join(" ");
            let mut ways = PHRASES.iter();
            let way = ways.find(|(_, phrases)| phrases.contains(&phrase.as_str()));
            way.map(|(way, _)| (*way, length))
        });
        let (way, length) = match phrase {
            Some((way, length)) => (Some(way), length),
            None if ONLINE.contains(word) => (Some(AttendingType::Online), 1),
            None if TELEPHONE.contains(word) => (Some(AttendingType::Phone), 1),
            None if BESIDE.contains(word) || BESIDE_WAYS.contains(word) => (None, 1),
            None => return Vec::new(),
        };
        found.extend(way.filter(|way| !found.contains(way)));
        rest = &rest[length..];
    }
    found
}

/// True for what is written where a place has no name: `TBC`, `Various`, `-`.
///
/// ```
/// use signpost::exchange::incoming::nowhere::names_no_place;
///
/// assert!(names_no_place("T.B.C.") && names_no_place("Various venues") && names_no_place(" - "));
/// assert!(!names_no_place("Various Arts Centre"));
/// ```
#[must_use]
pub fn names_no_place(name: &str) -> bool {
    let lower = name.to_lowercase().replace('.', "");
    let words: Vec<&str> = lower
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    NO_NAMES.contains(&words.join(" ").as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_about_it_is_read_where_every_word_is_understood() {
        let (phone, online) = (AttendingType::Phone, AttendingType::Online);
        let (venue, home) = (AttendingType::Venue, AttendingType::HomeVisit);
        for (text, wanted) in [
            ("venue", vec![venue]),
            ("home_visit", vec![home]),
            ("Home visits", vec![home]),
            ("Visits at home and phone calls", vec![home, phone]),
            ("phone line only", vec![phone]),
            ("By phone/online", vec![phone, online]),
            ("Online or in person", vec![online, venue]),
            ("Face-to-face, Zoom", vec![venue, online]),
            ("video call", vec![online]),
            ("Google Meet", vec![online]),
            ("Virtual sessions and on-site", vec![online, venue]),
            ("not online", vec![]),
            ("care home", vec![]),
            ("Online in an emergency", vec![]),
            ("only", vec![]),
            ("", vec![]),
        ] {
            assert_eq!(ways(text), wanted, "{text}");
        }
    }

    #[test]
    fn what_can_be_the_name_of_a_place_is_one() {
        let (phone, online) = (AttendingType::Phone, AttendingType::Online);
        for (name, wanted) in [
            ("Zoom", vec![online]),
            ("Online via Microsoft Teams", vec![online]),
            ("Google Meet", vec![online]),
            ("Zoom meetings", vec![online]),
            ("Telephone", vec![phone]),
            ("By phone", vec![phone]),
            ("Over the phone, or video call", vec![phone, online]),
            ("Visits at home", vec![AttendingType::HomeVisit]),
            ("Zoom Nightclub", vec![]),
            ("The Online Centre", vec![]),
            ("Old Telephone Exchange", vec![]),
            ("The Meeting", vec![]),
            ("Friends Meeting House", vec![]),
            ("Home", vec![]),
            ("", vec![]),
        ] {
            assert_eq!(attended(name), wanted, "{name}");
        }
    }
}
