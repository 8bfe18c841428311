//! Spreadsheets: one row a service.

pub mod export;
