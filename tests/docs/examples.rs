//! `examples/audit`: every command in it is one that there is, and every alert is about a
//! metric that the audit prints.

use std::fs;
use std::process::Command;

use clap::Parser;
use triple_orm::cli::Cli;
use yaml_rust2::{Yaml, YamlLoader};

use super::root;

fn read(name: &str) -> String {
    fs::read_to_string(root().join("examples/audit").join(name)).unwrap()
}

fn yaml(name: &str) -> Yaml {
    YamlLoader::load_from_str(&read(name)).unwrap().remove(0)
}

/// What is typed behind `triple-orm` in a line of shell.
fn typed(line: &str) -> Vec<&str> {
    let (_, rest) = line.split_once("triple-orm ").unwrap();
    let end = rest.find(';').unwrap_or(rest.len());
    std::iter::once("triple-orm")
        .chain(rest[..end].split_whitespace())
        .collect()
}

#[test]
fn the_workflows_run_commands_that_there_are() {
    for (name, command) in [
        ("pull-request.yml", "audit"),
        ("deploy-gate.yml", "sync"),
        ("weekly.yml", "audit"),
    ] {
        let workflow = yaml(name);
        let jobs = workflow["jobs"].as_hash().unwrap();
        let steps = jobs.values().flat_map(|job| job["steps"].as_vec().unwrap());
        let mut found = 0;
        for step in steps {
            let Some(line) = step["run"].as_str().filter(|it| it.contains("triple-orm")) else {
                continue;
            };
            let arguments = typed(line);
            assert_eq!(arguments[1], command, "{name}");
            Cli::try_parse_from(&arguments).unwrap_or_else(|error| panic!("{name}: {error}"));
            // A variable that is read is one that the step has.
            for part in line.split("env:").skip(1) {
                let variable = part.split_whitespace().next().unwrap();
                assert!(
                    step["env"][variable].as_str().is_some(),
                    "{name}: {variable}"
                );
            }
            found += 1;
        }
        assert_eq!(found, 1, "{name}");
        // What is uploaded is what was written.
        let text = read(name);
        if let Some((_, rest)) = text.split_once("--output ") {
            let file = rest.split_whitespace().next().unwrap();
            assert_eq!(text.matches(file).count(), 2, "{name}: {file}");
        }
    }
}

#[test]
fn the_alerts_are_about_metrics_that_are_printed() {
    let dir = tempfile::tempdir().unwrap();
    let schema =
        "datasource db {\n  provider = \"postgresql\"\n}\n\nmodel User {\n  id Int @id\n}\n";
    fs::write(dir.path().join("schema.prisma"), schema).unwrap();
    fs::create_dir_all(dir.path().join("migrations/20240101000000_init")).unwrap();
    fs::write(
        dir.path()
            .join("migrations/20240101000000_init/migration.sql"),
        "SELECT 1;",
    )
    .unwrap();
    let cron = read("triple-orm.cron");
    let line = cron.lines().last().unwrap();
    Cli::try_parse_from(typed(line)).unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_triple-orm"))
        .args(["audit", "--format", "prometheus"])
        .current_dir(dir.path())
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(1));
    let printed = String::from_utf8(output.stdout).unwrap();
    assert!(printed.contains("\ndrift_issues_critical 1\n"), "{printed}");
    let rules = yaml("prometheus-rules.yml");
    let rules = rules["groups"][0]["rules"].as_vec().unwrap();
    assert_eq!(rules.len(), 4);
    for rule in rules {
        let expr = rule["expr"].as_str().unwrap();
        let metric = expr
            .split(|c: char| !c.is_ascii_alphanumeric() && c != '_')
            .find(|word| word.contains('_'))
            .unwrap();
        // The textfile collector has this one of its own.
        let is_printed = printed.contains(&format!("# TYPE {metric} gauge\n"));
        assert!(
            is_printed || metric == "node_textfile_mtime_seconds",
            "{metric}"
        );
    }
    let file = "triple_orm.prom";
    assert!(cron.contains(file) && read("prometheus-rules.yml").contains(file));
}
