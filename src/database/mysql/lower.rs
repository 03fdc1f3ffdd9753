//! The answers of `information_schema`, as our [`Catalog`].

use std::collections::{HashMap, HashSet};

use crate::catalog::{
    Action, Catalog, Check, Column, ColumnType, Dialect, Fact, ForeignKey, Generated, Index,
    IndexColumn, IndexTarget, Knows, Name, Object, Order, Partition, PrimaryKey, Table, TableKind,
    Unknown,
};
use crate::sql::mysql::{parse_type, without_indexes_of_keys};

use super::Product;
use super::default::default;

/// A row of texts.
pub type Line = Vec<Option<String>>;

pub struct Answers {
    pub tables: Vec<Line>,
    pub columns: Vec<Line>,
    pub indexes: Vec<Line>,
    pub foreign_keys: Vec<Line>,
    pub checks: Vec<Line>,
    pub views: Vec<Line>,
    pub partitions: Vec<Line>,
    /// Rights on the whole database.
    pub rights: Vec<Line>,
}

pub fn lower(answers: Answers, product: Product, database: &str) -> Catalog {
    let mut lowering = Lowering {
        catalog: Catalog::new(Dialect::MySql, Knows::everything()),
        places: HashMap::new(),
        product,
        database,
    };
    let rights: Vec<_> = answers
        .rights
        .into_iter()
        .flat_map(take::<1>)
        .flatten()
        .collect();
    // Up to MySQL 5.7, and in MariaDB, one who may only select is not shown foreign keys.
    let sees_keys = matches!(product, Product::MySql(version) if version >= (8, 0, 0))
        || rights.iter().any(|right| right != "SELECT");
    if !sees_keys {
        lowering.catalog.knows = without_foreign_keys();
    }
    if rights.is_empty() {
        lowering.unknown(
            Object::Database,
            "tables that the database user may not see: it has no right on the whole database",
        );
    }
    for line in answers.tables {
        lowering.table(line);
    }
    let json = match product {
        Product::MariaDb(_) => json_columns(&answers.checks),
        Product::MySql(_) => HashSet::new(),
    };
    for line in answers.columns {
        lowering.column(line, &json);
    }
    for line in answers.foreign_keys {
        lowering.foreign_key(line);
    }
    for line in answers.indexes {
        lowering.index(line);
    }
    for line in answers.checks {
        lowering.check(line, &json);
    }
    for line in answers.views {
        let [table, definition] = take(line);
        if let Some(table) = lowering.of(&table.unwrap_or_default()) {
            table.definition = definition.filter(|text| !text.is_empty());
        }
    }
    for line in answers.partitions {
        let [table, method, expression] = take(line).map(Option::unwrap_or_default);
        if let Some(table) = lowering.of(&table) {
            table.partition = Some(Partition::By(format!("{method} ({expression})")));
        }
    }
    lowering
        .catalog
        .tables
        .iter_mut()
        .for_each(without_indexes_of_keys);
    lowering.catalog
}

fn without_foreign_keys() -> Knows {
    Knows::new(
        Knows::everything()
            .facts()
            .filter(|fact| *fact != Fact::ForeignKeys),
    )
}

fn take<const N: usize>(line: Line) -> [Option<String>; N] {
    let mut values = line.into_iter();
    std::array::from_fn(|_| values.next().flatten())
}

/// `MariaDB` keeps JSON as a text that is checked: tables and columns.
fn json_columns(checks: &[Line]) -> HashSet<(String, String)> {
    let checks = checks
        .iter()
        .map(|line| take(line.clone()).map(Option::unwrap_or_default));
    let of_json = checks.filter(|[_, name, expression]| is_json(name, expression));
    of_json.map(|[table, name, _]| (table, name)).collect()
}

fn is_json(name: &str, expression: &str) -> bool {
    expression == format!("json_valid(`{name}`)")
}

struct Lowering<'a> {
    catalog: Catalog,
    /// Where a table stands in the catalog.
    places: HashMap<String, usize>,
    product: Product,
    database: &'a str,
}

