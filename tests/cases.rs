//! One folder is one case: `tests/cases/<topic>/<claim>/` holds a schema (a file
//! or a folder), and perhaps a `triple-orm.json`. Each case makes all its files,
//! or the messages that refuse it; the snapshot is the whole of it. A topic that is
//! called after a database shows what the database holds, too.

use std::path::{Path, PathBuf};
use std::process::Command;

use walkdir::WalkDir;

#[test]
fn cases() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let mut cases: Vec<PathBuf> = WalkDir::new(&root)
        .min_depth(2)
        .max_depth(2)
        .into_iter()
        .map(|entry| entry.unwrap().into_path())
        .collect();
    cases.sort();
    assert!(cases.len() > 30, "the cases are found");
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("../snapshots/cases");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| {
        for case in &cases {
            let name = case.strip_prefix(&root).unwrap();
            let name = name.to_str().unwrap().replace(['/', '\\'], "__");
            insta::assert_snapshot!(name, generate(case));
        }
    });
}

/// What the binary makes of a case: its files, or else what it says.
///
/// Both are below one folder, so that a path from one to the other is always the same.
fn generate(original: &Path) -> String {
    let folder = tempfile::tempdir().unwrap();
    let (case, out) = (&folder.path().join("case"), &folder.path().join("out"));
    copy(original, case);
    let schema = if case.join("schema").is_dir() {
        "schema"
    } else {
        "schema.prisma"
    };
    let output = Command::new(env!("CARGO_BIN_EXE_triple-orm"))
        .current_dir(case)
        .args(["generate", "--schema", schema, "--out"])
        .arg(out)
        .output()
        .unwrap();
    match output.status.code() {
        Some(0) => {
            let facts = if is_of_a_database(original) {
                inspect(case, schema)
            } else {
                String::new()
            };
            format!("{}{facts}{}", warnings(&output.stderr), files(out))
        }
        Some(2) => String::from_utf8(output.stderr).unwrap(),
        other => panic!(
            "{} ended with {other:?}: {}",
            original.display(),
            String::from_utf8_lossy(&output.stderr)
        ),
    }
}

fn copy(from: &Path, to: &Path) {
    for entry in WalkDir::new(from) {
        let entry = entry.unwrap();
        let target = to.join(entry.path().strip_prefix(from).unwrap());
        if entry.file_type().is_dir() {
            std::fs::create_dir_all(target).unwrap();
        } else {
            std::fs::copy(entry.path(), target).unwrap();
        }
    }
}

/// Whether the topic is a database's name.
fn is_of_a_database(case: &Path) -> bool {
    let topic = case.parent().and_then(Path::file_name).unwrap();
    ["cockroachdb", "mongodb", "mysql", "sqlite", "sqlserver"].contains(&topic.to_str().unwrap())
}

/// What the schema says of the database.
fn inspect(case: &Path, schema: &str) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_triple-orm"))
        .current_dir(case)
        .args(["inspect", "--from", "prisma", "--schema", schema])
        .output()
        .unwrap();
    assert!(output.status.success());
    format!(
        "=== inspect\n{}\n",
        String::from_utf8(output.stdout).unwrap()
    )
}

/// What it warns of, without the notes and the summary.
fn warnings(stderr: &[u8]) -> String {
    let said = String::from_utf8(stderr.to_vec()).unwrap();
    said.split_inclusive("\n\n")
        .filter(|message| message.starts_with("warning["))
        .collect()
}

fn files(folder: &Path) -> String {
    let mut paths: Vec<PathBuf> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    paths.sort();
    let texts = paths.iter().map(|path| {
        let name = path.file_name().unwrap().to_str().unwrap();
        let text = std::fs::read_to_string(path).unwrap();
        format!("=== {name}\n{text}")
    });
    texts.collect::<Vec<_>>().join("\n")
}
