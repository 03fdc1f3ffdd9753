//! [`Node`] → [`Node`]: without the casts that say nothing, with constants in the
//! normal form of their types.

use crate::catalog::{ColumnType, TypeName};

use super::{constant, node::Node};

/// What a name stands for: the columns that an expression can read.
#[derive(Debug, Clone, Copy)]
pub struct Scope<'c>(pub &'c [(String, ColumnType)]);

impl<'c> Scope<'c> {
    fn type_of(self, column: &str) -> Option<&'c ColumnType> {
        let (_, ty) = self.0.iter().find(|(name, _)| name == column)?;
        Some(ty)
    }
}

/// Folds an expression and everything in it.
pub fn fold(node: Node, scope: Scope<'_>) -> Node {
    let all = |list: Vec<Node>| list.into_iter().map(|item| fold(item, scope)).collect();
    match node {
        Node::Number(digits) => Node::Number(constant::number(&digits).unwrap_or(digits)),
        Node::Cast(inner, ty) => cast(fold(*inner, scope), ty, scope),
        Node::Prefix(operator, inner) => match (operator.as_str(), fold(*inner, scope)) {
            ("-", Node::Number(digits)) => Node::Number(match digits.strip_prefix('-') {
                Some(positive) => positive.to_owned(),
                None if digits == "0" => digits,
                None => format!("-{digits}"),
            }),
            ("+", inner) => inner,
            (_, inner) => Node::Prefix(operator, Box::new(inner)),
        },
        Node::Call(name, arguments) => call(name, all(arguments)),
        Node::Binary(left, operator, right) => {
            let (left, right) = (fold(*left, scope), fold(*right, scope));
            compare(left, operator, right, scope)
        }
        Node::And(list) => Node::And(flat(all(list), |item| match item {
            Node::And(inner) => Ok(inner),
            other => Err(other),
        })),
        Node::Or(list) => Node::Or(flat(all(list), |item| match item {
            Node::Or(inner) => Ok(inner),
            other => Err(other),
        })),
        Node::Array(items) => Node::Array(all(items)),
        Node::Words(words) => Node::Words(all(words)),
        Node::Null | Node::Boolean(_) | Node::String(_) | Node::Column(_) | Node::Word(_) => node,
    }
}

/// Takes apart the items that are lists of the same kind.
fn flat(list: Vec<Node>, open: impl Fn(Node) -> Result<Vec<Node>, Node>) -> Vec<Node> {
    list.into_iter()
        .flat_map(|item| open(item).unwrap_or_else(|other| vec![other]))
        .collect()
}

fn call(name: String, arguments: Vec<Node>) -> Node {
    match (name.as_str(), arguments.as_slice()) {
        ("sha224" | "sha256" | "sha384" | "sha512", [Node::String(text)]) => {
            let bytes = constant::typed(text, &ColumnType::plain("bytea", Vec::new()));
            Node::Call(name, vec![bytes])
        }
        ("transaction_timestamp", []) => Node::call("now", Vec::new()),
        ("nextval" | "currval", [Node::String(sequence)]) => {
            let sequence = object_name(sequence);
            Node::Call(name, vec![Node::String(sequence)])
        }
        (
            "to_tsvector"
            | "to_tsquery"
            | "plainto_tsquery"
            | "phraseto_tsquery"
            | "websearch_to_tsquery"
            | "ts_headline",
            [Node::String(configuration), _, ..],
        ) => {
            let configuration = object_name(configuration);
            let mut arguments = arguments;
            arguments[0] = Node::String(configuration);
            Node::Call(name, arguments)
        }
        (path, [_, Node::String(text), ..]) if path.starts_with("jsonb_path_") => {
            let text = constant::json_path(text);
            let mut arguments = arguments;
            arguments[1] = Node::String(text);
            Node::Call(name, arguments)
        }
        _ => Node::Call(name, arguments),
    }
}

