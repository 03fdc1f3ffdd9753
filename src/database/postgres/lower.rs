//! The answers of `PostgreSQL`'s catalog, as our [`Catalog`].

use std::collections::HashMap;

use crate::catalog::{
    Action, Catalog, Check, Column, ColumnType, Command, Default, Dialect, Enum, EnumNotes,
    EnumValue, ForeignKey, Generated, Identity, Knows, Name, Object, Partition, Policy, PrimaryKey,
    RowSecurity, Table, TableKind, TypeName, Unknown,
};
use crate::sql::expression::parse_default;
use crate::sql::postgres::parse_type;

use super::index::index;
use super::questions::Asked;
use super::rows::{Answers, ColumnRow, ConstraintRow, EnumRow, PolicyRow, TableRow, ViewRow};

/// `None` when the answers do not fit together: something changed between them.
pub fn lower(answers: Answers, asked: &Asked) -> Option<Catalog> {
    let mut lowering = Lowering {
        catalog: Catalog::new(Dialect::Postgres, Knows::everything()),
        places: HashMap::new(),
        default_schema: asked.default_schema,
    };
    lowering.catalog.schemas = asked.schemas.map(<[String]>::to_vec);
    let Answers {
        extensions,
        enums,
        tables,
        columns,
        constraints,
        indexes,
        policies,
        views,
    } = answers;
    for table in &asked.locked {
        let name = lowering.name(table.schema.clone(), table.name.clone());
        lowering.unknown(
            Object::Table(name),
            "a table that another session keeps locked",
        );
    }
    let extensions = extensions.into_iter().map(|row| row.name);
    lowering.catalog.extensions = extensions.collect();
    for row in enums {
        lowering.enum_type(row);
    }
    for row in tables {
        lowering.table(row)?;
    }
    for row in columns {
        lowering.column(row)?;
    }
    for row in constraints {
        lowering.constraint(row)?;
    }
    for row in indexes {
        let valid = row.valid;
        let name = row.name.clone();
        let table = lowering.at(row.table)?;
        let index = index(row)?;
        let table = &mut lowering.catalog.tables[table];
        table.indexes.push(index);
        if !valid {
            let object = Object::Index(table.name.clone(), name);
            lowering.unknown(
                object,
                "an index that is not valid: its building did not finish",
            );
        }
    }
    for row in policies {
        lowering.policy(row)?;
    }
    lowering.views(views)?;
    Some(lowering.catalog)
}

struct Lowering<'a> {
    catalog: Catalog,
    /// Where the table with an OID stands in the catalog.
    places: HashMap<i64, usize>,
    default_schema: &'a str,
}

