//! What may stand behind `@db.` on `MySQL`.

use super::{NativeType, decimal, number, plain, required_number};
use crate::prisma::types::Scalar;

pub const TYPES: &[NativeType] = &[
    plain("Int", &[Scalar::Int]),
    plain("UnsignedInt", &[Scalar::Int]),
    plain("SmallInt", &[Scalar::Int]),
    plain("UnsignedSmallInt", &[Scalar::Int]),
    plain("TinyInt", &[Scalar::Int, Scalar::Boolean]),
    plain("UnsignedTinyInt", &[Scalar::Int, Scalar::Boolean]),
    plain("MediumInt", &[Scalar::Int]),
    plain("UnsignedMediumInt", &[Scalar::Int]),
    plain("BigInt", &[Scalar::BigInt]),
    decimal(0..=65, 0..=30),
    plain("UnsignedBigInt", &[Scalar::BigInt]),
    plain("Float", &[Scalar::Float]),
    plain("Double", &[Scalar::Float]),
    required_number("Bit", &[Scalar::Bytes, Scalar::Boolean], 1..=64),
    required_number("Char", &[Scalar::String], 0..=255),
    required_number("VarChar", &[Scalar::String], 0..=65_535),
    required_number("Binary", &[Scalar::Bytes], 0..=u32::MAX),
    required_number("VarBinary", &[Scalar::Bytes], 0..=u32::MAX),
    plain("TinyBlob", &[Scalar::Bytes]),
    plain("Blob", &[Scalar::Bytes]),
    plain("MediumBlob", &[Scalar::Bytes]),
    plain("LongBlob", &[Scalar::Bytes]),
    plain("TinyText", &[Scalar::String]),
    plain("Text", &[Scalar::String]),
    plain("MediumText", &[Scalar::String]),
    plain("LongText", &[Scalar::String]),
    plain("Date", &[Scalar::DateTime]),
    number("Time", &[Scalar::DateTime], 0..=u32::MAX),
    number("DateTime", &[Scalar::DateTime], 0..=u32::MAX),
    number("Timestamp", &[Scalar::DateTime], 0..=u32::MAX),
    plain("Year", &[Scalar::Int]),
    plain("Json", &[Scalar::Json]),
];
