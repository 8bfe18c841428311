//! What is to be decided, in a file that is brought up to date.
//!
//! The same three versions as of the keys: what an import wrote last time, what stands here, what it would write now. What is as it
//! was last time is left alone, whether it still stands or somebody settled it and took it out.

use super::super::state::Comment;
use crate::edit::meaning::Meaning;
use std::collections::BTreeSet;

/// The file with the comments of this import instead of those of the last; `None`: nothing is to be done, or it cannot be done
/// without changing what the file says.
pub(super) fn commented(text: &str, last: &[Comment], now: &[Comment]) -> Option<String> {
    let new: Vec<&Comment> = now
        .iter()
        .filter(|comment| !last.contains(comment))
        .collect();
    let stays: BTreeSet<String> = now
        .iter()
        .filter(|comment| last.contains(comment))
        .flat_map(Comment::written)
        .collect();
    let settled = last.iter().filter(|comment| !now.contains(comment));
    let goes: BTreeSet<String> = settled
        .flat_map(Comment::written)
        .filter(|line| !stays.contains(line))
        .collect();
    let newline = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    lines.retain(|line| !goes.contains(line));
    for comment in new {
        let written: Vec<String> = comment.written().collect();
        if written.iter().all(|line| lines.contains(line)) {
            continue;
        }
        let at = end_of(&comment.after, &lines);
        lines.splice(at..at, written);
    }
    let with = lines.join(newline) + newline;
    let is_safe = Meaning::of(&with).is_some() && Meaning::of(&with) == Meaning::of(text);
    (with != text && is_safe).then_some(with)
}

/// The line after a key, its value and the comments that stand there; the end of the file where it does not have the key.
fn end_of(key: &str, lines: &[String]) -> usize {
    let start = format!("{key}:");
    let Some(at) = lines.iter().position(|line| line.starts_with(&start)) else {
        return lines.len();
    };
    let goes_on = |line: &&String| line.starts_with([' ', '\t', '-', '#']);
    at + 1 + lines[at + 1..].iter().take_while(goes_on).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn comment(after: &str, lines: &[&str]) -> Comment {
        Comment {
            after: after.to_owned(),
            lines: lines.iter().map(|line| (*line).to_owned()).collect(),
        }
    }

    #[test]
    fn what_is_new_comes_what_is_over_goes_and_what_was_settled_stays_settled() {
        let text =
            "id: tea\nneeds:\n- falls\n# To decide: old?\n#   one\n# mine\ncost: free # rang\n";
        let old = comment("needs", &["To decide: old?", "  one"]);
        let settled = comment("cost", &["To decide: what does it cost?"]);
        let last = [old.clone(), settled.clone()];
        let new = comment("needs", &["To decide: new?"]);
        assert_eq!(
            commented(text, &last, &[new, settled.clone()]).as_deref(),
            Some("id: tea\nneeds:\n- falls\n# mine\n# To decide: new?\ncost: free # rang\n")
        );
        assert_eq!(commented(text, &last, &last), None);
        assert_eq!(
            commented(text, &last, std::slice::from_ref(&settled)).as_deref(),
            Some("id: tea\nneeds:\n- falls\n# mine\ncost: free # rang\n")
        );
        // Where the key is no longer there, it stands at the end.
        let hours = comment("hours", &["To decide: when?"]);
        let with = commented(text, &last, &[old, settled, hours]).unwrap();
        assert!(with.ends_with("cost: free # rang\n# To decide: when?\n"));
    }

    #[test]
    fn a_text_of_several_lines_keeps_its_own_marks() {
        let text = "id: tea\r\ndescription: |\r\n  One.\r\n  # To decide: old?\r\nneeds: []\r\n# To decide: old?\r\n";
        let last = [comment("needs", &["To decide: old?"])];
        assert_eq!(
            commented(text, &last, &[]).as_deref(),
            Some("id: tea\r\ndescription: |\r\n  One.\r\n  # To decide: old?\r\nneeds: []\r\n")
        );
    }
}
