//! What words mean, over a directory of six needs: each rule of the matcher with the smallest text that shows it.

use proptest::prelude::*;
use signpost::load::{Raw, texts};
use signpost::model::Directory;
use signpost::words::{Candidate, Index, Meaning, meaning};
use std::sync::LazyLock;

const NEEDS: &str = "needs:
  - {id: loneliness, label: Feeling lonely, group: social, words: [lonely, isolated], service_types: [], professions: []}
  - {id: transport, label: Getting about, group: practical, words: [can't get to appointments, bus pass, lift to hospital],
     service_types: [], professions: []}
  - {id: debt, label: Debt and money worries, group: practical, words: [debt, bailiffs], service_types: [debt-advice],
     professions: []}
  - {id: foot-care, label: Feet, group: function, words: [foot care, cutting toenails], service_types: [],
     professions: [podiatrist]}
  - {id: end-of-life, label: Care near the end of life, group: condition, words: [wants to die at home, hospice],
     service_types: [], professions: []}
  - {id: suicidal-thoughts, label: Thoughts of suicide, group: crisis, crisis: yes,
     words: [suicidal, want to die, want to end it all, kill myself], service_types: [], professions: []}
";

static DIRECTORY: LazyLock<Directory> =
    LazyLock::new(|| texts(vec![Raw::text("needs.yaml", NEEDS)], "").directory);

fn id(need: signpost::model::need::NeedIndex) -> &'static str {
    &DIRECTORY.need(need).id.value
}

fn asked(typed: &str) -> Meaning {
    meaning(&Index::new(&DIRECTORY), typed)
}

fn exact(typed: &str) -> Vec<&'static str> {
    asked(typed).exact.into_iter().map(id).collect()
}

fn ids(candidates: &[Candidate]) -> Vec<&'static str> {
    candidates
        .iter()
        .map(|candidate| id(candidate.need))
        .collect()
}

fn first(typed: &str) -> Option<&'static str> {
    ids(&asked(typed).candidates).first().copied()
}

fn crisis(typed: &str) -> Vec<&'static str> {
    ids(&asked(typed).crisis)
}

#[test]
fn labels_ids_and_phrases_are_exact() {
    assert_eq!(exact("Feeling lonely"), ["loneliness"]);
    assert_eq!(exact("foot-care"), ["foot-care"]);
    assert_eq!(exact("bus pass"), ["transport"]);
}

#[test]
fn case_punctuation_and_stems_do_not_matter() {
    assert_eq!(exact("  BUS-PASSES! "), ["transport"]);
    assert_eq!(exact("can’t get to appointment"), ["transport"]);
    assert_eq!(exact("cut toenail"), ["foot-care"]);
}

#[test]
fn an_exact_text_needs_no_candidates() {
    let meaning = asked("debt");
    assert!(meaning.candidates.is_empty());
    assert_eq!(meaning.leader, None);
}

#[test]
fn a_kind_of_service_is_a_candidate_and_never_exact() {
    assert_eq!(exact("debt advice"), [""; 0]);
    assert_eq!(first("debt advice"), Some("debt"));
    assert_eq!(first("podiatrist"), Some("foot-care"));
}

#[test]
fn misspelt_words_lead_to_their_need() {
    for (typed, need) in [
        ("lonley", "loneliness"),
        ("cant get to apointments", "transport"),
        ("hospise", "end-of-life"),
        ("baylifs", "debt"),
    ] {
        assert_eq!(first(typed), Some(need), "{typed}");
        assert_eq!(asked(typed).leader.map(id), Some(need), "{typed}");
        assert_eq!(exact(typed), [""; 0], "{typed}");
    }
}

#[test]
fn the_order_of_words_does_not_matter() {
    assert_eq!(first("toenails, cutting"), Some("foot-care"));
    assert_eq!(first("hospital lift"), Some("transport"));
}

#[test]
fn abbreviations_are_guessed_last() {
    assert_eq!(first("ftcare"), Some("foot-care"));
    assert_eq!(first("dbt advice"), Some("debt"));
    assert!(asked("ftcare").candidates[0].score <= 0.5);
}

