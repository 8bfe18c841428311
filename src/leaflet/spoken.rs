//! A leaflet as short sentences to read down the telephone: numbers digit by digit, times, dates and prices in words.
//!
//! In English only: the words for numbers of other languages are not here.

mod in_words;

use super::phrases::{capital, sentences};
use super::words::Phrase;
use super::{CrisisLine, Entry, Leaflet, Reach, SAMPLE};
use in_words::in_words;

/// The leaflet as lines to read out, one sentence a line, ending in a line break.
#[must_use]
pub fn spoken(leaflet: &Leaflet) -> String {
    let mut script = Script::default();
    if leaflet.demonstration {
        script.say(SAMPLE);
    }
    script.say(&leaflet.header);
    script.say(&leaflet.title);
    for warning in &leaflet.warnings {
        script.say(warning);
    }
    for action in leaflet.stop.iter().flat_map(|stop| &stop.actions) {
        script.part();
        script.say(&format!("{}: {}", action.when(), action.label));
        reach(&mut script, &action.reach, leaflet);
        script.say(&action.what);
    }
    for (position, entry) in leaflet.services.iter().enumerate() {
        script.part();
        if let Some(lead) = leaflet.lead(position) {
            script.say(lead);
        }
        service(&mut script, entry, leaflet);
    }
    if leaflet.crisis_comes_first() {
        crisis_block(&mut script, leaflet);
    }
    script.part();
    if !leaflet.if_it_does_not_work_out().is_empty() {
        script.say(leaflet.if_it_does_not_work_out());
        reach(&mut script, &leaflet.contact, leaflet);
    }
    // The version names the content of files; nobody wants it read out.
    let version = format!("version {}", leaflet.content_version);
    for line in leaflet.about() {
        script.say(&line.replace(&format!(", {version}"), ""));
    }
    if !leaflet.crisis_comes_first() {
        crisis_block(&mut script, leaflet);
    }
    if leaflet.demonstration {
        script.part();
        script.say(SAMPLE);
    }
    script.0
}

fn crisis_block(script: &mut Script, leaflet: &Leaflet) {
    if leaflet.crisis.is_empty() {
        return;
    }
    script.part();
    script.say(&leaflet.crisis_heading());
    script.say(&leaflet.crisis_words());
    for line in &leaflet.crisis {
        crisis(script, line, leaflet);
    }
}

fn service(script: &mut Script, entry: &Entry, leaflet: &Leaflet) {
    script.say(&entry.name);
    if let Some(organization) = &entry.organization {
        script.say(organization);
    }
    reach(script, &entry.reach, leaflet);
    for text in entry.ring_first.iter().chain(&entry.alerts) {
        script.say(text);
    }
    for said in &entry.what {
        script.say(&said.text);
    }
    if let Some(easy_read) = &entry.easy_read {
        script.say(easy_read);
    }
    for row in &entry.rows {
        let whole = |line: &String| line.ends_with(['.', '?', '!']);
        let label = if row.lines.iter().all(whole) {
            String::new()
        } else {
            format!("{}: ", row.label)
        };
        for (position, line) in row.lines.iter().enumerate() {
            let label = if position == 0 { &*label } else { "" };
            script.say(&format!("{label}{line}"));
        }
    }
    if !entry.ask.is_empty() {
        script.say(leaflet.words.say(Phrase::AskHeading));
        for ask in &entry.ask {
            script.say(ask);
        }
    }
    script.say(&entry.checked);
}

fn crisis(script: &mut Script, line: &CrisisLine, leaflet: &Leaflet) {
    script.part();
    script.say(&line.name);
    reach(script, &line.reach, leaflet);
    script.say(&line.what);
    for text in line.when.iter().chain(&line.note) {
        script.say(&capital(text));
    }
}

fn reach(script: &mut Script, reach: &Reach, leaflet: &Leaflet) {
    let ways = [
        (Phrase::Ring, reach.phone.as_deref()),
        (Phrase::WithoutSpeaking, reach.text.as_deref()),
        (Phrase::Email, reach.email.as_deref()),
        (Phrase::Web, reach.page()),
    ];
    for (way, value) in ways {
        if let Some(value) = value {
            let sign = if way == Phrase::Ring { "" } else { ":" };
            script.say(&format!("{}{sign} {value}", leaflet.words.say(way)));
        }
    }
}

/// The lines as they are written.
#[derive(Default)]
struct Script(String);

impl Script {
    /// One text, a sentence a line, in words.
    fn say(&mut self, text: &str) {
        for sentence in sentences(text) {
            let line = in_words(&sentence);
            self.0.push_str(&line);
            if !line.ends_with(['.', '?', '!']) {
                self.0.push('.');
            }
            self.0.push('\n');
        }
    }

    /// A pause.
    fn part(&mut self) {
        if !self.0.is_empty() {
            self.0.push('\n');
        }
    }
}
