//! `triple-orm audit` and `triple-orm sync` on projects of files, without a database.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;

const SCHEMA: &str = "\
datasource db {
  provider = \"postgresql\"
}

generator client {
  provider = \"prisma-client-js\"
}

model User {
  id    Int    @id @default(autoincrement())
  email String @unique
  name  String

  @@index([name])
}
";

const INIT: &str = "\
CREATE TABLE \"User\" (
    \"id\" SERIAL NOT NULL,
    \"email\" TEXT NOT NULL,
    \"name\" TEXT NOT NULL,
    CONSTRAINT \"User_pkey\" PRIMARY KEY (\"id\")
);
CREATE UNIQUE INDEX \"User_email_key\" ON \"User\"(\"email\");
CREATE INDEX \"User_name_idx\" ON \"User\"(\"name\");
";

/// A schema and its migration, which are in step, with more files or other ones.
fn project(files: &[(&str, &str)]) -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    let all = [
        ("prisma/schema.prisma", SCHEMA),
        ("prisma/migrations/20240101000000_init/migration.sql", INIT),
    ];
    for (name, text) in all.iter().chain(files) {
        let path = dir.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    dir
}

/// The same with an index that the schema does not have.
fn drifted() -> tempfile::TempDir {
    let sql = format!("{INIT}CREATE INDEX \"extra\" ON \"User\"(\"name\", \"email\");\n");
    let sql = sql.replace("\"email\" TEXT NOT NULL", "\"email\" TEXT");
    project(&[("prisma/migrations/20240101000000_init/migration.sql", &sql)])
}

fn run(dir: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_triple-orm"))
        .args(arguments)
        .current_dir(dir)
        .env_remove("GITHUB_WORKSPACE")
        .env_remove("TRIPLE_ORM_TEST_NOT_SET")
        .output()
        .unwrap()
}

fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

fn status(dir: &Path, arguments: &[&str]) -> i32 {
    run(dir, arguments).status.code().unwrap()
}

fn json(dir: &Path, arguments: &[&str]) -> Value {
    let arguments = [&["audit", "--format", "json"], arguments].concat();
    let output = run(dir, &arguments);
    serde_json::from_slice(&output.stdout)
        .unwrap_or_else(|error| panic!("{error}: {}", stderr(&output)))
}

/// Rules and severities of what was found.
fn found(report: &Value) -> Vec<(&str, &str)> {
    let findings = report["findings"].as_array().unwrap();
    findings
        .iter()
        .map(|it| {
            let rule = it["rule"].as_str().unwrap();
            (
                rule.strip_prefix("audit/").unwrap(),
                it["severity"].as_str().unwrap(),
            )
        })
        .collect()
}

#[test]
fn the_exit_status_follows_the_gravest_finding() {
    let same = project(&[]);
    let output = run(same.path(), &["audit"]);
    assert_eq!(output.status.code(), Some(0), "{}", stdout(&output));
    assert_eq!(
        stdout(&output),
        "migrations         in step\nprisma:migrations  in step\nin step: 1 pair compared, no findings\n"
    );
    let other = drifted();
    assert_eq!(
        found(&json(other.path(), &[])),
        [("nullability", "high"), ("extra-index", "low")]
    );
    assert_eq!(status(other.path(), &["audit"]), 1);
    assert_eq!(status(other.path(), &["audit", "--fail-on", "critical"]), 0);
    assert_eq!(status(other.path(), &["audit", "--fail-on", "low"]), 1);
    assert_eq!(status(other.path(), &["audit", "--fail-on", "bad"]), 2);
    fs::write(other.path().join("prisma/schema.prisma"), "model {").unwrap();
    assert_eq!(status(other.path(), &["audit"]), 2);
}

#[test]
fn a_pair_is_compared_alone_and_in_its_direction() {
    let dir = drifted();
    let forth = json(dir.path(), &["--pair", "prisma:migrations"]);
    assert_eq!(found(&forth)[1], ("extra-index", "low"));
    let back = json(dir.path(), &["--pair", "migrations:prisma"]);
    assert_eq!(found(&back)[1].0, "missing-index");
    assert_eq!(status(dir.path(), &["audit", "--pair", "prisma:prisma"]), 0);
    assert_eq!(status(dir.path(), &["audit", "--pair", "prisma"]), 2);
}

