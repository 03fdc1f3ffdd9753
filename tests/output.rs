//! Saving and checking a tree in real folders.

use std::fs;
use std::path::Path;
use std::time::{Duration, SystemTime};

use tempfile::TempDir;
use triple_orm::output::{
    Addition, CheckReport, HEADER, Outcome, OutputError, SaveReport, Stale, State, Tree,
};

fn ours(body: &str) -> String {
    format!("{HEADER}\n{body}")
}

fn two_files() -> Tree {
    let mut tree = Tree::default();
    tree.generated("a.ts", ours("export const a = 1;\n"));
    tree.generated("b.ts", ours("export const b = 1;\n"));
    tree
}

fn outcomes(tree: &Tree, out: &Path) -> Vec<Outcome> {
    let saved = tree.save(out).unwrap();
    saved.files.iter().map(|file| file.outcome).collect()
}

/// Two texts mean the same when they differ in spaces alone.
fn check(tree: &Tree, out: &Path) -> Vec<Stale> {
    let packed = |text: &str| text.split_whitespace().collect::<String>();
    tree.check(
        out,
        |a, b| packed(a) == packed(b),
        |text| Some(text.replace("  ", "")),
    )
    .unwrap()
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

fn age(path: &Path) -> SystemTime {
    let long_ago = SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000_000);
    fs::File::options()
        .append(true)
        .open(path)
        .unwrap()
        .set_modified(long_ago)
        .unwrap();
    long_ago
}

#[test]
fn what_was_saved_is_current() {
    let dir = TempDir::new().unwrap();
    let out = dir.path().join("src/db");
    let tree = two_files();
    assert_eq!(check(&tree, &out).len(), 2);
    assert!(!out.exists(), "a check writes nothing");
    assert_eq!(outcomes(&tree, &out), [Outcome::Created, Outcome::Created]);
    assert_eq!(names(&out), ["a.ts", "b.ts"]);
    assert_eq!(check(&tree, &out), []);
}

#[test]
fn an_unchanged_file_keeps_its_time() {
    let out = TempDir::new().unwrap();
    let tree = two_files();
    tree.save(out.path()).unwrap();
    let a = out.path().join("a.ts");
    let long_ago = age(&a);
    fs::write(out.path().join("b.ts"), ours("old")).unwrap();
    assert_eq!(
        outcomes(&tree, out.path()),
        [Outcome::Unchanged, Outcome::Updated]
    );
    assert_eq!(fs::metadata(&a).unwrap().modified().unwrap(), long_ago);
    let saved = tree.save(out.path()).unwrap();
    assert_eq!(
        SaveReport { saved: &saved }.summary(),
        "2 files (unchanged)"
    );
}

#[test]
fn a_checkout_with_crlf_is_current_and_left_alone() {
    let out = TempDir::new().unwrap();
    let tree = two_files();
    let a = out.path().join("a.ts");
    tree.save(out.path()).unwrap();
    let crlf = fs::read_to_string(&a).unwrap().replace('\n', "\r\n");
    fs::write(&a, &crlf).unwrap();
    assert_eq!(check(&tree, out.path()), []);
    assert_eq!(outcomes(&tree, out.path())[0], Outcome::Unchanged);
    assert_eq!(fs::read_to_string(&a).unwrap(), crlf);
}

#[test]
fn a_foreign_file_is_kept_and_nothing_is_written() {
    let out = TempDir::new().unwrap();
    let b = out.path().join("b.ts");
    fs::write(&b, "export const mine = 1;\n").unwrap();
    let error = two_files().save(out.path()).unwrap_err();
    assert_eq!(
        error.to_string(),
        format!(
            "a file that triple-orm did not write is in the way: `{}`",
            b.display()
        )
    );
    assert_eq!(
        error.help(),
        "see `triple-orm generate --diff`, then move it away, or choose another folder with `--out`"
    );
    assert_eq!(names(out.path()), ["b.ts"]);
    assert_eq!(fs::read_to_string(&b).unwrap(), "export const mine = 1;\n");

    let stale = check(&two_files(), out.path());
    assert_eq!(stale[1].state, State::Foreign);
    assert!(stale[1].diff.text.contains("-export const mine = 1;"));
}

#[test]
fn a_folder_in_the_place_of_a_file_stops_everything() {
    let out = TempDir::new().unwrap();
    fs::create_dir(out.path().join("b.ts")).unwrap();
    let error = two_files().save(out.path()).unwrap_err();
    assert!(error.to_string().ends_with("b.ts` is a folder, not a file"));
    assert_eq!(names(out.path()), ["b.ts"]);
}