impl Lowering<'_> {
    fn at(&self, oid: i64) -> Option<usize> {
        self.places.get(&oid).copied()
    }

    fn of(&mut self, oid: i64) -> Option<&mut Table> {
        let place = self.at(oid)?;
        self.catalog.tables.get_mut(place)
    }

    fn name(&self, schema: String, name: String) -> Name {
        let schema = (schema != self.default_schema).then_some(schema);
        Name { schema, name }
    }

    fn unknown(&mut self, object: Object, reason: &str) {
        self.catalog.unknown.push(Unknown {
            object,
            reason: reason.to_owned(),
            place: None,
        });
    }

    fn enum_type(&mut self, row: EnumRow) {
        let values = row.labels.into_iter().map(|label| EnumValue {
            code_name: label.clone(),
            label,
            doc: None,
        });
        let values = values.collect();
        let notes = EnumNotes {
            code_name: row.name.clone(),
            doc: None,
        };
        let name = self.name(row.schema, row.name);
        self.catalog.enums.push(Enum {
            name,
            values,
            place: None,
            notes,
        });
    }

    fn table(&mut self, row: TableRow) -> Option<()> {
        let kind = match row.kind {
            'v' => TableKind::View,
            'm' => TableKind::MaterializedView,
            _ => TableKind::Table,
        };
        let mut table = Table::new(self.name(row.schema, row.name), kind);
        table.row_security = RowSecurity {
            enabled: row.secured,
            forced: row.forced,
        };
        table.partition = match (row.part_of, row.split_by) {
            (Some((schema, name)), _) => Some(Partition::Of(self.name(schema, name))),
            (None, Some(by)) => Some(Partition::By(by)),
            (None, None) if row.kind == 'p' => return None,
            (None, None) => None,
        };
        if row.kind == 'f' {
            let object = Object::Table(table.name.clone());
            self.unknown(object, "a foreign table: its keys are on another server");
        }
        self.places.insert(row.oid, self.catalog.tables.len());
        self.catalog.tables.push(table);
        Some(())
    }

    fn column(&mut self, row: ColumnRow) -> Option<()> {
        let ty = self.column_type(&row)?;
        let mut column = Column::new(&row.name, ty, !row.required);
        column.identity = match row.identity.as_str() {
            "a" => Some(Identity::Always),
            "d" => Some(Identity::ByDefault),
            _ => None,
        };
        match row.expression {
            Some(expression) if !row.generated.is_empty() => {
                let stored = row.generated == "s";
                column.generated = Some(Generated { expression, stored });
            }
            _ if column.identity.is_some() => column.default = Some(Default::AutoIncrement),
            Some(expression) => {
                let next =
                    expression.starts_with("nextval(") && expression.ends_with("::regclass)");
                column.default = if row.own_sequence && next {
                    Some(Default::AutoIncrement)
                } else {
                    default(&expression, &column.ty)
                };
            }
            None => {}
        }
        self.of(row.table)?.columns.push(column);
        Some(())
    }

    fn column_type(&self, row: &ColumnRow) -> Option<ColumnType> {
        // What `format_type` prints for a type that is gone.
        if row.ty.contains("???") {
            return None;
        }
        let enum_name = row.enum_name.clone();
        let enum_name = enum_name.map(|(schema, name)| self.name(schema, name));
        let is_ours = |name: &Name| self.catalog.enums.iter().any(|e| e.name == *name);
        if let Some(name) = enum_name.filter(is_ours) {
            return Some(ColumnType {
                name: TypeName::Enum(name),
                list: row.ty.ends_with("[]"),
            });
        }
        let qualifier = format!("{}.", row.type_schema);
        let text = row.ty.strip_prefix(&qualifier).unwrap_or(&row.ty);
        Some(without_default_precision(parse_type(text)))
    }

    fn constraint(&mut self, row: ConstraintRow) -> Option<()> {
        let place = self.at(row.table)?;
        let table = self.catalog.tables[place].name.clone();
        let name = Some(row.name.clone());
        let object = match row.kind {
            'p' => {
                self.catalog.tables[place].primary_key = Some(PrimaryKey {
                    method: None,
                    name,
                    columns: row.columns?,
                    place: None,
                });
                Object::PrimaryKey(table)
            }
            'f' => {
                let (Some(schema), Some(target)) = row.refers_to? else {
                    return None;
                };
                let references = self.name(schema, target);
                self.catalog.tables[place].foreign_keys.push(ForeignKey {
                    name,
                    columns: row.columns?,
                    references,
                    referenced_columns: row.referenced?,
                    on_delete: action(&row.on_delete),
                    on_update: action(&row.on_update),
                    place: None,
                });
                Object::ForeignKey(table, row.name)
            }
            _ => {
                self.catalog.tables[place].checks.push(Check {
                    name,
                    expression: row.expression?,
                    place: None,
                });
                Object::Check(table, row.name)
            }
        };
        if let Some(peculiar) = row.peculiar {
            self.unknown(object, &peculiar);
        }
        Some(())
    }

    fn policy(&mut self, row: PolicyRow) -> Option<()> {
        let policy = Policy {
            name: row.name,
            permissive: row.permissive,
            command: match row.command {
                'r' => Command::Select,
                'a' => Command::Insert,
                'w' => Command::Update,
                'd' => Command::Delete,
                _ => Command::All,
            },
            roles: row.roles,
            using: row.using,
            check: row.check,
            place: None,
        };
        self.of(row.table)?.policies.push(policy);
        Some(())
    }

    fn views(&mut self, views: Option<Vec<ViewRow>>) -> Option<()> {
        let Some(views) = views else {
            let is_view = |table: &&Table| table.kind != TableKind::Table;
            let names = self.catalog.tables.iter().filter(is_view);
            let names: Vec<_> = names.map(|table| table.name.clone()).collect();
            for name in names {
                let reason = "the query of a view, while another session keeps a table locked";
                self.unknown(Object::Table(name), reason);
            }
            return Some(());
        };
        for row in views {
            let definition = row.definition?;
            self.of(row.table)?.definition = Some(definition);
        }
        Some(())
    }
}

fn default(expression: &str, ty: &ColumnType) -> Option<Default> {
    let is_null = expression == "NULL" || expression.starts_with("NULL::");
    (!is_null).then(|| parse_default(expression, ty))
}

/// `timestamp(6)` is `timestamp`.
fn without_default_precision(mut ty: ColumnType) -> ColumnType {
    if let TypeName::Plain { name, arguments } = &mut ty.name
        && matches!(
            name.as_str(),
            "timestamp" | "timestamptz" | "time" | "timetz" | "interval"
        )
        && *arguments == ["6"]
    {
        arguments.clear();
    }
    ty
}

fn action(letter: &str) -> Action {
    match letter {
        "r" => Action::Restrict,
        "c" => Action::Cascade,
        "n" => Action::SetNull,
        "d" => Action::SetDefault,
        _ => Action::NoAction,
    }
}
