//! What we refuse to parse: files that are too large, and brackets nested so
//! deeply that a recursive parser would run out of stack.

use crate::diagnostic::{Diagnostic, FileId};

use super::range;

/// The parser needs several times the size of a block in memory.
const MAX_BYTES: usize = 64 << 20;

/// Real schemas nest three or four levels.
const MAX_DEPTH: usize = 100;

pub(super) fn check(file: FileId, text: &str) -> Result<(), Box<Diagnostic>> {
    if text.len() > MAX_BYTES {
        return Err(Box::new(
            Diagnostic::error(
                "prisma/limit",
                format!(
                    "this file has {} MB, which is more than {} MB",
                    text.len() >> 20,
                    MAX_BYTES >> 20
                ),
            )
            .at(range(file, 0, 0), "")
            .help("split the schema into several files in one folder"),
        ));
    }
    match too_deep(text) {
        None => Ok(()),
        Some(at) => Err(Box::new(
            Diagnostic::error(
                "prisma/limit",
                format!("brackets are nested more than {MAX_DEPTH} levels deep"),
            )
            .at(range(file, at, at + 1), "")
            .help("write this line with fewer brackets"),
        )),
    }
}

/// The first bracket beyond the limit.
///
/// No expression goes on after the end of its line, so that lines are looked at
/// one by one, and nearly all of them need no look at all.
fn too_deep(text: &str) -> Option<usize> {
    let mut start = 0;
    for line in text.split_inclusive(['\n', '\r']) {
        if line.len() > MAX_DEPTH
            && let Some(at) = too_deep_in_line(line.as_bytes())
        {
            return Some(start + at);
        }
        start += line.len();
    }
    None
}

/// A line may begin inside a comment, or inside a string (a backslash in front
/// of the end of the line). Which one is not known here, so that each is tried.
fn too_deep_in_line(line: &[u8]) -> Option<usize> {
    let openings = line.iter().filter(|byte| b"([{".contains(byte)).count();
    if openings <= MAX_DEPTH {
        return None;
    }
    let behind_comment = line.windows(2).position(|two| two == b"*/");
    deepest(line, 0, false)
        .or_else(|| deepest(line, 0, true))
        .or_else(|| deepest(line, behind_comment? + 2, false))
}

fn deepest(line: &[u8], start: usize, mut quoted: bool) -> Option<usize> {
    let mut depth = 0usize;
    let mut at = start;
    while let Some(byte) = line.get(at) {
        let next = line.get(at + 1);
        match byte {
            b'"' => quoted = !quoted,
            b'\\' if quoted => at += 1,
            _ if quoted => {}
            b'/' if next == Some(&b'/') => return None,
            b'/' if next == Some(&b'*') => {
                at += 2 + line[at + 2..].windows(2).position(|two| two == b"*/")? + 1;
            }
            b'(' | b'[' | b'{' => {
                depth += 1;
                if depth > MAX_DEPTH {
                    return Some(at);
                }
            }
            b')' | b']' | b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        at += 1;
    }
    None
}
