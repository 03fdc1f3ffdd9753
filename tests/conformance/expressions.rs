//! Says of two texts of an expression, one JSON object a line on standard input,
//! whether they are equal, different, or nobody can tell.

use std::io::{self, BufRead};

use serde_json::{Value, json};
use triple_orm::catalog::{
    Catalog, Check, Column, ColumnType, Default, Dialect, Knows, Name, Table, TableKind, TypeName,
};
use triple_orm::diff::diff;
use triple_orm::sql::{normal::normalise, postgres::parse_type};

fn main() {
    for line in io::stdin().lock().lines() {
        let line: Value = serde_json::from_str(&line.expect("a line")).expect("JSON");
        let [written, read] = ["written", "read"].map(|side| catalog(&line, side));
        let changes = diff(&written, &read);
        let verdict = match changes.as_slice() {
            [] => "equal",
            changes if changes.iter().any(|change| change.certain) => "different",
            _ => "cannot tell",
        };
        let shown = [&written, &read].map(show);
        println!(
            "{}",
            json!({ "verdict": verdict, "written": shown[0], "read": shown[1] })
        );
    }
}

fn catalog(line: &Value, side: &str) -> Catalog {
    let text = line[side].as_str().expect("a text").to_owned();
    let mut table = Table::new(Name::plain("t"), TableKind::Table);
    for column in line["columns"].as_array().expect("columns") {
        let (name, ty) = (
            column[0].as_str().expect("a name"),
            column[1].as_str().expect("a type"),
        );
        table.columns.push(Column::new(name, type_of(ty), true));
    }
    if line["kind"] == "default" {
        table.columns[0].default = Some(Default::Expression(text));
    } else {
        table.checks.push(Check {
            name: Some("c".into()),
            expression: text,
            place: None,
        });
    }
    let mut catalog = Catalog::new(Dialect::Postgres, Knows::everything());
    catalog.tables.push(table);
    normalise(&mut catalog);
    catalog
}

/// `"Role"` is an enum; everything else is as `PostgreSQL` spells it.
fn type_of(text: &str) -> ColumnType {
    let list = text.ends_with("[]");
    match text.trim_end_matches("[]") {
        "\"Role\"" => ColumnType {
            name: TypeName::Enum(Name::plain("Role")),
            list,
        },
        _ => parse_type(text),
    }
}

fn show(catalog: &Catalog) -> String {
    let table = &catalog.tables[0];
    match table.checks.first() {
        Some(check) => check.expression.clone(),
        None => format!("{:?}", table.columns[0].default),
    }
}
