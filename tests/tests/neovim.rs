//! The language server in a real editor: headless Neovim opens a rulebook with a wrong total, sees it, applies the fix, saves it
//! formatted, renames, and sees none.
//!
//! Runs where `CHIDU_NVIM` names a Neovim or the `PATH` has one (0.11 or later); `.ci/run` installs it.

use std::fs;
use std::process::Command;

use chidu_tests::scripted;

/// The second section says 12, and its items add up to 10; a place with three spaces.
const WRONG_TOTAL: &str = include_str!("../wrong-total.chidu");

#[test]
fn a_wrong_total_is_seen_and_mended_formatted_and_renamed() {
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
