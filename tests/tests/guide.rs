//! Every example of the guide and of the READMEs is run.
//!
//! A page is walked from top to bottom in a folder of its own. What a fence says behind its three backticks:
//!
//! - `chidu`: a rulebook, which must check without errors and warnings; `chidu NAME`, `csv NAME`, `toml NAME`: the file NAME, for the commands below;
//! - `csv 得分`: what the rulebook above makes of the records between: a line a subject, with 周期, 总分, 等级, 后果 and entries as columns;
//! - `sh`: commands, each of which must end with 0 or with what its comment says (`# 退出码 1`); those of `cargo` build and test, and are not run;
//! - `text`: what the commands above print, `…` for lines left out; `yaml`: what stands behind `run:` must succeed.
//!
//! A table 写法, 读法 holds wordings and the sentence of their reading; a table 评分项, 记录, 算式 an entry, what was found (as in a 示例), and
//! arithmetic, which must hold and end in the total. In an English page the words are those of `--lang en`.

use std::fs;
use std::path::Path;
use std::process::Command;

use chidu_analysis::clause::clause;
use chidu_analysis::{Context, sentence};
use chidu_tests::pages::{Block, Piece, Table, links, pieces, quoted, read, text};
use chidu_tests::results::{array, entry_score, list, number, word};
use chidu_tests::{chidu, short, sums, workspace};
use serde_json::Value;

