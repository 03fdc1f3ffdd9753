//! The functions of defaults: which there are, for which types and databases,
//! and with which arguments.

use crate::{
    diagnostic::{Diagnostic, Diagnostics, nearest},
    prisma::{
        ast::{Arity, Expression, Function, ModelKind},
        provider::Provider,
        types::Scalar,
        validate::{Context, context::FieldType, lookup::kind},
    },
};

use super::CODE;

const ARGUMENTS: &str = "prisma/function-arguments";

const KNOWN: [&str; 8] = [
    "autoincrement",
    "now",
    "uuid",
    "cuid",
    "ulid",
    "nanoid",
    "auto",
    "dbgenerated",
];

/// What is wrong with a function as the default of a scalar field.
pub fn mistake(composite: bool, scalar: Scalar, function: &Function<'_>) -> Option<Diagnostic> {
    let name = function.name.text;
    if composite && matches!(name, "autoincrement" | "auto") {
        return Some(
            Diagnostic::error(CODE, format!("`{name}()` cannot stand in a composite type"))
                .help("give a value, or a function such as `uuid()`"),
        );
    }
    let scalars: &[Scalar] = match name {
        "autoincrement" => &[Scalar::Int, Scalar::BigInt],
        // Prisma has it everywhere else.
        "nanoid" if composite => &[],
        "cuid" | "uuid" | "ulid" | "nanoid" => &[Scalar::String],
        "now" => &[Scalar::DateTime],
        "auto" => return arguments(function),
        // Which others there are depends on the database.
        _ => return None,
    };
    if scalars.contains(&scalar) {
        return arguments(function);
    }
    Some(
        Diagnostic::error(
            CODE,
            format!(
                "`{name}()` is no default of a field of type `{}`",
                scalar.name()
            ),
        )
        .help(instead(scalar)),
    )
}

fn instead(scalar: Scalar) -> &'static str {
    match scalar {
        Scalar::Int | Scalar::BigInt => "use a number, or `autoincrement()`",
        Scalar::String => "use a string, or a function such as `uuid()`",
        Scalar::DateTime => "use `now()`",
        Scalar::Boolean => "use `true` or `false`",
        Scalar::Float | Scalar::Decimal => "use a number",
        Scalar::Json => "use JSON in quotes, such as `\"{}\"`",
        Scalar::Bytes => "use base64 in quotes, such as `\"aGVsbG8=\"`",
    }
}

/// Functions that this database, or any, does not have.
pub fn known(context: &Context<'_, '_>, diagnostics: &mut Diagnostics) {
    let Some(provider) = context.provider else {
        return;
    };
    for model in context.all_models() {
        let composite = model.kind == ModelKind::Composite;
        for field in &model.fields {
            let FieldType::Scalar(scalar) = context.field_type(field) else {
                continue;
            };
            let value = super::sole_default(field).and_then(|a| a.named_or_first("value"));
            let Some(Expression::Function(function)) = value else {
                continue;
            };
            let has_sequence = provider.has_sequence() && !composite;
            match function.name.text {
                "auto" if !provider.has_auto() => diagnostics.push(
                    Diagnostic::error(CODE, "`auto()` is for MongoDB only")
                        .at(function.span, "")
                        .help(instead(scalar)),
                ),
                "sequence" if has_sequence => {}
                name if KNOWN.contains(&name) => {}
                _ => diagnostics.push(unknown(function)),
            }
        }
    }
}

fn unknown(function: &Function<'_>) -> Diagnostic {
    let name = function.name.text;
    Diagnostic::error(
        "prisma/unknown-function",
        format!("the function `{name}` is not known"),
    )
    .at(function.span, "")
    .help(match nearest(name, KNOWN) {
        Some(near) => format!("did you mean `{near}()`?"),
        None => "use `dbgenerated(\"…\")` for an expression of the database".to_owned(),
    })
}

/// What is wrong with the arguments of a known function.
pub fn arguments(function: &Function<'_>) -> Option<Diagnostic> {
    let name = function.name.text;
    let values: Vec<&Expression<'_>> = function.arguments.iter().map(|a| &a.value).collect();
    let (message, help) = match (name, values.as_slice()) {
        (_, [])
        | ("uuid", [Expression::Number("4" | "7", _)])
        | ("cuid", [Expression::Number("1" | "2", _)]) => return None,
        ("dbgenerated", [Expression::String(text, _)]) if !text.is_empty() => return None,
        ("dbgenerated", _) => (
            "`dbgenerated` takes one text that is not empty",
            "write the expression of the database: `dbgenerated(\"…\")`",
        ),
        ("nanoid", [Expression::Number(digits, _)])
            if digits.parse().is_ok_and(|length: u8| length >= 2) =>
        {
            return None;
        }
        ("uuid", _) => (
            "`uuid` takes one number, 4 or 7",
            "write `uuid()` or `uuid(7)`",
        ),
        ("cuid", _) => (
            "`cuid` takes one number, 1 or 2",
            "write `cuid()` or `cuid(2)`",
        ),
        ("nanoid", _) => (
            "`nanoid` takes one number from 2 to 255",
            "write `nanoid()`, or its length: `nanoid(16)`",
        ),
        _ => {
            return Some(
                Diagnostic::error(ARGUMENTS, format!("`{name}` takes no arguments"))
                    .help(format!("write `{name}()`")),
            );
        }
    };
    Some(Diagnostic::error(ARGUMENTS, message).help(help))
}

const SEQUENCE: [&str; 6] = [
    "virtual",
    "cache",
    "increment",
    "minValue",
    "maxValue",
    "start",
];

/// `sequence(start: 10, increment: 2)`, on `CockroachDB`.
pub fn sequences(context: &Context<'_, '_>, diagnostics: &mut Diagnostics) {
    if !context.provider.is_some_and(Provider::has_sequence) {
        return;
    }
    for field in context.all_models().flat_map(|model| &model.fields) {
        let value = super::sole_default(field).and_then(|a| a.named_or_first("value"));
        let Some(Expression::Function(function)) = value else {
            continue;
        };
        if function.name.text != "sequence" || field.ty.arity == Arity::List {
            continue;
        }
        for argument in &function.arguments {
            let name = argument.name.map_or("", |name| name.text);
            let value = &argument.value;
            let mistake = if !SEQUENCE.contains(&name) {
                let help = format!("use {}", crate::prisma::validate::lookup::listed(SEQUENCE));
                Diagnostic::error(ARGUMENTS, format!("`sequence` has no argument `{name}`"))
                    .at(argument.span, "")
                    .help(help)
            } else if !fits(name, value) {
                let expected = if name == "virtual" {
                    "`true` or `false`"
                } else {
                    "a whole number"
                };
                let message = format!("`{name}` takes {expected}, and this is {}", kind(value));
                Diagnostic::error(ARGUMENTS, message)
                    .at(value.span(), "")
                    .help(format!("give {expected}"))
            } else {
                continue;
            };
            diagnostics.push(mistake);
        }
    }
}

fn fits(name: &str, value: &Expression<'_>) -> bool {
    match value {
        Expression::Constant(word) => name == "virtual" && matches!(word.text, "true" | "false"),
        Expression::Number(digits, _) => name != "virtual" && digits.parse::<i64>().is_ok(),
        _ => false,
    }
}
