//! One column of a `CREATE TABLE` or an `ALTER TABLE`.

use sqlparser::ast::{
    CheckConstraint, ColumnDef, ColumnOption, ColumnOptionDef, Expr, ForeignKeyConstraint,
    GeneratedExpressionMode, ReferentialAction, UnaryOperator, Value,
};
use sqlparser::parser::Parser;
use sqlparser::tokenizer::{Token, TokenWithSpan};

use super::Replayer;
use super::cursor::{Cursor, Named};
use super::text::grammar;
use crate::catalog::{
    Action, Check, Column, ColumnType, Default, Dialect, ForeignKey, Generated, Name,
};
use crate::sql::expression::parse_default;
use crate::sql::{mysql, sqlite};

/// What may follow the words of a type.
const BEHIND_TYPE: &[&str] = &[
    "CONSTRAINT",
    "PRIMARY",
    "NOT",
    "NULL",
    "UNIQUE",
    "CHECK",
    "DEFAULT",
    "COLLATE",
    "REFERENCES",
    "GENERATED",
    "AS",
    "ON",
];

/// A key in a column's line.
pub struct Inline {
    pub name: Option<String>,
}

/// A column with the constraints that stand in its own line.
pub struct Parsed {
    pub column: Column,
    pub primary_key: Option<Inline>,
    pub unique: Option<Inline>,
    pub foreign_key: Option<(ForeignKey, Named)>,
    pub checks: Vec<Check>,
}

