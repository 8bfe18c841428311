//! The files of a static tree that any web server can publish as an API of Open Referral UK 3.0.
//!
//! Each path of the API is a folder with an `index.json`: `/services` is `services/index.json`, the first page. The further
//! pages are `services/page/2/index.json`, to which a web server rewrites `/services?page=2`.

use super::super::leaving::{Leaving, Withheld, leaving, told};
use super::service::{at_locations, service_id, summary, whole, whole_at_locations};
use super::taxonomy::{Scheme, Terms, WholeTaxonomy, taxonomy, terms_of};
use crate::model::Directory;
use crate::model::service::{Location, Service};
use crate::place::Table;
use jiff::civil::Date;
use serde::Serialize;
use std::collections::BTreeMap;

/// How many entries a page has.
pub const PAGE: usize = 100;

/// What an export is made of.
#[derive(Clone, Copy, Debug)]
pub struct Export<'d> {
    /// The directory.
    pub directory: &'d Directory,
    /// Where postcodes are.
    pub table: &'d Table,
    /// The day on which it is made: what is over by then does not leave.
    pub today: Date,
}

/// One file of the tree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// Its path inside the tree, with `/` between the parts.
    pub path: String,
    /// Its JSON.
    pub text: Vec<u8>,
}

#[derive(Serialize)]
struct Details {
    version: &'static str,
    profile: &'static str,
    openapi_url: &'static str,
    #[serde(skip_serializing_if = "String::is_empty")]
    attribution: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    demonstration: Option<bool>,
}

#[derive(Serialize)]
#[expect(clippy::struct_field_names, reason = "the names of Open Referral UK")]
struct Page<'c, T> {
    total_items: usize,
    total_pages: usize,
    page_number: usize,
    size: usize,
    first_page: bool,
    last_page: bool,
    empty: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    demonstration: Option<bool>,
    contents: &'c [T],
}

/// Gives every file of the tree to `write`, one after the other: never more than a page of entries is in memory.
///
/// Returns what of the entries did not leave, in their order.
///
/// # Errors
/// What `write` returns; nothing more is given to it then.
pub fn tree<E>(
    export: &Export,
    write: &mut dyn FnMut(File) -> Result<(), E>,
) -> Result<Vec<Withheld>, E> {
    let mut withheld = Vec::new();
    let services = &export.directory.services;
    let invented = export.directory.settings.demonstration;
    let demonstration = invented.then_some(true);
    let of_organization = services_of_organizations(export);
    let also = |service: &Leaving| {
        of_organization
            .get(&service.organization)
            .map_or(0, |all| all - 1)
    };
    write(json(
        String::new(),
        &Details {
            version: "HSDS-UK-3.0",
            profile: "https://github.com/OpenReferralUK/uk-profile/blob/main/docs/index.md",
            openapi_url: "https://docs.openreferraluk.org/en/latest/openapi30.json",
            // Latitudes and longitudes come from the table of postcodes, which asks for this.
            attribution: export.table.about().attribution.join(" "),
            demonstration,
        },
    ))?;
    let venues = services.iter().map(venues).sum();
    let mut terms = Terms::default();
    let mut listed = Pages::new("services", services.len(), demonstration);
    let mut placed = Pages::new("service_at_locations", venues, demonstration);
    for service in services {
        let service = leaving(
            service,
            export.directory,
            export.table,
            export.today,
            &mut withheld,
        );
        terms.add(terms_of(&service, invented));
        let also = also(&service);
        let path = format!("services/{}", service_id(service.id));
        write(json(path, &whole(&service, also, invented)))?;
        listed.add(summary(&service, also), write)?;
        for (id, at_location) in whole_at_locations(&service, also) {
            write(json(format!("service_at_locations/{id}"), &at_location))?;
        }
        for at_location in at_locations(&service, also) {
            placed.add(at_location, write)?;
        }
    }
    listed.finish(write)?;
    placed.finish(write)?;
    taxonomies(&terms, demonstration, write)?;
    Ok(withheld)
}

fn venues(service: &Service) -> usize {
    let venue = |location: &&Location| matches!(location, Location::Venue { .. });
    service.locations.iter().filter(venue).count()
}

/// How many services each organisation has, by its name as it leaves.
fn services_of_organizations(export: &Export) -> BTreeMap<String, usize> {
    let mut all = BTreeMap::new();
    for service in &export.directory.services {
        let name = told(&service.organization);
        *all.entry(name).or_insert(0) += 1;
    }
    all
}

fn taxonomies<E>(
    terms: &Terms,
    demonstration: Option<bool>,
    write: &mut dyn FnMut(File) -> Result<(), E>,
) -> Result<(), E> {
    let mut known = Pages::new("taxonomies", Scheme::ALL.len(), demonstration);
    for scheme in Scheme::ALL {
        let whole = WholeTaxonomy {
            taxonomy: taxonomy(scheme),
            taxonomy_terms: terms.of(scheme),
        };
        write(json(format!("taxonomies/{}", whole.taxonomy.id), &whole))?;
        known.add(whole.taxonomy, write)?;
    }
    known.finish(write)?;
    let mut pages = Pages::new("taxonomy_terms", terms.all().len(), demonstration);
    for term in terms.all() {
        write(json(format!("taxonomy_terms/{}", term.id), term))?;
        pages.add(term.clone(), write)?;
    }
    pages.finish(write)
}

fn json<T: Serialize>(folder: String, value: &T) -> File {
    let mut path = folder;
    if !path.is_empty() {
        path.push('/');
    }
    path.push_str("index.json");
    // These types have no map with keys that are no text, and writing to memory cannot fail.
    let mut text = serde_json::to_vec(value).unwrap_or_default();
    text.push(b'\n');
    File { path, text }
}

/// A list of the API, page by page.
struct Pages<T> {
    folder: &'static str,
    total: usize,
    demonstration: Option<bool>,
    written: usize,
    page: Vec<T>,
}

impl<T: Serialize> Pages<T> {
    const fn new(folder: &'static str, total: usize, demonstration: Option<bool>) -> Self {
        Self {
            folder,
            total,
            demonstration,
            written: 0,
            page: Vec::new(),
        }
    }

    fn add<E>(&mut self, entry: T, write: &mut dyn FnMut(File) -> Result<(), E>) -> Result<(), E> {
        self.page.push(entry);
        if self.page.len() == PAGE {
            self.write_page(write)?;
        }
        Ok(())
    }

    fn write_page<E>(&mut self, write: &mut dyn FnMut(File) -> Result<(), E>) -> Result<(), E> {
        self.written += 1;
        let total_pages = self.total.div_ceil(PAGE);
        let number = self.written;
        let page = Page {
            total_items: self.total,
            total_pages,
            page_number: number,
            size: self.page.len(),
            first_page: number == 1,
            last_page: number >= total_pages,
            empty: self.page.is_empty(),
            demonstration: self.demonstration,
            contents: &self.page,
        };
        let numbered = json(format!("{}/page/{number}", self.folder), &page);
        if number == 1 {
            let first = format!("{}/index.json", self.folder);
            write(File {
                path: first,
                text: numbered.text.clone(),
            })?;
        }
        write(numbered)?;
        self.page.clear();
        Ok(())
    }

    fn finish<E>(mut self, write: &mut dyn FnMut(File) -> Result<(), E>) -> Result<(), E> {
        if !self.page.is_empty() || self.written == 0 {
            self.write_page(write)?;
        }
        Ok(())
    }
}
