//! Small questions that validating and lowering ask of what is written.

use super::ast::{Attribute, ConfigBlock, Expression, Field};

/// The attribute called `name`.
pub fn attribute<'a, 's>(attributes: &'a [Attribute<'s>], name: &str) -> Option<&'a Attribute<'s>> {
    attributes.iter().find(|a| a.name.text == name)
}

/// `@map("…")`, `@@map(name: "…")`
pub fn mapped_name<'a>(attributes: &'a [Attribute<'_>]) -> Option<&'a str> {
    text(attribute(attributes, "map")?.named_or_first("name")?)
}

/// What the database calls a field's column.
pub fn column_name<'a>(field: &'a Field<'_>) -> &'a str {
    mapped_name(&field.attributes).unwrap_or(field.name.text)
}

/// The text of a string literal.
pub fn text<'a>(expression: &'a Expression<'_>) -> Option<&'a str> {
    match expression {
        Expression::String(text, _) => Some(text),
        _ => None,
    }
}

/// The value of a key of a datasource or a generator; of a key that is set twice,
/// the last one counts.
pub fn property<'a, 's>(block: &'a ConfigBlock<'s>, name: &str) -> Option<&'a Expression<'s>> {
    let property = block.properties.iter().rfind(|p| p.name.text == name)?;
    property.value.as_ref()
}
