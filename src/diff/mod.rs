//! Compares two catalogs by what both of them know.
//!
//! Goes in: two catalogs in normal form. Comes out: every difference once, with both
//! sides. It does not know where the catalogs came from, and does not judge.

mod change;
mod column;
mod enums;
mod expression;
mod index;
mod keys;
mod matching;
mod table;

use std::collections::{HashMap, HashSet};

use crate::catalog::{
    Catalog, ColumnType, Dialect, Enum, Fact, Name, Object, Partition, Table, TableKind, TypeName,
};
use crate::diagnostic::Span;

pub use change::{Change, Pair, What};
pub use matching::alike;

/// All differences, in the order of the left side; what only the right side has comes
/// after its like.
#[must_use]
pub fn diff<'c>(left: &'c Catalog, right: &'c Catalog) -> Vec<Change<'c>> {
    let mut walk = Walk::new(left, right);
    if left.is_unread() || right.is_unread() {
        return Vec::new();
    }
    enums::compare(&mut walk);
    table::compare(&mut walk);
    extensions(&mut walk);
    walk.changes
}

/// Tables and views of extensions: Prisma's introspection makes models of them, and whoever
/// knows extensions leaves out what is theirs.
const OF_EXTENSIONS: &[(Option<&str>, &str)] = &[
    (None, "spatial_ref_sys"),
    (None, "geometry_columns"),
    (None, "geography_columns"),
    (None, "pg_stat_statements"),
    (None, "pg_stat_statements_info"),
    (Some("cron"), "job"),
    (Some("cron"), "job_run_details"),
];

/// What the comparison knows while it goes.
struct Walk<'c> {
    left: &'c Catalog,
    right: &'c Catalog,
    unknown: HashSet<&'c Object>,
    /// A side was not fully understood, and nobody can say where that matters.
    doubtful: bool,
    /// Names on the right by those on the left, where they differ.
    renamed_tables: HashMap<&'c Name, &'c Name>,
    renamed_enums: HashMap<&'c Name, &'c Name>,
    /// Tables that only one side has.
    lonely_tables: HashSet<&'c Name>,
    changes: Vec<Change<'c>>,
}

impl<'c> Walk<'c> {
    fn new(left: &'c Catalog, right: &'c Catalog) -> Self {
        let unknown: HashSet<&Object> = left
            .unknown
            .iter()
            .chain(&right.unknown)
            .map(|it| &it.object)
            .collect();
        Self {
            left,
            right,
            doubtful: unknown.contains(&Object::Database),
            unknown,
            renamed_tables: HashMap::new(),
            renamed_enums: HashMap::new(),
            lonely_tables: HashSet::new(),
            changes: Vec::new(),
        }
    }

    fn both_know(&self, fact: Fact) -> bool {
        self.left.knows.has(fact) && self.right.knows.has(fact)
    }

    fn dialect(&self) -> Dialect {
        self.left.dialect
    }

    /// Whether a side speaks of a schema.
    fn speaks_of(catalog: &Catalog, schema: Option<&str>) -> bool {
        !matches!(catalog.dialect, Dialect::Postgres | Dialect::Cockroach)
            || catalog
                .schemas
                .as_ref()
                .is_none_or(|schemas| schemas.iter().any(|it| it == schema.unwrap_or("public")))
    }

    fn has_unknown(&self) -> bool {
        !self.unknown.is_empty()
    }

    fn is_unknown(&self, object: &Object) -> bool {
        if self.unknown.is_empty() {
            return false;
        }
        let table = object.table().cloned();
        let of_kind = match object {
            Object::Index(table, _) => Some(Object::Index(table.clone(), String::new())),
            Object::ForeignKey(table, _) => Some(Object::ForeignKey(table.clone(), String::new())),
            Object::Check(table, _) => Some(Object::Check(table.clone(), String::new())),
            Object::Policy(table, _) => Some(Object::Policy(table.clone(), String::new())),
            Object::Database
            | Object::Table(_)
            | Object::Column(..)
            | Object::PrimaryKey(_)
            | Object::Enum(_)
            | Object::Extension(_)
            | Object::Migration(_)
            | Object::Client(_) => None,
        };
        self.unknown.contains(object)
            || table.is_some_and(|table| self.unknown.contains(&Object::Table(table)))
            || of_kind.is_some_and(|kind| self.unknown.contains(&kind))
    }

    /// Whether the names of a table or an enum, one of each side, mean the same.
    fn same_table(&self, left: &Name, right: &Name) -> bool {
        self.renamed_tables.get(left).copied().unwrap_or(left) == right
    }

    fn same_type(&self, left: &ColumnType, right: &ColumnType) -> bool {
        match (&left.name, &right.name) {
            (TypeName::Enum(l), TypeName::Enum(r)) => {
                left.list == right.list && self.renamed_enums.get(l).copied().unwrap_or(l) == r
            }
            _ => left == right,
        }
    }

    fn push(&mut self, change: Change<'c>) {
        if !self.is_unknown(&change.object) {
            let certain = change.certain && !self.doubtful;
            self.changes.push(Change { certain, ..change });
        }
    }

    /// A difference of something that is in no table.
    fn push_free(&mut self, object: Object, what: What<'c>, places: [Option<Span>; 2]) {
        self.push(Change {
            object,
            what,
            certain: true,
            tables: [None, None],
            places,
        });
    }

    /// Whether a side says of the other's table that it is too much.
    fn concerns(table: &Table, other: &Catalog) -> bool {
        let is_part = matches!(table.partition, Some(Partition::Of(_)));
        let is_left_out = other.knows.has(Fact::Extensions)
            && OF_EXTENSIONS.iter().any(|(schema, name)| {
                table.name.name == *name
                    && (schema.is_none() || table.name.schema.as_deref() == *schema)
            });
        Self::speaks_of(other, table.name.schema.as_deref())
            && !is_left_out
            && (table.kind == TableKind::Table || other.knows.has(Fact::Views))
            && (!is_part || other.knows.has(Fact::Partitions))
    }

    fn concerns_enum(e: &Enum, other: &Catalog) -> bool {
        Self::speaks_of(other, e.name.schema.as_deref())
    }
}

fn extensions(walk: &mut Walk<'_>) {
    if !walk.both_know(Fact::Extensions) {
        return;
    }
    let (left, right) = (&walk.left.extensions, &walk.right.extensions);
    // It is in every database from the start.
    let only = |a: &'_ [String], b: &[String]| -> Vec<usize> {
        (0..a.len())
            .filter(|at| !b.contains(&a[*at]) && a[*at] != "plpgsql")
            .collect()
    };
    for at in only(left, right) {
        let object = Object::Extension(left[at].clone());
        walk.push_free(object, What::Extension(Pair::Left(&left[at])), [None, None]);
    }
    for at in only(right, left) {
        let object = Object::Extension(right[at].clone());
        walk.push_free(
            object,
            What::Extension(Pair::Right(&right[at])),
            [None, None],
        );
    }
}
