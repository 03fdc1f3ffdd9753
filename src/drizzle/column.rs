//! One column: its builder and everything chained to it.

use crate::{
    catalog::{Column, ColumnNotes, Default, Identity, TableKind, TypeName},
    typescript::{names, quote},
};

use super::{
    Version, default,
    dialect::{Builder, Core},
    keys::key as key_of,
    page::{EnumForm, FilePage, PropertyPage},
};

/// What a column is in its table's key.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Key {
    None,
    /// The column alone is the primary key; what is to be said of its name.
    Primary(&'static str),
}

pub fn page(column: &Column, key: Key, kind: TableKind, file: &mut FilePage<'_>) -> PropertyPage {
    let Column {
        name,
        ty,
        nullable,
        default,
        identity,
        sequence,
        // A Prisma schema says nothing of it.
        generated: _,
        // What is to be said of it is in the dialect's limits.
        default_name: _,
        place: _,
        notes:
            ColumnNotes {
                code_name: _,
                doc,
                scalar: _,
                optional: _,
                ignored: _,
                client_default,
                updated_at,
                json,
                code_type,
            },
    } = column;
    let core = file.core;
    let builder = (core.builder)(column, file.options);
    let mut text = build(&builder, name, &ty.name, file);
    // Behind `array()`, which in 0.45 forgets it, `$type` says what the list is; in 1.0
    // what its elements are.
    let list = match file.options.version {
        Version::V0 if ty.list => "[]",
        Version::V0 | Version::V1 => "",
    };
    if ty.list {
        text.push_str(".array()");
    }
    if let (Some(json), None) = (json, code_type) {
        text.push_str(&format!(".$type<{}{list}>()", file.json_type(&json.name)));
    }
    match key {
        Key::Primary(_) => {
            text.push_str((core.primary_key)(column));
        }
        Key::None if !nullable && !is_not_null(&builder, core) => text.push_str(".notNull()"),
        Key::None => {}
    }
    // A view has no defaults to fill in, and is not written to.
    if kind == TableKind::Table {
        match default {
            Some(Default::Literal(literal)) => {
                let value = (core.literal)(literal, column, file.options);
                text.push_str(&format!(".default({})", file.sql(value)));
            }
            Some(Default::Expression(expression)) => {
                let (value, rest) = (core.expression)(expression);
                text.push_str(&format!(".default({}){rest}", file.sql(value)));
            }
            Some(Default::AutoIncrement) => match identity {
                Some(identity) => text.push_str(&identity_call(*identity, sequence)),
                None => text.push_str(core.sequence),
            },
            Some(Default::Unknown) | None => {}
        }
        if let Some(client) = client_default {
            let (expression, import) = default::client(client);
            file.module_imports.extend(import);
            let expression = if ty.list {
                format!("[{expression}]")
            } else {
                expression
            };
            text.push_str(&format!(".$defaultFn(() => {expression})"));
        }
        if *updated_at {
            text.push_str(&format!(
                ".$onUpdate(() => {})",
                (core.now)(column, file.options)
            ));
        }
    }
    // Behind the default, which is a value of the column's own type.
    if let Some(code_type) = code_type {
        let code_type = file.code_type(code_type);
        text.push_str(&format!(".$type<({code_type}){list}>()"));
    }
    let limit = match key {
        Key::Primary(limit) if !limit.is_empty() => limit,
        Key::Primary(_) | Key::None => (core.limit_of_column)(column),
    };
    PropertyPage {
        doc: format!("{}{limit}", quote::doc(doc.as_deref())),
        key: names::key(&key_of(column, file.options)),
        value: text,
    }
}

/// `.generatedByDefaultAsIdentity({ increment: 10, startWith: 100 })`
fn identity_call(identity: Identity, sequence: &[(&'static str, String)]) -> String {
    let method = match identity {
        Identity::Always => "generatedAlwaysAsIdentity",
        Identity::ByDefault => "generatedByDefaultAsIdentity",
    };
    let options: Vec<String> = sequence
        .iter()
        .filter_map(|(word, value)| {
            let key = match *word {
                "start" => "startWith",
                "increment" => "increment",
                "minvalue" => "minValue",
                "maxvalue" => "maxValue",
                "cache" => "cache",
                // Drizzle has no word for the others.
                _ => return None,
            };
            // A number that JavaScript would round is a text.
            let value = default::number(value).unwrap_or_else(|| quote::string(value));
            Some(format!("{key}: {value}"))
        })
        .collect();
    if options.is_empty() {
        format!(".{method}()")
    } else {
        // On lines of its own, which prettier would not settle on in one go.
        format!(".{method}({{\n{} }})", options.join(", "))
    }
}

/// Whether Drizzle takes the column for NOT NULL by itself.
fn is_not_null(builder: &Builder, core: &Core) -> bool {
    matches!(builder, Builder::Core { function, .. } if core.not_null.contains(function))
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
        Builder::Custom(custom) => format!("{}({name})", file.custom_type(custom)),
        Builder::Enum => {
            let TypeName::Enum(ty) = ty else {
                unreachable!("only an enum is built by its type")
            };
            match file.core.enums {
                EnumForm::Type(_) => format!("{}({name})", file.names.enum_type(ty)),
                EnumForm::Labels { builder, config } => {
                    file.core_imports.insert(builder);
                    format!("{builder}({name}, {})", config(file.names.enum_type(ty)))
                }
            }
        }
    }
}
