//! What rules set aside: never a stop, and never each other in a circle.

use super::kinds;
use super::problems::Problems;
use crate::diagnostic::Diagnostic;
use crate::model::rule::{Route, Rule, RuleIndex, SetsAside};
use crate::source::Spanned;

/// Reports stops that are set aside, which are then forgotten, and circles.
pub(super) fn check(rules: &mut [Rule], problems: &mut Problems) {
    let stops: Vec<bool> = rules.iter().map(|rule| rule.route == Route::Stop).collect();
    for rule in rules.iter_mut() {
        problems.subject = Some(rule.id.value.clone());
        rule.instead_of.retain(|target| {
            let stop = match target.value {
                SetsAside::Route(route) => route == Route::Stop,
                SetsAside::Rule(index) => stops[index.position()],
            };
            if stop {
                problems.add(
                    Diagnostic::new(
                        &kinds::STOP_SET_ASIDE,
                        target.span,
                        "`stop` can never be set aside",
                    )
                    .help("remove it; if the stop is wrong, change the rule that stops"),
                );
            }
            !stop
        });
    }
    problems.subject = None;
    circle(rules, problems);
}

/// How far the search has come with a rule.
#[derive(Clone, Copy, PartialEq)]
enum Seen {
    No,
    Open,
    Done,
}

/// Reports the first circle, at the name that closes it as seen from the first rule of the file that is part of it.
fn circle(rules: &[Rule], problems: &mut Problems) {
    let mut seen = vec![Seen::No; rules.len()];
    for start in 0..rules.len() {
        let mut path: Vec<Step> = Vec::new();
        open(rules, start, &mut seen, &mut path);
        while let Some(step) = path.last_mut() {
            let Some((target, place)) = step.next.pop() else {
                seen[step.rule] = Seen::Done;
                path.pop();
                continue;
            };
            step.by = Some(place);
            match seen[target] {
                Seen::Done => {}
                Seen::No => open(rules, target, &mut seen, &mut path),
                Seen::Open => {
                    let first = path.iter().position(|step| step.rule == target);
                    report(rules, &path[first.unwrap_or(0)..], problems);
                    return;
                }
            }
        }
    }
}

/// One rule on the way, what it sets aside that is still to be looked at, and the name that is being followed.
struct Step<'r> {
    rule: usize,
    next: Vec<(usize, &'r Spanned<SetsAside>)>,
    by: Option<&'r Spanned<SetsAside>>,
}

fn open<'r>(rules: &'r [Rule], rule: usize, seen: &mut [Seen], path: &mut Vec<Step<'r>>) {
    if seen[rule] != Seen::No {
        return;
    }
    seen[rule] = Seen::Open;
    let mut next = Vec::new();
    for place in &rules[rule].instead_of {
        next.extend(targets(rules, place.value).map(|target| (target, place)));
    }
    // The last one is looked at first, so the order written is turned round.
    next.reverse();
    path.push(Step {
        rule,
        next,
        by: None,
    });
}

fn targets(rules: &[Rule], target: SetsAside) -> impl Iterator<Item = usize> {
    let one = match target {
        SetsAside::Rule(index) => Some(RuleIndex::position(index)),
        SetsAside::Route(_) => None,
    };
    let all = rules
        .iter()
        .enumerate()
        .filter(move |(_, rule)| matches!(target, SetsAside::Route(route) if rule.route == route));
    one.into_iter().chain(all.map(|(position, _)| position))
}

fn report(rules: &[Rule], circle: &[Step], problems: &mut Problems) {
    let [first, rest @ ..] = circle else { return };
    let Some(by) = first.by else { return };
    let name = |step: &Step| format!("`{}`", rules[step.rule].id.value);
    let message = if rest.is_empty() {
        format!("{} sets itself aside", name(first))
    } else {
        let names: Vec<String> = circle.iter().chain([first]).map(name).collect();
        format!(
            "these rules set each other aside: {}",
            names.join(", then ")
        )
    };
    let mut finding = Diagnostic::new(&kinds::INSTEAD_OF_CYCLE, by.span, message)
        .help("take one of these names out of `instead_of`")
        .about(&rules[first.rule].id.value);
    for step in rest {
        if let Some(by) = step.by {
            finding = finding.related(by.span, "and this");
        }
    }
    problems.add(finding);
}
