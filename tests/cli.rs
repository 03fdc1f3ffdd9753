//! The binary's manners: help, usage errors, exit status.

use std::path::Path;
use std::process::{Command, Output};

fn run(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_triple-orm"))
        .args(arguments)
        .env("COLUMNS", "100")
        .output()
        .unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

#[test]
fn help_goes_to_stdout_and_usage_errors_do_not() {
    let help = run(&["--help"]);
    assert_eq!(help.status.code(), Some(0));
    assert!(help.stderr.is_empty());
    let bare = run(&[]);
    assert_eq!(bare.status.code(), Some(2));
    assert!(bare.stdout.is_empty());
    assert!(text(&bare.stderr).contains("Examples:"));
    for wrong in [
        &["generat"][..],
        &["generate", "--chek"],
        &["generate", "--check", "--diff"],
        &["generate", "--target", "mysql"],
    ] {
        let output = run(wrong);
        assert_eq!(output.status.code(), Some(2), "{wrong:?}");
        assert!(output.stdout.is_empty(), "{wrong:?}");
    }
    insta::with_settings!({snapshot_path => "../snapshots", prepend_module_to_snapshot => false}, {
        insta::assert_snapshot!("help", text(&help.stdout));
        insta::assert_snapshot!("help_init", text(&run(&["init", "--help"]).stdout));
        insta::assert_snapshot!("help_generate", text(&run(&["generate", "--help"]).stdout));
    });
}

#[test]
fn the_version_says_what_it_understands() {
    let version = text(&run(&["--version"]).stdout);
    let short = format!("triple-orm {}", env!("CARGO_PKG_VERSION"));
    assert!(
        version.starts_with(&format!("{short} (Prisma ")),
        "{version}"
    );
    assert_eq!(text(&run(&["-V"]).stdout), short + "\n");
}

#[test]
fn what_was_meant_is_named() {
    for (typed, meant) in [
        (&["check"][..], "triple-orm generate --check"),
        (&["watch"], "triple-orm generate --watch"),
        (&["--check"], "triple-orm generate --check"),
        (
            &["--schema", "a.prisma"],
            "triple-orm generate --schema a.prisma",
        ),
        (
            &["prisma/schema.prisma"],
            "triple-orm generate --schema prisma/schema.prisma",
        ),
        (
            &["generate", "a.prisma"],
            "triple-orm generate --schema a.prisma",
        ),
        (&["generate", "--frozen"], "triple-orm generate --help"),
        (&["generate", "--chek"], "'--check'"),
        (&["generat"], "'generate'"),
        (
            &["explain", "prisma/unknown-typ"],
            "triple-orm explain prisma/unknown-type",
        ),
        (
            &["explain", "what"],
            "triple-orm explain prisma/unknown-type",
        ),
        (
            &["generate", "--config", "src"],
            "--config FOLDER/triple-orm.json",
        ),
        (&["generate", "--schema", "src"], "--schema DIR"),
        (
            &["generate", "--schema", "none.prisma"],
            "leave `--schema` out",
        ),
    ] {
        let output = run(typed);
        assert_eq!(output.status.code(), Some(2), "{typed:?}");
        let said = text(&output.stderr);
        assert!(said.contains(meant), "{typed:?}: {said}");
    }
}

#[test]
fn bash_completes_what_is_typed() {
    let binary = Path::new(env!("CARGO_BIN_EXE_triple-orm"));
    // What bash calls when somebody types a tab behind the last word.
    let script = r#"
        eval "$("$0" completions bash)"
        function=$(complete -p triple-orm | sed 's/.*-F \([^ ]*\).*/\1/')
        COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); COMP_LINE="$*"; COMP_POINT=${#COMP_LINE}
        "$function" triple-orm "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD - 1]}"
        echo "${COMPREPLY[@]}"
    "#;
    let complete = |words: &[&str]| {
        let output = Command::new("bash")
            .args(["-c", script])
            .arg(binary)
            .args(words)
            .output();
        output.map(|output| text(&output.stdout))
    };
    let Ok(commands) = complete(&["triple-orm", "ge"]) else {
        return; // No bash on this machine.
    };
    assert_eq!(commands.trim(), "generate");
    let flags = complete(&["triple-orm", "generate", "--wa"]).unwrap();
    assert_eq!(flags.trim(), "--watch");
    let targets = complete(&["triple-orm", "generate", "--target", ""]).unwrap();
    assert_eq!(
        targets.trim(),
        "drizzle kysely zod clients type-tests verify erd"
    );
}

#[test]
fn every_shell_has_its_script() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let output = run(&["completions", shell]);
        assert_eq!(output.status.code(), Some(0));
        assert!(text(&output.stdout).contains("deny-stubs"), "{shell}");
    }
}
