//! Expressions of `DO` blocks, as far as they are certain: constants, variables,
//! `format(…)`, and questions to the system's own tables.

use squawk_syntax::ast::{self, AstNode, BinOp, LitKind, PrefixOp};

use super::Replayer;
use super::resolve::name_in;
use super::sequence::parts_of_text;
use super::syntax::{identifier, quoted, text};
use crate::catalog::Name;

/// A value that is certain. What is not is `None`.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    Null,
    Bool(bool),
    Number(i64),
    Text(String),
    List(Vec<Value>),
    /// A table by its identity, as in `'users'::regclass`.
    Relation(Name),
    Type(Name),
}

/// A row: the names of its columns with their values.
pub type Row = Vec<(String, Option<Value>)>;

/// The variables of a block, and the rows of the query at hand.
#[derive(Debug, Clone, Default)]
pub struct Scope {
    variables: Vec<(String, Option<Value>)>,
    pub records: Vec<(String, Row)>,
}

impl Scope {
    pub fn set(&mut self, name: &str, value: Option<Value>) {
        self.variables.retain(|(known, _)| known != name);
        self.variables.push((name.to_owned(), value));
    }

    pub fn set_record(&mut self, name: &str, row: Row, only: Option<Value>) {
        self.records.retain(|(known, _)| known != name);
        self.records.push((name.to_owned(), row));
        self.set(name, only);
    }

    /// After a part that may or may not run: what it set is uncertain.
    pub fn forget(&mut self, before: &Self) {
        for (name, value) in &mut self.variables {
            let was = before.variables.iter().find(|(known, _)| known == name);
            if was.is_none_or(|(_, was)| was != value) {
                *value = None;
            }
        }
    }

    fn name(&self, name: &str) -> Option<Value> {
        for (_, row) in self.records.iter().rev() {
            if let Some((_, value)) = row.iter().find(|(column, _)| column == name) {
                return value.clone();
            }
        }
        let mut variables = self.variables.iter();
        variables.find(|(known, _)| known == name)?.1.clone()
    }

    fn field(&self, record: &str, name: &str) -> Option<Value> {
        let (_, row) = self
            .records
            .iter()
            .rev()
            .find(|(known, _)| known == record)?;
        let (_, value) = row.iter().find(|(column, _)| column == name)?;
        value.clone()
    }
}

