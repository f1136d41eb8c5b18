//! Compiles the grammars at build time: a `.pest` file becomes a table of steps that `src/machine.rs` runs, and an enum of its rules.
//!
//! pest's own front end reads and checks the files, so that they are pest and nothing else; a test holds the machine to the trees of
//! pest's parser. Not here: what a step does when it runs. Start at [`main`]; the gates are worked out in `chars.rs`.

#![allow(clippy::disallowed_methods, clippy::disallowed_macros, reason = "a build script reads and writes files, and tells cargo so")]

mod chars;
mod plan;
mod write;

use std::path::{Path, PathBuf};
use std::{env, fs};

use pest_meta::ast::Rule;
use pest_meta::parser;
use pest_meta::validator;

fn main() {
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").expect("cargo says where the crate is"));
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo says where to write"));
    println!("cargo::rerun-if-changed=build");
    println!("cargo::rerun-if-changed=lines.pest");
    println!("cargo::rerun-if-changed=forms");
    compile(&[root.join("lines.pest")], &out.join("lines.rs"));
    compile(&forms(&root.join("forms")), &out.join("clauses.rs"));
}

/// The files of the clause grammar, in the order of their names.
fn forms(folder: &Path) -> Vec<PathBuf> {
    let files = fs::read_dir(folder).expect("grammar/forms is there").map(|file| file.expect("it can be listed").path());
    let mut files: Vec<PathBuf> = files.filter(|path| path.extension().is_some_and(|extension| extension == "pest")).collect();
    files.sort();
    files
}

fn compile(files: &[PathBuf], to: &Path) {
    let text: Vec<String> = files.iter().map(|file| fs::read_to_string(file).expect("the grammar can be read")).collect();
    let text = text.join("\n");
    let plan = plan::Plan::of(&rules(&text));
    fs::write(to, write::rust(&plan)).expect("the table can be written");
    fs::write(to.with_extension("pest.rs"), write::reference(&text, &plan)).expect("the reference can be written");
}

/// The rules of a grammar, checked as pest checks them.
fn rules(text: &str) -> Vec<Rule> {
    let pairs = parser::parse(parser::Rule::grammar_rules, text).map_err(|error| vec![error.renamed_rules(parser::rename_meta_rule)]);
    let pairs = pest_meta::unwrap_or_report(pairs);
    pest_meta::unwrap_or_report(validator::validate_pairs(pairs.clone()));
    pest_meta::unwrap_or_report(parser::consume_rules(pairs))
}
