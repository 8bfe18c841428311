//! Fonts, and words as the shapes a font has for them.

use krilla::text::{Font, GlyphId, KrillaGlyph};
use rustybuzz::ttf_parser::Tag;
use rustybuzz::{Face, Feature, UnicodeBuffer};
use std::collections::BTreeMap;
use std::rc::Rc;

/// The axis of a variable font that makes letters bold, and how bold headings are.
const WEIGHT: (&[u8; 4], f32) = (b"wght", 700.0);

/// A regular and a bold font.
#[derive(Clone, Debug)]
pub struct Fonts {
    regular: FontFile,
    bold: FontFile,
}

#[derive(Clone, Debug)]
struct FontFile {
    data: krilla::Data,
    /// The axis and how far along it, for a variable font.
    weight: Option<f32>,
    font: Font,
}

/// Which of the two fonts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Weight {
    Regular,
    Bold,
}

/// A word in shapes. Lengths are parts of the size of the font.
#[derive(Clone, Debug)]
pub(super) struct Word {
    /// Its shapes; their ranges are bytes of the word.
    pub(super) glyphs: Vec<KrillaGlyph>,
    /// How wide it is.
    pub(super) width: f32,
    /// The characters that the font has no shape for.
    pub(super) missing: Vec<char>,
}

/// Shapes words, each once.
pub(super) struct Shaper<'a> {
    regular: Face<'a>,
    bold: Face<'a>,
    known: BTreeMap<(Weight, String), Rc<Word>>,
}

impl Fonts {
    /// The fonts that the program carries: Noto Sans, for every language in Latin, Greek and Cyrillic letters.
    ///
    /// # Errors
    /// Never, unless the fonts of the program are broken.
    pub fn standard() -> Result<Self, String> {
        Self::new(
            notosans::REGULAR_TTF.into(),
            Some(notosans::BOLD_TTF.into()),
        )
    }

    /// Fonts from the bytes of TrueType or OpenType files. Without a bold one, bold text is set in the regular font: at its bold
    /// weight where it is a variable font, else as it is.
    ///
    /// # Errors
    /// One of them is no font; the sentence says which.
    pub fn from_bytes(regular: Vec<u8>, bold: Option<Vec<u8>>) -> Result<Self, String> {
        Self::new(regular.into(), bold.map(Into::into))
    }

    fn new(regular: krilla::Data, bold: Option<krilla::Data>) -> Result<Self, String> {
        let of_bold = if let Some(data) = bold {
            FontFile::open(data, None)
        } else {
            let weight = Face::from_slice(regular.as_ref(), 0).and_then(|face| {
                let variable = face.variation_axes();
                let axis = variable
                    .into_iter()
                    .find(|axis| axis.tag == Tag::from_bytes(WEIGHT.0))?;
                Some(WEIGHT.1.clamp(axis.min_value, axis.max_value))
            });
            FontFile::open(regular.clone(), weight)
        };
        Ok(Self {
            regular: FontFile::open(regular, None).ok_or("it is no TrueType or OpenType font")?,
            bold: of_bold.ok_or("the bold one is no TrueType or OpenType font")?,
        })
    }

    /// The font that the writer embeds.
    pub(super) fn font(&self, weight: Weight) -> &Font {
        match weight {
            Weight::Regular => &self.regular.font,
            Weight::Bold => &self.bold.font,
        }
    }

    /// Something that shapes words in these fonts; `None` where they cannot be read.
    pub(super) fn shaper(&self) -> Option<Shaper<'_>> {
        Some(Shaper {
            regular: self.regular.face()?,
            bold: self.bold.face()?,
            known: BTreeMap::new(),
        })
    }
}

impl FontFile {
    fn open(data: krilla::Data, weight: Option<f32>) -> Option<Self> {
        let coordinates: Vec<_> = weight
            .map(|weight| (krilla::text::Tag::new(WEIGHT.0), weight))
            .into_iter()
            .collect();
        let font = Font::new_variable(data.clone(), 0, &coordinates)?;
        Face::from_slice(data.as_ref(), 0)?;
        Some(Self { data, weight, font })
    }

