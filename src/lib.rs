//! One Prisma schema in; Drizzle, Kysely and Zod out, always in step.
//!
//! Every language is read into one relational model, the [`catalog`]; every
//! target is printed from it. `docs/architecture.md` has the map.

pub mod catalog;
pub mod cli;
pub mod commands;
pub mod config;
pub mod diagnostic;
pub mod drizzle;
pub mod erd;
pub mod init;
pub mod kysely;
pub mod output;
pub mod path;
pub mod prisma;
pub mod source;
pub mod sql;
pub mod target;
pub mod typescript;
pub mod zod;
