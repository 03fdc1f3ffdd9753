//! `previewFeatures = ["views"]`: names that Prisma has, or once had.

use crate::{
    diagnostic::{Diagnostic, Diagnostics},
    prisma::{
        provider::Provider,
        validate::{
            Context,
            context::{property, text},
            lookup::{did_you_mean, listed},
        },
    },
};

use super::{generators, items};

/// What does something when it is named.
const ACTIVE: [&str; 11] = [
    "fullTextSearchPostgres",
    "nativeDistinct",
    "partialIndexes",
    "postgresqlExtensions",
    "reactNative",
    "relationJoins",
    "schemaEngineDriverAdapters",
    "shardKeys",
    "strictUndefinedChecks",
    "typedSql",
    "views",
];

/// What came and went: some are part of Prisma now, some were given up.
const PAST: [&str; 41] = [
    "aggregateApi",
    "atomicNumberOperations",
    "clientExtensions",
    "cockroachdb",
    "connectOrCreate",
    "createMany",
    "dataProxy",
    "deno",
    "distinct",
    "driverAdapters",
    "extendedIndexes",
    "extendedWhereUnique",
    "fieldReference",
    "filteredRelationCount",
    "filterJson",
    "fullTextIndex",
    "fullTextSearch",
    "groupBy",
    "improvedQueryRaw",
    "interactiveTransactions",
    "jsonProtocol",
    "metrics",
    "microsoftSqlServer",
    "middlewares",
    "mongoDb",
    "multiSchema",
    "namedConstraints",
    "nApi",
    "nativeTypes",
    "omitApi",
    "orderByAggregateGroup",
    "orderByNulls",
    "orderByRelation",
    "prismaSchemaFolder",
    "queryCompiler",
    "referentialActions",
    "referentialIntegrity",
    "selectRelationCount",
    "tracing",
    "transactionApi",
    "uncheckedScalarInputs",
];

/// Whether a generator asks for the feature. Prisma does not mind the case.
pub fn is_on(context: &Context<'_, '_>, name: &str) -> bool {
    let mut features = context.preview_features.iter();
    features.any(|feature| feature.eq_ignore_ascii_case(name))
}

pub fn known(context: &Context<'_, '_>, diagnostics: &mut Diagnostics) {
    for block in generators(context) {
        let Some(list) = property(block, "previewFeatures") else {
            continue;
        };
        for item in items(list) {
            let Some(name) = text(item) else { continue };
            if is_active(name, context.provider) {
                continue;
            }
            let diagnostic = if contains(&PAST, name) {
                Diagnostic::warning(
                    "prisma/past-preview-feature",
                    format!("the preview feature `{name}` does nothing any more"),
                )
                .at(item.span(), "")
                .help("remove it from the list")
            } else {
                // Prisma points at the whole list.
                Diagnostic::error(
                    "prisma/unknown-preview-feature",
                    format!("the preview feature `{name}` is not known"),
                )
                .at(list.span(), "")
                .help(did_you_mean(
                    name,
                    ACTIVE,
                    format!("use any of {}", listed(ACTIVE)),
                ))
            };
            diagnostics.push(diagnostic);
        }
    }
}

fn is_active(name: &str, provider: Option<Provider>) -> bool {
    let elsewhere = provider.is_some_and(|provider| provider != Provider::Postgres);
    contains(&ACTIVE, name) && !(elsewhere && name.eq_ignore_ascii_case("fullTextSearchPostgres"))
}

fn contains(names: &[&str], name: &str) -> bool {
    names.iter().any(|known| known.eq_ignore_ascii_case(name))
}
