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
        relied_on: true,
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

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "places on a page are small and not negative"
)]
fn pixels(points: f32) -> usize {
    (points * SCALE).round() as usize
}

/// The pixels of a point.
const SCALE: f32 = 3.0;

/// The dark places of a page that are drawn and no letters, three pixels a point: what a camera sees of its codes.
fn picture(bytes: &[u8], page: u32) -> (usize, usize, Vec<bool>) {
    let document = Document::load_mem(bytes).unwrap();
    let id = document.get_pages()[&page];
    let size: Vec<f32> = document
        .get_dictionary(id)
        .and_then(|page| page.get(b"MediaBox"))
        .and_then(Object::as_array)
        .unwrap()
        .iter()
        .map(|side| side.as_float().unwrap())
        .collect();
    let (width, height) = (pixels(size[2]), pixels(size[3]));
    let mut dark = vec![false; width * height];
    let mut matrix = [1.0_f32, 0.0, 0.0, 1.0, 0.0, 0.0];
    let mut black = true;
    let mut kept = Vec::new();
    let mut path: Vec<Vec<[f32; 2]>> = Vec::new();
    for operation in document.get_and_decode_page_content(id).unwrap().operations {
        let numbers: Vec<f32> = operation
            .operands
            .iter()
            .filter_map(|operand| operand.as_float().ok())
            .collect();
        let place = |x: f32, y: f32| {
            let of = |axis: usize| matrix[axis] * x + matrix[axis + 2] * y + matrix[axis + 4];
            [of(0), of(1)]
        };
        match operation.operator.as_str() {
            "q" => kept.push((matrix, black)),
            "Q" => (matrix, black) = kept.pop().unwrap(),
            "cm" => {
                let corner = place(0.0, 0.0);
                let turned = |x: f32, y: f32| {
                    let end = place(x, y);
                    [end[0] - corner[0], end[1] - corner[1]]
                };
                let axes = [
                    turned(numbers[0], numbers[1]),
                    turned(numbers[2], numbers[3]),
                ];
                let moved = [axes[0], axes[1], place(numbers[4], numbers[5])].concat();
                matrix.copy_from_slice(&moved);
            }
            "g" | "rg" | "sc" | "scn" => black = numbers.iter().all(|part| *part == 0.0),
            "m" => path.push(vec![place(numbers[0], numbers[1])]),
            "l" => path.last_mut().unwrap().push(place(numbers[0], numbers[1])),
            "re" => {
                let (x, y) = (numbers[0], numbers[1]);
                path.push(vec![place(x, y), place(x + numbers[2], y + numbers[3])]);
            }
            "f" | "f*" => {
                for corners in path.drain(..) {
                    let ends = |axis: usize| {
                        let all = corners.iter().map(|corner| corner[axis]);
                        let least = all.clone().fold(f32::MAX, f32::min);
                        pixels(least.max(0.0))..pixels(all.fold(0.0, f32::max).max(0.0))
                    };
                    for y in ends(1) {
                        for x in ends(0) {
                            if let Some(pixel) = dark.get_mut(
                                (height - 1 - y.min(height - 1)) * width + x.min(width - 1),
                            ) {
                                *pixel = black;
                            }
                        }
                    }
                }
            }
            _ => {}
        }
    }
    (width, height, dark)
}

/// What a camera reads in the codes of each page.
fn codes(bytes: &[u8]) -> Vec<Vec<String>> {
    let pages = Document::load_mem(bytes).unwrap().get_pages();
    let read = |page: &u32| {
        let (width, height, dark) = picture(bytes, *page);
        let mut image =
            rqrr::PreparedImage::prepare_from_bitmap(width, height, |x, y| dark[y * width + x]);
        let grids = image.detect_grids();
        let mut read: Vec<String> = grids
            .iter()
            .map(|grid| grid.decode().expect("it can be read").1)
            .collect();
        read.sort();
        read
    };
    pages.keys().map(read).collect()
}

#[test]
fn a_camera_reads_the_codes_of_a_page_in_every_style() {
    for (paper, points, high_contrast) in [
        (Paper::A4, 14, false),
        (Paper::A4, 24, true),
        (Paper::A5, 14, true),
        (Paper::A5, 36, false),
    ] {
        let style = Style {
            paper,
            points,
            high_contrast,
        };
        let read = codes(&made(&leaflet_of(2), style)).concat();
        assert_eq!(
            read,
            ["https://colne.example.org/1", "https://colne.example.org/2"],
            "{style:?}"
        );
    }
}

