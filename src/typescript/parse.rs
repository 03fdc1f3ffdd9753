//! TypeScript text into oxc's tree: the one place that knows how we call the parser.

use std::path::Path;

use oxc_allocator::Allocator;
use oxc_ast::ast::Program;
use oxc_parser::{ParseOptions, Parser};
use oxc_span::SourceType;

/// Text that is not valid TypeScript.
#[derive(Debug, Clone, Default, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct ParseError {
    /// What the parser says is wrong.
    pub message: String,
    /// Where, in bytes from the start of the text.
    pub offset: Option<usize>,
}

/// Parses a `.ts` module. Parentheses leave no trace in the tree.
pub(super) fn parse<'a>(
    allocator: &'a Allocator,
    source: &'a str,
) -> Result<Program<'a>, ParseError> {
    parse_as(allocator, source, SourceType::ts())
}

/// Parses a module of any extension: JavaScript is TypeScript without types.
pub(super) fn parse_file<'a>(
    allocator: &'a Allocator,
    source: &'a str,
    path: &Path,
) -> Result<Program<'a>, ParseError> {
    let name = path.to_string_lossy();
    let source_type = if name.ends_with(".d.ts") || name.ends_with(".d.mts") {
        SourceType::d_ts()
    } else if name.ends_with('x') {
        SourceType::tsx()
    } else {
        SourceType::ts()
    };
    parse_as(allocator, source, source_type)
}

fn parse_as<'a>(
    allocator: &'a Allocator,
    source: &'a str,
    source_type: SourceType,
) -> Result<Program<'a>, ParseError> {
    let options = ParseOptions {
        preserve_parens: false,
        ..ParseOptions::default()
    };
    let parsed = Parser::new(allocator, source, source_type)
        .with_options(options)
        .parse();
    match parsed.diagnostics.into_iter().next() {
        None => Ok(parsed.program),
        Some(diagnostic) => Err(ParseError {
            message: diagnostic.message.to_string(),
            offset: diagnostic
                .labels
                .first()
                .map(|label| label.offset() as usize),
        }),
    }
}
