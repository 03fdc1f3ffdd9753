//! A page of the documents, run from top to bottom in a folder of its own.
//!
//! The word after a code block's language says what the block is:
//!
//! - ```` ```prisma prisma/schema.prisma ```` is written to that file;
//! - ```` ```ts in src/db/kysely-types.ts ```` must be found in that file, paragraph by
//!   paragraph;
//! - ```` ```console ```` holds commands behind `$ ` and what they print. `…` stands
//!   for anything on a line, and on a line by itself for any lines.

use std::fs;
use std::path::Path;
use std::process::Command;

/// A fenced block: the words behind the fence, its text, and its line.
struct Block<'t> {
    info: Vec<&'t str>,
    text: String,
    line: usize,
}

/// Runs a page; panics at the first thing that is not as it says.
pub fn run(page: &Path) {
    let text = fs::read_to_string(page).unwrap();
    let name = page.file_name().unwrap().to_string_lossy();
    let dir = tempfile::tempdir().unwrap();
    for Block { info, text, line } in blocks(&text) {
        let place = format!("{name}:{line}");
        match info.as_slice() {
            ["console"] => console(&text, dir.path(), &place),
            [_, "in", path] => {
                let file = fs::read_to_string(dir.path().join(path))
                    .unwrap_or_else(|error| panic!("{place}: {path}: {error}"));
                for paragraph in text.trim_end().split("\n\n") {
                    assert!(
                        file.contains(paragraph),
                        "{place}: not in {path}:\n{paragraph}\n\nbut:\n{file}"
                    );
                }
            }
            [_, path] => {
                let path = dir.path().join(path);
                fs::create_dir_all(path.parent().unwrap()).unwrap();
                fs::write(path, text).unwrap();
            }
            _ => {}
        }
    }
}

fn blocks(page: &str) -> Vec<Block<'_>> {
    let mut found = Vec::new();
    let mut open: Option<Block<'_>> = None;
    for (at, line) in page.lines().enumerate() {
        match (&mut open, line.strip_prefix("```")) {
            (None, Some(info)) => {
                open = Some(Block {
                    info: info.split_whitespace().collect(),
                    text: String::new(),
                    line: at + 1,
                });
            }
            (Some(_), Some(_)) => found.extend(open.take()),
            (Some(block), None) => {
                block.text.push_str(line);
                block.text.push('\n');
            }
            (None, None) => {}
        }
    }
    assert!(open.is_none(), "a block is not closed");
    found
}

fn console(text: &str, dir: &Path, place: &str) {
    let mut shown: Vec<(&str, Vec<&str>)> = Vec::new();
    for line in text.lines() {
        if let Some(command) = line.strip_prefix("$ ") {
            shown.push((command, Vec::new()));
        } else {
            let (_, output) = shown.last_mut().expect("a command before its output");
            output.push(line);
        }
    }
    for (command, expected) in shown {
        let output = shell(command, dir);
        let printed: Vec<&str> = output.trim_end().lines().map(str::trim_end).collect();
        let expected = expected.strip_suffix(&[""]).unwrap_or(&expected);
        assert!(
            lines_match(expected, &printed),
            "{place}: `{command}` printed\n{}\n",
            printed.join("\n")
        );
    }
}

/// What a command prints, on both streams in their order.
fn shell(command: &str, dir: &Path) -> String {
    let binary = Path::new(env!("CARGO_BIN_EXE_triple-orm"));
    let path = std::env::join_paths(
        [binary.parent().unwrap().to_owned()]
            .into_iter()
            .chain(std::env::split_paths(&std::env::var_os("PATH").unwrap())),
    )
    .unwrap();
    let output = Command::new("sh")
        .args(["-c", &format!("exec 2>&1\n{command}")])
        .current_dir(dir)
        .env("PATH", path)
        .env("HOME", dir)
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .env_remove("GITHUB_WORKSPACE")
        .output()
        .unwrap();
    String::from_utf8(output.stdout).unwrap()
}

fn lines_match(expected: &[&str], printed: &[&str]) -> bool {
    match (expected, printed) {
        ([], []) => true,
        ([first, rest @ ..], _) if first.trim() == "…" => {
            (0..=printed.len()).any(|skipped| lines_match(rest, &printed[skipped..]))
        }
        ([first, rest @ ..], [line, others @ ..]) => {
            line_matches(first.trim_end(), line) && lines_match(rest, others)
        }
        _ => false,
    }
}

fn line_matches(expected: &str, printed: &str) -> bool {
    let mut parts = expected.split('…');
    let first = parts.next().unwrap_or_default();
    let Some(mut rest) = printed.strip_prefix(first) else {
        return false;
    };
    let mut parts = parts.peekable();
    if parts.peek().is_none() {
        return rest.is_empty();
    }
    while let Some(part) = parts.next() {
        if parts.peek().is_none() {
            return rest.ends_with(part);
        }
        match rest.find(part) {
            Some(at) => rest = &rest[at + part.len()..],
            None => return false,
        }
    }
    true
}

#[test]
fn an_ellipsis_stands_for_anything() {
    assert!(line_matches(
        "2 tables → … in … ms",
        "2 tables → 4 files in 3 ms"
    ));
    assert!(!line_matches(
        "2 tables → … in … ms",
        "2 tables → 4 files in 3 s"
    ));
    assert!(lines_match(&["a", "…", "z"], &["a", "b", "c", "z"]));
    assert!(!lines_match(&["a"], &["a", "b"]));
}
