//! `tests/format/*.in.ts` become `*.out.ts`, which prettier printed: see `fuzz.mjs`.

use std::fs;
use std::path::{Path, PathBuf};

use proptest::prelude::*;
use triple_orm::typescript::compare::same_meaning;
use triple_orm::typescript::format::format;

fn inputs() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/format");
    let mut paths: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.to_string_lossy().ends_with(".in.ts"))
        .collect();
    paths.sort();
    assert!(!paths.is_empty());
    paths
}

fn output(input: &Path) -> PathBuf {
    PathBuf::from(input.to_string_lossy().replace(".in.ts", ".out.ts"))
}

#[test]
fn prints_what_prettier_prints() {
    for path in inputs() {
        let printed = format(&fs::read_to_string(&path).unwrap()).unwrap();
        let expected = fs::read_to_string(output(&path)).unwrap();
        assert_same(&path, &expected, &printed);
    }
}

#[test]
fn formatting_twice_changes_nothing() {
    for path in inputs() {
        let expected = fs::read_to_string(output(&path)).unwrap();
        assert_same(&path, &expected, &format(&expected).unwrap());
    }
}

#[test]
fn formatting_changes_no_meaning() {
    for path in inputs() {
        let before = fs::read_to_string(&path).unwrap();
        let after = fs::read_to_string(output(&path)).unwrap();
        assert!(same_meaning(&before, &after), "{}", path.display());
    }
}

#[test]
fn a_large_text_is_formatted_like_its_parts() {
    let one = format("/** Doc. */\nexport type A = [1,2];\n\n\nexport interface B{a:A}\n").unwrap();
    let count = 200_000 / one.len();
    assert_eq!(
        format(&vec![one.as_str(); count].join("\n")).unwrap(),
        vec![one; count].join("\n")
    );
}

/// Fails with the lines that differ.
fn assert_same(path: &Path, expected: &str, printed: &str) {
    let diff = similar::TextDiff::from_lines(expected, printed);
    let diff = diff.unified_diff().to_string();
    assert!(expected == printed, "{}\n{diff}", path.display());
}

proptest! {
    #[test]
    fn any_columns_are_formatted_once_and_for_all(
        columns in prop::collection::vec(
            (
                "[a-z]{1,24}",
                "[a-z_ \"']{0,40}",
                prop::collection::vec(
                    prop::sample::select(vec![
                        ".notNull()", ".primaryKey()", ".default(sql`now()`)", ".array()",
                        ".$type<Profile | null>()", ".$onUpdate(() => new Date())",
                        ".references(() => users.id, { onDelete: \"cascade\" })",
                    ]),
                    0..5,
                ),
            ),
            0..6,
        ),
        separator in prop::sample::select(vec![",", ",\n", ",\n\n\n", ", // x\n"]),
    ) {
        let columns: Vec<_> = columns
            .iter()
            .map(|(key, name, calls)| format!("{key}: text({name:?}){}", calls.concat()))
            .collect();
        let source = format!("export const t = pgTable('t', {{{}}})", columns.join(separator));
        let once = format(&source).unwrap();
        prop_assert_eq!(&once, &format(&once).unwrap());
        prop_assert!(same_meaning(&source, &once));
    }
}

#[test]
fn what_the_printer_does_not_know_stays_as_it_stands() {
    let class = "export default class A   { keep = 'me';   as() { return it } }\n";
    let text = format!("const a  = 1\n\n\n// why\n{class}");
    assert_eq!(
        format(&text).unwrap(),
        format!("const a = 1;\n\n// why\n{class}")
    );
    assert!(format("const = 1").is_err());
}
