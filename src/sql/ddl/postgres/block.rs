//! `DO` blocks: run where what they do is certain, and where it is not, the
//! objects that they name are set aside as unknown.

use squawk_syntax::ast::{self, AstNode};
use squawk_syntax::{SourceFile, SyntaxNode};

use super::evaluate::{Scope, Value};
use super::into::without_into;
use super::syntax::{identifier, text};
use super::{Origin, Replayer};
use crate::catalog::Object;
use crate::sql::ddl::{Cause, Item, Kind, Step};

/// Blocks that run blocks are followed this far.
const MOST_DEPTH: usize = 16;

/// Rounds of a loop that are run.
const MOST_ROUNDS: usize = 2000;

/// How a body goes on.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Flow {
    Next,
    /// `RETURN`, `EXIT`, or an exception that nobody caught.
    Stop,
}

/// Whether a body of code has words that change what a catalog shows.
pub fn may_change_schema(body: &str) -> bool {
    let body = body.to_lowercase();
    let words: Vec<&str> = body
        .split(|c: char| !c.is_alphanumeric() && c != '_')
        .filter(|word| !word.is_empty())
        .collect();
    words.windows(2).any(|pair| {
        let object = matches!(
            pair[1],
            "table"
                | "index"
                | "unique"
                | "type"
                | "policy"
                | "view"
                | "materialized"
                | "sequence"
                | "schema"
                | "domain"
                | "extension"
        );
        matches!(pair[0], "create" | "alter" | "drop") && object
    }) || words.contains(&"execute")
}

