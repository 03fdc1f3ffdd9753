//! Comments, placed as prettier places them: before what they stand above, after what they
//! follow on a line.

use std::ops::Range;

use oxc_ast::ast::Comment;
use oxc_span::Span;

use super::doc::{BREAK_PARENT, Doc, EMPTY, HARDLINE, LINE, LITERAL_LINE, seq};
use super::printer::Printer;

/// The surroundings of an item in a list: comments may stand there.
#[derive(Clone, Copy)]
pub struct Gaps {
    /// Where the item before it ends, or the list starts.
    pub from: u32,
    /// Whether an item comes before it.
    pub follows: bool,
    /// Where the item after it starts, or the list ends.
    pub until: u32,
    /// Whether an item comes after it.
    pub leads: bool,
}

impl Gaps {
    /// The surroundings of the item at `index` of a list that opens and closes at `outer`.
    pub fn of<T>(items: &[T], index: usize, outer: Span, span: impl Fn(&T) -> Span) -> Gaps {
        Gaps {
            from: match index {
                0 => outer.start,
                _ => span(&items[index - 1]).end,
            },
            follows: index > 0,
            until: items
                .get(index + 1)
                .map_or(outer.end, |next| span(next).start),
            leads: index + 1 < items.len(),
        }
    }
}

impl<'a> Printer<'a> {
    /// The indices of the comments that start between two positions.
    pub fn comment_range(&self, start: u32, end: u32) -> Range<usize> {
        let first = self.comments.partition_point(|c| c.span.start < start);
        let count = self.comments[first..].partition_point(|c| c.span.start < end);
        first..first + count
    }

    pub fn has_comments(&self, start: u32, end: u32) -> bool {
        !self.comments.is_empty() && !self.comment_range(start, end).is_empty()
    }

    /// An item of a list with the comments around it.
    pub fn with_comments(&self, span: Span, gaps: Gaps, doc: Doc<'a>) -> Doc<'a> {
        if self.comments.is_empty() {
            return doc;
        }
        let leading = self.leading_comments(gaps.from, gaps.follows, span.start);
        let trailing = self.trailing_comments(span.end, gaps.until, gaps.leads);
        match (leading.is_empty(), trailing.is_empty()) {
            (true, true) => doc,
            (false, true) => seq!(self; leading, doc),
            (true, false) => seq!(self; doc, trailing),
            (false, false) => seq!(self; leading, doc, trailing),
        }
    }

    /// The comments before an item, each with what separates it from the next.
    pub fn leading_comments(&self, from: u32, follows: bool, start: u32) -> Doc<'a> {
        let mut docs = Vec::new();
        for index in self.comment_range(from, start) {
            let comment = &self.comments[index];
            if follows && self.trails(comment, start) {
                continue;
            }
            docs.push(self.comment(index));
            let newline = self.newline_after(comment.span.end);
            docs.push(match comment.is_block() {
                true if !newline => Doc::from(" "),
                true if !self.newline_before(comment.span.start) => LINE,
                _ => HARDLINE,
            });
            if newline && self.blank_line_after(comment.span.end) {
                docs.push(HARDLINE);
            }
        }
        self.concat(&docs)
    }

    /// The comments after an item, up to the start of the next one or the end of the list.
    pub fn trailing_comments(&self, end: u32, until: u32, leads: bool) -> Doc<'a> {
        let mut docs = Vec::new();
        let mut waits = false;
        for index in self.comment_range(end, until) {
            let comment = &self.comments[index];
            if leads && !self.trails(comment, until) {
                break;
            }
            let printed = self.comment(index);
            if self.newline_before(comment.span.start) || (waits && !comment.is_block()) {
                let blank = self.blank_line_before(comment.span.start);
                let blank = if blank { HARDLINE } else { EMPTY };
                docs.push(self.line_suffix(seq!(self; HARDLINE, blank, printed)));
                waits = true;
            } else if comment.is_line() || waits {
                docs.push(self.line_suffix(seq!(self; " ", printed)));
                docs.push(BREAK_PARENT);
                waits = true;
            } else {
                docs.push(seq!(self; " ", printed));
            }
        }
        self.concat(&docs)
    }

    /// The comments of a list without items.
    pub fn dangling_comments(&self, span: Span) -> Doc<'a> {
        let mut docs = Vec::new();
        for index in self.comment_range(span.start, span.end) {
            if !docs.is_empty() {
                docs.push(HARDLINE);
                if self.blank_line_before(self.comments[index].span.start) {
                    docs.push(HARDLINE);
                }
            }
            docs.push(self.comment(index));
        }
        self.concat(&docs)
    }

    /// Whether a comment between two items belongs to the one before it.
    fn trails(&self, comment: &Comment, next: u32) -> bool {
        if self.newline_before(comment.span.start) {
            return false;
        }
        let mut end = comment.span.end;
        while let Some(another) = self.comment_after(end) {
            end = another.span.end;
        }
        self.newline_after(end) || self.next_token(comment.span.end) < next
    }

    /// The comment that follows with nothing but spaces before it.
    fn comment_after(&self, end: u32) -> Option<&'a Comment> {
        let index = self
            .comments
            .partition_point(|comment| comment.span.start < end);
        let comment = self.comments.get(index)?;
        let between = self.slice(Span::new(end, comment.span.start));
        between
            .bytes()
            .all(|byte| matches!(byte, b' ' | b'\t'))
            .then_some(comment)
    }

    fn comment(&self, index: usize) -> Doc<'a> {
        self.printed[index].set(true);
        let comment = &self.comments[index];
        let text = self.slice(comment.span).trim_end();
        if self.plain {
            return self.string(&words(text));
        }
        if !comment.is_multiline_block() {
            return Doc::from(text);
        }
        let starred = |line: &str| line.trim_start().starts_with('*');
        if !text.lines().skip(1).all(starred) {
            return self.lines(text);
        }
        let jsdoc = text.starts_with("/**") && !text.starts_with("/***");
        let mut docs = Vec::new();
        let mut spaced = false;
        for (index, line) in text.split('\n').enumerate() {
            if index == 0 {
                docs.push(Doc::from(line.trim_end()));
                continue;
            }
            docs.push(if spaced { LITERAL_LINE } else { HARDLINE });
            docs.extend([Doc::from(" "), Doc::from(line.trim())]);
            // Two spaces at the end of a line are Markdown's line break.
            spaced = jsdoc && line.ends_with("  ") && line.trim() != "*";
            if spaced {
                docs.push(Doc::from("  "));
            }
        }
        self.concat(&docs)
    }
}

/// The words of a comment, without what marks it as one line by line; nothing if it only speaks
/// to a tool.
fn words(comment: &str) -> String {
    const TOOLS: [&str; 5] = ["eslint-", "biome-", "prettier-", "oxlint-", "@ts-"];
    let text = match comment.strip_prefix("//") {
        Some(text) => text,
        None => comment.trim_start_matches("/*").trim_end_matches("*/"),
    };
    let words: Vec<_> = text
        .lines()
        .flat_map(|line| line.trim_start().trim_start_matches('*').split_whitespace())
        .collect();
    match words.first() {
        Some(first) if TOOLS.iter().any(|tool| first.starts_with(tool)) => String::new(),
        Some(_) => format!("/*{}*/", words.join(" ")),
        None => String::new(),
    }
}
