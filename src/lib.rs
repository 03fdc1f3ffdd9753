//! One Prisma schema in; Drizzle, Kysely and Zod out.

pub mod catalog;
pub mod diagnostic;
pub mod drizzle;
pub mod kysely;
pub mod prisma;
pub mod sql;
pub mod typescript;
pub mod zod;
