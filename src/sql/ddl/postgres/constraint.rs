//! Keys, uniques, checks, exclusions and foreign keys: collected from a
//! statement, then made in the order in which `PostgreSQL` makes them, so that
//! the names that it chooses come out the same.

use squawk_syntax::SyntaxNode;
use squawk_syntax::ast::{self, AstNode};

use super::Replayer;
use super::names::addition;
use super::syntax::{identifier, names_in, text};
use crate::catalog::{Action, Check, Constraint, ForeignKey, Index, IndexColumn, Name, PrimaryKey};
use crate::diagnostic::Span;
use crate::sql::ddl::{Item, Kind};

/// The constraints of one statement.
#[derive(Default)]
pub struct Constraints {
    pub keys: Vec<Key>,
    pub checks: Vec<NewCheck>,
    pub foreign_keys: Vec<NewForeignKey>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeyKind {
    Primary,
    Unique,
}

/// A primary key, or a unique constraint.
pub struct Key {
    pub kind: KeyKind,
    pub name: Option<String>,
    pub columns: Vec<String>,
    pub index: Index,
    pub using: Option<ast::UsingIndexName>,
    pub node: SyntaxNode,
}

pub struct NewCheck {
    pub name: Option<String>,
    pub expression: String,
    /// The names that its expression has, each once.
    pub names: Vec<String>,
    pub node: SyntaxNode,
}

pub struct NewForeignKey {
    pub name: Option<String>,
    pub columns: Vec<String>,
    pub table: Option<ast::TableNameRef>,
    pub referenced: Vec<String>,
    pub on_delete: Action,
    pub on_update: Action,
    pub node: SyntaxNode,
}

impl Constraints {
    /// Takes a constraint that stands at a column.
    pub fn of_column(&mut self, replayer: &Replayer<'_>, column: &str, found: &ast::Constraint) {
        let place = Some(replayer.span(found.syntax()));
        match found {
            ast::Constraint::PrimaryKeyConstraint(key) => {
                let parameters = key.index_parameters();
                self.key(
                    found,
                    KeyKind::Primary,
                    vec![column.to_owned()],
                    parameters,
                    None,
                    place,
                );
            }
            ast::Constraint::UniqueConstraint(key) => {
                let parameters = key.index_parameters();
                self.key(
                    found,
                    KeyKind::Unique,
                    vec![column.to_owned()],
                    parameters,
                    None,
                    place,
                );
            }
            ast::Constraint::ReferencesConstraint(key) => {
                let actions = key.referential_actions();
                let (on_delete, on_update) = referential(actions);
                self.foreign_keys.push(NewForeignKey {
                    name: name_of(found),
                    columns: vec![column.to_owned()],
                    table: key.table(),
                    referenced: key.column().iter().map(identifier).collect(),
                    on_delete,
                    on_update,
                    node: found.syntax().clone(),
                });
            }
            other => self.of_table(replayer, other),
        }
    }

    /// Takes a constraint that stands by itself.
    pub fn of_table(&mut self, replayer: &Replayer<'_>, found: &ast::Constraint) {
        let place = Some(replayer.span(found.syntax()));
        match found {
            ast::Constraint::PrimaryKeyConstraint(key) => {
                let parameters = key.index_parameters();
                let columns = columns_of(parameters.as_ref());
                self.key(
                    found,
                    KeyKind::Primary,
                    columns,
                    parameters,
                    key.using_index(),
                    place,
                );
            }
            ast::Constraint::UniqueConstraint(key) => {
                let parameters = key.index_parameters();
                let columns = columns_of(parameters.as_ref());
                self.key(
                    found,
                    KeyKind::Unique,
                    columns,
                    parameters,
                    key.using_index(),
                    place,
                );
            }
            ast::Constraint::CheckConstraint(check) => {
                if let Some(expr) = check.expr() {
                    let mut names: Vec<String> =
                        names_in(expr.syntax()).map(|(name, _)| name).collect();
                    names.sort();
                    names.dedup();
                    self.checks.push(NewCheck {
                        name: name_of(found),
                        expression: text(expr.syntax()),
                        names,
                        node: found.syntax().clone(),
                    });
                }
            }
            ast::Constraint::ForeignKeyConstraint(key) => {
                let columns = |list: Option<ast::ForeignKeyColumnList>| {
                    list.map(|list| list.column_name_refs().map(|it| identifier(&it)).collect())
                        .unwrap_or_default()
                };
                let (on_delete, on_update) = referential(key.referential_actions());
                self.foreign_keys.push(NewForeignKey {
                    name: name_of(found),
                    columns: columns(key.from_columns()),
                    table: key.table_name_ref(),
                    referenced: columns(key.to_columns()),
                    on_delete,
                    on_update,
                    node: found.syntax().clone(),
                });
            }
            _ => {}
        }
    }

