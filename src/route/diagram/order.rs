//! In which order a diagram looks at variables. Those that conditions name together stand near each other, which keeps the
//! diagram small: the method is FORCE (Aloul, Markov and Sakallah 2003), each variable moving to the middle of the
//! conditions that name it.

use crate::model::fact::VariableIndex;
use crate::route::logic::{Formula, Logic, Node};
use std::collections::{BTreeMap, BTreeSet};

/// More rounds than this change little.
const MOST_ROUNDS: usize = 60;

/// The variables that the formulas look at.
pub(super) fn order(logic: &Logic, ends: &[Formula], groups: &[Formula]) -> Vec<VariableIndex> {
    let mut used = BTreeSet::new();
    let mut seen = BTreeSet::new();
    for end in ends {
        variables(logic, *end, &mut seen, &mut used);
    }
    let named: Vec<Vec<VariableIndex>> = groups
        .iter()
        .map(|group| {
            let mut of_group = BTreeSet::new();
            variables(logic, *group, &mut BTreeSet::new(), &mut of_group);
            of_group.into_iter().filter(|v| used.contains(v)).collect()
        })
        .filter(|of_group: &Vec<VariableIndex>| of_group.len() > 1)
        .collect();
    let mut order: Vec<VariableIndex> = used.into_iter().collect();
    let mut best = (span(&order, &named), order.clone());
    for _ in 0..MOST_ROUNDS {
        order = moved(&order, &named);
        let span = span(&order, &named);
        if span < best.0 {
            best = (span, order.clone());
        }
    }
    best.1
}

fn variables(
    logic: &Logic,
    formula: Formula,
    seen: &mut BTreeSet<Formula>,
    found: &mut BTreeSet<VariableIndex>,
) {
    if !seen.insert(formula) {
        return;
    }
    match logic.node(formula) {
        Node::Is(variable, _) => {
            found.insert(*variable);
        }
        Node::All(parts) | Node::Any(parts) => {
            for part in parts {
                variables(logic, *part, seen, found);
            }
        }
    }
}

fn places(order: &[VariableIndex]) -> BTreeMap<VariableIndex, usize> {
    let places = order.iter().enumerate();
    places.map(|(place, variable)| (*variable, place)).collect()
}

/// How far apart the variables of each group stand, all together.
fn span(order: &[VariableIndex], groups: &[Vec<VariableIndex>]) -> usize {
    let places = places(order);
    groups
        .iter()
        .map(|group| {
            let of_group = || group.iter().map(|variable| places[variable]);
            of_group().max().unwrap_or(0) - of_group().min().unwrap_or(0)
        })
        .sum()
}

/// Each variable at the middle of its groups; those that stand equal keep the order of the file.
fn moved(order: &[VariableIndex], groups: &[Vec<VariableIndex>]) -> Vec<VariableIndex> {
    let places = places(order);
    let mut sums: BTreeMap<VariableIndex, (f64, f64)> = BTreeMap::new();
    for group in groups {
        let middle = group
            .iter()
            .map(|variable| as_f64(places[variable]))
            .sum::<f64>()
            / as_f64(group.len());
        for variable in group {
            let (sum, count) = sums.entry(*variable).or_default();
            *sum += middle;
            *count += 1.0;
        }
    }
    let mut moved: Vec<(f64, VariableIndex)> = order
        .iter()
        .map(|variable| {
            let here = as_f64(places[variable]);
            let middle = sums.get(variable).map_or(here, |(sum, count)| sum / count);
            (middle, *variable)
        })
        .collect();
    moved.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
    moved.into_iter().map(|(_, variable)| variable).collect()
}

fn as_f64(number: usize) -> f64 {
    f64::from(u32::try_from(number).unwrap_or(u32::MAX))
}
