//! Spreadsheets: one row a service, out and in.

pub mod export;
pub mod hours;
pub mod import;
pub mod map;
pub mod text;
