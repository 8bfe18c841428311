//! The loader against what real and hostile files hold: every problem is said, in its place, and nothing panics.

mod common;

use common::{MINIMAL, Place, TEA, ids, listed, load, load_bytes, place, raw, tea_with};
use proptest::prelude::*;
use signpost::diagnostic::Severity;
use signpost::load::{self, Loaded, Raw};
use signpost::model::hours::TimeOfDay;
use std::fmt::Write;

fn tea() -> &'static str {
    MINIMAL
        .iter()
        .find(|(path, _)| *path == TEA)
        .map_or("", |(_, text)| text)
}

/// The one finding: its kind, its message, its place.
fn only(loaded: &Loaded) -> (&'static str, &str, Place) {
    let [finding] = loaded.findings.as_slice() else {
        panic!("{:#?}", listed(&loaded.findings, &loaded.sources));
    };
    (
        finding.kind.id,
        &finding.message,
        place(finding, &loaded.sources),
    )
}

fn at(loaded: &Loaded, line: usize, columns: std::ops::Range<usize>) {
    assert_eq!(
        only(loaded).2,
        Place {
            path: TEA.to_owned(),
            line,
            columns
        }
    );
}

#[test]
fn broken_utf_8_is_said_where_it_starts_and_the_entry_is_left_out() {
    let mut bytes = tea().replace("Tea and Talk", "T? and Talk").into_bytes();
    let broken = bytes.iter().position(|byte| *byte == b'?').unwrap();
    bytes[broken] = 0xff;
    let loaded = load_bytes(TEA, &bytes);
    assert_eq!(only(&loaded).0, "broken-text");
    at(&loaded, 2, 8..9);
    assert_eq!(loaded.directory.left_out.len(), 1);
    assert_eq!(loaded.directory.left_out[0].id, "tea");
    assert!(!loaded.refuses);
}

#[test]
fn broken_utf_8_in_the_rules_refuses() {
    let loaded = load_bytes("routing.toml", b"version = \"\xff\"\n");
    assert_eq!(ids(&loaded.findings), ["broken-text"]);
    assert!(loaded.refuses);
}

#[test]
fn utf_16_is_broken_text_and_nothing_else() {
    let bytes: Vec<u8> = [0xff, 0xfe]
        .into_iter()
        .chain(tea().encode_utf16().flat_map(u16::to_le_bytes))
        .collect();
    assert_eq!(only(&load_bytes(TEA, &bytes)).0, "broken-text");
}

#[test]
fn empty_files_and_files_of_comments_are_said() {
    for text in [
        "",
        "\n\n",
        "   \n",
        "# only this\n",
        "---\n",
        "# this\n---\n# that\n",
    ] {
        let loaded = load(&[(TEA, text)]);
        assert_eq!(only(&loaded).0, "empty-file", "{text:?}");
        assert_eq!(loaded.directory.left_out.len(), 1);
    }
    for file in load::REQUIRED_FILES {
        for text in ["", "# only this\n"] {
            let loaded = load(&[(file, text)]);
            assert!(loaded.refuses, "{file} {text:?}");
            assert!(!loaded.findings.is_empty(), "{file} {text:?}");
        }
    }
}

#[test]
fn a_file_that_must_be_there_is_missed() {
    for name in load::REQUIRED_FILES {
        let mut files = raw(&[]);
        files.retain(|file| file.path != name);
        let loaded = load::texts(files, "");
        assert_eq!(ids(&loaded.findings), ["missing-file"], "{name}");
        assert_eq!(loaded.findings[0].subject.as_deref(), Some(name));
        assert!(loaded.refuses, "{name}");
    }
}

#[test]
fn a_directory_without_a_file_lacks_four() {
    let loaded = load::texts(Vec::new(), "empty/");
    assert_eq!(ids(&loaded.findings), ["missing-file"; 4]);
    let at = place(&loaded.findings[0], &loaded.sources);
    assert_eq!((at.path.as_str(), at.line), ("empty/signpost.toml", 1));
    assert!(loaded.refuses);
}

#[test]
fn a_tab_is_said_to_be_a_tab() {
    let loaded = load(&[(
        TEA,
        &tea_with("contact:", "contact:\n\tphone: 01632 960001"),
    )]);
    assert_eq!(only(&loaded).0, "yaml-syntax");
    assert_eq!(only(&loaded).2.line, 11);
    let help = loaded.findings[0].help.as_deref().unwrap_or("");
    assert!(help.contains("tabs"), "{help}");
}

