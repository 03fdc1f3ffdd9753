//! Diagnostics into text: for people, for programs, for GitHub.

use std::{fmt::Write as _, ops::Range};

use annotate_snippets::{AnnotationKind, Level, Origin, Renderer, Snippet, renderer::DecorStyle};
use serde::Serialize;

use super::github::{data, property};
use super::{Diagnostic, Diagnostics, Label, Positions, Severity, Sources, Span};

/// How diagnostics are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// With the lines that are meant, and a count at the end.
    Human,
    /// One JSON document.
    Json,
    /// One workflow command of GitHub Actions a line.
    Github,
}

/// All diagnostics, in their order. `colour` is for people only.
#[must_use]
pub fn render(
    diagnostics: &Diagnostics,
    sources: &Sources,
    format: Format,
    colour: bool,
) -> String {
    let positions = Positions::new(sources);
    match format {
        Format::Human => human(diagnostics, &positions, colour),
        Format::Json => json(diagnostics, &positions),
        Format::Github => github(diagnostics, &positions),
    }
}

/// How many bytes of a place are shown: a line may be a megabyte long.
const MAX_PLACE: usize = 100;

fn human(diagnostics: &Diagnostics, positions: &Positions<'_>, colour: bool) -> String {
    let renderer = if colour {
        Renderer::styled()
    } else {
        Renderer::plain()
    }
    .decor_style(DecorStyle::Ascii);
    let mut out = String::new();
    for diagnostic in diagnostics.iter() {
        let level = match diagnostic.severity {
            Severity::Error => Level::ERROR,
            Severity::Warning => Level::WARNING,
            Severity::Note => Level::NOTE,
        };
        let mut group = level
            .primary_title(diagnostic.message.as_str())
            .id(diagnostic.code)
            .elements(Vec::<Origin<'_>>::new());
        for (index, label) in diagnostic.labels.iter().enumerate() {
            let excerpt = Excerpt::of(label, positions);
            let kind = if index == 0 {
                AnnotationKind::Primary
            } else {
                AnnotationKind::Context
            };
            let message = Some(label.message.as_str()).filter(|message| !message.is_empty());
            group = group.element(
                Snippet::source(excerpt.text)
                    .path(excerpt.path)
                    .line_start(excerpt.line)
                    .annotation(kind.span(excerpt.place).label(message)),
            );
        }
        if let Some(help) = &diagnostic.help {
            group = group.element(Level::HELP.message(help.as_str()));
        }
        out.push_str(&renderer.render(&[group]));
        out.push_str("\n\n");
    }
    if let Some(count) = count(diagnostics) {
        out.push_str(&count);
        out.push('\n');
    }
    out
}

/// `2 errors, 1 warning`; `None` when there is nothing to count.
fn count(diagnostics: &Diagnostics) -> Option<String> {
    let parts: Vec<String> = [Severity::Error, Severity::Warning, Severity::Note]
        .into_iter()
        .filter_map(|severity| {
            let count = diagnostics
                .iter()
                .filter(|diagnostic| diagnostic.severity == severity)
                .count();
            let plural = if count == 1 { "" } else { "s" };
            (count > 0).then(|| format!("{count} {severity}{plural}"))
        })
        .collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}

/// The line that a label begins on.
struct Excerpt<'s> {
    path: String,
    line: usize,
    text: &'s str,
    place: Range<usize>,
}

impl<'s> Excerpt<'s> {
    fn of(label: &Label, positions: &Positions<'s>) -> Self {
        let file = label.span.file;
        let text = positions.text(file);
        let (position, _) = positions.of(label.span);
        let line = positions.line(file, position.line);
        let place = positions.range(label.span);
        let start = place.start.min(line.end);
        // The renderer keeps to the width of a screen, but shows all of a place.
        let end = place.end.min(line.end).min(start + MAX_PLACE);
        let end = text.floor_char_boundary(end).max(start);
        Self {
            path: positions.path(file),
            line: position.line,
            text: &text[line.clone()],
            place: start - line.start..end - line.start,
        }
    }
}

#[derive(Serialize)]
struct Document<'d> {
    version: u8,
    diagnostics: Vec<Entry<'d>>,
}

/// A diagnostic; without a place it has no file and no numbers.
#[derive(Serialize)]
struct Entry<'d> {
    code: &'d str,
    severity: String,
    message: &'d str,
    help: Option<&'d str>,
    #[serde(flatten)]
    place: Option<Place>,
    labels: Vec<LabelEntry<'d>>,
}

impl<'d> Entry<'d> {
    fn of(diagnostic: &'d Diagnostic, positions: &Positions<'_>) -> Self {
        let Diagnostic {
            code,
            severity,
            message,
            labels,
            help,
        } = diagnostic;
        Self {
            code,
            severity: severity.to_string(),
            message,
            help: help.as_deref(),
            place: labels.first().map(|label| Place::of(label.span, positions)),
            labels: labels
                .iter()
                .map(|label| LabelEntry {
                    message: &label.message,
                    place: Place::of(label.span, positions),
                })
                .collect(),
        }
    }
}

#[derive(Serialize)]
struct LabelEntry<'d> {
    message: &'d str,
    #[serde(flatten)]
    place: Place,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Place {
    file: String,
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
}

impl Place {
    fn of(span: Span, positions: &Positions<'_>) -> Self {
        let (start, end) = positions.of(span);
        Self {
            file: positions.path(span.file),
            line: start.line,
            column: start.column,
            end_line: end.line,
            end_column: end.column,
        }
    }
}

/// The diagnostics as an array, for a program that reads them with other results.
///
/// # Panics
/// Never: strings and numbers are JSON.
#[must_use]
pub fn entries(diagnostics: &Diagnostics, sources: &Sources) -> serde_json::Value {
    let positions = Positions::new(sources);
    let entries: Vec<Entry<'_>> = diagnostics
        .iter()
        .map(|diagnostic| Entry::of(diagnostic, &positions))
        .collect();
    serde_json::to_value(entries).expect("strings and numbers are JSON")
}

fn json(diagnostics: &Diagnostics, positions: &Positions<'_>) -> String {
    let document = Document {
        version: 1,
        diagnostics: diagnostics
            .iter()
            .map(|diagnostic| Entry::of(diagnostic, positions))
            .collect(),
    };
    let mut out = serde_json::to_string(&document).expect("strings and numbers are JSON");
    out.push('\n');
    out
}

fn github(diagnostics: &Diagnostics, positions: &Positions<'_>) -> String {
    let mut out = String::new();
    for diagnostic in diagnostics.iter() {
        out.push_str(match diagnostic.severity {
            Severity::Error => "::error ",
            Severity::Warning => "::warning ",
            Severity::Note => "::notice ",
        });
        if let Some(label) = diagnostic.labels.first() {
            let place = Place::of(label.span, positions);
            let _ = write!(
                out,
                "file={},line={},endLine={},",
                property(&place.file),
                place.line,
                place.end_line
            );
            // GitHub takes columns within one line only.
            if place.line == place.end_line {
                let _ = write!(out, "col={},endColumn={},", place.column, place.end_column);
            }
        }
        let _ = write!(
            out,
            "title={}::{}",
            property(diagnostic.code),
            data(&diagnostic.message)
        );
        if let Some(help) = &diagnostic.help {
            let _ = write!(out, "%0Ahelp: {}", data(help));
        }
        out.push('\n');
    }
    out
}
