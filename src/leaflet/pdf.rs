//! A leaflet on paper: tagged PDF (PDF/UA-1) for print and for screen readers, the same bytes for the same input.
//!
//! [`pdf`] sets the text in lines (`set`, `content`), says where pages begin (`paginate`) and writes them (`draw`).

mod content;
mod draw;
mod fonts;
mod paginate;
mod set;
mod sheet;
#[cfg(test)]
pub(super) mod tests;

pub use fonts::Fonts;

use super::Leaflet;
use super::style::Style;
use std::fmt;

/// The distance of lines, in parts of the size of the text.
const LINE: f32 = 1.3;

/// Why there is no PDF.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PdfProblem {
    /// A language that is written from right to left; its name in English.
    RightToLeft(String),
    /// Letters that cannot be printed, all of them, in the order of the parts' names.
    Letters(Vec<BadLetter>),
    /// The fonts cannot be read.
    Fonts,
    /// The text is too large for the paper: there is no room between the head and the foot.
    NoRoom,
    /// The writer found the document against the standard; a defect of this program.
    Writer(String),
}

/// A letter that cannot be printed.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct BadLetter {
    /// Where it stands: the name of a service, or which part of the leaflet.
    pub part: String,
    /// Which it is.
    pub letter: char,
    /// True where it is written from right to left, which this form cannot do; false where the font has no shape for it.
    pub right_to_left: bool,
}

impl fmt::Display for PdfProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Letters(letters) => {
                writeln!(f, "this leaflet cannot be a PDF:")?;
                for letter in letters {
                    let why = if letter.right_to_left {
                        "is written from right to left, which the PDF form cannot do"
                    } else {
                        "is not in the font"
                    };
                    let (part, code) = (&letter.part, u32::from(letter.letter));
                    writeln!(f, "  - {part}: `{}` (U+{code:04X}) {why}", letter.letter)?;
                }
                if letters.iter().any(|letter| letter.right_to_left) {
                    f.write_str("use --format html, which prints it rightly")
                } else {
                    f.write_str("use --font FILE with a font that has it, or --format html")
                }
            }
            Self::RightToLeft(language) => write!(
                f,
                "{language} is written from right to left, which the PDF form cannot do yet; use --format html, which prints it rightly"
            ),
            Self::Fonts => f.write_str("the font cannot be read"),
            Self::NoRoom => f.write_str(
                "the text is too large for the paper; use --size a4 or a smaller --points",
            ),
            Self::Writer(problem) => write!(
                f,
                "the PDF would not be accessible, so it was not written: {problem}; please report this, and use --format html"
            ),
        }
    }
}

impl std::error::Error for PdfProblem {}

/// The leaflet as the bytes of a PDF file.
///
/// # Errors
/// A language or a letter that is written from right to left; a letter that the fonts have no shape for; text too large for the
/// paper.
pub fn pdf(leaflet: &Leaflet, style: Style, fonts: &Fonts) -> Result<Vec<u8>, PdfProblem> {
    if leaflet.words.right_to_left {
        return Err(PdfProblem::RightToLeft(leaflet.words.name.clone()));
    }
    let page = draw::Page::of(style.paper);
    let sheet = content::set(leaflet, style, fonts, page.column())?;
    draw::draw(leaflet, style, fonts, page, sheet)
}
