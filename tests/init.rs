//! `init` in projects as they are: package managers, hooks, workspaces, files
//! that somebody wrote by hand. Real git decides whether a hook works.

#![cfg(unix)]

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use tempfile::TempDir;
use walkdir::WalkDir;
use yaml_rust2::{Yaml, YamlLoader};

const SCHEMA: &str = r#"datasource db {
  provider = "postgresql"
}

enum Role {
  ADMIN

  @@map("user_role")
}

model User {
  id    Int    @id
  role  Role
  posts Post[]

  @@map("app_users")
}

model Post {
  id      Int    @id
  authors User[]
}
"#;

const PACKAGE: &str = "{\n  \"name\": \"x\",\n  \"scripts\": {\n    \"dev\": \"next\"\n  }\n}\n";

struct Project(TempDir);

impl Project {
    /// A package in a git repository.
    fn new() -> Self {
        let project = Self::empty();
        project.write("package.json", PACKAGE);
        project.write("prisma/schema.prisma", SCHEMA);
        project
    }

    fn empty() -> Self {
        let project = Self(TempDir::new().unwrap());
        assert!(project.git(&["init", "-q", "-b", "main"]).status.success());
        project
    }

    fn path(&self) -> &Path {
        self.0.path()
    }

    fn write(&self, name: &str, text: &str) {
        let path = self.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path().join(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
    }

    fn yaml(&self, name: &str) -> Yaml {
        let text = self.read(name);
        let mut all = YamlLoader::load_from_str(&text).unwrap_or_else(|e| panic!("{e}\n{text}"));
        assert_eq!(all.len(), 1, "{text}");
        all.remove(0)
    }

    fn has(&self, name: &str) -> bool {
        self.path().join(name).exists()
    }

    /// git as it is without anybody's own settings, and with our binary behind
    /// every package manager.
    fn command(&self, program: &str) -> Command {
        let bin = self.path().join(".git/test-bin");
        let path = std::env::var("PATH").unwrap();
        let mut command = Command::new(program);
        command
            .current_dir(self.path())
            .env("PATH", format!("{}:{path}", bin.display()))
            .env("HOME", self.path().join(".git"))
            .env("GIT_CONFIG_NOSYSTEM", "1")
            .env("GIT_CONFIG_GLOBAL", "/dev/null")
            .env("GIT_AUTHOR_NAME", "a")
            .env("GIT_AUTHOR_EMAIL", "a@example.org")
            .env("GIT_COMMITTER_NAME", "a")
            .env("GIT_COMMITTER_EMAIL", "a@example.org");
        command
    }

    fn git(&self, arguments: &[&str]) -> Output {
        self.command("git").args(arguments).output().unwrap()
    }

    fn run(&self, arguments: &[&str]) -> Output {
        self.command(env!("CARGO_BIN_EXE_triple-orm"))
            .args(arguments)
            .output()
            .unwrap()
    }

    /// What `init --yes` says.
    fn init(&self, arguments: &[&str]) -> String {
        let output = self.run(&[&["init", "--yes"], arguments].concat());
        let said = text(&output);
        assert_eq!(output.status.code(), Some(0), "{said}");
        said
    }

    /// Stands in for a package manager: runs what is installed.
    fn install(&self, manager: &str) {
        let triple_orm = env!("CARGO_BIN_EXE_triple-orm");
        let agent = if manager == "npx" { "npm" } else { manager };
        let script = format!(
            "#!/bin/sh\nwhile [ \"$1\" != triple-orm ]; do shift; done\nshift\n\
             npm_config_user_agent={agent}/1 exec {triple_orm} \"$@\"\n"
        );
        let name = format!(".git/test-bin/{manager}");
        self.write(&name, &script);
        self.make_executable(&name);
    }

    fn make_executable(&self, name: &str) {
        use std::os::unix::fs::PermissionsExt;
        let path = self.path().join(name);
        fs::set_permissions(path, fs::Permissions::from_mode(0o755)).unwrap();
    }

    fn is_executable(&self, name: &str) -> bool {
        use std::os::unix::fs::PermissionsExt;
        let found = fs::metadata(self.path().join(name)).unwrap();
        found.permissions().mode() & 0o111 == 0o111
    }

    /// Every file outside of what git and the tests keep for themselves.
    fn files(&self) -> BTreeMap<String, Vec<u8>> {
        WalkDir::new(self.path())
            .into_iter()
            .map(Result::unwrap)
            .filter(|entry| entry.file_type().is_file())
            .map(|entry| {
                let name = entry.path().strip_prefix(self.path()).unwrap();
                (name.display().to_string(), fs::read(entry.path()).unwrap())
            })
            .filter(|(name, _)| !name.starts_with(".git/") || name == ".git/hooks/pre-commit")
            .collect()
    }

    fn commit(&self) -> bool {
        assert!(self.git(&["add", "-A"]).status.success());
        self.git(&["commit", "-q", "-m", "x"]).status.success()
    }

    /// The hook refuses a stale file, and lets a current one pass.
    fn assert_the_hook_works(&self, package: &str) {
        let home = self.path().join(package);
        let generate = || {
            let mut command = self.command(env!("CARGO_BIN_EXE_triple-orm"));
            command.current_dir(&home).arg("generate");
            assert!(command.output().unwrap().status.success());
        };
        assert!(!self.commit(), "nothing is generated yet");
        generate();
        let first = self.git(&["commit", "-q", "-m", "x"]);
        assert!(first.status.success(), "{}", text(&first));
        let schema = home.join("prisma/schema.prisma");
        let before = fs::read_to_string(&schema).unwrap();
        fs::write(
            &schema,
            before.replace("Int    @id\n  role", "BigInt @id\n  role"),
        )
        .unwrap();
        assert!(!self.commit(), "the files are stale");
        let said = text(&self.git(&["commit", "-q", "-m", "x"]));
        let place = match package {
            "" => String::new(),
            package => format!("cd {package} && "),
        };
        let typed = ["npx", "pnpm", "yarn"].map(|it| format!("`{place}{it} triple-orm generate`"));
        assert!(typed.iter().any(|it| said.contains(it)), "{said}");
        generate();
        assert!(self.commit(), "the files are current");
    }
}

fn text(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
}

fn nothing_changes_the_second_time(project: &Project) {
    let before = project.files();
    let said = project.init(&[]);
    assert!(said.contains("everything is in place"), "{said}");
    assert_eq!(project.files(), before);
}

#[test]
fn a_project_is_set_up_once() {
    let project = Project::new();
    project.install("npx");
    let said = project.init(&[]);
    for line in [
        "prisma/schema.prisma (3 tables, 1 enum)",
        "npm install drizzle-orm@^0.45.0 \"kysely@>=0.28\" zod@^4.0.0",
        "npm install -D prisma triple-orm",
        "npm run sync-triple-orm",
    ] {
        assert!(said.contains(line), "{said}");
    }
    assert_eq!(
        project.read("package.json"),
        PACKAGE.replace(
            "\"next\"",
            "\"next\",\n    \"sync-triple-orm\": \"prisma generate && triple-orm generate\",\n    \
             \"check-triple-orm\": \"triple-orm generate --check\""
        )
    );
    assert_eq!(
        project.read("triple-orm.json"),
        "{\n  \"$schema\": \"./node_modules/triple-orm/schema.json\",\n  \"out\": \"src/db\"\n}\n"
    );
    assert!(project.is_executable(".git/hooks/pre-commit"));
    nothing_changes_the_second_time(&project);
    project.assert_the_hook_works("");
}

#[test]
fn the_workflow_runs_on_the_branch_that_there_is() {
    let branch = |project: &Project| {
        let file = ".github/workflows/triple-orm.yml";
        let written = project.init(&[]) + &project.read(file);
        let start = written.rfind("branches: [").unwrap() + "branches: [".len();
        fs::remove_file(project.path().join(file)).unwrap();
        written[start..].split(']').next().unwrap().to_owned()
    };
    let project = Project::new();
    project.git(&["checkout", "-q", "-b", "trunk"]);
    assert_eq!(branch(&project), "trunk", "before the first commit");
    project.git(&["commit", "-q", "--no-verify", "--allow-empty", "-m", "x"]);
    assert_eq!(branch(&project), "trunk", "the only one");
    project.git(&["branch", "feature"]);
    assert_eq!(branch(&project), "main", "nobody knows");
    project.git(&["branch", "master"]);
    assert_eq!(branch(&project), "master");
}

#[test]
fn what_cannot_be_generated_is_not_set_up() {
    let project = Project::new();
    let schema = "datasource db {\n  provider = \"mongodb\"\n}\n\n\
                  model User {\n  id String @id @map(\"_id\")\n}\n";
    project.write("prisma/schema.prisma", schema);
    project.write("triple-orm.json", "{ \"targets\": [\"drizzle\"] }\n");
    let before = project.files();
    let output = project.run(&["init", "--yes"]);
    assert_eq!(output.status.code(), Some(2));
    let said = text(&output);
    assert!(
        said.contains("error[target/unsupported-database]"),
        "{said}"
    );
    assert_eq!(project.files(), before);
}

#[test]
fn a_database_gets_the_targets_that_it_can_have() {
    let project = Project::new();
    let schema = "datasource db {\n  provider = \"mongodb\"\n}\n\n\
                  model User {\n  id String @id @map(\"_id\")\n}\n";
    project.write("prisma/schema.prisma", schema);
    project.init(&["--skip", "hook,workflow,scripts"]);
    let written = project.read("triple-orm.json");
    assert!(written.contains("\"targets\": [\"zod\"]"), "{written}");
}

#[test]
fn nothing_is_written_without_a_yes() {
    let project = Project::new();
    let before = project.files();
    let asked = project.run(&["init"]);
    assert_eq!(asked.status.code(), Some(2));
    assert!(
        text(&asked).contains("+  \"out\": \"src/db\""),
        "{}",
        text(&asked)
    );
    assert!(text(&asked).contains("help: run `triple-orm init --yes`"));
    assert_eq!(project.run(&["init", "--dry-run"]).status.code(), Some(0));
    assert_eq!(project.files(), before);
    project.init(&["--skip", "hook,workflow,scripts"]);
    assert_eq!(project.files().len(), before.len() + 1);
}

#[test]
fn what_somebody_else_wrote_stays() {
    let project = Project::new();
    let package = "\u{feff}{\r\n\t\"scripts\": {\r\n\t\t\"sync-triple-orm\": \"mine\"\r\n\t},\r\n\t\"z\": [1,2]\r\n}";
    project.write("package.json", package);
    project.write("triple-orm.json", "{ \"out\": \"db\" } // mine\n");
    project.write(".github/workflows/triple-orm.yml", "name: mine\n");
    project.write(
        ".git/hooks/pre-commit",
        "#!/usr/bin/env node\nprocess.exit(0)\n",
    );
    let before = project.files();
    let said = project.init(&[]);
    assert!(
        said.contains("has another script `sync-triple-orm`"),
        "{said}"
    );
    assert!(said.contains("is not a shell script"), "{said}");
    assert!(said.contains("does something else"), "{said}");
    let after = project.files();
    assert_eq!(
        String::from_utf8(after["package.json"].clone()).unwrap(),
        package.replace(
            "\"mine\"",
            "\"mine\",\r\n\t\t\"check-triple-orm\": \"triple-orm generate --check\""
        )
    );
    for (name, bytes) in before.iter().filter(|(name, _)| *name != "package.json") {
        assert_eq!(&after[name], bytes, "{name}");
    }
    assert_eq!(after.len(), before.len());
    nothing_changes_the_second_time(&project);
}

#[test]
fn a_broken_schema_and_a_missing_one_are_said() {
    let project = Project::new();
    project.write("prisma/schema.prisma", &SCHEMA.replace("Int ", "Inte"));
    let before = project.files();
    let output = project.run(&["init", "--yes"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output).contains("did you mean `Int`?"));
    assert_eq!(project.files(), before);
    fs::remove_file(project.path().join("prisma/schema.prisma")).unwrap();
    let output = project.run(&["init", "--yes"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output).contains("no Prisma schema found"));
}

#[test]
fn a_workflow_speaks_the_package_managers_language() {
    for (lock, content, field, steps) in [
        (
            "package-lock.json",
            "{}",
            "",
            &["npm ci --ignore-scripts", "npx --no triple-orm"][..],
        ),
        (
            "pnpm-lock.yaml",
            "lockfileVersion: '9.0'\n",
            "",
            &[
                "pnpm/action-setup@v4",
                "pnpm install --frozen-lockfile --ignore-scripts",
                "pnpm exec triple-orm",
            ],
        ),
        (
            "yarn.lock",
            "# yarn lockfile v1\n",
            "",
            &[
                "yarn install --frozen-lockfile --ignore-scripts",
                "yarn --silent triple-orm",
            ],
        ),
        (
            "yarn.lock",
            "__metadata:\n",
            "yarn@4.5.0",
            &[
                "corepack enable",
                "yarn install --immutable --mode=skip-build",
                "yarn triple-orm",
            ],
        ),
        (
            "bun.lock",
            "{}",
            "",
            &[
                "oven-sh/setup-bun@v2",
                "bun install --frozen-lockfile --ignore-scripts",
                "bunx --no-install triple-orm",
            ],
        ),
    ] {
        let project = Project::new();
        project.write(lock, content);
        if !field.is_empty() {
            let package = format!("{{ \"packageManager\": \"{field}\" }}\n");
            project.write("package.json", &package);
        }
        project.init(&["--skip", "hook,scripts"]);
        let workflow = project.yaml(".github/workflows/triple-orm.yml");
        assert_eq!(workflow["on"]["push"]["branches"][0].as_str(), Some("main"));
        let found: Vec<_> = workflow["jobs"]["check"]["steps"]
            .as_vec()
            .unwrap()
            .iter()
            .filter_map(|step| step["run"].as_str().or(step["uses"].as_str()))
            .collect();
        for step in steps {
            assert!(
                found.iter().any(|it| it.starts_with(step)),
                "{step}: {found:?}"
            );
        }
        assert!(
            found
                .last()
                .unwrap()
                .ends_with("triple-orm generate --check --format github"),
            "{found:?}"
        );
    }
}

/// A pnpm workspace with a package inside, and `init` started at its root.
fn workspace() -> Project {
    let project = Project::empty();
    project.write("package.json", "{ \"packageManager\": \"pnpm@10.2.0\" }\n");
    project.write("pnpm-lock.yaml", "lockfileVersion: '9.0'\n");
    project.write(
        "pnpm-workspace.yaml",
        "packages:\n  - apps/*\ncatalog:\n  zod: ^3.25.0\n  drizzle-orm: 0.45.4\n",
    );
    project.write("apps/web/package.json", "{}\n");
    project.write(
        "apps/api/package.json",
        "{\n    \"dependencies\": {\n        \"zod\": \"catalog:\",\n        \"drizzle-orm\": \"catalog:\",\n        \
         \"prisma\": \"7.0.0\",\n        \"triple-orm\": \"workspace:*\"\n    }\n}\n",
    );
    project.write("apps/api/prisma/schema.prisma", SCHEMA);
    project
}

/// A member that names the manager as well is installed from the root all the same, and
/// the copy of the schema that a generated client has is no schema.
#[test]
fn the_root_of_a_workspace_says_what_is_installed() {
    let project = workspace();
    project.write(
        "apps/api/package.json",
        "{ \"packageManager\": \"pnpm@10.2.0\" }\n",
    );
    project.write(
        "apps/api/generated/client/package.json",
        "{ \"name\": \"prisma-client-f0\" }\n",
    );
    project.write("apps/api/generated/client/schema.prisma", SCHEMA);
    project.init(&["--skip", "hook,scripts"]);
    let workflow = project.read(".github/workflows/triple-orm.yml");
    assert!(!workflow.contains("package_json_file"), "{workflow}");
    assert!(
        workflow.contains("- run: pnpm install --frozen-lockfile --ignore-scripts\n      - run:"),
        "{workflow}"
    );
}

#[test]
fn a_package_of_a_workspace_is_found_from_its_root() {
    let project = workspace();
    project.install("pnpm");
    let said = project.init(&[]);
    assert!(said.contains("apps/api (pnpm)"), "{said}");
    assert!(
        said.contains("drizzle-orm 0.45.4, zod ^3.25.0 too old"),
        "{said}"
    );
    assert!(
        said.contains("  cd apps/api\n  pnpm add zod@^4.0.0\n"),
        "{said}"
    );
    assert_eq!(
        project.read("apps/api/triple-orm.json"),
        "{\n  \"$schema\": \"./node_modules/triple-orm/schema.json\",\n  \"out\": \"src/db\",\n  \
         \"targets\": [\"drizzle\", \"zod\"]\n}\n"
    );
    assert!(!project.has("triple-orm.json"));
    assert!(
        project
            .read("apps/api/package.json")
            .ends_with("\n    },\n    \"scripts\": {\n        \"sync-triple-orm\": \"prisma generate && triple-orm generate\",\n        \"check-triple-orm\": \"triple-orm generate --check\"\n    }\n}\n"),
        "{}",
        project.read("apps/api/package.json")
    );
    let workflow = project.yaml(".github/workflows/triple-orm.yml");
    let steps = workflow["jobs"]["check"]["steps"].as_vec().unwrap();
    let check = steps.last().unwrap();
    assert_eq!(check["working-directory"].as_str(), Some("apps/api"));
    assert!(
        steps[1]["with"].is_badvalue(),
        "`packageManager` says the version"
    );
    nothing_changes_the_second_time(&project);
    project.assert_the_hook_works("apps/api");
}

#[test]
fn two_schemas_are_a_question() {
    let project = workspace();
    project.write("apps/web/prisma/schema.prisma", SCHEMA);
    let output = project.run(&["init", "--yes"]);
    assert_eq!(output.status.code(), Some(2));
    let said = text(&output);
    assert!(said.contains("`apps/api/prisma/schema.prisma`"), "{said}");
    project.init(&["--schema", "apps/web/prisma/schema.prisma"]);
    assert!(project.has("apps/web/triple-orm.json"));
}

#[test]
fn an_unusual_schema_is_named() {
    let project = Project::new();
    let from = project.path().join("prisma");
    fs::rename(from, project.path().join("database")).unwrap();
    project.init(&["--schema", "database/schema.prisma", "--out", "lib"]);
    let config = project.read("triple-orm.json");
    assert!(
        config.contains("\"schema\": \"database/schema.prisma\",\n  \"out\": \"lib\""),
        "{config}"
    );
    assert!(
        project
            .read("package.json")
            .contains("prisma generate --schema database/schema.prisma && triple-orm generate")
    );
    assert!(project.run(&["generate"]).status.success());
    nothing_changes_the_second_time(&project);
}

#[test]
fn a_hook_of_gits_own_keeps_its_lines_and_its_status() {
    for (before, is_refused) in [
        ("#!/bin/sh\ntest -f allowed\n", true),
        ("#!/bin/bash\nset -e\ntrue\nexit 0\n", false),
        ("#!/bin/sh\nexec true", false),
        ("#!/bin/sh\n# nothing yet\n", false),
    ] {
        let project = Project::new();
        project.install("npx");
        project.write(".git/hooks/pre-commit", before);
        project.make_executable(".git/hooks/pre-commit");
        project.init(&[]);
        let hook = project.read(".git/hooks/pre-commit");
        for line in before.lines() {
            assert!(hook.contains(line), "{hook}");
        }
        nothing_changes_the_second_time(&project);
        assert!(project.run(&["generate"]).status.success());
        if is_refused {
            assert!(!project.commit(), "the old line still counts:\n{hook}");
            project.write("allowed", "");
        }
        assert!(project.commit(), "{hook}");
        project.write(
            "prisma/schema.prisma",
            &SCHEMA.replace("app_users", "people"),
        );
        assert!(!project.commit(), "{hook}");
    }
    let project = Project::new();
    project.write(".git/hooks/pre-commit", "#!/bin/sh\nnpm test\nexit $?\n");
    assert!(
        project
            .init(&[])
            .contains("ends with the status of a command")
    );
}

#[test]
fn hooks_are_where_git_looks_for_them() {
    // A folder of the repository's.
    let project = Project::new();
    project.install("npx");
    project.git(&["config", "core.hooksPath", ".githooks"]);
    project.init(&[]);
    assert!(project.is_executable(".githooks/pre-commit"));
    assert!(!project.has(".git/hooks/pre-commit"));
    project.assert_the_hook_works("");

    // A folder for all repositories.
    let elsewhere = TempDir::new().unwrap();
    let folder = elsewhere.path().display().to_string();
    project.git(&["config", "core.hooksPath", &folder]);
    let said = project.init(&[]);
    assert!(said.contains("leads out of the repository"), "{said}");
    assert_eq!(fs::read_dir(elsewhere.path()).unwrap().count(), 0);

    // A worktree, whose `.git` is a file.
    let project = Project::new();
    assert!(project.commit());
    let tree = TempDir::new().unwrap();
    let path = tree.path().join("tree");
    let output = project.git(&["worktree", "add", "-q", &path.display().to_string()]);
    assert!(output.status.success());
    let output = project
        .command(env!("CARGO_BIN_EXE_triple-orm"))
        .current_dir(&path)
        .args(["init", "--yes"])
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", text(&output));
    assert!(project.is_executable(".git/hooks/pre-commit"));
}

#[test]
fn huskys_hook_is_used() {
    let project = Project::new();
    project.install("npx");
    project.write(".husky/pre-commit", "true\n");
    project.init(&[]);
    assert_eq!(
        project.read(".husky/pre-commit"),
        "true\n\n# triple-orm: the generated files must be what the schema says\ntest $? -eq 0 || exit 1\n\
         npx --no triple-orm generate --check || exit 1\n# triple-orm: end\n"
    );
    assert!(!project.has(".git/hooks/pre-commit"));
    nothing_changes_the_second_time(&project);
    // As husky 9 runs it.
    project.write(
        ".husky/_/pre-commit",
        "#!/bin/sh\nsh -e \"$(dirname \"$0\")/../pre-commit\"\n",
    );
    project.make_executable(".husky/_/pre-commit");
    project.git(&["config", "core.hooksPath", ".husky/_"]);
    project.assert_the_hook_works("");

    // It is named, and not set up yet.
    let project = Project::new();
    project.write(
        "package.json",
        "{ \"devDependencies\": { \"husky\": \"^9.1.0\" } }\n",
    );
    let said = project.init(&[]);
    assert!(said.contains("\n  npx --no husky\n"), "{said}");
    assert!(
        project
            .read(".husky/pre-commit")
            .starts_with("# triple-orm")
    );

    let project = Project::new();
    project.write(
        "package.json",
        "{ \"devDependencies\": { \"husky\": \"^8.0.0\" } }\n",
    );
    project.init(&[]);
    assert!(project.read(".husky/pre-commit").contains("_/husky.sh"));
    assert!(project.is_executable(".husky/pre-commit"));
}

#[test]
fn lefthook_gets_a_command_or_a_job() {
    let command = "npx --no triple-orm generate --check";
    let entry = |yaml: &Yaml| {
        yaml["pre-commit"]["commands"]["triple-orm"]["run"]
            .as_str()
            .map(str::to_owned)
    };
    for before in [
        "",
        "# mine\npre-push:\n  commands:\n    test:\n      run: npm test\n",
        "pre-commit:\n  parallel: true\n  commands:\n    lint: # mine\n      run: npm run lint\npre-push:\n  parallel: true\n",
        "pre-commit:\r\n    parallel: true\r\n",
        "pre-commit:\n",
    ] {
        let project = Project::new();
        project.write("lefthook.yml", before);
        project.init(&[]);
        assert_eq!(
            entry(&project.yaml("lefthook.yml")).as_deref(),
            Some(command),
            "{before}"
        );
        let after = project.read("lefthook.yml");
        let mut lines = after.lines();
        for line in before.lines() {
            assert!(lines.any(|it| it == line), "`{line}` is gone:\n{after}");
        }
        assert_eq!(before.contains("\r\n"), after.contains("\r\n"));
        assert!(!project.has(".git/hooks/pre-commit"));
        nothing_changes_the_second_time(&project);
    }
    let project = Project::new();
    project.write("lefthook.yml", "pre-commit:\n  jobs:\n  - run: a\n");
    project.init(&[]);
    let jobs = &project.yaml("lefthook.yml")["pre-commit"]["jobs"];
    assert_eq!(jobs[0]["run"].as_str(), Some(command));
    assert_eq!(jobs[1]["run"].as_str(), Some("a"));
    for odd in [
        "{ pre-commit: {} }\n",
        "pre-commit: { parallel: true }\n",
        "\"pre-commit\":\n  parallel: true\n",
        "pre-commit:\n  commands: {}\n",
        "a: 1\n---\nb: 2\n",
    ] {
        let project = Project::new();
        project.write("lefthook.yml", odd);
        let said = project.init(&[]);
        assert!(said.contains("to be added by hand"), "{said}");
        assert_eq!(project.read("lefthook.yml"), odd);
    }
}

#[test]
fn pre_commit_gets_a_local_hook() {
    for before in [
        "repos:\n  - repo: https://example.org/a # mine\n    rev: v1\n    hooks:\n      - id: a\n",
        "# mine\nfail_fast: true\nrepos:\n- repo: local\n  hooks: []\nci:\n  skip: [a]\n",
        "repos:\n",
    ] {
        let project = workspace();
        project.write(".pre-commit-config.yaml", before);
        project.init(&[]);
        let yaml = project.yaml(".pre-commit-config.yaml");
        let hook = &yaml["repos"][0]["hooks"][0];
        assert_eq!(
            hook["entry"].as_str(),
            Some("sh -c \"cd apps/api && pnpm exec triple-orm generate --check\"")
        );
        assert_eq!(hook["pass_filenames"].as_bool(), Some(false));
        if before.contains("- repo") {
            assert!(yaml["repos"][1]["repo"].as_str().is_some());
        }
        nothing_changes_the_second_time(&project);
    }
    let project = Project::new();
    project.write(".pre-commit-config.yaml", "repos: []\n");
    assert!(project.init(&[]).contains("to be added by hand"));
    assert_eq!(project.read(".pre-commit-config.yaml"), "repos: []\n");
}

#[test]
fn hooks_in_package_json_are_used() {
    let project = Project::new();
    project.write(
        "package.json",
        "{\n  \"simple-git-hooks\": {\n    \"pre-commit\": \"npx lint-staged\"\n  },\n  \"lint-staged\": {}\n}\n",
    );
    let said = project.init(&["--skip", "scripts"]);
    assert!(said.contains("npx --no simple-git-hooks"), "{said}");
    assert_eq!(
        project.read("package.json"),
        "{\n  \"simple-git-hooks\": {\n    \"pre-commit\": \"npx lint-staged && npx --no triple-orm generate --check\"\n  },\n  \"lint-staged\": {}\n}\n"
    );

    let project = Project::new();
    project.write(
        "package.json",
        "{\n  \"lint-staged\": {\n    \"*.ts\": [\"eslint\"]\n  }\n}\n",
    );
    project.init(&["--skip", "scripts"]);
    assert_eq!(
        project.read("package.json"),
        "{\n  \"lint-staged\": {\n    \"*.ts\": [\"eslint\"],\n    \"*.{prisma,ts}\": \"sh -c 'npx --no triple-orm generate --check'\"\n  }\n}\n"
    );
    assert!(!project.has(".git/hooks/pre-commit"));
}

const BY_HAND: &str = r#"import { integer, pgEnum, pgTable } from "drizzle-orm/pg-core";

export const roleType = pgEnum('user_role', ['ADMIN']);
export const user = pgTable("app_users", { id: integer("id").primaryKey() });
export const post = pgTable("Post", { id: integer("id").primaryKey() });
export const links = pgTable("_PostToUser", { A: integer("A"), B: integer("B") });
export const old = pgTable("old", { id: integer("id") });
export type UserRow = typeof user.$inferSelect;
"#;

#[test]
fn the_names_of_a_hand_kept_file_are_kept() {
    let project = Project::new();
    project.write(
        "package.json",
        "{ \"dependencies\": { \"drizzle-orm\": \"0.45.4\", \"kysely\": \"0.28.0\", \"zod\": \"4\" } }\n",
    );
    project.write(
        "drizzle.config.ts",
        "import { defineConfig } from \"drizzle-kit\";\n\
         export default defineConfig({ dialect: \"postgresql\", schema: \"./lib/data/*.ts\" });\n",
    );
    project.write("lib/data/drizzle-schema.ts", BY_HAND);
    let said = project.init(&[]);
    for words in [
        "by hand  lib/data/drizzle-schema.ts",
        "not in the schema: old",
        "will not be exported: UserRow, old",
        "npx --no triple-orm generate --diff\n  rm lib/data/drizzle-schema.ts",
    ] {
        assert!(said.contains(words), "{words}:\n{said}");
    }
    assert_eq!(
        project.read("triple-orm.json"),
        r#"{
  "$schema": "./node_modules/triple-orm/schema.json",
  "out": "lib/data",
  "names": {
    "tables": "camel",
    "overrides": {
      "PostToUser": "links",
      "Role": "roleType"
    }
  }
}
"#
    );
    assert_eq!(project.read("lib/data/drizzle-schema.ts"), BY_HAND);
    nothing_changes_the_second_time(&project);

