//! Sequences: which column they go with.

use squawk_syntax::ast::{self, AstNode};

use super::Replayer;
use super::names::cut;
use super::resolve::name_in;
use super::state::Sequence;
use super::syntax::{cascades, identifier, parts};
use crate::catalog::Name;
use crate::sql::ddl::{Item, Kind};

/// The parts of a name inside of a string: `"auth"."users_id_seq"`.
pub fn parts_of_text(text: &str) -> Vec<String> {
    let mut parts = vec![String::new()];
    let mut quoted = false;
    let mut chars = text.trim().chars().peekable();
    while let Some(c) = chars.next() {
        let last = parts.len() - 1;
        match c {
            '"' if quoted && chars.peek() == Some(&'"') => {
                chars.next();
                parts[last].push('"');
            }
            '"' => quoted = !quoted,
            '.' if !quoted => parts.push(String::new()),
            c if quoted => parts[last].push(c),
            c => parts[last].extend(c.to_lowercase()),
        }
    }
    parts.into_iter().map(cut).collect()
}

impl Replayer<'_> {
    pub fn find_sequence(&self, parts: &[String]) -> Option<Name> {
        self.candidates(parts)
            .into_iter()
            .find(|name| self.state.sequence(name).is_some())
    }

    pub fn create_sequence(&mut self, statement: &ast::CreateSequence) {
        let Some(node) = statement.sequence() else {
            return;
        };
        if matches!(statement.persistence(), Some(ast::Persistence::Temp(_))) {
            return;
        }
        let name = self.name_to_create(&node);
        if self.state.is_relation(&name) {
            if statement.if_not_exists().is_none() {
                self.exists(Item::new(Kind::Sequence, &name), node.syntax());
            }
            return;
        }
        self.creates(Item::new(Kind::Sequence, &name));
        self.state.sequences.push(Sequence {
            name: name.clone(),
            owner: None,
        });
        for option in statement.sequence_options() {
            self.sequence_option(&name, &option);
        }
    }

    pub fn alter_sequence(&mut self, statement: &ast::AlterSequence) {
        let Some(node) = statement.sequence_ref() else {
            return;
        };
        let node_parts = parts(&node);
        let Some(mut name) = self.find_sequence(&node_parts) else {
            if statement.if_exists().is_none() {
                let name = self.new_name(&node_parts);
                self.missing(Item::new(Kind::Sequence, &name), node.syntax());
            }
            return;
        };
        self.alters(Item::new(Kind::Sequence, &name));
        for action in statement.actions() {
            match action {
                ast::AlterSequenceAction::SequenceOption(option) => {
                    self.sequence_option(&name, &option);
                }
                ast::AlterSequenceAction::SequenceRenameTo(to) => {
                    if let Some(to) = to.sequence() {
                        let to = parts(&to).pop().unwrap_or_default();
                        name = self.rename_sequence(&name, &to);
                    }
                }
                ast::AlterSequenceAction::SetSchema(set) => {
                    if let Some(schema) = set.schema_ref() {
                        let to = name_in(&identifier(&schema), &name.name);
                        self.call_sequence(&name, &to);
                        name = to;
                    }
                }
                _ => {}
            }
        }
    }

    pub fn rename_sequence(&mut self, from: &Name, to: &str) -> Name {
        let new = Name {
            schema: from.schema.clone(),
            name: to.to_owned(),
        };
        self.call_sequence(from, &new);
        new
    }

    fn call_sequence(&mut self, from: &Name, to: &Name) {
        let old = Item::new(Kind::Sequence, from);
        if let Some(at) = self.made.remove(&old) {
            self.made.insert(Item::new(Kind::Sequence, to), at);
        }
        for sequence in &mut self.state.sequences {
            if sequence.name == *from {
                sequence.name = to.clone();
            }
        }
        for relation in &mut self.state.relations {
            for column in &mut relation.columns {
                if column.sequence.as_ref() == Some(from) {
                    column.sequence = Some(to.clone());
                }
            }
        }
    }

    fn sequence_option(&mut self, name: &Name, option: &ast::SequenceOption) {
        let ast::SequenceOption::OptionOwnedBy(owned) = option else {
            return;
        };
        let mut holder = None;
        if let Some(ast::OwnedByTarget::QualifiedColumnNameRef(column)) = owned.owned_by_target() {
            let mut of = parts(&column);
            let column_name = of.pop().unwrap_or_default();
            if let Some(table) = self.find_relation(&of) {
                self.need_column(&table, &column_name, &column);
                holder = Some((table, column_name));
            } else {
                let table = self.new_name(&of);
                self.missing(Item::new(Kind::Table, &table), column.syntax());
            }
        }
        for sequence in &mut self.state.sequences {
            if sequence.name == *name {
                sequence.owner.clone_from(&holder);
            }
        }
    }

    pub fn drop_sequences(&mut self, statement: &ast::DropSequence) {
        let cascade = cascades(statement.drop_behavior().as_ref());
        for node in statement.sequence_refs() {
            let node_parts = parts(&node);
            let Some(name) = self.find_sequence(&node_parts) else {
                if statement.if_exists().is_none() {
                    let name = self.new_name(&node_parts);
                    self.missing(Item::new(Kind::Sequence, &name), node.syntax());
                }
                continue;
            };
            self.drops(Item::new(Kind::Sequence, &name));
            self.state.sequences.retain(|it| it.name != name);
            let mut user = None;
            for relation in &mut self.state.relations {
                let relation = &mut **relation;
                for column in &mut relation.columns {
                    if column.sequence.as_ref() == Some(&name) {
                        let table = &relation.table.name;
                        user.get_or_insert(Item::member(Kind::Column, table, &column.column.name));
                        column.sequence = None;
                        column.default_text = None;
                        column.column.default = None;
                    }
                }
            }
            if let (false, Some(by)) = (cascade, user) {
                self.in_use(Item::new(Kind::Sequence, &name), by, node.syntax());
            }
        }
    }
}
