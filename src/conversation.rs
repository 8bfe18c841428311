//! A conversation about one person: red flags first, then only the questions that can still matter.
//!
//! Holds what was answered so far and says what comes next; [`typed`] reads an answer. Knows nothing of terminals: whoever
//! leads the conversation prints the step and brings the line that was typed. Going back is keeping an earlier value.

pub mod circumstances;
pub mod typed;

use crate::model::case::Case;
use crate::model::fact::{Answer, Answers, FactIndex, Flag, From};
use crate::model::need::NeedIndex;
use crate::model::rule::{Route, Rules, SAFE_CONTACT_FACT};
use crate::model::vocabulary::SupportNeed;
use crate::plan::make::{Context, plan};
use crate::route::ask::{OpenNeed, questions};
use crate::route::knowledge::counts_today;
use crate::route::{Decision, decide};

/// What was answered so far, and what was passed over.
#[derive(Clone, Debug, Default)]
pub struct Conversation {
    /// What is known.
    pub case: Case,
    /// Questions that were skipped or put off: not asked, and not to be asked again.
    passed: Vec<(FactIndex, Option<NeedIndex>)>,
    /// Whether to go on although something comes first; `None`: not asked yet.
    goes_on: Option<bool>,
    /// Whether to ask what could only add something beside the route; `None`: not asked yet.
    beside: Option<bool>,
    /// True once the circumstances were asked.
    circumstances_asked: bool,
    /// True once it was asked what matters to the person.
    matters_asked: bool,
}

/// Why a question is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// About the worker; asked once, not for each person.
    You,
    /// It can still change a route.
    Route,
    /// The route is settled; it could add something beside it.
    Beside,
    /// How it is safe to make contact before a referral.
    Contact,
}

/// What comes next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// What the person needs help with.
    Needs,
    /// The safety questions, all at once.
    RedFlags {
        /// Those that can be asked anywhere.
        anywhere: Vec<FactIndex>,
        /// Those to be asked only when nobody else can see or hear; they can be put off.
        alone: Vec<FactIndex>,
    },
    /// Something comes first: whether to go on with what can go alongside.
    Stop,
    /// One question.
    Question {
        /// The fact.
        fact: FactIndex,
        /// The need it is asked for; `None`: about the person or the worker.
        need: Option<NeedIndex>,
        /// Why it is asked.
        purpose: Purpose,
    },
    /// Every route is settled: whether to ask so many questions more that could only add something.
    Beside(usize),
    /// What could change the services that are offered.
    Circumstances {
        /// What services say they can or cannot cope with.
        support: Vec<SupportNeed>,
        /// True where the age is not known and services have limits.
        age: bool,
        /// True where no place is known.
        place: bool,
    },
    /// What matters to the person, in their words; it changes no route, and stands at the top of the plan.
    Matters,
    /// Nothing is left to ask.
    Finished,
}

impl Conversation {
    /// Starts with what is known already. Safety questions count as asked today.
    #[must_use]
    pub fn new(mut case: Case, context: &Context) -> Self {
        case.asked_on = Some(context.today);
        Self {
            case,
            ..Self::default()
        }
    }

    /// What comes next.
    #[must_use]
    pub fn next(&self, context: &Context) -> Step {
        let rules = &context.directory.rules;
        if self.case.needs.is_empty() {
            return Step::Needs;
        }
        let open = self.open_red_flags(context);
        if !open.is_empty() {
            let (alone, anywhere) = open.into_iter().partition(|flag| rules.fact(*flag).alone);
            return Step::RedFlags { anywhere, alone };
        }
        let decision = self.decision(context);
        if self.stops(rules, &decision) {
            match self.goes_on {
                None => return Step::Stop,
                Some(false) => return Step::Finished,
                Some(true) => {}
            }
        }
        if let Some((fact, need)) = self.matters(context, &decision).first() {
            let about_you = rules.fact(*fact).from == Some(From::Profile);
            return Step::Question {
                fact: *fact,
                need: *need,
                purpose: if about_you {
                    Purpose::You
                } else {
                    Purpose::Route
                },
            };
        }
        self.after_the_route(context, &decision)
    }

    /// What comes once no question can change a route any more.
    fn after_the_route(&self, context: &Context, decision: &Decision) -> Step {
        let beside = self.could_add(context, decision);
        match (self.beside, beside.first()) {
            (None, Some(_)) => return Step::Beside(beside.len()),
            (Some(true), Some((fact, need))) => {
                return Step::Question {
                    fact: *fact,
                    need: *need,
                    purpose: Purpose::Beside,
                };
            }
            _ => {}
        }
        let plan = plan(context, &self.case);
        if !self.circumstances_asked
            && plan.needs.iter().any(|need| !need.offers.is_empty())
            && let Some(step) = circumstances::step(context, &self.case)
        {
            return step;
        }
        if plan.before_referral.is_some()
            && let Some(fact) = context.directory.rules.fact_by_id(SAFE_CONTACT_FACT)
            && !self.is_passed(fact, None)
        {
            return Step::Question {
                fact,
                need: None,
                purpose: Purpose::Contact,
            };
        }
        if !self.matters_asked && self.case.matters.is_none() {
            return Step::Matters;
        }
        Step::Finished
    }

    /// What is decided so far.
    #[must_use]
    pub fn decision(&self, context: &Context) -> Decision {
        decide(
            context.compiled,
            &context.directory.rules,
            &self.case,
            context.today,
        )
    }

