//! `generate` from the current folder to the files, through the binary.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use tempfile::TempDir;

const SCHEMA: &str = r#"datasource db {
  provider = "postgresql"
}

model User {
  id       Int  @id
  /// [Profile]
  profile  Json
  settings Json?
}
"#;

struct Project(TempDir);

impl Project {
    fn new() -> Self {
        let project = Self(TempDir::new().unwrap());
        project.write("schema.prisma", SCHEMA);
        project
    }

    fn write(&self, name: &str, text: &str) {
        let path = self.0.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.0.path().join(name)).unwrap()
    }

    fn run(&self, arguments: &[&str]) -> Output {
        Command::new(env!("CARGO_BIN_EXE_triple-orm"))
            .current_dir(self.0.path())
            .arg("generate")
            .args(arguments)
            .output()
            .unwrap()
    }

    fn status(&self, arguments: &[&str]) -> i32 {
        self.run(arguments).status.code().unwrap()
    }
}

#[test]
fn check_follows_the_schema() {
    let project = Project::new();
    assert_eq!(project.status(&["--check"]), 1);
    assert!(!project.0.path().join("src").exists());
    assert_eq!(project.status(&[]), 0);
    assert_eq!(project.status(&["--check"]), 0);

    project.write("schema.prisma", &SCHEMA.replace("Json?", "Json"));
    let output = project.run(&["--check"]);
    assert_eq!(output.status.code(), Some(1));
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("src/db/drizzle-schema.ts  differs"), "{said}");
    assert!(
        said.contains("+    .notNull()") || said.contains(".notNull()"),
        "{said}"
    );
    assert_eq!(project.status(&["--diff"]), 1);
    assert_eq!(project.status(&[]), 0);
    assert_eq!(project.status(&["--check"]), 0);
}

#[test]
fn a_reformatted_file_is_current() {
    let project = Project::new();
    project.status(&[]);
    let path = "src/db/drizzle-schema.ts";
    let text = project.read(path);
    project.write(
        path,
        &text
            .replace('"', "'")
            .replace(";\n", "\n")
            .replace('\n', "\r\n"),
    );
    assert_eq!(project.status(&["--check"]), 0);
    project.write(path, &text.replace(".primaryKey()", ""));
    assert_eq!(project.status(&["--check"]), 1);
}

