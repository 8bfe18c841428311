use super::*;
use crate::leaflet::style::Paper;
use crate::leaflet::words::Words;
use crate::leaflet::{CrisisLine, Entry, Reach, Row, Said};
use jiff::civil::date;
use lopdf::{Document, Object};

fn own(text: &str) -> Vec<Said> {
    let text = text.to_owned();
    vec![Said {
        text,
        own_words: true,
    }]
}

/// A leaflet of invented services, each with every kind of line.
pub(in crate::leaflet) fn leaflet_of(services: usize) -> Leaflet {
    let reach = |number: usize| Reach {
        phone: Some(format!("01632\u{a0}{}", 960_000 + number)),
        text: None,
        email: Some(format!("hello{number}@colne.example.org")),
        url: Some(format!("https://colne.example.org/{number}")),
    };
    let entry = |number: usize| Entry {
        first: number == 1,
        name: format!("Service {number}"),
        organization: Some("Colne Neighbours".to_owned()),
        what: own("A volunteer comes to your home for a chat."),
        easy_read: None,
        ring_first: None,
        alerts: vec!["No visits in August.".to_owned()],
        reach: reach(number),
        rows: vec![
            Row {
                label: "When",
                lines: vec!["Tuesdays, 10am to 12 noon".to_owned()],
                own_words: false,
            },
            Row {
                label: "Where",
                lines: vec!["Town Hall, CO1\u{a0}1PJ".to_owned()],
                own_words: false,
            },
        ],
        ask: vec!["We have not checked that they can take your oxygen. Ask first.".to_owned()],
        checked: "We last checked this on 12 October 2026.".to_owned(),
    };
    Leaflet {
        words: Words::english(),
        plain_words: false,
        from: None,
        title: "What to do next".to_owned(),
        header: "Help near you".to_owned(),
        contact: reach(700),
        directory: "North East Essex".to_owned(),
        content_version: "0123456789ab".to_owned(),
        demonstration: true,
        sensitive: false,
        services: (1..=services).map(entry).collect(),
        crisis: vec![CrisisLine {
            name: "Emergency services (999)".to_owned(),
            what: "Ring 999 when a life is in danger.".to_owned(),
            day_and_night: true,
            when: vec![],
            reach: Reach {
                phone: Some("999".to_owned()),
                ..Reach::default()
            },
            note: None,
        }],
        made_on: date(2026, 11, 23),
        rely_until: date(2027, 1, 10),
        warnings: vec![],
        stop: None,
    }
}

fn made(leaflet: &Leaflet, style: Style) -> Vec<u8> {
    pdf(leaflet, style, &Fonts::standard().unwrap()).unwrap()
}

fn text_of(bytes: &[u8]) -> Vec<String> {
    let document = Document::load_mem(bytes).unwrap();
    let pages = document.get_pages();
    pages
        .keys()
        .map(|page| {
            let text = document.extract_text(&[*page]).unwrap();
            text.replace('\u{a0}', " ")
                .split_whitespace()
                .collect::<Vec<_>>()
                .join(" ")
        })
        .collect()
}

/// The kinds of the elements of the structure, in their order in the file's tree.
fn roles(bytes: &[u8]) -> Vec<String> {
    fn walk(document: &Document, node: &Object, roles: &mut Vec<String>) {
        let node = match node {
            Object::Reference(id) => document.get_object(*id).unwrap(),
            other => other,
        };
        match node {
            Object::Array(children) => children
                .iter()
                .for_each(|child| walk(document, child, roles)),
            Object::Dictionary(element) => {
                if let Ok(role) = element.get(b"S").and_then(Object::as_name) {
                    roles.push(String::from_utf8_lossy(role).into_owned());
                }
                if let Ok(children) = element.get(b"K") {
                    walk(document, children, roles);
                }
            }
            _ => {}
        }
    }
    let document = Document::load_mem(bytes).unwrap();
    let root = document.catalog().unwrap().get(b"StructTreeRoot").unwrap();
    let mut roles_found = Vec::new();
    walk(&document, root, &mut roles_found);
    roles_found
}

#[test]
fn the_same_leaflet_is_the_same_bytes() {
    let leaflet = leaflet_of(3);
    assert!(made(&leaflet, Style::default()) == made(&leaflet, Style::default()));
}

#[test]
fn three_services_are_under_150_kilobytes() {
    assert!(made(&leaflet_of(3), Style::default()).len() < 150_000);
}

#[test]
fn a_leaflet_reads_from_the_title_to_the_crisis_numbers() {
    let text = text_of(&made(&leaflet_of(2), Style::default())).join(" ");
    let mut rest = text.as_str();
    for words in [
        "SAMPLE: not for patients",
        "Help near you",
        "What to do next",
        "Start here",
        "Service 1",
        "Ring 01632 960001",
        "hello1@colne.example.org",
        "No visits in August.",
        "A volunteer comes to your home for a chat.",
        "When Tuesdays, 10am to 12 noon",
        "CO1 1PJ",
        "Before you start",
        "We last checked this on 12 October 2026.",
        "Service 2",
        "If this does not work out",
        "In an emergency or a crisis",
        "Emergency services (999) Ring 999",
    ] {
        let Some((_, after)) = rest.split_once(words) else {
            panic!("{words} is not where it is read: {text}");
        };
        rest = after;
    }
}

