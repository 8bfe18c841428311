//! Venues as `GeoJSON` (RFC 7946): a point for each place of each service, as QGIS and every web map opens it.
//!
//! A point is that of the place's postcode. A place whose postcode the table does not hold has no geometry, which the RFC
//! allows: it is in the list and not on the map. Confidential places are in neither.

use super::coordinates::globe;
use super::leaving::{Leaving, Venue};
use crate::model::shown::clean;
use serde::Serialize;
use serde_json::json;

/// Everything before the features: `{"type":"FeatureCollection",…,"features":[`. `attribution` is what the table of postcodes
/// asks to be said where its points are used.
#[must_use]
pub fn head(name: &str, attribution: &str, demonstration: bool) -> String {
    let (name, attribution) = (json!(clean(name)), json!(clean(attribution)));
    let demonstration = if demonstration {
        "\"demonstration\":true,"
    } else {
        ""
    };
    format!(
        "{{\"type\":\"FeatureCollection\",\"name\":{name},\"attribution\":{attribution},{demonstration}\"features\":["
    )
}

/// Everything after the features.
pub const TAIL: &str = "\n]}\n";

#[derive(Serialize)]
struct Feature<'l> {
    #[serde(rename = "type")]
    kind: &'static str,
    id: String,
    geometry: Option<Geometry>,
    properties: Properties<'l>,
}

#[derive(Serialize)]
struct Geometry {
    #[serde(rename = "type")]
    kind: &'static str,
    /// Longitude first, as the RFC has it.
    coordinates: [f64; 2],
}

#[derive(Serialize)]
struct Properties<'l> {
    id: &'l str,
    name: &'l str,
    organization: &'l str,
    summary: &'l str,
    kind: String,
    status: String,
    /// Ids, divided by `; `, since maps show no lists.
    needs: String,
    phone: Option<&'l str>,
    email: Option<&'l str>,
    url: Option<&'l str>,
    place: Option<&'l str>,
    address: Option<&'l str>,
    postcode: Option<String>,
    sensitive: bool,
    assured_on: String,
    demonstration: bool,
}

/// The features of a service, one a venue, each as JSON. Keys that say nothing are `null`, since tables of maps have a column
/// for every key.
pub fn features<'l>(
    service: &'l Leaving,
    demonstration: bool,
) -> impl Iterator<Item = String> + 'l {
    service.venues.iter().map(move |venue| {
        // These types have no map with keys that are no text, and a point has no number that JSON lacks.
        serde_json::to_string(&feature(service, venue, demonstration)).unwrap_or_default()
    })
}

fn feature<'l>(service: &'l Leaving, venue: &'l Venue, demonstration: bool) -> Feature<'l> {
    let needs: Vec<&str> = service
        .needs
        .iter()
        .map(|need| need.id.value.as_str())
        .collect();
    Feature {
        kind: "Feature",
        id: format!("{}/{}", service.id, venue.position),
        geometry: venue.point.map(|point| {
            let globe = globe(point);
            Geometry {
                kind: "Point",
                coordinates: [globe.longitude, globe.latitude],
            }
        }),
        properties: Properties {
            id: service.id,
            name: &service.name,
            organization: &service.organization,
            summary: &service.summary,
            kind: service.kind.to_string(),
            status: service.status.to_string(),
            needs: needs.join("; "),
            phone: service.phone.as_deref(),
            email: service.email.as_deref(),
            url: service.url.as_deref(),
            place: venue.name.as_deref(),
            address: venue.address.as_deref(),
            postcode: venue.postcode.map(|postcode| postcode.to_string()),
            sensitive: service.sensitive,
            assured_on: service.assured_on.to_string(),
            demonstration,
        },
    }
}
