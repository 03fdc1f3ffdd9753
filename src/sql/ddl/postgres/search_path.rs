//! The search path, which says what a name without a schema means. Prisma runs all scripts
//! in one session, so that a path stays for the scripts to come, unless it is `LOCAL`.

use squawk_syntax::SyntaxNode;
use squawk_syntax::ast::{self, AstNode};

use super::Replayer;
use super::sequence::parts_of_text;
use super::syntax::text;
use crate::diagnostic::Span;
use crate::sql::ddl::Cause;
use crate::sql::postgres::DEFAULT_SCHEMA;

/// The path that the session has when a script begins.
#[derive(Debug)]
pub struct SessionPath {
    schemas: Vec<String>,
    /// The statement that emptied it.
    emptied: Option<Span>,
}

impl std::default::Default for SessionPath {
    fn default() -> Self {
        Self {
            schemas: vec![DEFAULT_SCHEMA.to_owned()],
            emptied: None,
        }
    }
}

impl Replayer<'_> {
    /// A script begins with the path of the session.
    pub fn begin_with_session_path(&mut self) {
        self.state
            .search_path
            .clone_from(&self.session_path.schemas);
    }

    /// A script has ended. With an empty path Prisma does not find its own table, and stops;
    /// what runs next has another session.
    pub fn end_of_script_path(&mut self) {
        if let Some(place) = self.session_path.emptied {
            self.problem(Cause::SearchPath, Some(place));
        }
        // A path without `public` is that of an address with `?schema=`, which no script
        // shows; there is nothing to say of it, and nothing to go on with.
        let has_public = |schema: &String| schema == DEFAULT_SCHEMA;
        if !self.session_path.schemas.iter().any(has_public) {
            self.session_path = SessionPath::default();
        }
        self.session_path.emptied = None;
    }

    /// A `LOCAL` path ends with its transaction.
    pub fn end_of_local_path(&mut self) {
        self.begin_with_session_path();
    }

    pub fn reset_search_path(&mut self) {
        self.session_path = SessionPath::default();
        self.begin_with_session_path();
    }

    /// `SET search_path TO app, public`
    pub fn set(&mut self, statement: &ast::Set) {
        let is_local = matches!(statement.set_scope(), Some(ast::SetScope::LocalScope(_)));
        match statement.set_target() {
            Some(ast::SetTarget::SetConfig(config)) => {
                let is_path = config
                    .config_parameter_ref()
                    .is_some_and(|name| text(name.syntax()).eq_ignore_ascii_case("search_path"));
                if !is_path {
                    return;
                }
                match config.config_assignment() {
                    Some(ast::ConfigAssignment::ToConfigValue(values)) => {
                        let path: Vec<String> = values
                            .config_values()
                            .map(|value| match value {
                                ast::ConfigValue::Literal(literal) => {
                                    literal.string_value().unwrap_or_default()
                                }
                                other => parts_of_text(&text(other.syntax())).join("."),
                            })
                            .collect();
                        self.set_search_path(path, is_local, statement.syntax());
                    }
                    // `SET search_path TO DEFAULT`
                    Some(_) if text(config.syntax()).to_lowercase().ends_with("default") => {
                        self.reset_search_path();
                    }
                    _ => {}
                }
            }
            Some(ast::SetTarget::SetSchemaValue(value)) => {
                let schema = value.literal().and_then(|it| it.string_value());
                let path = schema.into_iter().collect();
                self.set_search_path(path, is_local, statement.syntax());
            }
            _ => {}
        }
    }

    /// `SELECT pg_catalog.set_config('search_path', '', false)`, as `pg_dump` writes it.
    pub fn set_config(&mut self, call: &ast::CallExpr) {
        let arguments: Vec<ast::Literal> = call
            .arg_list()
            .map(|list| {
                list.args()
                    .filter_map(|argument| match argument.expr()? {
                        ast::Expr::Literal(literal) => Some(literal),
                        _ => None,
                    })
                    .collect()
            })
            .unwrap_or_default();
        let [name, value, rest @ ..] = arguments.as_slice() else {
            return;
        };
        let (Some(name), Some(value)) = (name.string_value(), value.string_value()) else {
            return;
        };
        if name.eq_ignore_ascii_case("search_path") {
            let path = value
                .split(',')
                .map(|part| parts_of_text(part).join("."))
                .collect();
            let is_local = rest
                .first()
                .is_some_and(|it| text(it.syntax()).eq_ignore_ascii_case("true"));
            self.set_search_path(path, is_local, call.syntax());
        }
    }

    fn set_search_path(&mut self, path: Vec<String>, is_local: bool, node: &SyntaxNode) {
        let place = self.span(node);
        let mut path: Vec<String> = path
            .into_iter()
            .filter(|schema| !schema.is_empty() && schema != "$user")
            .collect();
        let is_empty = path.is_empty();
        if is_empty {
            // Names without a schema mean nothing now, but a database that is asked
            // for `public.users` and `users` in one file means the same by both.
            path.push(DEFAULT_SCHEMA.to_owned());
        }
        if !is_local {
            self.session_path = SessionPath {
                schemas: path.clone(),
                emptied: is_empty.then_some(place),
            };
        }
        self.state.search_path = path;
    }
}
