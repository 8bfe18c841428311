//! The reasons and the changes that plans of the worked cases name, checked by the solver over the shipped rules.

#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot be set up has to fail"
)]

use signpost::load::{cases, folder};
use signpost::model::Directory;
use signpost::model::case::Case;
use signpost::model::fact::{Mask, VariableIndex};
use signpost::model::rule::{Route, Rules};
use signpost::route::exact::{Ends, Exact};
use signpost::route::knowledge::could_be;
use signpost::route::logic::{Formula, Logic};
use signpost::route::reason::reason;
use signpost::route::solve::Solver;
use signpost::route::what_if::what_if;
use signpost::route::{Compiled, decide};
use std::cell::RefCell;
use std::fs;
use std::path::Path;

/// Smaller sets are tried one by one as long as there are at most so many.
const MOST_TRIED: usize = 3_000;

fn each_need(mut see: impl FnMut(&str, &Directory, &Case, &Exact, &signpost::route::NeedDecision)) {
    let loaded = folder::load(Path::new("directory")).unwrap();
    let directory = &loaded.directory;
    let compiled = Compiled::new(directory);
    let today = directory.settings.as_of.unwrap();
    let mut seen = 0;
    let files = fs::read_dir("examples/cases").unwrap();
    let mut files: Vec<_> = files.map(|file| file.unwrap().path()).collect();
    files.sort();
    for path in files {
        let name = path.display().to_string();
        let case = cases::case(&name, &fs::read(&path).unwrap(), directory).case;
        for need in decide(&compiled, &directory.rules, &case, today).needs {
            let exact = compiled.need(need.need).exact(&directory.rules);
            see(&name, directory, &case, exact, &need);
            seen += 1;
        }
    }
    assert!(seen > 100, "the worked cases were not found");
}

/// The rules of a need as the solver sees them, without their diagram.
struct Judge {
    logic: Logic,
    ends: Vec<Formula>,
    solver: Solver,
}

impl Judge {
    fn of(exact: &Exact) -> Self {
        let (logic, meaning) = exact.meaning();
        let mut logic = logic.clone();
        let every_end = Ends(0b11_1111).iter();
        Self {
            ends: every_end
                .map(|end| meaning.route_is(end, &mut logic))
                .collect(),
            logic,
            solver: Solver::new(),
        }
    }

    /// True where the solver finds no case with this knowledge whose end is none of these.
    fn leaves_only(&mut self, known: &[Mask], ends: Ends) -> bool {
        let others = (0..6).filter(|end| ends.0 >> end & 1 == 0);
        others
            .map(|end| self.ends[end])
            .all(|goal| !self.solver.can_hold(&self.logic, known, &[goal]))
    }
}

fn only(exact: &Exact, known: &[Mask], kept: &[VariableIndex]) -> Vec<Mask> {
    let mut only = exact.whole().to_vec();
    for variable in kept {
        only[variable.position()] = known[variable.position()];
    }
    only
}

/// Every set of `size` of these.
fn subsets(of: &[VariableIndex], size: usize) -> Vec<Vec<VariableIndex>> {
    if size == 0 {
        return vec![vec![]];
    }
    let mut found = Vec::new();
    for (position, first) in of.iter().enumerate() {
        for mut rest in subsets(&of[position + 1..], size - 1) {
            rest.insert(0, *first);
            found.push(rest);
            if found.len() > MOST_TRIED {
                return found;
            }
        }
    }
    found
}

