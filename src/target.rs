//! The languages that we write: a target is one line in [`TARGETS`].

use std::path::Path;

use crate::{
    catalog::{Catalog, Dialect},
    config::Config,
    diagnostic::{Diagnostic, Diagnostics, Located},
    drizzle, erd, kysely,
    output::{Addition, OutputError, Tree},
    typescript::{exports::exported_names, format::format},
    zod,
};

/// A language that we write.
#[derive(Debug)]
pub struct Target {
    /// As `--target` and the configuration have it.
    pub name: &'static str,
    pub kind: Kind,
    /// The databases that it can be written for.
    pub dialects: &'static [Dialect],
    write: fn(&Input<'_>, &mut Output) -> Result<(), OutputError>,
}

/// What a target is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// TypeScript, which takes the types of JSON columns from the user's file.
    /// Written when nobody names any target.
    Code,
    /// For a person to look at. Written when it is asked for.
    Picture,
}

/// All targets, in the order of their files.
pub static TARGETS: [Target; 4] = [
    Target {
        name: "drizzle",
        kind: Kind::Code,
        dialects: &[Dialect::Postgres, Dialect::MySql],
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
        dialects: &[Dialect::Postgres],
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
        dialects: &[Dialect::Postgres],
        write: |input, output| {
            let (catalog, options) = (input.catalog, &input.config.zod);
            let text = zod::write(catalog, options);
            output.generated(&input.config.files.zod, &text, input.config);
            if options.models == zod::Models::All {
                let text = zod::write_models(catalog, options);
                output.generated(&input.config.files.models, &text, input.config);
            }
            Ok(())
        },
    },
    Target {
        name: "erd",
        kind: Kind::Picture,
        dialects: &[
            Dialect::Postgres,
            Dialect::MySql,
            Dialect::Sqlite,
            Dialect::Cockroach,
            Dialect::SqlServer,
        ],
        write: |input, output| {
            output.tree.generated("erd.md", erd::write(input.catalog));
            Ok(())
        },
    },
];

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

/// Writes every target that the configuration asks for.
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
        .partition(|target| target.dialects.contains(&dialect));
    if !impossible.is_empty() {
        output
            .diagnostics
            .push(unsupported(&impossible, input.catalog));
        return Ok(output);
    }
    for target in possible {
        (target.write)(input, &mut output)?;
    }
    if input.config.targets.iter().any(|it| it.kind == Kind::Code) {
        write_json_schemas(input, &mut output)?;
    }
    Ok(output)
}

fn unsupported(targets: &[&Target], catalog: &Catalog) -> Diagnostic {
    let names: Vec<_> = targets.iter().map(|it| format!("`{}`", it.name)).collect();
    let diagnostic = Diagnostic::error(
        "target/unsupported-database",
        format!(
            "{} cannot be written for {} yet",
            names.join(", "),
            catalog.dialect.in_words()
        ),
    )
    .help("use a schema for PostgreSQL, or leave these targets out");
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
