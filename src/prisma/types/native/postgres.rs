//! What may stand behind `@db.` on `PostgreSQL`.

use super::{NativeType, decimal, number, plain};
use crate::prisma::types::Scalar;

pub const TYPES: &[NativeType] = &[
    plain("SmallInt", &[Scalar::Int]),
    plain("Integer", &[Scalar::Int]),
    plain("BigInt", &[Scalar::BigInt]),
    decimal(1..=1000, 0..=u32::MAX),
    plain("Money", &[Scalar::Decimal]),
    plain("Inet", &[Scalar::String]),
    plain("Oid", &[Scalar::Int]),
    plain("Citext", &[Scalar::String]),
    plain("Real", &[Scalar::Float]),
    plain("DoublePrecision", &[Scalar::Float]),
    number("VarChar", &[Scalar::String], 0..=u32::MAX),
    number("Char", &[Scalar::String], 0..=u32::MAX),
    plain("Text", &[Scalar::String]),
    plain("ByteA", &[Scalar::Bytes]),
    number("Timestamp", &[Scalar::DateTime], 0..=6),
    number("Timestamptz", &[Scalar::DateTime], 0..=6),
    plain("Date", &[Scalar::DateTime]),
    number("Time", &[Scalar::DateTime], 0..=6),
    number("Timetz", &[Scalar::DateTime], 0..=6),
    plain("Boolean", &[Scalar::Boolean]),
    number("Bit", &[Scalar::String], 1..=u32::MAX),
    number("VarBit", &[Scalar::String], 1..=u32::MAX),
    plain("Uuid", &[Scalar::String]),
    plain("Xml", &[Scalar::String]),
    plain("Json", &[Scalar::Json]),
    plain("JsonB", &[Scalar::Json]),
];
