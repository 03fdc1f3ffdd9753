//! Values of the catalog as a message shows them.

use crate::catalog::{
    Action, Check, Column, ColumnType, Command, Default, ForeignKey, Generated, Identity, Index,
    IndexTarget, Literal, Nulls, Order, Partition, Policy, RowSecurity, Table, TypeName,
};

/// The value of what is not there: no default, no primary key.
pub const NONE: &str = "none";

/// A value in a sentence: a text of the database in backticks, `none` as the word.
pub fn quoted(value: &str) -> String {
    if value == NONE {
        value.to_owned()
    } else {
        format!("`{value}`")
    }
}

pub fn ty(ty: &ColumnType) -> String {
    let mut text = match &ty.name {
        TypeName::Plain { name, arguments } if arguments.is_empty() => name.clone(),
        TypeName::Plain { name, arguments } => format!("{name}({})", arguments.join(",")),
        TypeName::Enum(name) => format!("enum {name}"),
        TypeName::Composite(name) => name.clone(),
        TypeName::Labels(labels) => format!("enum({})", labels.join(", ")),
    };
    if ty.list {
        text.push_str("[]");
    }
    text
}

pub fn nullability(column: &Column) -> String {
    if column.nullable {
        "nullable"
    } else {
        "not null"
    }
    .into()
}

pub fn default(column: &Column) -> String {
    match &column.default {
        None => NONE.into(),
        Some(Default::Literal(literal)) => self::literal(literal),
        Some(Default::AutoIncrement) => "autoincrement".into(),
        Some(Default::Expression(text)) => text.clone(),
        Some(Default::Unknown) => "unknown".into(),
    }
}

fn literal(literal: &Literal) -> String {
    match literal {
        Literal::Number(digits) => digits.clone(),
        Literal::Boolean(value) => value.to_string(),
        Literal::Bytes(bytes) => format!("{} bytes", bytes.len()),
        Literal::List(items) => {
            let items: Vec<_> = items.iter().map(self::literal).collect();
            format!("[{}]", items.join(", "))
        }
        Literal::String(text)
        | Literal::Enum(text)
        | Literal::Json(text)
        | Literal::DateTime(text) => format!("'{text}'"),
    }
}

pub fn generated(column: &Column) -> String {
    match &column.generated {
        None => "not generated".into(),
        Some(Generated { expression, stored }) => {
            format!(
                "{expression}{}",
                if *stored { " stored" } else { " virtual" }
            )
        }
    }
}

pub fn identity(column: &Column) -> String {
    match column.identity {
        None => "sequence",
        Some(Identity::Always) => "identity always",
        Some(Identity::ByDefault) => "identity by default",
    }
    .into()
}

pub fn columns(names: &[String]) -> String {
    format!("({})", names.join(", "))
}

/// `unique (email)`, `index gin (tags)`
pub fn index(index: &Index) -> String {
    let mut text = String::from(if index.unique { "unique" } else { "index" });
    if let Some(method) = &index.method {
        text.push_str(&format!(" {method}"));
    }
    let columns: Vec<_> = index.columns.iter().map(index_column).collect();
    text.push_str(&format!(" ({})", columns.join(", ")));
    if !index.include.is_empty() {
        text.push_str(&format!(" include ({})", index.include.join(", ")));
    }
    if index.nulls_not_distinct {
        text.push_str(" nulls not distinct");
    }
    if !index.parameters.is_empty() {
        let parameters: Vec<_> = index
            .parameters
            .iter()
            .map(|(key, value)| format!("{key} = {value}"))
            .collect();
        text.push_str(&format!(" with ({})", parameters.join(", ")));
    }
    if let Some(predicate) = &index.predicate {
        text.push_str(&format!(" where {predicate}"));
    }
    text
}

fn index_column(column: &crate::catalog::IndexColumn) -> String {
    let mut text = match &column.target {
        IndexTarget::Column(name) => name.clone(),
        IndexTarget::Expression(text) => format!("({text})"),
    };
    if let Some(length) = column.length {
        text.push_str(&format!("({length})"));
    }
    if let Some(class) = &column.operator_class {
        text.push_str(&format!(" {class}"));
    }
    if column.order == Order::Descending {
        text.push_str(" desc");
    }
    match column.nulls {
        None => {}
        Some(Nulls::First) => text.push_str(" nulls first"),
        Some(Nulls::Last) => text.push_str(" nulls last"),
    }
    if let Some(operator) = &column.operator {
        text.push_str(&format!(" with {operator}"));
    }
    text
}

pub fn foreign_key(key: &ForeignKey) -> String {
    format!(
        "{} -> {} {} on delete {} on update {}",
        columns(&key.columns),
        key.references,
        columns(&key.referenced_columns),
        action(key.on_delete),
        action(key.on_update),
    )
}

fn action(action: Action) -> &'static str {
    match action {
        Action::NoAction => "no action",
        Action::Restrict => "restrict",
        Action::Cascade => "cascade",
        Action::SetNull => "set null",
        Action::SetDefault => "set default",
    }
}

pub fn check(check: &Check) -> String {
    check.expression.clone()
}

pub fn policy(policy: &Policy) -> String {
    let command = match policy.command {
        Command::All => "all",
        Command::Select => "select",
        Command::Insert => "insert",
        Command::Update => "update",
        Command::Delete => "delete",
    };
    let kind = if policy.permissive {
        "permissive"
    } else {
        "restrictive"
    };
    let mut text = format!("{kind} for {command}");
    if !policy.roles.is_empty() {
        text.push_str(&format!(" to {}", policy.roles.join(", ")));
    }
    if let Some(using) = &policy.using {
        text.push_str(&format!(" using ({using})"));
    }
    if let Some(check) = &policy.check {
        text.push_str(&format!(" with check ({check})"));
    }
    text
}

pub fn row_security(security: RowSecurity) -> String {
    match (security.enabled, security.forced) {
        (false, false) => "off",
        (false, true) => "off, forced",
        (true, false) => "on",
        (true, true) => "on, forced",
    }
    .into()
}

pub fn partition(table: &Table) -> String {
    match &table.partition {
        None => "not partitioned".into(),
        Some(Partition::By(by)) => format!("by {by}"),
        Some(Partition::Of(parent)) => format!("a part of {parent}"),
    }
}
