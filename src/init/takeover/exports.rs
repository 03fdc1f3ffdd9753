//! The tables and enums that a hand-kept Drizzle schema exports, read without
//! running it.

use std::collections::HashMap;

use oxc_allocator::Allocator;
use oxc_ast::ast::{
    ArrowFunctionBody, BindingPattern, CallExpression, Declaration, Expression,
    ImportDeclarationSpecifier, Program, Statement, VariableDeclaration,
};
use oxc_parser::Parser;
use oxc_span::SourceType;

use crate::catalog::Name;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A view, too.
    Table,
    Enum,
}

/// `export const users = pgTable("app_users", …)`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Export {
    /// `users`
    pub name: String,
    pub kind: Kind,
    /// `pgSchema("auth")`
    pub schema: Option<String>,
    /// `app_users`
    pub database_name: String,
}

impl Export {
    /// Whether it is the table or the enum of this name in the database.
    pub fn is(&self, kind: Kind, name: &Name) -> bool {
        let schema = self.schema.as_deref().filter(|schema| *schema != "public");
        let wanted = name.schema.as_deref().filter(|schema| *schema != "public");
        self.kind == kind && self.database_name == name.name && schema == wanted
    }
}

/// What the text exports, in its order. A text that is not valid exports
/// nothing.
pub fn exports(text: &str) -> Vec<Export> {
    let arena = Allocator::default();
    let parsed = Parser::new(&arena, text, SourceType::ts()).parse();
    if !parsed.diagnostics.is_empty() {
        return Vec::new();
    }
    Module::of(&parsed.program).exports()
}

/// A module by its constants.
struct Module<'p, 'a> {
    /// From the local name to the name in `drizzle-orm`; `*` is all of it.
    imports: HashMap<&'p str, &'p str>,
    /// In order, with the name under which each is exported.
    constants: Vec<(&'p str, &'p Expression<'a>)>,
    /// From the local name to the exported one.
    exported: Vec<(&'p str, &'p str)>,
}

impl<'p, 'a> Module<'p, 'a> {
    fn of(program: &'p Program<'a>) -> Self {
        let mut module = Self {
            imports: HashMap::new(),
            constants: Vec::new(),
            exported: Vec::new(),
        };
        for statement in &program.body {
            match statement {
                Statement::ImportDeclaration(import)
                    if import.source.value.starts_with("drizzle-orm") =>
                {
                    for specifier in import.specifiers.iter().flatten() {
                        let (local, imported) = match specifier {
                            ImportDeclarationSpecifier::ImportSpecifier(one) => {
                                (&one.local, one.imported.name().as_str())
                            }
                            ImportDeclarationSpecifier::ImportDefaultSpecifier(one) => {
                                (&one.local, "default")
                            }
                            ImportDeclarationSpecifier::ImportNamespaceSpecifier(one) => {
                                (&one.local, "*")
                            }
                        };
                        module.imports.insert(local.name.as_str(), imported);
                    }
                }
                Statement::VariableDeclaration(variables) => module.declare(variables, false),
                Statement::ExportDeclaration(export) => {
                    if let Declaration::VariableDeclaration(variables) = &export.declaration {
                        module.declare(variables, true);
                    }
                }
                Statement::ExportNamedDeclaration(export) => {
                    for one in &export.specifiers {
                        let pair = (one.local.name().as_str(), one.exported.name().as_str());
                        module.exported.push(pair);
                    }
                }
                _ => {}
            }
        }
        module
    }

    fn declare(&mut self, variables: &'p VariableDeclaration<'a>, exported: bool) {
        for declared in &variables.declarations {
            let (BindingPattern::BindingIdentifier(id), Some(value)) =
                (&declared.id, &declared.init)
            else {
                continue;
            };
            let name = id.name.as_str();
            self.constants.push((name, value));
            if exported {
                self.exported.push((name, name));
            }
        }
    }

    fn exports(&self) -> Vec<Export> {
        let export = |(local, name): &(&str, &str)| {
            let (kind, schema, database_name) = self.entity(self.constant(local)?)?;
            Some(Export {
                name: (*name).to_owned(),
                kind,
                schema,
                database_name,
            })
        };
        self.exported.iter().filter_map(export).collect()
    }

    fn constant(&self, name: &str) -> Option<&'p Expression<'a>> {
        let found = self.constants.iter().find(|(known, _)| *known == name)?;
        Some(found.1)
    }

    /// `pgTable("users", …)`, `auth.table("users", …)`, `createTable("users", …)`,
    /// and each with calls behind it.
    fn entity(&self, value: &'p Expression<'a>) -> Option<(Kind, Option<String>, String)> {
        let Expression::CallExpression(call) = value.get_inner_expression() else {
            return None;
        };
        if let Some(builder) = self.builder(&call.callee) {
            let kind = match builder {
                "pgTable" | "pgView" | "pgMaterializedView" => Kind::Table,
                "pgEnum" => Kind::Enum,
                _ => return None,
            };
            return Some((kind, None, first_text(call)?.to_owned()));
        }
        match &call.callee {
            Expression::Identifier(name) => {
                let made = self.called(self.constant(&name.name)?, "pgTableCreator")?;
                let name = made_name(made, first_text(call)?)?;
                Some((Kind::Table, None, name))
            }
            Expression::StaticMemberExpression(member) => {
                let kind = match member.property.name.as_str() {
                    "table" | "view" | "materializedView" => Kind::Table,
                    "enum" => Kind::Enum,
                    _ => return self.entity(&member.object),
                };
                let object = match &member.object {
                    Expression::Identifier(name) => self.constant(&name.name)?,
                    other => other,
                };
                let schema = first_text(self.called(object, "pgSchema")?)?;
                Some((kind, Some(schema.to_owned()), first_text(call)?.to_owned()))
            }
            _ => None,
        }
    }