    // What would change, and only that.
    let diff = project.run(&["generate", "--diff"]);
    assert_eq!(diff.status.code(), Some(1));
    let diff = text(&diff);
    assert!(diff.contains("-export const old = "), "{diff}");
    let same = "\n export const roleType = pgEnum(\"user_role\", [\"ADMIN\"]);\n";
    assert!(diff.contains(same), "quotes are no change:\n{diff}");
    assert_eq!(project.run(&["generate"]).status.code(), Some(2));
    assert_eq!(project.read("lib/data/drizzle-schema.ts"), BY_HAND);

    fs::remove_file(project.path().join("lib/data/drizzle-schema.ts")).unwrap();
    assert_eq!(project.run(&["generate"]).status.code(), Some(0));
    let ours = project.read("lib/data/drizzle-schema.ts");
    for name in [
        "roleType = pgEnum",
        "user = pgTable",
        "post = pgTable",
        "links = pgTable",
    ] {
        assert!(
            ours.contains(&format!("export const {name}")),
            "{name}\n{ours}"
        );
    }
    // Our own file is not taken for one that is kept by hand.
    assert!(!project.init(&[]).contains("by hand"));
}

#[test]
fn a_config_that_is_there_is_told_the_names() {
    let project = Project::new();
    project.write(
        "package.json",
        "{ \"dependencies\": { \"drizzle-orm\": \"0.45.4\" } }\n",
    );
    project.write("src/server/schema.ts", BY_HAND);
    project.write("triple-orm.json", "{}\n");
    let said = project.init(&[]);
    assert!(said.contains("\"tables\": \"camel\""), "{said}");
    let compare = "git diff --no-index src/server/schema.ts src/db/drizzle-schema.ts";
    assert!(said.contains(compare), "{said}");
    assert_eq!(project.read("triple-orm.json"), "{}\n");
    let said = project.init(&["--skip", "names"]);
    assert!(!said.contains("camel"), "{said}");
}

