//! Statements that change rows, not the schema: the tables that they need, and
//! the functions that they call.

use squawk_syntax::ast::{self, AstNode};
use squawk_syntax::{SyntaxKind, SyntaxNode};

use super::Replayer;
use super::state::Function;
use super::syntax::{identifier, parts, relations_in, text};
use crate::catalog::Object;
use crate::sql::ddl::{Item, Kind};

impl Replayer<'_> {
    /// `SELECT`, `INSERT`, `CREATE TRIGGER …`: what they name has to be there.
    pub fn data(&mut self, node: &SyntaxNode) {
        self.tables_of(node);
        self.columns_of(node);
        self.calls_of(node);
    }

    /// The columns that an `INSERT` or an `UPDATE` writes to.
    fn columns_of(&mut self, node: &SyntaxNode) {
        let targets: Vec<_> = node
            .descendants()
            .filter_map(ast::ColumnTarget::cast)
            .collect();
        for target in targets {
            let table = target.syntax().ancestors().find_map(|above| {
                if let Some(insert) = ast::Insert::cast(above.clone()) {
                    return Some(insert.relation_name_ref());
                }
                if above.kind() == SyntaxKind::MERGE {
                    return Some(None);
                }
                ast::Update::cast(above).map(|update| update.relation_name()?.relation_name_ref())
            });
            let found = table
                .flatten()
                .and_then(|name| self.find_relation(&parts(&name)));
            if let (Some(table), Some(column)) = (found, target.name()) {
                self.need_column(&table, &identifier(&column), &column);
            }
        }
    }

    fn tables_of(&mut self, node: &SyntaxNode) {
        let comments_on_table = matches!(node.kind(), SyntaxKind::COMMENT_ON);
        let read = relations_in(node);
        let targets = node
            .descendants()
            .filter(|it| !comments_on_table && it.kind() == SyntaxKind::TABLE_NAME_REF)
            .filter_map(ast::TableNameRef::cast)
            .filter_map(|name| name.path_ref())
            .map(|name| parts(&name));
        let targets: Vec<_> = targets.collect();
        for parts in read.into_iter().chain(targets) {
            let name = self.new_name(&parts);
            let is_of_system = name.name.starts_with("pg_")
                || name.name == "_prisma_migrations"
                || matches!(
                    name.schema.as_deref(),
                    Some("pg_catalog" | "information_schema")
                );
            match self.find_relation(&parts) {
                Some(name) => self.uses(&Item::new(self.kind_of(&name), &name)),
                None if is_of_system || self.find_sequence(&parts).is_some() => {}
                None => self.missing(Item::new(Kind::Table, &name), node),
            }
        }
    }

    /// A function of the scripts' own that changes the schema, when it is called.
    fn calls_of(&mut self, node: &SyntaxNode) {
        for call in node.descendants().filter_map(ast::CallExpr::cast) {
            let Some(function) = call.expr() else {
                continue;
            };
            let name = text(function.syntax()).to_lowercase();
            if name.ends_with("set_config") {
                self.set_config(&call);
                continue;
            }
            let bare = name
                .rsplit('.')
                .next()
                .unwrap_or_default()
                .trim_matches('"');
            let changes = self
                .state
                .functions
                .iter()
                .any(|it| it.changes_schema && it.name.name == bare);
            if changes && node.kind() != SyntaxKind::CREATE_TRIGGER {
                let reason = format!("a call of `{bare}`, which may change the schema");
                self.taint(Object::Database, reason, node);
            }
        }
    }

    pub fn create_function(&mut self, statement: &ast::CreateFunction) {
        if let Some(name) = statement.name() {
            let name = self.new_name(&parts(&name));
            self.creates(Item::new(Kind::Function, &name));
            self.keep_function(name, statement.syntax());
        }
    }

    pub fn create_procedure(&mut self, statement: &ast::CreateProcedure) {
        let path = statement.syntax().descendants().find_map(ast::Path::cast);
        if let Some(path) = path {
            let name = self.new_name(&parts(&path));
            self.keep_function(name, statement.syntax());
        }
    }

    fn keep_function(&mut self, name: crate::catalog::Name, node: &SyntaxNode) {
        let words = text(node).to_lowercase();
        let body = words
            .split_once(" as ")
            .map_or(words.as_str(), |(_, body)| body);
        let changes_schema = super::block::may_change_schema(body);
        self.state.functions.retain(|it| it.name != name);
        self.state.functions.push(Function {
            name,
            changes_schema,
        });
    }
}
