//! Documentation: which comments are, and how their lines are joined.

use std::borrow::Cow;

use super::{Pair, Rule};

/// What a comment says, when it is documentation: the text behind `///`, or
/// between `/*` and `*/`. As in Prisma, white space goes at the start of a line
/// comment, and at both ends of the other kind.
fn text<'s>(comment: &Pair<'s>) -> Option<&'s str> {
    let text = comment.as_str();
    match comment.as_rule() {
        Rule::doc => Some(text[3..].trim_start()),
        Rule::remark => Some(text[2..text.len() - 2].trim()),
        _ => None,
    }
}

/// Appends a line.
fn append<'s>(doc: Option<Cow<'s, str>>, line: Option<&'s str>) -> Option<Cow<'s, str>> {
    match (doc, line) {
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

/// The documentation in comments that follow one another without a blank line.
pub(super) fn block<'s>(comments: Pair<'s>) -> Option<Cow<'s, str>> {
    comments
        .into_inner()
        .fold(None, |doc, comment| append(doc, text(&comment)))
}

/// The documentation of what ends with `comment` on its own line.
pub(super) fn trailing<'s>(
    doc: Option<Cow<'s, str>>,
    comment: &Pair<'s>,
) -> Option<Cow<'s, str>> {
    append(doc, text(comment))
}