#[test]
fn what_is_configured_already_is_not_said_again() {
    let project = Project::new();
    let block = "\ngenerator triple {\n  provider = \"triple-orm\"\n  output = \"../db\"\n}\n";
    project.write("prisma/schema.prisma", &format!("{SCHEMA}{block}"));
    let said = project.init(&[]);
    assert!(said.contains("the `generator` block says it all"), "{said}");
    assert!(!project.has("triple-orm.json"));

    // One for the whole workspace.
    let project = workspace();
    project.write(
        "triple-orm.json",
        "{ \"schema\": \"apps/api/prisma\", \"out\": \"db\" }\n",
    );
    let said = project.init(&[]);
    assert!(said.contains("in place triple-orm.json"), "{said}");
    assert!(!project.has("apps/api/triple-orm.json"));
}

#[test]
fn a_hand_kept_schema_may_have_many_files() {
    let project = Project::new();
    project.write(
        "package.json",
        "{ \"dependencies\": { \"drizzle-orm\": \"0.45.4\", \"kysely\": \"0.28.0\", \"zod\": \"4\" } }\n",
    );
    project.write(
        "drizzle.config.ts",
        "export default { schema: [\"./src/schema/index.ts\"] } satisfies Config;\n",
    );
    project.write(
        "src/schema/index.ts",
        "export * from \"./users.js\";\nexport * from \"./posts\";\nexport * from \"other\";\n",
    );
    let table = |name: &str, of: &str| {
        format!(
            "import {{ pgTableCreator }} from \"drizzle-orm/pg-core\";\n\
             const create = pgTableCreator((name) => `app_${{name}}`);\n\
             export const {name} = create(\"{of}\", {{}});\n"
        )
    };
    project.write("src/schema/users.ts", &table("people", "users"));
    project.write("src/schema/posts/index.ts", &table("unknown", "posts"));
    let said = project.init(&["--skip", "hook,workflow,scripts"]);
    assert!(said.contains("not in the schema: app_posts"), "{said}");
    let config = project.read("triple-orm.json");
    assert!(
        config.contains("\"names\": {\n    \"overrides\": {\n      \"User\": \"people\"\n"),
        "{config}"
    );
    assert!(project.run(&["generate"]).status.success());
    assert!(
        project
            .read("src/db/drizzle-schema.ts")
            .contains("export const people = pgTable(")
    );
}