impl Replayer<'_> {
    pub fn block(&mut self, statement: &ast::Do) {
        let words = text(statement.syntax());
        if !may_change_schema(&words) {
            return;
        }
        let written = statement.syntax().text().to_string();
        let (blanked, intos) = without_into(&written);
        let parsed = SourceFile::parse(&blanked);
        let block = parsed.tree().stmts().find_map(|it| match it {
            ast::Stmt::Do(it) => it.plpgsql(),
            _ => None,
        });
        let Some(body) = block.filter(|body| body.errors().is_empty()) else {
            self.taint_known(
                &words,
                "a `DO` block that we cannot read",
                statement.syntax(),
            );
            return;
        };
        if self.depth >= MOST_DEPTH {
            self.taint(
                Object::Database,
                "`DO` blocks in each other",
                statement.syntax(),
            );
            return;
        }
        let tree = body.tree();
        let start = statement.syntax().text_range().start();
        self.origins.push(Origin::Behind(start.into()));
        self.origins.push(Origin::Body(body));
        let outer = std::mem::replace(&mut self.intos, intos);
        self.depth += 1;
        if let Some(block) = tree.block() {
            let mut scope = Scope::default();
            self.run_block(&block, &mut scope);
        }
        self.depth -= 1;
        self.intos = outer;
        self.origins.pop();
        self.origins.pop();
    }

    fn run_block(&mut self, block: &ast::PlpgsqlBlock, scope: &mut Scope) -> Flow {
        if let Some(section) = block.declare_section() {
            for declared in section.decls() {
                if let ast::PlpgsqlDecl::PlpgsqlVarDecl(variable) = declared
                    && let Some(name) = variable.name()
                {
                    let value = match variable.init().and_then(|init| init.expr()) {
                        Some(init) => self.value_of(&init, scope),
                        None => Some(Value::Null),
                    };
                    scope.set(&identifier(&name), value);
                }
            }
        }
        let Some(body) = block.body() else {
            return Flow::Next;
        };
        let Some(section) = block.exception() else {
            return self.run(&body, scope);
        };
        // An exception undoes what the block did, and its handler goes on.
        let (state, step) = (self.state.clone(), self.step.clone());
        let made = self.made.mark();
        let problems = self.step.problems.len();
        let flow = self.run(&body, scope);
        let Some(raised) = self.step.problems.get(problems).cloned() else {
            self.made.keep();
            return flow;
        };
        let handler = section
            .handlers()
            .find(|handler| handler.conditions().any(|it| catches(&it, &raised.cause)));
        let Some(handler) = handler else {
            self.made.keep();
            return flow;
        };
        self.state = state;
        self.step = step;
        self.made.take_back(made);
        match handler.body() {
            Some(body) => self.run(&body, scope),
            None => Flow::Next,
        }
    }

    fn run(&mut self, body: &ast::PlpgsqlBody, scope: &mut Scope) -> Flow {
        for statement in body.stmts() {
            if self.run_statement(&statement, scope) == Flow::Stop {
                return Flow::Stop;
            }
        }
        Flow::Next
    }

    fn run_statement(&mut self, statement: &ast::PlpgsqlStmt, scope: &mut Scope) -> Flow {
        use ast::PlpgsqlStmt as Code;
        match statement {
            Code::PlpgsqlBlock(block) => return self.run_block(block, scope),
            Code::PlpgsqlExecSqlStmt(it) => {
                if let Some(statement) = it.stmt() {
                    self.run_sql(&statement, scope);
                }
            }
            Code::PlpgsqlDynExecuteStmt(it) => self.execute(it, scope),
            Code::PlpgsqlIfStmt(it) => return self.run_if(it, scope),
            Code::PlpgsqlAssignStmt(it) => {
                let target = it
                    .syntax()
                    .descendants()
                    .find_map(ast::PlpgsqlVarNameRef::cast);
                let value = it.syntax().children().find_map(ast::PlpgsqlExpr::cast);
                if let (Some(target), Some(value)) = (target, value) {
                    let value = self.value_of(&value, scope);
                    scope.set(&identifier(&target), value);
                }
            }
            Code::PlpgsqlForEachStmt(it) => return self.for_each(it, scope),
            Code::PlpgsqlForQueryStmt(it) => return self.for_query(it, scope),
            Code::PlpgsqlDoStmt(it) => {
                if let Some(block) = it.do_() {
                    self.block(&block);
                }
            }
            Code::PlpgsqlPerformStmt(it) => self.data(it.syntax()),
            Code::PlpgsqlCallStmt(it) => self.data(it.syntax()),
            Code::PlpgsqlReturnStmt(_) | Code::PlpgsqlExitStmt(_) => return Flow::Stop,
            Code::PlpgsqlForIStmt(_)
            | Code::PlpgsqlForDynStmt(_)
            | Code::PlpgsqlForCursorStmt(_)
            | Code::PlpgsqlLoopStmt(_)
            | Code::PlpgsqlWhileStmt(_)
            | Code::PlpgsqlCaseStmt(_) => {
                let bodies: Vec<_> = statement
                    .syntax()
                    .children()
                    .filter_map(ast::PlpgsqlBody::cast)
                    .collect();
                for body in bodies {
                    self.set_aside(&body, scope, "a loop in a `DO` block");
                }
            }
            // Messages, cursors and diagnostics.
            _ => {}
        }
        Flow::Next
    }

    fn run_sql(&mut self, statement: &ast::Stmt, scope: &mut Scope) {
        if let ast::Stmt::SelectInto(select) = statement {
            // `SELECT … INTO variable`
            let target = select.into_clause().and_then(|into| into.table_name());
            let name = target.and_then(|name| super::syntax::parts(&name).pop());
            let value = select
                .select_clause()
                .and_then(|clause| clause.target_list())
                .and_then(|list| list.targets().next()?.expr());
            let value = value.and_then(|_| self.first_of(select.syntax(), scope));
            if let Some(name) = name {
                scope.set(&name, value);
            }
            return;
        }
        if let (ast::Stmt::Select(_), Some(variables)) = (statement, self.variables_of(statement)) {
            let row = if variables.len() == 1 {
                let value = self.first_of(statement.syntax(), scope);
                vec![(String::new(), value)]
            } else {
                let rows = self.rows_of(statement.syntax(), scope);
                rows.and_then(|rows| rows.into_iter().next())
                    .unwrap_or_default()
            };
            let mut values = row.into_iter().map(|(_, value)| value);
            for variable in variables {
                scope.set(&variable, values.next().flatten());
            }
            return;
        }
        self.statement(statement);
    }

    /// The variables that a query in the block at hand goes into.
    fn variables_of(&self, statement: &ast::Stmt) -> Option<Vec<String>> {
        let Some(Origin::Body(body)) = self.origins.last() else {
            return None;
        };
        let range = body.source_range(statement.syntax().text_range());
        let mut intos = self.intos.iter();
        let found = intos.find(|into| range.contains(into.at.into()))?;
        Some(found.variables.clone())
    }

    fn run_if(&mut self, statement: &ast::PlpgsqlIfStmt, scope: &mut Scope) -> Flow {
        let mut branches = vec![(statement.cond(), statement.then_body())];
        branches.extend(statement.elsifs().map(|it| (it.cond(), it.body())));
        let otherwise = statement.else_clause().and_then(|it| it.body());
        let mut open = Vec::new();
        for (condition, body) in branches {
            let Some(body) = body else { continue };
            let holds = condition.and_then(|condition| self.value_of(&condition, scope));
            match holds {
                Some(Value::Bool(true)) if open.is_empty() => return self.run(&body, scope),
                Some(Value::Bool(false) | Value::Null) => {}
                _ => open.push(body),
            }
        }
        if open.is_empty() {
            return match otherwise {
                Some(body) => self.run(&body, scope),
                None => Flow::Next,
            };
        }
        for body in open.into_iter().chain(otherwise) {
            self.set_aside(&body, scope, "a condition that only the database can tell");
        }
        Flow::Next
    }

    /// Finds out what a body would change, changes nothing, and marks it unknown.
    fn set_aside(&mut self, body: &ast::PlpgsqlBody, scope: &mut Scope, reason: &str) {
        let state = self.state.clone();
        let made = self.made.mark();
        let step = std::mem::take(&mut self.step);
        let unknown = self.unknown.clone();
        let before = scope.clone();
        self.run(body, scope);
        let tried = std::mem::replace(&mut self.step, step);
        self.state = state;
        self.made.take_back(made);
        let more = std::mem::replace(&mut self.unknown, unknown);
        for found in more {
            if !self.unknown.contains(&found) {
                self.unknown.push(found);
            }
        }
        scope.forget(&before);
        self.taint_all(&tried, reason, body.syntax());
    }

    fn taint_all(&mut self, tried: &Step, reason: &str, node: &SyntaxNode) {
        let items = || {
            tried
                .creates
                .iter()
                .chain(&tried.alters)
                .chain(&tried.drops)
        };
        let secures = text(node).to_lowercase().contains("row level");
        for item in items() {
            // A table whose parts are named is not unknown as a whole.
            let has_parts =
                |table: &Item| items().any(|part| part.member.is_some() && part.name == table.name);
            let is_altered = tried.alters.contains(item) && item.kind == Kind::Table;
            if is_altered && has_parts(item) && !secures {
                continue;
            }
            for object in objects(item) {
                self.taint(object, reason, node);
            }
        }
        for problem in &tried.problems {
            if let Cause::Missing(item) | Cause::Exists(item) = &problem.cause {
                for object in objects(item) {
                    self.taint(object, reason, node);
                }
            }
        }
    }

    /// Marks the tables and types that a text names; everything when it names none.
    pub fn taint_known(&mut self, words: &str, reason: &str, node: &SyntaxNode) {
        let has = |name: &str| {
            words.match_indices(name).any(|(at, _)| {
                let is_word = |c: char| c.is_alphanumeric() || c == '_';
                !words[..at].ends_with(is_word) && !words[at + name.len()..].starts_with(is_word)
            })
        };
        let tables = self.state.relations.iter().map(|it| &it.table.name);
        let mut objects: Vec<Object> = tables
            .filter(|name| has(&name.name))
            .map(|name| Object::Table(name.clone()))
            .collect();
        let types = self.state.types.iter().map(|it| &it.name);
        objects.extend(
            types
                .filter(|name| has(&name.name))
                .map(|name| Object::Enum(name.clone())),
        );
        if objects.is_empty() {
            objects.push(Object::Database);
        }
        for object in objects {
            self.taint(object, reason, node);
        }
    }

    /// `EXECUTE 'ALTER TABLE …'`: run where the text is certain.
    fn execute(&mut self, statement: &ast::PlpgsqlDynExecuteStmt, scope: &mut Scope) {
        let Some(query) = statement.query() else {
            return;
        };
        let Some(value) = self.value_of(&query, scope) else {
            let words = text(query.syntax());
            if may_change_schema(&words) || !starts_harmless(&words) {
                let reason = "a `DO` block with a dynamic `EXECUTE`";
                self.taint(Object::Database, reason, statement.syntax());
            }
            return;
        };
        let (Value::Text(sql), true) = (value, self.depth < MOST_DEPTH) else {
            return;
        };
        let parsed = SourceFile::parse(&sql);
        let span = self.span(statement.syntax());
        self.origins.push(Origin::At(span));
        self.depth += 1;
        if !parsed.errors().is_empty() {
            self.taint_known(
                &sql,
                "an `EXECUTE` of what is no SQL",
                &parsed.syntax_node(),
            );
        }
        for statement in parsed.tree().stmts() {
            self.statement(&statement);
        }
        self.depth -= 1;
        self.origins.pop();
    }

    fn for_each(&mut self, statement: &ast::PlpgsqlForEachStmt, scope: &mut Scope) -> Flow {
        let Some(body) = statement.body() else {
            return Flow::Next;
        };
        let variable = statement.vars().next().and_then(|it| it.name());
        let array = statement.array().and_then(|it| self.value_of(&it, scope));
        let (Some(variable), Some(Value::List(values))) = (variable, array) else {
            self.set_aside(&body, scope, "a loop in a `DO` block");
            return Flow::Next;
        };
        let variable = identifier(&variable);
        for value in values.into_iter().take(MOST_ROUNDS) {
            scope.set(&variable, Some(value));
            self.run(&body, scope);
        }
        Flow::Next
    }

    fn for_query(&mut self, statement: &ast::PlpgsqlForQueryStmt, scope: &mut Scope) -> Flow {
        let Some(body) = statement.body() else {
            return Flow::Next;
        };
        let variables: Vec<String> = statement
            .vars()
            .filter_map(|it| it.name())
            .map(|it| identifier(&it))
            .collect();
        let rows = statement
            .query()
            .and_then(|query| self.rows_of(query.syntax(), scope));
        let Some(rows) = rows else {
            self.set_aside(&body, scope, "a loop in a `DO` block");
            return Flow::Next;
        };
        for row in rows.into_iter().take(MOST_ROUNDS) {
            match variables.as_slice() {
                [record] => {
                    let only = match row.as_slice() {
                        [(_, value)] => value.clone(),
                        _ => None,
                    };
                    scope.set_record(record, row, only);
                }
                several => {
                    for (name, (_, value)) in several.iter().zip(row) {
                        scope.set(name, value);
                    }
                }
            }
            self.run(&body, scope);
        }
        Flow::Next
    }
}

