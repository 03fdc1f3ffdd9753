//! `CREATE INDEX` and exclusion constraints.

use squawk_syntax::ast::{self, AstNode};

use super::Replayer;
use super::constraint::included;
use super::names::{addition, index_columns};
use super::syntax::{figured_name, identifier, names_in, parts, text};
use crate::catalog::{
    ColumnType, Constraint, Index, IndexColumn, IndexTarget, Name, Nulls, Order, Partition,
};
use crate::sql::ddl::{Item, Kind};
use crate::sql::operator_class;

impl Replayer<'_> {
    pub fn create_index(&mut self, statement: &ast::CreateIndex) {
        let Some(target) = statement
            .table_relation_name()
            .and_then(|name| name.table_name_ref())
        else {
            return;
        };
        let table = self.need_relation(&target);
        let name = statement
            .index()
            .map(|name| parts(&name).pop().unwrap_or_default());
        if let Some(name) = &name {
            let full = Name {
                schema: table.schema.clone(),
                name: name.clone(),
            };
            if self.state.is_relation(&full) {
                if statement.if_not_exists().is_none() {
                    self.exists(Item::member(Kind::Index, &table, name), statement.syntax());
                }
                return;
            }
        }
        let method = statement
            .using_method()
            .and_then(|method| method.access_method_ref())
            .map(|method| identifier(&method))
            .filter(|method| method != "btree");
        let items: Vec<ast::PartitionItem> = statement
            .partition_item_list()
            .map(|list| list.partition_items().collect())
            .unwrap_or_default();
        let mut index = Index::on(None, Vec::new());
        index.unique = statement.unique_token().is_some();
        index.method = method;
        index.place = Some(match statement.index() {
            Some(name) => self.span(name.syntax()),
            None => self.span(statement.syntax()),
        });
        index.nulls_not_distinct = matches!(
            statement.nulls_distinct_option(),
            Some(ast::NullsDistinctOption::NullsNotDistinct(_))
        );
        index.include = statement
            .index_include_clause()
            .and_then(|clause| clause.partition_item_list())
            .map(|list| {
                list.partition_items()
                    .filter_map(|item| figured_name(&item.expr()?))
                    .collect()
            })
            .unwrap_or_default();
        index.parameters = parameters(statement.with_params());
        index.predicate = statement
            .where_clause()
            .and_then(|clause| clause.expr())
            .map(|expr| text(expr.syntax()));
        if let Some(expr) = statement.where_clause().and_then(|clause| clause.expr()) {
            self.columns_in(&table, expr.syntax());
        }
        let figured = self.index_items(&table, &mut index, &items);
        self.add_index(&table, index, name, &figured);
    }

    /// Reads the columns of an index; returns what its name would call them.
    fn index_items(
        &mut self,
        table: &Name,
        index: &mut Index,
        items: &[ast::PartitionItem],
    ) -> Vec<String> {
        let mut figured = Vec::new();
        for item in items {
            let Some(expr) = item.expr() else { continue };
            self.columns_in(table, expr.syntax());
            figured.push(figured_name(&expr).unwrap_or_else(|| "expr".to_owned()));
            let column = self.index_column(table, index.method.as_deref(), item, &expr);
            index.columns.push(column);
        }
        figured
    }

    fn index_column(
        &self,
        table: &Name,
        method: Option<&str>,
        item: &ast::PartitionItem,
        expr: &ast::Expr,
    ) -> IndexColumn {
        let relation = self.state.relation(table);
        // `lower(name) COLLATE "C"` and a bare name with a collation parse as one expression.
        let (expr, collated) = match expr {
            ast::Expr::Collate(collate) => (collate.expr().unwrap_or(expr.clone()), true),
            _ => (expr.clone(), false),
        };
        let _ = collated;
        let target = match &expr {
            ast::Expr::NameRef(name) => IndexTarget::Column(identifier(name)),
            other => IndexTarget::Expression(text(other.syntax())),
        };
        let ty = match &target {
            IndexTarget::Column(name) => relation
                .and_then(|relation| relation.column(name))
                .map(|column| &column.column.ty),
            IndexTarget::Expression(_) => None,
        };
        let operator_class = item.op_class_ref().and_then(|class| parts(&class).pop());
        let operator_class = match (operator_class, item.attribute_list()) {
            // Options are said of a class by name, though it be the type's own.
            (Some(class), Some(list)) => {
                let options = attributes(&list);
                let options = options.iter().map(|(key, value)| format!("{key}={value}"));
                Some(format!(
                    "{class}({})",
                    options.collect::<Vec<_>>().join(", ")
                ))
            }
            (class, _) => class
                .filter(|class| !operator_class::is_default(class, method.unwrap_or("btree"), ty)),
        };
        let order = match item.sort_order() {
            Some(ast::SortOrder::SortDesc(_)) => Order::Descending,
            _ => Order::Ascending,
        };
        let nulls = match item.nulls_order() {
            Some(ast::NullsOrder::NullsFirst(_)) => Some(Nulls::First),
            Some(ast::NullsOrder::NullsLast(_)) => Some(Nulls::Last),
            None => None,
        };
        let usual = match order {
            Order::Ascending => Nulls::Last,
            Order::Descending => Nulls::First,
        };
        IndexColumn {
            target,
            order,
            nulls: nulls.filter(|nulls| *nulls != usual),
            operator_class,
            length: None,
            operator: None,
        }
    }

    /// Reports the columns of an expression that the table does not have.
    fn columns_in(&mut self, table: &Name, node: &squawk_syntax::SyntaxNode) {
        let Some(relation) = self.state.relation(table) else {
            return;
        };
        if !relation.columns_known {
            return;
        }
        let missing: Vec<_> = names_in(node)
            .filter(|(name, node)| {
                // Words like `current_date` are names to the grammar.
                relation.column(name).is_none()
                    && node
                        .first_token()
                        .is_some_and(|token| token.kind() == squawk_syntax::SyntaxKind::IDENT)
                    && node
                        .parent()
                        .is_none_or(|parent| parent.kind() != squawk_syntax::SyntaxKind::FIELD_EXPR)
            })
            .collect();
        for (name, node) in missing {
            self.missing(Item::member(Kind::Column, table, &name), &node);
        }
    }

    /// Adds an index to a table and, where it is partitioned, to its partitions.
    pub fn add_index(
        &mut self,
        table: &Name,
        mut index: Index,
        name: Option<String>,
        figured: &[String],
    ) {
        let name = name.unwrap_or_else(|| {
            let columns = index_columns(figured.iter().chain(&index.include).cloned().collect());
            let second = addition(columns.iter().map(String::as_str));
            let (label, is_constraint) = match index.constraint {
                Some(Constraint::Exclusion) => ("excl", true),
                Some(Constraint::Unique) => ("key", true),
                None => ("idx", false),
            };
            self.state
                .choose_relation_name(table, Some(&second), label, is_constraint)
        });
        let kind = match index.constraint {
            Some(_) => Kind::Constraint,
            None => Kind::Index,
        };
        self.creates(Item::member(kind, table, &name));
        index.name = Some(name);
        if let Some(relation) = self.state.relation_mut(table) {
            relation.table.indexes.push(index.clone());
        }
        let children = self.state.children(table);
        for child in self.partitions_among(&children) {
            self.add_index(&child, index.clone(), None, figured);
        }
    }

    /// Those of the tables that are partitions.
    pub fn partitions_among(&self, names: &[Name]) -> Vec<Name> {
        names
            .iter()
            .filter(|name| {
                let relation = self.state.relation(name);
                relation.is_some_and(|it| matches!(it.table.partition, Some(Partition::Of(_))))
            })
            .cloned()
            .collect()
    }

    pub fn add_exclusion(
        &mut self,
        table: &Name,
        constraint: &ast::ExcludeConstraint,
        name: Option<String>,
    ) {
        let mut index = Index::on(None, Vec::new());
        index.constraint = Some(Constraint::Exclusion);
        index.place = Some(self.span(constraint.syntax()));
        index.method = constraint
            .constraint_index_method()
            .and_then(|method| method.access_method_ref())
            .map(|method| identifier(&method))
            .filter(|method| method != "btree");
        index.include = included(constraint.constraint_include_clause());
        index.parameters = parameters(constraint.with_params());
        index.predicate = constraint
            .where_condition_clause()
            .and_then(|clause| clause.expr())
            .map(|expr| unwrapped(&text(expr.syntax())));
        let mut figured = Vec::new();
        let exclusions: Vec<_> = constraint
            .constraint_exclusion_list()
            .map(|list| list.constraint_exclusions().collect())
            .unwrap_or_default();
        for exclusion in &exclusions {
            let Some(expr) = exclusion.expr() else {
                continue;
            };
            figured.push(figured_name(&expr).unwrap_or_else(|| "expr".to_owned()));
            let target = match &expr {
                ast::Expr::NameRef(name) => IndexTarget::Column(identifier(name)),
                other => IndexTarget::Expression(text(other.syntax())),
            };
            let operator = match (exclusion.op(), exclusion.operator_call()) {
                (Some(op), _) => Some(text(op.syntax())),
                (None, Some(call)) => Some(text(call.syntax())),
                (None, None) => None,
            };
            index.columns.push(IndexColumn {
                target,
                order: Order::Ascending,
                nulls: None,
                operator_class: None,
                length: None,
                operator,
            });
        }
        self.add_index(table, index, name, &figured);
    }
}

