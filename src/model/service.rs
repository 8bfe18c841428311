//! One entry someone can be sent to.

use super::area::Served;
use super::contact::Contact;
use super::hours::Session;
use super::index_type;
use super::need::NeedIndex;
use super::postcode::{District, Postcode};
use super::vocabulary::{Profession, SupportNeed, vocabulary};
use super::wording::{PlainTested, Translation};
use super::written::{Part, Written};
use crate::source::{FileId, Span, Spanned};
use jiff::civil::Date;

index_type! {
    /// A service's place in [`Directory::services`](super::Directory::services).
    ServiceIndex
}

vocabulary! {
    /// What sort of service it is.
    Kind {
        /// A charity, club, scheme or helpline.
        Community = "community",
        /// A link worker team, whatever it is called here.
        LinkWorker = "link-worker",
        /// An allied health professional's service.
        Ahp = "ahp",
        /// A duty of the council or the NHS: an assessment, safeguarding.
        Statutory = "statutory",
        /// For danger: somebody to ring or text at once.
        Crisis = "crisis",
    }
}

vocabulary! {
    /// Whether it is running, in the words of Open Referral UK.
    Status {
        /// Running.
        Active = "active",
        /// Not running now.
        Inactive = "inactive",
        /// Ended for good.
        Defunct = "defunct",
        /// Closed for a while.
        TemporarilyClosed = "temporarily closed",
    }
}

vocabulary! {
    /// How it is attended, in the words of Open Referral UK.
    AttendingType {
        /// One goes there.
        Venue = "venue",
        /// Somebody comes.
        HomeVisit = "home visit",
        /// By telephone or text.
        Phone = "phone",
        /// On the internet.
        Online = "online",
    }
}

vocabulary! {
    /// How one gets in.
    AttendingAccess {
        /// The person can get in touch alone.
        SelfReferral = "self-referral",
        /// A professional has to refer.
        ProfessionalReferral = "professional-referral",
        /// One just turns up.
        DropIn = "drop-in",
        /// By appointment.
        Appointment = "appointment",
        /// One joins first.
        Membership = "membership",
    }
}

vocabulary! {
    /// Whether it takes somebody with a support need. Silence is neither: it means ask.
    Accepts {
        /// It does.
        Yes = "yes",
        /// It does not.
        No = "no",
        /// Ask first.
        Ask = "ask",
    }
}

vocabulary! {
    /// Whether there is room.
    CapacityState {
        /// There is.
        Open = "open",
        /// There is a list.
        Waiting = "waiting",
        /// There is none.
        Full = "full",
    }
}

/// Where one goes.
#[derive(Clone, Debug)]
pub enum Location {
    /// A place that may be told to anybody.
    Venue {
        /// What the place is called.
        name: Option<String>,
        /// Street and town.
        address: Option<String>,
        /// Its postcode.
        postcode: Option<Spanned<Postcode>>,
    },
    /// A place that must not be told; only its postcode district is known here.
    Confidential {
        /// The district.
        district: Spanned<District>,
    },
}

/// Who it is for.
#[derive(Clone, Debug, Default)]
pub struct Eligibility {
    /// Youngest age in years; `None`: no limit stated.
    pub minimum_age: Option<Spanned<u8>>,
    /// Oldest age in years; `None`: no limit stated.
    pub maximum_age: Option<Spanned<u8>>,
    /// Any other condition, to be asked about.
    pub other: Option<String>,
}

/// What it costs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cost {
    /// Nothing.
    Free,
    /// A price.
    Price {
        /// In pence.
        pence: u32,
        /// What one gets for it: `session`, `mile`, `year`.
        per: Option<String>,
    },
}

impl std::fmt::Display for Cost {
    /// `free`, `£3.50 per session`.
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Free => formatter.write_str("free"),
            Self::Price { pence, per } => {
                write!(formatter, "£{}.{:02}", pence / 100, pence % 100)?;
                per.as_ref()
                    .map_or(Ok(()), |per| write!(formatter, " per {per}"))
            }
        }
    }
}

/// Whether there is room, and until when that was known.
#[derive(Clone, Debug)]
pub struct Capacity {
    /// Room, list or none.
    pub state: CapacityState,
    /// Weeks to wait; `None`: not said.
    pub weeks: Option<u16>,
    /// The last day this is known for; after it, room is not known.
    pub until: Spanned<Date>,
}

/// Something that is true for a while.
#[derive(Clone, Debug)]
pub struct Alert {
    /// What people should know.
    pub text: String,
    /// First day; `None`: already.
    pub from: Option<Date>,
    /// Last day; `None`: until further notice.
    pub until: Option<Date>,
}

impl Alert {
    /// True on the days it is for.
    #[must_use]
    pub fn holds_on(&self, today: Date) -> bool {
        self.from.is_none_or(|from| from <= today) && self.until.is_none_or(|until| today <= until)
    }
}

/// When the facts of an entry were last confirmed, by which role and from what.
#[derive(Clone, Debug)]
pub struct Assured {
    /// The day.
    pub on: Spanned<Date>,
    /// The role of whoever confirmed it; never a person's name.
    pub by: String,
    /// Where it was confirmed: a page or a way.
    pub source: Option<String>,
}

