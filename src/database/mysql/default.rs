//! The default of a column: `MySQL` lists the value itself, `MariaDB` an expression.

use crate::catalog::{ColumnType, Default};
use crate::sql::mysql::{constant, is_number, on_update, unescaped};

use super::Product;

/// What stands in `column_default` and in `extra`, as one default.
pub fn default(
    listed: Option<String>,
    extra: &str,
    ty: &ColumnType,
    product: Product,
) -> Option<Default> {
    let lower = extra.to_ascii_lowercase();
    if lower.contains("auto_increment") {
        return Some(Default::AutoIncrement);
    }
    let is_expression = lower.contains("default_generated");
    let default = match (listed, product) {
        (None, _) => None,
        (Some(text), Product::MariaDb(_)) if text.eq_ignore_ascii_case("null") => None,
        (Some(text), Product::MariaDb(_)) => Some(match unquoted(&text) {
            Some(value) => constant(value, ty),
            None if is_number(&text) || text.starts_with("b'") => constant(text, ty),
            None => Default::Expression(text),
        }),
        // Up to 5.7 nothing tells the function from a text.
        (Some(text), Product::MySql(_)) if is_expression || is_now(&text) => {
            Some(match introduced(&text) {
                Some(value) => constant(value, ty),
                None => Default::Expression(text),
            })
        }
        (Some(text), Product::MySql(_)) => Some(constant(text, ty)),
    };
    let Some(at) = lower.find("on update ") else {
        return default;
    };
    let value = match &default {
        Some(Default::Expression(text)) => Some(text.as_str()),
        _ => None,
    };
    Some(on_update(value, &extra[at + "on update ".len()..]))
}

/// `_utf8mb4\'it\\\'s\'` as `it's`: a text that stands in brackets, as `MySQL` lists it.
fn introduced(text: &str) -> Option<String> {
    let (set, _) = text.strip_prefix('_')?.split_once('\\')?;
    let is_set = set.bytes().all(|b| b.is_ascii_alphanumeric());
    is_set.then(|| unquoted(&unescaped(&text[1 + set.len()..])))?
}

fn is_now(text: &str) -> bool {
    text.to_ascii_uppercase().starts_with("CURRENT_TIMESTAMP")
}

/// `'it\'s'` or `'it''s'` as `it's`; `None` for what is no string.
fn unquoted(text: &str) -> Option<String> {
    let inside = text.strip_prefix('\'')?.strip_suffix('\'')?;
    let mut value = String::new();
    let mut letters = inside.chars();
    while let Some(c) = letters.next() {
        match c {
            '\\' => match letters.next()? {
                'n' => value.push('\n'),
                'r' => value.push('\r'),
                't' => value.push('\t'),
                '0' => value.push('\0'),
                'Z' => value.push('\u{1a}'),
                other => value.push(other),
            },
            // Anything but a doubled quote ends the string, and an expression follows.
            '\'' if letters.next() != Some('\'') => return None,
            other => value.push(other),
        }
    }
    Some(value)
}
