//! What stands behind the name of an index: `.on(t.email)`, `.using("gin", t.tags)`.

use crate::{
    catalog::{Index, IndexColumn, IndexTarget, Order, Table},
    typescript::quote,
};

use super::{default::sql, page::FilePage, table::access};

pub fn columns(index: &Index, table: &Table, file: &mut FilePage<'_>) -> String {
    let Index {
        name: _,
        unique: _,
        method,
        columns,
        predicate,
        // What builds the index says so.
        constraint: _,
        // A Prisma schema says nothing of these.
        include: _,
        nulls_not_distinct: _,
        parameters: _,
        place: _,
    } = index;
    let columns: Vec<String> = columns
        .iter()
        .map(|part| column(part, table, file))
        .collect();
    let columns = columns.join(", ");
    let mut text = match method {
        Some(method) if file.core.has_index_methods => {
            format!(".using({}, {columns})", quote::string(method))
        }
        // What no word is said of is in the dialect's limits.
        Some(_) | None => format!(".on({columns})"),
    };
    if let Some(predicate) = predicate {
        let predicate = file.sql(sql(predicate));
        text.push_str(&format!(".where({predicate})"));
    }
    text
}

fn column(part: &IndexColumn, table: &Table, file: &mut FilePage<'_>) -> String {
    let text = match &part.target {
        IndexTarget::Column(name) => {
            let column = format!("t{}", access(table, name, file));
            (file.core.index_column)(column, part)
        }
        IndexTarget::Expression(expression) => sql(expression),
    };
    file.sql(text)
}

/// ``sql`${t.name}(100) DESC` ``: as a module has it that has no words for these.
pub fn in_sql(column: String, part: &IndexColumn) -> String {
    let IndexColumn {
        target: _,
        order,
        length,
        // A Prisma schema for such a database says nothing of these.
        operator_class: _,
        nulls: _,
        operator: _,
    } = part;
    let length = length.map_or_else(String::new, |length| format!("({length})"));
    let order = match order {
        Order::Ascending => "",
        Order::Descending => " DESC",
    };
    if length.is_empty() && order.is_empty() {
        column
    } else {
        format!("sql`${{{column}}}{length}{order}`")
    }
}
