//! The languages that we write: a target is one line in [`TARGETS`].

use std::path::Path;

use crate::{
    catalog::{Catalog, Dialect},
    clients,
    config::{Chosen, Config, VerifySettings},
    diagnostic::{Diagnostic, Diagnostics, Located},
    drizzle, erd, kysely,
    output::{Addition, OutputError, Tree},
    type_tests,
    typescript::{exports::exported_names, format::format},
    verify, zod,
};

/// A language that we write.
#[derive(Debug)]
pub struct Target {
    /// As `--target` and the configuration have it.
    pub name: &'static str,
    pub kind: Kind,
    /// Whether it can be written for a database.
    is_for: fn(Dialect, &Config) -> bool,
    write: fn(&Input<'_>, &mut Output) -> Result<(), OutputError>,
}

/// What a target is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// TypeScript, which takes the types of JSON columns from the user's file.
    /// Written when nobody names any target.
    Code,
    /// TypeScript that builds on the other files. Written when it is asked for.
    Wiring,
    /// For a person to look at. Written when it is asked for.
    Picture,
}

/// All targets, in the order of their files.
pub static TARGETS: [Target; 7] = [
    Target {
        name: "drizzle",
        kind: Kind::Code,
        is_for: |dialect, config| drizzle::is_for(dialect, config.drizzle.version),
        write: |input, output| {
            let (catalog, options) = (input.catalog, &input.config.drizzle);
            output.diagnostics.extend(drizzle::check(catalog, options));
            let text = drizzle::write(catalog, options);
            output.generated(&input.config.files.drizzle, &text, input.config);
            Ok(())
        },
    },
    Target {
        name: "kysely",
        kind: Kind::Code,
        is_for: |dialect, _| dialect != Dialect::Mongo,
        write: |input, output| {
            let (catalog, options) = (input.catalog, &input.config.kysely);
            output.diagnostics.extend(kysely::check(catalog, options));
            let text = kysely::write(catalog, options);
            output.generated(&input.config.files.kysely, &text, input.config);
            Ok(())
        },
    },
    Target {
        name: "zod",
        kind: Kind::Code,
        is_for: |_, _| true,
        write: |input, output| {
            let (catalog, options) = (input.catalog, &input.config.zod);
            output.diagnostics.extend(zod::check(catalog, options));
            let text = zod::write(catalog, options);
            output.generated(&input.config.files.zod, &text, input.config);
            if options.models == zod::Models::All && !output.diagnostics.has_errors() {
                let text = zod::write_models(catalog, options);
                output.generated(&input.config.files.models, &text, input.config);
            }
            Ok(())
        },
    },
    Target {
        name: "clients",
        kind: Kind::Wiring,
        is_for: |dialect, _| kysely::Driver::of_clients(dialect).is_some(),
        write: |input, output| {
            let (catalog, options) = (input.catalog, &input.config.clients);
            output.diagnostics.extend(clients::check(options));
            output
                .diagnostics
                .extend(other_driver(catalog.dialect, input.config));
            let text = clients::write(catalog, options);
            output.generated(&input.config.files.clients, &text, input.config);
            Ok(())
        },
    },
    Target {
        name: "type-tests",
        kind: Kind::Wiring,
        is_for: |dialect, _| dialect == Dialect::Postgres,
        write: |input, output| {
            let config = input.config;
            // The target `clients` says it, too.
            if config.targets.iter().all(|it| it.name != "clients") {
                output.diagnostics.extend(clients::check(&config.clients));
            }
            let text = type_tests::write(input.catalog, &type_test_options(config));
            output.generated(&config.files.type_tests, &text, config);
            Ok(())
        },
    },
    Target {
        name: "verify",
        kind: Kind::Wiring,
        is_for: |dialect, _| dialect == Dialect::Postgres,
        write: |input, output| {
            let text = verify::write(input.catalog, &test_options(input.config));
            output.generated(&input.config.files.verify, &text, input.config);
            Ok(())
        },
    },
    Target {
        name: "erd",
        kind: Kind::Picture,
        is_for: |_, _| true,
        write: |input, output| {
            output.tree.generated("erd.md", erd::write(input.catalog));
            Ok(())
        },
    },
];

/// Kysely's types must be those of the driver that the clients share.
fn other_driver(dialect: Dialect, config: &Config) -> Option<Diagnostic> {
    let shared = kysely::Driver::of_clients(dialect)?;
    let said = config.kysely.driver(dialect);
    (said != shared).then(|| {
        Diagnostic::error(
            "clients/other-driver",
            format!(
                "`kysely.driver` is `{}`, and what `orm-clients.ts` returns is `{}`",
                said.name(),
                shared.name()
            ),
        )
        .help(format!(
            "remove `kysely.driver`, or set it to `{}`",
            shared.name()
        ))
    })
}