impl Lowering<'_> {
    /// `None` for what was made after the tables were listed.
    fn of(&mut self, table: &str) -> Option<&mut Table> {
        let place = *self.places.get(table)?;
        self.catalog.tables.get_mut(place)
    }

    fn unknown(&mut self, object: Object, reason: &str) {
        self.catalog.unknown.push(Unknown {
            object,
            reason: reason.to_owned(),
            place: None,
        });
    }

    fn table(&mut self, line: Line) {
        let [name, kind] = take(line).map(Option::unwrap_or_default);
        let kind = match kind.as_str() {
            "VIEW" => TableKind::View,
            _ => TableKind::Table,
        };
        let place = self.catalog.tables.len();
        self.catalog
            .tables
            .push(Table::new(Name::plain(&name), kind));
        self.places.insert(name, place);
    }

    fn column(&mut self, line: Line, json: &HashSet<(String, String)>) {
        let [table, name, ty, nullable, listed, extra, expression] = take(line);
        let product = self.product;
        let Some(table) = self.of(&table.unwrap_or_default()) else {
            return;
        };
        let extra = extra.unwrap_or_default();
        let name = name.unwrap_or_default();
        let ty = if json.contains(&(table.name.name.clone(), name.clone())) {
            ColumnType::plain("json", Vec::new())
        } else {
            parse_type(&ty.unwrap_or_default())
        };
        let is_nullable = nullable.as_deref() == Some("YES");
        let mut column = Column::new(&name, ty, is_nullable);
        match expression.filter(|text| !text.is_empty()) {
            Some(expression) => {
                let stored = extra.contains("STORED") || extra.contains("PERSISTENT");
                column.generated = Some(Generated { expression, stored });
            }
            None if table.kind == TableKind::View => {}
            None => column.default = default(listed, &extra, &column.ty, product),
        }
        table.columns.push(column);
    }

    fn foreign_key(&mut self, line: Line) {
        let [
            table,
            name,
            column,
            database,
            target,
            target_column,
            update,
            delete,
        ] = take(line).map(Option::unwrap_or_default);
        let references = Name {
            schema: (database != self.database).then_some(database),
            name: target,
        };
        let Some(table) = self.of(&table) else {
            return;
        };
        match table.foreign_keys.last_mut() {
            Some(key) if key.name.as_ref() == Some(&name) => {
                key.columns.push(column);
                key.referenced_columns.push(target_column);
            }
            _ => table.foreign_keys.push(ForeignKey {
                name: Some(name),
                columns: vec![column],
                references,
                referenced_columns: vec![target_column],
                on_delete: action(&delete),
                on_update: action(&update),
                place: None,
            }),
        }
    }

    /// One column of an index.
    fn index(&mut self, line: Line) {
        let [
            table,
            name,
            not_unique,
            method,
            column,
            collation,
            length,
            expression,
        ] = take(line);
        let name = name.unwrap_or_default();
        let Some(table) = self.of(&table.unwrap_or_default()) else {
            return;
        };
        if name == "PRIMARY" {
            let key = table.primary_key.get_or_insert(PrimaryKey {
                method: None,
                // It is called PRIMARY in every table.
                name: None,
                columns: Vec::new(),
                place: None,
            });
            key.columns.extend(column);
            return;
        }
        let method = method.unwrap_or_default().to_ascii_lowercase();
        let column = IndexColumn {
            target: match (column, expression) {
                (Some(column), _) => IndexTarget::Column(column),
                (None, expression) => IndexTarget::Expression(expression.unwrap_or_default()),
            },
            order: match collation.as_deref() {
                Some("D") => Order::Descending,
                _ => Order::Ascending,
            },
            // A spatial index lists the length of its rectangles.
            length: length
                .filter(|_| method == "btree")
                .and_then(|text| text.parse().ok()),
            ..IndexColumn::plain("")
        };
        match table.indexes.last_mut() {
            Some(index) if index.name.as_ref() == Some(&name) => index.columns.push(column),
            _ => {
                let mut index = Index::on(Some(name), vec![column]);
                index.unique = not_unique.as_deref() == Some("0");
                // MariaDB hashes what is unique and too long for a tree, unasked.
                let is_usual = method == "btree" || (index.unique && method == "hash");
                index.method = (!is_usual).then_some(method);
                table.indexes.push(index);
            }
        }
    }

    fn check(&mut self, line: Line, json: &HashSet<(String, String)>) {
        let [table, name, expression, enforced] = take(line).map(Option::unwrap_or_default);
        if is_json(&name, &expression) && json.contains(&(table.clone(), name.clone())) {
            return;
        }
        let Some(table) = self.of(&table) else {
            return;
        };
        table.checks.push(Check {
            name: Some(name.clone()),
            expression,
            place: None,
        });
        let object = Object::Check(table.name.clone(), name);
        if enforced == "NO" {
            self.unknown(object, "NOT ENFORCED");
        }
    }
}

fn action(words: &str) -> Action {
    match words {
        "RESTRICT" => Action::Restrict,
        "CASCADE" => Action::Cascade,
        "SET NULL" => Action::SetNull,
        "SET DEFAULT" => Action::SetDefault,
        _ => Action::NoAction,
    }
}
