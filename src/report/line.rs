//! A finding in the few words of a table of findings, where the rule, the pair and
//! the table stand beside it already.

use super::Entry;
use crate::rules::{NONE, quoted};

/// Whether it is about a table, a view or an enum as a whole, on one side alone or
/// under another name.
pub fn is_whole(entry: &Entry) -> bool {
    [
        "missing-table",
        "extra-table",
        "renamed-table",
        "missing-view",
        "extra-view",
        "missing-enum",
        "extra-enum",
        "renamed-enum",
        "missing-extension",
        "extra-extension",
    ]
    .iter()
    .any(|rule| entry.rule.strip_prefix("audit/") == Some(*rule))
}

/// ``email is `varchar(255)`, should be `text` ``
pub fn text_of(entry: &Entry) -> String {
    let name = match &entry.table {
        Some(table) if *table == entry.object => "",
        Some(table) => {
            let rest = entry.object.strip_prefix(table.as_str());
            rest.map_or(entry.object.as_str(), |rest| rest.trim_start_matches('.'))
        }
        None => "",
    };
    let values = (&entry.left.value, &entry.right.value);
    let is_renamed = entry.rule.starts_with("audit/renamed-");
    let text = match values {
        (Some(left), Some(right)) if is_renamed => {
            format!("`{left}` looks renamed to `{right}`")
        }
        _ if is_whole(entry) => return entry.object.clone(),
        (Some(left), Some(right)) => {
            let (is, be) = if [left, right].iter().any(|value| *value == NONE) {
                ("has", "have")
            } else {
                ("is", "be")
            };
            let (left, right) = (quoted(left), quoted(right));
            let text = format!("{name} {is} {right}, should {be} {left}");
            text.trim_start().to_owned()
        }
        (Some(value), None) | (None, Some(value)) => match entry.kind {
            "column" => format!("{name} `{value}`"),
            "enum" => format!("`{value}`"),
            _ => {
                // The rule says already that it is an index.
                let value = value.strip_prefix("index ").unwrap_or(value);
                format!("{name} {value}").trim_start().to_owned()
            }
        },
        (None, None) if entry.object == entry.pair || name.is_empty() => entry.message.clone(),
        (None, None) => name.to_owned(),
    };
    if entry.message.ends_with(crate::rules::MAY_BE_EQUAL) {
        format!("{text}{}", crate::rules::MAY_BE_EQUAL)
    } else {
        text
    }
}

/// What to do about it, in words that go for all findings of the kind.
pub fn help_of(entry: &Entry) -> String {
    let is_extra = entry.rule.starts_with("audit/extra-");
    if is_extra {
        let name = format!("`{}`", entry.object);
        entry.help.replace(&name, "what is extra")
    } else {
        entry.help.clone()
    }
}
