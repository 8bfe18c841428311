//! Other directories and programs: what they are told, and what is taken from them.
//!
//! One room per outside format, whose names and spellings stay inside it. [`leaving`] is the one place that decides what may
//! leave a directory at all; every export is made of it. Pure: functions return what would be written, and the command line
//! writes it. Must not know files, the clock or how an answer is shown.
//!
//! # What leaves, and what never does
//!
//! Confidential places, comments, worked cases, who confirmed an entry and how, and names and addresses of persons never leave.
//! What was left behind is returned with its reason, so that nothing is missing in silence.

pub mod coordinates;
pub mod csv;
pub mod fhir;
pub mod geojson;
pub mod identity;
pub mod incoming;
pub mod leaving;
pub mod oruk;
