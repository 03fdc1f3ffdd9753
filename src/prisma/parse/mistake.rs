//! What is wrong with what the grammar does not take, in words: every message of
//! the parser stands here.

use crate::{
    diagnostic::{Diagnostic, Diagnostics, Span},
    prisma::ast::{Identifier, ModelKind},
};

use super::{Context, string::BadEscape};

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
    fn is_config(self) -> bool {
        matches!(self, Self::Datasource | Self::Generator)
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
    fn expected(self) -> &'static str {
        match self {
            Self::File => "the beginning of a block",
            Self::Model(_) => "a field or an attribute",
            Self::Enum => "a value of an enum",
            Self::Datasource => "a property of a datasource",
            Self::Generator => "a property of a generator",
        }
    }

    fn example(self) -> &'static str {
        match self {
            Self::File => "begin a block with `model`, `enum`, `type`, `view`, `datasource` or `generator`",
            Self::Model(_) => "write a field as `name Type @attribute`",
            Self::Enum => "write one value on each line, without commas",
            Self::Datasource | Self::Generator => "write a property as `key = value`",
        }
    }
}

/// What can be said of a line beyond that it is wrong: a message, a help, and
/// the part of the line that is meant.
struct Reason {
    message: String,
    help: &'static str,
    start: usize,
    end: usize,
}

impl Context<'_, '_> {
    /// A line that is nothing the container has.
    pub(super) fn bad_line(&mut self, start: usize, line: &str, container: Container) {
        let line = line.trim_end();
        let reason = reason(line, container);
        let span = self.range(start + reason.start, start + reason.end);
        self.report().push(
            Diagnostic::error("prisma/syntax", reason.message)
                .at(span, "")
                .help(reason.help),
        );
    }
}

fn reason(line: &str, container: Container) -> Reason {
    let whole = |message: String, help| Reason {
        message,
        help,
        start: 0,
        end: line.len(),
    };
    let part = |message: &str, help, start, end| Reason {
        message: message.to_owned(),
        help,
        start,
        end,
    };
    let scan = Scan::of(line);
    if let Some(at) = scan.comment {
        return part("this comment is never closed", "close it with `*/`, or begin each line with `//`", at, line.len());
    }
    if let Some(at) = scan.string {
        return part("this string is never closed", "add the closing quote: a string ends on its own line", at, line.len());
    }
    if let Some(at) = scan.control {
        return part("this string has a control character in it", "write a tab as `\\t`", at, at + 1);
    }
    if let Some(at) = scan.single_quote {
        return part("strings are not written in single quotes", "use double quotes", at, at + 1);
    }
    if let Some(at) = scan.bracket {
        let help = if scan.inner_comment {
            "move the comment behind the closing bracket"
        } else {
            "write all of it on one line: no argument goes on after the end of its line"
        };
        return part("this bracket is not closed on its line", help, at, at + 1);
    }
    if line.ends_with('}') && container != Container::File && !line.starts_with("@@") {
        return part("a block is closed by a `}` on a line of its own", "move the `}` to the next line", line.len() - 1, line.len());
    }
    if line == "}" {
        return whole("there is no open block for this `}`".to_owned(), "remove it");
    }
    if line.starts_with('{') {
        return whole("the `{` of a block stands on the line of its name".to_owned(), "move it there");
    }
    if let Some(at) = line.find([';', ',']).filter(|at| at + 1 == line.len()) {
        return part("a line has no `;` or `,` at its end", "remove it", at, at + 1);
    }
    if let Some(at) = scan.trailing_comma {
        return part("an array has no comma at its end", "remove it", at, at + 1);
    }
    let word = line.find(|c: char| c == ' ' || c == '\t').unwrap_or(line.len());
    match container {
        Container::Datasource | Container::Generator if !line.contains('=') => {
            return whole(
                format!("{} has a `=` between its key and its value", container.expected()),
                container.example(),
            );
        }
        _ => {}
    }
    if line.starts_with("@@") && !container.is_config() && container != Container::File {
        return whole("this attribute of a block is not complete".to_owned(), "write it as `@@name(arguments)`, alone on its line");
    }
    if line.starts_with('@') && !container.is_config() {
        return part("an attribute with one `@` belongs to a field", "put it behind the type of a field, or use `@@` for an attribute of the block", 0, word);
    }
    if let Some(at) = scan.block_attribute {
        return part("an attribute with `@@` belongs to a block", "move it to a line of its own", at, at + 2);
    }
    if line.starts_with(|c: char| !c.is_alphanumeric()) && !container.is_config() && container != Container::File {
        return part("a name begins with a letter", "choose another name, and keep the one in the database with `@map`", 0, word);
    }
    if let (Some(at), Container::Model(_)) = (scan.equals, container) {
        return part("a field has no `=`", "write a default value as `@default(value)`", at, at + 1);
    }
    whole(format!("this line is not {}", container.expected()), container.example())
}

