//! What is proved of the shipped rules, every case of every need looked at, on one core.

#![expect(clippy::print_stdout, reason = "a benchmark prints what it measured")]

mod common;

use common::rule_sets::{self, SHAPES, Shape};
use divan::Bencher;
use signpost::model::Directory;
use signpost::model::fact::Mask;
use signpost::model::rule::Condition;
use signpost::route::diff::{RuleSet, difference};
use signpost::route::prove::prove;
use std::hint::black_box;

fn main() {
    let directory = common::shipped().directory;
    println!(
        "{} rules, {} needs",
        directory.rules.rules.len(),
        directory.needs.len()
    );
    divan::main();
}

fn side(directory: &Directory) -> RuleSet<'_> {
    RuleSet {
        rules: &directory.rules,
        needs: &directory.needs,
    }
}

#[divan::bench]
fn diff_with_itself(bencher: Bencher) {
    let directory = common::shipped().directory;
    bencher.bench_local(|| difference(side(&directory), side(&directory)));
}

/// A rule of every need that sends to a link worker looks at another value.
#[divan::bench]
fn diff_with_a_mutant(bencher: Bencher) {
    let (old, mut new) = (common::shipped().directory, common::shipped().directory);
    let rule = new
        .rules
        .rules
        .iter_mut()
        .find(|rule| rule.id.value == "lw-interacting");
    let rule = rule.expect("the shipped rules have this one");
    let Some(Condition::All(parts)) = &mut rule.when else {
        panic!("a table of one fact");
    };
    let Condition::Is { values, .. } = &mut parts[0] else {
        panic!("one fact");
    };
    let whole: Mask = 0b111;
    *values = whole & !*values;
    bencher.bench_local(|| difference(side(&old), side(&new)));
}

/// Every proof over generated rules for one need.
#[divan::bench(args = SHAPES, sample_count = 10)]
fn every_proof_of_generated_rules(bencher: Bencher, shape: Shape) {
    let rules = rule_sets::generated(shape);
    bencher.bench_local(|| prove(black_box(&rules), 1));
}

#[divan::bench]
fn every_proof(bencher: Bencher) {
    let directory = common::shipped().directory;
    bencher.bench_local(|| prove(black_box(&directory.rules), directory.needs.len()));
}
