//! What is wrong with a history of migrations: order, names, loose files, and
//! what the database says of the files that it was given.

use std::collections::BTreeMap;

use sha2::{Digest, Sha256};

use super::{Cause, Item, Problem, Replay};
use crate::diagnostic::{FileId, Span};

/// A folder of migrations as it was found, in Prisma's order.
#[derive(Debug, Default)]
pub struct History {
    pub migrations: Vec<Migration>,
    /// Folders that look like migrations and have no `migration.sql`.
    pub empty_folders: Vec<String>,
    /// `.sql` files that Prisma never runs, with what each of them makes.
    pub loose: Vec<(FileId, Vec<Item>)>,
    /// What `migration_lock.toml` says, when it is another database than the schema's.
    pub foreign_lock: Option<String>,
}

#[derive(Debug, Clone)]
pub struct Migration {
    /// The name of its folder.
    pub name: String,
    pub file: FileId,
    /// The bytes of its file, of which the database keeps the checksum.
    pub checksums: Vec<String>,
    /// It has no statement.
    pub is_empty: bool,
}

/// A row of `_prisma_migrations`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Applied {
    pub name: String,
    pub checksum: String,
    pub finished: bool,
    pub rolled_back: bool,
    /// How many steps were applied.
    pub steps: u32,
}

/// One thing that is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    pub trouble: Trouble,
    /// The migration, the folder or the file that it is about.
    pub subject: String,
    pub place: Option<Span>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Trouble {
    /// It fails on an empty database.
    Fails {
        cause: Cause,
        /// The migration that makes what is missing, when it comes too late.
        later: Option<String>,
        /// The loose file that makes it, which Prisma never runs.
        loose: Option<FileId>,
    },
    /// Two migrations have the same time in their names.
    SameTime { other: String },
    /// The name does not begin with 14 digits.
    NoTime,
    /// There is no statement in it.
    Empty,
    /// A folder without `migration.sql`.
    NoFile,
    /// A file that Prisma never runs.
    Loose,
    /// `migration_lock.toml` names another database.
    ForeignLock { provider: String },
    /// The file is not the one that the database was given.
    Edited,
    /// It was started in the database, and did not end.
    Failed,
    /// The database has it, the folder does not.
    NotInFolder,
    /// The folder has it, the database does not.
    NotApplied,
}

impl Migration {
    /// `bytes` are those of the file, a mark at the start and line ends included.
    #[must_use]
    pub fn new(name: String, file: FileId, bytes: &str, statements: usize) -> Self {
        Self {
            name,
            file,
            checksums: checksums(bytes),
            is_empty: statements == 0,
        }
    }
}

/// The checksums that count as the file's own: as it is, and with either kind of line ends.
#[must_use]
pub fn checksums(text: &str) -> Vec<String> {
    let unix = text.replace("\r\n", "\n");
    let windows = unix.replace('\n', "\r\n");
    let mut sums: Vec<String> = [text, &unix, &windows]
        .iter()
        .map(|text| {
            let digest = Sha256::digest(text.as_bytes());
            digest.iter().fold(String::new(), |mut hex, byte| {
                hex.push_str(&format!("{byte:02x}"));
                hex
            })
        })
        .collect();
    sums.dedup();
    sums
}

/// Everything that is wrong with a history. `applied` are the rows of the
/// database, where there is one.
#[must_use]
pub fn history(history: &History, replay: &Replay, applied: Option<&[Applied]>) -> Vec<Finding> {
    let mut findings = Vec::new();
    failures(history, replay, &mut findings);
    names(history, &mut findings);
    for (file, _) in &history.loose {
        findings.push(Finding {
            trouble: Trouble::Loose,
            subject: String::new(),
            place: Some(Span {
                file: *file,
                start: 0,
                end: 0,
            }),
        });
    }
    if let Some(provider) = &history.foreign_lock {
        let provider = provider.clone();
        findings.push(Finding {
            trouble: Trouble::ForeignLock { provider },
            subject: "migration_lock.toml".to_owned(),
            place: None,
        });
    }
    if let Some(applied) = applied {
        compare(history, applied, &mut findings);
    }
    findings
}

/// Where the replay fails: each migration's own problems, and who would help.
fn failures(history: &History, replay: &Replay, findings: &mut Vec<Finding>) {
    for (at, (migration, step)) in history.migrations.iter().zip(&replay.steps).enumerate() {
        for Problem { cause, place } in &step.problems {
            let (later, loose) = match cause {
                Cause::Missing(item) => {
                    let maker = |made: &[Item]| made.iter().any(|made| makes(made, item));
                    let later = replay.steps[at + 1..]
                        .iter()
                        .position(|step| maker(&step.creates))
                        .and_then(|behind| history.migrations.get(at + 1 + behind))
                        .map(|later| later.name.clone());
                    let loose = history.loose.iter().find(|(_, made)| maker(made));
                    (later, loose.map(|(file, _)| *file))
                }
                _ => (None, None),
            };
            findings.push(Finding {
                trouble: Trouble::Fails {
                    cause: cause.clone(),
                    later,
                    loose,
                },
                subject: migration.name.clone(),
                place: *place,
            });
        }
    }
}

/// Whether what a script made is what another one misses. A view may stand for a
/// table, and an index that is looked for by its own name has no table yet.
fn makes(made: &Item, missing: &Item) -> bool {
    use super::Kind;
    let same_kind = made.kind == missing.kind
        || matches!(
            (made.kind, missing.kind),
            (Kind::View, Kind::Table) | (Kind::Table, Kind::View)
        );
    if missing.kind == Kind::Index && missing.member.is_none() {
        return made.kind == Kind::Index && made.member.as_ref() == Some(&missing.name.name);
    }
    same_kind && made.name == missing.name && made.member == missing.member
}