#[test]
fn json_schemas_are_the_users() {
    let project = Project::new();
    project.status(&[]);
    let path = "src/db/json-schemas.ts";
    assert_eq!(project.status(&["--check", "--deny-stubs"]), 1);
    let mine = "import { z } from \"zod\";\n\nexport const Profile = z.object({ a: z.string() }); // mine\n\
                export type Profile = z.infer<typeof Profile>;\n";
    project.write(path, mine);
    let output = project.run(&["--check"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(
        String::from_utf8(output.stderr)
            .unwrap()
            .contains("lacks `User.settings`")
    );

    assert_eq!(project.status(&[]), 0);
    let text = project.read(path);
    assert!(text.starts_with(mine), "what is there never changes");
    assert!(text.contains("export const UserSettings = z.json();"));
    assert_eq!(text.matches("import { z }").count(), 1);
    assert_eq!(project.status(&[]), 0);
    assert_eq!(project.read(path), text);
    assert_eq!(project.status(&["--check"]), 0);

    // Somebody else's schema may go by another way.
    project.write(path, "export * from \"./my-schemas\";\n");
    assert_eq!(project.status(&["--check"]), 0);
    project.write(path, "export const Profile = (;\n");
    assert_eq!(project.status(&[]), 2);
    assert_eq!(project.read(path), "export const Profile = (;\n");
}

#[test]
fn a_broken_schema_loses_nothing() {
    let project = Project::new();
    project.status(&[]);
    let before = project.read("src/db/drizzle-schema.ts");
    project.write("schema.prisma", &SCHEMA.replace("Int ", "Inte"));
    let output = project.run(&[]);
    assert_eq!(output.status.code(), Some(2));
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("schema.prisma:6:"), "{said}");
    assert!(said.contains("did you mean `Int`?"), "{said}");
    assert_eq!(project.read("src/db/drizzle-schema.ts"), before);
}

#[test]
fn a_file_in_the_way_is_not_overwritten() {
    let project = Project::new();
    project.write("src/db/kysely-types.ts", "export type Mine = 1;\n");
    let output = project.run(&[]);
    assert_eq!(output.status.code(), Some(2));
    assert!(
        String::from_utf8(output.stderr)
            .unwrap()
            .contains("kysely-types.ts")
    );
    assert_eq!(
        project.read("src/db/kysely-types.ts"),
        "export type Mine = 1;\n"
    );
    assert!(!project.0.path().join("src/db/drizzle-schema.ts").exists());
}

#[test]
fn options_come_from_flags_the_file_the_block_and_defaults() {
    let project = Project::new();
    let block = "\ngenerator triple {\n  provider = \"triple-orm\"\n  output = \"./block\"\n  \
                 drizzleDate = \"string\"\n}\n";
    project.write("schema.prisma", &format!("{SCHEMA}{block}"));
    assert_eq!(project.status(&[]), 0);
    assert!(project.0.path().join("block/drizzle-schema.ts").exists());
    project.write(
        "triple-orm.json",
        "{ \"out\": \"file\", } // trailing comma\n",
    );
    assert_eq!(project.status(&["--target", "drizzle"]), 0);
    assert!(project.0.path().join("file/drizzle-schema.ts").exists());
    assert!(!project.0.path().join("file/kysely-types.ts").exists());
    assert_eq!(project.status(&["--out", "flag"]), 0);
    assert!(project.0.path().join("flag/drizzle-schema.ts").exists());
    project.write("triple-orm.json", "{ \"outt\": \"file\" }");
    assert_eq!(project.status(&[]), 2);
}

#[test]
fn bad_input_ends_with_2_and_a_help() {
    let project = Project::new();
    for (arguments, said) in [
        (&["--schema", "missing.prisma"][..], "missing.prisma"),
        (
            &["--schema", "schema.prisma", "--out", "/proc/nothing"][..],
            "/proc/nothing",
        ),
        (
            &["--schema", "schema.prisma", "--out", "schema.prisma"][..],
            "schema.prisma",
        ),
    ] {
        let output = project.run(arguments);
        let text = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{text}");
        assert!(text.contains(said) && text.contains("help"), "{text}");
    }
    fs::write(project.0.path().join("latin1.prisma"), b"// \xe9\n").unwrap();
    assert_eq!(project.status(&["--schema", "latin1.prisma"]), 2);
    project.write(
        "deep.prisma",
        &format!("model A {{\n  a Int @x({}\n}}\n", "[".repeat(100_000)),
    );
    assert_eq!(project.status(&["--schema", "deep.prisma"]), 2);
    assert!(!Path::new("/proc/nothing").exists());
}

#[test]
fn a_program_reads_the_result() {
    let project = Project::new();
    project.status(&[]);
    let json: serde_json::Value =
        serde_json::from_slice(&project.run(&["--check", "--format", "json"]).stdout).unwrap();
    assert_eq!(json["clean"], true);
    project.write("schema.prisma", &SCHEMA.replace("Int ", "Inte"));
    let json: serde_json::Value =
        serde_json::from_slice(&project.run(&["--check", "--format", "json"]).stdout).unwrap();
    assert_eq!(json["diagnostics"][0]["code"], "prisma/unknown-type");
    assert_eq!(json["diagnostics"][0]["line"], 6);
    let github = project.run(&["--check", "--format", "github"]).stdout;
    assert!(
        String::from_utf8(github)
            .unwrap()
            .starts_with("::error file=schema.prisma,line=6,")
    );
}

#[test]
fn a_target_that_cannot_be_is_left_out_with_a_note() {
    let project = Project::new();
    project.write(
        "schema.prisma",
        "datasource db {\n  provider = \"sqlserver\"\n}\n\nmodel User {\n  id Int @id\n}\n",
    );
    let run = project.run(&[]);
    assert_eq!(run.status.code(), Some(0));
    let said = String::from_utf8(run.stderr).unwrap();
    assert!(said.contains("note[target/skipped]: `drizzle` is left out"));
    assert!(said.contains("drizzle-orm 0.45 has no module for SQL Server (1.0 has one)"));
    assert!(project.0.path().join("src/db/kysely-types.ts").exists());
    assert!(!project.0.path().join("src/db/drizzle-schema.ts").exists());
    // With 1.0 there is nothing to say.
    project.write("triple-orm.json", r#"{ "drizzle": { "version": "1.0" } }"#);
    let said = String::from_utf8(project.run(&[]).stderr).unwrap();
    assert!(!said.contains("target/skipped"), "{said}");
    assert!(project.0.path().join("src/db/drizzle-schema.ts").exists());
}

#[test]
fn a_diagram_is_written_when_it_is_asked_for() {
    let project = Project::new();
    assert_eq!(project.status(&[]), 0);
    assert!(!project.0.path().join("src/db/erd.md").exists());
    assert_eq!(project.status(&["--target", "erd", "--out", "docs"]), 0);
    assert!(!project.0.path().join("docs/json-schemas.ts").exists());
    assert_eq!(
        project.status(&["--target", "erd", "--out", "docs", "--check"]),
        0
    );
    let text = project.read("docs/erd.md");
    let diagram = text.split("```").nth(1).unwrap();
    assert_eq!(
        diagram,
        "mermaid\nerDiagram\n  \"User\" {\n    integer id PK\n    jsonb profile\n    \
         jsonb settings \"nullable\"\n  }\n"
    );
}

#[test]
fn a_banner_leaves_the_file_ours() {
    let project = Project::new();
    project.write("triple-orm.json", r#"{ "banner": "/* one */" }"#);
    assert_eq!(project.status(&[]), 0);
    project.write(
        "triple-orm.json",
        r#"{ "banner": ["/* two */", "// three"] }"#,
    );
    assert_eq!(project.status(&[]), 0);
    let text = project.read("src/db/zod-schemas.ts");
    let lines: Vec<&str> = text.lines().collect();
    assert!(lines[0].starts_with("// Generated by triple-orm"));
    assert_eq!(lines[1..3], ["/* two */", "// three"]);
    assert!(!project.read("src/db/json-schemas.ts").contains("two"));
}

#[test]
fn the_users_own_file_may_have_another_name() {
    let project = Project::new();
    project.write("triple-orm.json", r#"{ "files": { "json": "mine.ts" } }"#);
    project.write(
        "src/db/mine.ts",
        "import { z } from \"zod\";\nexport const Profile = z.object({});\n",
    );
    let said = String::from_utf8(project.run(&[]).stderr).unwrap();
    assert!(said.contains("say in `mine.ts`"), "{said}");
    let mine = project.read("src/db/mine.ts");
    assert!(mine.starts_with("import { z } from \"zod\";\nexport const Profile = z.object({});\n"));
    assert!(mine.contains("export type Profile"), "{mine}");
    assert!(!project.0.path().join("src/db/json-schemas.ts").exists());
}
