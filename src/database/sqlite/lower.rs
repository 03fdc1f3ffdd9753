//! `SQLite`'s tables, by its pragmas and by the texts that made them.

use crate::catalog::{
    Action, Catalog, Check, Column, Constraint, Default, Dialect, ForeignKey, Generated, Index,
    IndexColumn, IndexTarget, Knows, Name, Object, Order, PrimaryKey, Table, TableKind, Unknown,
};
use crate::database::error::DatabaseError;
use crate::sql::expression::parse_default;
use crate::sql::sqlite::parse_type;

use super::text::{self, TableText};
use super::{MIGRATIONS_TABLE, Session};

impl Session<'_> {
    /// Reads all tables and views.
    pub async fn catalog(&mut self) -> Result<Catalog, DatabaseError> {
        let mut catalog = Catalog::new(Dialect::Sqlite, Knows::everything());
        let rows = self
            .ask(&format!(
                "SELECT type, name, sql FROM sqlite_master
                 WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'
                   AND name <> '{MIGRATIONS_TABLE}'
                   AND name NOT IN (SELECT name FROM pragma_table_list WHERE type = 'shadow')
                 ORDER BY rowid"
            ))
            .await?;
        for row in &rows {
            let kind: String = self.get(row, 0)?;
            let name: String = self.get(row, 1)?;
            let sql: String = self.get(row, 2)?;
            let table = match kind.as_str() {
                "view" => {
                    let mut view = Table::new(Name::plain(&name), TableKind::View);
                    view.definition = Some(sql);
                    self.columns(&mut view, &TableText::default()).await?;
                    view
                }
                _ => self.table(&name, &sql, &mut catalog.unknown).await?,
            };
            catalog.tables.push(table);
        }
        Ok(catalog)
    }

    async fn table(
        &mut self,
        name: &str,
        sql: &str,
        unknown: &mut Vec<Unknown>,
    ) -> Result<Table, DatabaseError> {
        let mut table = Table::new(Name::plain(name), TableKind::Table);
        // A virtual table's text has no list of columns.
        let is_virtual = sql.to_ascii_uppercase().starts_with("CREATE VIRTUAL");
        let text = match text::table(sql) {
            Some(text) if !is_virtual => text,
            _ => {
                unknown.push(Unknown {
                    object: Object::Table(table.name.clone()),
                    reason: "a virtual table: what it holds is its module's".to_owned(),
                    place: None,
                });
                TableText::default()
            }
        };
        self.columns(&mut table, &text).await?;
        self.indexes(&mut table).await?;
        self.foreign_keys(&mut table, &text).await?;
        table.checks = text
            .checks
            .into_iter()
            .map(|(name, expression)| Check {
                name,
                expression,
                place: None,
            })
            .collect();
        Ok(table)
    }

    async fn columns(&mut self, table: &mut Table, text: &TableText) -> Result<(), DatabaseError> {
        let rows = self
            .ask(&format!(
                "SELECT name, type, \"notnull\", dflt_value, pk, hidden FROM pragma_table_xinfo({})
                 WHERE hidden <> 1 ORDER BY cid",
                literal(&table.name.name)
            ))
            .await?;
        let mut key: Vec<(i64, String)> = Vec::new();
        for row in &rows {
            let name: String = self.get(row, 0)?;
            let declared: String = self.get(row, 1)?;
            let default: Option<String> = self.get(row, 3)?;
            let (place, hidden): (i64, i64) = (self.get(row, 4)?, self.get(row, 5)?);
            // `GENERATED ALWAYS` is a part of the type that the pragma gives.
            let declared = match declared.to_ascii_uppercase().find("GENERATED ALWAYS") {
                Some(end) => &declared[..end],
                None => &declared,
            };
            let required = self.get::<i64>(row, 2)? != 0;
            let mut column = Column::new(&name, parse_type(declared), !required && place == 0);
            column.default = default
                .filter(|text| !text.eq_ignore_ascii_case("null"))
                .map(|text| parse_default(&text, &column.ty));
            if hidden > 1 {
                let found = text.generated.iter().find(|(of, _)| *of == name);
                column.generated = found.map(|(_, expression)| Generated {
                    expression: expression.clone(),
                    stored: hidden == 3,
                });
            }
            if place > 0 {
                key.push((place, name));
            }
            table.columns.push(column);
        }
        key.sort();
        let columns: Vec<_> = key.into_iter().map(|(_, name)| name).collect();
        if text.autoincrement {
            // Only a key of one column can have it.
            let mut of_key = table.columns.iter_mut();
            let column = of_key.find(|column| columns.contains(&column.name));
            if let Some(column) = column {
                column.default = Some(Default::AutoIncrement);
            }
        }
        if !columns.is_empty() {
            table.primary_key = Some(PrimaryKey {
                method: None,
                name: text.primary_key.clone(),
                columns,
                place: None,
            });
        }
        Ok(())
    }

    async fn indexes(&mut self, table: &mut Table) -> Result<(), DatabaseError> {
        let rows = self
            .ask(&format!(
                "SELECT l.name, l.\"unique\", l.origin, m.sql FROM pragma_index_list({}) l
                 LEFT JOIN sqlite_master m ON m.type = 'index' AND m.name = l.name
                 WHERE l.origin <> 'pk' ORDER BY m.rowid",
                literal(&table.name.name)
            ))
            .await?;
        for row in &rows {
            let name: String = self.get(row, 0)?;
            let origin: String = self.get(row, 2)?;
            let sql: Option<String> = self.get(row, 3)?;
            let text = sql.as_deref().and_then(text::index).unwrap_or_default();
            let columns = self
                .ask(&format!(
                    "SELECT cid, name, \"desc\" FROM pragma_index_xinfo({})
                     WHERE \"key\" ORDER BY seqno",
                    literal(&name)
                ))
                .await?;
            let columns = columns.iter().enumerate().map(|(i, row)| {
                let name: Option<String> = self.get(row, 1)?;
                let entry = text.columns.get(i).map_or("", String::as_str);
                let target = match name {
                    Some(name) if self.get::<i64>(row, 0)? >= 0 => IndexTarget::Column(name),
                    _ => IndexTarget::Expression(text::expression(entry).to_owned()),
                };
                let order = match self.get::<i64>(row, 2)? {
                    0 => Order::Ascending,
                    _ => Order::Descending,
                };
                Ok(IndexColumn {
                    target,
                    order,
                    ..IndexColumn::plain("")
                })
            });
            let columns = columns.collect::<Result<_, DatabaseError>>()?;
            // What `sqlite_autoindex_…` is called, nobody chose.
            let is_constraint = origin == "u";
            let mut index = Index::on((!is_constraint).then_some(name), columns);
            index.unique = self.get::<i64>(row, 1)? != 0;
            index.constraint = is_constraint.then_some(Constraint::Unique);
            index.predicate = text.predicate;
            table.indexes.push(index);
        }
        Ok(())
    }

    async fn foreign_keys(
        &mut self,
        table: &mut Table,
        text: &TableText,
    ) -> Result<(), DatabaseError> {
        let rows = self
            .ask(&format!(
                "SELECT id, \"table\", \"from\", \"to\", on_update, on_delete
                 FROM pragma_foreign_key_list({}) ORDER BY id DESC, seq",
                literal(&table.name.name)
            ))
            .await?;
        let mut last = None;
        for row in &rows {
            let id: i64 = self.get(row, 0)?;
            let from: String = self.get(row, 2)?;
            let to: Option<String> = self.get(row, 3)?;
            if last != Some(id) {
                last = Some(id);
                table.foreign_keys.push(ForeignKey {
                    name: None,
                    columns: Vec::new(),
                    references: Name::plain(&self.get::<String>(row, 1)?),
                    referenced_columns: Vec::new(),
                    on_delete: action(&self.get::<String>(row, 5)?),
                    on_update: action(&self.get::<String>(row, 4)?),
                    place: None,
                });
            }
            if let Some(key) = table.foreign_keys.last_mut() {
                key.columns.push(from);
                key.referenced_columns.extend(to);
            }
        }
        for key in &mut table.foreign_keys {
            let named = text.foreign_keys.iter().find(|(of, _)| *of == key.columns);
            key.name = named.map(|(_, name)| name.clone());
            if key.referenced_columns.is_empty() {
                key.referenced_columns = self.primary_key_of(&key.references.name).await?;
            }
        }
        Ok(())
    }

    /// What a foreign key without columns refers to.
    async fn primary_key_of(&mut self, table: &str) -> Result<Vec<String>, DatabaseError> {
        let question = format!(
            "SELECT name FROM pragma_table_xinfo({}) WHERE pk > 0 ORDER BY pk",
            literal(table)
        );
        let rows = self.ask(&question).await?;
        rows.iter().map(|row| self.get(row, 0)).collect()
    }
}

fn literal(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}

fn action(words: &str) -> Action {
    match words {
        "RESTRICT" => Action::Restrict,
        "CASCADE" => Action::Cascade,
        "SET NULL" => Action::SetNull,
        "SET DEFAULT" => Action::SetDefault,
        _ => Action::NoAction,
    }
}
