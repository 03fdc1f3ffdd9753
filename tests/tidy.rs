//! What `docs/architecture.md` says of the modules, checked on their text.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use triple_orm::commands::explain::EXPLANATIONS;
use walkdir::WalkDir;

/// Which modules a module may use, besides itself. Whoever is not listed
/// (`main`, `lib`, `cli`, `commands`) may use everything.
const MAY_USE: &[(&str, &[&str])] = &[
    ("path", &[]),
    ("diagnostic", &[]),
    ("catalog", &["diagnostic"]),
    ("diff", &["catalog", "diagnostic"]),
    ("rules", &["catalog", "diff", "diagnostic"]),
    ("report", &["rules", "diagnostic"]),
    ("sql", &["catalog", "diff", "diagnostic"]),
    ("typescript", &["catalog", "diagnostic"]),
    ("prisma", &["sql", "typescript", "catalog", "diagnostic"]),
    ("drizzle", &["sql", "typescript", "catalog", "diagnostic"]),
    ("kysely", &["sql", "typescript", "catalog", "diagnostic"]),
    ("zod", &["sql", "typescript", "catalog", "diagnostic"]),
    ("clients", &["sql", "typescript", "catalog", "diagnostic"]),
    ("erd", &["catalog"]),
    (
        "verify",
        &[
            "catalog",
            "drizzle",
            "kysely",
            "sql",
            "typescript",
            "diagnostic",
        ],
    ),
    (
        "type_tests",
        &[
            "catalog",
            "clients",
            "drizzle",
            "kysely",
            "typescript",
            "verify",
        ],
    ),
    ("database", &["sql", "catalog", "path"]),
    ("report", &["rules", "diagnostic"]),
    ("output", &["diagnostic", "path"]),
    ("source", &["diagnostic", "path", "typescript"]),
    (
        "init",
        &[
            "catalog",
            "config",
            "diagnostic",
            "drizzle",
            "output",
            "path",
            "source",
            "typescript",
        ],
    ),
    (
        "target",
        &[
            "prisma",
            "drizzle",
            "kysely",
            "zod",
            "erd",
            "clients",
            "type_tests",
            "verify",
            "catalog",
            "config",
            "diagnostic",
            "output",
            "path",
            "typescript",
        ],
    ),
    (
        "config",
        &[
            "clients",
            "prisma",
            "drizzle",
            "kysely",
            "zod",
            "catalog",
            "diagnostic",
            "path",
            "rules",
            "source",
            "target",
            "typescript",
            "sql",
        ],
    ),
];

/// The only modules that touch the world.
const WORLDLY: &[&str] = &[
    "source", "output", "config", "database", "main", "commands", "path", "init",
];

fn sources() -> Vec<(String, String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let files: Vec<_> = WalkDir::new(&root)
        .into_iter()
        .map(Result::unwrap)
        .filter(|entry| entry.path().extension().is_some_and(|it| it == "rs"))
        .map(|entry| {
            let path = entry.path().strip_prefix(&root).unwrap();
            let module = path.iter().next().unwrap().to_str().unwrap();
            let module = module.trim_end_matches(".rs").to_owned();
            (
                module,
                path.display().to_string(),
                fs::read_to_string(entry.path()).unwrap(),
            )
        })
        .collect();
    assert!(files.len() > 50, "the sources are found");
    files
}

/// The modules behind `crate::` in a text.
fn used_modules(text: &str) -> BTreeSet<String> {
    let mut used = BTreeSet::new();
    for (place, _) in text.match_indices("crate::") {
        let rest = &text[place + "crate::".len()..];
        match rest.strip_prefix('{') {
            None => used.extend(word(rest)),
            Some(group) => {
                let mut depth = 0;
                let mut at_start = true;
                for (i, c) in group.char_indices() {
                    match c {
                        '{' => depth += 1,
                        '}' if depth == 0 => break,
                        '}' => depth -= 1,
                        ',' if depth == 0 => at_start = true,
                        c if at_start && c.is_alphabetic() => {
                            used.extend(word(&group[i..]));
                            at_start = false;
                        }
                        _ => {}
                    }
                }
            }
        }
    }
    used
}

fn word(text: &str) -> Option<String> {
    let word: String = text
        .chars()
        .take_while(|c| c.is_alphanumeric() || *c == '_')
        .collect();
    (!word.is_empty()).then_some(word)
}

#[test]
fn modules_use_what_they_may() {
    for (module, path, text) in sources() {
        let Some((_, allowed)) = MAY_USE.iter().find(|(name, _)| *name == module) else {
            continue;
        };
        for used in used_modules(&text) {
            assert!(
                used == module || allowed.contains(&used.as_str()),
                "src/{path} uses `{used}`"
            );
        }
    }
}

/// Files that are no part of the binary.
const ONLY_TESTS: &[&str] = &["kysely/driver/docs.rs"];

#[test]
fn languages_do_no_io() {
    for (module, path, text) in sources() {
        let touches = ["std::fs", "std::net", "std::env", "std::process"]
            .iter()
            .any(|name| text.contains(name));
        assert!(
            !touches || WORLDLY.contains(&module.as_str()) || ONLY_TESTS.contains(&path.as_str()),
            "src/{path} touches the world"
        );
    }
}

#[test]
fn every_code_is_explained() {
    let explained: BTreeSet<&str> = EXPLANATIONS.iter().map(|(code, _)| *code).collect();
    let mut found = BTreeSet::new();
    for (_, _, text) in sources() {
        for (place, _) in text.match_indices("Diagnostic::") {
            let call = &text[place..text.len().min(place + 120)];
            let is_constructor = ["error(", "warning(", "note("]
                .iter()
                .any(|name| call["Diagnostic::".len()..].starts_with(name));
            let code = call.split('"').nth(1).unwrap_or_default();
            if is_constructor && code.contains('/') {
                found.insert(code.to_owned());
            }
        }
    }
    assert!(found.len() > 20, "the codes are found");
    for code in &found {
        assert!(
            explained.contains(code.as_str()),
            "`{code}` is not explained"
        );
    }
    let texts: Vec<String> = sources()
        .into_iter()
        .filter(|(_, path, _)| !path.ends_with("explanations.rs"))
        .map(|(_, _, text)| text)
        .collect();
    for code in explained {
        let quoted = format!("\"{code}\"");
        assert!(
            texts.iter().any(|text| text.contains(&quoted)),
            "`{code}` is explained, but nothing says it"
        );
    }
}
