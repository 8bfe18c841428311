//! How alike two entries are: name, provider, telephone number and place, written the one way.

use crate::model::contact::digits;
use crate::model::hours::and;
use crate::model::service::{Location, Service};

/// Words that do not set two names apart.
const FILLERS: [&str; 9] = ["the", "a", "an", "of", "for", "in", "at", "and", "with"];

/// Shorter words are other words when a letter differs.
const SHORTEST_MISSPELT: usize = 5;

/// Numbers with fewer digits are short codes, which nobody owns alone.
const SHORTEST_PHONE: usize = 8;

/// In a block of entries that agree in one thing each is compared with so many before it, so that a feed in which thousands
/// share a name and a switchboard is read in no time.
const WINDOW: usize = 24;

/// What is compared of an entry.
#[derive(Debug)]
pub(in crate::check) struct Likeness {
    /// The words of the name in alphabetical order, without fillers and, where others remain, without the provider's.
    name: Vec<String>,
    /// First letters of the name's words, and words with digits whole. Alike names have the same.
    initials: String,
    organization: String,
    phone: Option<String>,
    postcodes: Vec<String>,
}

impl Likeness {
    pub(in crate::check) fn of(service: &Service) -> Self {
        let organization = words(&service.organization);
        let all = words(&service.name);
        let own = |word: &&String| !FILLERS.contains(&word.as_str());
        let mut name: Vec<String> = all
            .iter()
            .filter(own)
            .filter(|word| !organization.contains(word))
            .cloned()
            .collect();
        if name.is_empty() {
            name = all.iter().filter(own).cloned().collect();
        }
        name.sort_unstable();
        let mut initials = String::new();
        for word in &name {
            if has_digit(word) {
                initials.push_str(word);
            } else {
                initials.extend(word.chars().next());
            }
            initials.push(' ');
        }
        let phone = service.contact.phone.as_ref().map(|phone| digits(phone));
        Self {
            name,
            initials,
            organization: organization.join(" "),
            phone: phone.filter(|digits| digits.len() >= SHORTEST_PHONE),
            postcodes: service.locations.iter().filter_map(postcode).collect(),
        }
    }

    /// What two entries agree in, in words, where they are likely one service.
    pub(in crate::check) fn duplicate(
        &self,
        service: &Service,
        other: &Self,
        other_service: &Service,
    ) -> Option<String> {
        if !alike(&self.name, &other.name) || !may_be_one(service, other_service) {
            return None;
        }
        let same_phone = both(self.phone.as_ref(), other.phone.as_ref());
        let same_place = (!self.postcodes.is_empty() && !other.postcodes.is_empty()).then(|| {
            let mut places = self.postcodes.iter();
            places.any(|place| other.postcodes.contains(place))
        });
        let same_organization = self.organization == other.organization;
        let agree: Vec<String> = [
            (true, "name"),
            (same_organization, "provider"),
            (same_phone == Some(true), "telephone number"),
            (same_place == Some(true), "place"),
        ]
        .into_iter()
        .filter(|(same, _)| *same)
        .map(|(_, what)| what.to_owned())
        .collect();
        let nothing_else_said = same_phone.is_none() && same_place.is_none();
        let enough =
            agree.len() >= 3 || (same_organization && nothing_else_said && self.name == other.name);
        // A national organisation runs one service under one name in many areas.
        let elsewhere = same_phone != Some(true)
            && !service
                .area
                .iter()
                .any(|area| other_service.area.contains(area));
        (enough && same_place != Some(false) && !elsewhere).then(|| and(&agree))
    }
}

/// Pairs of entries that agree in the initials of their names and in one thing more, each once, the earlier entry first, in
/// the order of the later one. Never compares all with all.
pub(in crate::check) fn neighbours(services: &[(&Service, Likeness)]) -> Vec<(usize, usize)> {
    let mut keys: Vec<(&str, u8, &str, usize)> = Vec::with_capacity(services.len() * 3);
    for (position, (_, likeness)) in services.iter().enumerate() {
        let initials = likeness.initials.as_str();
        keys.push((initials, 0, &likeness.organization, position));
        if let Some(phone) = &likeness.phone {
            keys.push((initials, 1, phone, position));
        }
        for postcode in &likeness.postcodes {
            keys.push((initials, 2, postcode, position));
        }
    }
    keys.sort_unstable();
    let mut pairs = Vec::new();
    for block in keys.chunk_by(|a, b| (a.0, a.1, a.2) == (b.0, b.1, b.2)) {
        for (place, (.., later)) in block.iter().enumerate() {
            for (.., earlier) in &block[place.saturating_sub(WINDOW)..place] {
                // One entry may give a postcode twice.
                if earlier != later {
                    pairs.push((*later, *earlier));
                }
            }
        }
    }
    pairs.sort_unstable();
    pairs.dedup();
    pairs
        .into_iter()
        .map(|(later, earlier)| (earlier, later))
        .collect()
}

