//! What a user waits for: the whole process, from its start to the files written,
//! and the most memory that it holds.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

mod schema;

fn main() {
    let dir = tempfile::tempdir().expect("a temporary folder");
    println!(
        "{:>7} {:>9}  {:<22} {:>9} {:>9} {:>9}",
        "models", "schema", "command", "median", "fastest", "memory"
    );
    for models in schema::SIZES {
        let text = schema::schema(models);
        let file = dir.path().join(format!("{models}.prisma"));
        fs::write(&file, &text).expect("the schema is written");
        let size = format!("{} KB", text.len() / 1024);
        let runs = if models > 5_000 { 5 } else { 40 };
        for (name, arguments) in [
            ("generate", &["generate"][..]),
            ("generate (unchanged)", &["generate"][..]),
            ("generate --check", &["generate", "--check"][..]),
        ] {
            let out = dir.path().join(format!("out-{models}"));
            let mut times: Vec<Duration> = (0..runs)
                .map(|_| {
                    if name == "generate" {
                        let _ = fs::remove_dir_all(&out);
                    }
                    run(arguments, &file, &out)
                })
                .collect();
            times.sort();
            let memory = peak_memory(arguments, &file, &out)
                .map_or_else(|| "?".to_owned(), |kb| format!("{} MB", kb / 1024));
            println!(
                "{models:>7} {size:>9}  {name:<22} {:>6.1} ms {:>6.1} ms {memory:>9}",
                times[times.len() / 2].as_secs_f64() * 1e3,
                times[0].as_secs_f64() * 1e3,
            );
        }
    }
}

fn command(arguments: &[&str], schema: &Path, out: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_triple-orm"));
    command
        .args(arguments)
        .arg("--schema")
        .arg(schema)
        .arg("--out")
        .arg(out);
    command
}

fn run(arguments: &[&str], schema: &Path, out: &Path) -> Duration {
    let start = Instant::now();
    let output = command(arguments, schema, out)
        .output()
        .expect("the binary runs");
    let time = start.elapsed();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    time
}

/// The peak of the resident memory in KB, as GNU time tells it, where it is there.
fn peak_memory(arguments: &[&str], schema: &Path, out: &Path) -> Option<u64> {
    let inner = command(arguments, schema, out);
    let output = Command::new("/usr/bin/time")
        .args(["-f", "peak %M"])
        .arg(inner.get_program())
        .args(inner.get_args())
        .output()
        .ok()?;
    let text = String::from_utf8(output.stderr).ok()?;
    text.lines()
        .find_map(|line| line.strip_prefix("peak ")?.trim().parse().ok())
}
