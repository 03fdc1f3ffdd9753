//! The values of a field of `MongoDB` as Prisma's client returns them.
//!
//! Source: the types that `prisma generate` writes, and prisma-engines'
//! `query-engine/connectors/mongodb-query-connector/src/value.rs`.

/// The schema for a field that holds no JSON, by its BSON type and Prisma's scalar.
pub fn value(bson: &str, scalar: Option<&str>) -> &'static str {
    match (scalar, bson) {
        // Twelve bytes, in hexadecimal digits.
        (Some("String"), "objectId") => "z.string().regex(/^[0-9a-f]{24}$/i)",
        (Some("Boolean"), _) => "z.boolean()",
        (Some("Int"), "int") => "z.int32()",
        (Some("Int"), _) => "z.int()",
        (Some("BigInt"), _) => "z.int64()",
        (Some("Float"), _) => "z.number()",
        (Some("DateTime"), _) => "z.date()",
        (Some("Bytes"), _) => "z.instanceof(Uint8Array)",
        _ => "z.string()",
    }
}
