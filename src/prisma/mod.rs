//! The Prisma schema language.

pub mod ast;
