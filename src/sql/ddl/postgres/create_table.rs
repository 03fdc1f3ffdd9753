//! `CREATE TABLE`, with `LIKE`, `INHERITS`, `PARTITION BY` and `PARTITION OF`,
//! and `CREATE TABLE … AS`.

use squawk_syntax::ast::{self, AstNode};

use super::Replayer;
use super::constraint::{Constraints, name_of};
use super::index::figured_names;
use super::state::Relation;
use super::syntax::{parts, text};
use crate::catalog::{Name, Object, Partition, TableKind};
use crate::sql::ddl::{Item, Kind};

impl Replayer<'_> {
    pub fn create_table(&mut self, statement: &ast::CreateTable) {
        let Some(name) = self.begin_table(
            statement.table_name(),
            statement.persistence().as_ref(),
            statement.if_not_exists().is_some(),
        ) else {
            return;
        };
        let partitioned = statement.partition_by().map(|by| {
            let strategy = by.partition_strategy().map(|it| text(it.syntax()));
            let items = by.partition_item_list().map(|it| text(it.syntax()));
            let strategy = strategy.unwrap_or_default().to_uppercase();
            format!("{strategy} {}", items.unwrap_or_default())
        });
        if let Some(relation) = self.state.relation_mut(&name) {
            relation.table.partition = partitioned.clone().map(Partition::By);
            relation.partitioned_by = partitioned;
        }
        if let Some(of) = statement.of_type() {
            let reason = "`CREATE TABLE … OF` a composite type";
            self.taint(Object::Table(name.clone()), reason, of.syntax());
        }
        if let Some(parents) = statement.inherits() {
            for parent in parents.table_name_refs() {
                let parent = self.need_relation(&parent);
                self.inherit(&name, &parent);
            }
        }
        let parent = statement
            .partition_of()
            .and_then(|of| of.table_name_ref())
            .map(|parent| self.need_relation(&parent));
        if let Some(parent) = &parent {
            self.inherit(&name, parent);
            if let Some(relation) = self.state.relation_mut(&name) {
                relation.table.partition = Some(Partition::Of(parent.clone()));
            }
        }
        let constraints = self.table_arguments(&name, statement.table_arg_list());
        self.constrain(&name, constraints);
        self.exclusions(&name, statement.table_arg_list());
        if let Some(parent) = &parent {
            self.take_keys_of(&name, parent);
        }
        self.adopt_assumed(&name);
    }

    /// Puts an empty table there; nothing when it is there already.
    fn begin_table(
        &mut self,
        node: Option<ast::TableName>,
        persistence: Option<&ast::Persistence>,
        if_not_exists: bool,
    ) -> Option<Name> {
        let node = node?;
        let temporary = matches!(persistence, Some(ast::Persistence::Temp(_)));
        let name = if temporary {
            Name {
                schema: Some("pg_temp".to_owned()),
                name: parts(&node).pop()?,
            }
        } else {
            self.name_to_create(&node)
        };
        if self.state.is_relation(&name) {
            if !if_not_exists {
                self.exists(Item::new(Kind::Table, &name), node.syntax());
            }
            return None;
        }
        let mut relation = Relation::new(
            name.clone(),
            TableKind::Table,
            Some(self.span(node.syntax())),
        );
        relation.temporary = temporary;
        if temporary {
            // It hides tables of the same name until the session ends.
            let path = &mut self.state.search_path;
            if path.first().is_none_or(|schema| schema != "pg_temp") {
                path.push("pg_temp".to_owned());
            }
        } else {
            self.creates(Item::new(Kind::Table, &name));
        }
        // A table that an earlier statement needed in vain goes behind this one, which
        // every look-up then finds first.
        let assumed = self.state.relation_at(&name);
        let assumed = assumed.map(|at| self.state.relations.remove(at));
        self.state.relations.push(relation.into());
        self.state.relations.extend(assumed);
        Some(name)
    }

    /// What statements did to the table before it was made is done now, as it
    /// would be in the right order.
    fn adopt_assumed(&mut self, name: &Name) {
        let same = |relation: &Relation| relation.table.name == *name;
        let Some(at) = self
            .state
            .relations
            .iter()
            .position(|relation| same(relation) && relation.assumed)
        else {
            return;
        };
        let assumed = self.state.relations.remove(at).into_inner();
        let Some(relation) = self.state.relation_mut(name) else {
            return;
        };
        for column in assumed.columns {
            if relation.column(&column.column.name).is_none() {
                relation.columns.push(column);
            }
        }
        let has_key = relation.table.primary_key.is_some();
        if !has_key {
            relation.table.primary_key = assumed.table.primary_key;
        }
        for index in assumed.table.indexes {
            if index
                .name
                .as_deref()
                .is_none_or(|name| !relation.has_index(name))
            {
                relation.table.indexes.push(index);
            }
        }
        for key in assumed.table.foreign_keys {
            if key
                .name
                .as_deref()
                .is_none_or(|name| !relation.has_foreign_key(name))
            {
                relation.table.foreign_keys.push(key);
            }
        }
        for check in assumed.table.checks {
            if check
                .name
                .as_deref()
                .is_none_or(|name| !relation.has_check(name))
            {
                relation.table.checks.push(check);
            }
        }
        relation.table.policies.extend(assumed.table.policies);
        let security = &mut relation.table.row_security;
        security.enabled |= assumed.table.row_security.enabled;
        security.forced |= assumed.table.row_security.forced;
    }

    fn table_arguments(&mut self, name: &Name, list: Option<ast::TableArgList>) -> Constraints {
        let mut constraints = Constraints::default();
        let arguments: Vec<_> = list.map(|list| list.args().collect()).unwrap_or_default();
        for argument in &arguments {
            match argument {
                ast::TableArg::Column(column) => self.table_column(name, column, &mut constraints),
                ast::TableArg::LikeClause(like) => self.like(name, like),
                ast::TableArg::TableConstraint(constraint) => {
                    if let Some(constraint) = ast::Constraint::cast(constraint.syntax().clone()) {
                        constraints.of_table(self, &constraint);
                        self.not_null_constraint(name, &constraint);
                    }
                }
            }
        }
        constraints
    }

    fn table_column(&mut self, table: &Name, column: &ast::Column, constraints: &mut Constraints) {
        let Some(name) = column.name() else { return };
        let clauses = column.clauses().filter_map(|clause| match clause {
            ast::ColumnClause::ColumnConstraint(found) => {
                ast::Constraint::cast(found.syntax().clone())
            }
            _ => None,
        });
        let ty = column.ty();
        let mut made = self.new_column(table, &name, ty.as_ref(), clauses, constraints);
        let Some(relation) = self.state.relation_mut(table) else {
            return;
        };
        let Some(own) = relation.column_mut(&made.column.name) else {
            made.inherited = false;
            relation.columns.push(made);
            return;
        };
        // A column that a parent has, too, or one of a partition with its own default.
        own.column.nullable &= made.column.nullable;
        if made.column.default.is_some() {
            own.column.default = made.column.default;
            own.default_text = made.default_text;
            own.sequence = made.sequence;
        }
    }

    /// `NOT NULL id`, which `PostgreSQL` 18 takes as a constraint of a table.
    pub fn not_null_constraint(&mut self, table: &Name, constraint: &ast::Constraint) {
        if let ast::Constraint::NotNullConstraint(constraint) = constraint
            && let Some(column) = constraint.column_name_ref()
            && let Some(relation) = self.state.relation_mut(table)
            && let Some(column) = relation.column_mut(&super::syntax::identifier(&column))
        {
            column.column.nullable = false;
        }
    }

    fn exclusions(&mut self, table: &Name, list: Option<ast::TableArgList>) {
        let Some(list) = list else { return };
        let found: Vec<_> = list
            .syntax()
            .descendants()
            .filter_map(ast::ExcludeConstraint::cast)
            .collect();
        for constraint in found {
            let name = ast::Constraint::cast(constraint.syntax().clone());
            let name = name.and_then(|constraint| name_of(&constraint));
            self.add_exclusion(table, &constraint, name);
        }
    }

    /// Takes the columns and checks of a parent.
    pub fn inherit(&mut self, child: &Name, parent: &Name) {
        let Some(source) = self.state.relation(parent) else {
            return;
        };
        let (columns, checks, known) = (
            source.columns.clone(),
            source.table.checks.clone(),
            source.columns_known,
        );
        let Some(relation) = self.state.relation_mut(child) else {
            return;
        };
        relation.parents.push(parent.clone());
        relation.columns_known &= known;
        for mut column in columns {
            if let Some(own) = relation.column_mut(&column.column.name) {
                own.inherited = true;
                own.column.nullable &= column.column.nullable;
            } else {
                column.inherited = true;
                column.column.identity = None;
                relation.columns.push(column);
            }
        }
        for check in checks {
            let name = check.name.clone().unwrap_or_default();
            if !relation.has_check(&name) {
                relation.table.checks.push(check);
            }
        }
    }

    /// A partition has the keys, indexes and foreign keys of its parent.
    pub fn take_keys_of(&mut self, partition: &Name, parent: &Name) {
        let Some(source) = self.state.relation(parent).cloned() else {
            return;
        };
        if let Some(key) = &source.table.primary_key {
            let has_one = self
                .state
                .relation(partition)
                .is_some_and(|it| it.table.primary_key.is_some());
            if !has_one {
                let name = self
                    .state
                    .choose_relation_name(partition, None, "pkey", true);
                if let Some(relation) = self.state.relation_mut(partition) {
                    for column in &key.columns {
                        if let Some(column) = relation.column_mut(column) {
                            column.column.nullable = false;
                        }
                    }
                    let mut key = key.clone();
                    key.name = Some(name);
                    relation.table.primary_key = Some(key);
                }
            }
        }
        for index in &source.table.indexes {
            let has_one = self.state.relation(partition).is_some_and(|it| {
                it.table.indexes.iter().any(|own| {
                    own.columns == index.columns
                        && own.method == index.method
                        && own.unique == index.unique
                        && own.predicate == index.predicate
                })
            });
            if !has_one {
                let figured = figured_names(index);
                self.add_index(partition, index.clone(), None, &figured);
            }
        }
        for key in &source.table.foreign_keys {
            let has_one = self.state.relation(partition).is_some_and(|it| {
                it.table
                    .foreign_keys
                    .iter()
                    .any(|own| own.columns == key.columns && own.references == key.references)
            });
            if !has_one {
                self.push_foreign_key(partition, key);
            }
        }
    }

    /// `LIKE other INCLUDING ALL`
    fn like(&mut self, table: &Name, like: &ast::LikeClause) {
        let Some(source) = like.relation_name_ref() else {
            return;
        };
        let source = self.need_relation(&source);
        let mut takes = Takes::default();
        for option in like.like_options() {
            let (property, value) = match &option {
                ast::LikeOption::IncludingProperty(it) => (it.table_property(), true),
                ast::LikeOption::ExcludingProperty(it) => (it.table_property(), false),
            };
            takes.set(property.as_ref(), value);
        }
        let Some(source) = self.state.relation(&source).cloned() else {
            return;
        };
        for column in &source.columns {
            let mut copy = column.clone();
            copy.inherited = false;
            let counts_up = copy.column.identity.is_some();
            if !takes.identity {
                copy.column.identity = None;
            }
            if !takes.generated {
                copy.column.generated = None;
            }
            if counts_up && takes.identity {
                self.own_sequence(table, &mut copy, None);
            } else if counts_up || !takes.defaults {
                copy.column.default = None;
                copy.default_text = None;
                copy.sequence = None;
            }
            if let Some(relation) = self.state.relation_mut(table) {
                relation.columns_known &= source.columns_known;
                relation.columns.push(copy);
            }
        }
        if let (true, Some(relation)) = (takes.constraints, self.state.relation_mut(table)) {
            relation.table.checks.extend(source.table.checks.clone());
        }
        if takes.indexes {
            if let Some(key) = &source.table.primary_key {
                let name = self.state.choose_relation_name(table, None, "pkey", true);
                if let Some(relation) = self.state.relation_mut(table) {
                    let mut key = key.clone();
                    key.name = Some(name);
                    relation.table.primary_key = Some(key);
                }
            }
            for index in &source.table.indexes {
                let figured = figured_names(index);
                self.add_index(table, index.clone(), None, &figured);
            }
        }
    }

    pub fn create_table_as(&mut self, statement: &ast::CreateTableAs) {
        let Some(name) = self.begin_table(
            statement.table_name(),
            statement.persistence().as_ref(),
            statement.if_not_exists().is_some(),
        ) else {
            return;
        };
        self.table_of_query(&name, statement.syntax());
    }

    pub fn select_into(&mut self, statement: &ast::SelectInto) {
        let Some(into) = statement.into_clause() else {
            return;
        };
        if let Some(name) = self.begin_table(into.table_name(), into.persistence().as_ref(), false)
        {
            self.table_of_query(&name, statement.syntax());
        }
    }

    /// What columns a query has is known to the database alone.
    fn table_of_query(&mut self, name: &Name, node: &squawk_syntax::SyntaxNode) {
        let Some(relation) = self.state.relation_mut(name) else {
            return;
        };
        relation.columns_known = false;
        if !relation.temporary {
            let reason = "a table that is made from a query";
            self.taint(Object::Table(name.clone()), reason, node);
        }
    }
}

/// What `LIKE` takes besides the columns.
#[derive(Default)]
#[allow(clippy::struct_excessive_bools)]
struct Takes {
    constraints: bool,
    defaults: bool,
    generated: bool,
    identity: bool,
    indexes: bool,
}

impl Takes {
    fn set(&mut self, property: Option<&ast::TableProperty>, value: bool) {
        match property {
            Some(ast::TableProperty::PropertyAll(_)) => {
                *self = Self {
                    constraints: value,
                    defaults: value,
                    generated: value,
                    identity: value,
                    indexes: value,
                };
            }
            Some(ast::TableProperty::PropertyConstraints(_)) => self.constraints = value,
            Some(ast::TableProperty::PropertyDefaults(_)) => self.defaults = value,
            Some(ast::TableProperty::PropertyGenerated(_)) => self.generated = value,
            Some(ast::TableProperty::PropertyIdentity(_)) => self.identity = value,
            Some(ast::TableProperty::PropertyIndexes(_)) => self.indexes = value,
            _ => {}
        }
    }
}
