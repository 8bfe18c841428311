//! What an edit of the rules changes: whose route, in which cases, what else, and what stays as it is.
//!
//! Two rule sets are compared in every case that both can say, with the [solver](super::solve): what the person's red-flag
//! rules do, and for each need what the rules that cover it do, as the two are decided. So a change of a decision is always
//! seen, and none is reported that no case shows. Cases that the rules call impossible are decided like any other and so
//! are compared too; where a change shows only in such cases, it says so.
//!
//! Answers that are not known need no comparison of their own: they are decided by the cases that they leave open. How an
//! answer becomes a case (what unsure counts as, which bands of age there are) is in the declaration of the fact, and every
//! edit of that is among the [edits](Edit).

mod align;
mod cases;
mod edits;

use super::effects::{Effect, effects};
use super::exact::Ends;
use super::is_about_the_person;
use super::logic::Formula;
use super::meaning::Meaning;
use crate::model::need::{Need, NeedIndex};
use crate::model::rule::{Hold, Route, RuleIndex, Rules};
use crate::model::vocabulary::Profession;
use align::{Aligned, align};
use cases::{Class, Search};
pub use edits::{Edit, EditKind, Of, Part, Weight};
use std::collections::{BTreeMap, BTreeSet};

/// One side of a comparison.
#[derive(Clone, Copy, Debug)]
pub struct RuleSet<'a> {
    /// The rules.
    pub rules: &'a Rules,
    /// The needs that they name.
    pub needs: &'a [Need],
}

/// What is different between two rule sets.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Difference {
    /// What was written differently, whether or not it changes a decision.
    pub edits: Vec<Edit>,
    /// What changes for the person, whatever the needs; the route is `stop` or none. Empty: nothing.
    pub person: Vec<Change>,
    /// What changes for needs that both sides have; needs with the same changes stand together.
    pub needs: Vec<NeedChanges>,
    /// The needs that both sides have and for which nothing changes.
    pub stays: Vec<String>,
}

impl Difference {
    /// True where a decision changes, or something that decides which cases there are and how answers are read.
    #[must_use]
    pub fn changes_decisions(&self) -> bool {
        !self.person.is_empty()
            || !self.needs.is_empty()
            || self
                .edits
                .iter()
                .any(|edit| edit.weight() == Weight::Decides)
    }
}

/// What changes for some needs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NeedChanges {
    /// Their ids.
    pub needs: Vec<String>,
    /// What changes: routes first.
    pub changes: Vec<Change>,
}

/// Something that changes, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// What changes.
    pub what: What,
    /// In which cases.
    pub cases: Cases,
}

/// What can change.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum What {
    /// The route; `None`: no rule gives one.
    Route {
        /// What the old rules give.
        from: Option<Route>,
        /// What the new rules give.
        to: Option<Route>,
    },
    /// Something that rules do beside the route.
    Beside {
        /// What.
        what: Beside,
        /// True where only the new rules do it, false where only the old rules did.
        now: bool,
    },
}

/// What rules do beside giving a route, by name.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Beside {
    /// A weaker route is named as well.
    Also(Route),
    /// Something is to be done.
    Do {
        /// The action's id.
        action: String,
        /// What it says, as the new rules have it; as the old ones had it, where it is gone.
        label: String,
    },
    /// A service waits, by id.
    HoldService(String),
    /// Every service for a need waits, by the need's id.
    HoldNeed(String),
    /// An AHP referral goes to this profession.
    Profession(Profession),
    /// A referral is recommended and set aside.
    Recommended(Route),
}

/// Cases: every combination of answers to these facts, whatever else is so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cases {
    /// The facts that are named: those that edited rules look at first, then in the order of the new rules; empty: any case.
    pub when: Vec<Said>,
    /// True where the change shows in these cases and in no others; false where they are an example.
    pub every: bool,
    /// True where the change shows only in cases that one of the rule sets calls impossible. Where it is false, impossible
    /// cases are left out of what is named.
    pub impossible: bool,
}

/// One fact of an example.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// The fact's id.
    pub fact: String,
    /// For a set: the word of the element, whose values are no and yes.
    pub element: Option<String>,
    /// Its values: one of these.
    pub values: Vec<String>,
    /// How many values there are, of those that both sides have.
    pub of: usize,
}

