//! `@@index`, `@@unique`, `@@fulltext` and `@unique`: their arguments, and what
//! each database can index.

pub mod arguments;
pub mod fulltext;
pub mod mongodb;
pub mod native_types;
pub mod operator_classes;
pub mod predicate;
pub mod support;
