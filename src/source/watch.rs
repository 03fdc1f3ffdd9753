//! Waiting until something changes in some folders. What changed it does not say:
//! whoever waits looks again (see `look`), which is right on every system, however
//! an editor saves.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::{Duration, Instant, SystemTime};

use notify::event::{AccessKind, AccessMode};
use notify::{ErrorKind, Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher};

/// A save is over when nothing happened for so long.
const QUIET: Duration = Duration::from_millis(10);
/// A folder that never rests is looked at this often.
const MOST: Duration = Duration::from_millis(100);
/// Network drives and the folders of a container may not tell of changes at all.
const UNTOLD: Duration = Duration::from_secs(2);

/// The folders that are watched.
#[derive(Debug)]
pub struct Watch {
    watcher: Result<RecommendedWatcher, notify::Error>,
    watched: BTreeMap<PathBuf, Identity>,
    changes: Receiver<()>,
    // Kept, so that waiting works where there is no watcher.
    _sender: Sender<()>,
}

/// Which folder a path leads to: one that was replaced has another.
/// A number alone does not do: a new folder often gets that of one just deleted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Identity {
    number: (u64, u64),
    created: Option<SystemTime>,
}

impl Watch {
    /// Watches nothing yet.
    #[must_use]
    pub fn new() -> Self {
        let (sender, changes) = channel();
        let tell = sender.clone();
        let watcher = notify::recommended_watcher(move |event: notify::Result<Event>| {
            if event.is_ok_and(|event| !changes_something(&event)) {
                return;
            }
            // Nobody waits any more when the process ends.
            let _ = tell.send(());
        });
        Self {
            watcher,
            watched: BTreeMap::new(),
            changes,
            _sender: sender,
        }
    }

    /// Watches these folders and no others. Says whether one is new: what happened
    /// in it before is not told.
    ///
    /// # Errors
    /// When the system watches no more folders, or none at all. Then
    /// [`Watch::wait`] still returns every two seconds.
    pub fn follow(&mut self, folders: &BTreeSet<PathBuf>) -> Result<bool, notify::Error> {
        let watcher = match &mut self.watcher {
            Ok(watcher) => watcher,
            Err(error) => return Err(notify::Error::generic(&error.to_string())),
        };
        self.watched.retain(|folder, identity| {
            let stays = folders.contains(folder) && Identity::of(folder).ok() == Some(*identity);
            if !stays {
                // It may be gone, and its watch with it.
                let _ = watcher.unwatch(folder);
            }
            stays
        });
        let mut is_new = false;
        for folder in folders {
            if self.watched.contains_key(folder) {
                continue;
            }
            let Ok(identity) = Identity::of(folder) else {
                continue;
            };
            match watcher.watch(folder, RecursiveMode::NonRecursive) {
                Ok(()) => {
                    self.watched.insert(folder.clone(), identity);
                    is_new = true;
                }
                Err(error) if is_gone(&error) => {}
                Err(error) => return Err(error),
            }
        }
        Ok(is_new)
    }

    /// Returns soon after something changed, when it is quiet again; or when the
    /// system may have forgotten to tell.
    pub fn wait(&self) {
        if self.changes.recv_timeout(UNTOLD).is_ok() {
            self.wait_for_quiet(QUIET);
        }
    }

    /// Returns when nothing happened for as long as `quiet`.
    pub fn wait_for_quiet(&self, quiet: Duration) {
        let end = Instant::now() + MOST.max(quiet);
        while Instant::now() < end && self.changes.recv_timeout(quiet).is_ok() {}
    }
}

impl Default for Watch {
    fn default() -> Self {
        Self::new()
    }
}

/// Reading changes nothing, and we read ourselves.
fn changes_something(event: &Event) -> bool {
    match event.kind {
        EventKind::Access(kind) => kind == AccessKind::Close(AccessMode::Write),
        _ => true,
    }
}

fn is_gone(error: &notify::Error) -> bool {
    match &error.kind {
        ErrorKind::PathNotFound => true,
        ErrorKind::Io(error) => error.kind() == io::ErrorKind::NotFound,
        _ => false,
    }
}

impl Identity {
    fn of(folder: &Path) -> io::Result<Self> {
        let found = fs::metadata(folder)?;
        Ok(Self {
            number: number(&found),
            created: found.created().ok(),
        })
    }
}

#[cfg(unix)]
fn number(found: &fs::Metadata) -> (u64, u64) {
    use std::os::unix::fs::MetadataExt;
    (found.dev(), found.ino())
}

#[cfg(not(unix))]
fn number(_: &fs::Metadata) -> (u64, u64) {
    (0, 0)
}