/// Compares two rule sets.
#[must_use]
pub fn difference(old: RuleSet, new: RuleSet) -> Difference {
    let aligned = align(old, new);
    let mut search = Search::new(&aligned);
    let edits = edits::edits(old, new, &aligned, &mut search.logic);
    let mut compare = Compare {
        search,
        shown: BTreeMap::new(),
        first: aligned.looked_at_by(&edits),
        aligned: &aligned,
    };
    let [(old_person, old_rest), (new_person, new_rest)] = [old, new].map(|side| {
        let all = (0..side.rules.rules.len()).map(RuleIndex::from_position);
        all.partition(|index| is_about_the_person(*index, side.rules))
    });
    let person = compare.group(&Group {
        old: old_person,
        new: new_person,
        professions: [&[], &[]],
    });
    let mut groups: BTreeMap<Group, Vec<Change>> = BTreeMap::new();
    let (mut needs, mut stays): (Vec<NeedChanges>, Vec<String>) = Default::default();
    for need in new.needs {
        let id = &need.id.value;
        let Some(was) = old.needs.iter().find(|was| was.id.value == *id) else {
            continue;
        };
        let group = Group {
            old: aligned.covering(id, &old_rest, &aligned.old),
            new: aligned.covering(id, &new_rest, &aligned.new),
            professions: [&was.professions, &need.professions],
        };
        let changes = groups
            .entry(group)
            .or_insert_with_key(|group| compare.group(group));
        if changes.is_empty() {
            stays.push(id.clone());
        } else if let Some(same) = needs.iter_mut().find(|known| known.changes == *changes) {
            same.needs.push(id.clone());
        } else {
            needs.push(NeedChanges {
                needs: vec![id.clone()],
                changes: changes.clone(),
            });
        }
    }
    Difference {
        edits,
        person,
        needs,
        stays,
    }
}

/// Rules that are decided together, on both sides.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Group<'a> {
    old: Vec<RuleIndex>,
    new: Vec<RuleIndex>,
    /// The need's own professions, on the old side and on the new.
    professions: [&'a [Profession]; 2],
}

impl Aligned {
    /// Those of `rules` that cover the need.
    fn covering(&self, need: &str, rules: &[RuleIndex], side: &Rules) -> Vec<RuleIndex> {
        let need = self.needs.iter().position(|id| id == need);
        let need = need.map(NeedIndex::from_position);
        let covering = rules.iter().copied();
        covering
            .filter(|index| side.rule(*index).covers(need))
            .collect()
    }

    /// The facts that the edited rules look at, on either side.
    fn looked_at_by(&self, edits: &[Edit]) -> BTreeSet<String> {
        let is_edited = |id: &str| {
            let mut edits = edits.iter();
            edits.any(|edit| edit.of == Of::Rule && edit.id == id && edit.weight() > Weight::Words)
        };
        let mut facts = BTreeSet::new();
        for rule in self.old.rules.iter().chain(&self.new.rules) {
            if is_edited(&rule.id.value) {
                for condition in rule.when.iter().chain(&rule.unless) {
                    condition.variables(&mut |variable, _, _| {
                        facts.insert(self.names[variable.position()].fact.clone());
                    });
                }
            }
        }
        facts
    }
}

struct Compare<'a> {
    aligned: &'a Aligned,
    search: Search,
    /// The examples that were given for each thing that changes, to be given again for other needs.
    shown: BTreeMap<What, Vec<Class>>,
    /// The facts to be named first.
    first: BTreeSet<String>,
}

