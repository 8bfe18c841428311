//! A leaflet as Markdown (`CommonMark`), for web sites and messages. What services wrote shows exactly as it was typed.

use super::words::{Phrase, Words};
use super::{CrisisLine, Entry, Leaflet, Reach, SAMPLE};
use crate::model::shown::markdown as shown;

/// The leaflet as Markdown, ending in a line break. Links go to `https`, `http`, `mailto` and `tel` only.
#[must_use]
pub fn markdown(leaflet: &Leaflet) -> String {
    let mut blocks: Vec<String> = Vec::new();
    if leaflet.demonstration {
        blocks.push(format!("**{SAMPLE}**"));
    }
    blocks.push(shown(&leaflet.header));
    blocks.push(format!("# {}", shown(&leaflet.title)));
    blocks.extend(
        leaflet
            .warnings
            .iter()
            .map(|warning| format!("> **{}**", shown(warning))),
    );
    blocks.push(format!(
        "{} {}",
        leaflet.words.say(Phrase::ForLine),
        "\\_".repeat(30)
    ));
    for action in leaflet.stop.iter().flat_map(|stop| &stop.actions) {
        blocks.push(format!("**{}: {}**", action.when(), shown(&action.label)));
        blocks.extend(reach(&action.reach, &|way| leaflet.words.with_english(way)));
        blocks.push(shown(&action.what));
    }
    for (position, entry) in leaflet.services.iter().enumerate() {
        blocks.extend(leaflet.lead(position).map(|lead| format!("**{lead}**")));
        service(&mut blocks, entry, leaflet);
    }
    if leaflet.crisis_comes_first() {
        crisis_block(&mut blocks, leaflet);
    }
    if !leaflet.if_it_does_not_work_out().is_empty() {
        blocks.push(format!("## {}", leaflet.end_heading()));
        blocks.extend(leaflet.lines(leaflet.if_it_does_not_work_out()));
        blocks.extend(reach(&leaflet.contact, &|way| {
            leaflet.words.say(way).to_owned()
        }));
    }
    blocks.extend(leaflet.about().iter().map(|line| shown(line)));
    if !leaflet.crisis_comes_first() {
        crisis_block(&mut blocks, leaflet);
    }
    if leaflet.demonstration {
        blocks.push(format!("**{SAMPLE}**"));
    }
    blocks.retain(|block| !block.is_empty());
    blocks.join("\n\n") + "\n"
}

fn crisis_block(blocks: &mut Vec<String>, leaflet: &Leaflet) {
    if leaflet.crisis.is_empty() {
        return;
    }
    blocks.push(format!("## {}", leaflet.crisis_heading()));
    blocks.push(leaflet.crisis_words());
    for line in &leaflet.crisis {
        crisis(blocks, line, leaflet.words);
    }
}

fn service(blocks: &mut Vec<String>, entry: &Entry, leaflet: &Leaflet) {
    let words = leaflet.words;
    blocks.push(format!("## {}", shown(&entry.name)));
    blocks.extend(entry.organization.iter().map(|who| shown(who)));
    blocks.extend(reach(&entry.reach, &|way| words.say(way).to_owned()));
    let notes = entry.ring_first.iter().chain(&entry.alerts);
    blocks.extend(notes.map(|note| format!("> **{}**", shown(note))));
    blocks.extend(entry.what.iter().map(|said| shown(&said.text)));
    blocks.extend(entry.easy_read.iter().map(|line| shown(line)));
    let row = |row: &super::Row| {
        let mut line = format!("- **{}:** ", row.label);
        for (position, next) in row.lines.iter().enumerate() {
            // Sentences follow each other as sentences do, times and places as in a list.
            line += match (position, line.ends_with('.'), next.ends_with('.')) {
                (0, ..) => "",
                (_, true, _) => " ",
                (_, false, true) => ". ",
                (_, false, false) => "; ",
            };
            line += &shown(next);
        }
        line
    };
    blocks.push(entry.rows.iter().map(row).collect::<Vec<_>>().join("\n"));
    if !entry.ask.is_empty() {
        blocks.push(format!("### {}", words.say(Phrase::AskHeading)));
        let asks: Vec<String> = entry
            .ask
            .iter()
            .map(|ask| format!("- {}", shown(ask)))
            .collect();
        blocks.push(asks.join("\n"));
    }
    blocks.push(shown(&entry.checked));
}

fn crisis(blocks: &mut Vec<String>, line: &CrisisLine, words: &Words) {
    blocks.push(format!("### {}", shown(&line.name)));
    blocks.extend(reach(&line.reach, &|way| words.with_english(way)));
    let mut sentences = vec![shown(&line.what)];
    sentences.extend(line.when.iter().map(|when| format!("{}.", shown(when))));
    sentences.extend(line.note.iter().map(|note| format!("({})", shown(note))));
    blocks.push(sentences.join(" "));
}

/// The ways to get in touch as one list; nothing where there are none.
fn reach(reach: &Reach, label: &dyn Fn(Phrase) -> String) -> Option<String> {
    let phone = reach.phone.as_ref().zip(reach.dial());
    let lines: Vec<String> = [
        phone.map(|(phone, dial)| {
            format!("{} **[{}](tel:{dial})**", label(Phrase::Ring), shown(phone))
        }),
        reach
            .text
            .as_ref()
            .map(|text| format!("{}: {}", label(Phrase::WithoutSpeaking), shown(text))),
        reach.email.as_ref().map(|email| {
            format!(
                "{}: [{}](<mailto:{email}>)",
                label(Phrase::Email),
                shown(email)
            )
        }),
        reach
            .url
            .as_ref()
            .zip(reach.page())
            .map(|(url, page)| format!("{}: [{}](<{url}>)", label(Phrase::Web), shown(page))),
    ]
    .into_iter()
    .flatten()
    .map(|line| format!("- {line}"))
    .collect();
    (!lines.is_empty()).then(|| lines.join("\n"))
}
