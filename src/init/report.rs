//! The plan as a person reads it.

use std::io::{self, Write};
use std::path::Path;

use anstyle::{AnsiColor, Style};
use similar::{ChangeTag, TextDiff};

use crate::init::edit::{DraftFile, Edit};
use crate::init::plan::{Plan, Step};
use crate::init::surroundings::Surroundings;
use crate::init::takeover::Takeover;
use crate::init::versions::{Misfit, NEEDS, install_commands};
use crate::path::relative_to;
use crate::source::Version;

const RED: Style = AnsiColor::Red.on_default();
const GREEN: Style = AnsiColor::Green.on_default();
const YELLOW: Style = AnsiColor::Yellow.on_default();
const CYAN: Style = AnsiColor::Cyan.on_default();
const BOLD: Style = Style::new().bold();
const DIM: Style = Style::new().dimmed();

/// How many names a line lists.
const LISTED: usize = 6;

/// A plan and where it is to happen.
#[derive(Debug)]
pub struct Report<'a> {
    pub around: &'a Surroundings,
    pub plan: &'a Plan,
    /// As the user sees it.
    pub schema: &'a str,
    pub tables: usize,
    pub enums: usize,
}

impl Report<'_> {
    /// What was found, and what would be written.
    ///
    /// # Errors
    /// When `to` cannot be written to.
    pub fn plan(&self, to: &mut impl Write) -> io::Result<()> {
        self.found(to)?;
        if let Some(takeover) = &self.plan.takeover {
            self.takeover(takeover, to)?;
        }
        writeln!(to)?;
        for file in &self.plan.draft.files {
            self.file(file, to)?;
        }
        self.steps(to)
    }

    /// What is in place, and what is left to the user.
    fn steps(&self, to: &mut impl Write) -> io::Result<()> {
        let mut in_place = Vec::new();
        for step in &self.plan.steps {
            let place = step.path.as_ref().map(|path| self.around.shown(path));
            let place = place.unwrap_or_default();
            let what = step.what;
            match &step.edit {
                Edit::Changed(_) => {}
                Edit::InPlace if in_place.contains(&&step.path) => {}
                Edit::InPlace => {
                    in_place.push(&step.path);
                    writeln!(to, "{GREEN}in place{GREEN:#} {place} {DIM}({what}){DIM:#}")?;
                }
                Edit::Left { why, lines } => {
                    let gap = if place.is_empty() { "" } else { " " };
                    let add = if lines.is_empty() {
                        ""
                    } else {
                        "; to be added by hand:"
                    };
                    writeln!(
                        to,
                        "{YELLOW}left{YELLOW:#}     {place}{gap}{DIM}({what}){DIM:#} {why}{add}"
                    )?;
                    for line in lines.lines() {
                        writeln!(to, "   {line}")?;
                    }
                }
            }
        }
        Ok(())
    }

    fn found(&self, to: &mut impl Write) -> io::Result<()> {
        let counts = format!(
            "{}, {}",
            count(self.tables, "table"),
            count(self.enums, "enum")
        );
        line(to, "schema", &format!("{} ({counts})", self.schema))?;
        let home = self.around.shown(&self.around.home);
        line(to, "package", &format!("{home} ({})", self.around.manager))?;
        let mut versions = Vec::new();
        for (need, version, misfit) in &self.plan.packages {
            let name = need.package;
            let version = match version {
                Version::Absent => String::new(),
                Version::Named(version) => format!(" {version}"),
            };
            versions.push(match misfit {
                None => format!("{name}{version}"),
                Some(misfit) => format!("{name}{version} {RED}{}{RED:#}", in_words(*misfit)),
            });
        }
        line(to, "uses", &versions.join(", "))?;
        if self.plan.targets.len() < NEEDS.len() {
            line(to, "targets", &self.plan.targets.join(", "))?;
        }
        Ok(())
    }

    fn takeover(&self, takeover: &Takeover, to: &mut impl Write) -> io::Result<()> {
        let files: Vec<_> = takeover
            .files
            .iter()
            .map(|path| self.around.shown(path))
            .collect();
        line(to, "by hand", &listed(&files))?;
        let kept = takeover.kept;
        let all = kept + takeover.unknown.len();
        line(
            to,
            "",
            &format!("{kept} of its {all} tables and enums are in the schema"),
        )?;
        if !takeover.unknown.is_empty() {
            let names = listed(&takeover.unknown);
            line(to, "", &format!("not in the schema: {names}"))?;
        }
        if !takeover.lost.is_empty() {
            let names = listed(&takeover.lost);
            line(to, "", &format!("will not be exported: {names}"))?;
        }
        Ok(())
    }

    fn file(&self, file: &DraftFile, to: &mut impl Write) -> io::Result<()> {
        let name = self.around.shown(&file.path);
        let Some(before) = &file.before else {
            writeln!(to, "{BOLD}create   {name}{BOLD:#}")?;
            for line in file.text.lines() {
                writeln!(to, "  {GREEN}+{line}{GREEN:#}")?;
            }
            return Ok(());
        };
        writeln!(to, "{BOLD}change   {name}{BOLD:#}")?;
        let before = String::from_utf8_lossy(before);
        let diff = TextDiff::from_lines(before.as_ref(), &file.text);
        for hunk in diff.unified_diff().context_radius(1).iter_hunks() {
            for change in hunk.iter_changes() {
                let (sign, style) = match change.tag() {
                    ChangeTag::Equal => (' ', Style::new()),
                    ChangeTag::Delete => ('-', RED),
                    ChangeTag::Insert => ('+', GREEN),
                };
                let line = change.value().trim_end_matches(['\r', '\n']);
                writeln!(to, "  {style}{sign}{line}{style:#}")?;
            }
        }
        Ok(())
    }

    /// The commands that come next, each on a line.
    ///
    /// # Errors
    /// When `to` cannot be written to.
    pub fn next(&self, to: &mut impl Write) -> io::Result<()> {
        let manager = self.around.manager;
        let wrong: Vec<_> = self
            .plan
            .packages
            .iter()
            .filter(|(_, _, misfit)| misfit.is_some())
            .map(|(need, _, _)| *need)
            .collect();
        let mut commands = Vec::new();
        commands.extend(self.plan.steps.iter().filter_map(|step| step.then.clone()));
        commands.extend(
            self.around
                .seen(&self.around.cwd)
                .map(|it| format!("cd {it}")),
        );
        commands.extend(install_commands(manager, &wrong));
        let from_home = |path: &Path| crate::path::shown(&relative_to(&self.around.home, path));
        let takeover = self.plan.takeover.as_ref();
        if let Some(path) = takeover.and_then(|it| it.in_the_way.as_deref()) {
            commands.push(format!("{} generate --diff", manager.exec()));
            commands.push(format!("rm {}", from_home(path)));
        }
        let is_script =
            |step: &Step| step.what == "script" && !matches!(step.edit, Edit::Left { .. });
        commands.push(if self.plan.steps.iter().any(is_script) {
            format!("{} sync-triple-orm", manager.run())
        } else {
            format!("{} generate", manager.exec())
        });
        if let Some(it) = takeover.filter(|it| it.in_the_way.is_none()) {
            let [old, new] = [&it.files[0], &it.ours].map(|path| from_home(path));
            commands.push(format!("git diff --no-index {old} {new}"));
        }
        writeln!(to, "{CYAN}next{CYAN:#}")?;
        for command in commands {
            writeln!(to, "  {command}")?;
        }
        Ok(())
    }
}

fn in_words(misfit: Misfit) -> &'static str {
    match misfit {
        Misfit::Missing => "missing",
        Misfit::TooOld => "too old",
        Misfit::TooNew => "too new",
    }
}

fn line(to: &mut impl Write, name: &str, text: &str) -> io::Result<()> {
    writeln!(to, "{DIM}{name:8}{DIM:#} {text}")
}

fn listed(names: &[String]) -> String {
    let mut shown: Vec<_> = names.iter().take(LISTED).cloned().collect();
    if names.len() > LISTED {
        shown.push(format!("{} more", names.len() - LISTED));
    }
    shown.join(", ")
}

fn count(number: usize, noun: &str) -> String {
    match number {
        1 => format!("1 {noun}"),
        _ => format!("{number} {noun}s"),
    }
}