#[test]
fn lines_that_end_as_on_windows_change_nothing() {
    let clean = load(&[]);
    let loaded = load(&[(TEA, &tea().replace('\n', "\r\n"))]);
    assert!(loaded.findings.is_empty(), "{:?}", loaded.findings);
    assert_eq!(
        loaded.directory.services.len(),
        clean.directory.services.len()
    );
    let broken = tea_with("status:", "status: actve").replace('\n', "\r\n");
    at(&load(&[(TEA, &broken)]), 6, 9..14);
    for (path, text) in MINIMAL {
        let loaded = load(&[(path, &text.replace('\n', "\r\n"))]);
        assert!(loaded.findings.is_empty(), "{path} {:?}", loaded.findings);
    }
}

#[test]
fn a_byte_order_mark_is_not_part_of_the_text() {
    for (path, text) in MINIMAL {
        let loaded = load(&[(path, &format!("\u{feff}{text}"))]);
        assert!(loaded.findings.is_empty(), "{path} {:?}", loaded.findings);
    }
    at(
        &load(&[(TEA, &format!("\u{feff}{}", tea_with("id:", "id: coffee")))]),
        1,
        5..11,
    );
}

#[test]
fn anchors_aliases_tags_and_merge_keys_are_refused() {
    for line in [
        "needs: &all [loneliness]",
        "needs: [&one loneliness]",
        "needs: *all",
        "needs: !!seq [loneliness]",
        "needs: [!need loneliness]",
        "&key needs: [loneliness]",
    ] {
        let loaded = load(&[(TEA, &tea_with("needs:", line))]);
        let (kind, _, place) = only(&loaded);
        assert_eq!((kind, place.line), ("yaml-anchor", 7), "{line}");
    }
    let loaded = load(&[(TEA, &tea_with("needs:", "<<: {needs: [loneliness]}"))]);
    assert_eq!(ids(&loaded.findings), ["missing-key", "unknown-key"]);
}

#[test]
fn an_alias_bomb_costs_nothing() {
    let mut bomb = String::from("a: &a [x, x]\n");
    for (name, before) in ('b'..='z').zip('a'..) {
        let _ = writeln!(bomb, "{name}: &{name} [*{before}, *{before}]");
    }
    assert_eq!(only(&load(&[(TEA, &bomb)])).0, "yaml-anchor");
}

#[test]
fn a_second_document_is_refused() {
    let loaded = load(&[(TEA, &format!("{}---\nid: two\n", tea()))]);
    assert_eq!(only(&loaded).0, "second-document");
    at(&loaded, 13, 1..4);
    let loaded = load(&[(TEA, &format!("---\n{}...\n", tea()))]);
    assert!(
        loaded.findings.is_empty(),
        "one document may be framed: {:?}",
        loaded.findings
    );
    let loaded = load(&[(TEA, &format!("{}...\nid: two\n", tea()))]);
    assert_eq!(only(&loaded).0, "second-document");
}

#[test]
fn scalars_are_read_as_typed() {
    let text = tea_with("name:", "name: 1E5")
        .replace("organization: Colne Neighbours", "organization: no")
        .replace("contact: {phone: 01632 960001}", "contact: {phone: 0117}")
        + "hours:\n  - {days: [tue], from: 09:30, to: 12:00}\nlanguages: [en, no]\n";
    let loaded = load(&[(TEA, &text)]);
    assert!(
        loaded.findings.is_empty(),
        "{:?}",
        listed(&loaded.findings, &loaded.sources)
    );
    let service = loaded.directory.service_by_id("tea").unwrap();
    assert_eq!(service.name, "1E5");
    assert_eq!(service.organization, "no");
    assert_eq!(service.contact.phone.as_ref().unwrap().value, "0117");
    assert_eq!(Some(service.hours[0].from), TimeOfDay::parse("09:30"));
    assert_eq!(service.languages, ["en", "no"]);
    for quoted in ["\"no\"", "'no'"] {
        let loaded = load(&[(TEA, &format!("{}sensitive: {quoted}\n", tea()))]);
        assert!(loaded.findings.is_empty(), "quoting never matters");
    }
    let loaded = load(&[(TEA, &format!("{}sensitive: false\n", tea()))]);
    assert_eq!(only(&loaded).0, "unknown-word");
    assert_eq!(loaded.findings[0].help.as_deref(), Some("write `no`"));
}

#[test]
fn nesting_up_to_64_is_read_and_deeper_is_refused() {
    let nested = |depth: usize| format!("x: {}{}\n", "[".repeat(depth - 1), "]".repeat(depth - 1));
    let loaded = load(&[(TEA, &nested(64))]);
    assert!(!ids(&loaded.findings).contains(&"nested-too-deep"));
    assert_eq!(only(&load(&[(TEA, &nested(65))])).0, "nested-too-deep");
    let mut blocks = String::new();
    for depth in 0..65 {
        let _ = writeln!(blocks, "{}k:", " ".repeat(depth));
    }
    assert_eq!(only(&load(&[(TEA, &blocks)])).0, "nested-too-deep");
}

