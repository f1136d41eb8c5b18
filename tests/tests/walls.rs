//! The walls between the crates: the table of ARCHITECTURE.md against the manifests.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::process::Command;

use serde_json::Value;

type Names = BTreeSet<String>;

/// One row of the table.
#[derive(Debug)]
struct Row {
    /// The crates of ours that it imports.
    imports: Names,
    /// The libraries that no other crate may name.
    alone: Names,
}

#[test]
fn every_crate_has_a_row_and_every_row_a_crate() {
    let (rows, manifests) = (rows(), manifests());
    let told: Vec<&String> = rows.keys().collect();
    let built: Vec<&String> = manifests.keys().collect();
    assert_eq!(told, built, "left: ARCHITECTURE.md, right: the manifests");
}

#[test]
fn a_crate_imports_what_its_row_names_and_nothing_else() {
    let (rows, manifests) = (rows(), manifests());
    let ours: Names = manifests.keys().cloned().collect();
    for (name, row) in &rows {
        let imported: Names = manifests[name].intersection(&ours).cloned().collect();
        assert_eq!(row.imports, imported, "{name}; left: its row in ARCHITECTURE.md, right: its manifest");
    }
}

#[test]
fn a_library_that_belongs_to_one_crate_is_named_by_no_other() {
    let (rows, manifests) = (rows(), manifests());
    for (name, row) in &rows {
        for library in &row.alone {
            let users: Vec<&String> = manifests.iter().filter(|(_, names)| names.contains(library)).map(|(user, _)| user).collect();
            assert_eq!(users, [name], "who names {library}");
        }
    }
}

/// The rows of the table that has the columns `crate`, `imports` and `alone names`.
fn rows() -> BTreeMap<String, Row> {
    let path = chidu_tests::workspace().join("ARCHITECTURE.md");
    let text = fs::read_to_string(&path).expect("ARCHITECTURE.md is there");
    let mut table = text.lines().skip_while(|line| !line.starts_with("| crate |")).take_while(|line| line.starts_with('|')).map(cells);
    let header = table.next().expect("a table that begins with `| crate |`");
    let column = |title: &str| header.iter().position(|cell| cell == title).unwrap_or_else(|| panic!("no column {title:?} in {header:?}"));
    let (imports, alone) = (column("imports"), column("alone names"));
    let row = |cells: Vec<String>| (name(&cells[0]), Row { imports: quoted(&cells[imports]), alone: quoted(&cells[alone]) });
    table.skip(1).map(row).collect()
}

fn cells(line: &str) -> Vec<String> {
    line.trim().trim_matches('|').split('|').map(|cell| cell.trim().to_owned()).collect()
}

fn name(cell: &str) -> String {
    quoted(cell).into_iter().next().unwrap_or_else(|| panic!("no name in backticks in {cell:?}"))
}

/// The words in backticks.
fn quoted(cell: &str) -> Names {
    cell.split('`').skip(1).step_by(2).map(str::to_owned).collect()
}

/// What each crate of the workspace depends on, tests aside; ours without the `chidu-` that packages carry.
fn manifests() -> BTreeMap<String, Names> {
    let mut cargo = Command::new(env!("CARGO"));
    cargo.args(["metadata", "--no-deps", "--offline", "--format-version", "1"]).current_dir(chidu_tests::workspace());
    let output = cargo.output().expect("cargo runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let metadata: Value = serde_json::from_slice(&output.stdout).expect("cargo writes JSON");
    list(&metadata["packages"]).map(|package| (short(&package["name"]), dependencies(package))).collect()
}

fn dependencies(package: &Value) -> Names {
    list(&package["dependencies"]).filter(|dependency| dependency["kind"] != "dev").map(|dependency| short(&dependency["name"])).collect()
}

fn list(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

/// `chidu-values` is `values`, and the package of the binary, `chidu`, is `cli`.
fn short(name: &Value) -> String {
    let name = name.as_str().unwrap_or_default();
    if name == "chidu" { "cli".to_owned() } else { name.strip_prefix("chidu-").unwrap_or(name).to_owned() }
}
