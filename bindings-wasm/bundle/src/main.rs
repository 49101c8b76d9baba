//! `csf-assess-bundle MODULE.wasm FOLDER` writes the module and its JavaScript glue into a folder.
//!
//! It stands in for the `wasm-bindgen` command, in the one version that fits the crate and from the workspace's
//! lock file.

use std::error::Error;
use std::path::PathBuf;
use std::{env, fs};
use wasm_bindgen_cli_support::Bindgen;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<PathBuf> = env::args_os().skip(1).map(PathBuf::from).collect();
    let [module, folder] = arguments.as_slice() else {
        return Err("usage: csf-assess-bundle MODULE.wasm FOLDER".into());
    };
    let mut bindgen = Bindgen::new();
    bindgen.input_path(module).out_name("csf_assess").remove_name_section(true).remove_producers_section(true);
    // With its default path the glue finds the module beside itself, which bundlers understand too.
    bindgen.web(true)?.omit_default_module_path(false).generate(folder)?;
    let written = folder.join("csf_assess_bg.wasm");
    println!("{}: {} bytes", written.display(), fs::metadata(&written)?.len());
    Ok(())
}
