//! What differs beside the services: needs, areas, settings and rules.

use crate::model::Directory;
use crate::model::area::Area;
use crate::model::need::Need;
use crate::model::vocabulary::vocabulary;

vocabulary! {
    /// What is defined.
    Defined {
        /// A need.
        Need = "need",
        /// A named area.
        Area = "area",
        /// Days after which an entry has to be confirmed again.
        ReviewDays = "review_days",
        /// The rules, as far as they mean something.
        Rules = "rules",
    }
}

vocabulary! {
    /// What became of it.
    TopEdit {
        /// It is new.
        Added = "added",
        /// It is gone.
        Removed = "removed",
        /// It means something else.
        Changed = "changed",
    }
}

/// Something beside the services that differs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TopChange {
    /// What it is.
    pub defined: Defined,
    /// Its id; for settings and rules the word for them.
    pub id: String,
    /// What became of it.
    pub edit: TopEdit,
    /// What it was, in words; `None`: new, or not told in words.
    pub before: Option<String>,
    /// What it is, in words; `None`: gone, or not told in words.
    pub after: Option<String>,
}

pub(super) fn changes(old: &Directory, new: &Directory) -> Vec<TopChange> {
    let mut changes = defined(Defined::Need, &needs(old), &needs(new));
    changes.extend(defined(Defined::Area, &areas(old), &areas(new)));
    let days = |directory: &Directory| directory.settings.review_days.to_string();
    let mut setting = |defined, before: String, after: String, told: bool| {
        if before != after {
            changes.push(TopChange {
                defined,
                id: defined.to_string(),
                edit: TopEdit::Changed,
                before: told.then_some(before),
                after: told.then_some(after),
            });
        }
    };
    setting(Defined::ReviewDays, days(old), days(new), true);
    // Signing the rules is no change of what they mean.
    let meaning = |directory: &Directory| directory.rules.fingerprint.clone();
    setting(Defined::Rules, meaning(old), meaning(new), false);
    changes
}

/// Ids with what each means in words.
type Meanings = Vec<(String, String)>;

fn defined(defined: Defined, old: &Meanings, new: &Meanings) -> Vec<TopChange> {
    let find = |among: &Meanings, id: &str| {
        let mut among = among.iter();
        among
            .find(|(known, _)| known == id)
            .map(|(_, said)| said.clone())
    };
    let ids = new.iter().map(|(id, _)| id);
    let gone = old.iter().map(|(id, _)| id);
    let gone = gone.filter(|id| find(new, id).is_none());
    ids.chain(gone)
        .filter_map(|id| {
            let (before, after) = (find(old, id), find(new, id));
            let edit = match (&before, &after) {
                (None, _) => TopEdit::Added,
                (_, None) => TopEdit::Removed,
                _ if before == after => return None,
                _ => TopEdit::Changed,
            };
            Some(TopChange {
                defined,
                id: id.clone(),
                edit,
                before,
                after,
            })
        })
        .collect()
}

fn needs(directory: &Directory) -> Meanings {
    let said = |need: &Need| {
        let professions: Vec<String> = need.professions.iter().map(|one| one.name()).collect();
        let mut said = format!("\"{}\", {}", need.label, need.group);
        if need.crisis {
            said.push_str(", a danger");
        }
        if !professions.is_empty() {
            said.extend([", taken by: ", &professions.join(", ")]);
        }
        said
    };
    let needs = directory.needs.iter();
    needs
        .map(|need| (need.id.value.clone(), said(need)))
        .collect()
}

fn areas(directory: &Directory) -> Meanings {
    let said = |area: &Area| {
        let authorities = area.authorities.iter().map(|code| code.value.clone());
        let districts = area.districts.iter().map(|one| one.value.to_string());
        let mut parts: Vec<String> = authorities.chain(districts).collect();
        parts.sort_unstable();
        format!("\"{}\": {}", area.label, parts.join(", "))
    };
    let areas = directory.areas.iter();
    areas
        .map(|area| (area.id.value.clone(), said(area)))
        .collect()
}
