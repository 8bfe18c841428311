//! Words of the trade in texts for the person.

use super::texts::{Said, first_phrase};
use super::{Check, Context, Run};
use crate::diagnostic::{Diagnostic, Kind, Severity};

pub(super) const CHECK: Check = Check {
    kind: Kind {
        id: "jargon",
        severity: Severity::Warning,
        summary: "a text for the person uses words of the trade",
        why: "Who is worried or unwell should not have to learn the language of services. Only what the person reads is \
               looked at: `summary`, `plain`, and `referral` where the person can get in alone. The list is short, of \
               November 2026, and holds words that the GOV.UK style guide, the NHS digital service manual or Think Local Act \
               Personal's jargon buster replace; words that are not on it are missed.",
        avoid: &[(
            "services/befriending/tea.yaml",
            "id: tea\n\
name: Tea and Talk\n\
organization: Colne Neighbours\n\
summary: A holistic chat over a cup of tea.\n\
#          ^^^^^^^^\n\
kind: community\n\
status: active\n\
needs: [loneliness]\n\
attending_type: [venue]\n\
attending_access: [self-referral]\n\
contact: {phone: 01632 960001}\n\
area: [colchester]\n\
assured: {on: 2026-10-12, by: directory coordinator}\n",
        )],
        prefer: &[(
            "services/befriending/tea.yaml",
            "id: tea\n\
name: Tea and Talk\n\
organization: Colne Neighbours\n\
summary: Someone to chat to over a cup of tea.\n\
kind: community\n\
status: active\n\
needs: [loneliness]\n\
attending_type: [venue]\n\
attending_access: [self-referral]\n\
contact: {phone: 01632 960001}\n\
area: [colchester]\n\
assured: {on: 2026-10-12, by: directory coordinator}\n",
        )],
    },
    run: Run::Text(run),
};

/// What is written, and what people say instead.
const JARGON: [(&str, &str); 49] = [
    ("activities of daily living", "washing, dressing, cooking"),
    ("adls", "washing, dressing, cooking"),
    ("asset based", "building on what you can do"),
    ("asset-based", "building on what you can do"),
    ("bespoke", "made for you"),
    ("biopsychosocial", "body, mind and daily life"),
    ("care pathway", "the steps of your care"),
    ("co-designed", "planned together with the people who use it"),
    ("co-morbidities", "other illnesses"),
    ("co-produced", "made together with the people who use it"),
    (
        "co-production",
        "working together with the people who use it",
    ),
    ("comorbidities", "other illnesses"),
    ("coproduced", "made together with the people who use it"),
    (
        "coproduction",
        "working together with the people who use it",
    ),
    ("cyp", "children and young people"),
    ("deconditioning", "getting weaker"),
    ("deliverable", "what we do"),
    ("digitally excluded", "not online"),
    ("domiciliary", "at your home"),
    ("dysphagia", "trouble with swallowing"),
    ("empower", "help"),
    ("empowering", "helping"),
    ("facilitate", "help"),
    ("facilitated", "led"),
    ("facilitating", "helping"),
    ("going forward", "from now on"),
    ("hard to reach", "people who are often left out"),
    ("hard-to-reach", "people who are often left out"),
    ("holistic", "looks at your whole life"),
    ("icb", "the local NHS"),
    ("mdt", "a team of different professionals"),
    ("multi-agency", "several organisations together"),
    ("multi-disciplinary", "of several professions"),
    ("multidisciplinary", "of several professions"),
    ("onward referral", "putting you in touch with others"),
    ("outcomes-focused", "about what you want to change"),
    ("pcn", "a group of surgeries"),
    ("person-centred", "built around you"),
    ("presenting issue", "what brings you here"),
    ("psychoeducation", "learning how the mind works"),
    ("psychosocial", "about feelings and daily life"),
    ("service user", "people who use the service"),
    ("signpost", "tells you where to go"),
    ("signposting", "telling you where to go"),
    ("stakeholder", "the people who take part"),
    ("strengths-based", "building on what you can do"),
    ("utilise", "use"),
    ("vcse", "charities and community groups"),
    ("wraparound", "all-round"),
];

fn run(context: &Context, said: &Said) -> Option<Diagnostic> {
    let read = match said.text.key {
        "summary" | "plain" => said.is_shown(),
        "referral" => said.is_shown() && said.service.open_to_the_person(),
        _ => false,
    };
    let (word, instead) = read.then(|| jargon(said.text.text)).flatten()?;
    let finding = Diagnostic::new(
        &CHECK.kind,
        said.place(context, word),
        format!("`{word}` is a word of the trade"),
    );
    Some(finding.help(format!("say it as people do, such as \"{instead}\"")))
}

/// The first words of the trade, and what people say instead.
fn jargon(text: &str) -> Option<(&str, &'static str)> {
    first_phrase(text, &JARGON).map(|(said, instead)| (said, *instead))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_word_is_named_as_it_is_written() {
        let found = jargon("We help Service Users first.");
        assert_eq!(found, Some(("Service Users", "people who use the service")));
    }

    #[test]
    fn the_list_is_sorted() {
        assert!(JARGON.is_sorted_by_key(|(said, _)| *said));
    }

    #[test]
    fn longer_words_and_ordinary_ones_are_left_alone() {
        for text in [
            "We walk past the signposted gate.",
            "A whole day out.",
            "Delivered meals",
        ] {
            assert_eq!(jargon(text), None, "{text}");
        }
    }
}
