//! What we write and read back is the same catalog, in all that the language knows.
//!
//! Over `tests/cases`; with `CORPUS_DIR`, over every `.prisma` file below it, too.

mod support;

use std::path::{Path, PathBuf};

use triple_orm::catalog::{
    Catalog, ClientDefault, Default, Dialect, IndexColumn, Literal, Order, TableKind, TypeName,
};
use triple_orm::diagnostic::{Diagnostics, Sources};
use triple_orm::sql::normal::normalise;
use triple_orm::sql::sqlite::Dates;
use triple_orm::typescript::modules::NoModules;
use triple_orm::{drizzle, kysely, prisma};
use walkdir::WalkDir;

/// The schemas that are valid, each by its name.
fn schemas() -> Vec<(String, Catalog)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let mut folders: Vec<PathBuf> = WalkDir::new(&root)
        .min_depth(2)
        .max_depth(2)
        .into_iter()
        .map(|entry| entry.unwrap().into_path())
        .collect();
    if let Some(corpus) = std::env::var_os("CORPUS_DIR") {
        let entries = std::fs::read_dir(corpus).unwrap();
        folders.extend(entries.map(|entry| entry.unwrap().path()));
    }
    folders.sort();
    let read = |folder: PathBuf| {
        let catalog = catalog(&folder)?;
        Some((folder.display().to_string(), catalog))
    };
    folders.into_iter().filter_map(read).collect()
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = WalkDir::new(folder).into_iter().map(Result::unwrap);
    let mut files: Vec<PathBuf> = entries
        .map(walkdir::DirEntry::into_path)
        .filter(|path| path.extension().is_some_and(|it| it == "prisma"))
        .collect();
    files.sort();
    files
}

fn catalog(schema: &Path) -> Option<Catalog> {
    let mut sources = Sources::default();
    let files: Vec<_> = files(schema)
        .into_iter()
        .map(|path| {
            let text = std::fs::read_to_string(&path).unwrap();
            sources.add(path, text)
        })
        .collect();
    let mut diagnostics = Diagnostics::default();
    let schema = prisma::parse(&sources, &files, &mut diagnostics);
    prisma::validate(&schema, &mut diagnostics);
    if diagnostics.has_errors() {
        return None;
    }
    prisma::lower(&schema, &mut diagnostics)
}

#[test]
fn drizzle_is_read_back_as_it_was_written() {
    read_back(drizzle::Version::V0, Dialect::Postgres, |_| {});
}

/// Its defaults are as `PostgreSQL` prints them, so that they compare in normal form.
#[test]
fn drizzle_1_is_read_back_as_it_was_written() {
    read_back(drizzle::Version::V1, Dialect::Postgres, normalise);
}

#[test]
fn drizzle_for_mysql_is_read_back_as_it_was_written() {
    read_back(drizzle::Version::V0, Dialect::MySql, said_for_mysql);
}

#[test]
fn drizzle_1_for_mysql_is_read_back_as_it_was_written() {
    read_back(drizzle::Version::V1, Dialect::MySql, said_for_mysql);
}

/// The file says in a comment what is FULLTEXT: drizzle-orm has no word for it.
fn said_for_mysql(catalog: &mut Catalog) {
    for index in catalog.tables.iter_mut().flat_map(|it| &mut it.indexes) {
        index.method = None;
    }
    // An enum there is its column's alone.
    normalise(catalog);
}

/// `pg-core` stands for the module that 0.45 has not.
#[test]
fn drizzle_for_cockroachdb_is_read_back_as_it_was_written() {
    read_back(drizzle::Version::V0, Dialect::Cockroach, said_by_drizzle);
}

#[test]
fn drizzle_1_for_cockroachdb_is_read_back_as_it_was_written() {
    read_back(drizzle::Version::V1, Dialect::Cockroach, said_by_drizzle);
}

/// It has no word for numbers that are not stored.
fn said_by_drizzle(catalog: &mut Catalog) {
    for column in catalog.tables.iter_mut().flat_map(|it| &mut it.columns) {
        column.sequence.retain(|(word, _)| *word != "virtual");
    }
    normalise(catalog);
}

