//! `triple-orm generate`: find the schema, read it, write it in every target
//! language, and save the files or check those that are there.

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::Instant;

use serde_json::Value;

use crate::catalog::Catalog;
use crate::cli::{Format, Generate};
use crate::commands::{Failure, Project, Status, called, report_to, watch};
use crate::diagnostic::{self, Diagnostic, Diagnostics, Sources};
use crate::output::{CheckReport, SaveReport, Saved, Tree};
use crate::path::{relative_to, shown};
use crate::source::Look;
use crate::target::{self, Input, Output};
use crate::typescript::{compare::same_meaning, format::format};

/// Runs the command in `cwd`, the process's own (absolute).
///
/// # Errors
/// When a file or folder cannot be read or written.
pub fn run(args: &Generate, cwd: &Path) -> Result<Status, Failure> {
    if args.watch {
        watch::run(args, cwd)
    } else {
        round(args, cwd, &mut Series::default())
    }
}

/// What goes from one round to the next.
#[derive(Debug, Default)]
pub struct Series {
    /// Begins the line of the summary: `12:03:45 `
    pub time: String,
    /// The output folder, and what was in it before the last round, where that
    /// came so far and is watched.
    pub out: Option<(PathBuf, Look)>,
    /// The stubs that a person has been told of.
    stubs: Vec<String>,
}

/// Reads, writes or checks once.
///
/// # Errors
/// When a file or folder cannot be read or written.
pub fn round(args: &Generate, cwd: &Path, series: &mut Series) -> Result<Status, Failure> {
    round_to(args, cwd, series, &mut anstream::stdout().lock())
}

/// The same, with the result going to `to`.
///
/// # Errors
/// As of [`round`].
pub fn round_to(
    args: &Generate,
    cwd: &Path,
    series: &mut Series,
    to: &mut impl Write,
) -> Result<Status, Failure> {
    let start = Instant::now();
    series.out = None;
    let mut sources = Sources::default();
    let mut diagnostics = Diagnostics::default();

    let project = Project::read(
        args.settings(cwd),
        args.config.as_deref(),
        cwd,
        &mut sources,
        &mut diagnostics,
    )?;
    if args.watch {
        let out = &project.config.out;
        series.out = Some((out.clone(), Look::folder(out)));
    }
    let made = make(&project, cwd, &mut diagnostics)?;
    if let Some(made) = &made
        && (args.format != Format::Human || made.stubs != series.stubs)
    {
        diagnostics.extend(note_of(&made.stubs, &project.config.files.json));
        series.stubs.clone_from(&made.stubs);
    }
    // A program gets one document: what was found goes along with the result.
    if diagnostics.has_errors() || args.format != Format::Json {
        report_to(&mut diagnostics, &sources, args.format, to)?;
    }
    let Some(Made {
        catalog,
        tree,
        stubs,
        out,
    }) = made
    else {
        return Ok(Status::Refused);
    };
    let found = || diagnostic::entries(&diagnostics, &sources);

    let is_current = if args.check || args.diff {
        let stale = tree.check(&out, same_meaning, |text| format(text).ok())?;
        let report = CheckReport {
            stale: &stale,
            checked: tree.files().len(),
            command: &called::generate(cwd),
        };
        report_check(args, cwd, report, found, to)?;
        stale.is_empty()
    } else {
        let saved = tree.save(&out)?;
        match args.format {
            Format::Human => summarize(&saved, catalog, start, &series.time)?,
            Format::Json => SaveReport { saved: &saved }.json(found(), to)?,
            Format::Github => {}
        }
        true
    };
    let has_refused_stubs = args.deny_stubs && !stubs.is_empty();
    Ok(if is_current && !has_refused_stubs {
        Status::Clean
    } else {
        Status::Differences
    })
}

/// The files of a project, which nobody has saved or checked yet.
#[derive(Debug)]
pub(super) struct Made<'p> {
    pub catalog: &'p Catalog,
    pub tree: Tree,
    /// The JSON columns whose schema is our stub.
    pub stubs: Vec<String>,
    /// The folder that the files belong to, as it is shown.
    pub out: PathBuf,
}

/// Writes the project in every target language, into memory; `None` when something
/// is wrong, which `diagnostics` says.
///
/// # Errors
/// When a file of the user's cannot be read.
pub(super) fn make<'p>(
    project: &'p Project,
    cwd: &Path,
    diagnostics: &mut Diagnostics,
) -> Result<Option<Made<'p>>, Failure> {
    let Some(catalog) = &project.catalog else {
        return Ok(None);
    };
    let out = relative_to(cwd, &project.config.out);
    let Output {
        tree,
        stubs,
        diagnostics: found,
    } = target::write_all(&Input {
        catalog,
        config: &project.config,
        out: &out,
    })?;
    diagnostics.extend(found);
    Ok((!diagnostics.has_errors()).then_some(Made {
        catalog,
        tree,
        stubs,
        out,
    }))
}

/// How many names a note lists.
const LISTED: usize = 8;

pub(super) fn note_of(stubs: &[String], file: &str) -> Option<Diagnostic> {
    if stubs.is_empty() {
        return None;
    }
    let mut names: Vec<String> = stubs
        .iter()
        .take(LISTED)
        .map(|name| format!("`{name}`"))
        .collect();
    if stubs.len() > LISTED {
        names.push(format!("{} more", stubs.len() - LISTED));
    }
    let subject = match stubs.len() {
        1 => "a JSON schema is".to_owned(),
        n => format!("{n} JSON schemas are"),
    };
    Some(
        Diagnostic::note(
            "zod/stub",
            format!("{subject} still open to any JSON: {}", names.join(", ")),
        )
        .help(format!("say in `{file}` what the columns hold")),
    )
}

/// `29 tables, 12 enums → 4 files in 3 ms`
fn summarize(saved: &Saved, catalog: &Catalog, start: Instant, time: &str) -> io::Result<()> {
    writeln!(
        anstream::stderr(),
        "{time}{}, {} → {} in {} ms",
        count(catalog.tables.len(), "table"),
        count(catalog.enums.len(), "enum"),
        SaveReport { saved }.summary(),
        start.elapsed().as_millis().max(1),
    )
}

fn report_check(
    args: &Generate,
    cwd: &Path,
    report: CheckReport<'_>,
    found: impl FnOnce() -> Value,
    to: &mut impl Write,
) -> io::Result<()> {
    match args.format {
        Format::Human if args.diff => report.diffs(to),
        Format::Human => report.human(&mut anstream::stderr().lock()),
        Format::Json => report.json(found(), to),
        Format::Github => {
            let root = std::env::var_os("GITHUB_WORKSPACE").map(PathBuf::from);
            let root = root.as_deref().unwrap_or(cwd);
            report.github(to, |path| shown(&relative_to(root, &cwd.join(path))))
        }
    }
}

fn count(number: usize, noun: &str) -> String {
    match number {
        1 => format!("1 {noun}"),
        _ => format!("{number} {noun}s"),
    }
}
