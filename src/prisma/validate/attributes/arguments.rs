//! Arguments: each that is needed, none twice, none that does not exist, and each
//! of the right kind.

use crate::{
    diagnostic::{Diagnostic, Diagnostics},
    prisma::{
        ast::{Argument, Attribute, Expression},
        validate::{
            Context,
            lookup::{did_you_mean, kind, listed, written},
        },
    },
};

use super::{
    each,
    shape::{Kind, Shape},
};

pub fn arguments(context: &Context<'_, '_>, diagnostics: &mut Diagnostics) {
    each(context, |place, attributes| {
        for attribute in attributes {
            // Of an attribute that is given twice, Prisma reads none.
            let name = attribute.name.text;
            let repeats =
                place == super::Place::Model && matches!(name, "index" | "unique" | "fulltext");
            let twice = attributes
                .iter()
                .filter(|other| other.name.text == name)
                .count()
                > 1;
            if let Some(shape) = Shape::of(place, name)
                && (repeats || !twice)
            {
                check(attribute, &shape, diagnostics);
            }
        }
    });
}

fn check(attribute: &Attribute<'_>, shape: &Shape, diagnostics: &mut Diagnostics) {
    let unnamed: Vec<&Argument<'_>> = attribute
        .arguments
        .iter()
        .filter(|argument| argument.name.is_none())
        .collect();
    if unnamed.len() > 1 {
        let items: Vec<String> = unnamed.iter().map(|a| written(&a.value)).collect();
        diagnostics.push(
            Diagnostic::error(
                "prisma/unnamed-arguments",
                format!(
                    "`{}` has more than one argument without a name",
                    attribute.name.text
                ),
            )
            .at(attribute.span, "")
            .help(format!(
                "write a list, `[{}]`, or name the arguments",
                items.join(", ")
            )),
        );
    }
    duplicates(attribute, diagnostics);
    for argument in &attribute.arguments {
        let expected = match argument.name {
            None => shape.unnamed,
            Some(name) => shape.names().find(|(known, _)| *known == name.text),
        };
        match expected {
            Some((name, kind)) => value(name, kind, attribute, argument, diagnostics),
            None => diagnostics.push(unknown(attribute, argument, shape)),
        }
    }
    let Some((name, _)) = shape.unnamed else {
        return;
    };
    let named = attribute
        .arguments
        .iter()
        .find(|argument| argument.name.is_some_and(|n| n.text == name));
    match (named, unnamed.is_empty()) {
        // Prisma lets a relation be named twice.
        (Some(named), false) if !shape.optional => diagnostics.push(
            Diagnostic::error(
                "prisma/duplicate-argument",
                format!("the argument `{name}` is given twice"),
            )
            .at(named.span, "")
            .at(unnamed[0].span, "it stands here without its name")
            .help("keep one of them"),
        ),
        (None, true) if !shape.optional => diagnostics.push(
            Diagnostic::error(
                "prisma/missing-argument",
                format!("`{}` needs the argument `{name}`", attribute.name.text),
            )
            .at(attribute.span, "")
            .help(example(attribute.name.text)),
        ),
        _ => {}
    }
}

fn duplicates(attribute: &Attribute<'_>, diagnostics: &mut Diagnostics) {
    for (index, argument) in attribute.arguments.iter().enumerate() {
        let Some(name) = argument.name else { continue };
        let above = &attribute.arguments[..index];
        let first = above
            .iter()
            .find(|other| other.name.is_some_and(|n| n.text == name.text));
        if let Some(first) = first {
            diagnostics.push(
                Diagnostic::error(
                    "prisma/duplicate-argument",
                    format!("the argument `{}` is given twice", name.text),
                )
                .at(argument.span, "")
                .at(first.span, "the first one is here")
                .help("keep one of them"),
            );
        }
    }
}

fn unknown(attribute: &Attribute<'_>, argument: &Argument<'_>, shape: &Shape) -> Diagnostic {
    let names: Vec<&str> = shape.names().map(|(name, _)| name).collect();
    let others = if names.is_empty() {
        "remove it: it takes no arguments".to_owned()
    } else {
        format!("use {}", listed(names.iter().copied())).replace(" and ", " or ")
    };
    let (message, help) = match argument.name {
        Some(name) => (
            format!("`{}` has no argument `{}`", attribute.name.text, name.text),
            did_you_mean(name.text, names, others),
        ),
        None => (
            format!("`{}` takes no argument without a name", attribute.name.text),
            others,
        ),
    };
    Diagnostic::error("prisma/unknown-argument", message)
        .at(argument.span, "")
        .help(help)
}

fn value(
    name: &str,
    expected: Kind,
    attribute: &Attribute<'_>,
    argument: &Argument<'_>,
    diagnostics: &mut Diagnostics,
) {
    let value = &argument.value;
    let expected_kind = match (expected, value) {
        (Kind::Any, _)
        | (Kind::Text, Expression::String(..))
        | (Kind::Word, Expression::Constant(_)) => return,
        (Kind::Name, Expression::String(text, _)) => {
            if text.is_empty() {
                diagnostics.push(
                    Diagnostic::error(
                        "prisma/empty-argument",
                        format!("the argument `{name}` is empty"),
                    )
                    .at(attribute.span, "")
                    .at(value.span(), "a name belongs here")
                    .help("write a name, or remove the argument"),
                );
            }
            return;
        }
        (Kind::Integer, Expression::Number(digits, _)) if digits.parse::<i64>().is_ok() => return,
        (Kind::Boolean, Expression::Constant(word)) if matches!(word.text, "true" | "false") => {
            return;
        }
        (Kind::Text | Kind::Name, _) => "a string",
        (Kind::Word, _) => "a bare word",
        (Kind::Integer, _) => "a whole number",
        (Kind::Boolean, _) => "`true` or `false`",
    };
    let help = match (expected, value) {
        (Kind::Text | Kind::Name, Expression::Constant(word)) => {
            format!("write it in quotes: `\"{}\"`", word.text)
        }
        (Kind::Word, Expression::String(text, _)) => {
            format!("write it without quotes: `{text}`")
        }
        _ => format!("give {expected_kind}"),
    };
    diagnostics.push(
        Diagnostic::error(
            "prisma/argument-type",
            format!(
                "`{name}` takes {expected_kind}, and this is {}",
                kind(value)
            ),
        )
        .at(value.span(), "")
        .help(help),
    );
}

fn example(attribute: &str) -> String {
    match attribute {
        "map" => "write the name in the database: `map(\"name\")`".to_owned(),
        "schema" => "name the schema: `@@schema(\"public\")`".to_owned(),
        "default" => "give the value, such as `@default(now())`".to_owned(),
        _ => format!("list the fields: `@@{attribute}([a, b])`"),
    }
}
