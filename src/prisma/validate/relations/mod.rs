//! Relations: whether both ends fit together, and whether the database can hold
//! them.

pub mod actions;
pub mod ambiguity;
pub mod arguments;
pub mod cascades;
pub mod ends;
pub mod many_to_many;
pub mod missing_indexes;
pub mod names;
pub mod references;
