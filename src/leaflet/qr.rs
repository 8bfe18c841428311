//! A square that a telephone's camera reads: the page of a service, or its number.

use super::words::Phrase;
use super::{Entry, Leaflet};
use qrcode::{Color, EcLevel, QrCode};
use std::fmt::Write;

/// Light modules around the symbol on each side, which the standard asks for (ISO/IEC 18004, 9.1).
pub const QUIET: u16 = 4;

/// The smallest symbol in millimetres, without its quiet zone.
const SMALLEST: f32 = 25.0;
/// The smallest module in millimetres: old telephones and shaking hands.
const MODULE: f32 = 0.8;

/// The most modules a side may have: more would be a picture of over 6 cm, which takes a page from what people read.
const WIDEST: usize = 77;

/// A symbol, and what it stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Code {
    /// What the camera gets: a web address or `tel:` and digits.
    pub target: String,
    /// What it does, for those who cannot see it: a sentence.
    pub alternative: String,
    /// What it does, in a few words beneath it.
    pub caption: String,
    /// How many modules a side has.
    width: u16,
    /// Row by row; true is dark.
    dark: Vec<bool>,
}

/// The code for a service: its page, else its telephone number. An address of over 400 letters or so is too long for a code.
///
/// `None` where it has neither, where a professional has to refer, and for every service on a leaflet that must not give away
/// what it is about.
#[must_use]
pub fn code(leaflet: &Leaflet, entry: &Entry) -> Option<Code> {
    if leaflet.sensitive {
        return None;
    }
    let (reach, words) = (&entry.reach, leaflet.words);
    let page = || {
        let (url, page) = (reach.url.clone()?, reach.page()?);
        let alternative = words.fill(Phrase::CodeOpens, &[("page", page)]);
        Code::of(url, alternative, words.say(Phrase::ScanPage))
    };
    let number = || {
        let (dial, phone) = (reach.dial()?, reach.phone.as_deref()?);
        let alternative = words.fill(Phrase::CodeRings, &[("number", phone)]);
        let target = format!("tel:{dial}");
        Code::of(target, alternative, words.say(Phrase::ScanRing))
    };
    page().or_else(number)
}

impl Code {
    /// `None` where there is too much for a symbol.
    fn of(target: String, alternative: String, caption: &str) -> Option<Self> {
        let symbol = QrCode::with_error_correction_level(&target, EcLevel::M).ok()?;
        let width = Some(symbol.width()).filter(|width| *width <= WIDEST)?;
        let colours = symbol.into_colors().into_iter();
        Some(Self {
            width: u16::try_from(width).ok()?,
            dark: colours.map(|colour| colour == Color::Dark).collect(),
            target,
            alternative,
            caption: caption.to_owned(),
        })
    }

    /// How many modules a side has, without the quiet zone.
    #[must_use]
    pub const fn width(&self) -> u16 {
        self.width
    }

    /// The side of the symbol in millimetres, without the quiet zone; never under 25.
    #[must_use]
    pub fn millimetres(&self) -> f32 {
        (MODULE * f32::from(self.width)).max(SMALLEST)
    }

    /// The side in millimetres with the quiet zone.
    #[must_use]
    pub fn millimetres_with_quiet_zone(&self) -> f32 {
        let modules = f32::from(self.width);
        self.millimetres() * (modules + 2.0 * f32::from(QUIET)) / modules
    }

    /// The dark modules as bars of a row: column, row, and how many columns wide.
    #[must_use]
    pub fn bars(&self) -> Vec<(u16, u16, u16)> {
        let mut bars: Vec<(u16, u16, u16)> = Vec::new();
        let rows = self.dark.chunks(usize::from(self.width));
        for (row, modules) in (0_u16..).zip(rows) {
            let mut open = false;
            for (column, dark) in (0_u16..).zip(modules) {
                match (dark, open, bars.last_mut()) {
                    (true, true, Some(bar)) => bar.2 += 1,
                    (true, ..) => bars.push((column, row, 1)),
                    (false, ..) => {}
                }
                open = *dark;
            }
        }
        bars
    }