#[test]
fn the_reason_of_every_worked_case_is_enough_and_no_smaller_one_is() {
    each_need(|name, _, _, exact, need| {
        let known = &need.known;
        let ends = exact.ends(known);
        let mut judge = Judge::of(exact);
        let reason = reason(exact, known);
        assert!(
            judge.leaves_only(&only(exact, known, &reason), ends),
            "{name}"
        );
        for dropped in &reason {
            let mut rest = reason.clone();
            rest.retain(|variable| variable != dropped);
            assert!(
                !judge.leaves_only(&only(exact, known, &rest), ends),
                "{name}"
            );
        }
        let answered: Vec<VariableIndex> = (0..known.len())
            .filter(|variable| known[*variable] != exact.whole()[*variable])
            .map(VariableIndex::from_position)
            .filter(|variable| exact.matters(exact.whole()).unwrap().contains(variable))
            .collect();
        let smaller = reason
            .len()
            .checked_sub(1)
            .map(|size| subsets(&answered, size));
        for other in smaller.into_iter().flatten().take(MOST_TRIED) {
            assert!(
                !judge.leaves_only(&only(exact, known, &other), ends),
                "{name}: {other:?} would do"
            );
        }
    });
}

#[test]
fn what_would_change_a_worked_case_does_and_nothing_less() {
    each_need(|name, directory, case, exact, need| {
        let rules = &directory.rules;
        let judge = RefCell::new(Judge::of(exact));
        let may = could_be(rules, case, need.need, &need.known);
        for what_if in what_if(exact, &need.known, &may) {
            let certain = Ends(Ends::bit(Some(what_if.route)));
            let with = |changes: &[(VariableIndex, u8)]| {
                let mut known = need.known.clone();
                for (variable, value) in changes {
                    known[variable.position()] = 1 << value;
                }
                judge.borrow_mut().leaves_only(&known, certain)
            };
            assert!(with(&what_if.changes), "{name}: {what_if:?}");
            for left_out in 0..what_if.changes.len() {
                let mut fewer = what_if.changes.clone();
                fewer.remove(left_out);
                assert!(!with(&fewer), "{name}: {what_if:?}");
            }
            if what_if.changes.len() > 1 {
                for (position, values) in may.iter().enumerate() {
                    let variable = VariableIndex::from_position(position);
                    for value in (0..32u8).filter(|value| values >> value & 1 == 1) {
                        assert!(!with(&[(variable, value)]), "{name}: {variable:?}");
                    }
                }
            }
            for (variable, _) in &what_if.changes {
                may_be_offered(name, rules, *variable, need.known[variable.position()]);
            }
        }
    });
}

/// Never a red flag; and what is known for certain only where it can really change.
fn may_be_offered(name: &str, rules: &Rules, variable: VariableIndex, known: Mask) {
    let fact = rules.fact(rules.variables[variable.position()].fact);
    assert!(!fact.is_red_flag(), "{name}: {}", fact.id.value);
    let certain = known.is_power_of_two() && fact.unsure.is_none();
    assert!(!certain || fact.changeable, "{name}: {}", fact.id.value);
}

/// Mr B's falls go to an AHP because of what he told, and a decline would change it; that he fell would not be offered.
#[test]
fn mr_b_could_decline_and_his_falls_are_not_offered_as_a_change() {
    each_need(|name, directory, case, exact, need| {
        if !name.ends_with("/mr-b.yaml") || directory.need(need.need).id.value != "falls" {
            return;
        }
        let may = could_be(&directory.rules, case, need.need, &need.known);
        let changes = what_if(exact, &need.known, &may);
        let named = |what_if: &signpost::route::what_if::WhatIf| -> Vec<String> {
            what_if
                .changes
                .iter()
                .map(|(variable, _)| {
                    let fact = directory.rules.variables[variable.position()].fact;
                    directory.rules.fact(fact).id.value.clone()
                })
                .collect()
        };
        let to = |route: Route| {
            changes
                .iter()
                .find(|what_if| what_if.route == route)
                .map(named)
        };
        // He is isolated, so without the AHP a link worker is left; without either, information.
        assert_eq!(to(Route::LinkWorker), Some(vec!["agrees-ahp".to_owned()]));
        assert_eq!(
            to(Route::ActiveSignposting),
            Some(vec![
                "agrees-link-worker".to_owned(),
                "agrees-ahp".to_owned()
            ])
        );
        assert_eq!(to(Route::ClinicianLed), None);
    });
}
