//! A hook that is a shell script: husky's, or git's own.

use crate::init::edit::{Edit, line_end};

const BEGIN: &str = "# triple-orm: the generated files must be what the schema says";
const END: &str = "# triple-orm: end";

/// The first lines of a new script.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Start {
    /// husky 9 runs the lines as they are.
    Bare,
    /// husky 4 to 8 have a file of their own to be read first.
    HuskyFile,
    /// git starts the file.
    Shebang,
}

impl Start {
    fn text(self) -> &'static str {
        match self {
            Self::Bare => "",
            Self::HuskyFile => "#!/usr/bin/env sh\n. \"$(dirname -- \"$0\")/_/husky.sh\"\n\n",
            Self::Shebang => "#!/bin/sh\n\n",
        }
    }
}

/// Adds our command at the end, where everything that the script sets up holds.
/// The status of the command that was the last one still counts.
pub fn add(text: Option<&str>, command: &str, start: Start) -> Edit {
    let Some(text) = text else {
        return Edit::Changed(format!("{}{}", start.text(), block(command, false)));
    };
    let runs = |line: &&str| !line.trim().is_empty() && !line.trim_start().starts_with('#');
    if text
        .lines()
        .filter(runs)
        .any(|line| line.contains(super::super::CHECK) || line.contains("check-triple-orm"))
    {
        return Edit::InPlace;
    }
    let lines = format!("{command} || exit 1\n");
    if !is_shell(text) {
        return Edit::left("is not a shell script", lines);
    }
    let end = line_end(text);
    let last = text
        .split_inclusive('\n')
        .scan(0, |at, line| {
            let start = *at;
            *at += line.len();
            Some((start, line))
        })
        .filter(|(_, line)| runs(line))
        .last();
    let (at, guarded) = match last {
        None => (text.len(), false),
        Some((at, line)) => match Leave::of(line) {
            Leave::No => (text.len(), true),
            Leave::Always => (at, false),
            Leave::WithStatus => return Edit::left("ends with the status of a command", lines),
        },
    };
    let (before, after) = text.split_at(at);
    let mut new = before.to_owned();
    if !before.is_empty() {
        if !before.ends_with('\n') {
            new.push_str(end);
        }
        if !new.ends_with(&format!("{end}{end}")) {
            new.push_str(end);
        }
    }
    new.push_str(&block(command, guarded).replace('\n', end));
    if !after.is_empty() {
        new.push_str(end);
        new.push_str(after);
    }
    Edit::Changed(new)
}

fn block(command: &str, guarded: bool) -> String {
    let guard = if guarded {
        "test $? -eq 0 || exit 1\n"
    } else {
        ""
    };
    format!("{BEGIN}\n{guard}{command} || exit 1\n{END}\n")
}

/// Whether the last line of a script leaves it, so that nothing after it runs.
enum Leave {
    No,
    /// Whatever was before: `exit 0`, `exec npm test`
    Always,
    /// With the status of what was before: `exit $?`
    WithStatus,
}

impl Leave {
    fn of(line: &str) -> Self {
        let mut words = line.split_whitespace();
        match (words.next(), words.next()) {
            (Some("exec"), Some(_)) => Self::Always,
            (Some("exit"), Some(status)) if status != "$?" => Self::Always,
            (Some("exit"), _) => Self::WithStatus,
            _ => Self::No,
        }
    }
}

fn is_shell(text: &str) -> bool {
    let Some(program) = text.lines().next().and_then(|line| line.strip_prefix("#!")) else {
        return !text.contains('\0');
    };
    ["sh", "bash", "dash", "zsh", "ksh", "ash"]
        .iter()
        .any(|shell| {
            program
                .split([' ', '/'])
                .any(|word| word.trim_end() == *shell)
        })
}
