//! The GitHub Actions workflow: installs what the lock file says, and checks.

use std::path::Path;

use crate::init::edit::{Draft, Edit};
use crate::init::manager::PackageManager;
use crate::init::plan::Step;
use crate::init::surroundings::Surroundings;
use crate::init::yaml::scalar;
use crate::output::OutputError;
use crate::path::{relative_to, shown};

const FILE: &str = ".github/workflows/triple-orm.yml";
const ARGUMENTS: &str = "generate --check --format github";

/// Creates the workflow, where there is a repository. One that is there is the
/// user's.
///
/// # Errors
/// When something that is no file is in its place.
pub fn plan(around: &Surroundings, draft: &mut Draft) -> Result<Option<Step>, OutputError> {
    let root = around.root();
    if around.git.is_none() && !root.join(".github").is_dir() {
        return Ok(None);
    }
    let step = Step::edit("workflow", draft, &root.join(FILE), |text| match text {
        None => Edit::Changed(file(around, root)),
        Some(text) if text.contains(super::CHECK) => Edit::InPlace,
        Some(_) => Edit::left("does something else", format!("{}\n", run(around))),
    })?;
    Ok(Some(step))
}

fn run(around: &Surroundings) -> String {
    format!("- run: {} {ARGUMENTS}", around.manager.exec())
}

fn file(around: &Surroundings, root: &Path) -> String {
    let branch = around
        .git
        .as_ref()
        .map_or("main", |git| git.branch.as_str());
    let mut text = format!(
        "# Fails when the files that triple-orm writes are not what the Prisma schema says.\n\
         name: triple-orm\n\
         on:\n  push:\n    branches: [{}]\n  pull_request:\n\
         permissions:\n  contents: read\n\
         jobs:\n  check:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: actions/checkout@v4\n",
        scalar(branch)
    );
    let below = |path: &Path| {
        let seen = shown(&relative_to(root, path));
        (seen != ".").then_some(seen)
    };
    let install_folder = below(&around.install_folder);
    set_up(&mut text, around, install_folder.as_deref());
    let install = around.manager.install(around.lock_file.is_some());
    step(&mut text, install, install_folder.as_deref());
    let check = format!("{} {ARGUMENTS}", around.manager.exec());
    step(&mut text, &check, below(&around.home).as_deref());
    text
}

fn step(text: &mut String, run: &str, folder: Option<&str>) {
    text.push_str(&format!("      - run: {run}\n"));
    if let Some(folder) = folder {
        text.push_str(&format!("        working-directory: {}\n", scalar(folder)));
    }
}

/// The steps that bring the package manager and Node.
fn set_up(text: &mut String, around: &Surroundings, install_folder: Option<&str>) {
    match around.manager {
        PackageManager::Bun => {
            text.push_str("      - uses: oven-sh/setup-bun@v2\n");
            return;
        }
        PackageManager::Pnpm => pnpm(text, around, install_folder),
        // corepack brings the Yarn that `package.json` names.
        PackageManager::Yarn => text.push_str("      - run: corepack enable\n"),
        PackageManager::Npm | PackageManager::YarnClassic => {}
    }
    text.push_str("      - uses: actions/setup-node@v4\n        with:\n");
    let version_file = [".nvmrc", ".node-version"]
        .iter()
        .find(|name| around.root().join(name).is_file());
    match version_file {
        Some(name) => text.push_str(&format!("          node-version-file: {name}\n")),
        None => text.push_str("          node-version: 22\n"),
    }
    let Some(lock) = &around.lock_file else {
        return;
    };
    let cache = match around.manager {
        PackageManager::Pnpm => "pnpm",
        PackageManager::Yarn | PackageManager::YarnClassic => "yarn",
        PackageManager::Npm | PackageManager::Bun => "npm",
    };
    text.push_str(&format!("          cache: {cache}\n"));
    if install_folder.is_some() {
        let lock = shown(&relative_to(around.root(), lock));
        text.push_str(&format!(
            "          cache-dependency-path: {}\n",
            scalar(&lock)
        ));
    }
}

/// Without `packageManager`, the version that reads the lock file.
fn pnpm(text: &mut String, around: &Surroundings, install_folder: Option<&str>) {
    text.push_str("      - uses: pnpm/action-setup@v4\n");
    if around.is_pinned {
        if let Some(folder) = install_folder {
            let package = scalar(&format!("{folder}/package.json"));
            text.push_str(&format!(
                "        with:\n          package_json_file: {package}\n"
            ));
        }
        return;
    }
    let lock = around
        .lock_file
        .as_ref()
        .and_then(|path| std::fs::read_to_string(path).ok())
        .unwrap_or_default();
    let is_old = lock
        .lines()
        .take(5)
        .any(|line| line.starts_with("lockfileVersion:") && line.contains('6'));
    let version = if is_old { 8 } else { 10 };
    text.push_str(&format!("        with:\n          version: {version}\n"));
}
