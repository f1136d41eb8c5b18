//! `chidu man`: the manual page, from the same commands and options that the arguments are read by.
//!
//! One page for all commands, in the language of the run. Not clap's own page: its headings are English only, and Chinese has no spaces at which
//! troff could break a line. Start at [`page`].

use chidu_diagnostics::{Lang, Text};
use clap::{Arg, Command};

use crate::command::command;

/// The page as troff reads it.
pub fn page(lang: Lang) -> String {
    let mut whole = command(lang);
    whole.build();
    let mut page = Page { lang, text: format!(".TH CHIDU 1 \"\" \"chidu {}\"\n.ad l\n.nh\n", env!("CARGO_PKG_VERSION")) };
    let about = whole.get_about().map(ToString::to_string).unwrap_or_default();
    page.heading("名称", "NAME");
    page.line(&format!("chidu - {about}"));
    page.heading("概要", "SYNOPSIS");
    page.line(&usage(&mut whole.clone()));
    page.heading("说明", "DESCRIPTION");
    page.told(&DESCRIPTION);
    page.heading("命令", "COMMANDS");
    for found in whole.get_subcommands() {
        page.command(found);
    }
    page.heading("各命令都有的选项", "OPTIONS OF EVERY COMMAND");
    for option in whole.get_opts().chain(whole.get_arguments().filter(|arg| arg.get_id() == "help")) {
        page.argument(option);
    }
    page.listed(("退出码", "EXIT STATUS"), &EXITS);
    page.listed(("环境变量", "ENVIRONMENT"), &VARIABLES);
    page.listed(("文件", "FILES"), &FILES);
    page.listed(("例子", "EXAMPLES"), &EXAMPLES);
    page.text
}

type Words = (&'static str, &'static str);

const DESCRIPTION: Words = (
    "规则书（.chidu）就是评分细则本身：原来的条文，原来的编号。chidu 检查它写得对不对，说出每句话读成了什么，用它给电子表格里的记录评分，并说明每一分的依据。读不懂的话就地报告，不猜，也不跳过。",
    "A rulebook (.chidu) is the scoring rubric itself, in its own words and numbers. chidu checks it, says what each sentence was read as, scores the records of a spreadsheet by it, and gives the reasons of every point. What is not understood is reported where it stands, and is neither guessed nor skipped.",
);

const EXITS: [(Words, Words); 3] = [
    (("0", "0"), ("没有错误和警告（建议不算）", "no errors and no warnings; advice does not count")),
    (
        ("1", "1"),
        (
            "check 有错误或警告，fmt --check 有格式不同的；score、explain 有退回的记录行或缺项的结果",
            "check found errors or warnings, fmt --check found something to change; score and explain: rejected rows, or missing results",
        ),
    ),
    (
        ("2", "2"),
        (
            "参数不对，文件不能读写，或者规则书有错误、不能评分",
            "wrong arguments, a file that cannot be read or written, or a rulebook that cannot be scored",
        ),
    ),
];

const VARIABLES: [(Words, Words); 3] = [
    (("CHIDU_LANG", "CHIDU_LANG"), ("输出语言：zh 或 en；--lang 在它之前", "the language of the output, zh or en; --lang comes first")),
    (
        ("LC_ALL, LC_MESSAGES, LANG", "LC_ALL, LC_MESSAGES, LANG"),
        ("没有别的说明时，系统的语言；都没有时是中文", "the language, where nothing else says one; Chinese without any"),
    ),
    (("NO_COLOR", "NO_COLOR"), ("设了就不用颜色", "no colours where it is set")),
];

const FILES: [(Words, Words); 1] = [(
    ("chidu.toml", "chidu.toml"),
    (
        "单位的决定：输出语言、检查的轻重、处理哪些文件夹。放在规则书的文件夹或它的上层，最近的一个起作用",
        "what an office decided: language, how severe each kind of problem is, which folders to take. The nearest one in or above the rulebook's folder counts",
    ),
)];

