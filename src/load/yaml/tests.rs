use super::*;
use proptest::prelude::*;
use serde_yaml::Value;
use std::fmt::Write;

fn ours(text: &str) -> (Option<Node<'_>>, Vec<Diagnostic>) {
    let mut findings = Vec::new();
    let node = parse(text, FileId(0), &mut findings);
    (node, findings)
}

/// Whether a tree means what the other parser read. Ours keeps scalars as typed; theirs gives some of them a type, and then the
/// text is compared by giving it the same type.
fn same(node: &Node, value: &Value) -> bool {
    match (&node.shape, value) {
        (Shape::Empty, Value::Null) => true,
        (Shape::Text(text), Value::String(string)) => text == string,
        (Shape::Text(text), Value::Bool(_) | Value::Number(_)) => {
            serde_yaml::from_str::<Value>(text).is_ok_and(|typed| typed == *value)
        }
        (Shape::List(items), Value::Sequence(values)) => {
            items.len() == values.len()
                && items
                    .iter()
                    .zip(values)
                    .all(|(node, value)| same(node, value))
        }
        (Shape::Map(entries), Value::Mapping(values)) => {
            entries.len() == values.len()
                && entries
                    .iter()
                    .zip(values)
                    .all(|((key, node), (other, value))| {
                        let key = Node {
                            shape: Shape::Text(key.value.clone()),
                            span: key.span,
                        };
                        same(&key, other) && same(node, value)
                    })
        }
        _ => false,
    }
}

#[test]
fn every_shipped_file_means_the_same_to_another_parser() {
    let mut files = 0;
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/directory");
    for entry in walkdir::WalkDir::new(root) {
        let path = entry.unwrap().into_path();
        if path.extension().is_none_or(|ending| ending != "yaml") {
            continue;
        }
        files += 1;
        let text = std::fs::read_to_string(&path).unwrap();
        let (node, findings) = ours(&text);
        assert!(findings.is_empty(), "{} {findings:?}", path.display());
        let value: Value = serde_yaml::from_str(&text).unwrap();
        assert!(same(&node.unwrap(), &value), "{}", path.display());
    }
    assert!(files > 80, "{files} files");
}

/// The text of every scalar with the text its place covers, keys included.
fn scalars<'n>(node: &'n Node, text: &'n str, found: &mut Vec<(&'n str, &'n str)>) {
    match &node.shape {
        Shape::Empty => {}
        Shape::Text(scalar) => found.push((scalar, &text[node.span.range()])),
        Shape::List(items) => items.iter().for_each(|item| scalars(item, text, found)),
        Shape::Map(entries) => {
            for (key, node) in entries {
                found.push((&key.value, &text[key.span.range()]));
                scalars(node, text, found);
            }
        }
    }
}

