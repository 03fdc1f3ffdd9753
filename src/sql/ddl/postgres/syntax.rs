//! Names and texts out of the syntax tree. Every accessor of it may return
//! nothing, since the tree of a broken file has gaps.

use squawk_syntax::ast::{self, AstNode, normalize_name_node};
use squawk_syntax::{SourceFile, SyntaxKind, SyntaxNode};

use super::names::cut;
use crate::sql::postgres::is_plain_identifier;

/// An identifier as the database keeps it: folded unless quoted, and cut.
pub fn identifier(node: &impl AstNode) -> String {
    cut(normalize_name_node(node.syntax()))
}

/// The parts of a name with dots, outermost first.
pub fn parts(node: &impl AstNode) -> Vec<String> {
    node.syntax()
        .descendants()
        .filter(|node| {
            matches!(
                node.kind(),
                SyntaxKind::PATH_SEGMENT | SyntaxKind::PATH_SEGMENT_REF
            )
        })
        .map(|node| cut(normalize_name_node(&node)))
        .collect()
}

/// The text of a node without its comments.
pub fn text(node: &SyntaxNode) -> String {
    let mut text = String::new();
    for token in node
        .descendants_with_tokens()
        .filter_map(squawk_syntax::SyntaxElement::into_token)
    {
        if token.kind() == SyntaxKind::COMMENT {
            text.push(' ');
        } else {
            text.push_str(token.text());
        }
    }
    text.trim().to_owned()
}

/// The names in an expression that can be columns, with their nodes.
pub fn names_in(node: &SyntaxNode) -> impl Iterator<Item = (String, SyntaxNode)> {
    node.descendants()
        .filter(|node| {
            node.kind() == SyntaxKind::NAME_REF && {
                let parent = node.parent();
                parent.is_none_or(|parent| parent.kind() != SyntaxKind::CALL_EXPR)
            }
        })
        .map(|node| (cut(normalize_name_node(&node)), node))
}

/// Parses an expression that was kept as text.
fn expression(text: &str) -> SyntaxNode {
    SourceFile::parse(&format!("SELECT {text}")).syntax_node()
}

/// Whether an expression, kept as text, speaks of a column.
pub fn mentions(text: &str, column: &str) -> bool {
    text.contains(column) && names_in(&expression(text)).any(|(name, _)| name == column)
}

/// An expression, kept as text, after a column was renamed.
pub fn with_renamed(text: &str, from: &str, to: &str) -> String {
    if !text
        .to_ascii_lowercase()
        .contains(&from.to_ascii_lowercase())
    {
        return text.to_owned();
    }
    let offset = "SELECT ".len();
    let mut renamed = text.to_owned();
    let mut places: Vec<_> = names_in(&expression(text))
        .filter(|(name, _)| name == from)
        .map(|(_, node)| node.text_range())
        .collect();
    places.sort_by_key(|range| std::cmp::Reverse(range.start()));
    for range in places {
        let (start, end) = (usize::from(range.start()), usize::from(range.end()));
        renamed.replace_range(start - offset..end - offset, &quoted(to));
    }
    renamed
}

/// An identifier as SQL writes it.
pub fn quoted(name: &str) -> String {
    if is_plain_identifier(name) {
        name.to_owned()
    } else {
        format!("\"{}\"", name.replace('"', "\"\""))
    }
}

/// The relations that a query reads, by the parts of their names; those that a
/// `WITH` of its own makes are left out.
pub fn relations_in(node: &SyntaxNode) -> Vec<Vec<String>> {
    let own: Vec<String> = node
        .descendants()
        .filter_map(ast::WithTable::cast)
        .filter_map(|with| {
            with.syntax()
                .children()
                .next()
                .map(|name| cut(normalize_name_node(&name)))
        })
        .collect();
    node.descendants()
        .filter_map(ast::RelationNameRef::cast)
        .filter(|name| {
            let parent = name.syntax().parent();
            parent.is_none_or(|parent| parent.kind() != SyntaxKind::LOCKING_CLAUSE)
        })
        .map(|name| parts(&name))
        .filter(|parts| !(parts.len() == 1 && own.contains(&parts[0])))
        .collect()
}

/// What an index calls a column that is an expression: `FigureIndexColname`.
pub fn figured_name(expr: &ast::Expr) -> Option<String> {
    match expr {
        ast::Expr::NameRef(name) => Some(identifier(name)),
        ast::Expr::FieldExpr(field) => Some(identifier(&field.field()?)),
        ast::Expr::ParenExpr(inner) => figured_name(&inner.expr()?),
        ast::Expr::CallExpr(call) => {
            if let Some(function) = call.expr() {
                return figured_name(&function);
            }
            let tokens = call.syntax().descendants_with_tokens();
            let mut words = tokens.filter_map(squawk_syntax::SyntaxElement::into_token);
            words.next().map(|word| word.text().to_ascii_lowercase())
        }
        ast::Expr::CastExpr(cast) => {
            cast.expr()
                .and_then(|inner| figured_name(&inner))
                .or_else(|| {
                    let ty = cast.ty()?;
                    parts(&ty).pop()
                })
        }
        ast::Expr::ArrayExpr(_) => Some("array".to_owned()),
        ast::Expr::CaseExpr(_) => Some("case".to_owned()),
        ast::Expr::Collate(collate) => figured_name(&collate.expr()?),
        ast::Expr::IndexExpr(index) => figured_name(&index.base()?),
        _ => None,
    }
}

/// Whether a statement says `CASCADE`.
pub fn cascades(behavior: Option<&ast::DropBehavior>) -> bool {
    matches!(behavior, Some(ast::DropBehavior::Cascade(_)))
}

/// As [`figured_name`], of an expression that was kept as text.
pub fn figured_text(text: &str) -> String {
    expression(text)
        .descendants()
        .find_map(ast::Target::cast)
        .and_then(|target| figured_name(&target.expr()?))
        .unwrap_or_else(|| "expr".to_owned())
}
