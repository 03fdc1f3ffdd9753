//! `triple-orm explain CODE`: what a finding means, and what to do.

use std::io::{self, Write};

use crate::commands::Status;
pub use crate::commands::explanations::EXPLANATIONS;
use crate::diagnostic::nearest;

const LINE_LENGTH: usize = 78;

/// The paragraph of a code.
#[must_use]
pub fn about(code: &str) -> Option<&'static str> {
    let found = EXPLANATIONS.iter().find(|(known, _)| *known == code);
    found.map(|(_, text)| *text)
}

/// Prints the paragraph of a code.
///
/// # Errors
/// When standard output is closed.
pub fn run(code: &str) -> io::Result<Status> {
    if let Some(text) = about(code) {
        writeln!(anstream::stdout().lock(), "{code}\n\n{}", wrap(text))?;
        return Ok(Status::Clean);
    }
    let mut stderr = anstream::stderr().lock();
    writeln!(stderr, "error: no finding has the code `{code}`")?;
    match nearest(code, EXPLANATIONS.iter().map(|(known, _)| *known)) {
        Some(near) => writeln!(stderr, "help: type `triple-orm explain {near}`")?,
        None => writeln!(
            stderr,
            "help: give a code as a message shows it in brackets: `triple-orm explain prisma/unknown-type`"
        )?,
    }
    Ok(Status::Refused)
}

/// Breaks a paragraph into lines that fit a terminal.
fn wrap(text: &str) -> String {
    let mut lines = vec![String::new()];
    for word in text.split_whitespace() {
        let line = lines.last_mut().expect("there is always a line");
        if line.len() + word.len() > LINE_LENGTH && !line.is_empty() {
            lines.push(word.to_owned());
        } else {
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(word);
        }
    }
    lines.join("\n")
}
