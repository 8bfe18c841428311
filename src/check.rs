//! Whether a directory is true, safe and current; [`load`](crate::load) answers whether it is well formed.
//!
//! One check a file. [`ALL`] is the only list of them. A check never changes an answer, but for one: where the [`safety_net`]
//! has a hole, the command line refuses to answer, as it does on broken rules.

mod accepts_contradicted;
mod access_contradicted;
mod access_unsaid;
mod action_service_closed;
mod action_service_unknown;
mod action_unused;
mod age_contradicts_name;
mod age_limit_absurd;
mod age_range_upside_down;
mod alert_expired;
mod alert_upside_down;
mod allow_expired;
mod allow_reason_vague;
mod allow_too_long;
mod allow_unused;
mod area_beside_national;
mod area_too_wide;
mod area_unsaid;
mod assured_by_person;
mod assured_in_future;
mod authority_unknown;
mod bank_holidays_unsaid;
mod capacity_date_distant;
mod capacity_expired;
mod case_without_route;
mod closure_over;
mod closure_unexplained;
mod condition;
mod confidential_place_named;
mod contact_missing;
mod context;
mod crisis_contact_missing;
mod date_passed_in_text;
mod day_not_in_every_month;
mod district_unknown;
mod doubled_word;
mod drop_in_by_appointment;
mod drop_in_unsaid;
mod duplicate_need_phrase;
mod email_malformed;
mod every;
mod every_case_impossible;
mod fact_unused;
mod fifth_week_monthly;
mod free_with_price;
mod garbled_text;
mod given_names;
mod hidden_character;
mod hold_unknown;
mod hours_upside_down;
mod jargon;
mod language_unknown;
mod likely_duplicate;
mod link_in_text;
mod markup_in_text;
mod named_person;
mod named_twice;
mod need_unmet;
mod need_without_service_types;
mod need_without_words;
mod organization_spelt_differently;
mod personal;
mod personal_contact;
mod personal_identifier;
mod phone_impossible;
mod phone_shared;
mod placeholder_text;
mod postcode_outside_area;
mod postcode_unknown;
mod postcode_unsaid;
mod price_called_free;
mod price_of_nothing;
mod promise_broken;
mod promise_without_case;
mod proofs;
mod reading_age;
mod red_flag_without_stop;
mod referral_unsaid;
mod referral_without_service;
mod remote_with_only_address;
mod review_overdue;
mod role_words;
mod rule_never_applies;
mod rule_never_decides;
mod rule_profession_misplaced;
mod rule_profession_missing;
mod rule_redundant;
mod rule_review_overdue;
mod rules_not_approved;
mod sends_on_all_closed;
mod sends_on_unknown;
mod session_never_held;
mod sessions_overlap;
mod severity_fixed;
mod severity_unknown;
mod shouting_capitals;
mod signposting_loop;
mod source_unused;
mod speaking_required;
mod stop_action_service;
mod stop_without_action;
mod summary_hard_to_read;
mod summary_repeats_name;
mod summary_too_long;
mod texts;
mod two_dangers_in_one_question;
mod url_malformed;
mod waiting_time_absurd;
mod weaker_when_raised;
mod wording;

use crate::diagnostic::{Diagnostic, Kind, sort};
use crate::model::Directory;
use crate::model::service::{Service, Status};
use crate::place::Table;
use jiff::civil::Date;

pub use confidential_place_named::addresses_in;
pub use context::Context;
pub use personal::personal;
pub use role_words::{is_of_a_team, names_a_team};
pub use texts::{Said, Written};

/// One thing that is looked for, and how.
#[derive(Debug)]
pub struct Check {
    /// What it is called, why it matters, and examples.
    pub kind: Kind,
    /// What it looks at, and how it finds.
    pub run: Run,
}

