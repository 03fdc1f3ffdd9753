//! The Prisma schema language: its text into an AST, its AST into a catalog.

pub mod ast;
mod lower;
mod parse;
mod types;

pub use lower::lower;
pub use parse::parse;
