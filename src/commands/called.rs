//! How the user can call us, for messages that say what to type.

use std::env;
use std::path::Path;

use crate::path::{relative_to, shown};

/// What package managers say of themselves to what they run.
const USER_AGENT: &str = "npm_config_user_agent";
/// What git sets for its `pre-commit` hook, which it starts at the root of the
/// repository.
const IN_HOOK: &str = "GIT_INDEX_FILE";

/// `pnpm triple-orm generate`, where pnpm has run us. In a hook that has gone to the
/// folder of a package, the user is not there: `cd apps/api && pnpm triple-orm generate`
pub fn generate(cwd: &Path) -> String {
    let agent = env::var(USER_AGENT).unwrap_or_default();
    let command = format!("{}triple-orm generate", runner(&agent));
    let root = cwd.ancestors().find(|folder| folder.join(".git").exists());
    match root {
        Some(root) if root != cwd && env::var_os(IN_HOOK).is_some() => {
            format!("cd {} && {command}", shown(&relative_to(root, cwd)))
        }
        _ => command,
    }
}

/// By its user agent: `pnpm/10.1.0 npm/? node/v22.1.0 linux x64`
fn runner(agent: &str) -> &'static str {
    match agent.split_once('/') {
        Some(("pnpm", _)) => "pnpm ",
        Some(("yarn", _)) => "yarn ",
        Some(("npm", _)) => "npx ",
        Some(("bun", _)) => "bunx ",
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_package_manager_is_known_by_its_user_agent() {
        for (agent, expected) in [
            ("pnpm/10.1.0 npm/? node/v22.1.0 linux x64", "pnpm "),
            ("npm/11.0.0 node/v22.1.0 linux x64 workspaces/false", "npx "),
            ("yarn/1.22.22 npm/? node/v22.1.0 linux x64", "yarn "),
            ("bun/1.2.0 npm/? node/v22.1.0 linux x64", "bunx "),
            ("", ""),
        ] {
            assert_eq!(runner(agent), expected);
        }
    }
}
