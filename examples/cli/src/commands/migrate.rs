//! An assessment carried over to the next version of its framework.

use super::start::write;
use crate::args::Migrate;
use crate::documents::Documents;
use crate::failure::{Failure, Outcome};
use crate::output;
use csf_assess::migrate::{self, Migration};
use std::path::Path;

pub(super) fn migrate(documents: &Documents, asked: &Migrate) -> Outcome {
    let list = asked.report.as_deref().map(listing).transpose()?;
    let report = asked.report.as_deref().zip(list);
    if let Some((path, _)) = report.filter(|(path, _)| asked.output.as_deref() == Some(path)) {
        let message = format!("`{path}` cannot be the new assessment and its report; name another file");
        return Err(Failure::of_argument("io/same-file", message));
    }
    let assessment = documents.assessment(&asked.file)?;
    let migration = migrate::migrate(&documents.library, &assessment, &asked.to, asked.source.as_deref())
        .map_err(|error| Failure::of_name(&error))?;
    if let Some((path, list)) = report {
        output::write(&list(&migration), Some(path))?;
    }
    write(migration.content.clone(), asked.output.as_deref())?;
    output::remark(&migration.to_text());
    Ok(())
}

/// How the whole list is written, by the extension of its file.
fn listing(path: &str) -> Outcome<fn(&Migration) -> String> {
    let extension = Path::new(path).extension().map(|extension| extension.to_string_lossy().to_ascii_lowercase());
    match extension.as_deref() {
        Some("md") => Ok(Migration::to_markdown),
        Some("json") => Ok(|migration| migration.to_json() + "\n"),
        _ => {
            let message = format!("`{path}` does not say how to write the list; there is `.md` and `.json`");
            Err(Failure::of_argument("report/unknown-format", message))
        }
    }
}
