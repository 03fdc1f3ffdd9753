//! What `triple-orm init` does to a project: looks at what is there, makes a
//! plan of small edits, shows it, and writes it. Nothing is written while the
//! plan is made; what is not understood is left, and said.

mod edit;
mod git;
mod hooks;
mod json;
mod manager;
mod plan;
mod report;
mod search;
mod settings;
mod surroundings;
mod takeover;
mod versions;
mod workflow;
mod yaml;

pub use manager::PackageManager;
pub use plan::{Part, Plan, Wishes};
pub use report::Report;
pub use search::schemas_below;
pub use surroundings::Surroundings;

/// How a hook or a script that is there is known to be ours, or as good as ours.
const CHECK: &str = "triple-orm generate --check";