/// Whether a text that is put together starts with a statement that changes no schema.
fn starts_harmless(words: &str) -> bool {
    let start = words.find('\'').map_or("", |at| &words[at + 1..]);
    let first = start.split_whitespace().next().unwrap_or_default();
    matches!(
        first.to_lowercase().as_str(),
        "grant"
            | "revoke"
            | "insert"
            | "update"
            | "delete"
            | "select"
            | "comment"
            | "notify"
            | "analyze"
            | "set"
            | "truncate"
            | "refresh"
    )
}

fn catches(condition: &ast::PlpgsqlCondition, cause: &Cause) -> bool {
    let words = text(condition.syntax()).to_lowercase();
    if words.contains("others") {
        return true;
    }
    match cause {
        Cause::Exists(item) => match item.kind {
            Kind::Table | Kind::View | Kind::Index | Kind::Sequence => {
                words.contains("duplicate_table") || words.contains("42p07")
            }
            Kind::Column => words.contains("duplicate_column") || words.contains("42701"),
            Kind::Schema => words.contains("duplicate_schema") || words.contains("42p06"),
            // A key is an index, whose name is a table's.
            Kind::Constraint => {
                words.contains("duplicate_object")
                    || words.contains("duplicate_table")
                    || words.contains("invalid_table_definition")
                    || words.contains("42710")
            }
            _ => words.contains("duplicate_object") || words.contains("42710"),
        },
        Cause::Missing(item) => match item.kind {
            Kind::Table | Kind::View | Kind::Sequence => words.contains("undefined_table"),
            Kind::Column => words.contains("undefined_column"),
            Kind::Function => words.contains("undefined_function"),
            _ => words.contains("undefined_object"),
        },
        Cause::Types { .. } => words.contains("datatype_mismatch"),
        Cause::SearchPath => false,
        Cause::InUse { .. } => words.contains("dependent_objects_still_exist"),
        Cause::Syntax(_) => words.contains("syntax_error"),
    }
}

/// What in a catalog an item may be.
fn objects(item: &Item) -> Vec<Object> {
    let table = || item.name.clone();
    let member = || item.member.clone().unwrap_or_default();
    match item.kind {
        Kind::Table | Kind::View => vec![Object::Table(table())],
        Kind::Column => vec![Object::Column(table(), member())],
        Kind::Index => vec![Object::Index(table(), member())],
        Kind::Constraint => vec![
            Object::PrimaryKey(table()),
            Object::Index(table(), member()),
            Object::ForeignKey(table(), member()),
            Object::Check(table(), member()),
        ],
        Kind::Policy => vec![Object::Policy(table(), member())],
        Kind::Type | Kind::Label => vec![Object::Enum(table())],
        Kind::Extension => vec![Object::Extension(item.name.name.clone())],
        Kind::Schema | Kind::Sequence | Kind::Function => Vec::new(),
    }
}
