//! `JUnit`'s XML: a suite per pair, a case per finding, and one that passes where
//! there is none.

use std::fmt::Write;

use super::{Entry, Report};

pub fn junit(report: &Report) -> String {
    let mut text = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    let fails = |entry: &&Entry| entry.severity >= report.fail_on;
    let cases: usize = report
        .pairs
        .iter()
        .map(|pair| of_pair(report, &pair.name).count().max(1))
        .sum();
    line(
        &mut text,
        &format!(
            "<testsuites name=\"triple-orm audit\" tests=\"{cases}\" failures=\"{}\">",
            report.findings.iter().filter(fails).count()
        ),
    );
    for pair in &report.pairs {
        let entries: Vec<&Entry> = of_pair(report, &pair.name).collect();
        line(
            &mut text,
            &format!(
                "  <testsuite name=\"{}\" tests=\"{}\" failures=\"{}\">",
                escaped(&pair.name),
                entries.len().max(1),
                entries.iter().copied().filter(|entry| fails(entry)).count()
            ),
        );
        if entries.is_empty() {
            line(
                &mut text,
                &format!(
                    "    <testcase classname=\"{}\" name=\"in step\"/>",
                    escaped(&pair.name)
                ),
            );
        }
        for entry in entries {
            case(&mut text, entry, fails(&entry));
        }
        line(&mut text, "  </testsuite>");
    }
    line(&mut text, "</testsuites>");
    text
}

fn of_pair<'r>(report: &'r Report, pair: &'r str) -> impl Iterator<Item = &'r Entry> {
    report
        .findings
        .iter()
        .filter(move |entry| entry.pair == pair)
}

fn case(text: &mut String, entry: &Entry, fails: bool) {
    let name = escaped(&format!("{} {}", entry.rule, entry.object));
    line(
        text,
        &format!(
            "    <testcase classname=\"{}\" name=\"{name}\">",
            escaped(&entry.pair)
        ),
    );
    let message = escaped(&entry.message);
    let places = escaped(&format!(
        "{}\n{} / {}\n{}",
        entry.severity,
        entry.left.in_words(),
        entry.right.in_words(),
        entry.help
    ));
    if fails {
        line(
            text,
            &format!(
                "      <failure message=\"{message}\" type=\"{}\">{places}</failure>",
                escaped(entry.rule)
            ),
        );
    } else {
        line(
            text,
            &format!("      <system-out>{message}\n{places}</system-out>"),
        );
    }
    line(text, "    </testcase>");
}

fn line(text: &mut String, line: &str) {
    writeln!(text, "{line}").expect("a string takes all text");
}

/// Text for an attribute or an element; what XML 1.0 cannot hold is left out.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\n' => out.push_str("&#10;"),
            c if c < ' ' => {}
            c => out.push(c),
        }
    }
    out
}