#[test]
fn a_plain_scalar_is_the_text_at_its_place() {
    let text = "ŷ: Tŷ Hafan\nlist: [ŷ, 'ŷŷ', \"a\"]\nmap: {ŷ: no}\n";
    let (node, _) = ours(text);
    let mut found = Vec::new();
    let node = node.unwrap();
    scalars(&node, text, &mut found);
    for (scalar, at) in found {
        assert_eq!(scalar, at.trim_matches(['\'', '"']));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 4000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_document_that_is_accepted_means_the_same_to_another_parser(
        pieces in proptest::collection::vec(piece(), 0..24),
    ) {
        // Parsers differ in whether a block of text has a line end where the file has none.
        let text = pieces.concat() + "\n";
        let (node, findings) = ours(&text);
        if let Some(node) = node
            && findings.is_empty()
            && let Ok(value) = serde_yaml::from_str::<Value>(&text)
        {
            prop_assert!(same(&node, &value), "{text:?}\n{:?}\n{value:?}", node.shape);
        }
    }
}

/// A document to be written out, each part in one of the ways that YAML has for it.
#[derive(Clone, Debug)]
enum Tree {
    Scalar(&'static str),
    /// Several lines as a block: the sign, and the lines.
    Block(&'static str, Vec<&'static str>),
    List(Vec<Tree>, bool),
    Map(Vec<(&'static str, Tree)>, bool),
}

impl Tree {
    /// True where it can stand inside brackets.
    fn flows(&self) -> bool {
        match self {
            Self::Scalar(text) => !text.is_empty() && !text.contains('\n'),
            Self::Block(..) => false,
            Self::List(items, _) => items.iter().all(Self::flows),
            Self::Map(entries, _) => entries.iter().all(|(_, tree)| tree.flows()),
        }
    }

    fn flow(&self) -> String {
        match self {
            Self::Scalar(text) => (*text).to_owned(),
            Self::Block(..) => String::new(),
            Self::List(items, _) => {
                let items: Vec<String> = items.iter().map(Self::flow).collect();
                format!("[{}]", items.join(", "))
            }
            Self::Map(entries, _) => {
                let entries: Vec<String> = entries
                    .iter()
                    .map(|(key, tree)| format!("{key}: {}", tree.flow()))
                    .collect();
                format!("{{{}}}", entries.join(", "))
            }
        }
    }

    /// What stands after a key or a hyphen, with its line end.
    fn write(&self, indent: usize, out: &mut String) {
        let margin = " ".repeat(indent);
        match self {
            Self::Scalar(text) => {
                let text = text.replace('\n', &format!("\n{margin}"));
                let _ = writeln!(out, " {text}");
            }
            Self::Block(sign, lines) => {
                let _ = writeln!(out, " {sign}");
                for line in lines {
                    let _ = writeln!(out, "{margin}{line}");
                }
            }
            Self::List(items, flow) if (*flow && self.flows()) || items.is_empty() => {
                let _ = writeln!(out, " {}  # a comment", self.flow());
            }
            Self::Map(entries, flow) if (*flow && self.flows()) || entries.is_empty() => {
                let _ = writeln!(out, " {}", self.flow());
            }
            Self::List(items, _) => {
                out.push_str("\n# a comment\n");
                for item in items {
                    let _ = write!(out, "{margin}-");
                    item.write(indent + 2, out);
                }
            }
            Self::Map(entries, _) => {
                out.push('\n');
                for (key, tree) in entries {
                    let _ = write!(out, "{margin}{key}:");
                    tree.write(indent + 2, out);
                }
            }
        }
    }
}

fn tree() -> impl Strategy<Value = Tree> {
    let scalar = proptest::sample::select(vec![
        "",
        "~",
        "null",
        "no",
        "yes",
        "true",
        "0117",
        "01632 960001",
        "09:30",
        "1E5",
        "0x1F",
        "1_000",
        ".5",
        "-1",
        "+44",
        "3.50",
        "Tŷ Hafan",
        "a b",
        "it's",
        "'it''s'",
        "'no'",
        "\"no\"",
        "\"q\\\"q\"",
        "\"\\u00e9\\t\"",
        "'# no'",
        "a#b",
        "https://a.example/b?c=d#e",
        "2026-11-23",
        "two\nlines",
        "\"two\nlines\"",
        "'two\n\nlines'",
        "a:b",
        "-a",
    ]);
    let block = (
        proptest::sample::select(vec!["|", ">", "|-", ">-", "|+"]),
        proptest::collection::vec(
            proptest::sample::select(vec![
                "one",
                "Tŷ",
                "# not a comment",
                "a: b",
                "- c",
                "  more",
                "'",
            ]),
            1..4,
        ),
    );
    let leaf = prop_oneof![
        6 => scalar.prop_map(Tree::Scalar),
        1 => block.prop_map(|(sign, mut lines)| {
            // The first line says how far the block is indented.
            lines.insert(0, "first");
            Tree::Block(sign, lines)
        }),
    ];
    leaf.prop_recursive(4, 24, 4, |inner| {
        let keys = proptest::sample::subsequence(
            vec!["id", "'q'", "ŷ", "a b", "no", "\"5\"", "needs-transport"],
            0..5,
        );
        prop_oneof![
            (
                proptest::collection::vec(inner.clone(), 0..4),
                any::<bool>()
            )
                .prop_map(|(items, flow)| Tree::List(items, flow)),
            (keys, proptest::collection::vec(inner, 5), any::<bool>()).prop_map(
                |(keys, trees, flow)| Tree::Map(keys.into_iter().zip(trees).collect(), flow)
            ),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_document_in_any_style_means_the_same_to_another_parser(tree in tree()) {
        let mut text = String::from("key:");
        tree.write(2, &mut text);
        let value: Value = serde_yaml::from_str(&text).unwrap_or_else(|error| panic!("{error}\n{text}"));
        let (node, findings) = ours(&text);
        prop_assert!(findings.is_empty(), "{text}\n{findings:?}");
        let node = node.unwrap();
        prop_assert!(same(&node, &value), "{text}\n{:?}\n{value:?}", node.shape);
    }
}

fn piece() -> impl Strategy<Value = &'static str> {
    proptest::sample::select(vec![
        "a", "b", "ŷ", "no", "0117", "09:30", "1E5", "~", "null", "\"q\"", "'s'", ": ", ":", "- ",
        "\n", "\n  ", "\n    ", "\n- ", ", ", "[", "]", "{", "}", " #c", "|\n", ">\n", "? ", "\\n",
        "'", "\"", " ", "\n\n", "a: b\n", "  c: d\n", "\r\n", "---\n",
    ])
}
