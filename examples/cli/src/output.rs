//! Where results go: standard output, or a file that is either whole or untouched.

use crate::failure::{Failure, Outcome};
use crate::input::reason;
use clap::builder::styling::{AnsiColor, Style};
use std::fs::{self, File};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

const RED: Style = AnsiColor::Red.on_default().bold();
const YELLOW: Style = AnsiColor::Yellow.on_default().bold();

/// Writes `text` to standard output, or through a temporary file to `to`.
pub(crate) fn write(text: &str, to: Option<&str>) -> Outcome {
    match to {
        None | Some("-") => print(text),
        Some(path) => replace(Path::new(path), text).map_err(|error| {
            let message = match error.kind() {
                ErrorKind::NotFound => "there is no such folder".to_owned(),
                _ => reason(&error),
            };
            Failure::of_file("io/write", message, path)
        }),
    }
}

/// Writes `text` to standard output.
pub(crate) fn print(text: &str) -> Outcome {
    let mut out = io::stdout().lock();
    out.write_all(text.as_bytes()).and_then(|()| out.flush()).map_err(|error| match error.kind() {
        ErrorKind::BrokenPipe => Failure::NobodyReads,
        _ => Failure::of_file("io/write", reason(&error), "<stdout>"),
    })
}

fn replace(path: &Path, text: &str) -> io::Result<()> {
    // A link keeps pointing where it did, so the file that it names is the one to replace.
    let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let existing = fs::metadata(path).ok();
    match &existing {
        Some(existing) if existing.is_dir() => return Err(ErrorKind::IsADirectory.into()),
        // A device or pipe has no content that could be half written.
        Some(existing) if !existing.is_file() => {
            return File::options().write(true).open(path)?.write_all(text.as_bytes());
        }
        Some(_) => drop(File::options().write(true).open(path)?),
        None => {}
    }
    let mut temporary = temporary_in(&folder_of(&target))?;
    temporary.write_all(text.as_bytes())?;
    if let Some(existing) = existing {
        temporary.as_file().set_permissions(existing.permissions())?;
    }
    temporary.as_file().sync_all()?;
    temporary.persist(&target).map(drop).map_err(|error| error.error)
}

fn folder_of(target: &Path) -> PathBuf {
    match target.parent() {
        Some(folder) if folder != Path::new("") => folder.to_owned(),
        _ => PathBuf::from("."),
    }
}

fn temporary_in(folder: &Path) -> io::Result<tempfile::NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".csf-assess-");
    #[cfg(unix)]
    {
        // What the user's umask leaves of it, as for any file that a program makes.
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    builder.tempfile_in(folder)
}

/// Shows problems on standard error, their first word in color on a terminal.
pub(crate) fn errors(lines: &[String]) {
    for line in lines {
        match line.strip_prefix("error") {
            Some(rest) => tell(&format!("{RED}error{RED:#}{rest}")),
            None => tell(line),
        }
    }
}

/// Where nobody listens any more, the exit code still tells.
fn tell(line: &str) {
    let _ = writeln!(anstream::stderr().lock(), "{line}");
}

/// Says on standard error what was done, without control characters of the input.
pub(crate) fn notes(lines: impl IntoIterator<Item = String>) {
    for line in lines {
        tell(&line.replace(char::is_control, ""));
    }
}

/// Shows what was passed over.
pub(crate) fn warnings(lines: impl IntoIterator<Item = String>) {
    for line in lines {
        let rest = line.strip_prefix("error").unwrap_or(&line);
        tell(&format!("{YELLOW}warning{YELLOW:#}{rest}"));
    }
}

/// How many characters a line may have: the terminal's width, 80 where there is none.
pub(crate) fn width() -> usize {
    terminal_size::terminal_size().map_or(80, |(terminal_size::Width(width), _)| usize::from(width).max(40))
}

/// Rows of four cells in columns; the last one is wrapped to the terminal. Control characters are left out, since a
/// document could steer the terminal with them.
pub(crate) fn table(rows: &[[String; 4]]) -> String {
    let harmless = |cell: &String| cell.replace(char::is_control, "");
    let rows: Vec<[String; 4]> = rows.iter().map(|row| row.each_ref().map(harmless)).collect();
    let widest = |column: usize| rows.iter().filter_map(|row| row.get(column)).map(|cell| cell.chars().count()).max();
    let [first, second, third] = [0, 1, 2].map(|column| widest(column).unwrap_or_default());
    let before = first + second + third + 6;
    let room = width().saturating_sub(before).max(20);
    let mut text = String::new();
    for [a, b, c, last] in &rows {
        for (position, line) in wrapped(last, room).into_iter().enumerate() {
            if position == 0 {
                text.push_str(&format!("{a:first$}  {b:second$}  {c:third$}  {line}\n"));
            } else {
                text.push_str(&format!("{:before$}{line}\n", ""));
            }
        }
    }
    text
}

fn wrapped(text: &str, room: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in text.split(' ') {
        match lines.last_mut() {
            Some(line) if line.is_empty() => line.push_str(word),
            Some(line) if line.chars().count() + 1 + word.chars().count() <= room => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}
