//! A live database into a [`Catalog`], and the rows of Prisma's `_prisma_migrations`.
//!
//! Reading is safe next to a running system: one read-only transaction, of the
//! system catalogs alone, that waits for no lock longer than [`Options::lock_timeout`]
//! and for no answer longer than [`Options::statement_timeout`].

pub mod error;
mod failure;
mod mysql;
mod postgres;
mod sqlite;
pub mod tls;
pub mod url;

pub use error::DatabaseError;
pub use url::DatabaseUrl;

use std::time::Duration;

use tokio::runtime::Builder;

use crate::catalog::Catalog;

/// The table in which Prisma keeps what it applied.
pub const MIGRATIONS_TABLE: &str = "_prisma_migrations";

/// What one database holds.
#[derive(Debug)]
pub struct Database {
    pub catalog: Catalog,
    /// What Prisma applied, in its order; `None` where it never did. That it cannot
    /// be read is no reason to do without the catalog.
    pub applied: Result<Option<Vec<Applied>>, DatabaseError>,
    /// `PostgreSQL 16.4`
    pub server: String,
    /// `localhost:5433/shop`: where it is, without user and password.
    pub shown: String,
}

/// A row of `_prisma_migrations`; times as the database writes them, in UTC.
#[derive(Debug, Clone, PartialEq, Eq, serde::Deserialize)]
pub struct Applied {
    pub id: String,
    pub checksum: String,
    pub migration_name: String,
    pub started_at: String,
    pub finished_at: Option<String>,
    pub rolled_back_at: Option<String>,
    pub applied_steps_count: i64,
    pub logs: Option<String>,
}

/// What to read, and how long to wait.
#[derive(Debug, Clone)]
pub struct Options {
    /// The schemas to read (`PostgreSQL`); `None` for all but the system's.
    pub schemas: Option<Vec<String>>,
    /// An address may say otherwise (`connect_timeout=30`).
    pub connect_timeout: Duration,
    pub statement_timeout: Duration,
    pub lock_timeout: Duration,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            schemas: None,
            connect_timeout: Duration::from_secs(5),
            statement_timeout: Duration::from_secs(10),
            lock_timeout: Duration::from_secs(1),
        }
    }
}

/// Reads a database.
///
/// # Errors
/// When it cannot be reached or read; see [`DatabaseError`].
pub fn read(url: &DatabaseUrl, options: &Options) -> Result<Database, DatabaseError> {
    let runtime = Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(|error| DatabaseError::Lost {
            place: url.to_string(),
            message: error.to_string(),
        })?;
    let database = runtime.block_on(async {
        match url {
            DatabaseUrl::File(path) => sqlite::read(path, options).await,
            DatabaseUrl::Server(server) if server.dialect == crate::catalog::Dialect::MySql => {
                mysql::read(server, options).await
            }
            DatabaseUrl::Server(server) => postgres::read(server, options).await,
        }
    });
    // A look-up of a host that does not answer must not keep us.
    runtime.shutdown_background();
    Ok(Database {
        shown: url.to_string(),
        ..database?
    })
}