#[test]
fn a_file_in_the_place_of_the_folder_is_named() {
    let dir = TempDir::new().unwrap();
    let file = dir.path().join("src");
    fs::write(&file, "text").unwrap();
    for out in [file.clone(), file.join("db"), file.join("db/deep")] {
        let error = two_files().save(&out).unwrap_err();
        let OutputError::NotAFolder { path } = &error else {
            panic!("{error}");
        };
        assert_eq!(*path, file);
    }
    assert_eq!(fs::read_to_string(&file).unwrap(), "text");
}

#[cfg(target_os = "linux")]
#[test]
fn a_folder_that_cannot_be_written_to_is_an_error() {
    for out in ["/proc", "/proc/triple/orm"] {
        let error = two_files().save(Path::new(out)).unwrap_err();
        assert!(matches!(error, OutputError::Write { .. }), "{error}");
        assert!(error.help().contains("nothing was written"));
    }
}

#[cfg(unix)]
#[test]
fn a_pipe_in_the_way_is_not_opened() {
    let out = TempDir::new().unwrap();
    let made = std::process::Command::new("mkfifo")
        .arg(out.path().join("a.ts"))
        .status();
    if !made.is_ok_and(|status| status.success()) {
        return;
    }
    let error = two_files().save(out.path()).unwrap_err();
    assert!(matches!(error, OutputError::NotAFile { .. }), "{error}");
}

#[cfg(unix)]
#[test]
fn a_symlink_keeps_leading_where_it_leads() {
    let dir = TempDir::new().unwrap();
    let out = dir.path().join("out");
    fs::create_dir(&out).unwrap();
    let target = dir.path().join("elsewhere.ts");
    fs::write(&target, ours("old")).unwrap();
    std::os::unix::fs::symlink("../elsewhere.ts", out.join("a.ts")).unwrap();
    two_files().save(&out).unwrap();
    assert!(fs::symlink_metadata(out.join("a.ts")).unwrap().is_symlink());
    assert!(fs::read_to_string(&target).unwrap().contains("const a"));
    assert_eq!(names(dir.path()), ["elsewhere.ts", "out"]);
}

#[cfg(unix)]
#[test]
fn a_dangling_symlink_is_an_error() {
    let out = TempDir::new().unwrap();
    std::os::unix::fs::symlink("nowhere.ts", out.path().join("b.ts")).unwrap();
    let error = two_files().save(out.path()).unwrap_err();
    assert!(matches!(error, OutputError::DanglingLink { .. }), "{error}");
    assert_eq!(names(out.path()), ["b.ts"]);
}

#[cfg(unix)]
#[test]
fn permissions_are_kept_and_new_files_follow_the_umask() {
    use std::os::unix::fs::PermissionsExt;
    let out = TempDir::new().unwrap();
    let mode = |name: &str| {
        let path = out.path().join(name);
        fs::metadata(path).unwrap().permissions().mode() & 0o777
    };
    let plain = out.path().join("plain");
    fs::write(&plain, "").unwrap();
    let a = out.path().join("a.ts");
    fs::write(&a, ours("old")).unwrap();
    fs::set_permissions(&a, fs::Permissions::from_mode(0o440)).unwrap();
    two_files().save(out.path()).unwrap();
    assert_eq!(mode("a.ts"), 0o440);
    assert_eq!(mode("b.ts"), mode("plain"));
}

fn with_users_file(additions: &[&str]) -> Tree {
    let additions = additions.iter().map(|name| Addition {
        what: format!("User.{name}"),
        text: format!("export const {name} = z.json();\n"),
    });
    let mut tree = Tree::default();
    tree.users("json.ts", "// Yours.\n", additions.collect());
    tree
}

