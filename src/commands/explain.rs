//! `triple-orm explain CODE`: what a finding means, and what to do.

use std::io::{self, Write};

use crate::commands::Status;
use crate::diagnostic::nearest;

/// The codes of all findings, and a paragraph on each.
pub const EXPLANATIONS: &[(&str, &str)] = &[];

/// Prints the paragraph of a code.
///
/// # Errors
/// When standard output is closed.
pub fn run(code: &str) -> io::Result<Status> {
    if let Some((_, text)) = EXPLANATIONS.iter().find(|(known, _)| *known == code) {
        writeln!(anstream::stdout().lock(), "{code}\n\n{text}")?;
        return Ok(Status::Clean);
    }
    let mut stderr = anstream::stderr().lock();
    writeln!(stderr, "error: no finding has the code `{code}`")?;
    match nearest(code, EXPLANATIONS.iter().map(|(known, _)| *known)) {
        Some(near) => writeln!(stderr, "help: did you mean `{near}`?")?,
        None => writeln!(stderr, "help: give a code as a message shows it in brackets")?,
    }
    Ok(Status::Refused)
}
