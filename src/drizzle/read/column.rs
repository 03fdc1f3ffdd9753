//! `createdAt: timestamp("created_at").notNull().defaultNow()`

use crate::{
    catalog::{
        Action, Column, ColumnType, Constraint, Default, Dialect, ForeignKey, Generated, Identity,
        Index, IndexColumn, Object, PrimaryKey, Table, TypeName,
    },
    diagnostic::Span,
    sql::mysql,
    typescript::value::{Entry, Value},
};

use super::{
    Reader,
    chain::{Chain, Head, Link},
    client,
    enums::enum_call,
    index::has_constraints,
    table::Outline,
    types::{self, Typed},
};

impl<'a> Reader<'a> {
    pub(super) fn columns(&self, outline: &Outline<'a>, table: &mut Table) {
        for (entry, (_, name)) in outline.columns.entries.iter().zip(&outline.names) {
            self.column(entry, name, outline, table);
        }
    }

    fn column(&self, entry: &Entry<'a>, name: &str, outline: &Outline<'a>, table: &mut Table) {
        let place = self.evaluator.library.first_line(entry.place);
        let object = Object::Column(table.name.clone(), name.to_owned());
        let chain = match (&entry.value, Chain::of(&entry.value)) {
            (Value::Unknown(why), _) => {
                let reason = format!("the column `{}`: {}", entry.key, why.reason);
                self.unknown(Object::Table(table.name.clone()), reason, why.place);
                return;
            }
            // A column of another table, as views have them.
            (value, _) if self.column_of(value).is_some() => {
                let reason = format!("`{}`, a column of another table", entry.key);
                self.unknown(object, reason, entry.place);
                return;
            }
            (_, None) => return,
            (_, Some(chain)) => chain,
        };
        let is_named = column_name(&entry.value).is_some();
        if !is_named && chain.head().is_some() {
            let mut found = self.found.borrow_mut();
            found.implied_name.get_or_insert(place);
        }
        let typed = match self.typed(&chain) {
            Ok(typed) => typed,
            Err(reason) => {
                self.unknown(object.clone(), reason, entry.place);
                Typed::plain(ColumnType::plain("unknown", Vec::new()))
            }
        };
        let mut column = Column::new(name, typed.ty, !typed.not_null);
        column.place = Some(place);
        column.notes.code_name.clone_from(&entry.key);
        if typed.sequence {
            column.default = Some(Default::AutoIncrement);
        }
        if chain.links.iter().any(|link| link.method == "array") {
            column.ty.list = true;
        }
        for link in &chain.links {
            self.link(link, &mut column, table, outline, &object);
        }
        if let Some(link) = chain.links.iter().find(|link| link.method == "onUpdateNow") {
            column.default = Some(on_update(column.default.as_ref(), link));
        }
        table.columns.push(column);
    }

    /// The type that the first call of a column's chain builds.
    fn typed(&self, chain: &Chain<'a>) -> Result<Typed, String> {
        let Some((head, arguments)) = chain.head() else {
            return Err("a column that is built in a way we do not know".to_owned());
        };
        let rest = match arguments.first() {
            Some(Value::String(_)) => &arguments[1..],
            _ => arguments,
        };
        match head {
            Head::Core(dialect, function) => {
                types::core(dialect, &function, rest, |labels| self.labels(labels))
            }
            Head::Made(made) => self.made(&made, rest),
            Head::Orm(function) | Head::Package(_, function) => Err(format!(
                "a column that `{function}()` builds, which is not Drizzle's"
            )),
        }
    }

