//! `triple-orm generate --watch`: a round of `generate` for every change of what
//! it reads.

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::cli::{Format, Generate};
use crate::commands::generate::{self, Series};
use crate::commands::{Failure, Status, report};
use crate::config::{self, Settings};
use crate::diagnostic::{Diagnostic, Diagnostics, Sources};
use crate::path::{relative_to, shown};
use crate::source::{self, Look, Stamp, Watch};

/// A schema that is gone is often about to come back: some editors save so, and
/// `git checkout` changes branches so.
const PATIENCE: Duration = Duration::from_millis(150);

/// Generates, and again after every change, until the process is ended. A schema
/// that is wrong is told, and the last good files stay.
///
/// # Errors
/// When nobody can be told any more.
pub fn run(args: &Generate, cwd: &Path) -> Result<Status, Failure> {
    let mut rounds = Rounds {
        args,
        cwd,
        watch: Watch::new(),
        series: Series::default(),
        known: None,
        is_told: false,
        in_the_way: None,
    };
    let mut last = rounds.first()?;
    loop {
        rounds.watch.wait();
        let mut inputs = rounds.look()?;
        if inputs.schema.is_none() && last.schema.is_some() {
            rounds.watch.wait_for_quiet(PATIENCE);
            inputs = rounds.look()?;
        }
        if last != inputs {
            last = rounds.round(inputs)?;
        }
    }
}

struct Rounds<'a> {
    args: &'a Generate,
    cwd: &'a Path,
    watch: Watch,
    series: Series,
    /// Where the schema is, or was.
    known: Option<PathBuf>,
    /// Whether it was said that the system does not tell of changes.
    is_told: bool,
    /// The output folder, after a round that failed.
    in_the_way: Option<PathBuf>,
}

/// All that decides what a round makes, as it is at one moment.
#[derive(Debug, PartialEq, Eq)]
struct Inputs {
    /// Where the schema is, which `prisma.config.ts` and `package.json` may say;
    /// nothing else that they say counts.
    schema: Option<PathBuf>,
    /// The schema's files and `triple-orm.json`.
    files: BTreeMap<PathBuf, Option<Stamp>>,
    /// What is in the output folder after a round that failed: what is to be
    /// mended may be there. Else it is no input: we write to it ourselves, and
    /// `json-schemas.ts` is the user's.
    in_the_way: BTreeMap<PathBuf, Option<Stamp>>,
}

impl Rounds<'_> {
    fn first(&mut self) -> Result<Inputs, Failure> {
        let inputs = self.look()?;
        let inputs = self.round(inputs)?;
        if self.args.format == Format::Human {
            let what = match &inputs.schema {
                Some(schema) => format!("`{}`", shown(&relative_to(self.cwd, schema))),
                None => "for a schema".to_owned(),
            };
            writeln!(anstream::stderr(), "watching {what}; Ctrl-C ends it")?;
        }
        Ok(inputs)
    }

    /// One round, and what it came to. Returns the inputs whose change is the next.
    fn round(&mut self, inputs: Inputs) -> Result<Inputs, Failure> {
        self.series.time = time();
        let time = &self.series.time.clone();
        match generate::round(self.args, self.cwd, &mut self.series) {
            Ok(Status::Clean | Status::Differences) => {
                self.in_the_way = None;
                return Ok(Inputs {
                    in_the_way: BTreeMap::new(),
                    ..inputs
                });
            }
            Ok(Status::Refused) if self.args.format == Format::Human => {
                writeln!(
                    anstream::stderr(),
                    "{time}refused; the files stay as they are"
                )?;
            }
            Ok(Status::Refused) => {}
            // Nobody reads any more.
            Err(failure @ Failure::Report(_)) => return Err(failure),
            Err(failure) => {
                let diagnostic = Diagnostic::error("watch/failed", failure.to_string());
                self.tell(diagnostic.help(failure.help()))?;
                if self.args.format == Format::Human {
                    writeln!(anstream::stderr(), "{time}failed; waiting for a change")?;
                }
            }
        }
        let (out, before) = self.series.out.take().unzip();
        self.in_the_way = out;
        Ok(Inputs {
            in_the_way: before.unwrap_or_default().files,
            ..inputs
        })
    }

    /// Looks at the inputs, with all their folders under watch before the look:
    /// what changes after it is told.
    fn look(&mut self) -> io::Result<Inputs> {
        loop {
            let mut folders = BTreeSet::new();
            let inputs = self.inputs(&mut folders);
            if inputs.schema.is_some() {
                self.known.clone_from(&inputs.schema);
            }
            match self.watch.follow(&folders) {
                Ok(true) => continue,
                Ok(false) => {}
                Err(error) => self.tell_once(&error)?,
            }
            return Ok(inputs);
        }
    }

    /// The inputs as they are, and the folders in which their changes show.
    fn inputs(&self, folders: &mut BTreeSet<PathBuf>) -> Inputs {
        let Self { args, cwd, .. } = *self;
        let mut look = Look::default();
        folders.extend(
            config::searched(cwd)
                .map(Path::to_owned)
                .chain([cwd.join(".config"), cwd.join("prisma")])
                .filter(|folder| folder.is_dir()),
        );
        let named = args.config.as_deref();
        if let Some(file) = config::find_file(cwd, named) {
            look.file(&file);
        }
        // What is wrong with the configuration, the round says.
        let (mut sources, mut unsaid) = (Sources::default(), Diagnostics::default());
        let file = Settings::from_file(cwd, named, &mut sources, &mut unsaid);
        let said = args.settings(cwd).over(file.unwrap_or_default()).schema;
        let schema = source::find(cwd, said.clone()).ok().map(|it| it.path);
        let said = said.map(|(path, _)| path);
        if let Some(path) = schema.as_ref().or(said.as_ref()).or(self.known.as_ref()) {
            look.schema(path, cwd);
        }
        let in_the_way = self.in_the_way.as_deref().map(Look::folder);
        let in_the_way = in_the_way.unwrap_or_default();
        folders.extend(look.folders.into_iter().chain(in_the_way.folders));
        Inputs {
            schema,
            files: look.files,
            in_the_way: in_the_way.files,
        }
    }

    fn tell_once(&mut self, error: &impl Error) -> io::Result<()> {
        if std::mem::replace(&mut self.is_told, true) {
            return Ok(());
        }
        let message = format!("the system does not tell of all changes: {error}");
        self.tell(
            Diagnostic::warning("watch/not-told", message)
                .help("raise its limit of watched files; till then a change may take two seconds"),
        )
    }

    fn tell(&self, diagnostic: Diagnostic) -> io::Result<()> {
        let mut diagnostics = Diagnostics::default();
        diagnostics.push(diagnostic);
        report(&mut diagnostics, &Sources::default(), self.args.format)
    }
}

/// `12:03:45 `, to begin a line.
fn time() -> String {
    chrono::Local::now().format("%H:%M:%S ").to_string()
}
