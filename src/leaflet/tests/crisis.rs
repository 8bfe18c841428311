//! Whom to ring in a crisis, and the crisis page.

use super::*;

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

/// Who rings in danger reads from the top: nothing of the sheet itself, and nobody else's number, may come first.
#[test]
fn on_a_crisis_page_only_what_to_do_first_stands_before_the_crisis_numbers() {
    let mut emergency = service("emergency", Kind::Crisis);
    emergency.summary = "Ring when a life is in danger.".to_owned();
    emergency.contact.phone = Some(spanned("999".to_owned()));
    emergency.contact.text = Some(spanned("Text 999.".to_owned()));
    let mut directory = directory(vec![emergency]);
    directory.rules.actions = vec![Action {
        id: spanned("action".to_owned()),
        label: "Ring now.".to_owned(),
        urgency: Some(Urgency::Now),
        by: Some(ActionBy::Service(spanned("emergency".to_owned()))),
    }];
    let stop = [ActionIndex::from_position(0)];
    let page = crisis_only(&directory, &stop, &Options::default(), TODAY);
    let spoken = spoken::spoken(&page);
    for form in forms(&page).iter().chain([&spoken]) {
        let form = form
            .replace('\u{a0}', " ")
            .replace("<span dir=\"auto\">", "");
        let at = |words: &str| form.find(words).unwrap_or_else(|| panic!("{words}"));
        let crisis = at("In an emergency or a crisis");
        assert!(at("Now: The emergency") < crisis);
        assert!(crisis < at("It is for that day"));
        let giver = ["01632 960700", "nine six zero, seven zero zero"];
        let giver = giver.iter().find_map(|number| form.find(number));
        assert!(crisis < giver.unwrap());
        // What the service is for stands at what to do first, and again among the crisis numbers.
        assert_eq!(form.matches("Ring when a life is in danger.").count(), 2);
    }
}
