//! Differences that are meant to be there: the value is the same, and its form is not.
//! `docs/verify.md` has this list.

use super::plan::ColumnPlan;
use super::shapes::{Kind, Shapes};

/// The reasons, and what each says.
pub const KNOWN: &[(&str, &str)] = &[
    (
        "decimal",
        "Prisma gives a `Decimal`, the others the digits as text: the number is the same, zeros at its end need not be",
    ),
    (
        "enum-names",
        "Prisma says the name of an enum's value, the others the label that the database has (`@map`)",
    ),
    (
        "bytes",
        "Prisma promises a `Uint8Array`, the others give a `Buffer`, which is one",
    ),
    (
        "bigint-text",
        "Kysely gives a `bigint` as the text that the driver sends",
    ),
    (
        "time-text",
        "Prisma gives a time as a `Date` of 1 January 1970 in UTC, the others as text",
    ),
    (
        "date-text",
        "Drizzle gives a date or timestamp as text, as the option `date` says",
    ),
    (
        "number-mode",
        "Drizzle gives a `bigint` or `numeric` as a number, as an option says: it has 15 digits, and values with more are not written by Drizzle",
    ),
    (
        "list-text",
        "Kysely gives a list as the text that the driver sends (`{ADMIN,USER}`): it has no parser for lists of this type",
    ),
    (
        "list-numbers",
        "Kysely gives a list of `numeric` as numbers: the driver reads it so",
    ),
    (
        "object",
        "Kysely gives an object of the driver's, the others text",
    ),
    (
        "no-field",
        "Prisma has no field for the column (`Unsupported` or `@ignore`): only the other two are compared",
    ),
    (
        "no-create",
        "Prisma writes no row: a required column is no field of its client (`Unsupported` or `@ignore`); it reads what the others write",
    ),
    (
        "json-null",
        "all three read the `null` of JSON as they read NULL: what was written is told apart in the database",
    ),
    (
        "json-text",
        "Drizzle 0.45 reads a text in JSON once more: a string that is JSON itself, such as \"42\", becomes what it says",
    ),
    (
        "list-backslash",
        "Drizzle 0.45 drops backslashes in a list that the driver gives it as text",
    ),
    (
        "null-list",
        "Prisma has no NULL for a list: it reads an empty one, and writes one",
    ),
    (
        "money",
        "Prisma gives a `Decimal`, the others the text with its currency",
    ),
];

/// What a reason says.
#[must_use]
pub fn about(reason: &str) -> &'static str {
    let known = KNOWN.iter().find(|(name, _)| *name == reason);
    known.map_or("", |(_, text)| text)
}

/// The reasons that a column has by its type and the options of the project alone.
#[must_use]
pub fn of_column(column: &ColumnPlan, shapes: &Shapes) -> Vec<&'static str> {
    let ty = &column.ty;
    let mut reasons = Vec::new();
    let mut add = |reason: &'static str, holds: bool| {
        if holds {
            reasons.push(reason);
        }
    };
    let Shapes {
        prisma,
        drizzle,
        kysely,
    } = *shapes;
    let Some(prisma) = prisma else {
        return vec!["no-field"];
    };
    add("money", ty.name == "money");
    add("decimal", ty.name == "numeric");
    add(
        "enum-names",
        ty.labels.iter().any(|(label, name)| label != name),
    );
    add("bytes", prisma.kind == Kind::Bytes);
    add(
        "bigint-text",
        ty.name == "bigint" && kysely.kind == Kind::String,
    );
    add("time-text", matches!(ty.name.as_str(), "time" | "timetz"));
    add(
        "date-text",
        matches!(ty.name.as_str(), "timestamp" | "timestamptz" | "date")
            && drizzle.kind == Kind::String,
    );
    add(
        "number-mode",
        matches!(ty.name.as_str(), "numeric" | "bigint") && drizzle.kind == Kind::Number,
    );
    add("list-text", ty.list && !kysely.list);
    add(
        "list-numbers",
        ty.list && ty.name == "numeric" && kysely.list && kysely.kind == Kind::Number,
    );
    add("object", kysely.kind == Kind::Object);
    reasons
}
