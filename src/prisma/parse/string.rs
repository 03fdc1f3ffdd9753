//! String literals: the escapes of JSON.

use std::borrow::Cow;

use super::{Parser, mistake};

impl Parser<'_, '_> {
    /// The value of a string literal with its quotes, which stands at `start`.
    pub(super) fn unescape<'t>(&mut self, literal: &'t str, start: usize) -> Cow<'t, str> {
        let inner = &literal[1..literal.len() - 1];
        let start = start + 1;
        let Some(first) = inner.find('\\') else {
            return Cow::Borrowed(inner);
        };
        let mut out = String::with_capacity(inner.len());
        out.push_str(&inner[..first]);
        let mut at = first;
        while let Some(found) = inner[at..].find('\\') {
            out.push_str(&inner[at..at + found]);
            at += found;
            let (escape, length) = escape(&inner[at..]);
            match escape {
                Ok(character) => out.push(character),
                Err(what) => {
                    let place = self.span(start + at, start + at + length);
                    self.line_diagnostics.push(mistake::escape(place, what));
                }
            }
            at += length;
        }
        out.push_str(&inner[at..]);
        Cow::Owned(out)
    }
}

/// What is wrong with an escape.
#[derive(Clone, Copy)]
pub(super) enum BadEscape {
    Unknown,
    Unicode,
}

/// The escape that `text` begins with, and how many bytes it takes.
fn escape(text: &str) -> (Result<char, BadEscape>, usize) {
    let Some(letter) = text[1..].chars().next() else {
        return (Err(BadEscape::Unknown), 1);
    };
    let simple = match letter {
        '"' | '\\' | '/' => letter,
        'b' => '\u{8}',
        'f' => '\u{C}',
        'n' => '\n',
        'r' => '\r',
        't' => '\t',
        'u' => return unicode(text),
        _ => return (Err(BadEscape::Unknown), 1 + letter.len_utf8()),
    };
    (Ok(simple), 2)
}

/// `\u00e9`, or a surrogate pair.
fn unicode(text: &str) -> (Result<char, BadEscape>, usize) {
    let (Some(first), length) = code_unit(text) else {
        return (Err(BadEscape::Unicode), code_unit(text).1);
    };
    if let Some(character) = char::from_u32(first.into()) {
        return (Ok(character), length);
    }
    let (Some(second), more) = code_unit(&text[length..]) else {
        return (Err(BadEscape::Unicode), length);
    };
    match char::decode_utf16([first, second]).next() {
        Some(Ok(character)) => (Ok(character), length + more),
        _ => (Err(BadEscape::Unicode), length + more),
    }
}

/// The `\uXXXX` that `text` begins with; without four hexadecimal digits, how
/// many bytes of it there are.
fn code_unit(text: &str) -> (Option<u16>, usize) {
    let Some(digits) = text.strip_prefix("\\u") else {
        return (None, 0);
    };
    let is_digit = u8::is_ascii_hexdigit;
    let count = digits.bytes().take(4).take_while(is_digit).count();
    let unit = u16::from_str_radix(&digits[..count], 16).ok();
    (unit.filter(|_| count == 4), 2 + count)
}
