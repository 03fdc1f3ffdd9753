//! TypeScript text into oxc's tree: the one place that knows how we call the parser.

use oxc_allocator::Allocator;
use oxc_ast::ast::Program;
use oxc_parser::{ParseOptions, Parser};
use oxc_span::SourceType;

/// Text that is not valid TypeScript.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
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
    let options = ParseOptions {
        preserve_parens: false,
        ..ParseOptions::default()
    };
    let parsed = Parser::new(allocator, source, SourceType::ts())
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
