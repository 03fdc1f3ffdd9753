//! `triple-orm.json` and the `generator` block, from text to options and messages.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::path::Path;

use tempfile::TempDir;
use triple_orm::config::{Config, ConfigError, FILE_NAME, KEYS, Key, Settings};
use triple_orm::diagnostic::{Diagnostics, FileId, Sources, Span};
use triple_orm::drizzle::{BigIntMode, DateMode};
use triple_orm::kysely::KeyStyle;
use triple_orm::prisma::{Generator, GeneratorValue};
use triple_orm::target::Target;
use triple_orm::typescript::styles::TableStyle;
use triple_orm::zod::{BigIntValue, DateValue, Models};

struct Outcome {
    settings: Settings,
    messages: String,
}

fn read(cwd: &Path, named: Option<&str>) -> Result<Outcome, ConfigError> {
    let mut sources = Sources::default();
    let mut diagnostics = Diagnostics::default();
    let named = named.map(Path::new);
    let settings = Settings::from_file(cwd, named, &mut sources, &mut diagnostics)?;
    Ok(Outcome {
        settings,
        messages: messages(&diagnostics, &sources),
    })
}

fn of_text(text: &str) -> Outcome {
    let dir = TempDir::new().unwrap();
    fs::write(dir.path().join(FILE_NAME), text).unwrap();
    read(dir.path(), None).unwrap()
}

fn resolve(settings: Settings, cwd: &Path) -> Config {
    let mut diagnostics = Diagnostics::default();
    let config = Config::resolve(settings, cwd, &mut diagnostics);
    assert!(diagnostics.is_empty());
    config
}

/// A value of a key as a whole file: `{ "drizzle": { "date": "string" } }`
fn as_file(key: &Key, value: &str) -> String {
    let names = key.path.rsplit('.');
    names.fold(value.to_owned(), |value, name| {
        format!("{{ \"{name}\": {value} }}")
    })
}

/// Each message whole: severity, code, words, places, help.
fn messages(diagnostics: &Diagnostics, sources: &Sources) -> String {
    let mut all = String::new();
    for it in diagnostics.iter() {
        writeln!(all, "{}[{}]: {}", it.severity, it.code, it.message).unwrap();
        for label in &it.labels {
            let file = sources.get(label.span.file);
            let before = &file.text[..label.span.start as usize];
            let line = before.matches('\n').count() + 1;
            let column = before.len() - before.rfind('\n').map_or(0, |at| at + 1) + 1;
            let text = &file.text[label.span.start as usize..label.span.end as usize];
            let path = file.path.display();
            writeln!(
                all,
                "  --> {path}:{line}:{column} `{text}` {}",
                label.message
            )
            .unwrap();
        }
        writeln!(all, "help: {}", it.help.as_deref().unwrap_or("NONE")).unwrap();
    }
    all
}

#[test]
fn every_key_is_read() {
    let dir = TempDir::new().unwrap();
    let text = r#"{
        // where
        "$schema": "./node_modules/triple-orm/schema.json",
        "schema": "prisma/schema.prisma",
        "out": "./lib",
        "targets": ["zod", "drizzle", "zod"], /* what */
        "names": { "tables": "preserve", "overrides": { "User": "people" } },
        "drizzle": { "bigint": "number", "date": "string" },
        "kysely": { "driver": "pg", },
        "zod": { "models": true },
    }"#;
    fs::write(dir.path().join(FILE_NAME), format!("\u{feff}{text}")).unwrap();
    let Outcome { settings, messages } = read(dir.path(), None).unwrap();
    assert_eq!(messages, "");
    let (schema, origin) = settings.schema.clone().unwrap();
    assert_eq!(schema, dir.path().join("prisma/schema.prisma"));
    assert_eq!(origin.to_string(), "from `schema` in `triple-orm.json`");
    let config = resolve(settings, dir.path());
    assert_eq!(config.out, dir.path().join("./lib"));
    assert_eq!(
        config.targets,
        [
            Target::find("drizzle").unwrap(),
            Target::find("zod").unwrap()
        ]
    );
    assert_eq!(config.drizzle.table_style, TableStyle::Preserve);
    assert_eq!(config.drizzle.names["User"].value, "people");
    assert_eq!(config.drizzle.bigint, BigIntMode::Number);
    assert_eq!(config.drizzle.date, DateMode::String);
    // Zod's models are rows of Drizzle's.
    assert_eq!(config.zod.models, Models::All);
    assert_eq!(config.zod.bigint, BigIntValue::Number);
    assert_eq!(config.zod.date, DateValue::String);
}

