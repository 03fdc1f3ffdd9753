//! The sources of an audit: each one read when a pair asks for it.

use std::path::{Path, PathBuf};
use std::thread;

use crate::catalog::{Catalog, Fact, Object, Unknown};
use crate::commands::history::{History, history_of};
use crate::commands::{Failure, Project};
use crate::config::Config;
use crate::database::{self, Database, DatabaseError, DatabaseUrl};
use crate::diagnostic::{Diagnostics, Sources};
use crate::kysely;
use crate::path::{relative_to, shown};
use crate::rules::{Pair, Source};
use crate::source::SourceError;
use crate::source::modules::ProjectModules;
use crate::{drizzle, source};

/// A database by its address, which nobody has connected to yet.
#[derive(Debug)]
pub struct Address {
    pub name: Option<String>,
    pub url: DatabaseUrl,
}

/// A description of the database, as a catalog.
#[derive(Debug)]
pub struct Described {
    pub source: Source,
    /// Where it is, as it is shown.
    pub location: String,
    pub catalog: Catalog,
}

/// All that the pairs need.
#[derive(Debug, Default)]
pub struct Gathered {
    pub described: Vec<Described>,
    pub history: Option<History>,
    /// What Prisma applied to each database.
    pub applied: Vec<(Source, Vec<database::Applied>)>,
    /// Databases that could not be read, and why.
    pub unreachable: Vec<(Source, DatabaseError)>,
}

impl Gathered {
    pub fn get(&self, source: &Source) -> Option<&Described> {
        self.described.iter().find(|it| it.source == *source)
    }
}

/// Where the files are that no flag and no configuration names.
pub struct Places<'p> {
    pub project: &'p Project,
    pub cwd: &'p Path,
    pub migrations: Option<PathBuf>,
    pub drizzle: Vec<PathBuf>,
    pub kysely: Option<PathBuf>,
    pub addresses: Vec<Address>,
}

impl Places<'_> {
    /// The pairs that make sense with what is there.
    pub fn pairs(&self) -> Vec<Pair> {
        let mut right = Vec::new();
        let mut notes = Vec::new();
        let migrations = source::find_migrations(
            self.cwd,
            self.migrations.as_deref(),
            &self.project.schema,
            &mut notes,
        );
        if migrations.is_ok() {
            right.push(Source::Migrations);
        }
        if !self.drizzle.is_empty() {
            right.push(Source::Drizzle);
        }
        let dialect = self.project.database().map(|catalog| catalog.dialect);
        let has_drivers = dialect.is_some_and(|it| !kysely::Driver::of(it).is_empty());
        if self.kysely.is_some() && has_drivers {
            right.push(Source::Kysely);
        }
        right.push(Source::Client);
        let mut pairs: Vec<Pair> = right
            .into_iter()
            .map(|right| Pair {
                left: Source::Prisma,
                right,
            })
            .collect();
        for address in &self.addresses {
            let left = [
                Some(Source::Prisma),
                migrations.is_ok().then_some(Source::Migrations),
            ];
            pairs.extend(left.into_iter().flatten().map(|left| Pair {
                left,
                right: Source::Database(address.name.clone()),
            }));
        }
        pairs
    }

    /// Reads the sources of the pairs.
    pub fn gather(
        &self,
        pairs: &[Pair],
        sources: &mut Sources,
        diagnostics: &mut Diagnostics,
    ) -> Result<Gathered, Failure> {
        let mut gathered = Gathered::default();
        let is_needed = |source: &Source| {
            pairs
                .iter()
                .any(|pair| pair.left == *source || pair.right == *source)
        };
        let prisma = self.project.database().expect("the schema is sound");
        gathered.described.push(Described {
            source: Source::Prisma,
            location: shown(&relative_to(self.cwd, &self.project.schema)),
            catalog: prisma.clone(),
        });
        if is_needed(&Source::Migrations) {
            let extra = self.project.config.audit.sql.clone().unwrap_or_default();
            let history = history_of(
                self.project,
                self.migrations.as_deref(),
                &extra,
                self.cwd,
                sources,
                diagnostics,
            )?;
            gathered.described.push(Described {
                source: Source::Migrations,
                location: format!(
                    "{} ({} migrations)",
                    shown(&history.folder),
                    history.facts.migrations.len()
                ),
                catalog: history.replay.catalog.clone(),
            });
            gathered.history = Some(history);
        }
        let mut modules = ProjectModules::new(self.cwd);
        if is_needed(&Source::Drizzle) && !self.drizzle.is_empty() {
            let options = drizzle::read::ReadOptions {
                dialect: Some(prisma.dialect),
                version: self.project.config.drizzle.version,
                ..drizzle::read::ReadOptions::default()
            };
            let mut described =
                read_drizzle(&self.drizzle, self.cwd, options, &mut modules, sources)?;
            let catalog = &mut described.catalog;
            if catalog.tables.is_empty() && catalog.unknown.is_empty() && !prisma.tables.is_empty()
            {
                catalog.unknown.push(Unknown {
                    object: Object::Database,
                    reason: "no table was found in the file".to_owned(),
                    place: None,
                });
            }
            gathered.described.push(described);
        }
        if is_needed(&Source::Kysely)
            && let Some(path) = &self.kysely
        {
            let file = modules.open(path, sources)?;
            let mut catalog = kysely::read::read(file, prisma.dialect, &mut modules, sources);
            if kysely::Driver::of(prisma.dialect).is_empty() {
                catalog.tables.clear();
                catalog.unknown = vec![Unknown {
                    object: Object::Database,
                    reason: format!("Kysely has no drivers of {}", prisma.dialect.in_words()),
                    place: None,
                }];
            }
            gathered.described.push(Described {
                source: Source::Kysely,
                location: shown(&relative_to(self.cwd, path)),
                catalog,
            });
        }
        let addresses: Vec<&Address> = self
            .addresses
            .iter()
            .filter(|address| is_needed(&Source::Database(address.name.clone())))
            .collect();
        read_databases(&addresses, prisma, &mut gathered);
        Ok(gathered)
    }
}

