//! The file for `SQLite`: what its template prints. Of Prisma's adapters for it, that of
//! libSQL alone takes a client that is open.
//!
//! Source: `@prisma/adapter-libsql` 7.10, `createClient`; `@prisma/adapter-better-sqlite3`
//! opens a handle in `connect`.

use askama::Template;

use crate::{catalog::Catalog, sql::sqlite::Dates};

use super::{Options, modules::Modules};

#[derive(Template)]
#[template(path = "clients/libsql.ts")]
pub struct ClientsPage {
    modules: Modules,
    /// In milliseconds.
    timeout: u32,
    timestamp_format: &'static str,
}

/// The longest time that both Node's timers and `SQLite` can wait for, in milliseconds.
const FOR_EVER: u32 = i32::MAX as u32;

pub fn page(catalog: &Catalog, options: &Options) -> ClientsPage {
    ClientsPage {
        modules: Modules::new(catalog, options),
        timeout: match options.defaults.connection_timeout {
            0 => FOR_EVER,
            time => time,
        },
        timestamp_format: match options.sqlite_dates {
            Dates::Iso8601 => "iso8601",
            Dates::UnixEpochMs => "unixepoch-ms",
        },
    }
}
