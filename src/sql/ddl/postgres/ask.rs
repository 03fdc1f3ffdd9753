//! Questions that blocks ask the system's own tables: `SELECT … FROM … WHERE`,
//! answered where the answer is certain.

use squawk_syntax::ast::{self, AstNode, BinOp};
use squawk_syntax::{SyntaxKind, SyntaxNode};

use super::Replayer;
use super::evaluate::{Row, Scope, Value};
use super::syntax::{identifier, text};

impl Replayer<'_> {
    /// The first value of the first row of a query.
    pub fn first_of(&self, node: &SyntaxNode, scope: &Scope) -> Option<Value> {
        if is_count(node) {
            let rows = self.rows_of(node, scope)?;
            return i64::try_from(rows.len()).ok().map(Value::Number);
        }
        if has_no_source(node) {
            let target = node.descendants().find_map(ast::Target::cast)?;
            return self.eval(&target.expr()?, scope);
        }
        match self.rows_of(node, scope)?.into_iter().next() {
            Some(row) => row.into_iter().next()?.1,
            None => Some(Value::Null),
        }
    }

    pub fn column_of(&self, node: &SyntaxNode, scope: &Scope) -> Option<Vec<Value>> {
        let rows = self.rows_of(node, scope)?;
        rows.into_iter()
            .map(|row| row.into_iter().next()?.1)
            .collect()
    }

    pub fn has_rows(&self, node: &SyntaxNode, scope: &Scope) -> Option<bool> {
        let (rows, all_certain) = self.matching(node, scope)?;
        match (rows.is_empty(), all_certain) {
            (false, _) => Some(true),
            (true, true) => Some(false),
            (true, false) => None,
        }
    }

    /// The rows of a query on the system's tables, or of a list of values.
    pub fn rows_of(&self, node: &SyntaxNode, scope: &Scope) -> Option<Vec<Row>> {
        let (found, all_certain) = self.matching(node, scope)?;
        if !all_certain {
            return None;
        }
        let list = node.descendants().find_map(ast::TargetList::cast)?;
        let targets: Vec<ast::Target> = list.targets().collect();
        found
            .into_iter()
            .map(|records| {
                let mut inner = scope.clone();
                inner.records.extend(records.clone());
                let mut row = Row::new();
                for target in &targets {
                    let Some(expr) = target.expr() else {
                        row.extend(records.iter().flat_map(|(_, row)| row.clone()));
                        continue;
                    };
                    let name = target.as_name().and_then(|it| it.name());
                    let name = match name {
                        Some(name) => identifier(&name),
                        None => super::syntax::figured_name(&expr).unwrap_or_default(),
                    };
                    row.push((name, self.eval(&expr, &inner)));
                }
                Some(row)
            })
            .collect()
    }

    /// The rows that a query's `FROM` and `WHERE` leave, and whether no other could be.
    #[allow(clippy::type_complexity)]
    fn matching(
        &self,
        node: &SyntaxNode,
        scope: &Scope,
    ) -> Option<(Vec<Vec<(String, Row)>>, bool)> {
        let select = node
            .descendants()
            .find(|it| {
                matches!(
                    it.kind(),
                    SyntaxKind::SELECT | SyntaxKind::SELECT_INTO | SyntaxKind::PLPGSQL_EXPR
                )
            })
            .unwrap_or_else(|| node.clone());
        let has_more = select.children().any(|it| {
            matches!(
                it.kind(),
                SyntaxKind::GROUP_BY_CLAUSE | SyntaxKind::HAVING_CLAUSE | SyntaxKind::WITH_CLAUSE
            )
        });
        let from = select.children().find_map(ast::FromClause::cast)?;
        if has_more {
            return None;
        }
        let mut conditions = Vec::new();
        if let Some(filter) = select.children().find_map(ast::WhereClause::cast) {
            conjuncts(&filter.expr()?, &mut conditions);
        }
        for on in from.syntax().descendants().filter_map(ast::OnClause::cast) {
            conjuncts(&on.expr()?, &mut conditions);
        }
        let is_outer = from.syntax().descendants().any(|it| {
            matches!(
                it.kind(),
                SyntaxKind::JOIN_LEFT | SyntaxKind::JOIN_RIGHT | SyntaxKind::JOIN_FULL
            )
        });
        if is_outer {
            return None;
        }
        let sources: Vec<(String, Vec<Row>)> = from
            .syntax()
            .descendants()
            .filter_map(ast::FromItem::cast)
            .map(|item| self.source(&item))
            .collect::<Option<_>>()?;
        let mut found: Vec<Vec<(String, Row)>> = vec![Vec::new()];
        let mut all_certain = true;
        let last = sources.len().checked_sub(1)?;
        for (at, (alias, rows)) in sources.into_iter().enumerate() {
            let mut next = Vec::new();
            for records in &found {
                for row in &rows {
                    let mut inner = scope.clone();
                    inner.records.extend(records.clone());
                    inner.records.push((alias.clone(), row.clone()));
                    let mut keeps = true;
                    let mut certain = true;
                    for condition in &conditions {
                        match self.eval(condition, &inner) {
                            Some(Value::Bool(true)) => {}
                            Some(_) => {
                                keeps = false;
                                break;
                            }
                            // Another table of the query may be needed to tell.
                            None => certain = false,
                        }
                    }
                    if !keeps {
                        continue;
                    }
                    if at == last && !certain {
                        all_certain = false;
                        continue;
                    }
                    let mut records = records.clone();
                    records.push((alias.clone(), row.clone()));
                    next.push(records);
                }
            }
            found = next;
        }
        Some((found, all_certain))
    }

    fn source(&self, item: &ast::FromItem) -> Option<(String, Vec<Row>)> {
        let alias = item
            .syntax()
            .descendants()
            .find_map(ast::TableAlias::cast)
            .map(|name| identifier(&name));
        match item {
            ast::FromItem::RelationFromItem(relation) => {
                let parts = super::syntax::parts(&relation.relation_name_ref()?);
                let rows = self.system_table(&parts)?;
                Some((alias.unwrap_or(parts.last()?.clone()), rows))
            }
            _ => None,
        }
    }
}

fn has_no_source(node: &SyntaxNode) -> bool {
    !node
        .descendants()
        .any(|it| it.kind() == SyntaxKind::FROM_CLAUSE)
}

fn is_count(node: &SyntaxNode) -> bool {
    let target = node.descendants().find_map(ast::Target::cast);
    target.is_some_and(|target| {
        let words = text(target.syntax()).to_lowercase().replace(' ', "");
        words.starts_with("count(*)") || words.starts_with("count(1)")
    })
}

fn conjuncts(expr: &ast::Expr, into: &mut Vec<ast::Expr>) {
    match expr {
        ast::Expr::BinExpr(both) if matches!(both.op(), Some(BinOp::And(_))) => {
            for side in [both.lhs(), both.rhs()].into_iter().flatten() {
                conjuncts(&side, into);
            }
        }
        other => into.push(other.clone()),
    }
}
