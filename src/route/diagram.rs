//! Every case at once: from the root, the values of one variable after another lead to what the rules give.
//!
//! A diagram is a decision tree whose equal parts are drawn once, and in which a variable that makes no difference is left
//! out (a reduced, ordered, multi-valued decision diagram). So what is still possible, what can still matter and how
//! likely each end would be are exact, and each is one walk over a few dozen nodes.

mod build;
mod order;

use super::logic::{Formula, Logic};
use super::meaning::Meaning;
use crate::model::fact::{Mask, VariableIndex};
use std::collections::BTreeMap;

/// More nodes than this, and there is no diagram: the interval and the solver answer instead.
pub const MOST_NODES: usize = 200_000;

/// The most ends of a diagram: no route, and the five routes.
pub const MOST_ENDS: usize = 6;

/// A node by its place, or an end of the diagram.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Place {
    /// What is given: the number of one of the formulas that the diagram was made of.
    End(u8),
    /// Another variable to look at.
    Node(u32),
}

/// One variable that makes a difference, and where each of its values leads.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Node {
    /// Its place in the order.
    level: u32,
    next: Box<[Place]>,
}

/// A diagram. Its nodes stand so that each leads only to nodes before it.
#[derive(Clone, Debug)]
pub struct Diagram {
    /// Variables in the order they are looked at.
    order: Vec<VariableIndex>,
    /// How many values each variable of `order` has.
    sizes: Vec<u8>,
    nodes: Vec<Node>,
    root: Place,
}

/// How likely each end is, were every combination of answers that is still possible as likely as any other. That is how
/// questions are ordered; it says nothing about people.
pub type Shares = [f64; MOST_ENDS];

impl Diagram {
    /// The diagram of the routes that rules give: end 0 where they give none, else the route from the weakest, from 1.
    ///
    /// `None` where more than `most_nodes` would have to be looked at.
    #[must_use]
    pub fn new(logic: &Logic, meaning: &Meaning, most_nodes: usize) -> Option<Self> {
        let order = order::order(logic, &meaning.counts, &meaning.applies);
        build::build(logic, &meaning.by_strength(), order, most_nodes)
    }

    /// The diagram that ends at 1 where the formula holds, and at 0 elsewhere.
    #[must_use]
    pub fn of(logic: &Logic, formula: Formula, most_nodes: usize) -> Option<Self> {
        let order = order::order(logic, &[formula], &logic.parts(formula));
        build::build(logic, &[(1, formula)], order, most_nodes)
    }

