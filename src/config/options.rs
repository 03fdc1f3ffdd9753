//! Where files go when nobody says it.

/// From the current folder.
pub const DEFAULT_OUT: &str = "src/db";
