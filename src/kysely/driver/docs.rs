//! The tables in `docs/drivers.md`, which are those of the profiles.
//!
//! `UPDATE_DOCS=1 cargo test --lib drivers` writes them anew.

use std::fmt::Write;
use std::fs;
use std::path::Path;

use super::{Driver, JsonInsert, List, Profile, Row, Value};

const PATH: &str = "docs/drivers.md";

#[test]
fn the_tables_of_drivers_are_current() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(PATH);
    let committed = fs::read_to_string(&path).unwrap();
    let mut text = committed.clone();
    for driver in Driver::ALL {
        // Neon's are those of `pg`.
        if driver != Driver::Neon {
            text = with_table(&text, driver.name(), &table(driver.profile()));
        }
    }
    if std::env::var_os("UPDATE_DOCS").is_some() {
        fs::write(&path, &text).unwrap();
    }
    let committed = fs::read_to_string(path).unwrap();
    assert!(committed == text, "{PATH}: run with UPDATE_DOCS=1");
}

/// The text with what stands between the marks of a driver.
fn with_table(text: &str, name: &str, table: &str) -> String {
    let start = format!("<!-- {name} -->\n");
    let (before, rest) = text
        .split_once(&start)
        .unwrap_or_else(|| panic!("{PATH} has no {start}"));
    let (_, after) = rest.split_once("\n<!-- / -->").expect("a table has an end");
    format!("{before}{start}\n{table}\n<!-- / -->{after}")
}

fn table(profile: &Profile) -> String {
    let has_lists = profile
        .dialects
        .contains(&crate::catalog::Dialect::Postgres);
    let mut table = String::from("| type | select | insert, update |");
    table += if has_lists {
        " lists: select | lists: insert, update |\n| --- | --- | --- | --- | --- |\n"
    } else {
        "\n| --- | --- | --- |\n"
    };
    let enums = Row {
        types: &[],
        value: Value::Enum,
        list: profile.enum_list,
    };
    let others = (profile.others)("");
    let rows = profile.rows.iter().copied();
    let named = rows.map(|row| {
        let types: Vec<_> = row.types.iter().map(|ty| format!("`{ty}`")).collect();
        (types.join(", "), row)
    });
    let more = [
        ("an enum".to_owned(), enums),
        ("any other".to_owned(), others),
    ];
    for (types, row) in named.chain(more) {
        let (select, insert) = words(row.value);
        write!(table, "| {types} | {select} | {insert} |").unwrap();
        if has_lists {
            let (select, insert) = in_list(&row);
            write!(table, " {select} | {insert} |").unwrap();
        }
        table.push('\n');
    }
    table
}

fn words(value: Value) -> (String, String) {
    let code = |ty: &str| format!("`{}`", ty.replace('|', "\\|"));
    let same = |text: &str| (text.to_owned(), text.to_owned());
    match value {
        Value::Plain(ty) => (code(ty), code(ty)),
        Value::Split { select, insert, .. } => {
            // An object with many optional fields is named.
            let select = match select {
                long if long.contains('?') => "an object".to_owned(),
                short => code(short),
            };
            (select, code(insert))
        }
        Value::Stored { text, number } => (
            format!("{}; `number` with `unixepoch-ms`", code(text)),
            format!("{}; {} with `unixepoch-ms`", code(text), code(number)),
        ),
        Value::Enum => same("its labels"),
        Value::Json(JsonInsert::Value) => same("the type of its Zod schema"),
        Value::Json(JsonInsert::Text) => ("the type of its Zod schema".to_owned(), code("string")),
        Value::JsonText => (
            "`string`; `number` where its Zod schema has a number".to_owned(),
            code("string"),
        ),
    }
}

fn in_list(row: &Row) -> (String, String) {
    let value = match row.list {
        List::Of(value) => value,
        _ => row.value,
    };
    let (select, insert) = words(value);
    let arrays = |text: String| match text.strip_suffix('`') {
        Some(one) if one.contains(['|', '{']) => format!("`({})[]`", &one[1..]),
        Some(one) => format!("{one}[]`"),
        None => format!("an array of {text}"),
    };
    match row.list {
        List::Each | List::Of(_) => (arrays(select), arrays(insert)),
        List::Text => (
            "`string`".to_owned(),
            format!("{}, or `string`", arrays(insert)),
        ),
        List::FromText => (arrays(select), "`string`".to_owned()),
    }
}
