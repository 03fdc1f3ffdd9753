//! A catalog as JSON: every fact that it has, under names that stay. What a
//! source does not know is left out, not empty.

use serde_json::{Map, Value, json};

use super::{
    Action, Catalog, Column, ColumnType, Command, Composite, Constraint, Default, Dialect, Enum,
    Fact, Identity, Index, IndexColumn, IndexTarget, Literal, Name, Nulls, Order, Partition,
    Policy, Table, TableKind, TypeName, Unknown,
};
use crate::diagnostic::{Positions, Sources, Span};

/// The version of the form: it changes when a name or a meaning does.
pub const VERSION: u32 = 1;

/// Writes everything that a catalog says; the places are those of `sources`.
#[must_use]
pub fn to_json(catalog: &Catalog, sources: &Sources) -> Value {
    let writer = Writer {
        catalog,
        positions: Positions::new(sources),
    };
    json!({
        "version": VERSION,
        "dialect": match catalog.dialect {
            Dialect::Postgres => "postgresql",
            Dialect::MySql => "mysql",
            Dialect::Sqlite => "sqlite",
            Dialect::Cockroach => "cockroachdb",
            Dialect::SqlServer => "sqlserver",
            Dialect::Mongo => "mongodb",
        },
        "extensions": catalog.extensions,
        "enums": catalog.enums.iter().map(|it| writer.enumeration(it)).collect::<Vec<_>>(),
        "composites": catalog
            .composites
            .iter()
            .map(|it| writer.composite(it))
            .collect::<Vec<_>>(),
        "tables": catalog.tables.iter().map(|it| writer.table(it)).collect::<Vec<_>>(),
        "unknown": catalog.unknown.iter().map(|it| writer.unknown(it)).collect::<Vec<_>>(),
    })
}

struct Writer<'a> {
    catalog: &'a Catalog,
    positions: Positions<'a>,
}

impl Writer<'_> {
    /// The file and the line.
    fn place(&self, place: Option<Span>) -> Value {
        let Some(span) = place else {
            return Value::Null;
        };
        let line = self.positions.of(span).0.line;
        json!({ "file": self.positions.path(span.file), "line": line })
    }

    fn table(&self, table: &Table) -> Value {
        let mut object = Map::new();
        let mut put = |key: &str, value: Value| {
            object.insert(key.to_owned(), value);
        };
        let kind = match table.kind {
            TableKind::Table => "table",
            TableKind::View => "view",
            TableKind::MaterializedView => "materialized view",
        };
        put("schema", json!(table.name.schema));
        put("name", json!(table.name.name));
        put("kind", json!(kind));
        put("place", self.place(table.place));
        let columns = table.columns.iter().map(|it| self.column(it));
        put("columns", columns.collect());
        let knows = |fact| self.catalog.knows.has(fact);
        if knows(Fact::PrimaryKeys) {
            let key = table.primary_key.as_ref();
            let key = key.map(
                |key| json!({ "name": key.name, "columns": key.columns, "method": key.method }),
            );
            put("primaryKey", json!(key));
        }
        if knows(Fact::Indexes) {
            let indexes = table.indexes.iter().map(|it| self.index(it));
            put("indexes", indexes.collect());
        }
        if knows(Fact::ForeignKeys) {
            let keys = table.foreign_keys.iter().map(|key| {
                json!({
                    "name": key.name,
                    "columns": key.columns,
                    "references": name(&key.references),
                    "referencedColumns": key.referenced_columns,
                    "onDelete": action(key.on_delete),
                    "onUpdate": action(key.on_update),
                    "place": self.place(key.place),
                })
            });
            put("foreignKeys", keys.collect());
        }
        if knows(Fact::Checks) {
            let checks = table.checks.iter().map(|check| {
                let place = self.place(check.place);
                json!({ "name": check.name, "expression": check.expression, "place": place })
            });
            put("checks", checks.collect());
        }
        if knows(Fact::RowSecurity) {
            let security = table.row_security;
            let value = json!({ "enabled": security.enabled, "forced": security.forced });
            put("rowSecurity", value);
        }
        if knows(Fact::Policies) {
            let policies = table.policies.iter().map(|it| self.policy(it));
            put("policies", policies.collect());
        }
        if knows(Fact::Partitions) {
            let partition = match &table.partition {
                Some(Partition::By(by)) => json!({ "by": by }),
                Some(Partition::Of(parent)) => json!({ "of": name(parent) }),
                None => Value::Null,
            };
            put("partition", partition);
        }
        if let Some(definition) = &table.definition {
            put("definition", json!(definition));
        }
        Value::Object(object)
    }

    fn column(&self, column: &Column) -> Value {
        let mut object = Map::new();
        let mut put = |key: &str, value: Value| {
            object.insert(key.to_owned(), value);
        };
        let knows = |fact| self.catalog.knows.has(fact);
        put("name", json!(column.name));
        put("type", json!(type_text(&column.ty)));
        if let TypeName::Enum(enum_name) = &column.ty.name {
            put("enum", name(enum_name));
        }
        put("list", json!(column.ty.list));
        if knows(Fact::Nullability) {
            put("nullable", json!(column.nullable));
        }
        if knows(Fact::Defaults) || knows(Fact::HasDefault) {
            put("default", default(column.default.as_ref()));
        }
        if knows(Fact::Generated) {
            let generated = column.generated.as_ref();
            let generated =
                generated.map(|it| json!({ "expression": it.expression, "stored": it.stored }));
            put("generated", json!(generated));
            let identity = column.identity.map(|identity| match identity {
                Identity::Always => "always",
                Identity::ByDefault => "by default",
            });
            put("identity", json!(identity));
        }
        if !column.sequence.is_empty() {
            let options = column.sequence.iter();
            let options: Map<String, Value> = options
                .map(|(name, value)| ((*name).to_owned(), json!(value)))
                .collect();
            put("sequence", Value::Object(options));
        }
        if let Some(default_name) = &column.default_name {
            put("defaultName", json!(default_name));
        }
        put("place", self.place(column.place));
        Value::Object(object)
    }

    fn index(&self, index: &Index) -> Value {
        let constraint = index.constraint.map(|constraint| match constraint {
            Constraint::Unique => "unique",
            Constraint::Exclusion => "exclusion",
        });
        let parameters: Map<String, Value> = index
            .parameters
            .iter()
            .map(|(name, value)| (name.clone(), json!(value)))
            .collect();
        json!({
            "name": index.name,
            "unique": index.unique,
            "constraint": constraint,
            "method": index.method,
            "columns": index.columns.iter().map(index_column).collect::<Vec<_>>(),
            "include": index.include,
            "predicate": index.predicate,
            "nullsNotDistinct": index.nulls_not_distinct,
            "parameters": parameters,
            "place": self.place(index.place),
        })
    }

    fn policy(&self, policy: &Policy) -> Value {
        json!({
            "name": policy.name,
            "permissive": policy.permissive,
            "command": match policy.command {
                Command::All => "all",
                Command::Select => "select",
                Command::Insert => "insert",
                Command::Update => "update",
                Command::Delete => "delete",
            },
            "roles": policy.roles,
            "using": policy.using,
            "check": policy.check,
            "place": self.place(policy.place),
        })
    }

    fn enumeration(&self, found: &Enum) -> Value {
        let labels: Vec<&str> = found.values.iter().map(|it| it.label.as_str()).collect();
        json!({
            "schema": found.name.schema,
            "name": found.name.name,
            "labels": labels,
            "place": self.place(found.place),
        })
    }

    fn composite(&self, found: &Composite) -> Value {
        let columns = found.columns.iter().map(|it| self.column(it));
        json!({
            "name": found.name,
            "columns": columns.collect::<Vec<_>>(),
            "place": self.place(found.place),
        })
    }

    fn unknown(&self, unknown: &Unknown) -> Value {
        json!({
            "kind": unknown.object.kind(),
            "object": unknown.object.to_string(),
            "reason": unknown.reason,
            "place": self.place(unknown.place),
        })
    }
}

