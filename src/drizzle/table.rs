//! Tables, views and enums.

use crate::{
    catalog::{
        Action, Constraint, Enum, ForeignKey, Index, IndexColumn, Name, Order, RelationEnd, Table,
        TableKind, TableNotes,
    },
    sql::names as sql_names,
    typescript::{names, quote},
};

use super::{
    column::{self, Key},
    dialect::KeyName,
    index,
    keys::key,
    page::{EnumForm, EnumPage, FilePage, TablePage},
};

pub fn page(table: &Table, file: &mut FilePage<'_>) -> TablePage {
    let Table {
        name,
        kind,
        columns,
        primary_key,
        indexes,
        foreign_keys,
        // A Prisma schema says nothing of these.
        checks: _,
        row_security: _,
        policies: _,
        partition: _,
        definition: _,
        place: _,
        notes: TableNotes { doc, .. },
    } = table;
    let inline_key = primary_key.as_ref().filter(|key| {
        let default_name = sql_names::primary_key(file.catalog.dialect, &name.name);
        let name = match &key.name {
            Some(own) if *own != default_name => KeyName::Own,
            Some(_) | None => KeyName::Default,
        };
        key.columns.len() == 1 && (file.core.is_key_inline)(table.column(&key.columns[0]), name)
    });
    let (key_name, key_limit) = primary_key
        .as_ref()
        .map(|key| (file.core.key_name)(key, name))
        .unwrap_or_default();
    let properties = columns
        .iter()
        .map(|column| {
            let key = match inline_key {
                Some(key) if key.columns[0] == column.name => Key::Primary(key_limit),
                Some(_) | None => Key::None,
            };
            column::page(column, key, *kind, file)
        })
        .collect();
    let mut extras = Vec::new();
    if let Some(key) = primary_key.as_ref().filter(|_| inline_key.is_none()) {
        file.core_imports.insert("primaryKey");
        let order_limit = if in_order(&key.columns, table) {
            ""
        } else {
            file.core.limits.key_order
        };
        // Some databases have no names for keys.
        let name = key_name.map_or_else(String::new, |name| {
            format!("name: {}, ", quote::string(&name))
        });
        extras.push(format!(
            "{key_limit}{order_limit}primaryKey({{ {name}columns: [{}] }})",
            columns_of("t", table, &key.columns, file)
        ));
    }
    extras.extend(indexes.iter().map(|index| index_text(index, table, file)));
    extras.extend(foreign_keys.iter().map(|key| foreign_key(key, table, file)));
    let in_circle = file.is_in_circle(name);
    if in_circle {
        file.core_types.insert(file.core.extra);
    }
    TablePage {
        limit: nested_limit(table, file),
        doc: quote::doc(doc.as_deref()),
        name: file.names.table(name).to_owned(),
        function: table_function(name, *kind, file),
        database_name: quote::string(&name.name),
        properties,
        extras,
        in_circle,
        is_view: *kind != TableKind::Table,
    }
}

