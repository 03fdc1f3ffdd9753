//! Identifiers: which texts are some, and which are taken.

use std::collections::HashSet;

use heck::{ToLowerCamelCase, ToUpperCamelCase};
use unicode_ident::{is_xid_continue, is_xid_start};

/// Words that cannot name a constant or a type in a strict module.
const RESERVED: &[&str] = &[
    "any",
    "arguments",
    "as",
    "async",
    "await",
    "boolean",
    "break",
    "case",
    "catch",
    "class",
    "const",
    "continue",
    "debugger",
    "default",
    "delete",
    "do",
    "else",
    "enum",
    "eval",
    "export",
    "extends",
    "false",
    "finally",
    "for",
    "function",
    "if",
    "implements",
    "import",
    "in",
    "instanceof",
    "interface",
    "let",
    "never",
    "new",
    "null",
    "number",
    "object",
    "package",
    "private",
    "protected",
    "public",
    "return",
    "static",
    "string",
    "super",
    "switch",
    "symbol",
    "this",
    "throw",
    "true",
    "try",
    "type",
    "typeof",
    "undefined",
    "unknown",
    "var",
    "void",
    "while",
    "with",
    "yield",
    "bigint",
    "intrinsic",
    "infer",
    "is",
    "keyof",
    "readonly",
    "unique",
    "asserts",
    "satisfies",
    "NaN",
    "Infinity",
    "globalThis",
];

/// Whether the word cannot name a constant or a type.
#[must_use]
pub fn is_reserved(word: &str) -> bool {
    RESERVED.contains(&word)
}

#[must_use]
pub fn is_identifier(text: &str) -> bool {
    let mut characters = text.chars();
    characters
        .next()
        .is_some_and(|c| is_xid_start(c) || c == '_' || c == '$')
        && characters.all(|c| is_xid_continue(c) || c == '$')
}

/// `createdAt`, or `"created-at"` where that is no identifier: a key of an object.
#[must_use]
pub fn key(text: &str) -> String {
    if is_identifier(text) {
        text.to_owned()
    } else {
        super::quote::string(text)
    }
}

/// `.createdAt`, or `["created-at"]`
#[must_use]
pub fn access(text: &str) -> String {
    if is_identifier(text) {
        format!(".{text}")
    } else {
        format!("[{}]", super::quote::string(text))
    }
}

/// `user_profile` is `userProfile`.
#[must_use]
pub fn camel(text: &str) -> String {
    identifier(&text.to_lower_camel_case())
}

/// `user_profile` is `UserProfile`.
#[must_use]
pub fn pascal(text: &str) -> String {
    identifier(&text.to_upper_camel_case())
}

/// The text itself as an identifier: what cannot be part of one becomes `_`.
#[must_use]
pub fn identifier(text: &str) -> String {
    let mut name: String = text
        .chars()
        .map(|c| {
            if is_xid_continue(c) || c == '$' {
                c
            } else {
                '_'
            }
        })
        .collect();
    if !is_identifier(&name) {
        name.insert(0, '_');
    }
    name
}

/// The name of a type: the text itself where it is an identifier.
#[must_use]
pub fn type_name(text: &str) -> String {
    if is_identifier(text) {
        text.to_owned()
    } else {
        pascal(text)
    }
}

/// `Profile`, or `Profile as ProfileJson`: what an import says.
#[must_use]
pub fn import_as(name: &str, local: &str) -> String {
    if name == local {
        name.to_owned()
    } else {
        format!("{name} as {local}")
    }
}

/// The names of one file: every name is given out once.
#[derive(Debug, Default)]
pub struct Names {
    taken: HashSet<String>,
}

impl Names {
    /// Names that the file uses for itself.
    #[must_use]
    pub fn with(taken: &[&str]) -> Self {
        Self {
            taken: taken.iter().map(|&name| name.to_owned()).collect(),
        }
    }

    #[must_use]
    pub fn is_taken(&self, name: &str) -> bool {
        is_reserved(name) || self.taken.contains(name)
    }

    /// Gives out `wish`, or `wish` with `suffix`, or that with the first number that is free.
    pub fn take(&mut self, wish: &str, suffix: &str) -> String {
        let mut name = wish.to_owned();
        if self.is_taken(&name) {
            name.push_str(suffix);
        }
        let mut number = 2;
        while self.is_taken(&name) {
            name = format!("{wish}{suffix}{number}");
            number += 1;
        }
        self.taken.insert(name.clone());
        name
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_given_out_once() {
        let mut names = Names::with(&["relations"]);
        assert_eq!(names.take("relations", "Table"), "relationsTable");
        assert_eq!(names.take("relations", "Table"), "relationsTable2");
        assert_eq!(names.take("class", "Table"), "classTable");
        assert_eq!(names.take("users", "Table"), "users");
    }
}
