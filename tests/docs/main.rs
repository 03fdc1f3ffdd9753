//! What the documents show is what the tool does.

mod audit;
mod ci;
mod examples;
mod page;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use triple_orm::config::{KEYS, Settings};
use triple_orm::diagnostic::{Diagnostics, Sources};

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
fn the_readme_lists_every_page() {
    let readme = fs::read_to_string(root().join("README.md")).unwrap();
    for entry in fs::read_dir(root().join("docs")).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        let link = format!("- [docs/{name}](docs/{name})");
        let together = format!(", [docs/{name}](docs/{name})");
        assert!(
            readme.contains(&link) || readme.contains(&together),
            "docs/{name} is not in the list of documents"
        );
    }
}

#[test]
fn the_examples_generate() {
    for entry in fs::read_dir(root().join("examples")).unwrap() {
        let schema = entry.unwrap().path().join("prisma");
        if !schema.is_dir() {
            continue;
        }
        let dir = tempfile::tempdir().unwrap();
        assert!(!generate(&schema, dir.path()).is_empty());
    }
}

/// `UPDATE_DOCS=1 cargo test --test docs` writes the table of the keys anew.
#[test]
fn every_key_is_documented() {
    const BEGIN: &str = "| `triple-orm.json` |";
    let path = root().join("docs/configuration.md");
    let text = fs::read_to_string(&path).unwrap();
    let start = text.find(BEGIN).expect("there is a table of the keys");
    let end = text[start..]
        .find("\n\n")
        .map_or(text.len(), |at| start + at + 1);
    let whole = format!("{}{}{}", &text[..start], table_of_keys(), &text[end..]);
    if std::env::var_os("UPDATE_DOCS").is_some() {
        fs::write(&path, &whole).unwrap();
    }
    assert_eq!(
        fs::read_to_string(path).unwrap(),
        whole,
        "run with UPDATE_DOCS=1"
    );
}

fn table_of_keys() -> String {
    let mut table = String::from(
        "| `triple-orm.json` | `generator` block | meaning | example | default |\n\
         | --- | --- | --- | --- | --- |\n",
    );
    let code = |text: &str| format!("`{text}`");
    for key in KEYS {
        table.push_str(&format!(
            "| {} | {} | {} | {} | {} |\n",
            code(key.path),
            key.in_block.map_or_else(String::new, code),
            key.about,
            code(key.example),
            key.default.map_or_else(String::new, code)
        ));
    }
    table
}

/// Every `triple-orm.json` in the documents is one that the tool takes.
#[test]
fn the_configurations_shown_are_valid() {
    let mut seen = 0;
    for entry in fs::read_dir(root().join("docs")).unwrap() {
        let text = fs::read_to_string(entry.unwrap().path()).unwrap();
        for block in blocks(&text, "jsonc") {
            let dir = tempfile::tempdir().unwrap();
            fs::write(dir.path().join("triple-orm.json"), block).unwrap();
            let mut sources = Sources::default();
            let mut found = Diagnostics::default();
            let settings = Settings::from_file(dir.path(), None, &mut sources, &mut found);
            assert!(settings.is_ok());
            let messages: Vec<_> = found.iter().map(|it| &it.message).collect();
            assert!(messages.is_empty(), "{block}\n{messages:?}");
            seen += 1;
        }
    }
    assert!(seen > 1);
}
