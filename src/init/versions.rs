//! Which packages the generated files need, and which of them are there.

use crate::init::manager::PackageManager;
use crate::source::Version;

/// The versions of a package that our files work with.
#[derive(Debug)]
pub struct Need {
    pub package: &'static str,
    /// `^0.45`, as one installs it.
    pub range: &'static str,
    from: (u64, u64),
    /// Not this one any more.
    below: Option<(u64, u64)>,
    dev: bool,
}

/// What the files of a target import, under the target's name.
pub const NEEDS: [(&str, Need); 3] = [
    (
        "drizzle",
        Need {
            package: "drizzle-orm",
            range: "^0.45.0",
            from: (0, 45),
            below: Some((2, 0)),
            dev: false,
        },
    ),
    (
        "kysely",
        Need {
            package: "kysely",
            range: ">=0.28",
            from: (0, 28),
            below: None,
            dev: false,
        },
    ),
    (
        "zod",
        Need {
            package: "zod",
            range: "^4.0.0",
            from: (4, 0),
            below: None,
            dev: false,
        },
    ),
];

/// What the scripts run.
pub const PRISMA: Need = Need {
    package: "prisma",
    range: "",
    from: (5, 0),
    below: None,
    dev: true,
};

/// Ourselves.
pub const TRIPLE_ORM: Need = Need {
    package: "triple-orm",
    range: "",
    from: (0, 0),
    below: None,
    dev: true,
};

/// What keeps our files from working with a package.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Misfit {
    Missing,
    TooOld,
    TooNew,
}

impl Need {
    /// `None`: it is there and fits, or nobody can tell (`latest`, a folder).
    #[must_use]
    pub fn misfit(&self, version: &Version) -> Option<Misfit> {
        let text = match version {
            Version::Absent => return Some(Misfit::Missing),
            Version::Named(text) => text,
        };
        let least = version.least()?;
        if least < self.from && !text.starts_with('>') {
            Some(Misfit::TooOld)
        } else if self.below.is_some_and(|below| least >= below) {
            Some(Misfit::TooNew)
        } else {
            None
        }
    }

    fn spec(&self) -> String {
        match self.range {
            "" => self.package.to_owned(),
            range if range.contains('>') => format!("\"{}@{range}\"", self.package),
            range => format!("{}@{range}", self.package),
        }
    }
}

/// The commands that install packages: first those of the program, then those
/// for development alone.
#[must_use]
pub fn install_commands(manager: PackageManager, needs: &[&Need]) -> Vec<String> {
    [false, true]
        .into_iter()
        .filter_map(|dev| {
            let specs: Vec<_> = needs
                .iter()
                .filter(|need| need.dev == dev)
                .map(|need| need.spec())
                .collect();
            (!specs.is_empty()).then(|| format!("{} {}", manager.add_command(dev), specs.join(" ")))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_fit_or_not() {
        let [(_, drizzle), (_, kysely), (_, zod)] = &NEEDS;
        let named = |text: &str| Version::Named(text.to_owned());
        assert_eq!(drizzle.misfit(&Version::Absent), Some(Misfit::Missing));
        for (need, version, misfit) in [
            (drizzle, "0.45.4", None),
            (drizzle, "^0.44.7", Some(Misfit::TooOld)),
            (drizzle, "1.0.0-rc.5", None),
            (drizzle, "2.0.0", Some(Misfit::TooNew)),
            (drizzle, ">=0.40.0 <1", None),
            (drizzle, "latest", None),
            (drizzle, "link:../drizzle", None),
            (kysely, "~0.27.6", Some(Misfit::TooOld)),
            (kysely, "0.29.0", None),
            (zod, "3.25.76", Some(Misfit::TooOld)),
            (zod, "npm:zod@^4.1.0", None),
            (zod, "4", None),
        ] {
            assert_eq!(need.misfit(&named(version)), misfit, "{version}");
        }
    }

    #[test]
    fn the_install_command_is_the_package_managers() {
        let [(_, drizzle), (_, kysely), _] = &NEEDS;
        assert_eq!(
            install_commands(PackageManager::Pnpm, &[drizzle, kysely, &TRIPLE_ORM]),
            [
                "pnpm add drizzle-orm@^0.45.0 \"kysely@>=0.28\"",
                "pnpm add -D triple-orm"
            ]
        );
    }
}
