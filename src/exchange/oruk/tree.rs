//! The files of a static tree that any web server can publish as an API of Open Referral UK 3.0.
//!
//! A list of the API is a folder with an `index.json`: `/services` is `services/index.json`, the first page. What it lists lies
//! beside that: `/services/ID` is `services/ID.json`. The pages are `services/page/2.json`, to which a web server rewrites
//! `/services?page=2`. A folder for each entry would be twice as much for a file system to make, and a redirect for whoever asks.

use super::super::identity::Publisher;
use super::super::leaving::{Withheld, leaving, told};
use super::service::{at_locations, service_id, summary, whole, whole_at_locations};
use super::shapes::{AtLocation, Place, Summary};
use super::taxonomy::{Scheme, Term, Terms, WholeTaxonomy, taxonomy, terms_of};
use crate::model::Directory;
use crate::model::service::{Location, Service};
use crate::place::Table;
use jiff::civil::Date;
use rayon::prelude::*;
use serde::Serialize;
use std::collections::BTreeMap;

/// How many entries a page has.
pub const PAGE: usize = 100;
/// How many services are made ready at a time, on every core.
const AT_A_TIME: usize = 4 * PAGE;

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

/// Gives every file of the tree to `write`, some at a time: never more than some pages of entries are in memory.
///
/// The files come in the same order every time; those of one folder stand together. Returns what of the entries did not leave,
/// in their order.
///
/// # Errors
/// What `write` returns; nothing more is given to it then.
pub fn tree<E>(
    export: &Export,
    write: &mut dyn FnMut(Vec<File>) -> Result<(), E>,
) -> Result<Vec<Withheld>, E> {
    let mut withheld = Vec::new();
    let services = &export.directory.services;
    let demonstration = export.directory.settings.demonstration.then_some(true);
    let of_organization = services_of_organizations(export);
    let mut files = vec![json(
        INDEX.to_owned(),
        &Details {
            version: "HSDS-UK-3.0",
            profile: "https://github.com/OpenReferralUK/uk-profile/blob/main/docs/index.md",
            openapi_url: "https://docs.openreferraluk.org/en/latest/openapi30.json",
            // Latitudes and longitudes come from the table of postcodes, which asks for this.
            attribution: export.table.about().attribution.join(" "),
            demonstration,
        },
    )];
    let venues = services.iter().map(venues).sum();
    let mut terms = Terms::default();
    let mut listed = Pages::new("services", services.len(), demonstration);
    let mut placed = Pages::new("service_at_locations", venues, demonstration);
    for some in services.chunks(AT_A_TIME) {
        let made: Vec<Made> = some
            .par_iter()
            .map(|service| made(service, export, &of_organization))
            .collect();
        let (mut of_services, mut of_places) = (Vec::new(), Vec::new());
        for made in made {
            withheld.extend(made.withheld);
            terms.add(made.terms);
            of_services.push(made.whole);
            of_places.extend(made.whole_places);
            listed.add(made.summary, &mut files);
            for place in made.places {
                placed.add(place, &mut files);
            }
        }
        of_services.extend(of_places);
        of_services.append(&mut files);
        write(of_services)?;
    }
    listed.finish(&mut files);
    placed.finish(&mut files);
    let publisher = Publisher::of(&export.directory.settings);
    taxonomies(&terms, publisher, demonstration, &mut files);
    write(files)?;
    Ok(withheld)
}

/// Everything that comes of one service.
struct Made {
    withheld: Vec<Withheld>,
    terms: Vec<Term>,
    whole: File,
    whole_places: Vec<File>,
    summary: Summary,
    places: Vec<AtLocation<Place>>,
}

fn made(service: &Service, export: &Export, of_organization: &BTreeMap<String, usize>) -> Made {
    let Export {
        directory,
        table,
        today,
    } = *export;
    let invented = directory.settings.demonstration;
    let mut withheld = Vec::new();
    let service = leaving(service, directory, table, today, &mut withheld);
    let also = of_organization
        .get(&service.organization)
        .map_or(0, |all| all - 1);
    let path = format!("services/{}.json", service_id(&service));
    let (summary, terms) = (summary(&service, also), terms_of(&service, invented));
    Made {
        whole: json(path, &whole(&service, summary.clone(), &terms)),
        whole_places: whole_at_locations(&service, &summary)
            .map(|(id, place)| json(format!("service_at_locations/{id}.json"), &place))
            .collect(),
        places: at_locations(&service, &summary).collect(),
        terms,
        summary,
        withheld,
    }
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

fn taxonomies(
    terms: &Terms,
    publisher: Publisher,
    demonstration: Option<bool>,
    files: &mut Vec<File>,
) {
    let mut known = Pages::new("taxonomies", Scheme::ALL.len(), demonstration);
    for scheme in Scheme::ALL {
        let whole = WholeTaxonomy {
            taxonomy: taxonomy(scheme, publisher),
            taxonomy_terms: terms.of(scheme),
        };
        let path = format!("taxonomies/{}.json", whole.taxonomy.id);
        files.push(json(path, &whole));
        known.add(whole.taxonomy, files);
    }
    known.finish(files);
    let mut pages = Pages::new("taxonomy_terms", terms.all().len(), demonstration);
    for term in terms.all() {
        files.push(json(format!("taxonomy_terms/{}.json", term.id), term));
        pages.add(term.clone(), files);
    }
    pages.finish(files);
}

/// The file of a path that lists what lies below it.
const INDEX: &str = "index.json";

fn json<T: Serialize>(path: String, value: &T) -> File {
    // These types have no map with keys that are no text, and writing to memory cannot fail.
    let mut text = Vec::with_capacity(4096);
    let _ = serde_json::to_writer(&mut text, value);
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

    fn add(&mut self, entry: T, files: &mut Vec<File>) {
        self.page.push(entry);
        if self.page.len() == PAGE {
            self.end_page(files);
        }
    }

    fn end_page(&mut self, files: &mut Vec<File>) {
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
        let numbered = json(format!("{}/page/{number}.json", self.folder), &page);
        if number == 1 {
            files.push(File {
                path: format!("{}/{INDEX}", self.folder),
                text: numbered.text.clone(),
            });
        }
        files.push(numbered);
        self.page.clear();
    }

    fn finish(mut self, files: &mut Vec<File>) {
        if !self.page.is_empty() || self.written == 0 {
            self.end_page(files);
        }
    }
}