/// What the type tests compare.
fn type_test_options(config: &Config) -> type_tests::Options<'_> {
    type_tests::Options {
        prisma: &config.clients.prisma,
        drizzle_module: &config.clients.drizzle_module,
        kysely_module: &config.clients.kysely_module,
        drizzle: &config.drizzle,
        kysely: &config.kysely,
    }
}

/// What the test file of `verify` is made with.
fn test_options(config: &Config) -> verify::TestOptions {
    let VerifySettings {
        database_url,
        exclude,
    } = &config.verify;
    let exclude = exclude.as_deref().unwrap_or_default();
    verify::TestOptions {
        variable: database_url.clone().unwrap_or_default().0,
        exclude: exclude.iter().map(|name| name.value.clone()).collect(),
    }
}

/// What a target is made from.
#[derive(Debug)]
pub struct Input<'a> {
    pub catalog: &'a Catalog,
    pub config: &'a Config,
    /// The output folder, where files of the user's may be.
    pub out: &'a Path,
}

/// What the targets make.
#[derive(Debug, Default)]
pub struct Output {
    pub tree: Tree,
    /// JSON schemas that are still our stub.
    pub stubs: Vec<String>,
    pub diagnostics: Diagnostics,
}

impl Output {
    /// Adds a file of ours, with the user's banner below its header.
    fn generated(&mut self, name: &str, text: &str, config: &Config) {
        let Some(banner) = &config.banner else {
            self.tree.generated(name, lay_out(text));
            return;
        };
        self.diagnostics.extend(banner_clashes(banner, name, text));
        let (header, rest) = text.split_once('\n').unwrap_or((text, ""));
        let text = format!("{header}\n{}\n{rest}", banner.value);
        match format(&text) {
            Ok(text) => self.tree.generated(name, text),
            Err(error) => self.diagnostics.push(
                Diagnostic::error(
                    "config/banner",
                    format!("`banner` makes `{name}` invalid: {error}"),
                )
                .at(banner.span, "")
                .help("write comments, directives or imports"),
            ),
        }
    }
}

/// The names that the banner declares or imports, and the file does, too.
fn banner_clashes(banner: &Located<String>, file: &str, text: &str) -> Vec<Diagnostic> {
    let names = |text: &str| exported_names(text).unwrap_or_default().bindings;
    let ours = names(&banner.value);
    if ours.is_empty() {
        return Vec::new();
    }
    let theirs = names(text);
    ours.keys()
        .filter(|name| theirs.contains_key(*name))
        .map(|name| {
            Diagnostic::error(
                "config/banner-clash",
                format!("`{name}` of the banner is the name of something in `{file}`, too"),
            )
            .at(banner.span, "")
            .help("import it under another name")
        })
        .collect()
}

/// Writes every target that the configuration asks for. One that the database cannot
/// have is left out with a note, unless somebody asked for it by its name.
///
/// # Errors
/// When a file of the user's cannot be read.
pub fn write_all(input: &Input<'_>) -> Result<Output, OutputError> {
    let mut output = Output::default();
    let dialect = input.catalog.dialect;
    let (possible, impossible): (Vec<&Target>, Vec<_>) = input
        .config
        .targets
        .iter()
        .partition(|target| target.is_for(dialect, input.config));
    if !impossible.is_empty() {
        let found = match input.config.chosen {
            Chosen::ByDefault => skipped(&impossible, input),
            Chosen::ByName => unsupported(&impossible, input),
        };
        output.diagnostics.push(found);
        if output.diagnostics.has_errors() {
            return Ok(output);
        }
    }
    for target in &possible {
        (target.write)(input, &mut output)?;
    }
    if possible.iter().any(|it| it.kind == Kind::Code) {
        write_json_schemas(input, &mut output)?;
    }
    Ok(output)
}

/// A note on targets that are left out since nobody asked for them.
fn skipped(targets: &[&Target], input: &Input<'_>) -> Diagnostic {
    let Input {
        catalog, config, ..
    } = input;
    let names: Vec<_> = targets.iter().map(|it| it.name).collect();
    let verb = if names.len() == 1 { "is" } else { "are" };
    let diagnostic = Diagnostic::note(
        "target/skipped",
        format!(
            "{} {verb} left out: {}",
            listed(&names),
            cannot(&names, catalog.dialect, config)
        ),
    );
    let others: Vec<_> = usual(catalog.dialect, config).collect();
    located(diagnostic, catalog).help(format!(
        "name the targets ({}) and this note is gone",
        listed(&others)
    ))
}