impl Compare<'_> {
    /// What changes where these rules are decided: routes first, then what they do beside.
    fn group(&mut self, group: &Group) -> Vec<Change> {
        let logic = &mut self.search.logic;
        let (old_rules, new_rules) = (&self.aligned.old, &self.aligned.new);
        let old = Meaning::of(&group.old, old_rules, logic);
        let new = Meaning::of(&group.new, new_rules, logic);
        let ends = [0, 1, 2, 3, 4, 5].map(Ends::route);
        let routes = [&old, &new].map(|side| ends.map(|end| side.route_is(end, logic)));
        let old = self.beside(&old, old_rules, group.professions[0]);
        let new = self.beside(&new, new_rules, group.professions[1]);
        let mut changed = Vec::new();
        self.routes(&routes, &mut changed);
        let never = self.search.logic.never();
        let mut named: Vec<&Beside> = old.keys().chain(new.keys()).collect();
        named.sort();
        named.dedup();
        for what in named {
            let was = old.get(what).copied().unwrap_or(never);
            let is = new.get(what).copied().unwrap_or(never);
            for (now, one, other) in [(true, is, was), (false, was, is)] {
                let what = What::Beside {
                    what: what.clone(),
                    now,
                };
                let hints = self.hints(&what, &changed);
                let class = self.search.only_first(one, other, &hints);
                self.add(what, class, &mut changed);
            }
        }
        changed
            .into_iter()
            .map(|(what, class)| Change {
                what,
                cases: class.in_words(&self.aligned.names, &self.first),
            })
            .collect()
    }

    /// Every pair of routes that some case shows.
    fn routes(&mut self, routes: &[[Formula; 6]; 2], changed: &mut Vec<(What, Class)>) {
        let differs = |end: usize| routes[0][end] != routes[1][end];
        for from in (0..6).filter(|from| differs(*from)) {
            let not_kept = self.search.logic.not(routes[1][from]);
            let leaves = self.search.logic.all([routes[0][from], not_kept]);
            if !self.search.happens(leaves) {
                continue;
            }
            for to in (0..6).filter(|to| *to != from && differs(*to)) {
                let goal = self.search.logic.all([routes[0][from], routes[1][to]]);
                let route = |end: usize| Ends::route(u8::try_from(end).unwrap_or(0));
                let what = What::Route {
                    from: route(from),
                    to: route(to),
                };
                let hints = self.hints(&what, changed);
                let class = self.search.class(goal, &hints);
                self.add(what, class, changed);
            }
        }
    }

    /// What a side does beside the route, by name, and where. Professions are those that are reached in the end, whether a
    /// rule names them or they are the need's own.
    fn beside(
        &mut self,
        meaning: &Meaning,
        rules: &Rules,
        own: &[Profession],
    ) -> BTreeMap<Beside, Formula> {
        let logic = &mut self.search.logic;
        let mut where_: BTreeMap<Beside, Vec<Formula>> = BTreeMap::new();
        for (effect, happens) in effects(meaning, rules, logic) {
            let named = match effect {
                Effect::Also(route) => vec![Beside::Also(route)],
                Effect::Do(action) => {
                    let (action, label) = self.aligned.actions[action.position()].clone();
                    vec![Beside::Do { action, label }]
                }
                Effect::Hold(Hold::Service(id)) => vec![Beside::HoldService(id)],
                Effect::Hold(Hold::Need(need)) => {
                    vec![Beside::HoldNeed(
                        self.aligned.needs[need.position()].clone(),
                    )]
                }
                Effect::Profession(Some(profession)) => vec![Beside::Profession(profession)],
                Effect::Profession(None) => own.iter().copied().map(Beside::Profession).collect(),
                Effect::Recommended(route) => vec![Beside::Recommended(route)],
            };
            for named in named {
                where_.entry(named).or_default().push(happens);
            }
        }
        let where_ = where_.into_iter();
        where_.map(|(named, any)| (named, logic.any(any))).collect()
    }

    /// Examples to try first: those that were given for this need already, then those given for the same thing.
    fn hints(&self, what: &What, changed: &[(What, Class)]) -> Vec<Class> {
        let mut hints: Vec<Class> = changed.iter().map(|(_, class)| class.clone()).collect();
        hints.extend(self.shown.get(what).into_iter().flatten().cloned());
        hints
    }

    fn add(&mut self, what: What, class: Option<Class>, changed: &mut Vec<(What, Class)>) {
        if let Some(class) = class {
            let shown = self.shown.entry(what.clone()).or_default();
            if !shown.contains(&class) {
                shown.push(class.clone());
            }
            changed.push((what, class));
        }
    }
}
