use super::*;
use crate::edit::format::formatted;
use proptest::prelude::*;

const ON: &[&str] = &["assured", "on"];
const BY: &[&str] = &["assured", "by"];
const SOURCE: &[&str] = &["assured", "source"];

fn confirmed(text: &str) -> Result<String, Refusal> {
    set(
        text,
        &[
            Change {
                path: ON,
                value: "2026-11-23",
            },
            Change {
                path: BY,
                value: "directory coordinator",
            },
            Change {
                path: SOURCE,
                value: "https://example.org/a, b",
            },
        ],
    )
}

#[test]
fn values_in_brackets_are_set_where_they_stand() {
    let text =
        "id: tea # its name\nassured: { on: 2020-01-01 , source: 'a page', by: \"x\" }  # rang\n";
    assert_eq!(
        confirmed(text).as_deref(),
        Ok(
            "id: tea # its name\nassured: { on: 2026-11-23 , source: 'https://example.org/a, b', by: \"directory coordinator\" }  # rang\n"
        )
    );
}

#[test]
fn values_on_lines_of_their_own_are_set_where_they_stand() {
    let text = "assured:\n  # who\n  by: x # role\n\n  on: 2020-01-01\n  source: |\n    a page\n    of ours\n# end\nid: tea\n";
    assert_eq!(
        confirmed(text).as_deref(),
        Ok(
            "assured:\n  # who\n  by: directory coordinator # role\n\n  on: 2026-11-23\n  source: https://example.org/a, b\n# end\nid: tea\n"
        )
    );
}

#[test]
fn a_missing_key_is_put_into_its_place_in_the_order() {
    for (text, expected) in [
        (
            "assured: {on: 2020-01-01, by: x}\n",
            "assured: {on: 2026-11-23, by: directory coordinator, source: \"https://example.org/a, b\"}\n",
        ),
        (
            "assured: {source: x}\n",
            "assured: {on: 2026-11-23, by: directory coordinator, source: \"https://example.org/a, b\"}\n",
        ),
        (
            "assured:\n    source: x\n",
            "assured:\n    on: 2026-11-23\n    by: directory coordinator\n    source: https://example.org/a, b\n",
        ),
        (
            "assured:\n  on: 2020-01-01 # the day\n  # a note\nid: tea",
            "assured:\n  on: 2026-11-23 # the day\n  by: directory coordinator\n  source: https://example.org/a, b\n  # a note\nid: tea",
        ),
        (
            "assured: {}\n",
            "assured: {on: 2026-11-23, by: directory coordinator, source: \"https://example.org/a, b\"}\n",
        ),
        (
            "assured: # ask\nid: tea\n",
            "assured: {on: 2026-11-23, by: directory coordinator, source: \"https://example.org/a, b\"} # ask\nid: tea\n",
        ),
        (
            "assured: {on: , by: , source: }\n",
            "assured: {on: 2026-11-23 , by: directory coordinator , source: \"https://example.org/a, b\" }\n",
        ),
    ] {
        assert_eq!(confirmed(text).as_deref(), Ok(expected), "{text}");
    }
}

#[test]
fn a_missing_entry_is_added_whole_after_what_stands_before_it() {
    let whole = "assured: {on: 2026-11-23, by: directory coordinator, source: \"https://example.org/a, b\"}";
    for (text, expected) in [
        (
            "id: tea\nplain: |\n  One.\n\n# end\n",
            format!("id: tea\nplain: |\n  One.\n{whole}\n\n# end\n"),
        ),
        ("id: tea", format!("id: tea\n{whole}")),
        ("id: tea\r\n", format!("id: tea\r\n{whole}\r\n")),
        ("{id: tea}\n", format!("{{id: tea, {whole}}}\n")),
        (
            "id: tea\nplain: |+\n  One.\n\n",
            format!("id: tea\nplain: |+\n  One.\n\n{whole}\n"),
        ),
    ] {
        assert_eq!(confirmed(text).as_deref(), Ok(expected.as_str()), "{text}");
    }
}

#[test]
fn line_endings_of_windows_are_kept() {
    let text = "id: tea\r\nassured:\r\n  on: 2020-01-01\r\n";
    assert_eq!(
        confirmed(text).as_deref(),
        Ok(
            "id: tea\r\nassured:\r\n  on: 2026-11-23\r\n  by: directory coordinator\r\n  source: https://example.org/a, b\r\n"
        )
    );
}

