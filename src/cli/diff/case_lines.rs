//! Worked cases that come out differently, as lines.

use super::lines::Sides;
use crate::cli::outline::Line;
use crate::compare::{CaseChange, CaseEdit, CasePart};
use crate::model::hours::and;

/// Adds what is said of them; nothing where there is none.
pub(super) fn cases(changes: &[CaseChange], sides: &Sides, lines: &mut Vec<Line>) {
    if changes.is_empty() {
        return;
    }
    lines.push(Line::Title(
        "Worked cases that come out differently".to_owned(),
    ));
    for change in changes {
        lines.push(Line::Of(format!("{}:", change.name)));
        lines.extend(change.unreadable.clone().map(Line::Item));
        lines.extend(
            change
                .edits
                .iter()
                .map(|edit| Line::Item(case_edit(edit, sides))),
        );
    }
}

fn case_edit(edit: &CaseEdit, sides: &Sides) -> String {
    let of = edit.need.as_deref().unwrap_or("the person");
    let or_none = |words: &[String]| match words {
        [] => "none".to_owned(),
        words => and(words),
    };
    let (lost, gained) = (&edit.lost, &edit.gained);
    let services = |ids: &[String]| {
        let names: Vec<String> = ids.iter().map(|id| service_name(id, sides)).collect();
        and(&names)
    };
    let two = |come: String, gone: String| match (gained.is_empty(), lost.is_empty()) {
        (false, true) => come,
        (true, _) => gone,
        (false, false) => format!("{come}; {gone}"),
    };
    let said = match edit.part {
        CasePart::Route => format!("route {} -> {}", or_none(lost), or_none(gained)),
        CasePart::Decided if gained.iter().any(|word| word == "true") => "now decided".to_owned(),
        CasePart::Decided => "no longer decided".to_owned(),
        CasePart::Also => two(
            format!("now also {}", and(gained)),
            format!("no longer also {}", and(lost)),
        ),
        CasePart::Professions => two(
            format!("referral now goes to: {}", and(gained)),
            format!("referral no longer goes to: {}", and(lost)),
        ),
        CasePart::Actions => two(
            format!("to do now: {}", and(gained)),
            format!("no longer to do: {}", and(lost)),
        ),
        CasePart::Services => {
            let gone = format!("the plan no longer names {}", services(lost));
            let said = two(format!("the plan now names {}", services(gained)), gone);
            if edit.none_left {
                format!("{said}, and no other service")
            } else {
                said
            }
        }
        CasePart::AskFirst => two(
            format!("to be asked first now: {}", services(gained)),
            format!("no longer to be asked first: {}", services(lost)),
        ),
    };
    format!("{of}: {said}")
}

fn service_name(id: &str, sides: &Sides) -> String {
    let services = [sides.new, sides.old];
    let service = services
        .iter()
        .find_map(|side| side.loaded.directory.service_by_id(id));
    service.map_or_else(
        || id.to_owned(),
        |service| format!("{} ({id})", service.name),
    )
}
