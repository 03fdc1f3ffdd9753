//! The package managers: how each is recognised, and how each is told to do
//! something.

use std::fmt;

/// Who installs packages here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PackageManager {
    Npm,
    Pnpm,
    /// Yarn 1.
    YarnClassic,
    /// Yarn 2 and newer.
    Yarn,
    Bun,
}

impl PackageManager {
    /// By the `packageManager` field: `pnpm@9.1.0+sha512.…`
    #[must_use]
    pub fn from_field(field: &str) -> Option<Self> {
        let (name, version) = field.split_once('@').unwrap_or((field, ""));
        Some(match name {
            "npm" => Self::Npm,
            "pnpm" => Self::Pnpm,
            "yarn" if version.starts_with("1.") => Self::YarnClassic,
            "yarn" => Self::Yarn,
            "bun" => Self::Bun,
            _ => return None,
        })
    }

    /// By the name of a lock file.
    #[must_use]
    pub fn from_lock_file(name: &str) -> Option<Self> {
        Some(match name {
            "pnpm-lock.yaml" => Self::Pnpm,
            "yarn.lock" => Self::Yarn,
            "bun.lock" | "bun.lockb" => Self::Bun,
            "package-lock.json" | "npm-shrinkwrap.json" => Self::Npm,
            _ => return None,
        })
    }

    /// Runs our binary as the project has it, and never fetches another one.
    #[must_use]
    pub fn exec(self) -> &'static str {
        match self {
            Self::Npm => "npx --no triple-orm",
            Self::Pnpm => "pnpm exec triple-orm",
            Self::YarnClassic => "yarn --silent triple-orm",
            Self::Yarn => "yarn triple-orm",
            Self::Bun => "bunx --no-install triple-orm",
        }
    }

    /// Runs a script of `package.json`.
    #[must_use]
    pub fn run(self) -> &'static str {
        match self {
            Self::Npm => "npm run",
            Self::Pnpm => "pnpm",
            Self::YarnClassic | Self::Yarn => "yarn",
            Self::Bun => "bun run",
        }
    }

    /// Adds packages, for development alone or not.
    #[must_use]
    pub fn add_command(self, dev: bool) -> &'static str {
        match (self, dev) {
            (Self::Npm, false) => "npm install",
            (Self::Npm, true) => "npm install -D",
            (Self::Pnpm, false) => "pnpm add",
            (Self::Pnpm, true) => "pnpm add -D",
            (Self::YarnClassic | Self::Yarn, false) => "yarn add",
            (Self::YarnClassic | Self::Yarn, true) => "yarn add -D",
            (Self::Bun, false) => "bun add",
            (Self::Bun, true) => "bun add -d",
        }
    }

    /// Installs exactly what the lock file says. No package that we need runs a
    /// script when it is installed.
    #[must_use]
    pub fn install(self, has_lock: bool) -> &'static str {
        match (self, has_lock) {
            (Self::Npm, true) => "npm ci --ignore-scripts",
            (Self::Npm, false) => "npm install --ignore-scripts",
            (Self::Pnpm, true) => "pnpm install --frozen-lockfile --ignore-scripts",
            (Self::Pnpm, false) => "pnpm install --ignore-scripts",
            (Self::YarnClassic, true) => "yarn install --frozen-lockfile --ignore-scripts",
            (Self::YarnClassic, false) => "yarn install --ignore-scripts",
            (Self::Yarn, true) => "yarn install --immutable --mode=skip-build",
            (Self::Yarn, false) => "yarn install --mode=skip-build",
            (Self::Bun, true) => "bun install --frozen-lockfile --ignore-scripts",
            (Self::Bun, false) => "bun install --ignore-scripts",
        }
    }
}

impl fmt::Display for PackageManager {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Npm => "npm",
            Self::Pnpm => "pnpm",
            Self::YarnClassic => "yarn 1",
            Self::Yarn => "yarn",
            Self::Bun => "bun",
        })
    }
}
