//! Any text of a schema as TypeScript: nothing in it can end a literal or a comment.

use std::fmt::Write;

/// `"it's"`
#[must_use]
pub fn string(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for c in text.chars() {
        match c {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\n' => quoted.push_str("\\n"),
            '\r' => quoted.push_str("\\r"),
            '\t' => quoted.push_str("\\t"),
            c if is_unprintable(c) => write_escape(&mut quoted, c),
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    prefer_fewer_escapes(text, quoted)
}

/// Prettier takes single quotes where that needs fewer escapes.
fn prefer_fewer_escapes(text: &str, quoted: String) -> String {
    let (doubles, singles) = text.chars().fold((0, 0), |(d, s), c| match c {
        '"' => (d + 1, s),
        '\'' => (d, s + 1),
        _ => (d, s),
    });
    if doubles <= singles {
        return quoted;
    }
    let inside = &quoted[1..quoted.len() - 1];
    let inside = inside.replace("\\\"", "\u{0}").replace('\'', "\\'");
    format!("'{}'", inside.replace('\u{0}', "\""))
}

/// The inside of a template literal.
#[must_use]
pub fn template(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len());
    let mut characters = text.chars().peekable();
    while let Some(c) = characters.next() {
        match c {
            '`' => quoted.push_str("\\`"),
            '\\' => quoted.push_str("\\\\"),
            '$' if characters.peek() == Some(&'{') => quoted.push_str("\\$"),
            // A template literal reads CRLF as LF.
            '\r' => quoted.push_str("\\r"),
            '\n' => quoted.push('\n'),
            c if is_unprintable(c) => write_escape(&mut quoted, c),
            c => quoted.push(c),
        }
    }
    quoted
}

fn is_unprintable(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

fn write_escape(out: &mut String, c: char) {
    write!(out, "\\u{:04x}", u32::from(c)).expect("a string takes all");
}

/// A doc comment with its line break, or nothing.
#[must_use]
pub fn doc(text: Option<&str>) -> String {
    let Some(text) = text.map(str::trim).filter(|text| !text.is_empty()) else {
        return String::new();
    };
    let text = text.replace("*/", "*\\/");
    let lines: Vec<String> = text
        .lines()
        .map(|line| line.trim_end().replace(is_unprintable, ""))
        .collect();
    if let [line] = lines.as_slice() {
        return format!("/** {line} */\n");
    }
    let mut comment = String::from("/**\n");
    for line in lines {
        comment.push_str(" *");
        if !line.is_empty() {
            comment.push(' ');
            comment.push_str(&line);
        }
        comment.push('\n');
    }
    comment.push_str(" */\n");
    comment
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_ends_its_literal() {
        assert_eq!(string("it's"), r#""it's""#);
        assert_eq!(string(r#"say "hi""#), r#"'say "hi"'"#);
        assert_eq!(string("a\u{2028}\nb\\"), r#""a\u2028\nb\\""#);
        assert_eq!(template("`${x}` $1 \\x"), "\\`\\${x}\\` $1 \\\\x");
        assert_eq!(doc(Some("evil */ text")), "/** evil *\\/ text */\n");
        assert_eq!(doc(Some("a\n\nb")), "/**\n * a\n *\n * b\n */\n");
    }
}