#[test]
fn every_example_of_the_guide_holds() {
    let wrong: Vec<String> = guide().iter().flat_map(|page| Walk::new(page).whole()).collect();
    assert!(wrong.is_empty(), "{} examples do not hold\n\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn every_command_of_the_readmes_runs() {
    let wrong: Vec<String> = ["README.md", "README.zh-CN.md"].iter().flat_map(|page| Walk::new(page).whole()).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_link_leads_somewhere() {
    let top = ["README.md", "README.zh-CN.md", "CONTRIBUTING.md", "ARCHITECTURE.md"].map(str::to_owned);
    for page in guide().into_iter().chain(top) {
        let folder = Path::new(&page).parent().unwrap_or(Path::new("")).to_owned();
        for target in links(&text(&page)) {
            assert!(workspace().join(&folder).join(&target).exists(), "{page}: {target} is not there");
        }
    }
}

#[test]
fn the_index_names_every_page() {
    let index = links(&text("docs/guide/README.md"));
    for page in guide() {
        let name = page.trim_start_matches("docs/guide/");
        assert!(name == "README.md" || index.iter().any(|target| target == name), "{name} is not in the index");
    }
}

/// The pages of the guide.
fn guide() -> Vec<String> {
    let items = fs::read_dir(workspace().join("docs/guide")).expect("docs/guide").flatten();
    let mut pages: Vec<String> = items.map(|item| format!("docs/guide/{}", item.file_name().to_string_lossy())).collect();
    pages.sort();
    pages
}

/// A page being walked.
struct Walk<'p> {
    page: &'p str,
    lang: &'static str,
    folder: tempfile::TempDir,
    /// What the last commands printed.
    said: String,
    rulebook: String,
    records: Vec<String>,
    wrong: Vec<String>,
}

impl<'p> Walk<'p> {
    fn new(page: &'p str) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let rulebooks = folder.path().join("rulebooks");
        #[cfg(unix)]
        std::os::unix::fs::symlink(workspace().join("rulebooks"), rulebooks).expect("a link");
        let lang = if page == "README.md" || page.ends_with(".en.md") { "en" } else { "zh" };
        Self { page, lang, folder, said: String::new(), rulebook: String::new(), records: Vec::new(), wrong: Vec::new() }
    }

    /// What does not hold, each with its place.
    fn whole(mut self) -> Vec<String> {
        let pieces = read(self.page);
        for piece in &pieces {
            match piece {
                Piece::Block(block) => self.block(block),
                Piece::Table(table) => self.table(table),
            }
        }
        self.wrong
    }

    fn tell(&mut self, line: usize, what: &str) {
        self.wrong.push(format!("{}:{line}: {what}", self.page));
    }

    fn block(&mut self, block: &Block) {
        let (kind, name) = block.info.split_once(' ').unwrap_or((&block.info, ""));
        match (kind, name) {
            ("csv", "得分") => self.compare_scores(block),
            ("chidu", "") => self.rulebook(block),
            ("chidu" | "csv" | "toml", name) if !name.is_empty() => self.file(block, kind, name),
            ("sh", "") => self.commands(block),
            ("text", "") => self.compare_output(block),
            ("yaml", _) => self.workflow(block),
            _ => self.tell(block.line, &format!("a block that no test runs: `{}`", block.info)),
        }
    }

    fn write(&self, name: &str, text: &str) {
        let path = self.folder.path().join(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, text).expect("a file");
    }

    fn file(&mut self, block: &Block, kind: &str, name: &str) {
        self.write(name, &block.text);
        match kind {
            "chidu" => (self.rulebook, self.records) = (name.to_owned(), Vec::new()),
            "csv" => self.records.push(name.to_owned()),
            _ => {}
        }
    }

    fn rulebook(&mut self, block: &Block) {
        let name = format!("第{}行.chidu", block.line);
        self.file(block, "chidu", &name);
        self.run(block.line, &format!("chidu check {name}"), 0);
    }

    /// Runs a line in the page's folder.
    fn run(&mut self, line: usize, command: &str, code: i32) {
        let binary = Path::new(chidu().get_program()).parent().expect("its folder").to_owned();
        let path =
            std::env::join_paths(std::iter::once(binary).chain(std::env::split_paths(&std::env::var_os("PATH").unwrap_or_default())));
        let mut bash = Command::new("bash");
        bash.args(["-c", &format!("{command} 2>&1")]).current_dir(self.folder.path()).env("PATH", path.expect("a path"));
        bash.env("HOME", self.folder.path()).env("NO_COLOR", "1").env("CHIDU_LANG", self.lang);
        let output = bash.output().expect("bash runs");
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        if output.status.code() != Some(code) {
            self.tell(line, &format!("{command}: ends with {:?}, not {code}\n{said}", output.status.code()));
        }
        self.said += &said;
    }

    fn commands(&mut self, block: &Block) {
        self.said.clear();
        for (at, line) in block.text.lines().enumerate() {
            let (command, comment) = line.split_once('#').unwrap_or((line, ""));
            let command = command.trim().replace("cargo run --release -- ", "chidu ");
            let code = comment.split_once("退出码 ").and_then(|(_, code)| code.trim().parse().ok()).unwrap_or(0);
            if !command.is_empty() && !command.starts_with("cargo ") {
                self.run(block.line + 1 + at, &command, code);
            }
        }
    }

    fn workflow(&mut self, block: &Block) {
        for command in block.text.lines().filter_map(|line| line.split_once("run: ")).map(|(_, command)| command.trim()) {
            self.commands(&Block { text: command.to_owned(), ..block.clone() });
        }
    }

    fn compare_output(&mut self, block: &Block) {
        let said: Vec<&str> = self.said.lines().map(str::trim_end).collect();
        let shown: Vec<&str> = block.text.lines().map(str::trim_end).collect();
        if !matches(&said, &shown) {
            let said = self.said.clone();
            self.tell(block.line, &format!("the output is another:\n{said}"));
        }
    }

    fn compare_scores(&mut self, block: &Block) {
        let command = format!("chidu score {} {} -o out.json", self.rulebook, self.records.join(" "));
        self.said.clear();
        self.run(block.line, &format!("{command} || test $? = 1"), 0);
        let written = fs::read_to_string(self.folder.path().join("out.json")).unwrap_or_default();
        let output: Value = serde_json::from_str(&written).unwrap_or_default();
        let mut lines = block.text.lines();
        let head: Vec<&str> = lines.next().unwrap_or_default().split(',').collect();
        for (at, line) in lines.enumerate() {
            if let Err(what) = compare_result(&output, &head, &line.split(',').collect::<Vec<_>>()) {
                let said = self.said.clone();
                self.tell(block.line + 2 + at, &format!("{what}\n{said}"));
            }
        }
    }

    fn table(&mut self, table: &Table) {
        let head: Vec<&str> = table.head.iter().map(String::as_str).collect();
        match head[..] {
            ["写法", "读法"] | ["Wording", "Reading"] => self.readings(table),
            ["评分项", "记录", "算式"] | ["Entry", "Records", "Arithmetic"] => self.sums(table),
            _ => {}
        }
    }

    fn readings(&mut self, table: &Table) {
        for (at, row) in table.rows.iter().enumerate() {
            let wording = quoted(&row[0]).first().copied().unwrap_or_default();
            let reading = clause(wording, &Context::default()).reading;
            let told = sentence::reading(&reading);
            let told = if self.lang == "en" { told.en } else { told.zh };
            // Whoever adds a form may write its reading in the short notation of the tests.
            let short = short::reading(&serde_json::to_value(&reading).unwrap_or_default());
            if row.get(1).is_none_or(|cell| *cell != told && cell.trim_matches('`') != short) {
                self.tell(table.line + 2 + at, &format!("{wording} is read as: {told} (`cargo xtask docs` writes the English one)"));
            }
        }
    }

    fn sums(&mut self, table: &Table) {
        for (at, row) in table.rows.iter().enumerate() {
            let line = table.line + 2 + at;
            match sums::holds(&row[2]) {
                Ok(total) => self.sum(line, row, &total),
                Err(what) => self.tell(line, &what),
            }
        }
    }

    /// An entry with an example of its own.
    fn sum(&mut self, line: usize, row: &[String], total: &str) {
        let entry = quoted(&row[0]).join("\n");
        let name = entry.split_whitespace().next().unwrap_or_default();
        let found: String = quoted(&row[1]).iter().map(|record| format!("  {name} {record}\n")).collect();
        let file = format!("第{line}行.chidu");
        self.write(&file, &format!("修约: 四舍五入保留两位小数\n{entry}\n示例 \"{line}\":\n{found}  应得: 总分 {total}分\n"));
        self.run(line, &format!("chidu check {file}"), 0);
    }
}

/// Whether the lines are those that are shown, where `…` stands for any number of them.
fn matches(said: &[&str], shown: &[&str]) -> bool {
    match shown.split_first() {
        None => said.is_empty(),
        Some((line, rest)) if line.trim() == "…" => (0..=said.len()).any(|skipped| matches(&said[skipped..], rest)),
        Some((line, rest)) => said.split_first().is_some_and(|(own, more)| own == line && matches(more, rest)),
    }
}

/// A line of `csv 得分` against the result of its subject and period.
fn compare_result(output: &Value, head: &[&str], cells: &[&str]) -> Result<(), String> {
    let cell = |name: &str| head.iter().position(|title| *title == name).and_then(|at| cells.get(at)).copied();
    let (subject, period) = (cell("对象").unwrap_or_default(), cell("周期"));
    let own = |result: &&Value| result["subject"] == subject && period.is_none_or(|period| result["period"] == period);
    let result = array(&output["results"]).iter().find(own).ok_or_else(|| format!("no result: {subject} {period:?}"))?;
    for (name, stated) in head.iter().zip(cells).filter(|(name, _)| !["对象", "周期"].contains(name)) {
        let found = match *name {
            "总分" => number(&result["total"]),
            "等级" => word(&result["grade"]),
            "后果" => list(&result["consequences"]),
            entry => entry_score(result, entry),
        };
        let stated = if ["", "缺"].contains(stated) { "-" } else { *stated };
        if found != stated {
            return Err(format!("{subject}: {name} is {found}, not {stated}"));
        }
    }
    Ok(())
}

#[test]
fn the_hooks_for_commits_run() {
    let entries = text(".pre-commit-hooks.yaml");
    let entries: Vec<&str> = entries.lines().filter_map(|line| line.trim().strip_prefix("entry: chidu ")).collect();
    assert_eq!(entries, ["check", "fmt --check"]);
    for entry in entries {
        let output = chidu().args(entry.split(' ')).arg("rulebooks/customer-satisfaction/rulebook.chidu").output().expect("chidu runs");
        assert_eq!(output.status.code(), Some(0), "{entry}: {}", String::from_utf8_lossy(&output.stdout));
    }
}

#[test]
fn the_format_that_is_shown_is_what_fmt_makes() {
    let page = text("docs/guide/language.md");
    let (_, section) = page.split_once("\n## 格式\n").expect("a section 格式");
    let blocks: Vec<String> = pieces(section)
        .into_iter()
        .filter_map(|piece| match piece {
            Piece::Block(block) => Some(block.text),
            Piece::Table(_) => None,
        })
        .collect();
    let [before, after, ..] = blocks.as_slice() else { panic!("two blocks") };
    assert_eq!(&chidu_format::format(before), after);
}