fn read_drizzle(
    paths: &[PathBuf],
    cwd: &Path,
    options: drizzle::read::ReadOptions,
    modules: &mut ProjectModules,
    sources: &mut Sources,
) -> Result<Described, SourceError> {
    let mut files = Vec::new();
    for path in paths {
        files.push(modules.open(path, sources)?);
    }
    let reading = drizzle::read::read(&files, options, modules, sources);
    let names: Vec<String> = paths
        .iter()
        .map(|path| shown(&relative_to(cwd, path)))
        .collect();
    Ok(Described {
        source: Source::Drizzle,
        location: names.join(", "),
        catalog: reading.catalog,
    })
}

/// All at the same time: each of them mostly waits.
fn read_databases(addresses: &[&Address], prisma: &Catalog, gathered: &mut Gathered) {
    let options = database::Options {
        schemas: prisma.schemas.clone().filter(|list| !list.is_empty()),
        ..database::Options::default()
    };
    let results: Vec<Result<Database, DatabaseError>> = thread::scope(|scope| {
        let threads: Vec<_> = addresses
            .iter()
            .map(|address| scope.spawn(|| database::read(&address.url, &options)))
            .collect();
        threads
            .into_iter()
            .map(|thread| thread.join().expect("reading a database does not panic"))
            .collect()
    });
    for (address, result) in addresses.iter().zip(results) {
        let source = Source::Database(address.name.clone());
        match result {
            Ok(database) => {
                if let Ok(Some(rows)) = database.applied {
                    gathered.applied.push((source.clone(), rows));
                }
                gathered.described.push(Described {
                    source,
                    location: format!("{} ({})", database.shown, database.server),
                    catalog: database.catalog,
                });
            }
            Err(error) => gathered.unreachable.push((source, error)),
        }
    }
}

/// What a Kysely file would say of the other side, in its own language.
pub fn in_kysely(other: &Catalog, file: &mut Catalog, config: &Config) -> Catalog {
    let mut projected = kysely::project(other, &config.kysely);
    if config.kysely.keys == kysely::KeyStyle::Camel {
        kysely::rename(&mut projected);
    }
    kysely::accept(file, &projected);
    projected
}

/// Whether a catalog is in TypeScript's terms.
pub fn is_kysely(catalog: &Catalog) -> bool {
    catalog.knows.has(Fact::ScriptTypes)
}
