//! Markdown for a pull request or a report.

use super::{Counts, Entry, Report};

pub fn markdown(report: &Report) -> String {
    let mut text = format!("# Audit\n\n**{}**\n\n", escaped(&report.verdict()));
    text.push_str("| source | where | holds |\n| --- | --- | --- |\n");
    for source in &report.sources {
        let location = format!("`{}`", source.location);
        row(&mut text, &[&source.name, &location, &source.size]);
    }
    text.push_str("\n| pair | findings |\n| --- | --- |\n");
    for pair in &report.pairs {
        let found = pair.counts.in_words();
        let found = if pair.counts == Counts::default() {
            "in step"
        } else {
            &found
        };
        row(&mut text, &[&pair.name, found]);
    }
    let mut objects: Vec<&str> = Vec::new();
    for entry in &report.findings {
        let group = group_of(entry);
        if !objects.contains(&group) {
            objects.push(group);
        }
    }
    for object in objects {
        text.push_str(&format!("\n## `{}`\n\n", escaped(object)));
        text.push_str("| severity | pair | finding | what to do | rule |\n");
        text.push_str("| --- | --- | --- | --- | --- |\n");
        for entry in report.findings.iter().filter(|it| group_of(it) == object) {
            let severity = entry.severity.to_string();
            row(
                &mut text,
                &[
                    &severity,
                    &entry.pair,
                    &entry.message,
                    &entry.help,
                    entry.rule,
                ],
            );
        }
    }
    text
}

fn group_of(entry: &Entry) -> &str {
    entry.table.as_deref().unwrap_or(&entry.object)
}

fn row(text: &mut String, cells: &[&str]) {
    for cell in cells {
        text.push_str("| ");
        text.push_str(&escaped(cell));
        text.push(' ');
    }
    text.push_str("|\n");
}

/// Text in a table's cell. Code in backticks stays code.
fn escaped(text: &str) -> String {
    text.replace('|', "\\|").replace(['\n', '\r'], " ")
}
