//! `triple-orm inspect`: what one source says, as a catalog.

use std::io::{self, Write};
use std::path::Path;

use crate::catalog::{
    Catalog, Column, Constraint, Default, Dialect, Identity, Index, IndexTarget, Literal, Nulls,
    Object, Order, Partition, Table, TableKind, TypeName, json,
};
use crate::cli::{Audit, Inspect, InspectFormat, Source};
use crate::commands::history::{History, read_history};
use crate::commands::{Failure, Project, Status, audit, report};
use crate::config::Settings;
use crate::diagnostic::{Diagnostics, Sources};
use crate::source::Origin;
use crate::sql::postgres::print_type;
use crate::{database, rules};

/// Runs the command in `cwd`, the process's own (absolute).
///
/// # Errors
/// When a file cannot be read, or the result not be written.
pub fn run(args: &Inspect, cwd: &Path) -> Result<Status, Failure> {
    let mut sources = Sources::default();
    let mut diagnostics = Diagnostics::default();
    let schema = args.schema.as_ref();
    let flags = Settings {
        schema: schema.map(|path| (cwd.join(path), Origin::Flag)),
        ..Settings::default()
    };
    let catalog = match args.from {
        Source::Prisma => {
            Project::read(flags, None, cwd, &mut sources, &mut diagnostics)?.into_database()
        }
        Source::Migrations => {
            let folder = args.migrations.as_deref();
            let found = read_history(flags, folder, cwd, &mut sources, &mut diagnostics)?;
            found.map(|History { replay, .. }| replay.catalog)
        }
        Source::Db | Source::Drizzle | Source::Kysely => {
            read_other(args, flags, cwd, &mut sources, &mut diagnostics)?
        }
    };
    report(&mut diagnostics, &sources, crate::cli::Format::Human)?;
    let Some(catalog) = catalog else {
        return Ok(Status::Refused);
    };
    let mut out = io::stdout().lock();
    match args.format {
        InspectFormat::Human => {
            let text = text(&catalog);
            if text.is_empty() {
                writeln!(out, "no tables")?;
            }
            out.write_all(text.as_bytes())?;
        }
        InspectFormat::Json => {
            serde_json::to_writer_pretty(&mut out, &json::to_json(&catalog, &sources))
                .map_err(io::Error::from)?;
            writeln!(out)?;
        }
    }
    Ok(Status::Clean)
}

/// A source that the audit reads in the same way. Of a database all schemas are
/// read, whatever the Prisma schema speaks of.
fn read_other(
    args: &Inspect,
    flags: Settings,
    cwd: &Path,
    sources: &mut Sources,
    diagnostics: &mut Diagnostics,
) -> Result<Option<Catalog>, Failure> {
    if args.from == Source::Db {
        let said = args.database_url.as_deref().ok_or(Failure::NoSource {
            pair: "--from db".to_owned(),
            absent: rules::Source::Database(None),
        })?;
        let address = audit::address(said, cwd)?;
        let database = database::read(&address.url, &database::Options::default())?;
        return Ok(Some(database.catalog));
    }
    let project = Project::read(flags, None, cwd, sources, diagnostics)?;
    if project.catalog.is_none() {
        return Ok(None);
    }
    let source = match args.from {
        Source::Kysely => rules::Source::Kysely,
        _ => rules::Source::Drizzle,
    };
    let files = Audit {
        drizzle: args.drizzle.clone(),
        kysely: args.kysely.clone(),
        ..Audit::default()
    };
    audit::read_source(&files, &source, &project, cwd, sources, diagnostics).map(Some)
}

/// Every fact in a line of its own, below its table.
fn text(catalog: &Catalog) -> String {
    let mut text = String::new();
    for found in &catalog.enums {
        let labels: Vec<&str> = found.values.iter().map(|it| it.label.as_str()).collect();
        text.push_str(&format!("enum {} ({})\n", found.name, labels.join(", ")));
    }
    for found in &catalog.composites {
        text.push_str(&format!("type {}\n", found.name));
        text.push_str(&column_lines(&found.columns, catalog));
    }
    for table in &catalog.tables {
        let kind = match table.kind {
            TableKind::Table => "table",
            TableKind::View => "view",
            TableKind::MaterializedView => "materialized view",
        };
        text.push_str(&format!("{kind} {}{}\n", table.name, traits(table)));
        text.push_str(&column_lines(&table.columns, catalog));
        for line in parts(table) {
            text.push_str(&format!("  {line}\n"));
        }
    }
    for unknown in &catalog.unknown {
        let kind = unknown.object.kind();
        let object = match &unknown.object {
            Object::Database => String::new(),
            other => format!(" {other}"),
        };
        text.push_str(&format!("unknown: {kind}{object}: {}\n", unknown.reason));
    }
    text
}

fn column_lines(columns: &[Column], catalog: &Catalog) -> String {
    let names = columns.iter().map(|column| column.name.chars().count());
    let width = names.max().unwrap_or(0);
    columns.iter().fold(String::new(), |text, column| {
        let facts = column_facts(column, catalog);
        text + &format!("  {:width$}  {facts}\n", column.name)
    })
}

fn traits(table: &Table) -> String {
    let mut text = String::new();
    match &table.partition {
        Some(Partition::By(by)) => text.push_str(&format!(" partitioned by {by}")),
        Some(Partition::Of(parent)) => text.push_str(&format!(" partition of {parent}")),
        None => {}
    }
    if table.row_security.enabled {
        text.push_str(" with row security");
    }
    if table.row_security.forced {
        text.push_str(", forced");
    }
    text
}

