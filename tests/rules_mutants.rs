//! Every one-edit mutant of the shipped rules: the comparison sees exactly what changes, as judged by a SAT solver by others
//! on an encoding written here, which shares nothing with the program's own formulas and solver.
//!
//! A mutant is made on the rules as they were read. Of the needs that a rule is for, the first and the last are dropped and
//! the first other one is added: needs that no other rule tells apart from these could only say the same.

#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot be set up has to fail"
)]
#![expect(
    clippy::print_stdout,
    reason = "how many mutants there were says what the test is worth"
)]

mod propositions;

use batsat::Lit;
use propositions::Propositions;
use signpost::load;
use signpost::model::Directory;
use signpost::model::fact::{Mask, VariableIndex};
use signpost::model::need::{Need, NeedIndex};
use signpost::model::rule::{Condition, Hold, Route, Rule, RuleIndex, Rules, SetsAside};
use signpost::route::diff::{Beside, Cases, Change, RuleSet, What, difference};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

#[test]
fn every_mutant_that_changes_a_decision_is_seen_and_no_other() {
    let directory = load::folder::load(Path::new("directory"))
        .unwrap()
        .directory;
    let mutants = mutants(&directory);
    let threads = std::thread::available_parallelism().map_or(2, usize::from);
    let changing: usize = std::thread::scope(|scope| {
        let (directory, mutants) = (&directory, &mutants);
        let workers: Vec<_> = (0..threads)
            .map(|first| {
                scope.spawn(move || {
                    let own = mutants.iter().skip(first).step_by(threads);
                    own.filter(|mutant| changes(directory, mutant)).count()
                })
            })
            .collect();
        workers
            .into_iter()
            .map(|worker| worker.join().unwrap())
            .sum()
    });
    println!("{} mutants, {changing} change a decision", mutants.len());
    // Were most of them harmless, or few, this would prove little.
    assert!(mutants.len() > 700 && changing > mutants.len() / 2);
}

/// A rule set that differs from the shipped one in one edit.
struct Mutant {
    /// What was done, for a test that fails.
    edit: String,
    /// Which shipped rule was edited, and whether it was dropped.
    edited: usize,
    dropped: bool,
    rules: Rules,
}

fn mutants(directory: &Directory) -> Vec<Mutant> {
    let rules = &directory.rules;
    let mut mutants = Vec::new();
    for place in 0..rules.rules.len() {
        let id = &rules.rules[place].id.value;
        mutants.push(Mutant {
            edit: format!("drop {id}"),
            edited: place,
            dropped: true,
            rules: without(rules, place),
        });
        for (edit, rule) in edits(rules, place, directory.needs.len()) {
            let mut rules = rules.clone();
            rules.rules[place] = rule;
            mutants.push(Mutant {
                edit: format!("{edit} of {id}"),
                edited: place,
                dropped: false,
                rules,
            });
        }
    }
    mutants
}

/// The rules without one; what named it names it no more.
fn without(rules: &Rules, place: usize) -> Rules {
    let mut rules = rules.clone();
    rules.rules.remove(place);
    for rule in &mut rules.rules {
        rule.instead_of
            .retain(|target| target.value != SetsAside::Rule(RuleIndex::from_position(place)));
        for target in &mut rule.instead_of {
            if let SetsAside::Rule(index) = &mut target.value
                && index.position() > place
            {
                *index = RuleIndex::from_position(index.position() - 1);
            }
        }
    }
    rules
}

