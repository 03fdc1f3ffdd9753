//! The parser of the Prisma schema language: what it takes, what it says of the
//! rest, and that nothing makes it panic.

use std::path::PathBuf;

use proptest::prelude::*;
use triple_orm::{
    diagnostic::{Diagnostics, FileId, Format, Sources, render},
    prisma::{
        ast::{Block, Enum, Expression, Model, Schema},
        parse,
    },
};

fn all(sources: &Sources) -> Vec<FileId> {
    sources.iter().map(|(file, _)| file).collect()
}

fn sources(text: &str) -> Sources {
    let mut sources = Sources::default();
    sources.add(PathBuf::from("schema.prisma"), text.to_owned());
    sources
}

/// Runs `check` over a schema that must have no mistake.
fn parsed<T>(text: &str, check: impl FnOnce(&Schema<'_>) -> T) -> T {
    let sources = sources(text);
    let mut diagnostics = Diagnostics::default();
    let schema = parse(&sources, &all(&sources), &mut diagnostics);
    let messages = render(&diagnostics, &sources, Format::Human, false);
    assert!(diagnostics.is_empty(), "{messages}");
    check(&schema)
}

fn messages(text: &str) -> String {
    let sources = sources(text);
    let mut diagnostics = Diagnostics::default();
    parse(&sources, &all(&sources), &mut diagnostics);
    diagnostics.sort();
    render(&diagnostics, &sources, Format::Human, false)
}

fn model<'a, 's>(schema: &'a Schema<'s>) -> &'a Model<'s> {
    let models = schema.blocks.iter().find_map(|block| match block {
        Block::Model(model) => Some(model),
        _ => None,
    });
    models.expect("there is a model")
}

fn enumeration<'a, 's>(schema: &'a Schema<'s>) -> &'a Enum<'s> {
    let enums = schema.blocks.iter().find_map(|block| match block {
        Block::Enum(found) => Some(found),
        _ => None,
    });
    enums.expect("there is an enum")
}

/// The documentation of a model and of its fields.
fn docs(text: &str) -> Vec<Option<String>> {
    parsed(text, |schema| {
        let model = model(schema);
        let fields = model.fields.iter().map(|field| field.doc.as_deref());
        std::iter::once(model.doc.as_deref())
            .chain(fields)
            .map(|doc| doc.map(str::to_owned))
            .collect()
    })
}

#[allow(clippy::unnecessary_wraps)]
fn some(text: &str) -> Option<String> {
    Some(text.to_owned())
}

#[test]
fn documentation_is_joined_and_trimmed_as_prisma_does() {
    let text = "///  two spaces  \n///\n/// b\nmodel A {\n id Int\n}\n";
    assert_eq!(docs(text), [some("two spaces  \n\nb"), None]);
    let text = "/// a\n// b\n/// c\nmodel A {\n /// x\n\n // y\n /// z\n id Int /// t  \n}\n";
    assert_eq!(docs(text), [some("a\nc"), some("z\nt  ")]);
    assert_eq!(
        docs("//// four\nmodel A {\n id Int ///\n}\n"),
        [some("/ four"), some("")]
    );
}

#[test]
fn a_blank_line_parts_a_comment_from_a_block_and_not_from_a_field() {
    let text = "/// a\n\nmodel A {\n /// x\n\n id Int\n}\n";
    assert_eq!(docs(text), [None, some("x")]);
}

#[test]
fn documentation_over_a_generator_goes_to_the_next_model() {
    let text = "/// a\ngenerator g {\n}\n\nmodel A {\n id Int\n}\n";
    assert_eq!(docs(text), [some("a"), None]);
}

#[test]
fn comments_between_slashes_and_stars_are_documentation() {
    let text = "/* a */\nmodel A {\n /* m\n   n */ id Int /* t */\n /// q\n @@map(\"x\") /// w\n b Int\n /* x */ /// y\n c Int /* a\n b */\n}\n";
    assert_eq!(
        docs(text),
        [
            some("a"),
            some("m\n   n\nt"),
            some("q"),
            some("x\ny\na\n b")
        ]
    );
}

#[test]
fn documentation_of_enum_values() {
    let text = "/// a\nenum E {\n /// x\n A /// y\n B @map(\"z\") /// w\n /// e\n @@map(\"q\") /// k\n C\n}\n";
    parsed(text, |schema| {
        let found = enumeration(schema);
        let docs: Vec<_> = found
            .values
            .iter()
            .map(|value| value.doc.as_deref())
            .collect();
        assert_eq!(found.doc.as_deref(), Some("a"));
        assert_eq!(docs, [Some("x\ny"), Some("w"), Some("e")]);
    });
}

#[test]
fn every_kind_of_line_break_and_space_is_taken() {
    for line_break in ["\n", "\r\n", "\r"] {
        let text = "/// a\n/// b\nmodel A {\n\t/// x \n\u{a0}id\u{3000}Int @id\n\n b String ?\n c Int []\n}";
        let docs = docs(&text.replace('\n', line_break));
        assert_eq!(docs, [some("a\nb"), some("x "), None, None]);
    }
}

#[test]
fn keywords_and_letters_of_any_script_are_names() {
    let text = "model view {\n model Int\n type String\n enum Été\n 名前 String\n a-b_c 1x\n}\n\nmodelA {\n}\n";
    parsed(text, |schema| {
        let names: Vec<_> = model(schema)
            .fields
            .iter()
            .map(|field| field.name.text)
            .collect();
        assert_eq!(names, ["model", "type", "enum", "名前", "a-b_c"]);
    });
}

#[test]
fn escapes_of_strings() {
    let text = r#"model A {
  a String @map("\"\\\/\b\f\n\r\t\u00e9\uD83D\uDE00 é")
}
"#;
    parsed(text, |schema| {
        let value = model(schema).fields[0].attributes[0].named_or_first("name");
        let Some(Expression::String(value, _)) = value else {
            panic!("{value:?}")
        };
        assert_eq!(value, "\"\\/\u{8}\u{c}\n\r\té😀 é");
    });
}

