//! The text of an expression → [`Node`], by the grammar of `PostgreSQL`.

use squawk_syntax::ast::{self, AstNode, Expr, LitKind};
use squawk_syntax::{SourceFile, SyntaxElement, SyntaxKind, SyntaxNode, SyntaxToken};

use crate::catalog::ColumnType;
use crate::sql::postgres::{is_plain_identifier, parse_type};

use super::node::Node;

/// Reads an expression; `None` when the text is not one.
pub fn read(text: &str) -> Option<Node> {
    let text = text.trim();
    let parse = SourceFile::parse(&format!("SELECT {text}"));
    if !parse.errors().is_empty() {
        return None;
    }
    let file = parse.tree();
    let select = file.syntax().children().find_map(ast::Select::cast)?;
    let mut targets = select.select_clause()?.target_list()?.targets();
    let expr = targets.next()?.expr()?;
    let is_whole = usize::from(expr.syntax().text_range().len()) == text.len();
    is_whole.then(|| expression(&expr)).flatten()
}

fn expression(expr: &Expr) -> Option<Node> {
    match expr {
        Expr::Literal(literal) => constant(literal),
        Expr::NameRef(name) => Some(reference(name)),
        // What stands before the dot is the table, which says nothing more.
        Expr::FieldExpr(field) => match field.field() {
            Some(name) if field.star_token().is_none() => Some(Node::Column(identifier(&name))),
            _ => Some(words(field.syntax())),
        },
        Expr::ParenExpr(paren) => match paren.expr() {
            Some(inner) => expression(&inner),
            None => Some(words(paren.syntax())),
        },
        Expr::PrefixExpr(prefix) => {
            let inner = prefix.expr()?;
            let operator = between(prefix.syntax(), None, Some(inner.syntax()));
            Some(Node::Prefix(operator, Box::new(expression(&inner)?)))
        }
        Expr::PostfixExpr(postfix) => {
            let inner = postfix.expr()?;
            let operator = between(postfix.syntax(), Some(inner.syntax()), None);
            let inner = expression(&inner)?;
            Some(match operator.as_str() {
                "isnull" => Node::binary(inner, "is", Node::Null),
                "notnull" => Node::binary(inner, "is not", Node::Null),
                other => Node::Words(vec![inner, Node::word(other)]),
            })
        }
        Expr::BinExpr(binary) => {
            let (left, right) = (binary.lhs()?, binary.rhs()?);
            let operator = between(binary.syntax(), Some(left.syntax()), Some(right.syntax()));
            operation(expression(&left)?, &operator, &right)
        }
        Expr::BetweenExpr(between) => range(between),
        Expr::CastExpr(cast) => {
            let ty = type_of(&cast.ty()?);
            let inner = match (cast.expr(), cast.literal()) {
                (Some(inner), _) => expression(&inner)?,
                (None, Some(literal)) if cast.interval_qualifier().is_none() => constant(&literal)?,
                _ => return Some(words(cast.syntax())),
            };
            Some(Node::Cast(Box::new(inner), ty))
        }
        Expr::ArrayExpr(array) if array.select_variant().is_none() => {
            let items: Option<Vec<_>> = array.exprs().map(|item| expression(&item)).collect();
            Some(Node::Array(items?))
        }
        Expr::CallExpr(call) => self::call(call),
        Expr::ArrayExpr(_)
        | Expr::CaseExpr(_)
        | Expr::Collate(_)
        | Expr::IndexExpr(_)
        | Expr::SliceExpr(_)
        | Expr::TupleExpr(_) => Some(words(expr.syntax())),
    }
}

fn operation(left: Node, operator: &str, right: &Expr) -> Option<Node> {
    if matches!(operator, "in" | "not in")
        && let Some(items) = list(right)
    {
        return Some(membership(&left, &items, operator == "in"));
    }
    // The grammar takes `a -> b ->> c` from the right; the database from the left.
    if let Expr::BinExpr(chain) = right
        && is_custom(operator)
    {
        let (first, rest) = (chain.lhs()?, chain.rhs()?);
        let next = between(chain.syntax(), Some(first.syntax()), Some(rest.syntax()));
        if is_custom(&next) {
            return operation(operation(left, operator, &first)?, &next, &rest);
        }
    }
    let right = expression(right)?;
    Some(binary(left, operator, right))
}

