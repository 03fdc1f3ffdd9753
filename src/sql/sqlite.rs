//! `SQLite`: the normal spelling of its types.

use serde::Deserialize;

use crate::catalog::{Column, ColumnType, Table, TypeName};

/// How Prisma's client writes a `DateTime`: `SQLite` has no type for one. Its driver
/// adapters call the option `timestampFormat`; the engine of Prisma 6 and before
/// writes numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub enum Dates {
    /// Text: `2024-06-01T12:00:00.000+00:00`
    #[default]
    #[serde(rename = "iso8601")]
    Iso8601,
    /// Milliseconds since 1970: `1717243200000`
    #[serde(rename = "unixepoch-ms")]
    UnixEpochMs,
}

/// Reads a declared type: `VARCHAR(20)`, `UNSIGNED BIG INT`; empty where a column has none.
///
/// `SQLite` takes any words for a type and keeps them; letters' case and the spaces
/// between them mean nothing.
#[must_use]
pub fn parse_type(text: &str) -> ColumnType {
    let (words, arguments) = match text.split_once('(') {
        Some((words, rest)) => (words, rest.trim_end().trim_end_matches(')')),
        None => (text, ""),
    };
    let words: Vec<_> = words.split_whitespace().collect();
    let arguments = arguments.split(',').map(str::trim);
    let arguments = arguments.filter(|argument| !argument.is_empty());
    let name = match words.join(" ").to_ascii_lowercase() {
        name if name == "int" => "integer".to_owned(),
        name => name,
    };
    ColumnType::plain(&name, arguments.map(str::to_owned).collect())
}

/// The type as Prisma declares it, in small letters: `decimal(10,2)`
#[must_use]
pub fn print_type(ty: &ColumnType) -> String {
    match &ty.name {
        TypeName::Plain { name, arguments } if arguments.is_empty() => name.clone(),
        TypeName::Plain { name, arguments } => format!("{name}({})", arguments.join(",")),
        TypeName::Enum(_) | TypeName::Labels(_) | TypeName::Composite(_) => "text".to_owned(),
    }
}

/// Whether a column is the number of the row, which `SQLite` counts up by itself:
/// a key of one column whose type is `INTEGER`.
///
/// Source: `https://sqlite.org/lang_createtable.html#rowid`
#[must_use]
pub fn is_row_id(table: &Table, column: &Column) -> bool {
    let is_key = table
        .primary_key
        .as_ref()
        .is_some_and(|key| key.columns == [column.name.as_str()]);
    is_key && column.ty == ColumnType::plain("integer", Vec::new())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_spelling_of_a_type_is_one_type() {
        assert_eq!(parse_type("DECIMAL( 10 , 2 )"), parse_type("decimal(10,2)"));
        assert_eq!(
            parse_type("UNSIGNED  BIG INT").name,
            parse_type("unsigned big int").name
        );
    }
}
