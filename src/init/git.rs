//! The git repository around a project, as git itself tells of it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A repository.
#[derive(Debug)]
pub struct Git {
    /// The top of the working tree.
    pub root: PathBuf,
    /// Where git looks for hooks, or why nobody may put one there.
    pub hooks: Result<PathBuf, &'static str>,
    /// The branch that changes are merged into.
    pub branch: String,
}

impl Git {
    /// `None`: `folder` is in no repository.
    pub fn around(folder: &Path) -> Option<Self> {
        let root = folder
            .ancestors()
            .find(|folder| folder.join(".git").exists())?
            .to_owned();
        let branch = ["refs/remotes/origin/HEAD"]
            .iter()
            .find_map(|name| git(&root, &["symbolic-ref", "--short", name]))
            .and_then(|name| Some(name.split_once('/')?.1.to_owned()))
            .or_else(|| local_branch(&root))
            .unwrap_or_else(|| "main".to_owned());
        Some(Self {
            hooks: hooks(&root),
            root,
            branch,
        })
    }
}

/// `main` or `master`, or else the only branch that there is. Before the first
/// commit that is the one which the commit will make.
fn local_branch(root: &Path) -> Option<String> {
    let listed = git(
        root,
        &["for-each-ref", "--format=%(refname:short)", "refs/heads"],
    );
    let Some(listed) = listed else {
        return git(root, &["symbolic-ref", "--short", "HEAD"]);
    };
    let branches: Vec<&str> = listed.lines().collect();
    let usual = ["main", "master"].into_iter();
    let usual = usual.filter(|name| branches.contains(name));
    let only = branches.iter().copied().filter(|_| branches.len() == 1);
    usual.chain(only).next().map(str::to_owned)
}

/// git knows of `core.hooksPath`, and of worktrees whose `.git` is a file.
fn hooks(root: &Path) -> Result<PathBuf, &'static str> {
    let path = |what: &[&str]| git(root, what).map(|path| root.join(path));
    let (Some(hooks), Some(common)) = (
        path(&["rev-parse", "--git-path", "hooks"]),
        path(&["rev-parse", "--git-common-dir"]),
    ) else {
        return Err("git does not say where its hooks are");
    };
    let real = |path: &Path| fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let folder = hooks.parent().unwrap_or(&hooks);
    let is_ours = [root, &common]
        .iter()
        .any(|place| real(folder).starts_with(real(place)));
    if is_ours {
        Ok(hooks)
    } else {
        Err("`core.hooksPath` leads out of the repository")
    }
}

fn git(folder: &Path, arguments: &[&str]) -> Option<String> {
    let output = Command::new("git")
        .arg("-C")
        .arg(folder)
        .args(arguments)
        .env_remove("GIT_DIR")
        .env_remove("GIT_WORK_TREE")
        .output()
        .ok()?;
    let text = String::from_utf8(output.stdout).ok()?;
    let line = text.trim_end_matches(['\r', '\n']);
    (output.status.success() && !line.is_empty()).then(|| line.to_owned())
}
