//! The order for the program: what to write, where, and with whose clients.

use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use super::client::GeneratedClient;
use super::database::for_node;
use crate::catalog::{Catalog, Dialect, Table, TableKind};
use crate::cli::Verify;
use crate::commands::Project;
use crate::config::Config;
use crate::database::url::Server;
use crate::diagnostic::{Diagnostic, nearest};
use crate::kysely::{self, Driver, KeyStyle};
use crate::path::{relative_to, shown};
use crate::source::paths_of;
use crate::verify::{Plan, Shapes, plan, shapes};

/// What is written, and what each client makes of it.
pub struct Order {
    pub plan: Plan,
    /// By table and column.
    pub shapes: Vec<Vec<Shapes>>,
    /// By table: whether it is verified, and not only written for the others.
    pub wanted: Vec<bool>,
    /// By table: what Kysely calls it and its columns; `None` where the files leave it out.
    keys: Vec<Option<(String, Vec<String>)>>,
}

/// The files of the project that the program imports.
pub struct Files {
    pub drizzle: Vec<PathBuf>,
    /// `orm-clients.ts`
    pub clients: Option<PathBuf>,
}

/// The models that a user asks for, by their names in code; `None` for all.
pub struct Wanted {
    only: Option<Vec<String>>,
    never: Vec<String>,
}

impl Wanted {
    fn has(&self, table: &Table) -> bool {
        let is_named = |names: &Vec<String>| names.contains(&table.notes.code_name);
        self.only.as_ref().is_none_or(is_named) && !is_named(&self.never)
    }
}

/// Reads `--model`, `--exclude` and `verify.exclude`.
///
/// # Errors
/// When the schema has no model of a name.
pub fn wanted(args: &Verify, config: &Config, schema: &Catalog) -> Result<Wanted, Box<Diagnostic>> {
    let names = || schema.tables.iter().map(|it| it.notes.code_name.as_str());
    let excluded = config.verify.exclude.as_deref().unwrap_or_default();
    let excluded = excluded.iter().map(|name| &name.value);
    let never: Vec<String> = args.exclude.iter().chain(excluded).cloned().collect();
    for said in args.models.iter().chain(&never) {
        if names().any(|name| name == said) {
            continue;
        }
        let diagnostic = Diagnostic::error(
            "verify/unknown-model",
            format!("the schema has no model `{said}`"),
        );
        return Err(Box::new(match nearest(said, names()) {
            Some(near) => diagnostic.help(format!("write `{near}`")),
            None => diagnostic.help("write a model as the schema has it"),
        }));
    }
    Ok(Wanted {
        only: (!args.models.is_empty()).then(|| args.models.clone()),
        never,
    })
}

/// The files that the program imports.
///
/// # Errors
/// When one is not there.
pub fn files(args: &Verify, project: &Project, cwd: &Path) -> Result<Files, Box<Diagnostic>> {
    Ok(Files {
        drizzle: drizzle(args, project, cwd)?,
        clients: clients(project, cwd)?,
    })
}

/// The Drizzle files: those that are named, those of the audit, or the generated one.
fn drizzle(args: &Verify, project: &Project, cwd: &Path) -> Result<Vec<PathBuf>, Box<Diagnostic>> {
    let config = &project.config;
    let files = if !args.drizzle.is_empty() {
        args.drizzle.iter().map(|path| cwd.join(path)).collect()
    } else if let Some(files) = &config.audit.drizzle {
        files.clone()
    } else {
        vec![config.out.join(&config.files.drizzle)]
    };
    match files.iter().find(|file| !file.is_file()) {
        None => Ok(files),
        Some(file) => Err(Box::new(
            Diagnostic::error(
                "verify/no-drizzle-file",
                format!("there is no `{}`", shown(&relative_to(cwd, file))),
            )
            .help("run `triple-orm generate`, or name the file with `--drizzle`"),
        )),
    }
}

/// The project's `orm-clients.ts`, where its types say that Kysely is on that pool.
fn clients(project: &Project, cwd: &Path) -> Result<Option<PathBuf>, Box<Diagnostic>> {
    let config = &project.config;
    if config.kysely.driver(Dialect::Postgres) != Driver::Clients {
        return Ok(None);
    }
    let file = config.out.join(&config.files.clients);
    if file.is_file() {
        return Ok(Some(file));
    }
    Err(Box::new(
        Diagnostic::error(
            "verify/no-clients-file",
            format!("there is no `{}`", shown(&relative_to(cwd, &file))),
        )
        .help("run `triple-orm generate` with the target `clients`"),
    ))
}

