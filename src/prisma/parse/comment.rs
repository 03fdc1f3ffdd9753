//! Comments, and which of them are documentation.

use std::borrow::Cow;

use super::{Parser, cursor::line_end};

/// Documentation: what its comments say, joined by line breaks.
pub(super) type Doc<'s> = Option<Cow<'s, str>>;

/// A comment that was read.
pub(super) struct Comment<'s> {
    /// What it says, when it is documentation: the text behind `///`, or between
    /// `/*` and `*/`. As in Prisma, white space goes at the start of the one
    /// kind, and at both ends of the other.
    text: Option<&'s str>,
}

impl<'s> Parser<'s, '_> {
    /// Comments that follow one another without a blank line. `None`: there is
    /// no comment, or it is never closed.
    pub(super) fn comments(&mut self) -> Option<Doc<'s>> {
        let mut doc = self.comment()?.append_to(None);
        loop {
            self.cursor.eat_line_break();
            let behind = self.cursor.at;
            self.cursor.skip_space();
            let Some(comment) = self.comment() else {
                self.cursor.at = behind;
                return Some(doc);
            };
            doc = comment.append_to(doc);
        }
    }

    /// One comment; the end of the line behind it is left.
    pub(super) fn comment(&mut self) -> Option<Comment<'s>> {
        if self.cursor.peek() != Some(b'/') {
            return None;
        }
        let rest = self.cursor.rest();
        let (length, text) = if let Some(inner) = rest.strip_prefix("/*") {
            if self.comment_is_open {
                return None;
            }
            let end = inner.find("*/");
            self.comment_is_open = end.is_none();
            let length = end?;
            (length + 4, Some(inner[..length].trim()))
        } else if let Some(inner) = rest.strip_prefix("///") {
            let length = line_end(inner, 0);
            (length + 3, Some(inner[..length].trim_start()))
        } else if rest.starts_with("//") {
            (line_end(rest, 0), None)
        } else {
            return None;
        };
        self.cursor.at += length;
        Some(Comment { text })
    }
}

impl<'s> Comment<'s> {
    pub(super) fn append_to(self, doc: Doc<'s>) -> Doc<'s> {
        match (doc, self.text) {
            (doc, None) => doc,
            (None, Some(line)) => Some(Cow::Borrowed(line)),
            (Some(doc), Some(line)) => {
                let mut doc = doc.into_owned();
                doc.push('\n');
                doc.push_str(line);
                Some(Cow::Owned(doc))
            }
        }
    }
}
