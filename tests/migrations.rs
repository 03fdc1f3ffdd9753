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
    project_of("postgresql", files)
}

fn project_of(provider: &str, files: &[(&str, &[u8])]) -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    let schema = format!("datasource db {{\n  provider = \"{provider}\"\n  url = \"x\"\n}}\n");
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

/// What `node tests/conformance/histories.mjs` asks the databases themselves about.
#[test]
fn other_databases_have_histories_too() {
    for provider in ["mysql", "sqlite"] {
        let dir = project_of(provider, &[]);
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/histories");
        let folder = folder.join(provider);
        let folder = folder.to_str().unwrap();
        let inspect = ["inspect", "--from", "migrations", "--migrations", folder];
        let output = triple_orm(dir.path(), &inspect);
        snapshot(|| assert_snapshot!(provider, stdout(&output)));
        let list = ["migrations", "list", "--migrations", folder];
        let output = triple_orm(dir.path(), &list);
        assert_eq!(output.status.code(), Some(0), "{}", stdout(&output));
    }
}

/// What would be refused is said, and what is not understood loses nothing else.
#[test]
fn mysql_and_sqlite_refuse_what_is_said() {
    let said = |provider: &str, sql: &str| {
        let file = ("20240101000000_init/migration.sql", sql.as_bytes());
        let dir = project_of(provider, &[file]);
        let args = ["migrations", "list", "--format", "json"];
        stdout(&triple_orm(dir.path(), &args))
    };
    let table = "CREATE TABLE a (id INT NOT NULL, b INT, PRIMARY KEY (id));";
    let keyed = "CREATE TABLE c (a INT, INDEX c_a (a));
        ALTER TABLE c ADD CONSTRAINT c_fk FOREIGN KEY (a) REFERENCES a (id);";
    for (sql, message) in [
        ("ALTER TABLE b DROP COLUMN c", "table `b` does not exist"),
        ("ALTER TABLE a DROP COLUMN c", "column `a.c` does not exist"),
        (
            "ALTER TABLE a ADD COLUMN b INT",
            "column `a.b` already exists",
        ),
        ("CREATE TABLE a (id INT)", "table `a` already exists"),
        ("DROP INDEX i ON a", "index `a.i` does not exist"),
        (
            "DROP INDEX c_a ON c",
            "index `c.c_a` is used by constraint `c.c_fk`",
        ),
        ("DROP TABLE a", "table `a` is used by constraint `c.c_fk`"),
        (
            "INSERT INTO a (x) VALUES (1)",
            "column `a.x` does not exist",
        ),
    ] {
        let found = said("mysql", &format!("{table}{keyed}{sql}"));
        assert!(found.contains(message), "{sql}: {found}");
    }
    for (sql, message) in [
        ("DROP INDEX i", "index `i` does not exist"),
        (
            "ALTER TABLE A RENAME COLUMN c TO d",
            "column `A.c` does not exist",
        ),
        ("ALTER TABLE a DROP COLUMN id", "is used by"),
    ] {
        let found = said("sqlite", &format!("{table}{sql}"));
        assert!(found.contains(message), "{sql}: {found}");
    }

    let sql = b"CREATE TABLE a (id INT, b WEIRD STRANGE WORDS(, c INT);\nCREATE TABLE d (id INT);
        FROB a; CREATE TABLE e (id INT, x GEOMETRY NOT REALLY)";
    let dir = project_of("mysql", &[("20240101000000_init/migration.sql", sql)]);
    let args = ["inspect", "--from", "migrations", "--format", "json"];
    let found: serde_json::Value =
        serde_json::from_str(&stdout(&triple_orm(dir.path(), &args))).unwrap();
    let text = found.to_string();
    assert!(text.contains("FROB a"), "{text}");
    assert!(text.contains("e.x"), "{text}");
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

/// `node tests/conformance/migrations.mjs` asks `PostgreSQL` the same of whole folders.
#[test]
fn postgres_refuses_what_is_said() {
    let said = |sql: &str| {
        let first = "CREATE TYPE mood AS ENUM ('a');
            CREATE TABLE a (id uuid PRIMARY KEY, n int UNIQUE, t text UNIQUE, m mood UNIQUE);
            CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$;";
        let dir = project(&[
            ("20240101000000_a/migration.sql", first.as_bytes()),
            ("20240102000000_b/migration.sql", sql.as_bytes()),
        ]);
        let args = ["migrations", "list", "--format", "json"];
        let output = triple_orm(dir.path(), &args);
        let list: serde_json::Value = serde_json::from_str(&stdout(&output)).unwrap();
        let findings = list["findings"].as_array().unwrap().clone();
        let messages = findings.iter().map(|it| it["message"].as_str().unwrap());
        messages.collect::<Vec<_>>().join("; ")
    };
    for (sql, message) in [
        (
            "CREATE TABLE b (a text REFERENCES a (id))",
            "foreign key `b.b_a_fkey` compares `b.a`, which is `text`, with `a.id`, which is `uuid`",
        ),
        (
            "CREATE TABLE b (m text REFERENCES a (m))",
            "foreign key `b.b_m_fkey` compares `b.m`, which is `text`, with `a.m`, which is `mood`",
        ),
        (
            "CREATE TRIGGER t BEFORE UPDATE OF n, z ON a FOR EACH ROW EXECUTE FUNCTION f()",
            "column `a.z` does not exist",
        ),
        (
            "CREATE TRIGGER t BEFORE UPDATE ON a FOR EACH ROW EXECUTE PROCEDURE g()",
            "function `g` does not exist",
        ),
        (
            "SELECT pg_catalog.set_config('search_path', '', false)",
            "`search_path` is left empty, so that Prisma does not find its `_prisma_migrations`",
        ),
        // The rest of the statement is no second error.
        (
            "INSERT INTO a (n) VALUES (1);\n(2), (3);\nCREATE TABLE b (id int)",
            "syntax error: unexpected `(`",
        ),
    ] {
        assert_eq!(said(sql), message, "{sql}");
    }
    for sql in [
        "CREATE TABLE b (n bigint REFERENCES a (n), t varchar(9) REFERENCES a (t), m mood REFERENCES a (m))",
        "CREATE TRIGGER t BEFORE UPDATE OF n ON a FOR EACH ROW EXECUTE FUNCTION public.f()",
        "CREATE TRIGGER t BEFORE UPDATE ON a FOR EACH ROW EXECUTE FUNCTION suppress_redundant_updates_trigger()",
        // It may come with the extension.
        "CREATE EXTENSION moddatetime;
         CREATE TRIGGER t BEFORE UPDATE ON a FOR EACH ROW EXECUTE FUNCTION moddatetime(n)",
        // Only the database can tell whether there is one by now.
        "DO $$ BEGIN IF (SELECT count(*) FROM a) > 0 THEN
           CREATE FUNCTION g() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
         END IF; END $$;
         CREATE TRIGGER t BEFORE UPDATE ON a FOR EACH ROW EXECUTE FUNCTION g()",
        "BEGIN; SET LOCAL search_path TO ''; COMMIT",
        "SELECT set_config('search_path', '', false); RESET search_path",
        "ALTER TABLE _prisma_migrations ENABLE ROW LEVEL SECURITY",
    ] {
        assert_eq!(said(sql), "", "{sql}");
    }
}

/// Prisma runs all migrations in one session.
#[test]
fn a_search_path_stays_for_the_migrations_to_come() {
    let dir = project(&[
        (
            "20240101000000_a/migration.sql",
            b"CREATE SCHEMA app; SET search_path TO app, public; CREATE TABLE a (id int);",
        ),
        (
            "20240102000000_b/migration.sql",
            b"CREATE TABLE b (id int); BEGIN; SET LOCAL search_path TO public;
              CREATE TABLE c (id int); COMMIT; CREATE TABLE d (id int);",
        ),
        (
            "20240103000000_c/migration.sql",
            b"RESET search_path; CREATE TABLE e (id int);",
        ),
    ]);
    let output = triple_orm(dir.path(), &["inspect", "--from", "migrations"]);
    let shown = stdout(&output);
    let tables = shown.lines().filter(|line| line.starts_with("table"));
    let tables: Vec<&str> = tables.collect();
    assert_eq!(
        tables,
        [
            "table app.a",
            "table app.b",
            "table c",
            "table app.d",
            "table e"
        ]
    );
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
    // Parsers call themselves for each level; the binary has room for many.
    let deep = format!("SELECT {}1{};", "(".repeat(20_000), ")".repeat(20_000));
    let dir = project(&[("20240101000000_deep/migration.sql", deep.as_bytes())]);
    let output = triple_orm(dir.path(), &["migrations", "list"]);
    assert_eq!(output.status.code(), Some(0));
    // Broken in the middle of everything, the tree has gaps everywhere.
    for at in (0..sample.len())
        .step_by(7)
        .filter(|at| sample.is_char_boundary(*at))
    {
        for text in [sample[..at].to_owned(), sample[at..].to_owned()] {
            let mut sources = Sources::default();
            let file = sources.add("a.sql".into(), text);
            let name = String::new();
            for dialect in [Dialect::Postgres, Dialect::MySql, Dialect::Sqlite] {
                let name = name.clone();
                let replay = replay(dialect, &[Script { name, file }], &sources);
                assert_eq!(replay.steps.len(), 1);
            }
        }
    }
}
