//! `CREATE TRIGGER`: its table, the columns that it watches and its function have to be there.

use squawk_syntax::ast::{self, AstNode};

use super::Replayer;
use super::syntax::{identifier, parts};
use crate::catalog::Object;
use crate::sql::ddl::{Item, Kind};

/// The trigger functions that a database has from the start.
const BUILT_IN: [&str; 4] = [
    "suppress_redundant_updates_trigger",
    "tsvector_update_trigger",
    "tsvector_update_trigger_column",
    "lo_manage",
];

impl Replayer<'_> {
    pub fn create_trigger(&mut self, statement: &ast::CreateTrigger) {
        self.data(statement.syntax());
        let table = statement
            .on_relation()
            .and_then(|on| on.relation_name_ref())
            .and_then(|name| self.find_relation(&parts(&name)));
        if let Some(table) = table {
            let watched = statement
                .syntax()
                .descendants()
                .filter_map(ast::TriggerEventUpdate::cast)
                .flat_map(|event| event.column_name_refs());
            for column in watched {
                self.need_column(&table, &identifier(&column), &column);
            }
        }
        self.function_of_trigger(statement);
    }

    /// A function that neither a script nor an extension can have made.
    fn function_of_trigger(&mut self, statement: &ast::CreateTrigger) {
        let Some(function) = statement.call_expr().and_then(|call| call.expr()) else {
            return;
        };
        let parts = parts_of_call(&function);
        let names = self.candidates(&parts);
        let made = names.iter().find(|name| {
            let mut functions = self.state.functions.iter();
            functions.any(|function| function.name == **name)
        });
        if let Some(name) = made {
            let item = Item::new(Kind::Function, name);
            self.uses(&item);
            return;
        }
        let Some(bare) = parts.last() else {
            return;
        };
        let may_be_there = BUILT_IN.contains(&bare.as_str())
            || names.iter().all(|name| name.schema.is_some())
            || !self.state.extensions.is_empty()
            || self.unknown.iter().any(|it| it.object == Object::Database)
            || self.texts[..=self.at]
                .iter()
                .any(|text| makes_function(text, bare));
        if !may_be_there {
            let item = Item::new(Kind::Function, &self.new_name(&parts));
            self.missing(item, function.syntax());
        }
    }
}

/// `public.f` of `EXECUTE FUNCTION public.f()`
fn parts_of_call(function: &ast::Expr) -> Vec<String> {
    match function {
        ast::Expr::NameRef(name) => vec![identifier(name)],
        ast::Expr::FieldExpr(field) => {
            let base = field.base().map(|base| parts_of_call(&base));
            let field = field.field().map(|field| identifier(&field));
            base.into_iter().flatten().chain(field).collect()
        }
        _ => Vec::new(),
    }
}

/// Whether a text makes a function of that name in any way, also in one that was not run.
fn makes_function(text: &str, name: &str) -> bool {
    text.match_indices(name).any(|(at, _)| {
        let before = text[..at].trim_end_matches('"').trim_end();
        let before = match before.strip_suffix('.') {
            Some(schema) => {
                schema.trim_end_matches(|c: char| c.is_alphanumeric() || "_\"".contains(c))
            }
            None => before,
        };
        let mut words = before.split_whitespace().rev();
        let ends_with = |word: Option<&str>, end: &str| {
            word.is_some_and(|word| word.to_ascii_lowercase().ends_with(end))
        };
        ends_with(words.next(), "function") && !ends_with(words.next(), "execute")
    })
}
