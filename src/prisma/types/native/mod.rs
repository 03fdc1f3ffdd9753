//! What may stand behind `@db.`: for each database the names, the scalar types
//! they go with, and their arguments.

mod cockroach;
mod mongo;
mod mysql;
mod postgres;
mod sqlserver;

use std::ops::RangeInclusive;

use super::Scalar;
use crate::prisma::provider::Provider;

/// `VarChar`, `Decimal` …
#[derive(Debug)]
pub struct NativeType {
    pub name: &'static str,
    /// The scalar types of the fields that may have it; the first one is what
    /// Prisma reads such a column as.
    pub scalars: &'static [Scalar],
    pub arguments: Arguments,
}

/// What stands between the parentheses.
#[derive(Debug)]
pub enum Arguments {
    None,
    /// `VarChar(255)`, or just `VarChar` where the number is not required.
    Number {
        required: bool,
        range: RangeInclusive<u32>,
    },
    /// `VarChar(255)`, `VarChar(Max)`, `VarChar`
    NumberOrMax {
        max: u32,
    },
    /// `Decimal(10, 2)`, `Decimal`
    PrecisionAndScale {
        precision: RangeInclusive<u32>,
        scale: RangeInclusive<u32>,
    },
}

impl Arguments {
    /// How many there may be.
    #[must_use]
    pub fn count(&self) -> RangeInclusive<usize> {
        match self {
            Self::None => 0..=0,
            Self::Number { required: true, .. } => 1..=1,
            Self::Number { .. } | Self::NumberOrMax { .. } => 0..=1,
            Self::PrecisionAndScale { .. } => 0..=2,
        }
    }

    /// Whether the texts are values of the right kind, whatever their range.
    #[must_use]
    pub fn read(&self, texts: &[&str]) -> bool {
        let is_number = |text: &str| text.parse::<u32>().is_ok();
        match (self, texts) {
            (Self::None, _) | (Self::NumberOrMax { .. } | Self::PrecisionAndScale { .. }, []) => {
                true
            }
            (Self::Number { required, .. }, []) => !required,
            (Self::Number { .. }, [text]) => is_number(text),
            (Self::NumberOrMax { .. }, [text]) => {
                is_number(text) || text.eq_ignore_ascii_case("max")
            }
            (Self::PrecisionAndScale { .. }, [precision, scale]) => {
                is_number(precision) && is_number(scale)
            }
            _ => false,
        }
    }
}

/// All native types of a database.
#[must_use]
pub fn all(provider: Provider) -> &'static [NativeType] {
    match provider {
        Provider::Postgres => postgres::TYPES,
        Provider::MySql => mysql::TYPES,
        Provider::SqlServer => sqlserver::TYPES,
        Provider::Cockroach => cockroach::TYPES,
        Provider::Mongo => mongo::TYPES,
        Provider::Sqlite => &[],
    }
}

#[must_use]
pub fn find(provider: Provider, name: &str) -> Option<&'static NativeType> {
    all(provider).iter().find(|native| native.name == name)
}

/// A type without arguments.
const fn plain(name: &'static str, scalars: &'static [Scalar]) -> NativeType {
    NativeType {
        name,
        scalars,
        arguments: Arguments::None,
    }
}

/// A type with a number that may be left out.
const fn number(
    name: &'static str,
    scalars: &'static [Scalar],
    range: RangeInclusive<u32>,
) -> NativeType {
    NativeType {
        name,
        scalars,
        arguments: Arguments::Number {
            required: false,
            range,
        },
    }
}

/// A type with a number that must be there.
const fn required_number(
    name: &'static str,
    scalars: &'static [Scalar],
    range: RangeInclusive<u32>,
) -> NativeType {
    NativeType {
        name,
        scalars,
        arguments: Arguments::Number {
            required: true,
            range,
        },
    }
}

const fn number_or_max(name: &'static str, scalars: &'static [Scalar], max: u32) -> NativeType {
    NativeType {
        name,
        scalars,
        arguments: Arguments::NumberOrMax { max },
    }
}

const fn decimal(precision: RangeInclusive<u32>, scale: RangeInclusive<u32>) -> NativeType {
    NativeType {
        name: "Decimal",
        scalars: &[Scalar::Decimal],
        arguments: Arguments::PrecisionAndScale { precision, scale },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arguments_are_read_as_prisma_does() {
        let decimal = &find(Provider::Postgres, "Decimal").unwrap().arguments;
        assert!(decimal.read(&[]) && decimal.read(&["5", "2"]));
        assert!(!decimal.read(&["5"]) && !decimal.read(&["5", "-2"]));
        let text = &find(Provider::SqlServer, "VarChar").unwrap().arguments;
        assert!(text.read(&["max"]) && !text.read(&["\"max\""]));
    }
}
