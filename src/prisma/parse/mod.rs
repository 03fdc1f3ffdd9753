//! Text of the Prisma schema language in, AST and diagnostics out. It knows the
//! grammar and nothing of what names mean.
//!
//! The language goes line by line: only comments go on after the end of a line.
//! So a mistake costs the line it is on, and nothing else. What nests, the
//! arguments of attributes, is the business of `grammar.pest`.

mod block;
mod comment;
mod cursor;
mod expression;
mod line;
mod mistake;
mod reason;
mod string;
mod toplevel;

use crate::{
    diagnostic::{Diagnostic, Diagnostics, FileId, Sources, Span},
    prisma::ast::{Block, Schema},
};

use self::{cursor::Cursor, mistake::Container};

/// The rules of `grammar.pest`.
mod grammar {
    // The derived code has no documentation and is not ours to lint.
    #![allow(clippy::all, clippy::pedantic, missing_docs)]

    #[derive(pest_derive::Parser)]
    #[grammar = "prisma/grammar.pest"]
    pub(super) struct Grammar;
}

/// Spans are 32 bits wide, and a schema of this size is a mistake anyway.
const MAX_BYTES: usize = 64 << 20;

/// Parses the files into one schema, in their order.
///
/// What is wrong goes to `diagnostics`; what could be read is in the schema all
/// the same.
pub fn parse<'s>(
    sources: &'s Sources,
    files: &[FileId],
    diagnostics: &mut Diagnostics,
) -> Schema<'s> {
    let mut schema = Schema::default();
    for &file in files {
        let text = &sources.get(file).text;
        schema
            .blocks
            .append(&mut parse_file(file, text, diagnostics));
    }
    schema
}

/// Parses one file. Files do not depend on each other, so they can be parsed in
/// parallel, each with its own diagnostics.
pub fn parse_file<'s>(
    file: FileId,
    text: &'s str,
    diagnostics: &mut Diagnostics,
) -> Vec<Block<'s>> {
    if text.len() > MAX_BYTES {
        diagnostics.push(mistake::too_large(file, text.len(), MAX_BYTES));
        return Vec::new();
    }
    let mut parser = Parser {
        file,
        cursor: Cursor { text, at: 0 },
        container: Container::File,
        last_brace: text.rfind('}'),
        comment_is_open: false,
        line_diagnostics: Vec::new(),
        refusal: None,
        diagnostics,
    };
    parser.file()
}

/// One file, and how far it has been read.
struct Parser<'s, 'd> {
    file: FileId,
    cursor: Cursor<'s>,
    container: Container,
    /// Behind it no block can be closed.
    last_brace: Option<usize>,
    /// There is no `*/` from here on.
    comment_is_open: bool,
    /// What is wrong within the line that is being read. When the line turns out
    /// to be no line of the language at all, that is the one thing to say of it.
    line_diagnostics: Vec<Diagnostic>,
    /// Why the line is refused, when that is more than a guess.
    refusal: Option<Diagnostic>,
    diagnostics: &'d mut Diagnostics,
}

/// The line is not what its container has.
struct Refused;

impl Parser<'_, '_> {
    fn span(&self, start: usize, end: usize) -> Span {
        span(self.file, start, end)
    }

    fn report(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    /// Runs `line`; what it reports counts only when it succeeds.
    fn attempt<T>(&mut self, line: impl FnOnce(&mut Self) -> Result<T, Refused>) -> Option<T> {
        let start = self.cursor.at;
        let result = line(self);
        if result.is_ok() {
            for diagnostic in self.line_diagnostics.drain(..) {
                self.diagnostics.push(diagnostic);
            }
        } else {
            self.line_diagnostics.clear();
            self.cursor.at = start;
        }
        result.ok()
    }
}

/// Files are much smaller than 4 GiB: see `MAX_BYTES`.
#[allow(clippy::cast_possible_truncation)]
fn span(file: FileId, start: usize, end: usize) -> Span {
    Span {
        file,
        start: start as u32,
        end: end as u32,
    }
}