/// What is to be said of a row that another one may have in it.
fn nested_limit(table: &Table, file: &FilePage<'_>) -> &'static str {
    let mut relations = file.catalog.relations.iter();
    let is_end = |end: &RelationEnd| end.table == table.name;
    match file.core.limits.nested {
        Some((most, limit))
            if table.columns.len() > most
                && relations.any(|it| is_end(&it.from) || is_end(&it.to)) =>
        {
            limit
        }
        _ => "",
    }
}

fn table_function(name: &Name, kind: TableKind, file: &mut FilePage<'_>) -> String {
    let (function, method) = match kind {
        TableKind::Table => (file.core.table, "table"),
        TableKind::View => (file.core.view, "view"),
        // A source that knows such views is of a database that has them.
        TableKind::MaterializedView => (
            file.core.materialized_view.unwrap_or(file.core.view),
            "materializedView",
        ),
    };
    if let Some(schema) = &name.schema {
        format!("{}.{method}", file.names.schema(schema))
    } else {
        file.core_imports.insert(function);
        function.to_owned()
    }
}

pub fn enum_page(e: &Enum, file: &mut FilePage<'_>) -> EnumPage {
    let Enum {
        name,
        values,
        place: _,
        notes,
    } = e;
    let labels: Vec<String> = values
        .iter()
        .map(|value| quote::string(&value.label))
        .collect();
    let labels = labels.join(", ");
    let value = match file.core.enums {
        EnumForm::Type(function) => {
            let function = if let Some(schema) = &name.schema {
                format!("{}.enum", file.names.schema(schema))
            } else {
                file.core_imports.insert(function);
                function.to_owned()
            };
            format!("{function}({}, [{labels}])", quote::string(&name.name))
        }
        EnumForm::Labels { .. } => format!("[{labels}] as const"),
    };
    let limit = (file.core.limit_of_enum)(e);
    EnumPage {
        doc: format!("{}{limit}", quote::doc(notes.doc.as_deref())),
        name: file.names.enum_type(name).to_owned(),
        value,
    }
}

fn index_text(index: &Index, table: &Table, file: &mut FilePage<'_>) -> String {
    // Drizzle's constraints take columns alone.
    let is_plain = |column: &IndexColumn| column.order == Order::Ascending;
    let is_constraint = index.constraint == Some(Constraint::Unique);
    let function = if is_constraint && index.columns.iter().all(is_plain) {
        "unique"
    } else if index.unique {
        "uniqueIndex"
    } else {
        "index"
    };
    file.core_imports.insert(function);
    let limit = if is_needed_by_foreign_key(index, table, file) {
        file.core.limits.referenced_unique
    } else {
        (file.core.limit_of_index)(index)
    };
    format!(
        "{limit}{function}({}){}",
        quoted(index.name.as_deref()),
        index::columns(index, table, file)
    )
}

/// Whether a foreign key refers to the columns of a unique index.
fn is_needed_by_foreign_key(index: &Index, table: &Table, file: &FilePage<'_>) -> bool {
    let Some(columns) = index.column_names() else {
        return false;
    };
    let columns: Vec<String> = columns.into_iter().map(str::to_owned).collect();
    let is_key = table.primary_key.as_ref().is_some_and(|key| {
        key.columns.len() == columns.len() && key.columns.iter().all(|c| columns.contains(c))
    });
    index.unique && !is_key && file.is_referenced(&table.name, &columns)
}

fn foreign_key(key: &ForeignKey, table: &Table, file: &mut FilePage<'_>) -> String {
    let ForeignKey {
        name,
        columns,
        references,
        referenced_columns,
        on_delete,
        on_update,
        place: _,
    } = key;
    file.core_imports.insert("foreignKey");
    let other = file.tables[references];
    // Inside its own definition a table is known as `t` alone.
    let other_name = if references == &table.name {
        "t"
    } else {
        file.names.table(references)
    };
    let limit = if in_order(columns, table) && in_order(referenced_columns, other) {
        ""
    } else {
        file.core.limits.key_order
    };
    let mut text = format!(
        "{limit}foreignKey({{\nname: {}, columns: [{}], foreignColumns: [{}] }})",
        quoted(name.as_deref()),
        columns_of("t", table, columns, file),
        columns_of(other_name, other, referenced_columns, file)
    );
    if let Some(action) = action(*on_delete) {
        text.push_str(&format!(".onDelete(\"{action}\")"));
    }
    if let Some(action) = action(*on_update) {
        text.push_str(&format!(".onUpdate(\"{action}\")"));
    }
    text
}

/// Whether the columns stand in the order of the table.
fn in_order(columns: &[String], table: &Table) -> bool {
    let place = |name: &String| table.columns.iter().position(|column| column.name == *name);
    columns.is_sorted_by_key(place)
}

/// The words of an action; `NO ACTION` is what Drizzle does without any.
fn action(action: Action) -> Option<&'static str> {
    match action {
        Action::NoAction => None,
        Action::Restrict => Some("restrict"),
        Action::Cascade => Some("cascade"),
        Action::SetNull => Some("set null"),
        Action::SetDefault => Some("set default"),
    }
}

/// `users.id, users.name`: columns as properties of a table's constant.
pub fn columns_of(
    constant: &str,
    table: &Table,
    columns: &[String],
    file: &FilePage<'_>,
) -> String {
    let columns: Vec<String> = columns
        .iter()
        .map(|column| format!("{constant}{}", access(table, column, file)))
        .collect();
    columns.join(", ")
}

/// The name of a constraint; nothing where it is left to Drizzle.
fn quoted(name: Option<&str>) -> String {
    name.map_or_else(|| "undefined".to_owned(), quote::string)
}

/// `.createdAt`: how code reaches the column called `created_at`.
pub fn access(table: &Table, column: &str, file: &FilePage<'_>) -> String {
    names::access(&key(table.column(column), file.options))
}
