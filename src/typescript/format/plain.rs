//! What a document says whatever its layout: its texts, without the spaces and line breaks between
//! them, and without what is only there when a group breaks.

use super::doc::{Doc, Kind};

/// The texts of a document.
pub fn plain(doc: &Doc<'_>) -> String {
    let mut text = String::new();
    each_text(doc, &mut |part| text.push_str(part));
    text
}

/// Hands out each text of a document in turn.
pub fn each_text(doc: &Doc<'_>, take: &mut impl FnMut(&str)) {
    match doc.kind {
        Kind::Text(" ") | Kind::Line | Kind::Softline | Kind::Hardline | Kind::BreakParent => {}
        Kind::Text(text) => take(text),
        Kind::LiteralLine => take("\n"),
        Kind::Concat(parts) => parts.iter().for_each(|part| each_text(part, take)),
        Kind::Fill(parts) => {
            for part in parts {
                each_text(part, take);
                take(",");
            }
        }
        Kind::Indent(doc)
        | Kind::IndentIfBreak(doc, _)
        | Kind::LineSuffix(doc)
        | Kind::Flat(doc) => each_text(doc, take),
        Kind::Group(group) => each_text(&group.content, take),
        Kind::IfBreak(choice) => each_text(&choice.flat, take),
    }
}
