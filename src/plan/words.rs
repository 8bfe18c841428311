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

/// What every answer says about service files that could not be read; `None` where all could.
#[must_use]
pub fn left_out_warning(left_out: &[LeftOut]) -> Option<String> {
    if left_out.is_empty() {
        return None;
    }
    let ids: Vec<String> = left_out.iter().map(|entry| entry.id.clone()).collect();
    let entries = count(left_out.len(), "entry", "entries");
    Some(format!(
        "{entries} could not be read and may be missing here: {}; run `signpost check`",
        ids.join(", ")
    ))
}
