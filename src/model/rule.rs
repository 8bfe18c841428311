//! What `routing.toml` says: facts, rules, actions, sources and what must always be true.
//!
//! Data only. What the rules mean is in [`route`](crate::route).

use super::fact::{self, Fact, FactIndex, FactKind, Mask, VariableIndex};
use super::impossible::Impossible;
use super::need::NeedIndex;
use super::vocabulary::{Profession, vocabulary};
use super::{index_type, service};
use crate::source::{Span, Spanned};
use jiff::civil::Date;

index_type! {
    /// A rule's place in [`Rules::rules`].
    RuleIndex
}
index_type! {
    /// An action's place in [`Rules::actions`].
    ActionIndex
}
index_type! {
    /// A source's place in [`Rules::sources`].
    SourceIndex
}

vocabulary! {
    /// Where a need goes, from weakest to strongest; the order is fixed.
    Route {
        /// Good information, handed over.
        ActiveSignposting = "active-signposting",
        /// The clinician acts as social prescriber.
        ClinicianLed = "clinician-led",
        /// A link worker takes time and goes along.
        LinkWorker = "link-worker",
        /// An allied health professional.
        Ahp = "ahp",
        /// Something comes before any referral.
        Stop = "stop",
    }
}

impl Route {
    /// Every route, weakest first.
    pub const ALL: [Self; 5] = [
        Self::ActiveSignposting,
        Self::ClinicianLed,
        Self::LinkWorker,
        Self::Ahp,
        Self::Stop,
    ];

    /// The route in plain words, as in a headline.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::ActiveSignposting => "Active signposting",
            Self::ClinicianLed => "Clinician-led social prescribing",
            Self::LinkWorker => "Link worker",
            Self::Ahp => "AHP",
            Self::Stop => "Stop",
        }
    }

    /// True for the routes that hand the person to somebody else, and so need agreement.
    #[must_use]
    pub const fn is_referral(self) -> bool {
        matches!(self, Self::LinkWorker | Self::Ahp)
    }

    /// The fact that says whether the person agrees to this kind of referral; a fixed name of the format.
    #[must_use]
    pub const fn agreement_fact(self) -> Option<&'static str> {
        match self {
            Self::LinkWorker => Some("agrees-link-worker"),
            Self::Ahp => Some("agrees-ahp"),
            _ => None,
        }
    }
}

/// The fact that says how it is safe to make contact before a referral; a fixed name of the format.
pub const SAFE_CONTACT_FACT: &str = "safe-contact";

/// The fact that says whether services would turn the person away; a fixed name of the format. The directory never
/// answers it, but a plan says where the two disagree.
pub const TURNED_AWAY_FACT: &str = "turned-away";

vocabulary! {
    /// How soon a stop action has to be done, most urgent first.
    Urgency {
        /// At once.
        Now = "now",
        /// The same day.
        Today = "today",
        /// Within days.
        Soon = "soon",
    }
}

/// Where a rule's reason comes from.
#[derive(Clone, Debug)]
pub struct Source {
    /// The word used by `cite`.
    pub id: Spanned<String>,
    /// What it is called.
    pub title: String,
    /// Where it can be read; `None`: not published.
    pub where_: Option<String>,
    /// Its date, as printed.
    pub on: Option<String>,
}

/// A thing to do.
#[derive(Clone, Debug)]
pub struct Action {
    /// Kebab-case name.
    pub id: Spanned<String>,
    /// What to do, as a sentence.
    pub label: String,
    /// For stop actions: how soon. `None`: no hurry.
    pub urgency: Option<Urgency>,
    /// Who does it; `None`: whoever reads it.
    pub by: Option<ActionBy>,
}

/// Who does an action.
#[derive(Clone, Debug)]
pub enum ActionBy {
    /// One service, by id. It may be missing from the directory: a finding, and for a stop action a refusal.
    Service(Spanned<String>),
    /// Whatever service of this kind takes this need.
    KindForNeed(service::Kind, NeedIndex),
}

/// A condition over what is known. Compound conditions nest.
#[derive(Clone, Debug)]
pub enum Condition {
    /// The variable has one of these values.
    Is {
        /// Which variable.
        variable: VariableIndex,
        /// The values that will do.
        values: Mask,
        /// Where it stands.
        span: Span,
    },
    /// All of these; an empty list always holds.
    All(Vec<Self>),
    /// Any of these; an empty list never holds.
    Any(Vec<Self>),
    /// Not this.
    Not(Box<Self>),
}

