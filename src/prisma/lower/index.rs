//! `@id`, `@unique`, `@@id`, `@@unique` and `@@index` into keys and indexes.

use crate::{
    catalog::{Constraint, Dialect, Index, IndexColumn, IndexTarget, Order, PrimaryKey, Table},
    prisma::{
        ast::{Argument, Attribute, Expression, Function, Model, ModelKind},
        lookup::{column_name, text},
        types,
    },
    sql::names,
};

use super::scope::Scope;

pub fn lower(model: &Model<'_>, scope: &Scope<'_, '_>, table: &mut Table) {
    // What Prisma says of a view's keys is for its client: the database has none.
    if model.kind == ModelKind::View {
        return;
    }
    for field in &model.fields {
        for attribute in &field.attributes {
            let kind = match attribute.name.text {
                "id" => Kind::PrimaryKey,
                "unique" => Kind::Unique,
                _ => continue,
            };
            let column = column(column_name(field), &attribute.arguments, scope);
            add(kind, attribute, vec![column], scope, table);
        }
    }
    for attribute in &model.attributes {
        let kind = match attribute.name.text {
            "id" => Kind::PrimaryKey,
            "unique" => Kind::Unique,
            "index" => Kind::Index,
            "fulltext" => Kind::Fulltext,
            _ => continue,
        };
        let columns = listed_columns(attribute, model, scope);
        if !columns.is_empty() {
            add(kind, attribute, columns, scope, table);
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    PrimaryKey,
    Unique,
    Index,
    /// `@@fulltext`, which `MySQL` has.
    Fulltext,
}

fn add(
    kind: Kind,
    attribute: &Attribute<'_>,
    columns: Vec<IndexColumn>,
    scope: &Scope<'_, '_>,
    table: &mut Table,
) {
    let plain: Vec<&str> = columns
        .iter()
        .filter_map(|column| match &column.target {
            IndexTarget::Column(name) => Some(name.as_str()),
            IndexTarget::Expression(_) => None,
        })
        .collect();
    let name = database_name(kind, attribute).map_or_else(
        || {
            let (dialect, table) = (scope.dialect, table.name.name.as_str());
            let columns = plain.iter().copied();
            match kind {
                Kind::PrimaryKey => names::primary_key(dialect, table),
                Kind::Unique => names::unique(dialect, table, columns),
                Kind::Index | Kind::Fulltext => names::index(dialect, table, columns),
            }
        },
        str::to_owned,
    );
    if kind == Kind::PrimaryKey {
        table.primary_key = Some(PrimaryKey {
            name: names_primary_keys(scope.dialect).then_some(name),
            columns: plain.iter().map(|&column| column.to_owned()).collect(),
            method: match clustered(attribute) {
                Some(false) => Some("nonclustered".to_owned()),
                Some(true) | None => None,
            },
            place: Some(attribute.span),
        });
        return;
    }
    let predicate = attribute
        .named("where")
        .and_then(|w| predicate(w, table, scope.dialect));
    table.indexes.push(Index {
        unique: kind == Kind::Unique,
        constraint: match kind {
            // A constraint has no condition.
            Kind::Unique if predicate.is_none() => unique_constraint(scope.dialect),
            _ => None,
        },
        method: match kind {
            Kind::Fulltext => Some("fulltext".to_owned()),
            _ if clustered(attribute) == Some(true) => Some("clustered".to_owned()),
            _ => attribute.named("type").and_then(method),
        },
        predicate,
        place: Some(attribute.span),
        ..Index::on(Some(name), columns)
    });
}

/// Prisma makes a constraint of what is unique in SQL Server, and an index elsewhere.
pub fn unique_constraint(dialect: Dialect) -> Option<Constraint> {
    (dialect == Dialect::SqlServer).then_some(Constraint::Unique)
}

/// `MySQL` and `SQLite` call every primary key the same, and `MongoDB` has none.
fn names_primary_keys(dialect: Dialect) -> bool {
    match dialect {
        Dialect::Postgres | Dialect::Cockroach | Dialect::SqlServer => true,
        Dialect::MySql | Dialect::Sqlite | Dialect::Mongo => false,
    }
}

/// `map:` names the constraint. `name:` does so for `@@index` alone: of a key it
/// is what the client calls it.
fn database_name<'a>(kind: Kind, attribute: &'a Attribute<'_>) -> Option<&'a str> {
    let map = attribute.named("map").and_then(text);
    match kind {
        Kind::Index => map.or_else(|| attribute.named("name").and_then(text)),
        Kind::PrimaryKey | Kind::Unique | Kind::Fulltext => map,
    }
}

/// `clustered:`, which SQL Server has: of keys that is the usual way, of indexes it
/// is not.
fn clustered(attribute: &Attribute<'_>) -> Option<bool> {
    match attribute.named("clustered")? {
        Expression::Constant(value) => value.text.parse().ok(),
        _ => None,
    }
}

fn method(expression: &Expression<'_>) -> Option<String> {
    let Expression::Constant(name) = expression else {
        return None;
    };
    let method = name.text.to_ascii_lowercase();
    (method != "btree").then_some(method)
}

fn listed_columns(
    attribute: &Attribute<'_>,
    model: &Model<'_>,
    scope: &Scope<'_, '_>,
) -> Vec<IndexColumn> {
    let items: &[Expression<'_>] = match attribute.named_or_first("fields") {
        Some(Expression::Array(items, _)) => items,
        Some(single) => std::slice::from_ref(single),
        None => &[],
    };
    let mut columns = Vec::with_capacity(items.len());
    for item in items {
        let (name, arguments): (_, &[Argument<'_>]) = match item {
            Expression::Constant(name) => (*name, &[]),
            Expression::Function(Function {
                name, arguments, ..
            }) => (*name, arguments),
            _ => continue,
        };
        let field = model.fields.iter().find(|f| f.name.text == name.text);
        columns.extend(field.map(|field| column(column_name(field), arguments, scope)));
    }
    columns
}

fn column(name: &str, arguments: &[Argument<'_>], scope: &Scope<'_, '_>) -> IndexColumn {
    let mut column = IndexColumn::plain(name);
    for Argument { name, value, .. } in arguments {
        match (name.map(|name| name.text), value) {
            (Some("sort"), Expression::Constant(order)) if order.text == "Desc" => {
                column.order = Order::Descending;
            }
            (Some("length"), Expression::Number(digits, _)) => {
                column.length = digits.parse().ok();
            }
            (Some("ops"), Expression::Constant(class)) => {
                column.operator_class = Some(types::operator_class(scope.dialect, class.text));
            }
            (Some("ops"), Expression::Function(raw)) => {
                column.operator_class = raw.first().and_then(text).map(str::to_owned);
            }
            _ => {}
        }
    }
    column
}

/// `where: raw("…")`, and the object form `where: { deletedAt: null }`.
fn predicate(expression: &Expression<'_>, table: &Table, dialect: Dialect) -> Option<String> {
    match expression {
        Expression::Function(raw) => raw.first().and_then(text).map(str::to_owned),
        Expression::Object(entries, _) => {
            let conditions: Vec<String> = entries
                .iter()
                .map(|(field, value)| condition(field.text, value, table, dialect))
                .collect();
            Some(conditions.join(" AND "))
        }
        _ => None,
    }
}

fn condition(field: &str, value: &Expression<'_>, table: &Table, dialect: Dialect) -> String {
    let column = table
        .columns
        .iter()
        .find(|column| column.notes.code_name == field)
        .map_or(field, |column| &column.name);
    let column = format!("\"{}\"", column.replace('"', "\"\""));
    let is_null = |e: &Expression<'_>| matches!(e, Expression::Constant(c) if c.text == "null");
    if is_null(value) {
        return format!("{column} IS NULL");
    }
    if let Expression::Object(entries, _) = value
        && let [(operator, value)] = entries.as_slice()
        && operator.text == "not"
    {
        return if is_null(value) {
            format!("{column} IS NOT NULL")
        } else {
            format!("{column} <> {}", sql_value(value, dialect))
        };
    }
    format!("{column} = {}", sql_value(value, dialect))
}

fn sql_value(value: &Expression<'_>, dialect: Dialect) -> String {
    match value {
        Expression::String(text, _) => format!("'{}'", text.replace('\'', "''")),
        Expression::Number(digits, _) => (*digits).to_owned(),
        // SQL Server has no words for what is true and what is not.
        Expression::Constant(name) if dialect == Dialect::SqlServer && name.text == "true" => {
            "1".to_owned()
        }
        Expression::Constant(name) if dialect == Dialect::SqlServer && name.text == "false" => {
            "0".to_owned()
        }
        Expression::Constant(name) => name.text.to_owned(),
        Expression::Function(_) | Expression::Array(..) | Expression::Object(..) => String::new(),
    }
}
