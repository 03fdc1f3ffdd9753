//! The file for `PostgreSQL`: what its template prints.

use askama::Template;

use crate::{
    catalog::{Catalog, Table},
    typescript::quote,
};

use super::{ClientModule, Defaults, Options, Relations};

#[derive(Template)]
#[template(path = "clients/postgres.ts")]
pub struct ClientsPage {
    prisma_module: String,
    drizzle_module: String,
    relations: RelationsPage,
    kysely_module: String,
    pool_size: u32,
    connection_timeout: u32,
    idle_timeout: u32,
    statement_timeout: u32,
    application_name: String,
    has_json: bool,
    /// The name of a table as Kysely has it, and its JSON columns.
    json_columns: Vec<(String, Vec<JsonColumnPage>)>,
}

/// What Drizzle is told of the tables.
enum RelationsPage {
    BesideTables,
    Defined,
    /// A file without tables has no `defineRelations()`.
    None,
}

/// The name of a JSON column, and `list` or `value`.
type JsonColumnPage = (String, &'static str);

pub fn page(catalog: &Catalog, options: &Options) -> ClientsPage {
    let Options {
        prisma,
        drizzle_module,
        relations,
        kysely_module,
        defaults:
            Defaults {
                pool_size,
                connection_timeout,
                idle_timeout,
                statement_timeout,
                application_name,
            },
    } = options;
    let prisma_module = match prisma {
        ClientModule::At(module) => module.quoted(),
        // The file is not written then: `check` has said why.
        ClientModule::Unknown(_) => "\"@prisma/client\"",
    };
    let json_columns: Vec<_> = catalog.tables.iter().filter_map(json_columns).collect();
    ClientsPage {
        prisma_module: prisma_module.to_owned(),
        drizzle_module: drizzle_module.quoted().to_owned(),
        relations: match relations {
            Relations::BesideTables => RelationsPage::BesideTables,
            Relations::Defined if catalog.tables.is_empty() => RelationsPage::None,
            Relations::Defined => RelationsPage::Defined,
        },
        kysely_module: kysely_module.quoted().to_owned(),
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
