//! The same decisions with zen-engine, and with the crate of its expression language alone.
//!
//! A decision table with hit policy "first" has a row for each step, its condition in one cell. A graph with one
//! expression, step after step, is the other form. Both were faster than a table with a column for each fact, which
//! looks every column up for every case, and than a policy document, which copies its input. No output node, no trace,
//! no list of nodes for expressions: each costs time.

use crate::first_hit::Step;
use crate::language::{Language, is_boolean, name, word};
use serde_json::{Map, Value, json};
use signpost::model::fact::{Mask, VariableIndex};
use signpost::model::rule::{Route, Rules};
use std::future::Future;
use std::pin::pin;
use std::sync::atomic::Ordering;
use std::task::{Context, Poll, Waker};
use zen_engine::model::GraphContent;
use zen_engine::{Decision, Variable, ZEN_CONFIG};
use zen_expression::expression::{Expression, Standard};
use zen_expression::vm::VM;

const ZEN: Language = Language {
    and: " and ",
    or: " or ",
    not: ["not (", ")"],
};

/// The steps of a need as a decision table, compiled.
pub fn table(steps: &[Step], negations_first: bool, rules: &Rules) -> Decision {
    let rows: Vec<Value> = steps
        .iter()
        .map(|step| {
            let mut row = json!({"_id": "row", "route": (step.route as u8).to_string()});
            if !step.is_default() {
                row["holds"] = ZEN.text(&step.condition(negations_first), rules).into();
            }
            row
        })
        .collect();
    compiled(&json!({
        "id": "decide", "name": "decide", "type": "decisionTableNode",
        "content": {
            "hitPolicy": "first",
            "inputs": [{"id": "holds", "name": "holds"}],
            "outputs": [{"id": "route", "name": "route", "field": "route"}],
            "rules": rows,
        },
    }))
}

/// The steps of a need as one expression in a graph, compiled.
pub fn graph(steps: &[Step], negations_first: bool, rules: &Rules) -> Decision {
    let text = ZEN.conditional(steps, negations_first, rules);
    compiled(&json!({
        "id": "decide", "name": "decide", "type": "expressionNode",
        "content": {"expressions": [{"id": "route", "key": "route", "value": text}]},
    }))
}

fn compiled(node: &Value) -> Decision {
    ZEN_CONFIG.nodes_in_context.store(false, Ordering::Relaxed);
    let graph = json!({
        "nodes": [{"id": "in", "name": "in", "type": "inputNode", "content": {}}, node],
        "edges": [{"id": "edge", "sourceId": "in", "targetId": "decide", "type": "edge"}],
    });
    let content: GraphContent = serde_json::from_value(graph).expect("a graph as the crate has it");
    let mut decision = Decision::from(content);
    decision.compile();
    decision
}

/// The steps of a need as one expression of the language alone, without an engine.
pub fn expression(steps: &[Step], negations_first: bool, rules: &Rules) -> Expression<Standard> {
    let text = ZEN.conditional(steps, negations_first, rules);
    zen_expression::compile_expression(&text).expect("generated text is well formed")
}

/// A case in which everything is known. Handing it over only counts a reference.
pub fn input(known: &[Mask], rules: &Rules) -> Variable {
    let fields = known.iter().enumerate().map(|(position, known)| {
        let variable = VariableIndex::from_position(position);
        let value = if is_boolean(variable, rules) {
            Value::Bool(*known == 0b10)
        } else {
            Value::String(word(known.trailing_zeros()))
        };
        (name(variable), value)
    });
    Variable::from(Value::Object(fields.collect::<Map<String, Value>>()))
}

/// Decides. Nothing in a graph of these nodes ever waits, so no executor is needed.
pub fn decide(decision: &Decision, input: &Variable) -> Variable {
    let future = pin!(decision.evaluate(input.clone()));
    match future.poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(response) => response.expect("every variable has a value").result,
        Poll::Pending => panic!("a table and an expression have nothing to wait for"),
    }
}

/// Decides with the language alone.
pub fn evaluate(expression: &Expression<Standard>, input: &Variable, machine: &mut VM) -> Variable {
    expression
        .evaluate_with(input.clone(), machine)
        .expect("every variable has a value")
}

/// The route in what an engine answered: a number, or an object that has it.
pub fn route(answer: &Variable) -> Route {
    let number = answer.dot("route").unwrap_or_else(|| answer.clone());
    let number = number.to_value().as_u64().expect("a route's number");
    Route::ALL[usize::try_from(number).expect("a route's number")]
}
