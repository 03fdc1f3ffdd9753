//! `lefthook.yml`: a command, or a job where the file has jobs.

use crate::init::edit::{Edit, line_end};
use crate::init::yaml::{Lines, Search, insert, scalar};

/// Adds our command to `pre-commit`.
pub fn add(text: &str, command: &str) -> Edit {
    if text.contains(crate::init::CHECK) {
        return Edit::InPlace;
    }
    let run = scalar(command);
    let whole = format!("pre-commit:\n  commands:\n    triple-orm:\n      run: {run}\n");
    let lines = Lines::of(text);
    if !lines.is_plain() {
        return Edit::left("is written in a form that is not edited", whole);
    }
    let hook = match lines.find("pre-commit", 0, lines.all()) {
        Search::Odd => return Edit::left("is written in a form that is not edited", whole),
        Search::Absent => return Edit::Changed(appended(text, &whole)),
        Search::Found(hook) => hook,
    };
    let Some((_, indent)) = hook.first else {
        let commands = format!("commands:\n  triple-orm:\n    run: {run}\n");
        return Edit::Changed(insert(&lines, hook.key + 1, 2, &commands));
    };
    let commands = lines.find("commands", indent, hook.body.clone());
    let jobs = lines.find("jobs", indent, hook.body.clone());
    match (commands, jobs) {
        (Search::Found(commands), _) => {
            let (at, indent) = commands.first.unwrap_or((commands.key + 1, indent + 2));
            Edit::Changed(insert(
                &lines,
                at,
                indent,
                &format!("triple-orm:\n  run: {run}\n"),
            ))
        }
        (Search::Absent, Search::Found(jobs)) => match jobs.first {
            Some((at, indent)) if lines.line(at).trim_start().starts_with("- ") => {
                Edit::Changed(insert(
                    &lines,
                    at,
                    indent,
                    &format!("- name: triple-orm\n  run: {run}\n"),
                ))
            }
            _ => Edit::left("has jobs in a form that is not edited", whole),
        },
        (Search::Absent, Search::Absent) => {
            let commands = format!("commands:\n  triple-orm:\n    run: {run}\n");
            Edit::Changed(insert(&lines, hook.key + 1, indent, &commands))
        }
        (Search::Odd, _) | (_, Search::Odd) => {
            Edit::left("has commands in a form that is not edited", whole)
        }
    }
}

fn appended(text: &str, whole: &str) -> String {
    let end = line_end(text);
    let mut new = text.to_owned();
    if !new.is_empty() {
        if !new.ends_with('\n') {
            new.push_str(end);
        }
        new.push_str(end);
    }
    new.push_str(&whole.replace('\n', end));
    new
}
