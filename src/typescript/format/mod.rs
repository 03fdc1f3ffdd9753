//! Lays TypeScript out exactly as prettier does by default: the text of our templates goes in,
//! with any spaces and line breaks; the text that a user's `prettier --check` accepts comes out.
//!
//! The source is parsed, each statement becomes a document (`doc`), its line breaks are chosen
//! from the top down (`layout`), and dprint-core writes the lines (`sink`). What the printer does
//! not know, classes for one, stays as it stands in the source, and no comment is ever lost.

mod arguments;
mod assignment;
mod binary;
mod chain;
mod comments;
mod doc;
mod expression;
mod function;
mod layout;
mod literal;
mod members;
mod module;
mod object;
mod place;
pub(super) mod plain;
pub(super) mod printer;
mod sink;
pub(super) mod statement;
mod types;
mod width;

use std::borrow::Cow;
use std::thread;

use oxc_allocator::Allocator;
use oxc_span::Span;

use super::parse::{ParseError, parse};
use doc::seq;
use printer::Printer;

/// The column that prettier keeps lines within.
const WIDTH: u32 = 80;
/// Texts from this size on are formatted in two halves at the same time.
const SPLIT_FROM: usize = 64 * 1024;

/// Formats a module.
///
/// # Errors
///
/// The text is not valid TypeScript.
pub fn format(source: &str) -> Result<String, ParseError> {
    let source = unix_lines(source);
    if let Some(text) = format_halves(&source) {
        return Ok(text);
    }
    format_whole(&source)
}

/// The text with line feeds for line ends, and without a byte order mark.
pub(super) fn unix_lines(source: &str) -> Cow<'_, str> {
    let source = source.trim_start_matches('\u{feff}');
    if !source.contains('\r') {
        return Cow::Borrowed(source);
    }
    Cow::Owned(source.replace("\r\n", "\n").replace('\r', "\n"))
}

/// Formats a large text in two halves, if it is large and both are modules on their own.
///
/// The cut is at `export` at the start of a line. As a reserved word it starts a statement there
/// unless it stands inside something open, and then the first half does not parse.
fn format_halves(source: &str) -> Option<String> {
    if source.len() < SPLIT_FROM {
        return None;
    }
    let middle = source.ceil_char_boundary(source.len() / 2);
    let cut = middle + source[middle..].find("\nexport ")? + 1;
    let (first, second) = source.split_at(cut);
    let halves = thread::scope(|scope| {
        let second = scope.spawn(|| format_whole(second));
        (format_whole(first), second.join())
    });
    let (Ok(mut text), Ok(Ok(second))) = halves else {
        return None;
    };
    let space = &first[first.trim_end().len()..];
    if space.bytes().filter(|byte| *byte == b'\n').count() > 1 {
        text.push('\n');
    }
    text.push_str(&second);
    Some(text)
}

fn format_whole(source: &str) -> Result<String, ParseError> {
    let arena = Allocator::default();
    let program = parse(&arena, source)?;
    let printer = Printer::new(&arena, source, &program.comments);
    let start = program.hashbang.as_ref().map_or(0, |hashbang| hashbang.span.end);
    let span = Span::new(start, program.span.end);
    let body = printer.statements(span, &program.directives, &program.body);
    let doc = match &program.hashbang {
        Some(hashbang) => {
            let line = printer.slice(hashbang.span);
            seq!(printer; line, doc::HARDLINE, body)
        }
        None => body,
    };
    if doc.is_empty() {
        return Ok(String::new());
    }
    let doc = seq!(printer; doc, doc::HARDLINE);
    let lines = layout::lay_out(&doc, WIDTH, source.len() + source.len() / 8);
    Ok(sink::write(&lines))
}

#[cfg(feature = "phases")]
pub fn phases(source: &str) {
    for _ in 0..4 {
        let t0 = std::time::Instant::now();
        let arena = Allocator::default();
        let program = parse(&arena, source).unwrap();
        let t1 = std::time::Instant::now();
        let printer = Printer::new(&arena, source, &program.comments);
        let body = printer.statements(Span::new(0, program.span.end), &program.directives, &program.body);
        let t2 = std::time::Instant::now();
        let lines = layout::lay_out(&body, WIDTH, source.len() + source.len() / 8);
        let t3 = std::time::Instant::now();
        let out = sink::write(&lines);
        let t4 = std::time::Instant::now();
        let used = arena.used_bytes();
        drop((printer,));
        println!("parse {:?} docs {:?} layout {:?} sink {:?} ({}) arena {}", t1 - t0, t2 - t1, t3 - t2, t4 - t3, out.len(), used);
    }
}
