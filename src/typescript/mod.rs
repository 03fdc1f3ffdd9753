//! What all languages written in TypeScript share: identifiers, quoting, comments.

pub mod names;
pub mod plural;
pub mod quote;
