//! Small questions about attributes that many rules ask.

use crate::prisma::{
    ast::{Argument, Attribute, Expression, Model},
    lookup::mapped_name,
};

pub use crate::prisma::lookup::{attribute, column_name};

/// The argument called `name`, with its place.
pub fn named<'a, 's>(attribute: &'a Attribute<'s>, name: &str) -> Option<&'a Argument<'s>> {
    attribute
        .arguments
        .iter()
        .find(|argument| argument.name.is_some_and(|it| it.text == name))
}

/// What an argument lists: one thing needs no brackets.
pub fn items<'a, 's>(expression: &'a Expression<'s>) -> &'a [Expression<'s>] {
    match expression {
        Expression::Array(items, _) => items,
        single => std::slice::from_ref(single),
    }
}

/// What the database calls the table of a model.
pub fn database_name<'a>(model: &'a Model<'_>) -> &'a str {
    mapped_name(&model.attributes).unwrap_or(model.name.text)
}
