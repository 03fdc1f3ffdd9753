//! Files as they will be: read once, edited in memory, written together at the
//! end. What a file held before is kept, so that nothing is written over a file
//! that changed in the meantime.

use std::path::{Path, PathBuf};

use crate::output::{OutputError, Replacement, read_bytes};

/// What one look at a file's text decides.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Edit {
    /// What we would write is there.
    InPlace,
    /// The whole new text.
    Changed(String),
    /// We keep our hands off, and say what the user may add.
    Left {
        /// `is written in JavaScript`
        why: String,
        /// What to add by hand; empty when there is nothing to say.
        lines: String,
    },
}

impl Edit {
    pub fn left(why: impl Into<String>, lines: impl Into<String>) -> Self {
        Self::Left {
            why: why.into(),
            lines: lines.into(),
        }
    }
}

/// A file that is to be written.
#[derive(Debug, Clone)]
pub struct DraftFile {
    pub path: PathBuf,
    /// What is there now; `None`: nothing.
    pub before: Option<Vec<u8>>,
    pub text: String,
    pub executable: bool,
}

/// All files that are to be written.
#[derive(Debug, Default)]
pub struct Draft {
    pub files: Vec<DraftFile>,
}

impl Draft {
    /// Lets `edit` look at the text of a file, which an earlier edit may have
    /// changed; `None`: there is no such file. A byte order mark is kept, and
    /// shown to nobody.
    ///
    /// # Errors
    /// When something is there that cannot be read.
    pub fn edit(
        &mut self,
        path: &Path,
        edit: impl FnOnce(Option<&str>) -> Edit,
    ) -> Result<Edit, OutputError> {
        let known = self.files.iter().position(|file| file.path == path);
        let before = match known {
            Some(_) => None,
            None => read_bytes(path)?,
        };
        let now = match (known, &before) {
            (Some(at), _) => Some(self.files[at].text.clone()),
            (None, Some(bytes)) => match String::from_utf8(bytes.clone()) {
                Ok(text) => Some(text),
                Err(_) => return Ok(Edit::left("is not valid UTF-8", "")),
            },
            (None, None) => None,
        };
        let mark = now.as_ref().map_or("", |text| {
            if text.starts_with('\u{feff}') {
                "\u{feff}"
            } else {
                ""
            }
        });
        let edited = edit(now.as_ref().map(|text| &text[mark.len()..]));
        if let Edit::Changed(text) = &edited {
            let text = format!("{mark}{text}");
            match known {
                Some(at) => self.files[at].text = text,
                None => self.files.push(DraftFile {
                    path: path.to_owned(),
                    before,
                    text,
                    executable: false,
                }),
            }
        }
        Ok(edited)
    }

    /// A script that git starts itself needs the right to be run.
    pub fn make_executable(&mut self, path: &Path) {
        for file in self.files.iter_mut().filter(|file| file.path == path) {
            file.executable = true;
        }
    }

    /// Writes all files, or none.
    ///
    /// # Errors
    /// When a file changed since it was read, or cannot be written.
    pub fn write(self) -> Result<(), OutputError> {
        let files: Vec<_> = self
            .files
            .into_iter()
            .map(|file| Replacement {
                path: file.path,
                before: file.before,
                bytes: file.text.into_bytes(),
                executable: file.executable,
            })
            .collect();
        crate::output::replace(&files)
    }
}

/// The line end of a text: that of its first line.
pub fn line_end(text: &str) -> &'static str {
    match text.split_once('\n') {
        Some((line, _)) if line.ends_with('\r') => "\r\n",
        _ => "\n",
    }
}
