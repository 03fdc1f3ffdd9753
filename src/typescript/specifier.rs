//! How our files name each other in imports.

use serde::Deserialize;

use super::quote;

/// What stands behind the name of a file of ours that is imported.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub enum ImportExtension {
    /// Nothing, for bundlers: `./json-schemas`
    #[default]
    #[serde(rename = "")]
    None,
    /// What Node's own modules want of compiled code: `./json-schemas.js`
    #[serde(rename = ".js")]
    Js,
    /// The file itself, for Node, Deno and Bun without a compiler: `./json-schemas.ts`
    #[serde(rename = ".ts")]
    Ts,
}

/// A file of ours as another one imports it, in quotes: `"./json-schemas"`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Specifier(String);

impl Specifier {
    /// The module that is the file, which lies beside the one that imports it.
    #[must_use]
    pub fn of(file: &str, extension: ImportExtension) -> Self {
        let stem = file.strip_suffix(".ts").unwrap_or(file);
        let extension = match extension {
            ImportExtension::None => "",
            ImportExtension::Js => ".js",
            ImportExtension::Ts => ".ts",
        };
        Self(quote::string(&format!("./{stem}{extension}")))
    }

    /// A module by the text that stands in an import.
    #[must_use]
    pub fn written(module: &str) -> Self {
        Self(quote::string(module))
    }

    #[must_use]
    pub fn quoted(&self) -> &str {
        &self.0
    }
}

/// The user's own file, under its usual name.
impl Default for Specifier {
    fn default() -> Self {
        Self::of("json-schemas.ts", ImportExtension::default())
    }
}
