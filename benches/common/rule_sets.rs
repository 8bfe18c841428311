//! Generated rules for the benchmarks: as many facts and rules as wanted, about one need, and cases to decide.
//!
//! Real sets of this size do not exist yet, so these stand between two extremes: rules that look at facts of one theme
//! ([`Spread::Clustered`]), and rules that look at anything ([`Spread::Uniform`]). One fact in ten is a red flag with a
//! stop rule of its own; of the others half are yes or no, a quarter bands of three and a quarter lists of four. A rule
//! looks at two to four facts; the stronger its route, the more it looks at, so that every route decides some cases. One rule in ten sets others aside: rules before it by name, and the last ones a route,
//! as a decline does; nothing names those, so there are no cycles. The same numbers give the same rules.

use super::Random;
use signpost::model::fact::{Fact, FactKind, Mask, Value, VariableIndex};
use signpost::model::need::NeedIndex;
use signpost::model::rule::{Condition, Route, Rule, RuleIndex, Rules, SetsAside};
use signpost::source::{FileId, Span, Spanned};
use std::fmt;

/// Which facts a rule looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Spread {
    /// Those of one cluster of six neighbours, and the two that every cluster shares.
    Clustered,
    /// Any.
    Uniform,
}

/// How large a generated set is, and which facts its rules look at.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Shape {
    /// Facts, red flags included.
    pub(crate) facts: usize,
    /// Rules, stop rules and the default included.
    pub(crate) rules: usize,
    /// Which facts a rule looks at.
    pub(crate) spread: Spread,
}

impl fmt::Display for Shape {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let spread = match self.spread {
            Spread::Clustered => "clustered",
            Spread::Uniform => "uniform",
        };
        write!(
            formatter,
            "{} facts, {} rules, {spread}",
            self.facts, self.rules
        )
    }
}

/// The sets that are measured.
pub(crate) const SHAPES: [Shape; 4] = [
    shape(20, 30, Spread::Clustered),
    shape(20, 30, Spread::Uniform),
    shape(60, 300, Spread::Clustered),
    shape(60, 300, Spread::Uniform),
];

const fn shape(facts: usize, rules: usize, spread: Spread) -> Shape {
    Shape {
        facts,
        rules,
        spread,
    }
}

/// The one need that generated rules are about.
pub(crate) fn need() -> NeedIndex {
    NeedIndex::from_position(0)
}

/// Of a hundred cases, how many have a given red flag.
const RED_FLAG_PERCENT: usize = 2;

/// What is known of a case: one mask a variable. Of a hundred variables, `unknown` may be anything.
pub(crate) fn case(rules: &Rules, unknown: usize, random: &mut Random) -> Vec<Mask> {
    let known = rules.variables.iter().map(|variable| {
        if random.below(100) < unknown {
            return variable.all();
        }
        if rules.fact(variable.fact).is_red_flag() {
            return if random.below(100) < RED_FLAG_PERCENT {
                0b10
            } else {
                0b01
            };
        }
        1 << random.below(usize::from(variable.size))
    });
    known.collect()
}

/// A generated set. Each fact is one variable, at the same place.
pub(crate) fn generated(shape: Shape) -> Rules {
    let red_flags = shape.facts / 10;
    let facts: Vec<Fact> = (0..shape.facts)
        .map(|position| fact(position, position < red_flags))
        .collect();
    let themes = Themes::new(red_flags..shape.facts, shape.spread);
    let by_route = shape.rules - 1 - shape.rules / 100;
    let mut random = Random::new((shape.facts * shape.rules) as u64);
    let rules = (0..shape.rules).map(|position| {
        if position < red_flags {
            rule(position, Route::Stop, Some(is(position, 0b10)))
        } else if position == red_flags {
            rule(position, Route::ActiveSignposting, None)
        } else if position >= by_route {
            decline(position, &facts, &themes, &mut random)
        } else {
            ordinary(position, red_flags + 1, &facts, &themes, &mut random)
        }
    });
    let rules = rules.collect();
    Rules {
        variables: Rules::lay_out(&facts),
        facts,
        rules,
        ..Rules::default()
    }
}

