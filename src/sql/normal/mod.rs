//! The expressions of a catalog in one spelling, so that they compare by equality.
//!
//! What `PostgreSQL` prints of its own catalog and what a person wrote into a schema
//! or a migration come out as one text. What cannot be read keeps its words.

mod constant;
mod fold;
mod node;
mod plain;
mod read;
mod temporal;

use crate::catalog::{
    Catalog, Check, Column, ColumnType, Default, Dialect, Index, IndexColumn, IndexTarget, Literal,
    Policy, Table, TypeName,
};
use crate::sql::{cockroach, operator_class};

pub use temporal::point;

use fold::{Scope, fold, plain_name};
use node::Node;

/// Puts every expression and every constant into normal form.
pub fn normalise(catalog: &mut Catalog) {
    let dialect = catalog.dialect;
    match dialect {
        Dialect::MySql => types_of_mysql(catalog),
        Dialect::Sqlite => types_of_sqlite(catalog),
        Dialect::Postgres | Dialect::Cockroach | Dialect::SqlServer | Dialect::Mongo => {}
    }
    for table in &mut catalog.tables {
        normalise_table(table, dialect);
    }
}

/// An enum is its column's alone there, and a precision of nothing is none.
fn types_of_mysql(catalog: &mut Catalog) {
    for column in catalog.tables.iter_mut().flat_map(|it| &mut it.columns) {
        match &mut column.ty.name {
            TypeName::Enum(name) => {
                let found = catalog.enums.iter().find(|it| it.name == *name);
                if let Some(found) = found {
                    let labels = found.values.iter().map(|it| it.label.clone());
                    column.ty.name = TypeName::Labels(labels.collect());
                }
            }
            TypeName::Plain { name, arguments } => {
                let is_time = matches!(name.as_str(), "datetime" | "timestamp" | "time");
                arguments.retain(|argument| !is_time || argument != "0");
            }
            TypeName::Labels(_) | TypeName::Composite(_) => {}
        }
    }
    catalog.enums.clear();
}

/// There are no enums: Prisma keeps the labels as texts.
fn types_of_sqlite(catalog: &mut Catalog) {
    for column in catalog.tables.iter_mut().flat_map(|it| &mut it.columns) {
        if let TypeName::Enum(_) = column.ty.name {
            column.ty = ColumnType::plain("text", Vec::new());
        }
    }
    catalog.enums.clear();
}

fn normalise_table(table: &mut Table, dialect: Dialect) {
    if matches!(dialect, Dialect::Postgres | Dialect::Cockroach) {
        for column in &mut table.columns {
            drop_usual_precision(&mut column.ty);
        }
    }
    let columns: Vec<(String, ColumnType)> = if needs_columns(table) {
        let types = table.columns.iter();
        types
            .map(|column| (column.name.clone(), column.ty.clone()))
            .collect()
    } else {
        Vec::new()
    };
    let scope = Scope(&columns);
    let normal = |text: &mut String| *text = expression(dialect, text, scope);
    for column in &mut table.columns {
        if let Some(generated) = &mut column.generated {
            normal(&mut generated.expression);
        }
        normalise_default(column, dialect);
    }
    for Check { expression, .. } in &mut table.checks {
        normal(expression);
    }
    for Policy { using, check, .. } in &mut table.policies {
        using.iter_mut().chain(check).for_each(normal);
    }
    for index in &mut table.indexes {
        if dialect == Dialect::Postgres {
            drop_usual_classes(index, &columns);
        }
        index.predicate.iter_mut().for_each(normal);
        for column in &mut index.columns {
            if let IndexTarget::Expression(text) = &mut column.target {
                normal(text);
                // `((email))` is the column.
                if let Some(name) = columns
                    .iter()
                    .map(|it| &it.0)
                    .find(|name| *name == text || crate::sql::quote::identifier(name) == *text)
                {
                    column.target = IndexTarget::Column(name.clone());
                }
            }
        }
    }
}

fn needs_columns(table: &Table) -> bool {
    !table.checks.is_empty()
        || !table.policies.is_empty()
        || table
            .columns
            .iter()
            .any(|column| column.generated.is_some())
        || table.indexes.iter().any(|index| {
            let has_class = |it: &IndexColumn| it.operator_class.is_some();
            index.predicate.is_some()
                || index.column_names().is_none()
                || index.columns.iter().any(has_class)
        })
}

/// `timestamp(6)` is `timestamp`.
fn drop_usual_precision(ty: &mut ColumnType) {
    if let TypeName::Plain { name, arguments } = &mut ty.name {
        let is_time = matches!(
            name.as_str(),
            "timestamp" | "timestamptz" | "time" | "timetz"
        );
        if is_time && arguments.as_slice() == ["6"] {
            arguments.clear();
        }
    }
}