    /// How many nodes there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.nodes.len()
    }

    /// True where nothing makes a difference.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.nodes.is_empty()
    }

    /// The variable of a node.
    fn variable(&self, node: &Node) -> VariableIndex {
        self.order[node.level as usize]
    }

    /// The ends that are possible with this knowledge, one bit each.
    #[must_use]
    pub fn ends(&self, known: &[Mask]) -> u8 {
        let mut ends = vec![0u8; self.nodes.len()];
        for (place, node) in self.nodes.iter().enumerate() {
            let known = known[self.variable(node).position()];
            ends[place] = values(known).fold(0, |all, value| {
                all | match node.next[value] {
                    Place::End(end) => 1 << end,
                    Place::Node(next) => ends[next as usize],
                }
            });
        }
        match self.root {
            Place::End(end) => 1 << end,
            Place::Node(root) => ends[root as usize],
        }
    }

    /// The variables that can still make a difference, in the order of the file: for each there are two cases that differ in
    /// it alone and end differently.
    #[must_use]
    pub fn matters(&self, known: &[Mask]) -> Vec<VariableIndex> {
        let restricted = self.restrict(known);
        let mut matters: Vec<VariableIndex> = restricted
            .nodes
            .iter()
            .map(|node| restricted.variable(node))
            .collect();
        matters.sort_unstable();
        matters.dedup();
        matters
    }

    /// What is left of the diagram with this knowledge, again without what makes no difference and without unused nodes.
    #[must_use]
    pub fn restrict(&self, known: &[Mask]) -> Self {
        let needed = self.reached(known);
        let mut kept = build::Unique::default();
        let mut became: Vec<Option<Place>> = vec![None; self.nodes.len()];
        let now = |place: Place, became: &[Option<Place>]| match place {
            Place::End(_) => place,
            Place::Node(node) => became[node as usize].unwrap_or(place),
        };
        for (place, node) in self.nodes.iter().enumerate() {
            if !needed[place] {
                continue;
            }
            let known = known[self.variable(node).position()];
            let first = values(known).next().unwrap_or(0);
            let next: Vec<Place> = (0..node.next.len())
                .map(|value| {
                    if known >> value & 1 == 1 {
                        value
                    } else {
                        first
                    }
                })
                .map(|value| now(node.next[value], &became))
                .collect();
            became[place] = Some(kept.node(node.level, next));
        }
        Self {
            order: self.order.clone(),
            sizes: self.sizes.clone(),
            root: now(self.root, &became),
            nodes: kept.into_nodes(),
        }
        .without_unused()
    }

    /// A diagram may keep nodes that a later reduction made needless; here they go.
    fn without_unused(self) -> Self {
        let whole: Vec<Mask> = self.whole();
        let used = self.reached(&whole);
        if used.iter().all(|used| *used) {
            return self;
        }
        let mut became = BTreeMap::new();
        let mut nodes = Vec::new();
        let now = |place: Place, became: &BTreeMap<u32, u32>| match place {
            Place::Node(node) => Place::Node(*became.get(&node).unwrap_or(&node)),
            end @ Place::End(_) => end,
        };
        for (place, node) in (0u32..).zip(&self.nodes) {
            if used[place as usize] {
                became.insert(place, u32::try_from(nodes.len()).unwrap_or(u32::MAX));
                nodes.push(Node {
                    level: node.level,
                    next: node.next.iter().map(|next| now(*next, &became)).collect(),
                });
            }
        }
        Self {
            root: now(self.root, &became),
            nodes,
            ..self
        }
    }

    /// Every value of each variable that the diagram looks at; nothing for others.
    fn whole(&self) -> Vec<Mask> {
        let most = self.order.iter().map(|variable| variable.position() + 1);
        let mut whole = vec![0; most.max().unwrap_or(0)];
        for (variable, size) in self.order.iter().zip(&self.sizes) {
            whole[variable.position()] = if *size >= 32 {
                Mask::MAX
            } else {
                (1 << size) - 1
            };
        }
        whole
    }

    /// Which nodes can be reached from the root.
    fn reached(&self, known: &[Mask]) -> Vec<bool> {
        let mut reached = vec![false; self.nodes.len()];
        if let Place::Node(root) = self.root {
            reached[root as usize] = true;
        }
        for (place, node) in self.nodes.iter().enumerate().rev() {
            if reached[place] {
                for value in values(known[self.variable(node).position()]) {
                    if let Place::Node(next) = node.next[value] {
                        reached[next as usize] = true;
                    }
                }
            }
        }
        reached
    }

    /// How likely each end is from each node, and from the root.
    fn shares_below(&self, known: &[Mask]) -> Vec<Shares> {
        let mut below: Vec<Shares> = vec![[0.0; MOST_ENDS]; self.nodes.len()];
        for (place, node) in self.nodes.iter().enumerate() {
            let known = known[self.variable(node).position()];
            let weight = 1.0 / f64::from(known.count_ones().max(1));
            let mut shares = [0.0; MOST_ENDS];
            for value in values(known) {
                add(&mut shares, &share_of(node.next[value], &below), weight);
            }
            below[place] = shares;
        }
        below
    }

    /// How likely each end is with this knowledge.
    #[must_use]
    pub fn shares(&self, known: &[Mask]) -> Shares {
        share_of(self.root, &self.shares_below(known))
    }

    /// For each variable that is looked at, and each of its values that is possible: how likely each end is once it is known.
    ///
    /// One walk down and one up, whatever the number of variables.
    #[must_use]
    pub fn shares_given(&self, known: &[Mask]) -> BTreeMap<(VariableIndex, u8), Shares> {
        let below = self.shares_below(known);
        let whole = share_of(self.root, &below);
        let mut reach = vec![0.0; self.nodes.len()];
        if let Place::Node(root) = self.root {
            reach[root as usize] = 1.0;
        }
        let mut given: BTreeMap<(VariableIndex, u8), Shares> = BTreeMap::new();
        for (place, node) in self.nodes.iter().enumerate().rev() {
            let variable = self.variable(node);
            let known = known[variable.position()];
            if reach[place] == 0.0 {
                continue;
            }
            let weight = 1.0 / f64::from(known.count_ones().max(1));
            for value in values(known) {
                if let Place::Node(next) = node.next[value] {
                    reach[next as usize] += reach[place] * weight;
                }
                // Cases that never meet the variable end as before; those that meet it here go where this value leads.
                let value = u8::try_from(value).unwrap_or(u8::MAX);
                let shares = given.entry((variable, value)).or_insert(whole);
                add(shares, &below[place], -reach[place]);
                let next = share_of(node.next[usize::from(value)], &below);
                add(shares, &next, reach[place]);
            }
        }
        given
    }

    /// The case that leads to one of `ends` (a bit each) at the least cost, and what it costs: one value for each variable
    /// that is looked at on the way. `cost` says what it costs that a variable has a value; `None`: it cannot have it.
    #[must_use]
    pub fn cheapest(
        &self,
        ends: u8,
        cost: impl Fn(VariableIndex, u8) -> Option<u32>,
    ) -> Option<(u32, Vec<(VariableIndex, u8)>)> {
        let of_end = |end: u8| (ends >> end & 1 == 1).then_some(0);
        let mut best: Vec<Option<(u32, u8)>> = vec![None; self.nodes.len()];
        for (place, node) in self.nodes.iter().enumerate() {
            let variable = self.variable(node);
            for (value, next) in (0u8..).zip(&node.next) {
                let after = match next {
                    Place::End(end) => of_end(*end),
                    Place::Node(next) => best[*next as usize].map(|(cost, _)| cost),
                };
                if let (Some(after), Some(here)) = (after, cost(variable, value))
                    && best[place].is_none_or(|(known, _)| after + here < known)
                {
                    best[place] = Some((after + here, value));
                }
            }
        }
        let mut place = self.root;
        let mut way = Vec::new();
        let mut total = None;
        loop {
            match place {
                Place::End(end) => {
                    of_end(end)?;
                    return Some((total.unwrap_or(0), way));
                }
                Place::Node(node) => {
                    let (cost, value) = best[node as usize]?;
                    total = total.or(Some(cost));
                    let node = &self.nodes[node as usize];
                    way.push((self.variable(node), value));
                    place = node.next[usize::from(value)];
                }
            }
        }
    }
}

/// The values of a set, smallest first.
fn values(known: Mask) -> impl Iterator<Item = usize> {
    (0..Mask::BITS as usize).filter(move |value| known >> value & 1 == 1)
}

fn share_of(place: Place, below: &[Shares]) -> Shares {
    match place {
        Place::End(end) => {
            let mut shares = [0.0; MOST_ENDS];
            shares[usize::from(end)] = 1.0;
            shares
        }
        Place::Node(node) => below[node as usize],
    }
}

fn add(shares: &mut Shares, more: &Shares, weight: f64) {
    for (share, more) in shares.iter_mut().zip(more) {
        *share += more * weight;
    }
}
