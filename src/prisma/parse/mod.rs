//! Text of the Prisma schema language in, AST and diagnostics out. It knows the
//! grammar and nothing of what names mean.
//!
//! Each top-level block is a pest parse of its own. A mistake costs the line it
//! is on: the rest of the block, and the other blocks, are still read.

mod block;
mod comment;
mod expression;
mod limit;
mod mistake;
mod string;
mod toplevel;

use crate::{
    diagnostic::{Diagnostics, FileId, Sources, Span},
    prisma::ast::{Block, Schema},
};

use self::{mistake::Mistakes, toplevel::parse_blocks};

/// The rules of `grammar.pest`.
mod grammar {
    // The derived code has no documentation and is not ours to lint.
    #![allow(clippy::all, clippy::pedantic, missing_docs)]

    #[derive(pest_derive::Parser)]
    #[grammar = "prisma/grammar.pest"]
    pub(super) struct Grammar;
}

use self::grammar::{Grammar, Rule};

type Pair<'s> = pest::iterators::Pair<'s, Rule>;
type Pairs<'s> = pest::iterators::Pairs<'s, Rule>;

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
        schema.blocks.append(&mut parse_file(file, text, diagnostics));
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
    match limit::check(file, text) {
        Ok(()) => parse_blocks(file, text, diagnostics),
        Err(diagnostic) => {
            diagnostics.push(*diagnostic);
            Vec::new()
        }
    }
}

/// The text around what is being parsed, and where the diagnostics go.
///
/// pest sees one block at a time; `base` is where that block begins in the file.
struct Context<'s, 'd> {
    file: FileId,
    text: &'s str,
    base: usize,
    diagnostics: &'d mut Diagnostics,
}

impl Context<'_, '_> {
    fn span(&self, pair: &Pair<'_>) -> Span {
        let span = pair.as_span();
        self.range(self.base + span.start(), self.base + span.end())
    }

    fn range(&self, start: usize, end: usize) -> Span {
        range(self.file, start, end)
    }

    fn report(&mut self) -> Mistakes<'_> {
        Mistakes {
            diagnostics: self.diagnostics,
        }
    }
}

/// Files are smaller than 4 GiB: `limit` has seen to it.
#[allow(clippy::cast_possible_truncation)]
fn range(file: FileId, start: usize, end: usize) -> Span {
    Span {
        file,
        start: start as u32,
        end: end as u32,
    }
}
