//! `ALTER TABLE`: its actions in the order in which `PostgreSQL` takes them.

use squawk_syntax::SyntaxNode;
use squawk_syntax::ast::{self, AstNode};

use super::Replayer;
use super::constraint::{Constraints, name_of};
use super::syntax::{cascades, identifier, parts};
use crate::catalog::{Name, Object, Partition, TableKind};
use crate::sql::ddl::{Item, Kind};

impl Replayer<'_> {
    pub fn alter_table(&mut self, statement: &ast::AlterTable) {
        let target = statement
            .table_relation_name()
            .and_then(|name| name.table_name_ref());
        if let Some(target) = target {
            let if_exists = statement.if_exists().is_some();
            self.alter_relation(&target, if_exists, statement.actions());
        }
    }

    /// `ALTER TABLE` also takes views, sequences and indexes.
    pub fn alter_relation(
        &mut self,
        target: &impl AstNode,
        if_exists: bool,
        actions: impl Iterator<Item = ast::AlterTableAction>,
    ) {
        let target_parts = parts(target);
        let mut actions: Vec<_> = actions.collect();
        if self.find_relation(&target_parts).is_none() {
            if let Some(index) = self.find_index(&target_parts) {
                for action in &actions {
                    if let ast::AlterTableAction::TableRenameTo(to) = action
                        && let Some(to) = to.table_name()
                    {
                        let to = parts(&to).pop().unwrap_or_default();
                        self.rename_index(&index, &to, action.syntax());
                    }
                }
                return;
            }
            if let Some(sequence) = self.find_sequence(&target_parts) {
                for action in &actions {
                    if let ast::AlterTableAction::TableRenameTo(to) = action
                        && let Some(to) = to.table_name()
                    {
                        let to = parts(&to).pop().unwrap_or_default();
                        self.rename_sequence(&sequence, &to);
                    }
                }
                return;
            }
            if if_exists {
                return;
            }
        }
        let table = self.need_relation(target);
        self.alters(Item::new(self.kind_of(&table), &table));
        actions.sort_by_key(pass);
        let mut constraints = Constraints::default();
        for action in &actions {
            // Keys and foreign keys come after columns; all that are given at once
            // are made in the order of their kinds.
            self.alter_action(&table, action, &mut constraints);
        }
        self.constrain(&table, constraints);
    }

    fn alter_action(
        &mut self,
        table: &Name,
        action: &ast::AlterTableAction,
        constraints: &mut Constraints,
    ) {
        use ast::AlterTableAction as Action;
        match action {
            Action::AddColumn(add) => self.add_column(table, add, constraints),
            Action::DropColumn(drop) => {
                if let Some(column) = drop.column_name_ref() {
                    let cascade = cascades(drop.drop_behavior().as_ref());
                    let if_exists = drop.if_exists().is_some();
                    self.drop_column_at(table, &column, if_exists, cascade);
                }
            }
            Action::AlterColumn(alter) => self.alter_column(table, alter),
            Action::AddConstraint(add) => {
                if let Some(constraint) = add.constraint() {
                    if let ast::Constraint::ExcludeConstraint(found) = &constraint {
                        self.add_exclusion(table, found, name_of(&constraint));
                    }
                    self.not_null_constraint(table, &constraint);
                    constraints.of_table(self, &constraint);
                }
            }
            Action::DropConstraint(drop) => {
                if let Some(name) = drop.constraint_name_ref() {
                    let name_text = parts(&name).pop().unwrap_or_default();
                    let cascade = cascades(drop.drop_behavior().as_ref());
                    let if_exists = drop.if_exists().is_some();
                    self.drop_constraint(table, &name_text, if_exists, cascade, name.syntax());
                }
            }
            Action::TableRenameTo(to) => {
                if let Some(to) = to.table_name() {
                    let to = parts(&to).pop().unwrap_or_default();
                    self.rename_relation(table, &to, action.syntax());
                }
            }
            Action::RenameColumn(rename) => {
                if let (Some(from), Some(to)) = (rename.column_name_ref(), rename.column_name()) {
                    self.rename_column(table, &from, &identifier(&to));
                }
            }
            Action::RenameConstraint(rename) => {
                if let (Some(from), Some(to)) =
                    (rename.constraint_name_ref(), rename.constraint_name())
                {
                    self.rename_constraint(table, &from, &identifier(&to));
                }
            }
            Action::SetSchema(set) => {
                if let Some(schema) = set.schema_ref() {
                    self.move_relation(table, &identifier(&schema));
                }
            }
            Action::EnableRls(_) => self.row_security(table, |it| it.enabled = true),
            Action::DisableRls(_) => self.row_security(table, |it| it.enabled = false),
            Action::ForceRls(_) => self.row_security(table, |it| it.forced = true),
            Action::NoForceRls(_) => self.row_security(table, |it| it.forced = false),
            Action::AttachPartition(attach) => {
                if let Some(part) = attach.table_name_ref() {
                    let part = self.need_relation(&part);
                    self.inherit(&part, table);
                    if let Some(relation) = self.state.relation_mut(&part) {
                        relation.table.partition = Some(Partition::Of(table.clone()));
                    }
                    self.take_keys_of(&part, table);
                    self.alters(Item::new(Kind::Table, &part));
                }
            }
            Action::DetachPartition(detach) => {
                if let Some(part) = detach.table_name_ref() {
                    let part = self.need_relation(&part);
                    self.leave_parent(&part, table);
                }
            }
            Action::InheritTable(inherit) => {
                if let Some(parent) = inherit.table_name_ref() {
                    let parent = self.need_relation(&parent);
                    self.inherit(table, &parent);
                }
            }
            Action::NoInheritTable(leave) => {
                if let Some(parent) = leave.table_name_ref() {
                    let parent = self.need_relation(&parent);
                    self.leave_parent(table, &parent);
                }
            }
            Action::OfType(_)
            | Action::NotOf(_)
            | Action::MergePartitions(_)
            | Action::SplitPartition(_) => {
                let reason = "a rare form of `ALTER TABLE`";
                self.taint(Object::Table(table.clone()), reason, action.syntax());
            }
            // Triggers, rules, storage and ownership are not compared.
            _ => {}
        }
    }

    fn add_column(&mut self, table: &Name, add: &ast::AddColumn, constraints: &mut Constraints) {
        let Some(name) = add.column_name() else {
            return;
        };
        let column_name = identifier(&name);
        let item = Item::member(Kind::Column, table, &column_name);
        let is_there = self
            .state
            .relation(table)
            .is_some_and(|it| it.column(&column_name).is_some());
        if is_there {
            if add.if_not_exists().is_none() {
                self.exists(item, name.syntax());
            }
            return;
        }
        let ty = add.ty();
        let made = self.new_column(table, &name, ty.as_ref(), add.constraints(), constraints);
        self.creates(item);
        let children = self.descendants(table);
        if let Some(relation) = self.state.relation_mut(table) {
            relation.columns.push(made.clone());
        }
        for child in children {
            if let Some(relation) = self.state.relation_mut(&child)
                && relation.column(&column_name).is_none()
            {
                let mut copy = made.clone();
                copy.inherited = true;
                relation.columns.push(copy);
            }
        }
    }

    /// The tables that inherit from one, at any depth.
    pub fn descendants(&self, table: &Name) -> Vec<Name> {
        let mut found: Vec<Name> = Vec::new();
        let mut open = vec![table.clone()];
        while let Some(parent) = open.pop() {
            for child in self.state.children(&parent) {
                if !found.contains(&child) && child != *table {
                    open.push(child.clone());
                    found.push(child);
                }
            }
        }
        found
    }

    fn leave_parent(&mut self, child: &Name, parent: &Name) {
        if let Some(relation) = self.state.relation_mut(child) {
            relation.parents.retain(|name| name != parent);
            relation.table.partition = relation.partitioned_by.clone().map(Partition::By);
            for column in &mut relation.columns {
                column.inherited = false;
            }
        }
    }

    fn row_security(
        &mut self,
        table: &Name,
        change: impl FnOnce(&mut crate::catalog::RowSecurity),
    ) {
        if let Some(relation) = self.state.relation_mut(table) {
            change(&mut relation.table.row_security);
        }
    }

    /// `ALTER VIEW` and `ALTER MATERIALIZED VIEW` in the words of `ALTER TABLE`.
    pub fn alter_view(&mut self, view: &ast::ViewRef, if_exists: bool, change: &ViewChange) {
        let parts = parts(view);
        let Some(name) = self.find_relation(&parts) else {
            if !if_exists {
                let name = self.new_name(&parts);
                self.missing(Item::new(Kind::View, &name), view.syntax());
            }
            return;
        };
        let is_view = self
            .state
            .relation(&name)
            .is_some_and(|it| it.table.kind != TableKind::Table);
        let kind = if is_view { Kind::View } else { Kind::Table };
        self.alters(Item::new(kind, &name));
        match change {
            ViewChange::Rename(to, node) => self.rename_relation(&name, to, node),
            ViewChange::Move(schema) => self.move_relation(&name, schema),
        }
    }
}

/// What can happen to a view that the catalog shows.
pub enum ViewChange {
    Rename(String, SyntaxNode),
    Move(String),
}

/// `PostgreSQL` takes drops first, then types, new columns, their attributes, and
/// constraints at last.
fn pass(action: &ast::AlterTableAction) -> u8 {
    use ast::{AlterColumnOption, AlterTableAction as Action};
    match action {
        Action::DropColumn(_) | Action::DropConstraint(_) => 0,
        Action::AlterColumn(alter) => match alter.option() {
            Some(
                AlterColumnOption::DropDefault(_)
                | AlterColumnOption::DropNotNull(_)
                | AlterColumnOption::DropExpression(_)
                | AlterColumnOption::DropIdentity(_),
            ) => 0,
            Some(AlterColumnOption::SetType(_)) => 1,
            _ => 3,
        },
        Action::AddColumn(_) => 2,
        Action::AddConstraint(_) => 4,
        _ => 5,
    }
}
