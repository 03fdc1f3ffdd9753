//! What the project around the output folder has installed.

use std::path::Path;

use crate::config::file::is_root;
use crate::drizzle;
use crate::source::{self, Package};

/// The drizzle-orm that code in `out` imports, as the nearest `package.json` that
/// names it says, up to the root of the repository or workspace.
pub fn drizzle_version(out: &Path) -> drizzle::Version {
    let root = out.ancestors().position(is_root).unwrap_or(usize::MAX - 1);
    let packages: Vec<Package> = out
        .ancestors()
        .take(root + 1)
        .filter_map(Package::read)
        .collect();
    match source::version(&packages, "drizzle-orm").least() {
        Some(least) if least >= (1, 0) => drizzle::Version::V1,
        _ => drizzle::Version::V0,
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    fn version(files: &[(&str, &str)]) -> drizzle::Version {
        let root = tempfile::tempdir().unwrap();
        for (path, text) in files {
            let path = root.path().join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        fs::create_dir_all(root.path().join(".git")).unwrap();
        drizzle_version(&root.path().join("apps/api/src/db"))
    }

    const V0: drizzle::Version = drizzle::Version::V0;
    const V1: drizzle::Version = drizzle::Version::V1;

    #[test]
    fn a_range_says_the_version() {
        for (range, expected) in [
            ("^0.45.4", V0),
            ("^1.0.0-rc.1", V1),
            ("1.0.0-beta.2", V1),
            (">=0.40 <2", V0),
            ("npm:drizzle-orm@1.0.0-rc.5", V1),
            ("latest", V0),
        ] {
            let text = format!(r#"{{ "devDependencies": {{ "drizzle-orm": "{range}" }} }}"#);
            assert_eq!(
                version(&[("apps/api/package.json", &text)]),
                expected,
                "{range}"
            );
        }
        assert_eq!(version(&[]), V0);
    }

    #[test]
    fn what_is_installed_counts_more_than_a_range() {
        let installed = r#"{ "version": "1.0.0-rc.5" }"#;
        for range in ["rc", "catalog:", "workspace:*", ">=0.45"] {
            let text = format!(r#"{{ "peerDependencies": {{ "drizzle-orm": "{range}" }} }}"#);
            let files = [
                ("apps/api/package.json", text.as_str()),
                ("package.json", "{}"),
                ("node_modules/drizzle-orm/package.json", installed),
            ];
            assert_eq!(version(&files), V1, "{range}");
        }
    }

    #[test]
    fn a_catalog_says_the_version_where_nothing_is_installed() {
        let files = [
            (
                "apps/api/package.json",
                r#"{ "dependencies": { "drizzle-orm": "catalog:" } }"#,
            ),
            ("package.json", "{}"),
            (
                "pnpm-workspace.yaml",
                "catalog:\n  drizzle-orm: ^1.0.0-rc.1\n",
            ),
        ];
        assert_eq!(version(&files), V1);
    }

    #[test]
    fn the_nearest_package_counts() {
        let files = [
            (
                "apps/api/package.json",
                r#"{ "dependencies": { "drizzle-orm": "0.45.4" } }"#,
            ),
            (
                "package.json",
                r#"{ "dependencies": { "drizzle-orm": "1.0.0-rc.5" } }"#,
            ),
        ];
        assert_eq!(version(&files), V0);
    }
}