    fn key(
        &mut self,
        found: &ast::Constraint,
        kind: KeyKind,
        columns: Vec<String>,
        parameters: Option<ast::IndexParameters>,
        using: Option<ast::UsingIndexName>,
        place: Option<Span>,
    ) {
        let plain = columns
            .iter()
            .map(|name| IndexColumn::plain(name))
            .collect();
        let mut index = Index::on(None, plain);
        index.unique = true;
        index.constraint = (kind == KeyKind::Unique).then_some(Constraint::Unique);
        index.place = place;
        if let Some(parameters) = parameters {
            index.nulls_not_distinct = matches!(
                parameters.nulls_distinct_option(),
                Some(ast::NullsDistinctOption::NullsNotDistinct(_))
            );
            index.include = included(parameters.constraint_include_clause());
            index.parameters = super::index::parameters(parameters.with_params());
        }
        self.keys.push(Key {
            kind,
            name: name_of(found),
            columns,
            index,
            using,
            node: found.syntax().clone(),
        });
    }
}

fn columns_of(parameters: Option<&ast::IndexParameters>) -> Vec<String> {
    parameters
        .and_then(ast::IndexParameters::column_list)
        .map(|list| list.column_name_refs().map(|it| identifier(&it)).collect())
        .unwrap_or_default()
}

pub fn included(clause: Option<ast::ConstraintIncludeClause>) -> Vec<String> {
    clause
        .and_then(|clause| clause.column_ref_list())
        .map(|list| list.column_name_refs().map(|it| identifier(&it)).collect())
        .unwrap_or_default()
}

pub fn name_of(constraint: &ast::Constraint) -> Option<String> {
    constraint.constraint_name().map(|name| identifier(&name))
}

fn referential(actions: ast::AstChildren<ast::ReferentialAction>) -> (Action, Action) {
    let action = |found: Option<ast::RefAction>| match found {
        Some(ast::RefAction::Restrict(_)) => Action::Restrict,
        Some(ast::RefAction::Cascade(_)) => Action::Cascade,
        Some(ast::RefAction::SetNullColumns(_)) => Action::SetNull,
        Some(ast::RefAction::SetDefaultColumns(_)) => Action::SetDefault,
        Some(ast::RefAction::NoAction(_)) | None => Action::NoAction,
    };
    let (mut on_delete, mut on_update) = (Action::NoAction, Action::NoAction);
    for found in actions {
        match found {
            ast::ReferentialAction::OnDeleteAction(it) => on_delete = action(it.ref_action()),
            ast::ReferentialAction::OnUpdateAction(it) => on_update = action(it.ref_action()),
        }
    }
    (on_delete, on_update)
}

impl Replayer<'_> {
    /// Makes the constraints: checks, then keys with the primary one first, then
    /// foreign keys.
    pub fn constrain(&mut self, table: &Name, constraints: Constraints) {
        let Constraints {
            mut keys,
            checks,
            foreign_keys,
        } = constraints;
        for check in checks {
            self.add_check(table, check);
        }
        keys.sort_by_key(|key| key.kind != KeyKind::Primary);
        let mut made: Vec<Key> = Vec::new();
        for key in keys {
            // The same key twice is made once; the name is the one that is given.
            let twin = made.iter_mut().find(|twin| {
                twin.columns == key.columns
                    && twin.index.include == key.index.include
                    && twin.index.nulls_not_distinct == key.index.nulls_not_distinct
                    && key.using.is_none()
                    && twin.using.is_none()
            });
            match twin {
                Some(twin) => twin.name = twin.name.take().or(key.name),
                None => made.push(key),
            }
        }
        for key in made {
            self.add_key(table, key);
        }
        for key in foreign_keys {
            self.add_foreign_key(table, key);
        }
    }

