//! What somebody typed as a postcode, and what kind of place it names.
//!
//! Answers whether a text has the shape of a UK postcode, district or sector, and says in plain words why not. Must not know
//! whether the postcode exists or where it is: that is [`place`](crate::place).
//!
//! The shapes are those of BS 7666 (the Cabinet Office's `PostCodeType` schema, version 2), with the `P` of `N1P` that the
//! schema lacks, and only with the postal areas that exist. Tried on all 2,720,556 postcodes of the ONS Postcode Directory of
//! November 2025, withdrawn ones included: only `GIR 0AA` and the withdrawn `NPT` fail, and both have an answer of their own.

mod pattern;
mod problem;
mod shape;

use std::fmt;

pub use pattern::{district_pattern, postcode_pattern};
pub use problem::PostcodeProblem;

/// A full UK postcode, upper case with one space: `CO4 5JL`.
///
/// Says nothing about whether the postcode exists; ask [`place`](crate::place). Not ordered: alphabetical order is not
/// nearness.
///
/// # Example
///
/// ```
/// use signpost::model::postcode::Postcode;
///
/// let postcode = Postcode::parse("co45jl")?;
/// assert_eq!(postcode.to_string(), "CO4 5JL");
/// assert_eq!(postcode.district().to_string(), "CO4");
/// assert_eq!(postcode.sector().to_string(), "CO4 5");
/// assert!(Postcode::parse("CO4").is_err(), "a district is not a full postcode");
/// # Ok::<(), signpost::model::postcode::PostcodeProblem>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Postcode {
    sector: Sector,
    letters: [u8; 2],
}

/// A postcode sector: the district and the digit after the space, `CO4 5`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Sector {
    district: District,
    digit: u8,
}

/// A postcode district, the part before the space: `CO4`.
///
/// Padded with spaces to four bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct District([u8; 4]);

/// A place named by a postcode or by the first part of one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Locality {
    /// A full postcode, some fifteen addresses.
    Unit(Postcode),
    /// A sector, some thousands of addresses.
    Sector(Sector),
    /// A district, often a small town.
    District(District),
}

/// A locality together with how its text was understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// What the text names.
    pub locality: Locality,
    /// The text as typed, where a letter O or I was taken for the digit 0 or 1 or the other way round; absent where the text
    /// was right as it stood. Whoever asked must be told.
    pub repaired_from: Option<String>,
}

impl Locality {
    /// Reads a postcode, sector or district exactly as typed, but for case, spaces and hyphens.
    ///
    /// `CO45` is the district; the sector of `CO4` needs its space, `CO4 5`.
    ///
    /// # Errors
    /// [`PostcodeProblem`] where the text has no such shape or names something that is not a place in the United Kingdom, the
    /// Channel Islands or the Isle of Man. Where the letters O and I and the digits 0 and 1 were mixed up, the error suggests
    /// the locality meant; [`Locality::read`] takes it.
    ///
    /// # Example
    ///
    /// ```
    /// use signpost::model::postcode::{Locality, PostcodeProblem};
    ///
    /// assert_eq!(Locality::parse("co4-5jl")?.to_string(), "CO4 5JL");
    /// assert_eq!(Locality::parse("CO4 5")?.to_string(), "CO4 5");
    /// let problem = Locality::parse("C01 1AA").expect_err("a zero for the letter O");
    /// assert_eq!(problem.to_string(), "`C01 1AA` is not a postcode; did you mean `CO1 1AA`?");
    /// # Ok::<(), PostcodeProblem>(())
    /// ```
    pub fn parse(typed: &str) -> Result<Self, PostcodeProblem> {
        let reading = Self::read(typed)?;
        match reading.repaired_from {
            None => Ok(reading.locality),
            Some(typed) => Err(PostcodeProblem::MixedUp {
                typed,
                meant: reading.locality,
            }),
        }
    }

    /// Reads a postcode, sector or district, putting right a letter O or I typed for 0 or 1 and the other way round.
    ///
    /// A text is put right only where it is wrong as it stands and exactly one reading with the fewest changes is right.
    ///
    /// # Errors
    /// [`PostcodeProblem`] as for [`Locality::parse`], where no such reading helps.
    pub fn read(typed: &str) -> Result<Reading, PostcodeProblem> {
        let problem = match shape::locality(typed) {
            Ok(locality) => {
                return Ok(Reading {
                    locality,
                    repaired_from: None,
                });
            }
            Err(problem) => problem,
        };
        if !problem.may_be_a_slip() {
            return Err(problem);
        }
        match shape::repaired(typed) {
            Some(locality) => Ok(Reading {
                locality,
                repaired_from: Some(typed.trim().to_owned()),
            }),
            None => Err(problem),
        }
    }