#[test]
fn a_hundred_thousand_brackets_are_refused() {
    for open in ["[", "{", "- ", "? ", "[{"] {
        let text = open.repeat(100_000 / open.len());
        let loaded = load(&[(TEA, &text)]);
        assert!(!loaded.findings.is_empty(), "{open}");
        assert_eq!(loaded.directory.left_out.len(), 1, "{open}");
    }
    for text in [
        "x = ".to_owned() + &"[".repeat(100_000),
        "[".repeat(100_000),
        "a.".repeat(50_000),
    ] {
        let loaded = load(&[("routing.toml", &text)]);
        assert!(loaded.refuses);
        assert!(!loaded.findings.is_empty());
    }
}

#[test]
fn a_file_that_is_no_toml_gets_a_few_findings_and_the_number_of_the_others() {
    let text = "  - id: tea\n    words: [tea, talk]\n".repeat(50);
    let loaded = load(&[("routing.toml", &text)]);
    let of_file: Vec<_> = loaded
        .findings
        .iter()
        .filter(|finding| finding.kind.id == "toml-syntax")
        .collect();
    assert!((2..=8).contains(&of_file.len()), "{}", of_file.len());
    let help = of_file.iter().filter_map(|finding| finding.help.as_ref());
    let told = help.filter(|help| help.contains("more mistakes of this kind"));
    assert_eq!(told.count(), 1);
}

#[test]
fn a_hundred_thousand_unknown_keys_give_a_few_findings() {
    let mut keys = String::new();
    for number in 0..100_000 {
        let _ = writeln!(keys, "k{number}:");
    }
    for (path, text) in [
        (TEA, keys.clone()),
        ("routing.toml", keys.replace(':', "=1")),
    ] {
        let loaded = load(&[(path, &text)]);
        assert!(!loaded.findings.is_empty());
        assert!(loaded.findings.len() < 200, "{}", loaded.findings.len());
    }
}

#[test]
fn what_to_add_is_said_as_one_writes_it_in_the_file() {
    let settings = "name = \"Small directory\"\nreview_days = 180\n";
    let loaded = load(&[("signpost.toml", settings)]);
    let said = |loaded: &signpost::load::Loaded| {
        let finding = &loaded.findings[0];
        (finding.message.clone(), finding.help.clone().unwrap())
    };
    let (message, help) = said(&loaded);
    assert_eq!(message, "signpost.toml has no `demonstration`");
    assert!(
        help.starts_with("add `demonstration = …` (true or false)"),
        "{help}"
    );
    let loaded = load(&[(
        "needs.yaml",
        "needs:\n  - id: loneliness\n    label: Lonely\n",
    )]);
    let (message, help) = said(&loaded);
    assert_eq!(message, "a need has no `group`");
    assert!(help.starts_with("add `group:` ("), "{help}");
}

#[test]
fn two_promises_of_one_name_are_found_whatever_their_kind() {
    let promise = "[[always]]\nid = \"same\"\nwhen = { stroke-signs = \"yes\" }\nroute = \"stop\"\n\
                   [[impossible]]\nid = \"same\"\nwhen = { falls-12-months = \"0\", agrees = \"no\" }\n";
    let loaded = load(&[("routing.toml", &format!("{}{promise}", MINIMAL[3].1))]);
    let said: Vec<(&str, &str)> = loaded
        .findings
        .iter()
        .map(|finding| (finding.kind.id, finding.message.as_str()))
        .collect();
    assert_eq!(said, [("duplicate-id", "the id `same` is used twice")]);
    let second = loaded.sources.start(loaded.findings[0].primary.span).line;
    let first = loaded
        .sources
        .start(loaded.findings[0].related[0].span)
        .line;
    assert_eq!(second, first + 4);
}

#[test]
fn every_problem_of_the_rules_is_said_in_one_run() {
    let rules = "owner = 5\n[facts.x]\n[actions.y]\n[[rule]]\nwhen = {z = \"yes\"}\ndo = [\"w\"]\n[[rule]]\nid = \"Bad\"\nroute = \"nowhere\"\n[[always]]\n[[never_weaker]]\nfacts = [\"v\"]\n";
    let loaded = load(&[("routing.toml", rules)]);
    let said: Vec<&str> = loaded
        .findings
        .iter()
        .map(|finding| finding.message.as_str())
        .collect();
    for wanted in [
        "routing.toml has no `version`",
        "routing.toml has no `review`",
        "a fact has no `ask`",
        "an action has no `label`",
        "a rule has no `id`",
        "[facts] declares no fact `z`",
        "[actions] declares no action `w`",
        "`Bad` is not a name",
        "`nowhere` is not a word for `route`",
        "an invariant has no `id`",
        "[facts] declares no fact `v`",
    ] {
        assert!(said.contains(&wanted), "{wanted}: {said:#?}");
    }
}

