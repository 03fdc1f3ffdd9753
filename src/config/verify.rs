//! What the configuration says of `triple-orm verify` and its test file.

use crate::config::read::{FromValue, NameList};
use crate::config::value::{Misfit, Value};
use crate::typescript::names::is_identifier;

/// What one place says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct VerifySettings {
    pub database_url: Option<Variable>,
    pub exclude: Option<NameList>,
}

impl VerifySettings {
    pub(super) fn over(self, below: Self) -> Self {
        Self {
            database_url: self.database_url.or(below.database_url),
            exclude: self.exclude.or(below.exclude),
        }
    }

    /// With what holds where nobody says anything.
    pub(super) fn resolved(self) -> Self {
        Self {
            database_url: self.database_url.or_else(|| Some(Variable::default())),
            exclude: self.exclude.or_else(|| Some(Vec::new())),
        }
    }
}

/// A variable of the environment: `env:TEST_DATABASE_URL`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Variable(pub String);

impl Default for Variable {
    fn default() -> Self {
        Self("TEST_DATABASE_URL".to_owned())
    }
}

impl FromValue for Variable {
    fn from_value(value: &Value) -> Result<Self, Misfit> {
        // An address holds a password, which has no place in a file.
        match value.text()?.strip_prefix("env:") {
            Some(name) if is_identifier(name) => Ok(Self(name.to_owned())),
            _ => Err(value.wrong_type("the variable with the address, as `env:NAME`")),
        }
    }
}