/// What a check looks at, as little as it needs: what looks at one entry alone is run entry by entry, with the other checks of
/// its sort, while the entry is at hand.
#[derive(Clone, Copy, Debug)]
pub enum Run {
    /// The directory as a whole. Of the last of all checks what the others found is already there.
    Directory(fn(&Context, &mut Vec<Diagnostic>)),
    /// One service. What is found is about it.
    Service(fn(&Context, &Service, &mut Vec<Diagnostic>)),
    /// One text of a service, read for all checks of texts together.
    Text(fn(&Context, &Said) -> Option<Diagnostic>),
    /// One file as it is written, comments included: nobody is shown those, but everybody with a copy can read them. What is
    /// found is about the entry that the file is for.
    File(fn(&Written, &mut Vec<Diagnostic>)),
}

/// Every check, by name; the one that looks at what the others found comes last.
pub const ALL: &[&Check] = &[
    &accepts_contradicted::CHECK,
    &access_contradicted::CHECK,
    &access_unsaid::CHECK,
    &action_service_closed::CHECK,
    &action_service_unknown::CHECK,
    &action_unused::CHECK,
    &age_contradicts_name::CHECK,
    &age_limit_absurd::CHECK,
    &age_range_upside_down::CHECK,
    &alert_expired::CHECK,
    &alert_upside_down::CHECK,
    &allow_expired::CHECK,
    &allow_reason_vague::CHECK,
    &allow_too_long::CHECK,
    &area_beside_national::CHECK,
    &area_too_wide::CHECK,
    &area_unsaid::CHECK,
    &assured_by_person::CHECK,
    &assured_in_future::CHECK,
    &authority_unknown::CHECK,
    &bank_holidays_unsaid::CHECK,
    &capacity_date_distant::CHECK,
    &capacity_expired::CHECK,
    &case_without_route::CHECK,
    &closure_over::CHECK,
    &closure_unexplained::CHECK,
    &confidential_place_named::CHECK,
    &contact_missing::CHECK,
    &crisis_contact_missing::CHECK,
    &date_passed_in_text::CHECK,
    &day_not_in_every_month::CHECK,
    &district_unknown::CHECK,
    &doubled_word::CHECK,
    &drop_in_by_appointment::CHECK,
    &drop_in_unsaid::CHECK,
    &duplicate_need_phrase::CHECK,
    &email_malformed::CHECK,
    &every_case_impossible::CHECK,
    &fact_unused::CHECK,
    &fifth_week_monthly::CHECK,
    &free_with_price::CHECK,
    &garbled_text::CHECK,
    &hidden_character::CHECK,
    &hold_unknown::CHECK,
    &hours_upside_down::CHECK,
    &jargon::CHECK,
    &language_unknown::CHECK,
    &likely_duplicate::CHECK,
    &link_in_text::CHECK,
    &markup_in_text::CHECK,
    &named_person::CHECK,
    &named_twice::CHECK,
    &need_unmet::CHECK,
    &need_without_service_types::CHECK,
    &need_without_words::CHECK,
    &organization_spelt_differently::CHECK,
    &personal_contact::CHECK,
    &personal_identifier::CHECK,
    &phone_impossible::CHECK,
    &phone_shared::CHECK,
    &placeholder_text::CHECK,
    &postcode_outside_area::CHECK,
    &postcode_unknown::CHECK,
    &postcode_unsaid::CHECK,
    &price_called_free::CHECK,
    &price_of_nothing::CHECK,
    &promise_broken::CHECK,
    &promise_without_case::CHECK,
    &red_flag_without_stop::CHECK,
    &referral_unsaid::CHECK,
    &referral_without_service::CHECK,
    &remote_with_only_address::CHECK,
    &review_overdue::CHECK,
    &rule_never_applies::CHECK,
    &rule_never_decides::CHECK,
    &rule_profession_misplaced::CHECK,
    &rule_profession_missing::CHECK,
    &rule_redundant::CHECK,
    &rule_review_overdue::CHECK,
    &rules_not_approved::CHECK,
    &sends_on_all_closed::CHECK,
    &sends_on_unknown::CHECK,
    &session_never_held::CHECK,
    &sessions_overlap::CHECK,
    &severity_fixed::CHECK,
    &severity_unknown::CHECK,
    &shouting_capitals::CHECK,
    &signposting_loop::CHECK,
    &source_unused::CHECK,
    &speaking_required::CHECK,
    &stop_action_service::CHECK,
    &stop_without_action::CHECK,
    &summary_hard_to_read::CHECK,
    &summary_repeats_name::CHECK,
    &summary_too_long::CHECK,
    &two_dangers_in_one_question::CHECK,
    &url_malformed::CHECK,
    &waiting_time_absurd::CHECK,
    &weaker_when_raised::CHECK,
    &allow_unused::CHECK,
];

