//! The arguments that each attribute takes.

use super::Place;

/// What an argument's value must be. What the words and numbers mean is for the
/// rules of the attribute.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Text,
    /// A text of at least one character.
    Name,
    Word,
    Integer,
    Boolean,
    Any,
}

#[derive(Debug, Clone, Copy)]
pub struct Shape {
    /// The argument that may stand without its name.
    pub unnamed: Option<(&'static str, Kind)>,
    /// Whether that one may be left out.
    pub optional: bool,
    pub named: &'static [(&'static str, Kind)],
}

const KEY: &[(&str, Kind)] = &[
    ("map", Kind::Name),
    ("length", Kind::Integer),
    ("sort", Kind::Word),
    ("clustered", Kind::Boolean),
];

const UNIQUE: &[(&str, Kind)] = &[
    ("map", Kind::Name),
    ("length", Kind::Integer),
    ("sort", Kind::Word),
    ("clustered", Kind::Boolean),
    ("where", Kind::Any),
];

impl Shape {
    /// `None` for attributes that have no fixed arguments, or none at all here.
    pub fn of(place: Place, name: &str) -> Option<Self> {
        let fields = Some(("fields", Kind::Any));
        Some(match (place, name) {
            (_, "map") => Self::required(("name", Kind::Text), &[]),
            (_, "schema") => Self::required(("map", Kind::Text), &[]),
            (_, "ignore" | "updatedAt") | (Place::Column { .. }, "shardKey") => Self::named(&[]),
            (Place::Column { .. }, "default") => {
                Self::required(("value", Kind::Any), &[("map", Kind::Name)])
            }
            // That `map` is not for composite types is a rule of defaults.
            (Place::CompositeField { .. }, "default") => {
                Self::required(("value", Kind::Any), &[("map", Kind::Any)])
            }
            (Place::Relation, "relation") => Self {
                unnamed: Some(("name", Kind::Name)),
                optional: true,
                named: &[
                    ("fields", Kind::Any),
                    ("references", Kind::Any),
                    ("onDelete", Kind::Word),
                    ("onUpdate", Kind::Word),
                    ("map", Kind::Name),
                ],
            },
            (Place::Column { .. }, "id") => Self::named(KEY),
            (Place::Column { .. }, "unique") => Self::named(UNIQUE),
            (Place::Model, "id") => Self {
                unnamed: fields,
                optional: false,
                named: &[
                    ("name", Kind::Text),
                    ("map", Kind::Name),
                    ("clustered", Kind::Boolean),
                ],
            },
            (Place::Model, "unique") => Self {
                unnamed: fields,
                optional: false,
                named: &[
                    ("name", Kind::Text),
                    ("map", Kind::Name),
                    ("clustered", Kind::Boolean),
                    ("where", Kind::Any),
                ],
            },
            (Place::Model, "index") => Self {
                unnamed: fields,
                optional: false,
                named: &[
                    ("name", Kind::Text),
                    ("map", Kind::Name),
                    ("type", Kind::Word),
                    ("clustered", Kind::Boolean),
                    ("where", Kind::Any),
                ],
            },
            (Place::Model, "fulltext") => Self {
                unnamed: fields,
                optional: false,
                named: &[("map", Kind::Name)],
            },
            (Place::Model, "shardKey") => Self {
                unnamed: fields,
                optional: false,
                named: &[],
            },
            _ => return None,
        })
    }

    fn required(unnamed: (&'static str, Kind), named: &'static [(&'static str, Kind)]) -> Self {
        Self {
            unnamed: Some(unnamed),
            optional: false,
            named,
        }
    }

    fn named(named: &'static [(&'static str, Kind)]) -> Self {
        Self {
            unnamed: None,
            optional: true,
            named,
        }
    }

    /// Every argument there is.
    pub fn names(&self) -> impl Iterator<Item = (&'static str, Kind)> {
        self.unnamed.into_iter().chain(self.named.iter().copied())
    }
}
