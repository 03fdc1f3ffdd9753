//! The builders of Drizzle and the types that they are in the database: the
//! other direction of `drizzle::types`.

mod cockroach;
mod mysql;
mod postgres;
mod sqlite;
mod sqlserver;

use crate::{
    catalog::{ColumnType, Dialect, TypeName},
    sql,
    typescript::value::Value,
};

/// What a builder makes of a column.
#[derive(Debug)]
pub struct Typed {
    pub ty: ColumnType,
    pub not_null: bool,
    /// It counts by itself.
    pub sequence: bool,
}

/// The second argument of a builder: `{ length: 255 }`.
#[derive(Debug, Clone, Copy)]
pub struct Config<'v, 'a>(Option<&'v Value<'a>>);

impl Typed {
    pub fn plain(ty: ColumnType) -> Self {
        Self {
            ty,
            not_null: false,
            sequence: false,
        }
    }
}

impl<'v, 'a> Config<'v, 'a> {
    fn value(self, key: &str) -> Option<&'v Value<'a>> {
        self.0?.as_object()?.get(key)
    }

    fn text(self, key: &str) -> Option<String> {
        self.value(key)?.text()
    }

    fn flag(self, key: &str) -> bool {
        self.value(key).and_then(Value::truth) == Some(true)
    }

    /// The values behind some keys, as far as they are there.
    fn list(self, keys: &[&str]) -> Vec<String> {
        keys.iter().map_while(|key| self.text(key)).collect()
    }

    /// What of it cannot be read. The labels of a text column and what a row
    /// holds are TypeScript's alone, so that they may be anything.
    fn unread(self) -> Option<String> {
        let of_value = |value: &Value<'a>| match value {
            Value::Unknown(why) => Some(why.reason.clone()),
            Value::Term(_) => Some("an option that depends on what runs".to_owned()),
            _ => None,
        };
        match self.0? {
            Value::Object(object) => match object.unread.first() {
                Some(unread) => Some(unread.reason.clone()),
                None => object
                    .entries
                    .iter()
                    .filter(|entry| !["enum", "mode"].contains(&entry.key.as_str()))
                    .find_map(|entry| of_value(&entry.value)),
            },
            other => of_value(other),
        }
    }
}

/// The type of a builder of `drizzle-orm/*-core`, by its function and what follows the name.
pub fn core<'a>(
    dialect: Dialect,
    function: &str,
    arguments: &[Value<'a>],
    labels: impl Fn(&Value<'a>) -> Result<Vec<String>, String>,
) -> Result<Typed, String> {
    let config = Config(arguments.first());
    if dialect == Dialect::MySql && function == "mysqlEnum" {
        let Some(list) = arguments.first() else {
            return Err("an enum without labels".to_owned());
        };
        let name = TypeName::Labels(labels(list)?);
        return Ok(Typed::plain(ColumnType { name, list: false }));
    }
    if let Some(reason) = config.unread() {
        return Err(format!("a type whose options come from {reason}"));
    }
    let typed = match dialect {
        Dialect::Postgres => postgres::typed(function, config),
        Dialect::MySql => mysql::typed(function, config),
        Dialect::Sqlite => sqlite::typed(function, config),
        Dialect::Cockroach => cockroach::typed(function, config),
        Dialect::SqlServer => sqlserver::typed(function, config),
        // No file that is read has tables of it: `chain::core` knows none.
        Dialect::Mongo => None,
    };
    typed.ok_or_else(|| format!("a column that `{function}()` builds, which we do not know"))
}

/// A type as a `customType` spells it.
pub fn spelled(dialect: Dialect, text: &str) -> Typed {
    let text = without_collation(text);
    if dialect == Dialect::Postgres {
        let lower = text.trim().to_ascii_lowercase();
        let counts = ["serial", "smallserial", "bigserial"].contains(&lower.as_str());
        if let Some(typed) = counts
            .then(|| postgres::typed(&lower, Config(None)))
            .flatten()
        {
            return typed;
        }
        return Typed::plain(usual(sql::postgres::parse_type(text)));
    }
    match dialect {
        Dialect::MySql => return Typed::plain(sql::mysql::parse_type(text)),
        Dialect::Cockroach => return Typed::plain(usual(sql::cockroach::parse_type(text))),
        Dialect::SqlServer => return Typed::plain(sql::sqlserver::parse_type(text)),
        Dialect::Postgres | Dialect::Sqlite | Dialect::Mongo => {}
    }
    let lower = text.trim().to_ascii_lowercase();
    let (name, arguments) = match lower.split_once('(') {
        Some((name, rest)) => {
            let (inside, behind) = rest.split_once(')').unwrap_or((rest, ""));
            let arguments = inside.split(',').map(|it| it.trim().to_owned()).collect();
            (format!("{}{behind}", name.trim()), arguments)
        }
        None => (lower, Vec::new()),
    };
    Typed::plain(ColumnType::plain(&name, arguments))
}

/// `varchar(48) COLLATE utf8mb4_bin` is a `varchar(48)`.
fn without_collation(text: &str) -> &str {
    let lower = text.to_ascii_lowercase();
    let ends = [" collate ", " character set "].map(|word| lower.find(word));
    let end = ends.into_iter().flatten().min();
    end.map_or(text, |end| &text[..end])
}

/// Without the precision that is the type's own anyway.
fn usual(mut ty: ColumnType) -> ColumnType {
    if let TypeName::Plain { name, arguments } = &mut ty.name
        && ["timestamp", "timestamptz", "time", "timetz", "interval"].contains(&name.as_str())
        && matches!(arguments.as_slice(), [precision] if precision == "6")
    {
        arguments.clear();
    }
    ty
}
