//! How a path is shown to the user: relative to the current folder, with
//! forward slashes on every platform.

use std::path::Component;
use std::path::{Path, PathBuf};

/// `/repo/prisma/schema.prisma` seen from `/repo/app` is
/// `../prisma/schema.prisma`. What lies on another drive stays absolute.
#[must_use]
pub fn relative_to(base: &Path, path: &Path) -> PathBuf {
    let path = clean(&base.join(path));
    let base = clean(base);
    let common = base
        .components()
        .zip(path.components())
        .take_while(|(a, b)| a == b)
        .count();
    if common == 0 {
        return path;
    }
    let mut relative: PathBuf = base
        .components()
        .skip(common)
        .map(|_| Component::ParentDir)
        .collect();
    relative.extend(path.components().skip(common));
    if relative.as_os_str().is_empty() {
        relative.push(".");
    }
    relative
}

/// The path as text, with forward slashes.
#[must_use]
pub fn shown(path: &Path) -> String {
    let text = path.to_string_lossy();
    if cfg!(windows) {
        text.replace('\\', "/")
    } else {
        text.into_owned()
    }
}

/// Takes `.` and `a/..` out, by the letters alone: a symlink is not looked at,
/// as in a shell's `cd`.
fn clean(path: &Path) -> PathBuf {
    let mut cleaned = PathBuf::new();
    for component in path.components() {
        match component {
            Component::CurDir => {}
            Component::ParentDir
                if matches!(
                    cleaned.components().next_back(),
                    Some(Component::Normal(_) | Component::RootDir)
                ) =>
            {
                cleaned.pop();
            }
            other => cleaned.push(other),
        }
    }
    cleaned
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_seen_from_the_current_folder() {
        let seen = |base: &str, path: &str| shown(&relative_to(Path::new(base), Path::new(path)));
        assert_eq!(seen("/repo", "/repo/prisma/a.prisma"), "prisma/a.prisma");
        assert_eq!(seen("/repo/app", "/repo/prisma"), "../prisma");
        assert_eq!(seen("/repo/app", "./x/../y/./z"), "y/z");
        assert_eq!(seen("/repo/app", "../src"), "../src");
        assert_eq!(seen("/repo", "/repo"), ".");
        assert_eq!(seen("/", "/proc"), "proc");
        assert_eq!(seen("/a", "/../../b"), "../b");
    }
}
