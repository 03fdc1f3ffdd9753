//! SQL Server: its limits, and the normal spelling of its types.

use crate::catalog::ColumnType;

/// A longer identifier is refused by SQL Server.
pub const MAX_IDENTIFIER_BYTES: usize = 128;

/// The schema that a name without one is in.
pub const DEFAULT_SCHEMA: &str = "dbo";

/// Reads a type as SQL writes it: `NVARCHAR(MAX)`, `FLOAT(53)`, `national char(5)`.
#[must_use]
pub fn parse_type(text: &str) -> ColumnType {
    let (words, arguments) = match text.split_once('(') {
        Some((words, rest)) => (words, rest.trim_end().trim_end_matches(')')),
        None => (text, ""),
    };
    let words: Vec<_> = words.split_whitespace().collect();
    let arguments = arguments.split(',').map(str::trim);
    let arguments = arguments.filter(|argument| !argument.is_empty());
    let name = words.join(" ").to_ascii_lowercase();
    let name = name.replace(['[', ']'], "");
    plain_type(&name, arguments.map(str::to_ascii_lowercase).collect())
}

/// A type by its name. The normal name is the server's own in `sys.types`, and a
/// length or a precision that the server takes for granted is there: `nvarchar` is
/// `nvarchar(1)`, `decimal` is `decimal(18,0)`, `float` has 53 bits.
#[must_use]
pub fn plain_type(name: &str, mut arguments: Vec<String>) -> ColumnType {
    for argument in &mut arguments {
        argument.make_ascii_lowercase();
    }
    let mut name = match name {
        "integer" => "int",
        "dec" | "numeric" => "decimal",
        "double precision" => "float",
        "character" => "char",
        "character varying" | "char varying" => "varchar",
        "national char" | "national character" => "nchar",
        "national char varying" | "national character varying" => "nvarchar",
        "national text" => "ntext",
        "binary varying" => "varbinary",
        "rowversion" => "timestamp",
        name => name,
    };
    match name {
        "float" => {
            let bits = arguments.first().and_then(|bits| bits.parse().ok());
            if bits.is_some_and(|bits: u8| bits <= 24) {
                name = "real";
            }
            arguments.clear();
        }
        "char" | "nchar" | "varchar" | "nvarchar" | "binary" | "varbinary"
            if arguments.is_empty() =>
        {
            arguments.push("1".to_owned());
        }
        "decimal" if arguments.is_empty() => arguments = vec!["18".to_owned(), "0".to_owned()],
        "decimal" if arguments.len() == 1 => arguments.push("0".to_owned()),
        "time" | "datetime2" | "datetimeoffset" if arguments == ["7"] => arguments.clear(),
        _ => {}
    }
    ColumnType::plain(name, arguments)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_spelling_of_a_type_is_one_type() {
        for (a, b) in [
            ("NVARCHAR(MAX)", "national character varying(max)"),
            ("FLOAT(53)", "double precision"),
            ("float(24)", "REAL"),
            ("NUMERIC(10)", "decimal(10, 0)"),
            ("datetime2(7)", "DATETIME2"),
            ("[varchar]", "varchar(1)"),
        ] {
            assert_eq!(parse_type(a), parse_type(b), "{a}");
        }
    }
}
