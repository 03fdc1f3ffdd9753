//! What each driver returns for a type of the database, and what it takes: one
//! table a file. `tests/conformance/drivers.mjs` asks the drivers themselves.

mod better_sqlite3;
mod clients;
#[cfg(test)]
mod docs;
mod libsql;
mod mysql2;
mod pg;
mod pglite;
mod postgres_js;
mod profile;
mod tedious;

use serde::Deserialize;

use crate::{
    catalog::{Column, ColumnType, Dialect, TypeName},
    sql::sqlite::Dates,
};

pub use profile::{JsonInsert, List, Profile, Row, Value};

/// A driver under Kysely: rows have the types that it decodes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub enum Driver {
    /// `pg` (node-postgres) 8.
    #[serde(rename = "pg")]
    Pg,
    /// The same below what `orm-clients.ts` sets up.
    #[serde(rename = "clients")]
    Clients,
    /// `postgres` 3.
    #[serde(rename = "postgres.js")]
    PostgresJs,
    /// `@electric-sql/pglite`.
    #[serde(rename = "pglite")]
    Pglite,
    /// `@neondatabase/serverless`, over `WebSockets` or HTTP.
    #[serde(rename = "neon")]
    Neon,
    #[serde(rename = "mysql2")]
    Mysql2,
    #[serde(rename = "better-sqlite3")]
    BetterSqlite3,
    /// `@libsql/client`.
    #[serde(rename = "libsql")]
    Libsql,
    /// Microsoft's protocol, below Kysely's `MssqlDialect`.
    #[serde(rename = "tedious")]
    Tedious,
}

impl Driver {
    /// The first one for a dialect is the one that is taken when nobody names one.
    pub const ALL: [Self; 9] = [
        Self::Pg,
        Self::Clients,
        Self::PostgresJs,
        Self::Pglite,
        Self::Neon,
        Self::Mysql2,
        Self::BetterSqlite3,
        Self::Libsql,
        Self::Tedious,
    ];

    /// The drivers of a database that have a profile; none where Kysely has no such database.
    #[must_use]
    pub fn of(dialect: Dialect) -> Vec<Self> {
        let drivers = Self::ALL.into_iter();
        drivers
            .filter(|driver| driver.profile().dialects.contains(&dialect))
            .collect()
    }

    /// The driver that all three clients of `orm-clients.ts` share; `None` where Prisma's
    /// adapters leave them no such.
    ///
    /// Source: `@prisma/adapter-pg` 7 takes a pool of `pg`, `@prisma/adapter-libsql` a client
    /// by its `createClient`. `@prisma/adapter-mariadb` takes a pool of `mariadb`, which is
    /// neither Drizzle's nor Kysely's, and `@prisma/adapter-better-sqlite3` nothing.
    #[must_use]
    pub fn of_clients(dialect: Dialect) -> Option<Self> {
        match dialect {
            Dialect::Postgres => Some(Self::Clients),
            Dialect::Sqlite => Some(Self::Libsql),
            _ => None,
        }
    }

    /// As `kysely.driver` has it.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.profile().name
    }

    fn profile(self) -> &'static Profile {
        match self {
            Self::Pg => &pg::PROFILE,
            Self::Clients => &clients::PROFILE,
            Self::PostgresJs => &postgres_js::PROFILE,
            Self::Pglite => &pglite::PROFILE,
            Self::Neon => &pg::NEON,
            Self::Mysql2 => &mysql2::PROFILE,
            Self::BetterSqlite3 => &better_sqlite3::PROFILE,
            Self::Libsql => &libsql::PROFILE,
            Self::Tedious => &tedious::PROFILE,
        }
    }

    /// What a column holds; of a list, what one element is.
    #[must_use]
    pub fn value(self, column: &Column, dates: Dates) -> Value {
        let row = self.row(&column.ty);
        let value = match (&row.list, column.ty.list) {
            (List::Of(value), true) => *value,
            _ => row.value,
        };
        match (value, dates) {
            (Value::Stored { text, .. }, Dates::Iso8601) => Value::Plain(text),
            // What the database fills in itself is text.
            (Value::Stored { number, .. }, Dates::UnixEpochMs) if column.default.is_some() => {
                Value::Split {
                    helper: "Timestamp",
                    select: "number | string",
                    insert: number,
                }
            }
            (Value::Stored { number, .. }, Dates::UnixEpochMs) => match number {
                "number" => Value::Plain(number),
                _ => Value::Split {
                    helper: "UnixTime",
                    select: "number",
                    insert: number,
                },
            },
            (value, _) => value,
        }
    }

    /// Whether a list of the type is read into an array, and whether it may be given as one.
    #[must_use]
    pub fn list(self, ty: &ColumnType) -> List {
        self.row(ty).list
    }

    fn row(self, ty: &ColumnType) -> Row {
        let profile = self.profile();
        match &ty.name {
            TypeName::Enum(_) | TypeName::Labels(_) | TypeName::Composite(_) => Row {
                types: &[],
                value: Value::Enum,
                list: profile.enum_list,
            },
            TypeName::Plain { name, arguments } => profile.row(name, arguments),
        }
    }
}
