//! `pgTable("users", { … }, (t) => [ … ])`, and views.

use std::rc::Rc;

use crate::{
    catalog::{
        Dialect, Fact, Name, Object as CatalogObject, Origin, PrimaryKey, Table, TableKind,
        TableNotes,
    },
    sql::{cockroach, postgres, sqlserver},
    typescript::value::{Object, Shape, Term, Value},
};

use super::{
    Reader,
    casing::Casing,
    chain::{Chain, Head, Link, module_of},
    column::column_name,
};

/// A call that builds a table or a view.
pub struct TableCall<'a> {
    pub dialect: Dialect,
    pub kind: TableKind,
    schema: Option<Value<'a>>,
    arguments: Vec<Value<'a>>,
    /// What is chained behind it: `.enableRLS()`, `.as(…)`.
    pub links: Vec<Link<'a>>,
    /// It is this table, whoever refers to it.
    pub term: Rc<Term<'a>>,
    casing: Option<Casing>,
    row_security: bool,
    /// `pgTableCreator(creator)`
    creator: Option<Value<'a>>,
}

/// The names of a table and its columns, which are known before all else.
pub struct Outline<'a> {
    pub name: Option<Name>,
    pub dialect: Dialect,
    pub columns: Object<'a>,
    /// The property and the name of each column.
    pub names: Vec<(String, String)>,
    /// Keeps the term in its place, which is its identity.
    _term: Rc<Term<'a>>,
}

impl Outline<'_> {
    /// The column behind a property.
    pub fn column(&self, property: &str) -> Option<&str> {
        let (_, name) = self.names.iter().find(|(key, _)| key == property)?;
        Some(name)
    }
}

fn kind_of(function: &str) -> Option<TableKind> {
    Some(match function {
        "pgTable" | "mysqlTable" | "sqliteTable" | "cockroachTable" | "mssqlTable" | "table" => {
            TableKind::Table
        }
        "pgView" | "mysqlView" | "sqliteView" | "cockroachView" | "mssqlView" | "view" => {
            TableKind::View
        }
        "pgMaterializedView" | "cockroachMaterializedView" | "materializedView" => {
            TableKind::MaterializedView
        }
        _ => return None,
    })
}

