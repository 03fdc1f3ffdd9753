//! A type, as far as it tells what values a column has.

use crate::diagnostic::Span;

#[derive(Debug, Clone, PartialEq)]
pub enum Type {
    /// `string`, `Date`, `unknown`: a class of values by its name.
    Named(&'static str),
    /// `"ADMIN"`
    Literal(String),
    Null,
    Undefined,
    Never,
    Union(Vec<Type>),
    List(Box<Type>),
    /// `ColumnType<Select, Insert, Update>`
    Column(Box<[Type; 3]>),
    /// Any object: what a JSON column may hold.
    Object,
    /// It cannot be said; why, and where.
    Unread(String, Span),
}

impl Type {
    /// A union without unions in it and without repetition.
    pub fn union(types: impl IntoIterator<Item = Type>) -> Self {
        let mut flat: Vec<Type> = Vec::new();
        for ty in types {
            match ty {
                Self::Union(more) => {
                    for one in more {
                        if !flat.contains(&one) {
                            flat.push(one);
                        }
                    }
                }
                Self::Never => {}
                one if flat.contains(&one) => {}
                one => flat.push(one),
            }
        }
        match flat.len() {
            0 => Self::Never,
            1 => flat.remove(0),
            _ => Self::Union(flat),
        }
    }

    /// Its members, where it is a union; itself alone otherwise.
    pub fn members(&self) -> Vec<&Type> {
        match self {
            Self::Union(types) => types.iter().collect(),
            Self::Never => Vec::new(),
            one => vec![one],
        }
    }

    /// `A & B`: what of them says most of the value.
    pub fn intersection(types: Vec<Type>) -> Self {
        let mut rest: Vec<Type> = types;
        rest.retain(|ty| *ty != Self::Object);
        match rest.len() {
            0 => Self::Object,
            _ => rest.remove(0),
        }
    }

    /// What a select gives.
    pub fn select(&self) -> Self {
        self.part(0)
    }

    /// What an insert takes.
    pub fn insert(&self) -> Self {
        self.part(1)
    }

    fn part(&self, part: usize) -> Self {
        Self::union(self.members().into_iter().map(|member| match member {
            Self::Column(parts) => parts[part].clone(),
            one => one.clone(),
        }))
    }

    pub fn contains(&self, wanted: &Type) -> bool {
        self.members().contains(&wanted)
    }
}
