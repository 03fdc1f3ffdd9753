//! `PostgreSQL`: `drizzle-orm/pg-core` 1.0, where it differs from 0.45.

mod default;

use crate::{
    catalog::{Column, ColumnType, TypeName},
    sql::postgres,
    typescript::quote,
};

use super::{
    super::{
        super::options::{BigIntMode, Options},
        Builder, Core, CustomType, KeyName, Limits,
    },
    NAMES, V0,
    types::{self, Values},
};

pub static V1: Core = Core {
    names: &NAMES_OF_V1,
    builder: |column, options| builder(column, options).0,
    literal: |literal, column, options| {
        default::literal(literal, builder(column, options).1, column)
    },
    is_key_inline: |_, name| name == KeyName::Default,
    key_name: |key, _| (key.name.clone(), ""),
    // drizzle-kit 1.0 can do what 0.31 could not.
    limit_of_column: |_| "",
    limits: Limits {
        nested: None,
        key_order: "",
        referenced_unique: "",
    },
    ..V0
};

/// It has a builder more.
const NAMES_OF_V1: [&str; NAMES.len() + 1] = {
    let mut names = ["bytea"; NAMES.len() + 1];
    let mut at = 0;
    while at < NAMES.len() {
        names[at] = NAMES[at];
        at += 1;
    }
    names
};

fn builder(column: &Column, options: &Options) -> (Builder, Values) {
    let core = |function, config| Builder::Core { function, config };
    if let TypeName::Plain { name, arguments } = &column.ty.name {
        match (name.as_str(), arguments.as_slice()) {
            ("bytea", _) => return (core("bytea", None), Values::Sql),
            ("bit", [length]) => {
                let config = format!("{{ dimensions: {length} }}");
                return (core("bit", Some(config)), Values::Text);
            }
            _ => {}
        }
    }
    match types::builder(column, options) {
        (Builder::Custom(_), _) => (Builder::Custom(custom_type(&column.ty)), Values::Sql),
        (
            builder @ Builder::Core {
                function: "bigint", ..
            },
            _,
        ) => {
            let values = match options.bigint {
                BigIntMode::BigInt => Values::BigInt,
                BigIntMode::Number => Values::Number,
            };
            (builder, values)
        }
        other => other,
    }
}

/// A type that Drizzle lacks. Drivers do not know it either: as an enum's, lists of it
/// are read and written as text, which all of them can. `PostgreSQL` makes a text of an
/// `oid` in JSON, which nested rows are.
fn custom_type(ty: &ColumnType) -> CustomType {
    let element = ColumnType {
        list: false,
        ..ty.clone()
    };
    let sql = postgres::print_type(&element);
    let definition = if sql == "oid" {
        "customType<{ data: number }>({ dataType: () => \"oid\", fromJson: Number })".to_owned()
    } else {
        format!(
            "customType<{{ data: string }}>({{ dataType: () => {}, codec: \"enum\" }})",
            quote::string(&sql)
        )
    };
    CustomType {
        wish: sql,
        definition,
        limit: "",
    }
}
