//! Needs in words: every need, every need but a few, whole groups by their name, or one by one.

use super::sentence::and;
use super::{For, NamedNeed, SaidGroup};
use crate::model::Directory;
use crate::model::need::{Group, NeedIndex};
use crate::model::vocabulary::Vocabulary;
use std::collections::BTreeSet;

/// The most needs that "every need but" leaves out.
const FEW: usize = 3;
/// The fewest needs of a group that is named as one.
const WORTH_A_NAME: usize = 3;

/// A need with its name.
pub(super) fn named(directory: &Directory, need: NeedIndex) -> NamedNeed {
    let need = directory.need(need);
    NamedNeed {
        id: need.id.value.clone(),
        label: need.label.clone(),
    }
}

/// Whom something is about. `whole` is said where no need is named.
pub(super) fn for_(directory: &Directory, needs: Option<&Vec<NeedIndex>>, whole: &str) -> For {
    let Some(needs) = needs else {
        return For {
            in_words: whole.to_owned(),
            needs: None,
        };
    };
    For {
        in_words: in_words(directory, needs),
        needs: Some(ids(directory, needs)),
    }
}

fn ids(directory: &Directory, needs: &[NeedIndex]) -> Vec<String> {
    needs
        .iter()
        .map(|need| directory.need(*need).id.value.clone())
        .collect()
}

fn in_words(directory: &Directory, needs: &[NeedIndex]) -> String {
    let label = |need: &NeedIndex| directory.need(*need).label.clone();
    let others = others(directory, needs);
    if others.is_empty() {
        return "For every need.".to_owned();
    }
    if is_nearly_all(directory, &others) {
        let labels: Vec<String> = others.iter().map(label).collect();
        return format!("For every need but: {}.", labels.join("; "));
    }
    let groups = whole_groups(directory, needs);
    let single: Vec<String> = needs
        .iter()
        .filter(|need| !groups.contains(&directory.need(**need).group))
        .map(label)
        .collect();
    let words: Vec<String> = groups.iter().map(|group| group.word().to_owned()).collect();
    let of_groups = match words.len() {
        0 => return format!("For: {}.", single.join("; ")),
        1 => format!("For every need of the group {}", and(&words)),
        _ => format!("For every need of the groups {}", and(&words)),
    };
    if single.is_empty() {
        return format!("{of_groups}.");
    }
    format!("{of_groups}; also for: {}.", single.join("; "))
}

fn others(directory: &Directory, needs: &[NeedIndex]) -> Vec<NeedIndex> {
    (0..directory.needs.len())
        .map(NeedIndex::from_position)
        .filter(|need| !needs.contains(need))
        .collect()
}

fn is_nearly_all(directory: &Directory, others: &[NeedIndex]) -> bool {
    others.len() <= FEW && directory.needs.len() > 4 * FEW
}

/// The groups whose every need is among these, in the order of the format.
fn whole_groups(directory: &Directory, needs: &[NeedIndex]) -> Vec<Group> {
    Group::WORDS
        .iter()
        .map(|(_, group)| *group)
        .filter(|group| {
            let members = members(directory, *group);
            members.len() >= WORTH_A_NAME && members.iter().all(|need| needs.contains(need))
        })
        .collect()
}

fn members(directory: &Directory, group: Group) -> Vec<NeedIndex> {
    (0..directory.needs.len())
        .map(NeedIndex::from_position)
        .filter(|need| directory.need(*need).group == group)
        .collect()
}

/// The groups that sentences about these needs name by their name alone.
pub(super) fn groups_named<'n>(
    directory: &Directory,
    about: impl Iterator<Item = &'n Vec<NeedIndex>>,
) -> Vec<SaidGroup> {
    let mut groups: BTreeSet<Group> = BTreeSet::new();
    for needs in about {
        let others = others(directory, needs);
        if !others.is_empty() && !is_nearly_all(directory, &others) {
            groups.extend(whole_groups(directory, needs));
        }
    }
    groups
        .into_iter()
        .map(|group| SaidGroup {
            group: group.word().to_owned(),
            needs: members(directory, group)
                .into_iter()
                .map(|need| named(directory, need))
                .collect(),
        })
        .collect()
}
