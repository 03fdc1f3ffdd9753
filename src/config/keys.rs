//! The keys: what each is called, what it means, and what kind of value it has.
//! One entry in [`KEYS`] makes a key known to `triple-orm.json`, to its JSON
//! Schema, to the `generator` block, and to the messages about all of them.

use std::path::Path;

use crate::config::Settings;
use crate::config::audit::{Databases, Exemptions, PairList, PathList, RuleLevels};
use crate::config::maps::{CodeTypes, ExportNames};
use crate::config::read::{Banner, FileName, FromValue, NameList, TargetList};
use crate::config::value::{Misfit, Value};
use crate::config::verify::Variable;
use crate::diagnostic::Located;
use crate::drizzle::{self, BigIntMode, DateMode, DecimalMode};
use crate::kysely::{Driver, EnumForm, KeyStyle, RowTypes};
use crate::rules::Severity;
use crate::source::Origin;
use crate::sql::sqlite::Dates;
use crate::typescript::specifier::ImportExtension;
use crate::typescript::styles::{ColumnStyle, EnumStyle, TableStyle};
use crate::zod::Models;

/// One key of the configuration.
#[derive(Debug)]
pub struct Key {
    /// In `triple-orm.json`, through its objects: `drizzle.date`
    pub path: &'static str,
    /// In a `generator` block, whose keys have no dots: `drizzleDate`
    pub in_block: Option<&'static str>,
    /// What it decides, in one sentence.
    pub about: &'static str,
    /// A value, as JSON.
    pub example: &'static str,
    /// The value that holds when nobody gives one, as JSON.
    pub default: Option<&'static str>,
    pub(super) read: fn(&mut Settings, &Value, &Place) -> Result<(), Misfit>,
    #[cfg(test)]
    pub(super) schema: fn(&mut schemars::SchemaGenerator) -> schemars::Schema,
}

/// Where a configuration stands, and what its relative paths start from.
pub struct Place<'p> {
    /// As the user should see it: `../triple-orm.json`
    pub seen: &'p Path,
    /// Absolute.
    pub folder: &'p Path,
}

/// Keys, one after the other: path and name in a block, type of the value,
/// sentence, example and default, and where the value goes.
macro_rules! keys {
    ($($path:literal $(/ $in_block:literal)?: $ty:ty, $about:literal, $example:literal $(= $default:literal)?,
        |$settings:pat_param, $value:pat_param, $place:pat_param| $set:expr;)*) => {
        &[$(Key {
            path: $path,
            in_block: keys!(@option $($in_block)?),
            about: $about,
            example: $example,
            default: keys!(@option $($default)?),
            read: |$settings, value, $place| {
                let $value = <$ty>::from_value(value)?;
                $set;
                Ok(())
            },
            #[cfg(test)]
            schema: super::schema::of::<$ty>,
        }),*]
    };
    (@option) => { None };
    (@option $literal:literal) => { Some($literal) };
}

