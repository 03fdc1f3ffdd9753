//! The type of one column: what the driver returns, or what the user says.

use crate::catalog::{Column, TypeName};

use super::{driver::Value, file::FilePage};

/// The type of a column with its NULL; `strict` JSON may not be NULL whatever its type is.
pub fn of(column: &Column, strict: bool, file: &mut FilePage<'_>) -> String {
    let value = file.options.driver.value(&column.ty);
    let or_null = |ty: String| {
        if column.nullable {
            format!("{ty} | null")
        } else {
            ty
        }
    };
    if let Some(code_type) = &column.notes.code_type {
        let ty = file.code_type(code_type);
        return if column.ty.list {
            or_null(format!("({ty})[]"))
        } else if value == Value::Json && strict {
            not_null_json(&ty, file)
        } else {
            or_null(format!("({ty})"))
        };
    }
    let element = |file: &mut FilePage<'_>| match value {
        Value::Json => {
            let json = column.notes.json.as_ref().map(|json| json.name.clone());
            json.map_or_else(|| "unknown".to_owned(), |name| file.json_type(&name))
        }
        _ => match &column.ty.name {
            TypeName::Enum(name) => file.enums[name].clone(),
            TypeName::Plain { .. } | TypeName::Labels(_) | TypeName::Composite(_) => {
                "string".to_owned()
            }
        },
    };
    if column.ty.list {
        let (select, insert) = match value {
            Value::Plain(ty) => (ty.to_owned(), ty.to_owned()),
            Value::Split { select, insert, .. } => (select.to_owned(), insert.to_owned()),
            Value::Enum | Value::Json => {
                let ty = element(file);
                (ty.clone(), ty)
            }
        };
        return list_type(column, &select, &insert, file);
    }
    match value {
        Value::Plain(ty) => or_null(ty.to_owned()),
        Value::Split {
            helper,
            select,
            insert,
        } => or_null(file.split(helper, select, insert)),
        Value::Json if strict => {
            let ty = element(file);
            not_null_json(&ty, file)
        }
        Value::Enum | Value::Json => or_null(element(file)),
    }
}

fn not_null_json(ty: &str, file: &mut FilePage<'_>) -> String {
    let name = file.helper(
        "Json",
        "A JSON column that may not be NULL, whatever its value's type is.",
        "NAME<T> = COLUMN_TYPE<T, T & {}, T & {}>",
    );
    format!("{name}<{ty}>")
}

/// Kysely does not look for a `ColumnType` inside an array, so that a list is
/// one `ColumnType` of arrays where selecting and inserting differ.
fn list_type(column: &Column, select: &str, insert: &str, file: &mut FilePage<'_>) -> String {
    let null = if column.nullable { " | null" } else { "" };
    let array = |ty: &str| {
        if ty.contains(['|', '{', '&']) {
            format!("({ty})[]")
        } else {
            format!("{ty}[]")
        }
    };
    let insert = array(insert);
    let select = if file.options.driver.reads_lists(&column.ty) {
        array(select)
    } else {
        "string".to_owned()
    };
    if select == insert {
        return format!("{select}{null}");
    }
    let insert = if select == "string" {
        format!("{insert} | string")
    } else {
        insert
    };
    file.column_type(&format!("{select}{null}"), &format!("{insert}{null}"))
}
