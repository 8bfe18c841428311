//! New entries: their text and their id.

use super::super::Draft;
use super::super::state::Imported;
use crate::edit::service::id_from;
use std::collections::BTreeSet;

/// The text of a new entry: its keys in order, what is to be decided as comments after the key it is about. `imported` is the
/// draft as it is remembered, which has its keys written out.
pub(super) fn new_text(imported: &Imported, draft: &Draft) -> String {
    let mut text = format!("id: {}\n", imported.id);
    for (key, _) in &draft.entries {
        text.push_str(imported.entry.get(*key).map_or("", String::as_str));
        text.push('\n');
        for comment in imported.comments.iter().filter(|one| one.after == *key) {
            for line in comment.written() {
                text.push_str(&line);
                text.push('\n');
            }
        }
    }
    text
}

/// True where a file says, but for its comments, what a new entry would: then there is nothing to compare.
pub(super) fn is_as_new(file: &str, imported: &Imported, draft: &Draft) -> bool {
    // A line of a longer text is indented, so what begins with the mark is a comment.
    fn said(text: &str) -> impl Iterator<Item = &str> {
        text.lines().filter(|line| !line.starts_with('#'))
    }
    said(file).eq(said(&new_text(imported, draft)))
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
    use crate::edit::fragment::Value;

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

    #[test]
    fn an_entry_is_as_new_whatever_its_comments_say_and_nothing_else() {
        let entries = vec![
            ("name", Value::text("Tea")),
            ("summary", Value::text("One.\n# Two.")),
        ];
        let draft = Draft {
            entries,
            comments: vec![("summary", vec!["To decide: which?".to_owned()])],
            ..Draft::default()
        };
        let imported = Imported::of("tea", &draft);
        let new = new_text(&imported, &draft);
        assert_eq!(
            new,
            "id: tea\nname: Tea\nsummary: |\n  One.\n  # Two.\n# To decide: which?\n"
        );
        let is = |file: &str| is_as_new(file, &imported, &draft);
        assert!(is(&new));
        assert!(is(&new.replace("# To decide: which?", "# Decided.")));
        assert!(is(&new.replace('\n', "\r\n")));
        assert!(!is(&new.replace("  # Two.\n", "")));
        assert!(!is(&new.replace("Tea", "Tea and talk")));
        assert!(!is(&format!("{new}cost: free\n")));
    }
}
