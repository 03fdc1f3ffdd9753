//! Attributes that are not known, that stand where they cannot, or that stand
//! there twice.

use crate::{
    diagnostic::{Diagnostic, Diagnostics, nearest},
    prisma::{ast::Attribute, validate::Context},
};

use super::{Place, each};

/// The attributes of a field, anywhere.
const ON_FIELDS: [&str; 8] = [
    "default",
    "id",
    "ignore",
    "map",
    "relation",
    "shardKey",
    "unique",
    "updatedAt",
];

/// The attributes of a block, anywhere.
const ON_BLOCKS: [&str; 8] = [
    "fulltext", "id", "ignore", "index", "map", "schema", "shardKey", "unique",
];

impl Place {
    /// What may stand here. Rules of their own say why `@id` and `@unique` do not
    /// go with a relation.
    fn allowed(self) -> &'static [&'static str] {
        match self {
            Self::Column { .. } => &[
                "default",
                "id",
                "ignore",
                "map",
                "shardKey",
                "unique",
                "updatedAt",
            ],
            Self::Relation => &["relation", "ignore", "id", "unique"],
            Self::CompositeField { .. } => &["default", "map"],
            Self::EnumValue => &["map"],
            Self::Model => &ON_BLOCKS,
            Self::Composite => &[],
            Self::Enum => &["map", "schema"],
        }
    }

    fn is_block(self) -> bool {
        matches!(self, Self::Model | Self::Composite | Self::Enum)
    }

    fn takes_native_types(self) -> bool {
        matches!(
            self,
            Self::Column { scalar: true } | Self::CompositeField { scalar: true }
        )
    }

    fn title(self) -> &'static str {
        match self {
            Self::Column { .. } => "a field that is no relation",
            Self::Relation => "a relation",
            Self::CompositeField { .. } => "a field of a composite type",
            Self::EnumValue => "a value of an enum",
            Self::Model => "a model",
            Self::Composite => "a composite type",
            Self::Enum => "an enum",
        }
    }
}

pub fn placement(context: &Context<'_, '_>, diagnostics: &mut Diagnostics) {
    each(context, |place, attributes| {
        for attribute in attributes {
            if let Some(mistake) = misplaced(place, attribute) {
                diagnostics.push(mistake);
            }
        }
    });
}

fn misplaced(place: Place, attribute: &Attribute<'_>) -> Option<Diagnostic> {
    let name = attribute.name.text;
    let known = if place.is_block() {
        &ON_BLOCKS
    } else {
        &ON_FIELDS
    };
    let is_native = !place.is_block() && name.contains('.');
    if place.allowed().contains(&name) || (is_native && place.takes_native_types()) {
        return None;
    }
    let signs = if place.is_block() { "@@" } else { "@" };
    let (code, message) = if is_native {
        let what = match place {
            Place::Relation => "relation",
            _ => "field of this type",
        };
        (
            "prisma/misplaced-attribute",
            format!("a {what} has no native type"),
        )
    } else if known.contains(&name) {
        (
            "prisma/misplaced-attribute",
            format!("`{signs}{name}` cannot stand on {}", place.title()),
        )
    } else {
        (
            "prisma/unknown-attribute",
            format!("the attribute `{signs}{name}` is not known"),
        )
    };
    let near = place.allowed().iter().copied();
    let help = match (place, name) {
        (_, "id" | "unique" | "relation" | "default" | "map") if !place.is_block() => {
            format!("remove `@{name}`")
        }
        (Place::Composite, _) => "define it in the model that holds the type".to_owned(),
        _ if code == "prisma/unknown-attribute" => match nearest(name, near) {
            Some(near) => format!("did you mean `{signs}{near}`?"),
            None => "remove it".to_owned(),
        },
        _ => "remove it".to_owned(),
    };
    Some(
        Diagnostic::error(code, message)
            .at(attribute.span, "")
            .help(help),
    )
}

pub fn duplicates(context: &Context<'_, '_>, diagnostics: &mut Diagnostics) {
    each(context, |place, attributes| {
        for (index, attribute) in attributes.iter().enumerate() {
            let name = attribute.name.text;
            if place.is_block() && matches!(name, "index" | "unique" | "fulltext") {
                continue;
            }
            // A field has one native type, whatever the two are called.
            let is_native = place.takes_native_types() && name.contains('.');
            let first = attributes[..index].iter().find(|other| {
                other.name.text == name || (is_native && other.name.text.contains('.'))
            });
            let Some(first) = first else { continue };
            let message = if is_native {
                "the field has two native types".to_owned()
            } else if place.is_block() {
                format!("`@@{name}` is given twice")
            } else {
                format!("`@{name}` is given twice")
            };
            diagnostics.push(
                Diagnostic::error("prisma/duplicate-attribute", message)
                    .at(attribute.span, "")
                    .at(first.span, "the first one is here")
                    .help("keep one of them"),
            );
        }
    });
}
