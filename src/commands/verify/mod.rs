//! `triple-orm verify`: the three clients of a project write and read the same rows on
//! a real database, in a transaction that is rolled back.

mod client;
mod database;
mod node;
mod order;

use std::fs;
use std::io::{self, BufRead, Write};
use std::path::Path;

use crate::catalog::Catalog;
use crate::cli::{Format, Verify, VerifyFormat};
use crate::commands::{Failure, Project, Status, report as report_diagnostics};
use crate::config::Settings;
use crate::diagnostic::{Diagnostic, Diagnostics, Sources};
use crate::source::Origin;
use crate::verify::report::{Context, Report, State, human, junit, report};

/// Runs the command in `cwd`, the process's own (absolute).
///
/// # Errors
/// When a file cannot be read, or the report not be written.
pub fn run(args: &Verify, cwd: &Path) -> Result<Status, Failure> {
    let mut sources = Sources::default();
    let mut diagnostics = Diagnostics::default();
    let flags = Settings {
        schema: args
            .schema
            .as_ref()
            .map(|path| (cwd.join(path), Origin::Flag)),
        ..Settings::default()
    };
    let config = args.config.as_deref();
    let project = Project::read(flags, config, cwd, &mut sources, &mut diagnostics)?;
    // A program that cannot have a report gets the reason in its place.
    let format = match args.format {
        VerifyFormat::Json => Format::Json,
        VerifyFormat::Human | VerifyFormat::Junit => Format::Human,
    };
    let Some(schema) = project.database().filter(|_| project.catalog.is_some()) else {
        report_diagnostics(&mut diagnostics, &sources, format)?;
        return Ok(Status::Refused);
    };
    let said = said_address(args)?;
    let warning = order::warn_of_driver(&project.config, schema);
    match verify(&said, args, &project, schema, cwd, &mut sources) {
        Ok(found) => {
            diagnostics.extend(warning);
            report_diagnostics(&mut diagnostics, &sources, Format::Human)?;
            say(&found, args, cwd)?;
            Ok(status(&found))
        }
        Err(refusal) => {
            diagnostics.push(*refusal);
            report_diagnostics(&mut diagnostics, &sources, format)?;
            Ok(Status::Refused)
        }
    }
}

/// The address as it is typed, or the first line of standard input, where `ps` does not
/// show it.
fn said_address(args: &Verify) -> io::Result<String> {
    match args.database_url.as_deref() {
        Some("-") => {
            let mut line = String::new();
            io::stdin().lock().read_line(&mut line)?;
            Ok(line.trim().to_owned())
        }
        said => Ok(said.unwrap_or_default().to_owned()),
    }
}

fn verify(
    said: &str,
    args: &Verify,
    project: &Project,
    schema: &Catalog,
    cwd: &Path,
    sources: &mut Sources,
) -> Result<Report, Box<Diagnostic>> {
    let server = database::address(said, schema, cwd)?;
    let wanted = order::wanted(args, &project.config, schema)?;
    let files = order::files(args, project, cwd)?;
    let client = client::find(project, cwd, sources)?;
    let database = database::read(&server, schema)?;
    database::compare(project, &database.catalog)?;
    let order = order::Order::new(project, schema, &database.catalog, &wanted);
    let json = order.to_json(project, &server, &client, &files, cwd);
    let outcome = node::run(&json, args.time_zone.as_deref(), cwd)?;
    let context = Context {
        plan: &order.plan,
        shapes: &order.shapes,
        wanted: &order.wanted,
        database: database.shown,
    };
    Ok(report(&outcome, &context))
}

fn status(report: &Report) -> Status {
    if !report.findings.is_empty() {
        Status::Differences
    } else if report.models.iter().any(|it| it.state == State::Blocked) {
        Status::Refused
    } else {
        Status::Clean
    }
}

fn say(report: &Report, args: &Verify, cwd: &Path) -> io::Result<()> {
    let text = match args.format {
        VerifyFormat::Human => {
            let mut text = Vec::new();
            human(report, &mut text)?;
            String::from_utf8(text).expect("a report is text")
        }
        VerifyFormat::Json => serde_json::to_string(report).expect("a report is JSON") + "\n",
        VerifyFormat::Junit => junit(report),
    };
    match &args.output {
        None => anstream::stdout().lock().write_all(text.as_bytes()),
        Some(path) => {
            let mut plain = anstream::StripStream::new(Vec::new());
            plain.write_all(text.as_bytes())?;
            fs::write(cwd.join(path), plain.into_inner())
        }
    }
}
