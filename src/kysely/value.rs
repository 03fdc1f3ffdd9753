//! The type of one column: what the driver returns, or what the user says.

use crate::{
    catalog::{Column, TypeName},
    typescript::quote,
};

use super::{
    driver::{JsonInsert, List, Value},
    file::FilePage,
};

/// The type of a column with its NULL; `strict` JSON may not be NULL whatever its type is.
pub fn of(column: &Column, strict: bool, file: &mut FilePage<'_>) -> String {
    let value = file.value(column);
    let or_null = |ty: String| {
        if column.nullable {
            format!("{ty} | null")
        } else {
            ty
        }
    };
    if let Some(code_type) = &column.notes.code_type {
        let ty = file.code_type(code_type);
        return match value {
            _ if column.ty.list => or_null(format!("({ty})[]")),
            Value::Json(JsonInsert::Value) if strict => not_null_json(&ty, file),
            Value::Json(JsonInsert::Text) => or_null(json_from_text(&ty, file)),
            _ => or_null(format!("({ty})")),
        };
    }
    if column.ty.list {
        return list_type(column, value, file);
    }
    match value {
        Value::Plain(ty) | Value::Stored { text: ty, .. } => or_null(ty.to_owned()),
        Value::Split {
            helper,
            select,
            insert,
        } => or_null(file.split(helper, select, insert)),
        Value::Enum => or_null(labels(column, file)),
        Value::Json(JsonInsert::Value) if strict => {
            let ty = json(column, file);
            not_null_json(&ty, file)
        }
        Value::Json(JsonInsert::Value) => or_null(json(column, file)),
        Value::Json(JsonInsert::Text) => {
            let ty = json(column, file);
            or_null(json_from_text(&ty, file))
        }
        Value::JsonText => {
            let ty = json(column, file);
            or_null(json_text(&ty, file))
        }
    }
}

/// The column's enum.
fn labels(column: &Column, file: &FilePage<'_>) -> String {
    match &column.ty.name {
        TypeName::Enum(name) => file.enums[name].clone(),
        TypeName::Labels(labels) => {
            let labels: Vec<String> = labels.iter().map(|label| quote::string(label)).collect();
            format!("({})", labels.join(" | "))
        }
        TypeName::Plain { .. } | TypeName::Composite(_) => "string".to_owned(),
    }
}

/// The column's JSON type.
fn json(column: &Column, file: &mut FilePage<'_>) -> String {
    let name = column.notes.json.as_ref().map(|json| json.name.clone());
    name.map_or_else(|| "unknown".to_owned(), |name| file.json_type(&name))
}

fn not_null_json(ty: &str, file: &mut FilePage<'_>) -> String {
    let name = file.helper(
        "Json",
        "A JSON column that may not be NULL, whatever its value's type is.",
        "NAME<T> = COLUMN_TYPE<T, T & {}, T & {}>",
    );
    format!("{name}<{ty}>")
}

fn json_from_text(ty: &str, file: &mut FilePage<'_>) -> String {
    let name = file.helper(
        "Json",
        "A JSON column, which is given as text: `JSON.stringify(value)`.",
        "NAME<T> = COLUMN_TYPE<T, string, string>",
    );
    format!("{name}<{ty}>")
}

fn json_text(ty: &str, file: &mut FilePage<'_>) -> String {
    let name = file.helper(
        "JsonText",
        "A JSON column, which is text: `JSON.parse(text)`. The database keeps a number as a number.",
        "NAME<T> = COLUMN_TYPE<T extends number ? number : string, string, string>",
    );
    format!("{name}<{ty}>")
}

/// Kysely does not look for a `ColumnType` inside an array, so that a list is
/// one `ColumnType` of arrays where selecting and inserting differ.
fn list_type(column: &Column, value: Value, file: &mut FilePage<'_>) -> String {
    let null = if column.nullable { " | null" } else { "" };
    let (select, insert) = match value {
        Value::Plain(ty) | Value::Stored { text: ty, .. } => (ty.to_owned(), ty.to_owned()),
        Value::Split { select, insert, .. } => (select.to_owned(), insert.to_owned()),
        Value::Enum => {
            let ty = labels(column, file);
            (ty.clone(), ty)
        }
        Value::Json(_) | Value::JsonText => {
            let ty = json(column, file);
            (ty.clone(), ty)
        }
    };
    let array = |ty: &str| {
        if ty.contains(['|', '{', '&']) {
            format!("({ty})[]")
        } else {
            format!("{ty}[]")
        }
    };
    let (select, insert) = match file.list(column) {
        List::Each | List::Of(_) => (array(&select), array(&insert)),
        List::Text => ("string".to_owned(), format!("{} | string", array(&insert))),
        List::FromText => (array(&select), "string".to_owned()),
    };
    if select == insert {
        return format!("{select}{null}");
    }
    file.column_type(&format!("{select}{null}"), &format!("{insert}{null}"))
}