/// The checks that no exception in the settings can silence.
const SAFETY_NET: [&Check; 2] = [&crisis_contact_missing::CHECK, &stop_action_service::CHECK];

/// The proofs that no exception in the settings can silence.
const PROMISES: [&Check; 4] = [
    &case_without_route::CHECK,
    &every_case_impossible::CHECK,
    &promise_broken::CHECK,
    &weaker_when_raised::CHECK,
];

/// The checks of exceptions and severities, which cannot silence each other.
const ABOUT_SETTINGS: [&Check; 6] = [
    &allow_expired::CHECK,
    &allow_reason_vague::CHECK,
    &allow_too_long::CHECK,
    &allow_unused::CHECK,
    &severity_fixed::CHECK,
    &severity_unknown::CHECK,
];

/// What was found in a directory.
#[derive(Clone, Debug, Default)]
pub struct Checked {
    /// What is wrong, sorted by place.
    pub findings: Vec<Diagnostic>,
    /// What the settings allow for now, sorted by place.
    pub allowed: Vec<Allowed>,
}

/// A finding that the settings allow for now.
#[derive(Clone, Debug)]
pub struct Allowed {
    /// What was found.
    pub finding: Diagnostic,
    /// Why it is allowed, as the settings say.
    pub reason: String,
    /// The last day it is allowed.
    pub until: Date,
}

/// Runs every check over a directory that the loader has not refused.
///
/// Without a table nothing is said about where postcodes are.
#[must_use]
pub fn run(directory: &Directory, table: Option<&Table>, today: Date) -> Checked {
    run_beside(directory, table, today, Vec::new())
}

/// The same, where other findings are at hand: the settings give them their severity and their exceptions too.
#[must_use]
pub fn run_beside(
    directory: &Directory,
    table: Option<&Table>,
    today: Date,
    others: Vec<Diagnostic>,
) -> Checked {
    let context = Context::new(directory, table, today);
    let mut found = every::check(&context, others);
    context.apply_severities(&mut found);
    sort(&mut found);
    let mut checked = Checked::default();
    for finding in found {
        match context.exception(&finding) {
            Some((reason, until)) => checked.allowed.push(Allowed {
                finding,
                reason,
                until,
            }),
            None => checked.findings.push(finding),
        }
    }
    checked
}

/// Holes in the safety net: who a stop sends people to, and the crisis contacts. Empty where there is none.
///
/// Where there is one, `find`, `route`, `ask` and leaflets must refuse to answer.
#[must_use]
pub fn safety_net(directory: &Directory, today: Date) -> Vec<Diagnostic> {
    let context = Context::new(directory, None, today);
    let mut found = Vec::new();
    for check in SAFETY_NET {
        every::alone(check, &context, &mut found);
    }
    sort(&mut found);
    found
}

/// What gives a confidential place away in the entries of the directory, but for what its settings allow. Such an entry must not
/// be printed on a leaflet, nor leave in an export.
#[must_use]
pub fn confidential_places_named(directory: &Directory, today: Date) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let context = Context::new(directory, None, today);
    every::alone(&confidential_place_named::CHECK, &context, &mut found);
    found.retain(|finding| context.exception(finding).is_none());
    sort(&mut found);
    found
}

/// True for the kinds that an exception may excuse and that may be given another severity: every check but the safety net,
/// what the rules promise, and those about the settings.
fn can_be_allowed(kind: &str) -> bool {
    let mut firm = SAFETY_NET.iter().chain(&PROMISES).chain(&ABOUT_SETTINGS);
    firm.all(|check| check.kind.id != kind)
}

/// True where people may be sent there at all.
fn is_running(service: &Service) -> bool {
    matches!(*service.status, Status::Active)
}

/// True where it may run again without anybody editing more than its status.
fn may_run_again(service: &Service) -> bool {
    service.may_run_again()
}
