//! An implicit many-to-many relation into the table `_AToB` that Prisma makes for it.

use heck::ToLowerCamelCase;

use crate::{
    catalog::{
        Action, Cardinality, Catalog, Column, Dialect, ForeignKey, Index, IndexColumn, Name,
        Origin, PrimaryKey, Relation, RelationEnd, Table, TableKind, TableNotes,
    },
    diagnostic::Span,
    sql::names,
};

use super::scope::Scope;

/// One side of the relation: its field, and the place of its table in the catalog.
pub struct Side {
    pub field: String,
    /// Where the field stands among those of its model.
    pub position: usize,
    pub place: Option<Span>,
    pub table: usize,
}

/// Adds the join table of the relation called `name`, and a relation from it to
/// each side.
///
/// Column `A` holds the id of side `a`, `B` that of side `b`; both mostly cascade,
/// whatever the relation says. The table is in the schema of side `a`.
pub fn add(name: &str, a: Side, b: Side, scope: &Scope<'_, '_>, catalog: &mut Catalog) {
    let sides = [("A", a), ("B", b)];
    let tables = sides
        .each_ref()
        .map(|(_, side)| &catalog.tables[side.table]);
    let [Some(a_key), Some(b_key)] = tables.map(single_key) else {
        return;
    };
    let keys = [a_key, b_key];
    let table_name = Name {
        schema: tables[0].name.schema.clone(),
        name: names::join_table(scope.dialect, name),
    };
    let ends = end_names(tables);
    let columns = [0, 1].map(|i| {
        let mut column = Column::new(sides[i].0, keys[i].ty.clone(), false);
        column.place = sides[i].1.place;
        column.notes.scalar = keys[i].notes.scalar;
        column
    });
    // SQL Server refuses two paths by which a row would go.
    let action = match scope.dialect {
        Dialect::SqlServer if sides[0].1.table == sides[1].1.table => Action::NoAction,
        _ => Action::Cascade,
    };
    let foreign_keys = [0, 1].map(|i| ForeignKey {
        name: Some(names::join_table_foreign_key(
            scope.dialect,
            &table_name.name,
            sides[i].0,
        )),
        columns: vec![sides[i].0.to_owned()],
        references: tables[i].name.clone(),
        referenced_columns: vec![keys[i].name.clone()],
        on_delete: action,
        on_update: action,
        place: sides[i].1.place,
    });
    let relations = [0, 1].map(|i| Relation {
        name: format!("{name}_{}", sides[i].0),
        from: RelationEnd {
            table: table_name.clone(),
            columns: vec![sides[i].0.to_owned()],
            field: ends[i].clone(),
            position: i,
        },
        to: RelationEnd {
            table: tables[i].name.clone(),
            columns: vec![keys[i].name.clone()],
            field: sides[i].1.field.clone(),
            position: sides[i].1.position,
        },
        cardinality: Cardinality::ManyToOne,
    });
    let doc = format!(
        "Join table of `{}.{}` and `{}.{}`.",
        tables[0].notes.code_name, sides[0].1.field, tables[1].notes.code_name, sides[1].1.field
    );
    let (primary_key, pair) = pair_key(scope.dialect, &table_name.name, sides[0].1.place);
    let mut indexes: Vec<Index> = pair.into_iter().collect();
    indexes.push(Index {
        place: sides[1].1.place,
        ..Index::on(
            Some(names::join_table_index(scope.dialect, &table_name.name)),
            vec![IndexColumn::plain("B")],
        )
    });
    let joined = Table {
        columns: columns.into(),
        primary_key,
        indexes,
        foreign_keys: if scope.foreign_keys {
            foreign_keys.into()
        } else {
            Vec::new()
        },
        place: sides[0].1.place,
        notes: TableNotes {
            code_name: name.to_owned(),
            doc: Some(doc),
            origin: Origin::Joined,
            ignored: false,
        },
        ..Table::new(table_name, TableKind::Table)
    };
    catalog.tables.push(joined);
    catalog.relations.extend(relations);
}

/// What keeps a pair from being there twice: since Prisma 6 a primary key on
/// `PostgreSQL`, a unique index elsewhere.
fn pair_key(
    dialect: Dialect,
    table: &str,
    place: Option<Span>,
) -> (Option<PrimaryKey>, Option<Index>) {
    match dialect {
        Dialect::Postgres => {
            let key = PrimaryKey {
                method: None,
                name: Some(names::join_table_key(dialect, table)),
                columns: vec!["A".to_owned(), "B".to_owned()],
                place,
            };
            (Some(key), None)
        }
        Dialect::MySql
        | Dialect::Sqlite
        | Dialect::Cockroach
        | Dialect::SqlServer
        | Dialect::Mongo => {
            let index = Index {
                unique: true,
                constraint: super::index::unique_constraint(dialect),
                place,
                ..Index::on(
                    Some(names::join_table_unique(dialect, table)),
                    vec![IndexColumn::plain("A"), IndexColumn::plain("B")],
                )
            };
            (None, Some(index))
        }
    }
}

/// The column of a primary key that has just one.
fn single_key(table: &Table) -> Option<&Column> {
    match table.primary_key.as_ref()?.columns.as_slice() {
        [column] => Some(table.column(column)),
        _ => None,
    }
}

/// What a row of the join table calls the rows that it joins.
fn end_names(tables: [&Table; 2]) -> [String; 2] {
    let [a, b] = tables.map(|table| table.notes.code_name.to_lower_camel_case());
    if a == b {
        [format!("{a}A"), format!("{b}B")]
    } else {
        [a, b]
    }
}
