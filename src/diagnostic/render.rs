//! Diagnostics into text: for people, for programs, for GitHub.

use std::{borrow::Cow, fmt::Write as _, ops::Range};

use annotate_snippets::{AnnotationKind, Level, Origin, Renderer, Snippet, renderer::DecorStyle};
use serde::Serialize;

use super::{Diagnostic, Diagnostics, Label, Position, Positions, Severity, Sources, Span};

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

// A line may be a megabyte long; what is shown of it is around the place.
const CHARS_BEFORE: usize = 60;
const CHARS_BEHIND: usize = 100;

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
            group = group
                .element(
                    Origin::path(excerpt.path)
                        .line(excerpt.position.line)
                        .char_column(excerpt.position.column),
                )
                .element(
                    Snippet::source(excerpt.text)
                        .line_start(excerpt.position.line)
                        .annotation(
                            kind.span(excerpt.place)
                                .label((!label.message.is_empty()).then_some(&*label.message)),
                        ),
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

/// What is shown of the line that a label begins on.
struct Excerpt<'s> {
    path: String,
    position: Position,
    text: Cow<'s, str>,
    place: Range<usize>,
}

impl<'s> Excerpt<'s> {
    fn of(label: &Label, positions: &Positions<'s>) -> Self {
        let file = label.span.file;
        let text = positions.text(file);
        let (position, _) = positions.of(label.span);
        let line = positions.line(file, position.line);
        let range = positions.range(label.span);
        let start = range.start.min(line.end);
        let end = range.end.clamp(start, line.end);
        // From here on in bytes of the line.
        let (line, start, end) = (&text[line.clone()], start - line.start, end - line.start);
        let from = line[..start]
            .char_indices()
            .rev()
            .nth(CHARS_BEFORE - 1)
            .map_or(0, |(at, _)| at);
        let to = line[start..]
            .char_indices()
            .nth(CHARS_BEHIND)
            .map_or(line.len(), |(at, _)| start + at);
        let mut shown = Cow::Borrowed(&line[from..to]);
        let mut place = start - from..end.min(to) - from;
        if from > 0 {
            shown = Cow::Owned(format!("…{shown}"));
            place = place.start + '…'.len_utf8()..place.end + '…'.len_utf8();
        }
        if to < line.len() {
            shown.to_mut().push('…');
        }
        Self {
            path: positions.path(file),
            position,
            text: shown,
            place,
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

fn json(diagnostics: &Diagnostics, positions: &Positions<'_>) -> String {
    let document = Document {
        version: 1,
        diagnostics: diagnostics
            .iter()
            .map(|diagnostic| Entry::of(diagnostic, positions))
            .collect(),
    };
    let mut out = serde_json::to_string_pretty(&document).expect("strings and numbers are JSON");
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

fn data(text: &str) -> String {
    text.replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
