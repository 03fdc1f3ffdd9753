//! The Prisma schema on the disk: found as Prisma finds it, read as text, watched
//! for changes.

mod error;
mod find;
mod look;
mod prisma_config;
mod read;
mod watch;

pub use error::SourceError;
pub use find::{Found, Origin, find};
pub use look::{Look, Stamp};
pub use read::{MOST_BYTES, read};
pub use watch::Watch;
