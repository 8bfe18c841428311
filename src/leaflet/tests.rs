use super::html::html;
use super::markdown::markdown;
use super::text::text;
use super::*;
use crate::model::area::Served;
use crate::model::hours::{Day, Session, TimeOfDay};
use crate::model::postcode::{District, Postcode};
use crate::model::rule::{Action, ActionBy, Urgency};
use crate::model::service::{
    Accepts, Alert, Assured, AttendingAccess, AttendingType, Capacity, CapacityState, Cost,
    Eligibility, Kind, Location, Service, Status,
};
use crate::model::vocabulary::SupportNeed;
use crate::model::wording::{PlainTested, Translation};
use crate::model::written::Written;
use crate::source::{FileId, Span, Spanned};
use proptest::prelude::*;

const TODAY: Date = jiff::civil::date(2026, 11, 23);

fn spanned<T>(value: T) -> Spanned<T> {
    Spanned::new(value, Span::new(FileId(0), 0..0))
}

fn service(id: &str, kind: Kind) -> Service {
    Service {
        file: FileId(0),
        id: spanned(id.to_owned()),
        name: format!("The {id}"),
        organization: "Colne Neighbours".to_owned(),
        summary: "Someone to chat to.".to_owned(),
        description: None,
        kind,
        profession: None,
        role_name: None,
        status: spanned(Status::Active),
        needs: vec![],
        attending_type: vec![AttendingType::Phone],
        attending_access: vec![AttendingAccess::SelfReferral],
        referral: None,
        contact: Contact {
            phone: Some(spanned("01632960100".to_owned())),
            ..Contact::default()
        },
        locations: vec![],
        area: vec![],
        hours: vec![],
        eligibility: Eligibility::default(),
        accepts: vec![],
        companion: None,
        cost: Some(Cost::Free),
        capacity: None,
        languages: vec![],
        alerts: vec![],
        sensitive: false,
        plain: None,
        plain_tested: None,
        translations: vec![],
        sends_on_to: vec![],
        assured: Assured {
            on: spanned(jiff::civil::date(2026, 10, 12)),
            by: "coordinator".to_owned(),
            source: None,
        },
        written: Written::default(),
    }
}

fn directory(services: Vec<Service>) -> Directory {
    let mut directory = Directory {
        services,
        content_version: "0123456789ab".to_owned(),
        ..Directory::default()
    };
    directory.settings.name = "Colne directory".to_owned();
    directory.settings.leaflet_contact.phone = Some(spanned("01632 960700".to_owned()));
    directory.index_services();
    directory
}

fn leaflet(directory: &Directory, ids: &[&str]) -> Leaflet {
    let chosen = ids.iter().map(|id| Chosen {
        service: directory.service_index(id).unwrap(),
        ask: vec![],
    });
    from_services(directory, &chosen.collect::<Vec<_>>(), TODAY)
}

fn forms(leaflet: &Leaflet) -> [String; 3] {
    [text(leaflet), markdown(leaflet), html(leaflet)]
}

/// Every form without its no-break spaces, joined.
fn all(leaflet: &Leaflet) -> String {
    forms(leaflet).join("\n").replace('\u{a0}', " ")
}

fn one(change: impl Fn(&mut Service)) -> Leaflet {
    let mut service = service("club", Kind::Community);
    change(&mut service);
    leaflet(&directory(vec![service]), &["club"])
}

fn said(lines: &[Said]) -> Vec<&str> {
    lines.iter().map(|line| line.text.as_str()).collect()
}

fn rows(leaflet: &Leaflet, label: &str) -> Vec<String> {
    let row = leaflet.services[0]
        .rows
        .iter()
        .find(|row| row.label == label);
    row.map_or_else(Vec::new, |row| row.lines.clone())
}

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
fn a_place_that_is_confidential_never_leaks() {
    let leaflet = one(|service| {
        service.attending_type = vec![AttendingType::Venue];
        service.locations = vec![Location::Confidential {
            district: spanned(District::parse("CO1").unwrap()),
        }];
        service.area = vec![spanned(Served::District(District::parse("CO1").unwrap()))];
    });
    assert!(!all(&leaflet).contains("CO1"));
    assert_eq!(
        rows(&leaflet, "Where"),
        ["They tell you the address when you get in touch."]
    );
}

