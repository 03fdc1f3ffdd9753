//! `drizzle-orm/sqlite-core`.

use crate::catalog::ColumnType;

use super::{Config, Typed};

pub fn typed(function: &str, config: Config<'_, '_>) -> Option<Typed> {
    let (name, arguments) = match function {
        "integer" | "int" => ("integer", Vec::new()),
        "text" => ("text", config.list(&["length"])),
        "real" | "numeric" | "blob" => (function, Vec::new()),
        _ => return None,
    };
    Some(Typed::plain(ColumnType::plain(name, arguments)))
}
