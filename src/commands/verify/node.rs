//! Node, and the program that it runs.

use std::fs;
use std::io::{self, Write};
use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::Value;

use crate::diagnostic::Diagnostic;
use crate::verify::outcome::{Answer, Outcome, Trouble};
use crate::verify::runner::FILES;

/// The first Node that takes a module hook and that Prisma 7 runs on.
const OLDEST: (u32, u32) = (20, 19);

/// Runs the program in `cwd` with an order.
///
/// # Errors
/// When there is no Node, it is too old, or the program cannot do its work.
pub fn run(
    order: &Value,
    time_zone: Option<&str>,
    cwd: &Path,
) -> Result<Box<Outcome>, Box<Diagnostic>> {
    check_version()?;
    let folder = tempfile::tempdir().map_err(|error| broken(&error.to_string()))?;
    for (name, text) in FILES {
        fs::write(folder.path().join(name), text).map_err(|error| broken(&error.to_string()))?;
    }
    let mut command = node();
    command
        .arg("--no-warnings")
        .arg(folder.path().join(FILES[0].0))
        .current_dir(cwd)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    if let Some(zone) = time_zone {
        command.env("TZ", zone);
    }
    let ended = feed(&mut command, order).map_err(|error| broken(&error.to_string()))?;
    let said = String::from_utf8_lossy(&ended.stderr);
    let last = ended
        .stdout
        .split(|byte| *byte == b'\n')
        .rfind(|it| !it.is_empty());
    match last.map(serde_json::from_slice::<Answer>) {
        Some(Ok(Answer::Done(outcome))) => Ok(outcome),
        Some(Ok(Answer::Failed { failed })) => Err(Box::new(trouble(failed))),
        Some(Err(error)) => Err(broken(&format!("{error}\n{said}"))),
        None => Err(broken(&said)),
    }
}

/// Node without what would connect it to another database than the one that is named.
fn node() -> Command {
    let mut command = Command::new("node");
    for (name, _) in std::env::vars_os() {
        if name.to_string_lossy().starts_with("PG") {
            command.env_remove(name);
        }
    }
    command
}

fn feed(command: &mut Command, order: &Value) -> io::Result<std::process::Output> {
    let mut child = command.spawn()?;
    let mut stdin = child.stdin.take().expect("its input is a pipe");
    let text = order.to_string();
    // It reads all of its order before it prints anything.
    match stdin.write_all(text.as_bytes()) {
        // Whoever ends before says why.
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => return Err(error),
        _ => drop(stdin),
    }
    child.wait_with_output()
}

fn check_version() -> Result<(), Box<Diagnostic>> {
    let missing = |message: String| {
        Box::new(Diagnostic::error("verify/no-node", message).help(format!(
            "install Node {}.{} or newer, and have `node` on the path",
            OLDEST.0, OLDEST.1
        )))
    };
    let output = node().arg("--version").output();
    let output = match output {
        Ok(output) if output.status.success() => output,
        Ok(output) => {
            let said = String::from_utf8_lossy(&output.stderr);
            return Err(missing(format!("`node` does not run: {}", said.trim())));
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            return Err(missing(
                "there is no `node`, which runs the clients".to_owned(),
            ));
        }
        Err(error) => return Err(missing(format!("`node` does not run: {error}"))),
    };
    let text = String::from_utf8_lossy(&output.stdout);
    let mut numbers = text.trim().trim_start_matches('v').split('.');
    let mut number = || numbers.next().and_then(|it| it.parse::<u32>().ok());
    match (number(), number()) {
        (Some(major), Some(minor)) if (major, minor) >= OLDEST => Ok(()),
        _ => Err(missing(format!("Node {} is too old", text.trim()))),
    }
}

/// What the program says of its own accord.
fn trouble(trouble: Trouble) -> Diagnostic {
    let Trouble {
        code,
        message,
        package,
        from,
        by,
        recovery,
    } = trouble;
    let package = package.unwrap_or_default();
    match code.as_str() {
        "verify/no-package" => {
            let from = from.unwrap_or_default();
            let by = by.map_or_else(String::new, |by| format!(", which `{by}` imports"));
            Diagnostic::error(
                "verify/no-package",
                format!("the package `{package}` is not installed{by}: it is not to be found from `{from}`"),
            )
            .help(format!("install it in the project: `npm install {package}`"))
        }
        "verify/module-fails" => Diagnostic::error(
            "verify/module-fails",
            format!("`{package}` cannot be imported: {message}"),
        )
        .help("mend what the message names; it is imported as a module, in Node"),
        "verify/no-typescript" => Diagnostic::error(
            "verify/no-typescript",
            "nothing here turns TypeScript into JavaScript: the project has neither esbuild nor typescript, and this Node cannot",
        )
        .help("install `typescript` in the project, or use Node 22.18 or newer"),
        "verify/client-fails" => Diagnostic::error(
            "verify/client-fails",
            format!("Prisma's client does not start: {message}"),
        )
        .help("it must take a driver adapter: Prisma 7, or 6.16 and newer"),
        "verify/cannot-connect" => Diagnostic::error(
            "verify/cannot-connect",
            format!("`pg` cannot connect to the database: {message}"),
        )
        .help("compare the parameters of the address with what `pg` takes"),
        "verify/read-only" => {
            let why = if recovery { "is a standby" } else { "lets nothing be written" };
            Diagnostic::error(
                "verify/read-only",
                format!("the database {why}: rows are written, and rolled back"),
            )
            .help("name a database that takes writes")
        }
        _ => *broken(&format!("{code} {message}")),
    }
}

/// A mistake of ours, or Node's end by somebody else's hand.
fn broken(said: &str) -> Box<Diagnostic> {
    let lines: Vec<&str> = said
        .lines()
        .map(str::trim)
        .filter(|it| !it.is_empty())
        .collect();
    let shown = lines
        .iter()
        .take(12)
        .copied()
        .collect::<Vec<_>>()
        .join("\n");
    let message = format!("the program that runs the clients ended without an answer: {shown}");
    Box::new(
        Diagnostic::error("verify/program-fails", message)
            .help("run it again; where it stays, report it with this message"),
    )
}