/// An operator that has no rank of its own in the grammar of `PostgreSQL`.
fn is_custom(operator: &str) -> bool {
    let has_rank = [
        "=", "<>", "!=", "<", ">", "<=", ">=", "+", "-", "*", "/", "%", "^", "=>", ":=",
    ];
    !operator.starts_with(char::is_alphabetic) && !has_rank.contains(&operator)
}

fn binary(left: Node, operator: &str, right: Node) -> Node {
    let similar = |right| Node::call("similar_to_escape", vec![right]);
    match operator {
        "and" => Node::And(vec![left, right]),
        "or" => Node::Or(vec![left, right]),
        "at time zone" => Node::call("timezone", vec![right, left]),
        "!=" => Node::binary(left, "<>", right),
        "like" => Node::binary(left, "~~", right),
        "not like" => Node::binary(left, "!~~", right),
        "ilike" => Node::binary(left, "~~*", right),
        "not ilike" => Node::binary(left, "!~~*", right),
        "similar to" => Node::binary(left, "~", similar(right)),
        "not similar to" => Node::binary(left, "!~", similar(right)),
        "is not distinct from" => Node::Prefix(
            "not".into(),
            Box::new(Node::binary(left, "is distinct from", right)),
        ),
        other => Node::binary(left, other, right),
    }
}

/// The items behind `IN`; `None` when a query stands there.
fn list(right: &Expr) -> Option<Vec<Node>> {
    match right {
        Expr::TupleExpr(tuple) => tuple.exprs().map(|item| expression(&item)).collect(),
        Expr::ParenExpr(paren) => Some(vec![expression(&paren.expr()?)?]),
        _ => None,
    }
}

/// `a IN (1, 2)` as `PostgreSQL` keeps it: `a = ANY (ARRAY[1, 2])`; an item that
/// reads a column is a comparison of its own.
fn membership(left: &Node, items: &[Node], positive: bool) -> Node {
    let operator = if positive { "=" } else { "<>" };
    let single = |item: &Node| Node::binary(left.clone(), operator, item.clone());
    let (reading, constant): (Vec<_>, Vec<_>) =
        items.iter().partition(|item| item.reads_a_column());
    let mut tests: Vec<Node> = if constant.len() < 2 {
        items.iter().map(single).collect()
    } else {
        let array = Node::Array(constant.into_iter().cloned().collect());
        let word = if positive { "any" } else { "all" };
        let first = Node::binary(left.clone(), operator, Node::call(word, vec![array]));
        std::iter::once(first)
            .chain(reading.into_iter().map(single))
            .collect()
    };
    match (tests.len(), positive) {
        (1, _) => tests.remove(0),
        (_, true) => Node::Or(tests),
        (_, false) => Node::And(tests),
    }
}

fn range(between: &ast::BetweenExpr) -> Option<Node> {
    if between.between_symmetry().is_some() {
        return Some(words(between.syntax()));
    }
    let target = expression(&between.target()?)?;
    let start = expression(&between.start()?)?;
    let is_inside = between.not_token().is_none();
    range_to(&between.end()?, &|end| {
        if is_inside {
            Node::And(vec![
                Node::binary(target.clone(), ">=", start.clone()),
                Node::binary(target.clone(), "<=", end),
            ])
        } else {
            Node::Or(vec![
                Node::binary(target.clone(), "<", start.clone()),
                Node::binary(target.clone(), ">", end),
            ])
        }
    })
}

/// The range to an end. The grammar takes `a BETWEEN 1 AND 2 OR b` for a range to
/// `2 OR b`; to the database it ends at the 2.
fn range_to(end: &Expr, make: &dyn Fn(Node) -> Node) -> Option<Node> {
    if let Expr::BinExpr(condition) = end {
        let (first, rest) = (condition.lhs()?, condition.rhs()?);
        let operator = between(
            condition.syntax(),
            Some(first.syntax()),
            Some(rest.syntax()),
        );
        if matches!(operator.as_str(), "and" | "or") {
            return operation(range_to(&first, make)?, &operator, &rest);
        }
    }
    expression(end).map(make)
}

