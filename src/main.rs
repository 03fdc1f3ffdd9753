//! The binary: arguments in, exit status out.

use std::process::ExitCode;

use clap::Parser;
use mimalloc::MiMalloc;

use triple_orm::cli::{Cli, Command};
use triple_orm::commands::{Failure, Status, explain, generate};

#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() -> ExitCode {
    let cli = Cli::parse();
    cli.color.apply();
    match run(&cli.command) {
        Ok(status) => status.into(),
        Err(failure) => {
            anstream::eprintln!("error: {failure}\nhelp: {}", failure.help());
            ExitCode::from(2)
        }
    }
}

fn run(command: &Command) -> Result<Status, Failure> {
    match command {
        Command::Generate(args) => generate::run(args, &std::env::current_dir()?),
        Command::Explain { code } => Ok(explain::run(code)?),
    }
}
