//! What decides how the file looks.

use crate::{
    diagnostic::{Diagnostic, Span},
    sql::sqlite::Dates,
    typescript::specifier::Specifier,
};

/// How the file looks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Options {
    pub prisma: ClientModule,
    pub drizzle_module: Specifier,
    pub relations: Relations,
    pub kysely_module: Specifier,
    /// How Prisma's client writes dates into `SQLite`.
    pub sqlite_dates: Dates,
    pub defaults: Defaults,
}

/// What holds where the caller of `createClients` says nothing; times are in milliseconds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Defaults {
    pub pool_size: u32,
    pub connection_timeout: u32,
    pub idle_timeout: u32,
    pub statement_timeout: u32,
    pub application_name: String,
}

/// How the Drizzle file says what its relations are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Relations {
    /// `relations()` beside the tables, which drizzle-orm 0.45 takes as its schema.
    BesideTables,
    /// One constant of `defineRelations()`, as drizzle-orm 1.0 takes it.
    Defined,
}

/// The module that exports `PrismaClient`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ClientModule {
    At(Specifier),
    Unknown(NoModule),
}

/// Why nobody knows where the client is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoModule {
    /// The schema has no block that makes one.
    NoBlock,
    /// The block has no `output`, and its client no other place.
    NoOutput(Span),
    /// The `output` is `env("…")`.
    Computed(Span),
}

impl Default for Defaults {
    fn default() -> Self {
        Self {
            pool_size: 10,
            connection_timeout: 5_000,
            idle_timeout: 30_000,
            statement_timeout: 30_000,
            application_name: "triple-orm".to_owned(),
        }
    }
}

pub fn complain(reason: NoModule) -> Diagnostic {
    match reason {
        NoModule::NoBlock => Diagnostic::error(
            "clients/no-prisma-client",
            "the schema has no `generator` block that makes Prisma's client",
        )
        .help("add one, or set `clients.prismaClient` to the module that exports `PrismaClient`"),
        NoModule::NoOutput(span) => Diagnostic::error(
            "clients/no-prisma-client",
            "Prisma's client has no `output`",
        )
        .at(span, "")
        .help("write `output = \"../generated/prisma\"`, as `prisma generate` wants it"),
        NoModule::Computed(span) => Diagnostic::error(
            "clients/no-prisma-client",
            "where Prisma's client is depends on the environment",
        )
        .at(span, "")
        .help("set `clients.prismaClient` to the module that exports `PrismaClient`"),
    }
}
