//! What the documents show is what the tool does.

mod page;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use triple_orm::config::KEYS;

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// The code blocks of a language in a Markdown text.
fn blocks<'t>(text: &'t str, language: &str) -> Vec<&'t str> {
    let fence = format!("```{language}\n");
    text.split(&fence)
        .skip(1)
        .map(|rest| rest.split("```").next().unwrap())
        .collect()
}

fn generate(schema: &Path, out: &Path) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_triple-orm"))
        .args(["generate", "--schema"])
        .arg(schema)
        .arg("--out")
        .arg(out)
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let mut text = String::new();
    for entry in fs::read_dir(out).unwrap() {
        text.push_str(&fs::read_to_string(entry.unwrap().path()).unwrap());
    }
    text
}

#[test]
fn the_readme_shows_real_output() {
    let readme = fs::read_to_string(root().join("README.md")).unwrap();
    let dir = tempfile::tempdir().unwrap();
    let schema = dir.path().join("schema.prisma");
    let [model] = blocks(&readme, "prisma")[..] else {
        panic!("the README has one schema");
    };
    fs::write(
        &schema,
        format!("datasource db {{\n  provider = \"postgresql\"\n}}\n\n{model}"),
    )
    .unwrap();
    let generated = generate(&schema, &dir.path().join("out"));
    let shown = blocks(&readme, "ts");
    assert_eq!(shown.len(), 4);
    for paragraph in shown.iter().flat_map(|block| block.split("\n\n")) {
        assert!(
            generated.contains(paragraph.trim_end()),
            "not generated:\n{paragraph}"
        );
    }
}

#[test]
fn the_pages_run() {
    let mut pages: Vec<PathBuf> = fs::read_dir(root().join("docs"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|it| it == "md"))
        .collect();
    pages.sort();
    for page in pages {
        page::run(&page);
    }
}

#[test]
fn the_examples_generate() {
    for entry in fs::read_dir(root().join("examples")).unwrap() {
        let schema = entry.unwrap().path().join("prisma");
        let dir = tempfile::tempdir().unwrap();
        assert!(!generate(&schema, dir.path()).is_empty());
    }
}

/// `UPDATE_DOCS=1 cargo test --test docs` writes it anew.
#[test]
fn the_configuration_is_documented() {
    let mut text = String::from(
        "# Configuration\n\n\
         Options are read from the command line, then from `triple-orm.json`, then from a `generator` block of the \
         schema, then from the defaults; the first one counts.\n\n\
         `triple-orm.json` is looked for in the current folder and its parents, up to the root of the repository or \
         of the workspace. Comments and trailing commas are allowed. Paths in it are relative to it. An unknown key is \
         an error that names the nearest one.\n\n\
         ```jsonc\n{\n  \"schema\": \"prisma\",\n  \"out\": \"src/db\",\n  // One table by name, the others by style.\n  \
         \"names\": { \"tables\": \"camelPlural\", \"overrides\": { \"User\": \"people\" } },\n}\n```\n\n\
         A `generator` block has the same options under names without dots. A relative `output` starts from the folder \
         of the file that holds the block.\n\n\
         ```prisma\ngenerator triple {\n  provider = \"triple-orm\"\n  output   = \"../src/db\"\n}\n```\n\n\
         | `triple-orm.json` | `generator` block | meaning | example |\n| --- | --- | --- | --- |\n",
    );
    for key in KEYS {
        let in_block = key
            .in_block
            .map_or_else(String::new, |name| format!("`{name}`"));
        text.push_str(&format!(
            "| `{}` | {in_block} | {} | `{}` |\n",
            key.path, key.about, key.example
        ));
    }
    let path = root().join("docs/configuration.md");
    if std::env::var_os("UPDATE_DOCS").is_some() {
        fs::write(&path, &text).unwrap();
    }
    assert_eq!(
        fs::read_to_string(path).unwrap(),
        text,
        "run with UPDATE_DOCS=1"
    );
}
