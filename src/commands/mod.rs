//! The commands: each reads as a paragraph.

pub mod audit;
mod called;
pub mod completions;
pub mod explain;
mod explanations;
pub mod generate;
mod history;
pub mod init;
pub mod inspect;
pub mod migrations;
pub mod prisma_generator;
mod prisma_protocol;
mod project;
pub mod sync;
pub mod usage;
pub mod verify;
mod watch;

use std::io::{self, Write};
use std::process::ExitCode;

pub use project::Project;

use crate::cli::Format;
use crate::diagnostic::{self, Diagnostics, Sources};

/// Says what was found, in the order of the source: to a person on standard
/// error, to a program on standard output.
fn report(diagnostics: &mut Diagnostics, sources: &Sources, format: Format) -> io::Result<()> {
    report_to(diagnostics, sources, format, &mut io::stdout().lock())
}

/// The same, with what a program reads going to `out`.
fn report_to(
    diagnostics: &mut Diagnostics,
    sources: &Sources,
    format: Format,
    out: &mut impl Write,
) -> io::Result<()> {
    if diagnostics.is_empty() {
        return Ok(());
    }
    diagnostics.sort();
    let (render_as, to_person) = match format {
        Format::Human => (diagnostic::Format::Human, true),
        Format::Json => (diagnostic::Format::Json, false),
        Format::Github => (diagnostic::Format::Github, false),
    };
    let text = diagnostic::render(diagnostics, sources, render_as, to_person);
    if to_person {
        anstream::stderr().lock().write_all(text.as_bytes())
    } else {
        out.write_all(text.as_bytes())
    }
}

/// How a command ended, when it could do its work.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// Nothing to complain of.
    Clean,
    /// Files that are not current, or findings.
    Differences,
    /// The input is wrong; the diagnostics have said so.
    Refused,
}

impl Status {
    /// The one of two that is further from clean.
    #[must_use]
    fn worse(self, other: Self) -> Self {
        match (self, other) {
            (Self::Refused, _) | (_, Self::Refused) => Self::Refused,
            (Self::Differences, _) | (_, Self::Differences) => Self::Differences,
            (Self::Clean, Self::Clean) => Self::Clean,
        }
    }
}

impl From<Status> for ExitCode {
    fn from(status: Status) -> Self {
        match status {
            Status::Clean => Self::SUCCESS,
            Status::Differences => Self::from(1),
            Status::Refused => Self::from(2),
        }
    }
}

/// What broke in the world around us.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    #[error(transparent)]
    Source(#[from] crate::source::SourceError),
    #[error(transparent)]
    Config(#[from] crate::config::ConfigError),
    #[error(transparent)]
    Output(#[from] crate::output::OutputError),
    #[error(transparent)]
    Database(#[from] crate::database::DatabaseError),
    /// A pair names a source that is not there.
    #[error("`{pair}` needs {}, which is not there", absent.noun())]
    NoSource {
        pair: String,
        absent: crate::rules::Source,
    },
    /// Standard output is closed or full.
    #[error("cannot write the result: {0}")]
    Report(#[from] std::io::Error),
}

impl Failure {
    /// One line that says what to do.
    #[must_use]
    pub fn help(&self) -> &'static str {
        match self {
            Self::Source(error) => error.help(),
            Self::Config(error) => error.help(),
            Self::Output(error) => error.help(),
            Self::Database(error) => error.help(),
            Self::NoSource { absent, .. } => match absent {
                crate::rules::Source::Database(_) => "name it with `--database-url`",
                crate::rules::Source::Drizzle => "name the file with `--drizzle`",
                crate::rules::Source::Kysely => "name the file with `--kysely`",
                _ => "leave the pair out, or bring the source back",
            },
            Self::Report(_) => "check where the output goes",
        }
    }
}
