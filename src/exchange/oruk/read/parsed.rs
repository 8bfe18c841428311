//! One saved file as JSON: apart from every other, so that several can be read at once.

use super::Saved;
use crate::exchange::incoming::characters::{Characters, decoded};
use serde_json::Value;

/// A file as JSON.
pub(super) struct Parsed {
    /// Its characters; `None`: they could not be told.
    pub(super) characters: Option<Characters>,
    /// What is in it, or why it cannot be read.
    pub(super) value: Result<Value, String>,
}

/// Reads a file, whatever it is.
pub(super) fn parsed(file: &Saved) -> Parsed {
    let (text, characters) = match decoded(&file.bytes) {
        Ok(decoded) => decoded,
        Err(why) => {
            return Parsed {
                characters: None,
                value: Err(why.to_owned()),
            };
        }
    };
    let value = serde_json::from_str(&text).map_err(|error| {
        if text.trim_start().starts_with('<') {
            "it is a web page or XML, not JSON; save what the address of the API itself gives"
                .to_owned()
        } else {
            format!("it is no JSON: {error}")
        }
    });
    Parsed {
        characters: Some(characters),
        value,
    }
}
