//! The extension for Visual Studio Code as one file, with the server of this machine in it: needs node and npm.
//!
//! All of it happens in a copy under `target/`, so that nothing lands in the tree. Not here: what the extension does
//! (`editors/vscode`). Start at [`run`].

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::bench;

const FOLDER: &str = "editors/vscode";
const COPY: &str = "target/vsix";

/// Builds the server, puts it beside the extension, packs both, and tells where.
pub fn run() -> Result<(), String> {
    let packed = pack()?;
    println!("{}", packed.display());
    Ok(())
}

/// The same, as a path.
pub fn pack() -> Result<PathBuf, String> {
    bench::build()?;
    let copy = Path::new(COPY);
    copy_folder(Path::new(FOLDER), copy)?;
    copy_file(Path::new(bench::BINARY), &copy.join("server").join(format!("chidu{}", std::env::consts::EXE_SUFFIX)))?;
    copy_file(Path::new("LICENSE-MIT"), &copy.join("LICENSE.txt"))?;
    in_folder(copy, "npm", &["install", "--omit=dev", "--no-package-lock", "--no-audit", "--no-fund"])?;
    let (target, packed) = (target()?, PathBuf::from("target/chidu.vsix"));
    let out = std::path::absolute(&packed).map_err(|error| error.to_string())?;
    let out = out.to_str().ok_or("the path of target is no text")?;
    in_folder(copy, "npx", &["--yes", "@vscode/vsce@3", "package", "--target", &target, "--allow-missing-repository", "--out", out])?;
    Ok(packed)
}

/// This machine in the words of Visual Studio Code.
fn target() -> Result<String, String> {
    let system = match std::env::consts::OS {
        "linux" => "linux",
        "macos" => "darwin",
        "windows" => "win32",
        other => return Err(format!("Visual Studio Code does not run on {other}")),
    };
    let machine = match std::env::consts::ARCH {
        "x86_64" => "x64",
        "aarch64" => "arm64",
        other => return Err(format!("Visual Studio Code does not run on {other}")),
    };
    Ok(format!("{system}-{machine}"))
}

fn copy_folder(from: &Path, to: &Path) -> Result<(), String> {
    let told = |error: std::io::Error| format!("{}: {error}", from.display());
    for entry in fs::read_dir(from).map_err(told)? {
        let (path, name) = entry.map(|entry| (entry.path(), entry.file_name())).map_err(told)?;
        if path.is_dir() { copy_folder(&path, &to.join(name))? } else { copy_file(&path, &to.join(name))? }
    }
    Ok(())
}

fn copy_file(from: &Path, to: &Path) -> Result<(), String> {
    let folder = to.parent().unwrap_or(Path::new("."));
    let copied = fs::create_dir_all(folder).and_then(|()| fs::copy(from, to));
    copied.map(|_| ()).map_err(|error| format!("{}: {error}", to.display()))
}

/// Runs a program in a folder, with its output shown.
pub fn in_folder(folder: &Path, program: &str, arguments: &[&str]) -> Result<(), String> {
    done(Command::new(program).args(arguments).current_dir(folder))
}

/// Runs a command, with its output shown.
pub fn done(command: &mut Command) -> Result<(), String> {
    let program = command.get_program().to_owned();
    let status = command.status().map_err(|error| format!("{}: {error}", program.display()))?;
    if status.success() { Ok(()) } else { Err(format!("{} failed", program.display())) }
}
