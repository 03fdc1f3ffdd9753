//! `MySQL` and `MariaDB`: their limits, and the normal spelling of their types.

use chrono::{DateTime, Utc};

use crate::catalog::{ColumnType, Default, IndexTarget, Literal, Table, TypeName};

/// A longer identifier is refused by `MySQL`. Prisma cuts names at as many bytes.
pub const MAX_IDENTIFIER_BYTES: usize = 64;

/// Reads a type as SQL or the server's catalog writes it: `int(10) unsigned`,
/// `VARCHAR(191)`, `enum('a','b')`.
///
/// The normal name is the server's own, in lower case, with `unsigned` and
/// `zerofill` behind it. A width of an integer, which is only for display, is left
/// out, but for the `tinyint(1)` that stands for a boolean.
#[must_use]
pub fn parse_type(text: &str) -> ColumnType {
    let text = text.trim();
    let (name, inside, rest) = match text.find('(') {
        None => (text, "", ""),
        Some(open) => {
            let close = closing(text, open);
            (&text[..open], &text[open + 1..close], &text[close + 1..])
        }
    };
    let words: Vec<_> = [name, rest]
        .iter()
        .flat_map(|part| part.split_whitespace())
        .collect();
    let lower: Vec<_> = words.iter().map(|word| word.to_ascii_lowercase()).collect();
    let base = lower.first().map(String::as_str).unwrap_or_default();
    if base == "enum" {
        return ColumnType {
            name: TypeName::Labels(labels(inside)),
            list: false,
        };
    }
    let mut arguments: Vec<String> = match base {
        "set" => labels(inside).iter().map(|label| quoted(label)).collect(),
        _ => inside
            .split(',')
            .map(|part| part.trim().to_owned())
            .collect(),
    };
    arguments.retain(|argument| !argument.is_empty());
    let is_zerofill = lower.iter().any(|word| word == "zerofill");
    let is_unsigned = is_zerofill || lower.iter().any(|word| word == "unsigned");
    let mut name = base.to_owned();
    // `double precision` is `double`; character sets and collations are no part of a type.
    for (flag, word) in [(is_unsigned, " unsigned"), (is_zerofill, " zerofill")] {
        if flag {
            name.push_str(word);
        }
    }
    plain_type(&name, arguments)
}

/// A type by one of its names, in lower case, with `unsigned` and `zerofill` behind it.
#[must_use]
pub fn plain_type(name: &str, mut arguments: Vec<String>) -> ColumnType {
    let (base, flags) = match name.find(" unsigned") {
        Some(end) => name.split_at(end),
        None => (name, ""),
    };
    let base = match base {
        "integer" => "int",
        "dec" | "numeric" | "fixed" => "decimal",
        "real" => "double",
        "bool" | "boolean" => {
            arguments = vec!["1".to_owned()];
            "tinyint"
        }
        other => other,
    };
    match base {
        "tinyint" if arguments == ["1"] && flags.is_empty() => {}
        "tinyint" | "smallint" | "mediumint" | "int" | "bigint" if !flags.contains("zerofill") => {
            arguments.clear();
        }
        "year" => arguments.clear(),
        "datetime" | "timestamp" | "time" if arguments == ["0"] => arguments.clear(),
        "char" | "binary" | "bit" if arguments.is_empty() => arguments.push("1".to_owned()),
        "decimal" if arguments.is_empty() => arguments = vec!["10".to_owned(), "0".to_owned()],
        "decimal" if arguments.len() == 1 => arguments.push("0".to_owned()),
        _ => {}
    }
    ColumnType::plain(&format!("{base}{flags}"), arguments)
}

/// Where the bracket that opens at `open` is closed, strings skipped.
fn closing(text: &str, open: usize) -> usize {
    let mut in_string = false;
    for (i, c) in text.char_indices().skip_while(|(i, _)| *i <= open) {
        match c {
            '\'' => in_string = !in_string,
            ')' if !in_string => return i,
            _ => {}
        }
    }
    text.len() - 1
}

/// `'a','it''s'`
fn labels(inside: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut rest = inside;
    while let Some(start) = rest.find('\'') {
        let mut label = String::new();
        rest = &rest[start + 1..];
        while let Some(end) = rest.find('\'') {
            label.push_str(&rest[..end]);
            rest = &rest[end + 1..];
            match rest.strip_prefix('\'') {
                Some(more) => {
                    label.push('\'');
                    rest = more;
                }
                None => break,
            }
        }
        found.push(label);
    }
    found
}

