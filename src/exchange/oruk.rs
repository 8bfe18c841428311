//! Open Referral UK 3.0, in both directions: the UK profile of the Human Services Data Specification (HSDS) 3.0.
//!
//! # What Open Referral UK cannot hold
//!
//! | of ours | why, and what happens |
//! | --- | --- |
//! | a confidential place, and its district | never leaves |
//! | comments, worked cases | never leave |
//! | `assured.by`, `assured.source` | no field; only the day leaves, as `assured_date` |
//! | `plain`, `sends_on_to` | no field |
//! | `capacity`, an alert that is over | no longer true; does not leave |
//! | an address without a town or postcode | an address must have both; the place leaves with what is known as its `description` |
//! | the spelling of a telephone number, the order of needs and ways in | leave as people read them, in the order of the format |
//!
//! Everything else goes there and back: names that ORUK lacks are those of HSDS 3.0 (`phones`, `eligibility_description`,
//! `application_process`, `wait_time`, `fees_description`, `additional_information`), and what neither has a field for is an
//! attribute with a term of a taxonomy of ours: needs, kind, profession, role, ways to attend and to get in, support needs.

mod county;
pub mod import;
pub mod read;
pub mod service;
pub mod taxonomy;
pub mod tree;
pub mod words;
