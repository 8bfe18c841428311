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
const AT_HOME: [&str; 10] = [
    "home visit",
    "home visits",
    "visits at home",
    "visit at home",
    "at home",
    "in your home",
    "in your own home",
    "at your home",
    "your home",
    "client s home",
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

#[cfg(test)]
mod tests {
    use super::*;

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
