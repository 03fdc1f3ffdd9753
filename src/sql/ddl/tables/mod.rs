//! The statements of `MySQL` and `SQLite`, applied one after the other to a state.
//! The two differ in less than they share: each difference asks for the dialect.

mod alter_table;
mod books;
mod catalog;
mod column;
mod create_table;
mod cursor;
mod drop;
mod index;
mod key;
mod rename;
mod rows;
mod state;
mod statement;
mod text;

use std::collections::{HashMap, HashSet};

use crate::catalog::{Dialect, Object, Unknown};
use crate::diagnostic::Sources;
use crate::sql::ddl::{Cause, Item, Replay, Script, Step};

use state::State;
use text::Text;

/// Applies statements, and keeps the books on who made what.
struct Replayer<'a> {
    dialect: Dialect,
    state: State,
    step: Step,
    /// The things that stand in the step's lists already, by the list's number.
    step_has: HashSet<(u8, Item)>,
    /// The place of the current script among all.
    at: usize,
    text: Text<'a>,
    unknown: Vec<Unknown>,
    /// Which script made a thing.
    made: HashMap<Item, usize>,
    /// `MySQL` asks whether keys have what they refer to (`SET FOREIGN_KEY_CHECKS`).
    checks_keys: bool,
}

pub fn replay(dialect: Dialect, scripts: &[Script], sources: &Sources) -> Replay {
    let Some(first) = scripts.first() else {
        return Replay {
            catalog: catalog::make(dialect, State::new(dialect), Vec::new()),
            steps: Vec::new(),
        };
    };
    let mut replayer = Replayer {
        dialect,
        state: State::new(dialect),
        step: Step::default(),
        step_has: HashSet::new(),
        at: 0,
        text: Text::new(first.file, ""),
        unknown: Vec::new(),
        made: HashMap::new(),
        checks_keys: true,
    };
    let mut steps = Vec::with_capacity(scripts.len());
    for (at, script) in scripts.iter().enumerate() {
        replayer.at = at;
        replayer.text = Text::new(script.file, &sources.get(script.file).text);
        replayer.checks_keys = true;
        replayer.script();
        replayer.step_has.clear();
        steps.push(std::mem::take(&mut replayer.step));
    }
    Replay {
        catalog: catalog::make(dialect, replayer.state, replayer.unknown),
        steps,
    }
}

impl Replayer<'_> {
    fn script(&mut self) {
        let (statements, broken) = self.text.statements(self.dialect);
        for statement in &statements {
            self.step.statements += 1;
            self.statement(statement);
        }
        if let Some(broken) = broken {
            self.unknown.push(Unknown {
                object: Object::Database,
                reason: format!("a statement that is no SQL: {}", broken.message),
                place: Some(broken.place),
            });
            self.problem(Cause::Syntax(broken.message), broken.place);
        }
    }
}