/// A rule of any route but stop. One in ten sets aside one to three rules from `first` to the one before it.
fn ordinary(
    position: usize,
    first: usize,
    facts: &[Fact],
    themes: &Themes,
    random: &mut Random,
) -> Rule {
    let (route, literals) = match random.below(20) {
        0 | 1 => (Route::Ahp, 4),
        2..6 => (Route::LinkWorker, 4),
        6 | 7 => (Route::ClinicianLed, 3),
        _ => (Route::ActiveSignposting, 2),
    };
    let mut pool = themes.draw(random);
    let mut parts: Vec<Condition> = (0..literals)
        .map(|_| literal(&mut pool, facts, random))
        .collect();
    if random.below(4) == 0 {
        let other = literal(&mut pool, facts, random);
        let last = parts.pop().expect("every rule has two literals or more");
        parts.push(Condition::Any(vec![last, other]));
    }
    let mut made = rule(position, route, Some(Condition::All(parts)));
    if random.below(10) == 0 {
        made.unless = Some(literal(&mut pool, facts, random));
    }
    if position % 10 == 9 && position > first {
        let mut named: Vec<usize> = (0..=random.below(3))
            .map(|_| first + random.below(position - first))
            .collect();
        named.sort_unstable();
        named.dedup();
        made.instead_of = named
            .into_iter()
            .map(|target| at(SetsAside::Rule(RuleIndex::from_position(target))))
            .collect();
    }
    made
}

/// A rule that sets a whole route aside, as a decline does.
fn decline(position: usize, facts: &[Fact], themes: &Themes, random: &mut Random) -> Rule {
    let mut pool = themes.draw(random);
    let when = (0..3).map(|_| literal(&mut pool, facts, random)).collect();
    let declined = if position.is_multiple_of(2) {
        Route::Ahp
    } else {
        Route::LinkWorker
    };
    Rule {
        instead_of: vec![at(SetsAside::Route(declined))],
        ..rule(
            position,
            Route::ActiveSignposting,
            Some(Condition::All(when)),
        )
    }
}

/// The facts that one rule may look at, by position: a list for each theme.
struct Themes(Vec<Vec<usize>>);

impl Themes {
    fn new(facts: std::ops::Range<usize>, spread: Spread) -> Self {
        let facts: Vec<usize> = facts.collect();
        match spread {
            Spread::Uniform => Self(vec![facts]),
            Spread::Clustered => {
                let (shared, own) = facts.split_at(2);
                let themes = own.chunks(6).map(|cluster| [shared, cluster].concat());
                Self(themes.collect())
            }
        }
    }

    /// The facts of one theme. The smallest has six: enough for four literals, an alternative and an exception.
    fn draw(&self, random: &mut Random) -> Vec<usize> {
        self.0[random.below(self.0.len())].clone()
    }
}

/// A condition about a fact of the pool, which leaves the pool: one value, or two neighbours of a band or list.
fn literal(pool: &mut Vec<usize>, facts: &[Fact], random: &mut Random) -> Condition {
    let fact = pool.swap_remove(random.below(pool.len()));
    let size = facts[fact].values().len().max(2);
    let values = if size > 2 && random.below(3) == 0 {
        0b11 << random.below(size - 1)
    } else {
        1 << random.below(size)
    };
    is(fact, values)
}

fn is(variable: usize, values: Mask) -> Condition {
    Condition::Is {
        variable: VariableIndex::from_position(variable),
        values,
        span: nowhere(),
    }
}

fn fact(position: usize, red_flag: bool) -> Fact {
    let values = |size: usize| {
        let value = |number| Value {
            value: format!("v{number}"),
            label: None,
        };
        (0..size).map(value).collect()
    };
    Fact {
        id: at(format!("fact-{position}")),
        ask: String::new(),
        say: None,
        kind: match position % 4 {
            _ if red_flag => FactKind::RedFlag,
            1 => FactKind::Band(values(3)),
            3 => FactKind::Values(values(4)),
            _ => FactKind::YesNo,
        },
        unsure_do: None,
        per_need: false,
        from: None,
        unsure: None,
        changeable: false,
        alone: false,
    }
}

fn rule(position: usize, route: Route, when: Option<Condition>) -> Rule {
    Rule {
        id: at(format!("rule-{position}")),
        for_: None,
        when,
        unless: None,
        route,
        profession: None,
        instead_of: Vec::new(),
        do_: Vec::new(),
        hold: Vec::new(),
        why: String::new(),
        cite: None,
        owner: String::new(),
        review: jiff::civil::date(2027, 5, 31),
    }
}

fn at<T>(value: T) -> Spanned<T> {
    Spanned::new(value, nowhere())
}

/// Generated rules stand in no file.
fn nowhere() -> Span {
    Span::new(FileId(0), 0..0)
}
