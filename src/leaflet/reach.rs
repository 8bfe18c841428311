//! Ways to get in touch with a service, or with those who gave the leaflet.

use super::phrases::{one_line, together};
use super::words::{Phrase, Words};
use crate::model::contact::{Contact, digits, email_problem, is_number, url_problem};
use crate::model::shown::phone_in_words;
use crate::source::Spanned;

/// Ways to get in touch, as they are printed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reach {
    /// A telephone number in the spacing people read.
    pub phone: Option<String>,
    /// How to get in touch without speaking: a sentence.
    pub text: Option<String>,
    /// An e-mail address.
    pub email: Option<String>,
    /// A web address.
    pub url: Option<String>,
}

impl Reach {
    /// The printed form of a contact. Addresses that cannot be right are left out.
    pub(super) fn of(contact: &Contact, words: &Words) -> Self {
        let line = |value: &Option<Spanned<String>>| {
            let line = value.as_ref().map(|value| one_line(&value.value));
            line.filter(|line| !line.is_empty())
        };
        Self {
            phone: line(&contact.phone).map(|phone| together(&phone_in_words(&phone))),
            text: contact
                .text
                .as_ref()
                .filter(|text| !text.value.trim().is_empty())
                .map(|text| {
                    if is_number(&text.value) {
                        let number = together(&phone_in_words(&text.value));
                        words.fill(Phrase::TextNumber, &[("number", &number)])
                    } else {
                        one_line(&text.value)
                    }
                }),
            email: line(&contact.email).filter(|email| email_problem(email).is_none()),
            url: line(&contact.url).filter(|url| url_problem(url).is_none()),
        }
    }

    /// True where there is no way at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// What a `tel:` link dials; `None` without a telephone.
    #[must_use]
    pub fn dial(&self) -> Option<String> {
        self.phone.as_deref().map(digits)
    }

    /// The web address as people copy it: without `https://`, `www.` and a last `/`.
    #[must_use]
    pub fn page(&self) -> Option<&str> {
        let url = self.url.as_deref()?;
        let page = url.split_once("://").map_or(url, |(_, page)| page);
        Some(page.trim_start_matches("www.").trim_end_matches('/'))
    }
}
