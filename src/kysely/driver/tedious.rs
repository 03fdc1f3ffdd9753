//! `tedious` 19 below Kysely's `MssqlDialect`, with its own options.
//!
//! Source: `tedious` 19, `lib/value-parser.js`, for what it returns; Kysely 0.28,
//! `dialect/mssql/mssql-driver.ts`, for the types that values are sent as; and
//! Microsoft's table of conversions, for what the server makes of those.

use crate::catalog::Dialect;

use super::{
    pg::{INT8, TIMESTAMP},
    profile::{List, Profile, Value, row},
};

/// A number, which loses digits beyond its 15th.
const DECIMAL: Value = Value::Split {
    helper: "Numeric",
    select: "number",
    insert: "number | string",
};

pub static PROFILE: Profile = Profile {
    name: "tedious",
    dialects: &[Dialect::SqlServer],
    rows: &[
        row(
            // The server makes no money of a text.
            &[
                "tinyint",
                "smallint",
                "int",
                "real",
                "float",
                "money",
                "smallmoney",
            ],
            Value::Plain("number"),
        ),
        row(&["bigint"], INT8),
        row(&["decimal", "numeric"], DECIMAL),
        row(&["bit"], Value::Plain("boolean")),
        row(
            &[
                "date",
                "time",
                "datetime",
                "datetime2",
                "smalldatetime",
                "datetimeoffset",
            ],
            TIMESTAMP,
        ),
        row(
            &["binary", "varbinary", "image", "timestamp", "rowversion"],
            Value::Plain("Buffer"),
        ),
    ],
    enum_list: List::Each,
    others: |_| row(&[], Value::Plain("string")),
};
