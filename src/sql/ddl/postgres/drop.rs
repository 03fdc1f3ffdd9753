//! What is dropped, and what goes with it.

use squawk_syntax::SyntaxNode;
use squawk_syntax::ast::{self, AstNode};

use super::Replayer;
use super::state::UserType;
use super::syntax::{cascades, identifier, mentions, parts};
use crate::catalog::{IndexTarget, Name, TableKind};
use crate::sql::ddl::{Item, Kind};

impl Replayer<'_> {
    pub fn drop_relations<N: AstNode>(
        &mut self,
        kind: Kind,
        names: impl Iterator<Item = N>,
        if_exists: bool,
        cascade: bool,
    ) {
        let mut found = Vec::new();
        for node in names {
            let parts = parts(&node);
            match self.find_relation(&parts) {
                Some(name) => found.push((name, node)),
                None if if_exists => {}
                None => {
                    let name = self.new_name(&parts);
                    self.missing(Item::new(kind, &name), node.syntax());
                }
            }
        }
        let all: Vec<Name> = found.iter().map(|(name, _)| name.clone()).collect();
        for (name, node) in found {
            if !cascade && let Some(by) = self.user_of(&name, &all) {
                self.in_use(Item::new(kind, &name), by, node.syntax());
            }
            self.drop_relation(&name);
        }
    }

    /// What stands on a relation, other than what is dropped along with it.
    fn user_of(&self, name: &Name, dropped: &[Name]) -> Option<Item> {
        self.state.relations.iter().find_map(|other| {
            let other_name = &other.table.name;
            if dropped.contains(other_name) || other.assumed {
                return None;
            }
            if other.reads.contains(name) {
                return Some(Item::new(Kind::View, other_name));
            }
            let is_heir = other.parents.contains(name) && other.table.partition.is_none();
            if is_heir {
                return Some(Item::new(Kind::Table, other_name));
            }
            let mut keys = other.table.foreign_keys.iter();
            let key = keys.find(|key| key.references == *name)?;
            let key_name = key.name.as_deref().unwrap_or_default();
            Some(Item::member(Kind::Constraint, other_name, key_name))
        })
    }

    /// Takes a relation away, with all that stands on it.
    pub fn drop_relation(&mut self, name: &Name) {
        let Some(at) = self.state.relation_at(name) else {
            return;
        };
        let item = Item::new(self.kind_of(name), name);
        let relation = self.state.relations.remove(at);
        // Whatever was unclear of it is of no concern any more.
        self.unknown.retain(|it| it.object.table() != Some(name));
        if !relation.temporary && !relation.assumed {
            self.drops(item);
            // Its parts are gone with it, also from the books.
            self.made.forget_parts(name);
        }
        self.state
            .sequences
            .retain(|it| it.owner.as_ref().is_none_or(|(table, _)| table != name));
        for other in &mut self.state.relations {
            other
                .table
                .foreign_keys
                .retain(|key| key.references != *name);
        }
        let users: Vec<Name> = self
            .state
            .relations
            .iter()
            .filter(|other| other.reads.contains(name) || other.parents.contains(name))
            .map(|other| other.table.name.clone())
            .collect();
        for user in users {
            self.drop_relation(&user);
        }
    }

    pub fn drop_column_at(
        &mut self,
        table: &Name,
        node: &ast::ColumnNameRef,
        if_exists: bool,
        cascade: bool,
    ) {
        let column = identifier(node);
        let Some(relation) = self.state.relation(table) else {
            return;
        };
        if relation.column(&column).is_none() {
            if !if_exists && relation.columns_known {
                self.missing(Item::member(Kind::Column, table, &column), node.syntax());
            }
            return;
        }
        let children = self.descendants(table);
        self.drop_column(table, &column, cascade);
        for child in children {
            let is_inherited = self
                .state
                .relation(&child)
                .and_then(|it| it.column(&column))
                .is_some_and(|column| column.inherited);
            if is_inherited {
                self.drop_column(&child, &column, cascade);
            }
        }
    }

    /// A column goes with its keys, indexes, checks and its own sequence.
    pub fn drop_column(&mut self, table: &Name, column: &str, cascade: bool) {
        self.drops(Item::member(Kind::Column, table, column));
        let Some(relation) = self.state.relation_mut(table) else {
            return;
        };
        relation.columns.retain(|it| it.column.name != column);
        let inside = &mut relation.table;
        let mut lost_keys: Vec<Vec<String>> = Vec::new();
        if let Some(key) = &inside.primary_key
            && key.columns.iter().any(|it| it == column)
        {
            lost_keys.push(key.columns.clone());
            inside.primary_key = None;
        }
        inside.indexes.retain(|index| {
            let has = index.columns.iter().any(|part| match &part.target {
                IndexTarget::Column(name) => name == column,
                IndexTarget::Expression(text) => mentions(text, column),
            }) || index.include.iter().any(|name| name == column)
                || index
                    .predicate
                    .as_ref()
                    .is_some_and(|text| mentions(text, column));
            if let (true, Some(columns)) = (has && index.unique, index.column_names()) {
                lost_keys.push(columns.into_iter().map(str::to_owned).collect());
            }
            !has
        });
        inside
            .foreign_keys
            .retain(|key| key.columns.iter().all(|it| it != column));
        inside
            .checks
            .retain(|check| !mentions(&check.expression, column));
        if cascade {
            inside.policies.retain(|policy| {
                let mut texts = policy.using.iter().chain(&policy.check);
                !texts.any(|text| mentions(text, column))
            });
            relation.columns.retain(|it| {
                let made = it.column.generated.as_ref();
                !made.is_some_and(|made| mentions(&made.expression, column))
            });
        }
        self.state.sequences.retain(|it| {
            it.owner
                .as_ref()
                .is_none_or(|(owner, name)| owner != table || name != column)
        });
        for key in lost_keys {
            self.drop_references(table, &key);
        }
        for other in &mut self.state.relations {
            other.table.foreign_keys.retain(|key| {
                key.references != *table || key.referenced_columns.iter().all(|it| it != column)
            });
        }
    }

    /// The foreign keys that stood on a key which is gone, unless another one is as good.
    fn drop_references(&mut self, table: &Name, columns: &[String]) {
        let still = self
            .state
            .relation(table)
            .is_some_and(|it| it.is_key(columns));
        if still {
            return;
        }
        for other in &mut self.state.relations {
            other.table.foreign_keys.retain(|key| {
                key.references != *table
                    || key.referenced_columns.len() != columns.len()
                    || !columns.iter().all(|it| key.referenced_columns.contains(it))
            });
        }
    }

    pub fn drop_constraint(
        &mut self,
        table: &Name,
        name: &str,
        if_exists: bool,
        cascade: bool,
        node: &SyntaxNode,
    ) {
        let Some(relation) = self.state.relation(table) else {
            return;
        };
        let item = Item::member(Kind::Constraint, table, name);
        if !relation.has_constraint(name) {
            let is_open = relation.assumed || !relation.columns_known;
            if !if_exists && !is_open && !self.is_not_null_constraint(table, name) {
                self.missing(item, node);
            }
            return;
        }
        let key = self.key_columns(table, name);
        self.drops(item.clone());
        let mut tables = vec![table.clone()];
        tables.extend(self.descendants(table));
        for table in &tables {
            if let Some(relation) = self.state.relation_mut(table) {
                if relation.primary_key_is(name) {
                    relation.table.primary_key = None;
                }
                let inside = &mut relation.table;
                inside.indexes.retain(|index| {
                    index.constraint.is_none() || index.name.as_deref() != Some(name)
                });
                inside
                    .foreign_keys
                    .retain(|key| key.name.as_deref() != Some(name));
                inside
                    .checks
                    .retain(|check| check.name.as_deref() != Some(name));
            }
        }
        if let Some(columns) = key {
            let user = self.key_user(table, &columns);
            match user {
                Some(by) if !cascade => self.in_use(item, by, node),
                _ => self.drop_references(table, &columns),
            }
        }
    }

    /// `PostgreSQL` 18 names `NOT NULL` constraints; we keep only what they do.
    fn is_not_null_constraint(&mut self, table: &Name, name: &str) -> bool {
        let Some(relation) = self.state.relation_mut(table) else {
            return false;
        };
        let prefix = format!("{}_", table.name);
        let Some(column) = name
            .strip_prefix(&prefix)
            .and_then(|rest| rest.strip_suffix("_not_null"))
        else {
            return false;
        };
        match relation.column_mut(column) {
            Some(column) => {
                column.column.nullable = true;
                true
            }
            None => false,
        }
    }

    fn key_columns(&self, table: &Name, name: &str) -> Option<Vec<String>> {
        let relation = self.state.relation(table)?;
        if relation.primary_key_is(name) {
            return relation
                .table
                .primary_key
                .as_ref()
                .map(|key| key.columns.clone());
        }
        let index = relation.index(name)?;
        let columns = index.column_names()?;
        index
            .unique
            .then(|| columns.into_iter().map(str::to_owned).collect())
    }

    /// The foreign key that stands on a key that is gone, if no other key is as good.
    fn key_user(&self, table: &Name, columns: &[String]) -> Option<Item> {
        let relation = self.state.relation(table)?;
        if relation.is_key(columns) {
            return None;
        }
        self.state.relations.iter().find_map(|other| {
            let mut keys = other.table.foreign_keys.iter();
            let key = keys.find(|key| {
                key.references == *table
                    && key.referenced_columns.len() == columns.len()
                    && columns.iter().all(|it| key.referenced_columns.contains(it))
            })?;
            let name = key.name.as_deref().unwrap_or_default();
            Some(Item::member(Kind::Constraint, &other.table.name, name))
        })
    }

    pub fn drop_indexes(&mut self, statement: &ast::DropIndex) {
        let cascade = cascades(statement.drop_behavior().as_ref());
        for node in statement.index_refs() {
            let parts = parts(&node);
            let Some(name) = self.find_index(&parts) else {
                if statement.if_exists().is_none() {
                    let name = self.new_name(&parts);
                    self.missing(Item::new(Kind::Index, &name), node.syntax());
                }
                continue;
            };
            let Some(owner) = self.state.index_owner(&name) else {
                continue;
            };
            let table = self.state.relations[owner].table.name.clone();
            let item = Item::member(Kind::Index, &table, &name.name);
            if self.state.relations[owner].has_constraint(&name.name) {
                let by = Item::member(Kind::Constraint, &table, &name.name);
                self.in_use(item, by, node.syntax());
                continue;
            }
            let key = self.key_columns(&table, &name.name);
            self.drops(item.clone());
            let inside = &mut self.state.relations[owner].table;
            let gone = inside
                .indexes
                .iter()
                .position(|index| index.name.as_deref() == Some(&name.name))
                .map(|at| inside.indexes.remove(at));
            if let Some(gone) = gone {
                for child in self.descendants(&table) {
                    if let Some(relation) = self.state.relation_mut(&child) {
                        let twin = relation.table.indexes.iter().position(|it| {
                            it.columns == gone.columns && it.predicate == gone.predicate
                        });
                        twin.map(|at| relation.table.indexes.remove(at));
                    }
                }
            }
            if let Some(columns) = key {
                match self.key_user(&table, &columns) {
                    Some(by) if !cascade => self.in_use(item, by, node.syntax()),
                    _ => self.drop_references(&table, &columns),
                }
            }
        }
    }

    pub fn drop_types<N: AstNode>(
        &mut self,
        names: impl Iterator<Item = N>,
        if_exists: bool,
        cascade: bool,
    ) {
        for node in names {
            let parts = parts(&node);
            let Some((name, _)) = self.find_type(&parts) else {
                if !if_exists {
                    let name = self.new_name(&parts);
                    self.missing(Item::new(Kind::Type, &name), node.syntax());
                }
                continue;
            };
            self.drops(Item::new(Kind::Type, &name));
            let Some(at) = self.state.types.iter().position(|ty| ty.name == name) else {
                continue;
            };
            let ty = self.state.types.remove(at);
            let users = self.columns_of_type(&ty);
            let defaults = self.defaults_of_type(&ty);
            if let (false, Some((table, column))) = (cascade, defaults.first()) {
                let by = Item::member(Kind::Column, table, column);
                self.in_use(Item::new(Kind::Type, &name), by, node.syntax());
            }
            for (table, column) in defaults {
                if let Some(relation) = self.state.relation_mut(&table)
                    && let Some(column) = relation.column_mut(&column)
                {
                    column.column.default = None;
                    column.default_text = None;
                    column.default_type = None;
                }
            }
            if let (false, Some((table, column))) = (cascade, users.first()) {
                let by = Item::member(Kind::Column, table, column);
                self.in_use(Item::new(Kind::Type, &name), by, node.syntax());
                continue;
            }
            for (table, column) in users {
                self.drop_column(&table, &column, true);
            }
        }
    }

    /// Defaults that were written when their columns still had the type.
    fn defaults_of_type(&self, ty: &UserType) -> Vec<(Name, String)> {
        let relations = self.state.relations.iter();
        relations
            .flat_map(|relation| {
                let columns = relation.columns.iter();
                columns
                    .filter(|it| it.default_type.as_ref() == Some(&ty.name) && !it.has_type(ty))
                    .map(|it| (relation.table.name.clone(), it.column.name.clone()))
            })
            .collect()
    }

    pub fn columns_of_type(&self, ty: &UserType) -> Vec<(Name, String)> {
        self.state
            .relations
            .iter()
            .filter(|relation| relation.table.kind == TableKind::Table)
            .flat_map(|relation| {
                relation
                    .columns
                    .iter()
                    .filter(|column| column.has_type(ty))
                    .map(|column| (relation.table.name.clone(), column.column.name.clone()))
            })
            .collect()
    }
}