    fn add_check(&mut self, table: &Name, check: NewCheck) {
        let Some(relation) = self.state.relation(table) else {
            return;
        };
        let mut own = check
            .names
            .iter()
            .filter(|name| relation.column(name).is_some());
        let only = match (own.next(), own.next()) {
            (Some(column), None) => Some(column.as_str()),
            _ => None,
        };
        let name = match check.name {
            Some(name) => name,
            None => self.state.choose_constraint_name(table, only, "check", &[]),
        };
        if relation.has_constraint(&name) {
            let item = Item::member(Kind::Constraint, table, &name);
            self.exists(item, &check.node);
            return;
        }
        let place = Some(self.span(&check.node));
        let children = self.state.children(table);
        self.creates(Item::member(Kind::Constraint, table, &name));
        for owner in std::iter::once(table).chain(&children) {
            if let Some(relation) = self.state.relation_mut(owner) {
                relation.table.checks.push(Check {
                    name: Some(name.clone()),
                    expression: check.expression.clone(),
                    place,
                });
            }
        }
    }

    fn add_key(&mut self, table: &Name, key: Key) {
        let Key {
            kind,
            name,
            columns,
            mut index,
            using,
            node,
        } = key;
        if let Some(using) = using {
            self.key_from_index(table, kind, name, &using);
            return;
        }
        for column in &columns {
            self.column_of_key(table, column, &node);
        }
        let children = self.state.children(table);
        let label = if kind == KeyKind::Primary {
            "pkey"
        } else {
            "key"
        };
        let second = addition(columns.iter().map(String::as_str));
        let second = (kind == KeyKind::Unique).then_some(second.as_str());
        let name = match name {
            Some(name) => name,
            None => self.state.choose_relation_name(table, second, label, true),
        };
        let is_taken = self.state.is_relation(&Name {
            schema: table.schema.clone(),
            name: name.clone(),
        });
        let Some(relation) = self.state.relation_mut(table) else {
            return;
        };
        let item = Item::member(Kind::Constraint, table, &name);
        if is_taken
            || relation.has_constraint(&name)
            || kind == KeyKind::Primary && relation.table.primary_key.is_some()
        {
            self.exists(item, &node);
            return;
        }
        match kind {
            KeyKind::Primary => {
                for column in &columns {
                    if let Some(column) = relation.column_mut(column) {
                        column.column.nullable = false;
                    }
                }
                relation.table.primary_key = Some(PrimaryKey {
                    method: None,
                    name: Some(name),
                    columns: columns.clone(),
                    place: index.place,
                });
            }
            KeyKind::Unique => {
                index.name = Some(name);
                relation.table.indexes.push(index.clone());
            }
        }
        self.creates(item);
        for child in self.partitions_among(&children) {
            self.add_key(
                &child,
                Key {
                    kind,
                    name: None,
                    columns: columns.clone(),
                    index: index.clone(),
                    using: None,
                    node: node.clone(),
                },
            );
        }
    }

    fn column_of_key(&mut self, table: &Name, column: &str, node: &SyntaxNode) {
        let is_missing = self
            .state
            .relation(table)
            .is_some_and(|it| it.columns_known && it.column(column).is_none());
        if is_missing {
            self.missing(Item::member(Kind::Column, table, column), node);
        }
    }