impl<'a> Reader<'a> {
    /// The table that a value is, where it is one.
    pub(super) fn table_of(&self, value: &Value<'a>) -> Option<Rc<Outline<'a>>> {
        let chain = Chain::of(value)?;
        let call = table_call(&chain)?;
        Some(self.outline(&call))
    }

    pub(super) fn outline(&self, call: &TableCall<'a>) -> Rc<Outline<'a>> {
        let key = Rc::as_ptr(&call.term);
        if let Some(known) = self.outlines.borrow().get(&key) {
            return Rc::clone(known);
        }
        let place = call.term.place;
        let columns = match call.arguments.get(1) {
            Some(Value::Function(closure)) => {
                let builders = Value::import(module_of(call.dialect), "*", place);
                self.evaluator.call(closure, &[builders], place)
            }
            Some(other) => other.clone(),
            None => Value::Undefined,
        };
        let columns = match (&columns, call.kind) {
            (Value::Unknown(why), _) => Object {
                entries: Vec::new(),
                unread: vec![(**why).clone()],
            },
            (Value::Undefined, TableKind::View | TableKind::MaterializedView) => Object::default(),
            (other, _) => self.evaluator.entries(other).unwrap_or_else(|| Object {
                entries: Vec::new(),
                unread: vec![crate::typescript::value::Unreadable {
                    reason: "columns that depend on what runs".to_owned(),
                    place,
                }],
            }),
        };
        let casing = call.casing.unwrap_or(self.options.casing);
        let names = columns
            .entries
            .iter()
            .map(|entry| {
                let name = column_name(&entry.value);
                (
                    entry.key.clone(),
                    name.unwrap_or_else(|| casing.name(&entry.key)),
                )
            })
            .collect();
        let outline = Rc::new(Outline {
            name: self.table_name(call),
            dialect: call.dialect,
            columns,
            names,
            _term: Rc::clone(&call.term),
        });
        self.outlines.borrow_mut().insert(key, Rc::clone(&outline));
        outline
    }

    fn table_name(&self, call: &TableCall<'a>) -> Option<Name> {
        let mut name = call.arguments.first()?.clone();
        if let Some(creator) = &call.creator {
            name = self.evaluator.invoke(creator, vec![name], call.term.place);
        }
        let schema = match &call.schema {
            None => None,
            Some(schema) => Some(schema.as_str()?.to_owned()),
        };
        Some(Name {
            schema: schema.filter(|schema| {
                default_schema(call.dialect).is_some_and(|default| default != schema)
            }),
            name: name.as_str()?.to_owned(),
        })
    }

    /// Reads a table that is met for the first time.
    pub(super) fn table(&self, code_name: &str, call: &TableCall<'a>) {
        let outline = self.outline(call);
        let place = call.term.place;
        let Some(name) = outline.name.clone() else {
            let reason = format!("`{code_name}`, a table whose name depends on what runs");
            self.unknown(CatalogObject::Database, reason, place);
            return;
        };
        if !self.fits(call, &name) {
            return;
        }
        let object = CatalogObject::Table(name.clone());
        for unread in &outline.columns.unread {
            self.unknown(object.clone(), unread.reason.clone(), unread.place);
        }
        let mut table = Table {
            place: Some(self.evaluator.library.first_line(place)),
            notes: TableNotes {
                code_name: code_name.to_owned(),
                doc: None,
                origin: Origin::Declared,
                ignored: false,
            },
            ..Table::new(name, call.kind)
        };
        self.columns(&outline, &mut table);
        if call.kind == TableKind::Table {
            if let Some(extras) = call.arguments.get(2) {
                self.extras(extras, call, &outline, &mut table);
            }
        } else {
            self.knows(Fact::Views);
            self.definition(call, &mut table);
        }
        if call.row_security || call.links.iter().any(|link| link.method == "enableRLS") {
            table.row_security.enabled = true;
        }
        if !table.policies.is_empty() {
            table.row_security.enabled = true;
        }
        if table.row_security.enabled {
            self.knows(Fact::RowSecurity);
        }
        close_key(&mut table, call.dialect);
        self.found.borrow_mut().tables.push(table);
    }

    /// Whether a table is of the database that the others are of, and the first of its name.
    fn fits(&self, call: &TableCall<'a>, name: &Name) -> bool {
        let place = call.term.place;
        let dialect = *self.found.borrow_mut().dialect.get_or_insert(call.dialect);
        let object = CatalogObject::Table(name.clone());
        if dialect != call.dialect {
            self.unknown(object, "a table of another kind of database", place);
            return false;
        }
        if self
            .found
            .borrow()
            .tables
            .iter()
            .any(|table| table.name == *name)
        {
            self.unknown(object, "a second table of this name", place);
            return false;
        }
        true
    }

    /// The query of a view, where it is written as SQL.
    fn definition(&self, call: &TableCall<'a>, table: &mut Table) {
        let query = call.links.iter().find(|link| link.method == "as");
        if let Some(query) = query.and_then(|link| link.arguments.first()) {
            table.definition = self.sql_text(query).ok();
        }
        for column in &mut table.columns {
            // A view has none of them, whatever its columns are built from.
            column.default = None;
        }
    }

    /// The table and the column of `users.id`.
    pub(super) fn column_of(&self, value: &Value<'a>) -> Option<(Rc<Outline<'a>>, String)> {
        let Value::Term(term) = value else {
            return None;
        };
        let Shape::Member(table, property) = &term.shape else {
            return None;
        };
        let outline = self.table_of(table)?;
        let column = outline.column(property)?.to_owned();
        Some((outline, column))
    }
}

/// The schema that a name without one is in, where there are schemas in a database.
pub fn default_schema(dialect: Dialect) -> Option<&'static str> {
    match dialect {
        Dialect::Postgres => Some(postgres::DEFAULT_SCHEMA),
        Dialect::Cockroach => Some(cockroach::DEFAULT_SCHEMA),
        Dialect::SqlServer => Some(sqlserver::DEFAULT_SCHEMA),
        Dialect::MySql | Dialect::Sqlite | Dialect::Mongo => None,
    }
}

/// Whether a chain builds a table or a view.
pub fn table_call<'a>(chain: &Chain<'a>) -> Option<TableCall<'a>> {
    if let Some(Head::Core(dialect, name)) = chain.import() {
        return member_call(chain, dialect, &name);
    }
    let (head, arguments) = chain.head()?;
    let call = |dialect, kind, creator| TableCall {
        dialect,
        kind,
        schema: None,
        arguments: arguments.to_vec(),
        links: chain.links.clone(),
        term: Rc::clone(&chain.base),
        casing: None,
        row_security: false,
        creator,
    };
    match head {
        Head::Core(dialect, name)
            if matches!(
                name.as_str(),
                "pgSchema" | "mysqlSchema" | "mysqlDatabase" | "cockroachSchema" | "mssqlSchema"
            ) =>
        {
            let (link, links) = chain.links.split_first()?;
            // `schema.table.withRLS(…)`
            Some(TableCall {
                schema: arguments.first().cloned(),
                arguments: link.arguments.clone(),
                links: links.to_vec(),
                term: Rc::clone(&link.term),
                ..call(dialect, kind_of(&link.method)?, None)
            })
        }
        Head::Core(dialect, name) => Some(call(dialect, kind_of(&name)?, None)),
        Head::Made(made) => {
            let (Head::Core(dialect, name), arguments) = made.head()? else {
                return None;
            };
            let is_creator = name.ends_with("TableCreator") && made.links.is_empty();
            let creator = arguments.first()?.clone();
            is_creator.then(|| call(dialect, TableKind::Table, Some(creator)))
        }
        Head::Orm(_) | Head::Package(..) => None,
    }
}

/// `pgTable.withRLS(…)`, `snakeCase.table(…)`
fn member_call<'a>(chain: &Chain<'a>, dialect: Dialect, name: &str) -> Option<TableCall<'a>> {
    let (link, links) = chain.links.split_first()?;
    let (kind, casing, row_security) = match (name, link.method.as_str()) {
        ("pgTable" | "cockroachTable", "withRLS") => (TableKind::Table, None, true),
        ("snakeCase", method) => (kind_of(method)?, Some(Casing::Snake), false),
        ("camelCase", method) => (kind_of(method)?, Some(Casing::Camel), false),
        _ => return None,
    };
    Some(TableCall {
        dialect,
        kind,
        schema: None,
        arguments: link.arguments.clone(),
        links: links.to_vec(),
        term: Rc::clone(&link.term),
        casing,
        row_security,
        creator: None,
    })
}

/// Columns of the key are not NULL, and `MySQL` calls every key the same.
fn close_key(table: &mut Table, dialect: Dialect) {
    if let Some(PrimaryKey { columns, name, .. }) = &mut table.primary_key {
        if dialect == Dialect::MySql {
            *name = None;
        }
        for column in &mut table.columns {
            if columns.contains(&column.name) {
                column.nullable = false;
            }
        }
    }
}
