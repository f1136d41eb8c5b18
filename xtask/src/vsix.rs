//! The extension for Visual Studio Code as one file, with the server of this machine in it: needs node and npm.
//!
//! Not here: what the extension does (`editors/vscode`). Start at [`run`].

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::bench;

const FOLDER: &str = "editors/vscode";

/// Builds the server, puts it beside the extension, and packs both.
pub fn run() -> Result<(), String> {
    bench::build()?;
    let server = Path::new(FOLDER).join("server");
    let target = server.join(format!("chidu{}", std::env::consts::EXE_SUFFIX));
    fs::create_dir_all(&server)
        .and_then(|()| fs::copy(bench::BINARY, &target))
        .map_err(|error| format!("{}: {error}", target.display()))?;
    in_folder("npm", &["install", "--omit=dev", "--no-package-lock", "--no-audit", "--no-fund"])?;
    in_folder("npx", &["--yes", "@vscode/vsce", "package", "--allow-missing-repository", "--skip-license"])
}

fn in_folder(program: &str, arguments: &[&str]) -> Result<(), String> {
    let status = Command::new(program).args(arguments).current_dir(FOLDER).status().map_err(|error| format!("{program}: {error}"))?;
    if status.success() { Ok(()) } else { Err(format!("{program} {} failed", arguments.join(" "))) }
}
