//! What ends a command early: usage, files, a rulebook that cannot be scored. All exit with 2, but a closed pipe, which is no failure.

use std::io;
use std::path::Path;

use chidu_diagnostics::Text;

/// Why a command could not do its work.
#[derive(Debug)]
pub enum Failure {
    /// In words.
    Said(Text),
    /// Words that are whole already, in the language of the run: what is wrong with the arguments.
    Usage(String),
    /// The reader of the output has closed it.
    Closed,
}

impl Failure {
    /// A failure in both languages.
    pub fn new(zh: impl Into<String>, en: impl Into<String>) -> Self {
        Self::Said(Text::new(zh, en))
    }

    /// Reading or writing a file.
    pub fn file(path: &Path, error: &io::Error) -> Self {
        let shown = path.display();
        match error.kind() {
            io::ErrorKind::NotFound => Self::new(format!("没有这个文件或文件夹：{shown}"), format!("no such file or folder: {shown}")),
            io::ErrorKind::PermissionDenied => Self::new(format!("没有权限访问：{shown}"), format!("permission denied: {shown}")),
            io::ErrorKind::IsADirectory => Self::new(format!("这是文件夹，不是文件：{shown}"), format!("a folder, not a file: {shown}")),
            io::ErrorKind::InvalidData => Self::new(format!("不是 UTF-8 文本：{shown}"), format!("not UTF-8 text: {shown}")),
            kind if is_full(kind) => Self::new(
                format!("磁盘满了，写不下了：{shown}；原来的文件没有动"),
                format!("the disk is full: {shown}; the file that was there is as it was"),
            ),
            _ => Self::new(format!("无法读写 {shown}：{error}"), format!("cannot read or write {shown}: {error}")),
        }
    }

    /// Anything that the machine says, in its own words.
    pub fn machine(what: &str, error: &dyn std::error::Error) -> Self {
        Self::new(format!("{what}：{error}"), format!("{what}: {error}"))
    }
}

impl From<io::Error> for Failure {
    /// Of writing to standard output.
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::BrokenPipe => Self::Closed,
            kind if is_full(kind) => Self::new("磁盘满了，标准输出写不下了", "the disk is full: cannot write to standard output"),
            _ => Self::new(format!("无法写到标准输出：{error}"), format!("cannot write to standard output: {error}")),
        }
    }
}

fn is_full(kind: io::ErrorKind) -> bool {
    matches!(kind, io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded | io::ErrorKind::FileTooLarge)
}
