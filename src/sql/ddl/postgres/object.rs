//! Schemas and extensions.

use squawk_syntax::ast::{self, AstNode};

use super::Replayer;
use super::resolve::name_in;
use super::syntax::{cascades, identifier};
use crate::catalog::Name;
use crate::sql::ddl::{Item, Kind};
use crate::sql::postgres::DEFAULT_SCHEMA;

impl Replayer<'_> {
    pub fn create_schema(&mut self, statement: &ast::CreateSchema) {
        let Some(node) = statement.schema_name() else {
            return;
        };
        let name = super::names::cut(ast::normalize_name_node(&node));
        let item = Item::new(Kind::Schema, &Name::plain(&name));
        if self.state.schemas.contains(&name) {
            if statement.if_not_exists().is_none() {
                self.exists(item, &node);
            }
        } else {
            self.state.schemas.push(name.clone());
            self.creates(item);
        }
        let path = std::mem::replace(&mut self.state.search_path, vec![name]);
        for element in statement.schema_elements() {
            if let Some(statement) = ast::Stmt::cast(element.syntax().clone()) {
                self.statement(&statement);
            }
        }
        self.state.search_path = path;
    }

    pub fn alter_schema(&mut self, statement: &ast::AlterSchema) {
        let (Some(from), Some(ast::AlterSchemaAction::SchemaRenameTo(to))) =
            (statement.schema_ref(), statement.action())
        else {
            return;
        };
        let Some(to) = to.schema().map(|to| identifier(&to)) else {
            return;
        };
        let from_name = identifier(&from);
        let Some(at) = self.state.schemas.iter().position(|it| *it == from_name) else {
            let item = Item::new(Kind::Schema, &Name::plain(&from_name));
            self.missing(item, from.syntax());
            return;
        };
        self.state.schemas[at].clone_from(&to);
        self.creates(Item::new(Kind::Schema, &Name::plain(&to)));
        let is_inside = |name: &Name| name.schema.as_deref().unwrap_or(DEFAULT_SCHEMA) == from_name;
        let relations: Vec<Name> = self
            .state
            .relations
            .iter()
            .map(|relation| relation.table.name.clone())
            .filter(is_inside)
            .collect();
        for name in relations {
            self.move_relation(&name, &to);
        }
        let types: Vec<Name> = self.state.types.iter().map(|ty| ty.name.clone()).collect();
        for name in types.into_iter().filter(is_inside) {
            self.call_type(&name, &name_in(&to, &name.name));
        }
        for sequence in &mut self.state.sequences {
            if is_inside(&sequence.name) {
                sequence.name = name_in(&to, &sequence.name.name);
            }
        }
    }

    pub fn drop_schemas(&mut self, statement: &ast::DropSchema) {
        let cascade = cascades(statement.drop_behavior().as_ref());
        for node in statement.schema_refs() {
            let name = identifier(&node);
            let item = Item::new(Kind::Schema, &Name::plain(&name));
            if !self.state.schemas.contains(&name) {
                if statement.if_exists().is_none() {
                    self.missing(item, node.syntax());
                }
                continue;
            }
            let is_inside =
                |it: &Name| it.schema.as_deref().unwrap_or(DEFAULT_SCHEMA) == name.as_str();
            let inside: Vec<Name> = self
                .state
                .relations
                .iter()
                .map(|relation| relation.table.name.clone())
                .filter(is_inside)
                .collect();
            if let (false, Some(first)) = (cascade, inside.first()) {
                let by = Item::new(Kind::Table, first);
                self.in_use(item.clone(), by, node.syntax());
            }
            for relation in &inside {
                self.drop_relation(relation);
            }
            let types: Vec<_> = self.state.types.clone();
            for ty in types.into_iter().filter(|ty| is_inside(&ty.name)) {
                self.state.types.retain(|it| it.name != ty.name);
                for (table, column) in self.columns_of_type(&ty) {
                    self.drop_column(&table, &column, true);
                }
            }
            self.state.sequences.retain(|it| !is_inside(&it.name));
            self.state.schemas.retain(|it| *it != name);
            self.drops(item);
        }
    }

    pub fn create_extension(&mut self, statement: &ast::CreateExtension) {
        let Some(node) = statement.extension() else {
            return;
        };
        let name = identifier(&node);
        let item = Item::new(Kind::Extension, &Name::plain(&name));
        if self.state.extensions.contains(&name) {
            if statement.if_not_exists().is_none() {
                self.exists(item, node.syntax());
            }
            return;
        }
        self.state.extensions.push(name);
        self.creates(item);
    }

    pub fn drop_extensions(&mut self, statement: &ast::DropExtension) {
        for node in statement.extension_refs() {
            let name = identifier(&node);
            let item = Item::new(Kind::Extension, &Name::plain(&name));
            if self.state.extensions.contains(&name) {
                self.state.extensions.retain(|it| *it != name);
                self.drops(item);
            } else if statement.if_exists().is_none() && name != "plpgsql" {
                self.missing(item, node.syntax());
            }
        }
    }
}
