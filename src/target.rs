//! The languages that we write: a target is one line in [`TARGETS`].

use std::path::Path;

use crate::{
    catalog::{Catalog, Dialect},
    config::Config,
    diagnostic::{Diagnostic, Diagnostics},
    drizzle, erd, kysely,
    output::{Addition, OutputError, Tree},
    typescript::format::format,
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
        dialects: &[Dialect::Postgres],
        write: |input, output| {
            let text = drizzle::write(input.catalog, &input.config.drizzle);
            output.tree.generated("drizzle-schema.ts", lay_out(&text));
            Ok(())
        },
    },
    Target {
        name: "kysely",
        kind: Kind::Code,
        dialects: &[Dialect::Postgres],
        write: |input, output| {
            let text = kysely::write(input.catalog, input.config.kysely);
            output.tree.generated("kysely-types.ts", lay_out(&text));
            Ok(())
        },
    },
    Target {
        name: "zod",
        kind: Kind::Code,
        dialects: &[Dialect::Postgres],
        write: |input, output| {
            let text = zod::write(input.catalog);
            output.tree.generated("zod-schemas.ts", lay_out(&text));
            Ok(())
        },
    },
    Target {
        name: "erd",
        kind: Kind::Picture,
        dialects: &[Dialect::Postgres, Dialect::MySql, Dialect::Sqlite],
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
    let existing = Tree::read_existing(input.out, zod::JSON_FILE)?;
    let file = match zod::json_file(&schemas, existing.as_deref()) {
        Ok(file) => file,
        Err(error) => {
            let path = crate::path::shown(&input.out.join(zod::JSON_FILE));
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
    output
        .tree
        .users(zod::JSON_FILE, lay_out(&file.new), additions);
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
