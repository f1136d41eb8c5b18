//! An editor that runs a script against the server of this build, without a screen: found, started, watched, and killed once its time is up.
//! Start at [`run`].

use std::fs::{self, File};
use std::path::PathBuf;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

/// A script waits at most a third of this for any one thing.
const WATCHDOG: Duration = Duration::from_secs(90);

/// The editor that a variable names; else the first of that name in the `PATH`. Whoever names one insists on it.
pub fn find(variable: &str, program: &str) -> Option<PathBuf> {
    let in_path = || {
        let path = std::env::var_os("PATH")?;
        std::env::split_paths(&path).map(|folder| folder.join(program)).find(|file| file.is_file())
    };
    std::env::var_os(variable).map(PathBuf::from).or_else(in_path)
}

/// How an editor ended, `None` where it had to be killed, and all that it printed.
pub fn run(editor: &mut Command) -> (Option<ExitStatus>, String) {
    let folder = tempfile::tempdir().expect("a folder of our own");
    let output = folder.path().join("output");
    let written = File::create(&output).expect("the folder is ours");
    // An inherited pipe would outlive a killed editor in its server, and hang whoever reads it.
    let editor = editor.stdin(Stdio::null()).stderr(written.try_clone().expect("the file is open")).stdout(written);
    let status = watched(editor.spawn().expect("the editor starts"));
    (status, String::from_utf8_lossy(&fs::read(&output).unwrap_or_default()).into_owned())
}

/// Waits for a process, and kills it once the time is up.
fn watched(mut child: Child) -> Option<ExitStatus> {
    let begin = Instant::now();
    while begin.elapsed() < WATCHDOG {
        if let Some(status) = child.try_wait().expect("the process is ours") {
            return Some(status);
        }
        std::thread::sleep(Duration::from_millis(20));
    }
    child.kill().expect("the process is ours");
    child.wait().expect("the process is ours");
    None
}
