//! `DROP …`, as a statement and as a clause of `ALTER TABLE`.

use sqlparser::tokenizer::TokenWithSpan;

use super::Replayer;
use super::books::{part, table_item};
use super::create_table::{item_of, kind_of};
use super::cursor::{Cursor, Named, items};
use super::state::{named, same};
use crate::catalog::{Dialect, Name, Object};
use crate::sql::ddl::{Item, Kind};

impl Replayer<'_> {
    pub fn drop(&mut self, tokens: &[TokenWithSpan], mut cursor: Cursor) {
        cursor.word("TEMPORARY");
        let kind = if cursor.word("TABLE") {
            Kind::Table
        } else if cursor.word("VIEW") {
            Kind::View
        } else if cursor.word("INDEX") {
            return self.drop_index_statement(tokens, cursor);
        } else {
            // Triggers, procedures and the like are in no catalog.
            return;
        };
        let if_exists = cursor.words(&["IF", "EXISTS"]);
        for item in items(cursor.0) {
            if let Some(name) = Cursor(item).qualified() {
                self.drop_relation(&name, kind, if_exists);
            }
        }
    }

    fn drop_relation(&mut self, name: &Named, kind: Kind, if_exists: bool) {
        let Some(relation) = self.state.get(&name.name) else {
            if !if_exists {
                self.missing(Item::new(kind, &Name::plain(&name.name)), name.range);
            }
            return;
        };
        let item = Item::new(kind_of(relation), &relation.table.name);
        if self.dialect == Dialect::MySql
            && self.checks_keys
            && let Some(by) = self.referrer(&name.name)
        {
            self.in_use(item.clone(), by, name.range);
        }
        self.drops(item);
        let of = Name::plain(&name.name);
        self.made
            .retain(|item, _| item.member.is_none() || item.name != of);
        self.state.remove(&name.name);
        // Whatever was unclear of it is of no concern any more.
        self.unknown.retain(|it| it.object.table() != Some(&of));
    }

    /// A key of another table that refers to this one.
    fn referrer(&self, table: &str) -> Option<Item> {
        let mut others = self.state.all().filter(|it| it.table.name.name != table);
        others.find_map(|other| {
            let mut keys = other.table.foreign_keys.iter();
            let key = keys.find(|key| key.references.name == table)?;
            let key = key.name.clone().unwrap_or_default();
            Some(part(Kind::Constraint, &other.table.name.name, &key))
        })
    }

    fn drop_index_statement(&mut self, tokens: &[TokenWithSpan], mut cursor: Cursor) {
        let if_exists = cursor.words(&["IF", "EXISTS"]);
        let Some(index) = cursor.qualified() else {
            return self.not_understood(tokens);
        };
        if cursor.word("ON") {
            let Some(table) = cursor.qualified() else {
                return self.not_understood(tokens);
            };
            return self.drop_index(&table, &index, if_exists);
        }
        match self.owner_of_index(&index.name) {
            Some(owner) => {
                let range = index.range;
                self.drop_index(&Named { name: owner, range }, &index, if_exists);
            }
            None if if_exists => {}
            None => self.missing(
                Item::new(Kind::Index, &Name::plain(&index.name)),
                index.range,
            ),
        }
    }

    pub fn drop_index(&mut self, table: &Named, index: &Named, if_exists: bool) {
        let dialect = self.dialect;
        let item = part(Kind::Index, &table.name, &index.name);
        let relation = self.relation(table);
        if relation.index(&index.name).is_none() {
            if !if_exists && relation.columns_known {
                self.missing(item, index.range);
            }
            return;
        }
        // `MySQL` keeps an index that a foreign key needs.
        let mut keys = relation.table.foreign_keys.iter();
        let user = keys.find(|key| !relation.has_index_on(&key.columns, Some(&index.name)));
        if dialect == Dialect::MySql
            && let Some(user) = user
        {
            let by = user.name.clone().unwrap_or_default();
            self.in_use(
                item.clone(),
                part(Kind::Constraint, &table.name, &by),
                index.range,
            );
        }
        let relation = self.relation(table);
        relation
            .table
            .indexes
            .retain(|it| !named(it.name.as_ref(), &index.name));
        relation.implicit.retain(|it| !same(it, &index.name));
        self.drops(item);
    }

    /// `DROP COLUMN a`, `DROP FOREIGN KEY k`, `DROP PRIMARY KEY`, `DROP a`
    pub fn alter_drop(&mut self, table: &Named, clause: &[TokenWithSpan], mut cursor: Cursor) {
        if cursor.words(&["PRIMARY", "KEY"]) {
            let has_key = self.relation(table).table.primary_key.take().is_some();
            if !has_key && self.relation(table).columns_known {
                self.missing(
                    part(Kind::Constraint, &table.name, "PRIMARY"),
                    clause[0].span,
                );
            }
            return;
        }
        let (is_index, is_key, is_constraint) = if cursor.any(&["INDEX", "KEY"]) {
            (true, false, false)
        } else if cursor.words(&["FOREIGN", "KEY"]) {
            (false, true, false)
        } else {
            (false, false, cursor.any(&["CONSTRAINT", "CHECK"]))
        };
        let is_column = !is_index && !is_key && !is_constraint;
        if is_column && cursor.is("PARTITION") {
            return self.clause_not_understood(table, clause);
        }
        if is_column {
            cursor.word("COLUMN");
        }
        let if_exists = cursor.words(&["IF", "EXISTS"]);
        let Some(name) = cursor.name() else {
            return self.clause_not_understood(table, clause);
        };
        if is_index {
            self.drop_index(table, &name, if_exists);
        } else if is_column {
            self.drop_column(table, &name, if_exists);
        } else {
            self.drop_constraint(table, &name, if_exists, is_constraint);
        }
    }

    /// A foreign key; where any constraint may be meant, also a check or a unique index.
    fn drop_constraint(&mut self, table: &Named, name: &Named, if_exists: bool, any: bool) {
        let item = part(Kind::Constraint, &table.name, &name.name);
        let relation = self.relation(table);
        let is_it = |own: Option<&String>| named(own, &name.name);
        if relation.foreign_key(&name.name).is_some() {
            relation
                .table
                .foreign_keys
                .retain(|key| !is_it(key.name.as_ref()));
        } else if any
            && relation
                .table
                .checks
                .iter()
                .any(|it| is_it(it.name.as_ref()))
        {
            relation
                .table
                .checks
                .retain(|check| !is_it(check.name.as_ref()));
        } else if any && relation.index(&name.name).is_some() {
            return self.drop_index(table, name, if_exists);
        } else {
            // A check without a name gets one from the server, which we do not know.
            let may_be_check = any && relation.table.checks.iter().any(|it| it.name.is_none());
            if !if_exists && relation.columns_known && !may_be_check {
                self.missing(item, name.range);
            }
            return;
        }
        self.drops(item);
    }

    fn drop_column(&mut self, table: &Named, name: &Named, if_exists: bool) {
        let dialect = self.dialect;
        let item = part(Kind::Column, &table.name, &name.name);
        let relation = self.relation(table);
        if relation.column(&name.name).is_none() {
            if !if_exists && relation.columns_known {
                self.missing(item, name.range);
            }
            return;
        }
        if let Some(by) = self.user_of(table, &name.name) {
            self.in_use(item.clone(), by, name.range);
        }
        let table = &mut self.relation(table).table;
        table
            .columns
            .retain(|column| !same(&column.name, &name.name));
        for index in &mut table.indexes {
            index.columns.retain(|column| match &column.target {
                crate::catalog::IndexTarget::Column(own) => !same(own, &name.name),
                crate::catalog::IndexTarget::Expression(_) => true,
            });
        }
        table.indexes.retain(|index| !index.columns.is_empty());
        table
            .foreign_keys
            .retain(|key| !key.columns.iter().any(|it| same(it, &name.name)));
        if dialect == Dialect::MySql
            && let Some(key) = &mut table.primary_key
        {
            key.columns.retain(|column| !same(column, &name.name));
            if key.columns.is_empty() {
                table.primary_key = None;
            }
        }
        let gone = Object::Column(item.name.clone(), name.name.clone());
        self.unknown.retain(|it| it.object != gone);
        self.drops(item);
    }

    /// What keeps a column from being dropped.
    fn user_of(&self, table: &Named, column: &str) -> Option<Item> {
        let relation = self.state.get(&table.name)?;
        let has = |columns: &[String]| columns.iter().any(|it| same(it, column));
        let mut keys = relation.table.foreign_keys.iter();
        if let Some(key) = keys.find(|key| has(&key.columns)) {
            let name = key.name.clone().unwrap_or_default();
            return Some(part(Kind::Constraint, &table.name, &name));
        }
        if self.dialect == Dialect::MySql {
            return None;
        }
        let key = relation.table.primary_key.as_ref();
        if let Some(key) = key.filter(|key| has(&key.columns)) {
            let name = key.name.clone().unwrap_or_else(|| "primary key".to_owned());
            return Some(part(Kind::Constraint, &table.name, &name));
        }
        let mut indexes = relation.table.indexes.iter();
        let index = indexes.find(|index| {
            let columns = index.column_names();
            columns.is_some_and(|columns| columns.iter().any(|it| same(it, column)))
        })?;
        let name = index.name.clone().unwrap_or_else(|| "unique".to_owned());
        Some(part(Kind::Index, &table.name, &name))
    }

    /// Whether there is a table or a view; what is missing is said.
    pub fn need_relation(&mut self, name: &Named) -> bool {
        let item = item_of(self.state.get(&name.name), &name.name);
        self.uses(&item);
        let is_there = self.state.get(&name.name).is_some();
        if !is_there {
            self.missing(table_item(&name.name), name.range);
        }
        is_there
    }
}