    fn face(&self) -> Option<Face<'_>> {
        let mut face = Face::from_slice(self.data.as_ref(), 0)?;
        if let Some(weight) = self.weight {
            face.set_variation(Tag::from_bytes(WEIGHT.0), weight);
        }
        Some(face)
    }
}

impl Shaper<'_> {
    /// A text without a break, in shapes.
    pub(super) fn word(&mut self, text: &str, weight: Weight) -> Rc<Word> {
        let key = (weight, text.to_owned());
        if let Some(word) = self.known.get(&key) {
            return Rc::clone(word);
        }
        let face = match weight {
            Weight::Regular => &self.regular,
            Weight::Bold => &self.bold,
        };
        let word = Rc::new(shape(face, text));
        self.known.insert(key, Rc::clone(&word));
        word
    }
}

#[expect(
    clippy::cast_precision_loss,
    reason = "font units are small whole numbers"
)]
fn shape(face: &Face, text: &str) -> Word {
    let mut buffer = UnicodeBuffer::new();
    buffer.push_str(text);
    buffer.guess_segment_properties();
    // Joined letters ("fi") are harder to read for many, and harder to search for.
    let no_ligatures = Feature::new(Tag::from_bytes(b"liga"), 0, ..);
    let output = rustybuzz::shape(face, &[no_ligatures], buffer);
    let units = face.units_per_em() as f32;
    let infos = output.glyph_infos();
    let mut word = Word {
        glyphs: Vec::with_capacity(infos.len()),
        width: 0.0,
        missing: Vec::new(),
    };
    for (at, (info, position)) in infos.iter().zip(output.glyph_positions()).enumerate() {
        let start = info.cluster as usize;
        let next = infos[at..].iter().find(|next| next.cluster != info.cluster);
        let end = next.map_or(text.len(), |next| next.cluster as usize);
        // Right-to-left text is refused before it is set; its clusters would run backwards.
        let range = start..end.max(start);
        if info.glyph_id == 0 {
            let letters = text.get(range.clone()).unwrap_or_default().chars();
            word.missing
                .extend(letters.filter(|letter| face.glyph_index(*letter).is_none()));
        }
        // Some fonts count the grave accent of ASCII among the marks that stand over a letter; alone it is a sign.
        let stands_alone = text.get(range.clone()).is_some_and(str::is_ascii);
        let glyph = rustybuzz::ttf_parser::GlyphId(u16::try_from(info.glyph_id).unwrap_or(0));
        let advance = match position.x_advance {
            0 if stands_alone => f32::from(face.glyph_hor_advance(glyph).unwrap_or(0)) / units,
            advance => advance as f32 / units,
        };
        word.width += advance;
        word.glyphs.push(KrillaGlyph::new(
            GlyphId::new(info.glyph_id),
            advance,
            position.x_offset as f32 / units,
            position.y_offset as f32 / units,
            position.y_advance as f32 / units,
            range,
            None,
        ));
    }
    word
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_accent_that_stands_alone_has_a_width_and_one_over_a_letter_has_none() {
        let fonts = Fonts::standard().unwrap();
        let mut shaper = fonts.shaper().unwrap();
        let mut width = |text: &str| shaper.word(text, Weight::Regular).width;
        assert!(width("`") > 0.1);
        assert!((width("a\u{300}") - width("a")).abs() < 0.001);
    }

    #[test]
    fn a_sign_between_letters_without_a_shape_is_not_missing() {
        let fonts = Fonts::standard().unwrap();
        let mut shaper = fonts.shaper().unwrap();
        let missing = &shaper.word("\u{645}\u{631}.", Weight::Regular).missing;
        assert!(
            missing.contains(&'\u{645}') && !missing.contains(&'.'),
            "{missing:?}"
        );
    }
}
