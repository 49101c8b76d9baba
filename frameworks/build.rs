//! Turns the YAML of this folder into compact JSON and embeds it.

use serde_json::Value;
use std::error::Error;
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::{env, fs};

/// The order in which documents can be loaded: what others refer to comes first.
const KINDS: [&str; 8] =
    ["scale", "model", "framework", "obligations", "crosswalk", "transition", "translation", "scope"];

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=.");
    let out = PathBuf::from(env::var("OUT_DIR")?);
    let mut documents = Vec::new();
    for entry in fs::read_dir(".")? {
        let path = entry?.path();
        if path.extension().is_some_and(|extension| extension == "yaml") {
            documents.push(convert(&path, &out)?);
        }
    }
    documents.sort();
    let mut code = String::from("&[\n");
    for (kind, _, id) in documents {
        let kind = KINDS.get(kind).copied().unwrap_or_default();
        writeln!(
            code,
            "    Document {{ kind: {kind:?}, id: {id:?}, json: include_str!(concat!(env!(\"OUT_DIR\"), \"/{id}.{kind}.json\")) }},"
        )?;
    }
    code.push_str("]\n");
    fs::write(out.join("documents.rs"), code)?;
    Ok(())
}

/// Writes one document; says its kind, whether it takes texts from another of that kind, and its id.
fn convert(path: &Path, out: &Path) -> Result<(usize, bool, String), Box<dyn Error>> {
    let shown = path.display();
    let options = serde_saphyr::options! { strict_booleans: true, leading_zero_numbers_as_strings: true };
    let document: Value = serde_saphyr::from_str_with_options(&fs::read_to_string(path)?, options)
        .map_err(|error| format!("{shown}: {error}"))?;
    let text = |key: &str| {
        document.get(key).and_then(Value::as_str).ok_or_else(|| format!("{shown}: the key `{key}` is missing"))
    };
    let (schema, id) = (text("schema")?, text("id")?);
    let kind = schema.split('/').nth(1).unwrap_or_default();
    let order =
        KINDS.iter().position(|known| *known == kind).ok_or_else(|| format!("{shown}: unknown schema `{schema}`"))?;
    fs::write(out.join(format!("{id}.{kind}.json")), document.to_string())?;
    Ok((order, document.get("concepts_of").is_some(), id.to_owned()))
}
