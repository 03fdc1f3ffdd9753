//! SARIF 2.1.0.

use serde_json::{Value, json};

use super::{Entry, Report, Severity};

pub fn sarif(report: &Report) -> String {
    let mut rules: Vec<&'static str> = report.findings.iter().map(|it| it.rule).collect();
    rules.sort_unstable();
    rules.dedup();
    let document = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "triple-orm",
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "informationUri": env!("CARGO_PKG_REPOSITORY"),
                "rules": rules.iter().map(|rule| rule_of(rule, (report.about)(rule))).collect::<Vec<_>>(),
            } },
            "results": report.findings.iter().map(|entry| result(entry, &rules)).collect::<Vec<_>>(),
        }],
    });
    let mut text = serde_json::to_string_pretty(&document).expect("the document is JSON");
    text.push('\n');
    text
}

fn rule_of(rule: &str, about: &str) -> Value {
    json!({
        "id": rule,
        "name": rule.rsplit('/').next().unwrap_or(rule),
        "shortDescription": { "text": about.split(". ").next().unwrap_or(about) },
        "fullDescription": { "text": about },
        "help": { "text": format!("{about}\n\nRun `triple-orm explain {rule}`.") },
    })
}

fn result(entry: &Entry, rules: &[&str]) -> Value {
    let level = match entry.severity {
        Severity::Critical | Severity::High => "error",
        Severity::Medium => "warning",
        Severity::Low | Severity::Info => "note",
    };
    // GitHub takes no result without a place: what a database lacks is shown where
    // the other side has it.
    let mut spots = [&entry.right, &entry.left]
        .into_iter()
        .filter(|spot| spot.path.is_some());
    let place = |spot: &super::Spot| {
        json!({ "physicalLocation": {
            "artifactLocation": { "uri": spot.path, "uriBaseId": "%SRCROOT%" },
            "region": { "startLine": spot.line.unwrap_or(1), "startColumn": spot.column.unwrap_or(1) },
        } })
    };
    let first = spots.next().map(place);
    json!({
        "ruleId": entry.rule,
        "ruleIndex": rules.binary_search(&entry.rule).ok(),
        "level": level,
        "message": { "text": format!("{} ({}). {}", entry.message, entry.pair, entry.help) },
        "locations": first.into_iter().map(|mut place| {
            place["logicalLocations"] = json!([{ "fullyQualifiedName": entry.object, "kind": entry.kind }]);
            place
        }).collect::<Vec<_>>(),
        "relatedLocations": spots.map(place).collect::<Vec<_>>(),
        "partialFingerprints": { "tripleOrmKey/v1": entry.key },
        "properties": { "severity": entry.severity.to_string(), "pair": entry.pair },
    })
}