    /// The questions that can still change a route and were not asked: those about the worker first, then the one that
    /// settles most.
    #[must_use]
    pub fn matters(
        &self,
        context: &Context,
        decision: &Decision,
    ) -> Vec<(FactIndex, Option<NeedIndex>)> {
        let rules = &context.directory.rules;
        let open: Vec<OpenNeed> = decision
            .needs
            .iter()
            .filter(|need| !need.outcome.is_decided())
            .map(|need| OpenNeed {
                need: need.need,
                known: need.known.clone(),
            })
            .collect();
        let mut matters: Vec<(FactIndex, Option<NeedIndex>)> =
            questions(context.compiled, rules, &open)
                .into_iter()
                .map(|question| (question.fact, question.need))
                .filter(|(fact, need)| self.may_be_asked(rules, *fact, *need))
                .collect();
        matters.sort_by_key(|(fact, _)| rules.fact(*fact).from != Some(From::Profile));
        matters
    }

    /// Questions that cannot change a route, but could add a weaker one beside it, or an action; in the order of the file.
    fn could_add(
        &self,
        context: &Context,
        decision: &Decision,
    ) -> Vec<(FactIndex, Option<NeedIndex>)> {
        let rules = &context.directory.rules;
        let mut could_add = Vec::new();
        for need in decision
            .needs
            .iter()
            .filter(|need| need.outcome.is_decided())
        {
            let group = context.compiled.need(need.need);
            let open = group.rules_of(&need.outcome.could_count).filter(|rule| {
                !group
                    .rules_of(&need.outcome.counts)
                    .any(|sure| sure == *rule)
            });
            for rule in open {
                let rule = rules.rule(rule);
                for condition in rule.when.iter().chain(&rule.unless) {
                    condition.variables(&mut |variable, _, _| {
                        let declared = &rules.variables[variable.position()];
                        let of_need = declared.per_need.then_some(need.need);
                        if need.known[variable.position()].count_ones() > 1
                            && self.may_be_asked(rules, declared.fact, of_need)
                        {
                            could_add.push((declared.fact, of_need));
                        }
                    });
                }
            }
        }
        could_add.sort_unstable();
        could_add.dedup();
        could_add
    }

    /// True where nobody answered this, passed over it or has to be asked elsewhere.
    fn may_be_asked(&self, rules: &Rules, fact: FactIndex, need: Option<NeedIndex>) -> bool {
        let contact = rules.fact(fact).id.value == SAFE_CONTACT_FACT;
        !contact && !self.is_passed(fact, need) && self.answer_to(fact, need).is_none()
    }

    fn is_passed(&self, fact: FactIndex, need: Option<NeedIndex>) -> bool {
        self.passed.contains(&(fact, need))
    }

    /// What was answered; `None`: not asked.
    #[must_use]
    pub fn answer_to(&self, fact: FactIndex, need: Option<NeedIndex>) -> Option<&Answer> {
        match need {
            None => self.case.facts.get(fact),
            Some(need) => {
                let of_need = self.case.needs.iter().find(|(known, _)| *known == need);
                of_need.and_then(|(_, answers)| answers.get(fact))
            }
        }
    }

    fn open_red_flags(&self, context: &Context) -> Vec<FactIndex> {
        let rules = &context.directory.rules;
        rules
            .red_flags()
            .filter(|flag| !self.is_passed(*flag, None))
            .filter(|flag| {
                self.case.facts.get(*flag).is_none_or(|answer| {
                    !counts_today(rules.fact(*flag), answer, self.case.asked_on, context.today)
                })
            })
            .collect()
    }

    /// True where a rule stops, or a danger was named.
    fn stops(&self, rules: &Rules, decision: &Decision) -> bool {
        let raised = self.case.facts.0.iter().any(|(fact, answer)| {
            rules.fact(*fact).is_red_flag() && *answer != Answer::Flag(Flag::No)
        });
        let by_rule = std::iter::once(&decision.person)
            .chain(decision.needs.iter().map(|need| &need.outcome))
            .any(|outcome| outcome.established == Some(Route::Stop));
        raised || by_rule
    }

    /// Adds a need, once.
    pub fn add_need(&mut self, need: NeedIndex) {
        if self.case.needs.iter().all(|(known, _)| *known != need) {
            self.case.needs.push((need, Answers::default()));
        }
    }

    /// Takes an answer.
    pub fn answer(&mut self, fact: FactIndex, need: Option<NeedIndex>, answer: Answer) {
        match need {
            None => self.case.facts.set(fact, answer),
            Some(need) => {
                if let Some((_, answers)) =
                    self.case.needs.iter_mut().find(|(known, _)| *known == need)
                {
                    answers.set(fact, answer);
                }
            }
        }
    }

    /// Passes over a question: it counts as not asked.
    pub fn pass(&mut self, fact: FactIndex, need: Option<NeedIndex>) {
        self.passed.push((fact, need));
    }

    /// Whether to go on although something comes first.
    pub const fn go_on(&mut self, yes: bool) {
        self.goes_on = Some(yes);
    }

    /// Whether to ask what could only add something.
    pub const fn ask_beside(&mut self, yes: bool) {
        self.beside = Some(yes);
    }

    /// Takes what matters to the person; `None`: it was asked, and nothing was said.
    pub fn matters_to_them(&mut self, words: Option<String>) {
        self.case.matters = words.or_else(|| self.case.matters.take());
        self.matters_asked = true;
    }

    /// Says that the circumstances were asked, whatever was answered.
    pub const fn circumstances_done(&mut self) {
        self.circumstances_asked = true;
    }
}
