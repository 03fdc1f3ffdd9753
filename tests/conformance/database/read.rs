//! Reads the database of `DATABASE_URL` and prints what it holds as JSON, for
//! `../database.mjs`. Arguments are schemas; with none, all.

use std::path::Path;
use std::process::ExitCode;
use std::time::Duration;

use serde_json::{Value, json};
use triple_orm::catalog::{
    Catalog, Column, Default, ForeignKey, Index, IndexColumn, IndexTarget, Literal, Partition,
    Policy, Table, TypeName,
};
use triple_orm::database::{DatabaseError, DatabaseUrl, Options, read};

fn main() -> ExitCode {
    let schemas: Vec<_> = std::env::args().skip(1).collect();
    let address = std::env::var("DATABASE_URL").expect("DATABASE_URL is set");
    let mut options = Options::default();
    if !schemas.is_empty() {
        options.schemas = Some(schemas);
    }
    let times = [
        ("STATEMENT_TIMEOUT", &mut options.statement_timeout),
        ("CONNECT_TIMEOUT", &mut options.connect_timeout),
        ("LOCK_TIMEOUT", &mut options.lock_timeout),
    ];
    for (name, time) in times {
        if let Ok(millis) = std::env::var(name) {
            *time = Duration::from_millis(millis.parse().expect("milliseconds"));
        }
    }
    let url = DatabaseUrl::parse(&address, Path::new("."));
    let result = url.and_then(|url| Ok((read(&url, &options)?, format!("{url:?}"))));
    match result {
        Ok((database, debug)) => {
            let applied = match database.applied {
                Ok(rows) => json!(rows.map(|rows| {
                    let names = rows.iter().map(|row| {
                        json!([
                            row.migration_name,
                            row.checksum,
                            row.started_at,
                            row.finished_at,
                            row.applied_steps_count
                        ])
                    });
                    names.collect::<Vec<_>>()
                })),
                Err(error) => failure(&error),
            };
            let value = json!({ "server": database.server, "shown": database.shown, "debug": debug,
                "applied": applied, "catalog": catalog(&database.catalog) });
            println!("{value}");
            ExitCode::SUCCESS
        }
        Err(error) => {
            println!("{}", failure(&error));
            ExitCode::from(2)
        }
    }
}

fn failure(error: &DatabaseError) -> Value {
    let kind = format!("{error:?}");
    let kind = kind.split([' ', '(']).next().unwrap_or_default();
    json!({ "error": error.to_string(), "help": error.help(), "kind": kind, "debug": format!("{error:?}") })
}

fn catalog(catalog: &Catalog) -> Value {
    json!({
        "extensions": catalog.extensions,
        "schemas": catalog.schemas,
        "enums": catalog.enums.iter().map(|e| json!({
            "name": e.name.to_string(),
            "labels": e.values.iter().map(|value| &value.label).collect::<Vec<_>>(),
        })).collect::<Vec<_>>(),
        "tables": list(&catalog.tables, table),
        "unknown": list(&catalog.unknown, |part| {
            json!([part.object.kind(), part.object.to_string(), part.reason])
        }),
    })
}

fn list<T>(items: &[T], print: impl Fn(&T) -> Value) -> Vec<Value> {
    items.iter().map(print).collect()
}

fn table(table: &Table) -> Value {
    json!({
        "name": table.name.to_string(),
        "kind": format!("{:?}", table.kind),
        "columns": list(&table.columns, column),
        "primaryKey": table.primary_key.as_ref().map(|key| json!([key.name, key.columns])),
        "indexes": list(&table.indexes, index),
        "foreignKeys": list(&table.foreign_keys, foreign_key),
        "checks": list(&table.checks, |check| json!([check.name, check.expression])),
        "rowSecurity": [table.row_security.enabled, table.row_security.forced],
        "policies": list(&table.policies, policy),
        "partition": table.partition.as_ref().map(|partition| match partition {
            Partition::By(by) => json!({ "by": by }),
            Partition::Of(parent) => json!({ "of": parent.to_string() }),
        }),
        "definition": table.definition,
    })
}

fn column(column: &Column) -> Value {
    let ty = match &column.ty.name {
        TypeName::Enum(name) => json!({ "enum": name.to_string() }),
        TypeName::Labels(labels) => json!({ "labels": labels }),
        TypeName::Composite(name) => json!({ "composite": name }),
        TypeName::Plain { name, arguments } => json!([name, arguments]),
    };
    json!({
        "name": column.name,
        "type": ty,
        "list": column.ty.list,
        "nullable": column.nullable,
        "default": column.default.as_ref().map(default),
        "generated": column.generated.as_ref().map(|g| json!([g.expression, g.stored])),
        "identity": column.identity.map(|identity| format!("{identity:?}")),
    })
}

fn default(default: &Default) -> Value {
    match default {
        Default::AutoIncrement => json!("auto"),
        Default::Unknown => json!("unknown"),
        Default::Expression(text) => json!({ "expression": text }),
        Default::Literal(literal) => json!({ "literal": match literal {
            Literal::Number(text) | Literal::String(text) | Literal::Enum(text)
            | Literal::Json(text) | Literal::DateTime(text) => json!(text),
            Literal::Boolean(value) => json!(value),
            other => json!(format!("{other:?}")),
        }}),
    }
}

fn index(index: &Index) -> Value {
    json!({
        "name": index.name,
        "unique": index.unique,
        "constraint": index.constraint.map(|constraint| format!("{constraint:?}")),
        "method": index.method,
        "columns": list(&index.columns, index_column),
        "include": index.include,
        "predicate": index.predicate,
        "nullsNotDistinct": index.nulls_not_distinct,
        "parameters": index.parameters,
    })
}

fn index_column(column: &IndexColumn) -> Value {
    json!({
        "target": match &column.target {
            IndexTarget::Column(name) => json!(name),
            IndexTarget::Expression(text) => json!({ "expression": text }),
        },
        "order": format!("{:?}", column.order),
        "nulls": column.nulls.map(|nulls| format!("{nulls:?}")),
        "class": column.operator_class,
        "length": column.length,
        "operator": column.operator,
    })
}

fn foreign_key(key: &ForeignKey) -> Value {
    json!({
        "name": key.name,
        "columns": key.columns,
        "references": key.references.to_string(),
        "referenced": key.referenced_columns,
        "onDelete": format!("{:?}", key.on_delete),
        "onUpdate": format!("{:?}", key.on_update),
    })
}

fn policy(policy: &Policy) -> Value {
    json!({
        "name": policy.name,
        "permissive": policy.permissive,
        "command": format!("{:?}", policy.command),
        "roles": policy.roles,
        "using": policy.using,
        "check": policy.check,
    })
}
