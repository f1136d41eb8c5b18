//! The extension in Visual Studio Code itself, in a browser: needs node, npm, a Chromium, what builds code-server's native modules (on Debian
//! `build-essential libkrb5-dev python3`), a Chinese font, and a gigabyte under `target/`.
//!
//! Opt-in, since that is much to install. Not here: what is done in the editor (`xtask/editor/drive.mjs`). Start at [`run`].

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::vsix;

const TOOLS: &str = "target/editor";
const DRIVER: &str = "xtask/editor/drive.mjs";
const PICTURES: &str = "docs/pictures";
/// The versions that were driven last; code-server asks for this node.
const NODE: [&str; 2] = ["node@24", "playwright-core@1"];
const CODE_SERVER: &str = "code-server@4.139.1";
const BROWSERS: [&str; 4] = ["chromium", "chromium-browser", "google-chrome", "chrome"];

/// Packs the extension, and drives it in both languages; the pictures of the READMEs are taken anew.
pub fn run() -> Result<(), String> {
    let browser = browser()?;
    let packed = absolute(&vsix::pack()?)?;
    install()?;
    for lang in ["en", "zh"] {
        drive(&packed, &browser, lang)?;
    }
    Ok(())
}

fn browser() -> Result<PathBuf, String> {
    let named = env::var_os("CHIDU_CHROMIUM").map(PathBuf::from);
    let folders: Vec<PathBuf> = env::var_os("PATH").map(|path| env::split_paths(&path).collect()).unwrap_or_default();
    let found = || BROWSERS.iter().flat_map(|name| folders.iter().map(move |folder| folder.join(name))).find(|file| file.is_file());
    named.or_else(found).ok_or_else(|| "no Chromium in CHIDU_CHROMIUM or in the PATH".to_owned())
}

/// code-server builds parts of itself while it is installed, with the node that comes first in the PATH.
fn install() -> Result<(), String> {
    let tools = Path::new(TOOLS);
    if tools.join("node_modules/.bin/code-server").exists() {
        return Ok(());
    }
    fs::create_dir_all(tools).map_err(|error| format!("{TOOLS}: {error}"))?;
    let quiet = ["install", "--prefix", ".", "--no-package-lock", "--no-audit", "--no-fund"];
    vsix::in_folder(tools, "npm", &[&quiet[..], &NODE].concat())?;
    vsix::done(Command::new("npm").args(quiet).arg(CODE_SERVER).current_dir(tools).env("PATH", path()?))
}

fn drive(packed: &Path, browser: &Path, lang: &str) -> Result<(), String> {
    println!("--- {lang}");
    let (tools, pictures) = (absolute(Path::new(TOOLS))?, absolute(Path::new(PICTURES))?);
    let mut node = Command::new(tools.join("node_modules/.bin/node"));
    vsix::done(node.arg(DRIVER).args([&tools, packed, browser, &pictures]).arg(lang).env("PATH", path()?))
}

/// The PATH with our node before any other.
fn path() -> Result<std::ffi::OsString, String> {
    let own = absolute(&Path::new(TOOLS).join("node_modules/.bin"))?;
    let others = env::var_os("PATH").unwrap_or_default();
    env::join_paths(std::iter::once(own).chain(env::split_paths(&others))).map_err(|error| error.to_string())
}

fn absolute(path: &Path) -> Result<PathBuf, String> {
    std::path::absolute(path).map_err(|error| format!("{}: {error}", path.display()))
}
