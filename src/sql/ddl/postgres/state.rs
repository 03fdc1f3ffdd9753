//! What the statements so far have made: relations, sequences and types, with
//! what the catalog does not show but later statements stand on.

use crate::catalog::{Column, Constraint, Index, Name, Table, TableKind, TypeName};
use crate::diagnostic::Span;
use crate::sql::postgres::DEFAULT_SCHEMA;

use super::names;
use super::shared::Shared;

#[derive(Debug, Clone)]
pub struct State {
    /// By their own names, `public` among them.
    pub schemas: Vec<String>,
    pub search_path: Vec<String>,
    pub extensions: Vec<String>,
    pub relations: Vec<Shared<Relation>>,
    pub sequences: Vec<Sequence>,
    pub types: Vec<Shared<UserType>>,
    /// Functions whose bodies may change the schema.
    pub functions: Vec<Function>,
}

/// A table or a view. Its columns are in `columns` until the catalog is made.
#[derive(Debug, Clone)]
pub struct Relation {
    pub table: Table,
    pub columns: Vec<RelationColumn>,
    pub temporary: bool,
    /// No statement made it; it is only there since one uses it.
    pub assumed: bool,
    /// What an assumed one was called by the statement that needed it.
    pub origin: Option<Name>,
    /// Whether `columns` are all that there are.
    pub columns_known: bool,
    /// The tables that it inherits from, or is a partition of.
    pub parents: Vec<Name>,
    /// `RANGE (created_at)`
    pub partitioned_by: Option<String>,
    /// The relations that a view reads.
    pub reads: Vec<Name>,
}

#[derive(Debug, Clone)]
pub struct RelationColumn {
    pub column: Column,
    /// The default as it was written, to be read again when the type changes.
    pub default_text: Option<String>,
    /// The type that the default was written for, when the column has another one now.
    pub default_type: Option<Name>,
    /// The sequence whose next number is the default.
    pub sequence: Option<Name>,
    /// It comes from a parent.
    pub inherited: bool,
}

#[derive(Debug, Clone)]
pub struct Sequence {
    pub name: Name,
    /// The column that it goes with.
    pub owner: Option<(Name, String)>,
}

#[derive(Debug, Clone)]
pub struct UserType {
    pub name: Name,
    pub kind: UserTypeKind,
    pub place: Option<Span>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum UserTypeKind {
    /// Its labels, in their order.
    Enum(Vec<String>),
    Domain,
    Composite,
    /// A range or a type of its own making.
    Other,
}

/// A function, for when a statement calls it.
#[derive(Debug, Clone)]
pub struct Function {
    pub name: Name,
    /// It has DDL or runs SQL that it puts together.
    pub changes_schema: bool,
}

impl State {
    pub fn new() -> Self {
        Self {
            schemas: vec![DEFAULT_SCHEMA.to_owned()],
            search_path: vec![DEFAULT_SCHEMA.to_owned()],
            extensions: Vec::new(),
            relations: Vec::new(),
            sequences: Vec::new(),
            types: Vec::new(),
            functions: Vec::new(),
        }
    }

    pub fn relation_at(&self, name: &Name) -> Option<usize> {
        self.relations
            .iter()
            .position(|relation| relation.table.name == *name)
    }

    pub fn relation(&self, name: &Name) -> Option<&Relation> {
        let mut relations = self.relations.iter();
        let found = relations.find(|relation| relation.table.name == *name);
        found.map(|relation| &**relation)
    }

    pub fn relation_mut(&mut self, name: &Name) -> Option<&mut Relation> {
        let mut relations = self.relations.iter_mut();
        let found = relations.find(|relation| relation.table.name == *name);
        found.map(|relation| &mut **relation)
    }

    pub fn user_type(&self, name: &Name) -> Option<&UserType> {
        let found = self.types.iter().find(|ty| ty.name == *name);
        found.map(|ty| &**ty)
    }

    pub fn sequence(&self, name: &Name) -> Option<&Sequence> {
        self.sequences.iter().find(|seq| seq.name == *name)
    }

    /// The table that has the index or the key called so, in its own schema.
    pub fn index_owner(&self, name: &Name) -> Option<usize> {
        self.relations.iter().position(|relation| {
            relation.table.name.schema == name.schema && relation.has_index(&name.name)
        })
    }

    /// Whether a relation of any kind has the name: tables, views, indexes,
    /// sequences and composite types share one space.
    pub fn is_relation(&self, name: &Name) -> bool {
        self.relation(name).is_some_and(|found| !found.assumed)
            || self.index_owner(name).is_some()
            || self.sequence(name).is_some()
            || self
                .user_type(name)
                .is_some_and(|ty| ty.kind == UserTypeKind::Composite)
    }

    fn is_constraint(&self, schema: Option<&String>, name: &str) -> bool {
        self.relations.iter().any(|relation| {
            relation.table.name.schema.as_ref() == schema && relation.has_constraint(name)
        })
    }

    /// `ChooseRelationName`
    pub fn choose_relation_name(
        &self,
        table: &Name,
        second: Option<&str>,
        label: &str,
        is_constraint: bool,
    ) -> String {
        names::choose(&table.name, second, label, |name| {
            let full = Name {
                schema: table.schema.clone(),
                name: name.to_owned(),
            };
            self.is_relation(&full)
                || is_constraint && self.is_constraint(table.schema.as_ref(), name)
        })
    }

