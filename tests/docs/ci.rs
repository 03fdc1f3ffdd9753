//! What `docs/ci-and-hooks.md` shows is what `init` writes, and what the action does.

use std::fs;
use std::process::Command;

use yaml_rust2::{Yaml, YamlLoader};

use super::{blocks, generate, root};

/// A project in which pnpm is at home, and what `init` made of a file there.
fn after_init(files: &[(&str, &str)], wanted: &str) -> String {
    let dir = tempfile::tempdir().unwrap();
    let schema =
        "datasource db {\n  provider = \"postgresql\"\n}\n\nmodel User {\n  id Int @id\n}\n";
    let all = [
        ("schema.prisma", schema),
        ("package.json", "{}"),
        ("pnpm-lock.yaml", "lockfileVersion: '9.0'\n"),
    ];
    for (name, text) in all.iter().chain(files) {
        let path = dir.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    let run = |program: &str, arguments: &[&str]| {
        let output = Command::new(program)
            .current_dir(dir.path())
            .env("GIT_CONFIG_GLOBAL", "/dev/null")
            .args(arguments)
            .output()
            .unwrap();
        assert!(output.status.success(), "{output:?}");
    };
    run("git", &["init", "-q", "-b", "main"]);
    run(env!("CARGO_BIN_EXE_triple-orm"), &["init", "--yes"]);
    fs::read_to_string(dir.path().join(wanted)).unwrap()
}

#[test]
fn the_hooks_and_workflows_are_what_init_writes() {
    let doc = fs::read_to_string(root().join("docs/ci-and-hooks.md")).unwrap();
    let mut yaml = blocks(&doc, "yaml");
    let action = yaml.pop().unwrap();
    assert!(YamlLoader::load_from_str(action).is_ok());
    let without_scripts = |package: &str| {
        let package: serde_json::Value = serde_json::from_str(package).unwrap();
        let mut package = package.as_object().unwrap().clone();
        package.remove("scripts");
        package
    };
    let lefthook = after_init(&[("lefthook.yml", "")], "lefthook.yml");
    let pre_commit = after_init(
        &[(".pre-commit-config.yaml", "repos:\n")],
        ".pre-commit-config.yaml",
    );
    let workflow = after_init(&[], ".github/workflows/triple-orm.yml");
    assert_eq!(yaml, [lefthook, pre_commit, workflow]);

    let sh = blocks(&doc, "sh");
    let husky = after_init(
        &[("package.json", r#"{"devDependencies":{"husky":"^9.0.0"}}"#)],
        ".husky/pre-commit",
    );
    assert_eq!(sh[1..], [husky, after_init(&[], ".git/hooks/pre-commit")]);

    let json = blocks(&doc, "json");
    let [scripts, simple, staged] = json[..] else {
        panic!("{json:?}");
    };
    let made = after_init(&[], "package.json");
    assert_eq!(
        serde_json::from_str::<serde_json::Value>(&made).unwrap(),
        serde_json::from_str::<serde_json::Value>(scripts).unwrap()
    );
    for (shown, key) in [(simple, "simple-git-hooks"), (staged, "lint-staged")] {
        let package = format!("{{\"{key}\": {{}}}}");
        let made = after_init(&[("package.json", &package)], "package.json");
        assert_eq!(without_scripts(&made), without_scripts(shown));
    }
}

fn yaml(name: &str) -> Yaml {
    let text = fs::read_to_string(root().join(name)).unwrap();
    YamlLoader::load_from_str(&text).unwrap().remove(0)
}

#[test]
fn the_pre_commit_hook_runs_the_check() {
    let hook = &yaml(".pre-commit-hooks.yaml")[0];
    let doc = fs::read_to_string(root().join("docs/ci-and-hooks.md")).unwrap();
    assert!(doc.contains(hook["id"].as_str().unwrap()));
    assert_eq!(
        hook["entry"].as_str(),
        Some("npx --no triple-orm generate --check")
    );
    assert_eq!(hook["pass_filenames"].as_bool(), Some(false));
}

#[cfg(unix)]
#[test]
fn the_action_annotates_what_is_stale() {
    let action = yaml("action.yml");
    let doc = fs::read_to_string(root().join("docs/ci-and-hooks.md")).unwrap();
    for input in action["inputs"].as_hash().unwrap().keys() {
        assert!(doc.contains(&format!("| `{}` |", input.as_str().unwrap())));
    }
    let script = action["runs"]["steps"][0]["run"].as_str().unwrap();
    let dir = tempfile::tempdir().unwrap();
    let app = dir.path().join("apps/api");
    let bin = dir.path().join("node_modules/.bin");
    fs::create_dir_all(&app).unwrap();
    let schema =
        "datasource db {\n  provider = \"postgresql\"\n}\n\nmodel User {\n  id Int @id\n}\n";
    fs::write(app.join("schema.prisma"), schema).unwrap();
    fs::write(app.join("package.json"), "{}").unwrap();
    let run = |arguments: &str| {
        let output = Command::new("bash")
            .args(["-eo", "pipefail", "-c", script])
            .current_dir(&app)
            .env("GITHUB_WORKSPACE", dir.path())
            .env("TRIPLE_ORM_VERSION", "")
            .env("TRIPLE_ORM_ARGS", arguments)
            .output()
            .unwrap();
        (
            output.status.code().unwrap(),
            String::from_utf8(output.stdout).unwrap(),
        )
    };
    let (status, said) = run("");
    assert_eq!(status, 2, "{said}");
    assert!(said.starts_with("::error::triple-orm is neither"), "{said}");

    fs::create_dir_all(&bin).unwrap();
    std::os::unix::fs::symlink(env!("CARGO_BIN_EXE_triple-orm"), bin.join("triple-orm")).unwrap();
    let (status, said) = run("--target drizzle");
    assert_eq!(status, 1, "{said}");
    assert!(
        said.starts_with("::error file=apps/api/src/db/drizzle-schema.ts,line=1,"),
        "{said}"
    );
    assert_eq!(said.lines().count(), 1, "{said}");
    generate(&app.join("schema.prisma"), &app.join("src/db"));
    assert_eq!(run(""), (0, String::new()));
}
