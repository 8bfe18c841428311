use super::*;
use proptest::prelude::*;
use std::fmt::Write as _;

#[test]
fn keys_go_into_order_with_the_comments_above_and_inside_them() {
    let text = "\
# About this file.

# The name.
name: Tea
id: tea   # never reused
contact:
    # The office.
    url: https://example.org
    phone: 01632960001
    # Nobody answers on Fridays.

# When confirmed.
assured: {by: x,on: 2026-10-12}
hours:
- {to: \"12:00\", from: \"10:00\", days: [ tue ]}
-   to: \"12:00\"
    days: [wed]
    from: \"10:00\"
# The end.
";
    let expected = "\
# About this file.

id: tea   # never reused
# The name.
name: Tea
contact:
  phone: 01632 960001
  # The office.
  url: https://example.org
  # Nobody answers on Fridays.
hours:
  - {days: [tue], from: \"10:00\", to: \"12:00\"}
  - days: [wed]
    from: \"10:00\"
    to: \"12:00\"

# When confirmed.
assured: {on: 2026-10-12, by: x}
# The end.
";
    assert_eq!(formatted(text).as_deref(), Some(expected));
    let windows = text.replace('\n', "\r\n");
    assert_eq!(formatted(&windows), Some(expected.replace('\n', "\r\n")));
}

#[test]
fn texts_of_several_lines_keep_their_lines() {
    let text = "\
plain: |
     One.

       Two, further in.   \n
description: >-
 folded
 text
summary: one
     two
id: tea


";
    let expected = "\
id: tea
summary: one
  two

description: >-
  folded
  text
plain: |
  One.

    Two, further in.   \n";
    assert_eq!(formatted(text).as_deref(), Some(expected));
}

#[test]
fn an_entry_all_in_brackets_is_put_in_order_too() {
    let text = "{name: Tea , id: tea,\n assured: {by: x, on: 2026-10-12,}}";
    let expected = "{id: tea , name: Tea,\n assured: {on: 2026-10-12, by: x}}\n";
    let new = formatted(text).unwrap();
    assert_eq!(Meaning::of(&new), Meaning::of(expected));
    assert!(new.starts_with("{id: tea, name: Tea,"), "{new}");
}

#[test]
fn lines_that_belong_to_no_key_stay_where_they_are() {
    for text in [
        "---\nid: tea\nname: Tea\n...\n",
        "# only a note\n\nid: tea\n\n# end\n",
        "id: tea\nunknown: 1\nname: Tea\n",
        "id: tea\nplain: |2\n   One.\nassured: {on: 2026-01-01}\n",
    ] {
        assert_eq!(formatted(text).as_deref(), Some(text));
    }
}

#[test]
fn what_is_no_yaml_is_not_formatted() {
    for text in [
        "",
        "# nothing\n",
        "id: [",
        "id: tea\nid: tea\n",
        "a: &b c\n",
    ] {
        assert_eq!(formatted(text), None, "{text}");
    }
}

/// What another YAML reader makes of a text: texts without the spaces around them, numbers spaced alike.
fn oracle(text: &str) -> serde_yaml::Value {
    let mut value =
        serde_yaml::from_str(text).unwrap_or_else(|problem| panic!("{problem}\n{text}"));
    settle(&mut value);
    value
}

fn settle(value: &mut serde_yaml::Value) {
    use serde_yaml::Value;
    match value {
        Value::String(text) => {
            let digits: String = text.split_whitespace().collect();
            let is_number = digits.bytes().all(|byte| byte.is_ascii_digit());
            *text = if is_number {
                digits
            } else {
                text.trim().to_owned()
            };
        }
        Value::Number(number) => *value = Value::String(format!("0{number}")),
        Value::Sequence(items) => items.iter_mut().for_each(settle),
        Value::Mapping(entries) => {
            let old = std::mem::take(entries);
            let mut pairs: Vec<(String, Value)> = Vec::new();
            for (key, mut value) in old {
                settle(&mut value);
                pairs.push((key.as_str().unwrap_or_default().to_owned(), value));
            }
            pairs.sort_by(|a, b| a.0.cmp(&b.0));
            entries.extend(
                pairs
                    .into_iter()
                    .map(|(key, value)| (Value::String(key), value)),
            );
        }
        _ => {}
    }
}

/// One way of writing an entry: what stands after the keys, and around them.
fn entry() -> impl Strategy<Value = String> {
    let values = prop::sample::select(vec![
        ("name", "Tea"),
        ("name", "  \"Tŷ: # Hafan\"   "),
        ("name", "'it''s'"),
        ("summary", "one\n   two\n  three"),
        ("summary", ">\n   folded\n\n   text\n"),
        ("description", "|\n    one  \n\n      two\n\n\n"),
        ("description", "|+\n  one\n\n"),
        ("description", "|2-\n   one\n"),
        ("contact", "{url: x,phone:   01632960001 , email: }"),
        (
            "contact",
            "\n     url: 'x'\n     # inside\n     phone: \"01632960001\"   \n\n     text: ask # how\n     # tail",
        ),
        (
            "hours",
            "\n- {to: b,from: a}\n-  from: c\n   # deep\n   days: [ mon,tue , ]\n   to: d",
        ),
        (
            "hours",
            "\n  - days: [a]\n\n  # between\n  - to: x\n    days: [b]",
        ),
        ("locations", "[{postcode: CO1 1PJ,\n    name: a}]"),
        ("needs", "[ a,b ]"),
        ("needs", "\n- a\n-   b"),
        ("area", ""),
        ("area", "~"),
        ("assured", "{by: x, on: 2026-10-12, # why\n  source: y}"),
        ("assured", "\n  source: y\n  on: 2026-10-12\n  by: x"),
        ("accepts", "{wheelchair: yes, oxygen: ask}"),
    ]);
    let around = prop::sample::select(vec![
        "",
        "# above\n",
        "\n",
        "\n\n\n",
        "# above\n\n",
        "\n# above\n# twice\n",
    ]);
    let after = prop::sample::select(vec!["\n", "   \n", "  # after\n"]);
    prop::collection::vec((values, around, after), 1..7).prop_map(|parts| {
        let mut seen = Vec::new();
        let mut text = String::new();
        for ((key, value), around, after) in parts {
            if seen.contains(&key) {
                continue;
            }
            seen.push(key);
            let after = if value.contains(['|', '>']) || value.contains('\n') {
                "\n"
            } else {
                after
            };
            let _ = write!(text, "{around}{key}: {value}{after}");
        }
        text
    })
}

fn comments(text: &str) -> Vec<String> {
    let mut found: Vec<String> = [
        "# above",
        "# twice",
        "# inside",
        "# tail",
        "# deep",
        "# between",
        "# after",
        "# how",
        "# why",
    ]
    .into_iter()
    .flat_map(|comment| std::iter::repeat_n(comment.to_owned(), text.matches(comment).count()))
    .collect();
    found.sort();
    found
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn another_reader_finds_the_same_in_it(text in entry(), windows in any::<bool>(), ends in any::<bool>()) {
        let mut text = text;
        if !ends {
            text.truncate(text.trim_end_matches('\n').len());
        }
        let text = if windows { text.replace('\n', "\r\n") } else { text };
        let new = formatted(&text).unwrap();
        prop_assert_eq!(oracle(&new), oracle(&text), "{}\n-->\n{}", text, new);
        prop_assert_eq!(comments(&new), comments(&text), "{}\n-->\n{}", text, new);
    }

    #[test]
    fn formatting_again_changes_nothing(text in entry()) {
        let once = formatted(&text).unwrap();
        prop_assert_eq!(formatted(&once).unwrap(), once.clone(), "{}\n-->\n{}", text, once);
    }
}
