//! Attributes: which ones there are, where they may stand, how often, and with
//! which arguments. What they mean is the business of other rules.

pub mod arguments;
pub mod ignore;
pub mod map;
pub mod placement;
pub mod schema;
mod shape;
pub mod updated_at;

use crate::prisma::ast::{Attribute, Block, ModelKind};

use super::{Context, context::FieldType};

/// What attributes stand on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    /// A field that is a column; native types go with scalars only.
    Column {
        scalar: bool,
    },
    Relation,
    CompositeField {
        scalar: bool,
    },
    EnumValue,
    Model,
    Composite,
    Enum,
}

/// Every list of attributes of a schema, with what it stands on. What the type of
/// a field is must be known to say which attributes it may have.
fn each<'a, 's>(context: &Context<'a, 's>, mut visit: impl FnMut(Place, &'a [Attribute<'s>])) {
    for block in &context.schema.blocks {
        match block {
            Block::Datasource(_) | Block::Generator(_) => {}
            Block::Enum(e) => {
                visit(Place::Enum, &e.attributes);
                for value in &e.values {
                    visit(Place::EnumValue, &value.attributes);
                }
            }
            Block::Model(model) => {
                let composite = model.kind == ModelKind::Composite;
                let place = if composite {
                    Place::Composite
                } else {
                    Place::Model
                };
                visit(place, &model.attributes);
                for field in &model.fields {
                    let scalar = match context.field_type(field) {
                        FieldType::Unknown => continue,
                        FieldType::Model(_) => {
                            if !composite {
                                visit(Place::Relation, &field.attributes);
                            }
                            continue;
                        }
                        FieldType::Scalar(_) => true,
                        FieldType::Enum(_) | FieldType::Composite(_) | FieldType::Unsupported => {
                            false
                        }
                    };
                    let place = if composite {
                        Place::CompositeField { scalar }
                    } else {
                        Place::Column { scalar }
                    };
                    visit(place, &field.attributes);
                }
            }
        }
    }
}