/// Every edit of one rule, but for its end.
fn edits(rules: &Rules, place: usize, needs: usize) -> Vec<(String, Rule)> {
    let rule = &rules.rules[place];
    let mut edits: Vec<(String, Rule)> = Vec::new();
    let mut add = |edit: String, change: &dyn Fn(&mut Rule)| {
        let mut rule = rule.clone();
        change(&mut rule);
        edits.push((edit, rule));
    };
    for (key, condition) in [("when", &rule.when), ("unless", &rule.unless)] {
        let Some(condition) = condition else { continue };
        let put = |rule: &mut Rule, condition: Option<Condition>| match key {
            "when" => rule.when = condition,
            _ => rule.unless = condition,
        };
        add(format!("drop {key}"), &|rule| put(rule, None));
        for (edit, edited) in edited(condition, rules) {
            add(format!("{key}: {edit}"), &|rule| {
                put(rule, Some(edited.clone()));
            });
        }
    }
    let at = rule.route as usize;
    for route in [at.checked_sub(1), Some(at + 1)].into_iter().flatten() {
        if let Some(route) = Route::ALL.get(route) {
            add(format!("route {route}"), &|rule| rule.route = *route);
        }
    }
    for target in 0..rule.instead_of.len() {
        add(format!("drop target {target}"), &|rule| {
            rule.instead_of.remove(target);
        });
    }
    for action in 0..rule.do_.len() {
        add(format!("drop action {action}"), &|rule| {
            rule.do_.remove(action);
        });
    }
    for hold in 0..rule.hold.len() {
        add(format!("drop hold {hold}"), &|rule| {
            rule.hold.remove(hold);
        });
    }
    if rule.profession.is_some() {
        add("drop profession".to_owned(), &|rule| rule.profession = None);
    }
    let all: Vec<NeedIndex> = (0..needs).map(NeedIndex::from_position).collect();
    let covered = rule.for_.clone().unwrap_or_else(|| all.clone());
    for dropped in BTreeSet::from([0, covered.len() - 1]) {
        add(format!("drop need {dropped}"), &|rule| {
            let mut needs = covered.clone();
            needs.remove(dropped);
            rule.for_ = Some(needs);
        });
    }
    if let Some(other) = all.iter().find(|need| !covered.contains(need)) {
        add("add a need".to_owned(), &|rule| {
            rule.for_.as_mut().unwrap().push(*other);
        });
        add("for every need".to_owned(), &|rule| rule.for_ = None);
    }
    edits
}

/// Each way to drop or change one literal.
fn edited(condition: &Condition, rules: &Rules) -> Vec<(String, Condition)> {
    match condition {
        Condition::Is {
            variable,
            values,
            span,
        } => {
            let whole = rules.variables[variable.position()].all();
            let single = (0..Mask::BITS)
                .map(|bit| 1 << bit)
                .filter(|value| whole & value != 0);
            let single: Vec<Mask> = single.collect();
            let mut others: BTreeSet<Mask> = single.iter().copied().collect();
            others.extend(single.iter().map(|value| values | value));
            others.extend(single.iter().map(|value| values & !value));
            others.insert(whole & !values);
            others.retain(|other| *other != 0 && other != values);
            let named = &rules
                .fact(rules.variables[variable.position()].fact)
                .id
                .value;
            others
                .into_iter()
                .map(|values| {
                    let is = Condition::Is {
                        variable: *variable,
                        values,
                        span: *span,
                    };
                    (format!("{named} {values:b}"), is)
                })
                .collect()
        }
        Condition::Not(part) => edited(part, rules)
            .into_iter()
            .map(|(edit, part)| (edit, Condition::Not(Box::new(part))))
            .collect(),
        Condition::All(parts) => edited_parts(parts, rules, Condition::All),
        Condition::Any(parts) => edited_parts(parts, rules, Condition::Any),
    }
}

fn edited_parts(
    parts: &[Condition],
    rules: &Rules,
    made: impl Fn(Vec<Condition>) -> Condition,
) -> Vec<(String, Condition)> {
    let mut edits = Vec::new();
    for (place, part) in parts.iter().enumerate() {
        let mut fewer = parts.to_vec();
        fewer.remove(place);
        edits.push((format!("drop part {place}"), made(fewer)));
        for (edit, part) in edited(part, rules) {
            let mut other = parts.to_vec();
            other[place] = part;
            edits.push((edit, made(other)));
        }
    }
    edits
}