    /// A column of an enum or of a type of the project's own.
    fn made(&self, made: &Chain<'a>, arguments: &[Value<'a>]) -> Result<Typed, String> {
        if let Some(call) = enum_call(made) {
            if self
                .found
                .borrow()
                .enums
                .iter()
                .all(|e| e.name != call.name)
            {
                self.declared_enum(&call.name.name, &call);
            }
            let name = TypeName::Enum(call.name);
            return Ok(Typed::plain(ColumnType { name, list: false }));
        }
        let Some((Head::Core(dialect, function), definition)) = made.head() else {
            return Err("a column that is built in a way we do not know".to_owned());
        };
        if function != "customType" {
            return Err(format!("a column that a result of `{function}()` builds"));
        }
        let definition = definition.first().and_then(Value::as_object);
        let Some(Value::Function(data_type)) = definition.and_then(|it| it.get("dataType")) else {
            return Err("a `customType` without a `dataType` that can be read".to_owned());
        };
        let config = arguments.first().cloned().unwrap_or(Value::Undefined);
        match self
            .evaluator
            .call(data_type, &[config], made.place())
            .as_str()
        {
            Some(text) => Ok(types::spelled(dialect, text)),
            None => Err("a `customType` whose `dataType` depends on what runs".to_owned()),
        }
    }

    fn link(
        &self,
        link: &Link<'a>,
        column: &mut Column,
        table: &mut Table,
        outline: &Outline<'a>,
        object: &Object,
    ) {
        let first = link.arguments.first();
        let place = self.evaluator.library.first_line(link.term.place);
        match link.method.as_str() {
            "notNull" => column.nullable = false,
            "primaryKey" => {
                column.nullable = false;
                let config = first.and_then(Value::as_object);
                let counts = config.and_then(|it| it.get("autoIncrement"));
                if counts.and_then(Value::truth) == Some(true) {
                    column.default = Some(Default::AutoIncrement);
                }
                let columns = vec![column.name.clone()];
                match &mut table.primary_key {
                    Some(key) => key.columns.extend(columns),
                    none => {
                        *none = Some(PrimaryKey {
                            method: None,
                            name: None,
                            columns,
                            place: Some(place),
                        });
                    }
                }
            }
            "unique" => table.indexes.push(unique(link, column, outline, place)),
            "references" => self.references(link, column, table, place),
            "default" => {
                if let Some(value) = first {
                    column.default = self.default(value, &column.ty, outline.dialect);
                }
            }
            "defaultNow" => {
                let text = match outline.dialect {
                    Dialect::Sqlite => "(cast((julianday('now') - 2440587.5)*86400000 as integer))",
                    _ => "now()",
                };
                column.default = Some(Default::Expression(text.to_owned()));
            }
            "defaultGetDate" => {
                column.default = Some(Default::Expression("getdate()".to_owned()));
            }
            "identity" => {
                column.nullable = false;
                column.default = Some(Default::AutoIncrement);
            }
            "defaultRandom" => {
                column.default = Some(Default::Expression("gen_random_uuid()".to_owned()));
            }
            "autoincrement" => column.default = Some(Default::AutoIncrement),
            "$default" | "$defaultFn" => {
                column.notes.client_default = self.client_default(first, link.term.place);
            }
            "$onUpdate" | "$onUpdateFn" => column.notes.updated_at = true,
            "generatedAlwaysAs" => self.generated(link, column, outline, object),
            "generatedAlwaysAsIdentity" | "generatedByDefaultAsIdentity" => {
                column.nullable = false;
                column.default = Some(Default::AutoIncrement);
                column.sequence = sequence(first);
                column.identity = Some(if link.method == "generatedAlwaysAsIdentity" {
                    Identity::Always
                } else {
                    Identity::ByDefault
                });
            }
            // `onUpdateNow()` is read with the default, of which it is a part.
            "array" | "$type" | "$ref" | "onUpdateNow" => {}
            other => {
                let reason = format!("`.{other}()`, which we do not know");
                self.unknown(object.clone(), reason, link.term.place);
            }
        }
    }

    fn generated(
        &self,
        link: &Link<'a>,
        column: &mut Column,
        outline: &Outline<'a>,
        object: &Object,
    ) {
        let place = link.term.place;
        let mut value = link.arguments.first().cloned().unwrap_or(Value::Undefined);
        if let Value::Function(closure) = &value {
            value = self.evaluator.call(closure, &[], place);
        }
        let mode = link.arguments.get(1).and_then(Value::as_object);
        let mode = mode.and_then(|it| it.get("mode")).and_then(Value::as_str);
        let stored = match mode {
            Some(mode) => mode == "stored" || mode == "persisted",
            None => matches!(outline.dialect, Dialect::Postgres | Dialect::Cockroach),
        };
        match self.sql_or_constant(&value) {
            Ok(expression) => column.generated = Some(Generated { expression, stored }),
            Err(reason) => {
                let reason = format!("a generated column from {reason}");
                self.unknown(object.clone(), reason, place);
            }
        }
    }

    /// `.references(() => users.id, { onDelete: "cascade" })`
    fn references(&self, link: &Link<'a>, column: &Column, table: &mut Table, place: Span) {
        let target = match link.arguments.first() {
            Some(Value::Function(closure)) => self.evaluator.call(closure, &[], link.term.place),
            Some(other) => other.clone(),
            None => Value::Undefined,
        };
        let config = link.arguments.get(1).and_then(Value::as_object);
        let text = |key: &str| config.and_then(|it| it.get(key)).and_then(Value::as_str);
        let name = text("name").map(str::to_owned);
        let found = self.column_of(&target);
        let Some((Some(references), target_column)) =
            found.map(|(outline, column)| (outline.name.clone(), column))
        else {
            let object = Object::ForeignKey(table.name.clone(), name.unwrap_or_default());
            let reason = format!(
                "a reference of `{}` to a column that cannot be read",
                column.name
            );
            self.unknown(object, reason, link.term.place);
            return;
        };
        table.foreign_keys.push(ForeignKey {
            name,
            columns: vec![column.name.clone()],
            references,
            referenced_columns: vec![target_column],
            on_delete: action(text("onDelete")),
            on_update: action(text("onUpdate")),
            place: Some(place),
        });
    }

    /// What the client fills in, where it is one of the functions that Prisma knows, too.
    fn client_default(
        &self,
        function: Option<&Value<'a>>,
        place: Span,
    ) -> Option<crate::catalog::ClientDefault> {
        let value = match function? {
            Value::Function(closure) => self.evaluator.call(closure, &[], place),
            // `.$defaultFn(createId)`
            other => {
                let chain = Chain::of(other)?;
                return client::default(&chain.import()?, &[]);
            }
        };
        let chain = Chain::of(&value)?;
        match chain.head() {
            Some((head, arguments)) => client::default(&head, arguments),
            // `crypto.randomUUID()`
            None => client::method(&chain.import()?, chain.links.first()?),
        }
    }
}

