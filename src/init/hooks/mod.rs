//! The pre-commit hook, in whatever runs hooks here.

mod lefthook;
mod pre_commit;
mod shell;

use std::path::{Path, PathBuf};

use crate::init::edit::{Draft, Edit};
use crate::init::json;
use crate::init::plan::Step;
use crate::init::surroundings::Surroundings;
use crate::output::OutputError;
use crate::source::{Package, Version};

const ARGUMENTS: &str = "generate --check";
const LINT_STAGED: &str = "lint-staged";
const SIMPLE: &str = "simple-git-hooks";
/// What a commit must touch for lint-staged to call us.
const LINT_STAGED_FILES: &str = "*.{prisma,ts}";

const LEFTHOOK_FILES: [&str; 7] = [
    "lefthook.yml",
    "lefthook.yaml",
    ".lefthook.yml",
    ".lefthook.yaml",
    ".config/lefthook.yml",
    "lefthook.toml",
    "lefthook.json",
];
const PRE_COMMIT_FILES: [&str; 2] = [".pre-commit-config.yaml", ".pre-commit-config.yml"];

/// Adds the check to the hook.
///
/// # Errors
/// When the file of the hook cannot be read.
pub fn plan(around: &Surroundings, draft: &mut Draft) -> Result<Step, OutputError> {
    let Some(git) = &around.git else {
        return Ok(Step::left("hook", None, "this is no git repository", ""));
    };
    // Hooks run at the root of the repository.
    let call = around.call(&git.root, ARGUMENTS);
    let in_shell = match around.seen(&git.root) {
        None => call.clone(),
        Some(_) => format!("({call})"),
    };
    let folders: Vec<&Path> = [git.root.as_path(), &around.home]
        .into_iter()
        .take(if git.root == around.home { 1 } else { 2 })
        .collect();
    let first = |names: &[&str]| {
        folders
            .iter()
            .flat_map(|folder| names.iter().map(|name| folder.join(name)))
            .find(|path| path.is_file())
    };
    let named = |package: &str| around.version(package);

    if let Some((path, start)) = husky(around, &folders) {
        let mut step = Step::edit("hook", draft, &path, |text| {
            shell::add(text, &in_shell, start)
        })?;
        if start == shell::Start::HuskyFile {
            draft.make_executable(&path);
        }
        let folder = path.parent().unwrap_or(&path);
        if !folder.is_dir() {
            step.then = Some(set_up(around, folder.parent().unwrap_or(folder), "husky"));
        }
        return Ok(step);
    }
    if let Some(path) = first(&LEFTHOOK_FILES)
        .or_else(|| (named("lefthook") != Version::Absent).then(|| git.root.join("lefthook.yml")))
    {
        let is_yaml = path
            .extension()
            .is_some_and(|it| it == "yml" || it == "yaml");
        return Step::edit("hook", draft, &path, |text| match text {
            Some(text) if !is_yaml && text.contains(super::CHECK) => Edit::InPlace,
            _ if !is_yaml => Edit::left("is not written in YAML", call.clone()),
            text => lefthook::add(text.unwrap_or_default(), &call),
        });
    }
    if let Some(package) = around
        .packages
        .iter()
        .find(|package| package.has(SIMPLE) || package.range(SIMPLE).is_some())
    {
        return simple_git_hooks(around, package, draft, &in_shell);
    }
    if let Some(path) = first(&PRE_COMMIT_FILES) {
        let entry = match around.seen(&git.root) {
            None => call.clone(),
            Some(_) => format!("sh -c {}", json::quoted(&call)),
        };
        return Step::edit("hook", draft, &path, |text| {
            pre_commit::add(text.unwrap_or_default(), &entry)
        });
    }
    if let Some(path) = lint_staged(&folders) {
        let is_package = path.ends_with("package.json");
        // lint-staged adds names of files, which `sh -c` takes for its own.
        let command = format!("sh -c '{call}'");
        return Step::edit("hook", draft, &path, |text| {
            json::add_to_shell_line(
                text.unwrap_or_default(),
                is_package.then_some(LINT_STAGED),
                LINT_STAGED_FILES,
                &command,
            )
        });
    }
    match &git.hooks {
        Ok(hooks) => {
            let path = hooks.join("pre-commit");
            let step = Step::edit("hook", draft, &path, |text| {
                shell::add(text, &in_shell, shell::Start::Shebang)
            })?;
            draft.make_executable(&path);
            Ok(step)
        }
        Err(why) => Ok(Step::left(
            "hook",
            None,
            *why,
            format!("{in_shell} || exit 1\n"),
        )),
    }
}

/// How a tool is told to put its hooks in place, from where the user is.
fn set_up(around: &Surroundings, folder: &Path, tool: &str) -> String {
    let exec = around.manager.exec().trim_end_matches("triple-orm");
    match around.shown(folder).as_str() {
        "." => format!("{exec}{tool}"),
        folder => format!("(cd {folder} && {exec}{tool})"),
    }
}

/// The hook of husky, in a folder that is there or that husky will look for.
fn husky(around: &Surroundings, folders: &[&Path]) -> Option<(PathBuf, shell::Start)> {
    let folder = folders
        .iter()
        .map(|folder| folder.join(".husky"))
        .find(|folder| folder.is_dir())
        .or_else(|| {
            let package = around
                .packages
                .iter()
                .find(|package| package.range("husky").is_some())?;
            Some(package.folder.join(".husky"))
        })?;
    let is_old = folder.join("_/husky.sh").is_file() && !folder.join("_/h").is_file()
        || matches!(around.version("husky"), Version::Named(version)
            if version.trim_start_matches(['^', '~']).starts_with(['4', '5', '6', '7', '8']));
    let start = if is_old {
        shell::Start::HuskyFile
    } else {
        shell::Start::Bare
    };
    Some((folder.join("pre-commit"), start))
}

fn simple_git_hooks(
    around: &Surroundings,
    package: &Package,
    draft: &mut Draft,
    command: &str,
) -> Result<Step, OutputError> {
    let mut step = if package.has(SIMPLE) {
        let path = package.folder.join("package.json");
        Step::edit("hook", draft, &path, |text| {
            json::add_to_shell_line(
                text.unwrap_or_default(),
                Some(SIMPLE),
                "pre-commit",
                command,
            )
        })?
    } else {
        let names = [".simple-git-hooks.json", "simple-git-hooks.json"];
        let path = names
            .iter()
            .map(|name| package.folder.join(name))
            .find(|path| path.is_file());
        match path {
            Some(path) => Step::edit("hook", draft, &path, |text| {
                json::add_to_shell_line(text.unwrap_or_default(), None, "pre-commit", command)
            })?,
            None => Step::left(
                "hook",
                None,
                "simple-git-hooks is not configured in JSON",
                format!("\"pre-commit\": {}\n", json::quoted(command)),
            ),
        }
    };
    if matches!(step.edit, Edit::Changed(_)) {
        step.then = Some(set_up(around, &package.folder, SIMPLE));
    }
    Ok(step)
}

/// A configuration of lint-staged that is written in JSON.
fn lint_staged(folders: &[&Path]) -> Option<PathBuf> {
    folders.iter().find_map(|folder| {
        let is_in_package = Package::read(folder).is_some_and(|package| package.has(LINT_STAGED));
        if is_in_package {
            return Some(folder.join("package.json"));
        }
        [".lintstagedrc.json", ".lintstagedrc"]
            .iter()
            .map(|name| folder.join(name))
            .find(|path| {
                let text = std::fs::read_to_string(path);
                text.is_ok_and(|text| text.trim_start().starts_with('{'))
            })
    })
}
