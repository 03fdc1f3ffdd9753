//! `PostgreSQL`'s statements, applied one after the other to a state.

mod alter_column;
mod alter_table;
mod ask;
mod block;
mod catalog;
mod column;
mod comparable;
mod constraint;
mod create_table;
mod drop;
mod evaluate;
mod index;
mod into;
mod names;
mod object;
mod policy;
mod problem;
mod query;
mod rename;
mod resolve;
mod search_path;
mod sequence;
mod shared;
mod state;
mod statement;
mod syntax;
mod system;
mod trigger;
mod types;
mod user_type;
mod view;

use squawk_syntax::ast::AstNode;
use squawk_syntax::plpgsql::Plpgsql;
use squawk_syntax::syntax_error::SyntaxError;
use squawk_syntax::{Parse, SourceFile, SyntaxKind};

use crate::catalog::{Name, Unknown};
use crate::diagnostic::{FileId, Sources, Span};
use crate::sql::ddl::{Cause, Replay, Script, Step};

use search_path::SessionPath;
use shared::Made;
use state::State;

/// Applies statements, and keeps the books on who made what.
struct Replayer<'a> {
    state: State,
    step: Step,
    /// The place of the current script among all.
    at: usize,
    unknown: Vec<Unknown>,
    file: FileId,
    /// Where the statements at hand stand: in the file, in the body of a block in it, …
    origins: Vec<Origin>,
    /// The `INTO` clauses of the block at hand.
    intos: Vec<into::Into>,
    /// Which script made a thing.
    made: Made,
    /// The enums that any of the scripts makes.
    enums: &'a [Vec<String>],
    /// The texts of all scripts.
    texts: Vec<&'a str>,
    session_path: SessionPath,
    /// How deep blocks and the statements that they run are in each other.
    depth: usize,
}

/// How the offsets of a tree become those of the text around it.
enum Origin {
    /// A block's body, which stands in a string.
    Body(Plpgsql),
    /// A statement that was parsed by itself, so many bytes behind the start.
    Behind(u32),
    /// SQL that a block put together: all of it stands where it is run.
    At(Span),
}

/// Texts of fewer bytes are parsed faster than threads are started.
const BYTES_FOR_THREADS: usize = 1 << 18;

/// As much as the main thread has: the parser calls itself for each level of brackets.
const STACK_BYTES: usize = 256 << 20;

pub fn replay(scripts: &[Script], sources: &Sources) -> Replay {
    let parsed = parse_all(scripts, sources);
    let enums = enums_of(&parsed);
    let mut replayer = Replayer {
        state: State::new(),
        step: Step::default(),
        at: 0,
        unknown: Vec::new(),
        file: FileId(0),
        origins: Vec::new(),
        intos: Vec::new(),
        made: Made::default(),
        enums: &enums,
        texts: scripts
            .iter()
            .map(|script| sources.get(script.file).text.as_str())
            .collect(),
        session_path: SessionPath::default(),
        depth: 0,
    };
    let mut steps = Vec::with_capacity(scripts.len());
    for (at, (script, parsed)) in scripts.iter().zip(parsed).enumerate() {
        replayer.at = at;
        replayer.file = script.file;
        replayer.begin_with_session_path();
        replayer.script(&parsed);
        replayer.end_of_script_path();
        steps.push(std::mem::take(&mut replayer.step));
    }
    Replay {
        catalog: catalog::make(replayer.state, replayer.unknown),
        steps,
    }
}

/// A script's tree, and what is wrong with it: looking for that costs as much as parsing.
type Parsed = (Parse<SourceFile>, Vec<SyntaxError>);