#[test]
fn a_fact_with_too_many_values_is_refused_and_nothing_overflows() {
    for number in [33, 300] {
        for kind in ["values", "band", "set"] {
            let values: Vec<String> = (0..number).map(|value| format!("\"v{value}\"")).collect();
            let rules = MINIMAL[3].1.to_owned()
                + &format!(
                    "[facts.many]\nask = \"Which?\"\n{kind} = [{}]\n",
                    values.join(", ")
                );
            let loaded = load(&[("routing.toml", &rules)]);
            assert_eq!(ids(&loaded.findings), ["malformed-value"], "{kind}");
            assert!(loaded.refuses);
            let case = format!("facts: {{many: v{}}}\n", number - 1);
            let _ = load::cases::case("case.yaml", case.as_bytes(), &loaded.directory);
        }
    }
}

#[test]
fn text_that_moves_the_cursor_or_turns_writing_round_is_refused() {
    for name in [
        "\"Tea\\e[2J\"",
        "\"Tea\\u202e\"",
        "\"Tea\\0\"",
        "\"Tea\\x9b\"",
        "\"Tea\\u2066\"",
    ] {
        let loaded = load(&[(TEA, &tea_with("name:", &format!("name: {name}")))]);
        assert_eq!(only(&loaded).0, "malformed-value", "{name}");
    }
    let loaded = load(&[(TEA, &tea_with("name:", "name: \"Tea\\tand\\nTalk\""))]);
    assert!(loaded.findings.is_empty(), "{:?}", loaded.findings);
}

#[test]
fn a_need_named_twice_lists_the_service_once() {
    let loaded = load(&[(
        TEA,
        &tea_with("needs:", "needs: [loneliness, falls, loneliness]"),
    )]);
    assert!(loaded.findings.is_empty());
    assert_eq!(loaded.directory.services_by_need[0].len(), 1);
}

#[test]
fn rules_that_could_be_read_two_ways_are_refused() {
    let rules = MINIMAL[3].1;
    for (old, new, kind) in [
        (
            "id = \"default\"",
            "id = \"link-worker\"",
            "malformed-value",
        ),
        (
            "red_flag = true",
            "red_flag = true\nper_need = true",
            "misplaced-key",
        ),
        ("service = \"tea\"", "kind = \"community\"", "missing-key"),
        ("service = \"tea\"", "need = \"falls\"", "missing-key"),
        (
            "service = \"tea\"",
            "service = \"tea\"\nkind = \"community\"",
            "misplaced-key",
        ),
        ("id = \"default\"", "id = \"declined\"", "duplicate-id"),
    ] {
        let loaded = load(&[("routing.toml", &rules.replace(old, new))]);
        assert_eq!(ids(&loaded.findings), [kind], "{new}");
        assert!(loaded.refuses, "{new}");
    }
}

#[test]
fn what_a_rule_names_must_be_declared() {
    let rules = MINIMAL[3].1;
    for (old, new, message) in [
        (
            "do = [\"tea\"]",
            "cite = \"page: 1\"",
            "[sources] declares no source `page`",
        ),
        (
            "do = [\"tea\"]",
            "do = [\"tee\"]",
            "[actions] declares no action `tee`",
        ),
        (
            "unsure_do = \"call-111\"",
            "unsure_do = \"call-112\"",
            "[actions] declares no action `call-112`",
        ),
        (
            "for = [\"falls\"]",
            "for = [\"fals\"]",
            "needs.yaml declares no need `fals`",
        ),
        (
            "for = [\"falls\"]",
            "for = [\"@falling\"]",
            "[groups] declares no group `@falling`",
        ),
        (
            "service = \"tea\"",
            "kind = \"community\"\nneed = \"fals\"",
            "needs.yaml declares no need `fals`",
        ),
        (
            "agrees = \"no\" }",
            "agress = \"no\" }",
            "[facts] declares no fact `agress`",
        ),
    ] {
        let loaded = load(&[("routing.toml", &rules.replacen(old, new, 1))]);
        let (kind, said, _) = only(&loaded);
        assert_eq!((kind, said), ("unknown-name", message), "{new}");
        assert!(loaded.refuses, "{new}");
    }
}

