//! `PostgreSQL`: its limits, and the normal spelling of its types.

use crate::catalog::{ColumnType, TypeName};

/// A longer identifier is cut by `PostgreSQL` (`NAMEDATALEN - 1`).
pub const MAX_IDENTIFIER_BYTES: usize = 63;

/// The schema that a name without one is in.
pub const DEFAULT_SCHEMA: &str = "public";

/// Reads a type as SQL writes it: `vector(3)`, `character varying(20)`, `int4[]`.
///
/// The normal name is `PostgreSQL`'s own short one (`varchar`, `timestamptz`), in
/// lower case unless the source quotes it.
#[must_use]
pub fn parse_type(text: &str) -> ColumnType {
    let text = text.trim();
    if let Some(element) = text.strip_suffix("[]") {
        return ColumnType {
            list: true,
            ..parse_type(element)
        };
    }
    let (name, arguments, rest) = split_arguments(text);
    let spelled = [name.trim(), rest.trim()].join(" ");
    let name = normal_name(spelled.trim());
    plain_type(&name, arguments)
}

/// A type by its normal name. A `char` or a `bit` without a length has one of 1.
#[must_use]
pub fn plain_type(name: &str, mut arguments: Vec<String>) -> ColumnType {
    if matches!(name, "char" | "bit") && arguments.is_empty() {
        arguments.push("1".to_owned());
    }
    ColumnType::plain(name, arguments)
}

/// `timestamp(3) with time zone` is `timestamp`, `["3"]`, ` with time zone`.
fn split_arguments(text: &str) -> (&str, Vec<String>, &str) {
    // A quoted name may have brackets of its own.
    let quoted = text.strip_prefix('"').and_then(|rest| rest.find('"'));
    let start = quoted.map_or(0, |end| end + 2);
    let Some(open) = text[start..].find('(') else {
        return (text, Vec::new(), "");
    };
    let (name, behind) = (&text[..start + open], &text[start + open + 1..]);
    let Some((inside, rest)) = behind.rsplit_once(')') else {
        return (text, Vec::new(), "");
    };
    let arguments = inside
        .split(',')
        .map(|argument| argument.trim().to_owned())
        .collect();
    (name, arguments, rest)
}

fn normal_name(spelled: &str) -> String {
    if spelled.contains('"') {
        return spelled.to_owned();
    }
    let lower = spelled.to_ascii_lowercase();
    let normal = match lower.as_str() {
        "character varying" => "varchar",
        "character" => "char",
        "int" | "int4" => "integer",
        "int2" => "smallint",
        "int8" => "bigint",
        "float4" => "real",
        "float" | "float8" => "double precision",
        "decimal" => "numeric",
        "bool" => "boolean",
        "bit varying" => "varbit",
        "timestamp without time zone" => "timestamp",
        "timestamp with time zone" => "timestamptz",
        "time without time zone" => "time",
        "time with time zone" => "timetz",
        other => other,
    };
    normal.to_owned()
}

/// Whether `PostgreSQL` prints the identifier without quotes.
#[must_use]
pub fn is_plain_identifier(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_lowercase() || c == '_')
        && name
            .chars()
            .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_' || c == '$')
}

/// Prints a type as `PostgreSQL`'s own `format_type` does, which is how tools
/// that read its catalog see it: `character varying(20)`, `timestamp(3) with time zone`.
#[must_use]
pub fn print_type(ty: &ColumnType) -> String {
    let mut text = match &ty.name {
        TypeName::Enum(name) => name.to_string(),
        TypeName::Labels(_) | TypeName::Composite(_) => {
            unreachable!("PostgreSQL's enums have names")
        }
        TypeName::Plain { name, arguments } => {
            let (name, zone) = match name.as_str() {
                "varchar" => ("character varying", ""),
                "char" => ("character", ""),
                "varbit" => ("bit varying", ""),
                "timestamp" => ("timestamp", " without time zone"),
                "timestamptz" => ("timestamp", " with time zone"),
                "time" => ("time", " without time zone"),
                "timetz" => ("time", " with time zone"),
                other => (other, ""),
            };
            let arguments = match arguments.as_slice() {
                [] => String::new(),
                list => format!("({})", list.join(",")),
            };
            format!("{name}{arguments}{zone}")
        }
    };
    if ty.list {
        text.push_str("[]");
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_spelling_of_a_type_is_one_type() {
        for (a, b) in [
            ("character varying(255)", "varchar( 255 )"),
            ("timestamp(3) with time zone", "TIMESTAMPTZ(3)"),
            ("int4[]", "INTEGER[]"),
            ("decimal(10, 2)", "numeric(10,2)"),
        ] {
            assert_eq!(parse_type(a), parse_type(b));
        }
    }

    #[test]
    fn an_extension_type_keeps_its_arguments() {
        let ty = parse_type("geometry(Point, 4326)");
        assert_eq!(print_type(&ty), "geometry(Point,4326)");
    }
}
