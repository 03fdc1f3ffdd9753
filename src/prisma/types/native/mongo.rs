//! What may stand behind `@db.` on `MongoDB`.

use super::{NativeType, plain};
use crate::prisma::types::Scalar;

pub const TYPES: &[NativeType] = &[
    plain("String", &[Scalar::String]),
    plain("Double", &[Scalar::Float]),
    plain("BinData", &[Scalar::Bytes]),
    plain("ObjectId", &[Scalar::String, Scalar::Bytes]),
    plain("Bool", &[Scalar::Boolean]),
    plain("Date", &[Scalar::DateTime]),
    plain("Int", &[Scalar::Int]),
    plain("Timestamp", &[Scalar::DateTime]),
    plain("Long", &[Scalar::Int, Scalar::BigInt]),
    plain("Json", &[Scalar::Json]),
];
