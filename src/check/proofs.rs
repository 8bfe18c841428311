//! What the checks of proofs share: a small set of rules for their examples, and words for cases and the rules behind them.

use super::Context;
use crate::diagnostic::Diagnostic;
use crate::model::fact::{FactKind, Mask, NO_YES};
use crate::model::hours::and;
use crate::model::need::NeedIndex;
use crate::model::rule::{Route, RuleIndex, Rules, Variable};
use crate::route::prove::Counterexample;

/// Of a red flag: it is not so.
const NO: Mask = 0b01;

/// More needs than this are counted, not named.
const MOST_NEEDS: usize = 4;

/// Everything before the rules of an example: the facts and actions of the small clean directory.
macro_rules! before_the_rules {
    () => {
        "version = \"1\"
owner = \"clinical lead\"
review = 2027-05-31
[actions.call-999]
label = \"Ring 999 now.\"
urgency = \"now\"
service = \"emergency\"
[actions.call-111]
label = \"Ring 111 now.\"
urgency = \"now\"
service = \"urgent-advice\"
[actions.tea]
label = \"Tell them about the tea.\"
service = \"tea\"
[facts.stroke-signs]
ask = \"Is the face drooping?\"
red_flag = true
unsure_do = \"call-111\"
[facts.agrees]
ask = \"Does the person agree?\"
[facts.falls-12-months]
ask = \"How many falls in the last twelve months?\"
band = [\"0\", \"1\", \"2+\"]
[[rule]]
id = \"stop-stroke-signs\"
when = { stroke-signs = \"yes\" }
route = \"stop\"
do = [\"call-999\"]
why = \"A stroke has to be treated at once.\"
"
    };
}
pub(super) use before_the_rules;

/// The rest of the rules of the small clean directory.
macro_rules! clean_rules {
    () => {
        "[[rule]]
id = \"default\"
route = \"active-signposting\"
do = [\"tea\"]
why = \"Information is enough.\"
[[rule]]
id = \"repeated-falls\"
for = [\"falls\"]
when = { falls-12-months = \"2+\" }
route = \"ahp\"
why = \"Repeated falls are assessed.\"
[[rule]]
id = \"declined\"
when = { agrees = \"no\" }
route = \"active-signposting\"
instead_of = [\"ahp\"]
why = \"The person does not agree.\"
"
    };
}
pub(super) use clean_rules;

/// `where agrees is no and falls-12-months is 2+`; `in every case` where nothing has to be named. That no red flag is raised
/// is said once.
pub(super) fn cases_in_words(rules: &Rules, class: &[Mask]) -> String {
    let is_flag = |variable: &Variable| rules.fact(variable.fact).is_red_flag();
    let mut flags = rules
        .variables
        .iter()
        .zip(class)
        .filter(|(variable, _)| is_flag(variable))
        .peekable();
    let safe = flags.peek().is_some() && flags.all(|(_, values)| *values == NO);
    let mut named: Vec<String> = rules
        .variables
        .iter()
        .zip(class)
        .filter(|(variable, values)| **values != variable.all())
        .filter(|(variable, _)| !(safe && is_flag(variable)))
        .map(|(variable, values)| {
            let fact = rules.fact(variable.fact);
            let element = variable
                .element
                .and_then(|element| fact.values().get(usize::from(element)));
            let name = element.map_or_else(
                || fact.id.value.clone(),
                |element| format!("{} {}", fact.id.value, element.value),
            );
            format!(
                "{name} is {}",
                values_in_words(rules, variable.fact, *values)
            )
        })
        .collect();
    if safe {
        named.push("no red flag is raised".to_owned());
    }
    if named.is_empty() {
        "in every case".to_owned()
    } else {
        format!("where {}", and(&named))
    }
}

/// `1 or 2+`.
fn values_in_words(rules: &Rules, fact: crate::model::fact::FactIndex, values: Mask) -> String {
    let fact = rules.fact(fact);
    let words: Vec<&str> = match &fact.kind {
        FactKind::YesNo | FactKind::RedFlag | FactKind::Set(_) => NO_YES.to_vec(),
        FactKind::Values(all) | FactKind::Band(all) => {
            all.iter().map(|value| value.value.as_str()).collect()
        }
    };
    let chosen = words.into_iter().enumerate();
    chosen
        .filter(|(position, _)| values >> position & 1 == 1)
        .map(|(_, word)| word)
        .collect::<Vec<_>>()
        .join(" or ")
}

/// One value of a variable, as typed.
pub(super) fn value_in_words(
    rules: &Rules,
    variable: crate::model::fact::VariableIndex,
    value: u8,
) -> String {
    let fact = rules.variables[variable.position()].fact;
    values_in_words(rules, fact, 1 << value)
}

/// `falls and strength-balance`; where there are many, the first and how many more. None: the person.
pub(super) fn needs_in_words(context: &Context, needs: &[NeedIndex]) -> String {
    let id = |need: &NeedIndex| context.directory.need(*need).id.value.clone();
    match needs {
        [] => "the person, whatever the need,".to_owned(),
        few if few.len() <= MOST_NEEDS => and(&few.iter().map(id).collect::<Vec<_>>()),
        many => format!("{} and {} more needs", id(&many[0]), many.len() - 1),
    }
}

/// `link-worker`, or `no route`.
pub(super) fn route_in_words(route: Option<Route>) -> String {
    route.map_or_else(|| "no route".to_owned(), |route| route.to_string())
}

/// Adds the lines of the rules that a counterexample involves.
pub(super) fn with_rules(
    mut finding: Diagnostic,
    context: &Context,
    found: &Counterexample,
) -> Diagnostic {
    let rules = &context.directory.rules;
    let span = |rule: RuleIndex| rules.rule(rule).id.span;
    for rule in &found.decide {
        finding = finding.related(span(*rule), "gives the route there");
    }
    // What is weaker than the route could not have changed it.
    let stronger = found
        .set_aside
        .iter()
        .filter(|(rule, _)| Some(rules.rule(*rule).route) >= found.route);
    for (rule, by) in stronger {
        let by: Vec<String> = by
            .iter()
            .map(|by| format!("`{}`", rules.rule(*by).id.value))
            .collect();
        let text = format!("would apply there, and is set aside by {}", and(&by));
        finding = finding.related(span(*rule), text);
    }
    finding
}