/// Compares a mutant with the shipped rules, and what is said with what the judge says. True where a decision changes.
fn changes(directory: &Directory, mutant: &Mutant) -> bool {
    let needs = &directory.needs;
    let (old, new) = (&directory.rules, &mutant.rules);
    let found = difference(RuleSet { rules: old, needs }, RuleSet { rules: new, needs });
    let mut seen: BTreeMap<&str, &[Change]> = BTreeMap::new();
    for group in &found.needs {
        seen.extend(
            group
                .needs
                .iter()
                .map(|need| (need.as_str(), &group.changes[..])),
        );
    }
    let mut judge = Judge::new(directory);
    let person = judge.compare(old, new, |rules| of_person(rules, true), &[], needs);
    judge.agrees(mutant, "the person", &found.person, &person);
    let mut judged: BTreeMap<_, (&[Change], bool)> = BTreeMap::new();
    for (place, need) in needs.iter().enumerate() {
        let changes = seen
            .get(need.id.value.as_str())
            .copied()
            .unwrap_or_default();
        let members = |rules: &Rules| covering(rules, place);
        let (was, is) = (members(old), members(new));
        let edited = mutant.edited;
        if !was.contains(&edited) && (mutant.dropped || !is.contains(&edited)) {
            // The same rules stand on both sides: there is nothing to judge.
            assert!(changes.is_empty(), "{}: {}", mutant.edit, need.id.value);
            continue;
        }
        let (said, other_route) = judged
            .entry((was, is, &need.professions))
            .or_insert_with(|| {
                let mut judge = Judge::new(directory);
                let verdict = judge.compare(old, new, members, &need.professions, needs);
                judge.agrees(mutant, &need.id.value, changes, &verdict);
                (changes, judge.any_route_changes(old, new, place))
            });
        assert_eq!(*said, changes, "{}: {}", mutant.edit, need.id.value);
        // The route as the design words it: by all rules that cover the need, the red flags of the person among them.
        let seen = !changes.is_empty() || !found.person.is_empty();
        assert!(seen || !*other_route, "{}: {}", mutant.edit, need.id.value);
    }
    let changes = !found.person.is_empty() || !found.needs.is_empty();
    assert_eq!(found.changes_decisions(), changes, "{}", mutant.edit);
    changes
}

/// Places of the rules that stop the person whatever the needs, or of all others.
fn of_person(rules: &Rules, wanted: bool) -> Vec<usize> {
    let about = |rule: &Rule| {
        let mut per_need = false;
        for condition in rule.when.iter().chain(&rule.unless) {
            condition.variables(&mut |variable, _, _| {
                per_need |= rules.variables[variable.position()].per_need;
            });
        }
        rule.route == Route::Stop && rule.for_.is_none() && !per_need
    };
    (0..rules.rules.len())
        .filter(|place| about(&rules.rules[*place]) == wanted)
        .collect()
}

/// Places of the rules that are decided for a need.
fn covering(rules: &Rules, need: usize) -> Vec<usize> {
    let mut rest = of_person(rules, false);
    rest.retain(|place| rules.rules[*place].covers(Some(NeedIndex::from_position(need))));
    rest
}

/// What changes, each with the proposition that holds where it shows.
type Verdict = BTreeMap<What, Lit>;

/// Decides about cases by propositions alone.
struct Judge<'d> {
    propositions: Propositions,
    directory: &'d Directory,
    possible: Lit,
}

/// What one side decides, as propositions.
struct Decided {
    /// By route; place 0: none.
    routes: Vec<Lit>,
    beside: BTreeMap<Beside, Lit>,
}

impl<'d> Judge<'d> {
    fn new(directory: &'d Directory) -> Self {
        let mut propositions = Propositions::new(&directory.rules.variables);
        let impossible: Vec<Lit> = directory
            .rules
            .impossible
            .iter()
            .map(|condition| propositions.condition(&condition.when))
            .collect();
        let possible = !propositions.any(&impossible);
        Self {
            propositions,
            directory,
            possible,
        }
    }

    fn compare(
        &mut self,
        old: &Rules,
        new: &Rules,
        members: impl Fn(&Rules) -> Vec<usize>,
        own: &[signpost::model::vocabulary::Profession],
        needs: &[Need],
    ) -> Verdict {
        let [was, is] = [old, new].map(|rules| self.decided(rules, &members(rules), own, needs));
        let mut verdict = Verdict::new();
        let route = |place: usize| place.checked_sub(1).map(|place| Route::ALL[place]);
        for (from, was) in was.routes.iter().enumerate() {
            if !self.propositions.can_hold(&[*was, !is.routes[from]]) {
                continue;
            }
            for (to, is) in is.routes.iter().enumerate().filter(|(to, _)| *to != from) {
                let both = self.propositions.all(&[*was, *is]);
                self.add(
                    What::Route {
                        from: route(from),
                        to: route(to),
                    },
                    both,
                    &mut verdict,
                );
            }
        }
        let never = self.propositions.any(&[]);
        let named: BTreeSet<&Beside> = was.beside.keys().chain(is.beside.keys()).collect();
        for what in named {
            let was = was.beside.get(what).copied().unwrap_or(never);
            let is = is.beside.get(what).copied().unwrap_or(never);
            if was != is {
                for (now, one, other) in [(true, is, was), (false, was, is)] {
                    let only = self.propositions.all(&[one, !other]);
                    self.add(
                        What::Beside {
                            what: what.clone(),
                            now,
                        },
                        only,
                        &mut verdict,
                    );
                }
            }
        }
        verdict
    }

