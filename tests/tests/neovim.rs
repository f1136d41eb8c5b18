//! The language server in a real editor: headless Neovim opens a rulebook with a wrong total, sees it, mends it, sees none.
//!
//! Runs where `CHIDU_NVIM` names a Neovim or the `PATH` has one (0.11 or later); `.ci/run` installs it.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

/// The editor waits at most a third of this for any one thing.
const WATCHDOG: Duration = Duration::from_secs(90);

/// The second section says 10, and its items add up to 9.
const WRONG_TOTAL: &str = "\
《窗口检查细则》 满分20分
对象: 窗口
周期: 每月

一、环境 10分
  1. 物品摆放 5分: 每发现一处不达标 扣1分, 最多扣5分
  2. 门窗玻璃 5分: 每发现一处不达标 扣1分, 最多扣5分

二、礼仪 10分
  1. 服务态度 6分: 每发现一处不达标 扣1分, 最多扣6分
  2. 用语 3分: 每发现一处不达标 扣1分, 扣完为止
";

#[test]
fn a_wrong_total_is_seen_and_mended() {
    let Some(nvim) = nvim() else {
        println!("skipped: no Neovim in CHIDU_NVIM or in the PATH");
        return;
    };
    let folder = tempfile::tempdir().expect("a folder of our own");
    let rulebook = folder.path().join("rulebook.chidu");
    fs::write(&rulebook, WRONG_TOTAL).expect("the folder is ours");
    let top = chidu_tests::workspace();
    let output = folder.path().join("output");
    let written = File::create(&output).expect("the folder is ours");
    let child = Command::new(nvim)
        .args(["--headless", "-u", "NONE", "-i", "NONE", "-n", "-l"])
        .arg(top.join("tests/tests/neovim/mend.lua"))
        .arg(top.join("editors/neovim"))
        .arg(chidu_tests::chidu().get_program())
        .arg(&rulebook)
        .current_dir(folder.path())
        .env("XDG_STATE_HOME", folder.path())
        // An inherited pipe would outlive a killed editor in its server, and hang whoever reads it.
        .stdin(Stdio::null())
        .stderr(written.try_clone().expect("the file is open"))
        .stdout(written)
        .spawn()
        .expect("Neovim starts");
    let status = watched(child);
    let told = fs::read_to_string(&output).unwrap_or_default();
    assert!(status.is_some_and(|status| status.success()), "{status:?}\n{told}");
    assert!(told.contains("seen: the same text on both sides"), "the script ended early:\n{told}");
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

fn nvim() -> Option<PathBuf> {
    if let Some(named) = std::env::var_os("CHIDU_NVIM") {
        return Some(PathBuf::from(named));
    }
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path).map(|folder| folder.join("nvim")).find(|file| Path::is_file(file))
}
