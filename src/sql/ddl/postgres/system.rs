//! The system's own tables, as far as migrations ask them whether a thing is there.

use super::Replayer;
use super::evaluate::{Row, Value};
use super::state::{Relation, UserTypeKind};
use crate::catalog::{Constraint, Name, TableKind, TypeName};
use crate::sql::postgres::{DEFAULT_SCHEMA, print_type};

fn text(value: &str) -> Value {
    Value::Text(value.to_owned())
}

fn schema(name: &Name) -> Value {
    text(name.schema.as_deref().unwrap_or(DEFAULT_SCHEMA))
}

fn row<const N: usize>(columns: [(&str, Value); N]) -> Row {
    columns
        .into_iter()
        .map(|(name, value)| (name.to_owned(), Some(value)))
        .collect()
}

impl Replayer<'_> {
    /// The rows of a system table; nothing when it is none that we know.
    pub fn system_table(&self, parts: &[String]) -> Option<Vec<Row>> {
        let table = parts.last()?.as_str();
        let of_standard = parts.len() > 1 && parts[parts.len() - 2] == "information_schema";
        if of_standard {
            return self.standard_table(table);
        }
        let real = || self.state.relations.iter().filter(|it| !it.assumed);
        Some(match table {
            "pg_type" => self.types(),
            "pg_enum" => self.labels_of_enums(),
            "pg_namespace" => self
                .state
                .schemas
                .iter()
                .map(|name| row([("oid", text(name)), ("nspname", text(name))]))
                .collect(),
            "pg_extension" => self
                .state
                .extensions
                .iter()
                .map(|name| row([("extname", text(name))]))
                .collect(),
            "pg_class" => self.classes(),
            "pg_constraint" => real().flat_map(|it| constraints(it)).collect(),
            "pg_attribute" => self.attributes(),
            "pg_indexes" => real()
                .flat_map(|relation| {
                    let table = &relation.table.name;
                    index_names(relation).into_iter().map(|name| {
                        row([
                            ("schemaname", schema(table)),
                            ("tablename", text(&table.name)),
                            ("indexname", text(&name)),
                        ])
                    })
                })
                .collect(),
            "pg_tables" => real()
                .filter(|it| it.table.kind == TableKind::Table)
                .map(|it| {
                    row([
                        ("schemaname", schema(&it.table.name)),
                        ("tablename", text(&it.table.name.name)),
                        ("rowsecurity", Value::Bool(it.table.row_security.enabled)),
                    ])
                })
                .collect(),
            "pg_views" | "pg_matviews" => {
                let (kind, column) = if table == "pg_views" {
                    (TableKind::View, "viewname")
                } else {
                    (TableKind::MaterializedView, "matviewname")
                };
                real()
                    .filter(|it| it.table.kind == kind)
                    .map(|it| {
                        row([
                            ("schemaname", schema(&it.table.name)),
                            (column, text(&it.table.name.name)),
                        ])
                    })
                    .collect()
            }
            "pg_policies" | "pg_policy" => self.policies(),
            _ => return None,
        })
    }

    fn classes(&self) -> Vec<Row> {
        let mut rows = Vec::new();
        let mut add = |name: Name, kind: &str, secured: bool| {
            rows.push(row([
                ("relname", text(&name.name)),
                ("relnamespace", schema(&name)),
                ("relkind", text(kind)),
                ("relrowsecurity", Value::Bool(secured)),
                ("oid", Value::Relation(name)),
            ]));
        };
        for relation in self.state.relations.iter().filter(|it| !it.assumed) {
            let table = &relation.table.name;
            let kind = match relation.table.kind {
                TableKind::View => "v",
                TableKind::MaterializedView => "m",
                TableKind::Table if relation.partitioned_by.is_some() => "p",
                TableKind::Table => "r",
            };
            add(table.clone(), kind, relation.table.row_security.enabled);
            for index in index_names(relation) {
                let schema = table.schema.clone();
                add(
                    Name {
                        schema,
                        name: index,
                    },
                    "i",
                    false,
                );
            }
        }
        for sequence in &self.state.sequences {
            add(sequence.name.clone(), "S", false);
        }
        rows
    }

    fn types(&self) -> Vec<Row> {
        self.state
            .types
            .iter()
            .map(|ty| {
                let kind = match ty.kind {
                    UserTypeKind::Enum(_) => "e",
                    UserTypeKind::Domain => "d",
                    UserTypeKind::Composite => "c",
                    UserTypeKind::Other => "b",
                };
                row([
                    ("oid", Value::Type(ty.name.clone())),
                    ("typname", text(&ty.name.name)),
                    ("typnamespace", schema(&ty.name)),
                    ("typtype", text(kind)),
                ])
            })
            .collect()
    }

    fn labels_of_enums(&self) -> Vec<Row> {
        self.state
            .types
            .iter()
            .flat_map(|ty| match &ty.kind {
                UserTypeKind::Enum(labels) => labels
                    .iter()
                    .map(|label| {
                        row([
                            ("enumtypid", Value::Type(ty.name.clone())),
                            ("enumlabel", text(label)),
                        ])
                    })
                    .collect(),
                _ => Vec::new(),
            })
            .collect()
    }

    fn attributes(&self) -> Vec<Row> {
        let real = || self.state.relations.iter().filter(|it| !it.assumed);
        real()
            .flat_map(|relation| {
                let table = &relation.table.name;
                relation.columns.iter().map(|it| {
                    row([
                        ("attrelid", Value::Relation(table.clone())),
                        ("attname", text(&it.column.name)),
                        ("attnotnull", Value::Bool(!it.column.nullable)),
                        ("attisdropped", Value::Bool(false)),
                        ("attnum", Value::Number(1)),
                    ])
                })
            })
            .collect()
    }

    fn policies(&self) -> Vec<Row> {
        let real = || self.state.relations.iter().filter(|it| !it.assumed);
        real()
            .flat_map(|relation| {
                let table = &relation.table.name;
                relation.table.policies.iter().map(|policy| {
                    row([
                        ("schemaname", schema(table)),
                        ("tablename", text(&table.name)),
                        ("policyname", text(&policy.name)),
                        ("polname", text(&policy.name)),
                        ("polrelid", Value::Relation(table.clone())),
                    ])
                })
            })
            .collect()
    }

    fn standard_columns(&self) -> Vec<Row> {
        let real = || self.state.relations.iter().filter(|it| !it.assumed);
        real()
            .flat_map(|relation| {
                let table = &relation.table.name;
                relation.columns.iter().map(|it| {
                    let column = &it.column;
                    let ty = match &column.ty.name {
                        _ if column.ty.list => "ARRAY".to_owned(),
                        TypeName::Plain { name, .. } => {
                            print_type(&crate::catalog::ColumnType::plain(name, Vec::new()))
                        }
                        TypeName::Enum(_) | TypeName::Labels(_) | TypeName::Composite(_) => {
                            "USER-DEFINED".to_owned()
                        }
                    };
                    let mut row = row([
                        ("table_schema", schema(table)),
                        ("table_name", text(&table.name)),
                        ("column_name", text(&column.name)),
                        ("data_type", text(&ty)),
                        (
                            "is_nullable",
                            text(if column.nullable { "YES" } else { "NO" }),
                        ),
                    ]);
                    let default = column.default.is_none().then_some(Value::Null);
                    row.push(("column_default".to_owned(), default));
                    let udt = match &column.ty.name {
                        TypeName::Enum(name) if !column.ty.list => Some(text(&name.name)),
                        _ => None,
                    };
                    row.push(("udt_name".to_owned(), udt));
                    row
                })
            })
            .collect()
    }

    /// `information_schema`
    fn standard_table(&self, table: &str) -> Option<Vec<Row>> {
        let real = || self.state.relations.iter().filter(|it| !it.assumed);
        Some(match table {
            "tables" => real()
                .filter(|it| it.table.kind != TableKind::MaterializedView)
                .map(|it| {
                    let kind = match it.table.kind {
                        TableKind::Table => "BASE TABLE",
                        _ => "VIEW",
                    };
                    row([
                        ("table_schema", schema(&it.table.name)),
                        ("table_name", text(&it.table.name.name)),
                        ("table_type", text(kind)),
                    ])
                })
                .collect(),
            "views" => real()
                .filter(|it| it.table.kind == TableKind::View)
                .map(|it| {
                    row([
                        ("table_schema", schema(&it.table.name)),
                        ("table_name", text(&it.table.name.name)),
                    ])
                })
                .collect(),
            "sequences" => self
                .state
                .sequences
                .iter()
                .map(|it| {
                    row([
                        ("sequence_schema", schema(&it.name)),
                        ("sequence_name", text(&it.name.name)),
                    ])
                })
                .collect(),
            "schemata" => self
                .state
                .schemas
                .iter()
                .map(|name| row([("schema_name", text(name))]))
                .collect(),
            "columns" => self.standard_columns(),
            "table_constraints"
            | "constraint_column_usage"
            | "key_column_usage"
            | "referential_constraints" => real()
                .flat_map(|relation| {
                    let table = relation.table.name.clone();
                    constraints(relation).into_iter().map(move |mut found| {
                        let mut value = |name: &str| {
                            let at = found.iter().position(|(known, _)| known == name);
                            at.and_then(|at| found.swap_remove(at).1)
                        };
                        let (name, kind) = (value("conname"), value("contype"));
                        let kind = match kind {
                            Some(Value::Text(kind)) => match kind.as_str() {
                                "p" => "PRIMARY KEY",
                                "u" => "UNIQUE",
                                "f" => "FOREIGN KEY",
                                _ => "CHECK",
                            },
                            _ => "CHECK",
                        };
                        let mut row = row([
                            ("table_schema", schema(&table)),
                            ("constraint_schema", schema(&table)),
                            ("table_name", text(&table.name)),
                            ("constraint_type", text(kind)),
                        ]);
                        row.push(("constraint_name".to_owned(), name));
                        row
                    })
                })
                .collect(),
            _ => return None,
        })
    }
}

