//! One column: its builder and everything chained to it.

use crate::{
    catalog::{Column, ColumnNotes, Default, TableKind, TypeName},
    sql::postgres,
    typescript::{names, quote},
};

use super::{
    default,
    keys::key as key_of,
    limits,
    page::{FilePage, PropertyPage},
    types::{self, Builder},
};

/// What a column is in its table's key.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Key {
    None,
    /// The column alone is the primary key, under the name that the database gives it.
    Primary,
    /// The same, under a name of its own.
    PrimaryOfOtherName,
}

pub fn page(column: &Column, key: Key, kind: TableKind, file: &mut FilePage<'_>) -> PropertyPage {
    let Column {
        name,
        ty,
        nullable,
        default,
        // A Prisma schema says nothing of these.
        generated: _,
        identity: _,
        place: _,
        notes:
            ColumnNotes {
                code_name: _,
                doc,
                client_default,
                updated_at,
                json,
                code_type,
            },
    } = column;
    let (builder, values) = types::builder(column, file.options);
    let mut text = build(&builder, name, &ty.name, file);
    if let (Some(json), None) = (json, code_type) {
        text.push_str(&format!(".$type<{}>()", file.json_type(&json.name)));
    }
    if ty.list {
        text.push_str(".array()");
    }
    match key {
        Key::Primary | Key::PrimaryOfOtherName => text.push_str(".primaryKey()"),
        Key::None if !nullable && !is_not_null(&builder) => text.push_str(".notNull()"),
        Key::None => {}
    }
    // A view has no defaults to fill in, and is not written to.
    if kind == TableKind::Table {
        match default {
            Some(Default::Literal(literal)) => {
                let value = default::literal(literal, values, column);
                text.push_str(&format!(".default({})", file.sql(value)));
            }
            Some(Default::Expression(expression)) => {
                let value = default::sql(expression);
                text.push_str(&format!(".default({})", file.sql(value)));
            }
            Some(Default::AutoIncrement | Default::Unknown) | None => {}
        }
        if let Some(client) = client_default {
            let (expression, import) = default::client(*client);
            file.module_imports.extend(import);
            let expression = if ty.list {
                format!("[{expression}]")
            } else {
                expression
            };
            text.push_str(&format!(".$defaultFn(() => {expression})"));
        }
        if *updated_at {
            text.push_str(&format!(".$onUpdate(() => {})", now(column, file)));
        }
    }
    // Behind the default, which is a value of the column's own type.
    if let Some(code_type) = code_type {
        let code_type = file.code_type(code_type);
        let list = if ty.list { "[]" } else { "" };
        text.push_str(&format!(".$type<({code_type}){list}>()"));
    }
    let limit = match &ty.name {
        _ if key == Key::PrimaryOfOtherName => limits::KEY_NAME,
        TypeName::Enum(name) if ty.list && !postgres::is_plain_identifier(&name.name) => {
            limits::ENUM_LIST
        }
        _ => "",
    };
    PropertyPage {
        doc: format!("{}{limit}", quote::doc(doc.as_deref())),
        key: names::key(&key_of(column, file.options)),
        value: text,
    }
}

/// Whether Drizzle takes the column for NOT NULL by itself. Of its serial types
/// `bigserial` does so only in one of its modes.
fn is_not_null(builder: &Builder) -> bool {
    matches!(
        builder,
        Builder::Core {
            function: "serial" | "smallserial",
            ..
        }
    )
}

fn build(builder: &Builder, column: &str, ty: &TypeName, file: &mut FilePage<'_>) -> String {
    let name = quote::string(column);
    match builder {
        Builder::Core { function, config } => {
            file.core_imports.insert(function);
            match config {
                Some(config) => format!("{function}({name}, {config})"),
                None => format!("{function}({name})"),
            }
        }
        Builder::Custom { sql, data } => format!("{}({name})", file.custom_type(sql, data)),
        Builder::Enum => {
            let TypeName::Enum(ty) = ty else {
                unreachable!("only an enum is built by its type")
            };
            format!("{}({name})", file.names.enum_type(ty))
        }
    }
}

/// The current time as a row holds it.
fn now(column: &Column, file: &FilePage<'_>) -> &'static str {
    let is = |names: &[&str]| matches!(&column.ty.name, TypeName::Plain { name, .. } if names.contains(&name.as_str()));
    if is(&["time", "timetz"]) {
        "new Date().toISOString().slice(11, 23)"
    } else if file.options.date == super::DateMode::String {
        "new Date().toISOString()"
    } else {
        "new Date()"
    }
}
