//! One field: what each client makes of it, and how it is made one type.

use std::collections::HashMap;

use crate::{
    catalog::{Column, Dialect, Enum, Name, Table, TypeName},
    kysely::EnumForm,
    typescript::{names::key, quote},
    verify::{Kind, Shape, shapes},
};

use super::Options;

/// The types of one field, as expressions over the three rows.
pub struct Field {
    /// Why they are not the same: names of the list in `docs/run-time.md`.
    pub reasons: Vec<&'static str>,
    /// What Prisma selects; `None` where its client has no such field.
    pub prisma: Option<String>,
    pub drizzle: String,
    pub kysely: String,
    /// Prisma says of JSON only that it is some.
    pub is_json: bool,
    pub uses_convert: bool,
    pub uses_renamed: bool,
    pub uses_enum_text: bool,
}

/// What the rows of a table are called in the file.
pub struct Rows<'r> {
    pub prisma: Option<&'r str>,
    pub drizzle: &'r str,
    pub kysely: &'r str,
}

/// The keys of a field in the three rows.
pub struct Keys {
    pub drizzle: String,
    pub kysely: String,
}

/// Whether Prisma's client has a field for the column.
pub fn is_in_prisma(table: &Table, column: &Column) -> bool {
    let is_known =
        column.notes.scalar.is_some() || !matches!(column.ty.name, TypeName::Plain { .. });
    is_known && !column.notes.ignored && !table.notes.ignored
}

pub fn field(
    column: &Column,
    rows: &Rows<'_>,
    keys: &Keys,
    enums: &HashMap<&Name, &Enum>,
    options: &Options<'_>,
) -> Field {
    let shapes = shapes(
        column,
        options.drizzle,
        options.kysely.driver(Dialect::Postgres),
    );
    let at = |row: &str, field: &str| format!("{row}[{}]", quote::string(field));
    let mut field = Field {
        reasons: Vec::new(),
        prisma: rows.prisma.map(|row| at(row, &column.notes.code_name)),
        drizzle: at(rows.drizzle, &keys.drizzle),
        kysely: at(rows.kysely, &keys.kysely),
        is_json: shapes.drizzle.kind == Kind::Json && rows.prisma.is_some(),
        uses_convert: false,
        uses_renamed: false,
        uses_enum_text: false,
    };
    if field.is_json {
        field.reasons.push("json");
    }
    if field.prisma.is_none() {
        field.reasons.push("no-field");
    }
    field.rename_labels(column, enums, options.kysely.enums);
    // What the user says of a column is the same in both files, and not Prisma's.
    if column.notes.code_type.is_some() {
        if field.prisma.take().is_some() {
            field.reasons = vec!["chosen-type"];
        }
        field.is_json = false;
        field.uses_renamed = false;
        return field;
    }
    if let Some(prisma) = field.prisma.take() {
        let mut prisma = prisma;
        if let Some(shape) = shapes.prisma.filter(|_| !field.is_json) {
            prisma = field.convert(prisma, shape, shapes.drizzle, column);
        }
        if column.ty.list && column.nullable {
            field.reasons.push("null-list");
            prisma = format!("{prisma} | null");
        }
        if column.notes.optional && !column.nullable {
            field.reasons.push("counted-up");
            prisma = format!("NonNullable<{prisma}>");
        }
        field.prisma = Some(prisma);
    }
    let kysely = std::mem::take(&mut field.kysely);
    field.kysely = field.convert(kysely, shapes.kysely, shapes.drizzle, column);
    field
}

impl Field {
    /// What a client makes of the column, as what Drizzle makes of it.
    fn convert(&mut self, ty: String, from: Shape, to: Shape, column: &Column) -> String {
        if from.list != to.list {
            self.uses_convert = true;
            self.reasons.push("list-text");
            return format!("Convert<{ty}, string, NonNullable<{}>>", self.drizzle);
        }
        // A Buffer is a `Uint8Array`.
        if from.kind == to.kind {
            return ty;
        }
        self.uses_convert = true;
        let reason = reason(from.kind, to.kind, column);
        if !self.reasons.contains(&reason) {
            self.reasons.push(reason);
        }
        format!(
            "Convert<{ty}, {}, {}>",
            in_words(from.kind),
            in_words(to.kind)
        )
    }

    /// Prisma says the names of an enum's values, the others the labels.
    fn rename_labels(&mut self, column: &Column, enums: &HashMap<&Name, &Enum>, form: EnumForm) {
        let TypeName::Enum(name) = &column.ty.name else {
            return;
        };
        if form == EnumForm::Enum {
            self.reasons.push("enum-text");
            self.uses_enum_text = true;
            self.kysely = format!("EnumText<{}>", self.kysely);
        }
        let values = enums.get(name).map(|one| one.values.as_slice());
        let renamed: Vec<String> = values
            .unwrap_or_default()
            .iter()
            .filter(|value| value.code_name != value.label)
            .map(|value| format!("{}: {}", key(&value.code_name), quote::string(&value.label)))
            .collect();
        if let Some(prisma) = self.prisma.take_if(|_| !renamed.is_empty()) {
            self.reasons.push("enum-names");
            self.uses_renamed = true;
            self.prisma = Some(format!("Renamed<{prisma}, {{ {} }}>", renamed.join("; ")));
        }
    }
}

/// Why two clients have different kinds of values.
fn reason(from: Kind, to: Kind, column: &Column) -> &'static str {
    let name = match &column.ty.name {
        TypeName::Plain { name, .. } => name.as_str(),
        _ => "",
    };
    match (name, from, to) {
        ("money", ..) => "money",
        ("time" | "timetz", ..) => "time-text",
        ("timestamp" | "timestamptz" | "date", ..) => "date-text",
        (_, Kind::Decimal, _) => "decimal",
        (_, Kind::Bytes, _) => "bytes",
        (_, Kind::Object, _) => "object",
        ("bigint", Kind::String, Kind::BigInt) => "bigint-text",
        ("numeric", Kind::Number, Kind::String) => "list-numbers",
        _ => "number-mode",
    }
}

fn in_words(kind: Kind) -> &'static str {
    match kind {
        Kind::String => "string",
        Kind::Number => "number",
        Kind::BigInt => "bigint",
        Kind::Boolean => "boolean",
        Kind::Date => "Date",
        Kind::Buffer => "Buffer",
        Kind::Bytes => "Uint8Array",
        Kind::Decimal => "Prisma.Decimal",
        Kind::Json => "unknown",
        Kind::Object => "object",
    }
}
