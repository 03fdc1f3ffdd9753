//! The Prisma schema language: its text into an AST, its AST into a catalog.

pub mod ast;
pub mod client;
mod generator;
mod lookup;
mod lower;
mod parse;
mod provider;
mod types;
mod validate;

pub use generator::{Generator, GeneratorValue, generator};
pub use lower::lower;
pub use parse::{parse, parse_file};
pub use types::Scalar;
pub use validate::validate;
