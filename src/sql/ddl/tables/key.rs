//! Keys and checks that stand by themselves, in a `CREATE TABLE` or behind `ADD`.

use sqlparser::ast::TableConstraint;
use sqlparser::parser::Parser;
use sqlparser::tokenizer::{Token, TokenWithSpan};

use super::Replayer;
use super::books::part;
use super::column::references;
use super::cursor::{Cursor, Named, names};
use super::state::same;
use super::text::grammar;
use crate::catalog::{Check, Constraint, Dialect, ForeignKey, Index, Name, Object, PrimaryKey};
use crate::sql::ddl::{Cause, Kind};

/// The words that a constraint begins with.
const KEYS: &[&str] = &[
    "CONSTRAINT",
    "PRIMARY",
    "UNIQUE",
    "FOREIGN",
    "CHECK",
    "INDEX",
    "KEY",
    "FULLTEXT",
    "SPATIAL",
];

impl Replayer<'_> {
    /// Whether it is a constraint, and no column. `INDEX` and `KEY` are none in `SQLite`.
    pub fn is_key(&self, item: &[TokenWithSpan]) -> bool {
        let cursor = Cursor(item);
        let words = match self.dialect {
            Dialect::Sqlite => &KEYS[..5],
            _ => KEYS,
        };
        words.iter().any(|word| cursor.is(word))
    }

    pub fn add_key(&mut self, table: &Named, item: &[TokenWithSpan]) {
        let mut cursor = Cursor(item);
        let mut name = None;
        if cursor.word("CONSTRAINT") {
            let is_named = !["PRIMARY", "UNIQUE", "FOREIGN", "CHECK"]
                .iter()
                .any(|it| cursor.is(it));
            name = is_named.then(|| cursor.name()).flatten();
        }
        if cursor.words(&["PRIMARY", "KEY"]) {
            self.add_primary_key(table, name, cursor, item);
        } else if cursor.is("FOREIGN") {
            self.read_foreign_key(table, name, cursor.0);
        } else if cursor.word("CHECK") {
            let Some(inside) = cursor.group() else {
                return self.key_not_understood(table, item);
            };
            let expression = self.text.slice(inside).to_owned();
            let place = self.text.span_of(item);
            let name = name.map(|name| name.name);
            let relation = self.relation(table);
            relation.table.checks.push(Check {
                name,
                expression,
                place,
            });
        } else {
            self.add_inline_index(table, name, cursor, item);
        }
    }

    pub fn key_not_understood(&mut self, table: &Named, item: &[TokenWithSpan]) {
        let object = Object::Table(Name::plain(&table.name));
        self.unknown(object, "a constraint that was not understood", item);
    }

    fn add_primary_key(
        &mut self,
        table: &Named,
        name: Option<Named>,
        mut cursor: Cursor,
        item: &[TokenWithSpan],
    ) {
        while !cursor.is_at_end() && cursor.0[0].token != Token::LParen {
            cursor.skip();
        }
        let Some(list) = cursor.group() else {
            return self.key_not_understood(table, item);
        };
        let columns = names(list);
        self.check_columns(&table.name, &columns);
        let place = self.text.span_of(item);
        let is_sqlite = self.dialect == Dialect::Sqlite;
        let relation = self.relation(table);
        for column in &columns {
            if let Some(column) = relation.column_mut(&column.name) {
                column.nullable = false;
            }
        }
        relation.table.primary_key = Some(PrimaryKey {
            method: None,
            // In `MySQL` it is called PRIMARY in every table.
            name: name.filter(|_| is_sqlite).map(|name| name.name),
            columns: columns.into_iter().map(|column| column.name).collect(),
            place,
        });
        // `PRIMARY KEY (id AUTOINCREMENT)`
        if is_sqlite
            && list
                .iter()
                .any(|token| Cursor(std::slice::from_ref(token)).is("AUTOINCREMENT"))
            && let Some(column) = relation
                .table
                .primary_key
                .as_ref()
                .and_then(|key| key.columns.first())
                .cloned()
            && let Some(column) = relation.column_mut(&column)
        {
            column.default = Some(crate::catalog::Default::AutoIncrement);
        }
        self.drop_implicit(&table.name);
    }

    fn read_foreign_key(&mut self, table: &Named, name: Option<Named>, tokens: &[TokenWithSpan]) {
        let mut parser =
            Parser::new(grammar(self.dialect)).with_tokens_with_locations(tokens.to_vec());
        let parsed = parser.parse_optional_table_constraint();
        let Ok(Some(TableConstraint::ForeignKey(parsed))) = parsed else {
            return self.key_not_understood(table, tokens);
        };
        let Some(target) = references(&parsed) else {
            return self.key_not_understood(table, tokens);
        };
        let columns: Vec<_> = parsed
            .columns
            .iter()
            .map(|it| (it.value.clone(), it.span))
            .collect();
        let columns: Vec<_> = columns
            .into_iter()
            .map(|(name, range)| Named { name, range })
            .collect();
        self.check_columns(&table.name, &columns);
        let index = parsed.index_name.as_ref().map(|it| it.value.clone());
        let mut key = self.foreign_key(parsed);
        key.place = match &name {
            Some(name) => Some(self.span(name.range)),
            None => self.text.span_of(tokens),
        };
        if let Some(name) = &name
            && self.dialect == Dialect::MySql
            && self
                .state
                .get(&table.name)
                .is_some_and(|it| it.foreign_key(&name.name).is_some())
        {
            return self.exists(part(Kind::Constraint, &table.name, &name.name), name.range);
        }
        key.name = name.map(|name| name.name);
        self.add_foreign_key(table, key, &target, index);
    }

    /// Adds a key, and the index that `MySQL` makes for it.
    pub fn add_foreign_key(
        &mut self,
        table: &Named,
        mut key: ForeignKey,
        target: &Named,
        index: Option<String>,
    ) {
        let is_mysql = self.dialect == Dialect::MySql;
        let other = if self.state.is_name_of(&table.name, &target.name) {
            self.state.get(&table.name)
        } else {
            self.uses(&super::books::table_item(&target.name));
            self.state.get(&target.name)
        };
        if other.is_none_or(|it| it.assumed) && is_mysql && self.checks_keys {
            let item = super::books::table_item(&target.name);
            self.problem(Cause::Missing(item), self.span(target.range));
        }
        if key.referenced_columns.is_empty()
            && let Some(primary) = self
                .state
                .get(&target.name)
                .and_then(|it| it.table.primary_key.as_ref())
        {
            key.referenced_columns.clone_from(&primary.columns);
        }
        let relation = self.relation(table);
        if is_mysql {
            let name = key.name.get_or_insert_with(|| {
                let numbers = relation.table.foreign_keys.iter().filter_map(|key| {
                    let rest = key.name.as_ref()?.strip_prefix(&table.name)?;
                    rest.strip_prefix("_ibfk_")?.parse::<u32>().ok()
                });
                format!("{}_ibfk_{}", table.name, numbers.max().unwrap_or(0) + 1)
            });
            if !relation.has_index_on(&key.columns, None) {
                let name = index.unwrap_or_else(|| name.clone());
                let columns = key.columns.iter();
                let columns = columns
                    .map(|it| crate::catalog::IndexColumn::plain(it))
                    .collect();
                relation
                    .table
                    .indexes
                    .push(Index::on(Some(name.clone()), columns));
                relation.implicit.push(name);
            }
        }
        let item = key
            .name
            .as_deref()
            .map(|name| part(Kind::Constraint, &table.name, name));
        relation.table.foreign_keys.push(key);
        if let Some(item) = item {
            self.creates(item);
        }
    }

    /// A unique constraint that has no name of its own in `SQLite`.
    pub fn add_unique(
        &mut self,
        table: &Named,
        columns: Vec<crate::catalog::IndexColumn>,
        item: &[TokenWithSpan],
    ) {
        let place = self.text.span_of(item);
        let relation = self.relation(table);
        let mut index = Index::on(None, columns);
        index.unique = true;
        index.constraint = Some(Constraint::Unique);
        index.place = place;
        // `SQLite` makes no second index for what the key or another constraint says.
        let again = |own: Option<Vec<&str>>| match (own, index.column_names()) {
            (Some(own), Some(new)) => {
                own.len() == new.len() && own.iter().zip(new).all(|(a, b)| same(a, b))
            }
            _ => false,
        };
        let is_known = relation
            .table
            .indexes
            .iter()
            .any(|it| it.constraint.is_some() && again(it.column_names()));
        if !is_known {
            relation.table.indexes.push(index);
        }
    }
}
