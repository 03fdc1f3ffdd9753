//! Comparing a tree with what is on the disk, by meaning: a file that a
//! formatter laid out anew is current.

use std::borrow::Cow;
use std::path::{Path, PathBuf};

use crate::output::survey::{Place, survey};
use crate::output::{Diff, OutputError, Ownership, Tree};

/// A file that is not what the schema says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stale {
    pub path: PathBuf,
    pub state: State,
    /// From what is there to what the schema says.
    pub diff: Diff,
    /// The first line of the file on the disk that differs, counted from 1.
    pub line: usize,
}

/// In which way a file is not current.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum State {
    /// There is no such file.
    Missing,
    /// It says something else.
    Differs,
    /// A file of the user's lacks these: `User.profile`
    Incomplete { missing: Vec<String> },
    /// We did not write it, and would refuse to replace it.
    Foreign,
}

impl Tree {
    /// Lists every file that is not current.
    ///
    /// `same_meaning` compares two texts that differ; `normalise` gives a text
    /// our layout (or `None`, where it cannot), so that the diff of a file which
    /// is both reformatted and stale shows only what is stale.
    ///
    /// # Errors
    /// When something that is no file is in the way, or a file cannot be read.
    pub fn check(
        &self,
        out: &Path,
        same_meaning: impl Fn(&str, &str) -> bool,
        normalise: impl Fn(&str) -> Option<String>,
    ) -> Result<Vec<Stale>, OutputError> {
        let stale = survey(self, out)?
            .into_iter()
            .filter(|place| !place.is_current())
            .filter_map(|place| compare(place, &same_meaning, &normalise))
            .collect();
        Ok(stale)
    }
}

/// `None`: the bytes differ, the meaning does not.
fn compare(
    place: Place,
    same_meaning: impl Fn(&str, &str) -> bool,
    normalise: impl Fn(&str) -> Option<String>,
) -> Option<Stale> {
    let foreign = place.is_foreign();
    let wanted = String::from_utf8_lossy(&place.wanted);
    let Some(existing) = &place.existing else {
        return Some(Stale {
            diff: Diff::of_new_file(&place.path, &wanted),
            path: place.path,
            state: State::Missing,
            line: 1,
        });
    };
    let existing = with_line_feeds(existing);
    let (state, shown) = match &place.file.ownership {
        Ownership::User { additions } => {
            let missing = additions.iter().map(|it| it.what.clone()).collect();
            (State::Incomplete { missing }, existing.clone())
        }
        Ownership::Generated if !foreign && same_meaning(&existing, &wanted) => return None,
        Ownership::Generated => {
            let state = if foreign {
                State::Foreign
            } else {
                State::Differs
            };
            let normal = normalise(&existing).filter(|normal| *normal != wanted);
            (state, normal.map_or_else(|| existing.clone(), Cow::Owned))
        }
    };
    let diff = Diff::between(&place.path, &shown, &with_line_feeds(&place.wanted));
    Some(Stale {
        line: line_in(&existing, &shown, diff.line),
        path: place.path,
        state,
        diff,
    })
}

fn with_line_feeds(bytes: &[u8]) -> Cow<'_, str> {
    let text = String::from_utf8_lossy(bytes);
    if text.contains("\r\n") {
        Cow::Owned(text.replace("\r\n", "\n"))
    } else {
        text
    }
}

/// A line of `shown` as a line of `existing`, which may be laid out in another
/// way: the line with the same words, else the place where the two part.
fn line_in(existing: &str, shown: &str, line: usize) -> usize {
    if existing == shown {
        return line;
    }
    let words = shown.lines().nth(line - 1).map_or("", str::trim);
    let same_words = existing
        .lines()
        .position(|candidate| candidate.trim() == words);
    let parting = || {
        existing
            .lines()
            .zip(shown.lines())
            .take_while(|(a, b)| a == b)
            .count()
    };
    let last = existing.lines().count().max(1);
    (same_words.unwrap_or_else(parting) + 1).min(last)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_found_in_another_layout() {
        let shown = "a;\nb;\nc;\n";
        assert_eq!(line_in(shown, shown, 2), 2);
        assert_eq!(line_in("\n\na;\n\nb;\n", shown, 2), 5);
        assert_eq!(line_in("a; b; c;\n", shown, 2), 1);
        assert_eq!(line_in("", shown, 1), 1);
    }
}
