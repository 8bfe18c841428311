//! What stands on a leaflet of a service, and what must not.

use super::*;

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
fn who_was_asked_need_not_be_asked_again() {
    let mut club = service("club", Kind::Community);
    club.eligibility.other = Some("Has an illness that cannot be cured".to_owned());
    let directory = directory(vec![club]);
    let who_for = |asked| {
        let service = directory.service_index("club").unwrap();
        let ask = vec![];
        rows(
            &from_services(
                &directory,
                &[Chosen {
                    service,
                    ask,
                    asked,
                }],
                TODAY,
            ),
            "Who for",
        )
    };
    assert_eq!(
        who_for(false),
        ["It is not for everybody. Ask if you can use it."]
    );
    assert!(who_for(true).is_empty());
}

#[test]
fn getting_in_is_said_only_where_one_goes_somewhere() {
    let getting_in = |way| {
        let leaflet = one(|service| {
            service.attending_type = vec![way];
            service.accepts = vec![(SupportNeed::Wheelchair, Accepts::Yes)];
        });
        rows(&leaflet, "Getting in")
    };
    assert_eq!(
        getting_in(AttendingType::Venue),
        ["You can get in with a wheelchair."]
    );
    assert!(getting_in(AttendingType::HomeVisit).is_empty());
}