impl Replayer<'_> {
    /// Reads a column's line; the error says what was not understood in it.
    pub fn column(&self, item: &[TokenWithSpan]) -> Result<Parsed, String> {
        let (item, declared) = match self.dialect {
            Dialect::Sqlite => self.without_type(item),
            _ => (item.to_vec(), None),
        };
        let item = item.as_slice();
        let mut parser =
            Parser::new(grammar(self.dialect)).with_tokens_with_locations(item.to_vec());
        let parsed = parser
            .parse_column_def()
            .map_err(|error| error.to_string())?;
        let rest = parser.peek_token();
        if rest.token != Token::EOF {
            return Err(format!("`{rest}`"));
        }
        Ok(self.lowered(parsed, item, declared))
    }

    /// `SQLite` takes any words for a type: another one stands in for them.
    fn without_type(&self, item: &[TokenWithSpan]) -> (Vec<TokenWithSpan>, Option<String>) {
        let mut cursor = Cursor(item);
        cursor.name();
        let start = item.len() - cursor.0.len();
        while matches!(cursor.0.first().map(|it| &it.token), Some(Token::Word(_)))
            && !BEHIND_TYPE.iter().any(|word| cursor.is(word))
        {
            cursor.skip();
        }
        cursor.group();
        let end = item.len() - cursor.0.len();
        let declared = self.text.slice(&item[start..end]).to_owned();
        let stand_in = TokenWithSpan::wrap(Token::make_keyword("TEXT"));
        let item = [&item[..start], &[stand_in], &item[end..]].concat();
        (item, Some(declared))
    }

    fn lowered(
        &self,
        parsed: ColumnDef,
        item: &[TokenWithSpan],
        declared: Option<String>,
    ) -> Parsed {
        let ColumnDef {
            name,
            data_type,
            options,
        } = parsed;
        let written = declared.unwrap_or_else(|| data_type.to_string());
        let is_serial = written.eq_ignore_ascii_case("serial") && self.dialect == Dialect::MySql;
        let ty = match self.dialect {
            Dialect::Sqlite => sqlite::parse_type(&written),
            _ if is_serial => mysql::parse_type("bigint unsigned"),
            _ => mysql::parse_type(&written),
        };
        let own_name = Cursor(item).name();
        let own_name = own_name.map_or(name.value, |named| named.name);
        let mut column = Column::new(&own_name, ty, true);
        column.place = Some(self.span(name.span));
        let mut parsed = Parsed {
            column,
            primary_key: None,
            unique: None,
            foreign_key: None,
            checks: Vec::new(),
        };
        if is_serial {
            parsed.column.nullable = false;
            parsed.column.default = Some(Default::AutoIncrement);
            parsed.unique = Some(Inline { name: None });
        }
        let mut update = None;
        for ColumnOptionDef { name, option } in options {
            let name = name.map(|name| name.value);
            match option {
                ColumnOption::NotNull => parsed.column.nullable = false,
                ColumnOption::Default(value) => {
                    parsed.column.default = self.default(&value, &parsed.column.ty);
                }
                ColumnOption::PrimaryKey(_) => {
                    parsed.column.nullable = false;
                    parsed.primary_key = Some(Inline { name });
                }
                ColumnOption::Unique(_) => parsed.unique = Some(Inline { name }),
                ColumnOption::ForeignKey(key) => {
                    let target = references(&key);
                    let mut key = self.foreign_key(key);
                    key.name = name;
                    key.columns = vec![parsed.column.name.clone()];
                    key.place = parsed.column.place;
                    parsed.foreign_key = target.map(|target| (key, target));
                }
                ColumnOption::Check(CheckConstraint { expr, .. }) => parsed.checks.push(Check {
                    name,
                    expression: expr.to_string(),
                    place: parsed.column.place,
                }),
                ColumnOption::DialectSpecific(tokens) => {
                    let is_counted = tokens.iter().any(|token| match token {
                        Token::Word(word) => {
                            let word = word.value.to_ascii_uppercase();
                            word == "AUTO_INCREMENT" || word == "AUTOINCREMENT"
                        }
                        _ => false,
                    });
                    if is_counted {
                        parsed.column.default = Some(Default::AutoIncrement);
                        if self.dialect == Dialect::MySql {
                            parsed.column.nullable = false;
                        }
                    }
                }
                ColumnOption::OnUpdate(value) => update = Some(value.to_string()),
                ColumnOption::Generated {
                    generation_expr: Some(expression),
                    generation_expr_mode,
                    ..
                } => {
                    parsed.column.generated = Some(Generated {
                        expression: expression.to_string(),
                        stored: generation_expr_mode == Some(GeneratedExpressionMode::Stored),
                    });
                }
                // Character sets, comments and the like are no part of a column's facts.
                _ => {}
            }
        }
        if let Some(update) = update {
            let value = match &parsed.column.default {
                Some(Default::Expression(text)) => Some(text.as_str()),
                _ => None,
            };
            parsed.column.default = Some(mysql::on_update(value, &update));
        }
        parsed
    }

    /// The value behind `DEFAULT`.
    pub fn default(&self, value: &Expr, ty: &ColumnType) -> Option<Default> {
        let inner = match value {
            Expr::Nested(inner) => inner,
            other => other,
        };
        if matches!(inner, Expr::Value(value) if value.value == Value::Null) {
            return None;
        }
        if self.dialect == Dialect::Sqlite {
            return Some(parse_default(&inner.to_string(), ty));
        }
        let number = |value: &Expr| match value {
            Expr::Value(value) => match &value.value {
                Value::Number(number, _) => Some(number.clone()),
                _ => None,
            },
            _ => None,
        };
        let constant = match inner {
            Expr::Value(value) => match &value.value {
                Value::Number(number, _) => Some(number.clone()),
                Value::Boolean(value) => Some(u8::from(*value).to_string()),
                Value::SingleQuotedString(text) | Value::DoubleQuotedString(text) => {
                    Some(text.clone())
                }
                _ => None,
            },
            Expr::UnaryOp {
                op: UnaryOperator::Minus,
                expr,
            } => number(expr).map(|number| format!("-{number}")),
            _ => None,
        };
        Some(match constant {
            Some(constant) => mysql::constant(constant, ty),
            None => Default::Expression(inner.to_string()),
        })
    }

    /// A foreign key without its own name.
    pub fn foreign_key(&self, key: ForeignKeyConstraint) -> ForeignKey {
        let references = references(&key).map(|it| it.name).unwrap_or_default();
        let names = |names: Vec<sqlparser::ast::Ident>| -> Vec<String> {
            names.into_iter().map(|name| name.value).collect()
        };
        ForeignKey {
            name: None,
            columns: names(key.columns),
            references: Name::plain(&references),
            referenced_columns: names(key.referred_columns),
            on_delete: action(key.on_delete, self.dialect),
            on_update: action(key.on_update, self.dialect),
            place: None,
        }
    }
}

fn action(action: Option<ReferentialAction>, dialect: Dialect) -> Action {
    match action {
        // `MariaDB` lists a key that says nothing as one that restricts, `MySQL` not.
        None | Some(ReferentialAction::NoAction) => Action::NoAction,
        Some(ReferentialAction::Restrict) => Action::Restrict,
        Some(ReferentialAction::Cascade) => Action::Cascade,
        Some(ReferentialAction::SetNull) => Action::SetNull,
        // `InnoDB` takes no `SET DEFAULT`; `MySQL` lists it as no action.
        Some(ReferentialAction::SetDefault) => match dialect {
            Dialect::MySql => Action::NoAction,
            _ => Action::SetDefault,
        },
    }
}

/// The table that a key refers to.
pub fn references(key: &ForeignKeyConstraint) -> Option<Named> {
    let table = key.foreign_table.0.last()?.as_ident()?;
    let quote = table.quote_style.unwrap_or('`');
    Some(Named {
        name: table
            .value
            .replace(&format!("{quote}{quote}"), &quote.to_string()),
        range: table.span,
    })
}
