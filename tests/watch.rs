//! `generate --watch` through the binary. Nothing here waits a fixed time: each
//! step waits for what it expects, and fails when that does not come for long.

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::Value;
use tempfile::TempDir;

/// Far more than a round takes, on the slowest machine.
const LONG: Duration = Duration::from_secs(20);

const DATASOURCE: &str = "datasource db {\n  provider = \"postgresql\"\n}\n";

fn model(name: &str, field: &str) -> String {
    format!("model {name} {{\n  id Int @id\n  {field}\n}}\n")
}

struct Watched {
    folder: TempDir,
    process: Child,
    lines: Receiver<String>,
}

impl Watched {
    /// Starts in a folder with these files, and waits for the first round.
    fn start(files: &[(&str, &str)], arguments: &[&str]) -> Self {
        let folder = TempDir::new().unwrap();
        for (name, text) in files {
            write(folder.path(), name, text);
        }
        let mut process = Command::new(env!("CARGO_BIN_EXE_triple-orm"))
            .current_dir(folder.path())
            .args(["generate", "--watch"])
            .args(arguments)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let (sender, lines) = channel();
        let stdout = BufReader::new(process.stdout.take().unwrap());
        let stderr = BufReader::new(process.stderr.take().unwrap());
        let to_stdout = sender.clone();
        thread::spawn(move || {
            stdout
                .lines()
                .try_for_each(|it| to_stdout.send(it.unwrap()))
        });
        thread::spawn(move || stderr.lines().try_for_each(|it| sender.send(it.unwrap())));
        Self {
            folder,
            process,
            lines,
        }
    }

    fn write(&self, name: &str, text: &str) {
        write(self.folder.path(), name, text);
    }

    fn read(&self, name: &str) -> Option<String> {
        fs::read_to_string(self.folder.path().join(name)).ok()
    }

    /// Waits for a line that holds `part`.
    fn says(&self, part: &str) -> String {
        let end = Instant::now() + LONG;
        let mut said = Vec::new();
        while let Ok(line) = self
            .lines
            .recv_timeout(end.saturating_duration_since(Instant::now()))
        {
            if line.contains(part) {
                return line;
            }
            said.push(line);
        }
        panic!("`{part}` is not said, but\n{}", said.join("\n"));
    }

    /// Waits until the tables are those with these names.
    fn has_tables(&self, wanted: &[&str]) {
        let end = Instant::now() + LONG;
        loop {
            let text = self.read("src/db/kysely-types.ts").unwrap_or_default();
            let tables: Vec<_> = text
                .lines()
                .filter_map(|line| line.strip_prefix("export interface "))
                .filter_map(|rest| rest.strip_suffix(" {"))
                .filter(|name| *name != "DB")
                .collect();
            if tables == wanted {
                return;
            }
            assert!(Instant::now() < end, "{tables:?} instead of {wanted:?}");
            thread::sleep(Duration::from_millis(5));
        }
    }
}