#[test]
fn every_rule_has_an_owner_and_a_day_for_its_review() {
    let rules = MINIMAL[3].1;
    let loaded = load(&[]);
    for rule in &loaded.directory.rules.rules {
        assert_eq!(rule.owner, "clinical lead");
        assert_eq!(Some(rule.review), loaded.directory.rules.review);
    }
    for (old, new, kind) in [
        ("owner = \"clinical lead\"\n", "", "missing-key"),
        (
            "owner = \"clinical lead\"",
            "owner = \"\"",
            "malformed-value",
        ),
        ("review = 2027-05-31\n", "", "missing-key"),
        (
            "review = 2027-05-31",
            "review = \"soon\"",
            "malformed-value",
        ),
        (
            "id = \"default\"",
            "id = \"default\"\nowner = \"\"",
            "malformed-value",
        ),
        (
            "id = \"default\"",
            "id = \"default\"\nreview = \"soon\"",
            "malformed-value",
        ),
    ] {
        let loaded = load(&[("routing.toml", &rules.replacen(old, new, 1))]);
        assert!(
            ids(&loaded.findings).contains(&kind),
            "{new:?}: {:?}",
            ids(&loaded.findings)
        );
        assert!(loaded.refuses, "{new:?}");
    }
}

#[test]
fn a_file_over_1_mib_is_not_read() {
    let limit = usize::try_from(load::MAX_BYTES).unwrap();
    let padded = |size: usize| {
        let text = tea();
        format!("{text}#{}\n", "x".repeat(size - text.len() - 2))
    };
    assert!(load(&[(TEA, &padded(limit))]).findings.is_empty());
    let loaded = load(&[(TEA, &padded(limit + 1))]);
    assert_eq!(only(&loaded).0, "file-too-large");
    assert_eq!(loaded.directory.left_out[0].why, only(&loaded).1);
    let mut files = raw(&[]);
    files.retain(|file| file.path != TEA);
    files.push(Raw {
        path: TEA.to_owned(),
        bytes: Err(5_000_000_000),
    });
    assert_eq!(only(&load::texts(files, "")).0, "file-too-large");
}

#[test]
fn every_problem_of_every_file_is_said_in_one_run_sorted_by_place() {
    let broken = tea_with("status:", "status: actve")
        .replace("needs: [loneliness]", "needs: [lonelyness]")
        .replace("2026-10-12", "12/10/2026")
        + "accepts: {oxigen: no}\nhours:\n  - {days: [tue], from: 10am, to: 12:00}\n";
    let loaded = load(&[
        (TEA, &broken),
        (
            "services/a/other.yaml",
            "id: other\nname: Other\n  bad: indent\n",
        ),
        (
            "areas.yaml",
            "areas:\n  - id: colchester\n    label: Colchester\n    authorities: [E0700007]\n",
        ),
    ]);
    assert_eq!(
        listed(&loaded.findings, &loaded.sources)
            .iter()
            .map(|line| line.split_once(' ').unwrap())
            .map(|(kind, rest)| (kind, rest.split(':').take(2).collect::<Vec<_>>().join(":")))
            .collect::<Vec<_>>(),
        [
            ("malformed-value", "areas.yaml:4".to_owned()),
            ("yaml-syntax", "services/a/other.yaml:3".to_owned()),
            ("unknown-word", format!("{TEA}:6")),
            ("unknown-name", format!("{TEA}:7")),
            ("malformed-value", format!("{TEA}:12")),
            ("unknown-word", format!("{TEA}:13")),
            ("malformed-value", format!("{TEA}:15")),
        ]
    );
    assert!(loaded.refuses);
}

#[test]
fn a_broken_top_file_does_not_make_every_service_wrong() {
    for broken in ["needs.yaml", "areas.yaml"] {
        for text in [
            "needs: [\n",
            "",
            "other: 1\n",
            "needs: [{id: 5}]\nareas: [{id: 5}]\n",
        ] {
            let loaded = load(&[(broken, text)]);
            assert!(loaded.refuses, "{broken} {text:?}");
            for finding in &loaded.findings {
                let at = place(finding, &loaded.sources);
                assert_eq!(at.path, broken, "{}", finding.message);
            }
        }
    }
}

#[test]
fn a_broken_entry_is_left_out_by_name_and_the_others_stay() {
    let loaded = load(&[(TEA, &tea_with("status:", "status: actve"))]);
    assert!(!loaded.refuses);
    let left_out = &loaded.directory.left_out;
    assert_eq!(left_out.len(), 1);
    assert_eq!(left_out[0].file, TEA);
    assert_eq!(left_out[0].id, "tea");
    assert_eq!(left_out[0].why, "`actve` is not a word for `status`");
    assert!(loaded.directory.service_by_id("tea").is_none());
    assert_eq!(loaded.directory.services.len(), 5);
}

#[test]
fn a_file_left_out_is_named_as_it_is_shown() {
    let loaded = load::texts(
        raw(&[(TEA, b"id: tea\n"), ("services/a/tea.yaml", b"id: tea\n")]),
        "directory/",
    );
    let files: Vec<&str> = loaded
        .directory
        .left_out
        .iter()
        .map(|left| left.file.as_str())
        .collect();
    assert_eq!(
        files,
        [
            "directory/services/a/tea.yaml",
            "directory/services/befriending/tea.yaml"
        ]
    );
}

