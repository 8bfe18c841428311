//! Open Referral UK 3.0, in both directions: the UK profile of the Human Services Data Specification (HSDS) 3.0.
//!
//! What Open Referral UK cannot hold, and what happens to it, is a table of the README ("Exchange with others");
//! `tests/round_trip.rs` holds everything else to come back as it was.
//!
//! Names that Open Referral UK lacks are those of HSDS 3.0 (`phones`, `eligibility_description`,
//! `application_process`, `wait_time`, `fees_description`, `additional_information`), and what neither has a field for is an
//! attribute with a term of a taxonomy of ours: needs, kind, profession, role, ways to attend and to get in, support needs.

mod county;
pub mod import;
pub mod read;
pub mod service;
mod shapes;
pub mod taxonomy;
pub mod tree;
pub mod words;
