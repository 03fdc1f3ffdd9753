//! Kysely files into a catalog: the types of what a driver returns and takes.
//!
//! The interface that lists the tables is found, and the type of each column is
//! worked out as far as it tells a class of values; what cannot be is in the
//! catalog's `unknown`.

mod column;
mod database;
mod evaluate;
mod members;
mod reference;
mod ty;

use std::cell::{Cell, RefCell};

use oxc_allocator::Allocator;

use crate::{
    catalog::{Catalog, Dialect, Fact, Knows, Name, Object, Table, TableKind, Unknown},
    diagnostic::{FileId, Sources, Span},
    typescript::{
        evaluate::Evaluator,
        modules::{Library, Modules},
    },
};

use evaluate::TypeScope;
use members::Member;

/// Reads the tables of the interface `DB` or its like, with what its file imports.
pub fn read(
    entry: FileId,
    dialect: Dialect,
    modules: &mut dyn Modules,
    sources: &mut Sources,
) -> Catalog {
    let arena = Allocator::default();
    let reader = Reader {
        evaluator: Evaluator::new(Library::new(&arena, modules, sources)),
        unknown: RefCell::default(),
        aliases: RefCell::default(),
        depth: Cell::new(0),
        steps: Cell::new(0),
    };
    let tables = reader.tables(entry);
    let knows = Knows::new([
        Fact::ScriptTypes,
        Fact::Nullability,
        Fact::ListNullability,
        Fact::HasDefault,
        Fact::Enums,
    ]);
    Catalog {
        tables,
        unknown: reader.unknown.into_inner(),
        ..Catalog::new(dialect, knows)
    }
}

struct Reader<'a> {
    evaluator: Evaluator<'a>,
    unknown: RefCell<Vec<Unknown>>,
    /// The aliases that are being worked out.
    aliases: RefCell<Vec<(FileId, &'a str)>>,
    depth: Cell<usize>,
    steps: Cell<usize>,
}

impl<'a> Reader<'a> {
    fn tables(&self, entry: FileId) -> Vec<Table> {
        let start = Span {
            file: entry,
            start: 0,
            end: 0,
        };
        if let Some(error) = &self.evaluator.library.module(entry).error {
            let reason = format!("text that is not valid TypeScript ({})", error.message);
            self.unknown(Object::Database, reason, start);
            return Vec::new();
        }
        let members = match self.database(entry) {
            Ok(members) => members,
            Err(reason) => {
                self.unknown(Object::Database, reason, start);
                return Vec::new();
            }
        };
        members.iter().map(|member| self.table(member)).collect()
    }

    fn table(&self, member: &Member<'a>) -> Table {
        let name = match member.name.split_once('.') {
            Some((schema, name)) if schema != "public" => Name {
                schema: Some(schema.to_owned()),
                name: name.to_owned(),
            },
            Some((_, name)) => Name::plain(name),
            None => Name::plain(&member.name),
        };
        let mut table = Table::new(name, TableKind::Table);
        table.notes.code_name.clone_from(&member.name);
        table.place = Some(self.evaluator.library.first_line(member.place));
        match self.members_of(member.ty, &member.scope) {
            Ok(columns) => {
                for column in &columns {
                    let column = self.column(&table.name, column);
                    table.columns.push(column);
                }
            }
            Err(reason) => self.unknown(Object::Table(table.name.clone()), reason, member.place),
        }
        table
    }

    fn unknown(&self, object: Object, reason: impl Into<String>, place: Span) {
        let place = Some(self.evaluator.library.first_line(place));
        self.unknown.borrow_mut().push(Unknown {
            object,
            reason: reason.into(),
            place,
        });
    }
}

impl TypeScope<'_> {
    fn place(&self, span: oxc_span::Span) -> Span {
        Span {
            file: self.file,
            start: span.start,
            end: span.end,
        }
    }
}
