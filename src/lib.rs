//! One Prisma schema in; Drizzle, Kysely and Zod out.

pub mod diagnostic;
pub mod prisma;