/// What Kysely has below it here: one connection for all three is one of `pg`.
fn driver(config: &Config, schema: &Catalog) -> Driver {
    match config.kysely.driver(schema.dialect) {
        Driver::Clients => Driver::Clients,
        _ => Driver::Pg,
    }
}

/// Says so where the project has another driver, of whose values nothing is seen.
pub fn warn_of_driver(config: &Config, schema: &Catalog) -> Option<Diagnostic> {
    let said = config.kysely.driver(schema.dialect);
    let warning = Diagnostic::warning(
        "verify/other-driver",
        format!(
            "Kysely runs on `pg` here, since the three share a connection: what `{}` makes of \
             values is not verified",
            said.name()
        ),
    );
    (said != driver(config, schema)).then_some(warning)
}

impl Order {
    /// Plans the rows of all tables: what is not asked for may be referred to.
    pub fn new(project: &Project, schema: &Catalog, database: &Catalog, wanted: &Wanted) -> Self {
        let config = &project.config;
        let tables = schema.tables.iter();
        let tables: Vec<&Table> = tables.filter(|it| it.kind == TableKind::Table).collect();
        let driver = driver(config, schema);
        let of_column = |column| shapes(column, &config.drizzle, driver);
        let written = project.catalog.as_ref();
        let in_files = |table: &Table| written.is_none_or(|it| it.table(&table.name).is_some());
        Self {
            plan: plan(schema, database),
            shapes: tables
                .iter()
                .map(|table| table.columns.iter().map(of_column).collect())
                .collect(),
            wanted: tables
                .iter()
                .map(|table| wanted.has(table) && in_files(table))
                .collect(),
            keys: tables
                .iter()
                .map(|table| in_files(table).then(|| keys(table, config.kysely.keys)))
                .collect(),
        }
    }

    /// The order as the program reads it, on its standard input.
    pub fn to_json(
        &self,
        project: &Project,
        server: &Server,
        client: &GeneratedClient,
        files: &Files,
        cwd: &Path,
    ) -> Value {
        let Files { drizzle, clients } = files;
        let config = &project.config;
        let mut plan = serde_json::to_value(&self.plan).expect("a plan is JSON");
        let tables = plan["tables"].as_array_mut().expect("a plan has tables");
        for (place, table) in tables.iter_mut().enumerate() {
            table["wanted"] = json!(self.wanted[place]);
            table["kysely"] = json!(self.keys[place].as_ref().map(|(table, _)| table));
            let columns = table["columns"]
                .as_array_mut()
                .expect("a table has columns");
            for (at, column) in columns.iter_mut().enumerate() {
                column["shapes"] = json!(self.shapes[place][at]);
                let key = self.keys[place].as_ref().map(|(_, columns)| &columns[at]);
                column["kysely"] = json!(key);
            }
        }
        let root = cwd.join("package.json");
        let kysely = config.out.join(&config.files.kysely);
        let beside = client.module.clone();
        let of_client = beside.unwrap_or_else(|| client.folder.join("schema.prisma"));
        let mut paths = Vec::new();
        for file in drizzle {
            paths.extend(paths_of(file));
        }
        json!({
            "plan": plan,
            "database": for_node(server),
            "modules": { "root": shown(cwd), "paths": paths
                .iter()
                .map(|(pattern, targets)| json!({
                    "pattern": pattern,
                    "targets": targets.iter().map(|it| shown(it)).collect::<Vec<_>>(),
                }))
                .collect::<Vec<_>>() },
            "files": { "pg": [shown(&root), shown(&kysely), shown(&of_client)] },
            "prisma": {
                "client": client.module.as_ref().map(|it| shown(it)),
                "files": [shown(&of_client), shown(&root)],
            },
            "clients": clients.as_ref().map(|file| json!({ "file": shown(file) })),
            "drizzle": { "files": drizzle.iter().map(|it| shown(it)).collect::<Vec<_>>() },
            "kysely": {
                "files": [shown(&kysely), shown(&root)],
                "camelCase": config.kysely.keys == KeyStyle::Camel,
            },
        })
    }
}

/// What Kysely calls a table and its columns.
fn keys(table: &Table, style: KeyStyle) -> (String, Vec<String>) {
    let columns = table.columns.iter().map(|column| column.name.as_str());
    match style {
        KeyStyle::Database => (table.name.to_string(), columns.map(str::to_owned).collect()),
        KeyStyle::Camel => (
            kysely::table_key(&table.name),
            columns.map(kysely::camel).collect(),
        ),
    }
}
