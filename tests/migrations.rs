//! Folders of migrations, replayed: what they leave behind, and what is wrong
//! with their order. `node tests/conformance/migrations.mjs tests/migrations` asks
//! `PostgreSQL` whether the catalogs are right.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use insta::{assert_snapshot, glob};
use triple_orm::catalog::Dialect;
use triple_orm::diagnostic::Sources;
use triple_orm::sql::ddl::{Script, replay};

fn triple_orm(cwd: &Path, args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_triple-orm"))
        .args(args)
        .current_dir(cwd)
        .output()
        .unwrap()
}

fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

/// Keeps snapshots where all others are.
fn snapshot(assert: impl FnOnce()) {
    insta::with_settings!({
        snapshot_path => "../snapshots/migrations",
        prepend_module_to_snapshot => false,
        omit_expression => true,
    }, { assert() });
}

/// A project with a schema for `PostgreSQL` and the given files in its folder of migrations.
fn project(files: &[(&str, &[u8])]) -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    let schema = "datasource db {\n  provider = \"postgresql\"\n  url = \"x\"\n}\n";
    fs::write(dir.path().join("schema.prisma"), schema).unwrap();
    for (name, content) in files {
        let path = dir.path().join("migrations").join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
    }
    dir
}

#[test]
fn folders_leave_behind_what_their_snapshot_shows() {
    glob!("migrations/*", |folder| {
        let dir = project(&[]);
        let folder = folder.to_str().unwrap();
        let args = ["inspect", "--from", "migrations", "--migrations", folder];
        let output = triple_orm(dir.path(), &args);
        assert_eq!(output.status.code(), Some(0), "{folder}");
        snapshot(|| assert_snapshot!(stdout(&output)));
    });
}

#[test]
fn an_order_that_fails_from_scratch_is_said() {
    let dir = project(&[
        (
            "20240101000000_mood/migration.sql",
            b"ALTER TABLE \"Person\" ADD COLUMN mood text;\nINSERT INTO flags VALUES (1);",
        ),
        (
            "20240202000000_init/migration.sql",
            b"CREATE TABLE \"Person\" (id text PRIMARY KEY);",
        ),
        (
            "20240303000000_chat/migration.sql",
            b"CREATE INDEX ON \"ChatMessage\" (id);",
        ),
        ("20240303000000_again/migration.sql", b"-- nothing\n"),
        ("20240404000000_gone/notes.txt", b""),
        ("last/migration.sql", b"DROP TABLE \"Person\";"),
        (
            "20240505000000_chat.sql",
            b"CREATE TABLE \"ChatMessage\" (id text);",
        ),
        ("migration_lock.toml", b"provider = \"mysql\"\n"),
    ]);
    let output = triple_orm(dir.path(), &["migrations", "list"]);
    assert_eq!(output.status.code(), Some(1));
    snapshot(|| assert_snapshot!("order", stdout(&output)));

    // The column that came too early is there all the same: one mistake is one message.
    fs::remove_dir_all(dir.path().join("migrations/last")).unwrap();
    let output = triple_orm(dir.path(), &["inspect", "--from", "migrations"]);
    assert!(stdout(&output).contains("mood"), "{}", stdout(&output));
}

#[test]
fn files_are_read_as_they_are_found_on_disks() {
    let dir = project(&[(
        "20240101000000_init/migration.sql",
        b"\xEF\xBB\xBFCREATE TABLE a (\r\n  id integer NOT NULL\r\n);\r\n",
    )]);
    let output = triple_orm(dir.path(), &["inspect", "--from", "migrations"]);
    assert_eq!(stdout(&output), "table a\n  id  integer not null\n");

    let dir = project(&[("20240101000000_init/migration.sql", b"SELECT '\xFF'")]);
    let output = triple_orm(dir.path(), &["migrations", "list"]);
    assert_eq!(output.status.code(), Some(2));
    let message = String::from_utf8(output.stderr).unwrap();
    assert!(message.contains("20240101000000_init/migration.sql` is not valid UTF-8"));

    let dir = project(&[]);
    let output = triple_orm(dir.path(), &["migrations", "list"]);
    assert_eq!(output.status.code(), Some(2));
    let message = String::from_utf8(output.stderr).unwrap();
    assert!(
        message.contains("no migrations in `migrations`"),
        "{message}"
    );
}

#[test]
fn no_text_makes_the_replay_panic() {
    let sample =
        fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(
            "tests/migrations/every_kind_of_column_and_index/20240101000000_init/migration.sql",
        ))
        .unwrap();
    // Broken in the middle of everything, the tree has gaps everywhere.
    for at in (0..sample.len())
        .step_by(7)
        .filter(|at| sample.is_char_boundary(*at))
    {
        for text in [sample[..at].to_owned(), sample[at..].to_owned()] {
            let mut sources = Sources::default();
            let file = sources.add("a.sql".into(), text);
            let name = String::new();
            let replay = replay(Dialect::Postgres, &[Script { name, file }], &sources);
            assert_eq!(replay.steps.len(), 1);
        }
    }
}