fn call(call: &ast::CallExpr) -> Option<Node> {
    let is_bare = call.filter_clause().is_none()
        && call.over_clause().is_none()
        && call.within_clause().is_none();
    let inner = call.any_fn().map(|it| ("any", it.expr()));
    let inner = inner.or_else(|| call.some_fn().map(|it| ("any", it.expr())));
    let inner = inner.or_else(|| call.all_fn().map(|it| ("all", it.expr())));
    if let Some((name, Some(inner))) = inner {
        return Some(Node::call(name, vec![expression(&inner)?]));
    }
    if let Some(extract) = call.extract_fn() {
        let field = extract.extract_field()?.syntax().text().to_string();
        let field = field.trim_matches(['\'', '"']).to_ascii_lowercase();
        let of = expression(&extract.expr()?)?;
        return Some(Node::call("extract", vec![Node::String(field), of]));
    }
    if let Some(substring) = call.substring_fn() {
        return match substring.substring_args()? {
            ast::SubstringArgs::SubstringFromFor(args) => {
                Some(Node::call("substring", expressions(args.syntax())?))
            }
            ast::SubstringArgs::SubstringExprs(args) => {
                Some(Node::call("substring", arguments_in(args.syntax())?))
            }
            _ => Some(words(call.syntax())),
        };
    }
    if let Some(trim) = call.trim_fn() {
        let mut items = expressions(trim.trim_args()?.syntax())?;
        if matches!(trim.trim_args()?, ast::TrimArgs::TrimExprFrom(_)) {
            items.reverse();
        }
        let name = match trim.trim_side() {
            Some(ast::TrimSide::TrimLeading(_)) => "ltrim",
            Some(ast::TrimSide::TrimTrailing(_)) => "rtrim",
            Some(ast::TrimSide::TrimBoth(_)) | None => "btrim",
        };
        return Some(Node::call(name, items));
    }
    if let Some(position) = call.position_fn() {
        return Some(Node::call("position", expressions(position.syntax())?));
    }
    let (Some(name), Some(list), true) = (call.expr(), call.arg_list(), is_bare) else {
        return Some(words(call.syntax()));
    };
    let is_plain = list.all_or_distinct().is_none()
        && list.star_token().is_none()
        && list.args().all(|arg| {
            arg.variadic_token().is_none()
                && arg.order_by_clause().is_none()
                && arg.expr().is_some()
        });
    if !is_plain {
        return Some(words(call.syntax()));
    }
    let arguments: Option<Vec<_>> = list.args().map(|arg| expression(&arg.expr()?)).collect();
    Some(Node::Call(function_name(&name), arguments?))
}

/// The expressions right below a node.
fn expressions(node: &SyntaxNode) -> Option<Vec<Node>> {
    node.children()
        .filter_map(Expr::cast)
        .map(|expr| expression(&expr))
        .collect()
}

/// The same, each in a node of its own where it may have a name.
fn arguments_in(node: &SyntaxNode) -> Option<Vec<Node>> {
    node.children()
        .map(|child| match Expr::cast(child.clone()) {
            Some(expr) => expression(&expr),
            None => expression(&child.children().find_map(Expr::cast)?),
        })
        .collect()
}

/// The name with its schema, where that is not one in which extensions and the
/// user's own functions are found by their bare names.
fn function_name(expr: &Expr) -> String {
    let parts: Vec<String> = expr
        .syntax()
        .descendants_with_tokens()
        .filter_map(SyntaxElement::into_token)
        .filter(|token| !token.kind().is_trivia() && token.text() != ".")
        .map(|token| folded(token.text()))
        .collect();
    match parts.as_slice() {
        [schema, name] if matches!(schema.as_str(), "public" | "pg_catalog" | "extensions") => {
            name.clone()
        }
        parts => parts.join("."),
    }
}

fn reference(name: &ast::NameRef) -> Node {
    let text = name.syntax().text().to_string();
    let is_keyword = name.ident_token().is_none();
    match text.trim().to_ascii_lowercase().as_str() {
        "current_timestamp" if is_keyword => Node::call("now", Vec::new()),
        "user" if is_keyword => Node::call("current_user", Vec::new()),
        word @ ("current_date" | "current_time" | "current_user" | "current_role"
        | "current_catalog" | "current_schema" | "localtime" | "localtimestamp"
        | "session_user" | "system_user")
            if is_keyword =>
        {
            Node::call(word, Vec::new())
        }
        _ => Node::Column(identifier(name)),
    }
}

fn identifier(name: &ast::NameRef) -> String {
    folded(name.syntax().text().to_string().trim())
}

/// An identifier as the database keeps it.
fn folded(text: &str) -> String {
    match text.strip_prefix('"').and_then(|t| t.strip_suffix('"')) {
        Some(quoted) => quoted.replace("\"\"", "\""),
        None => text.to_lowercase(),
    }
}

