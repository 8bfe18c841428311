//! `signpost` finds local services that would really take a person, and decides how to hand the person on.
//!
//! # Where things live, in reading order
//!
//! | module | answers |
//! | --- | --- |
//! | [`source`] | where does this text stand? |
//! | [`diagnostic`] | what is wrong, where, and what to do? |
//! | [`model`] | what does a directory say? |
//! | [`load`] | is it well formed? |
//! | [`place`] | where is this postcode, and who serves it? |
//! | [`words`] | which need do these words mean? |
//! | [`find`] | which services would take this person? |
//! | [`route`] | where does each need go, and why? |
//! | [`plan`] | what is printed: a decision with its services |
//! | [`conversation`] | what to ask next, and nothing more |
//! | [`cases`] | do the worked cases still get the plan they must get? |
//! | [`gaps`] | which needs does nobody meet, where and for whom? |
//! | [`compare`] | what changed between two directories, and what is a change to blame for? |
//! | [`read_aloud`] | what do the rules say, in sentences? |
//! | [`check`] | is the directory true, safe and current? |
//! | [`due`] | what has to be confirmed next? |
//! | [`starter`] | what does a new directory begin with? |
//! | [`schema`] | what may an editor let somebody type? |
//! | [`edit`] | how is a change written without touching the rest of a file? |
//! | [`leaflet`] | what does the person take away? |
//! | [`exchange`] | what do other directories and programs say, and what may they be told? |
//! | [`report`] | how are findings shown? |
//! | [`cli`] | what was asked, and how is it printed? |
//!
//! # Invariants
//!
//! 1. Loading never fails because of content: it returns what it could read, and a list of findings.
//! 2. Only loading and the command line touch files; nothing touches the network; only the command line reads clock,
//!    environment or terminal. `today` is an argument. The same inputs give the same bytes.
//! 3. A decision and its explanation are one value from one code path. There is no trace mode.
//! 4. Unknown is never no.
//! 5. `stop` cannot be set aside by anything.
//! 6. Nothing about a person is stored, logged or sent unless the user names the file to write.
//! 7. Whether a service exists never changes a route; a decline never removes a red flag.

pub mod source;

pub mod diagnostic;

pub mod model;

pub mod load;

pub mod place;

pub mod find;

pub mod route;

pub mod plan;

pub mod cases;

pub mod compare;

pub mod conversation;

pub mod gaps;

pub mod read_aloud;

pub mod check;

pub mod due;

pub mod edit;

pub mod schema;

pub mod starter;

pub mod report;

pub mod leaflet;

pub mod exchange;

pub mod words;

pub mod cli;
