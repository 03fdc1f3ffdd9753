//! Parts of statements that more than one needs.

use crate::catalog::{
    Action, ColumnType, Command, ForeignKey, Index, IndexColumn, IndexTarget, Literal, Name, Nulls,
    Order, Policy, TypeName,
};
use crate::sql::postgres::print_type;
use crate::sql::quote::{identifier, string};

/// `"User"`, `auth.users`
pub fn qualified(name: &Name) -> String {
    match &name.schema {
        Some(schema) => format!("{}.{}", identifier(schema), identifier(&name.name)),
        None => identifier(&name.name),
    }
}

pub fn columns(names: &[String]) -> String {
    names
        .iter()
        .map(|name| identifier(name))
        .collect::<Vec<_>>()
        .join(", ")
}

/// `CONSTRAINT name `, with a blank behind it.
pub fn constraint(name: Option<&str>) -> String {
    name.map(|name| format!("CONSTRAINT {} ", identifier(name)))
        .unwrap_or_default()
}

pub fn type_name(ty: &ColumnType) -> String {
    match &ty.name {
        TypeName::Enum(name) if ty.list => format!("{}[]", qualified(name)),
        TypeName::Enum(name) => qualified(name),
        TypeName::Plain { .. } | TypeName::Labels(_) | TypeName::Composite(_) => print_type(ty),
    }
}

pub fn literal(value: &Literal, ty: &ColumnType) -> String {
    match value {
        Literal::Number(digits) => digits.clone(),
        Literal::Boolean(value) => value.to_string(),
        Literal::Bytes(bytes) => {
            let digits: Vec<_> = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
            let digits = digits.concat();
            format!("'\\x{digits}'")
        }
        Literal::String(text)
        | Literal::Enum(text)
        | Literal::Json(text)
        | Literal::DateTime(text) => string(text),
        Literal::List(items) => {
            let items: Vec<_> = items.iter().map(|item| literal(item, ty)).collect();
            format!("ARRAY[{}]::{}", items.join(", "), type_name(ty))
        }
    }
}

pub fn foreign_key(key: &ForeignKey) -> String {
    let mut text = format!(
        "FOREIGN KEY ({}) REFERENCES {} ({})",
        columns(&key.columns),
        qualified(&key.references),
        columns(&key.referenced_columns)
    );
    for (event, action) in [("DELETE", key.on_delete), ("UPDATE", key.on_update)] {
        let action = match action {
            Action::NoAction => continue,
            Action::Restrict => "RESTRICT",
            Action::Cascade => "CASCADE",
            Action::SetNull => "SET NULL",
            Action::SetDefault => "SET DEFAULT",
        };
        text.push_str(&format!(" ON {event} {action}"));
    }
    text
}

/// `UNIQUE INDEX name ON t USING gin (…)`
pub fn index(on: &str, index: &Index) -> String {
    let unique = if index.unique { "UNIQUE " } else { "" };
    let name = index
        .name
        .as_ref()
        .map(|name| format!("{} ", identifier(name)));
    let method = index
        .method
        .as_ref()
        .map(|method| format!(" USING {method}"));
    format!(
        "{unique}INDEX {}ON {on}{} {}",
        name.unwrap_or_default(),
        method.unwrap_or_default(),
        index_body(index)
    )
}

/// `UNIQUE (email)`, `EXCLUDE USING gist (…)`
pub fn index_constraint(index: &Index) -> String {
    let Index {
        constraint,
        method,
        nulls_not_distinct,
        ..
    } = index;
    if *constraint == Some(crate::catalog::Constraint::Exclusion) {
        let method = method.as_deref().unwrap_or("btree");
        return format!("EXCLUDE USING {method} {}", index_body(index));
    }
    let nulls = if *nulls_not_distinct {
        " NULLS NOT DISTINCT"
    } else {
        ""
    };
    let body = index_body(&Index {
        nulls_not_distinct: false,
        ..index.clone()
    });
    format!("UNIQUE{nulls} {body}")
}

fn index_body(index: &Index) -> String {
    let list: Vec<_> = index.columns.iter().map(index_column).collect();
    let mut text = format!("({})", list.join(", "));
    if !index.include.is_empty() {
        text.push_str(&format!(" INCLUDE ({})", columns(&index.include)));
    }
    if index.nulls_not_distinct {
        text.push_str(" NULLS NOT DISTINCT");
    }
    if !index.parameters.is_empty() {
        let list: Vec<_> = index
            .parameters
            .iter()
            .map(|(key, value)| format!("{key} = {value}"))
            .collect();
        text.push_str(&format!(" WITH ({})", list.join(", ")));
    }
    if let Some(predicate) = &index.predicate {
        text.push_str(&format!(" WHERE ({predicate})"));
    }
    text
}

fn index_column(column: &IndexColumn) -> String {
    let mut text = match &column.target {
        IndexTarget::Column(name) => identifier(name),
        IndexTarget::Expression(text) => format!("({text})"),
    };
    if let Some(class) = &column.operator_class {
        text.push_str(&format!(" {class}"));
    }
    if column.order == Order::Descending {
        text.push_str(" DESC");
    }
    match column.nulls {
        None => {}
        Some(Nulls::First) => text.push_str(" NULLS FIRST"),
        Some(Nulls::Last) => text.push_str(" NULLS LAST"),
    }
    if let Some(operator) = &column.operator {
        text.push_str(&format!(" WITH {operator}"));
    }
    text
}

pub fn policy(policy: &Policy) -> String {
    let mut text = String::new();
    if !policy.permissive {
        text.push_str(" AS RESTRICTIVE");
    }
    text.push_str(match policy.command {
        Command::All => "",
        Command::Select => " FOR SELECT",
        Command::Insert => " FOR INSERT",
        Command::Update => " FOR UPDATE",
        Command::Delete => " FOR DELETE",
    });
    if !policy.roles.is_empty() {
        let roles: Vec<_> = policy
            .roles
            .iter()
            // Words that stand for a role, and are none.
            .map(|role| match role.as_str() {
                "public" | "current_user" | "session_user" | "current_role" => role.clone(),
                role => identifier(role),
            })
            .collect();
        text.push_str(&format!(" TO {}", roles.join(", ")));
    }
    if let Some(using) = &policy.using {
        text.push_str(&format!(" USING ({using})"));
    }
    if let Some(check) = &policy.check {
        text.push_str(&format!(" WITH CHECK ({check})"));
    }
    text
}
