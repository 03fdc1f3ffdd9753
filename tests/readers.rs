//! One folder is one case: `tests/readers/<language>/<case>/` holds files as people
//! write them, and the snapshot is the catalog that we read from them.

mod support;

use std::path::{Path, PathBuf};

use triple_orm::catalog::{Dialect, Fact};
use triple_orm::diagnostic::{Diagnostics, Sources};
use triple_orm::prisma::client::{
    ClientKind, ClientOutput, DifferenceKind, Freshness, clients, freshness, inline_schema,
};
use triple_orm::source::client::{ClientCopy, client_js, client_ts};
use triple_orm::source::modules::ProjectModules;
use triple_orm::{drizzle, kysely, prisma};

fn folder(language: &str) -> PathBuf {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    root.join("tests/readers").join(language)
}

fn each(language: &str, read: impl Fn(&Path) -> String) {
    let entries = std::fs::read_dir(folder(language)).unwrap();
    let mut cases: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    cases.sort();
    assert!(cases.len() > 3, "the cases are found");
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("../snapshots/readers");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| {
        for case in &cases {
            let name = case.file_name().unwrap().to_str().unwrap();
            insta::assert_snapshot!(format!("{language}__{name}"), read(case));
        }
    });
}

fn read_drizzle(case: &Path) -> drizzle::read::Reading {
    let mut modules = ProjectModules::new(case);
    let mut sources = Sources::default();
    let file = modules.open(Path::new("schema.ts"), &mut sources).unwrap();
    let options = drizzle::read::ReadOptions::default();
    drizzle::read::read(&[file], options, &mut modules, &mut sources)
}

#[test]
fn drizzle_files_are_read() {
    each("drizzle", |case| {
        let reading = read_drizzle(case);
        let implied = reading.implied_name.map_or("", |_| "(names implied)\n");
        format!("{implied}{}", support::text(&reading.catalog))
    });
}

#[test]
fn kysely_files_are_read() {
    each("kysely", |case| {
        let mut modules = ProjectModules::new(case);
        let mut sources = Sources::default();
        let file = modules.open(Path::new("types.ts"), &mut sources).unwrap();
        support::text(&kysely::read::read(
            file,
            Dialect::Postgres,
            &mut modules,
            &mut sources,
        ))
    });
}

#[test]
fn a_file_knows_of_checks_and_policies_only_where_it_has_one() {
    let kinds = [Fact::Checks, Fact::Policies, Fact::RowSecurity, Fact::Views];
    let plain = read_drizzle(&folder("drizzle/old_style")).catalog;
    assert!(kinds.iter().all(|kind| !plain.knows.has(*kind)));
    let rich = read_drizzle(&folder("drizzle/postgres")).catalog;
    assert!(kinds.iter().all(|kind| rich.knows.has(*kind)));
}

