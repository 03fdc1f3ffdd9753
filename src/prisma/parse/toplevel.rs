//! What stands between the blocks of a file.

use std::borrow::Cow;

use pest::Parser as _;

use crate::{
    diagnostic::{Diagnostics, FileId},
    prisma::ast::{Block, Identifier},
};

use super::{Context, Grammar, Pair, Rule, comment, mistake::Container, range};

pub(super) fn parse_blocks<'s>(
    file: FileId,
    text: &'s str,
    diagnostics: &mut Diagnostics,
) -> Vec<Block<'s>> {
    let mut reader = TopLevel {
        context: Context {
            file,
            text,
            base: 0,
            diagnostics,
        },
        last_close: last_close(text),
        doc: None,
        blocks: Vec::new(),
    };
    if text.starts_with('\u{FEFF}') {
        reader.context.report().byte_order_mark(range(file, 0, 3));
        reader.context.base = 3;
    }
    while reader.step() {}
    reader.blocks
}

/// Where the last line begins that a block could end with.
fn last_close(text: &str) -> usize {
    text.rfind('}').unwrap_or(0)
}

struct TopLevel<'s, 'd> {
    context: Context<'s, 'd>,
    last_close: usize,
    /// The comment above the next block. As in Prisma it stays until a block
    /// that can have documentation takes it, or another comment replaces it.
    doc: Option<Cow<'s, str>>,
    blocks: Vec<Block<'s>>,
}

impl<'s> TopLevel<'s, '_> {
    /// Reads one block, comment, blank line or wrong line.
    fn step(&mut self) -> bool {
        let rest = self.skip_space();
        match rest.bytes().next() {
            None => return false,
            Some(b'\n' | b'\r') => self.context.base += 1,
            Some(b'/') => self.comments(rest),
            Some(_) => match parse(Rule::block, rest) {
                Some(block) => self.block(block),
                None => self.wrong(rest),
            },
        }
        true
    }

    /// What is left of the text.
    fn skip_space(&mut self) -> &'s str {
        let text: &'s str = self.context.text;
        let rest = &text[self.context.base..];
        let trimmed = rest.trim_start_matches(is_space);
        self.context.base = text.len() - trimmed.len();
        trimmed
    }

    fn comments(&mut self, rest: &'s str) {
        let Some(comments) = parse(Rule::comments, rest) else {
            return self.wrong(rest);
        };
        self.context.base += comments.as_span().end();
        // What a blank line parts from the block below belongs to no block.
        let next = self.skip_space();
        if !next.starts_with(['\n', '\r']) {
            self.doc = comment::block(comments);
        }
    }

    fn block(&mut self, pair: Pair<'s>) {
        let start = self.context.base;
        let end = start + pair.as_span().end();
        let doc = match pair.as_rule() {
            Rule::config => self.doc.clone(),
            _ => self.doc.take(),
        };
        let (block, closed) = self.context.block(pair, doc);
        if !closed {
            self.unclosed(start, end, name(&block));
        }
        self.blocks.push(block);
        self.context.base = end;
    }

    /// Prisma goes on to the next brace, and stumbles at the header of the block
    /// in between. Without a brace it stumbles at the beginning.
    fn unclosed(&mut self, start: usize, end: usize, name: Identifier<'s>) {
        let text = self.context.text;
        let header = self.context.range(start, line_end(text, start));
        let next = (end < text.len() && self.last_close > end)
            .then(|| self.context.range(end, line_end(text, end)));
        let inline = text[start..line_end(text, start)].trim_end().ends_with('}');
        self.context
            .report()
            .unclosed_block(header, next, name, inline);
    }

    /// A line that begins no block.
    fn wrong(&mut self, rest: &'s str) {
        let start = self.context.base;
        if let Some(alias) = parse(Rule::type_alias, rest) {
            let length = alias.as_span().end();
            let span = self.context.range(start, start + length);
            self.context.report().type_alias(span);
            self.context.base += length;
        } else if let Some(header) = parse(Rule::unknown_block, rest) {
            let mut names = header.into_inner();
            let keyword = names.next().expect("an unknown block has a name");
            let name = names.next();
            let span = self.context.range(start, line_end(self.context.text, start));
            self.context
                .report()
                .unknown_block(span, keyword.as_str(), name.map(|name| name.as_str()));
            self.context.base = self.end_of_unknown_block(start);
        } else {
            let end = line_end(self.context.text, start);
            let line: &'s str = &self.context.text[start..end];
            self.context.bad_line(start, line, Container::File);
            self.context.base = if line.trim_end().ends_with('{') {
                self.end_of_unknown_block(start)
            } else {
                end
            };
        }
    }

    /// Behind the line that closes the block, or in front of the next block.
    fn end_of_unknown_block(&self, start: usize) -> usize {
        let text = self.context.text;
        let mut at = line_end(text, start);
        if text[start..at].trim_end().ends_with('}') || self.last_close <= at {
            return at;
        }
        while at < text.len() {
            let rest = text[at..].trim_start();
            at = text.len() - rest.len();
            if rest.starts_with('}') {
                return at + 1;
            }
            if Grammar::parse(Rule::header, rest).is_ok() {
                return at;
            }
            at = line_end(text, at);
        }
        at
    }
}

fn name<'s>(block: &Block<'s>) -> Identifier<'s> {
    match block {
        Block::Datasource(block) | Block::Generator(block) => block.name,
        Block::Model(model) => model.name,
        Block::Enum(block) => block.name,
    }
}

fn parse(rule: Rule, text: &str) -> Option<Pair<'_>> {
    Grammar::parse(rule, text).ok()?.next()
}

/// Tabs, and what Unicode calls a space separator.
fn is_space(c: char) -> bool {
    c == ' ' || c == '\t' || (!c.is_ascii() && pest::unicode::SPACE_SEPARATOR(c))
}

/// Where the line ends that `start` is on, without its line break.
pub(super) fn line_end(text: &str, start: usize) -> usize {
    text[start..]
        .find(['\n', '\r'])
        .map_or(text.len(), |length| start + length)
}
