//! What each client makes of a column's values in JavaScript, by the user's options.

use serde::Serialize;

use crate::catalog::{Column, ColumnType, TypeName};
use crate::drizzle::{self, BigIntMode, DateMode, DecimalMode};
use crate::kysely::{Driver, DriverValue as Value, List};
use crate::sql::sqlite::Dates;

/// What a value is in JavaScript.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    String,
    Number,
    BigInt,
    Boolean,
    Date,
    Buffer,
    /// A `Uint8Array` that need not be a `Buffer`.
    Bytes,
    /// Prisma's own class.
    Decimal,
    /// Whatever the JSON says.
    Json,
    /// An object of the driver's: an interval, a point.
    Object,
}

/// What a column's value is: of a list, what its elements are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Shape {
    pub kind: Kind,
    pub list: bool,
}

/// What the three clients make of one column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Shapes {
    /// `None` where Prisma's client has no field for the column.
    pub prisma: Option<Shape>,
    pub drizzle: Shape,
    pub kysely: Shape,
}

/// What the options of a project make of a column.
#[must_use]
pub fn shapes(column: &Column, drizzle: &drizzle::Options, driver: Driver) -> Shapes {
    Shapes {
        prisma: prisma(&column.ty),
        drizzle: of_drizzle(&column.ty, drizzle),
        kysely: kysely(column, driver),
    }
}

/// Prisma's scalar of each type: `src/prisma/types/postgres.rs`.
fn prisma(ty: &ColumnType) -> Option<Shape> {
    let kind = match &ty.name {
        TypeName::Enum(_) | TypeName::Labels(_) | TypeName::Composite(_) => Kind::String,
        TypeName::Plain { name, .. } => match name.as_str() {
            "text" | "varchar" | "char" | "citext" | "uuid" | "inet" | "xml" | "bit" | "varbit" => {
                Kind::String
            }
            "boolean" => Kind::Boolean,
            "smallint" | "integer" | "oid" | "real" | "double precision" => Kind::Number,
            "bigint" => Kind::BigInt,
            "numeric" | "money" => Kind::Decimal,
            "timestamp" | "timestamptz" | "date" | "time" | "timetz" => Kind::Date,
            "json" | "jsonb" => Kind::Json,
            "bytea" => Kind::Bytes,
            _ => return None,
        },
    };
    Some(Shape {
        kind,
        list: ty.list,
    })
}

/// The builders of `src/drizzle/types.rs`.
fn of_drizzle(ty: &ColumnType, options: &drizzle::Options) -> Shape {
    let TypeName::Plain { name, arguments } = &ty.name else {
        return Shape {
            kind: Kind::String,
            list: ty.list,
        };
    };
    let kind = match name.as_str() {
        "smallint" | "integer" | "oid" | "real" | "double precision" => Kind::Number,
        "bigint" => match options.bigint {
            BigIntMode::BigInt => Kind::BigInt,
            BigIntMode::Number => Kind::Number,
        },
        "numeric" => match options.decimal {
            DecimalMode::String => Kind::String,
            DecimalMode::Number => Kind::Number,
        },
        "boolean" => Kind::Boolean,
        "timestamp" | "timestamptz" | "date" => match options.date {
            DateMode::Date => Kind::Date,
            DateMode::String => Kind::String,
        },
        "json" | "jsonb" => Kind::Json,
        "bytea" => Kind::Buffer,
        // Without a number of dimensions it is a type of the file's own.
        "vector" | "halfvec" if !arguments.is_empty() => {
            return Shape {
                kind: Kind::Number,
                list: true,
            };
        }
        _ => Kind::String,
    };
    Shape {
        kind,
        list: ty.list,
    }
}

/// What the driver's profile says that it returns.
fn kysely(column: &Column, driver: Driver) -> Shape {
    let ty = &column.ty;
    if ty.list && driver.list(ty) == List::Text {
        return Shape {
            kind: Kind::String,
            list: false,
        };
    }
    // No database that is verified has dates of several spellings.
    let kind = match driver.value(column, Dates::default()) {
        Value::Enum | Value::JsonText => Kind::String,
        Value::Json(_) => Kind::Json,
        Value::Plain(text) | Value::Split { select: text, .. } | Value::Stored { text, .. } => {
            match text {
                "number" => Kind::Number,
                "bigint" => Kind::BigInt,
                "boolean" => Kind::Boolean,
                "Date" => Kind::Date,
                "Buffer" => Kind::Buffer,
                text if text.starts_with('{') => Kind::Object,
                _ => Kind::String,
            }
        }
    };
    Shape {
        kind,
        list: ty.list,
    }
}
