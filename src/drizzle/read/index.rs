//! `index("users_role_idx").on(t.role, t.createdAt.desc())`

use crate::{
    catalog::{Constraint, Dialect, Index, IndexColumn, IndexTarget, Nulls, Object, Order, Table},
    typescript::value::{Shape, Value},
};

use super::{
    Reader,
    chain::{Chain, Head},
    sql_text::identifier,
    table::Outline,
};

/// Whether what is unique is a constraint of the database, where the file says so.
pub fn has_constraints(dialect: Dialect) -> bool {
    match dialect {
        Dialect::Postgres | Dialect::Cockroach | Dialect::SqlServer => true,
        Dialect::MySql | Dialect::Sqlite | Dialect::Mongo => false,
    }
}

impl<'a> Reader<'a> {
    pub(super) fn index(
        &self,
        function: &str,
        arguments: &[Value<'a>],
        chain: &Chain<'a>,
        outline: &Outline<'a>,
        table: &mut Table,
    ) {
        let name = arguments.first().and_then(Value::as_str).map(str::to_owned);
        let place = chain.place();
        let mut index = Index {
            unique: function != "index",
            constraint: (function == "unique" && has_constraints(outline.dialect))
                .then_some(Constraint::Unique),
            place: Some(self.evaluator.library.first_line(place)),
            ..Index::on(name.clone(), Vec::new())
        };
        // Of old, the order and the method stood behind the columns.
        let mut order = None;
        let mut wrong = None;
        for link in &chain.links {
            let first = link.arguments.first();
            match link.method.as_str() {
                "on" | "onOnly" => {
                    wrong = self
                        .index_columns(&link.arguments, outline, &mut index)
                        .err();
                }
                "using" => {
                    let method = match first {
                        Some(Value::String(text)) => Ok(text.to_string()),
                        Some(other) => self.sql_text(other),
                        None => Err("an index method that is not there".to_owned()),
                    };
                    match method {
                        Ok(method) => {
                            let method = method.to_ascii_lowercase();
                            index.method = (method != "btree").then_some(method);
                        }
                        Err(reason) => wrong = Some(reason),
                    }
                    if let Some(columns) = link.arguments.get(1..)
                        && !columns.is_empty()
                    {
                        wrong = self.index_columns(columns, outline, &mut index).err();
                    }
                }
                "where" => match first.map(|first| self.sql_text(first)) {
                    Some(Ok(predicate)) => index.predicate = Some(predicate),
                    Some(Err(reason)) => wrong = Some(format!("a predicate from {reason}")),
                    None => {}
                },
                "with" => {
                    let entries = first.and_then(|first| self.evaluator.entries(first));
                    for entry in entries.into_iter().flat_map(|all| all.entries) {
                        let value = entry.value.text().unwrap_or_default();
                        index
                            .parameters
                            .push((entry.key.to_ascii_lowercase(), value));
                    }
                    index.parameters.sort();
                }
                "asc" => order = Some(Order::Ascending),
                "desc" => order = Some(Order::Descending),
                "nullsNotDistinct" => index.nulls_not_distinct = true,
                "concurrently" | "algorythm" | "algorithm" | "lock" | "nullsFirst"
                | "nullsLast" => {}
                other => wrong = Some(format!("`.{other}()`, which we do not know")),
            }
        }
        if let Some(order) = order {
            for column in &mut index.columns {
                column.order = order;
            }
        }
        if index.columns.is_empty() && wrong.is_none() {
            wrong = Some("an index without columns that can be read".to_owned());
        }
        match wrong {
            None => table.indexes.push(index),
            Some(reason) => {
                let object = Object::Index(table.name.clone(), name.unwrap_or_default());
                self.unknown(object, reason, place);
            }
        }
    }

    fn index_columns(
        &self,
        values: &[Value<'a>],
        outline: &Outline<'a>,
        index: &mut Index,
    ) -> Result<(), String> {
        for value in values {
            index.columns.push(self.index_column(value, outline)?);
        }
        Ok(())
    }

    fn index_column(
        &self,
        value: &Value<'a>,
        outline: &Outline<'a>,
    ) -> Result<IndexColumn, String> {
        let Some(chain) = Chain::of(value) else {
            return Err(match value {
                Value::Unknown(why) => why.reason.clone(),
                _ => "a column of an index that is none".to_owned(),
            });
        };
        let base = chain.base_value();
        if let Some((_, name)) = self.column_of(&base) {
            let mut column = IndexColumn::plain(&name);
            let mut nulls = None;
            for link in &chain.links {
                match link.method.as_str() {
                    "asc" => column.order = Order::Ascending,
                    "desc" => {
                        column.order = Order::Descending;
                        // drizzle-kit writes the NULLs of an order out, and last.
                        let is_written = outline.dialect == Dialect::Postgres;
                        nulls = nulls.or(is_written.then_some(Nulls::Last));
                    }
                    "nullsFirst" => nulls = Some(Nulls::First),
                    "nullsLast" => nulls = Some(Nulls::Last),
                    "op" => {
                        let class = link.arguments.first().and_then(Value::as_str);
                        column.operator_class = class.map(str::to_owned);
                    }
                    other => return Err(format!("`.{other}()` of a column of an index")),
                }
            }
            let usual = match column.order {
                Order::Ascending => Nulls::Last,
                Order::Descending => Nulls::First,
            };
            column.nulls = nulls.filter(|nulls| *nulls != usual);
            return Ok(column);
        }
        // `desc(t.createdAt)`
        if let Some((Head::Orm(function), [one])) = chain.head()
            && (function == "desc" || function == "asc")
        {
            let mut column = self.index_column(one, outline)?;
            if function == "desc" {
                column.order = Order::Descending;
            }
            return Ok(column);
        }
        let text = self.sql_text(value)?;
        Ok(self
            .spelled_column(&base, &text)
            .unwrap_or_else(|| IndexColumn {
                target: IndexTarget::Expression(text),
                ..IndexColumn::plain("")
            }))
    }

    /// ``sql`${t.createdAt} DESC NULLS LAST` ``: a column with words behind it.
    fn spelled_column(&self, base: &Value<'a>, text: &str) -> Option<IndexColumn> {
        let Value::Term(term) = base else {
            return None;
        };
        let Shape::Tagged { values, .. } = &term.shape else {
            return None;
        };
        let [value] = values.as_slice() else {
            return None;
        };
        let (_, name) = self.column_of(value)?;
        let rest = text.strip_prefix(&identifier(&name))?;
        let mut column = IndexColumn::plain(&name);
        // `MySQL` indexes the first letters: `(100)`.
        let rest = match rest.strip_prefix('(') {
            Some(inside) => {
                let (digits, rest) = inside.split_once(')')?;
                column.length = Some(digits.trim().parse().ok()?);
                rest
            }
            None => rest,
        };
        let words: Vec<String> = rest.split_whitespace().map(str::to_lowercase).collect();
        let mut words = words.iter().map(String::as_str).peekable();
        if let Some(word) = words.peek()
            && !["asc", "desc", "nulls"].contains(word)
        {
            if !word.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_') {
                return None;
            }
            column.operator_class = words.next().map(str::to_owned);
        }
        if let Some(order) = words.next_if(|word| ["asc", "desc"].contains(word))
            && order == "desc"
        {
            column.order = Order::Descending;
        }
        let nulls = match (words.next(), words.next(), words.next()) {
            (None, ..) => return Some(column),
            (Some("nulls"), Some("first"), None) => Nulls::First,
            (Some("nulls"), Some("last"), None) => Nulls::Last,
            _ => return None,
        };
        let usual = match column.order {
            Order::Ascending => Nulls::Last,
            Order::Descending => Nulls::First,
        };
        column.nulls = (nulls != usual).then_some(nulls);
        Some(column)
    }
}
