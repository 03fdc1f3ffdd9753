//! Drizzle files into a catalog, without running them.
//!
//! `typescript::evaluate` works out what the exports of the files are worth; here
//! the uses of `drizzle-orm` among them are understood. What cannot be is in the
//! catalog's `unknown`, with its place.

mod casing;
mod chain;
mod client;
mod column;
mod default;
mod enums;
mod extras;
mod index;
mod policy;
mod sql_text;
mod table;
mod types;

use std::cell::RefCell;
use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use oxc_allocator::Allocator;

use crate::{
    catalog::{Catalog, Dialect, Enum, Fact, Knows, Name, Object, Policy, Table, Unknown},
    diagnostic::{FileId, Sources, Span},
    typescript::{
        evaluate::Evaluator,
        modules::{Library, Modules},
        value::{Term, Value},
    },
};

use super::Version;

pub use casing::Casing;
use chain::{Chain, Head};
use enums::enum_call;
use table::{Outline, default_schema, table_call};

/// What a Drizzle file does not say itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ReadOptions {
    /// The option `casing` of `drizzle()`, for columns that are named by their properties alone.
    pub casing: Casing,
    /// The database that the files are for, where drizzle-orm has no module of its own
    /// for it: `CockroachDB`, whose tables 0.45 builds with `pg-core`.
    pub dialect: Option<Dialect>,
    /// The drizzle-orm that the files are for: how drizzle-kit writes their texts.
    pub version: Version,
}

/// What was read.
#[derive(Debug)]
pub struct Reading {
    pub catalog: Catalog,
    /// A column that is named by its property alone: what the database calls it
    /// depends on the option `casing` of `drizzle()`, which stands elsewhere.
    pub implied_name: Option<Span>,
}

/// Reads the tables, views and enums of Drizzle files, with what they import.
pub fn read(
    entries: &[FileId],
    options: ReadOptions,
    modules: &mut dyn Modules,
    sources: &mut Sources,
) -> Reading {
    let arena = Allocator::default();
    let reader = Reader {
        evaluator: Evaluator::new(Library::new(&arena, modules, sources)),
        options,
        found: RefCell::default(),
        outlines: RefCell::default(),
    };
    for entry in entries {
        reader.file(*entry);
    }
    reader.finish()
}

struct Reader<'a> {
    evaluator: Evaluator<'a>,
    options: ReadOptions,
    found: RefCell<Found>,
    /// The names of tables and columns; the value keeps the term where it is.
    outlines: RefCell<HashMap<*const Term<'a>, Rc<Outline<'a>>>>,
}

#[derive(Default)]
struct Found {
    dialect: Option<Dialect>,
    tables: Vec<Table>,
    enums: Vec<Enum>,
    unknown: Vec<Unknown>,
    /// Policies that stand by themselves, and their tables.
    policies: Vec<(Name, Policy)>,
    implied_name: Option<Span>,
    knows: Vec<Fact>,
    /// Where the tables, enums and policies are built that were read already.
    seen: HashSet<usize>,
}

/// What a Drizzle file can always say of a database.
const KNOWS: [Fact; 14] = [
    Fact::Types,
    Fact::Nullability,
    Fact::ListNullability,
    Fact::Defaults,
    Fact::HasDefault,
    Fact::Generated,
    Fact::PrimaryKeys,
    Fact::Indexes,
    Fact::IndexPredicates,
    Fact::IndexExpressions,
    Fact::ForeignKeys,
    Fact::Enums,
    Fact::EnumOrder,
    Fact::ConstraintNames,
];

impl<'a> Reader<'a> {
    fn file(&self, file: FileId) {
        let library = &self.evaluator.library;
        let module = library.module(file);
        let start = Span {
            file,
            start: 0,
            end: 0,
        };
        if let Some(error) = &module.error {
            let offset = error.offset.and_then(|at| u32::try_from(at).ok());
            let place = Span {
                start: offset.unwrap_or(0),
                end: offset.unwrap_or(0),
                ..start
            };
            let reason = format!("text that is not valid TypeScript ({})", error.message);
            self.unknown(Object::Database, reason, place);
            return;
        }
        for star in library.missing_stars(file) {
            let reason = format!("`export * from \"{star}\"`, which is not there");
            self.unknown(Object::Database, reason, start);
        }
        // In the order of the file, which a reader of the report expects.
        let mut names: Vec<&str> = Vec::new();
        for (name, declared) in &module.declared {
            let is_imported = matches!(
                declared,
                crate::typescript::modules::Declared::Import { .. }
            );
            if !is_imported && !names.contains(name) {
                names.push(name);
            }
        }
        for name in names {
            if library.is_value(file, name) {
                let value = self.evaluator.name(file, name, start);
                self.visit(name, &value, true);
            }
        }
        for name in library.exports(file) {
            let value = self.evaluator.export(file, name);
            self.visit(name, &value, true);
        }
    }

