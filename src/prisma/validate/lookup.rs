//! Small questions that many rules ask of what is written.

use crate::{
    diagnostic::nearest,
    prisma::ast::{Expression, Field},
};

pub use crate::prisma::lookup::{attribute, mapped_name};

/// The value of `@default(…)`.
pub fn default_value<'a, 's>(field: &'a Field<'s>) -> Option<&'a Expression<'s>> {
    attribute(&field.attributes, "default")?.named_or_first("value")
}

/// The name of the function that a default calls.
pub fn default_function<'a>(field: &'a Field<'_>) -> Option<&'a str> {
    match default_value(field)? {
        Expression::Function(function) => Some(function.name.text),
        _ => None,
    }
}

/// ``did you mean `near`?``, or else another help.
pub fn did_you_mean<'a>(
    word: &str,
    candidates: impl IntoIterator<Item = &'a str>,
    otherwise: impl Into<String>,
) -> String {
    match nearest(word, candidates) {
        Some(near) => format!("did you mean `{near}`?"),
        None => otherwise.into(),
    }
}

/// What kind of value an expression is, for messages.
pub fn kind(expression: &Expression<'_>) -> &'static str {
    match expression {
        Expression::String(..) => "a string",
        Expression::Number(..) => "a number",
        Expression::Constant(_) => "a bare word",
        Expression::Function(_) => "a function",
        Expression::Array(..) => "a list",
        Expression::Object(..) => "an object",
    }
}

/// The expression as it is written in a schema, more or less.
pub fn written(expression: &Expression<'_>) -> String {
    match expression {
        Expression::String(text, _) => format!("{text:?}"),
        Expression::Number(digits, _) => (*digits).to_owned(),
        Expression::Constant(name) => name.text.to_owned(),
        Expression::Function(function) => format!("{}(…)", function.name.text),
        Expression::Array(items, _) => {
            let items: Vec<String> = items.iter().map(written).collect();
            format!("[{}]", items.join(", "))
        }
        Expression::Object(..) => "{ … }".to_owned(),
    }
}

/// `a`, `b` and `c`
pub fn listed<'a>(names: impl IntoIterator<Item = &'a str>) -> String {
    let names: Vec<String> = names.into_iter().map(|name| format!("`{name}`")).collect();
    match names.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} and {last}", rest.join(", ")),
        _ => names.concat(),
    }
}
