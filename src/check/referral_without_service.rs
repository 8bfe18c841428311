//! Referrals that the rules can make and nobody here takes.

use super::{Check, Context, Run, is_running};
use crate::diagnostic::{Diagnostic, Kind, Severity};
use crate::model::hours::and;
use crate::model::need::NeedIndex;
use crate::model::rule::{Route, Rule, RuleIndex};
use crate::model::service;
use crate::model::vocabulary::{Profession, Vocabulary};
use crate::route::prove::Failure;

/// More needs than this are counted, not named.
const MOST_NEEDS: usize = 4;

pub(super) const CHECK: Check = Check {
    kind: Kind {
        id: "referral-without-service",
        severity: Severity::Warning,
        summary: "the rules refer people to somebody the directory does not have",
        why: "The plan would send a person to a link worker, or to a profession, and then say that none was found. It is a gap to record, \
               or a service that nobody has entered yet. Looked at is whether the directory has anybody of the kind at all, not whether \
               they serve the place. Not looked for while a service file cannot be read, since that may be the one.",
        avoid: &[(
            "needs.yaml",
            "needs:\n  - id: loneliness\n    label: Feeling lonely\n    group: social\n    words: [lonely, nobody to talk to]\n  \
             - id: falls\n    label: Falling, or afraid of falling\n    group: function\n    words: [falls, unsteady]\n    \
             professions: [podiatrist]\n  - id: medical-emergency\n    label: Needs help at once\n    group: crisis\n    crisis: yes\n    \
             words: [collapsed]\n",
        )],
        prefer: &[(
            "needs.yaml",
            "needs:\n  - id: loneliness\n    label: Feeling lonely\n    group: social\n    words: [lonely, nobody to talk to]\n  \
             - id: falls\n    label: Falling, or afraid of falling\n    group: function\n    words: [falls, unsteady]\n    \
             professions: [physiotherapist]\n  - id: medical-emergency\n    label: Needs help at once\n    group: crisis\n    crisis: yes\n    \
             words: [collapsed]\n",
        )],
    },
    run: Run::Directory(run),
};

fn run(context: &Context, found: &mut Vec<Diagnostic>) {
    let directory = context.directory;
    if !directory.left_out.is_empty() {
        return;
    }
    // A rule that cannot apply refers nobody, and has a finding of its own.
    let idle = |rule: usize| {
        let index = RuleIndex::from_position(rule);
        context.proofs().contains(&Failure::NeverApplies(index))
    };
    let rules = directory.rules.rules.iter().enumerate();
    let referring: Vec<&Rule> = rules
        .filter(|(position, rule)| rule.route.is_referral() && !idle(*position))
        .map(|(_, rule)| rule)
        .collect();
    if !has(context, service::Kind::LinkWorker, None) {
        let to_link_worker = |rule: &&Rule| rule.route == Route::LinkWorker;
        if let Some(rule) = referring.iter().copied().find(to_link_worker) {
            let needs = needs(context, |need| {
                referring
                    .iter()
                    .any(|rule| to_link_worker(rule) && rule.covers(Some(need)))
            });
            found.push(finding(
                context,
                rule,
                "a link worker",
                "link-worker",
                &needs,
            ));
        }
    }
    for (_, profession) in Profession::WORDS.iter().copied() {
        let takes = |rule: &Rule, need: NeedIndex| {
            rule.route == Route::Ahp
                && rule.covers(Some(need))
                && rule.profession.map_or_else(
                    || directory.need(need).professions.contains(&profession),
                    |named| named == profession,
                )
        };
        let needs = needs(context, |need| {
            referring.iter().any(|rule| takes(rule, need))
        });
        let first = needs
            .first()
            .and_then(|need| referring.iter().copied().find(|rule| takes(rule, *need)));
        if let Some(rule) = first
            && !has(context, service::Kind::Ahp, Some(profession))
        {
            let name = format!("the profession {}", profession.name());
            found.push(finding(
                context,
                rule,
                &name,
                &profession.to_string(),
                &needs,
            ));
        }
    }
}

/// True where the directory has a running service of this kind.
fn has(context: &Context, kind: service::Kind, profession: Option<Profession>) -> bool {
    context.directory.services.iter().any(|service| {
        service.kind == kind
            && is_running(service)
            && (profession.is_none() || service.profession == profession)
    })
}

fn needs(context: &Context, chosen: impl Fn(NeedIndex) -> bool) -> Vec<NeedIndex> {
    let all = (0..context.directory.needs.len()).map(NeedIndex::from_position);
    all.filter(|need| chosen(*need)).collect()
}

fn finding(
    context: &Context,
    rule: &Rule,
    whom: &str,
    subject: &str,
    needs: &[NeedIndex],
) -> Diagnostic {
    let id = |need: &NeedIndex| context.directory.need(*need).id.value.clone();
    let named = match needs {
        few if few.len() <= MOST_NEEDS => and(&few.iter().map(id).collect::<Vec<_>>()),
        many => format!("{} and {} more needs", id(&many[0]), many.len() - 1),
    };
    Diagnostic::new(
        &CHECK.kind,
        rule.id.span,
        format!("{named} can go to {whom}, and no running service is one"),
    )
    .help("add the service, or allow the gap in signpost.toml with the reason")
    .about(subject)
}