fn parse_all(scripts: &[Script], sources: &Sources) -> Vec<Parsed> {
    let parse = |script: &Script| {
        let parsed = SourceFile::parse(&sources.get(script.file).text);
        let errors = parsed.errors();
        (parsed, errors)
    };
    let bytes: usize = scripts
        .iter()
        .map(|script| sources.get(script.file).text.len())
        .sum();
    let threads = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    if bytes < BYTES_FOR_THREADS || threads < 2 {
        return scripts.iter().map(parse).collect();
    }
    std::thread::scope(|scope| {
        let parts: Vec<_> = scripts
            .chunks(scripts.len().div_ceil(threads))
            .map(|part| {
                let parse_part = move || part.iter().map(parse).collect::<Vec<_>>();
                let thread = std::thread::Builder::new().stack_size(STACK_BYTES);
                (part, thread.spawn_scoped(scope, parse_part))
            })
            .collect();
        parts
            .into_iter()
            .flat_map(|(part, thread)| match thread {
                Ok(thread) => thread.join().expect("parsing does not panic"),
                Err(_) => part.iter().map(parse).collect(),
            })
            .collect()
    })
}

/// The names of all enums that the scripts make, so that a column whose type is
/// made too late still has an enum for its type.
fn enums_of(parsed: &[Parsed]) -> Vec<Vec<String>> {
    use squawk_syntax::ast::{CreateTypeKind, Stmt};
    parsed
        .iter()
        .flat_map(|(parsed, _)| parsed.tree().stmts().collect::<Vec<_>>())
        .filter_map(|statement| match statement {
            Stmt::CreateType(made) => match made.kind()? {
                CreateTypeKind::EnumType(_) => Some(syntax::parts(&made.type_name()?)),
                _ => None,
            },
            _ => None,
        })
        .collect()
}

impl Replayer<'_> {
    fn script(&mut self, (parsed, errors): &Parsed) {
        let tree = parsed.tree();
        self.syntax_errors(errors, &tree);
        for statement in tree.stmts() {
            self.step.statements += 1;
            self.statement(&statement);
        }
    }

    fn is_enum_somewhere(&self, name: &Name) -> bool {
        self.enums
            .iter()
            .any(|parts| parts.last() == Some(&name.name))
    }

    /// Errors outside of functions and blocks, whose bodies are read where they are used.
    /// The rest of a broken statement looks broken, too: it is one error.
    fn syntax_errors(&mut self, errors: &[SyntaxError], tree: &SourceFile) {
        let mut broken_until = 0;
        for error in errors {
            let at = error.range().start();
            let is_in_body = tree.stmts().any(|statement| {
                let is_body = matches!(
                    statement,
                    squawk_syntax::ast::Stmt::Do(_)
                        | squawk_syntax::ast::Stmt::CreateFunction(_)
                        | squawk_syntax::ast::Stmt::CreateProcedure(_)
                );
                is_body && statement.syntax().text_range().contains(at)
            });
            if is_in_body || usize::from(at) < broken_until {
                continue;
            }
            let mut tokens = tree
                .syntax()
                .descendants_with_tokens()
                .filter_map(squawk_syntax::SyntaxElement::into_token)
                .filter(|token| token.text_range().end() > at)
                .filter(|token| {
                    !matches!(token.kind(), SyntaxKind::WHITESPACE | SyntaxKind::COMMENT)
                });
            let word = tokens.next();
            broken_until = word
                .iter()
                .cloned()
                .chain(tokens)
                .find(|token| token.kind() == SyntaxKind::SEMICOLON)
                .map_or(usize::MAX, |end| end.text_range().end().into());
            let range = word
                .as_ref()
                .map_or_else(|| error.range(), |word| word.text_range());
            let span = Span {
                file: self.file,
                start: range.start().into(),
                end: range.end().into(),
            };
            let message = match word {
                Some(word) if word.text().contains(char::is_control) => {
                    format!("unexpected `{}`", word.text().escape_default())
                }
                Some(word) => format!("unexpected `{}`", word.text()),
                None => "unexpected end of the file".to_owned(),
            };
            self.unknown.push(Unknown {
                object: crate::catalog::Object::Database,
                reason: format!("a statement that is no SQL: {message}"),
                place: Some(span),
            });
            self.problem(Cause::Syntax(message), Some(span));
        }
    }
}
