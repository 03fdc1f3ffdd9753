//! `SQLite`: the normal spelling of its types.

use crate::catalog::ColumnType;

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
