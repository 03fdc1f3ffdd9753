//! Annotations of a GitHub workflow, one a finding.

use std::fmt::Write;

use super::{Report, Severity};
use crate::diagnostic::github::{data, property};

pub fn github(report: &Report) -> String {
    let mut text = String::new();
    for entry in &report.findings {
        let level = match entry.severity {
            Severity::Critical | Severity::High => "error",
            Severity::Medium => "warning",
            Severity::Low | Severity::Info => "notice",
        };
        let place = entry.place().map_or_else(String::new, |(path, spot)| {
            format!("file={},line={},", property(path), spot.line.unwrap_or(1))
        });
        let title = property(&format!("{} ({})", entry.rule, entry.pair));
        let message = data(&format!("{}\n{}", entry.message, entry.help));
        writeln!(text, "::{level} {place}title={title}::{message}")
            .expect("a string takes all text");
    }
    text.push_str(&format!(
        "::notice title=triple-orm audit::{}\n",
        data(&report.verdict())
    ));
    text
}