#[test]
fn what_is_no_text_is_refused() {
    let refusal = |text: &str| confirmed(text).unwrap_err();
    assert_eq!(
        refusal("assured: [1, 2]\n"),
        Refusal::NotAText("assured.on".to_owned())
    );
    assert_eq!(
        refusal("assured: {on: [1]}\n"),
        Refusal::NotAText("assured.on".to_owned())
    );
    assert_eq!(
        refusal("assured: soon\n"),
        Refusal::NotAText("assured.on".to_owned())
    );
    assert_eq!(
        refusal("- assured\n"),
        Refusal::NotAText("assured.on".to_owned())
    );
    assert_eq!(refusal("assured: {on: \n"), Refusal::NotYaml);
    assert_eq!(refusal("assured: {on: &x 1}\n"), Refusal::NotYaml);
}

/// What another YAML reader makes of a text.
fn oracle(text: &str) -> serde_yaml::Value {
    serde_yaml::from_str(text).unwrap_or_else(|problem| panic!("{problem}\n{text}"))
}

/// A text as the other reader has it: any text may stand there, and none is taken for a number.
fn said(value: &serde_yaml::Value) -> String {
    value
        .as_str()
        .map_or_else(|| format!("{value:?}"), str::to_owned)
}

/// The text of an entry with these values, in one of many ways of writing it.
fn written(style: u8, on: Option<&str>, by: Option<&str>, end: &str) -> String {
    let pairs: Vec<String> = [("on", on), ("by", by)]
        .into_iter()
        .filter_map(|(key, value)| value.map(|value| format!("{key}: {value}")))
        .collect();
    let lines = pairs.iter().map(|pair| format!("  {pair}  # note{end}"));
    let block = lines.collect::<Vec<_>>().concat();
    let assured = match style % 4 {
        0 => format!("assured: {{{}}} # all{end}", pairs.join(", ")),
        1 if !pairs.is_empty() => format!("assured:{end}  # inside{end}{block}"),
        2 => String::new(),
        _ => format!("assured:{end}"),
    };
    let others = [
        "id: tea",
        "name: \"Tŷ: 'Hafan'\"",
        "summary: >-\n  folded\n  text",
    ]
    .map(|line| line.replace('\n', end) + end);
    let position = usize::from(style / 4 % 4);
    let mut parts = others.to_vec();
    parts.insert(position, assured);
    format!("# top{end}{end}{}# bottom{end}", parts.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn another_reader_finds_what_was_set_and_everything_else_as_it_was(
        style in 0u8..16,
        on in proptest::option::of("(2020-01-01|\"2020-01-01\"|'2020-01-01')"),
        by in proptest::option::of("(a role|'a ''role'''|\"a \\\\\"role\")"),
        value in "\\PC{0,12}[^\\s]",
        windows in any::<bool>(),
    ) {
        let end = if windows { "\r\n" } else { "\n" };
        let text = written(style, on.as_deref(), by.as_deref(), end);
        let value = value.trim();
        let new = set(&text, &[Change { path: BY, value }, Change { path: ON, value: "2026-11-23" }]).unwrap();
        let (before, mut after) = (oracle(&text), oracle(&new));
        prop_assert_eq!(said(&after["assured"]["by"]), value);
        prop_assert_eq!(said(&after["assured"]["on"]), "2026-11-23");
        // Taken out again, the rest is as it was.
        let map = after.as_mapping_mut().unwrap();
        map.remove("assured");
        let mut before = before;
        before.as_mapping_mut().unwrap().remove("assured");
        prop_assert_eq!(&before, &after);
        for comment in ["# top", "# bottom", "# all", "# inside", "# note"] {
            prop_assert!(new.matches(comment).count() >= text.matches(comment).count(), "{}", new);
        }
        prop_assert_eq!(new.matches('\n').count() - new.matches("\r\n").count(), if windows { 0 } else { new.matches('\n').count() });
    }

    #[test]
    fn any_text_can_be_written_and_read_back(value in "\\PC{0,20}") {
        for in_flow in [false, true] {
            let text = if in_flow { format!("{{a: {}}}", scalar(&value, true)) } else { format!("a: {}\n", scalar(&value, false)) };
            prop_assert_eq!(said(&oracle(&text)["a"]), value.clone(), "{}", text);
        }
    }

    #[test]
    fn setting_and_formatting_do_not_get_in_each_others_way(style in 0u8..16) {
        let text = written(style, Some("2020-01-01"), None, "\n");
        let formatted_first = confirmed(&formatted(&text).unwrap()).unwrap();
        let set_first = formatted(&confirmed(&text).unwrap()).unwrap();
        prop_assert_eq!(Meaning::of(&formatted_first), Meaning::of(&set_first));
    }
}