fn index_column(column: &IndexColumn) -> Value {
    let (name, expression) = match &column.target {
        IndexTarget::Column(name) => (Some(name), None),
        IndexTarget::Expression(text) => (None, Some(text)),
    };
    json!({
        "column": name,
        "expression": expression,
        "order": match column.order {
            Order::Ascending => "asc",
            Order::Descending => "desc",
        },
        "nulls": column.nulls.map(|nulls| match nulls {
            Nulls::First => "first",
            Nulls::Last => "last",
        }),
        "operatorClass": column.operator_class,
        "operator": column.operator,
        "length": column.length,
    })
}

fn name(name: &Name) -> Value {
    json!({ "schema": name.schema, "name": name.name })
}

/// `set null`
#[must_use]
pub fn action(action: Action) -> &'static str {
    match action {
        Action::NoAction => "no action",
        Action::Restrict => "restrict",
        Action::Cascade => "cascade",
        Action::SetNull => "set null",
        Action::SetDefault => "set default",
    }
}

/// The type without its being a list: `varchar(255)`, the name of an enum.
fn type_text(ty: &ColumnType) -> String {
    match &ty.name {
        TypeName::Plain { name, arguments } if arguments.is_empty() => name.clone(),
        TypeName::Plain { name, arguments } => format!("{name}({})", arguments.join(",")),
        TypeName::Enum(name) => name.to_string(),
        TypeName::Labels(labels) => format!("enum({})", labels.join(",")),
        TypeName::Composite(name) => name.clone(),
    }
}

fn default(default: Option<&Default>) -> Value {
    match default {
        None => Value::Null,
        Some(Default::AutoIncrement) => json!({ "kind": "auto increment" }),
        Some(Default::Unknown) => json!({ "kind": "unknown" }),
        Some(Default::Expression(text)) => json!({ "kind": "expression", "value": text }),
        Some(Default::Literal(value)) => json!({ "kind": "literal", "value": literal(value) }),
    }
}

fn literal(value: &Literal) -> Value {
    let (kind, text) = match value {
        Literal::Number(text) => ("number", json!(text)),
        Literal::String(text) => ("string", json!(text)),
        Literal::Boolean(it) => ("boolean", json!(it)),
        Literal::Enum(label) => ("enum", json!(label)),
        Literal::Json(text) => ("json", json!(text)),
        Literal::Bytes(bytes) => {
            let hex = bytes.iter().fold(String::new(), |mut hex, byte| {
                hex.push_str(&format!("{byte:02x}"));
                hex
            });
            ("bytes", json!(hex))
        }
        Literal::DateTime(text) => ("datetime", json!(text)),
        Literal::List(items) => ("list", items.iter().map(literal).collect()),
    };
    json!({ kind: text })
}
