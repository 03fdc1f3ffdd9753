//! Which statement is what. Those that change nothing that a catalog shows are
//! named one by one, so that a new kind is not passed over unseen.

use squawk_syntax::ast::{self, AstNode, Stmt};

use super::Replayer;
use super::syntax::{cascades, text};
use crate::catalog::Object;
use crate::sql::ddl::Kind;

impl Replayer<'_> {
    pub fn statement(&mut self, statement: &Stmt) {
        match statement {
            Stmt::CreateTable(it) => self.create_table(it),
            Stmt::CreateTableAs(it) => self.create_table_as(it),
            Stmt::CreateForeignTable(it) => {
                if let Some(table) = ast::CreateTable::cast(it.syntax().clone()) {
                    self.create_table(&table);
                } else {
                    let words = text(it.syntax());
                    self.taint_known(&words, "a foreign table", it.syntax());
                }
            }
            Stmt::AlterTable(it) => self.alter_table(it),
            Stmt::AlterForeignTable(it) => {
                let target = it.table_relation_name().and_then(|it| it.table_name_ref());
                if let Some(target) = target {
                    let if_exists = it.if_exists().is_some();
                    self.alter_relation(&target, if_exists, it.actions());
                }
            }
            Stmt::DropTable(it) => self.drop_relations(
                Kind::Table,
                it.table_name_refs(),
                it.if_exists().is_some(),
                cascades(it.drop_behavior().as_ref()),
            ),
            Stmt::DropForeignTable(it) => self.drop_relations(
                Kind::Table,
                it.table_name_refs(),
                it.if_exists().is_some(),
                cascades(it.drop_behavior().as_ref()),
            ),
            Stmt::CreateIndex(it) => self.create_index(it),
            Stmt::AlterIndex(it) => self.alter_index(it),
            Stmt::DropIndex(it) => self.drop_indexes(it),
            Stmt::CreateType(it) => self.create_type(it),
            Stmt::AlterType(it) => self.alter_type(it),
            Stmt::DropType(it) => {
                self.drop_types(
                    it.type_name_refs(),
                    it.if_exists().is_some(),
                    cascades(it.drop_behavior().as_ref()),
                );
            }
            Stmt::CreateDomain(it) => self.create_domain(it),
            Stmt::AlterDomain(it) => self.alter_domain(it),
            Stmt::DropDomain(it) => {
                self.drop_types(
                    it.domain_refs(),
                    it.if_exists().is_some(),
                    cascades(it.drop_behavior().as_ref()),
                );
            }
            Stmt::CreateSequence(it) => self.create_sequence(it),
            Stmt::AlterSequence(it) => self.alter_sequence(it),
            Stmt::DropSequence(it) => self.drop_sequences(it),
            Stmt::CreateView(it) => self.create_view(it),
            Stmt::AlterView(it) => self.alter_view_statement(it),
            Stmt::DropView(it) => self.drop_relations(
                Kind::View,
                it.view_refs(),
                it.if_exists().is_some(),
                cascades(it.drop_behavior().as_ref()),
            ),
            Stmt::CreateMaterializedView(it) => self.create_materialized_view(it),
            Stmt::AlterMaterializedView(it) => self.alter_materialized_view(it),
            Stmt::DropMaterializedView(it) => self.drop_relations(
                Kind::View,
                it.view_refs(),
                it.if_exists().is_some(),
                cascades(it.drop_behavior().as_ref()),
            ),
            Stmt::CreateSchema(it) => self.create_schema(it),
            Stmt::AlterSchema(it) => self.alter_schema(it),
            Stmt::DropSchema(it) => self.drop_schemas(it),
            Stmt::CreateExtension(it) => self.create_extension(it),
            Stmt::DropExtension(it) => self.drop_extensions(it),
            Stmt::CreatePolicy(it) => self.create_policy(it),
            Stmt::AlterPolicy(it) => self.alter_policy(it),
            Stmt::DropPolicy(it) => self.drop_policy(it),
            Stmt::Set(it) => self.set(it),
            other => self.rest(other),
        }
    }

    fn rest(&mut self, statement: &Stmt) {
        match statement {
            Stmt::Do(it) => self.block(it),
            Stmt::CreateFunction(it) => self.create_function(it),
            Stmt::CreateProcedure(it) => self.create_procedure(it),
            Stmt::CreateTrigger(it) => self.create_trigger(it),
            Stmt::SelectInto(it) => {
                self.select_into(it);
                self.data(statement.syntax());
            }
            Stmt::Select(_)
            | Stmt::CompoundSelect(_)
            | Stmt::ParenSelect(_)
            | Stmt::Values(_)
            | Stmt::Call(_)
            | Stmt::Insert(_)
            | Stmt::Update(_)
            | Stmt::Delete(_)
            | Stmt::Merge(_)
            | Stmt::Truncate(_)
            | Stmt::Copy(_)
            | Stmt::CommentOn(_) => self.data(statement.syntax()),
            Stmt::Commit(_) => self.end_of_local_path(),
            Stmt::Rollback(_) => {
                let reason = "a transaction that is rolled back";
                self.taint(Object::Database, reason, statement.syntax());
            }
            Stmt::ImportForeignSchema(_)
            | Stmt::DropOwned(_)
            | Stmt::AlterPropertyGraph(_)
            | Stmt::CreatePropertyGraph(_)
            | Stmt::Execute(_) => {
                let words: Vec<String> = text(statement.syntax())
                    .split_whitespace()
                    .take(3)
                    .map(str::to_owned)
                    .collect();
                let reason = format!("`{}`", words.join(" "));
                self.taint(Object::Database, reason, statement.syntax());
            }
            Stmt::Reset(it) => {
                let words = text(it.syntax()).to_lowercase();
                if words.contains("search_path") || words.contains("all") {
                    self.reset_search_path();
                }
            }
            // Roles, rights, functions, triggers, rules, statistics, transactions,
            // settings, maintenance and the objects around full-text search,
            // operators, casts, publications and servers: no part of a catalog.
            _ => {}
        }
    }
}