/// `public."User_id_seq"` is `User_id_seq`.
fn object_name(text: &str) -> String {
    let text = text
        .strip_prefix("public.")
        .or_else(|| text.strip_prefix("pg_catalog."))
        .unwrap_or(text);
    match text.strip_prefix('"').and_then(|t| t.strip_suffix('"')) {
        Some(quoted) => quoted.replace("\"\"", "\""),
        None => text.to_lowercase(),
    }
}

fn cast(inner: Node, ty: ColumnType, scope: Scope<'_>) -> Node {
    let name = plain_name(&ty).to_owned();
    match inner {
        Node::Null => Node::Null,
        Node::Call(function, arguments)
            if function == "now" && arguments.is_empty() && name == "date" =>
        {
            Node::call("current_date", Vec::new())
        }
        Node::String(text) => match (text.as_str(), name.as_str()) {
            ("now", "date") => Node::call("current_date", Vec::new()),
            ("now", "timestamp" | "timestamptz") => Node::call("now", Vec::new()),
            // The text is kept as long as the cast that makes a time of it is there.
            ("now", _) => Node::String(text),
            (_, "interval") if !ty.list => Node::Cast(
                Box::new(Node::String(constant::interval(&text))),
                ColumnType::plain("interval", Vec::new()),
            ),
            _ => constant::typed(&text, &ty),
        },
        Node::Array(items) if ty.list || name.is_empty() => {
            let element = ColumnType { list: false, ..ty };
            let items = items.into_iter();
            Node::Array(
                items
                    .map(|item| cast(item, element.clone(), scope))
                    .collect(),
            )
        }
        Node::Number(digits) if is_numeric(&name) && !ty.list => Node::Number(digits),
        Node::Boolean(value) if name == "boolean" => Node::Boolean(value),
        // Two casts to the same type are one.
        Node::Cast(inner, from) if from == ty => Node::Cast(inner, ty),
        inner => match type_of(&inner, scope) {
            Some(from) if is_implied(&from, &ty) => inner,
            _ => Node::Cast(Box::new(inner), ty),
        },
    }
}

/// A comparison: a text beside a value of a known type is a constant of that type.
fn compare(left: Node, operator: String, right: Node, scope: Scope<'_>) -> Node {
    if let ("#>" | "#>>", Node::String(path)) = (operator.as_str(), &right) {
        let text = ColumnType {
            list: true,
            ..ColumnType::plain("text", Vec::new())
        };
        let right = constant::typed(path, &text);
        return Node::Binary(Box::new(left), operator, Box::new(right));
    }
    let is_comparison = matches!(
        operator.as_str(),
        "=" | "<>" | "<" | ">" | "<=" | ">=" | "is distinct from" | "@>" | "<@" | "&&"
    );
    if !is_comparison {
        return Node::Binary(Box::new(left), operator, Box::new(right));
    }
    let (left_type, right_type) = (type_of(&left, scope), type_of(&right, scope));
    let right = match left_type {
        Some(ty) => retype(right, &ty),
        None => right,
    };
    let left = match right_type {
        Some(ty) => retype(left, &ty),
        None => left,
    };
    Node::Binary(Box::new(left), operator, Box::new(right))
}

fn retype(node: Node, ty: &ColumnType) -> Node {
    match node {
        Node::String(text) if plain_name(ty) != "interval" => constant::typed(&text, ty),
        Node::Array(items) => {
            let element = ColumnType {
                list: false,
                ..ty.clone()
            };
            Node::Array(
                items
                    .into_iter()
                    .map(|item| retype(item, &element))
                    .collect(),
            )
        }
        Node::Call(name, arguments) if matches!(name.as_str(), "any" | "all") => {
            let arguments = arguments.into_iter().map(|it| match it {
                // `ANY ('{a,b}'::text[])`
                Node::String(text) => constant::typed(
                    &text,
                    &ColumnType {
                        list: true,
                        ..ty.clone()
                    },
                ),
                other => retype(other, ty),
            });
            Node::Call(name, arguments.collect())
        }
        other => other,
    }
}