#[test]
fn what_only_professionals_may_use_never_appears() {
    let words = "Fill in form 7, the person agreeing.";
    for access in [
        vec![AttendingAccess::ProfessionalReferral],
        vec![
            AttendingAccess::ProfessionalReferral,
            AttendingAccess::Appointment,
        ],
    ] {
        let leaflet = one(|service| {
            service.attending_access.clone_from(&access);
            service.referral = Some("Ring our nurse line and fill in form 7.".to_owned());
            service.contact.email = Some(spanned("forms@club.example.org".to_owned()));
        });
        let shown = all(&leaflet);
        for secret in ["form 7", "01632 960100", "01632960100", "forms@club"] {
            assert!(!shown.contains(secret), "{secret}");
        }
        assert!(rows(&leaflet, "How to start")[0].starts_with("You cannot ask for this yourself."));
    }
    let to_professionals = one(|service| service.referral = Some(words.to_owned()));
    assert!(!all(&to_professionals).contains("form 7"));
    let duty = one(|service| {
        service.kind = Kind::Statutory;
        service.referral = Some("Say what was seen.".to_owned());
    });
    assert!(!all(&duty).contains("what was seen"));
    let to_the_person = one(|service| service.referral = Some("Just come along.".to_owned()));
    assert_eq!(rows(&to_the_person, "How to start"), ["Just come along."]);
}

