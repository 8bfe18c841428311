//! How and by when somebody gets in touch after a referral, as typed: for the one service, or for each of several.

use super::super::parse_date;
use crate::model::shown::clean;
use anyhow::{Result, bail};
use jiff::civil::Date;

/// What was typed, and for which service; `None`: for the only one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Hear<T> {
    id: Option<String>,
    value: T,
}

impl<T> Hear<T> {
    /// What was typed, without the service.
    pub(super) const fn value(&self) -> &T {
        &self.value
    }
}

/// `2027-01-15` or `ID=2027-01-15`.
pub(super) fn by(typed: &str) -> Result<Hear<Date>, String> {
    let (id, typed) = parts(typed);
    let value = parse_date(typed)?;
    Ok(Hear { id, value })
}

/// `by letter` or `ID=by letter`.
pub(super) fn how(typed: &str) -> Result<Hear<String>, String> {
    let (id, typed) = parts(typed);
    if typed.trim().is_empty() {
        return Err("say how, such as \"by letter\"".to_owned());
    }
    let value = typed.to_owned();
    Ok(Hear { id, value })
}

fn parts(typed: &str) -> (Option<String>, &str) {
    match typed.split_once('=') {
        Some((id, value)) => (Some(id.trim().to_owned()), value),
        None => (None, typed),
    }
}

/// What was typed for each of the services that the person is referred to, in their order; `None` where nothing was.
///
/// # Errors
/// A value for another service, two for one, or one for several services together: each gets in touch in its own way.
pub(super) fn for_each<T: Clone>(
    option: &str,
    typed: &[Hear<T>],
    referred: &[&str],
) -> Result<Vec<Option<T>>> {
    let mut values = vec![None; referred.len()];
    for hear in typed {
        let place = match &hear.id {
            Some(id) => referred.iter().position(|known| known == id),
            None if referred.len() > 1 => bail!(
                "the sheet has {} referrals; say for each, as {option} {}=…",
                referred.len(),
                referred.first().copied().unwrap_or_default()
            ),
            None => (!referred.is_empty()).then_some(0),
        };
        let Some(value) = place.and_then(|place| values.get_mut(place)) else {
            match &hear.id {
                Some(id) => bail!(
                    "{option} {}=…: nobody refers the person to this service; --referred {} does",
                    clean(id),
                    clean(id)
                ),
                None => bail!("{option} speaks of a referral: name the service with --referred ID"),
            }
        };
        if value.replace(hear.value.clone()).is_some() {
            bail!("{option} is given twice for one service");
        }
    }
    Ok(values)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hows(typed: &[&str]) -> Vec<Hear<String>> {
        typed.iter().map(|typed| how(typed).unwrap()).collect()
    }

    fn refusal(typed: &[&str], referred: &[&str]) -> String {
        for_each("--hear-how", &hows(typed), referred)
            .unwrap_err()
            .to_string()
    }

    #[test]
    fn one_service_needs_no_name_and_several_are_told_apart() {
        let said = |typed: &[&str], referred: &[&str]| {
            for_each("--hear-how", &hows(typed), referred).unwrap()
        };
        assert_eq!(said(&["by letter"], &["a"]), [Some("by letter".to_owned())]);
        assert_eq!(
            said(&["b=by letter"], &["a", "b"]),
            [None, Some("by letter".to_owned())]
        );
        assert_eq!(said(&[], &["a", "b"]), [None, None]);
    }

    #[test]
    fn what_would_be_lost_or_mixed_up_is_refused() {
        assert!(refusal(&["by letter"], &["a", "b"]).contains("--hear-how a=…"));
        assert!(refusal(&["by letter"], &[]).contains("--referred ID"));
        assert!(refusal(&["c=by letter"], &["a"]).contains("--referred c"));
        assert!(refusal(&["a=by letter", "by text"], &["a"]).contains("twice"));
        assert!(by("a=tomorrow").is_err());
        assert!(how("a= ").is_err());
    }
}
