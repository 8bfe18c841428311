//! Decisions a second of signpost, zen-engine and cel: in memory, on one core, in one run.
//!
//! See the README beside this for what is compared and what is not. Every peer must give the same route as signpost for
//! every case before anything is timed.

mod first_hit;
mod language;
mod timing;
mod with_cel;
mod with_zen;

#[path = "../../benches/common/mod.rs"]
mod common;

use cel::Env;
use common::Random;
use common::rule_sets::{self, SHAPES, Spread};
use first_hit::{Step, steps};
use signpost::model::Directory;
use signpost::model::fact::Mask;
use signpost::model::need::NeedIndex;
use signpost::model::rule::{Route, Rules};
use signpost::route::{Compiled, Outcome};
use std::hint::black_box;
use std::path::Path;
use std::sync::Arc;
use timing::Contest;
use zen_expression::vm::VM;

const CASES: usize = 2_048;
/// Needs of the shipped directory that are measured alone.
const TYPICAL: [&str; 4] = ["falls", "loneliness", "transport", "carer-support"];

/// Rules and cases that every engine decides.
struct Set<'a> {
    title: String,
    rules: &'a Rules,
    compiled: &'a Compiled,
    needs: Vec<NeedIndex>,
    /// Which of the needs, and what is known: everything.
    cases: Vec<(usize, Vec<Mask>)>,
}

impl<'a> Set<'a> {
    fn new(
        title: impl Into<String>,
        rules: &'a Rules,
        compiled: &'a Compiled,
        needs: Vec<NeedIndex>,
    ) -> Self {
        let mut random = Random::new(1);
        let cases = (0..CASES).map(|_| {
            let known = rule_sets::case(rules, 0, &mut random);
            (random.below(needs.len()), known)
        });
        Self {
            title: title.into(),
            rules,
            compiled,
            cases: cases.collect(),
            needs,
        }
    }

    /// How many rules can decide one of the cases.
    fn rule_count(&self) -> usize {
        let rules = self.rules.rules.iter();
        rules
            .filter(|rule| self.needs.iter().any(|need| rule.covers(Some(*need))))
            .count()
    }

    /// The routes of signpost, which the peers must give too.
    fn routes(&self) -> Vec<Route> {
        let (mut person, mut need) = (Outcome::default(), Outcome::default());
        let routes = self.cases.iter().map(|(index, known)| {
            self.compiled.person().decide(known, &mut person);
            self.compiled
                .need(self.needs[*index])
                .decide(known, &mut need);
            let route = person.established.max(need.established);
            route.expect("everything is known and there is a default")
        });
        routes.collect()
    }

    /// Compiles something for each need.
    fn for_each_need<T>(&self, compile: impl Fn(&[Step]) -> T) -> Vec<T> {
        let needs = self.needs.iter();
        needs
            .map(|need| compile(&steps(self.rules, *need)))
            .collect()
    }

    /// Panics where an engine gives another route than signpost for a case.
    fn verify(&self, engine: &str, mut route: impl FnMut(usize) -> Route) {
        for (case, expected) in self.routes().into_iter().enumerate() {
            assert_eq!(
                route(case),
                expected,
                "{engine}, {}, case {case}",
                self.title
            );
        }
    }
}

fn main() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../directory");
    let loaded = signpost::load::folder::load(&folder).expect("the shipped directory is there");
    let directory = loaded.directory;
    let compiled = Compiled::new(&directory);
    timing::heading();
    let every = (0..directory.needs.len()).map(NeedIndex::from_position);
    let every = every.collect();
    let shipped = |title: &str, needs| {
        let title = format!("shipped, {title}");
        measure(&Set::new(title, &directory.rules, &compiled, needs));
    };
    shipped("every need", every);
    for id in TYPICAL {
        shipped(id, vec![need(&directory, id)]);
    }
    for shape in SHAPES {
        let rules = rule_sets::generated(shape);
        let needs = vec![rule_sets::need()];
        let compiled = Compiled::of(&rules, needs.iter().copied());
        let title = match shape.spread {
            Spread::Clustered => "generated, clustered",
            Spread::Uniform => "generated, uniform",
        };
        measure(&Set::new(title, &rules, &compiled, needs));
    }
    timing::footnote();
}

fn need(directory: &Directory, id: &str) -> NeedIndex {
    let position = directory.needs.iter().position(|need| need.id.value == id);
    NeedIndex::from_position(position.expect("the shipped directory has the need"))
}

/// Lets every engine decide every case, checks their answers, takes the time and prints a line.
fn measure(set: &Set) {
    let zen_inputs: Vec<_> = set
        .cases
        .iter()
        .map(|(_, known)| with_zen::input(known, set.rules))
        .collect();
    let cel_inputs: Vec<_> = set
        .cases
        .iter()
        .map(|(_, known)| with_cel::Inputs::new(known, set.rules))
        .collect();
    let env = Arc::new(Env::stdlib());
    let contexts: Vec<_> = cel_inputs
        .iter()
        .map(|inputs| inputs.context(&env))
        .collect();
    let mut contest = Contest::new(CASES);

    let (mut person, mut need) = (Outcome::default(), Outcome::default());
    contest.enter(timing::SIGNPOST, move |case| {
        let (index, known) = &set.cases[case];
        let groups = (set.compiled.person(), set.compiled.need(set.needs[*index]));
        groups.0.decide(known, &mut person);
        groups.1.decide(known, &mut need);
        black_box((&person, &need));
        // Every rule that applies is handed over, not only found.
        let flags = groups.0.rules_of(&person.applies);
        flags
            .chain(groups.1.rules_of(&need.applies))
            .for_each(|rule| {
                black_box(rule);
            });
    });
    // Each form both ways round; the faster counts.
    for first in [false, true] {
        for form in [with_zen::table, with_zen::graph] {
            let decisions = set.for_each_need(|steps| form(steps, first, set.rules));
            let inputs = &zen_inputs;
            let decide =
                move |case: usize| with_zen::decide(&decisions[set.cases[case].0], &inputs[case]);
            set.verify("zen-engine", |case| with_zen::route(&decide(case)));
            contest.enter(timing::ZEN_ENGINE, move |case| {
                black_box(decide(case));
            });
        }
        let expressions = set.for_each_need(|steps| with_zen::expression(steps, first, set.rules));
        let (inputs, mut machine) = (&zen_inputs, VM::new());
        let mut evaluate = move |case: usize| {
            with_zen::evaluate(&expressions[set.cases[case].0], &inputs[case], &mut machine)
        };
        set.verify("zen-expression", |case| with_zen::route(&evaluate(case)));
        contest.enter(timing::ZEN_EXPRESSION, move |case| {
            black_box(evaluate(case));
        });
        let programs = set.for_each_need(|steps| with_cel::compiled(steps, first, set.rules));
        let contexts = &contexts;
        let decide =
            move |case: usize| with_cel::decide(&programs[set.cases[case].0], &contexts[case]);
        set.verify("cel", &decide);
        contest.enter(timing::CEL, move |case| {
            black_box(decide(case));
        });
    }
    contest.run(&set.title, set.rules.facts.len(), set.rule_count());
}
