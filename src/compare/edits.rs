//! One thing that an entry says differently.

use crate::model::vocabulary::{SupportNeed, Vocabulary, vocabulary};

vocabulary! {
    /// Whether more or fewer people get in because of an edit.
    Effect {
        /// Fewer people, as far as the entry says.
        Narrower = "narrower",
        /// More people.
        Wider = "wider",
        /// Some more and some fewer, or it does not decide who gets in.
        Changed = "changed",
    }
}

/// What of an entry changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// Whether it is running.
    Status,
    /// Its name.
    Name,
    /// Who runs it.
    Organization,
    /// Voice number.
    Phone,
    /// How to reach it without speaking.
    Text,
    /// E-mail address.
    Email,
    /// Web page.
    Url,
    /// Where one goes.
    Locations,
    /// Where it works.
    Area,
    /// When it is open.
    Hours,
    /// What it costs.
    Cost,
    /// Who is old or young enough.
    Age,
    /// Any other condition.
    Condition,
    /// Whether it takes somebody with this support need.
    Accepts(SupportNeed),
    /// What it helps with.
    Needs,
    /// What sort of service it is.
    Kind,
    /// How it is attended.
    AttendingType,
    /// How one gets in.
    AttendingAccess,
    /// The sentence about how one gets in.
    Referral,
    /// Whether there is room, as far as that is known on the day.
    Capacity,
    /// Languages spoken.
    Languages,
    /// What is true for a while.
    Alerts,
    /// The summary, the description or the summary in short lines.
    Words,
    /// Who tried out its plain words.
    PlainTested,
    /// What it says in other languages.
    Translations,
    /// Whether a carer or a friend may come too.
    Companion,
    /// Whether having its leaflet could harm.
    Sensitive,
    /// Whom it sends people on to.
    SendsOnTo,
    /// When it was last confirmed.
    Assured,
    /// It is newly overdue: confirmed recently enough then, and no longer.
    Overdue,
}

impl Part {
    /// The word for it in JSON: the key of the entry, where there is one.
    #[must_use]
    pub fn word(self) -> String {
        let word = match self {
            Self::Status => "status",
            Self::Name => "name",
            Self::Organization => "organization",
            Self::Phone => "phone",
            Self::Text => "text",
            Self::Email => "email",
            Self::Url => "url",
            Self::Locations => "locations",
            Self::Area => "area",
            Self::Hours => "hours",
            Self::Cost => "cost",
            Self::Age => "age",
            Self::Condition => "condition",
            Self::Accepts(need) => return format!("accepts {}", need.word()),
            Self::Needs => "needs",
            Self::Kind => "kind",
            Self::AttendingType => "attending_type",
            Self::AttendingAccess => "attending_access",
            Self::Referral => "referral",
            Self::Capacity => "capacity",
            Self::Languages => "languages",
            Self::Alerts => "alerts",
            Self::Words => "words",
            Self::PlainTested => "plain_tested",
            Self::Translations => "translations",
            Self::Companion => "companion",
            Self::Sensitive => "sensitive",
            Self::SendsOnTo => "sends_on_to",
            Self::Assured => "assured",
            Self::Overdue => "overdue",
        };
        word.to_owned()
    }
}

/// What an entry said, and what it says now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// What of it.
    pub part: Part,
    /// What it said; `None`: nothing.
    pub before: Option<String>,
    /// What it says; `None`: nothing.
    pub after: Option<String>,
    /// Whether that lets more or fewer people in.
    pub effect: Effect,
}