/// The words of a name in small letters, in order: no punctuation, apostrophes closed up, `&` as `and`, no leading `the`.
pub(in crate::check) fn words(text: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut word = String::new();
    for letter in text.chars() {
        match letter {
            '\'' | '’' | '‘' => {}
            letter if letter.is_alphanumeric() => word.extend(letter.to_lowercase()),
            letter => {
                if !word.is_empty() {
                    words.push(std::mem::take(&mut word));
                }
                if letter == '&' {
                    words.push("and".to_owned());
                }
            }
        }
    }
    if !word.is_empty() {
        words.push(word);
    }
    if words.len() > 1 && words[0] == "the" {
        words.remove(0);
    }
    words
}

/// True where the words are the same, but for one letter of one longer word that is not its first.
fn alike(one: &[String], other: &[String]) -> bool {
    if one.len() != other.len() || one.is_empty() {
        return false;
    }
    let mut different = one.iter().zip(other).filter(|(one, other)| one != other);
    let Some((one, other)) = different.next() else {
        return true;
    };
    different.next().is_none()
        && one.chars().next() == other.chars().next()
        && one.chars().count().min(other.chars().count()) >= SHORTEST_MISSPELT
        && !has_digit(one)
        && !has_digit(other)
        && strsim::osa_distance(one, other) == 1
}

fn has_digit(word: &str) -> bool {
    word.bytes().any(|byte| byte.is_ascii_digit())
}

/// False where what they say makes them two services.
fn may_be_one(one: &Service, other: &Service) -> bool {
    let needs = one.needs.iter().any(|need| other.needs.contains(need));
    let ways = one
        .attending_type
        .iter()
        .any(|way| other.attending_type.contains(way));
    let youngest = |service: &Service| {
        service
            .eligibility
            .minimum_age
            .as_ref()
            .map_or(0, |age| age.value)
    };
    let oldest = |service: &Service| {
        service
            .eligibility
            .maximum_age
            .as_ref()
            .map_or(u8::MAX, |age| age.value)
    };
    let ages = youngest(one) <= oldest(other) && youngest(other) <= oldest(one);
    needs && ways && ages && one.kind == other.kind && one.profession == other.profession
}

fn both<T: PartialEq>(one: Option<&T>, other: Option<&T>) -> Option<bool> {
    Some(one? == other?)
}

fn postcode(location: &Location) -> Option<String> {
    match location {
        Location::Venue {
            postcode: Some(postcode),
            ..
        } => Some(postcode.value.to_string()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(text: &str) -> Vec<String> {
        let mut words = words(text);
        words.retain(|word| !FILLERS.contains(&word.as_str()));
        words.sort_unstable();
        words
    }

    #[test]
    fn names_are_alike_whatever_their_punctuation_order_and_one_slip() {
        for (one, other) in [
            ("Tea and Talk", "Tea & Talk"),
            ("The Men's Shed", "Mens Shed"),
            ("Carers Café: Harwich", "Harwich Carers Café"),
            ("Bereavement Group", "Bereavment Group"),
        ] {
            assert!(alike(&name(one), &name(other)), "{one} / {other}");
        }
    }

    #[test]
    fn names_that_mean_something_else_are_not_alike() {
        for (one, other) in [
            ("Walking Group", "Talking Group"),
            ("Tuesday Club", "Thursday Club"),
            ("Over 60s Swim", "Over 50s Swim"),
            ("Group 1", "Group 11"),
            ("Home Help", "Hope Help"),
            ("Carers Café Harwich", "Carers Café Clacton"),
        ] {
            assert!(!alike(&name(one), &name(other)), "{one} / {other}");
        }
    }

    #[test]
    fn the_words_of_a_name_are_written_the_one_way() {
        assert_eq!(
            words("The Colne & Coast Ltd."),
            ["colne", "and", "coast", "ltd"]
        );
        assert_eq!(words("The"), ["the"]);
        assert_eq!(words(""), Vec::<String>::new());
    }
}