#[test]
fn drizzle_1_for_sql_server_is_read_back_as_it_was_written() {
    read_back(drizzle::Version::V1, Dialect::SqlServer, |catalog| {
        for table in &mut catalog.tables {
            // The file says in a comment what is clustered and what is not, and what is a
            // constraint with an order: drizzle-orm has no word for it.
            if let Some(key) = &mut table.primary_key {
                key.method = None;
            }
            for index in &mut table.indexes {
                index.method = None;
                let is_plain = |column: &IndexColumn| column.order == Order::Ascending;
                if !index.columns.iter().all(is_plain) {
                    index.constraint = None;
                }
            }
            // Drizzle gives the constraints of defaults names of its own.
            for column in &mut table.columns {
                column.default_name = None;
            }
        }
        normalise(catalog);
    });
}

#[test]
fn drizzle_for_sqlite_is_read_back_as_it_was_written() {
    for version in [drizzle::Version::V0, drizzle::Version::V1] {
        // An enum there is its column's alone.
        read_back(version, Dialect::Sqlite, normalise);
    }
}

fn read_back(version: drizzle::Version, dialect: Dialect, settle: fn(&mut Catalog)) {
    let mut schemas = schemas();
    schemas.retain(|(_, catalog)| catalog.dialect == dialect);
    assert!(schemas.len() > 4, "the cases are found");
    let mut tables = 0;
    let mut columns = 0;
    let mut wrong = Vec::new();
    for (name, catalog) in &schemas {
        let options = drizzle::Options {
            version,
            ..drizzle::Options::default()
        };
        let text = drizzle::write(catalog, &options);
        let mut sources = Sources::default();
        let file = sources.add("drizzle-schema.ts".into(), text);
        let options = drizzle::read::ReadOptions {
            dialect: Some(dialect),
            version,
            ..drizzle::read::ReadOptions::default()
        };
        let read = drizzle::read::read(&[file], options, &mut NoModules, &mut sources).catalog;
        tables += read.tables.len();
        columns += read.tables.iter().map(|t| t.columns.len()).sum::<usize>();
        let [expected, actual] = [catalog, &read].map(|one| {
            let mut one = as_drizzle(one, &read);
            settle(&mut one);
            support::text(&one)
        });
        wrong.extend(differences(name, &expected, &actual));
    }
    println!(
        "{} schemas, {tables} tables, {columns} columns",
        schemas.len()
    );
    assert!(
        wrong.is_empty(),
        "{} lines:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

#[test]
fn kysely_is_read_back_as_the_database_is_seen() {
    let schemas = schemas();
    let mut columns = 0;
    let mut wrong = Vec::new();
    for (name, catalog) in &schemas {
        for driver in kysely::Driver::of(catalog.dialect) {
            for sqlite_dates in [Dates::Iso8601, Dates::UnixEpochMs] {
                let options = kysely::Options {
                    driver: Some(driver),
                    sqlite_dates,
                    ..kysely::Options::default()
                };
                let (read, expected) = kysely_and_back(catalog, &options);
                columns += read.tables.iter().map(|t| t.columns.len()).sum::<usize>();
                let name = format!("{name} ({})", driver.name());
                wrong.extend(differences(
                    &name,
                    &support::text(&expected),
                    &support::text(&read),
                ));
            }
        }
    }
    println!("{} schemas, {columns} columns", schemas.len());
    assert!(
        wrong.is_empty(),
        "{} lines:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

/// What is read of a file that was written, and what should be.
fn kysely_and_back(catalog: &Catalog, options: &kysely::Options) -> (Catalog, Catalog) {
    let text = kysely::write(catalog, options);
    let mut sources = Sources::default();
    let file = sources.add("kysely-types.ts".into(), text);
    let mut read = kysely::read::read(file, catalog.dialect, &mut NoModules, &mut sources);
    let mut expected = kysely::project(catalog, options);
    kysely::accept(&mut read, &expected);
    for table in &mut expected.tables {
        table.notes.code_name = table.name.to_string();
        for column in &mut table.columns {
            column.notes.code_name.clone_from(&column.name);
            column.notes.client_default = None;
            column.notes.updated_at = false;
        }
    }
    (read, expected)
}

/// The lines that only one of two texts has.
fn differences(name: &str, expected: &str, actual: &str) -> Vec<String> {
    let short = name.rsplit('/').next().unwrap_or(name);
    let line = |sign: &str, line: &str| format!("{short} {sign} {}", line.trim());
    let mut lines = Vec::new();
    for diff in similar::TextDiff::from_lines(expected, actual).iter_all_changes() {
        match diff.tag() {
            similar::ChangeTag::Delete => lines.push(line("-", diff.value())),
            similar::ChangeTag::Insert => lines.push(line("+", diff.value())),
            similar::ChangeTag::Equal => {}
        }
    }
    lines
}

/// A catalog as a Drizzle file shows it.
fn as_drizzle(catalog: &Catalog, read: &Catalog) -> Catalog {
    let mut catalog = catalog.clone();
    for e in &mut catalog.enums {
        e.notes.code_name.clear();
    }
    for table in &mut catalog.tables {
        if let Some(other) = read.table(&table.name) {
            table.notes.code_name.clone_from(&other.notes.code_name);
            // The name of a key of one column is only written where it is another one.
            if let (Some(key), Some(other)) = (&mut table.primary_key, &other.primary_key)
                && other.name.is_none()
            {
                key.name = None;
            }
        }
        let key = table.primary_key.iter().flat_map(|key| &key.columns);
        let key: Vec<String> = key.cloned().collect();
        for column in &mut table.columns {
            if key.contains(&column.name) {
                column.nullable = false;
            }
            if let TypeName::Plain { name, arguments } = &mut column.ty.name
                && name.starts_with("time")
                && arguments.first().is_some_and(|precision| precision == "6")
            {
                arguments.clear();
            }
            column.default = column.default.take().and_then(default);
            // Nothing is written to a view, and no client makes a list.
            if table.kind != TableKind::Table {
                column.default = None;
            }
            if column.ty.list {
                column.notes.client_default = None;
            }
            // We write version 2 for version 1 (docs/defaults.md).
            // A constant that a function returns is read as a function like any other.
            if let Some(ClientDefault::Constant(_)) = column.notes.client_default {
                column.notes.client_default = None;
            }
            if let Some(ClientDefault::Cuid { version }) = &mut column.notes.client_default {
                *version = 2;
            }
        }
    }
    catalog
}

/// A default as it can be written.
fn default(default: Default) -> Option<Default> {
    match default {
        // There is nothing to write down.
        Default::Unknown => None,
        Default::Literal(literal) => Some(Default::Literal(value(literal))),
        other => Some(other),
    }
}

/// A constant in one spelling: the diff compares values.
fn value(literal: Literal) -> Literal {
    match literal {
        Literal::Json(text) => {
            let value: Result<serde_json::Value, _> = serde_json::from_str(&text);
            Literal::Json(value.map_or(text, |value| sorted(&value)))
        }
        Literal::Number(digits) => {
            let (whole, fraction) = digits.split_once('.').unwrap_or((&digits, ""));
            let fraction = fraction.trim_end_matches('0');
            Literal::Number(match fraction {
                "" => whole.to_owned(),
                _ => format!("{whole}.{fraction}"),
            })
        }
        Literal::List(items) => Literal::List(items.into_iter().map(value).collect()),
        other => other,
    }
}

fn sorted(value: &serde_json::Value) -> String {
    match value {
        serde_json::Value::Object(entries) => {
            let mut entries: Vec<_> = entries.iter().collect();
            entries.sort_by_key(|(key, _)| key.as_str());
            let entries: Vec<_> = entries
                .iter()
                .map(|(key, value)| format!("{key:?}:{}", sorted(value)))
                .collect();
            format!("{{{}}}", entries.join(","))
        }
        serde_json::Value::Array(items) => {
            let items: Vec<_> = items.iter().map(sorted).collect();
            format!("[{}]", items.join(","))
        }
        other => other.to_string(),
    }
}
