use super::*;
use proptest::prelude::*;
use serde_yaml::Value;

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

fn piece() -> impl Strategy<Value = &'static str> {
    proptest::sample::select(vec![
        "a", "b", "ŷ", "no", "0117", "09:30", "1E5", "~", "null", "\"q\"", "'s'", ": ", ":", "- ",
        "\n", "\n  ", "\n    ", "\n- ", ", ", "[", "]", "{", "}", " #c", "|\n", ">\n", "? ", "\\n",
        "'", "\"", " ", "\n\n", "a: b\n", "  c: d\n", "\r\n", "---\n",
    ])
}