/// What a look along a line finds.
#[derive(Default)]
struct Scan {
    /// A `/*` without `*/`.
    comment: Option<usize>,
    /// A quote without a second one.
    string: Option<usize>,
    /// A control character in a string.
    control: Option<usize>,
    single_quote: Option<usize>,
    /// The innermost bracket that is not closed.
    bracket: Option<usize>,
    /// There is a comment within brackets.
    inner_comment: bool,
    /// A comma in front of a `]`.
    trailing_comma: Option<usize>,
    /// `@@` that is not the first thing on the line.
    block_attribute: Option<usize>,
    equals: Option<usize>,
}

impl Scan {
    fn of(line: &str) -> Self {
        let mut scan = Self::default();
        let mut open = Vec::new();
        let mut comma = None;
        let bytes = line.as_bytes();
        let mut at = 0;
        while at < bytes.len() {
            let byte = bytes[at];
            match (byte, bytes.get(at + 1)) {
                (b'"', _) => match string_end(bytes, at, &mut scan.control) {
                    Some(end) => at = end,
                    None => {
                        scan.string = Some(at);
                        break;
                    }
                },
                (b'/', Some(b'/')) => {
                    scan.inner_comment = !open.is_empty();
                    break;
                }
                (b'/', Some(b'*')) => {
                    let Some(length) = line[at..].find("*/") else {
                        scan.comment = Some(at);
                        break;
                    };
                    at += length + 1;
                }
                (b'\'', _) => scan.single_quote = scan.single_quote.or(Some(at)),
                (b'(' | b'[', _) => open.push(at),
                (b')', _) => drop(open.pop()),
                (b']', _) => {
                    open.pop();
                    scan.trailing_comma = scan.trailing_comma.or(comma);
                }
                (b'@', Some(b'@')) if at > 0 => {
                    scan.block_attribute = scan.block_attribute.or(Some(at));
                }
                (b'=', _) if open.is_empty() => scan.equals = scan.equals.or(Some(at)),
                _ => {}
            }
            if !matches!(byte, b' ' | b'\t') {
                comma = (byte == b',').then_some(at);
            }
            at += 1;
        }
        scan.bracket = open.pop();
        scan
    }
}

/// Where the string ends that begins at `start`.
fn string_end(bytes: &[u8], start: usize, control: &mut Option<usize>) -> Option<usize> {
    let mut at = start + 1;
    loop {
        match bytes.get(at)? {
            b'"' => return Some(at),
            b'\\' => at += 1,
            0..0x20 => *control = control.or(Some(at)),
            _ => {}
        }
        at += 1;
    }
}

/// The messages that are not about a whole line.
pub(super) struct Mistakes<'d> {
    pub(super) diagnostics: &'d mut Diagnostics,
}

