//! `JUnit`'s XML: a suite per model, and in it a case for each client that wrote.

use std::fmt::Write;

use super::{Finding, Model, Report, State};
use crate::verify::outcome::{Client, Doing};

/// Prints the report.
#[must_use]
pub fn junit(report: &Report) -> String {
    let mut text = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    let suites: Vec<Suite> = report
        .models
        .iter()
        .filter(|model| model.state != State::Skipped)
        .map(|model| suite(model, report))
        .collect();
    let sum = |count: fn(&Suite) -> usize| suites.iter().map(count).sum::<usize>();
    let _ = writeln!(
        text,
        "<testsuites name=\"triple-orm verify\" tests=\"{}\" failures=\"{}\" skipped=\"{}\">",
        sum(|it| it.cases),
        sum(|it| it.failures),
        sum(|it| it.skipped),
    );
    for suite in suites {
        text.push_str(&suite.text);
    }
    text.push_str("</testsuites>\n");
    text
}

#[derive(Default)]
struct Suite {
    text: String,
    cases: usize,
    failures: usize,
    skipped: usize,
}

fn suite(model: &Model, report: &Report) -> Suite {
    let mut suite = Suite::default();
    let name = escaped(&model.model);
    let mut cases = String::new();
    for writer in Client::ALL {
        if !model.differing.contains_key(&writer) && model.state != State::Blocked {
            continue;
        }
        suite.cases += 1;
        let title = format!("written by {}", writer.in_words());
        let open = format!("    <testcase classname=\"{name}\" name=\"{title}\"");
        let findings: Vec<&Finding> = report
            .findings
            .iter()
            .filter(|it| it.model == model.model && concerns(it, writer))
            .collect();
        if model.state == State::Blocked {
            suite.skipped += 1;
            let reason = escaped(model.reason.as_deref().unwrap_or_default());
            let _ = writeln!(
                cases,
                "{open}>\n      <skipped message=\"{reason}\"/>\n    </testcase>"
            );
        } else if findings.is_empty() {
            let _ = writeln!(cases, "{open}/>");
        } else {
            suite.failures += 1;
            let _ = writeln!(cases, "{open}>");
            for finding in findings {
                failure(&mut cases, finding);
            }
            cases.push_str("    </testcase>\n");
        }
    }
    let _ = writeln!(
        suite.text,
        "  <testsuite name=\"{name}\" tests=\"{}\" failures=\"{}\" skipped=\"{}\">",
        suite.cases, suite.failures, suite.skipped
    );
    suite.text.push_str(&cases);
    suite.text.push_str("  </testsuite>\n");
    suite
}

fn concerns(finding: &Finding, writer: Client) -> bool {
    match finding.doing {
        Doing::Reads => finding.writers.contains(&writer),
        Doing::Writes | Doing::File => finding.client == writer,
    }
}

fn failure(text: &mut String, finding: &Finding) {
    let Finding {
        code,
        message,
        help,
        example,
        ..
    } = finding;
    let example = example.as_ref().map_or_else(String::new, |example| {
        format!("{} instead of {}\n", example.got, example.expected)
    });
    let _ = writeln!(
        text,
        "      <failure type=\"{code}\" message=\"{}\">{}</failure>",
        escaped(message),
        escaped(&format!("{example}{help}"))
    );
}

fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\n' | '\t' => escaped.push(c),
            // XML 1.0 has no other control characters, however they are written.
            c if c.is_control() => escaped.push('\u{fffd}'),
            c => escaped.push(c),
        }
    }
    escaped
}
