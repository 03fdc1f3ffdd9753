//! The binary: arguments in, exit status out.

use std::io::ErrorKind;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Parser;
use mimalloc::MiMalloc;

use triple_orm::cli::{Cli, Command, MigrationsCommand};
use triple_orm::commands::{
    Failure, Status, audit, completions, explain, generate, init, inspect, migrations,
    prisma_generator, sync, usage, verify,
};

#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

/// Room for what is nested thousands of levels deep: parsers call themselves for each level.
/// Only what is used of it is taken from the system.
const STACK_BYTES: usize = 256 << 20;

fn main() -> ExitCode {
    let thread = std::thread::Builder::new()
        .name("main".to_owned())
        .stack_size(STACK_BYTES);
    match thread.spawn(start) {
        Ok(started) => started
            .join()
            .unwrap_or_else(|panic| std::panic::resume_unwind(panic)),
        // Where memory is limited so much, the stack that the process has must do.
        Err(_) => start(),
    }
}

fn start() -> ExitCode {
    let ended = if prisma_generator::is_asked() {
        current_dir().and_then(|cwd| prisma_generator::run(&cwd))
    } else {
        let cli = Cli::try_parse().unwrap_or_else(|mut error| {
            let arguments = std::env::args_os().skip(1);
            let arguments: Vec<_> = arguments.map(|it| it.to_string_lossy().into()).collect();
            usage::explain(&mut error, &arguments);
            error.exit()
        });
        cli.color.apply();
        run(&cli.command)
    };
    match ended {
        Ok(status) => status.into(),
        // Who reads the output has seen enough: `triple-orm generate --diff | head`.
        Err(Failure::Report(error)) if error.kind() == ErrorKind::BrokenPipe => ExitCode::from(2),
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
        Command::Audit(args) => audit::run(args, &current_dir()?),
        Command::Sync(args) => sync::run(args, &current_dir()?),
        Command::Verify(args) => verify::run(args, &current_dir()?),
        Command::Inspect(args) => inspect::run(args, &current_dir()?),
        Command::Migrations {
            command: MigrationsCommand::List(args),
        } => migrations::list(args, &current_dir()?),
        Command::Explain { code } => Ok(explain::run(code)?),
        Command::Completions { shell } => Ok(completions::run(*shell)?),
    }
}

fn current_dir() -> Result<PathBuf, Failure> {
    Ok(std::env::current_dir()?)
}
