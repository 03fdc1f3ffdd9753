//! `generate` from the current folder to the files, with a stand-in language:
//! one test, because a process has one current folder.

use std::fs;
use std::io;
use std::path::Path;

use clap::Parser;
use tempfile::TempDir;
use triple_orm::cli::{Cli, Command, Format};
use triple_orm::commands::generate::{Languages, Read, Written, run};
use triple_orm::commands::{Failure, Status};
use triple_orm::config::Config;
use triple_orm::diagnostic::{Diagnostic, Diagnostics, FileId, Sources};
use triple_orm::output::{HEADER, OutputError, Tree};

/// Its catalog is the schema's text, and so is its file.
struct Echo;

impl Languages for Echo {
    type Catalog = String;

    fn read(
        &self,
        sources: &Sources,
        files: &[FileId],
        diagnostics: &mut Diagnostics,
    ) -> Read<String> {
        let catalog: String = files
            .iter()
            .map(|&file| sources.get(file).text.as_str())
            .collect();
        if catalog.contains("broken") {
            diagnostics.push(Diagnostic::error("test/broken", "broken"));
        }
        Read {
            catalog,
            tables: 1,
            enums: 0,
            block: None,
        }
    }

    fn write(
        &self,
        catalog: &String,
        _: &Config,
        _: &Path,
        _: &mut Diagnostics,
    ) -> Result<Written, OutputError> {
        let mut tree = Tree::default();
        tree.generated("a.ts", format!("{HEADER}\n{catalog}"));
        Ok(Written { tree, stubs: 1 })
    }

    fn same_meaning(&self, a: &str, b: &str) -> bool {
        a == b
    }

    fn normalise(&self, _: &str) -> Option<String> {
        None
    }

    fn report(&self, _: &Diagnostics, _: &Sources, _: Format) -> io::Result<()> {
        Ok(())
    }
}

fn generate(arguments: &str) -> Result<Status, Failure> {
    let line = format!("triple-orm generate {arguments}");
    let cli = Cli::try_parse_from(line.split_whitespace()).unwrap();
    let Command::Generate(args) = cli.command else {
        panic!("it says generate");
    };
    run(&args, &std::env::current_dir().unwrap(), &Echo)
}

#[test]
fn generate_then_check_then_change() {
    let dir = TempDir::new().unwrap();
    std::env::set_current_dir(dir.path()).unwrap();
    let failure = generate("").unwrap_err();
    assert!(failure.to_string().starts_with("no Prisma schema found"));

    fs::write("schema.prisma", "model A {}\n").unwrap();
    assert_eq!(generate("--check").unwrap(), Status::Differences);
    assert!(!Path::new("src").exists());
    assert_eq!(generate("").unwrap(), Status::Clean);
    assert!(Path::new("src/db/a.ts").exists());
    assert_eq!(generate("--check").unwrap(), Status::Clean);
    assert_eq!(
        generate("--check --deny-stubs").unwrap(),
        Status::Differences
    );

    fs::write("schema.prisma", "model B {}\n").unwrap();
    assert_eq!(generate("--diff").unwrap(), Status::Differences);
    assert_eq!(
        generate("--check --format json").unwrap(),
        Status::Differences
    );

    fs::write("schema.prisma", "broken").unwrap();
    let before = fs::read("src/db/a.ts").unwrap();
    assert_eq!(generate("").unwrap(), Status::Refused);
    assert_eq!(fs::read("src/db/a.ts").unwrap(), before);

    fs::write("schema.prisma", "model C {}\n").unwrap();
    fs::write("triple-orm.json", r#"{ "outt": "lib" }"#).unwrap();
    assert_eq!(generate("").unwrap(), Status::Refused);
    fs::write("triple-orm.json", r#"{ "out": "lib" }"#).unwrap();
    assert_eq!(generate("").unwrap(), Status::Clean);
    assert!(Path::new("lib/a.ts").exists());
}
