//! Lines that go into a YAML file of the user's.

use crate::init::edit::line_end;
pub use crate::source::yaml::{Lines, Search};

/// The text with `added` before line `at`, each line indented.
pub fn insert(lines: &Lines<'_>, at: usize, indent: usize, added: &str) -> String {
    let end = line_end(lines.text());
    let mut text = String::new();
    for line in 0..at {
        text.push_str(lines.line(line));
        text.push_str(end);
    }
    for line in added.lines() {
        text.push_str(&" ".repeat(indent));
        text.push_str(line);
        text.push_str(end);
    }
    text.extend(lines.text().split_inclusive('\n').skip(at));
    text
}

/// A value on one line, in quotes where it needs them.
pub fn scalar(text: &str) -> String {
    let is_plain = text.starts_with(|c: char| c.is_ascii_alphanumeric())
        && text
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || " ./_&@()|=-".contains(c));
    if is_plain {
        text.to_owned()
    } else {
        crate::init::json::quoted(text)
    }
}