#[test]
fn a_source_that_is_not_there_is_said() {
    let dir = project(&[]);
    for (pair, said, help) in [
        (
            "prisma:drizzle",
            "needs the Drizzle file, which is not there",
            "--drizzle",
        ),
        (
            "prisma:kysely",
            "needs the Kysely file, which is not there",
            "--kysely",
        ),
        (
            "prisma:db",
            "needs the database, which is not there",
            "--database-url",
        ),
    ] {
        let output = run(dir.path(), &["audit", "--pair", pair]);
        assert_eq!(output.status.code(), Some(2), "{pair}");
        let text = stderr(&output);
        assert!(text.contains(said) && text.contains(help), "{text}");
    }
    fs::remove_dir_all(dir.path().join("prisma/migrations")).unwrap();
    let output = run(dir.path(), &["audit", "--pair", "prisma:migrations"]);
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn a_variable_that_is_not_set_is_an_error_of_a_flag_and_a_note_of_the_configuration() {
    let dir = project(&[]);
    let flag = ["audit", "--database-url", "env:TRIPLE_ORM_TEST_NOT_SET"];
    let output = run(dir.path(), &flag);
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("`TRIPLE_ORM_TEST_NOT_SET` is not set"));
    let config = r#"{ "audit": { "databases": { "staging": "env:TRIPLE_ORM_TEST_NOT_SET" } } }"#;
    fs::write(dir.path().join("triple-orm.json"), config).unwrap();
    let output = run(dir.path(), &["audit"]);
    assert_eq!(output.status.code(), Some(0));
    assert!(stderr(&output).contains("`staging` is left out"));
}

