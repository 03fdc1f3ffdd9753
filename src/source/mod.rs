//! What is on the disk: the Prisma schema and its migrations, found as Prisma finds
//! them, and the modules of a TypeScript project; and watching it for changes.

pub mod client;
mod error;
mod find;
mod look;
mod migrations;
pub mod modules;
mod package;
mod prisma_config;
mod read;
mod tsconfig;
mod watch;

pub use error::SourceError;
pub use find::{Found, Origin, find};
pub use look::{Look, Stamp};
pub use migrations::{MigrationFile, Migrations, find_migrations, read_extra, read_migrations};
pub use read::{MOST_BYTES, read};
pub use tsconfig::paths_of;
pub use watch::Watch;
