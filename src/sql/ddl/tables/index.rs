//! `CREATE INDEX`, and the indexes that stand in a `CREATE TABLE` or behind `ADD`.

use sqlparser::tokenizer::{Token, TokenWithSpan};

use super::Replayer;
use super::books::part;
use super::cursor::{Cursor, Named, items};
use crate::catalog::{Dialect, Index, IndexColumn, IndexTarget, Name, Object, Order};
use crate::sql::ddl::Kind;

/// How an index begins: `UNIQUE`, `FULLTEXT` or nothing.
struct Start {
    unique: bool,
    method: Option<&'static str>,
}

fn start(cursor: &mut Cursor) -> Start {
    let unique = cursor.word("UNIQUE");
    let method = if cursor.word("FULLTEXT") {
        Some("fulltext")
    } else if cursor.word("SPATIAL") {
        Some("spatial")
    } else {
        None
    };
    cursor.any(&["INDEX", "KEY"]);
    Start { unique, method }
}

impl Replayer<'_> {
    pub fn create_index(&mut self, tokens: &[TokenWithSpan], mut cursor: Cursor) {
        let start = start(&mut cursor);
        let if_not_exists = cursor.words(&["IF", "NOT", "EXISTS"]);
        let name = cursor.qualified();
        if cursor.word("USING") {
            cursor.skip();
        }
        let table = cursor.word("ON").then(|| cursor.qualified()).flatten();
        let (Some(name), Some(table)) = (name, table) else {
            return self.not_understood(tokens);
        };
        if cursor.word("USING") {
            cursor.skip();
        }
        let Some(list) = cursor.group() else {
            return self.not_understood(tokens);
        };
        self.relation(&table);
        let mut index = self.index_on(&table, &start, list);
        index.place = Some(self.span(name.range));
        if cursor.word("WHERE") {
            index.predicate = Some(self.text.slice(cursor.0).to_owned());
        }
        let is_there = if self.dialect == Dialect::Sqlite {
            self.owner_of_index(&name.name).is_some()
        } else {
            let relation = self.state.get(&table.name);
            relation.is_some_and(|it| it.index(&name.name).is_some())
        };
        if is_there && !self.is_implicit(&table.name, &name.name) {
            if !if_not_exists {
                self.exists(part(Kind::Index, &table.name, &name.name), name.range);
            }
            return;
        }
        index.name = Some(name.name);
        self.add_index(&table, index);
    }

    /// `INDEX name (a, b(10) DESC)`, `UNIQUE (a)`
    pub fn add_inline_index(
        &mut self,
        table: &Named,
        constraint: Option<Named>,
        mut cursor: Cursor,
        item: &[TokenWithSpan],
    ) {
        let start = start(&mut cursor);
        cursor.words(&["IF", "NOT", "EXISTS"]);
        let is_named = !cursor.is("USING");
        let name = is_named.then(|| cursor.name()).flatten().or(constraint);
        if cursor.word("USING") {
            cursor.skip();
        }
        let Some(list) = cursor.group() else {
            return self.key_not_understood(table, item);
        };
        let mut index = self.index_on(table, &start, list);
        if self.dialect == Dialect::Sqlite {
            return self.add_unique(table, index.columns, item);
        }
        index.place = match &name {
            Some(name) => Some(self.span(name.range)),
            None => self.text.span_of(item),
        };
        let first = match index.columns.first().map(|it| &it.target) {
            Some(IndexTarget::Column(name)) => name.clone(),
            _ => "functional_index".to_owned(),
        };
        let relation = self.relation(table);
        let given = name.as_ref().map(|name| name.name.clone());
        index.name = Some(given.unwrap_or_else(|| relation.free_index_name(&first)));
        if let Some(name) = name
            && relation.index(&name.name).is_some()
            && !self.is_implicit(&table.name, &name.name)
        {
            return self.exists(part(Kind::Index, &table.name, &name.name), name.range);
        }
        self.add_index(table, index);
    }

    pub fn add_index(&mut self, table: &Named, index: Index) {
        let name = index.name.clone().unwrap_or_default();
        let relation = self.relation(table);
        // One that was made for a foreign key makes room for one that a statement makes.
        relation
            .implicit
            .retain(|it| !it.eq_ignore_ascii_case(&name));
        let mut indexes = std::mem::take(&mut relation.table.indexes);
        indexes.retain(|it| it.name.as_ref() != Some(&name));
        indexes.push(index);
        relation.table.indexes = indexes;
        self.creates(part(Kind::Index, &table.name, &name));
        self.drop_implicit(&table.name);
    }

    /// `MySQL` drops what it made for a foreign key when another index does as well.
    pub fn drop_implicit(&mut self, table: &str) {
        let Some(relation) = self.state.get_mut(table) else {
            return;
        };
        let made = std::mem::take(&mut relation.implicit);
        for name in made {
            let columns: Option<Vec<String>> = relation.index(&name).and_then(|index| {
                let names = index.column_names()?;
                Some(names.into_iter().map(str::to_owned).collect())
            });
            let is_needless =
                columns.is_some_and(|columns| relation.has_index_on(&columns, Some(&name)));
            if is_needless {
                relation
                    .table
                    .indexes
                    .retain(|it| it.name.as_ref() != Some(&name));
            } else {
                relation.implicit.push(name);
            }
        }
    }

    fn is_implicit(&self, table: &str, index: &str) -> bool {
        let relation = self.state.get(table);
        relation.is_some_and(|it| {
            it.implicit
                .iter()
                .any(|name| name.eq_ignore_ascii_case(index))
        })
    }

    /// The table that has an index: their names are one space in `SQLite`.
    pub fn owner_of_index(&self, index: &str) -> Option<String> {
        let mut all = self.state.all();
        let owner = all.find(|it| it.index(index).is_some())?;
        Some(owner.table.name.name.clone())
    }

    fn index_on(&mut self, table: &Named, start: &Start, list: &[TokenWithSpan]) -> Index {
        let mut columns = Vec::new();
        let mut names = Vec::new();
        for item in items(list) {
            let (column, name) = self.index_column(item, start.method.is_none());
            columns.push(column);
            names.extend(name);
        }
        self.check_columns(&table.name, &names);
        // A name in quotes that is no column is a text in `SQLite`, and as the table has it.
        if let Some(relation) = self.state.get(&table.name) {
            for column in &mut columns {
                if let IndexTarget::Column(name) = &mut column.target
                    && let Some(known) = relation.column(name)
                {
                    name.clone_from(&known.name);
                }
            }
        }
        let mut index = Index::on(None, columns);
        index.unique = start.unique;
        index.method = start.method.map(str::to_owned);
        if index.columns.is_empty() {
            let object = Object::Table(Name::plain(&table.name));
            self.unknown(object, "an index without columns", list);
        }
        index
    }

    /// `email(191) DESC`, `lower(email)`, `(a + b)`
    fn index_column(
        &self,
        item: &[TokenWithSpan],
        has_length: bool,
    ) -> (IndexColumn, Option<Named>) {
        let mut end = item.len();
        let mut order = Order::Ascending;
        let last = |end: usize| item.get(end - 1).map(std::slice::from_ref).map(Cursor);
        if last(end).is_some_and(|it| it.is("DESC")) {
            order = Order::Descending;
            end -= 1;
        } else if last(end).is_some_and(|it| it.is("ASC")) {
            end -= 1;
        }
        if end > 2 && Cursor(&item[end - 2..]).is("COLLATE") {
            end -= 2;
        }
        let mut cursor = Cursor(&item[..end]);
        let mut length = None;
        if let Some(name) = cursor.name() {
            let group = (self.dialect == Dialect::MySql)
                .then(|| cursor.group())
                .flatten();
            if let Some([number]) = group
                && let Token::Number(number, _) = &number.token
            {
                length = number.parse().ok().filter(|_| has_length);
            }
            let is_number = group
                .is_none_or(|it| matches!(it, [one] if matches!(one.token, Token::Number(..))));
            if cursor.is_at_end() && is_number {
                let column = IndexColumn {
                    order,
                    length,
                    ..IndexColumn::plain(&name.name)
                };
                return (column, Some(name));
            }
        }
        let inside = match Cursor(&item[..end]).group() {
            Some(inside) if inside.len() + 2 == end && self.dialect == Dialect::MySql => inside,
            _ => &item[..end],
        };
        let column = IndexColumn {
            target: IndexTarget::Expression(self.text.slice(inside).to_owned()),
            order,
            ..IndexColumn::plain("")
        };
        (column, None)
    }
}