fn quoted(label: &str) -> String {
    format!("'{}'", label.replace('\'', "''"))
}

/// A type as the server lists it: `decimal(10,2) unsigned`, `enum('a','b')`.
#[must_use]
pub fn print_type(ty: &ColumnType) -> String {
    match &ty.name {
        TypeName::Enum(name) => name.to_string(),
        TypeName::Composite(name) => name.clone(),
        TypeName::Labels(labels) => {
            let labels: Vec<_> = labels.iter().map(|label| quoted(label)).collect();
            format!("enum({})", labels.join(","))
        }
        TypeName::Plain { name, arguments } if arguments.is_empty() => name.clone(),
        TypeName::Plain { name, arguments } => {
            let (base, rest) = match name.split_once(' ') {
                Some((base, rest)) => (base, format!(" {rest}")),
                None => (name.as_str(), String::new()),
            };
            format!("{base}({}){rest}", arguments.join(","))
        }
    }
}

/// A text as a string of SQL, where a backslash escapes, as it does unless the server
/// is told otherwise: `'it''s a \\\\'`
#[must_use]
pub fn string(text: &str) -> String {
    quoted(&text.replace('\\', "\\\\"))
}

/// What a string of SQL that Prisma writes holds: it doubles quotes, and leaves the
/// backslashes, which escape there.
#[must_use]
pub fn unescaped(text: &str) -> String {
    let mut value = String::with_capacity(text.len());
    let mut letters = text.chars();
    while let Some(c) = letters.next() {
        if c != '\\' {
            value.push(c);
            continue;
        }
        match letters.next() {
            Some('n') => value.push('\n'),
            Some('r') => value.push('\r'),
            Some('t') => value.push('\t'),
            Some('b') => value.push('\u{8}'),
            Some('0') => value.push('\0'),
            Some('Z') => value.push('\u{1a}'),
            // They stay what they are, for `LIKE`.
            Some(wildcard @ ('%' | '_')) => value.extend(['\\', wildcard]),
            Some(other) => value.push(other),
            None => {}
        }
    }
    value
}

/// A point in time as the server lists it in a session whose time zone is UTC; a text
/// that is none stays as it is.
#[must_use]
pub fn point(text: &str, ty: &ColumnType) -> String {
    let TypeName::Plain { name, arguments } = &ty.name else {
        return text.to_owned();
    };
    let formats = ["%Y-%m-%d %H:%M:%S%.f %:z", "%Y-%m-%dT%H:%M:%S%.f%:z"];
    let parsed = formats
        .iter()
        .find_map(|format| DateTime::parse_from_str(text, format).ok());
    let Some(utc) = parsed.map(|time| time.with_timezone(&Utc)) else {
        return text.to_owned();
    };
    let digits: usize = arguments
        .first()
        .and_then(|digits| digits.parse().ok())
        .unwrap_or(0);
    let mut fraction = utc.format("%.6f").to_string();
    fraction.truncate(if digits == 0 { 0 } else { digits + 1 });
    match name.as_str() {
        "date" => utc.format("%Y-%m-%d").to_string(),
        "time" => utc.format("%H:%M:%S").to_string() + &fraction,
        _ => utc.format("%Y-%m-%d %H:%M:%S").to_string() + &fraction,
    }
}

/// A constant of a column's type, as the text of its value.
#[must_use]
pub fn constant(text: String, ty: &ColumnType) -> Default {
    let name = match &ty.name {
        TypeName::Labels(_) | TypeName::Enum(_) | TypeName::Composite(_) => {
            return Default::Literal(Literal::Enum(text));
        }
        TypeName::Plain { name, .. } => name.split(' ').next().unwrap_or_default(),
    };
    match name {
        "tinyint" | "smallint" | "mediumint" | "int" | "bigint" | "decimal" | "float"
        | "double" | "year"
            if is_number(&text) =>
        {
            Default::Literal(Literal::Number(text))
        }
        "char" | "varchar" | "tinytext" | "text" | "mediumtext" | "longtext" | "uuid" => {
            Default::Literal(Literal::String(text))
        }
        "json" => Default::Literal(Literal::Json(text)),
        "date" | "time" | "datetime" | "timestamp" => Default::Literal(Literal::DateTime(text)),
        "bit" if text == "b'0'" || text == "b'1'" => {
            Default::Literal(Literal::Boolean(text == "b'1'"))
        }
        // `b'101'`
        _ if text.starts_with("b'") || is_number(&text) => Default::Expression(text),
        _ => Default::Expression(format!("'{}'", text.replace('\'', "''"))),
    }
}

