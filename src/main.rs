//! The binary: arguments in, exit status out.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Parser;
use mimalloc::MiMalloc;

use triple_orm::cli::{Cli, Command};
use triple_orm::commands::{Failure, Status, explain, generate, init, prisma_generator};

#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() -> ExitCode {
    let ended = if prisma_generator::is_asked() {
        current_dir().and_then(|cwd| prisma_generator::run(&cwd))
    } else {
        let cli = Cli::parse();
        cli.color.apply();
        run(&cli.command)
    };
    match ended {
        Ok(status) => status.into(),
        Err(failure) => {
            anstream::eprintln!("error: {failure}\nhelp: {}", failure.help());
            ExitCode::from(2)
        }
    }
}

fn run(command: &Command) -> Result<Status, Failure> {
    match command {
        Command::Generate(args) => generate::run(args, &current_dir()?),
        Command::Init(args) => init::run(args, &current_dir()?),
        Command::Explain { code } => Ok(explain::run(code)?),
    }
}

fn current_dir() -> Result<PathBuf, Failure> {
    Ok(std::env::current_dir()?)
}
