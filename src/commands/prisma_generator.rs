//! Below `prisma generate`: for a `generator` block whose provider is this binary,
//! Prisma starts it without arguments and asks it, a line at a time, what it is and
//! to write its files. The schema is read from where Prisma found it: what Prisma
//! sends of it lacks what Drizzle has to say.

use std::io::{self, BufRead, Write};
use std::path::{Path, PathBuf};

use anstream::{AutoStream, ColorChoice};
use serde::Deserialize;

use crate::commands::generate::{Made, make, note_of};
use crate::commands::prisma_protocol::{Answer, Job, Manifest, Request, Response};
use crate::commands::{Failure, Project, Status};
use crate::config::{Config, Settings};
use crate::diagnostic::{self, Diagnostic, Diagnostics, Format, Sources};
use crate::path::{relative_to, shown};
use crate::source::Origin;

/// What Prisma sets in the environment of a generator.
const INVOCATION: &str = "PRISMA_GENERATOR_INVOCATION";

/// Whether Prisma has started this process as a generator.
#[must_use]
pub fn is_asked() -> bool {
    std::env::args_os().len() == 1 && std::env::var_os(INVOCATION).is_some()
}

/// Answers until Prisma closes standard input. Answers go to standard error, as
/// Prisma has it; what the user should read goes to standard output, which is the
/// user's own.
///
/// # Errors
/// When Prisma is gone, or says what is not its protocol.
pub fn run(cwd: &Path) -> Result<Status, Failure> {
    let mut questions = io::stdin().lock();
    let mut line = Vec::new();
    while questions.read_until(b'\n', &mut line)? > 0 {
        let request: Request<'_> = serde_json::from_slice(&line).map_err(io::Error::from)?;
        let response = Response::new(request.id, answer(&request, cwd));
        let mut text = serde_json::to_vec(&response).map_err(io::Error::from)?;
        text.push(b'\n');
        io::stderr().lock().write_all(&text)?;
        line.clear();
    }
    Ok(Status::Clean)
}

fn answer(request: &Request<'_>, cwd: &Path) -> Result<Answer, String> {
    match request.method.as_str() {
        "getManifest" => Ok(Answer::Manifest(Manifest {
            pretty_name: env!("CARGO_PKG_NAME"),
            version: env!("CARGO_PKG_VERSION"),
            default_output: default_output(cwd),
        })),
        "generate" => {
            let job = Job::deserialize(request.params).map_err(|error| error.to_string())?;
            generate(&job, cwd)?;
            Ok(Answer::Done)
        }
        other => Err(format!("triple-orm does not know the method `{other}`")),
    }
}

/// Where the files go when the block has no `output`: the same folder as without
/// Prisma. What is wrong in the configuration is said when it comes to writing.
fn default_output(cwd: &Path) -> PathBuf {
    let (mut sources, mut diagnostics) = (Sources::default(), Diagnostics::default());
    let said = Settings::from_file(cwd, None, &mut sources, &mut diagnostics).unwrap_or_default();
    Config::resolve(said, cwd, &mut Diagnostics::default()).out
}

/// Writes the files; the error is a text for a person.
fn generate(job: &Job, cwd: &Path) -> Result<(), String> {
    let mut sources = Sources::default();
    let mut diagnostics = Diagnostics::default();
    let saved = save(job, cwd, &mut sources, &mut diagnostics);
    diagnostics.sort();
    let is_coloured = AutoStream::choice(&io::stdout()) != ColorChoice::Never;
    let found = diagnostic::render(&diagnostics, &sources, Format::Human, is_coloured);
    match saved {
        Err(failure) => Err(format!("error: {failure}\nhelp: {}", failure.help())),
        Ok(()) if diagnostics.has_errors() => Err(found),
        // A closed standard output is no reason to call written files a failure.
        Ok(()) => {
            let _ = anstream::stdout().lock().write_all(found.as_bytes());
            Ok(())
        }
    }
}

fn save(
    job: &Job,
    cwd: &Path,
    sources: &mut Sources,
    diagnostics: &mut Diagnostics,
) -> Result<(), Failure> {
    let flags = Settings {
        schema: Some((job.schema_path.clone(), Origin::Prisma)),
        ..Settings::default()
    };
    let block = Some(job.generator.name.as_str());
    let project = Project::read_for(block, flags, None, cwd, sources, diagnostics)?;
    let Some(Made {
        tree, out, stubs, ..
    }) = make(&project, cwd, diagnostics)?
    else {
        return Ok(());
    };
    diagnostics.extend(note_of(&stubs, &project.config.files.json));
    diagnostics.extend(elsewhere(job, &project.config.out, cwd));
    tree.save(&out)?;
    Ok(())
}

/// Prisma says where it thinks that the files went; `triple-orm.json` counts more.
fn elsewhere(job: &Job, out: &Path, cwd: &Path) -> Option<Diagnostic> {
    let told = job.generator.output.as_ref()?.value.as_ref()?;
    let (told, out) = (relative_to(cwd, told), relative_to(cwd, out));
    (told != out).then(|| {
        Diagnostic::note(
            "config/overridden-output",
            format!(
                "the files are in `{}`, as `triple-orm.json` says, and not in `{}`",
                shown(&out),
                shown(&told)
            ),
        )
        .help("say it in one of the two places")
    })
}