fn column_facts(column: &Column, catalog: &Catalog) -> String {
    let mut text = match &column.ty.name {
        TypeName::Labels(labels) => format!("enum({})", labels.join(", ")),
        _ if matches!(catalog.dialect, Dialect::Postgres | Dialect::Cockroach) => {
            print_type(&column.ty)
        }
        TypeName::Plain { name, arguments } if arguments.is_empty() => name.clone(),
        TypeName::Plain { name, arguments } => format!("{name}({})", arguments.join(",")),
        TypeName::Enum(name) => name.to_string(),
        TypeName::Composite(name) => name.clone(),
    };
    if column.ty.list && !text.ends_with("[]") {
        text.push_str("[]");
    }
    if !column.nullable {
        text.push_str(" not null");
    }
    match (&column.default, column.identity) {
        (_, Some(Identity::Always)) => text.push_str(" identity"),
        (_, Some(Identity::ByDefault)) => text.push_str(" identity by default"),
        (None, None) => {}
        (Some(Default::AutoIncrement), None) => text.push_str(" counts up"),
        (Some(Default::Unknown), None) => text.push_str(" default unknown"),
        (Some(Default::Expression(sql)), None) => text.push_str(&format!(" default {sql}")),
        (Some(Default::Literal(literal)), None) => {
            text.push_str(&format!(" default {}", constant(literal)));
        }
    }
    for (name, value) in &column.sequence {
        text.push_str(&format!(" {name} {value}"));
    }
    if let Some(name) = &column.default_name {
        text.push_str(&format!(" as constraint {name}"));
    }
    if let Some(generated) = &column.generated {
        text.push_str(&format!(" generated as ({})", generated.expression));
    }
    text
}

fn constant(literal: &Literal) -> String {
    match literal {
        Literal::Number(text) => text.clone(),
        Literal::Boolean(it) => it.to_string(),
        Literal::String(text)
        | Literal::Enum(text)
        | Literal::Json(text)
        | Literal::DateTime(text) => format!("'{text}'"),
        Literal::Bytes(bytes) => format!("{} bytes", bytes.len()),
        Literal::List(items) => {
            let items: Vec<String> = items.iter().map(constant).collect();
            format!("[{}]", items.join(", "))
        }
    }
}

/// Keys, indexes, checks and policies.
fn parts(table: &Table) -> Vec<String> {
    let named = |name: &Option<String>| name.clone().unwrap_or_else(|| "(unnamed)".to_owned());
    let mut lines = Vec::new();
    if let Some(key) = &table.primary_key {
        let columns = key.columns.join(", ");
        let method = key.method.iter().map(|method| format!(" {method}"));
        let method = method.collect::<String>();
        let name = named(&key.name);
        lines.push(format!("primary key {name} ({columns}){method}"));
    }
    for index in &table.indexes {
        lines.push(index_line(index));
    }
    for key in &table.foreign_keys {
        lines.push(format!(
            "foreign key {} ({}) -> {} ({}) on delete {} on update {}",
            named(&key.name),
            key.columns.join(", "),
            key.references,
            key.referenced_columns.join(", "),
            json::action(key.on_delete),
            json::action(key.on_update),
        ));
    }
    for check in &table.checks {
        lines.push(format!(
            "check {} ({})",
            named(&check.name),
            check.expression
        ));
    }
    for policy in &table.policies {
        let using = policy.using.as_deref().unwrap_or("-");
        let check = policy.check.as_deref().unwrap_or("-");
        let kind = if policy.permissive {
            "policy"
        } else {
            "restrictive policy"
        };
        let command = format!("{:?}", policy.command).to_lowercase();
        lines.push(format!(
            "{kind} {} for {command} using ({using}) check ({check})",
            policy.name
        ));
    }
    lines
}

fn index_line(index: &Index) -> String {
    let kind = match (index.constraint, index.unique) {
        (Some(Constraint::Unique), _) => "unique",
        (Some(Constraint::Exclusion), _) => "exclusion",
        (None, true) => "unique index",
        (None, false) => "index",
    };
    let columns: Vec<String> = index
        .columns
        .iter()
        .map(|column| {
            let mut text = match &column.target {
                IndexTarget::Column(name) => name.clone(),
                IndexTarget::Expression(sql) => format!("({sql})"),
            };
            if let Some(length) = column.length {
                text.push_str(&format!("({length})"));
            }
            if let Some(class) = &column.operator_class {
                text.push_str(&format!(" {class}"));
            }
            if column.order == Order::Descending {
                text.push_str(" desc");
            }
            match column.nulls {
                Some(Nulls::First) => text.push_str(" nulls first"),
                Some(Nulls::Last) => text.push_str(" nulls last"),
                None => {}
            }
            if let Some(operator) = &column.operator {
                text.push_str(&format!(" with {operator}"));
            }
            text
        })
        .collect();
    let name = index.name.as_deref().unwrap_or("(unnamed)");
    let mut text = format!("{kind} {name} ({})", columns.join(", "));
    if let Some(method) = &index.method {
        text.push_str(&format!(" using {method}"));
    }
    if !index.include.is_empty() {
        text.push_str(&format!(" include ({})", index.include.join(", ")));
    }
    if index.nulls_not_distinct {
        text.push_str(" nulls not distinct");
    }
    for (name, value) in &index.parameters {
        text.push_str(&format!(" {name}={value}"));
    }
    if let Some(predicate) = &index.predicate {
        text.push_str(&format!(" where {predicate}"));
    }
    text
}
