//! What every form does with what stands on a leaflet.

use super::*;

#[test]
fn a_leaflet_as_text() {
    let shown = text(&one(|service| {
        service.plain = Some("Somebody to chat to.\nOnce a week.\n".to_owned());
        service.hours = vec![Session {
            days: vec![Day::Tuesday],
            from: TimeOfDay::parse("10:00").unwrap(),
            to: TimeOfDay::parse("12:00").unwrap(),
            weeks: vec![],
            closed: vec![],
        }];
    }));
    let expected = "\
Colne directory
What to do next
===============

These rules have not been approved for use with people.

For: ________________________________________

The club
--------

Colne Neighbours

Ring: 01632 960100

Somebody to chat to.
Once a week.

How to start: You can get in touch yourself. Nobody has to send you.
When: Tuesdays, 10am to 12 noon
Where: By telephone
Cost: Free

We last checked this on 12 October 2026.

If this does not work out
-------------------------

If nobody answers, or it is not right for you, tell us. We can look
again.
Ring: 01632 960700

This sheet was made on 23 November 2026. You can rely on it until 10
April 2027. After that, ring to check.
It comes from Colne directory, version 0123456789ab.
";
    assert_eq!(shown, expected);
}

#[test]
fn a_demonstration_says_so_at_the_top_and_the_bottom_of_every_form() {
    let mut directory = directory(vec![service("club", Kind::Community)]);
    directory.settings.demonstration = true;
    for leaflet in [
        leaflet(&directory, &["club"]),
        crisis_only(&directory, &[], &Options::default(), TODAY),
    ] {
        for form in forms(&leaflet) {
            let marks = form.matches(SAMPLE).count();
            assert!(marks >= 2, "{form}");
            assert!(!form.contains("<img"));
        }
        assert!(text(&leaflet).starts_with(SAMPLE));
        assert!(text(&leaflet).trim_end().ends_with(SAMPLE));
    }
    directory.settings.demonstration = false;
    assert!(!all(&leaflet(&directory, &["club"])).contains("SAMPLE"));
}

#[test]
fn postcodes_are_never_broken() {
    let leaflet = one(|service| {
        service.locations = vec![Location::Venue {
            name: Some(
                "A very long name of a hall that fills nearly the whole of the line".to_owned(),
            ),
            address: None,
            postcode: Some(spanned(Postcode::parse("CO1 1YH").unwrap())),
        }];
    });
    assert!(text(&leaflet).contains("CO1 1YH"));
    assert!(html(&leaflet).contains("CO1\u{a0}1YH"));
}

#[test]
fn text_with_markup_shows_as_typed() {
    let leaflet = one(|service| {
        service.name = "<script>alert(1)</script>".to_owned();
        service.summary = "[x](javascript:alert(1)) *bold* & \u{202e}backwards\u{1b}[2J".to_owned();
        service.organization = "# Not a heading".to_owned();
        service.contact.url = Some(spanned("javascript:alert(1)".to_owned()));
        service.contact.email = Some(spanned("\"><b>@x".to_owned()));
    });
    let [text, markdown, html] = forms(&leaflet);
    assert!(
        html.contains("&#60;script&#62;alert(1)&#60;/script&#62;"),
        "{html}"
    );
    assert!(!html.contains("<script") && !html.contains("href=\"javascript"));
    assert!(markdown.contains("&lt;script&gt;"));
    assert!(markdown.contains("\\[x\\](javascript:alert(1)) \\*bold\\* &amp; backwards\\[2J"));
    assert!(markdown.contains("\n\\# Not a heading\n"));
    assert!(text.contains("[x](javascript:alert(1)) *bold* & backwards[2J"));
}

#[test]
fn long_words_do_not_stop_the_wrapping() {
    let word = "w".repeat(200);
    let leaflet = one(|service| service.summary = format!("one {word} {}", "two ".repeat(40)));
    for line in text(&leaflet).lines() {
        assert!(line.chars().count() <= 72 || line == word, "{line}");
    }
}

