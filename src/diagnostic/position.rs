//! Bytes into lines and columns.

use std::{cell::OnceCell, ops::Range};

use super::{FileId, Sources, Span};

/// A line and a column, both from 1 on; columns count characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Position {
    pub line: usize,
    pub column: usize,
}

/// The lines of all files, each looked for when it is first asked for.
#[derive(Debug)]
pub struct Positions<'s> {
    sources: &'s Sources,
    /// Where the lines of a file begin.
    starts: Vec<OnceCell<Vec<usize>>>,
}

impl<'s> Positions<'s> {
    #[must_use]
    pub fn new(sources: &'s Sources) -> Self {
        Self {
            sources,
            starts: sources.iter().map(|_| OnceCell::new()).collect(),
        }
    }

    /// Where a span begins, and the place behind its last character.
    #[must_use]
    pub fn of(&self, span: Span) -> (Position, Position) {
        let range = self.range(span);
        (
            self.position(span.file, range.start),
            self.position(span.file, range.end),
        )
    }

    pub(super) fn text(&self, file: FileId) -> &'s str {
        &self.sources.get(file).text
    }

    /// The path as it is shown, on every system with slashes.
    #[must_use]
    pub fn path(&self, file: FileId) -> String {
        let path = self.sources.get(file).path.display().to_string();
        if cfg!(windows) {
            path.replace('\\', "/")
        } else {
            path
        }
    }

    /// The bytes of a span, within the text and at the borders of characters.
    pub(super) fn range(&self, span: Span) -> Range<usize> {
        let text = self.text(span.file);
        let start = text.floor_char_boundary(span.start as usize);
        let end = text.ceil_char_boundary(span.end as usize);
        start..end.max(start)
    }

    /// The bytes of a line, without its line break.
    pub(super) fn line(&self, file: FileId, number: usize) -> Range<usize> {
        let starts = self.starts(file);
        let text = self.text(file);
        let start = starts[number - 1];
        let end = starts.get(number).copied().unwrap_or(text.len());
        let line = text[start..end].trim_end_matches(['\n', '\r']);
        start..start + line.len()
    }

    fn position(&self, file: FileId, at: usize) -> Position {
        let starts = self.starts(file);
        let line = starts.partition_point(|start| *start <= at);
        let start = starts[line - 1];
        Position {
            line,
            column: self.text(file)[start..at].chars().count() + 1,
        }
    }

    fn starts(&self, file: FileId) -> &[usize] {
        self.starts[file.0 as usize].get_or_init(|| line_starts(self.text(file)))
    }
}

/// `\n`, `\r\n` and `\r` end a line, as they do in Prisma and in editors.
fn line_starts(text: &str) -> Vec<usize> {
    let bytes = text.as_bytes();
    let ends = bytes.iter().enumerate().filter(|(at, byte)| match byte {
        b'\n' => true,
        b'\r' => bytes.get(at + 1) != Some(&b'\n'),
        _ => false,
    });
    std::iter::once(0)
        .chain(ends.map(|(at, _)| at + 1))
        .collect()
}
