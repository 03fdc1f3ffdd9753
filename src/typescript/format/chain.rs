//! Chains of calls, `a.b().c()`: one line, or one call per line.

use oxc_ast::ast::{
    CallExpression, ComputedMemberExpression, Expression, PrivateFieldExpression,
    StaticMemberExpression,
};
use oxc_span::{GetSpan, Span};

use super::arguments::is_function;
use super::doc::{BREAK_PARENT, Doc, EMPTY, HARDLINE, SOFTLINE, seq};
use super::place::Place;
use super::printer::Printer;
use super::simple::is_simple_argument;

/// A call that ends a chain, taken apart: `a`, `.b`, `()`, `.c`, `()`.
pub struct Chain<'b, 'a> {
    links: Vec<Link<'b, 'a>>,
    /// Where each group starts: the first holds what the chain starts with, every other one
    /// members and the calls after them.
    groups: Vec<usize>,
}

#[derive(Clone, Copy)]
enum Link<'b, 'a> {
    Root(&'b Expression<'a>),
    Call(&'b CallExpression<'a>),
    Static(&'b StaticMemberExpression<'a>),
    Computed(&'b ComputedMemberExpression<'a>),
    Private(&'b PrivateFieldExpression<'a>),
    NonNull(Span),
}

impl Link<'_, '_> {
    fn is_call(&self) -> bool {
        matches!(self, Link::Call(_))
            || matches!(self, Link::Root(root) if matches!(root, Expression::CallExpression(_)))
    }

    fn is_member(&self) -> bool {
        matches!(self, Link::Static(_) | Link::Computed(_) | Link::Private(_))
    }

    /// `[0]`, which stays with what it is taken of.
    fn is_index(&self) -> bool {
        matches!(self, Link::Computed(member)
            if matches!(member.expression, Expression::NumericLiteral(_)))
    }

    fn span(&self) -> Span {
        match self {
            Link::Root(root) => root.span(),
            Link::Call(call) => call.span,
            Link::Static(member) => member.span,
            Link::Computed(member) => member.span,
            Link::Private(member) => member.span,
            Link::NonNull(span) => *span,
        }
    }
}

impl<'b, 'a> Chain<'b, 'a> {
    /// The chain that a call ends, if it is called on a member.
    pub fn of(call: &'b CallExpression<'a>, printer: &Printer<'a>) -> Option<Self> {
        call.callee.as_member_expression()?;
        let mut links = Vec::with_capacity(12);
        links.push(Link::Call(call));
        let mut next = &call.callee;
        loop {
            let place = match links.last() {
                Some(Link::Call(_)) => Place::Callee,
                _ => Place::Object,
            };
            next = match next {
                Expression::CallExpression(call)
                    if call.callee.as_member_expression().is_some()
                        || matches!(call.callee, Expression::CallExpression(_)) =>
                {
                    links.push(Link::Call(call));
                    &call.callee
                }
                Expression::StaticMemberExpression(member) => {
                    links.push(Link::Static(member));
                    &member.object
                }
                Expression::ComputedMemberExpression(member) => {
                    links.push(Link::Computed(member));
                    &member.object
                }
                Expression::PrivateFieldExpression(member) => {
                    links.push(Link::Private(member));
                    &member.object
                }
                Expression::TSNonNullExpression(inner) if !printer.needs_parens(next, place) => {
                    links.push(Link::NonNull(inner.span));
                    &inner.expression
                }
                root => {
                    links.push(Link::Root(root));
                    break;
                }
            };
        }
        links.reverse();
        let groups = group_links(&links);
        Some(Chain { links, groups })
    }

    fn group(&self, index: usize) -> &[Link<'b, 'a>] {
        let end = self
            .groups
            .get(index + 1)
            .copied()
            .unwrap_or(self.links.len());
        &self.links[self.groups[index]..end]
    }

    /// Whether the second group stays on the line of the first: after `this`, a factory such as
    /// `Object`, or a short name at the start of a statement.
    fn merges(&self, statement: bool) -> bool {
        if self.groups.len() < 2 {
            return false;
        }
        let computed = matches!(self.group(1)[0], Link::Computed(_));
        match self.group(0) {
            [Link::Root(Expression::ThisExpression(_))] => true,
            [Link::Root(Expression::Identifier(name))] => {
                is_factory(&name.name) || (statement && name.name.len() <= 2) || computed
            }
            [_] => false,
            [.., Link::Static(member)] => is_factory(&member.property.name) || computed,
            _ => false,
        }
    }

    /// Whether there are enough calls to think of one per line.
    pub fn is_long(&self, printer: &Printer<'a>, statement: bool) -> bool {
        let cutoff = if self.merges(statement) { 3 } else { 2 };
        let last = self.links.len() - 1;
        self.groups.len() > cutoff
            || self.links[..last]
                .iter()
                .any(|link| matches!(link, Link::Call(_)) && blank_line_after(link, printer))
    }

    fn calls(&self) -> impl Iterator<Item = &'b CallExpression<'a>> {
        self.links.iter().filter_map(|link| match *link {
            Link::Call(call) => Some(call),
            Link::Root(Expression::CallExpression(call)) => Some(&**call),
            _ => None,
        })
    }
}

