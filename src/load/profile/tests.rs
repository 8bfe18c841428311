use super::*;
use crate::load::{Raw, texts};
use crate::model::fact::{Answer, Element};

const ROUTING: &str = r#"
version = "1"
owner = "clinical lead"
review = 2027-05-31

[facts.danger]
ask = "Is there danger?"
red_flag = true
unsure_do = "ring"

[facts.you-are]
ask = "Who is asking?"
from = "profile"
values = ["ahp", { value = "paramedic", label = "a paramedic" }]

[facts.knows-area]
ask = "Do you know the area?"
from = "profile"

[facts.skills]
ask = "What can you do?"
from = "profile"
set = ["falls", "sight"]

[facts.agrees]
ask = "Do they agree?"

[actions.ring]
label = "Ring."
urgency = "now"
"#;

fn rules() -> Rules {
    texts(vec![Raw::text("routing.toml", ROUTING)], "")
        .directory
        .rules
}

/// `kind line:column message` of each finding.
fn listed<T>(read: &Read<T>) -> Vec<String> {
    read.findings
        .iter()
        .map(|finding| {
            let at = read.sources.start(finding.primary.span);
            let (kind, message) = (finding.kind.id, &finding.message);
            format!("{kind} {}:{} {message}", at.line, at.column)
        })
        .collect()
}

fn help<T>(read: &Read<T>) -> &str {
    read.findings[0].help.as_deref().unwrap()
}

fn answers(profile: &Profile, rules: &Rules) -> Vec<(String, Answer)> {
    profile
        .answers()
        .map(|(index, answer)| (rules.fact(*index).id.value.clone(), answer.clone()))
        .collect()
}

const HEAD: &str = "set_at = 2026-11-24T09:00:00Z\nkept = true\n[facts]\n";

fn with(facts: &str, rules: &Rules) -> Read<Option<Profile>> {
    profile("profile.toml", format!("{HEAD}{facts}").as_bytes(), rules)
}

#[test]
fn reads_each_kind_of_answer() {
    let rules = rules();
    let read = with(
        "you-are = [\"ahp\", \"paramedic\"]\nknows-area = true\nskills = { falls = \"unsure\" }\n",
        &rules,
    );
    assert_eq!(listed(&read), Vec::<String>::new());
    let profile = read.value.unwrap();
    assert!(profile.kept);
    assert_eq!(profile.set_at, "2026-11-24T09:00:00Z".parse().unwrap());
    assert_eq!(
        answers(&profile, &rules),
        [
            ("you-are".to_owned(), Answer::OneOf(0b11)),
            ("knows-area".to_owned(), Answer::OneOf(0b10)),
            ("skills".to_owned(), Answer::Set(vec![(0, Element::Unsure)])),
        ]
    );
}

#[test]
fn a_moment_may_be_text_and_kept_may_be_absent() {
    let rules = rules();
    let read = profile("p.toml", b"set_at = \"2026-11-24T09:00:00Z\"\n", &rules);
    assert_eq!(listed(&read), Vec::<String>::new());
    assert!(!read.value.unwrap().kept);
}

#[test]
fn every_mistake_is_said_with_its_place() {
    let rules = rules();
    let read = profile(
        "p.toml",
        b"set_at = 2026-11-24T09:00:00\nname = \"Ann\"\n[facts]\nyou-are = \"nurse\"\nagrees = \"yes\"\ndanger = \"no\"\n",
        &rules,
    );
    assert!(read.refuses());
    assert_eq!(
        listed(&read),
        [
            "malformed-value 1:10 `2026-11-24T09:00:00` is not a moment for `set_at`",
            "unknown-key 2:1 a profile has no key `name`",
            "unknown-word 4:11 `nurse` is not a word for `you-are`",
            "misplaced-key 5:1 `agrees` is about a person, not about you",
            "misplaced-key 6:1 `danger` is about a person, not about you",
        ]
    );
    let empty = profile("p.toml", b"", &rules);
    assert_eq!(
        listed(&empty),
        ["missing-key 1:1 a profile has no `set_at`"]
    );
    assert!(empty.value.is_none());
    assert!(profile("p.toml", b"you-are: ahp", &rules).refuses());
    assert!(profile("p.toml", b"\xff", &rules).refuses());
    let large = vec![b'#'; usize::try_from(MAX_BYTES).unwrap() + 1];
    assert_eq!(
        listed(&profile("p.toml", &large, &rules)),
        ["file-too-large 1:1 this file is over 1 MiB, so it was not read"]
    );
    assert!(with("you-are = [[\"ahp\"]]\n", &rules).refuses());
    assert!(
        profile(
            "p.toml",
            b"set_at = 2026-11-24T09:00:00Z\nfacts = \"ahp\"\n",
            &rules
        )
        .refuses()
    );
}

