//! The whole file: what its template prints.

use askama::Template;

use crate::{
    catalog::{Catalog, Origin, Table},
    clients::ClientModule,
    drizzle::{self, FileNames},
    kysely::{self, KeyStyle},
    typescript::{
        names::{Names, key, type_name},
        quote,
    },
};

use super::{
    Options,
    field::{self, Field, Keys, Rows, field},
};

#[derive(Template)]
#[template(path = "type_tests/tests.ts")]
pub struct TestsPage {
    prisma_module: String,
    drizzle_module: String,
    kysely_module: String,
    uses_prisma: bool,
    uses_json: bool,
    uses_convert: bool,
    uses_renamed: bool,
    uses_enum_text: bool,
    models: Vec<ModelPage>,
}

struct ModelPage {
    /// What the tests of its fields are called.
    name: String,
    /// The types of its rows: what each is called, and what it is.
    rows: Vec<(String, String)>,
    fields: Vec<FieldPage>,
    /// By client: the keys that its row has, and those that are tested.
    complete: Vec<(&'static str, String, String)>,
}

struct FieldPage {
    doc: String,
    key: String,
    test: String,
}

/// What the names of the file must not be.
const TAKEN: [&str; 12] = [
    "Prisma",
    "drizzle",
    "DB",
    "Selectable",
    "Test",
    "Same",
    "SameJson",
    "Equal",
    "Only",
    "Convert",
    "Renamed",
    "EnumText",
];

pub fn page(catalog: &Catalog, options: &Options<'_>) -> TestsPage {
    let mut names = Names::with(&TAKEN);
    let drizzle = drizzle::names(catalog, options.drizzle);
    let enums = catalog.enums_by_name();
    let mut page = TestsPage {
        prisma_module: match options.prisma {
            ClientModule::At(module) => module.quoted().to_owned(),
            // The file is not written then: the check of the clients has said why.
            ClientModule::Unknown(_) => "\"@prisma/client\"".to_owned(),
        },
        drizzle_module: options.drizzle_module.quoted().to_owned(),
        kysely_module: options.kysely_module.quoted().to_owned(),
        uses_prisma: false,
        uses_json: false,
        uses_convert: false,
        uses_renamed: false,
        uses_enum_text: false,
        models: Vec::new(),
    };
    for table in &catalog.tables {
        let rows = row_types(table, &drizzle, options, &mut names);
        let own = Rows {
            prisma: is_of_prisma(table).then(|| rows[2].0.as_str()),
            drizzle: &rows[0].0,
            kysely: &rows[1].0,
        };
        let fields: Vec<Field> = table
            .columns
            .iter()
            .map(|column| {
                let has_field = field::is_in_prisma(table, column);
                let own = Rows {
                    prisma: own.prisma.filter(|_| has_field),
                    ..own
                };
                let keys = keys(column, options);
                field(column, &own, &keys, &enums, options)
            })
            .collect();
        page.uses_prisma |= own.prisma.is_some();
        for field in &fields {
            page.uses_json |= field.is_json;
            page.uses_convert |= field.uses_convert;
            page.uses_renamed |= field.uses_renamed;
            page.uses_enum_text |= field.uses_enum_text;
        }
        let wish = format!("{}Types", type_name(&table.notes.code_name));
        let name = names.take(&wish, "Of");
        page.models.push(ModelPage {
            complete: complete(table, &name, &own, options),
            fields: table
                .columns
                .iter()
                .zip(fields)
                .map(|(column, field)| FieldPage {
                    doc: reasons(&field),
                    key: key(&column.notes.code_name),
                    test: test(field, column.ty.list, column.nullable),
                })
                .collect(),
            name,
            rows,
        });
    }
    page
}

/// Whether Prisma's client has a model for the table.
fn is_of_prisma(table: &Table) -> bool {
    table.notes.origin == Origin::Declared && !table.notes.ignored
}

/// The rows as Drizzle infers and Kysely selects them, and as Prisma does where it can.
fn row_types(
    table: &Table,
    drizzle: &FileNames<'_>,
    options: &Options<'_>,
    names: &mut Names,
) -> Vec<(String, String)> {
    let model = &table.notes.code_name;
    let mut row_of = |client: &str| names.take(&format!("{}Of{client}", type_name(model)), "Row");
    let kysely_key = match options.kysely.keys {
        KeyStyle::Database => table.name.to_string(),
        KeyStyle::Camel => kysely::table_key(&table.name),
    };
    let mut rows = vec![
        (
            row_of("Drizzle"),
            format!("typeof drizzle.{}.$inferSelect", drizzle.table(&table.name)),
        ),
        (
            row_of("Kysely"),
            format!("Selectable<DB[{}]>", quote::string(&kysely_key)),
        ),
    ];
    if is_of_prisma(table) {
        rows.push((row_of("Prisma"), format!("Prisma.{model}GetPayload<true>")));
    }
    rows
}

fn keys(column: &crate::catalog::Column, options: &Options<'_>) -> Keys {
    Keys {
        drizzle: drizzle::key(column, options.drizzle),
        kysely: match options.kysely.keys {
            KeyStyle::Database => column.name.clone(),
            KeyStyle::Camel => kysely::camel(&column.name),
        },
    }
}

/// That no client has a field that is not tested.
fn complete(
    table: &Table,
    name: &str,
    rows: &Rows<'_>,
    options: &Options<'_>,
) -> Vec<(&'static str, String, String)> {
    let keys_of = |of: fn(Keys) -> String| {
        let keys: Vec<String> = table
            .columns
            .iter()
            .map(|column| of(keys(column, options)))
            .collect();
        let fields = table.columns.iter().map(|column| &column.notes.code_name);
        if keys.iter().eq(fields) {
            return format!("keyof {name}");
        }
        let keys: Vec<String> = keys.iter().map(|key| quote::string(key)).collect();
        keys.join(" | ")
    };
    let tested = |row: &str, keys: String| (row.to_owned(), keys);
    let prisma = rows
        .prisma
        .map(|row| ("$prisma", tested(row, format!("keyof {name}"))));
    let drizzle = ("$drizzle", tested(rows.drizzle, keys_of(|it| it.drizzle)));
    let kysely = ("$kysely", tested(rows.kysely, keys_of(|it| it.kysely)));
    prisma
        .into_iter()
        .chain([drizzle, kysely])
        .map(|(key, (row, keys))| (key, row, keys))
        .collect()
}

/// Why the three are not the same without more ado.
fn reasons(field: &Field) -> String {
    let reasons = (!field.reasons.is_empty()).then(|| field.reasons.join(", "));
    quote::doc(reasons.as_deref())
}

fn test(field: Field, is_list: bool, is_nullable: bool) -> String {
    let Field {
        prisma,
        drizzle,
        kysely,
        is_json,
        reasons: _,
        uses_convert: _,
        uses_renamed: _,
        uses_enum_text: _,
    } = field;
    match prisma {
        Some(prisma) if is_json => {
            let json = match (is_list, is_nullable) {
                (true, true) => "Prisma.JsonValue[] | null",
                (true, false) => "Prisma.JsonValue[]",
                (false, _) => "Prisma.JsonValue",
            };
            format!("SameJson<{prisma}, {json}, {drizzle}, {kysely}>")
        }
        Some(prisma) => format!("Same<{prisma}, {drizzle}, {kysely}>"),
        // Prisma's client has no such field, or another type of its own.
        None => format!("Same<{drizzle}, {drizzle}, {kysely}>"),
    }
}
