//! `drizzle-orm/mssql-core` 1.0.

use crate::sql::sqlserver::plain_type;

use super::{Config, Typed};

pub fn typed(function: &str, config: Config<'_, '_>) -> Option<Typed> {
    // In the normal spelling: `varchar` is `varchar(1)`.
    let with = |keys: &[&str]| Typed::plain(plain_type(function, config.list(keys)));
    Some(match function {
        "tinyint" | "smallint" | "int" | "bigint" | "bit" | "real" | "date" | "datetime"
        | "text" | "ntext" => with(&[]),
        "decimal" | "numeric" => with(&["precision", "scale"]),
        "char" | "nchar" | "varchar" | "nvarchar" | "binary" | "varbinary" => with(&["length"]),
        "float" | "time" | "datetime2" | "datetimeoffset" => with(&["precision"]),
        _ => return None,
    })
}
