//! Lines of a YAML file of the user's, looked at without being written anew: a
//! block mapping or a block sequence under a key is found by its indentation.
//! What is written in any other way is not understood, and said so.

use std::ops::Range;

/// What is known of a key.
#[derive(Debug, PartialEq, Eq)]
pub enum Search {
    Absent,
    /// It is there, in a form that we do not edit.
    Odd,
    Found(Block),
}

/// `key:` and the lines that belong to it.
#[derive(Debug, PartialEq, Eq)]
pub struct Block {
    /// The line of the key.
    pub key: usize,
    /// The first line below it that is no comment, and its indentation.
    pub first: Option<(usize, usize)>,
    /// The lines below the key.
    pub body: Range<usize>,
}

/// A text by its lines.
#[derive(Debug)]
pub struct Lines<'t> {
    text: &'t str,
    lines: Vec<&'t str>,
}

impl<'t> Lines<'t> {
    #[must_use]
    pub fn of(text: &'t str) -> Self {
        Self {
            text,
            lines: text.lines().collect(),
        }
    }

    #[must_use]
    pub fn text(&self) -> &'t str {
        self.text
    }

    #[must_use]
    pub fn all(&self) -> Range<usize> {
        0..self.lines.len()
    }

    #[must_use]
    pub fn line(&self, at: usize) -> &'t str {
        self.lines[at]
    }

    /// Whether the file is one document, a block mapping, and indented with
    /// spaces.
    #[must_use]
    pub fn is_plain(&self) -> bool {
        let mut significant = self
            .lines
            .iter()
            .filter(|line| !is_blank(line))
            .skip_while(|line| line.trim_end() == "---")
            .peekable();
        let starts_plain = significant
            .peek()
            .is_none_or(|line| !line.starts_with(['{', '[', '%', ' ', '-']));
        starts_plain
            && significant.all(|line| {
                let indent = &line[..line.len() - line.trim_start().len()];
                !indent.contains('\t') && !line.starts_with("---") && !line.starts_with("...")
            })
    }

    /// Looks for `key:` among the lines with this indentation.
    #[must_use]
    pub fn find(&self, key: &str, indent: usize, within: Range<usize>) -> Search {
        for at in within.clone() {
            let line = self.lines[at];
            if is_blank(line) || indent_of(line) != indent {
                continue;
            }
            let words = line.trim_start();
            if words.starts_with(&format!("\"{key}\"")) || words.starts_with(&format!("'{key}'")) {
                return Search::Odd;
            }
            let Some(rest) = words
                .strip_prefix(key)
                .and_then(|rest| rest.trim_start().strip_prefix(':'))
            else {
                continue;
            };
            if !is_blank(rest) {
                return Search::Odd;
            }
            return Search::Found(self.block(at, indent, within.end));
        }
        Search::Absent
    }

    fn block(&self, key: usize, indent: usize, end: usize) -> Block {
        let is_inside = |line: &str| {
            let deep = indent_of(line);
            deep > indent || deep == indent && line.trim_start().starts_with("- ")
        };
        let mut block = Block {
            key,
            first: None,
            body: key + 1..key + 1,
        };
        for at in key + 1..end {
            let line = self.lines[at];
            if is_blank(line) {
                continue;
            }
            if !is_inside(line) {
                break;
            }
            block.first = block.first.or(Some((at, indent_of(line))));
            block.body.end = at + 1;
        }
        block
    }
}

fn is_blank(line: &str) -> bool {
    let line = line.trim();
    line.is_empty() || line.starts_with('#')
}

fn indent_of(line: &str) -> usize {
    line.len() - line.trim_start().len()
}
