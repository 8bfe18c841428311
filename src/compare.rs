//! Two directories, an older and a newer one: what changed, in words a manager reads, and which findings a change caused.

pub mod findings;
