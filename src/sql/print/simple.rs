//! Drafts for databases other than `PostgreSQL`: plain columns and indexes; the rest is named.

use crate::catalog::{Dialect, Index, IndexTarget, Order, Table, TypeName};
use crate::diff::{Change, Pair, What};

use super::{Draft, Phase};

pub fn change(draft: &mut Draft, dialect: Dialect, change: &Change<'_>) {
    let quote = |name: &str| match dialect {
        Dialect::MySql => format!("`{}`", name.replace('`', "``")),
        Dialect::SqlServer => format!("[{}]", name.replace(']', "]]")),
        Dialect::Postgres | Dialect::Sqlite | Dialect::Cockroach | Dialect::Mongo => {
            format!("\"{}\"", name.replace('"', "\"\""))
        }
    };
    let table = |table: Option<&Table>| quote(table.map_or("", |table| &table.name.name));
    match (&change.what, change.tables[1]) {
        (What::Column(Pair::Left(column)), on)
            if column.nullable && column.default.is_none() && column.generated.is_none() =>
        {
            if let TypeName::Plain { name, arguments } = &column.ty.name {
                let arguments = match arguments.as_slice() {
                    [] => String::new(),
                    list => format!("({})", list.join(",")),
                };
                let (on, column) = (table(on), quote(&column.name));
                let add = format!("ALTER TABLE {on} ADD COLUMN {column} {name}{arguments}");
                return draft.add(Phase::Column, &add);
            }
        }
        (What::Column(Pair::Right(column)), on) => {
            let drop = format!(
                "ALTER TABLE {} DROP COLUMN {}",
                table(on),
                quote(&column.name)
            );
            return draft.doubt(Phase::Loss, "warning: loses what is in the column", &drop);
        }
        (What::Table(Pair::Right(lost)), _) => {
            let drop = format!("DROP TABLE {}", quote(&lost.name.name));
            return draft.doubt(Phase::Loss, "warning: loses what is in the table", &drop);
        }
        (What::Index(Pair::Left(index)), on) => {
            if let (Some(name), Some(columns)) = (&index.name, columns(index, quote)) {
                let unique = if index.unique { "UNIQUE " } else { "" };
                let name = quote(name);
                let on = table(on);
                let create = format!("CREATE {unique}INDEX {name} ON {on} ({columns})");
                return draft.add(Phase::Key, &create);
            }
        }
        (
            What::Index(Pair::Right(Index {
                name: Some(name), ..
            })),
            on,
        ) => {
            let on = match dialect {
                Dialect::MySql | Dialect::SqlServer => format!(" ON {}", table(on)),
                _ => String::new(),
            };
            return draft.add(Phase::Drop, &format!("DROP INDEX {}{on}", quote(name)));
        }
        _ => {}
    }
    let kind = change.object.kind();
    draft.say(
        Phase::Loss,
        &format!("{kind} `{}`: write this one by hand", change.object),
    );
}

/// The columns of an index that has nothing special.
fn columns(index: &Index, quote: impl Fn(&str) -> String) -> Option<String> {
    if index.predicate.is_some() || index.method.is_some() {
        return None;
    }
    let columns: Option<Vec<String>> = index
        .columns
        .iter()
        .map(|column| {
            let IndexTarget::Column(name) = &column.target else {
                return None;
            };
            let length = column
                .length
                .map(|it| format!("({it})"))
                .unwrap_or_default();
            let order = match column.order {
                Order::Ascending => "",
                Order::Descending => " DESC",
            };
            Some(format!("{}{length}{order}", quote(name)))
        })
        .collect();
    Some(columns?.join(", "))
}
