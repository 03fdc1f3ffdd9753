//! Small questions about attributes that many rules ask.

use crate::prisma::{
    ast::{Argument, Attribute, Expression, Field, Model},
    validate::context::text,
};

/// The first attribute called `name`.
pub fn attribute<'a, 's>(attributes: &'a [Attribute<'s>], name: &str) -> Option<&'a Attribute<'s>> {
    attributes.iter().find(|a| a.name.text == name)
}

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
    mapped(&model.attributes).unwrap_or(model.name.text)
}

/// What the database calls the column of a field.
pub fn column_name<'a>(field: &'a Field<'_>) -> &'a str {
    mapped(&field.attributes).unwrap_or(field.name.text)
}

fn mapped<'a>(attributes: &'a [Attribute<'_>]) -> Option<&'a str> {
    text(attribute(attributes, "map")?.named_or_first("name")?)
}
