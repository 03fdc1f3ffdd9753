//! String literals: the escapes of JSON.

use std::borrow::Cow;

use super::Context;

/// The value of a string literal whose text between the quotes is `inner`.
pub(super) fn unescape<'s>(context: &mut Context<'_, '_>, inner: &'s str, start: usize) -> Cow<'s, str> {
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
            Err(message) => {
                let span = context.range(start + at, start + at + length);
                context.report().escape(span, message);
            }
        }
        at += length;
    }
    out.push_str(&inner[at..]);
    Cow::Owned(out)
}

/// What is wrong with an escape.
#[derive(Clone, Copy)]
pub(super) enum BadEscape {
    Unknown,
    Unicode,
}

/// One escape at the start of `text`, and how many bytes it takes.
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
    let (first, length) = code_unit(text);
    let Some(first) = first else {
        return (Err(BadEscape::Unicode), length);
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

/// One `\uXXXX`; without four hexadecimal digits, how many bytes of it there are.
fn code_unit(text: &str) -> (Option<u16>, usize) {
    let Some(digits) = text.strip_prefix("\\u") else {
        return (None, 0);
    };
    let count = digits
        .bytes()
        .take(4)
        .take_while(u8::is_ascii_hexdigit)
        .count();
    let unit = (count == 4).then(|| u16::from_str_radix(&digits[..4], 16).ok());
    (unit.flatten(), 2 + count)
}
