//! Where text came from: files, places in them, and values that remember their place.
//!
//! This is the only code that turns byte offsets into lines and columns. Inside the program a place is a
//! half-open range of bytes; people and other tools see lines and columns counted from 1, in Unicode characters.

use std::ops::Range;
use std::sync::Arc;

/// Which file of [`Sources`] a place is in. Valid only for the `Sources` that handed it out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(pub u32);

/// A range of bytes in one file, zero-based and half-open. Sorts by file, then by where it starts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Span {
    /// The file the bytes are in.
    pub file: FileId,
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// A place in `file`. Offsets beyond 4 GiB cannot occur: files over 1 MiB are refused before they are read.
    #[must_use]
    pub fn new(file: FileId, range: Range<usize>) -> Self {
        let short = |offset: usize| u32::try_from(offset).unwrap_or(u32::MAX);
        Self {
            file,
            start: short(range.start),
            end: short(range.end),
        }
    }

    /// The bytes as a range for slicing.
    #[must_use]
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// A value together with the place it was read from. Compares by value alone.
#[derive(Clone, Debug)]
pub struct Spanned<T> {
    /// What was read.
    pub value: T,
    /// Where it stands.
    pub span: Span,
}

impl<T> Spanned<T> {
    /// Puts a value and its place together.
    pub const fn new(value: T, span: Span) -> Self {
        Self { value, span }
    }

    /// The same place with another value.
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Spanned<U> {
        Spanned::new(change(self.value), self.span)
    }
}

impl<T: PartialEq> PartialEq for Spanned<T> {
    fn eq(&self, other: &Self) -> bool {
        self.value == other.value
    }
}

impl<T> std::ops::Deref for Spanned<T> {
    type Target = T;
    fn deref(&self) -> &T {
        &self.value
    }
}

/// Text to be put in the place of other text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Replacement {
    /// What is taken away; where it is empty, text is put in.
    pub span: Span,
    /// What is written instead.
    pub text: String,
}

/// One file as it was read. Text that is not UTF-8 has its broken bytes replaced, and a finding says so.
#[derive(Clone, Debug)]
pub struct SourceFile {
    /// The path as people should see it, with `/` between its parts.
    pub path: String,
    /// The whole text, without a byte-order mark.
    pub text: String,
}

/// A line and a column, both counted from 1; columns count Unicode characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Position {
    /// Line, from 1.
    pub line: usize,
    /// Column in Unicode characters, from 1.
    pub column: usize,
}

impl SourceFile {
    /// Line and column of a byte offset. An offset past the end, or inside a character, is moved back to a character.
    #[must_use]
    pub fn position(&self, offset: usize) -> Position {
        let mut offset = offset.min(self.text.len());
        while !self.text.is_char_boundary(offset) {
            offset -= 1;
        }
        let before = &self.text[..offset];
        let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
        Position {
            line: before.bytes().filter(|byte| *byte == b'\n').count() + 1,
            column: before[line_start..].chars().count() + 1,
        }
    }
}

/// Every file that was read, in the order it was read. A clone shares the texts.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    files: Arc<Vec<SourceFile>>,
}

impl Sources {
    /// Adds a file and says how to refer to it.
    pub fn add(&mut self, file: SourceFile) -> FileId {
        let id = FileId(u32::try_from(self.files.len()).unwrap_or(u32::MAX));
        Arc::make_mut(&mut self.files).push(file);
        id
    }

    /// The file with this id.
    #[must_use]
    pub fn file(&self, id: FileId) -> &SourceFile {
        &self.files[id.0 as usize]
    }

    /// All files, in the order they were added.
    #[must_use]
    pub fn files(&self) -> &[SourceFile] {
        &self.files
    }

    /// Where a span starts, as line and column.
    #[must_use]
    pub fn start(&self, span: Span) -> Position {
        self.file(span.file).position(span.start as usize)
    }

    /// Where a span ends (one past its last character), as line and column.
    #[must_use]
    pub fn end(&self, span: Span) -> Position {
        self.file(span.file).position(span.end as usize)
    }

    /// The text a span covers; empty where the span does not fall on characters.
    #[must_use]
    pub fn text(&self, span: Span) -> &str {
        self.file(span.file).text.get(span.range()).unwrap_or("")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(text: &str) -> SourceFile {
        SourceFile {
            path: "a.yaml".into(),
            text: text.into(),
        }
    }

    #[test]
    fn columns_count_characters_not_bytes() {
        let file = file("name: Tŷ Hafan\nnext: x\n");
        let hafan = file.text.find("Hafan").unwrap();
        assert_eq!(
            file.position(hafan),
            Position {
                line: 1,
                column: 10
            }
        );
        let next = file.text.find("next").unwrap();
        assert_eq!(file.position(next), Position { line: 2, column: 1 });
    }

    #[test]
    fn the_first_character_is_line_1_column_1() {
        assert_eq!(file("x").position(0), Position { line: 1, column: 1 });
        assert_eq!(file("").position(9), Position { line: 1, column: 1 });
    }

    #[test]
    fn an_offset_inside_a_character_is_moved_back() {
        assert_eq!(file("ŷ").position(1), Position { line: 1, column: 1 });
    }
}
