//! What the configuration says of single models, enums and columns, held against
//! the catalog: names that are not there are errors, types become notes of
//! columns, and what is excluded goes.

use std::collections::{BTreeMap, HashMap, HashSet};

use crate::catalog::{Catalog, CodeType, Name};
use crate::config::Config;
use crate::config::section::choose;
use crate::diagnostic::{Diagnostic, Diagnostics, Located, Span, nearest};
use crate::kysely::Driver;
use crate::prisma::Scalar;

impl Config {
    /// Makes the catalog what the targets should write.
    pub fn apply(&self, catalog: &mut Catalog, diagnostics: &mut Diagnostics) {
        self.check_driver(catalog, diagnostics);
        self.check_names(catalog, diagnostics);
        self.type_columns(catalog, diagnostics);
        self.leave_out(catalog, diagnostics);
    }

    fn check_driver(&self, catalog: &Catalog, diagnostics: &mut Diagnostics) {
        let Some(Located {
            value: chosen,
            span,
        }) = &self.driver
        else {
            return;
        };
        let drivers = Driver::of(catalog.dialect);
        if drivers.contains(chosen) {
            return;
        }
        let names: Vec<_> = drivers
            .iter()
            .map(|driver| format!("`{}`", driver.name()))
            .collect();
        diagnostics.push(
            Diagnostic::error(
                "config/driver",
                format!(
                    "`{}` is no driver of {}",
                    chosen.name(),
                    catalog.dialect.in_words()
                ),
            )
            .at(*span, "")
            .help(match names.as_slice() {
                [] => "remove it: Kysely has no such database".to_owned(),
                names => format!("use {}", names.join(" or ")),
            }),
        );
    }

    fn check_names(&self, catalog: &Catalog, diagnostics: &mut Diagnostics) {
        let tables = tables(catalog);
        let enums = catalog.enums.iter().map(|e| e.notes.code_name.as_str());
        let known: Vec<&str> = tables.into_iter().chain(enums).collect();
        let mut given: HashMap<&str, (&str, Span)> = HashMap::new();
        for (name, Located { value, span }) in &self.drizzle.names {
            if !known.contains(&name.as_str()) {
                diagnostics.push(unknown("model or enum", name, *span, &known));
            } else if let Some((other, first)) = given.insert(value, (name, *span)) {
                diagnostics.push(
                    Diagnostic::error(
                        "config/same-name",
                        format!("`{other}` and `{name}` would both be `{value}`"),
                    )
                    .at(*span, "")
                    .at(first, "first here")
                    .help("give each a name of its own"),
                );
            }
        }
    }

    fn type_columns(&self, catalog: &mut Catalog, diagnostics: &mut Diagnostics) {
        let scalars = Scalar::ALL.map(|(name, _)| name);
        for (name, Located { span, .. }) in &self.scalar_types {
            if Scalar::parse(name).is_none() {
                diagnostics.push(unknown("scalar", name, *span, &scalars));
            }
        }
        check_columns(&self.column_types, catalog, diagnostics);
        if self.column_types.is_empty() && self.scalar_types.is_empty() {
            return;
        }
        for table in &mut catalog.tables {
            for column in &mut table.columns {
                let path = format!("{}.{}", table.notes.code_name, column.notes.code_name);
                let said = self
                    .column_types
                    .get(&path)
                    .or_else(|| self.scalar_types.get(column.notes.scalar?));
                column.notes.code_type = said.map(|said| said.value.clone());
            }
        }
    }

    fn leave_out(&self, catalog: &mut Catalog, diagnostics: &mut Diagnostics) {
        let known = tables(catalog);
        for Located { value: name, span } in &self.exclude {
            if !known.contains(&name.as_str()) {
                diagnostics.push(unknown("model", name, *span, &known));
            }
        }
        let excluded: HashMap<Name, Span> = catalog
            .tables
            .iter()
            .filter_map(|table| {
                let mut names = self.exclude.iter();
                let said = names.find(|said| said.value == table.notes.code_name)?;
                Some((table.name.clone(), said.span))
            })
            .collect();
        if !excluded.is_empty() {
            without(catalog, &excluded, diagnostics);
        }
    }
}

/// Takes tables out, and all that refers to them. A join table goes with either
/// of its sides.
fn without(catalog: &mut Catalog, excluded: &HashMap<Name, Span>, diagnostics: &mut Diagnostics) {
    let joins = catalog.joins(|table| excluded.contains_key(table));
    let gone: HashSet<&Name> = excluded.keys().chain(&joins).collect();
    catalog.tables.retain(|table| !gone.contains(&table.name));
    catalog.relations.retain(|relation| {
        !gone.contains(&relation.from.table) && !gone.contains(&relation.to.table)
    });
    for table in &mut catalog.tables {
        let code_name = &table.notes.code_name;
        table.foreign_keys.retain(|key| {
            let Some(span) = excluded.get(&key.references) else {
                return true;
            };
            diagnostics.push(
                Diagnostic::warning(
                    "config/lost-foreign-key",
                    format!(
                        "the foreign key `{}` of `{code_name}` is left out, too: it refers to `{}`",
                        key.name.as_deref().unwrap_or_default(),
                        key.references
                    ),
                )
                .at(*span, "")
                .help("keep `drizzle-kit push` away from this database: it would drop the key"),
            );
            false
        });
    }
}

fn check_columns(
    types: &BTreeMap<String, Located<CodeType>>,
    catalog: &Catalog,
    diagnostics: &mut Diagnostics,
) {
    for (path, Located { span, .. }) in types {
        let Some((model, field)) = path.split_once('.') else {
            diagnostics.push(
                Diagnostic::error("config/unknown-name", format!("`{path}` is no column"))
                    .at(*span, "")
                    .help("write it as `Model.field`"),
            );
            continue;
        };
        let table = catalog
            .tables
            .iter()
            .find(|table| table.notes.code_name == model);
        let Some(table) = table else {
            diagnostics.push(unknown("model", model, *span, &tables(catalog)));
            continue;
        };
        let fields = table.columns.iter().map(|it| it.notes.code_name.as_str());
        let fields: Vec<&str> = fields.collect();
        if !fields.contains(&field) {
            let what = format!("column in `{model}` that is called");
            diagnostics.push(unknown(&what, field, *span, &fields));
        }
    }
}

/// The code names of all tables.
fn tables(catalog: &Catalog) -> Vec<&str> {
    let tables = catalog.tables.iter();
    tables.map(|table| table.notes.code_name.as_str()).collect()
}

fn unknown(what: &str, name: &str, span: Span, known: &[&str]) -> Diagnostic {
    /// So many names are listed where none is near.
    const LISTED: usize = 9;
    let help = if known.is_empty() {
        "remove it: the schema has none".to_owned()
    } else if nearest(name, known.iter().copied()).is_some() || known.len() <= LISTED {
        choose(name, known)
    } else {
        "write it as the schema does".to_owned()
    };
    Diagnostic::error(
        "config/unknown-name",
        format!("there is no {what} `{name}`"),
    )
    .at(span, "")
    .help(help)
}