fn names(history: &History, findings: &mut Vec<Finding>) {
    let start_of = |file| Span {
        file,
        start: 0,
        end: 0,
    };
    let mut by_time: BTreeMap<&str, &Migration> = BTreeMap::new();
    for migration in &history.migrations {
        let mut add = |trouble| {
            findings.push(Finding {
                trouble,
                subject: migration.name.clone(),
                place: Some(start_of(migration.file)),
            });
        };
        match time(&migration.name) {
            None => add(Trouble::NoTime),
            Some(time) => match by_time.get(time) {
                Some(other) => add(Trouble::SameTime {
                    other: other.name.clone(),
                }),
                None => {
                    by_time.insert(time, migration);
                }
            },
        }
        if migration.is_empty {
            add(Trouble::Empty);
        }
    }
    findings.extend(history.empty_folders.iter().map(|folder| Finding {
        trouble: Trouble::NoFile,
        subject: folder.clone(),
        place: None,
    }));
}

/// The 14 digits that Prisma begins a name with.
fn time(name: &str) -> Option<&str> {
    let time = name.get(..14)?;
    let is_time = time.bytes().all(|byte| byte.is_ascii_digit());
    let goes_on = name[14..]
        .bytes()
        .next()
        .is_some_and(|byte| byte.is_ascii_digit());
    (is_time && !goes_on).then_some(time)
}

fn compare(history: &History, applied: &[Applied], findings: &mut Vec<Finding>) {
    for migration in &history.migrations {
        let rows = || applied.iter().filter(|row| row.name == migration.name);
        let live = rows().find(|row| !row.rolled_back);
        let trouble = match live {
            None => Some(Trouble::NotApplied),
            Some(row) if !row.finished => Some(Trouble::Failed),
            Some(row) if !migration.checksums.contains(&row.checksum.to_lowercase()) => {
                Some(Trouble::Edited)
            }
            Some(_) => None,
        };
        findings.extend(trouble.map(|trouble| Finding {
            trouble,
            subject: migration.name.clone(),
            place: Some(Span {
                file: migration.file,
                start: 0,
                end: 0,
            }),
        }));
    }
    for row in applied.iter().filter(|row| !row.rolled_back) {
        if history.migrations.iter().all(|it| it.name != row.name) {
            findings.push(Finding {
                trouble: Trouble::NotInFolder,
                subject: row.name.clone(),
                place: None,
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::Dialect;

    fn migration(name: &str, text: &str) -> Migration {
        Migration::new(name.to_owned(), FileId(0), text, 1)
    }

    fn applied(name: &str, text: &str) -> Applied {
        Applied {
            name: name.to_owned(),
            checksum: checksums(text)[0].clone(),
            finished: true,
            rolled_back: false,
            steps: 1,
        }
    }

    fn found(migrations: Vec<Migration>, rows: &[Applied]) -> Vec<(Trouble, String)> {
        let folder = History {
            migrations,
            ..History::default()
        };
        let replay =
            super::super::replay(Dialect::MySql, &[], &crate::diagnostic::Sources::default());
        history(&folder, &replay, Some(rows))
            .into_iter()
            .map(|finding| (finding.trouble, finding.subject))
            .collect()
    }

    #[test]
    fn line_ends_are_no_edit() {
        let folder = vec![migration("20240101000000_a", "SELECT 1;\r\n")];
        assert_eq!(
            found(folder, &[applied("20240101000000_a", "SELECT 1;\n")]),
            []
        );
        let folder = vec![migration("20240101000000_a", "SELECT 1;\n")];
        assert_eq!(
            found(folder, &[applied("20240101000000_a", "SELECT 1;\r\n")]),
            []
        );
    }

    #[test]
    fn the_database_and_the_folder_are_compared() {
        let folder = ["1_a", "2_b", "3_c", "4_d"].map(|name| {
            migration(
                &name.replacen('_', &format!("{}_", "0".repeat(13)), 1),
                "SELECT 1;",
            )
        });
        let name = |at: usize| folder[at].name.clone();
        let mut failed = applied(&name(1), "SELECT 1;");
        failed.finished = false;
        let mut rolled_back = failed.clone();
        rolled_back.name = name(2);
        rolled_back.rolled_back = true;
        let rows = [
            applied(&name(0), "SELECT 2;"),
            failed,
            rolled_back,
            applied("5_e", ""),
        ];
        let expected = [
            (Trouble::Edited, name(0)),
            (Trouble::Failed, name(1)),
            (Trouble::NotApplied, name(2)),
            (Trouble::NotApplied, name(3)),
            (Trouble::NotInFolder, "5_e".to_owned()),
        ];
        assert_eq!(found(folder.to_vec(), &rows), expected);
    }

    #[test]
    fn names_tell_the_time_once() {
        let folder = vec![
            migration("20240101000000_a", ""),
            migration("20240101000000_b", ""),
            migration("init", ""),
        ];
        let rows: Vec<Applied> = folder.iter().map(|it| applied(&it.name, "")).collect();
        let other = "20240101000000_a".to_owned();
        let expected = [
            (Trouble::SameTime { other }, "20240101000000_b".to_owned()),
            (Trouble::NoTime, "init".to_owned()),
        ];
        assert_eq!(found(folder, &rows), expected);
    }
}
