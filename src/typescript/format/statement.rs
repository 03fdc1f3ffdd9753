//! Statements and the lists they stand in.

use oxc_ast::ast::{
    BlockStatement, Directive, ExportDefaultDeclarationKind, Expression, ForStatementLeft,
    IfStatement, Statement, TryStatement,
};
use oxc_span::{GetSpan, Span};

use super::binary::Operator;
use super::comments::Gaps;
use super::doc::{Doc, EMPTY, HARDLINE, LINE, SOFTLINE, seq};
use super::object::PatternOwner;
use super::place::{Place, leftmost};
use super::printer::Printer;

/// What a list of statements consists of.
#[derive(Clone, Copy)]
pub enum Item<'b, 'a> {
    Directive(&'b Directive<'a>),
    Statement(&'b Statement<'a>),
}

impl Item<'_, '_> {
    pub fn span(&self) -> Span {
        match self {
            Item::Directive(directive) => directive.span,
            Item::Statement(statement) => statement.span(),
        }
    }
}

/// The directives and statements of a list, without the empty ones.
pub fn items<'b, 'a>(
    directives: &'b [Directive<'a>],
    statements: &'b [Statement<'a>],
) -> Vec<Item<'b, 'a>> {
    let statements = statements
        .iter()
        .filter(|statement| !matches!(statement, Statement::EmptyStatement(_)));
    let directives = directives.iter().map(Item::Directive);
    directives.chain(statements.map(Item::Statement)).collect()
}

impl<'a> Printer<'a> {
    /// Statements under each other, with the empty lines of the source, at most one at a time.
    pub fn statements(
        &self,
        span: Span,
        directives: &[Directive<'a>],
        statements: &[Statement<'a>],
    ) -> Doc<'a> {
        let items = items(directives, statements);
        if items.is_empty() {
            return self.dangling_comments(span);
        }
        let mut parts = Vec::with_capacity(items.len() * 3);
        for index in 0..items.len() {
            parts.push(self.item(span, &items, index));
            if index + 1 < items.len() {
                parts.push(HARDLINE);
                if self.blank_line_after(items[index].span().end) {
                    parts.push(HARDLINE);
                }
            }
        }
        self.concat(&parts)
    }

    /// A statement of a list, with the comments around it.
    pub fn item(&self, span: Span, items: &[Item<'_, 'a>], index: usize) -> Doc<'a> {
        let item = items[index];
        let doc = match item {
            Item::Directive(directive) => self.directive(directive),
            Item::Statement(statement) => self.statement(statement),
        };
        let gaps = Gaps::of(items, index, span, Item::span);
        self.with_comments(item.span(), gaps, self.guard(item.span(), doc))
    }

