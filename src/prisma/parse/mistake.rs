//! What is wrong with what the grammar does not take, in words: every message of
//! the parser stands here.

use crate::{
    diagnostic::{Diagnostic, FileId, Span, nearest},
    prisma::ast::{Identifier, ModelKind},
};

use super::{reason::reason, span, string::BadEscape};

/// Where a line stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Container {
    File,
    Model(ModelKind),
    Enum,
    Datasource,
    Generator,
}

impl Container {
    /// The word that begins a block of this kind.
    pub(super) fn keyword(self) -> &'static str {
        match self {
            Self::File => "",
            Self::Model(ModelKind::Model) => "model",
            Self::Model(ModelKind::View) => "view",
            Self::Model(ModelKind::Composite) => "type",
            Self::Enum => "enum",
            Self::Datasource => "datasource",
            Self::Generator => "generator",
        }
    }

    /// With its article.
    fn name(self) -> &'static str {
        match self {
            Self::File => "a schema",
            Self::Model(ModelKind::Model) => "a model",
            Self::Model(ModelKind::View) => "a view",
            Self::Model(ModelKind::Composite) => "a composite type",
            Self::Enum => "an enum",
            Self::Datasource => "a datasource",
            Self::Generator => "a generator",
        }
    }

    /// What its lines hold.
    pub(super) fn expected(self) -> &'static str {
        match self {
            Self::File => "the beginning of a block",
            Self::Model(_) => "a field or an attribute",
            Self::Enum => "a value of an enum",
            Self::Datasource => "a property of a datasource",
            Self::Generator => "a property of a generator",
        }
    }

    pub(super) fn example(self) -> &'static str {
        match self {
            Self::File => {
                "begin a block with `model`, `enum`, `type`, `view`, `datasource` or `generator`"
            }
            Self::Model(_) => "write a field as `name Type @attribute`",
            Self::Enum => "write one value on each line, without commas",
            Self::Datasource | Self::Generator => "write a property as `key = value`",
        }
    }
}

/// A line that is nothing the container has.
pub(super) fn bad_line(file: FileId, start: usize, line: &str, container: Container) -> Diagnostic {
    let reason = reason(line.trim_end(), container);
    let place = span(file, start + reason.start, start + reason.end);
    syntax(place, reason.message, reason.help)
}

fn syntax(place: Span, message: impl Into<String>, help: impl Into<String>) -> Diagnostic {
    Diagnostic::error("prisma/syntax", message)
        .at(place, "")
        .help(help)
}

pub(super) fn too_large(file: FileId, bytes: usize, limit: usize) -> Diagnostic {
    Diagnostic::error(
        "prisma/limit",
        format!(
            "this file has {} MB, which is more than {} MB",
            bytes.div_ceil(1 << 20),
            limit >> 20
        ),
    )
    .at(span(file, 0, 0), "")
    .help("split the schema into several files in one folder")
}

pub(super) fn too_deep(place: Span, limit: usize) -> Diagnostic {
    Diagnostic::error(
        "prisma/limit",
        format!("brackets are nested more than {limit} levels deep"),
    )
    .at(place, "")
    .help("write this line with fewer brackets")
}

pub(super) fn byte_order_mark(span: Span) -> Diagnostic {
    syntax(
        span,
        "this file begins with a byte order mark, which Prisma does not read",
        "save the file as UTF-8 without a byte order mark",
    )
}

pub(super) fn escape(span: Span, what: BadEscape) -> Diagnostic {
    match what {
        BadEscape::Unknown => syntax(
            span,
            "this escape is not known",
            "write a backslash as `\\\\`",
        ),
        BadEscape::Unicode => syntax(
            span,
            "this escape is not a character",
            "write four hexadecimal digits behind `\\u`, and two such escapes for a surrogate pair",
        ),
    }
}

pub(super) fn trailing_comma(span: Span) -> Diagnostic {
    syntax(
        span,
        "a list of arguments has no comma at its end",
        "remove it",
    )
}

pub(super) fn missing_value(name: Identifier<'_>) -> Diagnostic {
    syntax(
        name.span,
        format!("the argument `{}` has no value", name.text),
        "write a value behind the colon, or remove the argument",
    )
}

pub(super) fn missing_type(name: Identifier<'_>, container: Container) -> Diagnostic {
    syntax(
        name.span,
        format!("the field `{}` has no type", name.text),
        format!(
            "write the type behind the name: a field of {} has both",
            container.name()
        ),
    )
}

pub(super) fn legacy_colon(span: Span) -> Diagnostic {
    syntax(
        span,
        "there is no `:` between a field and its type",
        "remove the `:`",
    )
}

pub(super) fn legacy_required(span: Span) -> Diagnostic {
    syntax(
        span,
        "a field without `?` is required, also without `!`",
        "remove the `!`",
    )
}

pub(super) fn legacy_list(span: Span, written: &str) -> Diagnostic {
    let item = written.trim_matches(['[', ']']).trim();
    syntax(
        span,
        "a list has its brackets behind the type",
        format!("write `{item}[]`"),
    )
}

pub(super) fn optional_list(span: Span) -> Diagnostic {
    syntax(
        span,
        "a list cannot be optional",
        "remove the `?`: a list without items is empty",
    )
}

pub(super) fn type_alias(span: Span) -> Diagnostic {
    syntax(
        span,
        "a type cannot have another name",
        "use the type itself; a composite type is written as `type Name { … }`",
    )
}

pub(super) fn unknown_block(span: Span, keyword: &str, name: Option<&str>) -> Diagnostic {
    let diagnostic = match name {
        None if KEYWORDS.contains(&keyword) => Diagnostic::error(
            "prisma/unknown-block",
            format!("this {keyword} has no name"),
        )
        .help(format!("write a name behind `{keyword}`")),
        _ => Diagnostic::error(
            "prisma/unknown-block",
            format!("`{keyword}` is not the keyword of a block"),
        )
        .help(match meant(keyword) {
            Some(known) => format!("did you mean `{known}`?"),
            None => Container::File.example().to_owned(),
        }),
    };
    diagnostic.at(span, "")
}

/// `next` is the line of the block that follows, when there is one that ends.
pub(super) fn unclosed_block(
    header: Span,
    next: Option<Span>,
    name: Identifier<'_>,
    inline: bool,
) -> Diagnostic {
    let diagnostic = Diagnostic::error(
        "prisma/unclosed-block",
        format!("the block `{}` is never closed", name.text),
    );
    let diagnostic = match next {
        Some(next) => diagnostic
            .at(next, "the next block begins here")
            .at(header, "this one is still open"),
        None => diagnostic.at(header, ""),
    };
    diagnostic.help(if inline {
        "put the `}` on a line of its own: what follows `{` on its line is not read"
    } else {
        "add a `}` on a line of its own"
    })
}

/// The words that begin blocks.
pub(super) const KEYWORDS: [&str; 6] = ["model", "enum", "type", "view", "datasource", "generator"];

/// What other tools and languages call it, and slips of the keyboard.
fn meant(keyword: &str) -> Option<&'static str> {
    match keyword.to_lowercase().as_str() {
        "table" | "class" | "interface" | "entity" | "struct" | "message" => Some("model"),
        "database" | "db" | "source" => Some("datasource"),
        "client" => Some("generator"),
        "enumeration" | "union" => Some("enum"),
        lower => nearest(lower, KEYWORDS),
    }
}