const EXAMPLES: [(Words, Words); 4] = [
    (("chidu check 细则.chidu", "chidu check rubric.chidu"), ("哪里不对", "what is wrong")),
    (
        ("chidu form 细则.chidu -o 检查表.xlsx", "chidu form rubric.chidu -o form.xlsx"),
        ("写出相配的空白检查表", "write the blank spreadsheet that fits"),
    ),
    (
        ("chidu score 细则.chidu 记录.xlsx -o 结果.xlsx", "chidu score rubric.chidu records.xlsx -o results.xlsx"),
        ("评分，结果也写进表格", "score, and write the results to a spreadsheet too"),
    ),
    (
        ("chidu explain 细则.chidu 记录.xlsx --subject 三号窗口", "chidu explain rubric.chidu records.xlsx --subject \"Window 3\""),
        ("为什么是这个分", "why it came to that"),
    ),
];

struct Page {
    lang: Lang,
    text: String,
}

impl Page {
    fn say(&self, words: Words) -> &'static str {
        match self.lang {
            Lang::Zh => words.0,
            Lang::En => words.1,
        }
    }

    fn heading(&mut self, zh: &'static str, en: &'static str) {
        self.text += &format!(".SH {}\n", Text::new(zh, en).get(self.lang));
    }

    fn line(&mut self, words: &str) {
        self.text += &(escaped(words) + "\n");
    }

    fn told(&mut self, words: &Words) {
        let words = self.say(*words);
        self.line(words);
    }

    /// A heading over things and what each is.
    fn listed(&mut self, heading: Words, items: &[(Words, Words)]) {
        self.heading(heading.0, heading.1);
        for (name, what) in items {
            self.item(self.say(*name), self.say(*what));
        }
    }

    fn item(&mut self, name: &str, what: &str) {
        self.text += &format!(".TP\n\\fB{}\\fR\n", escaped(name));
        self.line(what);
    }

    /// A command: how it is typed, what it does, what it takes besides what every command takes.
    fn command(&mut self, found: &Command) {
        self.text += &format!(".SS {}\n", escaped(found.get_name()));
        self.line(&found.get_about().map(ToString::to_string).unwrap_or_default());
        self.text += &format!(".PP\n\\fB{}\\fR\n", escaped(&usage(&mut found.clone())));
        let own = |arg: &&Arg| !["lang", "help"].contains(&arg.get_id().as_str());
        for argument in found.get_positionals().chain(found.get_opts()).chain(flags(found)).filter(own) {
            self.argument(argument);
        }
    }

    fn argument(&mut self, argument: &Arg) {
        self.item(&spelt(argument), &argument.get_help().map(ToString::to_string).unwrap_or_default());
    }
}

/// Options without a value.
fn flags(found: &Command) -> impl Iterator<Item = &Arg> {
    found.get_arguments().filter(|arg| !arg.is_positional() && !arg.get_action().takes_values())
}

/// `-o, --output 文件`, or the name of what stands at a place.
fn spelt(argument: &Arg) -> String {
    let short = argument.get_short().map(|short| format!("-{short}"));
    let long = argument.get_long().map(|long| format!("--{long}"));
    let named: Vec<String> = short.into_iter().chain(long).collect();
    let value = argument.get_value_names().filter(|_| argument.get_action().takes_values());
    let value = value.map(|names| names.iter().map(ToString::to_string).collect::<Vec<_>>().join(" "));
    [named.join(", "), value.unwrap_or_default()].join(" ").trim().to_owned()
}

fn usage(found: &mut Command) -> String {
    found.render_usage().to_string().trim_start_matches("Usage: ").trim().to_owned()
}

/// Troff's own characters made plain, and a place to break after each Chinese character that may end a line.
fn escaped(words: &str) -> String {
    let mut text = String::new();
    let mut rest = words.chars().peekable();
    while let Some(character) = rest.next() {
        match character {
            '\\' => text.push_str("\\e"),
            '-' => text.push_str("\\-"),
            _ => text.push(character),
        }
        let may_end = is_wide(character) && !"（《“".contains(character);
        let may_begin = rest.peek().is_some_and(|next| !"，。；：、）》”？…".contains(*next));
        if may_end && may_begin {
            text.push_str("\\:");
        }
    }
    // A line that begins so would be an instruction.
    if text.starts_with(['.', '\'']) { format!("\\&{text}") } else { text }
}

fn is_wide(character: char) -> bool {
    matches!(character, '\u{2e80}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{ff00}'..='\u{ff60}')
}
