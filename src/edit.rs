//! Text edits that keep comments, spacing, order and line endings: a text in, a new text out.

pub mod approval;
