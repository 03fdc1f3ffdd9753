//! Catalog → page: tables as entities, foreign keys and relations as lines.

use std::collections::{HashMap, HashSet};

use askama::Template;

use crate::catalog::{
    Cardinality, Catalog, Column, ColumnNotes, ColumnType, ForeignKey, Name, Relation, Table,
    TableKind, TypeName,
};

use super::words;

#[derive(Template)]
#[template(path = "erd/erd.md", escape = "none")]
pub struct Page {
    tables: Vec<EntityPage>,
    lines: Vec<LinePage>,
}

struct EntityPage {
    name: String,
    attributes: Vec<AttributePage>,
}

struct AttributePage {
    ty: String,
    name: String,
    /// `PK, FK`
    keys: String,
    /// `"nullable"`
    comment: String,
}

struct LinePage {
    from: String,
    to: String,
    /// `||--o{`, read from `to` to `from`.
    shape: &'static str,
    label: String,
}

pub fn page(catalog: &Catalog) -> Page {
    let tables = catalog.tables_by_name();
    Page {
        tables: catalog.tables.iter().map(entity).collect(),
        lines: catalog
            .relations
            .iter()
            .map(|relation| line(relation, &tables))
            .collect(),
    }
}

fn entity(table: &Table) -> EntityPage {
    let primary: HashSet<&str> = table
        .primary_key
        .iter()
        .flat_map(|key| key.columns.iter().map(String::as_str))
        .collect();
    let foreign: HashSet<&str> = table
        .foreign_keys
        .iter()
        .flat_map(|ForeignKey { columns, .. }| columns.iter().map(String::as_str))
        .collect();
    let unique: HashSet<&str> = table
        .indexes
        .iter()
        .filter(|index| index.unique && index.columns.len() == 1)
        .filter_map(|index| index.column_names()?.first().copied())
        .collect();
    let attributes = table
        .columns
        .iter()
        .map(|column| {
            let name = column.name.as_str();
            let keys: Vec<&str> = [(&primary, "PK"), (&foreign, "FK"), (&unique, "UK")]
                .iter()
                .filter(|(columns, _)| columns.contains(name))
                .map(|(_, word)| *word)
                .collect();
            attribute(column, &keys.join(", "))
        })
        .collect();
    EntityPage {
        name: words::quoted(&entity_name(table)),
        attributes,
    }
}

fn entity_name(table: &Table) -> String {
    match table.kind {
        TableKind::Table => table.name.to_string(),
        TableKind::View | TableKind::MaterializedView => format!("{} (view)", table.name),
    }
}

fn attribute(column: &Column, keys: &str) -> AttributePage {
    let Column {
        name,
        ty,
        nullable,
        notes: ColumnNotes { doc, .. },
        ..
    } = column;
    let remarks = [
        nullable.then(|| "nullable".to_owned()),
        // A name that Mermaid cannot take stands in full beside the one that it can.
        (words::plain(name) != *name).then(|| name.clone()),
        doc.as_deref()
            .and_then(|doc| doc.lines().next())
            .map(str::to_owned),
    ];
    let comment = remarks.into_iter().flatten().collect::<Vec<_>>().join(": ");
    AttributePage {
        ty: words::plain(&type_name(ty)),
        name: words::plain(name),
        keys: keys.to_owned(),
        comment: if comment.is_empty() {
            comment
        } else {
            words::quoted(&comment)
        },
    }
}

/// `varchar(255)`, `Role`, `text[]`
fn type_name(ty: &ColumnType) -> String {
    let list = if ty.list { "[]" } else { "" };
    match &ty.name {
        TypeName::Plain { name, arguments } if arguments.is_empty() => format!("{name}{list}"),
        TypeName::Plain { name, arguments } => format!("{name}({}){list}", arguments.join("-")),
        TypeName::Enum(name) => format!("{}{list}", name.name),
        TypeName::Labels(_) => format!("enum{list}"),
        TypeName::Composite(name) => format!("{name}{list}"),
    }
}

fn line(relation: &Relation, tables: &HashMap<&Name, &Table>) -> LinePage {
    let Relation {
        name: _,
        from,
        to,
        cardinality,
    } = relation;
    let columns = from.columns.iter();
    let columns: Vec<&Column> = columns
        .map(|column| tables[&from.table].column(column))
        .collect();
    let is_optional = columns.iter().any(|column| column.nullable);
    let shape = match (is_optional, cardinality) {
        // A row holds the keys of many.
        _ if columns.iter().any(|column| column.ty.list) => "}o--o{",
        (false, Cardinality::ManyToOne) => "||--o{",
        (true, Cardinality::ManyToOne) => "|o--o{",
        (false, Cardinality::OneToOne) => "||--o|",
        (true, Cardinality::OneToOne) => "|o--o|",
    };
    LinePage {
        from: words::quoted(&entity_name(tables[&from.table])),
        to: words::quoted(&entity_name(tables[&to.table])),
        shape,
        label: words::quoted(&from.field),
    }
}
