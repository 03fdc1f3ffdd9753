//! New names: of tables, columns and indexes, wherever they are spoken of.

use sqlparser::tokenizer::{Token, TokenWithSpan, Tokenizer};

use super::Replayer;
use super::books::{part, table_item};
use super::cursor::{Cursor, Named};
use super::state::{named, same};
use super::text::grammar;
use crate::catalog::{Dialect, IndexTarget, Name};
use crate::sql::ddl::{Item, Kind};

impl Replayer<'_> {
    /// `RENAME TABLE a TO b`
    pub fn rename_table(&mut self, tokens: &[TokenWithSpan], mut cursor: Cursor) {
        let from = cursor.qualified();
        let to = cursor.word("TO").then(|| cursor.qualified()).flatten();
        match (from, to) {
            (Some(from), Some(to)) => self.rename(&from, &to),
            _ => self.not_understood(tokens),
        }
    }

    /// `RENAME TO b`, `RENAME COLUMN a TO b`, `RENAME INDEX a TO b`
    pub fn alter_rename(
        &mut self,
        table: &Named,
        clause: &[TokenWithSpan],
        mut cursor: Cursor,
    ) -> Option<Named> {
        let is_mysql = self.dialect == Dialect::MySql;
        if cursor.any(&["TO", "AS"]) {
            let to = cursor.qualified()?;
            self.rename(table, &to);
            return Some(to);
        }
        let is_index = is_mysql && cursor.any(&["INDEX", "KEY"]);
        if !is_index {
            cursor.word("COLUMN");
        }
        let from = cursor.name();
        let to = cursor.word("TO").then(|| cursor.name()).flatten();
        match (from, to) {
            (Some(from), Some(to)) if is_index => self.rename_index(table, &from, &to),
            (Some(from), Some(to)) => {
                self.check_columns(&table.name, std::slice::from_ref(&from));
                let relation = self.relation(table);
                if !same(&from.name, &to.name) && relation.column(&to.name).is_some() {
                    self.exists(part(Kind::Column, &table.name, &to.name), to.range);
                } else {
                    if let Some(column) = relation.column_mut(&from.name) {
                        to.name.clone_into(&mut column.name);
                        to.name.clone_into(&mut column.notes.code_name);
                    }
                    self.rename_column(table, &from, &to.name);
                }
            }
            // `RENAME b`
            (Some(to), None) if is_mysql && cursor.is_at_end() => {
                self.rename(table, &to);
                return Some(to);
            }
            _ => self.clause_not_understood(table, clause),
        }
        None
    }

    fn rename(&mut self, from: &Named, to: &Named) {
        if !self.need_relation(from) {
            return;
        }
        let is_same = self.state.is_name_of(&from.name, &to.name);
        if self.state.get(&to.name).is_some_and(|it| !it.assumed) && !is_same {
            return self.exists(table_item(&to.name), to.range);
        }
        let (old, new) = (Name::plain(&from.name), Name::plain(&to.name));
        self.state.remove_assumed(&to.name);
        self.state.rename(&from.name, &to.name);
        // Keys follow the table that they refer to.
        for other in self.state.all_mut() {
            for key in &mut other.table.foreign_keys {
                if key.references == old {
                    key.references = new.clone();
                }
            }
        }
        for unknown in &mut self.unknown {
            if unknown.object == crate::catalog::Object::Table(old.clone()) {
                unknown.object = crate::catalog::Object::Table(new.clone());
            }
        }
        let parts = self
            .made
            .iter()
            .filter(|(item, _)| item.member.is_some() && item.name == old);
        let moved: Vec<(Item, usize)> = parts.map(|(item, at)| (item.clone(), *at)).collect();
        self.drops(table_item(&from.name));
        for (mut item, at) in moved {
            self.made.remove(&item);
            item.name = new.clone();
            self.made.insert(item, at);
        }
        self.creates(table_item(&to.name));
    }

    fn rename_index(&mut self, table: &Named, from: &Named, to: &Named) {
        let item = part(Kind::Index, &table.name, &from.name);
        let relation = self.relation(table);
        if relation.index(&from.name).is_none() {
            if relation.columns_known {
                self.missing(item, from.range);
            }
            return;
        }
        if !same(&from.name, &to.name) && relation.index(&to.name).is_some() {
            return self.exists(part(Kind::Index, &table.name, &to.name), to.range);
        }
        for index in &mut relation.table.indexes {
            if named(index.name.as_ref(), &from.name) {
                index.name = Some(to.name.clone());
            }
        }
        relation.implicit.retain(|it| !same(it, &from.name));
        self.drops(item);
        self.creates(part(Kind::Index, &table.name, &to.name));
    }

    /// Everything that speaks of a column, after it has its new name.
    pub fn rename_column(&mut self, table: &Named, from: &Named, to: &str) {
        let old = from.name.as_str();
        let dialect = self.dialect;
        let swap = |name: &mut String| {
            if same(name, old) {
                to.clone_into(name);
            }
        };
        if let Some(relation) = self.state.get_mut(&table.name) {
            let table = &mut relation.table;
            if let Some(key) = &mut table.primary_key {
                key.columns.iter_mut().for_each(swap);
            }
            for key in &mut table.foreign_keys {
                key.columns.iter_mut().for_each(swap);
            }
            for index in &mut table.indexes {
                for column in &mut index.columns {
                    match &mut column.target {
                        IndexTarget::Column(name) => swap(name),
                        IndexTarget::Expression(text) => renamed(dialect, text, old, to),
                    }
                }
                if let Some(predicate) = &mut index.predicate {
                    renamed(dialect, predicate, old, to);
                }
            }
            for check in &mut table.checks {
                renamed(dialect, &mut check.expression, old, to);
            }
            for column in &mut table.columns {
                if let Some(generated) = &mut column.generated {
                    renamed(dialect, &mut generated.expression, old, to);
                }
            }
        }
        let name = table.name.clone();
        for other in self.state.all_mut() {
            for key in &mut other.table.foreign_keys {
                if key.references.name == name {
                    key.referenced_columns.iter_mut().for_each(swap);
                }
            }
        }
        self.drops(part(Kind::Column, &name, old));
        self.creates(part(Kind::Column, &name, to));
    }
}

/// An expression, kept as text, after a column was renamed.
fn renamed(dialect: Dialect, text: &mut String, from: &str, to: &str) {
    let Ok(tokens) = Tokenizer::new(grammar(dialect), text).tokenize() else {
        return;
    };
    let quote = if dialect == Dialect::Sqlite { '"' } else { '`' };
    let mut is_changed = false;
    let written = tokens.iter().map(|token| match token {
        Token::Word(word) if same(&word.value, from) => {
            is_changed = true;
            format!("{quote}{to}{quote}")
        }
        other => other.to_string(),
    });
    let written: String = written.collect();
    if is_changed {
        *text = written;
    }
}