#[test]
fn a_package_above_counts_in_a_repository_alone() {
    let outside = TempDir::new().unwrap();
    let here = outside.path().join("project");
    fs::create_dir_all(here.join("prisma")).unwrap();
    fs::write(here.join("prisma/schema.prisma"), SCHEMA).unwrap();
    fs::write(outside.path().join("package.json"), "{}").unwrap();
    let init = |folder: &Path| {
        let output = Command::new(env!("CARGO_BIN_EXE_triple-orm"))
            .current_dir(folder)
            .args(["init", "--yes"])
            .output()
            .unwrap();
        assert!(output.status.success(), "{}", text(&output));
        text(&output)
    };
    let said = init(&here);
    assert!(said.contains("this is no git repository"), "{said}");
    assert!(
        said.contains("package.json (script) does not exist"),
        "{said}"
    );
    let file = |name: &str| fs::read_to_string(outside.path().join(name));
    assert_eq!(file("package.json").unwrap(), "{}");
    assert!(file("project/triple-orm.json").is_ok());

    fs::write(
        outside.path().join("package.json"),
        "{ \"workspaces\": [] }",
    )
    .unwrap();
    fs::remove_file(here.join("triple-orm.json")).unwrap();
    init(&here);
    assert!(file("package.json").unwrap().contains("sync-triple-orm"));
    assert!(file("triple-orm.json").is_ok());
}
