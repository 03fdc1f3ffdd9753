//! The books: what a script makes and uses, what it would fail on, and what could
//! not be understood.

use sqlparser::tokenizer::{Span as Range, TokenWithSpan};

use super::Replayer;
use super::cursor::Named;
use super::state::Relation;
use crate::catalog::{Name, Object, TableKind, Unknown};
use crate::diagnostic::Span;
use crate::sql::ddl::{Cause, Item, Kind, Need, Problem};

pub fn table_item(name: &str) -> Item {
    Item::new(Kind::Table, &Name::plain(name))
}

pub fn part(kind: Kind, table: &str, name: &str) -> Item {
    Item::member(kind, &Name::plain(table), name)
}

impl Replayer<'_> {
    pub fn span(&self, range: Range) -> Span {
        self.text.span(range)
    }

    pub fn problem(&mut self, cause: Cause, place: Span) {
        let is_known = self.step.problems.iter().any(|known| known.cause == cause);
        if !is_known {
            let place = Some(place);
            self.step.problems.push(Problem { cause, place });
        }
    }

    pub fn missing(&mut self, item: Item, range: Range) {
        self.problem(Cause::Missing(item), self.text.span(range));
    }

    pub fn exists(&mut self, item: Item, range: Range) {
        self.problem(Cause::Exists(item), self.text.span(range));
    }

    pub fn in_use(&mut self, item: Item, by: Item, range: Range) {
        self.problem(Cause::InUse { item, by }, self.text.span(range));
    }

    /// The script makes it.
    pub fn creates(&mut self, item: Item) {
        self.made.insert(item.clone(), self.at);
        if self.step_has.insert((0, item.clone())) {
            self.step.creates.push(item);
        }
    }

    /// The script changes it.
    pub fn alters(&mut self, item: Item) {
        self.uses(&item);
        let is_own = self.step_has.contains(&(0, item.clone()));
        if !is_own && self.step_has.insert((1, item.clone())) {
            self.step.alters.push(item);
        }
    }

    /// The script drops it.
    pub fn drops(&mut self, item: Item) {
        self.uses(&item);
        self.made.remove(&item);
        if self.step_has.insert((2, item.clone())) {
            self.step.drops.push(item);
        }
    }

    /// The script speaks of it, and an earlier one may have made it.
    pub fn uses(&mut self, item: &Item) {
        let Some(from) = self.made.get(item).copied() else {
            return;
        };
        if from < self.at && self.step_has.insert((3, item.clone())) {
            let item = item.clone();
            self.step.needs.push(Need { item, from });
        }
    }

    /// Something that may have changed an object in a way that we did not understand.
    pub fn unknown(&mut self, object: Object, reason: impl Into<String>, at: &[TokenWithSpan]) {
        let unknown = Unknown {
            object,
            reason: reason.into(),
            place: self.text.span_of(at),
        };
        if !self.unknown.contains(&unknown) {
            self.unknown.push(unknown);
        }
    }

    /// The table that a statement speaks of. One that is not there is a problem, and
    /// assumed from then on: one mistake is one message.
    pub fn relation(&mut self, named: &Named) -> &mut Relation {
        self.uses(&table_item(&named.name));
        if self.state.get(&named.name).is_none() {
            self.missing(table_item(&named.name), named.range);
            let mut relation = Relation::new(&named.name, TableKind::Table, None);
            relation.assumed = true;
            relation.columns_known = false;
            self.state.add(relation);
        }
        self.state
            .get_mut(&named.name)
            .expect("the relation is there or was just added")
    }

    /// Says which of the columns are not there.
    pub fn check_columns(&mut self, table: &str, columns: &[Named]) {
        for column in columns {
            self.uses(&part(Kind::Column, table, &column.name));
            let relation = self.state.get(table);
            let is_missing =
                relation.is_some_and(|it| it.columns_known && it.column(&column.name).is_none());
            // `SQLite` has names of its own for a row's number.
            let is_row = matches!(
                &*column.name.to_ascii_lowercase(),
                "rowid" | "oid" | "_rowid_"
            );
            if is_missing && !is_row {
                self.missing(part(Kind::Column, table, &column.name), column.range);
            }
        }
    }
}
