//! The two READMEs hold the same commands, and begin with how to run it. That the commands run and the links lead somewhere is held with the
//! guide's (`guide.rs`).

use chidu_tests::pages::{Block, Piece, pieces, text};

#[test]
fn both_hold_the_same_commands_and_files() {
    let [english, chinese] = ["README.md", "README.zh-CN.md"].map(|name| blocks(&text(name)));
    assert!(english.len() >= 8, "{} blocks", english.len());
    let plain = |blocks: &[Block]| -> Vec<String> { blocks.iter().map(|block| format!("{}\n{}", block.info, block.text)).collect() };
    assert_eq!(plain(&english), plain(&chinese));
}

#[test]
fn the_first_block_is_how_to_run_it() {
    let text = text("README.md");
    let (_, section) = text.split_once("\n## Run it\n").expect("a section `## Run it`");
    let block = blocks(section).into_iter().next().expect("a block");
    assert_eq!(block.info, "sh");
    assert_eq!(
        block.text.lines().collect::<Vec<_>>(),
        [
            "cargo run --release -- score rulebooks/customer-satisfaction/rulebook.chidu rulebooks/customer-satisfaction/records.xlsx",
            "cargo test --workspace",
        ]
    );
}

fn blocks(text: &str) -> Vec<Block> {
    let block = |piece| match piece {
        Piece::Block(block) => Some(block),
        Piece::Table(_) => None,
    };
    pieces(text).into_iter().filter_map(block).collect()
}