#[test]
fn columns_count_characters() {
    let loaded = load(&[(
        TEA,
        &tea_with("contact:", "contact: {text: Tŷ Hafan, fone: 1}"),
    )]);
    assert_eq!(only(&loaded).0, "unknown-key");
    at(&loaded, 10, 27..31);
}

#[test]
fn a_problem_on_the_first_line_is_on_line_1() {
    at(&load(&[(TEA, &tea_with("id:", "id: coffee"))]), 1, 5..11);
    at(&load(&[(TEA, "tea\n")]), 1, 1..4);
    at(&load(&[(TEA, "\"tea\n")]), 1, 1..2);
}

#[test]
fn lists_that_must_name_something_may_not_be_empty() {
    for (key, line) in [
        ("needs:", "needs: []"),
        ("attending_type:", "attending_type: []"),
    ] {
        let loaded = load(&[(TEA, &tea_with(key, line))]);
        assert_eq!(only(&loaded).0, "missing-key", "{line}");
    }
    let hours = format!(
        "{}hours:\n  - {{days: [], from: 10:00, to: 12:00}}\n",
        tea()
    );
    assert_eq!(only(&load(&[(TEA, &hours)])).0, "missing-key");
}

#[test]
fn a_key_with_nothing_after_it_is_missing() {
    let loaded = load(&[(TEA, &tea_with("area:", "area:"))]);
    assert_eq!(only(&loaded).0, "missing-key");
    let loaded = load(&[(TEA, &tea_with("area:", "area: ~"))]);
    assert_eq!(only(&loaded).0, "missing-key");
}

#[test]
fn a_key_that_is_not_text_is_refused() {
    for line in [
        "? [needs]\n: [loneliness]",
        "{a: b}: [loneliness]",
        ": [loneliness]",
    ] {
        let loaded = load(&[(TEA, &tea_with("needs:", line))]);
        assert!(ids(&loaded.findings).contains(&"yaml-syntax"), "{line}");
    }
}

#[test]
fn a_case_never_says_who_somebody_is() {
    let directory = load(&[]).directory;
    for (text, line) in [
        ("age: 80\nname: Somebody\n", 2),
        ("story: NHS 943 476 5919\n", 1),
        ("story: Born 12/3/1944\n", 1),
        ("Date of birth: 1944\n", 1),
    ] {
        let case = load::cases::case("case.yaml", text.as_bytes(), &directory);
        assert!(case.refuses(), "{text}");
        let finding = &case.findings[0];
        assert_eq!(finding.kind.id, "personal-data", "{text}");
        assert!(finding.hide_excerpt, "{text}");
        assert_eq!(place(finding, &case.sources).line, line, "{text}");
        for secret in ["943", "1944", "Somebody"] {
            assert!(!finding.message.contains(secret), "{text}");
        }
    }
    let clean = load::cases::case(
        "case.yaml",
        b"age: 80\nneeds: {loneliness: {}}\n",
        &directory,
    );
    assert!(clean.findings.is_empty(), "{:?}", clean.findings);
}

#[test]
fn a_case_of_a_broken_file_is_refused_and_never_empty_without_a_word() {
    let directory = load(&[]).directory;
    for bytes in [
        &b""[..],
        b"# nothing\n",
        b"\xff\xfe",
        b"[",
        b"- a\n",
        b"needs: &a {}\n",
        b"just words\n",
    ] {
        let case = load::cases::case("case.yaml", bytes, &directory);
        assert!(case.refuses(), "{:?}", String::from_utf8_lossy(bytes));
    }
    let large = vec![b'#'; usize::try_from(load::MAX_BYTES).unwrap() + 1];
    let case = load::cases::case("case.yaml", &large, &directory);
    assert_eq!(ids(&case.findings), ["file-too-large"]);
}

#[test]
fn a_red_flag_is_read_even_where_the_rest_of_the_case_is_wrong() {
    let directory = load(&[]).directory;
    let text = "facts: {stroke-signs: yes, strok: no}\nneeds: {lonelyness: {}}\nname: x\n";
    let case = load::cases::case("case.yaml", text.as_bytes(), &directory);
    assert!(case.refuses());
    let flag = directory.rules.fact_by_id("stroke-signs").unwrap();
    assert!(case.case.facts.get(flag).is_some());
}

#[test]
fn rules_never_set_a_stop_aside_by_its_name_either() {
    let rules = MINIMAL[3].1.replace(
        "instead_of = [\"ahp\"]",
        "instead_of = [\"stop-stroke-signs\"]",
    );
    let loaded = load(&[("routing.toml", &rules)]);
    assert_eq!(ids(&loaded.findings), ["stop-set-aside"]);
    assert_eq!(loaded.findings[0].subject.as_deref(), Some("declined"));
    assert!(loaded.refuses);
}

