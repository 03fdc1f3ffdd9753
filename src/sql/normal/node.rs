//! A small syntax tree of expressions, and its text: one text for each meaning.

use crate::catalog::ColumnType;
use crate::sql::{postgres::print_type, quote};

/// An expression without its spelling.
#[derive(Debug, Clone, PartialEq)]
pub enum Node {
    Null,
    Boolean(bool),
    /// The digits in normal form: `0.5`, `-1`.
    Number(String),
    String(String),
    /// A column, without the table in front of it.
    Column(String),
    /// `lower(email)`; `any` and `all` are calls too.
    Call(String, Vec<Node>),
    Cast(Box<Node>, ColumnType),
    /// `NOT a`, `- a`
    Prefix(String, Box<Node>),
    /// `a = b`; the operator in lower case.
    Binary(Box<Node>, String, Box<Node>),
    /// `a AND b AND c`
    And(Vec<Node>),
    /// `a OR b OR c`
    Or(Vec<Node>),
    Array(Vec<Node>),
    /// Everything that has no node of its own (`CASE`, sub-selects), word by word.
    Words(Vec<Node>),
    /// A keyword, a name or a sign inside of [`Node::Words`].
    Word(String),
}

impl Node {
    /// `a op b`
    pub fn binary(left: Self, operator: &str, right: Self) -> Self {
        Self::Binary(Box::new(left), operator.to_owned(), Box::new(right))
    }

    pub fn call(name: &str, arguments: Vec<Self>) -> Self {
        Self::Call(name.to_owned(), arguments)
    }

    pub fn word(text: &str) -> Self {
        Self::Word(text.to_owned())
    }

    /// Whether a column is read anywhere in it.
    pub fn reads_a_column(&self) -> bool {
        match self {
            Self::Column(_) | Self::Words(_) => true,
            Self::Null | Self::Boolean(_) | Self::Number(_) | Self::String(_) | Self::Word(_) => {
                false
            }
            Self::Call(_, list) | Self::And(list) | Self::Or(list) | Self::Array(list) => {
                list.iter().any(Self::reads_a_column)
            }
            Self::Cast(inner, _) | Self::Prefix(_, inner) => inner.reads_a_column(),
            Self::Binary(left, _, right) => left.reads_a_column() || right.reads_a_column(),
        }
    }

    /// The text of it, which `PostgreSQL` reads again.
    pub fn print(&self) -> String {
        match self {
            Self::Null => "NULL".into(),
            Self::Boolean(value) => value.to_string(),
            Self::Number(digits) => digits.clone(),
            Self::String(text) => quote::string(text),
            Self::Column(name) => quote::identifier(name),
            Self::Call(name, arguments) => print_call(name, arguments),
            Self::Cast(inner, ty) => format!("{}::{}", inner.operand(), print_type(ty)),
            Self::Prefix(operator, inner) => {
                format!("{} {}", operator.to_uppercase(), inner.operand())
            }
            Self::Binary(left, operator, right) => {
                let operator = operator.to_uppercase();
                format!("{} {operator} {}", left.operand(), right.operand())
            }
            Self::And(list) => join(list, " AND "),
            Self::Or(list) => join(list, " OR "),
            Self::Array(items) => format!("ARRAY[{}]", print_list(items)),
            Self::Words(words) => print_words(words),
            Self::Word(word) => word.clone(),
        }
    }

    fn operand(&self) -> String {
        match self {
            Self::Binary(..) | Self::And(_) | Self::Or(_) | Self::Prefix(..) => {
                format!("({})", self.print())
            }
            _ => self.print(),
        }
    }
}

fn print_call(name: &str, arguments: &[Node]) -> String {
    match (name, arguments) {
        ("extract", [Node::String(field), of]) => {
            format!("EXTRACT({field} FROM {})", of.print())
        }
        (
            "current_date" | "current_time" | "current_user" | "current_role" | "session_user"
            | "current_catalog" | "current_schema" | "localtime" | "localtimestamp" | "system_user",
            [],
        ) => name.to_uppercase(),
        _ => format!("{name}({})", print_list(arguments)),
    }
}

fn print_list(items: &[Node]) -> String {
    let items: Vec<_> = items.iter().map(Node::print).collect();
    items.join(", ")
}

fn join(items: &[Node], with: &str) -> String {
    let items: Vec<_> = items
        .iter()
        .map(|item| match item {
            Node::And(_) | Node::Or(_) => format!("({})", item.print()),
            _ => item.print(),
        })
        .collect();
    items.join(with)
}

fn print_words(words: &[Node]) -> String {
    let mut text = String::new();
    for word in words {
        let word = word.print();
        let is_tight = matches!(word.as_str(), ")" | "," | "]" | "." | "[")
            || text.ends_with(['(', '[', '.'])
            || text.is_empty();
        if !is_tight {
            text.push(' ');
        }
        text.push_str(&word);
    }
    text
}