    /// Takes what is a table, an enum or a policy, by itself or in an object.
    fn visit(&self, name: &str, value: &Value<'a>, objects: bool) {
        match value {
            Value::Term(_) => self.term(name, value),
            Value::Object(_) | Value::Namespace(_) if objects => {
                let Some(object) = self.evaluator.entries(value) else {
                    return;
                };
                for entry in &object.entries {
                    self.visit(&entry.key, &entry.value, false);
                }
            }
            Value::Unknown(why) => {
                // Of all that cannot be read, what may build a table is told.
                let text = self.evaluator.library.text(why.place);
                let builds = ["Table(", ".table(", "View(", "Enum(", "Creator("];
                if builds.iter().any(|build| text.contains(build)) {
                    let reason = format!("`{name}`: {}", why.reason);
                    self.unknown(Object::Database, reason, why.place);
                }
            }
            _ => {}
        }
    }

    fn term(&self, name: &str, value: &Value<'a>) {
        let Some(chain) = Chain::of(value) else {
            return;
        };
        if let Some(call) = table_call(&chain) {
            if self.is_new(Rc::as_ptr(&call.term)) {
                self.table(name, &call);
            }
        } else if let Some(call) = enum_call(&chain) {
            if self.is_new(Rc::as_ptr(&call.term)) {
                self.declared_enum(name, &call);
            }
        } else if matches!(chain.head(), Some((Head::Core(_, function), _)) if function == "pgPolicy" || function == "cockroachPolicy")
        {
            if self.is_new(Rc::as_ptr(&chain.base)) {
                self.linked_policy(&chain);
            }
        } else {
            self.made_elsewhere(name, &chain);
        }
    }

    /// A table that a function of a package builds: `createTable("users", { id: text("id") })`.
    fn made_elsewhere(&self, name: &str, chain: &Chain<'a>) {
        let Some((_, [Value::String(table), Value::Object(columns), ..])) = chain.head() else {
            return;
        };
        let is_column = |value: &Value<'a>| {
            let chain = Chain::of(value);
            matches!(
                chain.as_ref().and_then(Chain::head),
                Some((Head::Core(..), _))
            )
        };
        if columns.entries.iter().any(|entry| is_column(&entry.value)) {
            let reason = format!("`{name}`, built by a function that is not Drizzle's");
            self.unknown(Object::Table(Name::plain(table)), reason, chain.place());
        }
    }

    fn is_new(&self, term: *const Term<'a>) -> bool {
        self.found.borrow_mut().seen.insert(term as usize)
    }

    fn unknown(&self, object: Object, reason: impl Into<String>, place: Span) {
        let place = Some(self.evaluator.library.first_line(place));
        self.found.borrow_mut().unknown.push(Unknown {
            object,
            reason: reason.into(),
            place,
        });
    }

    fn knows(&self, fact: Fact) {
        self.found.borrow_mut().knows.push(fact);
    }

    fn finish(self) -> Reading {
        let found = self.found.into_inner();
        let dialect = found.dialect.unwrap_or(Dialect::Postgres);
        let mut catalog = Catalog {
            enums: found.enums,
            tables: found.tables,
            unknown: found.unknown,
            ..Catalog::new(dialect, Knows::new(KNOWS))
        };
        for fact in found.knows {
            catalog.knows.add(fact);
        }
        if dialect == Dialect::Postgres && self.options.dialect == Some(Dialect::Cockroach) {
            of_cockroach(&mut catalog);
        }
        for (name, policy) in found.policies {
            match catalog.tables.iter_mut().find(|table| table.name == name) {
                Some(table) => {
                    table.row_security.enabled = true;
                    table.policies.push(policy);
                }
                None => catalog.unknown.push(Unknown {
                    reason: "a policy of a table that is not in these files".to_owned(),
                    place: policy.place,
                    object: Object::Policy(name, policy.name),
                }),
            }
        }
        match dialect {
            // There is no word for FULLTEXT, whose `.using(…)` drizzle-kit leaves out, and
            // none for what is clustered.
            Dialect::MySql | Dialect::SqlServer => {}
            _ => catalog.knows.add(Fact::IndexMethods),
        }
        if let Some(default) = default_schema(dialect) {
            catalog.schemas = Some(schemas(&catalog, default));
        }
        Reading {
            catalog,
            implied_name: found.implied_name,
        }
    }
}

/// Tables of `pg-core` as `CockroachDB` has them: NULLs are first of what ascends and
/// last of what descends, which drizzle-kit writes out.
fn of_cockroach(catalog: &mut Catalog) {
    catalog.dialect = Dialect::Cockroach;
    let indexes = catalog.tables.iter_mut().flat_map(|it| &mut it.indexes);
    for column in indexes.flat_map(|it| &mut it.columns) {
        column.nulls = None;
    }
}

/// The schemas of the tables and enums, the default one first.
fn schemas(catalog: &Catalog, default: &str) -> Vec<String> {
    let mut schemas = vec![default.to_owned()];
    let tables = catalog.tables.iter().map(|table| &table.name);
    let enums = catalog.enums.iter().map(|one| &one.name);
    for schema in tables.chain(enums).filter_map(|name| name.schema.as_ref()) {
        if !schemas.contains(schema) {
            schemas.push(schema.clone());
        }
    }
    schemas
}
