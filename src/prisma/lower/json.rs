//! The names of JSON types: from a `/// [Name]` comment, else from model and field.

use crate::{
    catalog::{Column, Composite, Table},
    typescript::names::{Names, is_identifier, is_reserved, pascal},
};

/// What the file of the schemas calls Zod.
const ZOD: &str = "z";

/// Splits a doc comment into the name that a line `[Name]` gives, and the rest.
pub fn split_doc(doc: &str) -> (Option<String>, Option<String>) {
    let name = doc.lines().find_map(annotation).map(str::to_owned);
    let rest: Vec<&str> = doc
        .lines()
        .filter(|line| annotation(line).is_none())
        .collect();
    let rest = rest.join("\n").trim().to_owned();
    (name, (!rest.is_empty()).then_some(rest))
}

/// The name in a line that is `[Name]`, as prisma-json-types-generator has it.
/// Other text in brackets is doc text.
fn annotation(line: &str) -> Option<&str> {
    let name = line.trim().strip_prefix('[')?.strip_suffix(']')?;
    let can_be_exported = is_identifier(name) && !is_reserved(name) && name != ZOD;
    can_be_exported.then_some(name)
}

/// Names every JSON type that has no name yet; no two columns share a derived one.
pub fn name_types(tables: &mut [Table], composites: &mut [Composite]) {
    let mut owners: Vec<(&str, &mut [Column])> = Vec::new();
    for table in tables {
        owners.push((&table.notes.code_name, &mut table.columns));
    }
    for composite in composites {
        owners.push((&composite.name, &mut composite.columns));
    }
    let given: Vec<String> = owners
        .iter()
        .flat_map(|(_, columns)| columns.iter())
        .filter_map(|column| Some(column.notes.json.as_ref()?.name.clone()))
        .collect();
    let given: Vec<&str> = given.iter().map(String::as_str).collect();
    let mut names = Names::with(&given);
    for (owner, columns) in owners {
        for column in columns {
            let Some(json) = &mut column.notes.json else {
                continue;
            };
            if json.name.is_empty() {
                let field = pascal(&column.notes.code_name);
                json.name = names.take(&format!("{}{field}", pascal(owner)), "");
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_name_in_brackets_is_an_annotation() {
        assert_eq!(
            split_doc("What it is.\n[Profile]"),
            (Some("Profile".into()), Some("What it is.".into()))
        );
        assert_eq!(
            split_doc("[a, b] pairs"),
            (None, Some("[a, b] pairs".into()))
        );
    }
}
