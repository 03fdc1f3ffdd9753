//! What Mermaid takes as a name, and as a text in quotes.

use std::fmt::Write;

/// The text with everything replaced that an attribute's type or name cannot have.
///
/// Source: the lexer of Mermaid 11's `erDiagram`: a letter or `_` first, then also
/// digits, `-`, `(`, `)`, `[`, `]`.
pub fn plain(text: &str) -> String {
    let mut name: String = text
        .chars()
        .map(|c| match c {
            c if c.is_ascii_alphanumeric() || "_-()[]".contains(c) => c,
            c if ('\u{c0}'..='\u{ffff}').contains(&c) && c.is_alphanumeric() => c,
            _ => '_',
        })
        .collect();
    if !name.starts_with(|c: char| c.is_alphabetic() || c == '_') {
        name.insert(0, '_');
    }
    name
}

/// The text in quotes. What Mermaid reads as markup is written as entity codes.
pub fn quoted(text: &str) -> String {
    let mut quoted = String::from('"');
    for c in text.chars() {
        match c {
            '"' | '#' | ';' | '%' | '\\' | '`' | '<' | '>' | '&' => {
                write!(quoted, "#{};", u32::from(c)).expect("a string takes all text");
            }
            c if c.is_control() => quoted.push(' '),
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_mermaid_cannot_read_is_replaced() {
        assert_eq!(plain("double precision"), "double_precision");
        assert_eq!(plain("numeric(10,2)"), "numeric(10_2)");
        assert_eq!(plain("1st"), "_1st");
        assert_eq!(plain("größe"), "größe");
        assert_eq!(quoted("a \"b\"\n#c"), "\"a #34;b#34; #35;c\"");
    }
}
