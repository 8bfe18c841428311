//! The address of a place.

use super::super::super::super::incoming::fields::{Fields, NO_PLACE};
use super::super::super::super::incoming::text::one_line;
use super::super::super::county::{county, is_county};
use super::super::Reading;
use super::{FOLLOWS, KNOWN_BY};
use crate::model::postcode::Postcode;
use crate::place::Table;

/// What streets end with.
const STREETS: [&str; 23] = [
    "avenue", "ave", "close", "court", "crescent", "drive", "gardens", "green", "grove", "hill",
    "lane", "parade", "park", "place", "rd", "road", "row", "square", "st", "street", "terrace",
    "walk", "way",
];

impl Reading<'_, '_> {
    /// Street and town, and the postcode.
    pub(super) fn address(&mut self, mut address: Fields) -> (Option<String>, Option<String>) {
        let mut lines: Vec<String> = Vec::new();
        for key in ["address_1", "address_2", "city"] {
            if let Some(typed) = address.text(key) {
                let line = one_line(&typed);
                self.draft.changed(
                    address.path(key),
                    &typed,
                    &line,
                    "markup and spaces taken out",
                );
                let line = line.trim_end_matches(',').to_owned();
                let again = lines.iter().any(|known| known.eq_ignore_ascii_case(&line))
                    || lines
                        .last()
                        .is_some_and(|before| key == "city" && ends_with(before, &line));
                if !line.is_empty() && !again {
                    lines.push(line);
                }
            }
        }
        let path = address.path("postal_code");
        let postcode = address.text("postal_code").and_then(|typed| {
            let postcode = Postcode::parse(typed.trim()).ok();
            if let Some(postcode) = postcode {
                self.draft.changed(
                    &path,
                    &typed,
                    &postcode.to_string(),
                    "in the spacing people read",
                );
                Some(postcode.to_string())
            } else {
                self.draft.left(&path, &typed, "it is no postcode");
                None
            }
        });
        for key in ["state_province", "region", "country"] {
            if let Some(typed) = address.text(key) {
                let why = of_postcode(&typed, postcode.as_deref());
                self.draft.left(address.path(key), &typed, why);
            }
        }
        if let Some(typed) = address.text("address_type") {
            let at = address.path("address_type");
            if typed.trim().eq_ignore_ascii_case("physical") {
                self.draft.taken(&at, &typed);
            } else {
                self.draft.left(&at, &typed, NO_PLACE);
            }
        }
        address.forget_ids();
        address.end(&mut self.draft, NO_PLACE);
        ((!lines.is_empty()).then(|| lines.join(", ")), postcode)
    }
}

/// What the postcode of an address says of the county, region or country beside it.
fn of_postcode(typed: &str, postcode: Option<&str>) -> &'static str {
    const COUNTRIES: [&str; 4] = ["GB", "UK", "United Kingdom", "Great Britain"];
    let postcode = postcode.and_then(|postcode| Postcode::parse(postcode).ok());
    let table = Table::embedded();
    let authority = postcode.and_then(|postcode| Some(table.unit(postcode)?.authority));
    let Some(authority) = authority else {
        return KNOWN_BY;
    };
    let is = |name: &str| name.eq_ignore_ascii_case(typed.trim());
    let county = county(authority);
    let nation = match authority.get(..1) {
        Some("E") => "England",
        Some("W") => "Wales",
        Some("S") => "Scotland",
        _ => "",
    };
    if county.is_some_and(is) || is(nation) || COUNTRIES.into_iter().any(is) {
        FOLLOWS
    } else if is_county(typed.trim()) && county.is_some_and(is_county) {
        "left: the postcode says otherwise"
    } else {
        KNOWN_BY
    }
}

/// True for an address that ends with the town already, with or without the postcode after it.
fn ends_with(address: &str, town: &str) -> bool {
    let (address, town) = (address.to_lowercase(), town.to_lowercase());
    let before = |text: &str| {
        let text = text.trim_end_matches([',', ' ', '.']);
        text.strip_suffix(&town).map(str::to_owned)
    };
    let without_postcode = || {
        let (rest, end) = address.rsplit_once(',')?;
        Postcode::parse(end.trim()).ok()?;
        before(rest)
    };
    let last = |rest: String| {
        rest.trim_end()
            .rsplit(|c: char| !c.is_alphanumeric())
            .next()
            .map_or_else(String::new, str::to_owned)
    };
    before(&address)
        .or_else(without_postcode)
        .is_some_and(|rest| {
            // `Old Harwich` is not Harwich; what follows a street or a comma is.
            rest.is_empty()
                || rest.trim_end().ends_with([',', '-', ';'])
                || (rest.ends_with(' ') && STREETS.contains(&last(rest).as_str()))
        })
}

/// Address and postcode of a text that ends with a postcode; else all of it is the address.
pub(super) fn told(text: &str) -> (Option<String>, Option<String>) {
    let text = one_line(text);
    let (before, last) = text.rsplit_once(", ").unwrap_or(("", &text));
    match Postcode::parse(last) {
        Ok(postcode) => (
            (!before.is_empty()).then(|| before.to_owned()),
            Some(postcode.to_string()),
        ),
        Err(_) => (Some(text), None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_county_follows_from_a_postcode_only_where_it_is_that_of_the_postcode() {
        let otherwise = "left: the postcode says otherwise";
        for (typed, postcode, why) in [
            ("Essex", Some("CO1 1JB"), FOLLOWS),
            ("England", Some("CO1 1JB"), FOLLOWS),
            ("GB", Some("CO1 1JB"), FOLLOWS),
            ("Kent", Some("CO1 1JB"), otherwise),
            ("East of England", Some("CO1 1JB"), KNOWN_BY),
            ("Essex", None, KNOWN_BY),
        ] {
            assert_eq!(of_postcode(typed, postcode), why, "{typed}");
        }
    }

    #[test]
    fn a_town_that_an_address_ends_with_is_known() {
        for address in [
            "1 High Street, Colchester",
            "1 High Street, COLCHESTER.",
            "1 High Street Colchester",
            "1 High Street, Colchester, CO1 1JB",
            "Colchester",
        ] {
            assert!(ends_with(address, "Colchester"), "{address}");
        }
        for address in [
            "1 Colchester Road",
            "1 High Street, West Colchester",
            "Flat 2, Newcolchester",
        ] {
            assert!(!ends_with(address, "Colchester"), "{address}");
        }
    }
}