#[test]
fn two_needs_named_equally_have_no_leader() {
    let meaning = asked("isolated, and bailiffs");
    assert_eq!(ids(&meaning.candidates), ["loneliness", "debt"]);
    assert_eq!(meaning.leader, None);
}

#[test]
fn a_danger_is_chosen_by_its_own_words_only() {
    assert_eq!(exact("suicidal"), ["suicidal-thoughts"]);
    assert_eq!(crisis("suicidal"), ["suicidal-thoughts"]);
    for typed in [
        "suicidle",
        "very suicidal",
        "kil myself",
        "want to end it al",
    ] {
        assert_eq!(exact(typed), [""; 0], "{typed}");
        assert_eq!(crisis(typed), ["suicidal-thoughts"], "{typed}");
        assert!(!ids(&asked(typed).candidates).contains(&"suicidal-thoughts"));
    }
}

#[test]
fn somebody_else_in_danger_is_in_danger() {
    assert_eq!(crisis("he will kill himself"), ["suicidal-thoughts"]);
}

#[test]
fn denying_a_danger_does_not_hide_it() {
    for typed in [
        "not suicidal",
        "denies being suicidal",
        "lonely, doesn't want to die",
    ] {
        assert_eq!(crisis(typed), ["suicidal-thoughts"], "{typed}");
    }
}

#[test]
fn the_longest_phrase_wins() {
    assert_eq!(exact("wants to die at home"), ["end-of-life"]);
    assert_eq!(crisis("wants to die at home"), [""; 0]);
    assert_eq!(crisis("mum wants to die at home in her own bed"), [""; 0]);
}

#[test]
fn a_longer_phrase_hides_only_what_stands_inside_it() {
    assert_eq!(
        crisis("he wants to die at home. I want to die too"),
        ["suicidal-thoughts"]
    );
    assert_eq!(crisis("wants to die at hme"), ["suicidal-thoughts"]);
}

#[test]
fn nothing_and_nonsense_mean_nothing() {
    for typed in [
        "",
        "  ",
        "?!",
        "xqzt",
        "brass band",
        "the of and to",
        "😀😀",
        "帮助",
        "12 34",
    ] {
        assert_eq!(asked(typed), Meaning::default(), "{typed}");
    }
}

#[test]
fn a_very_long_text_is_read_to_its_end() {
    let mut text = String::new();
    for at in 0..10_000_u32 {
        let letter = |shift: u32| char::from(b'a' + u8::try_from((at >> shift) % 26).unwrap());
        text.extend(['l', letter(0), 'n', letter(3), 'l', letter(7), ' ']);
        text.push_str("he ");
    }
    text.push_str("wants to end it all");
    assert_eq!(crisis(&text), ["suicidal-thoughts"]);
    let word = "a".repeat(1_000_000);
    assert_eq!(crisis(&word), [""; 0]);
}

#[test]
fn a_directory_without_needs_means_nothing() {
    let index = Index::new(&Directory::default());
    assert_eq!(meaning(&index, "lonely"), Meaning::default());
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_text_is_trouble(typed in "\\PC{0,60}") {
        let meaning = asked(&typed);
        prop_assert!(meaning.candidates.len() <= 5);
        for candidate in meaning.candidates.iter().chain(&meaning.crisis) {
            prop_assert!(candidate.score > 0.0 && candidate.score <= 1.0);
        }
    }

    #[test]
    fn candidates_are_in_order_and_the_leader_is_first(typed in "(lonley|bus|debt|care|hospice|toenails|kill|lift| ){0,8}") {
        let meaning = asked(&typed);
        prop_assert!(meaning.candidates.windows(2).all(|pair| pair[0].score >= pair[1].score));
        prop_assert!(meaning.leader.is_none() || meaning.leader == meaning.candidates.first().map(|first| first.need));
    }

    #[test]
    fn nothing_around_a_danger_hides_it(before in "[a-z ]{0,40}", after in "[a-z ]{0,40}") {
        let typed = format!("{before} suicidal {after}");
        prop_assert!(!asked(&typed).crisis.is_empty());
    }
}
