//! What a plan says in plain words.

use crate::model::LeftOut;
use crate::model::hours::and;
use crate::model::rule::Route;
use crate::model::shown::count;

/// `AHP and link worker`.
#[must_use]
pub fn in_words(routes: &[Route]) -> String {
    let mut words: Vec<String> = routes.iter().map(|route| words_inside(*route)).collect();
    if let (Some(first), Some(route)) = (words.first_mut(), routes.first()) {
        route.label().clone_into(first);
    }
    and(&words)
}

/// A route's words inside a sentence: small letters except for an abbreviation.
#[must_use]
pub fn words_inside(route: Route) -> String {
    match route {
        Route::Ahp => route.label().to_owned(),
        _ => route.label().to_lowercase(),
    }
}

/// So many are named in one sentence; an import can leave thousands to be decided. JSON has all of them.
const MOST_NAMED: usize = 20;

/// What every answer says about service files that could not be read; `None` where all could.
#[must_use]
pub fn left_out_warning(left_out: &[LeftOut]) -> Option<String> {
    if left_out.is_empty() {
        return None;
    }
    let ids = left_out.iter().take(MOST_NAMED);
    let mut ids: Vec<String> = ids.map(|entry| entry.id.clone()).collect();
    let more = left_out.len() - ids.len();
    if more > 0 {
        ids.push(format!("and {more} more"));
    }
    let entries = count(left_out.len(), "entry", "entries");
    Some(format!(
        "{entries} could not be read and may be missing here: {}; run `signpost check`",
        ids.join(", ")
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_few_entries_are_named_and_many_are_counted() {
        let entries = |number: usize| -> Vec<LeftOut> {
            let entry = |id| LeftOut {
                file: String::new(),
                id: format!("e{id}"),
                why: String::new(),
            };
            (1..=number).map(entry).collect()
        };
        let two = left_out_warning(&entries(2)).unwrap();
        assert!(
            two.starts_with("2 entries could not be read and may be missing here: e1, e2;"),
            "{two}"
        );
        let many = left_out_warning(&entries(6000)).unwrap();
        assert!(many.contains("e20, and 5980 more;"), "{many}");
    }
}
