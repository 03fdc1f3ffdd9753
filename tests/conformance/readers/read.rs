//! Reads Drizzle or Kysely files and prints the catalog as JSON lines, for `readers.mjs`:
//! `read drizzle FILE…`, `read kysely FILE`.

use std::path::Path;

use serde_json::{Value, json};
use triple_orm::catalog::{
    Action, Catalog, ColumnType, Default, Dialect, Index, IndexTarget, Literal, Order, Table,
    TableKind, TypeName,
};
use triple_orm::diagnostic::Sources;
use triple_orm::source::modules::ProjectModules;
use triple_orm::{drizzle, kysely};

fn main() {
    let mut arguments = std::env::args().skip(1);
    let language = arguments.next().expect("drizzle or kysely");
    let cwd = std::env::current_dir().expect("a current folder");
    let mut modules = ProjectModules::new(&cwd);
    let mut sources = Sources::default();
    let files: Vec<_> = arguments
        .map(|path| modules.open(Path::new(&path), &mut sources))
        .collect::<Result<_, _>>()
        .expect("files that can be read");
    let catalog = if language == "kysely" {
        kysely::read::read(files[0], Dialect::Postgres, &mut modules, &mut sources)
    } else {
        let options = drizzle::read::ReadOptions::default();
        drizzle::read::read(&files, options, &mut modules, &mut sources).catalog
    };
    println!("{}", catalog_json(&catalog, &sources));
}

fn catalog_json(catalog: &Catalog, sources: &Sources) -> Value {
    let tables: Vec<Value> = catalog.tables.iter().map(table_json).collect();
    let enums: Vec<Value> = catalog
        .enums
        .iter()
        .map(|e| {
            let labels: Vec<&str> = e.values.iter().map(|value| value.label.as_str()).collect();
            json!({ "name": e.name.to_string(), "labels": labels })
        })
        .collect();
    let unknown: Vec<Value> = catalog
        .unknown
        .iter()
        .map(|unknown| {
            let place = unknown.place.map(|place| {
                let file = sources.get(place.file);
                let before = file.text.get(..place.start as usize).unwrap_or_default();
                format!(
                    "{}:{}",
                    file.path.display(),
                    before.matches('\n').count() + 1
                )
            });
            json!({
                "kind": unknown.object.kind(),
                "object": unknown.object.to_string(),
                "reason": unknown.reason,
                "place": place,
            })
        })
        .collect();
    let dialect = match catalog.dialect {
        Dialect::Postgres => "postgres",
        Dialect::MySql => "mysql",
        Dialect::Sqlite => "sqlite",
        // drizzle-orm has modules for these three alone.
        Dialect::Cockroach | Dialect::SqlServer | Dialect::Mongo => "other",
    };
    json!({ "dialect": dialect, "tables": tables, "enums": enums, "unknown": unknown })
}

fn type_text(ty: &ColumnType) -> String {
    let list = if ty.list { "[]" } else { "" };
    match &ty.name {
        TypeName::Plain { name, arguments } if arguments.is_empty() => format!("{name}{list}"),
        TypeName::Plain { name, arguments } => format!("{name}({}){list}", arguments.join(",")),
        TypeName::Enum(name) => format!("{name}{list}"),
        TypeName::Labels(labels) => {
            let labels: Vec<String> = labels.iter().map(|label| format!("'{label}'")).collect();
            format!("enum({}){list}", labels.join(","))
        }
    }
}

fn default_json(default: &Default) -> Value {
    match default {
        Default::AutoIncrement => json!({ "sequence": true }),
        Default::Unknown => json!({ "unknown": true }),
        Default::Expression(text) => json!({ "sql": text }),
        Default::Literal(literal) => json!({ "value": literal_json(literal) }),
    }
}

fn literal_json(literal: &Literal) -> Value {
    match literal {
        Literal::Number(text)
        | Literal::String(text)
        | Literal::Enum(text)
        | Literal::DateTime(text) => json!(text),
        Literal::Json(text) => serde_json::from_str(text).unwrap_or_default(),
        Literal::Boolean(value) => json!(value),
        Literal::Bytes(bytes) => json!(bytes),
        Literal::List(items) => items.iter().map(literal_json).collect(),
    }
}

fn action(action: Action) -> &'static str {
    match action {
        Action::NoAction => "no action",
        Action::Restrict => "restrict",
        Action::Cascade => "cascade",
        Action::SetNull => "set null",
        Action::SetDefault => "set default",
    }
}

fn table_json(table: &Table) -> Value {
    let columns = table.columns.iter().map(|column| {
        json!({
            "name": column.name,
            "type": type_text(&column.ty),
            "nullable": column.nullable,
            "default": column.default.as_ref().map(default_json),
            "generated": column.generated.as_ref().map(|it| &it.expression),
            "identity": column.identity.is_some(),
        })
    });
    let keys = table.foreign_keys.iter().map(|key| {
        json!({
            "columns": key.columns,
            "table": key.references.to_string(),
            "foreign": key.referenced_columns,
            "onDelete": action(key.on_delete),
            "onUpdate": action(key.on_update),
        })
    });
    json!({
        "name": table.name.to_string(),
        "view": table.kind != TableKind::Table,
        "columns": columns.collect::<Vec<_>>(),
        "primaryKey": table.primary_key.as_ref().map(|key| &key.columns),
        "indexes": table.indexes.iter().map(index_json).collect::<Vec<_>>(),
        "foreignKeys": keys.collect::<Vec<_>>(),
        "checks": table.checks.iter().map(|it| &it.name).collect::<Vec<_>>(),
        "policies": table.policies.iter().map(|it| &it.name).collect::<Vec<_>>(),
        "rowSecurity": table.row_security.enabled,
    })
}

fn index_json(index: &Index) -> Value {
    let columns = index.columns.iter().map(|column| match &column.target {
        IndexTarget::Column(name) => json!({
            "column": name,
            "desc": column.order == Order::Descending,
            "op": column.operator_class,
        }),
        IndexTarget::Expression(sql) => json!({ "expression": sql }),
    });
    json!({
        "name": index.name,
        "unique": index.unique,
        "constraint": index.constraint.is_some(),
        "method": index.method,
        "columns": columns.collect::<Vec<_>>(),
        "where": index.predicate,
        "nullsNotDistinct": index.nulls_not_distinct,
    })
}
