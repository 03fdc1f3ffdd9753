//! Statements that change rows: they change no schema, but need what they speak of.

use sqlparser::tokenizer::Token;

use super::Replayer;
use super::cursor::{Cursor, Named, names};

impl Replayer<'_> {
    /// `INSERT INTO t (a, b) SELECT c, d FROM u`
    pub fn insert(&mut self, mut cursor: Cursor) {
        if cursor.word("OR") {
            cursor.skip();
        }
        while cursor.any(&["IGNORE", "LOW_PRIORITY", "DELAYED", "HIGH_PRIORITY"]) {}
        cursor.word("INTO");
        let Some(table) = local(&mut cursor) else {
            return;
        };
        self.needs(&table);
        if let Some(columns) = cursor.group() {
            self.check_columns(&table.name, &names(columns));
        }
        if cursor.is("SELECT") {
            self.read_rows(cursor);
        }
    }

    /// The table behind a query's own `FROM`.
    fn read_rows(&mut self, mut cursor: Cursor) {
        while !cursor.is_at_end() {
            if cursor.group().is_some() {
                continue;
            }
            if cursor.word("FROM") {
                if let Some(table) = local(&mut cursor) {
                    self.needs(&table);
                }
                return;
            }
            cursor.skip();
        }
    }

    /// `UPDATE t SET …`, `DELETE FROM t …`
    pub fn change_rows(&mut self, mut cursor: Cursor) {
        if cursor.word("OR") {
            cursor.skip();
        }
        while cursor.any(&["IGNORE", "LOW_PRIORITY", "QUICK"]) {}
        let is_update = !cursor.word("FROM");
        let Some(table) = local(&mut cursor) else {
            return;
        };
        // `DELETE a FROM t AS a` names no table, nor does an `UPDATE` of several.
        let goes_on = cursor.is("SET") || cursor.is("WHERE") || cursor.is_at_end();
        if is_update && !cursor.is("SET") || !goes_on {
            return;
        }
        self.needs(&table);
        if cursor.word("SET")
            && let Some(column) = cursor.name()
            && cursor.sign(&Token::Eq)
        {
            self.check_columns(&table.name, &[column]);
        }
    }

    fn needs(&mut self, table: &Named) {
        // What the databases keep for themselves is no concern of a history.
        let name = table.name.to_ascii_lowercase();
        if !name.starts_with("sqlite_") && name != "_prisma_migrations" && name != "dual" {
            self.relation(table);
        }
    }
}

/// A table of this database: what stands in another one is not ours to know.
fn local(cursor: &mut Cursor) -> Option<Named> {
    let table = cursor.name()?;
    let is_foreign = cursor.sign(&Token::Period);
    (!is_foreign).then_some(table)
}
