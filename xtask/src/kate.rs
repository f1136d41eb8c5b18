//! Kate itself, on a screen that nobody sees, set up as `editors/kate` says: a rulebook with a wrong total is mended by the quick fix,
//! formatted, and saved. Needs on Debian `kate xvfb xdotool imagemagick`, and ten seconds.
//!
//! Opt-in, since that is much to install. What the screen showed is kept below `target/kate`. Start at [`run`].

use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::Duration;

use crate::vsix::done;

const FOLDER: &str = "target/kate";
const SCREEN: &str = ":78";
const WRONG_TOTAL: &str = "tests/wrong-total.chidu";
/// So often a key is pressed until it had its effect, with a pause after each.
const TRIES: usize = 30;
const PAUSE: Duration = Duration::from_millis(500);

/// A program that ends with us.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        // INVARIANT: a program that has ended by itself cannot be ended, and that is all that can fail here.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Sets Kate up in a home of its own, drives it, and compares the file that it saved.
pub fn run() -> Result<(), String> {
    done(Command::new(std::env::var_os("CARGO").unwrap_or("cargo".into())).args(["build", "--locked", "-p", "chidu"]))?;
    let folder = std::path::absolute(FOLDER).map_err(|error| error.to_string())?;
    let rulebook = folder.join("rulebook.chidu");
    set_up(&folder, &rulebook).map_err(|error| format!("{FOLDER}: {error}"))?;
    let _screen = start(in_home(&folder, "Xvfb").args([SCREEN, "-screen", "0", "1200x800x24"]))?;
    sleep(PAUSE * 2);
    // The cursor at the points of the section that says 12 and adds up to 10.
    let _kate = start(in_home(&folder, "kate").args(["-n", "-b", "-l", "9", "-c", "7"]).arg(&rulebook))?;
    let window = window(&folder)?;
    keys(&folder, &["windowsize", &window, "1200", "800", "windowmove", &window, "0", "0", "windowfocus", &window])?;
    sleep(PAUSE * 5);
    picture(&folder, "wrong.png")?;
    let wrong = fs::read_to_string(WRONG_TOTAL).map_err(|error| format!("{WRONG_TOTAL}: {error}"))?;
    let fixed = wrong.replace("二、礼仪 12分", "二、礼仪 10分");
    until(&folder, &rulebook, &["ctrl+period"], &fixed)?;
    println!("seen: the quick fix makes the one change that mends the total");
    until(&folder, &rulebook, &["ctrl+t", "f"], &fixed.replace("超过10分钟的,   每次", "超过10分钟的, 每次"))?;
    println!("seen: the rulebook formatted");
    picture(&folder, "mended.png")
}

/// What the README says to copy, and the answer to the question that Kate asks before it starts a server.
fn set_up(folder: &Path, rulebook: &Path) -> std::io::Result<()> {
    if folder.exists() {
        fs::remove_dir_all(folder)?;
    }
    let (syntax, client) = (folder.join(".local/share/org.kde.syntax-highlighting/syntax"), folder.join(".config/kate/lspclient"));
    let (programs, sockets) = (folder.join("bin"), folder.join("run"));
    for made in [&syntax, &client, &programs, &sockets] {
        fs::create_dir_all(made)?;
    }
    fs::set_permissions(&sockets, fs::Permissions::from_mode(0o700))?;
    fs::copy("editors/kate/chidu.xml", syntax.join("chidu.xml"))?;
    fs::copy("editors/kate/settings.json", client.join("settings.json"))?;
    fs::copy(WRONG_TOTAL, rulebook)?;
    let server = programs.join("chidu");
    symlink(std::path::absolute("target/debug/chidu")?, &server)?;
    fs::write(folder.join(".config/katerc"), format!("[lspclient]\nAllowedServerCommandLines={} lsp --stdio\n", server.display()))
}

/// A program that knows no other home than the folder, and finds our server first.
fn in_home(folder: &Path, program: &str) -> Command {
    let others = std::env::var_os("PATH").unwrap_or_default();
    let path: Vec<PathBuf> = std::iter::once(folder.join("bin")).chain(std::env::split_paths(&others)).collect();
    let mut command = Command::new(program);
    command.env("HOME", folder).env("XDG_RUNTIME_DIR", folder.join("run")).env("DISPLAY", SCREEN);
    // No bus: what would be started for it outlives Kate.
    command.env("DBUS_SESSION_BUS_ADDRESS", "disabled:");
    command.env_remove("XDG_CONFIG_HOME").env_remove("XDG_DATA_HOME").env("PATH", std::env::join_paths(path).unwrap_or(others));
    command
}

fn start(command: &mut Command) -> Result<Running, String> {
    let started = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn();
    started.map(Running).map_err(|error| format!("{}: {error}", command.get_program().display()))
}

/// Kate's window, once it shows the rulebook.
fn window(folder: &Path) -> Result<String, String> {
    for _ in 0..TRIES {
        let found = in_home(folder, "xdotool").args(["search", "--onlyvisible", "--name", "rulebook.chidu"]).output();
        let found = found.map_err(|error| format!("xdotool: {error}"))?;
        if let Some(window) = String::from_utf8_lossy(&found.stdout).lines().next() {
            return Ok(window.to_owned());
        }
        sleep(PAUSE);
    }
    Err("Kate shows no window".to_owned())
}

fn keys(folder: &Path, arguments: &[&str]) -> Result<(), String> {
    done(in_home(folder, "xdotool").args(arguments))
}

/// Presses keys and saves, until the file is as it should be.
fn until(folder: &Path, rulebook: &Path, pressed: &[&str], wanted: &str) -> Result<(), String> {
    let mut saved = String::new();
    for _ in 0..TRIES {
        keys(folder, &[&["key"], pressed].concat())?;
        sleep(PAUSE);
        keys(folder, &["key", "ctrl+s"])?;
        sleep(PAUSE);
        saved = fs::read_to_string(rulebook).map_err(|error| error.to_string())?;
        if saved == wanted {
            return Ok(());
        }
    }
    picture(folder, "failed.png")?;
    Err(format!("{} leads to another text (see {FOLDER}/failed.png):\n{saved}", pressed.join(" ")))
}

fn picture(folder: &Path, name: &str) -> Result<(), String> {
    done(in_home(folder, "import").args(["-window", "root"]).arg(folder.join(name)))
}
