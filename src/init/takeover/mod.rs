//! A Drizzle schema that was written by hand: which options make ours export the
//! same names. The old file is read, and never written.

mod candidates;
mod drizzle_config;
mod exports;

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use crate::catalog::{Catalog, Name};
use crate::diagnostic::{FileId, Located, Span};
use crate::drizzle::{self, Options};
use crate::init::plan::Wishes;
use crate::init::surroundings::Surroundings;
use crate::output::OutputError;
use crate::typescript::exports::exported_names;
use crate::typescript::styles::TableStyle;

use exports::{Export, Kind};

/// What a Drizzle schema for several tools is mostly called, and ours by default.
const OURS: &str = "drizzle-schema.ts";

/// What we know of the hand-kept files, and how to keep their names.
#[derive(Debug)]
pub struct Takeover {
    pub files: Vec<PathBuf>,
    /// Tables and enums that the files and the schema both have.
    pub kept: usize,
    /// `names.tables`, where it is not the one that holds already.
    pub style: Option<&'static str>,
    /// `names.overrides`
    pub overrides: BTreeMap<String, String>,
    /// Exports that the generated file will not have.
    pub lost: Vec<String>,
    /// Tables and enums of the files that the schema does not have.
    pub unknown: Vec<String>,
    /// The folder of a file that bears our file's name.
    pub out: Option<PathBuf>,
    /// Whether the options that hold keep the names already.
    pub is_done: bool,
    /// Where our file goes.
    pub ours: PathBuf,
    /// A file where ours would go.
    pub in_the_way: Option<PathBuf>,
}

/// Looks for hand-kept files, and at what they export. `None`: there are none.
///
/// # Errors
/// When a file that is there cannot be read.
pub fn look(around: &Surroundings, wishes: &Wishes<'_>) -> Result<Option<Takeover>, OutputError> {
    if !drizzle::is_for(wishes.catalog.dialect, wishes.config.drizzle.version) {
        return Ok(None);
    }
    let found = candidates::find(around, wishes)?;
    let mut exports = Vec::new();
    let mut names = BTreeSet::new();
    let mut files = Vec::new();
    for (path, text) in found {
        let found = exports::exports(&text);
        if found.is_empty() {
            continue;
        }
        exports.extend(found);
        if let Ok(all) = exported_names(&text) {
            names.extend(all.values);
            names.extend(all.types);
        }
        files.push(path);
    }
    if files.is_empty() {
        return Ok(None);
    }
    let mut takeover = keep_names(wishes.catalog, &wishes.config.drizzle, &exports, &names);
    let named_as_ours = files
        .iter()
        .find(|path| path.ends_with(&wishes.config.files.drizzle));
    takeover.out = named_as_ours
        .filter(|_| wishes.is_out_open(around))
        .and_then(|path| Some(path.parent()?.to_owned()));
    let out = wishes.out.or(takeover.out.as_deref());
    let ours = out
        .unwrap_or(&wishes.config.out)
        .join(&wishes.config.files.drizzle);
    takeover.in_the_way = files.contains(&ours).then(|| ours.clone());
    takeover.ours = ours;
    takeover.files = files;
    Ok(Some(takeover))
}

const STYLES: [(&str, TableStyle); 3] = [
    ("camelPlural", TableStyle::CamelPlural),
    ("camel", TableStyle::Camel),
    ("preserve", TableStyle::Preserve),
];

/// A name that we give: by the key of an override, and the name as it is kept.
struct Pair {
    key: String,
    ours: String,
    kept: String,
}

fn keep_names(
    catalog: &Catalog,
    options: &Options,
    exports: &[Export],
    names: &BTreeSet<String>,
) -> Takeover {
    let as_is = pairs(catalog, options, exports);
    let (style_name, mut best) = STYLES
        .iter()
        .map(|(name, style)| {
            let options = Options {
                table_style: *style,
                ..options.clone()
            };
            (*name, options)
        })
        .min_by_key(|(_, styled)| {
            let differ = differing(&pairs(catalog, styled, exports)).count();
            // Of two that do as well, the one that holds.
            (differ, styled.table_style != options.table_style)
        })
        .expect("there are styles");
    let wanted: Vec<(String, String)> = differing(&pairs(catalog, &best, exports))
        .map(|pair| (pair.key.clone(), pair.kept.clone()))
        .collect();
    best.names.extend(
        wanted
            .iter()
            .map(|(key, name)| (key.clone(), unplaced(name.clone()))),
    );
    // An override that cannot be had (the name is taken) is none.
    let had: BTreeSet<String> = pairs(catalog, &best, exports)
        .into_iter()
        .filter(|pair| pair.ours == pair.kept)
        .map(|pair| pair.key)
        .collect();
    let overrides: BTreeMap<_, _> = wanted
        .into_iter()
        .filter(|(key, _)| had.contains(key))
        .collect();
    best.names
        .retain(|key, _| had.contains(key) || options.names.contains_key(key));
    let ours = exported_names(&drizzle::write(catalog, &best)).unwrap_or_default();
    Takeover {
        files: Vec::new(),
        kept: as_is.len(),
        style: (best.table_style != options.table_style).then_some(style_name),
        is_done: best.table_style == options.table_style && overrides.is_empty(),
        overrides,
        lost: names
            .iter()
            .filter(|name| !ours.values.contains(*name) && !ours.types.contains(*name))
            .cloned()
            .collect(),
        unknown: unknown(catalog, exports),
        out: None,
        ours: PathBuf::new(),
        in_the_way: None,
    }
}

/// A name that no file says yet.
fn unplaced(value: String) -> Located<String> {
    let span = Span {
        file: FileId(0),
        start: 0,
        end: 0,
    };
    Located { value, span }
}

fn differing(pairs: &[Pair]) -> impl Iterator<Item = &Pair> {
    pairs.iter().filter(|pair| pair.ours != pair.kept)
}

/// Our name beside the kept one, for everything that both files have.
fn pairs(catalog: &Catalog, options: &Options, exports: &[Export]) -> Vec<Pair> {
    let names = drizzle::names(catalog, options);
    let kept = |kind: Kind, name: &Name| {
        exports
            .iter()
            .find(|export| export.is(kind, name))
            .map(|export| export.name.clone())
    };
    let tables = catalog.tables.iter().filter_map(|table| {
        Some(Pair {
            key: table.notes.code_name.clone(),
            ours: names.table(&table.name).to_owned(),
            kept: kept(Kind::Table, &table.name)?,
        })
    });
    let enums = catalog.enums.iter().filter_map(|e| {
        Some(Pair {
            key: e.notes.code_name.clone(),
            ours: names.enum_type(&e.name).to_owned(),
            kept: kept(Kind::Enum, &e.name)?,
        })
    });
    tables.chain(enums).collect()
}

fn unknown(catalog: &Catalog, exports: &[Export]) -> Vec<String> {
    exports
        .iter()
        .filter(|export| match export.kind {
            Kind::Table => !catalog
                .tables
                .iter()
                .any(|table| export.is(Kind::Table, &table.name)),
            Kind::Enum => !catalog.enums.iter().any(|e| export.is(Kind::Enum, &e.name)),
        })
        .map(|export| export.database_name.clone())
        .collect()
}
