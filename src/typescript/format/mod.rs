//! Lays TypeScript out exactly as prettier does by default: the text of our templates goes in,
//! with any spaces and line breaks; the text that a user's `prettier --check` accepts comes out.
//!
//! The source is parsed, each statement becomes a document (`doc`), its line breaks are chosen
//! from the top down (`layout`), and dprint-core writes the lines (`sink`). What the printer does
//! not know, decorators for one, stays as it stands in the source, and no comment is ever lost.

mod arguments;
mod arrow;
mod assignment;
mod binary;
mod chain;
mod class;
mod comments;
mod compound;
mod declaration;
mod doc;
mod expression;
mod function;
mod hug;
mod layout;
mod literal;
mod members;
mod module;
mod object;
mod place;
pub(super) mod plain;
mod printer;
pub(super) mod program;
mod simple;
mod sink;
mod statement;
mod types;
mod width;

use std::borrow::Cow;
use std::thread;

use oxc_allocator::Allocator;

use super::parse::{ParseError, parse};
use layout::{Lines, lay_out};
use program::each_statement;

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
    let mut lines = Lines::with_capacity(source.len() + source.len() / 8);
    each_statement(source, &program, false, |statement| {
        if !statement.doc.is_empty() {
            lay_out(&statement.doc, WIDTH, &mut lines);
        }
        if statement.blank_line_after {
            lines.end_line(0, 0);
        }
    });
    Ok(sink::write(&lines))
}
