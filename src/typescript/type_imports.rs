//! Types of the user's in a file of ours, and what they make it import.

use std::collections::BTreeMap;

use crate::catalog::CodeType;

use super::{
    format::format,
    names::{Names, import_as},
    parse::ParseError,
    quote,
};

/// What a file imports for the types that the user chose: each name once, under
/// a name that is free in the file.
#[derive(Debug, Default)]
pub struct TypeImports {
    /// By module and name: the name in the file.
    locals: BTreeMap<(String, String), String>,
}

impl TypeImports {
    /// The type as the file writes it; its name is imported on first use.
    pub fn write(&mut self, ty: &CodeType, names: &mut Names) -> String {
        let CodeType { text, module } = ty;
        let Some(module) = module else {
            return text.clone();
        };
        let name = leading_name(text);
        let local = self
            .locals
            .entry((module.clone(), name.to_owned()))
            .or_insert_with(|| names.take(name, "Type"));
        format!("{local}{}", &text[name.len()..])
    }

    /// For each module, in quotes, what is imported from it.
    #[must_use]
    pub fn by_module(&self) -> Vec<(String, Vec<String>)> {
        let mut modules: BTreeMap<&str, Vec<String>> = BTreeMap::new();
        for ((module, name), local) in &self.locals {
            let names = modules.entry(module).or_default();
            names.push(import_as(name, local));
        }
        modules
            .into_iter()
            .map(|(module, names)| (quote::string(module), names))
            .collect()
    }
}

/// The identifier with which a type begins: `Ref` of `Ref<User>`.
#[must_use]
pub fn leading_name(text: &str) -> &str {
    let is_part = |c: char| unicode_ident::is_xid_continue(c) || c == '$';
    let end = text.find(|c| !is_part(c)).unwrap_or(text.len());
    &text[..end]
}

/// Whether the text is one type, without comments.
///
/// # Errors
/// When it is not.
pub fn check_type(text: &str) -> Result<(), ParseError> {
    // In brackets nothing can end the type and begin something else. These are
    // the places in which our files have it.
    const PLACES: [(&str, &str); 4] = [
        ("type T = ", ";"),
        ("type T = [(", ")];"),
        ("type T = Json<", ">;"),
        ("column.$type<(", ")[]>();"),
    ];
    for (before, after) in PLACES {
        format(&format!("{before}{text}{after}"))?;
    }
    let no_type = |message: &str| {
        Err(ParseError {
            message: message.to_owned(),
            offset: None,
        })
    };
    if text.contains("//") || text.contains("/*") {
        return no_type("a comment has no place here");
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_type_is_one_type() {
        for good in [
            "Money",
            "Ref<User>",
            "string | null",
            "{ a: 1 }[]",
            "`${number}px`",
        ] {
            assert!(check_type(good).is_ok(), "{good}");
        }
        for bad in [
            "",
            "a b",
            "A; const b = 1",
            "A]; type B = [C",
            "string // text",
            "(A",
            "A)",
            "x is string",
            "...",
        ] {
            assert!(check_type(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn a_name_that_is_taken_is_imported_under_another() {
        let mut names = Names::with(&["Money"]);
        let mut imports = TypeImports::default();
        let mut write = |text: &str, module: &str| {
            let ty = CodeType {
                text: text.to_owned(),
                module: Some(module.to_owned()),
            };
            imports.write(&ty, &mut names)
        };
        assert_eq!(write("Money<\"EUR\">", "../money"), "MoneyType<\"EUR\">");
        assert_eq!(write("Money", "../money"), "MoneyType");
        assert_eq!(write("Id", "../ids"), "Id");
        let imported = imports.by_module();
        assert_eq!(imported[0].0, "\"../ids\"");
        assert_eq!(imported[1].1, ["Money as MoneyType"]);
    }
}