    /// `ChooseConstraintName`; `others` are names that are given in the same statement.
    pub fn choose_constraint_name(
        &self,
        table: &Name,
        second: Option<&str>,
        label: &str,
        others: &[String],
    ) -> String {
        names::choose(&table.name, second, label, |name| {
            others.iter().any(|other| other == name)
                || self.is_constraint(table.schema.as_ref(), name)
        })
    }

    /// The tables that inherit from one, or are its partitions.
    pub fn children(&self, parent: &Name) -> Vec<Name> {
        self.relations
            .iter()
            .filter(|relation| relation.parents.contains(parent))
            .map(|relation| relation.table.name.clone())
            .collect()
    }
}

impl Relation {
    pub fn new(name: Name, kind: TableKind, place: Option<Span>) -> Self {
        let mut table = Table::new(name, kind);
        table.place = place;
        Self {
            table,
            columns: Vec::new(),
            temporary: false,
            assumed: false,
            origin: None,
            columns_known: kind == TableKind::Table,
            parents: Vec::new(),
            partitioned_by: None,
            reads: Vec::new(),
        }
    }

    pub fn column(&self, name: &str) -> Option<&RelationColumn> {
        self.columns.iter().find(|it| it.column.name == name)
    }

    pub fn column_mut(&mut self, name: &str) -> Option<&mut RelationColumn> {
        self.columns.iter_mut().find(|it| it.column.name == name)
    }

    pub fn primary_key_is(&self, name: &str) -> bool {
        let key = self.table.primary_key.as_ref();
        key.is_some_and(|key| key.name.as_deref() == Some(name))
    }

    pub fn has_index(&self, name: &str) -> bool {
        self.primary_key_is(name) || self.index(name).is_some()
    }

    pub fn index(&self, name: &str) -> Option<&Index> {
        self.table
            .indexes
            .iter()
            .find(|index| index.name.as_deref() == Some(name))
    }

    pub fn has_constraint(&self, name: &str) -> bool {
        self.primary_key_is(name)
            || self.index(name).is_some_and(|it| it.constraint.is_some())
            || self.has_foreign_key(name)
            || self.has_check(name)
    }

    pub fn has_foreign_key(&self, name: &str) -> bool {
        let mut keys = self.table.foreign_keys.iter();
        keys.any(|key| key.name.as_deref() == Some(name))
    }

    pub fn has_check(&self, name: &str) -> bool {
        let mut checks = self.table.checks.iter();
        checks.any(|check| check.name.as_deref() == Some(name))
    }

    /// Whether a foreign key can refer to the columns: the key or a unique index
    /// has them, in any order.
    pub fn is_key(&self, columns: &[String]) -> bool {
        let same = |own: &[&str]| {
            own.len() == columns.len() && columns.iter().all(|it| own.contains(&it.as_str()))
        };
        let key = self.table.primary_key.as_ref();
        key.is_some_and(|key| same(&key.columns.iter().map(String::as_str).collect::<Vec<_>>()))
            || self.table.indexes.iter().any(|index| {
                index.unique
                    && index.predicate.is_none()
                    && index.constraint != Some(Constraint::Exclusion)
                    && index.column_names().is_some_and(|own| same(&own))
            })
    }

    /// The texts of expressions that may speak of its columns.
    pub fn expressions_mut(&mut self) -> impl Iterator<Item = &mut String> {
        let table = &mut self.table;
        let generated = self.columns.iter_mut().filter_map(|it| {
            it.column
                .generated
                .as_mut()
                .map(|made| &mut made.expression)
        });
        let checks = table.checks.iter_mut().map(|check| &mut check.expression);
        let indexes = table.indexes.iter_mut().flat_map(|index| {
            let expressions = index
                .columns
                .iter_mut()
                .filter_map(|it| match &mut it.target {
                    crate::catalog::IndexTarget::Expression(text) => Some(text),
                    crate::catalog::IndexTarget::Column(_) => None,
                });
            expressions.chain(index.predicate.as_mut())
        });
        let policies = table.policies.iter_mut().flat_map(|policy| {
            policy
                .using
                .as_mut()
                .into_iter()
                .chain(policy.check.as_mut())
        });
        let partition = self.partitioned_by.as_mut();
        generated
            .chain(checks)
            .chain(indexes)
            .chain(policies)
            .chain(partition)
    }
}

impl RelationColumn {
    pub fn new(column: Column) -> Self {
        Self {
            column,
            default_text: None,
            default_type: None,
            sequence: None,
            inherited: false,
        }
    }

    /// Whether its type is the one that a statement made under this name.
    pub fn has_type(&self, ty: &UserType) -> bool {
        match &self.column.ty.name {
            TypeName::Enum(name) => *name == ty.name,
            TypeName::Plain { name, .. } => {
                !matches!(ty.kind, UserTypeKind::Enum(_)) && *name == ty.name.name
            }
            TypeName::Labels(_) | TypeName::Composite(_) => false,
        }
    }
}
