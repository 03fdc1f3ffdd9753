//! What the databases have in common, and one file per dialect.

pub mod cockroach;
pub mod ddl;
pub mod expression;
pub mod mysql;
pub mod names;
pub mod normal;
pub mod operator_class;
pub mod postgres;
pub mod print;
pub mod quote;
pub mod sqlite;
pub mod sqlserver;
