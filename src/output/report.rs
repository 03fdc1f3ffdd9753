//! What `save` and `check` found, told to a person, to GitHub, or to a program.

use std::io::{self, Write};
use std::path::Path;

use anstyle::{AnsiColor, Style};
use serde::Serialize;
use serde_json::Value;

use crate::diagnostic::github::{data, property};
use crate::output::{Diff, Outcome, Saved, Stale, State};
use crate::path::shown;

/// The version of the JSON below: raised when a field changes or goes away.
const JSON_VERSION: u32 = 1;
/// GitHub shows few lines of an annotation.
const ANNOTATION_LINES: usize = 12;

const FOREIGN_HELP: &str =
    "move what triple-orm did not write away, or choose another folder with `--out`";

const RED: Style = AnsiColor::Red.on_default();
const GREEN: Style = AnsiColor::Green.on_default();
const CYAN: Style = AnsiColor::Cyan.on_default();
const BOLD: Style = Style::new().bold();

/// The result of `check`, to be written in one of three formats.
#[derive(Debug, Clone, Copy)]
pub struct CheckReport<'a> {
    pub stale: &'a [Stale],
    /// How many files there are.
    pub checked: usize,
    /// What writes them, as the user types it: `pnpm triple-orm generate`
    pub command: &'a str,
}

impl CheckReport<'_> {
    /// That all is well; or else a list of the stale files, their diffs, and what to do.
    ///
    /// # Errors
    /// When `to` cannot be written to.
    pub fn human(&self, to: &mut impl Write) -> io::Result<()> {
        if self.stale.is_empty() {
            let are = if self.checked == 1 { "is" } else { "are" };
            return writeln!(to, "{} {are} current", files(self.checked));
        }
        writeln!(
            to,
            "{RED}error{RED:#}{BOLD}: {} of {} {} not what the schema says{BOLD:#}",
            self.stale.len(),
            files(self.checked),
            if self.stale.len() == 1 { "is" } else { "are" },
        )?;
        let names: Vec<_> = self.stale.iter().map(|it| shown(&it.path)).collect();
        let width = names.iter().map(|name| name.chars().count()).max();
        for (stale, name) in self.stale.iter().zip(&names) {
            let width = width.unwrap_or(0);
            writeln!(to, "  {name:width$}  {}", stale.state.in_words())?;
        }
        // A file that is not there at all would be shown whole.
        let is_shown = |it: &&Stale| !matches!(it.state, State::Foreign | State::Missing);
        for stale in self.stale.iter().filter(is_shown) {
            writeln!(to)?;
            stale.diff.write(to)?;
        }
        writeln!(to)?;
        if self.stale.iter().any(|it| it.state == State::Foreign) {
            help(to, FOREIGN_HELP)?;
        }
        help(to, &self.help())
    }

    fn help(&self) -> String {
        format!("run `{}` and commit the result", self.command)
    }

    /// The diffs alone, for `--diff`.
    ///
    /// # Errors
    /// When `to` cannot be written to.
    pub fn diffs(&self, to: &mut impl Write) -> io::Result<()> {
        self.stale.iter().try_for_each(|it| it.diff.write(to))
    }

    /// One annotation per stale file. `locate` gives a path as GitHub wants it:
    /// relative to the root of the repository.
    ///
    /// # Errors
    /// When `to` cannot be written to.
    pub fn github(&self, to: &mut impl Write, locate: impl Fn(&Path) -> String) -> io::Result<()> {
        for stale in self.stale {
            let help = match stale.state {
                State::Foreign => FOREIGN_HELP.to_owned(),
                State::Missing | State::Differs | State::Incomplete { .. } => self.help(),
            };
            let mut message = format!("{}; {help}", stale.state.in_words());
            for line in stale.diff.text.lines().skip(2).take(ANNOTATION_LINES) {
                message.push('\n');
                message.push_str(line);
            }
            writeln!(
                to,
                "::error file={},line={},title={}::{}",
                property(&locate(&stale.path)),
                stale.line,
                property(stale.state.title()),
                data(&message),
            )?;
        }
        Ok(())
    }

    /// One object on one line, with the diagnostics of the run.
    ///
    /// # Errors
    /// When `to` cannot be written to.
    pub fn json(&self, diagnostics: Value, to: &mut impl Write) -> io::Result<()> {
        write_json(
            to,
            &CheckJson {
                version: JSON_VERSION,
                diagnostics,
                clean: self.stale.is_empty(),
                checked: self.checked,
                stale: self.stale.iter().map(StaleJson::from).collect(),
            },
        )
    }
}

