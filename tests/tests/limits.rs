//! At the edge of what a machine gives: half a gigabyte of memory and half a minute for files that are made to take more, a disk that is full, a
//! process that is killed while it writes. Whatever happens, what was there before is whole, or the new file is.
//!
//! Not here: each small file that is refused, and why (the records' own tests), and random bytes (`fuzz`). Start at [`within_limits`].
#![cfg(unix)]

use std::fs;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

use chidu_tests::{chidu, workspace};

/// Address space in KB, which is more than what is resident; only Linux holds a process to it.
const MEMORY: u64 = 512 * 1024;
const TIME: Duration = Duration::from_secs(30);

const RULEBOOK: &str = "fuzz/rulebook.chidu";
const HEAD: &str = "窗口,月份,评分项,情形,次数\n";
const ROW: &str = "三号窗口,2026-03,服务态度,不达标,1\n";

/// The binary below a shell that limits it first. The binary's path and arguments follow the words.
fn shell(words: &str) -> Command {
    let binary = chidu();
    let mut command = Command::new("sh");
    command.args(["-c", &format!("{words}; exec \"$0\" \"$@\"")]).arg(binary.get_program());
    command.current_dir(workspace()).env("CHIDU_LANG", "zh").env("NO_COLOR", "1");
    command
}

/// Runs within the limits; the exit code and everything said.
fn within_limits(arguments: &[&str]) -> (i32, String) {
    let mut command = shell(&format!("ulimit -v {MEMORY}"));
    let begun = Instant::now();
    let output = command.args(arguments).output().expect("sh runs");
    let took = begun.elapsed();
    assert!(took < TIME, "{arguments:?} took {took:?}");
    let code = output.status.code().unwrap_or_else(|| panic!("{arguments:?}: {}", said(&output)));
    (code, said(&output))
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
}

fn scored(name: &str, bytes: impl AsRef<[u8]>) -> (i32, String) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join(name);
    fs::write(&path, bytes).expect("ours");
    within_limits(&["score", RULEBOOK, path.to_str().expect("UTF-8")])
}

