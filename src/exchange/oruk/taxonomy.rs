//! The terms that services are given as attributes: needs, kinds, ways in, support needs.

use super::super::identity::{Publisher, identifier};
use super::super::leaving::Leaving;
use crate::model::service::Accepts;
use serde::Serialize;
use std::collections::BTreeMap;

/// One of our taxonomies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Scheme {
    /// What a service helps with; `term` is the id of needs.yaml.
    Needs,
    /// What sort of service it is.
    Kind,
    /// For services of allied health professionals: whose.
    Profession,
    /// What a link worker is called here.
    Role,
    /// How a service is attended.
    AttendingType,
    /// How one gets in.
    AttendingAccess,
    /// What it says about people with a support need; `term` is `wheelchair: yes`.
    SupportNeeds,
    /// What has to be known before an entry is shown to somebody.
    Caution,
}

impl Scheme {
    /// All of them.
    pub const ALL: [Self; 8] = [
        Self::Needs,
        Self::Kind,
        Self::Profession,
        Self::Role,
        Self::AttendingType,
        Self::AttendingAccess,
        Self::SupportNeeds,
        Self::Caution,
    ];

    /// Its name, which stands in each of its terms as `taxonomy`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Needs => "Signpost needs",
            Self::Kind => "Signpost kinds of service",
            Self::Profession => "Signpost professions",
            Self::Role => "Signpost roles of link workers",
            Self::AttendingType => "Signpost ways to attend",
            Self::AttendingAccess => "Signpost ways to get in",
            Self::SupportNeeds => "Signpost support needs",
            Self::Caution => "Signpost cautions",
        }
    }

    /// True where the directory says what its terms are; the others are the same in every directory, ids included.
    const fn is_own(self) -> bool {
        matches!(self, Self::Needs | Self::Role)
    }

    fn identifier(self, publisher: Publisher, kind: &str, name: &str) -> String {
        let id = if self.is_own() {
            publisher.identifier(kind, name)
        } else {
            identifier(kind, name)
        };
        id.to_string()
    }

    const fn description(self) -> &'static str {
        match self {
            Self::Needs => "What a service helps with.",
            Self::Kind => "What sort of service it is.",
            Self::Profession => "The allied health profession whose service it is.",
            Self::Role => "What a link worker is called.",
            Self::AttendingType => "How a service is attended.",
            Self::AttendingAccess => "How one gets in.",
            Self::SupportNeeds => {
                "Whether a service takes people with a support need: yes, no, or ask first. What is not named is not known."
            }
            Self::Caution => "What has to be known before an entry is shown to somebody.",
        }
    }
}

/// The term of every entry of a demonstration.
pub const DEMONSTRATION: &str = "demonstration";
/// The term of an entry whose leaflet could put a person at risk or to shame.
pub const SENSITIVE: &str = "sensitive";

/// A term of a taxonomy.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Term {
    /// Its UUID.
    pub id: String,
    /// It in plain words.
    pub name: String,
    /// What it means.
    pub description: String,
    /// The name of its taxonomy.
    pub taxonomy: &'static str,
    /// The UUID of its taxonomy.
    pub taxonomy_id: String,
    /// Its code: for a need the id of needs.yaml.
    pub term: String,
}

/// A taxonomy.
#[derive(Clone, Debug, Serialize)]
pub struct Taxonomy {
    /// Its UUID.
    pub id: String,
    /// Its name.
    pub name: &'static str,
    /// What its terms say.
    pub description: &'static str,
}

/// A taxonomy with its terms.
#[derive(Clone, Debug, Serialize)]
pub struct WholeTaxonomy {
    /// The taxonomy.
    #[serde(flatten)]
    pub taxonomy: Taxonomy,
    /// Its terms, by code.
    pub taxonomy_terms: Vec<Term>,
}

/// The taxonomy of a scheme.
#[must_use]
pub fn taxonomy(scheme: Scheme, publisher: Publisher) -> Taxonomy {
    Taxonomy {
        id: scheme.identifier(publisher, "taxonomy", scheme.name()),
        name: scheme.name(),
        description: scheme.description(),
    }
}

/// A term of a scheme.
#[must_use]
pub fn term(scheme: Scheme, publisher: Publisher, code: &str, name: &str) -> Term {
    let named = format!("{}:{code}", scheme.name());
    Term {
        id: scheme.identifier(publisher, "taxonomy_term", &named),
        name: name.to_owned(),
        description: format!("{} {name}", scheme.description()),
        taxonomy: scheme.name(),
        taxonomy_id: scheme.identifier(publisher, "taxonomy", scheme.name()),
        term: code.to_owned(),
    }
}

/// The terms of a service, scheme by scheme.
#[must_use]
pub fn terms_of(service: &Leaving, demonstration: bool) -> Vec<Term> {
    let mut terms = Vec::new();
    let mut add =
        |scheme, code: &str, name: &str| terms.push(term(scheme, service.publisher, code, name));
    for need in &service.needs {
        add(Scheme::Needs, &need.id.value, &need.label);
    }
    add(
        Scheme::Kind,
        &service.kind.to_string(),
        &service.kind.to_string(),
    );
    if let Some(profession) = service.profession {
        add(
            Scheme::Profession,
            &profession.to_string(),
            &profession.name(),
        );
    }
    if let Some(role) = &service.role_name {
        add(Scheme::Role, role, role);
    }
    for attending in service.attending_type {
        add(
            Scheme::AttendingType,
            &attending.to_string(),
            &attending.to_string(),
        );
    }
    for access in service.attending_access {
        add(
            Scheme::AttendingAccess,
            &access.to_string(),
            &access.to_string(),
        );
    }
    for (need, answer) in service.accepts {
        // The answer stands in the name: whoever overlooks it must not read a refusal as a welcome.
        let answer_in_words = match answer {
            Accepts::Yes => "yes",
            Accepts::No => "no",
            Accepts::Ask => "ask first",
        };
        add(
            Scheme::SupportNeeds,
            &format!("{need}: {answer}"),
            &format!("{need}: {answer_in_words}"),
        );
    }
    if service.sensitive {
        add(
            Scheme::Caution,
            SENSITIVE,
            "Having this service's leaflet could put a person at risk or to shame",
        );
    }
    if demonstration {
        add(
            Scheme::Caution,
            DEMONSTRATION,
            "Demonstration: an invented service, not for real people",
        );
    }
    terms
}

/// Every term that services were given, each once.
#[derive(Clone, Debug, Default)]
pub struct Terms(BTreeMap<String, Term>);

impl Terms {
    /// Notes the terms of a service.
    pub fn add(&mut self, terms: Vec<Term>) {
        for term in terms {
            self.0
                .entry(format!("{}:{}", term.taxonomy, term.term))
                .or_insert(term);
        }
    }

    /// All terms, by taxonomy and code.
    #[must_use]
    pub fn all(&self) -> impl ExactSizeIterator<Item = &Term> {
        self.0.values()
    }

    /// The terms of one scheme, by code.
    #[must_use]
    pub fn of(&self, scheme: Scheme) -> Vec<Term> {
        let own = self
            .0
            .values()
            .filter(|term| term.taxonomy == scheme.name());
        own.cloned().collect()
    }
}