    /// The district the locality lies in, or is.
    #[must_use]
    pub fn district(self) -> District {
        match self {
            Self::Unit(postcode) => postcode.district(),
            Self::Sector(sector) => sector.district(),
            Self::District(district) => district,
        }
    }
}

impl Postcode {
    /// Reads a full postcode.
    ///
    /// # Errors
    /// [`PostcodeProblem`] as for [`Locality::parse`], and [`PostcodeProblem::OnlyPart`] where the text is a sector or
    /// district.
    pub fn parse(typed: &str) -> Result<Self, PostcodeProblem> {
        match Locality::parse(typed)? {
            Locality::Unit(postcode) => Ok(postcode),
            part => Err(PostcodeProblem::OnlyPart { part }),
        }
    }

    /// The district: `CO4` of `CO4 5JL`.
    #[must_use]
    pub fn district(self) -> District {
        self.sector.district
    }

    /// The sector: `CO4 5` of `CO4 5JL`.
    #[must_use]
    pub fn sector(self) -> Sector {
        self.sector
    }

    /// The place of the last two letters among the 400 a sector can have, from 0 for `AA` to 399 for `ZZ`.
    pub(crate) fn ordinal(self) -> u16 {
        let place = |letter: u8| {
            shape::INWARD
                .iter()
                .position(|&one| one == letter)
                .unwrap_or_default()
        };
        u16::try_from(place(self.letters[0]) * shape::INWARD.len() + place(self.letters[1]))
            .unwrap_or_default()
    }

    /// The postcode of a sector with the given [`ordinal`](Self::ordinal); absent for 400 and above.
    pub(crate) fn from_ordinal(sector: Sector, ordinal: u16) -> Option<Self> {
        let (first, second) = (
            usize::from(ordinal) / shape::INWARD.len(),
            usize::from(ordinal) % shape::INWARD.len(),
        );
        Some(Self {
            sector,
            letters: [*shape::INWARD.get(first)?, shape::INWARD[second]],
        })
    }
}

impl Sector {
    /// The district: `CO4` of `CO4 5`.
    #[must_use]
    pub fn district(self) -> District {
        self.district
    }

    /// The digit after the space, 0 to 9.
    pub(crate) fn digit(self) -> u8 {
        self.digit - b'0'
    }

    /// The sector of a district with the given digit; absent for 10 and above.
    pub(crate) fn from_digit(district: District, digit: u8) -> Option<Self> {
        (digit < 10).then_some(Self {
            district,
            digit: digit + b'0',
        })
    }
}

impl District {
    /// Reads a district.
    ///
    /// # Errors
    /// [`PostcodeProblem`] as for [`Locality::parse`], and [`PostcodeProblem::NotADistrict`] where the text is a full postcode
    /// or a sector.
    pub fn parse(typed: &str) -> Result<Self, PostcodeProblem> {
        match Locality::parse(typed)? {
            Locality::District(district) => Ok(district),
            given => Err(PostcodeProblem::NotADistrict { given }),
        }
    }

    /// The postal area, the letters in front: `CO` of `CO4`.
    #[must_use]
    pub fn area(&self) -> &str {
        let letters = self
            .0
            .iter()
            .take_while(|byte| byte.is_ascii_uppercase())
            .count();
        std::str::from_utf8(&self.0[..letters]).unwrap_or_default()
    }

    /// The four bytes of the district, padded with spaces, as the table keeps them.
    pub(crate) fn padded(self) -> [u8; 4] {
        self.0
    }

    /// The district of four padded bytes; absent where they are not one.
    pub(crate) fn from_padded(bytes: [u8; 4]) -> Option<Self> {
        shape::district(bytes.trim_ascii_end())
            .ok()
            .filter(|district| district.0 == bytes)
    }
}

impl fmt::Display for Postcode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{}{}{}",
            self.sector,
            char::from(self.letters[0]),
            char::from(self.letters[1])
        )
    }
}

impl fmt::Display for Sector {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.district, char::from(self.digit))
    }
}

impl fmt::Display for District {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(std::str::from_utf8(self.0.trim_ascii_end()).unwrap_or_default())
    }
}

impl fmt::Display for Locality {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unit(postcode) => postcode.fmt(f),
            Self::Sector(sector) => sector.fmt(f),
            Self::District(district) => district.fmt(f),
        }
    }
}

#[cfg(test)]
mod tests;