impl Replayer<'_> {
    /// The value of an expression of PL/pgSQL.
    pub fn value_of(&mut self, expr: &ast::PlpgsqlExpr, scope: &Scope) -> Option<Value> {
        if expr.from_clause().is_some() {
            return self.first_of(expr.syntax(), scope);
        }
        let target = expr.target_list()?.targets().next()?;
        self.eval(&target.expr()?, scope)
    }

    pub fn eval(&self, expr: &ast::Expr, scope: &Scope) -> Option<Value> {
        match expr {
            ast::Expr::Literal(literal) => constant(literal),
            ast::Expr::NameRef(name) => scope.name(&identifier(name)),
            ast::Expr::FieldExpr(field) => {
                let ast::Expr::NameRef(base) = field.base()? else {
                    return None;
                };
                scope.field(&identifier(&base), &identifier(&field.field()?))
            }
            ast::Expr::ParenExpr(inner) => match inner.expr() {
                Some(inner) => self.eval(&inner, scope),
                None => self.first_of(inner.syntax(), scope),
            },
            ast::Expr::PrefixExpr(prefix) => {
                let operand = prefix.syntax().children().find_map(ast::Expr::cast)?;
                let value = self.eval(&operand, scope)?;
                match (prefix.op()?, value) {
                    (PrefixOp::Not(_), Value::Bool(it)) => Some(Value::Bool(!it)),
                    (PrefixOp::Minus(_), Value::Number(it)) => Some(Value::Number(-it)),
                    (PrefixOp::Not(_), Value::Null) => Some(Value::Null),
                    _ => None,
                }
            }
            ast::Expr::PostfixExpr(postfix) => {
                let operand = postfix.syntax().children().find_map(ast::Expr::cast)?;
                let value = self.eval(&operand, scope)?;
                match postfix.op()? {
                    ast::PostfixOp::IsNull(_) => Some(Value::Bool(value == Value::Null)),
                    ast::PostfixOp::NotNull(_) => Some(Value::Bool(value != Value::Null)),
                    _ => None,
                }
            }
            ast::Expr::BinExpr(both) => self.binary(both, scope),
            ast::Expr::CastExpr(cast) => self.cast(cast, scope),
            ast::Expr::CallExpr(call) => self.call(call, scope),
            ast::Expr::ArrayExpr(array) if array.select_variant().is_none() => array
                .exprs()
                .map(|item| self.eval(&item, scope))
                .collect::<Option<Vec<_>>>()
                .map(Value::List),
            _ => None,
        }
    }

    fn binary(&self, both: &ast::BinExpr, scope: &Scope) -> Option<Value> {
        let (left_expr, right_expr) = (both.lhs()?, both.rhs()?);
        let left = self.eval(&left_expr, scope);
        let op = both.op()?;
        if let BinOp::And(_) | BinOp::Or(_) = op {
            let right = self.eval(&right_expr, scope);
            let decides = Value::Bool(matches!(op, BinOp::Or(_)));
            if left.as_ref() == Some(&decides) || right.as_ref() == Some(&decides) {
                return Some(decides);
            }
            return match (left?, right?) {
                (Value::Bool(_), Value::Bool(other)) => Some(Value::Bool(other)),
                _ => Some(Value::Null),
            };
        }
        if let BinOp::In(_) | BinOp::NotIn(_) = op {
            let list = self.list(&right_expr, scope)?;
            let is_in = list.contains(&left?);
            return Some(Value::Bool(is_in == matches!(op, BinOp::In(_))));
        }
        if let (BinOp::Eq(_), ast::Expr::CallExpr(call)) = (&op, &right_expr)
            && let Some(any) = call.any_fn()
        {
            let list = match (any.expr(), any.select_variant()) {
                (Some(list), _) => match self.eval(&list, scope)? {
                    Value::List(list) => list,
                    _ => return None,
                },
                (None, Some(select)) => self.column_of(select.syntax(), scope)?,
                (None, None) => return None,
            };
            return Some(Value::Bool(list.contains(&left?)));
        }
        let (left, right) = (left?, self.eval(&right_expr, scope)?);
        match op {
            BinOp::Is(_) | BinOp::IsNotDistinctFrom(_) => Some(Value::Bool(left == right)),
            BinOp::IsNot(_) | BinOp::IsDistinctFrom(_) => Some(Value::Bool(left != right)),
            _ if left == Value::Null || right == Value::Null => Some(Value::Null),
            BinOp::Eq(_) => same(&left, &right).map(Value::Bool),
            BinOp::Neq(_) | BinOp::Neqb(_) => same(&left, &right).map(|it| Value::Bool(!it)),
            BinOp::Like(_) => match (&left, &right) {
                (Value::Text(text), Value::Text(pattern)) => {
                    Some(Value::Bool(is_like(text, pattern)))
                }
                _ => None,
            },
            BinOp::NotLike(_) => match (&left, &right) {
                (Value::Text(text), Value::Text(pattern)) => {
                    Some(Value::Bool(!is_like(text, pattern)))
                }
                _ => None,
            },
            other => {
                let order = match (&left, &right) {
                    (Value::Number(left), Value::Number(right)) => Some(left.cmp(right)),
                    _ => None,
                };
                match (other, order) {
                    (BinOp::RAngle(_), Some(order)) => Some(Value::Bool(order.is_gt())),
                    (BinOp::LAngle(_), Some(order)) => Some(Value::Bool(order.is_lt())),
                    (BinOp::Gteq(_), Some(order)) => Some(Value::Bool(order.is_ge())),
                    (BinOp::Lteq(_), Some(order)) => Some(Value::Bool(order.is_le())),
                    (BinOp::CustomOp(op), _) if text(op.syntax()) == "||" => {
                        Some(Value::Text(shown(&left)? + &shown(&right)?))
                    }
                    _ => None,
                }
            }
        }
    }

    fn list(&self, expr: &ast::Expr, scope: &Scope) -> Option<Vec<Value>> {
        match expr {
            ast::Expr::TupleExpr(tuple) => {
                tuple.exprs().map(|item| self.eval(&item, scope)).collect()
            }
            ast::Expr::ParenExpr(paren) => match paren.expr() {
                Some(item) => Some(vec![self.eval(&item, scope)?]),
                None => self.column_of(paren.syntax(), scope),
            },
            _ => None,
        }
    }

    fn cast(&self, cast: &ast::CastExpr, scope: &Scope) -> Option<Value> {
        let value = match (cast.expr(), cast.literal()) {
            (Some(inner), _) => self.eval(&inner, scope)?,
            (None, Some(literal)) => constant(&literal)?,
            (None, None) => return None,
        };
        let ty = text(cast.ty()?.syntax()).to_lowercase();
        match (ty.as_str(), value) {
            ("regclass", Value::Text(name)) => self.relation_called(&name),
            ("regtype", Value::Text(name)) => {
                let (name, _) = self.find_type(&parts_of_text(&name))?;
                Some(Value::Type(name))
            }
            ("text" | "name" | "varchar", value @ (Value::Relation(_) | Value::Type(_))) => {
                Some(Value::Text(shown(&value)?))
            }
            ("int" | "integer" | "bigint", Value::Text(digits)) => {
                digits.parse().ok().map(Value::Number)
            }
            (_, value) => Some(value),
        }
    }

    fn relation_called(&self, name: &str) -> Option<Value> {
        let parts = parts_of_text(name);
        let table = self
            .find_relation(&parts)
            .filter(|name| self.state.relation(name).is_some_and(|it| !it.assumed));
        let found = table
            .or_else(|| self.find_index(&parts))
            .or_else(|| self.find_sequence(&parts));
        found.map(Value::Relation)
    }

    fn call(&self, call: &ast::CallExpr, scope: &Scope) -> Option<Value> {
        if let Some(exists) = call.exists_fn() {
            let select = exists.select_variant()?;
            return self.has_rows(select.syntax(), scope).map(Value::Bool);
        }
        let name = text(call.expr()?.syntax()).to_lowercase();
        let arguments: Vec<Option<Value>> = call
            .arg_list()?
            .args()
            .map(|argument| self.eval(&argument.expr()?, scope))
            .collect();
        let first = || arguments.first().cloned().flatten();
        match name.rsplit('.').next()? {
            "to_regclass" => match first()? {
                Value::Text(name) => Some(self.relation_called(&name).unwrap_or(Value::Null)),
                _ => None,
            },
            "to_regtype" => match first()? {
                Value::Text(name) => {
                    let found = self.find_type(&parts_of_text(&name));
                    Some(found.map_or(Value::Null, |(name, _)| Value::Type(name)))
                }
                _ => None,
            },
            "to_regnamespace" => match first()? {
                Value::Text(name) if self.state.schemas.contains(&name) => Some(Value::Text(name)),
                Value::Text(_) => Some(Value::Null),
                _ => None,
            },
            "current_schema" => self.state.search_path.first().cloned().map(Value::Text),
            "quote_ident" => Some(Value::Text(quoted(&shown(&first()?)?))),
            "quote_literal" => Some(Value::Text(literal(&shown(&first()?)?))),
            "lower" => Some(Value::Text(shown(&first()?)?.to_lowercase())),
            "upper" => Some(Value::Text(shown(&first()?)?.to_uppercase())),
            "coalesce" => arguments
                .into_iter()
                .find(|value| *value != Some(Value::Null))
                .unwrap_or(Some(Value::Null)),
            "concat" => {
                let parts: Option<Vec<String>> =
                    arguments.iter().map(|it| shown(it.as_ref()?)).collect();
                Some(Value::Text(parts?.concat()))
            }
            "format" => formatted(&arguments),
            _ => None,
        }
    }
}

