//! `` sql`lower(${t.email})` `` as the SQL that it is.

use std::rc::Rc;

use crate::{
    sql::postgres::is_plain_identifier,
    typescript::value::{Shape, Value},
};

use super::{
    Reader,
    chain::{Chain, Head},
};

impl<'a> Reader<'a> {
    /// The SQL of an expression; otherwise why it cannot be read.
    pub(super) fn sql_text(&self, value: &Value<'a>) -> Result<String, String> {
        if let Some((_, column)) = self.column_of(value) {
            return Ok(identifier(&column));
        }
        if let Some(outline) = self.table_of(value) {
            let name = outline.name.as_ref();
            return name
                .map(|name| identifier(&name.name))
                .ok_or_else(|| "a table whose name depends on what runs".to_owned());
        }
        let Some(chain) = Chain::of(value) else {
            return Err(match value {
                Value::Unknown(why) => why.reason.clone(),
                _ => "what is no SQL".to_owned(),
            });
        };
        match &chain.base.shape {
            Shape::Tagged { tag, texts, values } if is_sql(tag) => self.template(texts, values),
            Shape::Import { name, .. } if name == "sql" => self.method(&chain),
            _ => match chain.head() {
                Some((Head::Orm(function), arguments)) => self.operator(&function, arguments),
                _ => Err("an expression that is no SQL of Drizzle".to_owned()),
            },
        }
    }

    /// SQL, or a constant as SQL writes it.
    pub(super) fn sql_or_constant(&self, value: &Value<'a>) -> Result<String, String> {
        match value {
            Value::String(text) => Ok(quoted(text)),
            Value::Number(_) | Value::Boolean(_) | Value::BigInt(_) => {
                Ok(value.text().unwrap_or_default())
            }
            Value::Null => Ok("null".to_owned()),
            other => self.sql_text(other),
        }
    }

    fn template(&self, texts: &[String], values: &[Value<'a>]) -> Result<String, String> {
        let mut sql = String::new();
        for (i, text) in texts.iter().enumerate() {
            sql.push_str(text);
            if let Some(value) = values.get(i) {
                sql.push_str(&self.sql_or_constant(value)?);
            }
        }
        Ok(sql.trim().to_owned())
    }

    /// `sql.raw("now()")`
    fn method(&self, chain: &Chain<'a>) -> Result<String, String> {
        let unreadable = || "a use of `sql` that we do not know".to_owned();
        let link = chain.links.first().ok_or_else(unreadable)?;
        let first = link.arguments.first().ok_or_else(unreadable)?;
        match (link.method.as_str(), first) {
            ("raw", Value::String(text)) => Ok(text.to_string()),
            ("identifier", Value::String(text)) => Ok(identifier(text)),
            ("join", Value::Array(items)) => {
                let between = match link.arguments.get(1) {
                    Some(between) => self.sql_text_untrimmed(between)?,
                    None => String::new(),
                };
                let items: Result<Vec<_>, _> = items
                    .iter()
                    .map(|item| self.sql_or_constant(item))
                    .collect();
                Ok(items?.join(&between))
            }
            (_, Value::Unknown(why)) => Err(why.reason.clone()),
            _ => Err(unreadable()),
        }
    }

    fn sql_text_untrimmed(&self, value: &Value<'a>) -> Result<String, String> {
        if let Value::Term(term) = value
            && let Shape::Tagged { texts, values, .. } = &term.shape
            && values.is_empty()
        {
            return Ok(texts.concat());
        }
        self.sql_text(value)
    }

    /// `isNull(t.deletedAt)`
    fn operator(&self, function: &str, arguments: &[Value<'a>]) -> Result<String, String> {
        let parts: Result<Vec<String>, String> = arguments
            .iter()
            .filter(|argument| !matches!(argument, Value::Undefined))
            .map(|argument| match argument {
                Value::Array(items) => {
                    let items: Result<Vec<_>, _> = items
                        .iter()
                        .map(|item| self.sql_or_constant(item))
                        .collect();
                    Ok(format!("({})", items?.join(", ")))
                }
                other => self.sql_or_constant(other),
            })
            .collect();
        let parts = parts?;
        let infix = match function {
            "eq" => "=",
            "ne" => "<>",
            "gt" => ">",
            "gte" => ">=",
            "lt" => "<",
            "lte" => "<=",
            "like" => "like",
            "ilike" => "ilike",
            "inArray" => "in",
            "notInArray" => "not in",
            "and" | "or" => {
                // As Drizzle prints them.
                return Ok(match parts.as_slice() {
                    [one] => one.clone(),
                    parts => format!("({})", parts.join(&format!(" {function} "))),
                });
            }
            _ => {
                return match (function, parts.as_slice()) {
                    ("isNull", [one]) => Ok(format!("{one} is null")),
                    ("isNotNull", [one]) => Ok(format!("{one} is not null")),
                    ("not", [one]) => Ok(format!("not ({one})")),
                    ("desc" | "asc", [one]) => Ok(format!("{one} {function}")),
                    _ => Err(format!("`{function}()`, which we do not know")),
                };
            }
        };
        match parts.as_slice() {
            [left, right] => Ok(format!("{left} {infix} {right}")),
            _ => Err(format!("`{function}()` with other arguments than two")),
        }
    }
}

/// Whether a value is made of SQL.
pub fn is_sql_value(value: &Value<'_>) -> bool {
    let Some(chain) = Chain::of(value) else {
        return false;
    };
    match &chain.base.shape {
        Shape::Tagged { tag, .. } => is_sql(tag),
        Shape::Import { name, .. } => name == "sql",
        _ => false,
    }
}

fn is_sql(tag: &Value<'_>) -> bool {
    let Value::Term(term) = tag else {
        return false;
    };
    let term = Rc::clone(term);
    matches!(&term.shape, Shape::Import { name, .. } if name == "sql")
}

/// A name as SQL writes it.
pub fn identifier(name: &str) -> String {
    if is_plain_identifier(name) {
        name.to_owned()
    } else {
        format!("\"{}\"", name.replace('"', "\"\""))
    }
}

fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}
