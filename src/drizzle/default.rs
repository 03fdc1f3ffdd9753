//! What defaults have in common, whatever the database: numbers, SQL, and what the
//! client fills in.

use crate::{
    catalog::{ClientDefault, Literal},
    typescript::quote,
};

/// A number as JavaScript prints it, where it is one.
pub fn number(digits: &str) -> Option<String> {
    let (sign, digits) = match digits.strip_prefix('-') {
        Some(digits) => ("-", digits),
        None => ("", digits),
    };
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let whole = whole.trim_start_matches('0');
    let fraction = fraction.trim_end_matches('0');
    // More digits than a double holds are for the database to read.
    if whole.len() + fraction.len() > 15 {
        return None;
    }
    let whole = if whole.is_empty() { "0" } else { whole };
    let text = match fraction {
        "" => whole.to_owned(),
        fraction => format!("{whole}.{fraction}"),
    };
    Some(if text == "0" {
        text
    } else {
        format!("{sign}{text}")
    })
}

/// Whether the digits are all zero, as `-0.00` are.
pub fn is_zero(digits: &str) -> bool {
    digits.bytes().all(|b| matches!(b, b'0' | b'.' | b'-'))
}

/// `00ff`
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// `'it''s'`
pub fn sql_string(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}

/// `` sql`…` ``
pub fn sql(text: &str) -> String {
    format!("sql`{}`", quote::template(text))
}

/// What fills in a column on the client's side: the expression, and where its
/// function comes from.
///
/// # Panics
/// For an `ObjectId`, which no database of Drizzle's has.
pub fn client(default: &ClientDefault) -> (String, Option<Import>) {
    let import = |name, module| Some(Import { module, name });
    match default {
        ClientDefault::Uuid { version: 7 } => {
            ("uuidv7()".to_owned(), import("v7 as uuidv7", "uuid"))
        }
        ClientDefault::Uuid { .. } => ("crypto.randomUUID()".to_owned(), None),
        ClientDefault::Cuid { .. } => (
            "createId()".to_owned(),
            import("createId", "@paralleldrive/cuid2"),
        ),
        ClientDefault::Ulid => ("ulid()".to_owned(), import("ulid", "ulid")),
        ClientDefault::Nanoid { length } => {
            let length = length.map_or_else(String::new, |n| n.to_string());
            (format!("nanoid({length})"), import("nanoid", "nanoid"))
        }
        ClientDefault::Now => ("new Date()".to_owned(), None),
        ClientDefault::Constant(literal) => (constant(literal), None),
        ClientDefault::ObjectId => unreachable!("Drizzle has no module for MongoDB"),
    }
}

/// A constant as a row holds it.
fn constant(literal: &Literal) -> String {
    match literal {
        Literal::Number(digits) => digits.clone(),
        Literal::Boolean(value) => value.to_string(),
        Literal::String(text) | Literal::Enum(text) => quote::string(text),
        // Of any type: whether it fits the column's own is for whoever wrote both.
        Literal::Json(text) => format!("JSON.parse({})", quote::string(text)),
        Literal::DateTime(text) => format!("new Date({})", quote::string(text)),
        Literal::Bytes(bytes) => {
            format!("Buffer.from({}, \"hex\")", quote::string(&hex(bytes)))
        }
        Literal::List(items) => {
            let items: Vec<String> = items.iter().map(constant).collect();
            format!("[{}]", items.join(", "))
        }
    }
}

/// `import { name } from "module";`
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Import {
    pub module: &'static str,
    pub name: &'static str,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_spelled_as_javascript_does() {
        assert_eq!(number("1.0").as_deref(), Some("1"));
        assert_eq!(number("-0.50").as_deref(), Some("-0.5"));
        assert_eq!(number("-0").as_deref(), Some("0"));
        assert_eq!(number("12345678901234567"), None);
    }
}