#[test]
fn a_cell_of_ten_megabytes() {
    let cell = "服".repeat(10_000_000 / 3);
    let (code, said) = scored("记录.csv", format!("{HEAD}{ROW}四号窗口,2026-03,{cell},不达标,1\n"));
    assert!(code == 1 && said.contains("有一格超过32767个字") && said.contains("读取 2 行 = 采用 1 行 + 列出问题 1 行"), "{said}");
    let (code, said) = scored("记录.json", format!(r#"[{{"窗口":"{cell}","月份":"2026-03","评分项":"服务态度"}}]"#));
    assert!(code == 1 && said.contains("有一格超过32767个字"), "{said}");
}

#[test]
fn a_hundred_thousand_nested_brackets() {
    let (open, close) = ("[".repeat(100_000), "]".repeat(100_000));
    assert_eq!(scored("记录.json", format!("{open}{close}")).0, 2);
    assert_eq!(scored("记录.jsonl", format!("{{\"窗口\":{open}{close}}}\n")).0, 1);
    assert_eq!(scored("记录.csv", format!("{HEAD}{ROW}{open}{close},2026-03,{open},不达标,1\n")).0, 1);
    let folder = tempfile::tempdir().expect("a folder");
    for (open, close) in [("(", ")"), ("（", "）"), ("【", "】"), ("“", "”"), ("《", "》"), ("“", ""), ("《", ""), ("(", "")] {
        let path = folder.path().join("细则.chidu");
        let clause = format!("服务态度 5分: 每发现一处{}不达标{} 扣1分\n", open.repeat(100_000), close.repeat(100_000));
        fs::write(&path, clause).expect("ours");
        let (code, _) = within_limits(&["check", path.to_str().expect("UTF-8")]);
        assert!(code < 2, "{open}{close}");
    }
}

/// Rows that somebody formatted down to the end, and nothing in them. Fewer where the reader is not optimised.
#[test]
fn a_million_empty_rows() {
    let rows = if cfg!(debug_assertions) { 50_000 } else { 1_000_000 };
    let (code, said) = scored("记录.xlsx", sheet(rows));
    assert!(code < 2 && said.contains("读取 1 行 = 采用 1 行 + 列出问题 0 行"), "{said}");
}

/// Seeds of the fuzz targets are workbooks whose parts are written out as text; this one has its rows filled up.
fn sheet(rows: usize) -> Vec<u8> {
    let seed = fs::read_to_string(workspace().join("fuzz/seeds/xlsx/inline.txt")).expect("a seed");
    let mut written = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let stored = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    let row = |number: usize, texts: &str| {
        let cells = texts.trim().split(',').zip("ABCDE".chars());
        let cells = cells.map(|(text, column)| format!(r#"<c r="{column}{number}" t="inlineStr"><is><t>{text}</t></is></c>"#));
        format!(r#"<row r="{number}">{}</row>"#, cells.collect::<String>())
    };
    for part in seed.split("=== ").skip(1) {
        let (name, content) = part.split_once('\n').expect("a name, then its content");
        written.start_file(name, stored).expect("memory");
        let Some((before, _)) = content.split_once("<sheetData>") else {
            written.write_all(content.as_bytes()).expect("memory");
            continue;
        };
        write!(written, "{before}<sheetData>{}{}", row(1, HEAD), row(2, ROW)).expect("memory");
        for number in 3..rows + 3 {
            let cells: String = "ABCDE".chars().map(|column| format!(r#"<c r="{column}{number}" s="1"/>"#)).collect();
            write!(written, r#"<row r="{number}" s="1" customFormat="1">{cells}</row>"#).expect("memory");
        }
        write!(written, "</sheetData></worksheet>").expect("memory");
    }
    written.finish().expect("memory").into_inner()
}

/// A rulebook and records whose result is some megabytes long, and a result that is there already.
struct Bench {
    folder: tempfile::TempDir,
    records: PathBuf,
    result: PathBuf,
}

const OLD: &str = "{\"旧\": true}\n";

impl Bench {
    fn new(rows: usize) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let (records, result) = (folder.path().join("记录.csv"), folder.path().join("结果.json"));
        let lines: String = (0..rows).map(|number| format!("{number}号窗口,2026-03,服务态度,不达标,1\n")).collect();
        fs::write(&records, format!("{HEAD}{lines}")).expect("ours");
        fs::write(&result, OLD).expect("ours");
        Self { folder, records, result }
    }

    fn arguments(&self) -> [&str; 5] {
        ["score", RULEBOOK, text(&self.records), "-o", text(&self.result)]
    }

    fn is_whole(&self) -> bool {
        let written = fs::read_to_string(&self.result).expect("a file");
        written == OLD || serde_json::from_str::<serde_json::Value>(&written).is_ok_and(|value| value["format"] == 1)
    }
}

fn text(path: &Path) -> &str {
    path.to_str().expect("UTF-8")
}

#[test]
fn a_process_that_is_killed_leaves_a_whole_file() {
    let bench = Bench::new(400);
    let begun = Instant::now();
    assert!(chidu().args(bench.arguments()).stdout(Stdio::null()).stderr(Stdio::null()).status().expect("it runs").code().is_some());
    let whole = begun.elapsed();
    assert_ne!(fs::read_to_string(&bench.result).expect("a file"), OLD);
    for part in 0..20 {
        fs::write(&bench.result, OLD).expect("ours");
        let mut child = chidu().args(bench.arguments()).stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("it runs");
        std::thread::sleep(whole * part / 20 + whole / 4);
        child.kill().expect("it can be killed");
        child.wait().expect("it ends");
        assert!(bench.is_whole(), "killed after {part}");
    }
}

/// A limit on the length of files stands in for a full disk: the system refuses the bytes, or ends the process where it is not ready for that.
#[test]
fn a_disk_that_is_full_leaves_what_was_there() {
    let bench = Bench::new(400);
    let output = shell("ulimit -f 8; trap '' XFSZ").args(bench.arguments()).output().expect("sh runs");
    assert_eq!(output.status.code(), Some(2), "{}", said(&output));
    assert!(said(&output).contains("写不下了") && said(&output).contains("结果.json"), "{}", said(&output));
    assert_eq!(fs::read_to_string(&bench.result).expect("a file"), OLD);
    let left: Vec<_> = fs::read_dir(bench.folder.path()).expect("a folder").map(|entry| entry.expect("an entry").file_name()).collect();
    assert_eq!(left.len(), 2, "nothing half written is left: {left:?}");
    shell("ulimit -f 8").args(bench.arguments()).output().expect("sh runs");
    assert_eq!(fs::read_to_string(&bench.result).expect("a file"), OLD);
}

#[test]
#[cfg(target_os = "linux")]
fn a_terminal_that_takes_no_more_is_told() {
    let full = fs::OpenOptions::new().write(true).open("/dev/full").expect("it is there");
    let mut child = chidu().args(["check", RULEBOOK]).stdout(full).stderr(Stdio::piped()).spawn().expect("it runs");
    let mut words = String::new();
    child.stderr.take().expect("piped").read_to_string(&mut words).expect("text");
    assert_eq!(child.wait().expect("it ends").code(), Some(2));
    assert!(words.contains("写不下了"), "{words}");
}

#[test]
fn files_that_cannot_be_read_are_named() {
    for (records, why) in [("没有.csv", "没有这个文件或文件夹：没有.csv"), ("rulebooks", "这是文件夹，不是文件：rulebooks")]
    {
        let (code, said) = within_limits(&["score", RULEBOOK, records]);
        assert!(code == 2 && said.contains(why), "{said}");
    }
}
