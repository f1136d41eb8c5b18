//! The two READMEs: their commands run, they hold the same ones, and what they link to is there.
//!
//! Not run: `cargo test`, which would start this test again. A block such as ` ```csv findings.csv ` is written to that file
//! before the commands run; `chidu` and `cargo run --release --` both stand for the binary of this build.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use chidu_tests::{chidu, workspace};

const READMES: [&str; 2] = ["README.md", "README.zh-CN.md"];

/// A fenced block: what stands behind the opening fence, and the lines, without the fence's indentation.
struct Block {
    info: String,
    lines: Vec<String>,
}

#[test]
fn both_hold_the_same_commands_and_files() {
    let [english, chinese] = READMES.map(|name| blocks(&read(name)));
    let plain = |blocks: &[Block]| -> Vec<String> { blocks.iter().map(|b| format!("{}\n{}", b.info, b.lines.join("\n"))).collect() };
    assert_eq!(plain(&english), plain(&chinese));
}

#[test]
fn the_first_block_is_how_to_run_it() {
    let text = read("README.md");
    let (_, section) = text.split_once("\n## Run it\n").expect("a section `## Run it`");
    let block = blocks(section).into_iter().next().expect("a block");
    assert_eq!(block.info, "sh");
    assert_eq!(
        block.lines,
        [
            "cargo run --release -- score rulebooks/customer-satisfaction/rulebook.chidu rulebooks/customer-satisfaction/records.xlsx",
            "cargo test --workspace",
        ]
    );
}

#[test]
fn every_command_runs() {
    let blocks = blocks(&read("README.md"));
    let files: Vec<&Block> = blocks.iter().filter(|block| block.info.contains(' ')).collect();
    let names: Vec<&str> = files.iter().filter_map(|block| block.info.split_once(' ').map(|(_, name)| name)).collect();
    let folder = tempfile::tempdir().expect("a folder");
    for (block, name) in files.iter().zip(&names) {
        fs::write(folder.path().join(name), block.lines.join("\n") + "\n").expect("a file");
    }
    let commands: Vec<&String> = blocks.iter().filter(|block| block.info == "sh").flat_map(|block| &block.lines).collect();
    assert!(commands.len() >= 8, "{commands:?}");
    for command in commands.iter().filter(|command| !command.starts_with("cargo test")) {
        let own = names.iter().any(|name| command.contains(name));
        let output = run(command, if own { folder.path() } else { workspace() });
        let said = format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
        assert_eq!(output.status.code(), Some(0), "{command}\n{said}");
        assert!(!said.trim().is_empty(), "{command} says nothing");
    }
}

#[test]
fn every_link_leads_somewhere() {
    for name in READMES {
        for target in read(name).split("](").skip(1).filter_map(|rest| rest.split_once(')')).map(|(target, _)| target.to_owned()) {
            assert!(workspace().join(&target).exists(), "{name}: {target} is not there");
        }
    }
}

fn read(name: &str) -> String {
    fs::read_to_string(workspace().join(name)).expect(name)
}

fn blocks(text: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut open: Option<(usize, Block)> = None;
    for line in text.lines() {
        let indent = line.len() - line.trim_start().len();
        match (line.trim_start().strip_prefix("```"), open.take()) {
            (Some(info), None) => open = Some((indent, Block { info: info.to_owned(), lines: Vec::new() })),
            (Some(_), Some((_, block))) => blocks.push(block),
            (None, Some((depth, mut block))) => {
                block.lines.push(line.get(depth.min(indent)..).unwrap_or_default().to_owned());
                open = Some((depth, block));
            }
            (None, None) => {}
        }
    }
    blocks
}

/// Runs a command line of the README with the binary of this build.
fn run(line: &str, folder: &Path) -> Output {
    let arguments = line.strip_prefix("cargo run --release -- ").or_else(|| line.strip_prefix("chidu "));
    let mut command: Command = chidu();
    command.args(arguments.unwrap_or_else(|| panic!("no command of ours: {line}")).split_whitespace()).current_dir(folder);
    command.output().expect("chidu runs")
}
