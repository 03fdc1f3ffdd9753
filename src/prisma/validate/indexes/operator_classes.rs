//! Which operator classes go with which index types and columns.
//!
//! Source: prisma-engines
//! `psl-core/src/builtin_connectors/postgres_datamodel_connector/validations.rs`.

use crate::{
    diagnostic::{Diagnostic, Diagnostics},
    prisma::{
        ast::{Arity, Expression},
        provider::Provider,
        types::Scalar,
        validate::{
            context::FieldType,
            resolved::{Algorithm, Key, KeyField, Resolved},
        },
    },
};

/// The classes of each native type, by index type.
const CLASSES: &[(Algorithm, &str, &[&str])] = &[
    (Algorithm::Gist, "Inet", &["InetOps"]),
    (Algorithm::SpGist, "Inet", &["InetOps"]),
    (Algorithm::SpGist, "Text", &["TextOps"]),
    (Algorithm::SpGist, "VarChar", &["TextOps"]),
    (Algorithm::SpGist, "Char", &["TextOps"]),
    (Algorithm::Gin, "JsonB", &["JsonbOps", "JsonbPathOps"]),
    (Algorithm::Brin, "Bit", &["BitMinMaxOps"]),
    (Algorithm::Brin, "VarBit", &["VarBitMinMaxOps"]),
    (
        Algorithm::Brin,
        "Char",
        &["BpcharBloomOps", "BpcharMinMaxOps"],
    ),
    (
        Algorithm::Brin,
        "Date",
        &["DateBloomOps", "DateMinMaxOps", "DateMinMaxMultiOps"],
    ),
    (
        Algorithm::Brin,
        "Real",
        &["Float4BloomOps", "Float4MinMaxOps", "Float4MinMaxMultiOps"],
    ),
    (
        Algorithm::Brin,
        "DoublePrecision",
        &["Float8BloomOps", "Float8MinMaxOps", "Float8MinMaxMultiOps"],
    ),
    (
        Algorithm::Brin,
        "Inet",
        &[
            "InetInclusionOps",
            "InetBloomOps",
            "InetMinMaxOps",
            "InetMinMaxMultiOps",
        ],
    ),
    (
        Algorithm::Brin,
        "SmallInt",
        &["Int2BloomOps", "Int2MinMaxOps", "Int2MinMaxMultiOps"],
    ),
    (
        Algorithm::Brin,
        "Integer",
        &["Int4BloomOps", "Int4MinMaxOps", "Int4MinMaxMultiOps"],
    ),
    (
        Algorithm::Brin,
        "BigInt",
        &["Int8BloomOps", "Int8MinMaxOps", "Int8MinMaxMultiOps"],
    ),
    (
        Algorithm::Brin,
        "Decimal",
        &[
            "NumericBloomOps",
            "NumericMinMaxOps",
            "NumericMinMaxMultiOps",
        ],
    ),
    (
        Algorithm::Brin,
        "Oid",
        &["OidBloomOps", "OidMinMaxOps", "OidMinMaxMultiOps"],
    ),
    (
        Algorithm::Brin,
        "ByteA",
        &["ByteaBloomOps", "ByteaMinMaxOps"],
    ),
    (Algorithm::Brin, "Text", &["TextBloomOps", "TextMinMaxOps"]),
    (
        Algorithm::Brin,
        "VarChar",
        &["TextBloomOps", "TextMinMaxOps"],
    ),
    (
        Algorithm::Brin,
        "Timestamp",
        &[
            "TimestampBloomOps",
            "TimestampMinMaxOps",
            "TimestampMinMaxMultiOps",
        ],
    ),
    (
        Algorithm::Brin,
        "Timestamptz",
        &[
            "TimestampTzBloomOps",
            "TimestampTzMinMaxOps",
            "TimestampTzMinMaxMultiOps",
        ],
    ),
    (
        Algorithm::Brin,
        "Time",
        &["TimeBloomOps", "TimeMinMaxOps", "TimeMinMaxMultiOps"],
    ),
    (
        Algorithm::Brin,
        "Timetz",
        &["TimeTzBloomOps", "TimeTzMinMaxOps", "TimeTzMinMaxMultiOps"],
    ),
    (
        Algorithm::Brin,
        "Uuid",
        &["UuidBloomOps", "UuidMinMaxOps", "UuidMinMaxMultiOps"],
    ),
];

/// The class of arrays, whatever they hold.
const ARRAY: &str = "ArrayOps";

/// All names that `ops:` takes.
pub fn names() -> impl Iterator<Item = &'static str> {
    let classes = CLASSES.iter().flat_map(|(_, _, classes)| classes.iter());
    classes.copied().chain([ARRAY])
}

/// Whether `ops:` takes a name.
pub fn is_known(name: &str) -> bool {
    names().any(|known| known == name)
}

