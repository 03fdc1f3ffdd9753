//! Two expressions in normal form: equal, different, or nobody can tell.

use crate::catalog::{Default, Literal};

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Answer {
    Equal,
    CannotTell,
    Different,
}

/// Functions that give another value with every call or transaction, so that
/// none of them is a constant or another of them.
const NEVER_CONSTANT: &[&str] = &[
    "now",
    "clock_timestamp",
    "statement_timestamp",
    "current_date",
    "gen_random_uuid",
    "uuid_generate_v4",
    "uuid_generate_v1",
    "uuid",
    "random",
    "nextval",
    "gen_random_bytes",
    "cuid",
    "ulid",
    "nanoid",
];

pub fn defaults(left: Option<&Default>, right: Option<&Default>) -> Answer {
    let (left, right) = match (left, right) {
        // That somebody fills it in need not mean that the database does.
        (None | Some(Default::Unknown), None) => return Answer::Equal,
        (Some(left), Some(right)) => (left, right),
        (Some(_), None) | (None, Some(_)) => return Answer::Different,
    };
    match (left, right) {
        (Default::Unknown, _)
        | (_, Default::Unknown)
        | (Default::AutoIncrement, Default::AutoIncrement) => Answer::Equal,
        (Default::AutoIncrement, _) | (_, Default::AutoIncrement) => Answer::Different,
        (Default::Literal(left), Default::Literal(right)) => {
            answer(constant(left) == constant(right))
        }
        (Default::Expression(left), Default::Expression(right)) => expressions(left, right),
        (Default::Literal(_), Default::Expression(text))
        | (Default::Expression(text), Default::Literal(_)) => match call(text) {
            Some(name) if NEVER_CONSTANT.contains(&name) => Answer::Different,
            _ => Answer::CannotTell,
        },
    }
}

fn answer(is_equal: bool) -> Answer {
    if is_equal {
        Answer::Equal
    } else {
        Answer::Different
    }
}

/// A constant by its text: an enum's label and the same text are one value, since
/// that the types differ is said elsewhere.
fn constant(literal: &Literal) -> Vec<String> {
    match literal {
        Literal::Boolean(value) => vec![value.to_string()],
        Literal::Number(text)
        | Literal::String(text)
        | Literal::Enum(text)
        | Literal::Json(text)
        | Literal::DateTime(text) => vec![text.clone()],
        Literal::Bytes(bytes) => vec![format!("{bytes:?}")],
        Literal::List(items) => {
            let items = items.iter().flat_map(constant).collect::<Vec<_>>();
            vec!["list".to_owned(), format!("{items:?}")]
        }
    }
}

/// Two texts of expressions. They surely differ when only constants, comparisons,
/// columns or names of functions in them do.
pub fn expressions(left: &str, right: &str) -> Answer {
    if left == right {
        return Answer::Equal;
    }
    if let (Some(left), Some(right)) = (call(left), call(right))
        && left != right
    {
        return Answer::Different;
    }
    let (left, right) = (tokens(left), tokens(right));
    let is_same_shape = left.len() == right.len()
        && left
            .iter()
            .zip(&right)
            .all(|(a, b)| a == b || kind(a) == kind(b));
    if is_same_shape {
        Answer::Different
    } else {
        Answer::CannotTell
    }
}

pub fn optional(left: Option<&str>, right: Option<&str>) -> Answer {
    match (left, right) {
        (None, None) => Answer::Equal,
        (Some(left), Some(right)) => expressions(left, right),
        (Some(_), None) | (None, Some(_)) => Answer::Different,
    }
}

/// The function of an expression that is a single call.
fn call(text: &str) -> Option<&str> {
    if text == "CURRENT_DATE" {
        return Some("current_date");
    }
    let (name, rest) = text.split_once('(')?;
    let is_name = !name.is_empty()
        && name
            .chars()
            .all(|c| c.is_alphanumeric() || matches!(c, '_' | '.'));
    let mut depth = 1;
    let mut ends = rest.char_indices().filter_map(|(at, c)| {
        match c {
            '(' => depth += 1,
            ')' => depth -= 1,
            _ => {}
        }
        (depth == 0).then_some(at)
    });
    let is_all = ends.next() == Some(rest.len().wrapping_sub(1));
    (is_name && is_all).then_some(name)
}

/// The words of an expression.
pub fn tokens(text: &str) -> Vec<&str> {
    let mut tokens = Vec::new();
    let mut rest = text.trim_start();
    while let Some(first) = rest.chars().next() {
        let is_word = |c: char| c.is_alphanumeric() || matches!(c, '_' | '.' | '$');
        let end = match first {
            '\'' | '"' => quoted_end(rest, first),
            c if is_word(c) => rest.find(|c| !is_word(c)).unwrap_or(rest.len()),
            '(' | ')' | ',' | '[' | ']' => 1,
            c => {
                let is_sign =
                    |c: char| !is_word(c) && !c.is_whitespace() && !"()[],'\"".contains(c);
                rest.find(|c| !is_sign(c))
                    .unwrap_or(rest.len())
                    .max(c.len_utf8())
            }
        };
        tokens.push(&rest[..end]);
        rest = rest[end..].trim_start();
    }
    tokens
}

fn quoted_end(text: &str, quote: char) -> usize {
    let mut chars = text.char_indices().skip(1).peekable();
    while let Some((at, c)) = chars.next() {
        if c == quote && chars.next_if(|(_, next)| *next == quote).is_none() {
            return at + 1;
        }
    }
    text.len()
}

/// Words of one kind that differ make a difference.
#[derive(PartialEq)]
enum Kind<'t> {
    Number,
    String,
    Comparison,
    Other(&'t str),
}

fn kind(token: &str) -> Kind<'_> {
    match token {
        "=" | "<>" | "<" | ">" | "<=" | ">=" => Kind::Comparison,
        token if token.starts_with('\'') => Kind::String,
        token if token.starts_with(|c: char| c.is_ascii_digit() || c == '-') => Kind::Number,
        token => Kind::Other(token),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn three_answers() {
        assert_eq!(expressions("a > 0", "a > 1"), Answer::Different);
        assert_eq!(expressions("lower(a)", "upper(a)"), Answer::Different);
        assert_eq!(expressions("a > 0", "NOT (a <= 0)"), Answer::CannotTell);
        assert_eq!(expressions("f(a) + g(b)", "h(a)"), Answer::CannotTell);
    }

    #[test]
    fn a_constant_is_not_the_current_time() {
        let text = Default::Literal(Literal::String("A".into()));
        let now = Default::Expression("now()".into());
        let upper = Default::Expression("upper('a')".into());
        assert_eq!(defaults(Some(&text), Some(&now)), Answer::Different);
        assert_eq!(defaults(Some(&text), Some(&upper)), Answer::CannotTell);
        assert_eq!(defaults(Some(&Default::Unknown), Some(&now)), Answer::Equal);
        assert_eq!(defaults(Some(&Default::Unknown), None), Answer::Equal);
        assert_eq!(defaults(None, Some(&Default::Unknown)), Answer::Different);
    }
}
