//! For people: a section a pair, grouped by table, a line a finding, and a verdict.

use std::cmp::Reverse;
use std::io::{self, Write};

use anstyle::{AnsiColor, Style};
use unicode_width::UnicodeWidthStr;

use super::line::{help_of, is_whole, text_of};
use super::{Counts, Entry, Exempt, Report, Severity, Unread};

const BOLD: Style = Style::new().bold();
const DIM: Style = Style::new().dimmed();

/// Lines that would be longer are broken where they can be.
const WIDTH: usize = 100;
/// What stands before the text of a finding, without the rule: `  critical  `
const INDENT: usize = 12;

/// Writes the findings, what could not be read, a line for each pair, and the verdict.
///
/// # Errors
/// When `to` cannot be written to.
pub fn human(report: &Report, to: &mut impl Write) -> io::Result<()> {
    for pair in &report.pairs {
        let entries: Vec<&Entry> = report
            .findings
            .iter()
            .filter(|entry| entry.pair == pair.name)
            .collect();
        if !entries.is_empty() {
            let name = &pair.name;
            writeln!(to, "{BOLD}{name}{BOLD:#}  {}\n", pair.counts.in_words())?;
            if name.contains(':') {
                section(&entries, to)?;
            } else {
                sentences(&entries, to)?;
            }
        }
    }
    unread(&report.unknown, to)?;
    pairs(report, to)?;
    exempt(&report.exempt, to)?;
    let style = if report.passed {
        AnsiColor::Green.on_default().bold()
    } else {
        AnsiColor::Red.on_default().bold()
    };
    writeln!(to, "{style}{}{style:#}", report.verdict())?;
    if report.is_alone() {
        writeln!(
            to,
            "{BOLD}help:{BOLD:#} name what to compare it with: `--drizzle FILE`, `--kysely FILE`, \
             `--migrations FOLDER`\n      or `--database-url URL`"
        )?;
    }
    Ok(())
}

/// The findings of a pair: whole tables and enums first, then table by table, and
/// what to do about all of them at the end.
fn section(entries: &[&Entry], to: &mut impl Write) -> io::Result<()> {
    let wide = widest(entries.iter().map(|entry| short(entry.rule)));
    let (mut whole, parts): (Vec<&Entry>, Vec<&Entry>) =
        entries.iter().partition(|entry| is_whole(entry));
    whole.sort_by_key(|entry| Reverse(entry.severity));
    lines(&whole, wide, None, to)?;
    let mut groups: Vec<&str> = Vec::new();
    for entry in &parts {
        if !groups.contains(&group_of(entry)) {
            groups.push(group_of(entry));
        }
    }
    for group in groups {
        let of_group: Vec<&Entry> = parts
            .iter()
            .copied()
            .filter(|entry| group_of(entry) == group)
            .collect();
        let file = file_of_most(&of_group);
        let shown = file.map_or_else(String::new, |file| format!("  {DIM}{file}{DIM:#}"));
        writeln!(to, "{BOLD}{group}{BOLD:#}{shown}")?;
        lines(&of_group, wide, file, to)?;
    }
    let mut helps: Vec<String> = Vec::new();
    for entry in entries {
        let help = help_of(entry);
        if !helps.contains(&help) {
            helps.push(help);
        }
    }
    for help in helps {
        writeln!(to, "{BOLD}help:{BOLD:#} {help}")?;
    }
    writeln!(to)
}

/// Findings that belong to no table come under the name of what they are about.
fn group_of(entry: &Entry) -> &str {
    entry.table.as_deref().unwrap_or(&entry.object)
}

/// The file that most of them point to, where that is more than one of them: it is
/// said once, in the head.
fn file_of_most<'e>(entries: &[&'e Entry]) -> Option<&'e str> {
    let files: Vec<&str> = entries
        .iter()
        .filter_map(|entry| Some(entry.place()?.0))
        .collect();
    let count = |file: &str| files.iter().filter(|it| **it == file).count();
    let most = files.iter().rev().max_by_key(|file| count(file))?;
    (count(most) > 1).then_some(most)
}