/// One service: everything its file says.
#[derive(Clone, Debug)]
pub struct Service {
    /// The file it was read from.
    pub file: FileId,
    /// Kebab-case name, equal to the file's; never reused.
    pub id: Spanned<String>,
    /// What it is called.
    pub name: String,
    /// Who runs it.
    pub organization: String,
    /// One or two plain sentences, printed on leaflets.
    pub summary: String,
    /// More about it; `None`: nothing more.
    pub description: Option<String>,
    /// What sort of service it is.
    pub kind: Kind,
    /// For `ahp`: whose service it is.
    pub profession: Option<Profession>,
    /// For `link-worker`: what the role is called here.
    pub role_name: Option<String>,
    /// Whether it is running.
    pub status: Spanned<Status>,
    /// What it helps with; never empty.
    pub needs: Vec<Spanned<NeedIndex>>,
    /// How it is attended; never empty.
    pub attending_type: Vec<AttendingType>,
    /// How one gets in; empty: not said.
    pub attending_access: Vec<AttendingAccess>,
    /// A sentence saying how one gets in.
    pub referral: Option<String>,
    /// How it is reached.
    pub contact: Contact,
    /// Where one goes; empty where one goes nowhere, or it is not said.
    pub locations: Vec<Location>,
    /// Where it works; empty: not said.
    pub area: Vec<Spanned<Served>>,
    /// When it is open; empty: not said.
    pub hours: Vec<Session>,
    /// Who it is for.
    pub eligibility: Eligibility,
    /// What support needs it says it takes or does not take; silence means ask.
    pub accepts: Vec<(SupportNeed, Accepts)>,
    /// Whether a carer or a friend may come too; `None`: not said, which means ask.
    pub companion: Option<Accepts>,
    /// What it costs; `None`: not said.
    pub cost: Option<Cost>,
    /// Whether there is room; `None`: not said.
    pub capacity: Option<Capacity>,
    /// Languages spoken, as BCP 47 codes; empty: not said.
    pub languages: Vec<String>,
    /// What is true for a while.
    pub alerts: Vec<Alert>,
    /// True where having its leaflet could put a person at risk or to shame.
    pub sensitive: bool,
    /// The summary with one idea a line; `None`: not written.
    pub plain: Option<String>,
    /// Who tried out the plain words; `None`: nobody.
    pub plain_tested: Option<PlainTested>,
    /// What it says of itself in other languages.
    pub translations: Vec<Translation>,
    /// For a service that only signposts on: the ids it sends people to.
    pub sends_on_to: Vec<Spanned<String>>,
    /// When and how it was last confirmed.
    pub assured: Assured,
    /// Where its parts stand in the file.
    pub written: Written,
}

impl Service {
    /// Whether it takes somebody with this support need; `None` where the entry is silent.
    #[must_use]
    pub fn accepts(&self, need: SupportNeed) -> Option<Accepts> {
        self.accepts
            .iter()
            .find(|(known, _)| *known == need)
            .map(|(_, answer)| *answer)
    }

    /// True where the person can get in without a professional. An entry that does not say is not open.
    ///
    /// `appointment` beside `professional-referral` says how a referred person is seen, not that anybody may ask.
    #[must_use]
    pub fn open_to_the_person(&self) -> bool {
        let has = |access| self.attending_access.contains(&access);
        has(AttendingAccess::SelfReferral)
            || has(AttendingAccess::DropIn)
            || has(AttendingAccess::Membership)
            || has(AttendingAccess::Appointment) && !has(AttendingAccess::ProfessionalReferral)
    }

    /// True where the entry was confirmed longer ago than the review period, in days.
    #[must_use]
    pub fn is_stale(&self, today: Date, review_days: u16) -> bool {
        today > self.confirm_by(review_days)
    }

    /// The last day on which the entry is confirmed recently enough, for a review period in days.
    #[must_use]
    pub fn confirm_by(&self, review_days: u16) -> Date {
        self.assured
            .on
            .saturating_add(jiff::Span::new().days(review_days))
    }

    /// True where it may run again without anybody editing more than its status.
    #[must_use]
    pub fn may_run_again(&self) -> bool {
        matches!(*self.status, Status::Active | Status::TemporarilyClosed)
    }

    /// Where a part of the entry stands; its id where the entry does not have the part.
    #[must_use]
    pub fn place_of(&self, part: Part) -> Span {
        self.written.part(part, self.file).unwrap_or(self.id.span)
    }

    /// Where an item of a list stands, counted from 0; the list, or the entry's id, where it has no place of its own.
    #[must_use]
    pub fn place_of_item(&self, part: Part, item: usize) -> Span {
        self.written
            .item(part, item, self.file)
            .unwrap_or(self.id.span)
    }

    /// What is known about room today: nothing once `until` has passed.
    #[must_use]
    pub fn capacity_on(&self, today: Date) -> Option<&Capacity> {
        self.capacity
            .as_ref()
            .filter(|capacity| today <= *capacity.until)
    }
}

/// Whole days from one date to another; negative where `to` is earlier.
#[must_use]
pub fn days_between(from: Date, to: Date) -> i64 {
    i64::from((to - from).get_days())
}
