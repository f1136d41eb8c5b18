//! The two READMEs hold the same commands, and begin with how to run it. That the commands run and the links lead somewhere is held with the
//! guide's (`guide.rs`).

use chidu_tests::pages::{Block, Piece, pieces, text};
use chidu_tests::{chidu, workspace};

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

/// The pictures of the terminal hold what the commands print today: their words, without spaces and lines around cells.
#[test]
fn the_pictures_show_what_the_terminal_prints() {
    for picture in ["score", "explain"] {
        let drawn = text(&format!("docs/pictures/{picture}.svg"));
        let shown: Vec<String> = drawn.split("<text").skip(1).map(|part| bare(&untagged(part))).filter(|line| !line.is_empty()).collect();
        let (command, shown) = shown.split_first().expect("a command");
        let words = command_of(picture);
        assert_eq!(*command, bare(&format!("chidu {}", words.join(" "))), "{picture}.svg");
        let output = chidu().args(words).current_dir(workspace().join("rulebooks/customer-satisfaction")).output().expect("chidu runs");
        let said = String::from_utf8(output.stdout).expect("UTF-8");
        assert_eq!(shown.concat(), said.lines().map(bare).collect::<String>(), "{picture}.svg");
    }
}

fn command_of(picture: &str) -> &'static [&'static str] {
    match picture {
        "score" => &["score", "rulebook.chidu", "records.xlsx"],
        _ => &["explain", "rulebook.chidu", "records.xlsx", "--subject", "三号窗口", "--period", "2026-03"],
    }
}

/// The words of an element, up to its end.
fn untagged(element: &str) -> String {
    let inner = element.split_once('>').map_or("", |(_, inner)| inner).split("</text>").next().unwrap_or_default();
    let words: String = inner
        .split('<')
        .enumerate()
        .map(|(at, part)| if at == 0 { part } else { part.split_once('>').map_or("", |(_, words)| words) })
        .collect();
    words.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&").replace("&#160;", " ")
}

fn bare(line: &str) -> String {
    line.chars().filter(|c| !c.is_whitespace() && !('\u{2500}'..='\u{257f}').contains(c)).collect()
}
