//! The language server in a real editor: headless Neovim opens a rulebook with a wrong total, sees it, mends it, sees none.
//!
//! Runs where `CHIDU_NVIM` names a Neovim or the `PATH` has one (0.11 or later); `.ci/run` installs it.

use std::fs;
use std::process::Command;

use chidu_tests::scripted;

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
    let Some(nvim) = scripted::find("CHIDU_NVIM", "nvim") else {
        println!("skipped: no Neovim in CHIDU_NVIM or in the PATH");
        return;
    };
    let folder = tempfile::tempdir().expect("a folder of our own");
    let rulebook = folder.path().join("rulebook.chidu");
    fs::write(&rulebook, WRONG_TOTAL).expect("the folder is ours");
    let top = chidu_tests::workspace();
    let mut editor = Command::new(nvim);
    editor.args(["--headless", "-u", "NONE", "-i", "NONE", "-n", "-l"]).arg(top.join("tests/tests/neovim/mend.lua"));
    editor.arg(top.join("editors/neovim")).arg(chidu_tests::chidu().get_program()).arg(&rulebook);
    let (status, told) = scripted::run(editor.current_dir(folder.path()).env("XDG_STATE_HOME", folder.path()));
    assert!(status.is_some_and(|status| status.success()), "{status:?}\n{told}");
    assert!(told.contains("seen: the same text on both sides"), "the script ended early:\n{told}");
}
