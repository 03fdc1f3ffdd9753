//! The argument of `.default(…)`: a constant of JavaScript, or SQL.

use crate::{
    catalog::{ColumnType, Default, Dialect, Literal, TypeName},
    sql::{expression::parse_default, mysql},
    typescript::{
        evaluate::json,
        value::{Shape, Value},
    },
};

use super::{super::Version, Reader, sql_text::is_sql_value};

impl<'a> Reader<'a> {
    /// What the database's default is; what cannot be read is one that nobody knows.
    pub(super) fn default(
        &self,
        value: &Value<'a>,
        ty: &ColumnType,
        dialect: Dialect,
    ) -> Option<Default> {
        if is_sql_value(value) {
            let Ok(text) = self.sql_text(value) else {
                return Some(Default::Unknown);
            };
            return if text.eq_ignore_ascii_case("null") {
                None
            } else if dialect == Dialect::SqlServer {
                Some(of_sqlserver(&text, ty))
            } else {
                Some(of_sql(&text, ty))
            };
        }
        match value {
            Value::Null | Value::Undefined if !is_json(ty) => None,
            value => {
                let literal = match value {
                    Value::Array(items) if ty.list => {
                        let items: Option<Vec<_>> = items
                            .iter()
                            .map(|item| self.constant(item, ty, dialect))
                            .collect();
                        items.map(Literal::List)
                    }
                    one => self.constant(one, ty, dialect),
                };
                Some(literal.map_or(Default::Unknown, Default::Literal))
            }
        }
    }

    /// A constant of JavaScript as a value of the type.
    fn constant(&self, value: &Value<'a>, ty: &ColumnType, dialect: Dialect) -> Option<Literal> {
        match value {
            // drizzle-kit 0.31 writes it between quotes, where a backslash escapes.
            Value::String(text)
                if dialect == Dialect::MySql && self.options.version == Version::V0 =>
            {
                constant(&Value::String(mysql::unescaped(text).into()), ty, dialect)
            }
            value => constant(value, ty, dialect),
        }
    }
}

fn constant(value: &Value<'_>, ty: &ColumnType, dialect: Dialect) -> Option<Literal> {
    let name = match &ty.name {
        TypeName::Enum(_) | TypeName::Labels(_) | TypeName::Composite(_) => {
            return Some(Literal::Enum(value.as_str()?.to_owned()));
        }
        TypeName::Plain { name, .. } => name.as_str(),
    };
    if is_json(ty) {
        return json(value).map(Literal::Json);
    }
    match value {
        // SQLite has neither; Drizzle stores a number.
        Value::Boolean(value) if dialect == Dialect::Sqlite => {
            Some(Literal::Number(u8::from(*value).to_string()))
        }
        Value::Boolean(value) => Some(Literal::Boolean(*value)),
        Value::Number(_) | Value::BigInt(_) => {
            let digits = value.text()?;
            Some(if is_text(name) {
                Literal::String(digits)
            } else {
                Literal::Number(digits)
            })
        }
        Value::String(text) => Some(of_text(text, name)),
        Value::Term(term) => match &term.shape {
            // `new Date("2024-01-01")`
            Shape::New(_, arguments) if is_time(name) => {
                Some(Literal::DateTime(arguments.first()?.as_str()?.to_owned()))
            }
            _ => None,
        },
        Value::Object(_) | Value::Array(_) if dialect == Dialect::Sqlite && name == "text" => {
            json(value).map(Literal::String)
        }
        _ => None,
    }
}

/// A text as a value of the type.
fn of_text(text: &str, name: &str) -> Literal {
    let is_number = !text.is_empty()
        && text
            .strip_prefix('-')
            .unwrap_or(text)
            .bytes()
            .all(|b| b.is_ascii_digit() || b == b'.');
    if is_time(name) {
        Literal::DateTime(text.to_owned())
    } else if is_numeric(name) && is_number {
        Literal::Number(text.to_owned())
    } else if name == "boolean" && ["true", "false"].contains(&text) {
        Literal::Boolean(text == "true")
    } else {
        Literal::String(text.to_owned())
    }
}

/// SQL that is only another spelling of a constant becomes the constant.
fn of_sql(text: &str, ty: &ColumnType) -> Default {
    let expression = || Default::Expression(text.to_owned());
    let TypeName::Plain { name, .. } = &ty.name else {
        return list(text, ty).unwrap_or_else(|| parse_default(text, ty));
    };
    if ty.list {
        return list(text, ty).unwrap_or_else(expression);
    }
    if let Some(inner) = whole_string(text) {
        if is_time(name) || is_numeric(name) {
            return match of_text(&inner, name) {
                Literal::String(_) => expression(),
                literal => Default::Literal(literal),
            };
        }
        if name == "bytea" {
            return bytes(&inner).map_or_else(expression, |b| Default::Literal(Literal::Bytes(b)));
        }
        if name == "xml" || name == "inet" || name == "cidr" {
            return Default::Literal(Literal::String(inner));
        }
    }
    let digits = text.strip_prefix('-').unwrap_or(text);
    if is_numeric(name)
        && digits.starts_with(|c: char| c.is_ascii_digit())
        && let Literal::Number(number) = of_text(text, name)
    {
        return Default::Literal(Literal::Number(number));
    }
    parse_default(text, ty)
}