    fn add(&mut self, what: What, shows: Lit, verdict: &mut Verdict) {
        if self.propositions.can_hold(&[shows]) {
            verdict.insert(what, shows);
        }
    }

    fn decided(
        &mut self,
        rules: &Rules,
        members: &[usize],
        own: &[signpost::model::vocabulary::Profession],
        needs: &[Need],
    ) -> Decided {
        let mut counts: BTreeMap<usize, Lit> = BTreeMap::new();
        for place in members {
            self.counts(*place, rules, members, &mut counts);
        }
        let of = |chosen: &dyn Fn(&Rule) -> bool| -> Vec<Lit> {
            members
                .iter()
                .filter(|place| chosen(&rules.rules[**place]))
                .map(|place| counts[place])
                .collect()
        };
        let with: Vec<Lit> = Route::ALL
            .iter()
            .map(|route| self.propositions.any(&of(&|rule| rule.route == *route)))
            .collect();
        let mut routes = vec![!self.propositions.any(&with)];
        for place in 0..with.len() {
            let stronger = self.propositions.any(&with[place + 1..]);
            routes.push(self.propositions.all(&[with[place], !stronger]));
        }
        let mut parts: BTreeMap<Beside, Vec<Lit>> = BTreeMap::new();
        for place in members {
            let (rule, counts) = (&rules.rules[*place], counts[place]);
            let mut named: Vec<Beside> = rule
                .do_
                .iter()
                .map(|action| rules.action(*action))
                .map(|action| Beside::Do {
                    action: action.id.value.clone(),
                    label: action.label.clone(),
                })
                .collect();
            named.extend(rule.hold.iter().map(|hold| match hold {
                Hold::Service(id) => Beside::HoldService(id.clone()),
                Hold::Need(need) => Beside::HoldNeed(needs[need.position()].id.value.clone()),
            }));
            if rule.route == Route::Ahp {
                let professions = rule
                    .profession
                    .map_or_else(|| own.to_vec(), |named| vec![named]);
                named.extend(professions.into_iter().map(Beside::Profession));
            }
            for named in named {
                parts.entry(named).or_default().push(counts);
            }
        }
        let mut beside: BTreeMap<Beside, Lit> = BTreeMap::new();
        for (named, parts) in parts {
            beside.insert(named, self.propositions.any(&parts));
        }
        for place in 0..4 {
            let route = Route::ALL[place];
            let stronger = self.propositions.any(&with[place + 1..4]);
            let conditional = self
                .propositions
                .any(&of(&|rule| rule.route == route && rule.when.is_some()));
            let weaker = self.propositions.all(&[conditional, stronger]);
            let below_stop = self.propositions.all(&[with[place], !stronger, with[4]]);
            beside.insert(
                Beside::Also(route),
                self.propositions.any(&[weaker, below_stop]),
            );
        }
        let aside: Vec<Lit> = [Route::LinkWorker, Route::Ahp]
            .iter()
            .map(|route| {
                let places = members
                    .iter()
                    .filter(|place| rules.rules[**place].route == *route);
                let aside: Vec<Lit> = places
                    .map(|place| {
                        let applies = self.propositions.rule(&rules.rules[*place], &[]);
                        self.propositions.all(&[applies, !counts[place]])
                    })
                    .collect();
                self.propositions.any(&aside)
            })
            .collect();
        for (place, route) in [(0, Route::LinkWorker), (1, Route::Ahp)] {
            let by_route = self.propositions.any(&of(&|rule| {
                let names = rule
                    .instead_of
                    .iter()
                    .any(|target| target.value == SetsAside::Route(route));
                names && rule.route != Route::Stop
            }));
            let given = self.propositions.any(&with[route as usize..4]);
            let mut parts = vec![aside[place], by_route, !given];
            parts.extend(aside[place + 1..].iter().map(|stronger| !*stronger));
            beside.insert(Beside::Recommended(route), self.propositions.all(&parts));
        }
        Decided { routes, beside }
    }