fn constant(literal: &ast::Literal) -> Option<Value> {
    match literal.kind()? {
        LitKind::Null(_) => Some(Value::Null),
        LitKind::True(_) => Some(Value::Bool(true)),
        LitKind::False(_) => Some(Value::Bool(false)),
        LitKind::IntNumber(digits) => digits.text().parse().ok().map(Value::Number),
        LitKind::String(_)
        | LitKind::EscString(_)
        | LitKind::DollarQuotedString(_)
        | LitKind::UnicodeEscString(_) => literal.string_value().map(Value::Text),
        _ => None,
    }
}

/// The text of a value, as `||` and `format` take it.
fn shown(value: &Value) -> Option<String> {
    match value {
        Value::Text(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(it) => Some(if *it { "t" } else { "f" }.to_owned()),
        Value::Relation(name) | Value::Type(name) => Some(match &name.schema {
            Some(schema) => format!("{}.{}", quoted(schema), quoted(&name.name)),
            None => quoted(&name.name),
        }),
        Value::Null | Value::List(_) => None,
    }
}

fn same(left: &Value, right: &Value) -> Option<bool> {
    match (left, right) {
        (Value::Relation(name) | Value::Type(name), Value::Text(text))
        | (Value::Text(text), Value::Relation(name) | Value::Type(name)) => {
            let parts = parts_of_text(text);
            let other = match parts.as_slice() {
                [schema, name] => name_in(schema, name),
                [name] => Name::plain(name),
                _ => return None,
            };
            Some(*name == other)
        }
        _ if std::mem::discriminant(left) == std::mem::discriminant(right) => Some(left == right),
        _ => None,
    }
}

fn is_like(text: &str, pattern: &str) -> bool {
    match pattern.chars().next() {
        None => text.is_empty(),
        Some('%') => {
            let rest = &pattern[1..];
            let mut ends = text.char_indices().map(|(at, _)| at).chain([text.len()]);
            ends.any(|at| is_like(&text[at..], rest))
        }
        Some(first) => {
            let (wanted, rest) = match (first, pattern[first.len_utf8()..].chars().next()) {
                ('\\', Some(escaped)) => (Some(escaped), &pattern[1 + escaped.len_utf8()..]),
                ('_', _) => (None, &pattern[1..]),
                (first, _) => (Some(first), &pattern[first.len_utf8()..]),
            };
            let Some(head) = text.chars().next() else {
                return false;
            };
            wanted.is_none_or(|wanted| wanted == head) && is_like(&text[head.len_utf8()..], rest)
        }
    }
}

fn literal(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}

/// `format('DROP TABLE %I', name)`
fn formatted(arguments: &[Option<Value>]) -> Option<Value> {
    let Some(Some(Value::Text(template))) = arguments.first() else {
        return None;
    };
    let mut values = arguments[1..].iter();
    let mut made = String::new();
    let mut rest = template.as_str();
    while let Some(at) = rest.find('%') {
        made.push_str(&rest[..at]);
        rest = &rest[at + 1..];
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        let numbered = digits > 0 && rest[digits..].starts_with('$');
        let place: Option<usize> = rest[..digits].parse().ok();
        if numbered {
            rest = &rest[digits + 1..];
        }
        let kind = rest.chars().next()?;
        rest = &rest[kind.len_utf8()..];
        if kind == '%' {
            made.push('%');
            continue;
        }
        let value = if numbered {
            arguments.get(place?)?.as_ref()?
        } else {
            values.next()?.as_ref()?
        };
        match kind {
            'I' => match value {
                Value::Relation(_) | Value::Type(_) => made.push_str(&shown(value)?),
                _ => made.push_str(&quoted(&shown(value)?)),
            },
            'L' => made.push_str(&literal(&shown(value)?)),
            's' => made.push_str(&shown(value)?),
            _ => return None,
        }
    }
    made.push_str(rest);
    Some(Value::Text(made))
}
