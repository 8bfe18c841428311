//! Where a postcode is, and which local authority it lies in.
//!
//! The only code that knows the format of the postcode table. The table of Great Britain is part of the program; another can
//! be built from the ONS Postcode Directory, Code-Point Open or a plain CSV ([`read`], [`build`]). Must not know services,
//! files or the clock: whoever calls opens the files.
//!
//! ```
//! use signpost::model::postcode::Locality;
//! use signpost::place::{Precision, Table, locate};
//!
//! let hospital = locate(&Table::embedded(), Locality::parse("CO4 5JL")?)?;
//! assert_eq!(hospital.precision, Precision::Unit);
//! assert_eq!(hospital.authorities, ["E07000071"]);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

pub mod build;
mod centre;
mod grid;
mod locate;
pub mod read;
mod table;

pub use grid::Point;
pub use locate::{Located, NotFound, Note, Precision, locate};
pub use table::{About, AuthorityShare, Centre, Table, TableProblem, Unit, Units};
