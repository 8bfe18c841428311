//! Text edits that keep comments, spacing, order and line endings: a text in, a new text out; and the texts of new files.

pub mod approval;
pub mod service;
