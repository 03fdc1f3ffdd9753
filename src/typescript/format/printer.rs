//! What every part of the printer uses: the documents it makes, the source and its comments.

use std::cell::{Cell, RefCell};
use std::ops::Deref;

use oxc_allocator::Allocator;
use oxc_ast::ast::Comment;
use oxc_span::Span;

use super::doc::{Doc, Docs, LITERAL_LINE};

/// Turns a tree into documents.
pub struct Printer<'a> {
    docs: Docs<'a>,
    /// Prints what a text means, not how it looks: see [`super::plain`].
    pub plain: bool,
    pub source: &'a str,
    pub comments: &'a [Comment],
    /// Which comments have found a place.
    pub printed: &'a [Cell<bool>],
    /// Objects and functions that would be taken for a block or a declaration where they stand.
    pub ambiguous: RefCell<Vec<Span>>,
}

impl<'a> Deref for Printer<'a> {
    type Target = Docs<'a>;

    fn deref(&self) -> &Docs<'a> {
        &self.docs
    }
}

impl<'a> Printer<'a> {
    pub fn new(
        arena: &'a Allocator,
        source: &'a str,
        comments: &'a [Comment],
        plain: bool,
    ) -> Self {
        Printer {
            docs: Docs::new(arena),
            plain,
            source,
            comments,
            printed: unprinted(arena, comments.len()),
            ambiguous: RefCell::new(Vec::new()),
        }
    }

    pub fn slice(&self, span: Span) -> &'a str {
        &self.source[span.start as usize..span.end as usize]
    }

    /// The source as it stands: the way out for whatever the printer does not know.
    pub fn verbatim(&self, span: Span) -> Doc<'a> {
        for index in self.comment_range(span.start, span.end) {
            self.printed[index].set(true);
        }
        self.lines(self.slice(span))
    }

    /// A text as it stands, its line breaks included.
    pub fn lines(&self, text: &'a str) -> Doc<'a> {
        if !text.contains('\n') {
            return Doc::from(text);
        }
        let lines: Vec<_> = text.split('\n').map(Doc::from).collect();
        self.join(&[LITERAL_LINE], &lines)
    }

    /// The document of a span, or its source if a comment in it found no place.
    pub fn guard(&self, span: Span, doc: Doc<'a>) -> Doc<'a> {
        if self.comments.is_empty() {
            return doc;
        }
        let lost = |index: usize| !self.printed[index].get();
        if self.comment_range(span.start, span.end).any(lost) {
            return self.verbatim(span);
        }
        doc
    }

    /// The first position from `start` that holds something other than space and comments.
    pub fn next_token(&self, start: u32) -> u32 {
        let bytes = self.source.as_bytes();
        let mut at = start as usize;
        while at < bytes.len() {
            if bytes[at].is_ascii_whitespace() {
                at += 1;
            } else if bytes[at] == b'/' && matches!(bytes.get(at + 1), Some(b'/' | b'*')) {
                match self
                    .comments
                    .binary_search_by_key(&at, |c| c.span.start as usize)
                {
                    Ok(index) => at = self.comments[index].span.end as usize,
                    Err(_) => break,
                }
            } else {
                break;
            }
        }
        position(at)
    }

    /// Whether a line break follows, with nothing but spaces before it.
    pub fn newline_after(&self, at: u32) -> bool {
        let rest = self.source[at as usize..].trim_start_matches([' ', '\t']);
        rest.starts_with('\n')
    }

    /// Whether a line break comes before, with nothing but spaces after it.
    pub fn newline_before(&self, at: u32) -> bool {
        let rest = self.source[..at as usize].trim_end_matches([' ', '\t']);
        rest.ends_with('\n')
    }

    pub fn newline_within(&self, start: u32, end: u32) -> bool {
        self.source[start as usize..end as usize].contains('\n')
    }

    /// Whether the line after the one that holds this end is empty.
    pub fn blank_line_after(&self, end: u32) -> bool {
        let bytes = self.source.as_bytes();
        let mut at = end as usize;
        loop {
            let before = at;
            while at < bytes.len() && matches!(bytes[at], b' ' | b'\t' | b',' | b';') {
                at += 1;
            }
            if bytes[at..].starts_with(b"/*") {
                let Some(length) = self.source[at..].find("*/") else {
                    return false;
                };
                if self.source[at..at + length].contains('\n') {
                    return false;
                }
                at += length + 2;
            }
            if at == before {
                break;
            }
        }
        if bytes[at..].starts_with(b"//") {
            at += self.source[at..].find('\n').unwrap_or(bytes.len() - at);
        }
        bytes.get(at) == Some(&b'\n') && self.newline_after(position(at + 1))
    }

    /// Whether the line before the one that holds this start is empty.
    pub fn blank_line_before(&self, start: u32) -> bool {
        let line = self.source[..start as usize].trim_end_matches([' ', '\t']);
        line.strip_suffix('\n')
            .is_some_and(|above| above.trim_end_matches([' ', '\t']).ends_with('\n'))
    }
}

fn position(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

fn unprinted(arena: &Allocator, count: usize) -> &[Cell<bool>] {
    let flags = arena.alloc_slice_copy(&vec![false; count]);
    Cell::from_mut(flags).as_slice_of_cells()
}
