//! Policies of row level security.

use squawk_syntax::ast::{self, AstNode};

use super::Replayer;
use super::syntax::{identifier, parts, text};
use crate::catalog::{Command, Policy};
use crate::sql::ddl::{Item, Kind};

impl Replayer<'_> {
    pub fn create_policy(&mut self, statement: &ast::CreatePolicy) {
        let (Some(node), Some(target)) = (
            statement.policy(),
            statement.on_table().and_then(|on| on.table_name_ref()),
        ) else {
            return;
        };
        let table = self.need_relation(&target);
        let name = identifier(&node);
        let place = Some(self.span(node.syntax()));
        let is_restrictive = statement
            .as_policy_type()
            .is_some_and(|kind| text(kind.syntax()).to_lowercase().contains("restrictive"));
        let command = match statement.policy_command().and_then(|it| it.command()) {
            Some(ast::PolicyCommandKind::PolicyCommandSelect(_)) => Command::Select,
            Some(ast::PolicyCommandKind::PolicyCommandInsert(_)) => Command::Insert,
            Some(ast::PolicyCommandKind::PolicyCommandUpdate(_)) => Command::Update,
            Some(ast::PolicyCommandKind::PolicyCommandDelete(_)) => Command::Delete,
            _ => Command::All,
        };
        let policy = Policy {
            name: name.clone(),
            permissive: !is_restrictive,
            command,
            roles: roles(statement.policy_roles()),
            using: using(statement.using_expr_clause()),
            check: check(statement.with_check_expr_clause()),
            place,
        };
        let item = Item::member(Kind::Policy, &table, &name);
        let Some(relation) = self.state.relation_mut(&table) else {
            return;
        };
        if relation.table.policies.iter().any(|it| it.name == name) {
            self.exists(item, node.syntax());
            return;
        }
        relation.table.policies.push(policy);
        self.creates(item);
    }

    pub fn alter_policy(&mut self, statement: &ast::AlterPolicy) {
        let (Some(node), Some(target)) = (
            statement.policy_ref(),
            statement.on_table().and_then(|on| on.table_name_ref()),
        ) else {
            return;
        };
        let table = self.need_relation(&target);
        let name = identifier(&node);
        let item = Item::member(Kind::Policy, &table, &name);
        let Some(relation) = self.state.relation_mut(&table) else {
            return;
        };
        let assumed = relation.assumed;
        let policies = &mut relation.table.policies;
        let Some(policy) = policies.iter_mut().find(|it| it.name == name) else {
            if !assumed {
                self.missing(item, node.syntax());
            }
            return;
        };
        match statement.action() {
            Some(ast::AlterPolicyAction::PolicyRenameTo(to)) => {
                if let Some(to) = to.policy() {
                    policy.name = identifier(&to);
                }
            }
            Some(ast::AlterPolicyAction::AlterPolicyTo(to)) => {
                if to.policy_roles().is_some() {
                    policy.roles = roles(to.policy_roles());
                }
                if to.using_expr_clause().is_some() {
                    policy.using = using(to.using_expr_clause());
                }
                if to.with_check_expr_clause().is_some() {
                    policy.check = check(to.with_check_expr_clause());
                }
            }
            None => {}
        }
        self.alters(item);
    }

    pub fn drop_policy(&mut self, statement: &ast::DropPolicy) {
        let (Some(node), Some(target)) = (
            statement.policy_ref(),
            statement.on_table().and_then(|on| on.table_name_ref()),
        ) else {
            return;
        };
        let if_exists = statement.if_exists().is_some();
        if if_exists && self.find_relation(&parts(&target)).is_none() {
            return;
        }
        let table = self.need_relation(&target);
        let name = identifier(&node);
        let item = Item::member(Kind::Policy, &table, &name);
        let Some(relation) = self.state.relation_mut(&table) else {
            return;
        };
        let assumed = relation.assumed;
        let before = relation.table.policies.len();
        relation.table.policies.retain(|policy| policy.name != name);
        if relation.table.policies.len() < before {
            self.drops(item);
        } else if !if_exists && !assumed {
            self.missing(item, node.syntax());
        }
    }
}

/// For everybody is no role at all.
fn roles(found: Option<ast::PolicyRoles>) -> Vec<String> {
    let roles: Vec<String> = found
        .and_then(|roles| roles.role_ref_list())
        .map(|list| {
            list.role_refs()
                .map(|role| {
                    let words = text(role.syntax());
                    if words.starts_with('"') {
                        words.trim_matches('"').replace("\"\"", "\"")
                    } else {
                        words.to_lowercase()
                    }
                })
                .collect()
        })
        .unwrap_or_default();
    if roles.iter().any(|role| role == "public") {
        return Vec::new();
    }
    roles
}

fn using(clause: Option<ast::UsingExprClause>) -> Option<String> {
    clause?.expr().map(|expr| text(expr.syntax()))
}

fn check(clause: Option<ast::WithCheckExprClause>) -> Option<String> {
    clause?.expr().map(|expr| text(expr.syntax()))
}