#[test]
fn a_code_stands_on_the_page_of_its_number_wherever_that_ends() {
    let mut leaflet = leaflet_of(1);
    for warnings in 0..9 {
        leaflet.warnings = vec!["Nobody has checked this.".to_owned(); warnings];
        let style = Style {
            points: 24,
            ..Style::default()
        };
        let bytes = made(&leaflet, style);
        let page = |words: &str| text_of(&bytes).iter().position(|text| text.contains(words));
        let code = codes(&bytes)
            .iter()
            .position(|read| read == &["https://colne.example.org/1"]);
        assert!(code.is_some(), "{warnings}");
        assert_eq!(code, page("01632 960001"), "{warnings}");
        assert_eq!(code, page("Service 1"), "{warnings}");
    }
}

#[test]
fn a_leaflet_that_must_not_tell_has_no_code() {
    let mut leaflet = leaflet_of(1);
    leaflet.sensitive = true;
    let bytes = made(&leaflet, Style::default());
    assert!(!roles(&bytes).contains(&"Figure".to_owned()));
}

#[test]
fn two_hundred_services_of_all_lengths_fill_their_pages_and_none_is_parted_from_its_number() {
    let mut leaflet = leaflet_of(200);
    for (number, entry) in leaflet.services.iter_mut().enumerate() {
        entry.what = own("word ".repeat(1 + number * 37 % 140).trim());
    }
    let pages = text_of(&made(&leaflet, Style::default()));
    let mut from = 0;
    for number in 1..=200 {
        let name = format!("Service {number} ");
        let at = (from..pages.len()).find(|page| pages[*page].contains(&name));
        let Some(at) = at else {
            panic!("{name} is nowhere from page {from} on");
        };
        assert!(
            pages[at].contains(&format!("01632 {}", 960_000 + number)),
            "{name}"
        );
        from = at;
    }
    // Laid out on a page of another height, to see how full each is: nearly seven tenths at least, but for the last.
    let fonts = Fonts::standard().unwrap();
    let sheet = content::set(&leaflet, Style::default(), &fonts, 490.0).unwrap();
    let measures: Vec<_> = sheet.pieces.iter().map(|piece| piece.measure).collect();
    let room = 660.0;
    let placed = paginate::paginate(&measures, room);
    let mut used = vec![0.0; placed.last().unwrap() + 1];
    for (page, measure) in placed.iter().zip(&measures) {
        used[*page] += measure.before + measure.height;
    }
    for (page, used) in used[..used.len() - 1].iter().enumerate() {
        assert!(*used >= 0.65 * room, "page {page}: {used} of {room}");
    }
}

#[test]
fn a_language_from_right_to_left_is_refused_and_offered_as_html() {
    let mut words = Words::english().clone();
    words.name = "Arabic".to_owned();
    words.right_to_left = true;
    let mut leaflet = leaflet_of(1);
    leaflet.words = Box::leak(Box::new(words));
    let problem = pdf(&leaflet, Style::default(), &Fonts::standard().unwrap()).unwrap_err();
    assert_eq!(problem, PdfProblem::RightToLeft("Arabic".to_owned()));
    let words = problem.to_string();
    assert!(
        words.starts_with("Arabic is written from right to left")
            && words.contains("--format html"),
        "{words}"
    );
}

#[test]
fn in_another_language_what_is_english_is_marked_so() {
    let mut leaflet = leaflet_of(1);
    leaflet.words = Words::of("cy").unwrap();
    let bytes = made(&leaflet, Style::default());
    let document = Document::load_mem(&bytes).unwrap();
    let language = document.catalog().unwrap().get(b"Lang").unwrap();
    assert_eq!(language.as_str().unwrap(), b"cy");
    let content: Vec<u8> = document
        .get_pages()
        .values()
        .flat_map(|id| document.get_page_content(*id))
        .collect();
    let content = String::from_utf8_lossy(&content);
    assert!(content.contains("/Lang"), "nothing is marked");
    let text = text_of(&bytes).join(" ");
    for words in [
        "Mewn argyfwng / In an emergency or a crisis",
        "Ffoniwch / Ring 999",
        "Ffoniwch 01632 960001",
    ] {
        assert!(text.contains(words), "{words}: {text}");
    }
}