#[test]
fn the_examples_of_the_keys_are_valid() {
    for key in KEYS {
        let text = as_file(key, key.example);
        let Outcome { settings, messages } = of_text(&text);
        assert_eq!(messages, "", "{text}");
        assert!(key.path == "$schema" || settings != Settings::default());
    }
}

#[test]
fn the_defaults_of_the_keys_are_what_holds() {
    let silent = resolve(Settings::default(), Path::new("/repo"));
    let mut seen = 0;
    for key in KEYS {
        let Some(default) = key.default else { continue };
        let text = as_file(key, default);
        let Outcome { settings, messages } = of_text(&text);
        assert_eq!(messages, "", "{text}");
        assert_ne!(settings, Settings::default(), "{text}");
        assert_eq!(resolve(settings, Path::new("/repo")), silent, "{text}");
        seen += 1;
    }
    assert!(seen > 12);
}

#[test]
fn mistakes_are_named_with_their_place() {
    let cases = [
        r#"{ "outt": "x" }"#,
        r#"{ "drizle": {} }"#,
        r#"{ "drizzle": { "dates": "string" } }"#,
        r#"{ "date": "string" }"#,
        r#"{ "prettier": true }"#,
        "{\n  // é\n  \"out\": 1\n}",
        r#"{ "out": null, "schema": ["a"], "drizzle": "x", "targets": "zod" }"#,
        r#"{ "targets": ["zod", "kisely"] }"#,
        r#"{ "kysely": { "driver": "mysql2" } }"#,
        r#"{ "zod": { "models": "yes" } }"#,
        r#"{ "drizzle": { "date": "temporal" }, "names": { "tables": "CamelPlural" } }"#,
        r#"{ "names": { "overrides": { "User": "my-users", "Post": 1 } } }"#,
        r#"{ "names": { "overrides": { "User": "class" } } }"#,
        r#"{ "files": { "drizzle": "db/schema.ts", "kysely": "types", "zod": "z.d.ts", "json": ".ts" } }"#,
        r#"{ "importExtension": "js", "banner": ["/* a", "b"] }"#,
        r#"{ "banner": [1], "exclude": "Audit" }"#,
        r#"{ "kysely": { "camelCase": 1, "wrappedTypes": null, "enums": "const" } }"#,
        r#"{ "names": { "overrides": { "User": "a", "User": "b" } } }"#,
        r#"{ "types": { "columns": { "User.a": "A", "User.a": "B" } } }"#,
        r#"{ "types": { "columns": { "User.a": "a b" } } }"#,
        r#"{ "types": { "columns": { "User.a": { "type": "{ a: 1 }", "from": "./a" } } } }"#,
        r#"{ "types": { "columns": { "User.a": { "type": "A", "form": "./a" } } } }"#,
        r#"{ "types": { "scalars": { "Json": { "from": "./a" } } } }"#,
        r#"{ "types": { "scalars": "string" } }"#,
        r#"{ "out": "a", "out": "b" }"#,
        r#"["out"]"#,
        r#"{ "out": "a" "#,
        r#"{ out: "a" }"#,
        r#"{ "out": 'a' }"#,
        "hello",
        "",
        "// nothing but this\n",
    ];
    let mut all = String::new();
    for text in cases {
        writeln!(all, "{text}\n----\n{}", of_text(text).messages).unwrap();
    }
    insta::with_settings!({snapshot_path => "../snapshots", prepend_module_to_snapshot => false}, {
        insta::assert_snapshot!("config_mistakes", all);
    });
}

