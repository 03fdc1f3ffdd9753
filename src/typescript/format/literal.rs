//! Strings, numbers and templates in the one spelling that prettier gives them.

use std::borrow::Cow;

use oxc_ast::ast::{Expression, TSType, TemplateElement, TemplateLiteral};
use oxc_span::Span;

use super::doc::{Doc, Kind, seq};
use super::layout::{Lines, lay_out};
use super::place::Place;
use super::printer::Printer;
use super::types::TypePlace;

impl<'a> Printer<'a> {
    pub fn string_literal(&self, span: Span) -> Doc<'a> {
        match quote(self.slice(span)) {
            Cow::Borrowed(text) => self.lines(text),
            Cow::Owned(text) => self.lines(self.arena.alloc_str(&text)),
        }
    }

    pub fn number_literal(&self, span: Span) -> Doc<'a> {
        match number(self.slice(span)) {
            Cow::Borrowed(text) => Doc::from(text),
            Cow::Owned(text) => self.string(&text),
        }
    }

    pub fn bigint_literal(&self, span: Span) -> Doc<'a> {
        let text = self.slice(span);
        if text.bytes().any(|byte| byte.is_ascii_uppercase()) {
            return self.string(&text.to_lowercase());
        }
        Doc::from(text)
    }

    pub fn regex_literal(&self, span: Span) -> Doc<'a> {
        let text = self.slice(span);
        let (pattern, flags) = text.split_at(text.rfind('/').map_or(text.len(), |at| at + 1));
        if flags.bytes().is_sorted() {
            return Doc::from(text);
        }
        let mut flags: Vec<char> = flags.chars().collect();
        flags.sort_unstable();
        self.string(&(pattern.to_owned() + &flags.iter().collect::<String>()))
    }

    pub fn template(&self, template: &TemplateLiteral<'a>) -> Doc<'a> {
        let print = |part: &Expression<'a>| self.expression(part, Place::Template);
        self.template_parts(&template.quasis, &template.expressions, print)
    }

    pub fn template_type(&self, quasis: &[TemplateElement<'a>], types: &[TSType<'a>]) -> Doc<'a> {
        let print = |part: &TSType<'a>| self.ts_type(part, TypePlace::Other);
        self.template_parts(quasis, types, print)
    }

    /// What stands in a placeholder stays on one line; one that cannot is left as it stands.
    fn template_parts<T>(
        &self,
        quasis: &[TemplateElement<'a>],
        parts: &[T],
        print: impl Fn(&T) -> Doc<'a>,
    ) -> Doc<'a> {
        let mut docs = vec![Doc::from("`")];
        for (index, quasi) in quasis.iter().enumerate() {
            docs.push(self.lines(self.slice(quasi.span)));
            let (Some(part), Some(next)) = (parts.get(index), quasis.get(index + 1)) else {
                continue;
            };
            let hole = Span::new(quasi.span.end, next.span.start);
            docs.push(match self.one_line(&print(part)) {
                Some(line) if !self.slice(hole).contains('\n') => seq!(self; "${", line, "}"),
                _ => self.verbatim(hole),
            });
        }
        docs.push(Doc::from("`"));
        self.concat(&docs)
    }

    /// The document on one line however long, if it can be.
    fn one_line(&self, doc: &Doc<'a>) -> Option<Doc<'a>> {
        if matches!(doc.kind, Kind::Text(_)) {
            return Some(*doc);
        }
        let mut lines = Lines::with_capacity(64);
        lay_out(doc, u32::MAX >> 2, &mut lines);
        (lines.lines.len() == 1).then(|| self.string(&lines.text))
    }
}

/// A string in the quotes that need fewer escapes, double ones if it does not matter.
pub fn quote(raw: &str) -> Cow<'_, str> {
    let content = &raw[1..raw.len() - 1];
    let count = |quote| content.bytes().filter(|byte| *byte == quote).count();
    let enclosing = if raw.starts_with('"') && !content.contains('"') {
        '"'
    } else if count(b'"') > count(b'\'') {
        '\''
    } else {
        '"'
    };
    if raw.starts_with(enclosing) {
        return Cow::Borrowed(raw);
    }
    let mut text = String::with_capacity(raw.len() + 2);
    text.push(enclosing);
    let mut chars = content.chars();
    while let Some(char) = chars.next() {
        match char {
            '\\' => match chars.next() {
                Some(quote @ ('"' | '\'')) if quote != enclosing => text.push(quote),
                next => {
                    text.push('\\');
                    text.extend(next);
                }
            },
            quote if quote == enclosing => text.extend(['\\', quote]),
            other => text.push(other),
        }
    }
    text.push(enclosing);
    Cow::Owned(text)
}

/// A number in lower case, without superfluous zeros, signs and dots.
pub fn number(raw: &str) -> Cow<'_, str> {
    if raw.bytes().all(|byte| byte.is_ascii_digit()) {
        return Cow::Borrowed(raw);
    }
    let text = raw.to_ascii_lowercase();
    if text.starts_with("0x") || text.starts_with("0b") || text.starts_with("0o") {
        return Cow::Owned(text);
    }
    let (mantissa, exponent) = text.split_once('e').unwrap_or((&text, ""));
    let exponent = exponent.strip_prefix('+').unwrap_or(exponent);
    let (sign, exponent) = match exponent.strip_prefix('-') {
        Some(exponent) => ("-", exponent),
        None => ("", exponent),
    };
    let exponent = exponent.trim_start_matches('0');
    let mantissa = match mantissa.split_once('.') {
        None => mantissa.to_owned(),
        Some((whole, fraction)) => {
            let whole = if whole.is_empty() { "0" } else { whole };
            match (fraction, fraction.trim_end_matches('0')) {
                ("", _) => whole.to_owned(),
                (_, "") => format!("{whole}.0"),
                (_, fraction) => format!("{whole}.{fraction}"),
            }
        }
    };
    Cow::Owned(match exponent {
        "" => mantissa,
        exponent => format!("{mantissa}e{sign}{exponent}"),
    })
}