#[test]
fn each_page_says_sample_and_its_number_and_whose_it_is() {
    let pages = text_of(&made(&leaflet_of(9), Style::default()));
    assert!(pages.len() > 2);
    for (number, page) in pages.iter().enumerate() {
        assert!(page.contains("SAMPLE: not for patients"));
        assert!(
            page.contains(&format!("{} of {}", number + 1, pages.len())),
            "{page}"
        );
        assert!(page.contains("North East Essex"));
    }
}

#[test]
fn a_name_and_its_number_stand_on_one_page_in_every_style() {
    let leaflet = leaflet_of(40);
    for (paper, points) in [
        (Paper::A4, 14),
        (Paper::A4, 24),
        (Paper::A5, 18),
        (Paper::A5, 36),
    ] {
        let style = Style {
            paper,
            points,
            high_contrast: false,
        };
        let pages = text_of(&made(&leaflet, style));
        for number in 1..=40 {
            let name = format!("Service {number} ");
            let phone = format!("01632 {}", 960_000 + number);
            let with = |words: &str| pages.iter().position(|page| page.contains(words));
            assert!(with(&name).is_some(), "{name}");
            assert_eq!(
                with(&name),
                with(&phone),
                "{name} in {points} point on {paper:?}"
            );
        }
    }
}

#[test]
fn it_is_tagged_titled_and_in_british_english() {
    let bytes = made(&leaflet_of(2), Style::default());
    let roles = roles(&bytes);
    let count = |role: &str| roles.iter().filter(|found| *found == role).count();
    assert_eq!(roles[0], "Document");
    assert_eq!(count("H1"), 1);
    // Two services, what to do if it does not work out, and the crisis numbers.
    assert_eq!(count("H2"), 4);
    // One question for each service, and one crisis line.
    assert_eq!(count("H3"), 3);
    assert_eq!(count("Figure"), 2);
    // A telephone, an address and a page for each of the two and for the directory, and 999.
    assert_eq!(count("Link"), 10);
    // Two rows and one question for each.
    assert_eq!(count("LI"), 6);
    let document = Document::load_mem(&bytes).unwrap();
    let catalog = document.catalog().unwrap();
    assert_eq!(catalog.get(b"Lang").unwrap().as_str().unwrap(), b"en-GB");
    let preferences = catalog
        .get(b"ViewerPreferences")
        .unwrap()
        .as_dict()
        .unwrap();
    assert!(
        preferences
            .get(b"DisplayDocTitle")
            .unwrap()
            .as_bool()
            .unwrap()
    );
}

#[test]
fn links_ring_write_and_open() {
    let bytes = made(&leaflet_of(1), Style::default());
    let document = Document::load_mem(&bytes).unwrap();
    let mut addresses = Vec::new();
    for object in document.objects.values() {
        let Ok(link) = object.as_dict() else { continue };
        if link.get(b"Subtype").and_then(Object::as_name).ok() == Some(b"Link".as_slice()) {
            assert!(link.get(b"Contents").is_ok());
            let action = link.get(b"A").unwrap().as_dict().unwrap();
            let address = action.get(b"URI").unwrap().as_str().unwrap();
            addresses.push(String::from_utf8_lossy(address).into_owned());
        }
    }
    for address in [
        "tel:01632960001",
        "mailto:hello1@colne.example.org",
        "https://colne.example.org/1",
        "tel:999",
    ] {
        assert!(
            addresses.iter().any(|found| found == address),
            "{address}: {addresses:?}"
        );
    }
}

#[test]
fn letters_that_cannot_be_printed_are_named_with_their_service() {
    let mut leaflet = leaflet_of(2);
    leaflet.services[0].what = own("Tea 茶 and talk");
    leaflet.services[1].rows[0].lines = vec!["שלום".to_owned()];
    let problem = pdf(&leaflet, Style::default(), &Fonts::standard().unwrap()).unwrap_err();
    let PdfProblem::Letters(letters) = &problem else {
        panic!("{problem}");
    };
    assert!(letters.contains(&BadLetter {
        part: "Service 1".to_owned(),
        letter: '茶',
        right_to_left: false,
    }));
    let words = problem.to_string();
    assert!(
        words.contains("Service 1: `茶` (U+8336) is not in the font"),
        "{words}"
    );
    assert!(
        words.contains("Service 2: `ש` (U+05E9) is written from right to left"),
        "{words}"
    );
    assert!(
        words.ends_with("use --format html, which prints it rightly"),
        "{words}"
    );
}

#[test]
fn ten_thousand_words_flow_over_pages() {
    let mut leaflet = leaflet_of(1);
    leaflet.services[0].what = own("word ".repeat(10_000).trim());
    let text = text_of(&made(&leaflet, Style::default())).join(" ");
    assert_eq!(
        text.split(' ').filter(|word| *word == "word").count(),
        10_000
    );
}

#[test]
fn welsh_and_polish_and_ukrainian_can_be_printed() {
    let mut leaflet = leaflet_of(1);
    leaflet.services[0].what = own("Tŷ ŵyr, zażółć gęślą jaźń, підтримка, Ελληνικά");
    let text = text_of(&made(&leaflet, Style::default())).join(" ");
    assert!(
        text.contains("Tŷ ŵyr, zażółć gęślą jaźń, підтримка, Ελληνικά"),
        "{text}"
    );
}

#[test]
fn what_is_no_font_is_refused() {
    assert!(Fonts::from_bytes(b"no font".to_vec(), None).is_err());
    assert!(Fonts::from_bytes(notosans::REGULAR_TTF.to_vec(), Some(b"no font".to_vec())).is_err());
}
