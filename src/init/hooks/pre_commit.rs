//! `.pre-commit-config.yaml`: a local hook, so that the project's own version
//! of triple-orm decides.

use crate::init::edit::Edit;
use crate::init::yaml::{Lines, Search, insert, scalar};

/// Adds our hook before the other ones. `command` is no shell line: pre-commit
/// starts a program.
pub fn add(text: &str, command: &str) -> Edit {
    if text.contains(crate::init::CHECK) || text.contains("triple-orm-check") {
        return Edit::InPlace;
    }
    let item = format!(
        "- repo: local\n  hooks:\n    - id: triple-orm\n      name: triple-orm\n      entry: {}\n      \
         language: system\n      pass_filenames: false\n      always_run: true\n",
        scalar(command)
    );
    let lines = Lines::of(text);
    let found = if lines.is_plain() {
        lines.find("repos", 0, lines.all())
    } else {
        Search::Odd
    };
    match found {
        Search::Found(repos) => match repos.first {
            Some((at, indent)) if lines.line(at).trim_start().starts_with("- ") => {
                Edit::Changed(insert(&lines, at, indent, &item))
            }
            Some(_) => Edit::left("has repos in a form that is not edited", item),
            None => Edit::Changed(insert(&lines, repos.key + 1, 2, &item)),
        },
        Search::Absent => Edit::left("has no `repos`", item),
        Search::Odd => Edit::left("is written in a form that is not edited", item),
    }
}