#[test]
fn silence_on_who_may_come_is_asked_about() {
    let leaflet = one(|service| service.attending_access.clear());
    assert_eq!(
        rows(&leaflet, "How to start"),
        ["We do not know who can use this. Ask first."]
    );
    assert!(leaflet.services[0].reach.phone.is_some());
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
fn what_may_be_different_now_is_to_be_rung_about_first() {
    let ring_first = |change: &dyn Fn(&mut Service)| one(change).services[0].ring_first.clone();
    assert_eq!(ring_first(&|_| ()), None);
    assert_eq!(
        ring_first(&|service| service.assured.on = spanned(jiff::civil::date(2026, 5, 2))),
        Some("Ring first: we last checked this in May 2026.".to_owned())
    );
    assert_eq!(
        ring_first(&|service| {
            service.status = spanned(Status::TemporarilyClosed);
            service.capacity = Some(Capacity {
                state: CapacityState::Full,
                weeks: None,
                until: spanned(TODAY),
            });
        }),
        Some("Ring first: it is closed for now and it was full when we last checked.".to_owned())
    );
}

#[test]
fn an_old_helpline_is_as_published() {
    let leaflet = one(|service| {
        service.area = vec![spanned(Served::National)];
        service.assured.on = spanned(jiff::civil::date(2013, 11, 1));
    });
    assert_eq!(
        leaflet.services[0].checked,
        "As published 1 November 2013; ring to check."
    );
    assert_eq!(leaflet.services[0].ring_first, None);
    assert_eq!(leaflet.rely_until, TODAY);
}

#[test]
fn alerts_show_on_their_days_only() {
    let leaflet = one(|service| {
        let alert = |text: &str, until| Alert {
            text: text.to_owned(),
            from: None,
            until: Some(until),
        };
        service.alerts = vec![
            alert("Closed for painting.", TODAY),
            alert("Old news.", TODAY.yesterday().unwrap()),
        ];
    });
    assert_eq!(leaflet.services[0].alerts, ["Closed for painting."]);
}

#[test]
fn what_begins_while_people_rely_on_the_leaflet_is_announced() {
    let leaflet = one(|service| {
        let alert = |text: &str, from| Alert {
            text: text.to_owned(),
            from: Some(from),
            until: None,
        };
        service.alerts = vec![
            alert(
                "No visits over the holidays.",
                jiff::civil::date(2026, 12, 21),
            ),
            alert("We move house.", jiff::civil::date(2027, 4, 11)),
        ];
    });
    assert_eq!(leaflet.rely_until, jiff::civil::date(2027, 4, 10));
    assert_eq!(
        leaflet.services[0].alerts,
        ["From 21 December 2026: No visits over the holidays."]
    );
}

#[test]
fn a_wait_is_relied_on_no_longer_than_it_is_known() {
    let leaflet = one(|service| {
        service.capacity = Some(Capacity {
            state: CapacityState::Waiting,
            weeks: Some(4),
            until: spanned(jiff::civil::date(2027, 1, 31)),
        });
    });
    assert_eq!(rows(&leaflet, "Wait"), ["About 4 weeks"]);
    assert_eq!(leaflet.rely_until, jiff::civil::date(2027, 1, 31));
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
fn the_crisis_block_is_the_same_on_every_leaflet_and_last() {
    let mut line = service("listeners", Kind::Crisis);
    line.contact.text = Some(spanned("Text HELLO to 85258.".to_owned()));
    let mut emergency = service("emergency", Kind::Crisis);
    emergency.contact.phone = Some(spanned("999".to_owned()));
    emergency.contact.text = Some(spanned("Text 999.".to_owned()));
    emergency.assured.on = spanned(jiff::civil::date(2025, 5, 22));
    let mut for_children = line.clone();
    for_children.id.value = "children".to_owned();
    for_children.eligibility.maximum_age = Some(spanned(18));
    let mut office_hours = service("office", Kind::Crisis);
    office_hours.name = "Office hours only".to_owned();
    let mut secret = service("secret", Kind::Community);
    secret.sensitive = true;
    let club = service("club", Kind::Community);
    let directory = directory(vec![
        line,
        emergency,
        for_children,
        office_hours,
        secret,
        club,
    ]);
    let (plain, sensitive) = (
        leaflet(&directory, &["club"]),
        leaflet(&directory, &["secret"]),
    );
    assert_eq!(plain.crisis, sensitive.crisis);
    assert_eq!(
        plain.crisis,
        crisis_only(&directory, &[], &Options::default(), TODAY).crisis
    );
    let names: Vec<&str> = plain.crisis.iter().map(|line| line.name.as_str()).collect();
    assert_eq!(names, ["The emergency", "The listeners"]);
    assert_eq!(
        plain.crisis[0].note.as_deref(),
        Some("as published 22 May 2025")
    );
    assert!(sensitive.sensitive && !plain.sensitive);
    assert_eq!(sensitive.title, plain.title);
    for form in forms(&plain) {
        assert!(form.rfind("The listeners") > form.rfind("The club"));
    }
}

#[test]
fn the_crisis_page_keeps_what_is_for_the_worker_to_itself() {
    let mut emergency = service("emergency", Kind::Crisis);
    emergency.contact.text = Some(spanned("Text 999.".to_owned()));
    let mut directory = directory(vec![emergency, service("safeguarding", Kind::Statutory)]);
    let action = |label: &str, urgency, by: Option<&str>| Action {
        id: spanned("action".to_owned()),
        label: label.to_owned(),
        urgency: Some(urgency),
        by: by.map(|id| ActionBy::Service(spanned(id.to_owned()))),
    };
    directory.rules.actions = vec![
        action(
            "Tell safeguarding about the husband.",
            Urgency::Today,
            Some("safeguarding"),
        ),
        action("Stay with them.", Urgency::Now, None),
        action("Ring again.", Urgency::Today, Some("emergency")),
        action("Ring now.", Urgency::Now, Some("emergency")),
    ];
    let stop: Vec<ActionIndex> = (0..4).map(ActionIndex::from_position).collect();
    let leaflet = crisis_only(&directory, &stop, &Options::default(), TODAY);
    let shown = all(&leaflet);
    for secret in ["husband", "safeguarding", "Stay with them"] {
        assert!(!shown.contains(secret), "{secret}");
    }
    let actions = &leaflet.stop.as_ref().unwrap().actions;
    assert_eq!(actions.len(), 1);
    assert!(shown.contains("It is for that day."), "{shown}");
    assert_eq!(
        (actions[0].when(), actions[0].label.as_str()),
        ("Now", "The emergency")
    );
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

#[test]
fn a_sheet_is_relied_on_no_longer_than_its_oldest_entry() {
    let mut old = service("old", Kind::Community);
    old.assured.on = spanned(jiff::civil::date(2026, 6, 1));
    let mut new = service("new", Kind::Community);
    new.assured.on = spanned(jiff::civil::date(2027, 1, 1));
    let directory = directory(vec![old, new]);
    assert_eq!(
        leaflet(&directory, &["new", "old"]).rely_until,
        jiff::civil::date(2026, 11, 28)
    );
    assert_eq!(
        leaflet(&directory, &["new"]).rely_until,
        jiff::civil::date(2027, 5, 22)
    );
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
        let chosen = Chosen { service: directory.service_index("club").unwrap(), ask: vec![typed] };
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

fn with(directory: &Directory, ids: &[&str], change: impl Fn(&mut Options)) -> Leaflet {
    let chosen: Vec<Chosen> = ids
        .iter()
        .map(|id| Chosen {
            service: directory.service_index(id).unwrap(),
            ask: vec![],
        })
        .collect();
    let mut options = Options::default();
    change(&mut options);
    with_options(directory, &chosen, &options, TODAY)
}

#[test]
fn a_referral_says_who_gets_in_touch_how_and_by_when() {
    let directory = directory(vec![service("club", Kind::LinkWorker)]);
    let referred = |made, how: Option<&str>, by| {
        let leaflet = with(&directory, &["club"], |options| {
            options.referrals = vec![Referral {
                service: directory.service_index("club").unwrap(),
                made,
                how: how.map(str::to_owned),
                by,
            }];
        });
        rows(&leaflet, "How to start")
            .join("\n")
            .replace('\u{a0}', " ")
    };
    assert_eq!(
        referred(
            true,
            Some("by letter"),
            Some(jiff::civil::date(2026, 12, 4))
        ),
        "We have asked them to see you.\n\
         Colne Neighbours will get in touch with you.\n\
         How: by letter.\n\
         By when: 4 December 2026.\n\
         If you have heard nothing by 4 December 2026, ring 01632 960700."
    );
    let to_fill_in = referred(false, None, None);
    assert!(!to_fill_in.contains("We have asked"), "{to_fill_in}");
    assert!(to_fill_in.contains("By when: ____"), "{to_fill_in}");
    assert!(to_fill_in.contains("nothing by then, ring 01632 960700."));
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
    assert!(page.contains("<h2 lang=\"en-GB\">The club</h2>"), "{page}");
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

#[test]
fn what_a_service_copes_with_is_said_and_silence_is_asked_about() {
    let leaflet = one(|service| {
        service.attending_type = vec![AttendingType::Venue];
        service.accepts = vec![
            (SupportNeed::Wheelchair, Accepts::Yes),
            (SupportNeed::AssistanceDog, Accepts::Ask),
        ];
    });
    assert_eq!(
        rows(&leaflet, "Getting in"),
        ["You can get in with a wheelchair."]
    );
    assert_eq!(
        rows(&leaflet, "Company"),
        ["Ask if you can bring a carer or a friend."]
    );
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
        page.contains("<p lang=\"en-GB\">Somebody to chat to.</p>"),
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

fn leaflet_of_one(service: Service) -> Leaflet {
    let id = service.id.value.clone();
    leaflet(&directory(vec![service]), &[&id])
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

#[test]
fn whether_a_carer_may_come_is_said_and_silence_is_asked_about() {
    let company = |companion, venue: bool| {
        let leaflet = one(|service| {
            service.companion = companion;
            if venue {
                service.attending_type = vec![AttendingType::Venue];
            }
        });
        rows(&leaflet, "Company")
    };
    let ask = ["Ask if you can bring a carer or a friend."];
    assert_eq!(company(None, true), ask);
    assert_eq!(company(Some(Accepts::Ask), true), ask);
    assert_eq!(
        company(Some(Accepts::Yes), true),
        ["You can bring a carer or a friend."]
    );
    assert_eq!(
        company(Some(Accepts::No), false),
        ["You cannot bring a carer or a friend."]
    );
    assert!(company(None, false).is_empty());
}

#[test]
fn a_condition_is_said_to_be_there_but_what_it_says_of_the_person_is_not_printed() {
    let leaflet = one(|service| {
        service.eligibility.minimum_age = Some(spanned(18));
        service.eligibility.other = Some("Has an illness that cannot be cured".to_owned());
    });
    assert!(!all(&leaflet).contains("illness"));
    assert!(markdown(&leaflet).contains(
        "- **Who for:** People aged 18 and over. It is not for everybody. Ask if you can use it.\n"
    ));
    assert_eq!(
        rows(&leaflet, "Who for"),
        [
            "People aged 18 and over",
            "It is not for everybody. Ask if you can use it."
        ]
    );
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