/// SQL Server keeps a default in parentheses, and bytes by their digits: `((1))`, `0x68`.
fn of_sqlserver(text: &str, ty: &ColumnType) -> Default {
    let inside = text.trim_matches(|c: char| matches!(c, '(' | ')') || c.is_whitespace());
    let opened = text.matches('(').count();
    // Else the brackets are an expression's own.
    let is_wrapped = text.trim_start().starts_with('(') && !inside.contains(['(', ')']);
    let text = if is_wrapped && opened == text.matches(')').count() {
        inside
    } else {
        text
    };
    if let TypeName::Plain { name, .. } = &ty.name
        && ["binary", "varbinary", "image"].contains(&name.as_str())
        && let Some(all) = text.strip_prefix("0x").and_then(hex)
    {
        return Default::Literal(Literal::Bytes(all));
    }
    // No backslash escapes there.
    match whole_string(text) {
        Some(inner) if matches!(&ty.name, TypeName::Plain { name, .. } if is_text(name)) => {
            Default::Literal(Literal::String(inner))
        }
        _ => of_sql(text, ty),
    }
}

/// `ARRAY['a', 'b']::TEXT[]`, where its elements are constants.
fn list(text: &str, ty: &ColumnType) -> Option<Default> {
    if !ty.list {
        return None;
    }
    let element = ColumnType {
        list: false,
        ..ty.clone()
    };
    let upper = text.get(..6)?.to_ascii_uppercase();
    if upper != "ARRAY[" {
        return None;
    }
    let (inside, behind) = text[6..].rsplit_once(']').map(|(rest, last)| {
        // The cast ends in `[]`, too.
        match rest.rsplit_once("]::") {
            Some((inside, _)) if last.is_empty() => (inside, ""),
            _ => (rest, last),
        }
    })?;
    if !behind.is_empty() {
        return None;
    }
    let mut items = Vec::new();
    for item in split(inside) {
        match of_sql(item.trim(), &element) {
            Default::Literal(literal) => items.push(literal),
            _ => return None,
        }
    }
    Some(Default::Literal(Literal::List(items)))
}

/// Splits at commas that stand in no string.
fn split(text: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut start = 0;
    let mut in_string = false;
    for (i, c) in text.char_indices() {
        match c {
            '\'' => in_string = !in_string,
            ',' if !in_string => {
                parts.push(&text[start..i]);
                start = i + 1;
            }
            _ => {}
        }
    }
    if !text.trim().is_empty() {
        parts.push(&text[start..]);
    }
    parts
}

/// The string that a text is, and nothing else.
fn whole_string(text: &str) -> Option<String> {
    let inner = text.strip_prefix('\'')?.strip_suffix('\'')?;
    let plain = inner.replace("''", "");
    (!plain.contains('\'')).then(|| inner.replace("''", "'"))
}

fn bytes(text: &str) -> Option<Vec<u8>> {
    hex(text.strip_prefix("\\x")?)
}

fn hex(digits: &str) -> Option<Vec<u8>> {
    if !digits.is_ascii() {
        return None;
    }
    let pairs = (0..digits.len()).step_by(2);
    pairs
        .map(|i| u8::from_str_radix(digits.get(i..i + 2)?, 16).ok())
        .collect()
}

fn is_json(ty: &ColumnType) -> bool {
    matches!(&ty.name, TypeName::Plain { name, .. } if name == "json" || name == "jsonb")
}

fn is_time(name: &str) -> bool {
    [
        "date",
        "time",
        "timetz",
        "timestamp",
        "timestamptz",
        "datetime",
        "datetime2",
        "datetimeoffset",
        "smalldatetime",
    ]
    .contains(&name)
}

fn is_text(name: &str) -> bool {
    [
        "text",
        "varchar",
        "char",
        "citext",
        "longtext",
        "mediumtext",
        "tinytext",
        "nvarchar",
        "nchar",
        "ntext",
    ]
    .contains(&name)
}

fn is_numeric(name: &str) -> bool {
    let name = name.strip_suffix(" unsigned").unwrap_or(name);
    [
        "smallint",
        "integer",
        "bigint",
        "real",
        "double precision",
        "numeric",
        "decimal",
        "int",
        "tinyint",
        "mediumint",
        "float",
        "double",
        "money",
        "smallmoney",
        "oid",
    ]
    .contains(&name)
}
