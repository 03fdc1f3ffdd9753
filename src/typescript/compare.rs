//! Whether two modules differ only in what a formatter may change.
//!
//! Spaces, line breaks, quotes, semicolons, trailing commas, redundant parentheses, the spelling of
//! numbers and quoted keys, the order of imports and of the names in one: none of it counts.
//! Everything else does, the words of comments included; only comments that speak to a tool
//! (`eslint-…`, `biome-…`, `prettier-…`, `oxlint-…`, `@ts-…`) may come and go.

use oxc_allocator::Allocator;

use super::format::plain::each_text;
use super::format::program::each_statement;
use super::format::unix_lines;
use super::parse::{ParseError, parse};

/// Whether two modules say the same. Text that does not parse says nothing that could be compared:
/// it is the same only as itself.
#[must_use]
pub fn same_meaning(a: &str, b: &str) -> bool {
    if a == b {
        return true;
    }
    match (Meaning::of(a), Meaning::of(b)) {
        (Ok(a), Ok(b)) => a == b,
        _ => false,
    }
}

/// What a module says, in one spelling.
#[derive(PartialEq, Eq)]
struct Meaning {
    /// The imports and the comments around them, sorted.
    imports: Vec<String>,
    /// The other statements and the comments around them.
    statements: String,
}

impl Meaning {
    fn of(source: &str) -> Result<Self, ParseError> {
        let source = unix_lines(source);
        let arena = Allocator::default();
        let program = parse(&arena, &source)?;
        let mut meaning = Meaning {
            imports: Vec::new(),
            statements: String::new(),
        };
        each_statement(&source, &program, true, |statement| {
            if !statement.is_import {
                each_text(&statement.doc, &mut |text| {
                    meaning.statements.push_str(text);
                });
                return;
            }
            let mut import = String::new();
            each_text(&statement.doc, &mut |text| {
                if text.starts_with("/*") {
                    meaning.imports.push(text.to_owned());
                } else {
                    import.push_str(text);
                }
            });
            meaning.imports.push(import);
        });
        meaning.imports.sort_unstable();
        Ok(meaning)
    }
}

#[cfg(test)]
mod tests {
    use super::same_meaning;

    const PRETTY: &str = r#"// Generated.
import { b, a } from "x";
import type { C } from "./c";

/** What a user
 *  may do. */
export const users = pgTable("users", {
  id: text("id").primaryKey(),
  "a-b": integer("ab").default(0.5),
  b: (x) => x,
});
export type D = "a" | "b";
"#;

    #[test]
    fn layout_is_not_meaning() {
        let other = r"import type { C } from './c'
// prettier-ignore
// Generated.
import {
    a,
    b } from 'x'
/**
 * What a user may do.
 */
export const users = (pgTable('users', { 'id': text('id').primaryKey(),
    'a-b': integer('ab').default(.50), 'b': x => x }))

export type D =
    | 'a'
    | 'b'
";
        assert!(same_meaning(PRETTY, other));
        assert!(same_meaning(PRETTY, &other.replace('\n', "\r\n")));
        assert!(same_meaning(PRETTY, &format!("\u{feff}{other}")));
    }

    #[test]
    fn words_and_values_are_meaning() {
        for (from, to) in [
            ("What a user", "What the user"),
            ("\"id\"", "\"ID\""),
            ("0.5", "0.6"),
            ("  id: text(\"id\").primaryKey(),\n", ""),
            ("b, a", "a"),
            ("\"a\" | \"b\"", "\"b\" | \"a\""),
            ("import type", "import"),
            ("=> x", "=> y"),
            (".primaryKey()", ""),
        ] {
            let other = PRETTY.replacen(from, to, 1);
            assert_ne!(PRETTY, other);
            assert!(!same_meaning(PRETTY, &other), "{from} → {to}");
        }
    }

    #[test]
    fn text_that_does_not_parse_is_only_the_same_as_itself() {
        assert!(same_meaning("const =", "const ="));
        assert!(!same_meaning("const =", "const  ="));
    }
}
