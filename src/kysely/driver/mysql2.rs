//! `mysql2` 3 with its own options, and the query in one text, as Kysely sends it.
//!
//! Source: `mysql2` 3.24, `lib/parsers/text_parser.js` and `lib/parsers/string.js`.

use crate::catalog::Dialect;

use super::{
    pg::{NUMERIC, TIMESTAMP},
    profile::{JsonInsert, List, Profile, Value, row},
};

const BOOL: Value = Value::Split {
    helper: "Bool",
    select: "number",
    insert: "boolean | number",
};
/// A boolean that is a bit.
const BIT: Value = Value::Split {
    helper: "Bit",
    select: "Buffer",
    insert: "boolean | Buffer",
};
/// A number, which is not exact beyond 2^53.
const INT8: Value = Value::Split {
    helper: "Int8",
    select: "number",
    insert: "bigint | number | string",
};

pub static PROFILE: Profile = Profile {
    name: "mysql2",
    dialects: &[Dialect::MySql],
    rows: &[
        row(&["tinyint(1)"], BOOL),
        row(&["bit(1)"], BIT),
        row(
            &[
                "tinyint",
                "smallint",
                "mediumint",
                "int",
                "year",
                "float",
                "double",
            ],
            Value::Plain("number"),
        ),
        row(&["bigint"], INT8),
        row(&["decimal"], NUMERIC),
        row(&["date", "datetime", "timestamp"], TIMESTAMP),
        row(&["time"], Value::Plain("string")),
        row(&["json"], Value::Json(JsonInsert::Text)),
        row(
            &[
                "bit",
                "binary",
                "varbinary",
                "tinyblob",
                "blob",
                "mediumblob",
                "longblob",
            ],
            Value::Plain("Buffer"),
        ),
        row(&["point"], Value::Plain("{ x: number; y: number }")),
        row(
            &[
                "geometry",
                "linestring",
                "polygon",
                "multipoint",
                "multilinestring",
                "multipolygon",
                "geometrycollection",
            ],
            Value::Plain("object"),
        ),
    ],
    enum_list: List::Each,
    others: |_| row(&[], Value::Plain("string")),
};
