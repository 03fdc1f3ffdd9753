//! Views: that they are there, and what they read.

use squawk_syntax::SyntaxNode;
use squawk_syntax::ast::{self, AstNode};

use super::Replayer;
use super::alter_table::ViewChange;
use super::state::Relation;
use super::syntax::{identifier, parts, relations_in, text};
use crate::catalog::{Name, TableKind};
use crate::sql::ddl::{Item, Kind};

impl Replayer<'_> {
    pub fn create_view(&mut self, statement: &ast::CreateView) {
        let (Some(node), Some(query)) = (statement.view(), statement.query()) else {
            return;
        };
        if matches!(statement.persistence(), Some(ast::Persistence::Temp(_))) {
            return;
        }
        let replaces = statement.or_replace().is_some();
        self.add_view(&node, TableKind::View, query.syntax(), replaces, false);
    }

    pub fn create_materialized_view(&mut self, statement: &ast::CreateMaterializedView) {
        let (Some(node), Some(query)) = (statement.view(), statement.query()) else {
            return;
        };
        let if_not_exists = statement.if_not_exists().is_some();
        let kind = TableKind::MaterializedView;
        self.add_view(&node, kind, query.syntax(), false, if_not_exists);
    }

    fn add_view(
        &mut self,
        node: &ast::View,
        kind: TableKind,
        query: &SyntaxNode,
        replaces: bool,
        if_not_exists: bool,
    ) {
        let name = self.name_to_create(node);
        let reads = self.reads(query, &name);
        let definition = text(query);
        let is_view = self
            .state
            .relation(&name)
            .is_some_and(|it| !it.assumed && it.table.kind == TableKind::View);
        if replaces && is_view {
            self.alters(Item::new(Kind::View, &name));
            if let Some(relation) = self.state.relation_mut(&name) {
                relation.table.definition = Some(definition);
                relation.reads = reads;
            }
            return;
        }
        if self.state.is_relation(&name) {
            if !if_not_exists {
                self.exists(Item::new(Kind::View, &name), node.syntax());
            }
            return;
        }
        let mut relation = Relation::new(name.clone(), kind, Some(self.span(node.syntax())));
        relation.table.definition = Some(definition);
        relation.reads = reads;
        self.state
            .relations
            .retain(|it| !(it.assumed && it.table.name == name));
        self.state.relations.push(relation.into());
        self.creates(Item::new(Kind::View, &name));
    }

    /// The relations that a query reads; those that are not there are problems.
    /// A recursive view reads itself.
    fn reads(&mut self, query: &SyntaxNode, own: &Name) -> Vec<Name> {
        let mut reads = Vec::new();
        for parts in relations_in(query) {
            if let Some(name) = self.find_relation(&parts) {
                self.uses(&Item::new(self.kind_of(&name), &name));
                reads.push(name);
            } else {
                let name = self.new_name(&parts);
                let is_of_system = name == *own
                    || name.name.starts_with("pg_")
                    || matches!(
                        name.schema.as_deref(),
                        Some("pg_catalog" | "information_schema" | "cron" | "extensions" | "auth")
                    );
                if !is_of_system && self.state.sequence(&name).is_none() {
                    self.missing(Item::new(Kind::Table, &name), query);
                }
            }
        }
        reads
    }

    pub fn alter_view_statement(&mut self, statement: &ast::AlterView) {
        let Some(view) = statement.view_ref() else {
            return;
        };
        let change = match statement.action() {
            Some(ast::AlterViewAction::ViewRenameTo(to)) => to
                .view()
                .and_then(|to| parts(&to).pop())
                .map(|to| ViewChange::Rename(to, statement.syntax().clone())),
            Some(ast::AlterViewAction::SetSchema(set)) => {
                let schema = set.schema_ref();
                schema.map(|schema| ViewChange::Move(identifier(&schema)))
            }
            _ => None,
        };
        if let Some(change) = change {
            self.alter_view(&view, statement.if_exists().is_some(), &change);
        }
    }

    pub fn alter_materialized_view(&mut self, statement: &ast::AlterMaterializedView) {
        use ast::AlterMaterializedViewAction as Action;
        let Some(view) = statement.view_ref() else {
            return;
        };
        for action in statement.action() {
            let change = match action {
                Action::ViewRenameTo(to) => to
                    .view()
                    .and_then(|to| parts(&to).pop())
                    .map(|to| ViewChange::Rename(to, statement.syntax().clone())),
                Action::SetSchema(set) => {
                    let schema = set.schema_ref();
                    schema.map(|schema| ViewChange::Move(identifier(&schema)))
                }
                _ => None,
            };
            if let Some(change) = change {
                self.alter_view(&view, statement.if_exists().is_some(), &change);
            }
        }
    }
}
