//! The language server in a real editor: Emacs with Eglot opens a rulebook with a wrong total, sees it, applies the fix, formats, renames, and
//! sees none.
//!
//! Runs where `CHIDU_EMACS` names an Emacs or the `PATH` has one that has Eglot; `.ci/run` installs it where it can.

use std::fs;
use std::process::Command;

use chidu_tests::scripted;

/// The second section says 12, and its items add up to 10; a place with three spaces.
const WRONG_TOTAL: &str = include_str!("../wrong-total.chidu");

/// What the script says where there is no Eglot.
const WITHOUT: i32 = 77;

#[test]
fn a_wrong_total_is_seen_and_mended_formatted_and_renamed() {
    let Some(emacs) = scripted::find("CHIDU_EMACS", "emacs") else {
        println!("skipped: no Emacs in CHIDU_EMACS or in the PATH");
        return;
    };
    let folder = tempfile::tempdir().expect("a folder of our own");
    let rulebook = folder.path().join("rulebook.chidu");
    fs::write(&rulebook, WRONG_TOTAL).expect("the folder is ours");
    let top = chidu_tests::workspace();
    let mut editor = Command::new(emacs);
    editor.args(["-q", "--batch", "-l"]).arg(top.join("tests/tests/emacs/mend.el"));
    editor.arg(top.join("editors/emacs")).arg(chidu_tests::chidu().get_program()).arg(&rulebook);
    let (status, told) = scripted::run(editor.current_dir(folder.path()).env("HOME", folder.path()));
    let code = status.and_then(|status| status.code());
    if code == Some(WITHOUT) && std::env::var_os("CHIDU_EMACS").is_none() {
        println!("skipped: the Emacs in the PATH has no Eglot");
        return;
    }
    assert_eq!(code, Some(0), "{told}");
    assert!(told.contains("seen: the end of the server"), "the script ended early:\n{told}");
    let mended = WRONG_TOTAL.replace("礼仪 12分", "礼仪 10分").replace(",   每次", ", 每次").replace("服务态度", "服务礼貌");
    assert_eq!(fs::read_to_string(&rulebook).expect("the rulebook"), mended);
}