/// `  high      column-type  email is "varchar(255)", should be "text"  db.ts:12`
fn lines(
    entries: &[&Entry],
    wide: usize,
    file: Option<&str>,
    to: &mut impl Write,
) -> io::Result<()> {
    if entries.is_empty() {
        return Ok(());
    }
    let texts: Vec<String> = entries.iter().map(|entry| text_of(entry)).collect();
    let place_of = |entry: &Entry| match entry.place() {
        None => String::new(),
        Some((path, spot)) if file == Some(path) => spot
            .line
            .map_or_else(String::new, |line| format!(":{line}")),
        Some((_, spot)) => spot.in_words(),
    };
    let start = INDENT + wide + 2;
    // The places stand below each other as long as they have room there.
    let fits = |text: &&str, place: &str| start + text.width() + 2 + place.width() <= WIDTH;
    let column = widest(
        entries
            .iter()
            .zip(&texts)
            .map(|(entry, text)| (entry, text.as_str()))
            .filter(|(entry, text)| fits(text, &place_of(entry)))
            .map(|(_, text)| text),
    );
    for (entry, text) in entries.iter().zip(&texts) {
        let style = style_of(entry.severity);
        let severity = entry.severity.to_string();
        let rule = short(entry.rule);
        write!(
            to,
            "  {style}{severity:<8}{style:#}  {DIM}{rule:wide$}{DIM:#}  {}",
            wrapped(text, start)
        )?;
        let place = place_of(entry);
        if place.is_empty() {
            writeln!(to)?;
        } else if fits(&text.as_str(), &place) {
            let room = WIDTH.saturating_sub(start + text.width() + place.width());
            let gap = (column.saturating_sub(text.width()) + 2).min(room);
            writeln!(to, "{:gap$}{DIM}{place}{DIM:#}", "")?;
        } else {
            writeln!(to, "\n{:start$}{DIM}{place}{DIM:#}", "")?;
        }
    }
    writeln!(to)
}

/// Findings that are no difference of two sides: each a sentence, and what to do once
/// for those that stand together.
fn sentences(entries: &[&Entry], to: &mut impl Write) -> io::Result<()> {
    for (at, entry) in entries.iter().enumerate() {
        let style = style_of(entry.severity);
        let severity = entry.severity.to_string();
        let rule = short(entry.rule);
        let place = entry
            .place()
            .map(|(_, spot)| format!("{}  ", spot.in_words()))
            .unwrap_or_default();
        let indent = INDENT;
        let message = wrapped(&entry.message, INDENT);
        writeln!(to, "  {style}{severity:<8}{style:#}  {message}")?;
        writeln!(to, "{:indent$}{DIM}{place}{rule}{DIM:#}", "")?;
        let next = entries.get(at + 1);
        if next.is_none_or(|next| next.help != entry.help) {
            writeln!(to, "{:indent$}{}\n", "", wrapped(&entry.help, INDENT))?;
        }
    }
    Ok(())
}

/// Broken into lines below each other.
fn wrapped(text: &str, indent: usize) -> String {
    let mut out = String::new();
    let mut used = indent;
    for word in text.split(' ') {
        if used + 1 + word.width() > WIDTH && used > indent {
            out.push_str(&format!("\n{:indent$}", ""));
            used = indent;
        } else if used > indent {
            out.push(' ');
            used += 1;
        }
        out.push_str(word);
        used += word.width();
    }
    out
}

fn widest<'t>(texts: impl Iterator<Item = &'t str>) -> usize {
    texts.map(UnicodeWidthStr::width).max().unwrap_or(0)
}

fn short(rule: &str) -> &str {
    rule.trim_start_matches("audit/")
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
        let indent = INDENT;
        writeln!(to, "  {}  {DIM}{place}{DIM:#}", part.object)?;
        writeln!(to, "{:indent$}{}", "", wrapped(&part.reason, INDENT))?;
    }
    if unknown.len() > LISTED {
        writeln!(to, "  … and {} more", unknown.len() - LISTED)?;
    }
    writeln!(to)
}

fn pairs(report: &Report, to: &mut impl Write) -> io::Result<()> {
    let width = widest(report.pairs.iter().map(|pair| pair.name.as_str()));
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