impl Mistakes<'_> {
    fn push(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    fn syntax(&mut self, span: Span, message: impl Into<String>, help: impl Into<String>) {
        self.push(
            Diagnostic::error("prisma/syntax", message)
                .at(span, "")
                .help(help),
        );
    }

    pub(super) fn byte_order_mark(&mut self, span: Span) {
        self.syntax(
            span,
            "this file begins with a byte order mark, which Prisma does not read",
            "save the file as UTF-8 without a byte order mark",
        );
    }

    pub(super) fn escape(&mut self, span: Span, what: BadEscape) {
        match what {
            BadEscape::Unknown => self.syntax(
                span,
                "this escape is not known",
                "write a backslash as `\\\\`",
            ),
            BadEscape::Unicode => self.syntax(
                span,
                "this escape is not a character",
                "write four hexadecimal digits behind `\\u`, and two such escapes for a surrogate pair",
            ),
        }
    }

    pub(super) fn trailing_comma(&mut self, span: Span) {
        self.syntax(span, "a list of arguments has no comma at its end", "remove it");
    }

    pub(super) fn missing_value(&mut self, span: Span, name: Option<Identifier<'_>>) {
        let name = name.map_or("", |name| name.text);
        self.syntax(
            span,
            format!("the argument `{name}` has no value"),
            "write a value behind the colon, or remove the argument",
        );
    }

    pub(super) fn missing_type(&mut self, name: Identifier<'_>, container: Container) {
        self.syntax(
            name.span,
            format!("the field `{}` has no type", name.text),
            format!("write the type behind the name: a field of {} has both", container.name()),
        );
    }

    pub(super) fn legacy_colon(&mut self, span: Span) {
        self.syntax(span, "there is no `:` between a field and its type", "remove the `:`");
    }

    pub(super) fn legacy_required(&mut self, span: Span) {
        self.syntax(span, "a field without `?` is required, also without `!`", "remove the `!`");
    }

    pub(super) fn legacy_list(&mut self, span: Span, written: &str) {
        let item = written.trim_matches(['[', ']']).trim();
        self.syntax(
            span,
            "a list has its brackets behind the type",
            format!("write `{item}[]`"),
        );
    }

    pub(super) fn optional_list(&mut self, span: Span) {
        self.syntax(
            span,
            "a list cannot be optional",
            "remove the `?`: a list without items is empty",
        );
    }

    pub(super) fn type_alias(&mut self, span: Span) {
        self.syntax(
            span,
            "a type cannot have another name",
            "use the type itself; a composite type is written as `type Name { … }`",
        );
    }

    pub(super) fn unknown_block(&mut self, span: Span, keyword: &str, name: Option<&str>) {
        let diagnostic = match name {
            None if KEYWORDS.contains(&keyword) => {
                Diagnostic::error("prisma/unknown-block", format!("this {keyword} has no name"))
                    .help(format!("write a name behind `{keyword}`"))
            }
            _ => Diagnostic::error(
                "prisma/unknown-block",
                format!("`{keyword}` is not the keyword of a block"),
            )
            .help(match nearest(keyword) {
                Some(known) => format!("did you mean `{known}`?"),
                None => Container::File.example().to_owned(),
            }),
        };
        self.push(diagnostic.at(span, ""));
    }

    /// `next` is the line of the block that follows, when there is one that ends.
    pub(super) fn unclosed_block(
        &mut self,
        header: Span,
        next: Option<Span>,
        name: Identifier<'_>,
        inline: bool,
    ) {
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
        self.push(diagnostic.help(if inline {
            "put the `}` on a line of its own: what follows `{` on its line is not read"
        } else {
            "add a `}` on a line of its own"
        }));
    }
}

const KEYWORDS: [&str; 6] = ["model", "enum", "type", "view", "datasource", "generator"];

/// What other tools and languages call it, and slips of the keyboard.
fn nearest(keyword: &str) -> Option<&'static str> {
    let lower = keyword.to_lowercase();
    match lower.as_str() {
        "table" | "class" | "interface" | "entity" | "struct" | "message" => return Some("model"),
        "database" | "db" | "source" => return Some("datasource"),
        "client" => return Some("generator"),
        "enumeration" | "union" => return Some("enum"),
        _ => {}
    }
    KEYWORDS
        .into_iter()
        .map(|known| (distance(&lower, known), known))
        .filter(|(distance, known)| distance * 3 <= known.len())
        .min()
        .map(|(_, known)| known)
}

/// How many letters must be added, removed or changed.
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.chars().take(32).enumerate() {
        let mut corner = i;
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let changed = corner + usize::from(x != *y);
            corner = row[j + 1];
            row[j + 1] = changed.min(corner + 1).min(row[j] + 1);
        }
    }
    row[b.len()]
}
