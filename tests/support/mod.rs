//! A catalog as a short text: a line per table, column, key and index.

use triple_orm::catalog::{
    Action, Catalog, Column, ColumnType, Constraint, Default, Identity, Index, IndexTarget,
    Literal, Nulls, Order, TableKind, TypeName,
};

/// All facts of a catalog, in the order of its source.
pub fn text(catalog: &Catalog) -> String {
    let mut out = String::new();
    for one in &catalog.enums {
        let labels: Vec<&str> = one
            .values
            .iter()
            .map(|value| value.label.as_str())
            .collect();
        out.push_str(&format!("enum {} ({})\n", one.name, labels.join(", ")));
    }
    for table in &catalog.tables {
        let kind = match table.kind {
            TableKind::Table => "table",
            TableKind::View => "view",
            TableKind::MaterializedView => "materialized view",
        };
        out.push_str(&format!(
            "{kind} {} [{}]\n",
            table.name, table.notes.code_name
        ));
        for column in &table.columns {
            out.push_str(&format!("  {}\n", column_text(column)));
        }
        if let Some(key) = &table.primary_key {
            let name = key.name.as_deref().unwrap_or("?");
            out.push_str(&format!(
                "  primary key {name} ({})\n",
                key.columns.join(", ")
            ));
        }
        for index in &table.indexes {
            out.push_str(&format!("  {}\n", index_text(index)));
        }
        for key in &table.foreign_keys {
            let name = key.name.as_deref().unwrap_or("?");
            out.push_str(&format!(
                "  foreign key {name} ({}) -> {} ({}){}{}\n",
                key.columns.join(", "),
                key.references,
                key.referenced_columns.join(", "),
                action("delete", key.on_delete),
                action("update", key.on_update)
            ));
        }
        for check in &table.checks {
            let name = check.name.as_deref().unwrap_or("?");
            out.push_str(&format!("  check {name}: {}\n", check.expression));
        }
        if table.row_security.enabled {
            out.push_str("  row security\n");
        }
        for policy in &table.policies {
            out.push_str(&format!(
                "  policy {} {:?} to {:?} using {:?} check {:?}{}\n",
                policy.name,
                policy.command,
                policy.roles,
                policy.using,
                policy.check,
                if policy.permissive {
                    ""
                } else {
                    " restrictive"
                }
            ));
        }
        if let Some(definition) = &table.definition {
            out.push_str(&format!("  as {definition}\n"));
        }
    }
    for unknown in &catalog.unknown {
        out.push_str(&format!(
            "unknown {} {}: {}\n",
            unknown.object.kind(),
            unknown.object,
            unknown.reason
        ));
    }
    out
}

fn column_text(column: &Column) -> String {
    let Column {
        name,
        ty,
        nullable,
        default,
        default_name,
        generated,
        identity,
        sequence,
        place: _,
        notes,
    } = column;
    let mut text = format!("{name} {}", type_text(ty));
    if *nullable {
        text.push_str(" null");
    }
    if let Some(default) = default {
        text.push_str(&format!(" = {}", default_text(default)));
    }
    if let Some(name) = default_name {
        text.push_str(&format!(" by {name}"));
    }
    match identity {
        Some(Identity::Always) => text.push_str(" identity always"),
        Some(Identity::ByDefault) => text.push_str(" identity by default"),
        None => {}
    }
    for (name, value) in sequence {
        text.push_str(&format!(" {name} {value}"));
    }
    if let Some(generated) = generated {
        let stored = if generated.stored {
            "stored"
        } else {
            "virtual"
        };
        text.push_str(&format!(" as ({}) {stored}", generated.expression));
    }
    if notes.code_name != *name {
        text.push_str(&format!(" [{}]", notes.code_name));
    }
    if let Some(client) = &notes.client_default {
        text.push_str(&format!(" client {client:?}"));
    }
    if notes.updated_at {
        text.push_str(" updated");
    }
    text
}

pub fn type_text(ty: &ColumnType) -> String {
    let list = if ty.list { "[]" } else { "" };
    match &ty.name {
        TypeName::Plain { name, arguments } if arguments.is_empty() => format!("{name}{list}"),
        TypeName::Plain { name, arguments } => format!("{name}({}){list}", arguments.join(",")),
        TypeName::Enum(name) => format!("enum {name}{list}"),
        TypeName::Labels(labels) => format!("({}){list}", labels.join(" | ")),
        TypeName::Composite(name) => format!("composite {name}{list}"),
    }
}

pub fn default_text(default: &Default) -> String {
    match default {
        Default::AutoIncrement => "autoincrement".to_owned(),
        Default::Unknown => "?".to_owned(),
        Default::Expression(text) => format!("sql {text}"),
        Default::Literal(literal) => literal_text(literal),
    }
}

fn literal_text(literal: &Literal) -> String {
    match literal {
        Literal::Number(digits) => digits.clone(),
        Literal::String(text) => format!("{text:?}"),
        Literal::Boolean(value) => value.to_string(),
        Literal::Enum(label) => format!("label {label:?}"),
        Literal::Json(text) => format!("json {text}"),
        Literal::Bytes(bytes) => format!("bytes {bytes:?}"),
        Literal::DateTime(text) => format!("time {text:?}"),
        Literal::List(items) => {
            let items: Vec<String> = items.iter().map(literal_text).collect();
            format!("[{}]", items.join(", "))
        }
    }
}

fn index_text(index: &Index) -> String {
    let Index {
        name,
        unique,
        constraint,
        method,
        columns,
        include,
        predicate,
        nulls_not_distinct,
        parameters,
        place: _,
    } = index;
    let kind = match (constraint, unique) {
        (Some(Constraint::Unique), _) => "unique",
        (Some(Constraint::Exclusion), _) => "exclude",
        (None, true) => "unique index",
        (None, false) => "index",
    };
    let columns = columns.iter().map(|column| {
        let mut text = match &column.target {
            IndexTarget::Column(name) => name.clone(),
            IndexTarget::Expression(sql) => format!("<{sql}>"),
        };
        if let Some(class) = &column.operator_class {
            text.push_str(&format!(" {class}"));
        }
        if column.order == Order::Descending {
            text.push_str(" desc");
        }
        match column.nulls {
            Some(Nulls::First) => text.push_str(" nulls first"),
            Some(Nulls::Last) => text.push_str(" nulls last"),
            None => {}
        }
        text
    });
    let columns: Vec<String> = columns.collect();
    let mut text = format!("{kind} {} ", name.as_deref().unwrap_or("?"));
    if let Some(method) = method {
        text.push_str(&format!("{method} "));
    }
    text.push_str(&format!("({})", columns.join(", ")));
    if !include.is_empty() {
        text.push_str(&format!(" include ({})", include.join(", ")));
    }
    if *nulls_not_distinct {
        text.push_str(" nulls not distinct");
    }
    for (key, value) in parameters {
        text.push_str(&format!(" {key}={value}"));
    }
    if let Some(predicate) = predicate {
        text.push_str(&format!(" where {predicate}"));
    }
    text
}

fn action(on: &str, action: Action) -> String {
    let word = match action {
        Action::NoAction => return String::new(),
        Action::Restrict => "restrict",
        Action::Cascade => "cascade",
        Action::SetNull => "set null",
        Action::SetDefault => "set default",
    };
    format!(" on {on} {word}")
}
