//! A case: facts, needs and a place; never a name, an NHS number or a date of birth.

use super::fact::Answers;
use super::need::NeedIndex;
use super::rule::Route;
use super::vocabulary::SupportNeed;
use jiff::civil::Date;

/// One situation to be decided.
#[derive(Clone, Debug, Default)]
pub struct Case {
    /// The case's name; `None` on the command line.
    pub id: Option<String>,
    /// What it is about, invented or published; never a real person's.
    pub story: Option<String>,
    /// Where the story comes from.
    pub source: Option<String>,
    /// Age in years; `None`: not known.
    pub age: Option<u8>,
    /// Postcode, sector, district or named area, as typed; `None`: no place given.
    pub near: Option<String>,
    /// What the person needs a service to cope with.
    pub with: Vec<SupportNeed>,
    /// What matters to the person, in one sentence.
    pub matters: Option<String>,
    /// The day the red flags were asked. `None`: as if asked today on the command line, not at all in a file.
    pub asked_on: Option<Date>,
    /// What was answered about the person.
    pub facts: Answers,
    /// The needs, each with what was answered about it.
    pub needs: Vec<(NeedIndex, Answers)>,
    /// What a worked case must give; `None` in a case of real life.
    pub expect: Option<Expect>,
}

/// What a worked case must give. What is not named is not compared.
#[derive(Clone, Debug, Default)]
pub struct Expect {
    /// The route for the person.
    pub route: Option<Route>,
    /// Exactly these weaker routes beside it.
    pub also: Option<Vec<Route>>,
    /// Whether everything is decided.
    pub decided: Option<bool>,
    /// The route for each need named.
    pub needs: Vec<(NeedIndex, Route)>,
    /// Rules that must be among those that applied.
    pub rules: Vec<String>,
    /// Actions that must be among those to do.
    pub actions: Vec<String>,
    /// Services that must be offered.
    pub present: Vec<String>,
    /// Services that must not be offered.
    pub absent: Vec<String>,
}
