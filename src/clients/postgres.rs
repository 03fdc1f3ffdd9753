//! The file for `PostgreSQL`: what its template prints.

use askama::Template;

use crate::{
    catalog::{Catalog, Table},
    typescript::quote,
};

use super::{Defaults, Options, modules::Modules};

#[derive(Template)]
#[template(path = "clients/postgres.ts")]
pub struct ClientsPage {
    modules: Modules,
    pool_size: u32,
    connection_timeout: u32,
    idle_timeout: u32,
    statement_timeout: u32,
    application_name: String,
    has_json: bool,
    /// The name of a table as Kysely has it, and its JSON columns.
    json_columns: Vec<(String, Vec<JsonColumnPage>)>,
}

/// The name of a JSON column, and `list` or `value`.
type JsonColumnPage = (String, &'static str);

pub fn page(catalog: &Catalog, options: &Options) -> ClientsPage {
    let Defaults {
        pool_size,
        connection_timeout,
        idle_timeout,
        statement_timeout,
        application_name,
    } = &options.defaults;
    let json_columns: Vec<_> = catalog.tables.iter().filter_map(json_columns).collect();
    ClientsPage {
        modules: Modules::new(catalog, options),
        pool_size: *pool_size,
        connection_timeout: *connection_timeout,
        idle_timeout: *idle_timeout,
        statement_timeout: *statement_timeout,
        application_name: quote::string(application_name),
        has_json: !json_columns.is_empty(),
        json_columns,
    }
}

fn json_columns(table: &Table) -> Option<(String, Vec<JsonColumnPage>)> {
    let columns = table.columns.iter().filter(|it| it.notes.json.is_some());
    let columns: Vec<_> = columns
        .map(|column| {
            let kind = if column.ty.list { "list" } else { "value" };
            (quote::string(&column.name), kind)
        })
        .collect();
    (!columns.is_empty()).then(|| (quote::string(&table.name.to_string()), columns))
}
