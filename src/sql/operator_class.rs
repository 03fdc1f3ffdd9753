//! The operator classes of `PostgreSQL` that an index has when nobody says which.

use crate::catalog::{ColumnType, TypeName};

/// Whether the operator class is what the method takes for the type anyway.
#[must_use]
pub fn is_default(class: &str, method: &str, ty: Option<&ColumnType>) -> bool {
    let Some(ty) = ty else { return false };
    if ty.list {
        return class == "array_ops";
    }
    let name = match &ty.name {
        TypeName::Plain { name, .. } => name.as_str(),
        TypeName::Enum(_) | TypeName::Labels(_) | TypeName::Composite(_) => {
            return class == "enum_ops";
        }
    };
    let own = match name {
        "integer" => "int4",
        "bigint" => "int8",
        "smallint" => "int2",
        "real" => "float4",
        "double precision" => "float8",
        "boolean" => "bool",
        "varchar" => "text",
        "char" => "bpchar",
        other => other,
    };
    match method {
        "btree" | "hash" => class == format!("{own}_ops"),
        "gin" => matches!(
            (own, class),
            ("jsonb", "jsonb_ops") | ("tsvector", "tsvector_ops")
        ),
        "gist" => match own {
            "point" | "box" | "circle" | "tsvector" | "tsquery" => class == format!("{own}_ops"),
            "polygon" => class == "poly_ops",
            "geometry" => class == "gist_geometry_ops_2d",
            "geography" => class == "gist_geography_ops",
            range if range.ends_with("range") => class == "range_ops",
            _ => false,
        },
        "brin" => class == format!("{own}_minmax_ops"),
        "spgist" => match own {
            "text" => class == "text_ops",
            "point" => class == "quad_point_ops",
            _ => false,
        },
        "ivfflat" => class == "vector_l2_ops" && own == "vector",
        _ => false,
    }
}
