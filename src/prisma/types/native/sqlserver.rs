//! What may stand behind `@db.` on SQL Server.

use super::{NativeType, decimal, number, number_or_max, plain};
use crate::prisma::types::Scalar;

pub const TYPES: &[NativeType] = &[
    plain("TinyInt", &[Scalar::Int]),
    plain("SmallInt", &[Scalar::Int]),
    plain("Int", &[Scalar::Int]),
    plain("BigInt", &[Scalar::BigInt]),
    decimal(1..=38, 0..=38),
    plain("Money", &[Scalar::Float]),
    plain("SmallMoney", &[Scalar::Float]),
    plain("Bit", &[Scalar::Boolean, Scalar::Int]),
    number("Float", &[Scalar::Float], 1..=53),
    plain("Real", &[Scalar::Float]),
    plain("Date", &[Scalar::DateTime]),
    plain("Time", &[Scalar::DateTime]),
    plain("DateTime", &[Scalar::DateTime]),
    plain("DateTime2", &[Scalar::DateTime]),
    plain("DateTimeOffset", &[Scalar::DateTime]),
    plain("SmallDateTime", &[Scalar::DateTime]),
    number("Char", &[Scalar::String], 0..=8_000),
    number("NChar", &[Scalar::String], 0..=4_000),
    number_or_max("VarChar", &[Scalar::String], 8_000),
    plain("Text", &[Scalar::String]),
    number_or_max("NVarChar", &[Scalar::String], 4_000),
    plain("NText", &[Scalar::String]),
    number("Binary", &[Scalar::Bytes], 0..=8_000),
    number_or_max("VarBinary", &[Scalar::Bytes], 8_000),
    plain("Image", &[Scalar::Bytes]),
    plain("Xml", &[Scalar::String]),
    plain("UniqueIdentifier", &[Scalar::String]),
];