/// Where the groups of a chain start.
fn group_links(links: &[Link<'_, '_>]) -> Vec<usize> {
    let mut groups = vec![0];
    let mut at = 1;
    while at < links.len()
        && (matches!(links[at], Link::NonNull(_)) || links[at].is_call() || links[at].is_index())
    {
        at += 1;
    }
    if !links[0].is_call() {
        while at + 1 < links.len() && links[at].is_member() && links[at + 1].is_member() {
            at += 1;
        }
    }
    let mut called = true;
    for (index, link) in links.iter().enumerate().skip(at) {
        if index == at || (called && link.is_member() && !link.is_index()) {
            groups.push(index);
            called = false;
        }
        called |= link.is_call();
    }
    groups
}

/// A name that starts with a capital, or consists of `_` and `$`.
fn is_factory(name: &str) -> bool {
    name.starts_with(|char: char| char.is_ascii_uppercase())
        || name.bytes().all(|byte| matches!(byte, b'_' | b'$'))
}

/// Whether the source has an empty line after a link. A parenthesis may close before it.
fn blank_line_after(link: &Link<'_, '_>, printer: &Printer<'_>) -> bool {
    let end = link.span().end;
    let next = printer.next_token(end);
    if printer.source.as_bytes().get(next as usize) == Some(&b')') {
        return printer.blank_line_after(next + 1);
    }
    printer.blank_line_after(end)
}

impl<'a> Printer<'a> {
    /// A call on a member.
    pub fn chain(&self, chain: &Chain<'_, 'a>, statement: bool) -> Doc<'a> {
        let mut blank_inside = false;
        let last = chain.links.len() - 1;
        let docs: Vec<_> = (0..chain.groups.len())
            .map(|index| {
                let group = chain.group(index);
                let docs: Vec<_> = group
                    .iter()
                    .enumerate()
                    .map(|(at, link)| {
                        let doc = self.link(chain, *link);
                        let ends = chain.groups[index] + at == last;
                        if !ends && matches!(link, Link::Call(_)) && blank_line_after(link, self) {
                            blank_inside = true;
                            return seq!(self; doc, HARDLINE);
                        }
                        doc
                    })
                    .collect();
                self.concat(&docs)
            })
            .collect();
        let one_line = self.concat(&docs);
        let merges = chain.merges(statement);
        let head = if merges { 2 } else { 1 };
        if docs.len() <= head + 1 && !blank_inside {
            return self.group(one_line);
        }
        let before_indent = chain.group(head - 1).last();
        let blank =
            before_indent.is_some_and(|link| !link.is_call() && blank_line_after(link, self));
        let rest = self.join(&[HARDLINE], &docs[head..]);
        let expanded = seq!(self;
            self.concat(&docs[..head]),
            if blank { HARDLINE } else { EMPTY },
            self.indent(seq!(self; HARDLINE, rest)),
        );
        let calls: Vec<_> = chain.calls().collect();
        let complex = calls.len() > 2
            && calls.iter().any(|call| {
                !call
                    .arguments
                    .iter()
                    .all(|argument| is_simple_argument(argument, 2))
            });
        let (last_group, others) = docs.split_last().expect("a chain has a group");
        let function_before = || {
            let (_, before) = calls.split_last().expect("a chain ends in a call");
            before
                .iter()
                .any(|call| call.arguments.iter().any(is_function))
        };
        if complex
            || others.iter().any(Doc::will_break)
            || (last_group.will_break() && function_before())
        {
            return self.group(expanded);
        }
        let breaks = one_line.will_break() || blank;
        let choice = self.choice(&[one_line, expanded]);
        if breaks {
            seq!(self; BREAK_PARENT, choice)
        } else {
            choice
        }
    }

    fn link(&self, chain: &Chain<'_, 'a>, link: Link<'_, 'a>) -> Doc<'a> {
        match link {
            Link::Root(root) => {
                let called = match chain.links.get(1) {
                    Some(Link::Call(_)) => Place::Callee,
                    Some(Link::NonNull(_)) => Place::NonNull,
                    _ => Place::Object,
                };
                self.expression(root, called)
            }
            Link::Call(call) => self.call_tail(call, false),
            Link::Static(member) => {
                let dot = if member.optional { "?." } else { "." };
                seq!(self; dot, member.property.name.as_str())
            }
            Link::Private(member) => {
                let dot = if member.optional { "?.#" } else { ".#" };
                seq!(self; dot, member.field.name.as_str())
            }
            Link::Computed(member) => self.computed_lookup(member),
            Link::NonNull(_) => Doc::from("!"),
        }
    }

    /// `[index]`, with `?.` before it where it is optional.
    pub fn computed_lookup(&self, member: &ComputedMemberExpression<'a>) -> Doc<'a> {
        let open = if member.optional { "?.[" } else { "[" };
        let index = self.expression(&member.expression, Place::Other);
        if matches!(member.expression, Expression::NumericLiteral(_)) {
            return seq!(self; open, index, "]");
        }
        let index = self.indent(seq!(self; SOFTLINE, index));
        self.group(seq!(self; open, index, SOFTLINE, "]"))
    }
}
