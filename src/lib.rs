//! One Prisma schema in; Drizzle, Kysely and Zod out.

pub mod catalog;
pub mod diagnostic;
pub mod drizzle;
pub mod prisma;
pub mod sql;
pub mod typescript;
