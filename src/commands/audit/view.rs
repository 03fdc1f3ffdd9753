//! Findings as plain texts, for the report.

use crate::catalog::{Catalog, Column, Default, Literal, Object, Table, TypeName, Unknown};
use crate::commands::audit::gather::{Described, Gathered};
use crate::diagnostic::{Positions, Span};
use crate::report::{Counts, Entry, Pair as PairView, RowView, Source, Spot, TableView, Unread};
use crate::rules::Source::Kysely;
use crate::rules::{Finding, Pair, Severity, Side};
use crate::sql::postgres::print_type;

/// Paths as the reader of the report needs them.
pub type Locate<'l> = &'l dyn Fn(&str) -> String;

pub fn entry(finding: Finding, positions: &Positions<'_>, locate: Locate<'_>) -> Entry {
    let pair = finding
        .pair
        .as_ref()
        .map_or_else(|| of_settings(&finding), ToString::to_string);
    let name = |side: fn(&Pair) -> String| finding.pair.as_ref().map(side).unwrap_or_default();
    Entry {
        rule: finding.rule,
        alias: finding.alias,
        severity: finding.severity,
        kind: finding.object.kind(),
        table: finding.table().map(ToString::to_string),
        object: finding.object.to_string(),
        left: spot(
            &finding.left,
            name(|pair| pair.left.to_string()),
            positions,
            locate,
        ),
        right: spot(
            &finding.right,
            name(|pair| pair.right.to_string()),
            positions,
            locate,
        ),
        pair,
        message: finding.message,
        help: finding.help,
        command: finding.command.map(str::to_owned),
        key: finding.key,
    }
}

fn of_settings(finding: &Finding) -> String {
    match finding.object {
        Object::Migration(_) => "migrations".to_owned(),
        _ => "configuration".to_owned(),
    }
}

fn spot(side: &Side, source: String, positions: &Positions<'_>, locate: Locate<'_>) -> Spot {
    let place = side.place.map(|place| place_of(place, positions, locate));
    let (path, line, column) = match place {
        Some((path, line, column)) => (Some(path), Some(line), Some(column)),
        None => (None, None, None),
    };
    Spot {
        source,
        value: side.value.clone(),
        path,
        line,
        column,
    }
}

fn place_of(span: Span, positions: &Positions<'_>, locate: Locate<'_>) -> (String, usize, usize) {
    let (start, _) = positions.of(span);
    (locate(&positions.path(span.file)), start.line, start.column)
}

pub fn pair(pair: &Pair, entries: &[Entry]) -> PairView {
    let name = pair.to_string();
    PairView {
        counts: Counts::of(entries.iter().filter(|entry| entry.pair == name)),
        name,
    }
}

pub fn source(described: &Described) -> Source {
    let Catalog { tables, enums, .. } = &described.catalog;
    let count = |number: usize, noun: &str| match number {
        1 => format!("1 {noun}"),
        _ => format!("{number} {noun}s"),
    };
    Source {
        name: described.source.to_string(),
        location: described.location.clone(),
        size: format!(
            "{}, {}",
            count(tables.len(), "table"),
            count(enums.len(), "enum")
        ),
    }
}

pub fn unread(
    gathered: &Gathered,
    of_kysely: Option<&[Unknown]>,
    positions: &Positions<'_>,
    locate: Locate<'_>,
) -> Vec<Unread> {
    let mut unread = Vec::new();
    for described in &gathered.described {
        let unknown = match of_kysely {
            Some(unknown) if described.source == Kysely => unknown,
            _ => &described.catalog.unknown,
        };
        for unknown in unknown {
            let place = unknown
                .place
                .map(|place| place_of(place, positions, locate));
            unread.push(Unread {
                source: described.source.to_string(),
                object: format!("{} {}", unknown.object.kind(), unknown.object),
                reason: unknown.reason.clone(),
                path: place.as_ref().map(|(path, ..)| path.clone()),
                line: place.map(|(_, line, _)| line),
            });
        }
    }
    unread
}

/// Both sides of every table that a pair has findings about.
pub fn tables(pair: &Pair, sides: [&Catalog; 2], findings: &[Finding]) -> Vec<TableView> {
    let mut views: Vec<TableView> = Vec::new();
    for finding in findings.iter().filter(|it| it.pair.as_ref() == Some(pair)) {
        let Some(name) = finding.table() else {
            continue;
        };
        let shown = name.to_string();
        if views.iter().any(|view| view.name == shown) {
            continue;
        }
        let [left, right] = sides.map(|catalog| catalog.table(name));
        if left.is_none() && right.is_none() {
            continue;
        }
        let about: Vec<&Finding> = findings
            .iter()
            .filter(|it| it.pair.as_ref() == Some(pair) && it.table() == Some(name))
            .collect();
        views.push(TableView {
            pair: pair.to_string(),
            name: shown,
            rows: rows(left, right, &about),
        });
    }
    views
}

fn rows(left: Option<&Table>, right: Option<&Table>, about: &[&Finding]) -> Vec<RowView> {
    let columns = |table: Option<&Table>| -> Vec<Column> {
        table.map_or_else(Vec::new, |table| table.columns.clone())
    };
    let (left, right) = (columns(left), columns(right));
    let mut names: Vec<&str> = left.iter().map(|column| column.name.as_str()).collect();
    for column in &right {
        if !names.contains(&column.name.as_str()) {
            names.push(&column.name);
        }
    }
    let find = |columns: &[Column], name: &str| {
        columns.iter().find(|column| column.name == name).map(facts)
    };
    let mut rows: Vec<RowView> = names
        .into_iter()
        .map(|name| RowView {
            name: name.to_owned(),
            left: find(&left, name),
            right: find(&right, name),
            severity: gravest(
                about,
                |object| matches!(object, Object::Column(_, column) if column == name),
            ),
        })
        .collect();
    let others = about
        .iter()
        .filter(|finding| !matches!(finding.object, Object::Column(..) | Object::Table(_)));
    rows.extend(others.map(|finding| RowView {
        name: format!("{} {}", finding.object.kind(), finding.object),
        left: finding.left.value.clone(),
        right: finding.right.value.clone(),
        severity: Some(finding.severity),
    }));
    rows
}

fn gravest(about: &[&Finding], is_meant: impl Fn(&Object) -> bool) -> Option<Severity> {
    about
        .iter()
        .filter(|finding| is_meant(&finding.object))
        .map(|finding| finding.severity)
        .max()
}

/// `text not null default 'x'`
fn facts(column: &Column) -> String {
    let mut text = match &column.ty.name {
        TypeName::Labels(labels) => labels.join(" | "),
        _ => print_type(&column.ty),
    };
    if !column.nullable {
        text.push_str(" not null");
    }
    match &column.default {
        None => {}
        Some(Default::AutoIncrement) => text.push_str(" counts up"),
        Some(Default::Unknown) => text.push_str(" has a default"),
        Some(Default::Expression(sql)) => text.push_str(&format!(" default {sql}")),
        Some(Default::Literal(literal)) => {
            text.push_str(&format!(" default {}", constant(literal)));
        }
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
