//! Why a line is nothing that its container has: a guess at the slip behind it.

use super::mistake::{Container, KEYWORDS};

/// What can be said of a line beyond that it is wrong: a message, a help, and
/// the part of the line that is meant.
pub(super) struct Reason {
    pub(super) message: String,
    pub(super) help: &'static str,
    pub(super) start: usize,
    pub(super) end: usize,
}

/// `line` has no white space at its ends.
pub(super) fn reason(line: &str, container: Container) -> Reason {
    let scan = Scan::of(line);
    unfinished(line, &scan)
        .or_else(|| punctuation(line, &scan, container))
        .or_else(|| misplaced(line, &scan, container))
        .unwrap_or_else(|| Reason {
            message: format!("this line is not {}", container.expected()),
            help: container.example(),
            start: 0,
            end: line.len(),
        })
}

fn part(message: &str, help: &'static str, start: usize, end: usize) -> Reason {
    Reason {
        message: message.to_owned(),
        help,
        start,
        end,
    }
}

/// What begins and does not end.
fn unfinished(line: &str, scan: &Scan) -> Option<Reason> {
    Some(if let Some(at) = scan.comment {
        part(
            "this comment is never closed",
            "close it with `*/`, or begin each line with `//`",
            at,
            line.len(),
        )
    } else if let Some(at) = scan.string {
        part(
            "this string is never closed",
            "add the closing quote: a string ends on its own line",
            at,
            line.len(),
        )
    } else {
        let help = if scan.inner_comment {
            "move the comment behind the closing bracket"
        } else {
            "write all of it on one line: no argument goes on after the end of its line"
        };
        let at = scan.bracket?;
        part("this bracket is not closed on its line", help, at, at + 1)
    })
}

/// A character that does not belong where it is.
fn punctuation(line: &str, scan: &Scan, container: Container) -> Option<Reason> {
    let last = line.len().saturating_sub(1);
    Some(if let Some(at) = scan.control {
        part(
            "this string has a control character in it",
            "write a tab as `\\t`",
            at,
            at + 1,
        )
    } else if let Some(at) = scan.single_quote {
        part(
            "strings are not written in single quotes",
            "use double quotes",
            at,
            at + 1,
        )
    } else if line == "}" {
        part("there is no open block for this `}`", "remove it", 0, 1)
    } else if line.starts_with('{') {
        part(
            "the `{` of a block stands on the line of its name",
            "move it there",
            0,
            1,
        )
    } else if line.ends_with('}') && container != Container::File && !line.starts_with("@@") {
        part(
            "a block is closed by a `}` on a line of its own",
            "move the `}` to the next line",
            last,
            last + 1,
        )
    } else if line.ends_with([';', ',']) {
        part(
            "a line has no `;` or `,` at its end",
            "remove it",
            last,
            last + 1,
        )
    } else {
        let at = scan.trailing_comma?;
        part("an array has no comma at its end", "remove it", at, at + 1)
    })
}

/// Something of the language, in the wrong place.
fn misplaced(line: &str, scan: &Scan, container: Container) -> Option<Reason> {
    let word = line.find([' ', '\t']).unwrap_or(line.len());
    match container {
        Container::File => KEYWORDS.contains(&&line[..word]).then(|| {
            part(
                "a block begins with its keyword, its name and a `{` on one line",
                "write it as `model Name {`",
                0,
                line.len(),
            )
        }),
        Container::Datasource | Container::Generator => (!line.contains('=')).then(|| {
            part(
                "a property has a `=` between its key and its value",
                container.example(),
                0,
                line.len(),
            )
        }),
        Container::Model(_) | Container::Enum => Some(if line.starts_with("@@") {
            part(
                "this attribute of a block is not complete",
                "write it as `@@name(arguments)`, alone on its line",
                0,
                line.len(),
            )
        } else if line.starts_with('@') {
            part(
                "an attribute with one `@` belongs to a field",
                "put it behind the type of a field, or use `@@` for an attribute of the block",
                0,
                word,
            )
        } else if let Some(at) = scan.block_attribute {
            part(
                "an attribute with `@@` belongs to a block",
                "move it to a line of its own",
                at,
                at + 2,
            )
        } else if line.starts_with(['_', '-', '$']) {
            part(
                "a name begins with a letter",
                "choose another name, and keep the one in the database with `@map`",
                0,
                word,
            )
        } else {
            let at = scan.equals.filter(|_| container != Container::Enum)?;
            part(
                "a field has no `=`",
                "write a default value as `@default(value)`",
                at,
                at + 1,
            )
        }),
    }
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
                (b'"', _) => {
                    let Some(end) = string_end(bytes, at, &mut scan.control) else {
                        scan.string = Some(at);
                        break;
                    };
                    at = end;
                }
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
