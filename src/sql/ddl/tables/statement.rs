//! Which statement is what. Those that change nothing that a catalog shows are
//! named one by one, so that a new kind is not passed over unseen.

use sqlparser::tokenizer::{Token, TokenWithSpan};

use super::Replayer;
use super::cursor::{Cursor, items};
use crate::catalog::{Dialect, Name, Object};

/// Statements that leave the schema as it is, by their first words.
const HARMLESS: &[&str] = &[
    "SELECT",
    "WITH",
    "SET",
    "PRAGMA",
    "BEGIN",
    "START",
    "COMMIT",
    "ROLLBACK",
    "SAVEPOINT",
    "RELEASE",
    "END",
    "ANALYZE",
    "OPTIMIZE",
    "VACUUM",
    "REINDEX",
    "LOCK",
    "UNLOCK",
    "USE",
    "SHOW",
    "GRANT",
    "REVOKE",
    "FLUSH",
    "TRUNCATE",
    "DO",
    "EXPLAIN",
    "DESCRIBE",
    "VALUES",
    "ATTACH",
    "DETACH",
    "DEALLOCATE",
    "CHECK",
    "REPAIR",
];

/// What `CREATE`, `ALTER` and `DROP` make, change and drop that no catalog shows.
const NOT_SHOWN: &[&str] = &[
    "TRIGGER",
    "PROCEDURE",
    "FUNCTION",
    "EVENT",
    "DATABASE",
    "SCHEMA",
    "USER",
    "ROLE",
    "SERVER",
    "TABLESPACE",
    "PREPARE",
];

impl Replayer<'_> {
    pub fn statement(&mut self, tokens: &[TokenWithSpan]) {
        let mut cursor = Cursor(tokens);
        if cursor.word("CREATE") {
            self.create(tokens, cursor);
        } else if cursor.words(&["ALTER", "TABLE"]) || cursor.words(&["ALTER", "IGNORE", "TABLE"]) {
            self.alter_table(tokens, cursor);
        } else if cursor.word("ALTER") {
            // `ALTER ALGORITHM = MERGE VIEW v`: its columns are not known as it is.
            if !has_word(cursor, NOT_SHOWN) && !has_word(cursor, &["VIEW"]) {
                self.not_understood(tokens);
            }
        } else if cursor.word("DROP") {
            self.drop(tokens, cursor);
        } else if cursor.words(&["RENAME", "TABLE"]) {
            for item in items(cursor.0) {
                self.rename_table(tokens, Cursor(item));
            }
        } else if cursor.any(&["INSERT", "REPLACE"]) {
            self.insert(cursor);
        } else if cursor.any(&["UPDATE", "DELETE"]) {
            self.change_rows(cursor);
        } else if cursor.word("SET") {
            self.set(cursor);
        } else if cursor.is("LOAD") || cursor.any(HARMLESS) {
        } else if cursor.any(&["PREPARE", "EXECUTE", "CALL"]) {
            let reason = "SQL that the script puts together or a procedure runs";
            self.unknown(Object::Database, reason, tokens);
        } else {
            self.not_understood(tokens);
        }
    }

    fn create(&mut self, tokens: &[TokenWithSpan], mut cursor: Cursor) {
        cursor.words(&["OR", "REPLACE"]);
        let temporary = cursor.any(&["TEMPORARY", "TEMP"]);
        if cursor.word("TABLE") {
            self.create_table(tokens, cursor, temporary);
        } else if cursor.words(&["VIRTUAL", "TABLE"]) {
            self.create_virtual_table(tokens, cursor);
        } else if cursor.word("VIEW") || is_view(&mut cursor) {
            self.create_view(tokens, cursor, temporary);
        } else if ["INDEX", "UNIQUE", "FULLTEXT", "SPATIAL"]
            .iter()
            .any(|it| cursor.is(it))
        {
            self.create_index(tokens, cursor);
        } else if !has_word(cursor, NOT_SHOWN) {
            self.not_understood(tokens);
        }
    }

    /// `SET FOREIGN_KEY_CHECKS = 0`, also as `SET @@SESSION.foreign_key_checks`.
    fn set(&mut self, cursor: Cursor) {
        for item in items(cursor.0) {
            let is_it = item.iter().any(|token| match &token.token {
                Token::Word(word) => {
                    let name = word.value.trim_start_matches('@');
                    name.eq_ignore_ascii_case("foreign_key_checks")
                }
                _ => false,
            });
            if is_it && self.dialect == Dialect::MySql {
                let off = item.last().is_some_and(|token| match &token.token {
                    Token::Number(number, _) => number == "0",
                    Token::Word(word) => word.value.eq_ignore_ascii_case("off"),
                    _ => false,
                });
                self.checks_keys = !off;
            }
        }
    }

    /// Whatever it is about is unknown from here on; without a table, everything is.
    pub fn not_understood(&mut self, tokens: &[TokenWithSpan]) {
        let mut cursor = Cursor(tokens);
        let mut object = Object::Database;
        while !cursor.is_at_end() {
            if cursor.any(&["TABLE", "ON"]) {
                let _ = cursor.words(&["IF", "NOT", "EXISTS"]) || cursor.words(&["IF", "EXISTS"]);
                if let Some(table) = cursor.qualified() {
                    object = Object::Table(Name::plain(&table.name));
                }
                break;
            }
            cursor.skip();
        }
        let words = self.text.slice(&tokens[..tokens.len().min(3)]);
        let reason = format!("a statement that was not understood: `{words} …`");
        self.unknown(object, reason, tokens);
    }
}

/// Whether one of the words is among those before the first name.
fn has_word(mut cursor: Cursor, words: &[&str]) -> bool {
    for _ in 0..12 {
        if words.iter().any(|word| cursor.is(word)) {
            return true;
        }
        cursor.skip();
    }
    false
}

/// `ALGORITHM = UNDEFINED DEFINER = root SQL SECURITY INVOKER VIEW …`
fn is_view(cursor: &mut Cursor) -> bool {
    let mut ahead = *cursor;
    if !["ALGORITHM", "DEFINER", "SQL"]
        .iter()
        .any(|word| ahead.is(word))
    {
        return false;
    }
    for _ in 0..16 {
        if ahead.word("VIEW") {
            *cursor = ahead;
            return true;
        }
        if NOT_SHOWN.iter().any(|word| ahead.is(word)) {
            return false;
        }
        ahead.skip();
    }
    false
}
