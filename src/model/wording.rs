//! An entry's words for other readers than most: plain words that were tried out, and other languages.

use jiff::civil::Date;

/// Who read the plain words of an entry, and when. Only with it are they called Easy Read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlainTested {
    /// Which people with a learning disability: a group or an organisation, never a person's name.
    pub by: String,
    /// The day they read them.
    pub on: Date,
}

/// What an entry says of itself in another language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Translation {
    /// The language, as a BCP 47 code.
    pub language: String,
    /// The day it was last compared with the entry.
    pub on: Date,
    /// What `summary` says.
    pub summary: String,
    /// What `plain` says; `None`: not translated.
    pub plain: Option<String>,
    /// What `referral` says; `None`: not translated.
    pub referral: Option<String>,
}

/// The first part of a language code, in small letters: `en` of `en-GB`.
#[must_use]
pub fn base_language(code: &str) -> String {
    code.split('-').next().unwrap_or(code).to_lowercase()
}
