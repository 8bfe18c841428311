//! Builds a diagram from formulas, each equal part once.

use super::{Diagram, Node, Place};
use crate::model::fact::{Mask, VariableIndex};
use crate::route::logic::{Formula, Logic, Node as Says};
use std::collections::{BTreeMap, HashMap};

/// Nodes, each once: equal ones share a place, and a node whose values all lead to one place is that place.
#[derive(Default)]
pub(super) struct Unique {
    nodes: Vec<Node>,
    // Only ever looked up, never walked through, so its order cannot show.
    places: HashMap<(u32, Box<[Place]>), u32, Fixed>,
}

/// The standard hasher, with the same keys in every run.
type Fixed = std::hash::BuildHasherDefault<std::hash::DefaultHasher>;

impl Unique {
    pub(super) fn node(&mut self, level: u32, next: Vec<Place>) -> Place {
        if next.windows(2).all(|pair| pair[0] == pair[1])
            && let Some(only) = next.first()
        {
            return *only;
        }
        let next = next.into_boxed_slice();
        let (nodes, places) = (&mut self.nodes, &mut self.places);
        let place = *places
            .entry((level, next))
            .or_insert_with_key(|(level, next)| {
                nodes.push(Node {
                    level: *level,
                    next: next.clone(),
                });
                u32::try_from(nodes.len() - 1).unwrap_or(u32::MAX)
            });
        Place::Node(place)
    }

    pub(super) fn into_nodes(self) -> Vec<Node> {
        self.nodes
    }
}

const NEVER: Place = Place::End(0);
const ALWAYS: Place = Place::End(1);

/// How two diagrams are put together.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Join {
    /// Both hold.
    And,
    /// One of them holds.
    Or,
    /// This end where the first holds; elsewhere the second.
    Mark(u8),
}

struct Builder<'l> {
    logic: &'l Logic,
    level_of: BTreeMap<VariableIndex, u32>,
    sizes: Vec<u8>,
    unique: Unique,
    joined: HashMap<(Join, Place, Place), Place, Fixed>,
    formulas: BTreeMap<Formula, Place>,
    most_nodes: usize,
}

/// The diagram that ends at the last of `marks` whose formula holds, and at 0 where none does.
pub(super) fn build(
    logic: &Logic,
    marks: &[(u8, Formula)],
    order: Vec<VariableIndex>,
    most_nodes: usize,
) -> Option<Diagram> {
    let sizes: Vec<u8> = order
        .iter()
        .map(|variable| {
            let values = logic.whole()[variable.position()].count_ones();
            u8::try_from(values).unwrap_or(u8::MAX)
        })
        .collect();
    let mut builder = Builder {
        logic,
        level_of: (0u32..)
            .zip(&order)
            .map(|(level, variable)| (*variable, level))
            .collect(),
        sizes: sizes.clone(),
        unique: Unique::default(),
        joined: HashMap::default(),
        formulas: BTreeMap::new(),
        most_nodes,
    };
    let mut root = Place::End(0);
    for (end, formula) in marks {
        let holds = builder.formula(*formula)?;
        root = builder.join(Join::Mark(*end), holds, root)?;
    }
    let diagram = Diagram {
        order,
        sizes,
        nodes: builder.unique.into_nodes(),
        root,
    };
    Some(diagram.without_unused())
}

impl Builder<'_> {
    fn formula(&mut self, formula: Formula) -> Option<Place> {
        if let Some(place) = self.formulas.get(&formula) {
            return Some(*place);
        }
        let place = match self.logic.node(formula).clone() {
            Says::Is(variable, values) => self.is(variable, values),
            Says::All(parts) => self.fold(&parts, Join::And, ALWAYS)?,
            Says::Any(parts) => self.fold(&parts, Join::Or, NEVER)?,
        };
        self.formulas.insert(formula, place);
        Some(place)
    }

    fn is(&mut self, variable: VariableIndex, values: Mask) -> Place {
        let level = self.level_of[&variable];
        let next = (0..self.sizes[level as usize])
            .map(|value| {
                if values >> value & 1 == 1 {
                    ALWAYS
                } else {
                    NEVER
                }
            })
            .collect();
        self.unique.node(level, next)
    }

    /// Puts parts together in pairs, so that what is put together stays small for long.
    fn fold(&mut self, parts: &[Formula], join: Join, empty: Place) -> Option<Place> {
        let mut places = Vec::with_capacity(parts.len());
        for part in parts {
            places.push(self.formula(*part)?);
        }
        while places.len() > 1 {
            let mut halved = Vec::with_capacity(places.len().div_ceil(2));
            for pair in places.chunks(2) {
                halved.push(match pair {
                    [left, right] => self.join(join, *left, *right)?,
                    _ => pair[0],
                });
            }
            places = halved;
        }
        Some(places.first().copied().unwrap_or(empty))
    }

    /// `None` where there are too many nodes.
    fn join(&mut self, join: Join, left: Place, right: Place) -> Option<Place> {
        match (join, left, right) {
            (Join::And, NEVER, _) | (Join::And, _, NEVER) => return Some(NEVER),
            (Join::Or, ALWAYS, _) | (Join::Or, _, ALWAYS) => return Some(ALWAYS),
            (Join::And, ALWAYS, other)
            | (Join::And, other, ALWAYS)
            | (Join::Or | Join::Mark(_), NEVER, other)
            | (Join::Or, other, NEVER) => return Some(other),
            (Join::Mark(end), ALWAYS, _) => return Some(Place::End(end)),
            (Join::And | Join::Or, same, other) if same == other => return Some(same),
            _ => {}
        }
        let key = match join {
            // The order of the two makes no difference.
            Join::And | Join::Or if right < left => (join, right, left),
            _ => (join, left, right),
        };
        if let Some(place) = self.joined.get(&key) {
            return Some(*place);
        }
        if self.unique.nodes.len() > self.most_nodes {
            return None;
        }
        let level = self.level(left).min(self.level(right));
        let mut next = Vec::with_capacity(usize::from(self.sizes[level as usize]));
        for value in 0..self.sizes[level as usize] {
            let left = self.below(left, level, value);
            let right = self.below(right, level, value);
            next.push(self.join(join, left, right)?);
        }
        let place = self.unique.node(level, next);
        self.joined.insert(key, place);
        Some(place)
    }

    fn level(&self, place: Place) -> u32 {
        match place {
            Place::End(_) => u32::MAX,
            Place::Node(node) => self.unique.nodes[node as usize].level,
        }
    }

    /// Where a place leads once the variable of this level has this value.
    fn below(&self, place: Place, level: u32, value: u8) -> Place {
        match place {
            Place::Node(node) if self.unique.nodes[node as usize].level == level => {
                self.unique.nodes[node as usize].next[usize::from(value)]
            }
            _ => place,
        }
    }
}
