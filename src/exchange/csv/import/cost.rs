//! What a cell says of the cost: free, or one amount for everybody; else a person reads it.

use super::Row;
use super::columns::Came;
use crate::exchange::incoming::cost::{is_free, price};
use serde_json::json;

impl Row {
    /// `free`, `£3.50 per session`, `£5/class`, `3.50`; other words are left for a person.
    pub(super) fn cost(&mut self, column: &str, cell: &str) {
        if is_free(cell) {
            self.put("fees", json!(cell));
            self.came.push(Came::whole("fees", column, cell));
        } else if let Some((amount, per)) = price(cell) {
            self.put(
                "cost_options",
                json!([{"amount": amount, "amount_description": per}]),
            );
            self.came.push(Came::whole("cost_options", column, cell));
        } else {
            let why = "no one amount that everybody pays can be told; left as a comment to decide";
            self.leave(column, cell, why);
            self.undecided("assured", "what does it cost?", cell);
        }
    }
}
