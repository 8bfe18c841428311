//! New entries: their text and their id.

use super::super::Draft;
use crate::edit::fragment::lines;
use crate::edit::service::id_from;
use std::collections::BTreeSet;

/// The text of a new entry: its keys in order, what is to be decided as comments after the key it is about.
pub(super) fn new_text(id: &str, draft: &Draft) -> String {
    let mut text = format!("id: {id}\n");
    for (key, value) in &draft.entries {
        text.push_str(&lines(key, value));
        text.push('\n');
        for (_, comments) in draft.comments.iter().filter(|(after, _)| after == key) {
            for comment in comments {
                // A line break in a comment would end it.
                let comment = comment
                    .split(['\n', '\r', '\u{85}', '\u{2028}', '\u{2029}'])
                    .collect::<Vec<_>>()
                    .join(" ");
                text.push_str("# ");
                text.push_str(comment.trim_end());
                text.push('\n');
            }
        }
    }
    text
}

/// An id that nobody has: made of the name, then of the organisation as well, then numbered.
pub(super) fn new_id(draft: &Draft, taken: &mut BTreeSet<String>) -> String {
    const MOST: usize = 60;
    let short = |text: &str| {
        let id = id_from(text);
        match id.get(..MOST) {
            Some(start) => start
                .rsplit_once('-')
                .map_or(start, |(start, _)| start)
                .to_owned(),
            None => id,
        }
    };
    let name = short(&draft.name);
    let name = match name.as_str() {
        "" => "service".to_owned(),
        reserved if is_reserved(reserved) => format!("{name}-service"),
        _ => name,
    };
    let with_organization = short(&format!("{name} {}", draft.organization));
    let numbered = (2..).map(|number| format!("{with_organization}-{number}"));
    let mut candidates = [name, with_organization.clone()]
        .into_iter()
        .chain(numbered);
    let id = candidates
        .find(|id| !taken.contains(id))
        .unwrap_or(with_organization);
    taken.insert(id.clone());
    id
}

/// True for names that Windows cannot give to a file, whatever follows the dot.
fn is_reserved(name: &str) -> bool {
    let numbered = |start: &str| {
        let number = name.strip_prefix(start).unwrap_or_default();
        matches!(number.as_bytes(), [b'0'..=b'9'])
    };
    ["con", "nul", "aux", "prn"].contains(&name) || numbered("com") || numbered("lpt")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_that_windows_cannot_have_is_completed() {
        let id = |name: &str| {
            let draft = Draft {
                name: name.to_owned(),
                ..Draft::default()
            };
            new_id(&draft, &mut BTreeSet::new())
        };
        for name in ["Con", "NUL", "aux", "PRN", "com1", "LPT9"] {
            assert_eq!(id(name), format!("{}-service", name.to_lowercase()));
        }
        for name in ["Company", "com", "com10", "Tea"] {
            assert_eq!(id(name), name.to_lowercase());
        }
    }
}
