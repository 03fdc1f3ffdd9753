//! Finding and reading the schema in real folders.

use std::fs;
use std::path::{Path, PathBuf};

use tempfile::TempDir;
use triple_orm::diagnostic::Sources;
use triple_orm::source::{self, Found, MOST_BYTES, Origin, SourceError};

/// A folder with these files, each with its own name as its text unless it says
/// something else.
fn folder(files: &[(&str, &str)]) -> TempDir {
    let dir = TempDir::new().unwrap();
    for (name, text) in files {
        let path = dir.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    dir
}

fn find(dir: &TempDir) -> Result<Found, SourceError> {
    source::find(dir.path(), None)
}

fn found(dir: &TempDir) -> (String, Origin) {
    let found = find(dir).unwrap();
    let path = found.path.strip_prefix(dir.path()).unwrap().to_owned();
    (path.to_str().unwrap().to_owned(), found.origin)
}

fn flag(cwd: &Path, path: &str) -> Result<Found, SourceError> {
    source::find(cwd, Some((cwd.join(path), Origin::Flag)))
}

fn read(cwd: &Path, path: &Path) -> Result<Vec<(String, String)>, SourceError> {
    let mut sources = Sources::default();
    source::read(cwd, path, &mut sources)?;
    Ok(sources
        .iter()
        .map(|(_, file)| (file.path.to_str().unwrap().to_owned(), file.text.clone()))
        .collect())
}

fn paths(read: Vec<(String, String)>) -> Vec<String> {
    read.into_iter().map(|(path, _)| path).collect()
}

#[test]
fn the_usual_places_come_in_prismas_order() {
    let dir = folder(&[
        ("schema.prisma", ""),
        ("prisma/schema.prisma", ""),
        ("prisma/schema/a.prisma", ""),
    ]);
    assert_eq!(found(&dir), ("schema.prisma".into(), Origin::Usual));
    fs::remove_file(dir.path().join("schema.prisma")).unwrap();
    assert_eq!(found(&dir), ("prisma/schema.prisma".into(), Origin::Usual));
    fs::remove_file(dir.path().join("prisma/schema.prisma")).unwrap();
    assert_eq!(found(&dir), ("prisma/schema".into(), Origin::Usual));
    fs::remove_dir_all(dir.path().join("prisma")).unwrap();
    let error = find(&dir).unwrap_err();
    assert_eq!(
        error.to_string(),
        "no Prisma schema found; looked for `prisma.config.ts`, `package.json#prisma.schema`, \
         `schema.prisma`, `prisma/schema.prisma`, `prisma/schema`"
    );
}

#[test]
fn a_flag_is_before_the_prisma_config_and_that_before_package_json() {
    let dir = folder(&[
        ("a.prisma", ""),
        ("b.prisma", ""),
        ("c.prisma", ""),
        ("schema.prisma", ""),
        ("prisma.config.ts", "export default { schema: 'b.prisma' }"),
        ("package.json", r#"{ "prisma": { "schema": "c.prisma" } }"#),
    ]);
    assert_eq!(flag(dir.path(), "a.prisma").unwrap().origin, Origin::Flag);
    let (path, origin) = found(&dir);
    assert_eq!(path, "b.prisma");
    assert_eq!(origin.to_string(), "from `schema` in `prisma.config.ts`");
    fs::remove_file(dir.path().join("prisma.config.ts")).unwrap();
    let (path, origin) = found(&dir);
    assert_eq!(path, "c.prisma");
    assert_eq!(origin.to_string(), "from `prisma.schema` in `package.json`");
}

#[test]
fn paths_in_a_config_start_from_the_config() {
    let dir = folder(&[
        (
            ".config/prisma.ts",
            "export default { schema: '../db/schema.prisma' }",
        ),
        ("db/schema.prisma", ""),
    ]);
    let found = find(&dir).unwrap();
    assert_eq!(
        paths(read(dir.path(), &found.path).unwrap()),
        ["db/schema.prisma"]
    );
}

#[test]
fn the_nearest_package_json_may_be_above() {
    let dir = folder(&[
        (
            "package.json",
            r#"{ "prisma": { "schema": "db/x.prisma" } }"#,
        ),
        ("db/x.prisma", ""),
        ("src/a.ts", ""),
    ]);
    let found = source::find(&dir.path().join("src"), None).unwrap();
    assert_eq!(
        paths(read(&dir.path().join("src"), &found.path).unwrap()),
        ["../db/x.prisma"]
    );
}

#[test]
fn a_computed_path_is_a_note_and_the_search_goes_on() {
    let dir = folder(&[
        ("schema.prisma", ""),
        (
            "prisma.config.ts",
            "export default { schema: process.env.SCHEMA }",
        ),
    ]);
    let found = find(&dir).unwrap();
    assert_eq!(found.origin, Origin::Usual);
    assert_eq!(
        found.notes[0].message,
        "`schema` in `prisma.config.ts` is computed, and cannot be read without running it"
    );
}

#[test]
fn a_place_that_somebody_named_must_be_there() {
    let dir = folder(&[("prisma.config.ts", "export default { schema: 'no.prisma' }")]);
    assert_eq!(
        flag(dir.path(), "x/y.prisma").unwrap_err().to_string(),
        "`x/y.prisma` does not exist (from `--schema`)"
    );
    assert_eq!(
        find(&dir).unwrap_err().to_string(),
        "`no.prisma` does not exist (from `schema` in `prisma.config.ts`)"
    );
}

#[test]
fn a_file_is_that_file_alone() {
    let dir = folder(&[("prisma/schema.prisma", "1"), ("prisma/other.prisma", "2")]);
    let found = flag(dir.path(), "prisma/schema.prisma").unwrap();
    assert_eq!(
        read(dir.path(), &found.path).unwrap(),
        [("prisma/schema.prisma".into(), "1".into())]
    );
}

#[test]
fn a_folder_is_every_schema_below_it_in_the_order_of_bytes() {
    let dir = folder(&[
        ("p/b.prisma", ""),
        ("p/a/z.prisma", ""),
        ("p/Z.prisma", ""),
        ("p/a.prisma", ""),
        ("p/é.prisma", ""),
        ("p/a.txt", ""),
        ("p/.prisma", ""),
        ("p/migrations/1/migration.sql", ""),
        ("p/node_modules/x/y.prisma", ""),
    ]);
    assert_eq!(
        paths(read(dir.path(), &dir.path().join("p")).unwrap()),
        [
            "p/Z.prisma",
            "p/a.prisma",
            "p/a/z.prisma",
            "p/b.prisma",
            "p/é.prisma"
        ]
    );
}

#[test]
fn a_folder_without_a_schema_is_an_error() {
    let dir = folder(&[("p/a.txt", "")]);
    let error = read(dir.path(), &dir.path().join("p")).unwrap_err();
    assert_eq!(error.to_string(), "no `.prisma` file in `p` or below");
}

#[cfg(unix)]
#[test]
fn symlinks_are_followed_but_not_in_circles() {
    let dir = folder(&[("p/a.prisma", ""), ("shared/b.prisma", "")]);
    let link = |to: &str, at: &str| std::os::unix::fs::symlink(to, dir.path().join(at)).unwrap();
    link("../shared", "p/s");
    assert_eq!(
        paths(read(dir.path(), &dir.path().join("p")).unwrap()),
        ["p/a.prisma", "p/s/b.prisma"]
    );
    link("../p", "p/again");
    let error = read(dir.path(), &dir.path().join("p")).unwrap_err();
    assert_eq!(
        error.to_string(),
        "`p/again` is a symlink to a folder that contains it"
    );
    fs::remove_file(dir.path().join("p/again")).unwrap();
    link("nowhere.prisma", "p/gone.prisma");
    let error = read(dir.path(), &dir.path().join("p")).unwrap_err();
    assert!(
        error.to_string().starts_with("cannot read `p/gone.prisma`"),
        "{error}"
    );
}

#[test]
fn what_is_no_text_is_named_with_its_place() {
    let dir = folder(&[]);
    let path = dir.path().join("a.prisma");
    fs::write(&path, b"model A {\n  \xff\n}").unwrap();
    assert_eq!(
        read(dir.path(), &path).unwrap_err().to_string(),
        "`a.prisma` is not valid UTF-8 (line 2, byte 12)"
    );
}

#[test]
fn a_file_that_is_far_too_large_is_not_read() {
    let dir = folder(&[]);
    let path: PathBuf = dir.path().join("a.prisma");
    let file = fs::File::create(&path).unwrap();
    file.set_len(MOST_BYTES + 1).unwrap();
    assert_eq!(
        read(dir.path(), &path).unwrap_err().to_string(),
        "`a.prisma` is 65 MB large; the limit is 64 MB"
    );
}

#[cfg(target_os = "linux")]
#[test]
fn a_device_is_no_schema() {
    let error = flag(Path::new("/"), "/dev/zero").unwrap_err();
    assert_eq!(
        error.to_string(),
        "`dev/zero` is neither a file nor a folder (from `--schema`)"
    );
}
