//! `@db.VarChar(255)`: a type that the database has, on a field that it goes with,
//! with arguments that it takes.

use crate::{
    diagnostic::{Diagnostic, Diagnostics},
    prisma::{
        ast::{Attribute, Expression},
        provider::Provider,
        types::{
            Scalar,
            native::{self, Arguments, NativeType},
        },
        validate::{
            Context,
            context::FieldType,
            lookup::{listed, written},
        },
    },
};

pub fn native_types(context: &Context<'_, '_>, diagnostics: &mut Diagnostics) {
    let Some((provider, datasource)) = context.provider.zip(context.datasource) else {
        return;
    };
    let datasource = datasource.name.text;
    for field in context.all_models().flat_map(|model| &model.fields) {
        let FieldType::Scalar(scalar) = context.field_type(field) else {
            continue;
        };
        // Two of them are a mistake of their own.
        let found = field
            .attributes
            .iter()
            .find_map(|attribute| Some((attribute, attribute.name.text.split_once('.')?)));
        let Some((attribute, (prefix, name))) = found else {
            continue;
        };
        let mistake = if prefix == datasource {
            mistake(provider, datasource, scalar, attribute, name)
        } else {
            Some(
                Diagnostic::error(
                    "prisma/native-type-prefix",
                    format!("`{prefix}` is not the name of the datasource"),
                )
                .help(format!("write `@{datasource}.{name}`")),
            )
        };
        diagnostics.extend(mistake.map(|mistake| mistake.at(attribute.span, "")));
    }
}

fn mistake(
    provider: Provider,
    datasource: &str,
    scalar: Scalar,
    attribute: &Attribute<'_>,
    name: &str,
) -> Option<Diagnostic> {
    let Some(native) = native::find(provider, name) else {
        let fitting = native::all(provider).iter().map(|native| native.name);
        return Some(
            Diagnostic::error(
                "prisma/unknown-native-type",
                format!("the native type `{name}` is not known"),
            )
            .help(match crate::diagnostic::nearest(name, fitting) {
                Some(near) => format!("did you mean `@{datasource}.{near}`?"),
                None => for_scalar(provider, scalar, datasource),
            }),
        );
    };
    let arguments: Vec<String> = attribute.arguments.iter().map(|a| text(&a.value)).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let count = native.arguments.count();
    if !count.contains(&arguments.len()) {
        return Some(
            arguments_error(format!(
                "the native type `{name}` takes {}, not {}",
                how_many(&native.arguments),
                arguments.len()
            ))
            .help(format!("write `@{datasource}.{}`", example(native))),
        );
    }
    if !native.scalars.contains(&scalar) {
        let scalars = native.scalars.iter().map(|scalar| scalar.name());
        return Some(
            Diagnostic::error(
                "prisma/native-type-scalar",
                format!(
                    "the native type `{name}` does not go with `{}`",
                    scalar.name()
                ),
            )
            .help(format!(
                "make the field {}, or {}",
                listed(scalars).replace(" and ", " or "),
                for_scalar(provider, scalar, datasource)
            )),
        );
    }
    if !native.arguments.read(&arguments) {
        return Some(
            arguments_error(format!(
                "the native type `{name}` does not take `({})`",
                arguments.join(", ")
            ))
            .help(format!("write `@{datasource}.{}`", example(native))),
        );
    }
    out_of_range(native, scalar, &arguments)
        .map(|(message, help)| arguments_error(message).help(help))
}

fn arguments_error(message: String) -> Diagnostic {
    Diagnostic::error("prisma/native-type-arguments", message)
}

/// The argument as Prisma compares it: strings keep their quotes.
fn text(value: &Expression<'_>) -> String {
    written(value)
}

fn how_many(arguments: &Arguments) -> &'static str {
    match arguments {
        Arguments::None => "no arguments",
        Arguments::Number { required: true, .. } => "one argument",
        Arguments::Number { .. } | Arguments::NumberOrMax { .. } => "at most one argument",
        Arguments::PrecisionAndScale { .. } => "two arguments or none",
    }
}

fn example(native: &NativeType) -> String {
    match &native.arguments {
        Arguments::None => native.name.to_owned(),
        Arguments::Number { range, .. } => {
            format!("{}({})", native.name, (*range.end()).min(255))
        }
        Arguments::NumberOrMax { .. } => format!("{}(Max)", native.name),
        Arguments::PrecisionAndScale { .. } => format!("{}(10, 2)", native.name),
    }
}

fn for_scalar(provider: Provider, scalar: Scalar, datasource: &str) -> String {
    let fitting: Vec<String> = native::all(provider)
        .iter()
        .filter(|native| native.scalars.contains(&scalar))
        .map(|native| format!("@{datasource}.{}", native.name))
        .collect();
    if fitting.is_empty() {
        return "remove it: the type of the field says enough".to_owned();
    }
    let fitting = listed(fitting.iter().map(String::as_str));
    format!("use {}", fitting.replace(" and ", " or "))
}

/// What is wrong with numbers that are numbers, and a help.
fn out_of_range(
    native: &NativeType,
    scalar: Scalar,
    arguments: &[&str],
) -> Option<(String, String)> {
    let name = native.name;
    let numbers: Vec<u32> = arguments.iter().filter_map(|a| a.parse().ok()).collect();
    let limit = |what: &str, from: u32, to: u32| {
        (
            format!("the {what} of `{name}` is out of range"),
            if to == u32::MAX {
                format!("give {from} or more")
            } else {
                format!("give a number from {from} to {to}")
            },
        )
    };
    match (&native.arguments, numbers.as_slice()) {
        (Arguments::Number { range, .. }, [number]) => {
            if !range.contains(number) {
                return Some(limit("argument", *range.start(), *range.end()));
            }
            // One bit is a truth value, several are bytes.
            (name == "Bit" && scalar == Scalar::Boolean && *number > 1).then(|| {
                (
                    "a `Boolean` is one bit long".to_owned(),
                    "write `Bit(1)`".to_owned(),
                )
            })
        }
        (Arguments::NumberOrMax { max }, [number]) if number > max => {
            let (message, help) = limit("length", 1, *max);
            Some((message, format!("{help}, or `Max`")))
        }
        (Arguments::PrecisionAndScale { precision, scale }, [p, s]) => {
            if s > p {
                Some((
                    format!("the scale of `{name}` is larger than its precision"),
                    format!("give a scale of at most {p}"),
                ))
            } else if !precision.contains(p) {
                Some(limit("precision", *precision.start(), *precision.end()))
            } else if !scale.contains(s) {
                Some(limit("scale", *scale.start(), *scale.end()))
            } else {
                None
            }
        }
        _ => None,
    }
}
