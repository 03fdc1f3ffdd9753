//! The Prisma schema on the disk: found as Prisma finds it, read as text.

mod error;
mod find;
mod prisma_config;
mod read;

pub use error::SourceError;
pub use find::{Found, Origin, find};
pub use read::{MOST_BYTES, read};
