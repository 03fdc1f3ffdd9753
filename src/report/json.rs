//! One JSON document with stable keys.

use super::Report;

pub fn json(report: &Report) -> String {
    let mut text = serde_json::to_string_pretty(report).expect("a report is made of plain texts");
    text.push('\n');
    text
}
