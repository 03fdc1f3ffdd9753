//! One page for a browser, which needs nothing else: tables as cards, both sides of
//! what drifted, and filters by severity and pair.

use askama::Template;

use super::line::{is_whole, text_of};
use super::{Entry, Report, RowView, Severity, Source, TableView};

#[derive(Template)]
#[template(path = "audit/report.html")]
struct Page<'r> {
    verdict: String,
    passed: bool,
    sources: &'r [Source],
    severities: [(&'static str, usize); 5],
    pairs: Vec<(&'r str, String)>,
    cards: Vec<Card<'r>>,
    unread: Vec<(&'r str, String)>,
}

/// What is to be said of one table, enum or other thing.
struct Card<'r> {
    name: &'r str,
    severity: String,
    /// Whether its findings are many of a kind, each worth one line.
    is_dense: bool,
    entries: Vec<&'r Entry>,
    tables: Vec<&'r TableView>,
}

impl RowView {
    fn left(&self) -> &str {
        self.left.as_deref().unwrap_or("")
    }

    fn right(&self) -> &str {
        self.right.as_deref().unwrap_or("")
    }

    fn mark(&self) -> String {
        self.severity
            .map_or_else(String::new, |severity| format!("drift {severity}"))
    }
}

impl TableView {
    fn sides(&self) -> (&str, &str) {
        self.pair.split_once(':').unwrap_or((&self.pair, ""))
    }
}

impl Entry {
    fn short(&self) -> &str {
        self.rule.trim_start_matches("audit/")
    }

    fn text(&self) -> String {
        text_of(self)
    }

    fn places(&self) -> String {
        [&self.left, &self.right]
            .into_iter()
            .filter(|spot| spot.path.is_some())
            .map(super::Spot::in_words)
            .collect::<Vec<_>>()
            .join(" · ")
    }
}

/// The card of the tables and enums that one side lacks.
const WHOLE: &str = "Tables and enums as a whole";

/// A text in pieces: `true` for what stands in backticks.
fn pieces(text: &str) -> Vec<(bool, &str)> {
    text.split('`')
        .enumerate()
        .map(|(at, piece)| (at % 2 == 1, piece))
        .filter(|(_, piece)| !piece.is_empty())
        .collect()
}

pub fn html(report: &Report) -> String {
    let counts = report.counts();
    let mut cards: Vec<Card<'_>> = Vec::new();
    for entry in &report.findings {
        let is_dense = is_whole(entry);
        let name = if is_dense {
            WHOLE
        } else if entry.pair.contains(':') {
            entry.table.as_deref().unwrap_or(&entry.object)
        } else {
            &entry.pair
        };
        match cards.iter_mut().find(|card| card.name == name) {
            Some(card) => card.entries.push(entry),
            None => cards.push(Card {
                name,
                severity: String::new(),
                is_dense,
                entries: vec![entry],
                tables: report.tables.iter().filter(|it| it.name == name).collect(),
            }),
        }
    }
    for card in &mut cards {
        let gravest = card.entries.iter().map(|entry| entry.severity).max();
        card.severity = gravest.unwrap_or(Severity::Info).to_string();
    }
    let page = Page {
        verdict: report.verdict(),
        passed: report.passed,
        sources: &report.sources,
        severities: [
            ("critical", counts.critical),
            ("high", counts.high),
            ("medium", counts.medium),
            ("low", counts.low),
            ("info", counts.info),
        ],
        pairs: report
            .pairs
            .iter()
            .map(|pair| (pair.name.as_str(), pair.counts.in_words()))
            .collect(),
        cards,
        unread: report
            .unknown
            .iter()
            .map(|part| {
                let place = match (&part.path, part.line) {
                    (Some(path), Some(line)) => format!(" ({path}:{line})"),
                    _ => String::new(),
                };
                (part.object.as_str(), format!("{}{place}", part.reason))
            })
            .collect(),
    };
    page.render()
        .expect("a template that is made of fields alone renders")
}