/// `PostgreSQL` has classes for some pairs of an index type and a column type; it
/// has to know one.
pub fn postgres(resolved: &Resolved<'_, '_, '_>, diagnostics: &mut Diagnostics) {
    if resolved.provider != Provider::Postgres {
        return;
    }
    for (_, key) in resolved.all_keys() {
        for part in &key.fields {
            let class = match part.ops {
                // Prisma passes on what `raw` says.
                Some(Expression::Function(_)) => continue,
                Some(Expression::Constant(name)) => Some(name.text),
                _ => None,
            };
            if let Some((message, help)) = mismatch(key, part, class, resolved) {
                diagnostics.push(
                    Diagnostic::error("prisma/operator-class", message)
                        .at(key.span(), "")
                        .help(help),
                );
            }
        }
    }
}

fn mismatch(
    key: &Key<'_, '_>,
    part: &KeyField<'_, '_>,
    class: Option<&str>,
    resolved: &Resolved<'_, '_, '_>,
) -> Option<(String, String)> {
    let algorithm = key.algorithm.unwrap_or(Algorithm::BTree);
    let field = part.field();
    if let Some(class) = class {
        let of_class: Vec<Algorithm> = algorithms_of(class).collect();
        if !of_class.contains(&algorithm) {
            let types: Vec<_> = of_class.iter().map(|it| it.name()).collect();
            return Some((
                format!(
                    "a `{}` index has no operator class `{class}`",
                    algorithm.name()
                ),
                format!("add `type: {}` to the index, or leave out `ops`", types[0]),
            ));
        }
    }
    if matches!(algorithm, Algorithm::BTree | Algorithm::Hash) {
        return None;
    }
    let ty = resolved.context.field_type(field);
    let is_list = field.ty.arity == Arity::List;
    let explicit = resolved.native_type(field).map(|native| native.name);
    let native = explicit.or_else(|| default_native(ty));
    let classes = native.and_then(|native| {
        let mut known = CLASSES.iter();
        known.find(|(of, name, _)| *of == algorithm && *name == native)
    });
    let fits = match (algorithm, class) {
        (Algorithm::Gin, Some(ARRAY)) => is_list,
        (Algorithm::Gin, None) if is_list => true,
        // Without a class PostgreSQL has none by default, but Prisma lets it be.
        (Algorithm::Gist, None) => {
            explicit.is_none()
                && matches!(
                    ty,
                    FieldType::Scalar(Scalar::String) | FieldType::Unsupported
                )
        }
        (_, None) => classes.is_some() || matches!(ty, FieldType::Unsupported),
        (_, Some(class)) => classes.is_some_and(|(_, _, known)| known.contains(&class)),
    };
    if fits {
        return None;
    }
    let name = field.name.text;
    Some((
        match class {
            Some(class) => {
                format!("the operator class `{class}` does not fit the type of `{name}`")
            }
            None => format!(
                "a `{}` index does not take the type of `{name}`",
                algorithm.name()
            ),
        },
        match classes {
            Some((_, _, known)) => format!("use `ops: {}`", known.join("` or `ops: ")),
            None => "use another `type` of index, or `ops: raw(\"…\")`".to_owned(),
        },
    ))
}

fn algorithms_of(class: &str) -> impl Iterator<Item = Algorithm> {
    let array = (class == ARRAY).then_some(Algorithm::Gin);
    CLASSES
        .iter()
        .filter(move |(_, _, classes)| classes.contains(&class))
        .map(|(algorithm, _, _)| *algorithm)
        .chain(array)
}

fn default_native(ty: FieldType<'_, '_>) -> Option<&'static str> {
    let FieldType::Scalar(scalar) = ty else {
        return None;
    };
    Some(match scalar {
        Scalar::String => "Text",
        Scalar::Boolean => "Boolean",
        Scalar::Int => "Integer",
        Scalar::BigInt => "BigInt",
        Scalar::Float => "DoublePrecision",
        Scalar::Decimal => "Decimal",
        Scalar::DateTime => "Timestamp",
        Scalar::Json => "JsonB",
        Scalar::Bytes => "ByteA",
    })
}

/// `CockroachDB` has inverted indexes for JSON and lists, without classes.
pub fn cockroach(resolved: &Resolved<'_, '_, '_>, diagnostics: &mut Diagnostics) {
    if resolved.provider != Provider::Cockroach {
        return;
    }
    let inverted = resolved
        .all_keys()
        .map(|(_, key)| key)
        .filter(|key| key.algorithm == Some(Algorithm::Gin));
    for key in inverted {
        for (place, part) in key.fields.iter().enumerate() {
            let name = part.field().name.text;
            let ty = resolved.context.field_type(part.field());
            let is_json = matches!(ty, FieldType::Scalar(Scalar::Json));
            let is_list = part.field().ty.arity == Arity::List;
            let (message, help) = if part.ops.is_some() {
                (
                    "CockroachDB takes no operator classes".to_owned(),
                    "leave out `ops`",
                )
            } else if !is_json && !is_list && !matches!(ty, FieldType::Unsupported) {
                (
                    format!("a `Gin` index does not take the type of `{name}`"),
                    "use another `type` of index",
                )
            } else if is_json && place + 1 < key.fields.len() {
                (
                    format!("`{name}` is JSON, and not the last field of the `Gin` index"),
                    "list it last",
                )
            } else {
                continue;
            };
            diagnostics.push(
                Diagnostic::error("prisma/operator-class", message)
                    .at(key.span(), "")
                    .help(help),
            );
        }
    }
}
