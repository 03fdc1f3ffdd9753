//! `pg` 8 as `orm-clients.ts` sets it up: what its parsers make of `PostgreSQL`'s
//! types, and `pg`'s own of the others. A list is a list of what a single value is.
//!
//! Source: `templates/clients/postgres.ts`.

use crate::catalog::{ColumnType, TypeName};

use super::{Value, pg};

const INT8: Value = Value::Split {
    helper: "Int8",
    select: "bigint",
    insert: "bigint | number | string",
};

pub fn value(ty: &ColumnType) -> Value {
    let element = ColumnType {
        list: false,
        ..ty.clone()
    };
    match name(ty) {
        Some("bigint") => INT8,
        Some("interval") => Value::Plain("string"),
        _ => pg::value(&element),
    }
}

/// All but those whose elements another character than a comma divides.
pub fn reads_lists(ty: &ColumnType) -> bool {
    name(ty) != Some("box")
}

fn name(ty: &ColumnType) -> Option<&str> {
    match &ty.name {
        TypeName::Plain { name, .. } => Some(name),
        TypeName::Enum(_) | TypeName::Labels(_) => None,
    }
}
