//! Renames and moves to another schema: the thing keeps what it is, and all that
//! refers to it follows.

use squawk_syntax::SyntaxNode;
use squawk_syntax::ast::{self, AstNode};

use super::Replayer;
use super::resolve::name_in;
use super::syntax::{identifier, parts, with_renamed};
use crate::catalog::{IndexTarget, Name, Partition};
use crate::sql::ddl::{Item, Kind};

impl Replayer<'_> {
    /// A table's new name; its keys, indexes and sequences keep theirs.
    pub fn rename_relation(&mut self, from: &Name, to: &str, node: &SyntaxNode) {
        let new = Name {
            schema: from.schema.clone(),
            name: to.to_owned(),
        };
        let kind = self.kind_of(from);
        if self.state.is_relation(&new) {
            self.exists(Item::new(kind, &new), node);
            return;
        }
        self.relocate(from, &new);
        self.books_of_rename(kind, from, &new);
    }

    pub fn move_relation(&mut self, from: &Name, schema: &str) {
        let new = name_in(schema, &from.name);
        let kind = self.kind_of(from);
        self.relocate(from, &new);
        for sequence in &mut self.state.sequences {
            if let Some((owner, _)) = &sequence.owner
                && *owner == new
            {
                let old = sequence.name.clone();
                sequence.name = name_in(schema, &old.name);
                let name = sequence.name.clone();
                for relation in &mut self.state.relations {
                    for column in &mut relation.columns {
                        if column.sequence.as_ref() == Some(&old) {
                            column.sequence = Some(name.clone());
                        }
                    }
                }
            }
        }
        self.books_of_rename(kind, from, &new);
    }

    fn relocate(&mut self, from: &Name, new: &Name) {
        for relation in &mut self.state.relations {
            if relation.table.name == *from {
                relation.table.name = new.clone();
                relation.table.notes.code_name.clone_from(&new.name);
            }
            for key in &mut relation.table.foreign_keys {
                if key.references == *from {
                    key.references = new.clone();
                }
            }
            let relation = &mut **relation;
            for name in relation.parents.iter_mut().chain(&mut relation.reads) {
                if name == from {
                    *name = new.clone();
                }
            }
            if relation.table.partition == Some(Partition::Of(from.clone())) {
                relation.table.partition = Some(Partition::Of(new.clone()));
            }
        }
        for sequence in &mut self.state.sequences {
            if let Some((owner, _)) = &mut sequence.owner
                && owner == from
            {
                *owner = new.clone();
            }
        }
    }

    /// What was made under the old name is known under the new one.
    fn books_of_rename(&mut self, kind: Kind, from: &Name, to: &Name) {
        self.drops(Item::new(kind, from));
        let moved: Vec<(Item, usize)> = self
            .made
            .iter()
            .filter(|(item, _)| item.member.is_some() && item.name == *from)
            .map(|(item, at)| (item.clone(), *at))
            .collect();
        for (mut item, at) in moved {
            self.made.remove(&item);
            item.name = to.clone();
            self.made.insert(item, at);
        }
        self.creates(Item::new(kind, to));
    }

    pub fn rename_column(&mut self, table: &Name, from: &ast::ColumnNameRef, to: &str) {
        let old = identifier(from);
        if !self.need_column(table, &old, from) {
            return;
        }
        let is_taken = self
            .state
            .relation(table)
            .is_some_and(|relation| relation.column(to).is_some());
        if is_taken {
            self.exists(Item::member(Kind::Column, table, to), from.syntax());
            return;
        }
        self.drops(Item::member(Kind::Column, table, &old));
        self.creates(Item::member(Kind::Column, table, to));
        let mut tables = vec![table.clone()];
        tables.extend(self.descendants(table));
        for table in &tables {
            self.rename_column_of(table, &old, to);
        }
    }

    fn rename_column_of(&mut self, table: &Name, from: &str, to: &str) {
        let rename = |name: &mut String| {
            if name == from {
                to.clone_into(name);
            }
        };
        if let Some(relation) = self.state.relation_mut(table) {
            if let Some(column) = relation.column_mut(from) {
                to.clone_into(&mut column.column.name);
                to.clone_into(&mut column.column.notes.code_name);
            }
            for text in relation.expressions_mut() {
                *text = with_renamed(text, from, to);
            }
            let inside = &mut relation.table;
            if let Some(key) = &mut inside.primary_key {
                key.columns.iter_mut().for_each(rename);
            }
            for index in &mut inside.indexes {
                index.include.iter_mut().for_each(rename);
                for part in &mut index.columns {
                    if let IndexTarget::Column(name) = &mut part.target {
                        rename(name);
                    }
                }
            }
            for key in &mut inside.foreign_keys {
                key.columns.iter_mut().for_each(rename);
            }
        }
        for other in &mut self.state.relations {
            for key in &mut other.table.foreign_keys {
                if key.references == *table {
                    key.referenced_columns.iter_mut().for_each(rename);
                }
            }
        }
        for sequence in &mut self.state.sequences {
            if let Some((owner, column)) = &mut sequence.owner
                && owner == table
            {
                rename(column);
            }
        }
    }

    pub fn rename_constraint(&mut self, table: &Name, from: &ast::ConstraintNameRef, to: &str) {
        let old = parts(from).pop().unwrap_or_default();
        let Some(relation) = self.state.relation(table) else {
            return;
        };
        if !relation.has_constraint(&old) {
            if relation.columns_known && !relation.assumed {
                self.missing(Item::member(Kind::Constraint, table, &old), from.syntax());
            }
            return;
        }
        if relation.has_constraint(to) {
            self.exists(Item::member(Kind::Constraint, table, to), from.syntax());
            return;
        }
        self.rename_inside(table, &old, to);
    }

    /// Gives a key, an index or another constraint of a table a new name.
    fn rename_inside(&mut self, table: &Name, from: &str, to: &str) {
        for kind in [Kind::Constraint, Kind::Index] {
            let old = Item::member(kind, table, from);
            if let Some(at) = self.made.remove(&old) {
                self.made.insert(Item::member(kind, table, to), at);
            }
        }
        let mut tables = vec![table.clone()];
        tables.extend(self.partitions_among(&self.descendants(table)));
        for table in tables {
            let Some(relation) = self.state.relation_mut(&table) else {
                continue;
            };
            let inside = &mut relation.table;
            let names = inside
                .primary_key
                .iter_mut()
                .map(|it| &mut it.name)
                .chain(inside.indexes.iter_mut().map(|it| &mut it.name))
                .chain(inside.foreign_keys.iter_mut().map(|it| &mut it.name))
                .chain(inside.checks.iter_mut().map(|it| &mut it.name));
            for name in names {
                if name.as_deref() == Some(from) {
                    *name = Some(to.to_owned());
                }
            }
        }
    }

    /// The index or the key of that name.
    pub fn find_index(&self, parts: &[String]) -> Option<Name> {
        self.candidates(parts)
            .into_iter()
            .find(|name| self.state.index_owner(name).is_some())
    }

    /// An index and the constraint behind it have one name.
    pub fn rename_index(&mut self, index: &Name, to: &str, node: &SyntaxNode) {
        let Some(owner) = self.state.index_owner(index) else {
            return;
        };
        let table = self.state.relations[owner].table.name.clone();
        let new = Name {
            schema: index.schema.clone(),
            name: to.to_owned(),
        };
        if self.state.is_relation(&new) {
            self.exists(Item::member(Kind::Index, &table, to), node);
            return;
        }
        self.alters(Item::member(Kind::Index, &table, &index.name));
        self.rename_inside(&table, &index.name, to);
    }

    pub fn alter_index(&mut self, statement: &ast::AlterIndex) {
        let Some(index_ref) = statement.index_ref() else {
            return;
        };
        let parts = parts(&index_ref);
        let Some(name) = self.find_index(&parts) else {
            if statement.if_exists().is_none() {
                let name = self.new_name(&parts);
                self.missing(Item::new(Kind::Index, &name), index_ref.syntax());
            }
            return;
        };
        if let Some(ast::AlterIndexAction::IndexRenameTo(to)) = statement.action()
            && let Some(to) = to.index()
        {
            let to = super::syntax::parts(&to).pop().unwrap_or_default();
            self.rename_index(&name, &to, statement.syntax());
        }
    }
}
