//! Two rule sets over one list of variables, needs and actions, so that one formula can look at both.
//!
//! Facts are matched by id, elements of sets and values by their words. Only what both can say is compared: a value that one
//! side lacks is left out, and a fact that one side lacks may be anything for that side. What is lacking is listed by
//! [`edits`](super::edits).

use super::RuleSet;
use crate::model::fact::{FactIndex, FactKind, Mask, NO_YES, VariableIndex};
use crate::model::impossible::Impossible;
use crate::model::need::NeedIndex;
use crate::model::rule::{ActionIndex, Condition, Hold, Invariant, Rule, Rules, Variable};

/// A variable as both sides know it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Name {
    /// The fact's id.
    pub(super) fact: String,
    /// For a set: the word of the element.
    pub(super) element: Option<String>,
    /// The words of its values, in the order of the mask.
    pub(super) values: Vec<String>,
}

impl Name {
    fn is(&self, other: &Self) -> bool {
        self.fact == other.fact && self.element == other.element
    }

    fn variable(&self, place: usize) -> Variable {
        Variable {
            fact: FactIndex::from_position(place),
            element: None,
            size: u8::try_from(self.values.len()).unwrap_or(32).min(32),
            per_need: false,
        }
    }
}

/// Both sides on common ground. Rules keep their places; what they name has a common index.
pub(super) struct Aligned {
    pub(super) variables: Vec<Variable>,
    /// What each variable is called.
    pub(super) names: Vec<Name>,
    /// Ids of the needs of both sides.
    pub(super) needs: Vec<String>,
    /// Ids and labels of the actions of both sides, the label as the new side has it where it has one.
    pub(super) actions: Vec<(String, String)>,
    /// The old side; only its rules, invariants and impossible cases are filled in.
    pub(super) old: Rules,
    /// The new side, likewise.
    pub(super) new: Rules,
}

/// Puts both sides on common ground. What is new stands first, in its own order.
pub(super) fn align(old: RuleSet, new: RuleSet) -> Aligned {
    let (names, [of_old, of_new]) = names(&names_of(old.rules), &names_of(new.rules));
    let ids = |side: RuleSet| {
        side.needs
            .iter()
            .map(|need| need.id.value.clone())
            .collect()
    };
    let (needs, [old_needs, new_needs]) = joined(ids(old), ids(new));
    let ids = |side: RuleSet| {
        let actions = side.rules.actions.iter();
        actions.map(|action| action.id.value.clone()).collect()
    };
    let (actions, [old_actions, new_actions]) = joined(ids(old), ids(new));
    let label = |id: &String| {
        let all = new.rules.actions.iter().chain(&old.rules.actions);
        all.into_iter()
            .find(|action| action.id.value == *id)
            .map_or_else(String::new, |action| action.label.clone())
    };
    let old = Translation {
        variables: of_old,
        needs: old_needs,
        actions: old_actions,
    }
    .rules(old.rules);
    let new = Translation {
        variables: of_new,
        needs: new_needs,
        actions: new_actions,
    }
    .rules(new.rules);
    Aligned {
        variables: (0..)
            .zip(&names)
            .map(|(place, name)| name.variable(place))
            .collect(),
        names,
        needs,
        actions: actions
            .into_iter()
            .map(|id| (id.clone(), label(&id)))
            .collect(),
        old,
        new,
    }
}

/// What each variable of a side is called there.
pub(super) fn names_of(rules: &Rules) -> Vec<Name> {
    let names = rules.variables.iter().map(|variable| {
        let fact = rules.fact(variable.fact);
        let words = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
        let element = variable
            .element
            .and_then(|element| fact.values().get(usize::from(element)));
        Name {
            fact: fact.id.value.clone(),
            element: element.map(|element| element.value.clone()),
            values: match fact.kind {
                FactKind::YesNo | FactKind::RedFlag | FactKind::Set(_) => words(&NO_YES),
                FactKind::Values(_) | FactKind::Band(_) => words(&fact.words()),
            },
        }
    });
    names.collect()
}

/// Where a variable of one side stands, and which common value each of its own is; no bit for a value left out.
type Place = (VariableIndex, Vec<Mask>);

