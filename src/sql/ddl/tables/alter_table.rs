//! `ALTER TABLE`, clause by clause: one that is not understood does not lose the others.

use sqlparser::parser::Parser;
use sqlparser::tokenizer::TokenWithSpan;

use super::Replayer;
use super::books::{part, table_item};
use super::cursor::{Cursor, Named, items};
use super::state::same;
use super::text::grammar;
use crate::catalog::{Dialect, Index, IndexColumn, Name, Object, PrimaryKey};
use crate::sql::ddl::Kind;

/// Clauses that change nothing that a catalog shows, by their first words.
const HARMLESS: &[&str] = &[
    "ENGINE",
    "AUTO_INCREMENT",
    "COMMENT",
    "CONVERT",
    "DEFAULT",
    "CHARACTER",
    "CHARSET",
    "COLLATE",
    "ROW_FORMAT",
    "ALGORITHM",
    "LOCK",
    "FORCE",
    "ORDER",
    "ENABLE",
    "DISABLE",
    "STATS_PERSISTENT",
    "KEY_BLOCK_SIZE",
    "CHECKSUM",
    "TABLESPACE",
    "WITHOUT",
    "WITH",
];

/// Where a new column goes.
pub enum Position {
    First,
    After(String),
}

impl Replayer<'_> {
    pub fn alter_table(&mut self, tokens: &[TokenWithSpan], mut cursor: Cursor) {
        let if_exists = cursor.words(&["IF", "EXISTS"]);
        let Some(table) = cursor.qualified() else {
            return self.not_understood(tokens);
        };
        if if_exists && self.state.get(&table.name).is_none() {
            return;
        }
        self.relation(&table);
        self.alters(table_item(&table.name));
        let mut table = table;
        for clause in items(cursor.0) {
            if let Some(renamed) = self.alter(&table, clause) {
                table = renamed;
            }
        }
    }

    /// The table's new name, where the clause gives it one.
    fn alter(&mut self, table: &Named, clause: &[TokenWithSpan]) -> Option<Named> {
        let mut cursor = Cursor(clause);
        if cursor.word("ADD") {
            self.alter_add(table, clause, cursor);
        } else if cursor.word("DROP") {
            self.alter_drop(table, clause, cursor);
        } else if cursor.word("MODIFY") {
            cursor.word("COLUMN");
            cursor.words(&["IF", "EXISTS"]);
            let old = cursor.clone().name();
            self.redefine(table, old, cursor.0);
        } else if cursor.word("CHANGE") {
            cursor.word("COLUMN");
            cursor.words(&["IF", "EXISTS"]);
            let old = cursor.name();
            self.redefine(table, old, cursor.0);
        } else if cursor.word("RENAME") {
            return self.alter_rename(table, clause, cursor);
        } else if cursor.word("ALTER") {
            self.alter_column(table, clause, cursor);
        } else if !HARMLESS.iter().any(|word| cursor.is(word)) {
            self.clause_not_understood(table, clause);
        }
        None
    }

    pub fn clause_not_understood(&mut self, table: &Named, clause: &[TokenWithSpan]) {
        let object = Object::Table(Name::plain(&table.name));
        let words = self.text.slice(&clause[..clause.len().min(3)]);
        let reason = format!("an `ALTER TABLE` that was not understood: `{words} …`");
        self.unknown(object, reason, clause);
    }

    fn alter_add(&mut self, table: &Named, clause: &[TokenWithSpan], mut cursor: Cursor) {
        if self.is_key(cursor.0) {
            return self.add_key(table, cursor.0);
        }
        cursor.word("COLUMN");
        let if_not_exists = cursor.words(&["IF", "NOT", "EXISTS"]);
        let mut list = cursor;
        if let Some(columns) = list.group() {
            for item in items(columns) {
                self.add_column(table, item, None, if_not_exists);
            }
        } else if cursor.is("PARTITION") {
            self.clause_not_understood(table, clause);
        } else {
            let (item, position) = self.positioned(cursor.0);
            self.add_column(table, item, position, if_not_exists);
            if let Some(column) = cursor.name() {
                self.creates(part(Kind::Column, &table.name, &column.name));
            }
        }
    }

    /// A column's line without the `FIRST` or `AFTER a` behind it.
    fn positioned<'t>(&self, item: &'t [TokenWithSpan]) -> (&'t [TokenWithSpan], Option<Position>) {
        let end = item.len();
        if self.dialect != Dialect::MySql || end < 3 {
            return (item, None);
        }
        if Cursor(&item[end - 1..]).is("FIRST") {
            return (&item[..end - 1], Some(Position::First));
        }
        let mut cursor = Cursor(&item[end - 2..]);
        match cursor.word("AFTER").then(|| cursor.name()).flatten() {
            Some(after) => (&item[..end - 2], Some(Position::After(after.name))),
            None => (item, None),
        }
    }

    /// Adds a column with what stands in its line.
    pub fn add_column(
        &mut self,
        table: &Named,
        item: &[TokenWithSpan],
        position: Option<Position>,
        if_not_exists: bool,
    ) {
        let named = Cursor(item).name();
        let parsed = match (self.column(item), named) {
            (Ok(parsed), _) => parsed,
            (Err(message), Some(name)) => {
                let object = Object::Column(Name::plain(&table.name), name.name);
                let reason = format!("a column that was not understood: {message}");
                // The column is there, but nobody knows what it is like.
                self.relation(table).columns_known = false;
                return self.unknown(object, reason, item);
            }
            (Err(_), None) => return self.key_not_understood(table, item),
        };
        let relation = self.relation(table);
        let name = parsed.column.name.clone();
        if relation.column(&name).is_some() {
            if !if_not_exists {
                self.exists(part(Kind::Column, &table.name, &name), item[0].span);
            }
            return;
        }
        let at = place_of(relation.table.columns.iter().map(|it| &*it.name), position);
        relation.table.columns.insert(at, parsed.column);
        let place = self.text.span_of(item);
        let is_sqlite = self.dialect == Dialect::Sqlite;
        if let Some(key) = parsed.primary_key {
            self.relation(table).table.primary_key = Some(PrimaryKey {
                method: None,
                name: key.name.filter(|_| is_sqlite),
                columns: vec![name.clone()],
                place,
            });
        }
        if let Some(unique) = parsed.unique {
            let columns = vec![IndexColumn::plain(&name)];
            if is_sqlite {
                self.add_unique(table, columns, item);
            } else {
                let free = self.relation(table).free_index_name(&name);
                let mut index = Index::on(Some(unique.name.unwrap_or(free)), columns);
                index.unique = true;
                index.place = place;
                self.add_index(table, index);
            }
        }
        self.relation(table).table.checks.extend(parsed.checks);
        // `MySQL` reads a `REFERENCES` in a column's line and forgets it; `MariaDB` heeds it.
        if let Some((key, target)) = parsed.foreign_key {
            if is_sqlite {
                self.add_foreign_key(table, key, &target, None);
            } else {
                let object = Object::Table(Name::plain(&table.name));
                let reason = "a `REFERENCES` in a column's line, which MySQL before 9 leaves out";
                self.unknown(object, reason, item);
            }
        }
    }

    /// `MODIFY` and `CHANGE`: the column is as the new line says, and keeps its keys.
    fn redefine(&mut self, table: &Named, old: Option<Named>, item: &[TokenWithSpan]) {
        let Some(old) = old else {
            return self.clause_not_understood(table, item);
        };
        let (item, position) = self.positioned(item);
        let parsed = match self.column(item) {
            Ok(parsed) => parsed,
            Err(message) => {
                let object = Object::Column(Name::plain(&table.name), old.name);
                let reason = format!("a column that was not understood: {message}");
                return self.unknown(object, reason, item);
            }
        };
        self.check_columns(&table.name, std::slice::from_ref(&old));
        self.alters(part(Kind::Column, &table.name, &old.name));
        let mut column = parsed.column;
        let name = column.name.clone();
        let relation = self.relation(table);
        let columns = &mut relation.table.columns;
        let at = columns.iter().position(|it| same(&it.name, &old.name));
        let key = relation.table.primary_key.as_ref();
        if key.is_some_and(|key| key.columns.iter().any(|it| same(it, &old.name))) {
            column.nullable = false;
        }
        if let Some(at) = at {
            columns.remove(at);
        }
        let at = match (at, position) {
            (Some(at), None) => at,
            (_, position) => place_of(columns.iter().map(|it| &*it.name), position),
        };
        columns.insert(at, column);
        relation.table.checks.extend(parsed.checks);
        if parsed.primary_key.is_some() {
            relation.table.primary_key = Some(PrimaryKey {
                method: None,
                name: None,
                columns: vec![name.clone()],
                place: None,
            });
        }
        if parsed.unique.is_some() {
            let free = relation.free_index_name(&name);
            let mut index = Index::on(Some(free), vec![IndexColumn::plain(&name)]);
            index.unique = true;
            self.add_index(table, index);
        }
        if old.name != name {
            self.rename_column(table, &old, &name);
        }
    }

    /// `ALTER a SET DEFAULT 1`
    fn alter_column(&mut self, table: &Named, clause: &[TokenWithSpan], mut cursor: Cursor) {
        if cursor.any(&["INDEX", "CHECK", "CONSTRAINT"]) {
            // `ALTER INDEX i INVISIBLE`, `ALTER CHECK c NOT ENFORCED`
            return;
        }
        cursor.word("COLUMN");
        let Some(name) = cursor.name() else {
            return self.clause_not_understood(table, clause);
        };
        self.check_columns(&table.name, std::slice::from_ref(&name));
        self.alters(part(Kind::Column, &table.name, &name.name));
        let ty = self
            .state
            .get(&table.name)
            .and_then(|it| it.column(&name.name))
            .map(|it| it.ty.clone());
        let Some(ty) = ty else {
            return;
        };
        let default = if cursor.words(&["DROP", "DEFAULT"]) {
            None
        } else if cursor.words(&["SET", "DEFAULT"]) {
            let mut parser =
                Parser::new(grammar(self.dialect)).with_tokens_with_locations(cursor.0.to_vec());
            match parser.parse_expr() {
                Ok(value) => self.default(&value, &ty),
                Err(_) => return self.clause_not_understood(table, clause),
            }
        } else {
            return self.clause_not_understood(table, clause);
        };
        if let Some(column) = self.relation(table).column_mut(&name.name) {
            column.default = default;
        }
    }
}

fn place_of<'c>(columns: impl Iterator<Item = &'c str>, position: Option<Position>) -> usize {
    let names: Vec<_> = columns.collect();
    let after = |name: &str| names.iter().position(|it| same(it, name)).map(|at| at + 1);
    match position {
        Some(Position::First) => 0,
        Some(Position::After(name)) => after(&name).unwrap_or(names.len()),
        None => names.len(),
    }
}