    /// `{ … }` around statements.
    pub fn block(
        &self,
        span: Span,
        directives: &[Directive<'a>],
        statements: &[Statement<'a>],
    ) -> Doc<'a> {
        let inner = self.statements(span, directives, statements);
        if inner.is_empty() {
            return Doc::from("{}");
        }
        seq!(self; "{", self.indent(seq!(self; HARDLINE, inner)), HARDLINE, "}")
    }

    fn block_statement(&self, block: &BlockStatement<'a>) -> Doc<'a> {
        self.block(block.span, &[], &block.body)
    }

    /// A block that is never printed as `{}`.
    fn open_block(&self, block: &BlockStatement<'a>) -> Doc<'a> {
        let doc = self.block_statement(block);
        match doc.width {
            2 => seq!(self; "{", HARDLINE, "}"),
            _ => doc,
        }
    }

    fn directive(&self, directive: &Directive<'a>) -> Doc<'a> {
        let raw = self.slice(directive.expression.span);
        let content = &raw[1..raw.len() - 1];
        if content.contains(['"', '\'']) {
            return seq!(self; raw, ";");
        }
        seq!(self; "\"", content, "\";")
    }

    fn statement(&self, statement: &Statement<'a>) -> Doc<'a> {
        use Statement as S;
        match statement {
            S::ExpressionStatement(statement) => {
                self.protect_start(&statement.expression, true);
                seq!(self; self.expression(&statement.expression, Place::Statement), ";")
            }
            S::ReturnStatement(statement) => match &statement.argument {
                Some(argument) => seq!(self; "return ", self.returned(argument), ";"),
                None => Doc::from("return;"),
            },
            S::ThrowStatement(statement) => {
                seq!(self; "throw ", self.returned(&statement.argument), ";")
            }
            S::IfStatement(statement) => self.if_statement(statement),
            S::BlockStatement(block) => self.open_block(block),
            S::ForOfStatement(statement) => {
                let start = if statement.r#await {
                    "for await ("
                } else {
                    "for ("
                };
                self.for_each(
                    start,
                    &statement.left,
                    " of ",
                    &statement.right,
                    &statement.body,
                )
            }
            S::ForInStatement(statement) => self.for_each(
                "for (",
                &statement.left,
                " in ",
                &statement.right,
                &statement.body,
            ),
            S::WhileStatement(statement) => {
                let test = self.test(&statement.test);
                self.group(seq!(self; "while (", test, ")", self.clause(&statement.body)))
            }
            S::TryStatement(statement) => self.try_statement(statement),
            S::BreakStatement(statement) if statement.label.is_none() => Doc::from("break;"),
            S::ContinueStatement(statement) if statement.label.is_none() => Doc::from("continue;"),
            S::ImportDeclaration(import) => self.import(import),
            S::ExportNamedDeclaration(export) => {
                self.export_names(&export.specifiers, export.export_kind, None, None)
            }
            S::ExportFromDeclaration(export) => self.export_names(
                &export.specifiers,
                export.export_kind,
                Some(&export.source),
                export.with_clause.as_deref(),
            ),
            S::ExportAllDeclaration(export) => self.export_all(export),
            S::ExportDeclaration(export) => {
                seq!(self; "export ", self.declaration(&export.declaration))
            }
            S::ExportDefaultDeclaration(export) => match &export.declaration {
                ExportDefaultDeclarationKind::FunctionDeclaration(function) => {
                    seq!(self; "export default ", self.function(function))
                }
                ExportDefaultDeclarationKind::TSInterfaceDeclaration(interface) => {
                    seq!(self; "export default ", self.interface(interface))
                }
                kind => match kind.as_expression() {
                    Some(expression) => {
                        let mut doc = self.expression(expression, Place::Default);
                        let first = leftmost(expression);
                        let declares = matches!(
                            first,
                            Expression::FunctionExpression(_) | Expression::ClassExpression(_)
                        );
                        if declares && !std::ptr::eq(first, expression) {
                            doc = seq!(self; "(", doc, ")");
                        }
                        seq!(self; "export default ", doc, ";")
                    }
                    None => self.verbatim(export.span),
                },
            },
            _ => match statement.as_declaration() {
                Some(declaration) => self.declaration(declaration),
                None => self.verbatim(statement.span()),
            },
        }
    }

    fn returned(&self, argument: &Expression<'a>) -> Doc<'a> {
        let doc = self.expression(argument, Place::Return);
        if Operator::of(argument).is_none() {
            return doc;
        }
        let inner = self.indent(seq!(self; SOFTLINE, doc));
        let (open, close) = (self.if_break("(", ""), self.if_break(")", ""));
        self.group(seq!(self; open, inner, SOFTLINE, close))
    }

    /// The condition in the parentheses of an `if` or a loop.
    fn test(&self, test: &Expression<'a>) -> Doc<'a> {
        let doc = self.expression(test, Place::Test);
        let inner = self.indent(seq!(self; SOFTLINE, doc));
        self.group(seq!(self; inner, SOFTLINE))
    }

    /// The statement after the parentheses of an `if` or a loop.
    fn clause(&self, body: &Statement<'a>) -> Doc<'a> {
        match body {
            Statement::EmptyStatement(_) => Doc::from(";"),
            Statement::BlockStatement(block) => {
                seq!(self; " ", self.block_statement(block))
            }
            _ => self.indent(seq!(self; LINE, self.statement(body))),
        }
    }

    fn if_statement(&self, statement: &IfStatement<'a>) -> Doc<'a> {
        let test = self.test(&statement.test);
        let block = matches!(statement.consequent, Statement::BlockStatement(_));
        let consequent = match &statement.consequent {
            Statement::BlockStatement(block) => seq!(self; " ", self.open_block(block)),
            other => self.clause(other),
        };
        let opening = self.group(seq!(self; "if (", test, ")", consequent));
        let Some(alternate) = &statement.alternate else {
            return opening;
        };
        let space = if block { Doc::from(" ") } else { HARDLINE };
        let alternate = match alternate {
            Statement::IfStatement(_) => seq!(self; " ", self.statement(alternate)),
            Statement::BlockStatement(block) => seq!(self; " ", self.open_block(block)),
            other => self.clause(other),
        };
        seq!(self; opening, space, "else", self.group(alternate))
    }

    fn for_each(
        &self,
        start: &'a str,
        left: &ForStatementLeft<'a>,
        keyword: &'a str,
        right: &Expression<'a>,
        body: &Statement<'a>,
    ) -> Doc<'a> {
        let left = match left {
            ForStatementLeft::VariableDeclaration(variables) => self.variables(variables, false),
            _ => self.verbatim(left.span()),
        };
        let right = self.expression(right, Place::Other);
        let body = match body {
            Statement::BlockStatement(block) => seq!(self; " ", self.open_block(block)),
            _ => self.clause(body),
        };
        self.group(seq!(self; start, left, keyword, right, ")", body))
    }

    fn try_statement(&self, statement: &TryStatement<'a>) -> Doc<'a> {
        let handler = match &statement.handler {
            Some(handler) => {
                let param = match &handler.param {
                    Some(param) => seq!(self;
                        "(",
                        self.pattern(&param.pattern, PatternOwner::Default),
                        self.type_annotation(param.type_annotation.as_deref()),
                        ") ",
                    ),
                    None => EMPTY,
                };
                let body = match statement.finalizer {
                    Some(_) => self.open_block(&handler.body),
                    None => self.block_statement(&handler.body),
                };
                seq!(self; " catch ", param, body)
            }
            None => EMPTY,
        };
        let finalizer = match &statement.finalizer {
            Some(block) => seq!(self; " finally ", self.open_block(block)),
            None => EMPTY,
        };
        seq!(self; "try ", self.open_block(&statement.block), handler, finalizer)
    }
}
