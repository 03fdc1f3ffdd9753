//! A project as every command meets it: its configuration and its Prisma schema,
//! read, validated and lowered.

use std::path::{Path, PathBuf};

use crate::catalog::Catalog;
use crate::commands::Failure;
use crate::config::{Config, Settings};
use crate::diagnostic::{Diagnostics, FileId, Sources};
use crate::prisma;
use crate::source;

/// What a command works on.
#[derive(Debug)]
pub struct Project {
    pub config: Config,
    /// The schema's file or folder, relative to the current one where it lies below it.
    pub schema: PathBuf,
    /// The schema, unless it is wrong; the diagnostics say why.
    pub catalog: Option<Catalog>,
    /// The same with what `exclude` leaves out: what the database holds.
    pub whole: Option<Catalog>,
    /// The files of the schema.
    pub files: Vec<FileId>,
}

impl Project {
    /// Reads the configuration and the schema. `flags` are what the command line
    /// says, which comes before all else.
    ///
    /// # Errors
    /// When there is no schema, or a file cannot be read.
    pub fn read(
        flags: Settings,
        config_file: Option<&Path>,
        cwd: &Path,
        sources: &mut Sources,
        diagnostics: &mut Diagnostics,
    ) -> Result<Self, Failure> {
        Self::read_for(None, flags, config_file, cwd, sources, diagnostics)
    }

    /// The same, for the `generator` block of that name; `None` is the first one of
    /// ours.
    ///
    /// # Errors
    /// As of [`Project::read`].
    pub fn read_for(
        block: Option<&str>,
        flags: Settings,
        config_file: Option<&Path>,
        cwd: &Path,
        sources: &mut Sources,
        diagnostics: &mut Diagnostics,
    ) -> Result<Self, Failure> {
        let said = flags.over(Settings::from_file(cwd, config_file, sources, diagnostics)?);
        let found = source::find(cwd, said.schema.clone())?;
        diagnostics.extend(found.notes);
        let files = source::read(cwd, &found.path, sources)?;
        let schema = prisma::parse(sources, &files, diagnostics);
        let block = prisma::generator(&schema, block);
        let block = Settings::from_block(block.as_ref(), cwd, sources, diagnostics);
        let mut config = Config::resolve(said.over(block), cwd, diagnostics);
        config.find_client(&schema, cwd, sources);
        prisma::validate(&schema, diagnostics);
        let mut catalog = if diagnostics.has_errors() {
            None
        } else {
            prisma::lower(&schema, diagnostics)
        };
        let whole = if config.exclude.is_empty() {
            None
        } else {
            catalog.clone()
        };
        if let Some(catalog) = &mut catalog {
            config.apply(catalog, diagnostics);
        }
        Ok(Self {
            config,
            whole,
            files,
            schema: found.path,
            catalog: catalog.filter(|_| !diagnostics.has_errors()),
        })
    }

    /// The same, for who needs nothing else of the project.
    #[must_use]
    pub fn into_database(self) -> Option<Catalog> {
        self.whole.or(self.catalog)
    }

    /// What the schema says of the database, whatever is excluded from the files.
    #[must_use]
    pub fn database(&self) -> Option<&Catalog> {
        self.whole.as_ref().or(self.catalog.as_ref())
    }
}
