//! What the databases have in common, and one file per dialect.

pub mod names;
pub mod postgres;
