//! The binary's manners: help, usage errors, exit status.

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
    assert_eq!(run(&["--version"]).status.code(), Some(0));
    insta::with_settings!({snapshot_path => "../snapshots", prepend_module_to_snapshot => false}, {
        insta::assert_snapshot!("help", text(&help.stdout));
        insta::assert_snapshot!("help_init", text(&run(&["init", "--help"]).stdout));
        insta::assert_snapshot!("help_generate", text(&run(&["generate", "--help"]).stdout));
    });
}