#[test]
fn severities_are_the_users() {
    let dir = drifted();
    let set = |rules: &str| {
        let config = format!("{{ \"audit\": {{ \"failOn\": \"medium\", \"rules\": {rules} }} }}");
        fs::write(dir.path().join("triple-orm.json"), config).unwrap();
    };
    set(r#"{ "nullability": "low", "audit/extra-index": "off" }"#);
    assert_eq!(found(&json(dir.path(), &[])), [("nullability", "low")]);
    assert_eq!(status(dir.path(), &["audit"]), 0);
    // The flag goes before the configuration.
    assert_eq!(status(dir.path(), &["audit", "--fail-on", "low"]), 1);

    set(r#"{ "no-such-rule": "low" }"#);
    let output = run(dir.path(), &["audit"]);
    assert_eq!(output.status.code(), Some(2));
    let text = stderr(&output);
    assert!(
        text.contains("no-such-rule") && text.contains("triple-orm.json:1:"),
        "{text}"
    );
}

#[test]
fn exemptions_have_reasons_and_go_stale() {
    let dir = drifted();
    let set = |object: &str, reason: &str| {
        let config = format!(
            r#"{{ "audit": {{ "exempt": [{{ "rule": "nullability", "object": "{object}", "reason": "{reason}" }}] }} }}"#
        );
        fs::write(dir.path().join("triple-orm.json"), config).unwrap();
        json(dir.path(), &[])
    };
    let exempt = set("User.*", "guests have none");
    assert_eq!(found(&exempt), [("extra-index", "low")]);
    assert_eq!(exempt["exempt"][0]["reason"], "guests have none");
    assert_eq!(
        exempt["exempt"][0]["key"],
        "nullability/prisma:migrations/User.email"
    );
    assert_eq!(exempt["passed"], true);
    assert!(stdout(&run(dir.path(), &["audit"])).contains("\n1 finding is exempt\n"));

    let stale = set("User.name", "guests have none");
    assert!(found(&stale).contains(&("stale-exemption", "low")));
    assert!(found(&stale).contains(&("nullability", "high")));

    let without =
        r#"{ "audit": { "exempt": [{ "rule": "nullability", "object": "User.email" }] } }"#;
    fs::write(dir.path().join("triple-orm.json"), without).unwrap();
    let output = run(dir.path(), &["audit"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("`reason`"));
}

/// A table whose name is markup in every format.
const NASTY: &str = "<script>alert(1)</script>|\\\"]]>&";

fn nasty() -> tempfile::TempDir {
    let sql = NASTY.replace('\\', "").replace('"', "\"\"");
    let sql = format!("{INIT}CREATE TABLE \"{sql}\" (\"id\" INTEGER PRIMARY KEY);\n");
    project(&[("prisma/migrations/20240101000000_init/migration.sql", &sql)])
}

fn rendered(dir: &Path, format: &str) -> String {
    let output = run(dir, &["audit", "--fail-on", "low", "--format", format]);
    assert_eq!(output.status.code(), Some(1), "{}", stderr(&output));
    stdout(&output)
}

#[test]
fn a_name_is_no_markup() {
    let dir = nasty();
    for format in ["html", "junit"] {
        let text = rendered(dir.path(), format);
        assert!(!text.contains("<script>alert"), "{format}: {text}");
        assert!(text.contains("alert(1)"), "{format}: {text}");
    }
    // One row of the table, with its five cells.
    let markdown = rendered(dir.path(), "markdown");
    let row = markdown
        .lines()
        .find(|it| it.starts_with("| medium"))
        .unwrap();
    assert_eq!(row.replace("\\|", "").matches('|').count(), 6, "{row}");
    let github = rendered(dir.path(), "github");
    assert!(
        github.lines().all(|line| line.starts_with("::")),
        "{github}"
    );
    let prometheus = rendered(dir.path(), "prometheus");
    assert!(
        prometheus.contains("\ndrift_issues_critical 0\n"),
        "{prometheus}"
    );
}

#[test]
fn the_page_holds_every_finding() {
    let dir = drifted();
    let report = json(dir.path(), &[]);
    let page = rendered(dir.path(), "html");
    assert_eq!(page.matches("<li class=").count(), found(&report).len());
    for (rule, severity) in found(&report) {
        assert!(
            page.contains(&format!("data-severity=\"{severity}\"")),
            "{rule}"
        );
        assert!(page.contains(rule), "{rule}");
    }
    assert!(
        !page.contains("http://") && !page.contains("https://"),
        "the page needs nothing else"
    );
}

/// What the standard's schema asks for, and what GitHub's code scanning asks for beside.
#[test]
fn sarif_has_what_its_readers_need() {
    for dir in [drifted(), nasty()] {
        let log: Value = serde_json::from_str(&rendered(dir.path(), "sarif")).unwrap();
        assert_eq!(log["version"], "2.1.0");
        let run = &log["runs"][0];
        assert!(run["tool"]["driver"]["name"].is_string());
        let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
        let results = run["results"].as_array().unwrap();
        assert!(!results.is_empty());
        for result in results {
            let at = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
            assert_eq!(rules[at]["id"], result["ruleId"]);
            assert!(
                !rules[at]["fullDescription"]["text"]
                    .as_str()
                    .unwrap()
                    .is_empty()
            );
            assert!(["error", "warning", "note"].contains(&result["level"].as_str().unwrap()));
            assert!(result["message"]["text"].is_string());
            assert!(result["partialFingerprints"].as_object().unwrap().len() == 1);
            let place = &result["locations"][0]["physicalLocation"];
            assert!(
                place["artifactLocation"]["uri"]
                    .as_str()
                    .unwrap()
                    .starts_with("prisma/")
            );
            assert!(place["region"]["startLine"].as_u64().unwrap() >= 1);
        }
    }
}

/// A line per finding, and a hundred columns.
#[test]
fn the_report_for_people_is_compact() {
    let dir = drifted();
    let text = stdout(&run(dir.path(), &["audit"]));
    assert_eq!(
        text,
        "\
prisma:migrations  1 high, 1 low

User  prisma/migrations/20240101000000_init/migration.sql
  high      nullability  email is `nullable`, should be `not null`  :3
  low       extra-index  extra (name, email)                        :9

help: make a migration with `prisma migrate dev`
help: add what is extra to the schema, or drop it in a migration

migrations         in step
prisma:migrations  1 high, 1 low
failed: 1 pair compared, 1 finding high or worse
"
    );
}

#[test]
fn the_keys_of_the_json_stay() {
    let keys =
        |value: &Value| -> Vec<String> { value.as_object().unwrap().keys().cloned().collect() };
    let report = json(drifted().path(), &[]);
    let mut top = keys(&report);
    top.sort();
    assert_eq!(
        top,
        [
            "exempt",
            "failOn",
            "findings",
            "pairs",
            "passed",
            "sources",
            "unknown",
            "unreachable",
            "version"
        ]
    );
    assert_eq!(report["version"], 1);
    assert_eq!(report["failOn"], "high");
    assert_eq!(
        report["sources"][1],
        serde_json::json!({
            "name": "migrations",
            "location": "prisma/migrations (1 migrations)",
            "size": "1 table, 0 enums",
        })
    );
    assert_eq!(
        report["pairs"][1],
        serde_json::json!({
            "name": "prisma:migrations",
            "counts": { "critical": 0, "high": 1, "medium": 0, "low": 1, "info": 0 },
        })
    );
    assert_eq!(
        report["findings"][0],
        serde_json::json!({
            "rule": "audit/nullability",
            "alias": "MGS005",
            "severity": "high",
            "pair": "prisma:migrations",
            "kind": "column",
            "object": "User.email",
            "table": "User",
            "message": "column `User.email` is `not null` in the Prisma schema and `nullable` in the migrations",
            "help": "make a migration with `prisma migrate dev`",
            "command": "prisma migrate dev",
            "left": {
                "source": "prisma",
                "value": "not null",
                "path": "prisma/schema.prisma",
                "line": 11,
                "column": 3,
            },
            "right": {
                "source": "migrations",
                "value": "nullable",
                "path": "prisma/migrations/20240101000000_init/migration.sql",
                "line": 3,
                "column": 5,
            },
            "key": "nullability/prisma:migrations/User.email",
        })
    );
}

#[test]
fn the_draft_brings_the_right_side_to_the_left() {
    let output = run(drifted().path(), &["audit", "--sql"]);
    assert_eq!(output.status.code(), Some(0));
    let text = stdout(&output);
    assert!(text.starts_with("-- prisma:migrations\n"), "{text}");
    assert!(
        text.contains("ALTER TABLE \"User\" ALTER COLUMN email SET NOT NULL;"),
        "{text}"
    );
}

#[test]
fn a_client_of_another_schema_is_stale() {
    let copy = SCHEMA.replace("  name  String\n", "");
    let dir = project(&[("node_modules/.prisma/client/schema.prisma", &copy)]);
    let report = json(dir.path(), &[]);
    let [(rule, _)] = found(&report)[..] else {
        panic!("{report}");
    };
    assert_eq!(rule, "stale-client");
    assert_eq!(report["findings"][0]["pair"], "prisma:client");
    let path = dir.path().join("node_modules/.prisma/client/schema.prisma");
    fs::write(path, SCHEMA).unwrap();
    assert!(found(&json(dir.path(), &[])).is_empty());
}

#[test]
fn a_loose_file_makes_what_a_migration_needs() {
    let dir = project(&[
        (
            "prisma/migrations/20240102000000_index/migration.sql",
            "CREATE INDEX \"m\" ON \"ChatMessage\"(\"text\");\n",
        ),
        (
            "prisma/migrations/20240101_chat.sql",
            "CREATE TABLE \"ChatMessage\" (\"text\" TEXT);\n",
        ),
    ]);
    let report = json(dir.path(), &[]);
    assert!(found(&report).contains(&("migration-fails", "critical")));
    assert!(found(&report).contains(&("loose-sql", "high")));
    let findings = report["findings"].as_array().unwrap();
    let fails = findings
        .iter()
        .find(|it| it["rule"] == "audit/migration-fails")
        .unwrap();
    let message = fails["message"].as_str().unwrap();
    assert!(
        message.contains("table `ChatMessage` does not exist"),
        "{message}"
    );
    let help = fails["help"].as_str().unwrap();
    assert!(help.contains("20240101_chat.sql` makes it"), "{help}");
    assert_eq!(status(dir.path(), &["audit"]), 1);
}

#[test]
fn sync_generates_and_audits_with_one_status() {
    let dir = project(&[]);
    // Nothing is there yet: `--check` says so and writes nothing.
    assert_eq!(status(dir.path(), &["sync", "--check"]), 1);
    assert!(!dir.path().join("src").exists());
    let output = run(dir.path(), &["sync"]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    // What was just written is part of the audit.
    assert!(stdout(&output).contains("prisma:drizzle     in step\n"));
    assert_eq!(status(dir.path(), &["sync", "--check"]), 0);

    // Files in step, migrations not.
    let longer = SCHEMA.replace("  name  String\n", "  name  String\n  age   Int\n");
    fs::write(dir.path().join("prisma/schema.prisma"), longer).unwrap();
    let output = run(dir.path(), &["sync"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(stdout(&output).contains("missing-column"));
    assert_eq!(status(dir.path(), &["sync", "--fail-on", "critical"]), 1);
}

#[test]
fn sync_does_not_audit_what_is_refused() {
    let dir = project(&[]);
    let wrong = SCHEMA.replace("String\n", "Strin\n");
    fs::write(dir.path().join("prisma/schema.prisma"), wrong).unwrap();
    let output = run(dir.path(), &["sync"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(output.stdout.is_empty());
    assert!(stderr(&output).contains("prisma/unknown-type"));
    let output = run(dir.path(), &["sync", "--format", "json"]);
    assert_eq!(output.status.code(), Some(2));
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert!(
        report["generate"].is_object() && report["audit"].is_null(),
        "{report}"
    );
}

#[test]
fn sync_is_one_document_for_a_program() {
    let dir = drifted();
    let output = run(dir.path(), &["sync", "--format", "json"]);
    assert_eq!(output.status.code(), Some(1), "{}", stderr(&output));
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(report["version"], 1);
    assert!(report["generate"]["files"].is_array(), "{report}");
    assert_eq!(report["audit"]["passed"], false);
    // An audit that cannot be done does not hide what was written.
    let flag = [
        "sync",
        "--format",
        "json",
        "--database-url",
        "env:TRIPLE_ORM_TEST_NOT_SET",
    ];
    let output = run(dir.path(), &flag);
    assert_eq!(output.status.code(), Some(2));
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert!(
        report["generate"].is_object() && report["audit"].is_null(),
        "{report}"
    );
}
