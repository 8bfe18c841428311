//! Plain words, Easy Read and other languages.

use super::*;

#[test]
fn plain_words_hold_one_idea_a_line() {
    let mut club = service("club", Kind::Community);
    club.plain = Some("We meet every Tuesday. There is tea.\nCome in.".to_owned());
    let directory = directory(vec![club]);
    let leaflet = with(&directory, &["club"], |options| options.plain_words = true);
    assert_eq!(
        said(&leaflet.services[0].what),
        ["We meet every Tuesday.", "There is tea.", "Come in."]
    );
    assert_eq!(
        rows(&leaflet, "How to start"),
        ["You can get in touch yourself.", "Nobody has to send you."]
    );
    assert!(
        text(&leaflet).contains("\nWe can look again.\n"),
        "{}",
        text(&leaflet)
    );
    assert!(!all(&leaflet).contains("Easy Read"));
}

#[test]
fn welsh_is_marked_and_its_crisis_words_have_english_beside_them() {
    let mut line = service("listeners", Kind::Crisis);
    line.contact.text = Some(spanned("85258".to_owned()));
    let directory = directory(vec![service("club", Kind::Community), line]);
    let welsh = words::Words::of("cy").unwrap();
    let leaflet = with(&directory, &["club"], |options| options.words = welsh);
    for form in forms(&leaflet) {
        let form = form.split_whitespace().collect::<Vec<_>>().join(" ");
        for english in [
            "In an emergency or a crisis",
            "Nobody has to send you.",
            "Nobody who speaks Welsh well has checked the words on this sheet.",
        ] {
            assert!(form.contains(english), "{english}\n{form}");
        }
        assert!(form.contains("Beth i"), "{form}");
    }
    let page = html(&leaflet);
    assert!(page.contains("<html lang=\"cy\">"));
    assert!(
        page.contains("<h2 lang=\"en-GB\" dir=\"auto\">The club</h2>"),
        "{page}"
    );
    assert!(page.contains("/ <span lang=\"en-GB\">In an emergency or a crisis</span>"));
    assert!(text(&leaflet).contains("Ffoniwch / Ring: 01632 960100"));
    assert!(!html(&with(&directory, &["club"], |_| ())).contains("<h2 lang="));
}

#[test]
fn a_language_from_right_to_left_says_so_and_keeps_english_from_left_to_right() {
    let mut words = words::Words::english().clone();
    words.code = "ar".to_owned();
    words.right_to_left = true;
    let words: &'static words::Words = Box::leak(Box::new(words));
    let directory = directory(vec![service("club", Kind::Community)]);
    let page = html(&with(&directory, &["club"], |options| {
        options.words = words;
    }));
    assert!(page.contains("<html lang=\"ar\" dir=\"rtl\">"));
    assert!(page.contains("<h2 lang=\"en-GB\" dir=\"ltr\">The club</h2>"));
}

fn welsh() -> &'static words::Words {
    words::Words::of("cy").unwrap()
}

fn translated(on: Date) -> Leaflet {
    let mut club = service("club", Kind::Community);
    club.referral = Some("Ring and ask for Ann.".to_owned());
    club.plain = Some("Somebody to chat to.".to_owned());
    club.translations = vec![Translation {
        language: "cy-GB".to_owned(),
        on,
        summary: "Rhywun i siarad.".to_owned(),
        plain: None,
        referral: Some("Ffoniwch a gofynnwch am Ann.".to_owned()),
    }];
    with(&directory(vec![club]), &["club"], |options| {
        options.words = welsh();
    })
}

#[test]
fn a_translation_as_new_as_the_entry_stands_in_its_place() {
    let leaflet = translated(jiff::civil::date(2026, 10, 12));
    assert_eq!(said(&leaflet.services[0].what), ["Rhywun i siarad."]);
    assert_eq!(
        rows(&leaflet, "Sut i ddechrau"),
        ["Ffoniwch a gofynnwch am Ann."]
    );
    assert!(html(&leaflet).contains("<p>Rhywun i siarad.</p>"));
}

#[test]
fn an_older_translation_says_so_and_the_entrys_own_words_stand_beside_it() {
    let leaflet = translated(jiff::civil::date(2026, 10, 11));
    let what = said(&leaflet.services[0].what);
    assert_eq!(
        (what[0], what[3]),
        ("Rhywun i siarad.", "Somebody to chat to.")
    );
    assert!(what[1].contains("11 Hydref 2026"), "{what:?}");
    assert_eq!(
        what[2],
        "The words above may be out of date: they were last compared with the entry on 11 October 2026."
    );
    assert_eq!(rows(&leaflet, "Sut i ddechrau"), ["Ring and ask for Ann."]);
    let page = html(&leaflet);
    assert!(
        page.contains("<p lang=\"en-GB\" dir=\"auto\">Somebody to chat to.</p>"),
        "{page}"
    );
    // In English nobody needs it.
    let mut club = service("club", Kind::Community);
    club.translations = vec![Translation {
        language: "cy".to_owned(),
        on: TODAY,
        summary: "Rhywun i siarad.".to_owned(),
        plain: None,
        referral: None,
    }];
    let english = leaflet_of_one(club);
    assert!(!all(&english).contains("Rhywun"));
}

#[test]
fn plain_words_are_called_easy_read_only_where_people_with_a_learning_disability_tested_them() {
    let mut club = service("club", Kind::Community);
    club.plain = Some("There is tea.".to_owned());
    let shown = |club: &Service, plain_words, language: &'static words::Words| {
        all(&with(
            &directory(vec![club.clone()]),
            &["club"],
            |options| {
                options.plain_words = plain_words;
                options.words = language;
            },
        ))
    };
    let english = words::Words::english();
    assert!(!shown(&club, true, english).contains("Easy Read"));
    club.plain_tested = Some(PlainTested {
        by: "the Tuesday reading group".to_owned(),
        on: jiff::civil::date(2026, 9, 1),
    });
    let tested = "Easy Read: these words were read and tested by the Tuesday reading group on 1 September 2026.";
    let words = shown(&club, true, english);
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    assert_eq!(words.matches(tested).count(), 3, "{words}");
    assert!(!shown(&club, false, english).contains("Easy Read"));
    assert!(!shown(&club, true, welsh()).contains("Tuesday reading group"));
    club.plain = None;
    assert!(!shown(&club, true, english).contains("Easy Read"));
}
