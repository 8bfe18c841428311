//! How old it is, until when to rely on it, and what is said of what may be different now.

use super::*;

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

#[test]
fn what_is_closed_is_not_relied_on_and_says_so() {
    let leaflet = one(|service| service.status = spanned(Status::TemporarilyClosed));
    assert_eq!(leaflet.rely_until, TODAY);
    assert!(all(&leaflet).contains("Some of it may be different now, so ring to check first."));
}

#[test]
fn an_entry_that_says_to_ring_first_leaves_the_day_of_the_others_alone() {
    let mut old = service("old", Kind::Community);
    old.assured.on = spanned(jiff::civil::date(2026, 5, 2));
    let directory = directory(vec![old, service("new", Kind::Community)]);
    let leaflet = leaflet(&directory, &["new", "old"]);
    // 12 October 2026 and a review period of 180 days.
    assert_eq!(leaflet.rely_until, jiff::civil::date(2027, 4, 10));
    assert_eq!(
        leaflet.about()[0],
        "This sheet was made on 23 November 2026. You can rely on it until 10 April 2027, but not on what it says to check \
         first. After that, ring to check."
    );
}
