//! Whether the two sides of a foreign key can be compared, as far as that is certain:
//! `PostgreSQL` has no `=` for `text` and `uuid`.

use squawk_syntax::SyntaxNode;

use super::Replayer;
use crate::catalog::{ColumnType, Name, Object, TypeName};
use crate::sql::ddl::{Cause, Item, Kind};
use crate::sql::postgres::print_type;

/// Types some of which can be compared with each other, and none with those of another family.
#[derive(PartialEq, Eq)]
enum Family<'t> {
    Text,
    Number,
    Time,
    Uuid,
    Boolean,
    Bytes,
    Enum(&'t Name),
}

fn family(ty: &ColumnType) -> Option<Family<'_>> {
    if ty.list {
        return None;
    }
    match &ty.name {
        TypeName::Enum(name) => Some(Family::Enum(name)),
        TypeName::Labels(_) | TypeName::Composite(_) => None,
        TypeName::Plain { name, .. } => match name.as_str() {
            "text" | "varchar" | "char" => Some(Family::Text),
            "smallint" | "integer" | "bigint" | "numeric" | "real" | "double precision" => {
                Some(Family::Number)
            }
            "date" | "timestamp" | "timestamptz" => Some(Family::Time),
            "uuid" => Some(Family::Uuid),
            "boolean" => Some(Family::Boolean),
            "bytea" => Some(Family::Bytes),
            _ => None,
        },
    }
}

impl Replayer<'_> {
    pub fn compare_types(
        &mut self,
        key: &Item,
        column: (&Name, &str),
        referenced: (&Name, &str),
        node: &SyntaxNode,
    ) {
        let (Some(left), Some(right)) = (self.certain_type(column), self.certain_type(referenced))
        else {
            return;
        };
        let (Some(one), Some(other)) = (family(left), family(right)) else {
            return;
        };
        if one == other {
            return;
        }
        let side = |(table, column): (&Name, &str), ty| {
            (Item::member(Kind::Column, table, column), print_type(ty))
        };
        let cause = Cause::Types {
            key: key.clone(),
            column: side(column, left),
            referenced: side(referenced, right),
        };
        let place = self.span(node);
        self.problem(cause, Some(place));
    }

    /// The type of a column that nothing may have changed unseen.
    fn certain_type(&self, (table, column): (&Name, &str)) -> Option<&ColumnType> {
        let relation = self.state.relation(table)?;
        let may_differ = self.unknown.iter().any(|unknown| match &unknown.object {
            Object::Database | Object::Enum(_) => true,
            Object::Table(name) => name == table,
            Object::Column(name, own) => name == table && own == column,
            _ => false,
        });
        (relation.columns_known && !may_differ)
            .then(|| relation.column(column))
            .flatten()
            .map(|own| &own.column.ty)
    }
}
