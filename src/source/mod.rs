//! The Prisma schema and its migrations on the disk: found as Prisma finds them,
//! read as text, watched for changes.

mod error;
mod find;
mod look;
mod migrations;
mod prisma_config;
mod read;
mod watch;

pub use error::SourceError;
pub use find::{Found, Origin, find};
pub use look::{Look, Stamp};
pub use migrations::{MigrationFile, Migrations, find_migrations, read_extra, read_migrations};
pub use read::{MOST_BYTES, read};
pub use watch::Watch;
