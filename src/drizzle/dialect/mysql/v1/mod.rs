//! `MySQL` and `MariaDB`: `drizzle-orm/mysql-core` 1.0, where it differs from 0.45.

mod default;
mod types;

use super::{super::Core, NAMES, V0, limits};

pub static V1: Core = Core {
    names: &NAMES_OF_V1,
    builder: |column, options| types::builder(column, options).0,
    literal: |literal, column, options| {
        let values = types::builder(column, options).1;
        default::literal(literal, values, column)
    },
    expression: default::expression,
    // Every key is called `PRIMARY`, which drizzle-kit 1.0 knows.
    key_name: |_, _| (None, ""),
    limit_of_index: limits::of_index_in_v1,
    limits: limits::LIMITS,
    // It reads labels with commas and brackets.
    limit_of_enum: |_| "",
    ..V0
};

/// The builders that 0.45 lacks.
const BLOBS: [&str; 4] = ["blob", "longblob", "mediumblob", "tinyblob"];

const NAMES_OF_V1: [&str; NAMES.len() + BLOBS.len()] = {
    let mut names = [""; NAMES.len() + BLOBS.len()];
    let mut at = 0;
    while at < names.len() {
        names[at] = if at < NAMES.len() {
            NAMES[at]
        } else {
            BLOBS[at - NAMES.len()]
        };
        at += 1;
    }
    names
};
