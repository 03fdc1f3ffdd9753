//! The binary as Prisma starts it: no arguments, questions on standard input,
//! answers on standard error. `tests/npm/prisma.mjs` has Prisma itself ask.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use serde_json::{Value, json};
use tempfile::TempDir;

fn ask(cwd: &Path, lines: &[String]) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_triple-orm"))
        .current_dir(cwd)
        .env("PRISMA_GENERATOR_INVOCATION", "true")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    for line in lines {
        writeln!(stdin, "{line}").unwrap();
    }
    drop(stdin);
    child.wait_with_output().unwrap()
}

fn question(id: u32, method: &str, params: &Value) -> String {
    json!({ "jsonrpc": "2.0", "method": method, "params": params, "id": id }).to_string()
}

fn job(schema: &Path, block: &str) -> Value {
    json!({
        "datamodel": "unused",
        "dmmf": { "datamodel": { "models": [1.5, null, { "name": "User" }] } },
        "generator": { "name": block, "output": null, "config": {} },
        "schemaPath": schema,
    })
}

fn answers(output: &Output) -> Vec<Value> {
    String::from_utf8_lossy(&output.stderr)
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

fn project(blocks: &str) -> TempDir {
    let dir = tempfile::tempdir().unwrap();
    fs::write(
        dir.path().join("schema.prisma"),
        format!(
            "datasource db {{\n  provider = \"postgresql\"\n}}\n\n{blocks}\n\
             model User {{\n  id Int @id\n}}\n"
        ),
    )
    .unwrap();
    dir
}

#[test]
fn it_answers_each_question_in_its_turn() {
    let dir = project(
        "generator one {\n  provider = \"triple-orm\"\n  output = \"one\"\n}\n\
         generator two {\n  provider = \"./my-script\"\n  output = \"two\"\n  targets = [\"zod\"]\n}\n",
    );
    let schema = dir.path().join("schema.prisma");
    let output = ask(
        dir.path(),
        &[
            question(1, "getManifest", &json!({ "name": "two" })),
            question(2, "generate", &job(&schema, "two")),
            question(3, "bake", &json!({})),
            question(
                4,
                "generate",
                &job(&dir.path().join("absent.prisma"), "two"),
            ),
        ],
    );
    assert_eq!(output.status.code(), Some(0));
    let answers = answers(&output);
    assert_eq!(answers.len(), 4);
    assert!(
        answers
            .iter()
            .zip(1..)
            .all(|(it, id)| it["id"] == id && it["jsonrpc"] == "2.0")
    );
    let manifest = &answers[0]["result"]["manifest"];
    assert_eq!(manifest["prettyName"], "triple-orm");
    assert_eq!(manifest["version"], env!("CARGO_PKG_VERSION"));
    let default = Path::new(manifest["defaultOutput"].as_str().unwrap());
    assert!(default.is_absolute() && default.ends_with("src/db"));
    assert_eq!(answers[1].get("result"), Some(&Value::Null));
    assert!(dir.path().join("two/zod-schemas.ts").exists());
    assert!(!dir.path().join("one").exists());
    assert!(
        answers[2]["error"]["message"]
            .as_str()
            .unwrap()
            .contains("`bake`")
    );
    assert_eq!(
        answers[3]["error"]["message"],
        "error: `absent.prisma` does not exist (from `prisma generate`)\n\
         help: correct the path, or say where with `--schema FILE|DIR`"
    );
}

#[test]
fn what_is_wrong_is_told_with_its_place() {
    let dir = project("generator one {\n  provider = \"triple-orm\"\n  output = env(\"OUT\")\n}\n");
    let schema = dir.path().join("schema.prisma");
    let output = ask(dir.path(), &[question(1, "generate", &job(&schema, "one"))]);
    let answers = answers(&output);
    let message = answers[0]["error"]["message"].as_str().unwrap();
    assert!(message.contains("config/wrong-type"), "{message}");
    assert!(message.contains("schema.prisma:7:"), "{message}");
    assert!(!message.contains('\u{1b}'), "no colour in a pipe");
    assert!(output.stdout.is_empty());
}

#[test]
fn what_is_not_the_protocol_ends_it() {
    let dir = project("");
    let output = ask(dir.path(), &["hello".to_owned()]);
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).starts_with("error: "));
}

#[test]
fn with_arguments_it_is_the_command_line() {
    let dir =
        project("generator it {\n  provider = \"npx triple-orm@1\"\n  output = \"here\"\n}\n");
    let output = Command::new(env!("CARGO_BIN_EXE_triple-orm"))
        .current_dir(dir.path())
        .env("PRISMA_GENERATOR_INVOCATION", "true")
        .arg("generate")
        .output()
        .unwrap();
    assert!(output.status.success());
    assert!(dir.path().join("here/drizzle-schema.ts").exists());
}