#[test]
fn a_rule_that_sets_its_own_route_aside_is_a_circle() {
    let rules = MINIMAL[3].1.replace(
        "instead_of = [\"ahp\"]",
        "instead_of = [\"active-signposting\"]",
    );
    let loaded = load(&[("routing.toml", &rules)]);
    assert_eq!(ids(&loaded.findings), ["instead-of-cycle"]);
    assert_eq!(loaded.findings[0].message, "`declined` sets itself aside");
    assert!(loaded.refuses);
}

#[test]
fn a_circle_of_three_rules_is_named_in_order() {
    let rules = MINIMAL[3]
        .1
        .replace("instead_of = [\"ahp\"]", "instead_of = [\"default\"]")
        .replace(
            "id = \"default\"",
            "id = \"default\"\ninstead_of = [\"repeated-falls\"]",
        )
        .replace(
            "id = \"repeated-falls\"",
            "id = \"repeated-falls\"\ninstead_of = [\"declined\"]",
        );
    let loaded = load(&[("routing.toml", &rules)]);
    assert_eq!(
        loaded.findings[0].message,
        "these rules set each other aside: `default`, then `repeated-falls`, then `declined`, then `default`"
    );
    assert_eq!(loaded.findings[0].related.len(), 2);
}

#[test]
fn errors_refuse_only_where_every_answer_depends_on_them() {
    for (path, text) in [
        ("signpost.toml", "name = \"x\"\nreview_days = 180\n"),
        ("routing.toml", "version = \"1\"\n"),
        ("needs.yaml", "needs:\n  - id: x\n"),
    ] {
        let loaded = load(&[(path, text)]);
        assert!(loaded.refuses, "{path}");
        assert!(
            loaded
                .findings
                .iter()
                .any(|finding| finding.severity == Severity::Error)
        );
    }
}

/// Writes the small directory into a folder.
fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    for (path, text) in MINIMAL {
        let path = folder.path().join(path);
        std::fs::create_dir_all(path.parent().expect("inside the folder")).expect("can be made");
        std::fs::write(path, text).expect("can be written");
    }
    folder
}

#[test]
fn a_folder_is_read_as_its_files_are() {
    let folder = folder();
    std::fs::write(folder.path().join("services/.hidden"), "x").unwrap();
    std::fs::create_dir(folder.path().join("services/.git")).unwrap();
    std::fs::write(folder.path().join("services/.git/index"), "x").unwrap();
    std::fs::write(folder.path().join("README.md"), "x").unwrap();
    let loaded = load::folder::load(folder.path()).unwrap();
    assert!(loaded.findings.is_empty(), "{:?}", loaded.findings);
    assert_eq!(
        loaded.directory.content_version,
        load(&[]).directory.content_version
    );
}

#[test]
fn a_folder_that_is_not_there_or_is_a_file_is_an_error_with_its_path() {
    let folder = folder();
    for (path, says) in [
        ("nowhere", "there is no directory"),
        ("needs.yaml", "is a file"),
    ] {
        let error = load::folder::load(&folder.path().join(path))
            .unwrap_err()
            .to_string();
        assert!(error.contains(says) && error.contains(path), "{error}");
    }
    std::fs::remove_file(folder.path().join("needs.yaml")).unwrap();
    std::fs::create_dir(folder.path().join("needs.yaml")).unwrap();
    let error = load::folder::load(folder.path()).unwrap_err();
    assert!(error.to_string().contains("needs.yaml"), "{error}");
}

#[cfg(unix)]
#[test]
fn a_device_among_the_services_is_refused_and_never_read() {
    let folder = folder();
    let device = folder.path().join("services/endless.yaml");
    std::os::unix::fs::symlink("/dev/zero", device).unwrap();
    let error = load::folder::load(folder.path()).unwrap_err();
    assert!(error.to_string().contains("endless.yaml"), "{error}");
}

#[test]
fn a_folder_without_services_is_read() {
    let folder = folder();
    std::fs::remove_dir_all(folder.path().join("services")).unwrap();
    let loaded = load::folder::load(folder.path()).unwrap();
    assert!(loaded.findings.is_empty(), "{:?}", loaded.findings);
    assert!(loaded.directory.services.is_empty());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_bytes_make_the_loader_panic(bytes in proptest::collection::vec(any::<u8>(), 0..400), which in 0..MINIMAL.len()) {
        let loaded = load_bytes(MINIMAL[which].0, &bytes);
        for finding in &loaded.findings {
            let _ = place(finding, &loaded.sources);
        }
        let _ = load::cases::case("case.yaml", &bytes, &loaded.directory);
    }

    #[test]
    fn no_text_of_yaml_signs_makes_the_loader_panic(text in "[a-cŷ:,&*!|>#\\-\\[\\]{}?'\"%@` \t\r\n0-9~<]{0,200}", which in 0..MINIMAL.len()) {
        let loaded = load(&[(MINIMAL[which].0, &text)]);
        for finding in &loaded.findings {
            let _ = place(finding, &loaded.sources);
        }
    }

    #[test]
    fn no_edit_of_a_real_entry_makes_the_loader_panic(edits in edits(), which in 0..MINIMAL.len()) {
        let text = edited(MINIMAL[which].1, &edits);
        let loaded = load(&[(MINIMAL[which].0, &text)]);
        for finding in &loaded.findings {
            let at = place(finding, &loaded.sources);
            prop_assert!(at.line >= 1 && at.columns.start >= 1);
        }
    }
}

