//! What one place says of every option, and what holds where two speak.

use std::path::PathBuf;

use crate::config::audit::AuditSettings;
use crate::config::client::ClientSettings;
use crate::config::maps::{CodeTypes, ExportNames};
use crate::config::read::{NameList, TargetList};
use crate::diagnostic::Located;
use crate::drizzle::{BigIntMode, DateMode, DecimalMode};
use crate::kysely::{Driver, EnumForm, KeyStyle, RowTypes};
use crate::source::Origin;
use crate::typescript::specifier::ImportExtension;
use crate::typescript::styles::{ColumnStyle, EnumStyle, TableStyle};
use crate::zod::Models;

/// What one place says. Paths are absolute.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Settings {
    pub schema: Option<(PathBuf, Origin)>,
    pub out: Option<PathBuf>,
    pub targets: Option<TargetList>,
    pub exclude: Option<NameList>,
    pub files: FileSettings,
    pub import_extension: Option<ImportExtension>,
    pub banner: Option<Located<String>>,
    pub table_style: Option<TableStyle>,
    pub enum_style: Option<EnumStyle>,
    pub column_style: Option<ColumnStyle>,
    pub names: ExportNames,
    pub column_types: CodeTypes,
    pub scalar_types: CodeTypes,
    pub bigint: Option<BigIntMode>,
    pub date: Option<DateMode>,
    pub decimal: Option<DecimalMode>,
    pub driver: Option<Driver>,
    pub enum_form: Option<EnumForm>,
    pub key_style: Option<KeyStyle>,
    pub row_types: Option<RowTypes>,
    pub zod_models: Option<Models>,
    pub clients: ClientSettings,
    pub audit: AuditSettings,
}

/// What one place says of the names of files.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FileSettings {
    pub drizzle: Option<Located<String>>,
    pub kysely: Option<Located<String>>,
    pub zod: Option<Located<String>>,
    pub models: Option<Located<String>>,
    pub json: Option<Located<String>>,
    pub clients: Option<Located<String>>,
    pub type_tests: Option<Located<String>>,
}

impl Settings {
    /// What `self` says, and where it is silent, what `below` says. Maps add up.
    #[must_use]
    pub fn over(self, below: Self) -> Self {
        let mut names = below.names;
        names.extend(self.names);
        let mut column_types = below.column_types;
        column_types.extend(self.column_types);
        let mut scalar_types = below.scalar_types;
        scalar_types.extend(self.scalar_types);
        Self {
            schema: self.schema.or(below.schema),
            out: self.out.or(below.out),
            targets: self.targets.or(below.targets),
            exclude: self.exclude.or(below.exclude),
            files: self.files.over(below.files),
            import_extension: self.import_extension.or(below.import_extension),
            banner: self.banner.or(below.banner),
            table_style: self.table_style.or(below.table_style),
            enum_style: self.enum_style.or(below.enum_style),
            column_style: self.column_style.or(below.column_style),
            names,
            column_types,
            scalar_types,
            bigint: self.bigint.or(below.bigint),
            date: self.date.or(below.date),
            decimal: self.decimal.or(below.decimal),
            driver: self.driver.or(below.driver),
            enum_form: self.enum_form.or(below.enum_form),
            key_style: self.key_style.or(below.key_style),
            row_types: self.row_types.or(below.row_types),
            zod_models: self.zod_models.or(below.zod_models),
            clients: self.clients.over(below.clients),
            audit: self.audit.over(below.audit),
        }
    }
}

impl FileSettings {
    fn over(self, below: Self) -> Self {
        Self {
            drizzle: self.drizzle.or(below.drizzle),
            kysely: self.kysely.or(below.kysely),
            zod: self.zod.or(below.zod),
            models: self.models.or(below.models),
            json: self.json.or(below.json),
            clients: self.clients.or(below.clients),
            type_tests: self.type_tests.or(below.type_tests),
        }
    }
}
