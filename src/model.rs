//! What a directory says, as types: services, needs, areas, settings, facts, rules and cases.
//!
//! Parses small texts (a postcode, a time of day); reads no files and knows no YAML or TOML. Names are already
//! resolved: a [`NeedIndex`] or an [`ActionIndex`](rule::ActionIndex) always points at something that exists in the same [`Directory`].

pub mod area;
pub mod case;
pub mod contact;
pub mod fact;
pub mod hours;
pub mod impossible;
pub mod need;
pub mod personal;
pub mod postcode;
pub mod profile;
pub mod role;
pub mod rule;
pub mod service;
pub mod settings;
pub mod shown;
pub mod text;
pub mod vocabulary;
pub mod wording;
pub mod written;

use crate::source::Sources;
use area::Area;
use need::{Need, NeedIndex};
use rule::Rules;
use service::{Service, ServiceIndex};
use settings::Settings;

/// A whole directory: everything that its files say, with services sorted by id.
#[derive(Clone, Debug, Default)]
pub struct Directory {
    /// `signpost.toml`.
    pub settings: Settings,
    /// `needs.yaml`, in the order of the file.
    pub needs: Vec<Need>,
    /// `areas.yaml`, in the order of the file.
    pub areas: Vec<Area>,
    /// `routing.toml`.
    pub rules: Rules,
    /// `services/**`, sorted by id; entries that could not be read are in [`Directory::left_out`].
    pub services: Vec<Service>,
    /// For each need, the services that meet it, in order of id.
    pub services_by_need: Vec<Vec<ServiceIndex>>,
    /// Service files that could not be read, and so are missing from every answer.
    pub left_out: Vec<LeftOut>,
    /// The files as they were read, for checks that point at a word or look at comments; empty where it was not read from files.
    pub sources: Sources,
    /// Names the exact content: the first 12 hexadecimal digits of a SHA-256 over every file.
    pub content_version: String,
}

/// A service file that could not be used.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct LeftOut {
    /// The file, as shown to people.
    pub file: String,
    /// The service's id, taken from the file's name.
    pub id: String,
    /// The first thing that is wrong with it.
    pub why: String,
}

impl Directory {
    /// The need with this id.
    #[must_use]
    pub fn need_by_id(&self, id: &str) -> Option<NeedIndex> {
        self.needs
            .iter()
            .position(|need| need.id.value == id)
            .map(NeedIndex::from_position)
    }

    /// The need at this index.
    #[must_use]
    pub fn need(&self, index: NeedIndex) -> &Need {
        &self.needs[index.position()]
    }

    /// The service with this id; services are sorted, so this is a binary search.
    #[must_use]
    pub fn service_by_id(&self, id: &str) -> Option<&Service> {
        self.service_index(id).map(|index| self.service(index))
    }

    /// Where the service with this id stands.
    #[must_use]
    pub fn service_index(&self, id: &str) -> Option<ServiceIndex> {
        self.services
            .binary_search_by(|service| service.id.value.as_str().cmp(id))
            .ok()
            .map(ServiceIndex::from_position)
    }

    /// The service at this index.
    #[must_use]
    pub fn service(&self, index: ServiceIndex) -> &Service {
        &self.services[index.position()]
    }

    /// The area with this id.
    #[must_use]
    pub fn area_by_id(&self, id: &str) -> Option<&Area> {
        self.areas.iter().find(|area| area.id.value == id)
    }

    /// Sorts the services by id and rebuilds [`Directory::services_by_need`].
    pub fn index_services(&mut self) {
        self.services.sort_by(|a, b| a.id.value.cmp(&b.id.value));
        self.services_by_need = vec![Vec::new(); self.needs.len()];
        for (position, service) in self.services.iter().enumerate() {
            for need in &service.needs {
                self.services_by_need[need.value.position()]
                    .push(ServiceIndex::from_position(position));
            }
        }
    }
}

/// A small number that stands for a position in a list; `u32` keeps references to services short.
macro_rules! index_type {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(u32);

        impl $name {
            /// The index of the entry at this position.
            #[must_use]
            pub fn from_position(position: usize) -> Self {
                Self(u32::try_from(position).unwrap_or(u32::MAX))
            }

            /// The position in its list.
            #[must_use]
            pub const fn position(self) -> usize {
                self.0 as usize
            }
        }
    };
}
pub(crate) use index_type;