impl Drop for Watched {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

fn write(folder: &Path, name: &str, text: &str) {
    let path = folder.join(name);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

fn schema(models: &[&str]) -> String {
    let models: String = models.iter().map(|name| model(name, "")).collect();
    format!("{DATASOURCE}{models}")
}

#[test]
fn a_broken_schema_is_told_and_the_last_good_files_stay() {
    let mut watched = Watched::start(&[("schema.prisma", &schema(&["A"]))], &[]);
    watched.says("1 table, 0 enums → 3 files in");
    assert!(watched.says("watching").contains("`schema.prisma`"));
    let good = watched.read("src/db/drizzle-schema.ts");

    watched.write(
        "schema.prisma",
        &(DATASOURCE.to_owned() + &model("A", "x Strin")),
    );
    watched.says("x Strin");
    watched.says("refused; the files stay as they are");
    assert_eq!(watched.read("src/db/drizzle-schema.ts"), good);
    assert_eq!(watched.process.try_wait().unwrap(), None);

    watched.write("schema.prisma", &schema(&["A", "B"]));
    watched.says("2 tables");
    watched.has_tables(&["A", "B"]);
}

#[test]
fn a_folder_is_followed_through_new_renamed_and_deleted_files() {
    let watched = Watched::start(
        &[
            ("prisma/schema/main.prisma", &schema(&["A"])),
            ("package.json", r#"{"prisma": {"schema": "prisma/schema"}}"#),
        ],
        &[],
    );
    watched.has_tables(&["A"]);
    watched.write("prisma/schema/new.prisma", &model("B", ""));
    watched.has_tables(&["A", "B"]);
    watched.write("prisma/schema/deep/er/c.prisma", &model("C", ""));
    watched.has_tables(&["C", "A", "B"]);

    let at = |name: &str| watched.folder.path().join("prisma").join(name);
    fs::rename(at("schema/new.prisma"), at("schema/a.prisma")).unwrap();
    watched.has_tables(&["B", "C", "A"]);
    fs::remove_dir_all(at("schema/deep")).unwrap();
    watched.has_tables(&["B", "A"]);

    // As `git checkout` may do: the folder itself is another one, twice.
    for (name, tables) in [("D", ["D", "A"]), ("E", ["E", "A"])] {
        watched.write("prisma/next/main.prisma", &schema(&["A"]));
        watched.write("prisma/next/a.prisma", &model(name, ""));
        fs::remove_dir_all(at("schema")).unwrap();
        fs::rename(at("next"), at("schema")).unwrap();
        watched.has_tables(&tables);
    }
    watched.write("prisma/schema/a.prisma", &model("F", ""));
    watched.has_tables(&["F", "A"]);
}

#[test]
fn an_editor_may_save_by_renaming() {
    let watched = Watched::start(&[("prisma/schema.prisma", &schema(&["A"]))], &[]);
    watched.has_tables(&["A"]);
    let at = |name: &str| watched.folder.path().join("prisma").join(name);
    for (name, tables) in [("B", ["A", "B"]), ("C", ["A", "C"])] {
        fs::rename(at("schema.prisma"), at("schema.prisma~")).unwrap();
        watched.write("prisma/.schema.swp", &schema(&["A", name]));
        fs::rename(at(".schema.swp"), at("schema.prisma")).unwrap();
        watched.has_tables(&tables);
    }
}

#[test]
fn a_schema_that_comes_later_is_found() {
    let watched = Watched::start(&[], &[]);
    watched.says("no Prisma schema found");
    watched.says("watching for a schema");
    watched.write("prisma/schema.prisma", &schema(&["A"]));
    watched.has_tables(&["A"]);
    fs::remove_file(watched.folder.path().join("prisma/schema.prisma")).unwrap();
    watched.says("no Prisma schema found");
    watched.write("prisma/schema.prisma", &schema(&["A", "B"]));
    watched.has_tables(&["A", "B"]);
}

#[test]
fn the_configuration_is_read_again() {
    let watched = Watched::start(
        &[
            ("schema.prisma", &schema(&["A"])),
            ("other.prisma", &schema(&["B"])),
        ],
        &[],
    );
    watched.has_tables(&["A"]);
    watched.write(
        "prisma.config.ts",
        "export default { schema: \"other.prisma\" };\n",
    );
    watched.has_tables(&["B"]);
    watched.write("triple-orm.json", r#"{ "schema": "schema.prisma" }"#);
    watched.has_tables(&["A"]);
    watched.write("triple-orm.json", r#"{ "schema": "#);
    watched.says("config/syntax");
    watched.write(
        "triple-orm.json",
        r#"{ "schema": "other.prisma", "names": { "tables": "preserve" } }"#,
    );
    watched.has_tables(&["B"]);
    let drizzle = watched.read("src/db/drizzle-schema.ts").unwrap();
    assert!(drizzle.contains("export const B = pgTable"), "{drizzle}");
}

#[test]
fn what_does_not_decide_is_no_round() {
    let watched = Watched::start(
        &[
            ("schema.prisma", &schema(&["A"])),
            ("package.json", "{}"),
            ("triple-orm.json", r#"{ "out": "." }"#),
        ],
        &["--format", "json"],
    );
    watched.says("/kysely-types.ts\"");
    // Our own files, the user's and those of others lie beside the schema.
    watched.write("package.json", r#"{ "dependencies": {} }"#);
    watched.write("json-schemas.ts", "export {};\n");
    watched.write("kysely-types.ts", "// something else\n");
    watched.write("notes.prisma.txt", "x");
    watched.write("schema.prisma", &(schema(&["A"]) + &model("B", "j Json")));
    // The next round is the last change's, and it finds what is in the way.
    watched.says("`./kysely-types.ts`");
    fs::remove_file(watched.folder.path().join("kysely-types.ts")).unwrap();
    let line = watched.says("\"files\"");
    assert!(line.contains(r#"{"path":"./kysely-types.ts","outcome":"created"}"#));
}

#[test]
fn a_program_reads_one_line_a_round() {
    let watched = Watched::start(&[("schema.prisma", &schema(&["A"]))], &["--format", "json"]);
    let next = || -> Value {
        let line = watched.lines.recv_timeout(LONG).unwrap();
        serde_json::from_str(&line).unwrap()
    };
    assert_eq!(next()["files"][0]["outcome"], "created");
    watched.write("schema.prisma", &schema(&["A", "A"]));
    assert_eq!(next()["diagnostics"][0]["severity"], "error");
    fs::remove_file(watched.folder.path().join("schema.prisma")).unwrap();
    assert_eq!(next()["diagnostics"][0]["code"], "watch/failed");
    watched.write("schema.prisma", &schema(&["A", "B"]));
    assert_eq!(next()["files"][0]["outcome"], "updated");
}

/// The shell sees 130, as of any program that was interrupted.
#[cfg(unix)]
#[test]
fn ctrl_c_ends_it_as_any_program() {
    use std::os::unix::process::ExitStatusExt;
    const SIGINT: i32 = 2;
    let mut watched = Watched::start(&[("schema.prisma", &schema(&["A"]))], &[]);
    watched.says("watching");
    let process = watched.process.id().to_string();
    let sent = Command::new("sh")
        .args(["-c", "kill -INT \"$0\"", &process])
        .status()
        .unwrap();
    assert!(sent.success());
    assert_eq!(watched.process.wait().unwrap().signal(), Some(SIGINT));
}

#[test]
fn it_does_not_go_with_a_look() {
    for other in ["--check", "--diff"] {
        let output = Command::new(env!("CARGO_BIN_EXE_triple-orm"))
            .args(["generate", "--watch", other])
            .output()
            .unwrap();
        assert_eq!(output.status.code(), Some(2));
    }
}
