//! `@default(…)`: what the database fills in, and what the client does.

use crate::{
    catalog::{
        ClientDefault, Column, ColumnType, Default as DatabaseDefault, Dialect, Literal, Table,
        TypeName,
    },
    prisma::{
        ast::{Expression, Field, Function},
        lookup::{attribute, column_name, text},
        types::Scalar,
    },
    sql::{expression::parse_default, mysql, names},
};

use super::{literal, scope::Referent};

#[derive(Default)]
pub struct Defaults {
    pub database: Option<DatabaseDefault>,
    pub client: Option<ClientDefault>,
    /// The column is an identity, whose sequence counts like this.
    pub identity: Option<Vec<(&'static str, String)>>,
}

impl Defaults {
    fn database(default: DatabaseDefault) -> Self {
        Self {
            database: Some(default),
            ..Self::default()
        }
    }

    fn client(default: ClientDefault) -> Self {
        Self {
            client: Some(default),
            ..Self::default()
        }
    }
}

pub fn lower(
    field: &Field<'_>,
    referent: Referent<'_, '_>,
    ty: &ColumnType,
    dialect: Dialect,
) -> Defaults {
    let Some(value) =
        attribute(&field.attributes, "default").and_then(|a| a.named_or_first("value"))
    else {
        return Defaults::default();
    };
    match value {
        Expression::Function(function) => lower_function(function, ty, dialect),
        value => match literal::lower(value, referent, dialect) {
            Some(literal) => constant(literal, referent, ty, dialect),
            None => Defaults::default(),
        },
    }
}

/// Prisma leaves some constants out of its DDL, and its client puts them into every row.
/// On `MySQL` it leaves a text's backslashes, which escape there, and a time zone, which
/// the server takes off.
///
/// Source: prisma-engines `sql-schema-connector/src/flavour/mysql/renderer.rs`.
fn constant(
    literal: Literal,
    referent: Referent<'_, '_>,
    ty: &ColumnType,
    dialect: Dialect,
) -> Defaults {
    let is_client = match dialect {
        Dialect::Mongo => true,
        Dialect::MySql => matches!(referent, Referent::Scalar(Scalar::Json | Scalar::Bytes)),
        Dialect::Postgres | Dialect::Sqlite | Dialect::Cockroach | Dialect::SqlServer => false,
    };
    if is_client {
        return Defaults::client(ClientDefault::Constant(literal));
    }
    Defaults::database(match (literal, dialect) {
        // The digits in a text, without the `x` that would make bytes of it.
        (Literal::Bytes(bytes), Dialect::Sqlite) => {
            DatabaseDefault::Expression(format!("'{}'", literal::hex(&bytes)))
        }
        (Literal::String(text), Dialect::MySql) => {
            DatabaseDefault::Literal(Literal::String(mysql::unescaped(&text)))
        }
        (Literal::DateTime(text), Dialect::MySql) => {
            DatabaseDefault::Literal(Literal::DateTime(mysql::point(&text, ty)))
        }
        (literal, _) => DatabaseDefault::Literal(literal),
    })
}

fn lower_function(function: &Function<'_>, ty: &ColumnType, dialect: Dialect) -> Defaults {
    let argument = || function.first().and_then(small_number);
    match function.name.text {
        // A number that is in no row yet, and of no sequence of the column's.
        "autoincrement" if dialect == Dialect::Cockroach => {
            Defaults::database(DatabaseDefault::Expression("unique_rowid()".to_owned()))
        }
        "autoincrement" => Defaults::database(DatabaseDefault::AutoIncrement),
        "sequence" => Defaults {
            identity: Some(sequence(function)),
            ..Defaults::database(DatabaseDefault::AutoIncrement)
        },
        "now" if dialect == Dialect::Mongo => Defaults::client(ClientDefault::Now),
        "now" => Defaults::database(DatabaseDefault::Expression(now(dialect, ty))),
        "dbgenerated" => Defaults::database(
            match function.arguments.first().and_then(|a| text(&a.value)) {
                Some(sql) if !sql.is_empty() => parse_default(sql, ty),
                _ => DatabaseDefault::Unknown,
            },
        ),
        "uuid" => Defaults::client(ClientDefault::Uuid {
            version: argument().unwrap_or(4),
        }),
        "cuid" => Defaults::client(ClientDefault::Cuid {
            version: argument().unwrap_or(1),
        }),
        "ulid" => Defaults::client(ClientDefault::Ulid),
        "nanoid" => Defaults::client(ClientDefault::Nanoid { length: argument() }),
        "auto" => Defaults::client(ClientDefault::ObjectId),
        _ => Defaults::default(),
    }
}

/// `sequence(start: 100, virtual: true)`: what is not as usual, in the words and the
/// order of Prisma's DDL.
///
/// Source: prisma-engines `sql-schema-connector/src/flavour/postgres/renderer.rs`.
fn sequence(function: &Function<'_>) -> Vec<(&'static str, String)> {
    let mut options = Vec::new();
    if let Some(Expression::Constant(value)) = function.named("virtual")
        && value.text == "true"
    {
        options.push(("virtual", String::new()));
    }
    for (argument, word, usual) in [
        ("increment", "increment", 1),
        ("cache", "cache", 1),
        ("start", "start", 1),
        ("minValue", "minvalue", 1),
        ("maxValue", "maxvalue", 0),
    ] {
        if let Some(Expression::Number(digits, _)) = function.named(argument)
            && digits
                .parse::<i64>()
                .is_ok_and(|it| it > usual && it != i64::MAX)
        {
            options.push((word, (*digits).to_owned()));
        }
    }
    options
}

/// `CURRENT_TIMESTAMP`; on `MySQL` with the precision of its column.
fn now(dialect: Dialect, ty: &ColumnType) -> String {
    match (dialect, &ty.name) {
        (Dialect::MySql, TypeName::Plain { arguments, .. }) if !arguments.is_empty() => {
            format!("CURRENT_TIMESTAMP({})", arguments.join(","))
        }
        _ => "CURRENT_TIMESTAMP".to_owned(),
    }
}

fn small_number(expression: &Expression<'_>) -> Option<u8> {
    match expression {
        Expression::Number(text, _) => text.parse().ok(),
        _ => None,
    }
}

/// What SQL Server calls the constraint that it makes of a default.
pub fn constraint_name(
    field: &Field<'_>,
    default: Option<&DatabaseDefault>,
    dialect: Dialect,
    table: &str,
) -> Option<String> {
    let is_constraint = matches!(
        default,
        Some(DatabaseDefault::Literal(_) | DatabaseDefault::Expression(_))
    );
    if dialect != Dialect::SqlServer || !is_constraint {
        return None;
    }
    let map = attribute(&field.attributes, "default").and_then(|it| text(it.named("map")?));
    Some(map.map_or_else(
        || names::default(dialect, table, column_name(field)),
        str::to_owned,
    ))
}

/// In `SQLite` Prisma lets every `Int` count up that is a primary key by itself,
/// whether the schema says so or not, and no other column.
///
/// Source: prisma-engines `sql-schema-connector/src/flavour/sqlite/renderer.rs`.
pub fn count_up_in_sqlite(table: &mut Table) {
    let key = table.primary_key.as_ref();
    let key = key.and_then(|key| match key.columns.as_slice() {
        [column] => Some(column.clone()),
        _ => None,
    });
    for Column {
        name,
        notes,
        default,
        ..
    } in &mut table.columns
    {
        let counts = key.as_ref() == Some(name) && notes.scalar == Some(Scalar::Int.name());
        match default {
            None if counts => *default = Some(DatabaseDefault::AutoIncrement),
            Some(DatabaseDefault::AutoIncrement) if !counts => *default = None,
            _ => {}
        }
    }
}
