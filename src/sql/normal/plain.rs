//! Expressions of `MySQL`, `SQLite` and SQL Server by cautious rules on their text: outer
//! parentheses, quotes, character sets and case.

use crate::catalog::{ColumnType, Default, Literal};

use super::constant;

/// An expression: keywords and names in lower case, without quotes around names,
/// without outer parentheses, one blank between words.
pub fn expression(text: &str) -> String {
    let mut out = String::new();
    let mut chars = unwrapped(text.trim()).chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\'' => {
                // `_utf8mb4'x'`: the character set says nothing.
                let start = out.rfind(|c: char| !(c.is_alphanumeric() || c == '_'));
                let start = start.map_or(0, |at| at + 1);
                if out[start..].starts_with('_') {
                    out.truncate(start);
                }
                out.push('\'');
                while let Some(c) = chars.next() {
                    out.push(c);
                    if c == '\\' {
                        out.extend(chars.next());
                    } else if c == '\'' {
                        match chars.next_if_eq(&'\'') {
                            Some(quote) => out.push(quote),
                            None => break,
                        }
                    }
                }
            }
            // Columns have no case in either database.
            '`' | '"' => {
                let name = chars.by_ref().take_while(|it| *it != c);
                out.extend(name.flat_map(char::to_lowercase));
            }
            c if c.is_whitespace() => {
                let next = chars.peek().copied().unwrap_or(' ');
                if is_word(next) && out.ends_with(is_word) || next == '\'' {
                    out.push(' ');
                }
            }
            c => out.extend(c.to_lowercase()),
        }
    }
    out.trim().to_owned()
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '_' | '`' | '"')
}

/// Without the parentheses around all of it.
fn unwrapped(text: &str) -> &str {
    let Some(inner) = text.strip_prefix('(').and_then(|t| t.strip_suffix(')')) else {
        return text;
    };
    let mut depth = 0_i32;
    let mut quote = None;
    for c in inner.chars() {
        match (quote, c) {
            (None, '\'' | '"' | '`') => quote = Some(c),
            (Some(open), c) if c == open => quote = None,
            (None, '(') => depth += 1,
            (None, ')') => depth -= 1,
            _ => {}
        }
        if depth < 0 {
            return text;
        }
    }
    unwrapped(inner.trim())
}

pub fn default(text: &str, ty: &ColumnType) -> Option<Default> {
    let normal = expression(text);
    if normal == "null" {
        return None;
    }
    let quoted = normal
        .strip_prefix('\'')
        .and_then(|t| t.strip_suffix('\''))
        .filter(|inside| !inside.replace("''", "").contains(['\'', '\\']));
    if let Some(inside) = quoted {
        return Some(Default::Literal(constant::literal(
            &inside.replace("''", "'"),
            ty,
        )));
    }
    if matches!(normal.as_str(), "true" | "false") {
        let literal = Literal::Boolean(normal == "true");
        return Some(Default::Literal(constant::normal(literal, ty)));
    }
    if let Some(digits) = constant::number(&normal) {
        return Some(Default::Literal(constant::literal(&digits, ty)));
    }
    Some(Default::Expression(now(&normal)))
}

/// The names of the current time: `current_timestamp(3)` is `now(3)`, and SQL Server
/// keeps it as `getdate()`.
fn now(text: &str) -> String {
    if text == "getdate()" {
        return "now()".to_owned();
    }
    for name in ["current_timestamp", "localtimestamp", "now"] {
        match text.strip_prefix(name) {
            Some("" | "()" | "(0)") => return "now()".to_owned(),
            Some(digits) if digits.starts_with('(') => return format!("now{digits}"),
            _ => {}
        }
    }
    text.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_sets_and_case_say_nothing() {
        assert_eq!(expression("(`Price` > 0)"), expression("Price > 0"));
        assert_eq!(expression("(_utf8mb4'A  b')"), "'A  b'");
        assert_eq!(expression("(a) or (b)"), "(a)or(b)");
    }

    #[test]
    fn the_current_time_has_one_name() {
        let ty = ColumnType::plain("datetime", vec!["3".into()]);
        let now = Some(Default::Expression("now(3)".into()));
        assert_eq!(default("CURRENT_TIMESTAMP(3)", &ty), now);
    }
}
