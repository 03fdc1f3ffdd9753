//! Kysely's `CamelCasePlugin`: code says `createdAt`, and the plugin asks the
//! database for `created_at`. A name that does not come back the same is lost.
//!
//! Source: kysely 0.28 `plugin/camel-case/camel-case.ts`, with the plugin's own defaults.

use crate::{
    catalog::{Catalog, Name, Table},
    diagnostic::Diagnostic,
};

/// `created_at` is `createdAt`, as the plugin has it in rows.
pub fn camel(name: &str) -> String {
    let mut camel = String::with_capacity(name.len());
    let mut before = None;
    for c in name.chars() {
        match before {
            None => camel.push(c),
            Some('_') if c != '_' => camel.extend(c.to_uppercase()),
            Some(_) if c != '_' => camel.push(c),
            Some(_) => {}
        }
        before = Some(c);
    }
    camel
}

/// `createdAt` is `created_at`, as the plugin has it in queries.
fn snake(name: &str) -> String {
    let mut snake = String::with_capacity(name.len() + 4);
    let mut before: Option<char> = None;
    for c in name.chars() {
        if c.is_uppercase() && before.is_some_and(|before| !before.is_uppercase()) {
            snake.push('_');
        }
        snake.extend(c.to_lowercase());
        before = Some(c);
    }
    snake
}

/// The key of a table in `DB`: `auth.userSessions`
pub fn table_key(name: &Name) -> String {
    table_name(name).to_string()
}

fn table_name(name: &Name) -> Name {
    Name {
        schema: name.schema.as_deref().map(camel),
        name: camel(&name.name),
    }
}

/// Says which names of the database the plugin would not find: one message a table.
pub fn check(catalog: &Catalog) -> Vec<Diagnostic> {
    catalog.tables.iter().filter_map(check_table).collect()
}

fn check_table(table: &Table) -> Option<Diagnostic> {
    let schema = table.name.schema.as_deref();
    let columns = table.columns.iter().map(|column| column.name.as_str());
    let lost: Vec<String> = schema
        .into_iter()
        .chain([table.name.name.as_str()])
        .chain(columns)
        .map(|name| (name, snake(&camel(name))))
        .filter(|(name, asked)| name != asked)
        .map(|(name, asked)| format!("`{name}` as `{asked}`"))
        .collect();
    if lost.is_empty() {
        return None;
    }
    let model = &table.notes.code_name;
    Some(
        Diagnostic::error(
            "kysely/camel-case",
            format!(
                "with `kysely.camelCase`, Kysely's plugin would ask for names of `{model}` that \
                 are not in the database: {}",
                lost.join(", ")
            ),
        )
        .help(format!(
            "set `kysely.camelCase` to false, rename them in the database, or leave `{model}` out with `exclude`"
        )),
    )
}

/// Gives tables and columns the names that they have in a file for the plugin.
pub fn rename(catalog: &mut Catalog) {
    for table in &mut catalog.tables {
        table.name = table_name(&table.name);
        for column in &mut table.columns {
            column.name = camel(&column.name);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What kysely 0.28's own functions give: `tests/conformance/selftest.mjs`
    /// asks them for the same names.
    const MEASURED: &str = include_str!("../../tests/conformance/fixture/camel-case.json");

    #[test]
    fn names_are_what_the_plugin_makes_of_them() {
        let pairs: Vec<[String; 3]> = serde_json::from_str(MEASURED).unwrap();
        assert!(pairs.len() > 15);
        for [name, in_code, back] in pairs {
            assert_eq!(camel(&name), in_code, "camel of {name}");
            assert_eq!(snake(&in_code), back, "snake of {in_code}");
        }
    }
}
