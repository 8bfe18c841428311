//! The words of an entry for other readers than most, and the languages it has.

use crate::load::fields::{Fields, Key, optional, required};
use crate::load::kinds;
use crate::load::node::Node;
use crate::load::problems::Problems;
use crate::model::wording::{PlainTested, Translation};
use crate::source::Spanned;

/// The keys of `plain_tested`.
pub const PLAIN_TESTED: &[Key] = &[
    required(
        "by",
        "text",
        "which people with a learning disability read it: a group, never a name",
    ),
    required("on", "date", "the day they read it"),
];

/// The keys of a translation.
pub const TRANSLATION: &[Key] = &[
    required("language", "language code", "which language: cy, pl"),
    required(
        "on",
        "date",
        "the day it was last compared with the entry; older than `assured`, it is marked on leaflets",
    ),
    required("summary", "text", "what `summary` says"),
    optional("plain", "text, one idea a line", "what `plain` says"),
    optional("referral", "text", "what `referral` says"),
];

/// Who tried out the plain words. Without `plain` there is nothing that anybody can have read.
pub(super) fn plain_tested(
    fields: &Fields,
    plain: Option<&str>,
    problems: &mut Problems,
) -> Option<PlainTested> {
    let node = fields.node("plain_tested")?;
    let inner = Fields::open(node, PLAIN_TESTED, "`plain_tested`", problems)?;
    let (by, on) = (inner.plain_text("by", problems), inner.date("on", problems));
    if plain.is_none() {
        problems.report(
            &kinds::MISSING_KEY,
            node.span,
            "`plain_tested` speaks of `plain`, which is not there".to_owned(),
            "write the plain words that were read, or remove `plain_tested`",
        );
    }
    Some(PlainTested {
        by: by?,
        on: on?.value,
    })
}

/// What the entry says in other languages, each once.
pub(super) fn translations(fields: &Fields, problems: &mut Problems) -> Vec<Translation> {
    let mut translations: Vec<Translation> = Vec::new();
    for node in fields.list("translations", problems) {
        translations.extend(translation(node, problems));
    }
    translations
}

fn translation(node: &Node, problems: &mut Problems) -> Option<Translation> {
    let fields = Fields::open(node, TRANSLATION, "a translation", problems)?;
    let language = fields.text("language", problems);
    let language = language.filter(|code| is_code(code, problems));
    let on = fields.date("on", problems);
    let summary = fields.plain_text("summary", problems);
    let plain = fields.plain_text("plain", problems);
    let referral = fields.plain_text("referral", problems);
    Some(Translation {
        language: language?.value,
        on: on?.value,
        summary: summary?,
        plain,
        referral,
    })
}

pub(super) fn languages(fields: &Fields, problems: &mut Problems) -> Vec<String> {
    let typed = fields.texts("languages", problems);
    for code in &typed {
        is_code(code, problems);
    }
    typed.into_iter().map(|text| text.value).collect()
}

/// True for what has the form of a language code; what has not is reported.
fn is_code(code: &Spanned<String>, problems: &mut Problems) -> bool {
    let mut parts = code.value.split('-');
    let primary = parts.next().unwrap_or("");
    let is_one = (2..=3).contains(&primary.len())
        && primary.bytes().all(|byte| byte.is_ascii_lowercase())
        && parts.all(|part| {
            (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
        });
    if !is_one {
        problems.report(
            &kinds::MALFORMED_VALUE,
            code.span,
            format!("`{}` is not a language code", code.value),
            "use the short code of the language: en, pl, cy, bfi (British Sign Language)",
        );
    }
    is_one
}
