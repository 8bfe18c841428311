//! How large, on which paper and in which colours a leaflet is printed.

/// The size of the paper.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Paper {
    /// 210 mm by 297 mm.
    #[default]
    A4,
    /// 148 mm by 210 mm.
    A5,
}

impl Paper {
    /// Width and height in millimetres.
    #[must_use]
    pub const fn millimetres(self) -> (u16, u16) {
        match self {
            Self::A4 => (210, 297),
            Self::A5 => (148, 210),
        }
    }

    /// The margin at each side in millimetres: wide enough for a thumb and for the holes of a folder.
    #[must_use]
    pub const fn side(self) -> u16 {
        match self {
            Self::A4 => 17,
            Self::A5 => 14,
        }
    }

    /// The largest text in points: larger, and a line would hold three words or a page three lines.
    #[must_use]
    pub const fn largest(self) -> u16 {
        match self {
            Self::A4 => 36,
            Self::A5 => 24,
        }
    }

    /// The name of the size, as style sheets write it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::A4 => "A4",
            Self::A5 => "A5",
        }
    }
}

/// How a leaflet looks; what stands on it never depends on it.
///
/// No text is smaller than `points`, but the heads and feet of pages where `points` is very large: they are 20 point or more then.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Style {
    /// The size of the paper.
    pub paper: Paper,
    /// The size of the text in points, from [`Style::STANDARD`] to [`Paper::largest`].
    pub points: u16,
    /// True for black on yellow.
    pub high_contrast: bool,
}

impl Default for Style {
    fn default() -> Self {
        Self {
            paper: Paper::default(),
            points: Self::STANDARD,
            high_contrast: false,
        }
    }
}

impl Style {
    /// The size of standard print in points; nothing is printed smaller.
    pub const STANDARD: u16 = 14;
    /// The size of large print in points.
    pub const LARGE: u16 = 18;
    /// Black on this yellow has a contrast of 17 to 1; red, green and blue.
    pub const YELLOW: [u8; 3] = [255, 235, 59];

    /// The size of the title.
    pub(crate) const fn title(self) -> u16 {
        self.points + 14
    }

    /// The size of the name of a service and of the other headings over a part.
    pub(crate) const fn heading(self) -> u16 {
        self.points + 6
    }

    /// The size of the telephone number of a service.
    pub(crate) const fn telephone(self) -> u16 {
        self.points + 12
    }

    /// The size of what stands at the head and the foot of each page: at most a twentieth of the width of the paper.
    pub(crate) const fn head_and_foot(self) -> u16 {
        let largest = match self.paper {
            Paper::A4 => 28,
            Paper::A5 => 20,
        };
        if self.points < largest {
            self.points
        } else {
            largest
        }
    }

    /// The size of a telephone number among several.
    pub(crate) const fn small_telephone(self) -> u16 {
        self.points + 5
    }

    /// Rules that change the style sheet of a page of HTML where this is not the standard style; empty where it is.
    #[must_use]
    pub fn style_sheet(self) -> String {
        let mut rules = Vec::new();
        let (width, _) = self.paper.millimetres();
        let (side, points) = (self.paper.side(), self.points);
        if self != Self::default() {
            let small = self.head_and_foot();
            // The foot holds one line.
            let foot = 11 + (small * 22).div_ceil(28);
            rules.push(format!(
                "@page {{ size: {}; margin: 11mm {side}mm {foot}mm; @bottom-right {{ font-size: {small}pt; }} }}\n\
                 html {{ font-size: {points}pt; }}\n.sample {{ font-size: {small}pt; }}\nbody {{ max-width: {}mm; }}\n",
                self.paper.name(),
                width - 2 * side + 10
            ));
        }
        // As in the PDF, labels stand above what they label where the column beside them would be narrow.
        let column = f32::from(width - 2 * side) * 72.0 / 25.4;
        if column < (7.0 + 14.5) * f32::from(points) {
            rules.push("dl div { display: block; }\n.code { width: min-content; }\n".to_owned());
        }
        if self.high_contrast {
            let [red, green, blue] = Self::YELLOW;
            let yellow = format!("rgb({red} {green} {blue})");
            rules.push(format!(
                "@page {{ background: {yellow}; }}\n\
                 html {{ background: {yellow}; print-color-adjust: exact; -webkit-print-color-adjust: exact; }}\n\
                 .start {{ color: {yellow}; }}\n"
            ));
        }
        rules.concat()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The relative luminance of WCAG 2.2.
    fn luminance(colour: [u8; 3]) -> f64 {
        let part = |value: u8| {
            let value = f64::from(value) / 255.0;
            if value <= 0.04045 {
                value / 12.92
            } else {
                ((value + 0.055) / 1.055).powf(2.4)
            }
        };
        0.2126 * part(colour[0]) + 0.7152 * part(colour[1]) + 0.0722 * part(colour[2])
    }

    #[test]
    fn black_on_yellow_is_a_high_contrast() {
        let contrast = (luminance(Style::YELLOW) + 0.05) / 0.05;
        assert!((17.0..18.0).contains(&contrast), "{contrast}");
    }

    #[test]
    fn the_standard_style_changes_no_rule() {
        assert_eq!(Style::default().style_sheet(), "");
    }

    #[test]
    fn a_style_changes_paper_size_and_colours() {
        let style = Style {
            paper: Paper::A5,
            points: 24,
            high_contrast: true,
        };
        let rules = style.style_sheet();
        for rule in [
            "size: A5;",
            "html { font-size: 24pt; }",
            "background: rgb(255 235 59)",
        ] {
            assert!(rules.contains(rule), "{rule}: {rules}");
        }
    }
}
