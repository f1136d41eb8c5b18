//! The binary in a folder of its own, with a small rulebook and its records.

use std::path::Path;
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

pub const RULEBOOK: &str = "《窗口考核》 满分10分
对象: 窗口
周期: 每月

一、服务态度 6分: 每发现一处不达标 扣1分, 最多扣3分; 与群众争吵的 扣2分
二、等候时间 4分: 超过10分钟的, 每次扣1分

等级:
  9分以上为优秀, 6分以上不足9分为合格, 不足6分为不合格
";

pub const RECORDS: &str = "窗口,日期,项目,情形,次数
三号窗口,2026-03-02,服务态度,不达标,2
三号窗口,2026-03-09,服务态度,不达标,2
三号窗口,2026-03-09,服务态度,与群众争吵,1
五号窗口,2026-03-03,等候时间,超过10分钟,1
";

/// A folder in which the binary runs.
pub struct Bench {
    folder: TempDir,
}

impl Bench {
    /// With `规则.chidu` and `记录.csv`.
    pub fn new() -> Self {
        let bench = Self { folder: tempfile::tempdir().expect("a folder") };
        bench.write("规则.chidu", RULEBOOK);
        bench.write("记录.csv", RECORDS);
        bench
    }

    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    pub fn write(&self, name: &str, text: &str) {
        let path = self.path().join(name);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        std::fs::write(path, text).expect("written");
    }

    pub fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.path().join(name)).expect("a file")
    }

    /// The binary with these arguments, in Chinese unless they say otherwise.
    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_chidu"));
        command.args(arguments).current_dir(self.path()).env_clear().stdin(Stdio::null());
        command
    }

    pub fn run(&self, arguments: &[&str]) -> Ran {
        Ran::of(self.command(arguments).output().expect("the binary runs"))
    }

    /// With text on standard input.
    pub fn feed(&self, arguments: &[&str], input: &str) -> Ran {
        use std::io::Write;
        let mut command = self.command(arguments);
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the binary runs");
        child.stdin.take().expect("a pipe").write_all(input.as_bytes()).expect("written");
        Ran::of(child.wait_with_output().expect("ends"))
    }
}

/// What came of a run.
pub struct Ran {
    pub code: i32,
    pub out: String,
    pub err: String,
}

impl Ran {
    fn of(output: Output) -> Self {
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
        Self { code: output.status.code().expect("no signal"), out: text(output.stdout), err: text(output.stderr) }
    }

    /// Exit code, standard output and standard error on one page.
    pub fn page(&self) -> String {
        let err = if self.err.is_empty() { String::new() } else { format!("--- stderr\n{}", self.err) };
        format!("exit {}\n{}{err}", self.code, self.out)
    }
}