#[test]
fn the_users_file_is_created_then_only_added_to() {
    let out = TempDir::new().unwrap();
    let path = out.path().join("json.ts");
    assert_eq!(Tree::read_existing(out.path(), "json.ts").unwrap(), None);
    let tree = with_users_file(&["a"]);
    assert_eq!(outcomes(&tree, out.path()), [Outcome::Created]);
    assert_eq!(fs::read_to_string(&path).unwrap(), "// Yours.\n");

    fs::write(&path, "const my = { own :1 }").unwrap();
    let nothing_to_add = with_users_file(&[]);
    assert_eq!(check(&nothing_to_add, out.path()), []);
    assert_eq!(outcomes(&nothing_to_add, out.path()), [Outcome::Unchanged]);

    let tree = with_users_file(&["a", "b"]);
    let stale = check(&tree, out.path());
    let missing = vec!["User.a".to_owned(), "User.b".to_owned()];
    assert_eq!(stale[0].state, State::Incomplete { missing });
    assert_eq!(outcomes(&tree, out.path()), [Outcome::Updated]);
    assert_eq!(
        Tree::read_existing(out.path(), "json.ts").unwrap().unwrap(),
        "const my = { own :1 }\n\nexport const a = z.json();\n\nexport const b = z.json();\n"
    );
}

#[test]
fn a_users_file_that_is_no_text_is_named() {
    let out = TempDir::new().unwrap();
    fs::write(out.path().join("json.ts"), b"abc\xff").unwrap();
    let error = Tree::read_existing(out.path(), "json.ts").unwrap_err();
    assert!(
        error
            .to_string()
            .ends_with("is not valid UTF-8 (at byte 3)")
    );
}

#[test]
fn a_reformatted_file_is_current() {
    let out = TempDir::new().unwrap();
    let tree = two_files();
    tree.save(out.path()).unwrap();
    let text = ours("export const a =\n  1;\n");
    fs::write(out.path().join("a.ts"), text).unwrap();
    assert_eq!(check(&tree, out.path()), []);
}

#[test]
fn a_reformatted_and_stale_file_shows_only_what_is_stale() {
    let out = TempDir::new().unwrap();
    let mut tree = Tree::default();
    tree.generated("a.ts", ours("a {\nb: 1,\nc: 2,\n}\n"));
    let there = ours("a {\n    b: 1,\n    c: 3,\n}\n");
    fs::write(out.path().join("a.ts"), there).unwrap();
    let stale = check(&tree, out.path());
    let changes: Vec<_> = stale[0]
        .diff
        .text
        .lines()
        .skip(2)
        .filter(|line| line.starts_with(['-', '+']))
        .collect();
    assert_eq!(changes, ["-c: 3,", "+c: 2,"]);
    assert_eq!(stale[0].line, 4);
}

#[test]
fn every_stale_file_is_listed_and_told_in_three_ways() {
    let dir = TempDir::new().unwrap();
    let mut tree = two_files();
    tree.generated("c.ts", ours("export const c = 1;\n"));
    tree.generated("d.ts", ours("export const d = 1;\n"));
    tree.generated("e.ts", ours("export const e = 1;\n"));
    tree.users(
        "json.ts",
        "",
        vec![Addition {
            what: "User.profile".to_owned(),
            text: "export const UserProfile = z.json();\n".to_owned(),
        }],
    );
    tree.save(dir.path()).unwrap();
    fs::write(dir.path().join("a.ts"), ours("export const a = 0;\n")).unwrap();
    fs::remove_file(dir.path().join("b.ts")).unwrap();
    fs::write(dir.path().join("c.ts"), "export const mine = 1;\n").unwrap();
    fs::write(dir.path().join("d.ts"), ours("50 %: a, b\n")).unwrap();
    fs::write(dir.path().join("json.ts"), "export const x = 1;\n").unwrap();

    let mut stale = check(&tree, dir.path());
    let prefix = format!("{}/", dir.path().display());
    for it in &mut stale {
        it.path = it.path.file_name().unwrap().into();
        it.diff.text = it.diff.text.replace(&prefix, "");
    }
    let report = CheckReport {
        stale: &stale,
        checked: tree.files().len(),
        command: "triple-orm generate",
    };
    let mut human = anstream::StripStream::new(Vec::new());
    report.human(&mut human).unwrap();
    let mut github = Vec::new();
    report
        .github(&mut github, |path| {
            format!("packages/db/{}", path.display())
        })
        .unwrap();
    let mut json = Vec::new();
    report.json(serde_json::json!([]), &mut json).unwrap();
    insta::with_settings!({snapshot_path => "../snapshots", prepend_module_to_snapshot => false}, {
        insta::assert_snapshot!("check_human", text(human.into_inner()));
        insta::assert_snapshot!("check_github", text(github));
        insta::assert_snapshot!("check_json", text(json));
    });
}

fn text(bytes: Vec<u8>) -> String {
    String::from_utf8(bytes).unwrap()
}
