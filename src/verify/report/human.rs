//! For people: a table of the models, the findings, and a verdict.

use std::io::{self, Write};

use anstyle::{AnsiColor, Style};
use unicode_width::UnicodeWidthStr;

use super::{Finding, Model, Report, State};
use crate::verify::outcome::{Client, Doing, Example};
use crate::verify::say;

const BOLD: Style = Style::new().bold();
const DIM: Style = Style::new().dimmed();

/// How many columns a reason names.
const NAMED: usize = 4;

/// Writes the report.
///
/// # Errors
/// When `to` cannot be written to.
pub fn human(report: &Report, to: &mut impl Write) -> io::Result<()> {
    table(report, to)?;
    groups(report, to)?;
    blocked(report, to)?;
    known(report, to)?;
    for moved in &report.sequences {
        writeln!(
            to,
            "{DIM}note:{DIM:#} the sequence `{}` went from {} to {}, which no rollback takes back",
            moved.name,
            moved.before.as_deref().unwrap_or("its start"),
            moved.after.as_deref().unwrap_or("its start"),
        )?;
    }
    let style = if report.passed {
        AnsiColor::Green.on_default().bold()
    } else {
        AnsiColor::Red.on_default().bold()
    };
    writeln!(to, "{style}{}{style:#}", verdict(report))
}

/// A line a model, under who wrote it: whether all three read it.
fn table(report: &Report, to: &mut impl Write) -> io::Result<()> {
    let wide = report.models.iter().map(|model| model.model.width()).max();
    let wide = wide.unwrap_or(0).max("written by".len());
    let heads = Client::ALL.map(Client::in_words);
    writeln!(
        to,
        "{BOLD}{:wide$}  rows  {:12}{:12}{}{BOLD:#}",
        "written by", heads[0], heads[1], heads[2]
    )?;
    for model in report.models.iter().filter(|it| it.state != State::Skipped) {
        let pad = wide - model.model.width();
        write!(to, "{}{:pad$}  ", model.model, "")?;
        if model.state == State::Blocked {
            let yellow = AnsiColor::Yellow.on_default();
            writeln!(to, "   -  {yellow}not verified{yellow:#}")?;
            continue;
        }
        write!(to, "{:4}", model.rows)?;
        for client in Client::ALL {
            let (text, style) = cell(model, client);
            write!(to, "  {style}{text:10}{style:#}")?;
        }
        writeln!(to)?;
    }
    writeln!(to)
}

fn cell(model: &Model, writer: Client) -> (String, Style) {
    let Some(readers) = model.differing.get(&writer) else {
        return ("-".to_owned(), DIM);
    };
    match readers.values().max() {
        None | Some(0) => ("ok".to_owned(), AnsiColor::Green.on_default()),
        Some(1) => ("1 column".to_owned(), AnsiColor::Red.on_default()),
        Some(most) => (format!("{most} columns"), AnsiColor::Red.on_default()),
    }
}

/// What is the same in many columns is told once, with a line for each of them.
fn groups(report: &Report, to: &mut impl Write) -> io::Result<()> {
    let mut told: Vec<(&str, Client)> = Vec::new();
    for finding in &report.findings {
        let group = (finding.code, finding.client);
        if told.contains(&group) {
            continue;
        }
        told.push(group);
        let of_group = report.findings.iter();
        let of_group: Vec<&Finding> = of_group
            .filter(|it| (it.code, it.client) == group)
            .collect();
        say_group(&of_group, to)?;
    }
    Ok(())
}

fn say_group(findings: &[&Finding], to: &mut impl Write) -> io::Result<()> {
    let red = AnsiColor::Red.on_default().bold();
    let Finding { code, client, .. } = findings[0];
    let title = say::title(code, *client);
    writeln!(to, "{red}error[{code}]{red:#}: {BOLD}{title}{BOLD:#}")?;
    let wide = findings.iter().map(|it| it.subject().width()).max();
    let wide = wide.unwrap_or(0);
    for finding in findings {
        let subject = finding.subject();
        let pad = wide - subject.width();
        match &finding.example {
            Some(example) => {
                let doing = match finding.doing {
                    Doing::Writes => "writes",
                    Doing::Reads | Doing::File => "reads",
                };
                let rows = match finding.rows {
                    1 => "1 row".to_owned(),
                    rows => format!("{rows} rows"),
                };
                let Example { expected, got } = example;
                writeln!(
                    to,
                    "  {subject}{:pad$}  {doing:6} {got} instead of {expected} {DIM}({rows}){DIM:#}",
                    ""
                )?;
            }
            None => writeln!(to, "  {}", finding.message)?,
        }
    }
    let mut helps: Vec<&str> = Vec::new();
    for finding in findings {
        if !helps.contains(&finding.help.as_str()) {
            helps.push(&finding.help);
        }
    }
    for help in helps {
        writeln!(to, "  {BOLD}help:{BOLD:#} {help}")?;
    }
    writeln!(to)
}

fn blocked(report: &Report, to: &mut impl Write) -> io::Result<()> {
    for model in &report.models {
        let Some(reason) = &model.reason else {
            continue;
        };
        let name = &model.model;
        match model.state {
            State::Blocked => {
                let yellow = AnsiColor::Yellow.on_default().bold();
                let head = format!("warning[{}]", say::BLOCKED);
                writeln!(
                    to,
                    "{yellow}{head}{yellow:#}: {BOLD}`{name}` is not verified: {reason}{BOLD:#}"
                )?;
                if let Some(help) = &model.help {
                    writeln!(to, "  {BOLD}help:{BOLD:#} {help}\n")?;
                }
            }
            State::Partly => writeln!(
                to,
                "{DIM}note:{DIM:#} some rows of `{name}` were left out: {reason}"
            )?,
            State::Verified | State::Skipped => {}
        }
    }
    Ok(())
}

fn known(report: &Report, to: &mut impl Write) -> io::Result<()> {
    if report.known.is_empty() {
        return Ok(());
    }
    writeln!(
        to,
        "{BOLD}The same values in different forms{BOLD:#} {DIM}(docs/verify.md){DIM:#}"
    )?;
    for known in &report.known {
        let shown = known.columns.iter().take(NAMED).cloned();
        let mut shown: Vec<String> = shown.collect();
        if known.columns.len() > NAMED {
            shown.push(format!("and {} more", known.columns.len() - NAMED));
        }
        writeln!(to, "  {}: {DIM}{}{DIM:#}", known.about, shown.join(", "))?;
    }
    writeln!(to)
}

/// `29 models verified, 1 not, 2 differences (localhost:5432/app, Asia/Ho_Chi_Minh)`
fn verdict(report: &Report) -> String {
    let count = |state: State| report.models.iter().filter(|it| it.state == state).count();
    let verified = count(State::Verified) + count(State::Partly);
    let rows: usize = report.models.iter().map(|model| model.rows).sum();
    let mut text = format!("{verified} models with {rows} rows verified");
    if count(State::Blocked) > 0 {
        text.push_str(&format!(", {} not", count(State::Blocked)));
    }
    match report.findings.len() {
        0 => text.push_str(", no difference"),
        1 => text.push_str(", 1 difference"),
        many => text.push_str(&format!(", {many} differences")),
    }
    let Report {
        database,
        time_zone,
        ..
    } = report;
    format!("{text}; {database} is as it was (time zone {time_zone})")
}