impl Condition {
    /// Every variable that is looked at, in the order written, repeats included.
    pub fn variables(&self, visit: &mut impl FnMut(VariableIndex, Mask, Span)) {
        match self {
            Self::Is {
                variable,
                values,
                span,
            } => visit(*variable, *values, *span),
            Self::All(parts) | Self::Any(parts) => {
                for part in parts {
                    part.variables(visit);
                }
            }
            Self::Not(part) => part.variables(visit),
        }
    }
}

/// What a rule sets aside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SetsAside {
    /// One rule.
    Rule(RuleIndex),
    /// Every rule with this route; never [`Route::Stop`].
    Route(Route),
}

/// A place in a source.
#[derive(Clone, Debug)]
pub struct Cite {
    /// Which source.
    pub source: SourceIndex,
    /// Where in it, in words.
    pub place: String,
}

/// What waits while a rule counts.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Hold {
    /// One service, by id.
    Service(String),
    /// Every service for this need.
    Need(NeedIndex),
}

/// One rule.
#[derive(Clone, Debug)]
pub struct Rule {
    /// Kebab-case name.
    pub id: Spanned<String>,
    /// The needs it is about; `None`: every need, and the person where no need is given.
    pub for_: Option<Vec<NeedIndex>>,
    /// What must hold; `None`: always.
    pub when: Option<Condition>,
    /// What must not hold.
    pub unless: Option<Condition>,
    /// Where the need then goes.
    pub route: Route,
    /// For `ahp`: to whom; `None`: the need's own professions.
    pub profession: Option<Profession>,
    /// What it sets aside.
    pub instead_of: Vec<Spanned<SetsAside>>,
    /// What to do.
    pub do_: Vec<ActionIndex>,
    /// What waits while the rule counts: beside a stop, or before an assessment.
    pub hold: Vec<Hold>,
    /// The reason, as a sentence.
    pub why: String,
    /// Where the reason comes from.
    pub cite: Option<Cite>,
    /// Who answers for the rule.
    pub owner: String,
    /// When it has to be looked at again.
    pub review: Date,
}

impl Rule {
    /// True where the rule is about this need.
    #[must_use]
    pub fn covers(&self, need: Option<NeedIndex>) -> bool {
        match (&self.for_, need) {
            (None, _) => true,
            (Some(needs), Some(need)) => needs.contains(&need),
            (Some(_), None) => false,
        }
    }
}

/// What an invariant says about the route.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Promise {
    /// The route is always one of these.
    Always,
    /// The route is never one of these.
    Never,
}

/// Something the author of the rules promises about every case.
#[derive(Clone, Debug)]
pub struct Invariant {
    /// Its name.
    pub id: Spanned<String>,
    /// Always or never.
    pub promise: Promise,
    /// The needs it is about; `None`: every need.
    pub for_: Option<Vec<NeedIndex>>,
    /// The cases it is about; `None`: every case.
    pub when: Option<Condition>,
    /// The cases it is not about.
    pub unless: Option<Condition>,
    /// The routes.
    pub route: Vec<Route>,
}

/// Facts whose rising never gives a weaker route.
#[derive(Clone, Debug)]
pub struct NeverWeaker {
    /// Its name.
    pub id: Spanned<String>,
    /// The facts.
    pub facts: Vec<FactIndex>,
    /// The needs it is about; `None`: every need.
    pub for_: Option<Vec<NeedIndex>>,
}

/// Somebody's signature under the rules.
#[derive(Clone, Debug)]
pub struct Approval {
    /// Who, by role.
    pub role: String,
    /// For which organisation.
    pub organization: String,
    /// When.
    pub on: Date,
    /// When it has to be given again.
    pub review: Date,
    /// The fingerprint of the rules that were approved.
    pub fingerprint: String,
}

/// Whether the rules may be used with people.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ApprovalState {
    /// Signed, current, and for exactly these rules.
    Approved,
    /// Nobody has signed them.
    Missing,
    /// The signature has to be given again.
    Overdue,
    /// The rules have changed since they were signed.
    Changed,
}

/// One thing rules can look at: a fact, or one element of a set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Variable {
    /// The fact.
    pub fact: FactIndex,
    /// For a set: which element.
    pub element: Option<u8>,
    /// How many values it has; at most 32.
    pub size: u8,
    /// True where it is answered for each need.
    pub per_need: bool,
}

impl Variable {
    /// Every value: nothing is known.
    #[must_use]
    pub const fn all(&self) -> Mask {
        if self.size >= 32 {
            Mask::MAX
        } else {
            (1 << self.size) - 1
        }
    }
}

