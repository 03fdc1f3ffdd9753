//! `triple-orm init`: look at the project, show a plan, ask once, write it.

use std::io::{self, BufRead, IsTerminal, Write};
use std::path::{Path, PathBuf};

use crate::cli::{Format, Init};
use crate::commands::generate::{Made, make};
use crate::commands::{Failure, Project, Status, report};
use crate::config::{Settings, find_file};
use crate::diagnostic::{Diagnostics, Sources};
use crate::init::{Plan, Report, Surroundings, Wishes, schemas_below};
use crate::path::{relative_to, shown};
use crate::source::{self, Origin, SourceError};

/// Runs the command in `cwd`, the process's own (absolute).
///
/// # Errors
/// When a file or folder cannot be read or written.
pub fn run(args: &Init, cwd: &Path) -> Result<Status, Failure> {
    let schema = find_schema(args, cwd)?;
    let around = Surroundings::look(cwd, &schema);

    let mut sources = Sources::default();
    let mut diagnostics = Diagnostics::default();
    let flags = Settings {
        schema: Some((schema.clone(), Origin::Flag)),
        out: args.out.as_ref().map(|out| cwd.join(out)),
        ..Settings::default()
    };
    let project = Project::read(flags, None, &around.home, &mut sources, &mut diagnostics)?;
    // A hook for what cannot be generated would refuse every commit.
    let made = make(&project, cwd, &mut diagnostics)?;
    report(&mut diagnostics, &sources, Format::Human)?;
    let Some(Made { catalog, .. }) = made else {
        return Ok(Status::Refused);
    };

    let out = args.out.as_ref().map(|out| cwd.join(out));
    let config_file = find_file(&around.home, None);
    let usual = source::find(&around.home, None).ok();
    let plan = Plan::make(
        &around,
        &Wishes {
            catalog,
            schema: &schema,
            is_usual_schema: usual.is_some_and(|usual| is_same(&usual.path, &schema)),
            out: out.as_deref(),
            config_file: config_file.as_deref(),
            config: &project.config,
            skip: &args.skip,
        },
    )?;
    let told = Report {
        around: &around,
        plan: &plan,
        schema: &shown(&relative_to(cwd, &schema)),
        tables: catalog.tables.len(),
        enums: catalog.enums.len(),
    };
    let mut stdout = anstream::stdout().lock();
    told.plan(&mut stdout)?;

    if plan.is_empty() {
        writeln!(stdout, "\neverything is in place; nothing to change")?;
        told.next(&mut stdout)?;
        return Ok(Status::Clean);
    }
    if args.dry_run {
        return Ok(Status::Clean);
    }
    if !args.yes {
        match ask()? {
            Answer::Yes => {}
            Answer::No => {
                writeln!(anstream::stderr(), "nothing was changed")?;
                return Ok(Status::Differences);
            }
            Answer::Nobody => {
                writeln!(
                    anstream::stderr(),
                    "error: nobody is there to say yes; nothing was changed\n\
                     help: run `triple-orm init --yes` to write this"
                )?;
                return Ok(Status::Refused);
            }
        }
    }
    let mut next = Vec::new();
    told.next(&mut next)?;
    plan.write()?;
    writeln!(stdout, "\nwritten")?;
    stdout.write_all(&next)?;
    Ok(Status::Clean)
}

/// As `generate` finds it, or else the one schema that there is in the packages
/// below.
fn find_schema(args: &Init, cwd: &Path) -> Result<PathBuf, Failure> {
    let mut ignored = (Sources::default(), Diagnostics::default());
    let said = match &args.schema {
        Some(path) => Some((cwd.join(path), Origin::Flag)),
        None => Settings::from_file(cwd, None, &mut ignored.0, &mut ignored.1)?.schema,
    };
    let looked = match source::find(cwd, said) {
        Ok(found) => return Ok(found.path),
        Err(SourceError::NoneFound { looked }) => looked,
        Err(error) => return Err(error.into()),
    };
    let mut below = schemas_below(cwd);
    match below.len() {
        0 => Err(SourceError::NoneFound { looked }.into()),
        1 => Ok(below.remove(0)),
        _ => Err(SourceError::Several {
            paths: below.iter().map(|path| relative_to(cwd, path)).collect(),
        }
        .into()),
    }
}

fn is_same(a: &Path, b: &Path) -> bool {
    match (a.canonicalize(), b.canonicalize()) {
        (Ok(a), Ok(b)) => a == b,
        _ => false,
    }
}

enum Answer {
    Yes,
    No,
    /// Standard input is no terminal.
    Nobody,
}

fn ask() -> io::Result<Answer> {
    let stdin = io::stdin();
    if !stdin.is_terminal() {
        return Ok(Answer::Nobody);
    }
    write!(anstream::stderr(), "\nwrite this? [Y/n] ")?;
    let mut line = String::new();
    if stdin.lock().read_line(&mut line)? == 0 {
        return Ok(Answer::No);
    }
    Ok(match line.trim().to_ascii_lowercase().as_str() {
        "" | "y" | "yes" => Answer::Yes,
        _ => Answer::No,
    })
}
