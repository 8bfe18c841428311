//! Words put together: lists with "or" and "and", and sentences that end.

/// `a, b or c`; with semicolons where a part has a comma of its own.
pub(super) fn or(parts: &[String]) -> String {
    joined(parts, "or")
}

/// `a, b and c`; with semicolons where a part has a comma of its own.
pub(super) fn and(parts: &[String]) -> String {
    joined(parts, "and")
}

fn joined(parts: &[String], word: &str) -> String {
    let comma = parts.iter().any(|part| part.contains(','));
    match parts {
        [] => String::new(),
        [one] => one.clone(),
        [start @ .., last] if comma => format!("{}; {word} {last}", start.join("; ")),
        [start @ .., last] => format!("{} {word} {last}", start.join(", ")),
    }
}

/// The text with a full stop, unless it ends already.
pub(super) fn ended(text: &str) -> String {
    let text = text.trim();
    if text.ends_with(['.', '?', '!']) {
        return text.to_owned();
    }
    format!("{text}.")
}

/// A question and its answer: `Are they unsteady on their feet? Yes.`
pub(super) fn answered(ask: &str, answer: &str) -> String {
    let ask = ask.trim();
    let colon = if ask.ends_with(['.', '?', '!', ':']) {
        ""
    } else {
        ":"
    };
    format!("{ask}{colon} {}", ended(&capital(answer)))
}

/// The text with a capital letter at its start.
pub(super) fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(parts: &[&str]) -> Vec<String> {
        parts.iter().map(|part| (*part).to_owned()).collect()
    }

    #[test]
    fn parts_with_commas_are_kept_apart_by_semicolons() {
        assert_eq!(or(&texts(&["1", "2+"])), "1 or 2+");
        assert_eq!(or(&texts(&["a", "b", "c"])), "a, b or c");
        assert_eq!(and(&texts(&["a, b", "c"])), "a, b; and c");
        assert_eq!(and(&texts(&["a"])), "a");
    }

    #[test]
    fn a_sentence_ends_once() {
        assert_eq!(answered("Who asks?", "an AHP"), "Who asks? An AHP.");
        assert_eq!(answered("Who asks", "they do."), "Who asks: They do.");
    }
}