    /// `ADD CONSTRAINT users_pkey PRIMARY KEY USING INDEX users_id_idx`
    fn key_from_index(
        &mut self,
        table: &Name,
        kind: KeyKind,
        name: Option<String>,
        using: &ast::UsingIndexName,
    ) {
        let Some(index_ref) = using.index_ref() else {
            return;
        };
        let index_name = super::syntax::parts(&index_ref).pop().unwrap_or_default();
        let Some(relation) = self.state.relation_mut(table) else {
            return;
        };
        let position = relation
            .table
            .indexes
            .iter()
            .position(|index| index.name.as_deref() == Some(&index_name));
        let Some(position) = position else {
            self.missing(
                Item::member(Kind::Index, table, &index_name),
                index_ref.syntax(),
            );
            return;
        };
        let name = name.unwrap_or(index_name);
        match kind {
            KeyKind::Primary => {
                let index = relation.table.indexes.remove(position);
                let columns: Vec<String> = index
                    .column_names()
                    .unwrap_or_default()
                    .into_iter()
                    .map(str::to_owned)
                    .collect();
                for column in &columns {
                    if let Some(column) = relation.column_mut(column) {
                        column.column.nullable = false;
                    }
                }
                relation.table.primary_key = Some(PrimaryKey {
                    method: None,
                    name: Some(name.clone()),
                    columns,
                    place: index.place,
                });
            }
            KeyKind::Unique => {
                let index = &mut relation.table.indexes[position];
                index.name = Some(name.clone());
                index.constraint = Some(Constraint::Unique);
            }
        }
        self.creates(Item::member(Kind::Constraint, table, &name));
    }

    fn add_foreign_key(&mut self, table: &Name, key: NewForeignKey) {
        for column in &key.columns {
            self.column_of_key(table, column, &key.node);
        }
        let Some(target) = &key.table else {
            return;
        };
        let references = self.need_relation(target);
        let mut targets = key.referenced;
        if let Some(relation) = self.state.relation(&references) {
            if targets.is_empty()
                && let Some(primary) = &relation.table.primary_key
            {
                targets.clone_from(&primary.columns);
            }
            if relation.columns_known && !relation.is_key(&targets) {
                let what = format!("a unique key on ({})", targets.join(", "));
                let item = Item::member(Kind::Constraint, &references, &what);
                self.missing(item, &key.node);
            }
        }
        let second = addition(key.columns.iter().map(String::as_str));
        let name = match key.name {
            Some(name) => name,
            None => self
                .state
                .choose_constraint_name(table, Some(&second), "fkey", &[]),
        };
        let item = Item::member(Kind::Constraint, table, &name);
        for (column, referenced) in key.columns.iter().zip(&targets) {
            self.compare_types(&item, (table, column), (&references, referenced), &key.node);
        }
        let is_taken = |replayer: &Self| {
            let relation = replayer.state.relation(table);
            relation.is_some_and(|it| it.has_constraint(&name))
        };
        if is_taken(self) {
            self.exists(item, &key.node);
            return;
        }
        self.creates(item);
        let place = Some(self.span(&key.node));
        let made = ForeignKey {
            name: Some(name),
            columns: key.columns,
            references,
            referenced_columns: targets,
            on_delete: key.on_delete,
            on_update: key.on_update,
            place,
        };
        self.push_foreign_key(table, &made);
    }

    /// A foreign key of a partitioned table is one of each partition, too.
    pub fn push_foreign_key(&mut self, table: &Name, key: &ForeignKey) {
        if let Some(relation) = self.state.relation_mut(table) {
            relation.table.foreign_keys.push(key.clone());
        }
        let children = self.state.children(table);
        for child in self.partitions_among(&children) {
            self.push_foreign_key(&child, key);
        }
    }
}