    /// The rule applies, and no rule that counts names it or its route.
    fn counts(
        &mut self,
        place: usize,
        rules: &Rules,
        members: &[usize],
        counts: &mut BTreeMap<usize, Lit>,
    ) -> Lit {
        if let Some(known) = counts.get(&place) {
            return *known;
        }
        let rule = &rules.rules[place];
        let mut not_aside = Vec::new();
        for by in members.iter().filter(|by| **by != place) {
            let setter = &rules.rules[*by];
            let names = setter.instead_of.iter().any(|target| match target.value {
                SetsAside::Rule(named) => named.position() == place,
                SetsAside::Route(named) => named == rule.route,
            });
            if names && setter.route != Route::Stop && rule.route != Route::Stop {
                not_aside.push(!self.counts(*by, rules, members, counts));
            }
        }
        let here = self.propositions.rule(rule, &not_aside);
        counts.insert(place, here);
        here
    }

    /// True where some case gets another route by all rules that cover the need.
    fn any_route_changes(&mut self, old: &Rules, new: &Rules, need: usize) -> bool {
        let [was, is] = [old, new].map(|rules| {
            let mut members = covering(rules, need);
            members.extend(of_person(rules, true));
            self.decided(rules, &members, &[], &self.directory.needs)
        });
        let mut kept = Vec::new();
        for (was, is) in was.routes.iter().zip(&is.routes) {
            kept.push(self.propositions.all(&[*was, *is]));
        }
        let kept = self.propositions.any(&kept);
        self.propositions.can_hold(&[!kept])
    }

    /// What is said is what the judge says, and each example is one.
    fn agrees(&mut self, mutant: &Mutant, of: &str, said: &[Change], judged: &Verdict) {
        let edit = &mutant.edit;
        let whats: Vec<&What> = said.iter().map(|change| &change.what).collect();
        let unique: BTreeSet<&What> = whats.iter().copied().collect();
        assert_eq!(unique.len(), whats.len(), "{edit}: {of}");
        assert_eq!(unique, judged.keys().collect(), "{edit}: {of}");
        for Change { what, cases } in said {
            let shows = judged[what];
            let likely = self.propositions.can_hold(&[shows, self.possible]);
            assert_eq!(cases.impossible, !likely, "{edit}: {of}: {what:?}");
            let class = self.class(cases);
            let mut among = vec![class];
            if likely {
                among.push(self.possible);
            }
            assert!(self.propositions.can_hold(&among), "{edit}: {of}: {what:?}");
            among.push(!shows);
            assert!(
                !self.propositions.can_hold(&among),
                "{edit}: {of}: {what:?} in {cases:?}"
            );
        }
    }

    fn class(&mut self, cases: &Cases) -> Lit {
        let rules = &self.directory.rules;
        let mut parts = Vec::new();
        for said in &cases.when {
            let fact = rules.fact_by_id(&said.fact).unwrap();
            for (variable, of_fact) in rules.variables_of(fact) {
                let element = of_fact.element.map(|element| {
                    rules.fact(fact).values()[usize::from(element)]
                        .value
                        .clone()
                });
                if element == said.element {
                    parts.push(
                        self.propositions
                            .is(variable.position(), mask(rules, variable, &said.values)),
                    );
                }
            }
        }
        self.propositions.all(&parts)
    }
}

fn mask(rules: &Rules, variable: VariableIndex, words: &[String]) -> Mask {
    let of_fact = rules.variables[variable.position()];
    let values = rules.fact(of_fact.fact).values();
    let known: Vec<&str> = if values.is_empty() || of_fact.element.is_some() {
        vec!["no", "yes"]
    } else {
        values.iter().map(|value| value.value.as_str()).collect()
    };
    words.iter().fold(0, |mask, word| {
        mask | 1 << known.iter().position(|known| known == word).unwrap()
    })
}