/// Cuts, repeats and insertions at places given as parts of the whole.
fn edits() -> impl Strategy<Value = Vec<(f64, f64, String)>> {
    let piece = prop_oneof![
        "[:,&*!|>#\\[\\]{}?'\"%@` \t\r\nŷ\u{0}]{0,3}",
        Just("\n".to_owned()),
        Just("yes".to_owned()),
        Just("\u{feff}".to_owned()),
    ];
    proptest::collection::vec((0.0..1.0, 0.0..0.05, piece), 1..6)
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::cast_precision_loss,
    reason = "places in a short text, as parts of it"
)]
fn edited(text: &str, edits: &[(f64, f64, String)]) -> String {
    let mut characters: Vec<char> = text.chars().collect();
    for (start, length, piece) in edits {
        let whole = characters.len() as f64;
        let start = (start * whole) as usize;
        let end = (start + (length * whole) as usize).min(characters.len());
        characters.splice(start..end, piece.chars());
    }
    characters.into_iter().collect()
}

#[test]
fn a_service_may_not_say_where_it_works() {
    let loaded = load(&[(TEA, &tea_with("area:", "area: []"))]);
    assert!(loaded.findings.is_empty(), "{:?}", loaded.findings);
}

#[test]
fn a_danger_and_a_fact_about_a_need_are_never_answered_beforehand() {
    let routing = MINIMAL
        .iter()
        .find(|(path, _)| *path == "routing.toml")
        .map_or("", |(_, text)| text);
    for (declared, from) in [
        ("red_flag = true\n", "from = \"profile\"\n"),
        (
            "band = [\"0\", \"1\", \"2+\"]\n",
            "per_need = true\nfrom = \"profile\"\n",
        ),
    ] {
        assert!(routing.contains(declared));
        let text = routing.replacen(declared, &format!("{declared}{from}"), 1);
        let loaded = load(&[("routing.toml", &text)]);
        assert!(loaded.refuses);
        let (kind, message, _) = only(&loaded);
        assert_eq!(kind, "misplaced-key");
        assert!(message.ends_with("is asked each time, and has a `from`"));
    }
}

#[test]
fn the_places_of_an_entry_are_those_of_its_values() {
    use signpost::model::written::Part;
    let text = tea_with("assured:", "assured: {on: 2026-10-12, by: directory coordinator}").replace("assured: {on", "capacity: {state: waiting, weeks: 4, until: 2026-12-31}\nhours:\n  - {days: [tue], from: \"10:00\", to: \"12:00\"}\n  - {days: [wed], from: \"10:00\", to: \"12:00\"}\nassured: {on");
    let loaded = load(&[(TEA, &text)]);
    let service = loaded.directory.service_by_id("tea").unwrap();
    let stands = |span: signpost::source::Span| &text[span.range()];
    assert_eq!(stands(service.place_of(Part::Name)), "Tea and Talk");
    assert_eq!(stands(service.place_of(Part::Weeks)), "4");
    assert_eq!(
        stands(service.place_of(Part::AssuredBy)),
        "directory coordinator"
    );
    assert!(stands(service.place_of_item(Part::Hours, 1)).starts_with("{days: [wed]"));
    assert_eq!(
        stands(service.place_of(Part::Cost)),
        "tea",
        "what is not said stands at the id"
    );
}

#[test]
fn a_list_or_text_where_named_entries_belong_is_not_passed_over() {
    for (name, text) in [
        ("facts", include_str!("schema/wrong/rules-facts-text.toml")),
        (
            "groups",
            include_str!("schema/wrong/rules-groups-list.toml"),
        ),
    ] {
        let loaded = load(&[("routing.toml", text)]);
        let (kind, message, _) = only(&loaded);
        assert_eq!(kind, "wrong-shape");
        assert!(message.contains(name), "{message}");
    }
    let directory = load(&[]).directory;
    let text = "needs: falls\nexpect:\n  needs: [falls]\n";
    let case = load::cases::case("case.yaml", text.as_bytes(), &directory);
    let message = "`needs` is written `need: route`, found a list";
    assert_eq!(case.findings.len(), 1);
    assert_eq!(case.findings[0].message, message);
}
