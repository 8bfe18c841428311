//! What an answer has to be: a role, a new id, a name that the directory declares.

use crate::edit::service::id_from;
use crate::load::values::nearest;
use crate::model::Directory;
use anyhow::Result;

/// What is wrong with a role, if it seems to name a person.
pub(super) fn a_role(role: &str) -> Result<(), String> {
    let titles = ["mr", "mrs", "ms", "miss", "mx", "dr", "prof"];
    let first = role.split_whitespace().next().unwrap_or_default();
    if titles.contains(&first.trim_end_matches('.').to_lowercase().as_str()) {
        return Err("this names a person; give the role, such as directory coordinator".to_owned());
    }
    Ok(())
}

/// Whether an id can be one and nothing in the directory has it.
pub(super) fn id_is_new(id: &str, directory: &Directory) -> Result<(), String> {
    if id.is_empty() || id_from(id) != id {
        return Err(format!(
            "`{id}` is not an id: use small letters and digits, with hyphens between words"
        ));
    }
    if directory.service_by_id(id).is_some() || directory.left_out.iter().any(|left| left.id == id)
    {
        return Err(format!("the id `{id}` is taken, and ids are never reused"));
    }
    Ok(())
}

/// Whether a name is declared, with the nearest one that is.
pub(super) fn declared(
    typed: &str,
    what: &str,
    file: &str,
    known: &[(&str, &str)],
) -> Result<(), String> {
    if known.iter().any(|(id, _)| *id == typed) {
        return Ok(());
    }
    let near = nearest(typed, known.iter().map(|(id, _)| *id));
    let help = near.map_or_else(String::new, |near| format!("; did you mean `{near}`?"));
    Err(format!("{file} declares no {what} `{typed}`{help}"))
}

/// The values of a repeated option, each of which has to be right.
pub(super) fn all(
    given: &[String],
    option: &str,
    is_right: impl Fn(&str) -> Result<(), String>,
) -> Result<Vec<String>> {
    for typed in given {
        is_right(typed).map_err(|problem| anyhow::anyhow!("{option}: {problem}"))?;
    }
    Ok(given.to_vec())
}
