//! Finding and building the binary under test, and the folders of the workspace.
//!
//! Not here: what is run with it. Start at [`chidu`].

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

/// The top folder of the workspace.
pub fn workspace() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap_or(Path::new("."))
}

/// A command that runs the `chidu` of this build, in the workspace's folder and in Chinese; built once per test process.
pub fn chidu() -> Command {
    let mut command = Command::new(binary());
    command.current_dir(workspace()).env("CHIDU_LANG", "zh").env("NO_COLOR", "1");
    command
}

/// Where the binary lies: beside the running test, in the folder of its profile.
fn binary() -> &'static Path {
    static BINARY: OnceLock<PathBuf> = OnceLock::new();
    BINARY.get_or_init(|| {
        let test = std::env::current_exe().unwrap_or_default();
        let profile = test.ancestors().nth(2).unwrap_or(Path::new("target/debug")).to_path_buf();
        build(&profile);
        profile.join(format!("chidu{}", std::env::consts::EXE_SUFFIX))
    })
}

/// Builds the binary for the profile whose output folder is given; cargo decides whether anything is out of date.
fn build(profile: &Path) {
    let mut cargo = Command::new(env!("CARGO"));
    cargo.args(["build", "--quiet", "--package", "chidu"]).current_dir(workspace());
    if let Some(target) = profile.parent() {
        cargo.env("CARGO_TARGET_DIR", target);
    }
    if profile.ends_with("release") {
        cargo.arg("--release");
    }
    let built = cargo.status().is_ok_and(|status| status.success());
    assert!(built, "`cargo build --package chidu` fails, so there is nothing to test");
}
