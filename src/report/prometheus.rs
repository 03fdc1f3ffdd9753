//! Metrics in Prometheus' text format.

use std::collections::BTreeMap;
use std::fmt::Write;

use super::Report;

pub fn prometheus(report: &Report) -> String {
    let mut text = String::from(
        "# HELP triple_orm_findings Findings of the last audit.\n\
         # TYPE triple_orm_findings gauge\n",
    );
    let mut groups: BTreeMap<(&str, String, &str), usize> = BTreeMap::new();
    for entry in &report.findings {
        *groups
            .entry((entry.rule, entry.severity.to_string(), &entry.pair))
            .or_default() += 1;
    }
    for ((rule, severity, pair), number) in groups {
        line(
            &mut text,
            &format!(
                "triple_orm_findings{{rule=\"{}\",severity=\"{severity}\",pair=\"{}\"}} {number}",
                escaped(rule),
                escaped(pair)
            ),
        );
    }
    line(
        &mut text,
        "# HELP triple_orm_pair_findings Findings of a pair; 0 when it is in step.",
    );
    line(&mut text, "# TYPE triple_orm_pair_findings gauge");
    for pair in &report.pairs {
        let number = report
            .findings
            .iter()
            .filter(|entry| entry.pair == pair.name)
            .count();
        line(
            &mut text,
            &format!(
                "triple_orm_pair_findings{{pair=\"{}\"}} {number}",
                escaped(&pair.name)
            ),
        );
    }
    for (name, help, value) in [
        (
            "drift_issues_critical",
            "Critical findings of the last audit.",
            report.counts().critical,
        ),
        (
            "triple_orm_databases_unreachable",
            "Databases that the last audit could not read.",
            report.unreachable.len(),
        ),
        (
            "triple_orm_audit_passed",
            "Whether the last audit passed.",
            usize::from(report.passed),
        ),
    ] {
        line(&mut text, &format!("# HELP {name} {help}"));
        line(&mut text, &format!("# TYPE {name} gauge"));
        line(&mut text, &format!("{name} {value}"));
    }
    text
}

fn line(text: &mut String, line: &str) {
    writeln!(text, "{line}").expect("a string takes all text");
}

/// A label's value.
fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\")
        .replace('"', "\\\"")
        .replace('\n', "\\n")
}