#[test]
fn a_hand_written_kysely_type_that_is_as_right_is_no_difference() {
    let schema = r#"
        datasource db {
          provider = "postgresql"
        }
        model User {
          id   Int     @id
          data Json
          kind String
          note String? @default("x")
        }
    "#;
    let mut sources = Sources::default();
    let file = sources.add("schema.prisma".into(), schema.into());
    let mut diagnostics = Diagnostics::default();
    let parsed = prisma::parse(&sources, &[file], &mut diagnostics);
    let catalog = prisma::lower(&parsed, &mut diagnostics).unwrap();
    let read = |types: &str| {
        let mut sources = Sources::default();
        let text = format!("interface User {{ {types} }} interface DB {{ User: User }}");
        let file = sources.add("types.ts".into(), text);
        let mut modules = triple_orm::typescript::modules::NoModules;
        kysely::read::read(file, Dialect::Postgres, &mut modules, &mut sources)
    };
    let expected = kysely::project(&catalog, kysely::Driver::Pg);
    let types = |catalog: &triple_orm::catalog::Catalog| {
        let columns = catalog.tables[0].columns.iter();
        let texts =
            columns.map(|c| format!("{} {}", support::type_text(&c.ty), c.default.is_some()));
        texts.collect::<Vec<_>>()
    };
    let mut right =
        read(r#"id: number; data: string[] | { a: 1 }; kind: "a" | "b"; note: string | null"#);
    kysely::accept(&mut right, &expected);
    assert_eq!(types(&right), types(&expected));
    let mut wrong = read("id: string; data: Date; kind: number; note: string | null");
    kysely::accept(&mut wrong, &expected);
    let differences = types(&wrong);
    let expected = types(&expected);
    let count = differences
        .iter()
        .zip(&expected)
        .filter(|(a, b)| a != b)
        .count();
    assert_eq!(count, 3, "{differences:?}");
}

const SCHEMA: &str = r#"
generator client {
  provider = "prisma-client-js"
}

model User {
  id    Int    @id
  /// it's a "doc"
  email String @unique @db.VarChar(20)
}

enum Role {
  ADMIN
}
"#;

fn compare(schema: &str, copy: &str) -> Freshness {
    let mut sources = Sources::default();
    let schema = sources.add("schema.prisma".into(), schema.into());
    let copy = sources.add("copy.prisma".into(), copy.into());
    let mut diagnostics = Diagnostics::default();
    let schema = prisma::parse(&sources, &[schema], &mut diagnostics);
    let copy = prisma::parse(&sources, &[copy], &mut diagnostics);
    freshness(&schema, &copy)
}

#[test]
fn a_client_is_stale_when_a_model_means_another_thing() {
    let laid_out = SCHEMA
        .replace("  /// it's a \"doc\"\n", "")
        .replace("  ", "      ");
    let reordered = laid_out.replace("@unique @db.VarChar(20)", "@db.VarChar(20)   @unique");
    assert_eq!(compare(SCHEMA, &reordered), Freshness::UpToDate);
    let copy = SCHEMA
        .replace("VarChar(20)", "VarChar(30)")
        .replace("enum Role", "enum Level");
    let Freshness::Stale(differences) = compare(SCHEMA, &copy) else {
        panic!("it is stale");
    };
    let differences: Vec<_> = differences
        .iter()
        .map(|d| (d.name.as_str(), d.kind))
        .collect();
    assert_eq!(
        differences,
        [
            ("User", DifferenceKind::Changed),
            ("Role", DifferenceKind::Added),
            ("Level", DifferenceKind::Removed),
        ]
    );
}

#[test]
fn the_copy_of_a_client_is_found() {
    let root = tempfile::tempdir().unwrap();
    let root = std::fs::canonicalize(root.path()).unwrap();
    let write = |path: &str, text: &str| {
        let path = root.join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    };
    let schema_folder = root.join("packages/db/prisma");
    std::fs::create_dir_all(&schema_folder).unwrap();
    assert!(matches!(
        client_js(&schema_folder, None),
        ClientCopy::NotGenerated { .. }
    ));

    write("node_modules/.prisma/client/schema.prisma", SCHEMA);
    let ClientCopy::Schema { text, .. } = client_js(&schema_folder, None) else {
        panic!("it is found above");
    };
    assert_eq!(text, SCHEMA);

    write("packages/db/client/schema.prisma", "// another");
    let ClientCopy::Schema { text, .. } = client_js(&schema_folder, Some("../client")) else {
        panic!("it is found in its output");
    };
    assert_eq!(text, "// another");

    let inline = serde_json::to_string(SCHEMA).unwrap();
    let module = format!("const config = {{\n  \"inlineSchema\": {inline},\n  \"x\": {{}}\n}}");
    write("packages/db/generated/internal/class.ts", &module);
    let ClientCopy::Module { text, .. } = client_ts(&schema_folder, "../generated") else {
        panic!("it is found in its output");
    };
    assert_eq!(inline_schema(&text).as_deref(), Some(SCHEMA));
}

#[cfg(unix)]
#[test]
fn pnpm_keeps_the_client_beside_its_package() {
    let root = tempfile::tempdir().unwrap();
    let root = std::fs::canonicalize(root.path()).unwrap();
    let store = root.join("node_modules/.pnpm/@prisma+client@7.0.0/node_modules");
    std::fs::create_dir_all(store.join("@prisma/client")).unwrap();
    std::fs::create_dir_all(store.join(".prisma/client")).unwrap();
    std::fs::write(store.join(".prisma/client/schema.prisma"), SCHEMA).unwrap();
    let app = root.join("packages/db");
    std::fs::create_dir_all(app.join("node_modules/@prisma")).unwrap();
    std::os::unix::fs::symlink(
        store.join("@prisma/client"),
        app.join("node_modules/@prisma/client"),
    )
    .unwrap();
    let found = client_js(&app.join("prisma"), None);
    assert!(matches!(found, ClientCopy::Schema { .. }), "{found:?}");
}

#[test]
fn the_generators_of_clients_are_known() {
    let mut sources = Sources::default();
    let text = format!(
        "{SCHEMA}\ngenerator new {{\n provider = \"prisma-client\"\n output = \"../x\"\n generatedFileExtension = \"mts\"\n}}
         generator far {{\n provider = \"prisma-client-js\"\n output = env(\"X\")\n}}"
    );
    let file = sources.add("schema.prisma".into(), text);
    let schema = prisma::parse(&sources, &[file], &mut Diagnostics::default());
    let clients = clients(&schema);
    let kinds: Vec<_> = clients
        .iter()
        .map(|c| (c.kind, c.output.clone(), c.extension.as_deref()))
        .collect();
    assert_eq!(
        kinds,
        [
            (ClientKind::JavaScript, ClientOutput::Default, None),
            (
                ClientKind::TypeScript,
                ClientOutput::Path("../x".to_owned()),
                Some("mts")
            ),
            (ClientKind::JavaScript, ClientOutput::Computed, None),
        ]
    );
}

/// Reads a text as both languages; what matters is that it ends.
fn read_anyhow(text: &str) {
    let mut sources = Sources::default();
    let file = sources.add("file.ts".into(), text.to_owned());
    let mut modules = triple_orm::typescript::modules::NoModules;
    let options = drizzle::read::ReadOptions::default();
    drizzle::read::read(&[file], options, &mut modules, &mut sources);
    kysely::read::read(file, Dialect::Postgres, &mut modules, &mut sources);
}

#[test]
fn code_that_goes_round_in_circles_is_read_to_an_end() {
    let deep = format!("export const x = {}1{}", "[".repeat(300), "]".repeat(300));
    for text in [
        &deep,
        "const f = (x) => f(x); export const users = f(1);",
        "const f = (x) => [f(x), f(x)]; export const users = f(1);",
        "const a = b; const b = a; export const c = { ...a };",
        "interface A extends B {} interface B extends A {} interface DB { a: A }",
        "interface A { a: A['b'] | A['b']; b: A['a'] | A['a'] } interface DB { a: A }",
        "type A<T> = A<T[]>; type X = { x: A<string> }; type DB = { x: X }",
        "type DB = DB;",
        "export * from './file'",
    ] {
        read_anyhow(text);
    }
}

proptest::proptest! {
    #![proptest_config(proptest::test_runner::Config::with_cases(64))]

    #[test]
    fn a_broken_file_does_not_make_a_reader_panic(from in 0.0..1.0f64, length in 0usize..200) {
        for path in ["drizzle/postgres/schema.ts", "kysely/by_hand/types.ts"] {
            let text = std::fs::read_to_string(folder(path)).unwrap();
            let cut = |at: usize| text.floor_char_boundary(at.min(text.len()));
            #[expect(clippy::cast_precision_loss, clippy::cast_possible_truncation, clippy::cast_sign_loss)]
            let start = cut((from * text.len() as f64) as usize);
            let end = cut(start + length);
            read_anyhow(&format!("{}{}", &text[..start], &text[end..]));
        }
    }
}
