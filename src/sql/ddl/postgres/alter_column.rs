//! `ALTER COLUMN`: types, defaults, nullability, identity and generation.

use squawk_syntax::ast::{self, AstNode};

use super::Replayer;
use super::column::identity;
use super::state::RelationColumn;
use super::syntax::{identifier, text};
use crate::catalog::{ColumnType, Default, Generated, Name, TypeName};
use crate::sql::ddl::{Item, Kind};
use crate::sql::expression::parse_default;

impl Replayer<'_> {
    pub fn alter_column(&mut self, table: &Name, alter: &ast::AlterColumn) {
        let (Some(column_ref), Some(option)) = (alter.column_name_ref(), alter.option()) else {
            return;
        };
        let column = identifier(&column_ref);
        if !self.need_column(table, &column, &column_ref) {
            return;
        }
        self.alters(Item::member(Kind::Column, table, &column));
        // Partitions and heirs change with their parent.
        let mut tables = vec![table.clone()];
        tables.extend(self.descendants(table));
        for table in tables {
            self.alter_one(&table, &column, &option);
        }
    }

    fn alter_one(&mut self, table: &Name, column: &str, option: &ast::AlterColumnOption) {
        use ast::AlterColumnOption as Option_;
        // Taken out while it changes: reading a type or a default looks at the state.
        let Some(mut made) = self
            .state
            .relation(table)
            .and_then(|relation| relation.column(column))
            .cloned()
        else {
            return;
        };
        match option {
            Option_::SetType(set) => {
                if let Some(ty) = set.ty() {
                    let written = self.written_type(&ty);
                    self.change_type(table, &mut made, written.ty, written.serial);
                }
            }
            Option_::SetDefault(set) => {
                if let Some(expr) = set.expr() {
                    self.set_default(&mut made, &expr);
                }
            }
            Option_::DropDefault(_) => {
                made.column.default = None;
                made.default_text = None;
                made.default_type = None;
                made.sequence = None;
            }
            Option_::SetNotNull(_) => made.column.nullable = false,
            Option_::DropNotNull(_) => made.column.nullable = true,
            Option_::AddGenerated(add) => {
                self.make_identity(table, &mut made, add.generated_when().as_ref(), None);
            }
            Option_::SetGenerated(set) => {
                made.column.identity = Some(identity(set.generated_when().as_ref()));
            }
            Option_::SetGeneratedOptions(options) => {
                for option in options.set_generated_options() {
                    if let ast::SetGeneratedOption::SetGenerated(set) = option {
                        made.column.identity = Some(identity(set.generated_when().as_ref()));
                    }
                }
            }
            Option_::DropIdentity(_) if made.column.identity.take().is_some() => {
                made.column.default = None;
                if let Some(sequence) = made.sequence.take() {
                    self.state.sequences.retain(|it| it.name != sequence);
                }
            }
            Option_::DropExpression(_) => made.column.generated = None,
            Option_::SetExpression(set) => {
                if let (Some(expr), Some(generated)) = (set.expr(), &made.column.generated) {
                    made.column.generated = Some(Generated {
                        expression: text(expr.syntax()),
                        stored: generated.stored,
                    });
                }
            }
            // Statistics, storage and compression are not compared.
            _ => {}
        }
        if let Some(relation) = self.state.relation_mut(table)
            && let Some(own) = relation.column_mut(column)
        {
            *own = made;
        }
    }

    fn change_type(
        &mut self,
        table: &Name,
        column: &mut RelationColumn,
        ty: ColumnType,
        serial: bool,
    ) {
        // `ALTER COLUMN … TYPE SERIAL` is refused by the database.
        if serial {
            let item = Item::new(Kind::Type, &Name::plain("serial"));
            let place = column.column.place;
            self.problem(crate::sql::ddl::Cause::Missing(item), place);
        }
        if let (TypeName::Enum(old), true) = (&column.column.ty.name, column.default_text.is_some())
        {
            column.default_type.get_or_insert(old.clone());
        }
        column.column.ty = ty;
        if let (Some(text), None) = (&column.default_text, &column.sequence) {
            column.column.default = Some(parse_default(text, &column.column.ty));
        } else if column.sequence.is_none() && column.column.default == Some(Default::Unknown) {
            column.column.default = None;
        }
        let (ty, name) = (column.column.ty.clone(), column.column.name.clone());
        if let Some(relation) = self.state.relation_mut(table) {
            super::index::review_classes(relation, &name, &ty);
        }
    }
}