#[test]
fn a_fact_of_another_directory_is_left_alone_with_the_nearest_name() {
    let rules = rules();
    let read = with("you-ar = \"ahp\"\nknows-area = \"no\"\n", &rules);
    assert!(!read.refuses());
    assert_eq!(
        listed(&read),
        ["unknown-name 4:1 routing.toml declares no fact `you-ar`"]
    );
    assert_eq!(help(&read), "did you mean `you-are`?");
    let profile = read.value.unwrap();
    assert_eq!(
        answers(&profile, &rules),
        [("knows-area".to_owned(), Answer::OneOf(0b01))]
    );
    assert_eq!(profile.facts.len(), 2);
}

#[test]
fn what_is_written_is_read_again_with_the_facts_of_other_directories() {
    let rules = rules();
    let read = with(
        "\"odd\\tname\" = { \"a b\" = \"say \\\"x\\\" \\\\\" }\nother = [\"a\", \"b\"]\nyou-are = \"ahp\"\n",
        &rules,
    );
    let profile_before = read.value.unwrap();
    let text = text_of(&profile_before);
    let again = profile("p.toml", text.as_bytes(), &rules);
    assert!(!again.refuses(), "{text}");
    assert_eq!(again.value.unwrap(), profile_before);
}

#[test]
fn what_is_typed_is_read_as_the_file_is() {
    let rules = rules();
    let typed = |answers: &[&str]| {
        let answers: Vec<String> = answers.iter().map(|answer| (*answer).to_owned()).collect();
        as_typed(&answers, &rules)
    };
    let read = typed(&["you-are=ahp", " skills = none ", "you-are=paramedic|ahp"]);
    assert_eq!(listed(&read), Vec::<String>::new());
    let before = Profile {
        set_at: "2026-11-24T09:00:00Z".parse().unwrap(),
        kept: false,
        facts: read.value,
    };
    assert_eq!(
        answers(&before, &rules),
        [
            (
                "skills".to_owned(),
                Answer::Set(vec![(0, Element::No), (1, Element::No)])
            ),
            ("you-are".to_owned(), Answer::OneOf(0b11)),
        ]
    );
    let written = profile("p.toml", text_of(&before).as_bytes(), &rules);
    assert_eq!(written.value.unwrap(), before);
}

#[test]
fn a_mistake_in_what_is_typed_points_at_it() {
    let rules = rules();
    for (typed, expected) in [
        ("ahp", "malformed-value 1:1 `ahp` has no `=`"),
        (
            "you-are= |",
            "malformed-value 1:1 `you-are= |` has no value after `=`",
        ),
        (
            "you-are=ahp|nurse",
            "unknown-word 1:13 `nurse` is not a word for `you-are`",
        ),
        (
            "skills=falls|cooking",
            "unknown-word 1:14 `cooking` is not a word for `skills`",
        ),
        (
            "agrees=yes",
            "misplaced-key 1:1 `agrees` is about a person, not about you",
        ),
        (
            "danger=no",
            "misplaced-key 1:1 `danger` is about a person, not about you",
        ),
        (
            "you-ar=ahp",
            "unknown-name 1:1 routing.toml declares no fact `you-ar`",
        ),
    ] {
        let read = as_typed(&[typed.to_owned()], &rules);
        assert_eq!(listed(&read), [expected]);
        assert!(read.refuses() && read.value.is_empty(), "{typed}");
    }
}
