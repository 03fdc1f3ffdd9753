//! Replays a folder of migrations and compares what comes out with a database
//! that ran the files, and with a Prisma schema:
//! `DATABASE_URL=file:a.db replay FOLDER [SCHEMA]`. For `../histories.mjs`.

use std::path::{Path, PathBuf};

use serde_json::{Value, json};
use triple_orm::catalog::{Catalog, Dialect};
use triple_orm::database::{DatabaseUrl, Options, read};
use triple_orm::diagnostic::{Diagnostics, Sources};
use triple_orm::diff::diff;
use triple_orm::prisma;
use triple_orm::source::read_migrations;
use triple_orm::sql::ddl::{Script, replay};
use triple_orm::sql::normal::normalise;

fn main() {
    let mut arguments = std::env::args().skip(1);
    let folder = PathBuf::from(arguments.next().expect("a folder"));
    let schema = arguments.next();
    let address = std::env::var("DATABASE_URL").expect("DATABASE_URL is set");
    let url = DatabaseUrl::parse(&address, Path::new(".")).expect("an address");
    let database = read(&url, &Options::default());
    let mut database = match database {
        Ok(database) => database.catalog,
        Err(error) => panic!("{error}"),
    };
    let mut sources = Sources::default();
    let migrations = read_migrations(Path::new("/"), &folder, &mut sources).expect("migrations");
    let scripts: Vec<Script> = migrations
        .files
        .into_iter()
        .map(|it| Script {
            name: it.name,
            file: it.file,
        })
        .collect();
    let dialect: Dialect = database.dialect;
    let mut replayed = replay(dialect, &scripts, &sources);
    normalise(&mut database);
    normalise(&mut replayed.catalog);
    let problems: Vec<Value> = scripts
        .iter()
        .zip(&replayed.steps)
        .flat_map(|(script, step)| step.problems.iter().map(move |it| (script, it)))
        .map(|(script, problem)| json!([script.name, problem.cause.to_string()]))
        .collect();
    let unknown = replayed.catalog.unknown.iter();
    let unknown: Vec<Value> = unknown
        .map(|it| json!([it.object.to_string(), it.reason]))
        .collect();
    let prisma = schema.map(|path| {
        let mut sources = Sources::default();
        let text = std::fs::read_to_string(&path).expect("a schema");
        let file = sources.add(PathBuf::from(path), text);
        let mut diagnostics = Diagnostics::default();
        let schema = prisma::parse(&sources, &[file], &mut diagnostics);
        let mut catalog = prisma::lower(&schema, &mut diagnostics);
        catalog.iter_mut().for_each(normalise);
        catalog.map(|catalog| changes(&catalog, &replayed.catalog))
    });
    let tables = &database.tables;
    println!(
        "{}",
        json!({
            "changes": changes(&replayed.catalog, &database),
            "unknown": unknown,
            "problems": problems,
            "prisma": prisma.flatten(),
            "tables": tables.len(),
            "columns": tables.iter().map(|it| it.columns.len()).sum::<usize>(),
            "indexes": tables.iter().map(|it| it.indexes.len()).sum::<usize>(),
            "foreignKeys": tables.iter().map(|it| it.foreign_keys.len()).sum::<usize>(),
        })
    );
}

fn changes(left: &Catalog, right: &Catalog) -> Vec<String> {
    let changes = diff(left, right);
    changes.iter().map(|it| format!("{it:?}")).collect()
}
