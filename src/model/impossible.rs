//! Cases that nobody can be in: what a proof leaves out.

use super::rule::Condition;
use crate::source::Spanned;
use std::ops::Deref;

/// Cases that nobody can be in. It stands for its condition wherever one is asked for.
#[derive(Clone, Debug)]
pub struct Impossible {
    /// Kebab-case name.
    pub id: Spanned<String>,
    /// Which cases.
    pub when: Condition,
}

impl Deref for Impossible {
    type Target = Condition;

    fn deref(&self) -> &Condition {
        &self.when
    }
}
