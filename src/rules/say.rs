//! A change → the rule that it breaks, and the words for it.

use crate::catalog::{Constraint, Index, Object, TableKind};
use crate::diff::{Change, Pair as Sides, What};

use super::{NONE, Pair, Source, quoted, show};

/// What is to be said of a change.
pub struct Said {
    pub rule: &'static str,
    /// The object as a message calls it: ``column `users.email` ``.
    pub subject: String,
    /// What tells two findings of one rule and object apart.
    pub detail: Option<String>,
    pub left: Option<String>,
    pub right: Option<String>,
}

// One arm for each kind of change.
#[allow(clippy::too_many_lines)]
pub fn say(change: &Change<'_>) -> Said {
    let object = &change.object;
    let subject = format!("{} `{object}`", object.kind());
    let said = |rule, left: Option<String>, right: Option<String>| Said {
        rule,
        subject: subject.clone(),
        detail: None,
        left,
        right,
    };
    let both = |rule, left: String, right: String| said(rule, Some(left), Some(right));
    // The three rules of a thing: missing, extra, otherwise.
    let sides = |rules: [&'static str; 3], texts: Sides<String>| match texts {
        Sides::Left(left) => said(rules[0], Some(left), None),
        Sides::Right(right) => said(rules[1], None, Some(right)),
        Sides::Both(left, right) => both(rules[2], left, right),
    };
    match &change.what {
        What::Table(tables) => {
            let is_view = tables.any().kind != TableKind::Table;
            let rules = if is_view {
                [
                    "audit/missing-view",
                    "audit/extra-view",
                    "audit/renamed-table",
                ]
            } else {
                [
                    "audit/missing-table",
                    "audit/extra-table",
                    "audit/renamed-table",
                ]
            };
            let said = sides(rules, tables.map(|table| table.name.to_string()));
            let kind = if is_view { "view" } else { "table" };
            Said {
                subject: format!("{kind} `{object}`"),
                ..said
            }
        }
        What::Kind(left, right) => {
            let kind = |kind| match kind {
                TableKind::Table => "a table",
                TableKind::View => "a view",
                TableKind::MaterializedView => "a materialized view",
            };
            both(
                "audit/table-kind",
                kind(left.kind).into(),
                kind(right.kind).into(),
            )
        }
        What::Column(columns) => sides(
            [
                "audit/missing-column",
                "audit/extra-column",
                "audit/renamed-column",
            ],
            match columns {
                Sides::Both(left, right) => Sides::Both(left.name.clone(), right.name.clone()),
                other => other.map(|column| show::ty(&column.ty)),
            },
        ),
        What::Type(left, right) => {
            both("audit/column-type", show::ty(&left.ty), show::ty(&right.ty))
        }
        What::Nullability(left, right) => both(
            "audit/nullability",
            show::nullability(left),
            show::nullability(right),
        ),
        What::Default(left, right) => {
            both("audit/default", show::default(left), show::default(right))
        }
        What::Generated(left, right) => both(
            "audit/generated",
            show::generated(left),
            show::generated(right),
        ),
        What::Identity(left, right) => both(
            "audit/identity",
            show::identity(left),
            show::identity(right),
        ),
        What::PrimaryKey(keys) => {
            let none = || NONE.to_owned();
            let columns = |key: Option<&crate::catalog::PrimaryKey>| {
                key.map_or_else(none, |key| show::columns(&key.columns))
            };
            both(
                "audit/primary-key",
                columns(keys.left()),
                columns(keys.right()),
            )
        }
        What::JoinKey => {
            let key = |at: usize| {
                let has_key = change.tables[at].is_some_and(|table| table.primary_key.is_some());
                if has_key {
                    "a primary key"
                } else {
                    "a unique index"
                }
                .to_owned()
            };
            both("audit/join-key", key(0), key(1))
        }
        What::Index(indexes) => {
            let said = sides(index_rules(indexes), indexes.map(show::index));
            let index = indexes.any();
            let kind = match index.constraint {
                Some(Constraint::Exclusion) => "exclusion constraint",
                Some(Constraint::Unique) => "unique constraint",
                None if index.unique => "unique index",
                None => "index",
            };
            Said {
                subject: format!("{kind} `{object}`"),
                ..said
            }
        }
        What::ForeignKey(keys) => sides(
            [
                "audit/missing-foreign-key",
                "audit/extra-foreign-key",
                "audit/foreign-key",
            ],
            keys.map(show::foreign_key),
        ),
        What::Check(checks) => sides(
            ["audit/missing-check", "audit/extra-check", "audit/check"],
            checks.map(show::check),
        ),
        What::RowSecurity(left, right) => both(
            "audit/row-security",
            show::row_security(left.row_security),
            show::row_security(right.row_security),
        ),
        What::Policy(policies) => sides(
            ["audit/missing-policy", "audit/extra-policy", "audit/policy"],
            policies.map(show::policy),
        ),
        What::Partition(left, right) => both(
            "audit/partition",
            show::partition(left),
            show::partition(right),
        ),
        What::Enum(enums) => sides(
            [
                "audit/missing-enum",
                "audit/extra-enum",
                "audit/renamed-enum",
            ],
            match enums {
                Sides::Both(left, right) => {
                    Sides::Both(left.name.to_string(), right.name.to_string())
                }
                other => other.map(labels),
            },
        ),
        What::Label(pair, _) => {
            let texts = pair.map(str::to_owned);
            let said = sides(
                [
                    "audit/missing-label",
                    "audit/extra-label",
                    "audit/renamed-label",
                ],
                texts.clone(),
            );
            let subject = format!("label `{}` of enum `{object}`", pair.any());
            Said {
                subject,
                detail: Some(pair.any().to_owned()),
                ..said
            }
        }
        What::LabelOrder(left, right) => both("audit/label-order", labels(left), labels(right)),
        What::Extension(pair) => sides(
            [
                "audit/missing-extension",
                "audit/extra-extension",
                "audit/extra-extension",
            ],
            pair.map(str::to_owned),
        ),
        What::Name(left, right) => both(
            "audit/constraint-name",
            (*left).to_owned(),
            (*right).to_owned(),
        ),
    }
}