    /// The name in `drizzle-orm` of what is called.
    fn builder(&self, callee: &'p Expression<'a>) -> Option<&'p str> {
        match callee {
            Expression::Identifier(name) => self
                .imports
                .get(name.name.as_str())
                .copied()
                .filter(|name| *name != "*"),
            Expression::StaticMemberExpression(member) => match &member.object {
                Expression::Identifier(name) => {
                    let is_all = self.imports.get(name.name.as_str()) == Some(&"*");
                    is_all.then(|| member.property.name.as_str())
                }
                _ => None,
            },
            _ => None,
        }
    }

    /// The call of this builder, if the value is one.
    fn called(&self, value: &'p Expression<'a>, builder: &str) -> Option<&'p CallExpression<'a>> {
        match value.get_inner_expression() {
            Expression::CallExpression(call) if self.builder(&call.callee) == Some(builder) => {
                Some(call)
            }
            _ => None,
        }
    }
}

fn first_text<'p>(call: &'p CallExpression<'_>) -> Option<&'p str> {
    match call
        .arguments
        .first()?
        .as_expression()?
        .get_inner_expression()
    {
        Expression::StringLiteral(text) => Some(text.value.as_str()),
        Expression::TemplateLiteral(text) if text.expressions.is_empty() => {
            Some(text.quasis.first()?.value.cooked.as_ref()?.as_str())
        }
        _ => None,
    }
}

/// What ``pgTableCreator((name) => `app_${name}`)`` makes of a name.
fn made_name(creator: &CallExpression<'_>, name: &str) -> Option<String> {
    let Expression::ArrowFunctionExpression(arrow) = creator
        .arguments
        .first()?
        .as_expression()?
        .get_inner_expression()
    else {
        return None;
    };
    let BindingPattern::BindingIdentifier(parameter) = &arrow.params.items.first()?.pattern else {
        return None;
    };
    let value = match &arrow.body {
        ArrowFunctionBody::FunctionBody(body) => {
            body.statements
                .iter()
                .find_map(|statement| match statement {
                    Statement::ReturnStatement(statement) => statement.argument.as_ref(),
                    _ => None,
                })?
        }
        expression => expression.as_expression()?,
    };
    text_of(value, &parameter.name, name)
}

fn text_of(value: &Expression<'_>, parameter: &str, name: &str) -> Option<String> {
    match value.get_inner_expression() {
        Expression::StringLiteral(text) => Some(text.value.to_string()),
        Expression::Identifier(id) => (id.name == parameter).then(|| name.to_owned()),
        Expression::BinaryExpression(sum) if sum.operator.as_str() == "+" => {
            Some(text_of(&sum.left, parameter, name)? + &text_of(&sum.right, parameter, name)?)
        }
        Expression::TemplateLiteral(template) => {
            let mut text = String::new();
            for (at, quasi) in template.quasis.iter().enumerate() {
                text.push_str(quasi.value.cooked.as_ref()?);
                if let Some(value) = template.expressions.get(at) {
                    text.push_str(&text_of(value, parameter, name)?);
                }
            }
            Some(text)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<String> {
        exports(text)
            .into_iter()
            .map(|it| {
                let schema = it.schema.map_or_else(String::new, |schema| schema + ".");
                format!("{} = {:?} {schema}{}", it.name, it.kind, it.database_name)
            })
            .collect()
    }

    #[test]
    fn every_way_to_write_a_table_is_read() {
        let found = read(
            r#"
            import { pgTable, pgEnum as enumOf, pgSchema, pgTableCreator } from "drizzle-orm/pg-core";
            import * as pg from "drizzle-orm/pg-core";
            import { other } from "./other";
            export const users = pgTable("app_users", { id: integer() }).enableRLS();
            export const role = enumOf("role", ["A"]);
            const auth = pgSchema("auth");
            export const sessions = auth.table("sessions", {});
            export const level = auth.enum("level", ["B"]);
            const createTable = pgTableCreator((name) => `app_${name}`);
            export const posts = createTable("post", {});
            export const tags = pg.pgTable("tags", {});
            const hidden = pgTable("hidden", {}), late = pgTable("late", {});
            export { late as later };
            export const usersRelations = relations(users, () => ({}));
            export const foreign = other("x", {});
            export const computed = pgTable(process.env.NAME, {});
            export type User = typeof users.$inferSelect;
            "#,
        );
        assert_eq!(
            found,
            [
                "users = Table app_users",
                "role = Enum role",
                "sessions = Table auth.sessions",
                "level = Enum auth.level",
                "posts = Table app_post",
                "tags = Table tags",
                "later = Table late",
            ]
        );
        assert_eq!(read("export const = pgTable("), [""; 0]);
    }
}
