//! Adds properties to JSON files of the user's. All else keeps its bytes:
//! comments, indentation, line ends, the order of keys, the end of the file.

use jsonc_parser::ParseOptions;
use jsonc_parser::cst::{CstObject, CstRootNode};

use crate::init::edit::Edit;

/// Sets each name of the object `section` that is not there yet. Whoever has
/// another value keeps it; `clash` says what to tell him.
pub fn add_to_section(
    text: &str,
    section: &str,
    wanted: &[(&str, &str)],
    clash: impl Fn(&str) -> Edit,
) -> Edit {
    let Some((root, file)) = object(text) else {
        return Edit::left("is not a JSON object", properties(wanted));
    };
    let object = match file.get(section) {
        Some(found) => match found.object_value() {
            Some(object) => object,
            None => {
                return Edit::left(
                    format!("has a `{section}` that is no object"),
                    properties(wanted),
                );
            }
        },
        None => file.object_value_or_set(section),
    };
    let mut changed = false;
    for (name, value) in wanted {
        match value_of(&object, name) {
            Present::No => {
                object.append(name, (*value).into());
                changed = true;
            }
            Present::Text(found) if found == *value => {}
            Present::Text(_) | Present::Other => return clash(name),
        }
    }
    if changed {
        Edit::Changed(root.to_string())
    } else {
        Edit::InPlace
    }
}

/// Adds a command to the shell line `name` of the object `section`, or of the
/// file itself, behind what it runs already.
pub fn add_to_shell_line(text: &str, section: Option<&str>, name: &str, command: &str) -> Edit {
    let lines = properties(&[(name, command)]);
    let Some((root, file)) = object(text) else {
        return Edit::left("is not a JSON object", lines);
    };
    let object = match section {
        None => file,
        Some(section) => match file.get(section).and_then(|found| found.object_value()) {
            Some(object) => object,
            None => return Edit::left(format!("has no object `{section}`"), lines),
        },
    };
    match value_of(&object, name) {
        Present::No => {
            object.append(name, command.into());
        }
        Present::Text(found) if found.contains(super::CHECK) => return Edit::InPlace,
        Present::Text(found) => {
            let both = format!("{found} && {command}");
            if let Some(property) = object.get(name) {
                property.set_value(both.as_str().into());
            }
        }
        Present::Other => return Edit::left(format!("has a `{name}` that is no text"), lines),
    }
    Edit::Changed(root.to_string())
}

enum Present {
    No,
    Text(String),
    Other,
}

fn value_of(object: &CstObject, name: &str) -> Present {
    let Some(property) = object.get(name) else {
        return Present::No;
    };
    property
        .value()
        .and_then(|value| value.as_string_lit())
        .and_then(|text| text.decoded_value().ok())
        .map_or(Present::Other, Present::Text)
}

fn object(text: &str) -> Option<(CstRootNode, CstObject)> {
    let options = ParseOptions {
        allow_comments: true,
        allow_trailing_commas: true,
        allow_loose_object_property_names: false,
        allow_missing_commas: false,
        allow_single_quoted_strings: false,
        allow_hexadecimal_numbers: false,
        allow_unary_plus_numbers: false,
        allow_bare_decimal_point_numbers: false,
        allow_non_finite_numbers: false,
        allow_extended_string_escapes: false,
    };
    let root = CstRootNode::parse(text, &options).ok()?;
    let object = root.object_value()?;
    Some((root, object))
}

fn properties(wanted: &[(&str, &str)]) -> String {
    let lines: Vec<_> = wanted
        .iter()
        .map(|(name, value)| format!("{}: {}", quoted(name), quoted(value)))
        .collect();
    lines.join(",\n")
}

/// A text as JSON has it.
pub fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn add(text: &str) -> Edit {
        add_to_section(text, "scripts", &[("a", "b && c")], |_| {
            Edit::left("other", "")
        })
    }

    fn changed(text: &str) -> Edit {
        Edit::Changed(text.to_owned())
    }

    #[test]
    fn the_layout_of_the_file_is_kept() {
        for (before, after) in [
            (
                "{\n\t\"name\": \"x\",\n\t\"scripts\": {\n\t\t\"z\": \"y\"\n\t},\n\t\"b\": [1,2]\n}",
                "{\n\t\"name\": \"x\",\n\t\"scripts\": {\n\t\t\"z\": \"y\",\n\t\t\"a\": \"b && c\"\n\t},\n\t\"b\": [1,2]\n}",
            ),
            (
                "{\r\n    \"name\": \"x\"\r\n}\r\n",
                "{\r\n    \"name\": \"x\",\r\n    \"scripts\": {\r\n        \"a\": \"b && c\"\r\n    }\r\n}\r\n",
            ),
            (
                "{\n  \"scripts\": {},\n  \"z\": 1\n}\n\n",
                "{\n  \"scripts\": {\n    \"a\": \"b && c\"\n  },\n  \"z\": 1\n}\n\n",
            ),
            (
                "{ \"scripts\": { \"z\": \"y\" } }",
                // Another script deserves a line of its own.
                "{ \"scripts\": {\n    \"z\": \"y\",\n    \"a\": \"b && c\"\n  } }",
            ),
        ] {
            assert_eq!(add(before), changed(after), "{before}");
            assert_eq!(add(after), Edit::InPlace);
        }
    }

    #[test]
    fn what_is_there_is_left() {
        assert_eq!(add(r#"{"scripts":{"a":"mine"}}"#), Edit::left("other", ""));
        assert!(matches!(add("[]"), Edit::Left { .. }));
        assert!(matches!(add("{ oops"), Edit::Left { .. }));
        assert!(matches!(add(r#"{"scripts":[]}"#), Edit::Left { .. }));
    }

    #[test]
    fn a_shell_line_keeps_what_it_runs() {
        let command = "x generate --check";
        let add = |text: &str| add_to_shell_line(text, Some("hooks"), "pre-commit", command);
        let after = r#"{"hooks": {"pre-commit": "npm test && x generate --check"}}"#;
        assert_eq!(
            add(r#"{"hooks": {"pre-commit": "npm test"}}"#),
            changed(after)
        );
        assert_eq!(
            add_to_shell_line(
                after,
                Some("hooks"),
                "pre-commit",
                "triple-orm generate --check"
            ),
            changed(&after.replace("check\"", "check && triple-orm generate --check\""))
        );
        assert!(matches!(add("{}"), Edit::Left { .. }));
    }
}
