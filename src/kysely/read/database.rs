//! The interface that lists the tables.

use oxc_ast::ast::{BindingPattern, Expression, TSType, TSTypeName};

use crate::{
    diagnostic::FileId,
    typescript::modules::{Declared, Meaning, Space},
};

use super::{Reader, evaluate::TypeScope, members::Member};

/// What generators and Kysely's documentation call it.
const NAMES: [&str; 2] = ["DB", "Database"];

impl<'a> Reader<'a> {
    /// The tables of a file; otherwise why there are none.
    pub(super) fn database(&self, entry: FileId) -> Result<Vec<Member<'a>>, String> {
        let scope = TypeScope::top(entry);
        for name in NAMES {
            let known = self.evaluator.library.lookup(entry, name, Space::Type);
            let known = match known {
                Meaning::Unbound => self.evaluator.library.export(entry, name, Space::Type),
                known => known,
            };
            if let Meaning::Declared(module, name, declared) = known {
                return self.members_of_declared(module.file, name, declared);
            }
        }
        if let Some(ty) = self.given_to_kysely(entry) {
            return self.members_of(ty, &scope);
        }
        let module = self.evaluator.library.module(entry);
        let mut candidates = Vec::new();
        for (name, declared) in &module.declared {
            if !matches!(declared, Declared::Interface(_) | Declared::Alias(_)) {
                continue;
            }
            let Ok(members) = self.members_of_declared(entry, name, *declared) else {
                continue;
            };
            let is_table = |member: &Member<'a>| {
                matches!(member.ty, TSType::TSTypeReference(_))
                    && self.members_of(member.ty, &member.scope).is_ok()
            };
            if !members.is_empty() && members.iter().all(is_table) {
                candidates.push(members);
            }
        }
        match candidates.len() {
            1 => Ok(candidates.remove(0)),
            0 => Err("no interface `DB` or `Database`".to_owned()),
            _ => Err("several interfaces of tables, none of them called `DB` or `Database`".into()),
        }
    }

    /// `DB` of `new Kysely<DB>(…)` or `db: Kysely<DB>`
    fn given_to_kysely(&self, entry: FileId) -> Option<&'a TSType<'a>> {
        let module = self.evaluator.library.module(entry);
        module.declared.iter().find_map(|(_, declared)| {
            let Declared::Variable(declarator) = declared else {
                return None;
            };
            if !matches!(declarator.id, BindingPattern::BindingIdentifier(_)) {
                return None;
            }
            if let Some(Expression::NewExpression(made)) = &declarator.init
                && matches!(&made.callee, Expression::Identifier(id) if id.name == "Kysely")
                && let Some(arguments) = &made.type_arguments
            {
                return arguments.params.first();
            }
            let annotation = declarator.type_annotation.as_ref()?;
            let TSType::TSTypeReference(reference) = &annotation.type_annotation else {
                return None;
            };
            match &reference.type_name {
                TSTypeName::IdentifierReference(id) if id.name == "Kysely" => {
                    reference.type_arguments.as_ref()?.params.first()
                }
                _ => None,
            }
        })
    }
}