fn unsupported(targets: &[&Target], input: &Input<'_>) -> Diagnostic {
    let Input {
        catalog, config, ..
    } = input;
    let names: Vec<_> = targets.iter().map(|it| it.name).collect();
    let diagnostic = Diagnostic::error(
        "target/unsupported-database",
        format!(
            "{} cannot be written for {}: {}",
            listed(&names),
            catalog.dialect.in_words(),
            cannot(&names, catalog.dialect, config)
        ),
    );
    let others: Vec<_> = TARGETS
        .iter()
        .filter(|target| target.is_for(catalog.dialect, config))
        .map(|target| target.name)
        .collect();
    located(diagnostic, catalog).help(format!("choose among {}", listed(&others)))
}

/// The names of what is written for a database when nobody names any target.
fn usual(dialect: Dialect, config: &Config) -> impl Iterator<Item = &'static str> {
    TARGETS
        .iter()
        .filter(move |it| it.kind == Kind::Code && it.is_for(dialect, config))
        .map(|target| target.name)
}

/// Why targets are not written for a database.
fn cannot(targets: &[&str], dialect: Dialect, config: &Config) -> String {
    match (dialect, targets) {
        (Dialect::Mongo, _) => "MongoDB is no SQL database".to_owned(),
        (Dialect::SqlServer, ["drizzle"]) if config.drizzle.version == drizzle::Version::V0 => {
            "drizzle-orm 0.45 has no module for SQL Server (1.0 has one)".to_owned()
        }
        (_, ["clients"]) => {
            "a connection for all three is there with PostgreSQL (`pg`) and SQLite (libSQL) alone"
                .to_owned()
        }
        (_, names) if names.iter().all(|it| is_wiring(it)) => {
            "what puts Prisma, Drizzle and Kysely together is for PostgreSQL alone yet (`clients` for SQLite, too)"
                .to_owned()
        }
        _ => format!("triple-orm does not write for {} yet", dialect.in_words()),
    }
}

fn is_wiring(name: &str) -> bool {
    Target::find(name).is_some_and(|target| target.kind == Kind::Wiring)
}

/// `` `drizzle` and `kysely` ``
fn listed(names: &[&str]) -> String {
    let names: Vec<_> = names.iter().map(|name| format!("`{name}`")).collect();
    match names.as_slice() {
        [] => String::new(),
        [name] => name.clone(),
        [names @ .., last] => format!("{} and {last}", names.join(", ")),
    }
}

fn located(diagnostic: Diagnostic, catalog: &Catalog) -> Diagnostic {
    match catalog.place {
        Some(place) => diagnostic.at(place, ""),
        None => diagnostic,
    }
}

/// The user's own file, which all targets import from.
fn write_json_schemas(input: &Input<'_>, output: &mut Output) -> Result<(), OutputError> {
    let schemas = zod::json_schemas(input.catalog);
    if schemas.is_empty() {
        return Ok(());
    }
    let json_file = &input.config.files.json;
    let existing = Tree::read_existing(input.out, json_file)?;
    let file = match zod::json_file(&schemas, existing.as_deref()) {
        Ok(file) => file,
        Err(error) => {
            let path = crate::path::shown(&input.out.join(json_file));
            output.diagnostics.push(
                Diagnostic::error(
                    "zod/invalid-json-schemas",
                    format!("`{path}` is not valid TypeScript: {error}"),
                )
                .help("mend the file; triple-orm only adds to it"),
            );
            return Ok(());
        }
    };
    let additions = file
        .additions
        .into_iter()
        .map(|zod::Addition { what, text }| Addition {
            what,
            text: lay_out(&text),
        })
        .collect();
    output.tree.users(json_file, lay_out(&file.new), additions);
    output.stubs = file.stubs;
    Ok(())
}

/// Lays out what a template printed.
///
/// # Panics
/// When that is no TypeScript: then the template is wrong.
fn lay_out(text: &str) -> String {
    format(text).unwrap_or_else(|error| panic!("a template printed no TypeScript: {error}"))
}

impl Target {
    /// Whether it can be written for a database, as it is configured.
    #[must_use]
    pub fn is_for(&self, dialect: Dialect, config: &Config) -> bool {
        (self.is_for)(dialect, config)
    }

    #[must_use]
    pub fn find(name: &str) -> Option<&'static Self> {
        TARGETS.iter().find(|target| target.name == name)
    }
}

impl PartialEq for Target {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

impl Eq for Target {}