/// `.onUpdateNow({ fsp: 3 })`: what the server writes again on every update of a row.
fn on_update(default: Option<&Default>, link: &Link<'_>) -> Default {
    let config = link.arguments.first().and_then(Value::as_object);
    let digits = config.and_then(|it| it.get("fsp")).and_then(Value::text);
    let digits = digits.map_or_else(String::new, |digits| format!("({digits})"));
    let value = match default {
        Some(Default::Expression(text)) => Some(text.as_str()),
        _ => None,
    };
    let bare = |text: &str| Some(text.strip_prefix('(')?.strip_suffix(')')?.to_owned());
    let value = value.map(|text| bare(text).unwrap_or_else(|| text.to_owned()));
    // `defaultNow()` says it by another name.
    let value = value.map(|text| match text.strip_prefix("now(") {
        Some(rest) => format!("CURRENT_TIMESTAMP({rest}"),
        None => text,
    });
    mysql::on_update(value.as_deref(), &format!("CURRENT_TIMESTAMP{digits}"))
}

/// `{ increment: 10, startWith: 100 }`: how an identity counts, in the words and the
/// order of Prisma's DDL.
fn sequence(options: Option<&Value<'_>>) -> Vec<(&'static str, String)> {
    let options = options.and_then(Value::as_object);
    let words = [
        ("increment", "increment"),
        ("cache", "cache"),
        ("startWith", "start"),
        ("minValue", "minvalue"),
        ("maxValue", "maxvalue"),
    ];
    let said = |(key, word): (&str, &'static str)| Some((word, options?.get(key)?.text()?));
    words.into_iter().filter_map(said).collect()
}

/// The name that a column's builder is given.
pub fn column_name(value: &Value<'_>) -> Option<String> {
    let chain = Chain::of(value)?;
    let (_, arguments) = chain.head()?;
    arguments.first()?.as_str().map(str::to_owned)
}

/// `.unique("users_email_key", { nulls: "not distinct" })`
fn unique(link: &Link<'_>, column: &Column, outline: &Outline<'_>, place: Span) -> Index {
    let name = link.arguments.first().and_then(Value::as_str);
    let config = link.arguments.iter().rev().find_map(Value::as_object);
    let nulls = config
        .and_then(|it| it.get("nulls"))
        .and_then(Value::as_str);
    let is_constraint = has_constraints(outline.dialect);
    Index {
        unique: true,
        constraint: is_constraint.then_some(Constraint::Unique),
        nulls_not_distinct: nulls == Some("not distinct"),
        place: Some(place),
        ..Index::on(
            name.map(str::to_owned),
            vec![IndexColumn::plain(&column.name)],
        )
    }
}

/// `"set null"`; without any word it is `NO ACTION`.
pub fn action(word: Option<&str>) -> Action {
    match word {
        Some("restrict") => Action::Restrict,
        Some("cascade") => Action::Cascade,
        Some("set null") => Action::SetNull,
        Some("set default") => Action::SetDefault,
        _ => Action::NoAction,
    }
}