#[test]
fn expressions() {
    let text = r#"datasource db {
  provider = "postgresql" // x
  url      = env("URL")
  schemas  = []
  empty    =
}

model A {
  a Unsupported( "vector(3)" )? @default(dbgenerated("x")) @db.VarChar ( -1.5 , 255 )
  @@index([b(sort: Desc, ops: raw("x")), c.d], where: { e: null, f: { not: 3 } }, map: "z") // y
}
"#;
    parsed(text, |schema| {
        insta::with_settings!({ snapshot_path => "../snapshots", prepend_module_to_snapshot => false }, {
            insta::assert_debug_snapshot!("prisma_parser__expressions", schema.blocks);
        });
    });
}

#[test]
fn one_bad_line_is_one_message() {
    let cases = [
        (
            "a field without a type",
            "model A {\n  id\n  b Int\n  c @id\n}\n",
        ),
        (
            "legacy types",
            "model A {\n  a: Int\n  b Int!\n  c [Int]\n  d Int[]?\n}\n",
        ),
        (
            "arguments over several lines",
            "model A {\n  a Int\n  @@index(\n    [a]\n  )\n}\n",
        ),
        (
            "strings",
            "model A {\n  a String @map(\"x)\n  b String @map('x')\n  c String @map(\"a\tb\")\n}\n",
        ),
        (
            "escapes",
            "model A {\n  a String @map(\"\\q \\u12 \\uD83D x\")\n}\n",
        ),
        (
            "attributes",
            "model A {\n  a Int @@id([a])\n  @id\n  @@\n  @@index([a,])\n  b Int @default(value:)\n  c Int @map(\"x\",)\n}\n",
        ),
        (
            "names",
            "model A {\n  _a Int\n  e\u{301} Int\n  b Int = 3\n  c Int;\n}\n",
        ),
        (
            "numbers",
            "model A {\n  a Int @default(1a)\n  b Int @default(- 1)\n  c Int @default(1.)\n}\n",
        ),
        (
            "comments",
            "model A {\n  a /* x */ Int\n  /* never\n  b Int\n}\n",
        ),
        ("enum values", "enum E {\n  A,\n  B C\n  \"D\"\n}\n"),
        (
            "properties",
            "datasource db {\n  provider \"x\"\n  url = = 3\n}\n",
        ),
        (
            "unknown keyword",
            "modl A {\n  id Int\n}\n\ntable B {\n}\n\nthing {\n}\n\nmodel {\n}\n",
        ),
        ("type alias", "type A = String @id\n"),
        ("no block", "hello\n}\nmodel A\n{\n}\n"),
        (
            "closed on the same line",
            "enum A {}\nmodel B {\n  id Int\n}\n",
        ),
        ("never closed", "model A {\n  id Int\n"),
        (
            "not closed before the next",
            "model A {\n  id Int\n\nmodel B {\n  id Int\n}\n",
        ),
        ("byte order mark", "\u{feff}model A {\n  id Int\n}\n"),
        ("windows", "model A {\r\n  id Int\r\n  é ☃ bad\r\n}\r\n"),
        (
            "too deep",
            &format!(
                "model A {{\n  a Int @default({}{})\n}}\n",
                "[".repeat(101),
                "]".repeat(101)
            ),
        ),
    ];
    let text = cases
        .map(|(name, schema)| format!("=== {name}\n{}\n", messages(schema)))
        .concat();
    insta::with_settings!({ snapshot_path => "../snapshots", prepend_module_to_snapshot => false }, {
        insta::assert_snapshot!("prisma_parser__messages", text);
    });
}

