//! What the statements so far have made: tables and views by their names.

use std::collections::HashMap;

use crate::catalog::{Column, Dialect, ForeignKey, Index, Name, Table, TableKind};
use crate::diagnostic::Span;

#[derive(Debug)]
pub struct State {
    dialect: Dialect,
    /// In the order in which they were made; `None` for what was dropped.
    relations: Vec<Option<Relation>>,
    places: HashMap<String, usize>,
}

/// A table or a view.
#[derive(Debug, Clone)]
pub struct Relation {
    pub table: Table,
    pub temporary: bool,
    /// No statement made it; it is only there since one uses it.
    pub assumed: bool,
    /// Whether its columns are all that there are.
    pub columns_known: bool,
    /// Indexes that `MySQL` made for foreign keys that had none.
    pub implicit: Vec<String>,
}

/// Columns and indexes are the same whatever the case of their letters.
pub fn same(a: &str, b: &str) -> bool {
    a.eq_ignore_ascii_case(b)
}

/// As [`same`], of names of two sources.
pub fn named(name: Option<&String>, other: &str) -> bool {
    name.is_some_and(|name| same(name, other))
}

impl State {
    pub fn new(dialect: Dialect) -> Self {
        Self {
            dialect,
            relations: Vec::new(),
            places: HashMap::new(),
        }
    }

    /// `SQLite` does not tell `User` from `user`; `MySQL` does, where files have such names.
    fn key(&self, name: &str) -> String {
        match self.dialect {
            Dialect::Sqlite => name.to_ascii_lowercase(),
            _ => name.to_owned(),
        }
    }

    pub fn get(&self, name: &str) -> Option<&Relation> {
        let place = *self.places.get(&self.key(name))?;
        self.relations[place].as_ref()
    }

    pub fn get_mut(&mut self, name: &str) -> Option<&mut Relation> {
        let place = *self.places.get(&self.key(name))?;
        self.relations[place].as_mut()
    }

    pub fn add(&mut self, relation: Relation) {
        let key = self.key(&relation.table.name.name);
        self.places.insert(key, self.relations.len());
        self.relations.push(Some(relation));
    }

    pub fn remove(&mut self, name: &str) -> Option<Relation> {
        let place = self.places.remove(&self.key(name))?;
        self.relations[place].take()
    }

    /// Makes room for a table that is really made.
    pub fn remove_assumed(&mut self, name: &str) {
        if self.get(name).is_some_and(|it| it.assumed) {
            self.remove(name);
        }
    }

    /// It keeps its place among the others.
    pub fn rename(&mut self, from: &str, to: &str) {
        let Some(place) = self.places.remove(&self.key(from)) else {
            return;
        };
        let key = self.key(to);
        if let Some(relation) = &mut self.relations[place] {
            relation.table.name = Name::plain(to);
            to.clone_into(&mut relation.table.notes.code_name);
        }
        self.places.insert(key, place);
    }

    pub fn all(&self) -> impl Iterator<Item = &Relation> {
        self.relations.iter().flatten()
    }

    pub fn all_mut(&mut self) -> impl Iterator<Item = &mut Relation> {
        self.relations.iter_mut().flatten()
    }

    /// Whether a foreign key or a statement means this table.
    pub fn is_name_of(&self, name: &str, table: &str) -> bool {
        self.key(name) == self.key(table)
    }

    pub fn into_all(self) -> impl Iterator<Item = Relation> {
        self.relations.into_iter().flatten()
    }
}

impl Relation {
    pub fn new(name: &str, kind: TableKind, place: Option<Span>) -> Self {
        let mut table = Table::new(Name::plain(name), kind);
        table.place = place;
        Self {
            table,
            temporary: false,
            assumed: false,
            columns_known: kind == TableKind::Table,
            implicit: Vec::new(),
        }
    }

    pub fn column(&self, name: &str) -> Option<&Column> {
        self.table.columns.iter().find(|it| same(&it.name, name))
    }

    pub fn column_mut(&mut self, name: &str) -> Option<&mut Column> {
        let mut columns = self.table.columns.iter_mut();
        columns.find(|it| same(&it.name, name))
    }

    pub fn index(&self, name: &str) -> Option<&Index> {
        let mut indexes = self.table.indexes.iter();
        indexes.find(|it| named(it.name.as_ref(), name))
    }

    pub fn foreign_key(&self, name: &str) -> Option<&ForeignKey> {
        let mut keys = self.table.foreign_keys.iter();
        keys.find(|it| named(it.name.as_ref(), name))
    }

    /// Whether the key or an index, but for the one called `without`, begins with the columns.
    pub fn has_index_on(&self, columns: &[String], without: Option<&str>) -> bool {
        let begins = |own: &[&str]| {
            own.len() >= columns.len() && columns.iter().zip(own).all(|(a, b)| same(a, b))
        };
        let key = self
            .table
            .primary_key
            .as_ref()
            .filter(|_| without != Some("PRIMARY"));
        key.is_some_and(|key| begins(&key.columns.iter().map(String::as_str).collect::<Vec<_>>()))
            || self.table.indexes.iter().any(|index| {
                index.method.is_none()
                    && !without.is_some_and(|name| named(index.name.as_ref(), name))
                    && index.column_names().is_some_and(|own| begins(&own))
            })
    }

    /// `name`, or `name_2` and so on where an index is called so.
    pub fn free_index_name(&self, name: &str) -> String {
        if self.index(name).is_none() {
            return name.to_owned();
        }
        let mut numbered = (2..).map(|number| format!("{name}_{number}"));
        numbered
            .find(|name| self.index(name).is_none())
            .unwrap_or_default()
    }
}
