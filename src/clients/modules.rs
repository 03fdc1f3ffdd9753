//! What every such file imports of the project's own.

use crate::catalog::Catalog;

use super::{ClientModule, Options, Relations};

/// As string literals.
pub struct Modules {
    pub prisma: String,
    pub drizzle: String,
    pub relations: RelationsPage,
    pub kysely: String,
}

/// What Drizzle is told of the tables.
pub enum RelationsPage {
    BesideTables,
    Defined,
    /// A file without tables has no `defineRelations()`.
    None,
}

impl Modules {
    pub fn new(catalog: &Catalog, options: &Options) -> Self {
        let prisma = match &options.prisma {
            ClientModule::At(module) => module.quoted(),
            // The file is not written then: `check` has said why.
            ClientModule::Unknown(_) => "\"@prisma/client\"",
        };
        Self {
            prisma: prisma.to_owned(),
            drizzle: options.drizzle_module.quoted().to_owned(),
            relations: match options.relations {
                Relations::BesideTables => RelationsPage::BesideTables,
                Relations::Defined if catalog.tables.is_empty() => RelationsPage::None,
                Relations::Defined => RelationsPage::Defined,
            },
            kysely: options.kysely_module.quoted().to_owned(),
        }
    }

    /// The import of what Drizzle is told.
    pub fn drizzle_import(&self) -> String {
        let module = &self.drizzle;
        match self.relations {
            RelationsPage::BesideTables => format!("import * as tables from {module};"),
            RelationsPage::Defined => format!("import {{ relations }} from {module};"),
            RelationsPage::None => String::new(),
        }
    }

    /// The type of it, as an argument of the database's.
    pub fn drizzle_type(&self) -> &'static str {
        match self.relations {
            RelationsPage::BesideTables => "<typeof tables>",
            RelationsPage::Defined => "<typeof relations>",
            RelationsPage::None => "",
        }
    }

    /// It among the options of `drizzle()`.
    pub fn drizzle_option(&self) -> &'static str {
        match self.relations {
            RelationsPage::BesideTables => "schema: tables, ",
            RelationsPage::Defined => "relations, ",
            RelationsPage::None => "",
        }
    }
}
