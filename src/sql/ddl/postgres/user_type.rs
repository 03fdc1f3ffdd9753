//! `CREATE TYPE`, `ALTER TYPE`, and domains.

use squawk_syntax::ast::{self, AstNode};

use super::Replayer;
use super::names::cut;
use super::resolve::name_in;
use super::state::{UserType, UserTypeKind};
use super::syntax::{identifier, parts, quoted};
use crate::catalog::{Default, Literal, Name, TypeName};
use crate::sql::ddl::{Item, Kind};

impl Replayer<'_> {
    pub fn create_type(&mut self, statement: &ast::CreateType) {
        let Some(node) = statement.type_name() else {
            return;
        };
        let kind = match statement.kind() {
            Some(ast::CreateTypeKind::EnumType(made)) => UserTypeKind::Enum(
                made.variant_list()
                    .map(|list| {
                        list.variants()
                            .filter_map(|variant| variant.literal()?.string_value())
                            .map(cut)
                            .collect()
                    })
                    .unwrap_or_default(),
            ),
            Some(ast::CreateTypeKind::CompositeType(_)) => UserTypeKind::Composite,
            _ => UserTypeKind::Other,
        };
        self.add_type(&node, kind);
    }

    pub fn add_type(&mut self, node: &impl AstNode, kind: UserTypeKind) {
        let name = self.name_to_create(node);
        if self.state.user_type(&name).is_some() {
            self.exists(Item::new(Kind::Type, &name), node.syntax());
            return;
        }
        self.creates(Item::new(Kind::Type, &name));
        let place = Some(self.span(node.syntax()));
        let made = UserType { name, kind, place };
        self.state.types.push(made.into());
    }

    pub fn alter_type(&mut self, statement: &ast::AlterType) {
        let Some(node) = statement.type_name_ref() else {
            return;
        };
        let node_parts = parts(&node);
        let Some((name, _)) = self.find_type(&node_parts) else {
            let name = self.new_name(&node_parts);
            self.missing(Item::new(Kind::Type, &name), node.syntax());
            return;
        };
        match statement.action() {
            Some(ast::AlterTypeAction::AddValue(add)) => self.add_label(&name, &add),
            Some(ast::AlterTypeAction::RenameValue(rename)) => self.rename_label(&name, &rename),
            Some(ast::AlterTypeAction::TypeRenameTo(to)) => {
                if let Some(to) = to.type_name() {
                    let new = Name {
                        schema: name.schema.clone(),
                        name: parts(&to).pop().unwrap_or_default(),
                    };
                    if self.state.user_type(&new).is_some() {
                        self.exists(Item::new(Kind::Type, &new), to.syntax());
                    } else {
                        self.call_type(&name, &new);
                    }
                }
            }
            Some(ast::AlterTypeAction::SetSchema(set)) => {
                if let Some(schema) = set.schema_ref() {
                    let new = name_in(&identifier(&schema), &name.name);
                    self.call_type(&name, &new);
                }
            }
            _ => {}
        }
    }

    fn add_label(&mut self, name: &Name, add: &ast::AddValue) {
        let Some(label) = add.literal().and_then(|it| it.string_value()).map(cut) else {
            return;
        };
        let neighbour = |literal: Option<ast::Literal>| literal.and_then(|it| it.string_value());
        let (neighbour, behind) = match add.value_position() {
            Some(ast::ValuePosition::BeforeValue(it)) => (neighbour(it.literal()), 0),
            Some(ast::ValuePosition::AfterValue(it)) => (neighbour(it.literal()), 1),
            None => (None, 0),
        };
        self.alters(Item::new(Kind::Type, name));
        let item = Item::member(Kind::Label, name, &label);
        let Some(UserTypeKind::Enum(labels)) = self.labels(name) else {
            return;
        };
        if labels.contains(&label) {
            if add.if_not_exists().is_none() {
                self.exists(item, add.syntax());
            }
            return;
        }
        let at = match &neighbour {
            Some(neighbour) => labels.iter().position(|it| it == neighbour),
            None => Some(labels.len()),
        };
        match at {
            Some(at) if neighbour.is_some() => labels.insert(at + behind, label),
            _ => labels.push(label),
        }
        if let (Some(neighbour), None) = (neighbour, at) {
            self.missing(Item::member(Kind::Label, name, &neighbour), add.syntax());
        }
    }

    fn labels(&mut self, name: &Name) -> Option<&mut UserTypeKind> {
        let mut types = self.state.types.iter_mut();
        types.find(|ty| ty.name == *name).map(|ty| &mut ty.kind)
    }

    fn rename_label(&mut self, name: &Name, rename: &ast::RenameValue) {
        let label = |literal: Option<ast::Literal>| literal?.string_value().map(cut);
        let (Some(from), Some(to)) = (label(rename.from()), label(rename.to())) else {
            return;
        };
        self.alters(Item::new(Kind::Type, name));
        let Some(UserTypeKind::Enum(labels)) = self.labels(name) else {
            return;
        };
        if labels.contains(&to) {
            let item = Item::member(Kind::Label, name, &to);
            self.exists(item, rename.syntax());
            return;
        }
        let Some(found) = labels.iter_mut().find(|label| **label == from) else {
            let item = Item::member(Kind::Label, name, &from);
            self.missing(item, rename.syntax());
            return;
        };
        found.clone_from(&to);
        // Defaults, checks and predicates hold the label itself, not its text.
        let literal = |label: &str| format!("'{}'", label.replace('\'', "''"));
        let (old, new) = (literal(&from), literal(&to));
        for relation in &mut self.state.relations {
            let mut has_it = false;
            for column in &mut relation.columns {
                if column.column.ty.name != TypeName::Enum(name.clone()) {
                    continue;
                }
                has_it = true;
                if let Some(text) = &mut column.default_text {
                    *text = text.replace(&old, &new);
                }
                match &mut column.column.default {
                    Some(Default::Literal(Literal::Enum(label))) if *label == from => {
                        label.clone_from(&to);
                    }
                    Some(Default::Expression(text)) => *text = text.replace(&old, &new),
                    _ => {}
                }
            }
            if has_it {
                for text in relation.expressions_mut() {
                    *text = text.replace(&old, &new);
                }
            }
        }
    }

    /// Gives a type another name; the columns that have it follow.
    pub fn call_type(&mut self, from: &Name, to: &Name) {
        self.drops(Item::new(Kind::Type, from));
        self.creates(Item::new(Kind::Type, to));
        let Some(at) = self.state.types.iter().position(|ty| ty.name == *from) else {
            return;
        };
        let old = self.state.types[at].clone();
        self.state.types[at].name = to.clone();
        for relation in &mut self.state.relations {
            for column in &mut relation.columns {
                if column.default_type.as_ref() == Some(from) {
                    column.default_type = Some(to.clone());
                }
                if !column.has_type(&old) {
                    continue;
                }
                match &mut column.column.ty.name {
                    TypeName::Enum(name) => *name = to.clone(),
                    TypeName::Plain { name, .. } => name.clone_from(&to.name),
                    TypeName::Labels(_) | TypeName::Composite(_) => {}
                }
            }
            rename_casts(relation, from, to);
        }
    }

    pub fn create_domain(&mut self, statement: &ast::CreateDomain) {
        if let Some(node) = statement.domain() {
            self.add_type(&node, UserTypeKind::Domain);
        }
    }

    pub fn alter_domain(&mut self, statement: &ast::AlterDomain) {
        let Some(node) = statement.domain_ref() else {
            return;
        };
        let node_parts = parts(&node);
        let Some((name, _)) = self.find_type(&node_parts) else {
            let name = self.new_name(&node_parts);
            self.missing(Item::new(Kind::Type, &name), node.syntax());
            return;
        };
        match statement.action() {
            Some(ast::AlterDomainAction::DomainRenameTo(to)) => {
                if let Some(to) = to.domain() {
                    let new = Name {
                        schema: name.schema.clone(),
                        name: parts(&to).pop().unwrap_or_default(),
                    };
                    self.call_type(&name, &new);
                }
            }
            Some(ast::AlterDomainAction::SetSchema(set)) => {
                if let Some(schema) = set.schema_ref() {
                    let new = name_in(&identifier(&schema), &name.name);
                    self.call_type(&name, &new);
                }
            }
            // Checks and defaults of domains are not compared.
            _ => self.alters(Item::new(Kind::Type, &name)),
        }
    }
}

