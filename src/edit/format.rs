//! A service file written the one way: the order of keys, spaces and indentation. What it says stays the same.

use super::indent::indented;
use super::layout::fixed;
use super::meaning::Meaning;
use super::spacing::{empty_lines, inside_lines};

/// Ways of writing settle one another within so many rounds; two were the most ever needed.
const MOST_ROUNDS: usize = 8;

/// The text of a service file the one way, with every comment at the key it belongs to and the line endings it has.
///
/// `None` where it is no YAML: there is nothing to format until that is put right. Writing it again changes nothing more.
///
/// # Example
///
/// ```
/// use signpost::edit::format::formatted;
///
/// let text = "name: Tea\n# never reused\nid:   tea\nneeds: [a,b]";
/// let new = "# never reused\nid: tea\nname: Tea\nneeds: [a, b]\n";
/// assert_eq!(formatted(text).as_deref(), Some(new));
/// assert_eq!(formatted(new).as_deref(), Some(new));
/// assert_eq!(formatted("needs: [a"), None);
/// ```
#[must_use]
pub fn formatted(text: &str) -> Option<String> {
    let meaning = Meaning::of_service(text)?;
    let mut new = text.to_owned();
    for _ in 0..MOST_ROUNDS {
        let before = new.clone();
        for step in [
            |text: &str| fixed(text).map(|fixed| fixed.text),
            inside_lines,
            indented,
            empty_lines,
        ] {
            // A step that would make the file say something else is left out.
            if let Some(next) =
                step(&new).filter(|next| Meaning::of_service(next).as_ref() == Some(&meaning))
            {
                new = next;
            }
        }
        if new == before {
            break;
        }
    }
    Some(new)
}

#[cfg(test)]
mod tests;
