//! Files as they are read: whole, no more of them than the library would take, standard input by its name `-`.

use crate::failure::{Failure, Outcome};
use csf_assess::document::LONGEST;
use std::fs::File;
use std::io::{ErrorKind, Read};
use std::str::FromStr;
use std::sync::atomic::{AtomicBool, Ordering};

/// Whether standard input was read: there is nothing left of it for a second reader.
static TAKEN: AtomicBool = AtomicBool::new(false);

/// A file of the command line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Source {
    /// `-`.
    Standard,
    /// A path.
    Path(String),
}

impl FromStr for Source {
    type Err = std::convert::Infallible;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Ok(if text == "-" { Self::Standard } else { Self::Path(text.to_owned()) })
    }
}

impl Source {
    /// The name in messages.
    pub(crate) fn name(&self) -> &str {
        match self {
            Self::Standard => "<stdin>",
            Self::Path(path) => path,
        }
    }

    /// Whether writing to `path` would replace this file, however either of them is spelled.
    pub(crate) fn is_at(&self, path: &str) -> bool {
        let Self::Path(own) = self else { return false };
        let (own, other) = (std::fs::canonicalize(own), std::fs::canonicalize(path));
        own.is_ok_and(|own| own.is_file() && other.is_ok_and(|other| own == other))
    }

    /// The bytes.
    pub(crate) fn read(&self) -> Outcome<Vec<u8>> {
        let bytes = match self {
            Self::Standard if TAKEN.swap(true, Ordering::Relaxed) => {
                let message = "`-` stands twice on the command line, and standard input can be read only once";
                return Err(Failure::of_argument("io/stdin-twice", message));
            }
            Self::Standard => bounded(std::io::stdin().lock()),
            Self::Path(path) => self.not_a_directory().and_then(|()| File::open(path)).and_then(bounded),
        };
        let bytes = bytes.map_err(|error| Failure::of_file("io/read", reason(&error), self.name()))?;
        if bytes.len() > LONGEST {
            let message = format!("the file is longer than {LONGEST} bytes, which is the most that is read");
            return Err(Failure::of_file("document/too-large", message, self.name()));
        }
        Ok(bytes)
    }

    fn not_a_directory(&self) -> std::io::Result<()> {
        match self {
            Self::Path(path) if std::path::Path::new(path).is_dir() => Err(ErrorKind::IsADirectory.into()),
            _ => Ok(()),
        }
    }
}

fn bounded(reader: impl Read) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    reader.take(LONGEST as u64 + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// What the operating system says, in the words of the other messages.
pub(crate) fn reason(error: &std::io::Error) -> String {
    match error.kind() {
        ErrorKind::NotFound => "there is no such file".to_owned(),
        ErrorKind::IsADirectory => "this is a directory, not a file".to_owned(),
        ErrorKind::PermissionDenied => "permission is denied".to_owned(),
        ErrorKind::StorageFull => "no space is left".to_owned(),
        _ => {
            let text = error.to_string();
            let plain = text.split(" (os error").next().unwrap_or(&text);
            let mut letters = plain.chars();
            letters.next().map(|first| first.to_lowercase().chain(letters).collect()).unwrap_or_default()
        }
    }
}