/// Everything `routing.toml` says.
#[derive(Clone, Debug, Default)]
pub struct Rules {
    /// The version its authors gave it.
    pub version: String,
    /// Who answers for it.
    pub owner: String,
    /// When it has to be looked at again; `None` only in an empty directory.
    pub review: Option<Date>,
    /// Somebody's signature; `None`: nobody has signed.
    pub approval: Option<Approval>,
    /// SHA-256 over everything in the file except the approval; 64 hexadecimal digits.
    pub fingerprint: String,
    /// Where reasons come from.
    pub sources: Vec<Source>,
    /// Things to do.
    pub actions: Vec<Action>,
    /// Facts, in the order of the file: the order they are asked in.
    pub facts: Vec<Fact>,
    /// What rules look at; follows the order of the facts.
    pub variables: Vec<Variable>,
    /// Rules, in the order of the file, which decides nothing.
    pub rules: Vec<Rule>,
    /// What must always be true.
    pub invariants: Vec<Invariant>,
    /// Facts whose rising never gives a weaker route.
    pub never_weaker: Vec<NeverWeaker>,
    /// Cases nobody can be in.
    pub impossible: Vec<Impossible>,
}

impl Rules {
    /// The fact with this id.
    #[must_use]
    pub fn fact_by_id(&self, id: &str) -> Option<FactIndex> {
        self.facts
            .iter()
            .position(|fact| fact.id.value == id)
            .map(FactIndex::from_position)
    }

    /// The fact at this index.
    #[must_use]
    pub fn fact(&self, index: FactIndex) -> &Fact {
        &self.facts[index.position()]
    }

    /// The action at this index.
    #[must_use]
    pub fn action(&self, index: ActionIndex) -> &Action {
        &self.actions[index.position()]
    }

    /// The rule at this index.
    #[must_use]
    pub fn rule(&self, index: RuleIndex) -> &Rule {
        &self.rules[index.position()]
    }

    /// The source at this index.
    #[must_use]
    pub fn source(&self, index: SourceIndex) -> &Source {
        &self.sources[index.position()]
    }

    /// The red flags, in the order they are asked.
    pub fn red_flags(&self) -> impl Iterator<Item = FactIndex> + '_ {
        (0..self.facts.len())
            .map(FactIndex::from_position)
            .filter(|index| self.fact(*index).is_red_flag())
    }

    /// The facts about whoever is asking, in the order they are asked. A danger is never one of them.
    pub fn profile_facts(&self) -> impl Iterator<Item = FactIndex> + '_ {
        (0..self.facts.len())
            .map(FactIndex::from_position)
            .filter(|index| {
                let declared = self.fact(*index);
                declared.from == Some(fact::From::Profile)
                    && !declared.is_red_flag()
                    && !declared.per_need
            })
    }

    /// The variables of a fact: one, or one for each element of a set.
    pub fn variables_of(
        &self,
        fact: FactIndex,
    ) -> impl Iterator<Item = (VariableIndex, &Variable)> + '_ {
        self.variables
            .iter()
            .enumerate()
            .filter(move |(_, variable)| variable.fact == fact)
            .map(|(position, variable)| (VariableIndex::from_position(position), variable))
    }

    /// Lays out the variables of these facts: one a fact, or one an element of a set.
    #[must_use]
    pub fn lay_out(facts: &[Fact]) -> Vec<Variable> {
        let mut variables = Vec::new();
        for (position, fact) in facts.iter().enumerate() {
            let variable = |element, size: usize| Variable {
                fact: FactIndex::from_position(position),
                element,
                size: u8::try_from(size).unwrap_or(32).min(32),
                per_need: fact.per_need,
            };
            match &fact.kind {
                FactKind::YesNo | FactKind::RedFlag => variables.push(variable(None, 2)),
                FactKind::Values(values) | FactKind::Band(values) => {
                    variables.push(variable(None, values.len()));
                }
                FactKind::Set(elements) => {
                    variables.extend(
                        (0u8..)
                            .zip(elements)
                            .map(|(element, _)| variable(Some(element), 2)),
                    );
                }
            }
        }
        variables
    }

    /// Whether these rules may be used with people on this day.
    #[must_use]
    pub fn approval_state(&self, today: Date) -> ApprovalState {
        match &self.approval {
            None => ApprovalState::Missing,
            Some(approval) if approval.fingerprint != self.fingerprint => ApprovalState::Changed,
            Some(approval) if approval.review < today => ApprovalState::Overdue,
            Some(_) => ApprovalState::Approved,
        }
    }
}
