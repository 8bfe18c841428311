//! Services, places and their parts in the names of Open Referral UK and HSDS 3.0; what is not said is left out.

use super::taxonomy::Term;
use serde::Serialize;
use serde_json::Number;

/// What a page of services says of each: the service without its lists.
#[derive(Clone, Debug, Serialize)]
pub struct Summary {
    pub(super) id: String,
    pub(super) organization_id: String,
    pub(super) name: String,
    pub(super) description: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) url: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) email: Option<String>,
    pub(super) status: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) fees: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) fees_description: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) wait_time: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) application_process: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) eligibility_description: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) minimum_age: Option<u8>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) maximum_age: Option<u8>,
    pub(super) assured_date: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) alert: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) additional_information: Option<String>,
    pub(super) organization: Organization,
}

/// A whole service.
#[derive(Clone, Debug, Serialize)]
pub struct Whole {
    #[serde(flatten)]
    pub(super) summary: Summary,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) phones: Vec<Phone>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) schedules: Vec<Schedule>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) service_areas: Vec<ServiceArea>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) service_at_locations: Vec<AtLocation<WholeLocation>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) languages: Vec<Language>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) cost_options: Vec<CostOption>,
    pub(super) attributes: Vec<Attribute>,
}

#[derive(Clone, Debug, Serialize)]
pub(super) struct Organization {
    pub(super) id: String,
    pub(super) name: String,
    pub(super) description: String,
}

#[derive(Clone, Debug, Serialize)]
pub(super) struct Phone {
    pub(super) id: String,
    pub(super) number: String,
    #[serde(rename = "type")]
    pub(super) kind: &'static str,
}

#[derive(Clone, Debug, Serialize)]
pub(super) struct Schedule {
    pub(super) id: String,
    pub(super) freq: &'static str,
    pub(super) interval: u8,
    pub(super) byday: String,
    pub(super) opens_at: String,
    pub(super) closes_at: String,
    pub(super) description: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) notes: Option<String>,
}

#[derive(Clone, Debug, Serialize)]
#[expect(clippy::struct_field_names, reason = "the names of Open Referral UK")]
pub(super) struct ServiceArea {
    pub(super) id: String,
    pub(super) name: String,
    pub(super) service_area: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) uri: Option<String>,
}

/// A service at a place; the service beside it where it stands alone.
#[derive(Clone, Debug, Serialize)]
pub struct AtLocation<L> {
    pub(super) id: String,
    pub(super) location: L,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) service: Option<Summary>,
}

/// A place without its address, as pages have it.
#[derive(Clone, Debug, Serialize)]
pub struct Place {
    pub(super) id: String,
    pub(super) location_type: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) description: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) latitude: Option<Number>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) longitude: Option<Number>,
}

/// A place with its address.
#[derive(Clone, Debug, Serialize)]
pub struct WholeLocation {
    #[serde(flatten)]
    pub(super) place: Place,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) addresses: Vec<Address>,
}

#[derive(Clone, Debug, Serialize)]
#[expect(clippy::struct_field_names, reason = "the names of Open Referral UK")]
pub(super) struct Address {
    pub(super) id: String,
    pub(super) address_1: String,
    pub(super) city: String,
    pub(super) state_province: &'static str,
    pub(super) postal_code: String,
    pub(super) country: &'static str,
    pub(super) address_type: &'static str,
}

#[derive(Clone, Debug, Serialize)]
pub(super) struct Language {
    pub(super) id: String,
    pub(super) code: String,
}

#[derive(Clone, Debug, Serialize)]
pub(super) struct CostOption {
    pub(super) id: String,
    pub(super) option: &'static str,
    pub(super) amount: Number,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) amount_description: Option<String>,
}

#[derive(Clone, Debug, Serialize)]
pub(super) struct Attribute {
    pub(super) id: String,
    pub(super) link_id: String,
    pub(super) link_type: &'static str,
    pub(super) taxonomy_term_id: String,
    pub(super) taxonomy_term: Term,
}
