//! `CREATE TABLE` and `CREATE VIEW`.

use sqlparser::tokenizer::TokenWithSpan;

use super::Replayer;
use super::books::table_item;
use super::cursor::{Cursor, Named, items};
use super::state::Relation;
use crate::catalog::{Dialect, Name, Object, Partition, TableKind};
use crate::sql::ddl::{Item, Kind};

impl Replayer<'_> {
    pub fn create_table(&mut self, tokens: &[TokenWithSpan], mut cursor: Cursor, temporary: bool) {
        let if_not_exists = cursor.words(&["IF", "NOT", "EXISTS"]);
        let Some(name) = cursor.qualified() else {
            return self.not_understood(tokens);
        };
        let Some(mut relation) = self.begin(&name, TableKind::Table, if_not_exists) else {
            return;
        };
        relation.temporary = temporary;
        if cursor.word("LIKE") {
            return self.create_like(relation, cursor, tokens);
        }
        let Some(body) = cursor.group() else {
            relation.columns_known = false;
            self.add(relation, &name, Kind::Table);
            let object = Object::Table(Name::plain(&name.name));
            return self.unknown(object, "a table that is made from a query", tokens);
        };
        let mut like = Cursor(body);
        if like.word("LIKE") {
            return self.create_like(relation, like, tokens);
        }
        let assumed = self.state.remove(&name.name);
        self.add(relation, &name, Kind::Table);
        // Keys may name columns that come after them.
        let (mut columns, mut keys) = (Vec::new(), Vec::new());
        for item in items(body) {
            if self.is_key(item) {
                keys.push(item);
            } else {
                columns.push(item);
            }
        }
        for item in columns {
            self.add_column(&name, item, None, false);
        }
        for item in keys {
            self.add_key(&name, item);
        }
        self.table_options(&name, cursor, tokens);
        if let Some(assumed) = assumed {
            self.adopt(&name, assumed);
        }
    }

    /// A relation to be made, unless there is one already.
    fn begin(&mut self, name: &Named, kind: TableKind, if_not_exists: bool) -> Option<Relation> {
        if let Some(relation) = self.state.get(&name.name)
            && !relation.assumed
        {
            if !if_not_exists {
                let item = Item::new(kind_of(relation), &relation.table.name);
                self.exists(item, name.range);
            }
            return None;
        }
        Some(Relation::new(&name.name, kind, Some(self.span(name.range))))
    }

    fn add(&mut self, relation: Relation, name: &Named, kind: Kind) {
        if !relation.temporary {
            self.creates(Item::new(kind, &Name::plain(&name.name)));
        }
        self.state.add(relation);
    }

    /// `CREATE TABLE b LIKE a`: all but the foreign keys.
    fn create_like(
        &mut self,
        mut relation: Relation,
        mut cursor: Cursor,
        tokens: &[TokenWithSpan],
    ) {
        let Some(of) = cursor.qualified() else {
            return self.not_understood(tokens);
        };
        let model = self.relation(&of).table.clone();
        relation.table.columns = model.columns;
        relation.table.primary_key = model.primary_key;
        relation.table.indexes = model.indexes;
        relation.table.checks = model.checks;
        let name = relation.table.name.clone();
        self.creates(Item::new(Kind::Table, &name));
        self.state.add(relation);
    }

    /// What stands behind the columns: a query, or how the table is split.
    fn table_options(&mut self, name: &Named, mut cursor: Cursor, tokens: &[TokenWithSpan]) {
        while !cursor.is_at_end() {
            if cursor.words(&["PARTITION", "BY"]) {
                cursor.word("LINEAR");
                let method = cursor.peek().unwrap_or_default().to_ascii_uppercase();
                cursor.skip();
                let method = if cursor.word("COLUMNS") {
                    format!("{method} COLUMNS")
                } else {
                    method
                };
                let by = cursor.group().map(|inside| self.text.slice(inside));
                if let (Some(by), Some(relation)) = (by, self.state.get_mut(&name.name)) {
                    relation.table.partition = Some(Partition::By(format!("{method} ({by})")));
                }
                return;
            }
            if cursor.is("SELECT") {
                if let Some(relation) = self.state.get_mut(&name.name) {
                    relation.columns_known = false;
                }
                let object = Object::Table(Name::plain(&name.name));
                return self.unknown(object, "a table that is made from a query", tokens);
            }
            cursor.skip();
        }
    }

    /// What statements did to the table before it was made is done now, as it
    /// would be in the right order.
    fn adopt(&mut self, name: &Named, assumed: Relation) {
        let Some(relation) = self.state.get_mut(&name.name) else {
            return;
        };
        let (table, from) = (&mut relation.table, assumed.table);
        for column in from.columns {
            if table.columns.iter().all(|it| it.name != column.name) {
                table.columns.push(column);
            }
        }
        table.primary_key = table.primary_key.take().or(from.primary_key);
        for index in from.indexes {
            if table.indexes.iter().all(|it| it.name != index.name) {
                table.indexes.push(index);
            }
        }
        for key in from.foreign_keys {
            if key.name.is_none() || table.foreign_keys.iter().all(|it| it.name != key.name) {
                table.foreign_keys.push(key);
            }
        }
        table.checks.extend(from.checks);
    }

    pub fn create_virtual_table(&mut self, tokens: &[TokenWithSpan], mut cursor: Cursor) {
        let if_not_exists = cursor.words(&["IF", "NOT", "EXISTS"]);
        let Some(name) = cursor.qualified() else {
            return self.not_understood(tokens);
        };
        let Some(mut relation) = self.begin(&name, TableKind::Table, if_not_exists) else {
            return;
        };
        relation.columns_known = false;
        let object = Object::Table(relation.table.name.clone());
        self.add(relation, &name, Kind::Table);
        let reason = "a virtual table: what it holds is its module's";
        self.unknown(object, reason, tokens);
    }

    pub fn create_view(&mut self, tokens: &[TokenWithSpan], mut cursor: Cursor, temporary: bool) {
        let if_not_exists = cursor.words(&["IF", "NOT", "EXISTS"]);
        let Some(name) = cursor.qualified() else {
            return self.not_understood(tokens);
        };
        let replaces = Cursor(&tokens[1..]).words(&["OR", "REPLACE"]);
        if replaces {
            self.state.remove(&name.name);
        }
        let Some(mut relation) = self.begin(&name, TableKind::View, if_not_exists) else {
            return;
        };
        relation.temporary = temporary;
        // Its columns have no types here, so none are listed.
        cursor.group();
        cursor.word("AS");
        let query = self.text.slice(cursor.0);
        relation.table.definition = Some(match self.dialect {
            Dialect::Sqlite => self.text.slice(tokens).to_owned(),
            _ => query.to_owned(),
        });
        self.add(relation, &name, Kind::View);
    }
}

pub fn kind_of(relation: &Relation) -> Kind {
    match relation.table.kind {
        TableKind::Table => Kind::Table,
        TableKind::View | TableKind::MaterializedView => Kind::View,
    }
}

/// The item of whatever has the name.
pub fn item_of(relation: Option<&Relation>, name: &str) -> Item {
    relation.map_or_else(
        || table_item(name),
        |relation| Item::new(kind_of(relation), &relation.table.name),
    )
}
