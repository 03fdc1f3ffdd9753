//! placeholder until merged
pub fn same_meaning(a: &str, b: &str) -> bool { a == b }
