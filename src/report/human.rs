//! For people: grouped by table, a line per pair, and a verdict.

use std::io::{self, Write};

use anstyle::{AnsiColor, Style};

use super::{Counts, Entry, Exempt, Report, Severity, Unread};

const BOLD: Style = Style::new().bold();
const DIM: Style = Style::new().dimmed();

/// Writes the findings, what could not be read, a line for each pair, and the verdict.
///
/// # Errors
/// When `to` cannot be written to.
pub fn human(report: &Report, to: &mut impl Write) -> io::Result<()> {
    let mut groups: Vec<&str> = Vec::new();
    for entry in &report.findings {
        let group = group_of(entry);
        if !groups.contains(&group) {
            groups.push(group);
        }
    }
    for group in groups {
        writeln!(to, "{BOLD}{group}{BOLD:#}")?;
        for entry in report.findings.iter().filter(|it| group_of(it) == group) {
            finding(entry, to)?;
        }
        writeln!(to)?;
    }
    unread(&report.unknown, to)?;
    pairs(report, to)?;
    exempt(&report.exempt, to)?;
    let style = if report.passed {
        AnsiColor::Green.on_default().bold()
    } else {
        AnsiColor::Red.on_default().bold()
    };
    writeln!(to, "{style}{}{style:#}", report.verdict())
}

/// Findings that belong to no table come under the name of what they are about.
fn group_of(entry: &Entry) -> &str {
    entry.table.as_deref().unwrap_or(&entry.object)
}

fn finding(entry: &Entry, to: &mut impl Write) -> io::Result<()> {
    let style = style_of(entry.severity);
    let severity = entry.severity.to_string();
    writeln!(
        to,
        "  {style}{severity:<8}{style:#} {}  {DIM}{} {}{DIM:#}",
        entry.message,
        entry.rule.trim_start_matches("audit/"),
        entry.pair
    )?;
    let spots: Vec<String> = [&entry.left, &entry.right]
        .into_iter()
        .filter(|spot| spot.path.is_some())
        .map(super::Spot::in_words)
        .collect();
    if !spots.is_empty() {
        writeln!(to, "           {DIM}{}{DIM:#}", spots.join(" · "))?;
    }
    writeln!(to, "           {}", entry.help)
}

fn style_of(severity: Severity) -> Style {
    match severity {
        Severity::Critical => AnsiColor::Red.on_default().bold(),
        Severity::High => AnsiColor::Red.on_default(),
        Severity::Medium => AnsiColor::Yellow.on_default(),
        Severity::Low => AnsiColor::Cyan.on_default(),
        Severity::Info => Style::new().dimmed(),
    }
}

/// How many parts that could not be read are listed.
const LISTED: usize = 10;

fn unread(unknown: &[Unread], to: &mut impl Write) -> io::Result<()> {
    if unknown.is_empty() {
        return Ok(());
    }
    writeln!(to, "{BOLD}not judged, since it could not be read{BOLD:#}")?;
    for part in unknown.iter().take(LISTED) {
        let place = match (&part.path, part.line) {
            (Some(path), Some(line)) => format!("{path}:{line}"),
            _ => part.source.clone(),
        };
        writeln!(to, "  {} {DIM}{place}{DIM:#}", part.object)?;
        writeln!(to, "           {}", part.reason)?;
    }
    if unknown.len() > LISTED {
        writeln!(to, "  … and {} more", unknown.len() - LISTED)?;
    }
    writeln!(to)
}

fn pairs(report: &Report, to: &mut impl Write) -> io::Result<()> {
    let names = report.pairs.iter().map(|pair| pair.name.chars().count());
    let width = names.max().unwrap_or(0);
    for pair in &report.pairs {
        let said = if pair.counts == Counts::default() {
            "in step".to_owned()
        } else {
            pair.counts.in_words()
        };
        writeln!(to, "{:width$}  {said}", pair.name)?;
    }
    Ok(())
}

fn exempt(exempt: &[Exempt], to: &mut impl Write) -> io::Result<()> {
    match exempt.len() {
        0 => Ok(()),
        1 => writeln!(to, "1 finding is exempt"),
        number => writeln!(to, "{number} findings are exempt"),
    }
}