fn unwrapped(text: &str) -> String {
    text.strip_prefix('(')
        .and_then(|text| text.strip_suffix(')'))
        .filter(|inner| !inner.contains(['(', ')']))
        .unwrap_or(text)
        .to_owned()
}

/// Storage parameters, in lower case and sorted.
pub fn parameters(with: Option<ast::WithParams>) -> Vec<(String, String)> {
    let mut found = with
        .and_then(|with| with.attribute_list())
        .map(|list| attributes(&list))
        .unwrap_or_default();
    found.sort();
    found
}

fn attributes(list: &ast::AttributeList) -> Vec<(String, String)> {
    list.attribute_options()
        .filter_map(|option| {
            let name = text(option.name()?.syntax()).to_lowercase();
            let value = option
                .attribute_value()
                .map_or_else(|| "true".to_owned(), |value| text(value.syntax()));
            Some((name, value.trim_matches('\'').to_lowercase()))
        })
        .collect()
}

/// What an index of a partition or a copy calls its columns in its name.
pub fn figured_names(index: &Index) -> Vec<String> {
    index
        .columns
        .iter()
        .map(|column| match &column.target {
            IndexTarget::Column(name) => name.clone(),
            IndexTarget::Expression(text) => super::syntax::figured_text(text),
        })
        .collect()
}

/// After a column has another type, its indexes have that type's own operator class.
pub fn review_classes(relation: &mut super::state::Relation, column: &str, ty: &ColumnType) {
    for index in &mut relation.table.indexes {
        let method = index.method.clone();
        for part in &mut index.columns {
            let is_it = matches!(&part.target, IndexTarget::Column(name) if name == column);
            let class = part.operator_class.as_deref();
            let method = method.as_deref().unwrap_or("btree");
            if is_it
                && class.is_some_and(|class| operator_class::is_default(class, method, Some(ty)))
            {
                part.operator_class = None;
            }
        }
    }
}
