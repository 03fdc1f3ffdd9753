//! Names of statements to names of the database, along the search path.

use squawk_syntax::ast::AstNode;

use super::Replayer;
use super::state::Relation;
use super::syntax::parts;
use crate::catalog::{Name, TableKind};
use crate::sql::ddl::{Item, Kind};
use crate::sql::postgres::DEFAULT_SCHEMA;

/// A name in a schema, where `public` goes without saying.
pub fn name_in(schema: &str, name: &str) -> Name {
    Name {
        schema: (schema != DEFAULT_SCHEMA).then(|| schema.to_owned()),
        name: name.to_owned(),
    }
}

impl Replayer<'_> {
    /// Everything that a name can mean, in the order of the search path.
    pub fn candidates(&self, parts: &[String]) -> Vec<Name> {
        match parts {
            [] => Vec::new(),
            [name] => self
                .state
                .search_path
                .iter()
                .map(|schema| name_in(schema, name))
                .collect(),
            [.., schema, name] => vec![name_in(schema, name)],
        }
    }

    /// The name of a thing that is made: in the first schema of the search path.
    pub fn new_name(&self, parts: &[String]) -> Name {
        self.candidates(parts)
            .into_iter()
            .next()
            .unwrap_or_else(|| Name::plain(parts.last().map_or("", String::as_str)))
    }

    /// As [`Self::new_name`], for a thing whose schema has to be there.
    pub fn name_to_create(&mut self, node: &impl AstNode) -> Name {
        let name = self.new_name(&parts(node));
        if let Some(schema) = &name.schema
            && !self.state.schemas.contains(schema)
        {
            let item = Item::new(Kind::Schema, &Name::plain(schema));
            self.state.schemas.push(schema.clone());
            self.missing(item, node.syntax());
        }
        name
    }

    /// The table or view of that name, if there is one.
    pub fn find_relation(&self, parts: &[String]) -> Option<Name> {
        self.candidates(parts)
            .into_iter()
            .find(|name| self.state.relation(name).is_some())
    }

    /// The table or view that a statement needs. One that is not there is a
    /// problem once, and then assumed.
    pub fn need_relation(&mut self, node: &impl AstNode) -> Name {
        let parts = parts(node);
        if let Some(name) = self.find_relation(&parts) {
            self.uses(&Item::new(self.kind_of(&name), &name));
            return name;
        }
        let name = self.new_name(&parts);
        let is_ours = parts
            .last()
            .is_some_and(|name| name == "_prisma_migrations");
        let is_of_system = matches!(
            name.schema.as_deref(),
            Some("pg_catalog" | "information_schema")
        );
        if !is_ours && !is_of_system {
            self.missing(Item::new(Kind::Table, &name), node.syntax());
        }
        let mut relation = Relation::new(name.clone(), TableKind::Table, None);
        relation.assumed = true;
        relation.origin = Some(name.clone());
        relation.columns_known = false;
        self.state.relations.push(relation.into());
        name
    }

    /// Whether a relation is a table or a view, for the books.
    pub fn kind_of(&self, name: &Name) -> Kind {
        match self.state.relation(name) {
            Some(relation) if relation.table.kind != TableKind::Table => Kind::View,
            _ => Kind::Table,
        }
    }

    /// A column that a statement needs; one that is not there is a problem.
    pub fn need_column(&mut self, table: &Name, column: &str, node: &impl AstNode) -> bool {
        let Some(relation) = self.state.relation(table) else {
            return false;
        };
        if relation.column(column).is_some() {
            let item = Item::member(Kind::Column, table, column);
            self.uses(&item);
            return true;
        }
        if relation.columns_known {
            let item = Item::member(Kind::Column, table, column);
            self.missing(item, node.syntax());
        }
        false
    }
}
