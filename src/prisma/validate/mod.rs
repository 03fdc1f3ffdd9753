//! Whether Prisma would take a schema: one file for each family of rules.
//!
//! A rule reads the AST through the [`Context`] and says what is wrong; it
//! changes nothing and does not depend on other rules. Adding one is one
//! function and one line in [`RULES`].

mod context;

use crate::diagnostic::Diagnostics;

use super::ast::Schema;
pub use context::Context;

type Rule = fn(&Context<'_, '_>, &mut Diagnostics);

/// All rules, family by family.
const RULES: &[Rule] = &[];

/// Says everything that is wrong with a schema.
pub fn validate(schema: &Schema<'_>, diagnostics: &mut Diagnostics) {
    let context = Context::new(schema);
    for rule in RULES {
        rule(&context, diagnostics);
    }
}