#[test]
fn a_file_above_counts_up_to_the_root_of_the_repository() {
    let dir = TempDir::new().unwrap();
    let package = dir.path().join("packages/db");
    fs::create_dir_all(&package).unwrap();
    fs::write(dir.path().join(FILE_NAME), r#"{ "out": "lib" }"#).unwrap();
    let out = || read(&package, None).unwrap().settings.out;

    assert_eq!(out(), None, "there is no repository");
    let manifest = dir.path().join("package.json");
    fs::write(&manifest, r#"{ "workspaces": ["packages/*"] }"#).unwrap();
    assert_eq!(out(), Some(dir.path().join("lib")));
    fs::write(&manifest, r#"{ "name": "x" }"#).unwrap();
    assert_eq!(out(), None);
    fs::create_dir(dir.path().join(".git")).unwrap();
    assert_eq!(out(), Some(dir.path().join("lib")));
    fs::write(package.join("pnpm-workspace.yaml"), "").unwrap();
    assert_eq!(out(), None, "the nearest root ends the search");
    fs::write(package.join(FILE_NAME), r#"{ "out": "near" }"#).unwrap();
    assert_eq!(out(), Some(package.join("near")));
}

#[test]
fn a_named_file_must_be_there() {
    let dir = TempDir::new().unwrap();
    fs::write(dir.path().join("my.json"), r#"{ "out": "x" }"#).unwrap();
    let outcome = read(dir.path(), Some("my.json")).unwrap();
    assert_eq!(outcome.settings.out, Some(dir.path().join("x")));
    let error = read(dir.path(), Some("no.json")).err().unwrap();
    assert_eq!(
        error.to_string(),
        "`no.json` does not exist (from `--config`)"
    );
}

#[test]
fn the_generator_block_has_the_same_options() {
    let mut sources = Sources::default();
    let text = "block";
    let file = sources.add("prisma/schema.prisma".into(), text.to_owned());
    assert_eq!(file, FileId(0));
    let span = Span {
        file,
        start: 0,
        end: 5,
    };
    let string = |text: &str| (GeneratorValue::Text(text.to_owned()), span);
    let list = |texts: &[&str]| {
        let texts = texts.iter().map(|&text| text.to_owned()).collect();
        (GeneratorValue::List(texts), span)
    };
    let mut diagnostics = Diagnostics::default();
    let good = BTreeMap::from([
        ("provider".to_owned(), string("triple-orm")),
        ("output".to_owned(), string("../src/db")),
        ("targets".to_owned(), list(&["zod"])),
        ("namesOverrides".to_owned(), list(&["User = people"])),
        ("drizzleDate".to_owned(), string("string")),
        ("kyselyCamelCase".to_owned(), string("true")),
        ("banner".to_owned(), string("// one line")),
        ("exclude".to_owned(), list(&["Audit"])),
        ("typesScalars".to_owned(), list(&["Decimal = number"])),
        (
            "typesColumns".to_owned(),
            list(&["User.balance = Money<\"EUR\"> from ../money"]),
        ),
        ("zodModels".to_owned(), string("true")),
    ]);
    let cwd = Path::new("/repo");
    let block = |values| Generator { span, values };
    let settings = Settings::from_block(Some(&block(good)), cwd, &sources, &mut diagnostics);
    assert!(diagnostics.is_empty());
    assert_eq!(
        settings.out.as_deref(),
        Some(Path::new("/repo/prisma/../src/db"))
    );
    assert_eq!(settings.names["User"].value, "people");
    assert_eq!(settings.date, Some(DateMode::String));
    assert_eq!(settings.key_style, Some(KeyStyle::Camel));
    assert_eq!(settings.banner.unwrap().value, "// one line");
    assert_eq!(settings.exclude.unwrap()[0].value, "Audit");
    assert_eq!(settings.scalar_types["Decimal"].value.text, "number");
    let balance = &settings.column_types["User.balance"].value;
    assert_eq!(balance.text, "Money<\"EUR\">");
    assert_eq!(balance.module.as_deref(), Some("../money"));
    assert_eq!(settings.zod_models, Some(Models::All));

    let bad = BTreeMap::from([
        ("drizzleDates".to_owned(), string("string")),
        ("date".to_owned(), string("string")),
        ("namesOverrides".to_owned(), list(&["User"])),
        ("targets".to_owned(), string("zod")),
        ("kyselyCamelCase".to_owned(), string("yes")),
        ("typesColumns".to_owned(), list(&["User.balance"])),
    ]);
    let _ = Settings::from_block(Some(&block(bad)), cwd, &sources, &mut diagnostics);
    insta::with_settings!({snapshot_path => "../snapshots", prepend_module_to_snapshot => false}, {
        insta::assert_snapshot!("config_mistakes_in_a_block", messages(&diagnostics, &sources));
    });
}