proptest! {
    #[test]
    fn no_form_shows_control_characters_or_raw_markup(typed in any::<String>(), more in "[<>&\"'*_#\\[\\]()`~a-z\\x00-\\x1f\u{202a}-\u{202e} \n]{0,40}") {
        let typed = format!("{typed}<zq {more}");
        let mut service = service("club", Kind::Community);
        service.name.clone_from(&typed);
        service.organization.clone_from(&typed);
        service.summary.clone_from(&typed);
        service.plain = Some(typed.clone());
        service.referral = Some(typed.clone());
        service.alerts = vec![Alert { text: typed.clone(), from: None, until: None }];
        service.languages = vec![typed.clone()];
        service.cost = Some(Cost::Price { pence: 350, per: Some(typed.clone()) });
        service.contact = Contact {
            phone: Some(spanned(typed.clone())),
            text: Some(spanned(typed.clone())),
            email: Some(spanned(typed.clone())),
            url: Some(spanned(format!("https://x.example.org/{typed}"))),
        };
        service.locations = vec![Location::Venue { name: Some(typed.clone()), address: Some(typed.clone()), postcode: None }];
        let mut crisis = service.clone();
        crisis.id.value = "crisis".to_owned();
        crisis.kind = Kind::Crisis;
        let mut directory = directory(vec![service, crisis]);
        directory.settings.leaflet_header = Some(typed.clone());
        directory.settings.name.clone_from(&typed);
        let chosen = Chosen { service: directory.service_index("club").unwrap(), ask: vec![typed], asked: false };
        let leaflet = from_services(&directory, &[chosen], TODAY);
        for form in forms(&leaflet) {
            let bad = |c: char| c != '\n' && (c.is_control() || ('\u{202a}'..='\u{202e}').contains(&c));
            prop_assert!(!form.contains(bad), "{}", form);
        }
        let bad = |c: char| c != '\n' && (c.is_control() || ('\u{202a}'..='\u{202e}').contains(&c));
        prop_assert!(!spoken::spoken(&leaflet).contains(bad));
        prop_assert!(!markdown(&leaflet).contains("<zq"));
        prop_assert!(!html(&leaflet).contains("<zq"));
        prop_assert!(!html(&leaflet).contains("<script"));
    }
}

#[test]
fn who_gave_it_stands_on_every_form() {
    let directory = directory(vec![service("club", Kind::Community)]);
    let leaflet = with(&directory, &["club"], |options| {
        options.from = Some("the <b>falls</b>\u{1b} clinic".to_owned());
    });
    let [text, _, html] = forms(&leaflet);
    assert!(
        text.contains("given to you by the <b>falls</b> clinic."),
        "{text}"
    );
    assert!(html.contains("&#60;b&#62;falls"), "{html}");
    let nobody = with(&directory, &["club"], |options| {
        options.from = Some(" ".to_owned());
    });
    assert!(!text::text(&nobody).contains("given to you"));
}

#[test]
fn a_leaflet_to_read_out_has_no_figures() {
    let mut club = service("club", Kind::Community);
    club.hours = vec![Session {
        days: vec![Day::Tuesday],
        from: TimeOfDay::parse("10:00").unwrap(),
        to: TimeOfDay::parse("12:30").unwrap(),
        weeks: vec![],
        closed: vec![],
    }];
    club.cost = Some(Cost::Price {
        pence: 350,
        per: Some("session".to_owned()),
    });
    club.eligibility.minimum_age = Some(spanned(65));
    club.eligibility.other = Some("Lives alone".to_owned());
    let directory = directory(vec![club]);
    let script = spoken::spoken(&leaflet(&directory, &["club"]));
    assert!(!script.contains(|c: char| c.is_ascii_digit()), "{script}");
    for line in [
        "Ring zero one six three two, nine six zero, one zero zero.",
        "When: Tuesdays, ten in the morning to half past twelve in the afternoon.",
        "Cost: three pounds fifty a session.",
        "Who for: People aged sixty-five and over.",
        "It is not for everybody.",
        "You can rely on it until the tenth of April twenty twenty-seven.",
    ] {
        assert!(script.lines().any(|said| said == line), "{line}\n{script}");
    }
}

#[test]
fn ten_thousand_words_are_all_printed() {
    let leaflet = one(|service| {
        service.plain = Some(format!("word {}end.", "word ".repeat(9_998)));
        service.summary = "x".to_owned();
    });
    for form in forms(&leaflet) {
        let printed = form
            .split_whitespace()
            .filter(|word| word.ends_with("word"));
        assert_eq!(printed.count(), 9_999);
        assert!(form.contains("end."));
    }
}

#[test]
fn the_first_step_stands_on_its_own_and_the_rest_follow_as_well() {
    let directory = directory(vec![
        service("club", Kind::Community),
        service("bus", Kind::Community),
        service("art", Kind::Community),
    ]);
    let leads = |ids: &[&str]| {
        let leaflet = leaflet(&directory, ids);
        (0..ids.len())
            .map(|at| leaflet.lead(at))
            .collect::<Vec<_>>()
    };
    assert_eq!(leads(&["club"]), [None]);
    assert_eq!(
        leads(&["club", "bus"]),
        [Some("Start here"), Some("You can try this as well")]
    );
    assert_eq!(
        leads(&["club", "bus", "art"]),
        [Some("Start here"), Some("You can try these as well"), None]
    );
    for form in forms(&leaflet(&directory, &["club", "bus", "art"])) {
        let form = form.to_lowercase();
        let order = [
            "start here",
            "the club",
            "you can try these as well",
            "the bus",
        ]
        .map(|words| form.rfind(words).unwrap());
        assert!(order.is_sorted(), "{form}");
    }
}
