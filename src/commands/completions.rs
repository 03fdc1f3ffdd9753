//! `triple-orm completions SHELL`: what makes a shell complete our command line.

use std::io::{self, Write};

use clap::CommandFactory;
use clap_complete::{Shell, generate};

use crate::cli::Cli;
use crate::commands::Status;

/// Prints the shell's script.
///
/// # Errors
/// When standard output is closed.
pub fn run(shell: Shell) -> io::Result<Status> {
    let mut script = Vec::new();
    generate(shell, &mut Cli::command(), "triple-orm", &mut script);
    let script = String::from_utf8_lossy(&script);
    // clap_complete 4.6 takes the hyphen of our name for a command of its own in
    // half of the places of bash's script.
    let script = script.replace("triple__subcmd__orm__subcmd__", "triple__orm__subcmd__");
    io::stdout().lock().write_all(script.as_bytes())?;
    Ok(Status::Clean)
}
