//! Keys with values as YAML: the parts that a new entry, or one that is brought up to date, is made of.

use super::meaning::Meaning;
use super::service::{Inside, scalar};

/// What stands after a key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// Text, of one line or several.
    Text(String),
    /// A word or number of the format, which stands without quotation marks: `yes`, `65`, `3.50`.
    Word(String),
    /// A list.
    List(Vec<Value>),
    /// Keys with values, in their order.
    Map(Vec<(&'static str, Value)>),
}

impl Value {
    /// A text.
    pub fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    /// A word or number of the format.
    pub fn word<T: ToString + ?Sized>(word: &T) -> Self {
        Self::Word(word.to_string())
    }

    /// A list of texts.
    pub fn texts<T: ToString>(texts: impl IntoIterator<Item = T>) -> Self {
        let texts = texts.into_iter().map(|text| Self::Text(text.to_string()));
        Self::List(texts.collect())
    }

    /// What it says, as [`Meaning`] reads it. Texts are without the spaces around them.
    #[must_use]
    pub fn meaning(&self) -> Meaning {
        match self {
            Self::Text(text) | Self::Word(text) => Meaning::Text(text.trim().to_owned()),
            Self::List(items) => Meaning::List(items.iter().map(Self::meaning).collect()),
            Self::Map(entries) => {
                let entries = entries
                    .iter()
                    .map(|(key, value)| ((*key).to_owned(), value.meaning()));
                Meaning::Map(entries.collect())
            }
        }
    }
}

/// A key with its value, as lines without the last line break.
///
/// Lists of keys stand a line each, texts of several lines after `|`, everything else on one line.
///
/// ```
/// use signpost::edit::fragment::{Value, lines};
///
/// assert_eq!(lines("needs", &Value::texts(["falls", "transport"])), "needs: [falls, transport]");
/// assert_eq!(lines("description", &Value::text("One.\n\nTwo.")), "description: |\n  One.\n\n  Two.");
/// let hall = Value::Map(vec![("name", Value::text("The Hall")), ("address", Value::text("1 High Street, Colne"))]);
/// assert_eq!(
///     lines("locations", &Value::List(vec![hall])),
///     "locations:\n  - {name: The Hall, address: \"1 High Street, Colne\"}"
/// );
/// ```
#[must_use]
pub fn lines(key: &str, value: &Value) -> String {
    match value {
        Value::Text(text) => match block(text) {
            Some(block) => format!("{key}: |\n{block}"),
            None if is_clock(text) => format!("{key}: \"{text}\""),
            None => format!("{key}: {}", scalar(text, Inside::Block)),
        },
        Value::List(items) if items.iter().any(|item| matches!(item, Value::Map(_))) => {
            let items: Vec<String> = items
                .iter()
                .map(|item| format!("\n  - {}", flow(item)))
                .collect();
            format!("{key}:{}", items.concat())
        }
        Value::Map(entries) if entries.len() > IN_ONE_LINE => {
            let entries = entries
                .iter()
                .map(|(key, value)| format!("\n  {key}: {}", flow(value)));
            format!("{key}:{}", entries.collect::<String>())
        }
        other => format!("{key}: {}", flow(other)),
    }
}

/// Keys with more parts than this have a line for each.
const IN_ONE_LINE: usize = 3;

/// Several keys with their values, each ended by a line break.
#[must_use]
pub fn text(entries: &[(&'static str, Value)]) -> String {
    let entries = entries.iter().map(|(key, value)| lines(key, value) + "\n");
    entries.collect()
}

fn flow(value: &Value) -> String {
    match value {
        // A reader of the older YAML takes a bare `10:00` for a number of seconds.
        Value::Text(text) if is_clock(text) => format!("\"{text}\""),
        Value::Text(text) => scalar(text, Inside::Flow),
        Value::Word(word) => word.clone(),
        Value::List(items) => {
            let items: Vec<String> = items.iter().map(flow).collect();
            format!("[{}]", items.join(", "))
        }
        Value::Map(entries) => {
            let entries = entries
                .iter()
                .map(|(key, value)| format!("{key}: {}", flow(value)));
            format!("{{{}}}", entries.collect::<Vec<_>>().join(", "))
        }
    }
}

fn is_clock(text: &str) -> bool {
    text.contains(':') && text.chars().all(|c| c.is_ascii_digit() || c == ':')
}

/// A text of several lines as it stands after `|`. `None` where it has one line, or would be read as something else.
fn block(text: &str) -> Option<String> {
    let text = text.trim();
    if !text.contains('\n') || text.chars().any(|c| c.is_control() && c != '\n') {
        return None;
    }
    let lines: Vec<String> = text
        .lines()
        .map(|line| {
            let line = line.trim_end();
            if line.is_empty() {
                String::new()
            } else {
                format!("  {line}")
            }
        })
        .collect();
    Some(lines.join("\n"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn value() -> impl Strategy<Value = Value> {
        let text = "[ -~ŷé£\\n]{0,30}".prop_map(|text: String| {
            // Spaces before a line break are nobody's, and a text is trimmed by every reader of ours.
            let lines: Vec<&str> = text.trim().lines().map(str::trim_end).collect();
            Value::Text(lines.join("\n"))
        });
        text.prop_recursive(2, 12, 4, |inner| {
            prop_oneof![
                proptest::collection::vec(inner.clone(), 0..4).prop_map(Value::List),
                (inner.clone(), inner)
                    .prop_map(|(one, two)| Value::Map(vec![("one", one), ("two", two)])),
            ]
        })
    }

    proptest! {
        /// The loader's reader of YAML finds what was meant, whatever it is.
        #[test]
        fn what_is_written_is_read_back(value in value()) {
            let written = text(&[("key", value.clone())]);
            let Some(Meaning::Map(read)) = Meaning::of(&written) else {
                return Err(TestCaseError::fail(format!("not read: {written}")));
            };
            let wanted = value.meaning();
            let same = read["key"] == wanted
                || (wanted == Meaning::Text(String::new()) && read["key"] == Meaning::Empty);
            prop_assert!(same, "{written}");
        }
    }
}