/// The result of `save`.
#[derive(Debug, Clone, Copy)]
pub struct SaveReport<'a> {
    pub saved: &'a Saved,
}

impl SaveReport<'_> {
    /// `4 files`, `4 files (3 unchanged)`
    #[must_use]
    pub fn summary(&self) -> String {
        let all = self.saved.files.len();
        let written = files(all);
        let unchanged = self
            .saved
            .files
            .iter()
            .filter(|file| file.outcome == Outcome::Unchanged)
            .count();
        match unchanged {
            0 => written,
            _ if unchanged == all => format!("{written} (unchanged)"),
            _ => format!("{written} ({unchanged} unchanged)"),
        }
    }

    /// One object on one line, with the diagnostics of the run.
    ///
    /// # Errors
    /// When `to` cannot be written to.
    pub fn json(&self, diagnostics: Value, to: &mut impl Write) -> io::Result<()> {
        let files = self.saved.files.iter().map(|file| SavedFileJson {
            path: shown(&file.path),
            outcome: match file.outcome {
                Outcome::Created => "created",
                Outcome::Updated => "updated",
                Outcome::Unchanged => "unchanged",
            },
        });
        write_json(
            to,
            &SavedJson {
                version: JSON_VERSION,
                diagnostics,
                files: files.collect(),
            },
        )
    }
}

impl State {
    /// After the name of a file: `is missing`
    fn in_words(&self) -> String {
        match self {
            Self::Missing => "is missing".to_owned(),
            Self::Differs => "differs".to_owned(),
            Self::Incomplete { missing } => {
                let missing: Vec<_> = missing.iter().map(|what| format!("`{what}`")).collect();
                format!("lacks {}", missing.join(", "))
            }
            Self::Foreign => "was not written by triple-orm".to_owned(),
        }
    }

    fn title(&self) -> &'static str {
        match self {
            Self::Missing => "triple-orm: generated file is missing",
            Self::Differs => "triple-orm: generated file is stale",
            Self::Incomplete { .. } => "triple-orm: JSON column without a schema",
            Self::Foreign => "triple-orm: file is in the way",
        }
    }

    fn key(&self) -> &'static str {
        match self {
            Self::Missing => "missing",
            Self::Differs => "differs",
            Self::Incomplete { .. } => "incomplete",
            Self::Foreign => "foreign",
        }
    }
}

impl Diff {
    fn write(&self, to: &mut impl Write) -> io::Result<()> {
        for (at, line) in self.text.lines().enumerate() {
            let style = match line.as_bytes().first() {
                _ if at < 2 => BOLD,
                Some(b'-') => RED,
                Some(b'+') => GREEN,
                Some(b'@') => CYAN,
                _ => Style::new(),
            };
            writeln!(to, "{style}{line}{style:#}")?;
        }
        if let Some(rest) = self.rest() {
            writeln!(to, "{rest}")?;
        }
        Ok(())
    }
}

fn files(number: usize) -> String {
    match number {
        1 => "1 file".to_owned(),
        _ => format!("{number} files"),
    }
}

fn help(to: &mut impl Write, line: &str) -> io::Result<()> {
    writeln!(to, "{CYAN}help{CYAN:#}: {line}")
}

#[derive(Serialize)]
struct CheckJson<'a> {
    version: u32,
    diagnostics: Value,
    clean: bool,
    checked: usize,
    stale: Vec<StaleJson<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct StaleJson<'a> {
    path: String,
    /// `missing`, `differs`, `incomplete` or `foreign`
    state: &'static str,
    line: usize,
    /// Of a file of the user's: the JSON columns without a schema.
    lacks: &'a [String],
    diff: &'a str,
    omitted_lines: usize,
}

impl<'a> From<&'a Stale> for StaleJson<'a> {
    fn from(stale: &'a Stale) -> Self {
        Self {
            path: shown(&stale.path),
            state: stale.state.key(),
            line: stale.line,
            lacks: match &stale.state {
                State::Incomplete { missing } => missing,
                State::Missing | State::Differs | State::Foreign => &[],
            },
            diff: &stale.diff.text,
            omitted_lines: stale.diff.omitted,
        }
    }
}

#[derive(Serialize)]
struct SavedJson {
    version: u32,
    diagnostics: Value,
    files: Vec<SavedFileJson>,
}

#[derive(Serialize)]
struct SavedFileJson {
    path: String,
    /// `created`, `updated` or `unchanged`
    outcome: &'static str,
}

fn write_json(to: &mut impl Write, value: &impl Serialize) -> io::Result<()> {
    serde_json::to_writer(&mut *to, value)?;
    writeln!(to)
}