/// Every key, in the order in which they are documented.
#[rustfmt::skip]
pub const KEYS: &[Key] = keys! {
    "$schema": String,
    "The JSON Schema of this file, for editors.",
    r#""./node_modules/triple-orm/schema.json""#,
    |_, schema, _| drop(schema);

    "schema": String,
    "The Prisma schema: a file, or a folder of `.prisma` files.",
    r#""prisma/schema.prisma""#,
    |settings, path, place| {
        let origin = Origin::Config(place.seen.to_owned());
        settings.schema = Some((place.folder.join(path), origin));
    };

    "out" / "output": String,
    "The folder that the files are written to.",
    r#""src/db""#,
    |settings, path, place| settings.out = Some(place.folder.join(path));

    "targets" / "targets": TargetList,
    "The languages to write: `drizzle`, `kysely` and `zod` by default; `clients` is one pool for Prisma, Drizzle and Kysely, `type-tests` proves that their types are the same, and `erd` is a Mermaid diagram.",
    r#"["drizzle", "kysely", "zod"]"#,
    |settings, targets, _| settings.targets = Some(targets);

    "exclude" / "exclude": NameList,
    "Models, views and join tables that are left out of every file, with their relations and the foreign keys to them.",
    r#"["Audit", "PostToTag"]"# = "[]",
    |settings, names, _| settings.exclude = Some(names);

    "files.drizzle" / "filesDrizzle": FileName,
    "What the Drizzle file is called.",
    r#""schema.ts""# = r#""drizzle-schema.ts""#,
    |settings, name, _| settings.files.drizzle = Some(name.0);

    "files.kysely" / "filesKysely": FileName,
    "What the Kysely file is called.",
    r#""kysely.ts""# = r#""kysely-types.ts""#,
    |settings, name, _| settings.files.kysely = Some(name.0);

    "files.zod" / "filesZod": FileName,
    "What the Zod file is called.",
    r#""zod.ts""# = r#""zod-schemas.ts""#,
    |settings, name, _| settings.files.zod = Some(name.0);

    "files.models" / "filesModels": FileName,
    "What the file of `zod.models` is called.",
    r#""models.ts""# = r#""zod-models.ts""#,
    |settings, name, _| settings.files.models = Some(name.0);

    "files.json" / "filesJson": FileName,
    "What your file of JSON schemas is called, which the others import.",
    r#""json.ts""# = r#""json-schemas.ts""#,
    |settings, name, _| settings.files.json = Some(name.0);

    "files.clients" / "filesClients": FileName,
    "What the file of the target `clients` is called.",
    r#""clients.ts""# = r#""orm-clients.ts""#,
    |settings, name, _| settings.files.clients = Some(name.0);

    "files.typeTests" / "filesTypeTests": FileName,
    "What the file of the target `type-tests` is called.",
    r#""types.test-d.ts""# = r#""orm-type-tests.ts""#,
    |settings, name, _| settings.files.type_tests = Some(name.0);

    "files.verify" / "filesVerify": FileName,
    "What the file of the target `verify` is called.",
    r#""verify.test.ts""# = r#""orm-verify.test.ts""#,
    |settings, name, _| settings.files.verify = Some(name.0);

    "importExtension" / "importExtension": ImportExtension,
    "What stands behind the file's name where one of our files imports another: nothing, `.js` or `.ts`.",
    r#"".js""# = r#""""#,
    |settings, extension, _| settings.import_extension = Some(extension);

    "banner" / "banner": Banner,
    "Lines that stand below the header of every generated file: comments, directives, imports.",
    r#"["/* eslint-disable */", "// @generated"]"#,
    |settings, banner, _| settings.banner = Some(banner.0);

    "names.tables" / "namesTables": TableStyle,
    "What a model `BehaviorLog` is called as a table: `behaviorLogs`, `behaviorLog` or `BehaviorLog`.",
    r#""camelPlural""# = r#""camelPlural""#,
    |settings, style, _| settings.table_style = Some(style);

    "names.enums" / "namesEnums": EnumStyle,
    "What an enum `UserRole` is called in Drizzle: `userRoleEnum`, `userRole` or `UserRole`.",
    r#""camel""# = r#""camelEnum""#,
    |settings, style, _| settings.enum_style = Some(style);

    "names.columns" / "namesColumns": ColumnStyle,
    "What a column is called in Drizzle: as the Prisma field, as in the database, or the field's name in camelCase or snake_case.",
    r#""database""# = r#""field""#,
    |settings, style, _| settings.column_style = Some(style);

    "names.overrides" / "namesOverrides": ExportNames,
    "What the Drizzle constants of single models and enums are called.",
    r#"{ "User": "people" }"#,
    |settings, names, _| settings.names = names;

    "types.columns" / "typesColumns": CodeTypes,
    "The TypeScript types of single columns, by model and field; of a list, the type of one element.",
    r#"{ "User.balance": { "type": "Money", "from": "../money" } }"#,
    |settings, types, _| settings.column_types = types;

    "types.scalars" / "typesScalars": CodeTypes,
    "The TypeScript types of all columns of a Prisma scalar.",
    r#"{ "Bytes": "Uint8Array" }"#,
    |settings, types, _| settings.scalar_types = types;

    "drizzle.version" / "drizzleVersion": drizzle::Version,
    "The drizzle-orm that the Drizzle file is written for; by default the one in the nearest `package.json` above the output folder, else `0.45`.",
    r#""1.0""#,
    |settings, version, _| settings.drizzle_version = Some(version);

    "drizzle.bigint" / "drizzleBigint": BigIntMode,
    "Whether Drizzle reads a `BigInt` as a `bigint` or as a `number`.",
    r#""bigint""# = r#""bigint""#,
    |settings, mode, _| settings.bigint = Some(mode);

    "drizzle.date" / "drizzleDate": DateMode,
    "Whether Drizzle reads a `DateTime` as a `Date` or as a string.",
    r#""date""# = r#""date""#,
    |settings, mode, _| settings.date = Some(mode);

    "drizzle.decimal" / "drizzleDecimal": DecimalMode,
    "Whether Drizzle reads a `Decimal` as a string or as a `number`.",
    r#""number""# = r#""string""#,
    |settings, mode, _| settings.decimal = Some(mode);

    "kysely.driver" / "kyselyDriver": Located<Driver>,
    "The driver below Kysely, which decides what a column is in JavaScript: `pg` for PostgreSQL, `mysql2` for MySQL, `better-sqlite3` for SQLite by default.",
    r#""postgres.js""#,
    |settings, driver, _| settings.driver = Some(driver);

    "kysely.enums" / "kyselyEnums": EnumForm,
    "Whether an enum is a constant object with a union type, the union alone, or an `enum` of TypeScript.",
    r#""union""# = r#""object""#,
    |settings, form, _| settings.enum_form = Some(form);

    "kysely.camelCase" / "kyselyCamelCase": bool,
    "Whether tables and columns have camelCase names, for Kysely's `CamelCasePlugin`.",
    "true" = "false",
    |settings, camel, _| {
        settings.key_style = Some(if camel { KeyStyle::Camel } else { KeyStyle::Database });
    };

    "kysely.wrappedTypes" / "kyselyWrappedTypes": bool,
    "Whether `User`, `NewUser` and `UserUpdate` are the rows that are selected, inserted and updated, and the table is `UserTable`.",
    "true" = "false",
    |settings, wrapped, _| {
        settings.row_types = Some(if wrapped { RowTypes::Wrapped } else { RowTypes::Table });
    };

    "sqlite.dates" / "sqliteDates": Dates,
    "How Prisma's client writes a `DateTime` into SQLite, which has no type for one, and so how Drizzle does: as `timestampFormat` of its driver adapter says; Prisma 6 and before without one: `unixepoch-ms`.",
    r#""unixepoch-ms""# = r#""iso8601""#,
    |settings, dates, _| settings.sqlite_dates = Some(dates);

    "zod.models" / "zodModels": bool,
    "Whether a file of models is written: for every model the Zod schemas of its rows, as Drizzle selects, inserts and updates them.",
    "true" = "false",
    |settings, models, _| {
        settings.zod_models = Some(if models { Models::All } else { Models::None });
    };

    "clients.prismaClient" / "clientsPrismaClient": String,
    "The module that exports `PrismaClient`, as `orm-clients.ts` and `orm-type-tests.ts` should import it; by default the one that the schema's `generator` block makes.",
    r#""../generated/prisma/client""#,
    |settings, module, _| settings.clients.prisma_client = Some(module);

    "clients.poolSize" / "clientsPoolSize": u32,
    "How many connections the pool of all three clients opens at most.",
    "20" = "10",
    |settings, size, _| settings.clients.pool_size = Some(size);

    "clients.connectionTimeout" / "clientsConnectionTimeout": u32,
    "For how many milliseconds a query waits for a connection, or what writes a file of SQLite for its turn; `0` is for ever.",
    "2000" = "5000",
    |settings, time, _| settings.clients.connection_timeout = Some(time);

    "clients.idleTimeout" / "clientsIdleTimeout": u32,
    "After how many milliseconds without work a connection is closed; `0` is never.",
    "10000" = "30000",
    |settings, time, _| settings.clients.idle_timeout = Some(time);

    "clients.statementTimeout" / "clientsStatementTimeout": u32,
    "For how many milliseconds a statement may run; `0` is for ever, and sends nothing of it.",
    "60000" = "30000",
    |settings, time, _| settings.clients.statement_timeout = Some(time);

    "clients.applicationName" / "clientsApplicationName": String,
    "What the connections are called in `pg_stat_activity`.",
    r#""shop-api""# = r#""triple-orm""#,
    |settings, name, _| settings.clients.application_name = Some(name);

    "verify.databaseUrl" / "verifyDatabaseUrl": Variable,
    "The variable from which the file of the target `verify` takes the address of its database.",
    r#""env:TEST_URL""# = r#""env:TEST_DATABASE_URL""#,
    |settings, variable, _| settings.verify.database_url = Some(variable);

    "verify.exclude" / "verifyExclude": NameList,
    "Models that `triple-orm verify` and its test file leave out.",
    r#"["AuditLog"]"# = "[]",
    |settings, names, _| settings.verify.exclude = Some(names);

    "audit.pairs": PairList,
    "What is compared with what, the authority first; all that there is with the Prisma schema by default.",
    r#"["prisma:migrations", "prisma:drizzle"]"#,
    |settings, pairs, _| settings.audit.pairs = Some(pairs);

    "audit.migrations": String,
    "The folder of Prisma's migrations, where it is not beside the schema.",
    r#""prisma/migrations""#,
    |settings, path, place| settings.audit.migrations = Some(place.folder.join(path));

    "audit.sql": PathList,
    "Files and folders of SQL that are run after the migrations: policies, views.",
    r#"["db/policies"]"#,
    |settings, paths, place| settings.audit.sql = Some(paths.below(place.folder));

    "audit.drizzle": PathList,
    "The Drizzle schema, where it is not the one that triple-orm writes.",
    r#"["src/db/schema.ts"]"#,
    |settings, paths, place| settings.audit.drizzle = Some(paths.below(place.folder));

    "audit.kysely": String,
    "The Kysely types, where they are not those that triple-orm writes.",
    r#""src/db/types.ts""#,
    |settings, path, place| settings.audit.kysely = Some(place.folder.join(path));

    "audit.databases": Databases,
    "The databases to compare, by the names of their environments, with the variables that hold their addresses.",
    r#"{ "staging": "env:STAGING_DATABASE_URL" }"#,
    |settings, databases, _| settings.audit.databases = Some(databases);

    "audit.failOn": Severity,
    "How grave a finding must be for the audit to fail.",
    r#""critical""# = r#""high""#,
    |settings, severity, _| settings.audit.fail_on = Some(severity);

    "audit.rules": RuleLevels,
    "Severities of single rules; `off` turns one off.",
    r#"{ "missing-index": "high", "extra-index": "off" }"#,
    |settings, rules, _| settings.audit.rules = Some(rules);

    "audit.exempt": Exemptions,
    "Differences that are meant to be there, each with its reason; `*` stands for any part of an object's path.",
    r#"[{ "rule": "extra-table", "object": "spatial_ref_sys", "reason": "belongs to PostGIS" }]"#,
    |settings, exempt, _| settings.audit.exempt = Some(exempt);
};
