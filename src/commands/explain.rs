//! `triple-orm explain CODE`: what a finding means, and what to do.

use std::io::{self, Write};

use crate::commands::Status;
use crate::diagnostic::nearest;

const LINE_LENGTH: usize = 78;

/// The codes of all findings, and a paragraph on each.
pub const EXPLANATIONS: &[(&str, &str)] = &[
    (
        "prisma/syntax",
        "The line is nothing that its block can hold. Every line of a model is a field \
         (`name Type @attribute`) or a block attribute (`@@index([name])`), every line \
         of an enum a value, every line of a datasource or a generator `key = value`. \
         The line is left out and reading goes on, so that one mistake is one message.",
    ),
    (
        "prisma/unknown-block",
        "A block starts with `model`, `view`, `enum`, `type`, `datasource` or \
         `generator`, its name and an opening brace. This one starts with another word.",
    ),
    (
        "prisma/unclosed-block",
        "The closing brace of the block is missing: another block begins, or the file \
         ends, before it. The brace stands at the start of a line of its own.",
    ),
    (
        "prisma/limit",
        "The file is larger, or brackets nest deeper, than any schema that a person \
         writes. The limits are 64 MB a file and 100 levels of brackets; they keep a \
         broken file from taking all memory.",
    ),
    (
        "prisma/no-datasource",
        "The schema does not say which database it is for. Give the folder that holds \
         all `.prisma` files, or add a `datasource` block with a `provider`.",
    ),
    (
        "prisma/several-datasources",
        "Prisma takes one `datasource` block. When a folder is given, all its files are \
         one schema together.",
    ),
    (
        "prisma/no-provider",
        "The `datasource` block must say which database the schema is for: `provider = \
         \"postgresql\"`.",
    ),
    (
        "prisma/unsupported-provider",
        "The tables of this database cannot be written yet. PostgreSQL (`postgresql`, \
         `postgres`) is supported.",
    ),
    (
        "prisma/unknown-type",
        "The type of the field is no scalar type of Prisma (`String`, `Boolean`, `Int`, \
         `BigInt`, `Float`, `Decimal`, `DateTime`, `Json`, `Bytes`), and no model, view \
         or enum of the schema has that name. When the schema has several files, give \
         their folder.",
    ),
    (
        "prisma/unknown-native-type",
        "What stands behind the dot of `@db.…` is no native type of the database. They \
         are listed in Prisma's documentation of the database.",
    ),
    (
        "prisma/unknown-field",
        "A key, an index or a relation names a field that the model does not have. It \
         takes the names of fields, not those of columns.",
    ),
    (
        "prisma/unknown-enum-value",
        "The default of the field is no value of its enum. It takes the value's name in \
         the schema, not its mapped name.",
    ),
    (
        "prisma/unknown-function",
        "`@default` takes the functions `autoincrement()`, `now()`, `uuid()`, `cuid()`, \
         `ulid()`, `nanoid()` and `dbgenerated(\"…\")`.",
    ),
    (
        "prisma/default-value",
        "The default is no value of the field's type: a quoted text for `String`, \
         `DateTime`, `Json` and `Bytes` (in base64), digits for numbers, `true` or \
         `false`, the name of a value for an enum, a list in brackets for a list.",
    ),
    (
        "prisma/missing-opposite-field",
        "A relation has a field at both ends. The other model needs a field of this \
         model's type; where two models have several relations, the fields of one \
         relation share a name: `@relation(\"name\")`.",
    ),
    (
        "prisma/relation-arguments",
        "One end of a relation says which of its fields hold it: `@relation(fields: \
         [authorId], references: [id])`, with one referenced field for every field. \
         Only where both ends are lists does neither say so.",
    ),
    (
        "prisma/unknown-action",
        "The referential actions are `Cascade`, `Restrict`, `NoAction`, `SetNull` and \
         `SetDefault`.",
    ),
    (
        "prisma/many-to-many-key",
        "For an implicit many-to-many relation Prisma makes a table that refers to the \
         id of both sides, so both need an id of one field. Otherwise write the join \
         table as a model of its own.",
    ),
    (
        "config/unknown-key",
        "The configuration has a key that triple-orm does not know. It is refused \
         rather than passed over, since it is probably a misspelt one.",
    ),
    (
        "config/wrong-type",
        "The value of the key is of another kind than the key takes, such as a number \
         where a text is needed.",
    ),
    (
        "config/unknown-value",
        "The key takes one of a few values, and this is none of them.",
    ),
    (
        "config/duplicate-key",
        "The key is there twice. Which of the two would count is not obvious, so \
         neither does.",
    ),
    (
        "config/not-a-pair",
        "In a `generator` block, a list of names has the form `\"User = people\"`: the \
         model, an equals sign, the name.",
    ),
    (
        "config/not-an-identifier",
        "The name would be the name of a constant in TypeScript, and TypeScript does \
         not take it.",
    ),
    (
        "config/syntax",
        "The file is not JSON. Comments and trailing commas are allowed.",
    ),
    (
        "source/computed-schema-path",
        "`prisma.config.ts` computes where the schema is, and triple-orm runs no code \
         of the project. It looked in the usual places instead. Say it with `--schema`, \
         or with `schema` in `triple-orm.json`.",
    ),
    (
        "zod/stub",
        "`json-schemas.ts` has one Zod schema for each JSON column. Until you say what \
         a column holds, its schema is `z.json()`, which takes any JSON, and its type \
         is any JSON, too. `generate --check --deny-stubs` fails as long as there is \
         one.",
    ),
    (
        "zod/invalid-json-schemas",
        "`json-schemas.ts` is yours, and triple-orm only adds what is missing. To see \
         what is there it has to parse the file, which is not valid TypeScript now. \
         Nothing was written.",
    ),
];

/// Prints the paragraph of a code.
///
/// # Errors
/// When standard output is closed.
pub fn run(code: &str) -> io::Result<Status> {
    if let Some((_, text)) = EXPLANATIONS.iter().find(|(known, _)| *known == code) {
        writeln!(anstream::stdout().lock(), "{code}\n\n{}", wrap(text))?;
        return Ok(Status::Clean);
    }
    let mut stderr = anstream::stderr().lock();
    writeln!(stderr, "error: no finding has the code `{code}`")?;
    match nearest(code, EXPLANATIONS.iter().map(|(known, _)| *known)) {
        Some(near) => writeln!(stderr, "help: did you mean `{near}`?")?,
        None => writeln!(
            stderr,
            "help: give a code as a message shows it in brackets"
        )?,
    }
    Ok(Status::Refused)
}

/// Breaks a paragraph into lines that fit a terminal.
fn wrap(text: &str) -> String {
    let mut lines = vec![String::new()];
    for word in text.split_whitespace() {
        let line = lines.last_mut().expect("there is always a line");
        if line.len() + word.len() > LINE_LENGTH && !line.is_empty() {
            lines.push(word.to_owned());
        } else {
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(word);
        }
    }
    lines.join("\n")
}
