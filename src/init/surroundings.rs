//! What is around a schema: its package, the package manager, the repository.

use std::fs;
use std::path::{Path, PathBuf};

use crate::init::git::Git;
use crate::init::manager::PackageManager;
use crate::path::{relative_to, shown};
use crate::source::{Package, Version, version};

/// A project, before anything is done to it.
#[derive(Debug)]
pub struct Surroundings {
    /// Where the command was started; what paths are shown from.
    pub cwd: PathBuf,
    /// The folder of `triple-orm.json`: that of the nearest `package.json`.
    pub home: PathBuf,
    /// The nearest one first, up to the root of the repository.
    pub(super) packages: Vec<Package>,
    pub manager: PackageManager,
    /// Whether `packageManager` says its version.
    pub(super) is_pinned: bool,
    /// The folder of the lock file, or of the outermost `package.json`.
    pub(super) install_folder: PathBuf,
    pub(super) lock_file: Option<PathBuf>,
    pub(super) git: Option<Git>,
}

const LOCK_FILES: [&str; 6] = [
    "pnpm-lock.yaml",
    "yarn.lock",
    "bun.lock",
    "bun.lockb",
    "package-lock.json",
    "npm-shrinkwrap.json",
];

impl Surroundings {
    /// Looks around. The package is the nearest one above the schema, where that
    /// lies below `cwd`, or else above `cwd`. Outside of a repository or a
    /// workspace, nothing above `cwd` counts: a `package.json` that somebody left
    /// at home is no part of the project.
    #[must_use]
    pub fn look(cwd: &Path, schema: &Path) -> Self {
        let schema = cwd.join(relative_to(cwd, schema));
        let start = if schema.starts_with(cwd) {
            schema.as_path()
        } else {
            cwd
        };
        let git = Git::around(start);
        let top = match &git {
            Some(git) => &git.root,
            None => cwd.ancestors().find(is_workspace).unwrap_or(cwd),
        };
        let folders: Vec<&Path> = start
            .ancestors()
            .take_while(|folder| folder.starts_with(top))
            .collect();
        let packages: Vec<_> = folders
            .iter()
            .filter_map(|folder| Package::read(folder))
            .collect();
        let home = packages
            .first()
            .map_or(cwd, |package| &package.folder)
            .to_owned();
        let mut all = folders.iter().filter_map(|folder| found_in(folder));
        // A member of a workspace may name the manager, too; what is installed, and from
        // which lock file, the root says.
        let found = all.next().map(|nearest| {
            let is_same = |above: &FoundManager| family(above.manager) == family(nearest.manager);
            let root =
                (!nearest.is_root).then(|| all.find(|above| above.is_root && is_same(above)));
            root.flatten().unwrap_or(nearest)
        });
        let outermost = packages.iter().rfind(|package| package.has("workspaces"));
        let install_folder = found
            .as_ref()
            .map(|found| found.folder.clone())
            .or_else(|| outermost.map(|package| package.folder.clone()))
            .unwrap_or_else(|| home.clone());
        let (manager, is_pinned, lock_file) = match found {
            Some(found) => (found.manager, found.is_pinned, found.lock_file),
            None => (PackageManager::Npm, false, None),
        };
        Self {
            cwd: cwd.to_owned(),
            home,
            packages,
            manager,
            is_pinned,
            install_folder,
            lock_file,
            git,
        }
    }

    pub(super) fn version(&self, package: &str) -> Version {
        version(&self.packages, package)
    }

    /// The root of the repository, or of what looks like one.
    pub(super) fn root(&self) -> &Path {
        match &self.git {
            Some(git) => &git.root,
            None => self
                .home
                .ancestors()
                .find(|folder| folder.join(".github").is_dir())
                .unwrap_or(&self.home),
        }
    }

    /// Our binary with arguments, as it is called from `folder`, in a shell.
    pub(super) fn call(&self, folder: &Path, arguments: &str) -> String {
        let call = format!("{} {arguments}", self.manager.exec());
        match self.seen(folder) {
            None => call,
            Some(home) => format!("cd {home} && {call}"),
        }
    }

    /// The package as a shell sees it from `folder`; `None`: it is there.
    pub(super) fn seen(&self, folder: &Path) -> Option<String> {
        let home = shown(&relative_to(folder, &self.home));
        (home != ".").then(|| in_shell(&home))
    }

    /// A path as the user sees it.
    pub(super) fn shown(&self, path: &Path) -> String {
        shown(&relative_to(&self.cwd, path))
    }
}

/// A word for a shell.
fn in_shell(word: &str) -> String {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "._/-@".contains(c);
    if word.chars().all(is_plain) {
        word.to_owned()
    } else {
        format!("'{}'", word.replace('\'', "'\\''"))
    }
}

struct FoundManager {
    manager: PackageManager,
    is_pinned: bool,
    folder: PathBuf,
    lock_file: Option<PathBuf>,
    /// It is where packages are installed: it has a lock file, or members.
    is_root: bool,
}

fn family(manager: PackageManager) -> PackageManager {
    match manager {
        PackageManager::YarnClassic => PackageManager::Yarn,
        other => other,
    }
}

/// What one folder says of the package manager: the field counts more than the
/// lock file, which may be left over.
fn found_in(folder: &Path) -> Option<FoundManager> {
    let package = Package::read(folder);
    let field = package
        .as_ref()
        .and_then(|package| PackageManager::from_field(package.text("packageManager")?));
    let locks: Vec<_> = LOCK_FILES
        .iter()
        .filter(|name| folder.join(name).is_file())
        .collect();
    let has_members = folder.join("pnpm-workspace.yaml").is_file();
    let of_lock = || {
        let found = PackageManager::from_lock_file(locks.first()?)?;
        Some(
            if found == PackageManager::Yarn && is_yarn_classic(folder) {
                PackageManager::YarnClassic
            } else {
                found
            },
        )
    };
    let manager = field
        .or_else(of_lock)
        .or(has_members.then_some(PackageManager::Pnpm))?;
    let lock_file = locks
        .iter()
        .find(|name| PackageManager::from_lock_file(name) == Some(family(manager)))
        .map(|name| folder.join(name));
    Some(FoundManager {
        manager,
        is_pinned: field.is_some(),
        folder: folder.to_owned(),
        is_root: lock_file.is_some() || is_workspace(&folder),
        lock_file,
    })
}

fn is_workspace(folder: &&Path) -> bool {
    folder.join("pnpm-workspace.yaml").is_file()
        || Package::read(folder).is_some_and(|package| package.has("workspaces"))
}

/// Yarn 1 writes its version's name into the lock file.
fn is_yarn_classic(folder: &Path) -> bool {
    fs::read_to_string(folder.join("yarn.lock")).is_ok_and(|text| text.contains("yarn lockfile v1"))
}