/// An operator class that the type has anyway need not be named.
fn drop_usual_classes(index: &mut Index, columns: &[(String, ColumnType)]) {
    let method = index.method.as_deref().unwrap_or("btree");
    for part in &mut index.columns {
        let IndexTarget::Column(name) = &part.target else {
            continue;
        };
        let ty = columns.iter().find(|(column, _)| column == name);
        let is_usual =
            |class: &String| operator_class::is_default(class, method, ty.map(|(_, ty)| ty));
        part.operator_class = part.operator_class.take().filter(|class| !is_usual(class));
    }
}

/// An expression in normal form.
fn expression(dialect: Dialect, text: &str, scope: Scope<'_>) -> String {
    match dialect {
        Dialect::Postgres | Dialect::Cockroach => match read::read(text) {
            Some(node) => fold(node, scope).print(),
            None => words(text),
        },
        Dialect::MySql | Dialect::Sqlite | Dialect::SqlServer => plain::expression(text),
        // It has none.
        Dialect::Mongo => text.to_owned(),
    }
}

/// The text of what cannot be read, without its line breaks.
fn words(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn normalise_default(column: &mut Column, dialect: Dialect) {
    let Some(default) = column.default.take() else {
        return;
    };
    let ty = &column.ty;
    column.default = match (default, dialect) {
        (Default::Literal(literal), _) => Some(Default::Literal(constant::normal(literal, ty))),
        (Default::Expression(text), Dialect::Postgres | Dialect::Cockroach) => {
            postgres_default(&text, ty)
        }
        (Default::Expression(text), Dialect::MySql | Dialect::Sqlite | Dialect::SqlServer) => {
            plain::default(&text, ty)
        }
        (default @ Default::Expression(_), Dialect::Mongo)
        | (default @ (Default::AutoIncrement | Default::Unknown), _) => Some(default),
    };
}

fn postgres_default(text: &str, ty: &ColumnType) -> Option<Default> {
    let Some(node) = read::read(text) else {
        return Some(Default::Expression(words(text)));
    };
    // What is stored is of the column's type, whoever casts it.
    let typed = match fold(node, Scope(&[])) {
        Node::Cast(inner, to) if to == *ty || same_point(&to, ty) => *inner,
        // `ARRAY['a']::STRING[]`
        Node::Cast(inner, to) if cockroach::normal_type(to.clone()) == *ty => *inner,
        other => other,
    };
    match typed {
        Node::Null => None,
        Node::Call(name, arguments) => {
            let call = current_time(&name, &arguments, ty);
            let call = call.unwrap_or(Node::Call(name, arguments));
            Some(Default::Expression(call.print()))
        }
        node => Some(match literal(&node, ty) {
            Some(literal) => Default::Literal(constant::normal(literal, ty)),
            None => Default::Expression(node.print()),
        }),
    }
}

/// Both are points in time, and a default is cast to the column's type.
fn same_point(from: &ColumnType, to: &ColumnType) -> bool {
    let is_point =
        |ty: &ColumnType| !ty.list && matches!(plain_name(ty), "timestamp" | "timestamptz");
    is_point(from) && is_point(to) && precision(from) >= precision(to)
}

fn precision(ty: &ColumnType) -> u8 {
    match &ty.name {
        TypeName::Plain { arguments, .. } => arguments
            .first()
            .and_then(|it| it.parse().ok())
            .unwrap_or(6),
        TypeName::Enum(_) | TypeName::Labels(_) | TypeName::Composite(_) => 6,
    }
}

/// `CURRENT_TIMESTAMP(3)` and `LOCALTIMESTAMP` put into a column what `now()` does,
/// unless they are less exact than the column.
fn current_time(name: &str, arguments: &[Node], ty: &ColumnType) -> Option<Node> {
    let is_time = matches!(plain_name(ty), "timestamp" | "timestamptz") && !ty.list;
    let digits = match arguments {
        [] => 6,
        [Node::Number(digits)] => digits.parse().ok()?,
        _ => return None,
    };
    let is_current = matches!(name, "now" | "current_timestamp" | "localtimestamp");
    (is_time && is_current && digits >= precision(ty)).then(|| Node::call("now", Vec::new()))
}

/// The constant that an expression is.
fn literal(node: &Node, ty: &ColumnType) -> Option<Literal> {
    Some(match node {
        Node::Boolean(value) => Literal::Boolean(*value),
        Node::Number(digits) => Literal::Number(digits.clone()),
        Node::String(text) => Literal::String(text.clone()),
        Node::Cast(inner, to) if plain_name(to) == plain_name(ty) && !to.list => {
            literal(inner, ty)?
        }
        Node::Array(items) if ty.list => {
            let element = ColumnType {
                list: false,
                ..ty.clone()
            };
            let items: Option<_> = items.iter().map(|item| literal(item, &element)).collect();
            Literal::List(items?)
        }
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn default(text: &str, ty: &str) -> Option<Default> {
        postgres_default(text, &crate::sql::postgres::parse_type(ty))
    }

    fn normal(text: &str) -> String {
        let columns = [
            ("status", "varchar(20)"),
            ("price", "numeric(10,2)"),
            ("amount", "integer"),
            ("at", "timestamptz"),
        ];
        let columns =
            columns.map(|(name, ty)| (name.to_owned(), crate::sql::postgres::parse_type(ty)));
        expression(Dialect::Postgres, text, Scope(&columns))
    }

    #[test]
    fn what_postgres_prints_is_what_was_written() {
        for (written, printed) in [
            (
                "status in ('a', 'b')",
                "((status)::text = ANY ((ARRAY['a'::character varying, 'b'::character varying])::text[]))",
            ),
            ("price > 0", "(price > (0)::numeric)"),
            (
                "price BETWEEN 1 AND 10",
                "((price >= (1)::numeric) AND (price <= (10)::numeric))",
            ),
            ("t.amount != -1", "(amount <> '-1'::integer)"),
            (
                "at > '2020-01-01'",
                "(at > '2020-01-01 00:00:00+00'::timestamp with time zone)",
            ),
            ("lower(status)", "lower((status)::text)"),
            ("status LIKE 'a%'", "((status)::text ~~ 'a%'::text)"),
            (
                "at < now() + interval '1 day'",
                "(at < (now() + '1 day'::interval))",
            ),
            ("NOT (amount IS NULL)", "(NOT (amount IS NULL))"),
            (
                "to_tsvector('public.simple', status)",
                "to_tsvector('simple'::regconfig, (status)::text)",
            ),
            (
                "jsonb_path_exists(data, '$[*] ? (@.name == \"A b\").size()')",
                "jsonb_path_exists(data, '$[*]?(@.\"name\" == \"A b\").size()'::jsonpath)",
            ),
        ] {
            assert_eq!(normal(written), normal(printed), "{written}");
        }
    }

    #[test]
    fn what_means_something_else_stays_apart() {
        for (one, other) in [
            ("amount > 0", "amount >= 0"),
            ("a AND b OR c", "a AND (b OR c)"),
            ("amount::text = '1'", "amount = 1"),
            ("lower(status)", "upper(status)"),
        ] {
            assert_ne!(normal(one), normal(other), "{one}");
        }
    }

    #[test]
    fn what_a_type_has_anyway_is_left_out() {
        let catalog = |ty: &str, arguments: &[&str], class: Option<&str>| {
            let arguments = arguments.iter().map(|it| (*it).to_owned()).collect();
            let mut table = Table::new(
                crate::catalog::Name::plain("t"),
                crate::catalog::TableKind::Table,
            );
            let ty = ColumnType::plain(ty, arguments);
            table.columns.push(Column::new("a", ty, false));
            let mut part = IndexColumn::plain("a");
            part.operator_class = class.map(str::to_owned);
            table.indexes.push(Index::on(None, vec![part]));
            let knows = crate::catalog::Knows::everything();
            let mut catalog = Catalog::new(Dialect::Postgres, knows);
            catalog.tables.push(table);
            normalise(&mut catalog);
            catalog.tables.remove(0)
        };
        let exact = catalog("timestamptz", &["6"], None);
        let bare = catalog("timestamptz", &[], None);
        assert_eq!(exact.columns[0].ty, bare.columns[0].ty);
        let shorter = catalog("timestamptz", &["3"], None);
        assert_ne!(exact.columns[0].ty, shorter.columns[0].ty);
        let class = |name| catalog("text", &[], Some(name)).indexes[0].columns[0].clone();
        assert_eq!(class("text_ops").operator_class, None);
        let other = class("text_pattern_ops").operator_class;
        assert_eq!(other.as_deref(), Some("text_pattern_ops"));
    }

    #[test]
    fn defaults_become_the_constants_that_they_are() {
        let number = |digits: &str| Some(Default::Literal(Literal::Number(digits.into())));
        assert_eq!(default("'-1'::integer", "integer"), number("-1"));
        assert_eq!(default("(1.0)", "numeric(3,1)"), number("1"));
        let empty = Some(Default::Literal(Literal::List(Vec::new())));
        for text in ["'{}'", "ARRAY[]::text[]", "'{}'::text[]"] {
            assert_eq!(default(text, "text[]"), empty, "{text}");
        }
        assert_eq!(default("NULL::text", "text"), None);
        let now = Some(Default::Expression("now()".into()));
        for text in [
            "CURRENT_TIMESTAMP",
            "CURRENT_TIMESTAMP(3)",
            "NOW()",
            "now()::timestamp(3)",
        ] {
            assert_eq!(default(text, "timestamp(3)"), now, "{text}");
        }
    }
}