#[test]
fn every_format() {
    let mut sources = sources("model A {\r\n\té Ünknown bad, 100%\r\n  x Int @map(\"\\q\")");
    sources.add(
        PathBuf::from("a,b:c/long.prisma"),
        format!("{}\n", "long ".repeat(100_000)),
    );
    let mut diagnostics = Diagnostics::default();
    parse(&sources, &all(&sources), &mut diagnostics);
    diagnostics.push(triple_orm::diagnostic::Diagnostic::warning(
        "config/none",
        "there is\nno place at 100%",
    ));
    diagnostics.sort();
    let formats = [Format::Human, Format::Json, Format::Github];
    let text = formats
        .map(|format| render(&diagnostics, &sources, format, false))
        .join("\n=====\n");
    insta::with_settings!({ snapshot_path => "../snapshots", prepend_module_to_snapshot => false }, {
        insta::assert_snapshot!("prisma_parser__formats", text);
    });
    assert!(render(&diagnostics, &sources, Format::Human, true).contains("\u{1b}["));
}

/// Parses, renders in every format, and looks at every span.
fn survives(text: &str) {
    let sources = sources(text);
    let mut diagnostics = Diagnostics::default();
    let schema = parse(&sources, &all(&sources), &mut diagnostics);
    for label in diagnostics.iter().flat_map(|diagnostic| &diagnostic.labels) {
        let (start, end) = (label.span.start as usize, label.span.end as usize);
        assert!(text.get(start..end).is_some(), "{label:?} in {text:?}");
    }
    for block in &schema.blocks {
        if let Block::Model(model) = block {
            for field in &model.fields {
                let (start, end) = (field.span.start as usize, field.span.end as usize);
                assert!(text[start..end].starts_with(field.name.text));
            }
        }
    }
    for format in [Format::Human, Format::Json, Format::Github] {
        let _ = render(&diagnostics, &sources, format, true);
    }
}

#[test]
fn nesting_and_loose_ends_are_survived() {
    for piece in [
        "[", "(", "{", "f(", "a: [", "\"", "/*", "{ a: ", "@", "\\", "\0", "}", "///",
    ] {
        survives(&piece.repeat(100_000));
        survives(&format!(
            "model A {{\n  a Int @default({}",
            piece.repeat(100_000)
        ));
        survives(&format!(
            "model A {{\n  a Int @default({})\n}}\n",
            piece.repeat(1_000)
        ));
        survives(&format!(
            "datasource d {{\n  a = {}\n}}\n",
            piece.repeat(1_000)
        ));
        survives(&format!(
            "datasource d {{\n  a = [\"\\\n\", {}\n}}\n",
            piece.repeat(100_000)
        ));
        survives(&format!("{piece}\n").repeat(2_000));
        survives(&format!(
            "enum E {{\n /* \" */ A @map(\"\\\n\", {}\n}}\n",
            piece.repeat(1_000)
        ));
    }
}

const VALID: &str = r#"/// Doc
datasource db {
  provider = "postgresql" // why
  url      = env("URL")
}

/* remark */
enum Rôle {
  USER @map("user") /// x
  @@map("roles")
}

model A {
  id   Int      @id @default(autoincrement())
  name String?  @db.VarChar(255) /// é
  list Rôle[]   @default([USER])
  geo  Unsupported("x\u00e9")?

  @@index([id, name(sort: Desc)], map: "x", where: { name: { not: null } })
}
"#;

proptest! {
    #[test]
    fn any_text_is_survived(text in any::<String>()) {
        survives(&text);
    }

    #[test]
    fn pieces_of_the_language_are_survived(pieces in prop::collection::vec(
        prop::sample::select(vec![
            "model", "enum", "type", "datasource", " ", "A", "é", "\u{a0}", "{", "}", "\n", "\r", "@", "@@",
            "(", ")", "[", "]", ":", ",", "\"", "\\", "\\u", "//", "///", "/*", "*/", "=", "?", "!", "1", "-", ".", "_",
            "Unsupported(", "\t", "\0", "a: ", "model A {\n", "\n}\n", "a Int",
        ]), 0..60)) {
        survives(&pieces.concat());
    }

    #[test]
    fn changed_schemas_are_survived(changes in prop::collection::vec((0..VALID.len(), 0..9usize, any::<char>()), 1..6)) {
        let mut text = VALID.to_owned();
        for (at, length, inserted) in changes {
            let start = text.floor_char_boundary(at);
            let end = text.floor_char_boundary(start + length);
            text.replace_range(start..end, inserted.encode_utf8(&mut [0; 4]));
        }
        survives(&text);
    }
}