fn index_names(relation: &Relation) -> Vec<String> {
    let key = relation.table.primary_key.as_ref();
    key.and_then(|key| key.name.clone())
        .into_iter()
        .chain(
            relation
                .table
                .indexes
                .iter()
                .filter_map(|it| it.name.clone()),
        )
        .collect()
}

fn constraints(relation: &Relation) -> Vec<Row> {
    let table = &relation.table;
    let mut rows = Vec::new();
    let mut add = |name: Option<&String>, kind: &str, target: Value| {
        if let Some(name) = name {
            rows.push(row([
                ("conname", text(name)),
                ("conrelid", Value::Relation(table.name.clone())),
                ("contype", text(kind)),
                ("connamespace", schema(&table.name)),
                ("confrelid", target),
            ]));
        }
    };
    if let Some(key) = &table.primary_key {
        add(key.name.as_ref(), "p", Value::Null);
    }
    for index in &table.indexes {
        match index.constraint {
            Some(Constraint::Unique) => add(index.name.as_ref(), "u", Value::Null),
            Some(Constraint::Exclusion) => add(index.name.as_ref(), "x", Value::Null),
            None => {}
        }
    }
    for key in &table.foreign_keys {
        let target = Value::Relation(key.references.clone());
        add(key.name.as_ref(), "f", target);
    }
    for check in &table.checks {
        add(check.name.as_ref(), "c", Value::Null);
    }
    rows
}
