//! Parts of a text as somebody wrote them: tables of a TOML file, entries of a list in YAML.

/// The parts of a TOML text that start with a line `[…]` or `[[…]]`, each without the comments and empty lines after it.
pub(super) fn tables(text: &str) -> Vec<String> {
    parts(text, |line| line.starts_with('['))
}

/// The entries of a list of a YAML text that start with a line `  - id: …`.
pub(super) fn entries(text: &str) -> Vec<String> {
    parts(text, |line| line.starts_with("  - id: "))
}

/// What stands on the line that gives a key: `"x"` of `id = "x"`, `x` of `  - id: x   # why`.
pub(super) fn value_of<'t>(part: &'t str, key: &str) -> Option<&'t str> {
    part.lines()
        .find_map(|line| line.strip_prefix(key))
        .map(|value| value.split(" #").next().unwrap_or(value).trim())
}

fn parts(text: &str, starts: impl Fn(&str) -> bool) -> Vec<String> {
    let mut parts: Vec<Vec<&str>> = Vec::new();
    for line in text.lines() {
        if starts(line) {
            parts.push(Vec::new());
        }
        if let Some(part) = parts.last_mut() {
            part.push(line);
        }
    }
    parts
        .into_iter()
        .map(|mut lines| {
            // The comment above the next part belongs to that one.
            while lines
                .last()
                .is_some_and(|line| line.trim().is_empty() || line.trim_start().starts_with('#'))
            {
                lines.pop();
            }
            lines.join("\n") + "\n"
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_keep_their_lines_and_leave_the_comments_between() {
        let text = "version = 1\n# about a\n[a]\nx = [\n  1,\n]\n# inside\ny = 2\n\n# about b\n[[b]]\nid = \"c\"\n";
        assert_eq!(
            tables(text),
            [
                "[a]\nx = [\n  1,\n]\n# inside\ny = 2\n",
                "[[b]]\nid = \"c\"\n"
            ]
        );
        assert_eq!(value_of("[[b]]\nid = \"c\"\n", "id = "), Some("\"c\""));
    }

    #[test]
    fn entries_of_a_list_are_found_by_their_ids() {
        let text = "areas:\n  # several\n  - id: a   # why\n    label: A\n\n  # one\n  - id: b\n    label: B\n";
        let entries = entries(text);
        assert_eq!(entries[0], "  - id: a   # why\n    label: A\n");
        assert_eq!(value_of(&entries[0], "  - id: "), Some("a"));
    }
}