/// The common variables, and where those of each side stand.
fn names(old: &[Name], new: &[Name]) -> (Vec<Name>, [Vec<Place>; 2]) {
    let mut names: Vec<Name> = Vec::new();
    let mut matched: Vec<Option<usize>> = vec![None; old.len()];
    let mut of_new = Vec::new();
    for name in new {
        let mut common = name.clone();
        if let Some(position) = old.iter().position(|known| known.is(name)) {
            common
                .values
                .retain(|word| old[position].values.contains(word));
            if common.values.is_empty() {
                // The two have nothing but the name in common.
                common.values.clone_from(&name.values);
            } else {
                matched[position] = Some(names.len());
            }
        }
        of_new.push(place(name, &common, names.len()));
        names.push(common);
    }
    let mut of_old = Vec::new();
    for (name, matched) in old.iter().zip(matched) {
        let at = matched.unwrap_or(names.len());
        if at == names.len() {
            names.push(name.clone());
        }
        of_old.push(place(name, &names[at], at));
    }
    (names, [of_old, of_new])
}

fn place(own: &Name, common: &Name, at: usize) -> Place {
    let bit = |word: &String| {
        let value = common.values.iter().position(|known| known == word);
        value.map_or(0, |value| 1 << value)
    };
    (
        VariableIndex::from_position(at),
        own.values.iter().map(bit).collect(),
    )
}

/// The ids of both sides, the new first, and where those of the old and of the new stand.
fn joined(old: Vec<String>, new: Vec<String>) -> (Vec<String>, [Vec<usize>; 2]) {
    let mut all = new;
    let of_new = (0..all.len()).collect();
    let of_old = old.into_iter().map(|id| {
        all.iter()
            .position(|known| *known == id)
            .unwrap_or_else(|| {
                all.push(id);
                all.len() - 1
            })
    });
    let of_old = of_old.collect();
    (all, [of_old, of_new])
}

/// Where everything of one side stands.
struct Translation {
    variables: Vec<Place>,
    needs: Vec<usize>,
    actions: Vec<usize>,
}

impl Translation {
    fn rules(&self, rules: &Rules) -> Rules {
        Rules {
            rules: rules.rules.iter().map(|rule| self.rule(rule)).collect(),
            invariants: rules
                .invariants
                .iter()
                .map(|promise| self.invariant(promise))
                .collect(),
            impossible: rules
                .impossible
                .iter()
                .map(|part| Impossible {
                    when: self.condition(&part.when),
                    ..part.clone()
                })
                .collect(),
            ..Rules::default()
        }
    }

    fn invariant(&self, promise: &Invariant) -> Invariant {
        Invariant {
            for_: promise.for_.as_deref().map(|needs| self.needs(needs)),
            when: promise.when.as_ref().map(|when| self.condition(when)),
            unless: promise.unless.as_ref().map(|unless| self.condition(unless)),
            ..promise.clone()
        }
    }

    fn rule(&self, rule: &Rule) -> Rule {
        let action =
            |action: &ActionIndex| ActionIndex::from_position(self.actions[action.position()]);
        Rule {
            for_: rule.for_.as_deref().map(|needs| self.needs(needs)),
            when: rule.when.as_ref().map(|when| self.condition(when)),
            unless: rule.unless.as_ref().map(|unless| self.condition(unless)),
            do_: rule.do_.iter().map(action).collect(),
            hold: rule.hold.iter().map(|hold| self.hold(hold)).collect(),
            ..rule.clone()
        }
    }

    fn need(&self, need: NeedIndex) -> NeedIndex {
        NeedIndex::from_position(self.needs[need.position()])
    }

    fn needs(&self, needs: &[NeedIndex]) -> Vec<NeedIndex> {
        needs.iter().map(|need| self.need(*need)).collect()
    }

    fn hold(&self, hold: &Hold) -> Hold {
        match hold {
            Hold::Service(id) => Hold::Service(id.clone()),
            Hold::Need(need) => Hold::Need(self.need(*need)),
        }
    }

    fn conditions(&self, conditions: &[Condition]) -> Vec<Condition> {
        conditions.iter().map(|part| self.condition(part)).collect()
    }

    fn condition(&self, condition: &Condition) -> Condition {
        match condition {
            Condition::Is {
                variable,
                values,
                span,
            } => {
                let (variable, bits) = &self.variables[variable.position()];
                let own = (0..)
                    .zip(bits)
                    .filter(|(value, _)| values >> value & 1 == 1);
                Condition::Is {
                    variable: *variable,
                    values: own.fold(0, |all, (_, bit)| all | bit),
                    span: *span,
                }
            }
            Condition::All(parts) => Condition::All(self.conditions(parts)),
            Condition::Any(parts) => Condition::Any(self.conditions(parts)),
            Condition::Not(part) => Condition::Not(Box::new(self.condition(part))),
        }
    }
}
