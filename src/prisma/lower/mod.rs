//! AST → catalog: what database Prisma builds from a schema.
//!
//! The schema is valid: `validate` has seen to it. Of another one, what cannot be
//! resolved is left out.

mod column;
mod default;
mod index;
mod join_table;
mod json;
mod literal;
mod relation;
mod scope;
mod table;

use crate::{
    catalog::{Catalog, Dialect, Fact, Knows},
    diagnostic::Diagnostics,
    sql::mysql,
};

use super::{ast::Schema, provider::Provider};
use scope::Scope;

/// Lowers a schema; `None` when it does not say which database it is for.
#[must_use]
pub fn lower(schema: &Schema<'_>, diagnostics: &mut Diagnostics) -> Option<Catalog> {
    let scope = Scope::new(schema, diagnostics)?;
    let mut tables: Vec<_> = scope
        .models()
        .map(|model| table::lower(model, &scope))
        .collect();
    let mut composites: Vec<_> = scope
        .composites()
        .map(|ty| table::lower_composite(ty, &scope))
        .collect();
    json::name_types(&mut tables, &mut composites);
    let mut catalog = Catalog {
        place: Some(scope.provider),
        schemas: Some(scope.schemas()),
        enums: scope
            .enums()
            .map(|e| table::lower_enum(e, &scope))
            .collect(),
        composites,
        tables,
        ..Catalog::new(scope.dialect, knows())
    };
    relation::lower(&scope, &mut catalog);
    if scope.dialect == Dialect::MySql {
        for table in &mut catalog.tables {
            // An introspected schema names the indexes that came with the keys.
            mysql::without_indexes_of_keys(table);
            mysql::without_whole_lengths(table);
        }
    }
    Some(catalog)
}

/// What a Prisma schema can say of a database. A view or a predicate may be in it,
/// but what is missing may still be in the database.
fn knows() -> Knows {
    Knows::new([
        Fact::Types,
        Fact::Nullability,
        Fact::Defaults,
        Fact::HasDefault,
        Fact::PrimaryKeys,
        Fact::Indexes,
        Fact::IndexMethods,
        Fact::ForeignKeys,
        Fact::Enums,
        Fact::EnumOrder,
        Fact::ConstraintNames,
    ])
}

fn dialect_of(provider: Provider) -> Dialect {
    match provider {
        Provider::Postgres => Dialect::Postgres,
        Provider::MySql => Dialect::MySql,
        Provider::Sqlite => Dialect::Sqlite,
        Provider::Cockroach => Dialect::Cockroach,
        Provider::SqlServer => Dialect::SqlServer,
        Provider::Mongo => Dialect::Mongo,
    }
}