    /// The symbol as an image inside a page of HTML, black on white whatever the colours of the page.
    #[must_use]
    pub fn svg(&self) -> String {
        let side = self.width + 2 * QUIET;
        let mut path = String::new();
        for (column, row, width) in self.bars() {
            let (x, y) = (column + QUIET, row + QUIET);
            // Writing to a string cannot fail.
            let _ = write!(path, "M{x} {y}h{width}v1h-{width}z");
        }
        let label = self
            .alternative
            .replace('&', "&amp;")
            .replace('<', "&lt;")
            .replace('"', "&quot;");
        let millimetres = self.millimetres_with_quiet_zone();
        format!(
            "<svg class=\"code\" role=\"img\" aria-label=\"{label}\" width=\"{millimetres:.1}mm\" height=\"{millimetres:.1}mm\" \
             viewBox=\"0 0 {side} {side}\" shape-rendering=\"crispEdges\"><path fill=\"#fff\" d=\"M0 0h{side}v{side}H0z\"/>\
             <path d=\"{path}\"/></svg>"
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::leaflet::Reach;
    use crate::leaflet::pdf::tests::leaflet_of;

    /// What a decoder by others reads in the symbol with its quiet zone, each module eight pixels wide.
    fn decoded(code: &Code) -> String {
        const PIXELS: usize = 8;
        let side = usize::from(code.width + 2 * QUIET) * PIXELS;
        let mut dark = vec![false; side * side];
        for (column, row, width) in code.bars() {
            for x in
                usize::from(column + QUIET) * PIXELS..usize::from(column + width + QUIET) * PIXELS
            {
                for y in usize::from(row + QUIET) * PIXELS..usize::from(row + 1 + QUIET) * PIXELS {
                    dark[y * side + x] = true;
                }
            }
        }
        let mut image =
            rqrr::PreparedImage::prepare_from_bitmap(side, side, |x, y| dark[y * side + x]);
        let grids = image.detect_grids();
        assert_eq!(grids.len(), 1);
        grids[0].decode().expect("it can be read").1
    }

    fn code_of(reach: Reach) -> Option<Code> {
        let leaflet = leaflet_of(1);
        let entry = Entry {
            reach,
            ..leaflet.services[0].clone()
        };
        code(&leaflet, &entry)
    }

    #[test]
    fn a_camera_reads_the_page_of_the_service() {
        let reach = Reach {
            url: Some("https://colne.example.org/tea-and-talk?from=paper".to_owned()),
            phone: Some("01632\u{a0}960100".to_owned()),
            ..Reach::default()
        };
        let code = code_of(reach).unwrap();
        assert_eq!(
            decoded(&code),
            "https://colne.example.org/tea-and-talk?from=paper"
        );
        assert_eq!(code.caption, "Scan for web page");
        assert_eq!(
            code.alternative,
            "QR code that opens colne.example.org/tea-and-talk?from=paper"
        );
    }

    #[test]
    fn without_a_page_it_rings_the_number() {
        let reach = Reach {
            phone: Some("01632\u{a0}960100".to_owned()),
            ..Reach::default()
        };
        assert_eq!(decoded(&code_of(reach).unwrap()), "tel:01632960100");
    }

    #[test]
    fn there_is_none_where_only_professionals_may_refer_or_the_leaflet_must_not_tell() {
        assert_eq!(code_of(Reach::default()), None);
        let mut leaflet = leaflet_of(1);
        assert!(code(&leaflet, &leaflet.services[0]).is_some());
        leaflet.sensitive = true;
        assert_eq!(code(&leaflet, &leaflet.services[0]), None);
    }

    #[test]
    fn it_is_at_least_25_millimetres_wide_and_its_modules_are_large() {
        for length in [1, 60, 300] {
            let reach = Reach {
                url: Some(format!("https://example.org/{}", "a".repeat(length))),
                ..Reach::default()
            };
            let code = code_of(reach).unwrap();
            assert!(code.millimetres() >= 25.0);
            assert!(code.millimetres() / f32::from(code.width()) >= 0.799);
            assert!(code.millimetres_with_quiet_zone() > code.millimetres());
        }
    }

    #[test]
    fn where_the_address_is_too_long_it_rings_the_number() {
        let mut reach = Reach {
            url: Some(format!("https://example.org/{}", "a".repeat(600))),
            phone: Some("01632\u{a0}960100".to_owned()),
            ..Reach::default()
        };
        assert_eq!(decoded(&code_of(reach.clone()).unwrap()), "tel:01632960100");
        reach.phone = None;
        assert_eq!(code_of(reach), None);
    }

    #[test]
    fn the_image_says_what_it_is_and_escapes_the_address() {
        let reach = Reach {
            url: Some("https://example.org/?a=1&b=\"2\"".to_owned()),
            ..Reach::default()
        };
        let svg = code_of(reach).unwrap().svg();
        assert!(svg.contains(
            "role=\"img\" aria-label=\"QR code that opens example.org/?a=1&amp;b=&quot;2&quot;\""
        ));
    }
}