impl Edit {
    /// The edit as the end of a sentence about the entry: `telephone number changed from 01632 960001 to 01632 960002`.
    #[must_use]
    pub fn in_words(&self) -> String {
        let before = self.before.as_deref();
        let after = self.after.as_deref();
        match self.part {
            Part::Status => changed("status", before, after),
            Part::Name => changed("name", before, after),
            Part::Organization => changed("organisation", before, after),
            Part::Phone => changed("telephone number", before, after),
            Part::Text => changed("way to reach it without speaking", before, after),
            Part::Email => changed("e-mail address", before, after),
            Part::Url => changed("web page", before, after),
            Part::Locations => self.moved(),
            Part::Area => self.list("serves", "area served"),
            Part::Hours => changed("hours", before, after),
            Part::Cost => changed("cost", before, after),
            Part::Age => self.eligibility("ages", "no age limit"),
            Part::Condition => self.eligibility("condition", "no condition"),
            Part::Accepts(need) => self.accepts(need),
            Part::Needs => self.list("helps with", "needs"),
            Part::Kind => changed("sort of service", before, after),
            Part::AttendingType => self.list("can be had by", "ways to attend"),
            Part::AttendingAccess => self.access(),
            Part::Referral => changed("how one gets in", before, after),
            Part::Capacity => capacity(before, after),
            Part::Languages => self.list("speaks", "languages"),
            Part::Alerts => changed("notice", before, after),
            Part::Words => changed("description", before, after),
            Part::PlainTested => changed("who tried out the plain words", before, after),
            Part::Translations => changed("words in other languages", before, after),
            Part::Companion => changed("whether a carer or a friend may come too", before, after),
            Part::Sensitive => {
                let now = after.unwrap_or("no");
                format!("leaflet counted as sensitive: {now}")
            }
            Part::SendsOnTo => self.list("sends people on to", "sends on to"),
            Part::Assured => changed("last confirmed", before, after),
            Part::Overdue => {
                let on = after.unwrap_or("unknown");
                format!("newly overdue: last confirmed on {on}")
            }
        }
    }

    fn moved(&self) -> String {
        match (&self.before, &self.after) {
            (Some(before), Some(after)) => format!("moved: from {before} to {after}"),
            (None, Some(after)) => format!("place given: {after}"),
            (before, None) => {
                let before = before.as_deref().unwrap_or("unknown");
                format!("place taken away: {before}")
            }
        }
    }

    fn narrowed(&self) -> &'static str {
        match self.effect {
            Effect::Narrower => "narrowed",
            Effect::Wider => "widened",
            Effect::Changed => "changed",
        }
    }

    fn eligibility(&self, what: &str, none: &str) -> String {
        format!(
            "eligibility {} ({what}): from {} to {}",
            self.narrowed(),
            self.before.as_deref().unwrap_or(none),
            self.after.as_deref().unwrap_or(none)
        )
    }

    fn access(&self) -> String {
        format!(
            "ways in {}: from {} to {}",
            self.narrowed(),
            self.before.as_deref().unwrap_or("not said"),
            self.after.as_deref().unwrap_or("not said")
        )
    }

    fn accepts(&self, need: SupportNeed) -> String {
        let word = need.word();
        let was = match self.before.as_deref() {
            Some("yes") => "was: taken",
            Some("no") => "was: refused",
            Some(_) => "was: ask first",
            None => "was: not said",
        };
        match self.after.as_deref() {
            Some("yes") => format!("newly accepts: {word} ({was})"),
            Some("no") => format!("newly refuses: {word} ({was})"),
            Some(_) => format!("now to be asked first: {word} ({was})"),
            None => format!("no longer says whether it takes: {word} ({was})"),
        }
    }

    /// A list of which some came and some went: `now also serves X; no longer serves Y`.
    fn list(&self, verb: &str, what: &str) -> String {
        match (&self.before, &self.after) {
            (None, Some(after)) => format!("now also {verb} {after}"),
            (Some(before), None) => format!("no longer {verb} {before}"),
            (Some(before), Some(after)) => {
                format!("now also {verb} {after}; no longer {verb} {before}")
            }
            (None, None) => format!("{what} changed"),
        }
    }
}

fn changed(what: &str, before: Option<&str>, after: Option<&str>) -> String {
    match (before, after) {
        (Some(before), Some(after)) => format!("{what} changed from {before} to {after}"),
        (None, Some(after)) => format!("{what} given: {after}"),
        (Some(before), None) => format!("{what} taken away: {before}"),
        (None, None) => format!("{what} changed"),
    }
}

fn capacity(before: Option<&str>, after: Option<&str>) -> String {
    match (before, after) {
        (Some(before), None) => format!("room is no longer known (was: {before})"),
        (before, after) => changed("room", before, after),
    }
}