fn labels(e: &crate::catalog::Enum) -> String {
    let labels: Vec<_> = e.values.iter().map(|value| value.label.as_str()).collect();
    format!("({})", labels.join(", "))
}

fn index_rules(indexes: &Sides<&Index>) -> [&'static str; 3] {
    let index = indexes.any();
    if index.constraint == Some(Constraint::Exclusion) {
        [
            "audit/missing-exclusion",
            "audit/extra-exclusion",
            "audit/exclusion",
        ]
    } else if let Sides::Both(left, right) = indexes
        && left.unique != right.unique
    {
        [
            "audit/missing-unique",
            "audit/extra-unique",
            "audit/uniqueness",
        ]
    } else if index.unique {
        ["audit/missing-unique", "audit/extra-unique", "audit/index"]
    } else {
        ["audit/missing-index", "audit/extra-index", "audit/index"]
    }
}

/// Ends the sentence of a difference that may be none.
pub const MAY_BE_EQUAL: &str = ", which may mean the same";

/// The sentence of a finding.
pub fn message(said: &Said, pair: &Pair, certain: bool) -> String {
    let (left, right) = (pair.left.noun(), pair.right.noun());
    let subject = &said.subject;
    let is_renamed = said.rule.starts_with("audit/renamed-");
    let text = match (&said.left, &said.right) {
        (Some(_), None) => format!("{subject} of {left} is missing in {right}"),
        (None, Some(_)) => format!("{subject} of {right} is not in {left}"),
        (Some(l), Some(r)) if is_renamed => {
            format!("{subject} of {left} looks renamed: `{l}` is `{r}` in {right}")
        }
        (Some(l), Some(r)) if said.rule == "audit/constraint-name" => {
            format!("{subject} has another name: `{l}` in {left}, `{r}` in {right}")
        }
        (Some(l), Some(r)) => {
            let aspect = aspect(said.rule);
            let (l, r) = (quoted(l), quoted(r));
            format!("{aspect}{subject} is {l} in {left} and {r} in {right}")
        }
        (None, None) => subject.clone(),
    };
    if certain {
        text
    } else {
        format!("{text}{MAY_BE_EQUAL}")
    }
}

fn aspect(rule: &str) -> &'static str {
    match rule {
        "audit/column-type" => "type of ",
        "audit/default" => "default of ",
        "audit/row-security" => "row level security of ",
        "audit/partition" => "partitioning of ",
        "audit/label-order" => "order of labels of ",
        "audit/generated" => "expression of ",
        _ => "",
    }
}

/// What to do about it, and the command that does it.
pub fn help(said: &Said, pair: &Pair, object: &Object) -> (String, Option<&'static str>) {
    let is_extra = said.left.is_none();
    let name = object.to_string();
    let generate = "triple-orm generate";
    match (&pair.left, &pair.right) {
        (_, Source::Drizzle | Source::Kysely) => (
            format!("run `{generate}`, which writes the file from the schema"),
            Some(generate),
        ),
        (_, Source::Client) => (
            "run `prisma generate`, which writes the client from the schema".into(),
            Some("prisma generate"),
        ),
        (_, Source::Migrations) if is_extra => (
            format!("add `{name}` to the schema, or drop it in a migration"),
            Some("prisma migrate dev"),
        ),
        (_, Source::Migrations) => (
            "make a migration with `prisma migrate dev`".into(),
            Some("prisma migrate dev"),
        ),
        (Source::Migrations, Source::Database(_)) if is_extra => (
            format!("put `{name}` into a migration, or drop it in the database"),
            None,
        ),
        (Source::Migrations, Source::Database(_)) => (
            "run `prisma migrate deploy`, and look for changes that were made by hand".into(),
            Some("prisma migrate deploy"),
        ),
        (_, Source::Database(_)) if is_extra => (
            format!("take `{name}` over with `prisma db pull`, or drop it in a migration"),
            Some("prisma db pull"),
        ),
        (_, Source::Database(_)) => (
            "make a migration with `prisma migrate dev`, and deploy it".into(),
            Some("prisma migrate dev"),
        ),
        (_, Source::Prisma) => (
            "take it over with `prisma db pull`, or change the other side".into(),
            Some("prisma db pull"),
        ),
    }
}