/// The type of an expression, where it is plain to see.
fn type_of(node: &Node, scope: Scope<'_>) -> Option<ColumnType> {
    let plain = |name: &str| Some(ColumnType::plain(name, Vec::new()));
    match node {
        Node::Column(name) => scope.type_of(name).cloned(),
        Node::Number(digits) if digits.contains('.') => plain("numeric"),
        Node::Number(_) => plain("integer"),
        Node::Boolean(_) | Node::And(_) | Node::Or(_) => plain("boolean"),
        Node::Cast(_, ty) => Some(ty.clone()),
        Node::Call(name, arguments) => match name.as_str() {
            "length" | "char_length" | "character_length" | "octet_length" | "array_length"
            | "cardinality" | "jsonb_array_length" | "json_array_length" | "position"
            | "strpos" | "num_nonnulls" | "num_nulls" => plain("integer"),
            "lower" | "upper" | "btrim" | "ltrim" | "rtrim" | "concat" | "replace"
            | "substring" | "md5" | "left" | "right" | "jsonb_typeof" | "regexp_replace"
            | "split_part" | "to_char" | "current_setting" | "encode" | "format" | "concat_ws"
            | "quote_literal" | "initcap" | "translate" | "substr" => plain("text"),
            "now" => plain("timestamptz"),
            "current_date" => plain("date"),
            "extract" => plain("numeric"),
            "date_part" | "random" => plain("double precision"),
            "coalesce" | "nullif" | "greatest" | "least" | "abs" => arguments
                .iter()
                .find_map(|argument| type_of(argument, scope)),
            _ => None,
        },
        Node::Binary(left, operator, right) => match operator.as_str() {
            "||" | "->>" | "#>>" => plain("text"),
            "->" | "#>" => plain("jsonb"),
            "=" | "<>" | "<" | ">" | "<=" | ">=" => plain("boolean"),
            "+" | "-" | "*" | "/" | "%" => {
                let (left, right) = (type_of(left, scope)?, type_of(right, scope)?);
                let widest = rank(plain_name(&left))?.max(rank(plain_name(&right))?);
                plain(NUMERIC[widest])
            }
            _ => None,
        },
        _ => None,
    }
}

/// Numbers from the narrowest to the widest.
const NUMERIC: [&str; 6] = [
    "smallint",
    "integer",
    "bigint",
    "numeric",
    "real",
    "double precision",
];

fn rank(name: &str) -> Option<usize> {
    NUMERIC.iter().position(|known| *known == name)
}

fn is_numeric(name: &str) -> bool {
    rank(name).is_some()
}

/// Whether `PostgreSQL` casts by itself, so that it does not matter who wrote it.
fn is_implied(from: &ColumnType, to: &ColumnType) -> bool {
    if from == to {
        return true;
    }
    if from.list != to.list || has_arguments(to) {
        return false;
    }
    let (from, to) = (plain_name(from), plain_name(to));
    let text = ["text", "varchar"];
    let is_wider = matches!((rank(from), rank(to)), (Some(from), Some(to)) if from <= to);
    let time = |name: &str| {
        ["date", "timestamp", "timestamptz"]
            .iter()
            .position(|it| *it == name)
    };
    let is_later = matches!((time(from), time(to)), (Some(from), Some(to)) if from <= to);
    is_wider
        || is_later
        || text.contains(&to) && matches!(from, "text" | "varchar" | "char" | "citext" | "name")
}

fn has_arguments(ty: &ColumnType) -> bool {
    matches!(&ty.name, TypeName::Plain { arguments, .. } if !arguments.is_empty())
}

/// The name of a type that is no enum of the catalog.
pub fn plain_name(ty: &ColumnType) -> &str {
    match &ty.name {
        TypeName::Plain { name, .. } => name,
        TypeName::Enum(_) | TypeName::Labels(_) | TypeName::Composite(_) => "",
    }
}
