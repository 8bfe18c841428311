//! Takes the time of several engines on the same cases, and prints it.

use std::time::Instant;

/// The engines and the widths of their columns, in the order they are printed.
const ENGINES: [(&str, usize); 4] = [
    ("signpost", 10),
    ("zen-engine", 12),
    ("cel", 7),
    ("zen-expr.", 11),
];
/// The place of each engine among [`ENGINES`].
pub const SIGNPOST: usize = 0;
pub const ZEN_ENGINE: usize = 1;
pub const CEL: usize = 2;
pub const ZEN_EXPRESSION: usize = 3;

/// Rounds; in each, every engine has its turn, so that a busy moment of the machine does not fall on one alone.
const ROUNDS: usize = 15;
/// A turn lasts at least so long; it is made of whole passes over the cases.
const TURN_SECONDS: f64 = 0.02;

/// Ways to decide the same cases.
pub struct Contest<'a> {
    cases: usize,
    entries: Vec<Entry<'a>>,
}

/// One way of one engine.
struct Entry<'a> {
    engine: usize,
    /// Decides every case once.
    pass: Box<dyn FnMut() + 'a>,
    /// Decisions a second, of each round.
    rates: Vec<f64>,
}

impl<'a> Contest<'a> {
    /// A contest over so many cases.
    pub fn new(cases: usize) -> Self {
        Self {
            cases,
            entries: Vec::new(),
        }
    }

    /// Enters an engine, which may be there in several ways.
    pub fn enter(&mut self, engine: usize, mut decide: impl FnMut(usize) + 'a) {
        let cases = self.cases;
        self.entries.push(Entry {
            engine,
            pass: Box::new(move || (0..cases).for_each(&mut decide)),
            rates: Vec::new(),
        });
    }

    /// Takes the time and prints a line: for each engine the median of its fastest way.
    pub fn run(mut self, title: &str, facts: usize, rules: usize) {
        for _ in 0..ROUNDS {
            for entry in &mut self.entries {
                let (start, mut passes) = (Instant::now(), 0.0);
                while start.elapsed().as_secs_f64() < TURN_SECONDS {
                    (entry.pass)();
                    passes += self.cases as f64;
                }
                entry.rates.push(passes / start.elapsed().as_secs_f64());
            }
        }
        let rates: Vec<f64> = (0..ENGINES.len())
            .map(|engine| {
                let of_engine = self
                    .entries
                    .iter_mut()
                    .filter(|entry| entry.engine == engine);
                of_engine
                    .map(|entry| median(&mut entry.rates))
                    .fold(0.0, f64::max)
            })
            .collect();
        print!("{title:<22}{facts:>5}{rules:>6}");
        for (rate, (_, width)) in rates.iter().zip(ENGINES) {
            print!("{:>width$.2}", rate / 1e6);
        }
        let faster = rates[ZEN_ENGINE].max(rates[CEL]);
        println!("{:>7.1}", rates[SIGNPOST] / faster);
    }
}

fn median(rates: &mut [f64]) -> f64 {
    rates.sort_by(f64::total_cmp);
    rates[rates.len() / 2]
}

/// What the columns are.
pub fn heading() {
    println!("Million decisions a second, everything known, one core; medians of {ROUNDS} rounds");
    print!("{:<22}{:>5}{:>6}", "", "facts", "rules");
    for (engine, width) in ENGINES {
        print!("{engine:>width$}");
    }
    println!("{:>7}", "times");
}

/// What the figures mean.
pub fn footnote() {
    println!(
        "times: signpost to the faster of zen-engine and cel. All gave the same routes.
signpost names every rule that applies and finds what is set aside; the peers
give the first hit. zen-expr.: the expression language of zen-engine alone."
    );
}
