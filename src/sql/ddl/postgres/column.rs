//! Columns as `CREATE TABLE` and `ADD COLUMN` describe them.

use squawk_syntax::ast::{self, AstNode};

use super::Replayer;
use super::constraint::{Constraints, KeyKind};
use super::state::{RelationColumn, Sequence};
use super::syntax::{identifier, text};
use super::types::Written;
use crate::catalog::{Column, ColumnType, Default, Generated, Identity, Name};
use crate::sql::ddl::{Item, Kind};
use crate::sql::expression::parse_default;
use crate::sql::postgres::DEFAULT_SCHEMA;

impl Replayer<'_> {
    /// Makes a column of a table. Keys and checks that it brings go to
    /// `constraints`, to be made when all columns are there.
    pub fn new_column(
        &mut self,
        table: &Name,
        name: &ast::ColumnName,
        ty: Option<&ast::Type>,
        clauses: impl Iterator<Item = ast::Constraint>,
        constraints: &mut Constraints,
    ) -> RelationColumn {
        let column_name = identifier(name);
        let Written { ty, serial } = match ty {
            Some(ty) => self.written_type(ty),
            None => Written {
                ty: ColumnType::plain("text", Vec::new()),
                serial: false,
            },
        };
        let mut made = RelationColumn::new(Column::new(&column_name, ty, !serial));
        made.column.place = Some(self.span(name.syntax()));
        if serial {
            self.own_sequence(table, &mut made, None);
        }
        for clause in clauses {
            match &clause {
                ast::Constraint::NotNullConstraint(_) => made.column.nullable = false,
                ast::Constraint::DefaultConstraint(default) => {
                    if let Some(expr) = default.expr() {
                        self.set_default(&mut made, &expr);
                    }
                }
                ast::Constraint::GeneratedConstraint(generated) => {
                    self.generate(table, &mut made, generated);
                }
                other => constraints.of_column(self, &column_name, other),
            }
        }
        let key = constraints
            .keys
            .iter()
            .find(|key| key.kind == KeyKind::Primary && key.columns == [column_name.as_str()]);
        if key.is_some() {
            made.column.nullable = false;
        }
        made
    }

    /// Gives the column a sequence of its own, whose next number is its default.
    pub fn own_sequence(&mut self, table: &Name, column: &mut RelationColumn, given: Option<Name>) {
        let column_name = column.column.name.clone();
        let name = given.unwrap_or_else(|| Name {
            schema: table.schema.clone(),
            name: self
                .state
                .choose_relation_name(table, Some(&column_name), "seq", false),
        });
        self.state.sequences.push(Sequence {
            name: name.clone(),
            owner: Some((table.clone(), column_name)),
        });
        column.column.default = Some(Default::AutoIncrement);
        column.default_text = None;
        column.sequence = Some(name);
    }

    fn generate(
        &mut self,
        table: &Name,
        column: &mut RelationColumn,
        generated: &ast::GeneratedConstraint,
    ) {
        match generated.generated_as() {
            Some(ast::GeneratedAs::GeneratedIdentity(identity)) => {
                let given = identity.sequence_option_list().and_then(|list| {
                    list.sequence_options().find_map(|option| match option {
                        ast::SequenceOption::OptionSequenceName(name) => name.sequence(),
                        _ => None,
                    })
                });
                let given = given.map(|name| self.name_to_create(&name));
                self.make_identity(table, column, identity.generated_when().as_ref(), given);
            }
            Some(ast::GeneratedAs::GeneratedStored(made)) => {
                column.column.generated = made.expr().map(|expr| Generated {
                    expression: text(expr.syntax()),
                    stored: !matches!(made.generated_kind(), Some(ast::GeneratedKind::Virtual(_))),
                });
            }
            None => {}
        }
    }

    pub fn make_identity(
        &mut self,
        table: &Name,
        column: &mut RelationColumn,
        when: Option<&ast::GeneratedWhen>,
        given: Option<Name>,
    ) {
        column.column.identity = Some(identity(when));
        column.column.nullable = false;
        self.own_sequence(table, column, given);
    }

    /// Sets a default from its expression.
    pub fn set_default(&mut self, column: &mut RelationColumn, expr: &ast::Expr) {
        self.set_default_text(column, text(expr.syntax()), expr);
    }

    fn set_default_text(&mut self, column: &mut RelationColumn, text: String, expr: &ast::Expr) {
        column.sequence = None;
        column.default_text = None;
        column.default_type = None;
        if is_null(expr) {
            column.column.default = None;
            return;
        }
        if let Some(sequence) = next_of(expr) {
            let parts: Vec<String> = super::sequence::parts_of_text(&sequence);
            let found = self
                .candidates(&parts)
                .into_iter()
                .find(|name| self.state.sequence(name).is_some());
            if found.is_none() && !parts.is_empty() {
                let name = self.new_name(&parts);
                self.missing(Item::new(Kind::Sequence, &name), expr.syntax());
            }
            column.sequence = found.or_else(|| Some(self.new_name(&parts)));
        }
        column.column.default = Some(parse_default(&text, &column.column.ty));
        column.default_text = Some(text);
    }
}

pub fn identity(when: Option<&ast::GeneratedWhen>) -> Identity {
    match when {
        Some(ast::GeneratedWhen::GeneratedByDefault(_)) => Identity::ByDefault,
        _ => Identity::Always,
    }
}

/// `NULL`, `NULL::text`, `(NULL)`
fn is_null(expr: &ast::Expr) -> bool {
    match expr {
        ast::Expr::Literal(literal) => matches!(literal.kind(), Some(ast::LitKind::Null(_))),
        ast::Expr::CastExpr(cast) => cast.expr().is_some_and(|inner| is_null(&inner)),
        ast::Expr::ParenExpr(inner) => inner.expr().is_some_and(|inner| is_null(&inner)),
        _ => false,
    }
}

/// The sequence of `nextval('users_id_seq'::regclass)`.
fn next_of(expr: &ast::Expr) -> Option<String> {
    match expr {
        ast::Expr::ParenExpr(inner) => next_of(&inner.expr()?),
        ast::Expr::CallExpr(call) => {
            let function = text(call.expr()?.syntax()).to_ascii_lowercase();
            if function != "nextval" && function != "pg_catalog.nextval" {
                return None;
            }
            let mut argument = call.arg_list()?.args().next()?.expr()?;
            while let ast::Expr::CastExpr(cast) = &argument {
                argument = match (cast.expr(), cast.literal()) {
                    (Some(inner), _) => inner,
                    (None, literal) => return literal?.string_value(),
                };
            }
            match argument {
                ast::Expr::Literal(literal) => literal.string_value(),
                _ => None,
            }
        }
        _ => None,
    }
}

/// How a default on a sequence is written when the sequence is not the column's own.
pub fn next_value(sequence: &Name) -> String {
    let schema = sequence.schema.as_deref();
    let prefix = schema
        .filter(|schema| *schema != DEFAULT_SCHEMA)
        .map(|schema| format!("{}.", super::syntax::quoted(schema)))
        .unwrap_or_default();
    let name = super::syntax::quoted(&sequence.name).replace('\'', "''");
    format!("nextval('{prefix}{name}'::regclass)")
}
