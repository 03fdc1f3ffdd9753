//! What all languages written in TypeScript share: identifiers, quoting, comments,
//! layout, and what two texts or one text mean.

pub mod compare;
pub mod evaluate;
pub mod exports;
pub mod format;
pub mod modules;
pub mod names;
pub mod parse;
pub mod plural;
pub mod quote;
pub mod specifier;
pub mod styles;
pub mod type_imports;
pub mod value;
