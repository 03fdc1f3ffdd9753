//! Changes → a draft of the SQL that would bring the right side to the left.
//!
//! It is never run by us. What loses data, and what may be a rename, stands there as
//! a comment.

mod postgres;
mod simple;

use std::collections::HashSet;

use crate::catalog::{Catalog, Dialect};
use crate::diff::Change;

/// When a statement can run: what it needs is there before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Phase {
    Type,
    Drop,
    Table,
    Column,
    Key,
    ForeignKey,
    Policy,
    Loss,
}

/// The statements of a draft, each once.
#[derive(Debug, Default)]
struct Draft {
    statements: Vec<(Phase, String)>,
    seen: HashSet<String>,
}

impl Draft {
    fn add(&mut self, phase: Phase, statement: &str) {
        let text = format!("{statement};");
        if self.seen.insert(text.clone()) {
            self.statements.push((phase, text));
        }
    }

    /// A statement that a person has to decide on, with the reason.
    fn doubt(&mut self, phase: Phase, reason: &str, statement: &str) {
        let statement = statement.replace('\n', "\n-- ");
        let text = format!("-- {reason}\n-- {statement};");
        if self.seen.insert(text.clone()) {
            self.statements.push((phase, text));
        }
    }

    /// What no statement can be given for.
    fn say(&mut self, phase: Phase, text: &str) {
        let text = format!("-- {text}");
        if self.seen.insert(text.clone()) {
            self.statements.push((phase, text));
        }
    }
}

/// The draft for the changes between two catalogs, with a line break at its end; empty
/// when there is nothing to change.
#[must_use]
pub fn print(left: &Catalog, right: &Catalog, changes: &[Change<'_>]) -> String {
    let dialect = left.dialect;
    let mut draft = Draft::default();
    for change in changes {
        let mut one = Draft::default();
        match dialect {
            Dialect::Postgres => postgres::change(&mut one, left, right, change),
            _ => simple::change(&mut one, dialect, change),
        }
        for (phase, text) in one.statements {
            if !draft.seen.insert(text.clone()) {
                continue;
            }
            let text = if change.certain || text.starts_with("--") {
                text
            } else {
                format!(
                    "-- may mean the same already\n-- {}",
                    text.replace('\n', "\n-- ")
                )
            };
            draft.statements.push((phase, text));
        }
    }
    draft.statements.sort_by_key(|(phase, _)| *phase);
    let mut text = String::new();
    for (_, statement) in &draft.statements {
        text.push_str(statement);
        text.push('\n');
    }
    text
}
