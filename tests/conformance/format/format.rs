//! Formats modules from stdin, one after each NUL, for `tests/conformance/format/fuzz.mjs`.

use std::io::{Read, Write, stdin, stdout};

use triple_orm::typescript::format::format;

fn main() -> std::io::Result<()> {
    let mut input = String::new();
    stdin().read_to_string(&mut input)?;
    let texts: Vec<_> = input
        .split('\0')
        .map(|text| format(text).unwrap_or_else(|error| format!("error: {error}")))
        .collect();
    stdout().write_all(texts.join("\0").as_bytes())
}
