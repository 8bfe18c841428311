//! How many questions a need takes after the red flags, over the shipped rules.
//!
//! Every answer is as likely as any other, and the profile is that of an occupational therapist who sees people a few
//! times and knows the area. The mean is exact: every way that the answers can go is followed. For the three needs with
//! the smallest diagrams the least mean that any order of questions could reach is worked out as well.

#![expect(clippy::print_stdout, reason = "a benchmark prints what it measured")]

mod common;

use common::rule_sets::{self, SHAPES, Shape};
use divan::Bencher;
use signpost::model::Directory;
use signpost::model::fact::{FactIndex, Mask, VariableIndex};
use signpost::model::need::NeedIndex;
use signpost::model::rule::Rules;
use signpost::route::Compiled;
use signpost::route::ask::{OpenNeed, questions};
use signpost::route::exact::Exact;
use std::collections::BTreeMap;
use std::hint::black_box;

const PROFILE: [(&str, &str); 3] = [
    ("you-are", "ahp"),
    ("contact", "short-course"),
    ("knows-area", "yes"),
];

fn main() {
    let directory = common::shipped().directory;
    let compiled = Compiled::new(&directory);
    let start = after_the_red_flags(&directory.rules);
    let mut sizes: Vec<(usize, NeedIndex)> = Vec::new();
    let mut worst: f64 = 0.0;
    println!("mean questions after the red flags");
    for position in 0..directory.needs.len() {
        let need = NeedIndex::from_position(position);
        let exact = compiled.need(need).exact(&directory.rules);
        let diagram = exact.diagram().expect("the shipped rules fit a diagram");
        let size = diagram.restrict(&start).len();
        if size > 0 {
            sizes.push((size, need));
        }
        let mut asking = Asking {
            compiled: &compiled,
            rules: &directory.rules,
            need,
            seen: BTreeMap::new(),
        };
        let mean = asking.mean(&start);
        worst = worst.max(mean);
        println!("  {:<26}{mean:.2}", directory.need(need).id.value);
    }
    println!("  at most {worst:.2}");
    sizes.sort_unstable();
    println!("the least any order could reach, for the three smallest needs");
    for (_, need) in sizes.iter().take(3) {
        let exact = compiled.need(*need).exact(&directory.rules);
        let mut best = Best {
            exact,
            rules: &directory.rules,
            seen: BTreeMap::new(),
        };
        println!(
            "  {:<26}{:.2}",
            directory.need(*need).id.value,
            best.mean(&start)
        );
    }
    divan::main();
}

/// Every red flag is not so, the profile is known, and nothing else is.
fn after_the_red_flags(rules: &Rules) -> Vec<Mask> {
    let variables = rules.variables.iter().map(|variable| {
        let fact = rules.fact(variable.fact);
        if fact.is_red_flag() {
            return 0b01;
        }
        let profile = PROFILE.iter().find(|(id, _)| *id == fact.id.value);
        let Some((_, word)) = profile else {
            return variable.all();
        };
        let value = fact.values().iter().position(|value| value.value == *word);
        // A yes/no fact has no declared values: no is the first, yes the second.
        1 << value.unwrap_or(usize::from(*word == "yes"))
    });
    variables.collect()
}

/// The variables of each fact that still matter.
fn open(exact: &Exact, rules: &Rules, known: &[Mask]) -> BTreeMap<FactIndex, Vec<VariableIndex>> {
    let mut open: BTreeMap<FactIndex, Vec<VariableIndex>> = BTreeMap::new();
    for variable in exact.matters(known).expect("there is a diagram") {
        let fact = rules.variables[variable.position()].fact;
        open.entry(fact).or_default().push(variable);
    }
    open
}

/// Every answer to a question: one value for each of its variables that still matters.
fn answers(variables: &[VariableIndex], known: &[Mask]) -> Vec<Vec<Mask>> {
    let mut answers = vec![known.to_vec()];
    for variable in variables {
        let position = variable.position();
        let values = (0..32).map(|value| 1 << value);
        let values: Vec<Mask> = values
            .filter(|value| known[position] & value != 0)
            .collect();
        answers = answers
            .iter()
            .flat_map(|answer| {
                values.iter().map(|value| {
                    let mut narrower = answer.clone();
                    narrower[position] = *value;
                    narrower
                })
            })
            .collect();
    }
    answers
}

fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / f64::from(u32::try_from(values.len()).unwrap_or(u32::MAX))
}

/// Asks as the program does.
struct Asking<'a> {
    compiled: &'a Compiled,
    rules: &'a Rules,
    need: NeedIndex,
    seen: BTreeMap<Vec<Mask>, f64>,
}

impl Asking<'_> {
    fn mean(&mut self, known: &[Mask]) -> f64 {
        let exact = self.compiled.need(self.need).exact(self.rules);
        if exact.ends(known).only().is_some() {
            return 0.0;
        }
        let open = open(exact, self.rules, known);
        let key = known.to_vec();
        if let Some(seen) = self.seen.get(&key) {
            return *seen;
        }
        let state = OpenNeed {
            need: self.need,
            known: known.to_vec(),
        };
        let next = questions(self.compiled, self.rules, &[state])[0];
        let after: Vec<f64> = answers(&open[&next.fact], known)
            .iter()
            .map(|known| self.mean(known))
            .collect();
        let questions = 1.0 + mean(&after);
        self.seen.insert(key, questions);
        questions
    }
}

/// Tries every order of questions.
struct Best<'a> {
    exact: &'a Exact,
    rules: &'a Rules,
    seen: BTreeMap<Vec<Mask>, f64>,
}

impl Best<'_> {
    fn mean(&mut self, known: &[Mask]) -> f64 {
        if self.exact.ends(known).only().is_some() {
            return 0.0;
        }
        let key = known.to_vec();
        if let Some(seen) = self.seen.get(&key) {
            return *seen;
        }
        let best = open(self.exact, self.rules, known)
            .values()
            .map(|variables| {
                let after: Vec<f64> = answers(variables, known)
                    .iter()
                    .map(|known| self.mean(known))
                    .collect();
                1.0 + mean(&after)
            })
            .fold(f64::INFINITY, f64::min);
        self.seen.insert(key, best);
        best
    }
}

#[divan::bench]
fn the_next_question(bencher: Bencher) {
    let directory: Directory = common::shipped().directory;
    let compiled = Compiled::new(&directory);
    let falls = directory.need_by_id("falls").expect("the need falls");
    let known = after_the_red_flags(&directory.rules);
    let state = [OpenNeed { need: falls, known }];
    bencher.bench_local(|| questions(&compiled, &directory.rules, black_box(&state)));
}

/// With nothing known but that no red flag is raised. The diagram is made beforehand, as it is for a whole conversation.
#[divan::bench(args = SHAPES, sample_count = 20)]
fn the_next_question_of_generated_rules(bencher: Bencher, shape: Shape) {
    let rules = rule_sets::generated(shape);
    let need = rule_sets::need();
    let compiled = Compiled::of(&rules, std::iter::once(need));
    let known = after_the_red_flags(&rules);
    let state = [OpenNeed { need, known }];
    let _ = compiled.need(need).exact(&rules);
    bencher.bench_local(|| questions(&compiled, &rules, black_box(&state)));
}