/// A default that the server writes again on every update: a part of the column that
/// only `MySQL` has, which stands where the default does.
#[must_use]
pub fn on_update(value: Option<&str>, update: &str) -> Default {
    let spelled = |text: &str| {
        let upper = text.trim().to_ascii_uppercase();
        match upper.strip_prefix("CURRENT_TIMESTAMP") {
            Some("()") => "CURRENT_TIMESTAMP".to_owned(),
            Some(_) => upper,
            None => text.trim().to_owned(),
        }
    };
    let value = value.map_or_else(|| "NULL".to_owned(), spelled);
    Default::Expression(format!("{value} ON UPDATE {}", spelled(update)))
}

/// `42`, `-0.5`
#[must_use]
pub fn is_number(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    digits.starts_with(|c: char| c.is_ascii_digit())
        && digits.bytes().all(|b| b.is_ascii_digit() || b == b'.')
}

/// `MySQL` makes an index for a foreign key that has none, by the key's name: it is
/// a part of the key, and no source mentions it.
pub fn without_indexes_of_keys(table: &mut Table) {
    let keys = &table.foreign_keys;
    table.indexes.retain(|index| {
        !keys.iter().any(|key| {
            let columns = key.columns.iter().map(String::as_str);
            key.name == index.name
                && !index.unique
                && index.column_names() == Some(columns.collect())
        })
    });
}

/// The first 191 letters of a `varchar(191)` are the column: the server forgets a
/// length that leaves nothing out.
pub fn without_whole_lengths(table: &mut Table) {
    let Table {
        columns, indexes, ..
    } = table;
    for part in indexes.iter_mut().flat_map(|index| &mut index.columns) {
        let IndexTarget::Column(name) = &part.target else {
            continue;
        };
        let ty = columns.iter().find(|column| column.name == *name);
        let whole = ty.and_then(|column| match &column.ty.name {
            TypeName::Plain { name, arguments }
                if ["char", "varchar", "binary", "varbinary"].contains(&name.as_str()) =>
            {
                arguments.first()?.parse::<u32>().ok()
            }
            _ => None,
        });
        part.length = part
            .length
            .filter(|length| whole.is_none_or(|whole| *length < whole));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_spelling_of_a_type_is_one_type() {
        for (a, b) in [
            ("int(10) unsigned", "INT UNSIGNED"),
            ("bool", "tinyint(1)"),
            ("numeric(10, 2)", "decimal(10,2)"),
            ("datetime(0)", "DATETIME"),
            ("double precision", "double"),
        ] {
            assert_eq!(parse_type(a), parse_type(b), "{a}");
        }
        assert_ne!(parse_type("tinyint(1)"), parse_type("tinyint(4)"));
    }

    #[test]
    fn a_point_in_time_has_the_digits_of_its_type() {
        let ty = |name, digits: &[&str]| {
            ColumnType::plain(name, digits.iter().map(|&it| it.to_owned()).collect())
        };
        let text = "2024-01-02 00:04:05.12 +02:00";
        assert_eq!(
            point(text, &ty("datetime", &["3"])),
            "2024-01-01 22:04:05.120"
        );
        assert_eq!(point(text, &ty("datetime", &[])), "2024-01-01 22:04:05");
        assert_eq!(point(text, &ty("date", &[])), "2024-01-01");
    }

    #[test]
    fn a_backslash_escapes() {
        assert_eq!(string(r"it's \"), r"'it''s \\'");
        assert_eq!(unescaped(r"a\nb\\c"), "a\nb\\c");
    }

    #[test]
    fn labels_are_taken_out_of_their_quotes() {
        let ty = parse_type("enum('a','it''s (b), c')");
        let labels = vec!["a".to_owned(), "it's (b), c".to_owned()];
        assert_eq!(ty.name, TypeName::Labels(labels));
    }
}
