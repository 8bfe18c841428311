//! Cases that nobody can be in: what a proof leaves out.

use super::rule::Condition;
use crate::source::Spanned;

/// Cases that nobody can be in.
#[derive(Clone, Debug)]
pub struct Impossible {
    /// Kebab-case name.
    pub id: Spanned<String>,
    /// Which cases.
    pub when: Condition,
}
