//! `drizzle-orm/mysql-core` 0.2x to 0.45, and what 1.0 adds.

use crate::{
    catalog::ColumnType,
    sql::mysql::{parse_type, print_type},
};

use super::{Config, Typed};

pub fn typed(function: &str, config: Config<'_, '_>) -> Option<Typed> {
    // In the normal spelling: `decimal` is `decimal(10,0)`.
    let with = |name: &str, keys: &[&str]| {
        let spelled = print_type(&ColumnType::plain(name, config.list(keys)));
        Typed::plain(parse_type(&spelled))
    };
    let number = |name: &str, keys: &[&str]| {
        let name = if config.flag("unsigned") {
            format!("{name} unsigned")
        } else {
            name.to_owned()
        };
        with(&name, keys)
    };
    Some(match function {
        "serial" => Typed {
            not_null: true,
            sequence: true,
            ..with("bigint unsigned", &[])
        },
        "tinyint" | "smallint" | "mediumint" | "int" | "bigint" => number(function, &[]),
        "decimal" | "numeric" => number("decimal", &["precision", "scale"]),
        "float" | "double" => number(function, &["precision", "scale"]),
        "real" => with("double", &["precision", "scale"]),
        // `boolean` is this type by another name.
        "boolean" => Typed::plain(ColumnType::plain("tinyint", vec!["1".to_owned()])),
        "char" | "varchar" | "binary" | "varbinary" => with(function, &["length"]),
        "text" | "tinytext" | "mediumtext" | "longtext" | "tinyblob" | "blob" | "mediumblob"
        | "longblob" | "date" | "year" | "json" => with(function, &[]),
        "datetime" | "timestamp" | "time" => with(function, &["fsp"]),
        _ => return None,
    })
}
