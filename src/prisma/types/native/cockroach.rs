//! What may stand behind `@db.` on `CockroachDB`.

use super::{NativeType, decimal, number, plain};
use crate::prisma::types::Scalar;

pub const TYPES: &[NativeType] = &[
    number("Bit", &[Scalar::String], 1..=u32::MAX),
    plain("Bool", &[Scalar::Boolean]),
    plain("Bytes", &[Scalar::Bytes]),
    number("Char", &[Scalar::String], 0..=u32::MAX),
    plain("Date", &[Scalar::DateTime]),
    decimal(1..=1000, 0..=u32::MAX),
    plain("Float4", &[Scalar::Float]),
    plain("Float8", &[Scalar::Float]),
    plain("Inet", &[Scalar::String]),
    plain("Int2", &[Scalar::Int]),
    plain("Int4", &[Scalar::Int]),
    plain("Int8", &[Scalar::BigInt]),
    plain("JsonB", &[Scalar::Json]),
    plain("Oid", &[Scalar::Int]),
    plain("CatalogSingleChar", &[Scalar::String]),
    number("String", &[Scalar::String], 0..=u32::MAX),
    number("Time", &[Scalar::DateTime], 0..=6),
    number("Timestamp", &[Scalar::DateTime], 0..=6),
    number("Timestamptz", &[Scalar::DateTime], 0..=6),
    number("Timetz", &[Scalar::DateTime], 0..=6),
    plain("Uuid", &[Scalar::String]),
    number("VarBit", &[Scalar::String], 1..=u32::MAX),
];