fn constant(literal: &ast::Literal) -> Option<Node> {
    Some(match literal.kind()? {
        LitKind::Null(_) => Node::Null,
        LitKind::True(_) => Node::Boolean(true),
        LitKind::False(_) => Node::Boolean(false),
        LitKind::IntNumber(token) | LitKind::NumericNumber(token) => {
            Node::Number(token.text().to_owned())
        }
        LitKind::String(_)
        | LitKind::EscString(_)
        | LitKind::UnicodeEscString(_)
        | LitKind::NationalString(_)
        | LitKind::BitString(_)
        | LitKind::DollarQuotedString(_) => Node::String(literal.string_value()?),
        LitKind::ByteString(_)
        | LitKind::Default(_)
        | LitKind::Off(_)
        | LitKind::On(_)
        | LitKind::PositionalParam(_) => words(literal.syntax()),
    })
}

fn type_of(ty: &ast::Type) -> ColumnType {
    let text = ty.syntax().text().to_string();
    let words: Vec<_> = text.split_whitespace().collect();
    let text = words.join(" ");
    let bare = ["public.", "pg_catalog.", "extensions."]
        .iter()
        .find_map(|schema| text.strip_prefix(schema))
        .unwrap_or(&text);
    // `"bit"`: a name that needs no quotes, but for the grammar's own words.
    match bare.strip_prefix('"').and_then(|it| it.strip_suffix('"')) {
        Some(name) if is_plain_identifier(name) => parse_type(name),
        _ => parse_type(bare),
    }
}

/// The words between two nodes, in lower case.
fn between(node: &SyntaxNode, from: Option<&SyntaxNode>, to: Option<&SyntaxNode>) -> String {
    let start = from.map_or(node.text_range().start(), |it| it.text_range().end());
    let end = to.map_or(node.text_range().end(), |it| it.text_range().start());
    let words: Vec<String> = node
        .descendants_with_tokens()
        .filter_map(SyntaxElement::into_token)
        .filter(|token| !token.kind().is_trivia())
        .filter(|token| token.text_range().start() >= start && token.text_range().end() <= end)
        .map(|token| token.text().to_lowercase())
        .collect();
    if words
        .iter()
        .any(|word| word.starts_with(char::is_alphabetic))
    {
        words.join(" ")
    } else {
        words.concat()
    }
}

/// A node that is none of ours: its words in order, the expressions in it read.
fn words(node: &SyntaxNode) -> Node {
    let mut list = Vec::new();
    collect(node, &mut list);
    let is_word = |word: &Node, text: &str| matches!(word, Node::Word(it) if it == text);
    if list.first().is_some_and(|it| is_word(it, "case"))
        && !list.iter().any(|it| is_word(it, "else"))
    {
        let end = list.len() - 1;
        list.splice(end..end, [Node::word("else"), Node::Null]);
    }
    Node::Words(list)
}

fn collect(node: &SyntaxNode, list: &mut Vec<Node>) {
    for element in node.children_with_tokens() {
        if let Some(token) = element.as_token() {
            list.extend(token_word(token));
        } else if let Some(child) = element.as_node() {
            match child.kind() {
                // The name that a query gives to a value of its own.
                SyntaxKind::AS_NAME => {}
                SyntaxKind::PATH_REF => list.push(Node::Word(path(child))),
                _ => match Expr::cast(child.clone()).and_then(|expr| expression(&expr)) {
                    Some(expr) => list.push(expr),
                    None => collect(child, list),
                },
            }
        }
    }
}

fn token_word(token: &SyntaxToken) -> Option<Node> {
    if token.kind().is_trivia() {
        return None;
    }
    let text = token.text();
    Some(Node::Word(if text.starts_with(['"', '\'']) {
        text.to_owned()
    } else {
        text.to_lowercase()
    }))
}

/// A table's name in a query, with its schema unless it is the default one.
fn path(node: &SyntaxNode) -> String {
    let text = node.text().to_string();
    let parts: Vec<String> = text.split('.').map(|part| folded(part.trim())).collect();
    match parts.as_slice() {
        [schema, name] if schema == "public" => crate::sql::quote::identifier(name),
        parts => {
            let parts: Vec<_> = parts
                .iter()
                .map(|part| crate::sql::quote::identifier(part))
                .collect();
            parts.join(".")
        }
    }
}
