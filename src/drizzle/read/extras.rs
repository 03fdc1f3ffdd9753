//! The third argument of a table: keys, indexes, checks and policies.

use crate::{
    catalog::{Check, Fact, ForeignKey, Object, PrimaryKey, Table},
    diagnostic::Span,
    typescript::value::{Object as Entries, Value},
};

use super::{
    Reader,
    chain::{Chain, Head, Link},
    column::action,
    table::{Outline, TableCall},
};

impl<'a> Reader<'a> {
    pub(super) fn extras(
        &self,
        extras: &Value<'a>,
        call: &TableCall<'a>,
        outline: &Outline<'a>,
        table: &mut Table,
    ) {
        let place = call.term.place;
        let value = match extras {
            Value::Function(closure) => {
                let table = Value::Term(std::rc::Rc::clone(&call.term));
                self.evaluator.call(closure, &[table], place)
            }
            other => other.clone(),
        };
        let object = Object::Table(table.name.clone());
        let items: Vec<Value<'a>> = match &value {
            Value::Array(items) => items
                .iter()
                .flat_map(|item| match item {
                    Value::Array(more) => more.to_vec(),
                    one => vec![one.clone()],
                })
                .collect(),
            Value::Undefined | Value::Null => Vec::new(),
            Value::Unknown(why) => {
                self.unknown(object, why.reason.clone(), why.place);
                return;
            }
            other => {
                let Some(entries) = self.evaluator.entries(other) else {
                    self.unknown(object, "indexes and keys that cannot be read", place);
                    return;
                };
                for unread in &entries.unread {
                    self.unknown(object.clone(), unread.reason.clone(), unread.place);
                }
                let entries = entries.entries.into_iter();
                entries.map(|entry| entry.value).collect()
            }
        };
        for item in &items {
            self.extra(item, outline, table, place);
        }
    }

    fn extra(&self, item: &Value<'a>, outline: &Outline<'a>, table: &mut Table, place: Span) {
        let object = Object::Table(table.name.clone());
        if let Value::Unknown(why) = item {
            self.unknown(object, why.reason.clone(), why.place);
            return;
        }
        let Some(chain) = Chain::of(item) else {
            return;
        };
        let place = if chain.place().end > 0 {
            chain.place()
        } else {
            place
        };
        let Some((Head::Core(_, function), arguments)) = chain.head() else {
            let reason = match chain.head() {
                Some((Head::Package(_, function), _)) => {
                    format!("`{function}()`, which is not Drizzle's")
                }
                _ => "an entry that is built in a way we do not know".to_owned(),
            };
            self.unknown(object, reason, place);
            return;
        };
        match function.as_str() {
            "index" | "uniqueIndex" | "unique" => {
                self.index(&function, arguments, &chain, outline, table);
            }
            "primaryKey" => self.primary_key(arguments, table, place),
            "foreignKey" => self.foreign_key(arguments, &chain.links, table, place),
            "check" => self.check(arguments, table, place),
            "pgPolicy" | "cockroachPolicy" => {
                let policy = self.policy(arguments, &table.name, place);
                self.knows(Fact::Policies);
                self.knows(Fact::RowSecurity);
                table.policies.extend(policy);
            }
            other => self.unknown(object, format!("`{other}()`, which we do not know"), place),
        }
    }

    /// `primaryKey({ columns: [t.a, t.b] })`, and `primaryKey(t.a, t.b)` of old
    fn primary_key(&self, arguments: &[Value<'a>], table: &mut Table, place: Span) {
        let config = arguments.first().and_then(Value::as_object);
        let listed = match config.and_then(|config| config.get("columns")) {
            Some(Value::Array(items)) => items.to_vec(),
            Some(_) => Vec::new(),
            None => arguments.to_vec(),
        };
        let name = config.and_then(|it| it.get("name")).and_then(Value::as_str);
        let object = Object::PrimaryKey(table.name.clone());
        if table.primary_key.is_some() {
            self.unknown(
                object,
                "a second primary key, beside that of a column",
                place,
            );
            return;
        }
        let Some(columns) = self.names(&listed) else {
            self.unknown(
                object,
                "a primary key of columns that cannot be read",
                place,
            );
            return;
        };
        table.primary_key = Some(PrimaryKey {
            method: None,
            name: name.map(str::to_owned),
            columns,
            place: Some(self.evaluator.library.first_line(place)),
        });
    }

    /// `foreignKey({ columns: [t.userId], foreignColumns: [users.id] }).onDelete("cascade")`
    fn foreign_key(
        &self,
        arguments: &[Value<'a>],
        links: &[Link<'a>],
        table: &mut Table,
        place: Span,
    ) {
        let config = match arguments.first() {
            Some(Value::Function(closure)) => self.evaluator.call(closure, &[], place),
            Some(other) => other.clone(),
            None => Value::Undefined,
        };
        let config = config.as_object();
        let name = config.and_then(|it| it.get("name")).and_then(Value::as_str);
        let read = || {
            let config = config?;
            let columns = self.names(&list(config, "columns")?)?;
            let foreign = list(config, "foreignColumns")?;
            let referenced_columns = self.names(&foreign)?;
            let (outline, _) = self.column_of(foreign.first()?)?;
            let references = outline.name.clone()?;
            Some((columns, references, referenced_columns))
        };
        let Some((columns, references, referenced_columns)) = read() else {
            let object = Object::ForeignKey(table.name.clone(), name.unwrap_or_default().into());
            self.unknown(object, "a foreign key whose columns cannot be read", place);
            return;
        };
        let on = |method: &str| {
            let link = links.iter().rev().find(|link| link.method == method);
            action(
                link.and_then(|link| link.arguments.first())
                    .and_then(Value::as_str),
            )
        };
        table.foreign_keys.push(ForeignKey {
            name: name.map(str::to_owned),
            columns,
            references,
            referenced_columns,
            on_delete: on("onDelete"),
            on_update: on("onUpdate"),
            place: Some(self.evaluator.library.first_line(place)),
        });
    }

    /// ``check("age_check", sql`${t.age} > 21`)``
    fn check(&self, arguments: &[Value<'a>], table: &mut Table, place: Span) {
        self.knows(Fact::Checks);
        let name = arguments.first().and_then(Value::as_str);
        let expression = match arguments.get(1) {
            Some(value) => self.sql_text(value),
            None => Err("a check without an expression".to_owned()),
        };
        match expression {
            Ok(expression) => table.checks.push(Check {
                name: name.map(str::to_owned),
                expression,
                place: Some(self.evaluator.library.first_line(place)),
            }),
            Err(reason) => {
                let object = Object::Check(table.name.clone(), name.unwrap_or_default().into());
                self.unknown(object, reason, place);
            }
        }
    }

    /// The names of columns; `None` when one of them is none.
    pub(super) fn names(&self, columns: &[Value<'a>]) -> Option<Vec<String>> {
        let name = |value| Some(self.column_of(value)?.1);
        let names: Option<Vec<String>> = columns.iter().map(name).collect();
        names.filter(|names| !names.is_empty())
    }
}

fn list<'a>(config: &Entries<'a>, key: &str) -> Option<Vec<Value<'a>>> {
    match config.get(key)? {
        Value::Array(items) => Some(items.to_vec()),
        _ => None,
    }
}
