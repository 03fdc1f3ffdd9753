//! A module, statement by statement: each is printed on its own, and its documents are forgotten
//! before the next one is.

use oxc_allocator::Allocator;
use oxc_ast::ast::{Program, Statement};
use oxc_span::Span;

use super::comments::Gaps;
use super::doc::{Doc, HARDLINE, seq};
use super::printer::Printer;
use super::statement::{Item, items};

/// A statement of a module as a document.
pub struct Printed<'a> {
    /// With the comments around it.
    pub doc: Doc<'a>,
    /// Whether an empty line follows.
    pub blank_line_after: bool,
    pub is_import: bool,
}

/// Hands out the statements of a module in turn. A module without any is one document, of its
/// comments.
pub fn each_statement(
    source: &str,
    program: &Program<'_>,
    plain: bool,
    mut take: impl FnMut(&Printed<'_>),
) {
    let start = program
        .hashbang
        .as_ref()
        .map_or(0, |hashbang| hashbang.span.end);
    let span = Span::new(start, program.span.end);
    let items = items(&program.directives, &program.body);
    let mut arena = Allocator::default();
    for index in 0..items.len().max(1) {
        let gaps = match items.len() {
            0 => Gaps {
                from: span.start,
                follows: false,
                until: span.end,
                leads: false,
            },
            _ => Gaps::of(&items, index, span, Item::span),
        };
        let comments = &program.comments;
        let first = comments.partition_point(|comment| comment.span.start < gaps.from);
        let end = comments.partition_point(|comment| comment.span.start < gaps.until);
        let printer = Printer::new(&arena, source, &comments[first..end], plain);
        let mut doc = match items.len() {
            0 => printer.dangling_comments(span),
            _ => printer.item(span, &items, index),
        };
        if let (0, Some(hashbang)) = (index, &program.hashbang) {
            doc = seq!(printer; printer.slice(hashbang.span), HARDLINE, doc);
        }
        let item = items.get(index);
        take(&Printed {
            doc,
            blank_line_after: gaps.leads
                && item.is_some_and(|item| printer.blank_line_after(item.span().end)),
            is_import: matches!(item, Some(Item::Statement(Statement::ImportDeclaration(_)))),
        });
        arena.reset();
    }
}