/// A cast in an expression names the type, and follows it.
fn rename_casts(relation: &mut super::state::Relation, from: &Name, to: &Name) {
    let schema = |name: &Name| name.schema.clone().unwrap_or_else(|| "public".to_owned());
    let new = match &to.schema {
        Some(schema) => format!("::{}.{}", quoted(schema), quoted(&to.name)),
        None => format!("::{}", quoted(&to.name)),
    };
    let always = |name: &str| format!("\"{name}\"");
    let spellings = [
        format!("::{}.{}", quoted(&schema(from)), quoted(&from.name)),
        format!("::{}.{}", always(&schema(from)), always(&from.name)),
        format!("::{}", always(&from.name)),
        format!("::{}", quoted(&from.name)),
    ];
    let follow = |text: &mut String| {
        for old in &spellings {
            if let Some(at) = text.find(old.as_str()) {
                let is_word = |c: char| c.is_alphanumeric() || matches!(c, '_' | '.' | '"');
                if !text[at + old.len()..].starts_with(is_word) {
                    *text = text.replace(old.as_str(), &new);
                    return;
                }
            }
        }
    };
    for column in &mut relation.columns {
        if let Some(text) = &mut column.default_text {
            follow(text);
        }
        if let Some(Default::Expression(text)) = &mut column.column.default {
            follow(text);
        }
    }
    relation.expressions_mut().for_each(follow);
}
