//! A unified diff of two texts, bounded in length and in time.

use std::fmt::Write;
use std::path::Path;
use std::time::Duration;

use similar::{ChangeTag, TextDiff};

use crate::path::shown;

/// Lines around a change.
const CONTEXT: usize = 3;
/// Lines that are shown of one file; the rest is counted.
const MOST_LINES: usize = 200;
/// After this the diff is no longer the shortest one, but it is there.
const MOST_TIME: Duration = Duration::from_millis(250);

/// What changes from one text to another.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Diff {
    /// The unified diff, with its `---` and `+++`, without what is omitted.
    pub text: String,
    /// The first line of the old text that changes, counted from 1.
    pub line: usize,
    /// How many more lines differ than the text shows.
    pub omitted: usize,
}

impl Diff {
    pub(super) fn between(path: &Path, old: &str, new: &str) -> Self {
        let name = shown(path);
        let mut shown = Shown::with_header(&format!("{name} (committed)"), &name);
        let lines = TextDiff::configure()
            .timeout(MOST_TIME)
            .diff_lines(old, new);
        let mut first = None;
        for hunk in lines.unified_diff().context_radius(CONTEXT).iter_hunks() {
            shown.hunk(&hunk.header().to_string());
            let mut old_line = None;
            for change in hunk.iter_changes() {
                old_line = change.old_index().or(old_line);
                if change.tag() != ChangeTag::Equal {
                    // An insertion is at the line before it: that one exists.
                    first = first.or(Some(old_line.map_or(1, |line| line + 1)));
                }
                shown.line(change.tag(), change.value());
            }
        }
        shown.finish(first.unwrap_or(1))
    }

    pub(super) fn of_new_file(path: &Path, new: &str) -> Self {
        let mut shown = Shown::with_header("/dev/null", &shown(path));
        shown.hunk(&format!("@@ -0,0 +1,{} @@", new.lines().count()));
        for line in new.split_inclusive('\n') {
            shown.line(ChangeTag::Insert, line);
        }
        shown.finish(1)
    }

    /// `… and 12 more lines that differ`, or nothing.
    #[must_use]
    pub fn rest(&self) -> Option<String> {
        match self.omitted {
            0 => None,
            1 => Some("… and 1 more line that differs".to_owned()),
            many => Some(format!("… and {many} more lines that differ")),
        }
    }
}

/// The diff as it grows, up to its bound.
struct Shown {
    text: String,
    lines: usize,
    omitted: usize,
}

impl Shown {
    fn with_header(old: &str, new: &str) -> Self {
        Self {
            text: format!("--- {old}\n+++ {new} (from the schema)\n"),
            lines: 0,
            omitted: 0,
        }
    }

    fn hunk(&mut self, header: &str) {
        if self.lines < MOST_LINES {
            self.text.push_str(header);
            self.text.push('\n');
        }
    }

    fn line(&mut self, tag: ChangeTag, line: &str) {
        self.lines += 1;
        if self.lines > MOST_LINES {
            self.omitted += usize::from(tag != ChangeTag::Equal);
            return;
        }
        self.text.push_str(match tag {
            ChangeTag::Equal => " ",
            ChangeTag::Delete => "-",
            ChangeTag::Insert => "+",
        });
        match line.strip_suffix('\n') {
            Some(line) => self.text.push_str(line),
            None => {
                let _ = write!(self.text, "{line}\n\\ No newline at end of file");
            }
        }
        self.text.push('\n');
    }

    fn finish(self, line: usize) -> Diff {
        Diff {
            text: self.text,
            line,
            omitted: self.omitted,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Instant;

    fn between(old: &str, new: &str) -> Diff {
        Diff::between(Path::new("a.ts"), old, new)
    }

    #[test]
    fn a_change_is_shown_with_its_surroundings() {
        let diff = between("1\n2\n3\n4\n5\n6\n", "1\n2\n3\n4\nfive\n6\n");
        assert_eq!(
            diff.text,
            "--- a.ts (committed)\n+++ a.ts (from the schema)\n@@ -2,5 +2,5 @@\n 2\n 3\n 4\n-5\n+five\n 6\n"
        );
        assert_eq!(diff.line, 5);
    }

    #[test]
    fn an_insertion_is_at_the_line_before_it() {
        assert_eq!(between("1\n2\n", "1\n2\n3\n").line, 2);
        assert_eq!(between("1\n", "0\n1\n").line, 1);
        assert_eq!(between("", "0\n").line, 1);
    }

    #[test]
    fn a_long_diff_is_cut_and_its_rest_counted() {
        let new = "line\n".repeat(1000);
        let diff = Diff::of_new_file(Path::new("a.ts"), &new);
        assert_eq!(diff.text.lines().count(), 3 + MOST_LINES);
        assert_eq!(
            diff.rest().as_deref(),
            Some("… and 800 more lines that differ")
        );
    }

    fn numbered(word: &str) -> String {
        let mut text = String::new();
        for n in 0..200_000 {
            let _ = writeln!(text, "{word} {n}");
        }
        text
    }

    #[test]
    fn two_large_texts_without_anything_in_common_take_no_seconds() {
        let old = numbered("old");
        let new = numbered("new");
        let start = Instant::now();
        between(&old, &new);
        assert!(
            start.elapsed() < Duration::from_secs(5),
            "{:?}",
            start.elapsed()
        );
    }
}
