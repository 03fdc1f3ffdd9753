//! AST → catalog: what database Prisma builds from a schema.
//!
//! Needs no valid schema: what cannot be resolved is a diagnostic, and the rest
//! goes on.

mod column;
mod default;
mod index;
mod join_table;
mod json;
mod relation;
mod scope;
mod table;

use crate::{
    catalog::{Catalog, Dialect},
    diagnostic::Diagnostics,
};

use super::ast::Schema;
use scope::Scope;

/// Lowers a schema; `None` when it does not say which database it is for.
///
/// The catalog is meaningful only when no error was pushed.
#[must_use]
pub fn lower(schema: &Schema<'_>, diagnostics: &mut Diagnostics) -> Option<Catalog> {
    let scope = Scope::new(schema, diagnostics)?;
    let mut tables: Vec<_> = scope
        .models()
        .map(|model| table::lower(model, &scope, diagnostics))
        .collect();
    json::name_types(&mut tables);
    let mut catalog = Catalog {
        dialect: scope.dialect,
        enums: scope
            .enums()
            .map(|e| table::lower_enum(e, &scope))
            .collect(),
        tables,
        relations: Vec::new(),
    };
    relation::lower(&scope, &mut catalog, diagnostics);
    Some(catalog)
}

/// What `provider = "…"` means, for the databases that are supported.
fn dialect_of(provider: &str) -> Option<Dialect> {
    match provider {
        "postgresql" | "postgres" => Some(Dialect::Postgres),
        _ => None,
    }
}
