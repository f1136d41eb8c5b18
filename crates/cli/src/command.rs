//! The command line as users type it: commands, arguments and options, with help in both languages.
//!
//! Not here: what becomes of the arguments (`args.rs`), and what is said where they are wrong (`usage.rs`). Start at [`command`].

use std::path::PathBuf;

use chidu_diagnostics::Lang;
use clap::builder::{PossibleValuesParser, ValueHint};
use clap::{Arg, ArgAction, Command};

/// The shells for which a completion can be written.
pub const SHELLS: [&str; 5] = ["bash", "zsh", "fish", "powershell", "elvish"];

/// Builds the command line in one language.
struct Builder {
    lang: Lang,
}

/// The whole command line in one language.
pub fn command(lang: Lang) -> Command {
    let builder = Builder { lang };
    let version = builder.flag("version", ("显示版本", "show the version")).short('V').action(ArgAction::Version);
    let about = (
        "评分细则就是程序：检查规则书，给记录评分，每一分都有依据",
        "A scoring rubric is the program: check it, score records, a reason for every point",
    );
    builder
        .command("chidu", about, ("chidu <命令> [选项]", "chidu <COMMAND> [OPTIONS]"), vec![], vec![version])
        .version(env!("CARGO_PKG_VERSION"))
        .disable_version_flag(true)
        .subcommand_required(true)
        .subcommand_help_heading(builder.say(("命令", "Commands")))
        .subcommands([
            builder.score(),
            builder.explain(),
            builder.check(),
            builder.reading(),
            builder.form(),
            builder.fmt(),
            builder.explain_code(),
            builder.lsp(),
            builder.completions(),
            builder.man(),
        ])
}

/// One wording of two.
type Words = (&'static str, &'static str);

impl Builder {
    fn say(&self, words: Words) -> &'static str {
        match self.lang {
            Lang::Zh => words.0,
            Lang::En => words.1,
        }
    }

    /// A command with what every command has: its own help, in the language, and `--lang`.
    fn command(&self, name: &'static str, about: Words, usage: Words, placed: Vec<Arg>, options: Vec<Arg>) -> Command {
        let sections = self.say(("{about}\n\n用法: {usage}\n\n{all-args}", "{about}\n\nUsage: {usage}\n\n{all-args}"));
        let lang = self.option("lang", ("zh|en", "zh|en"), ("输出语言", "the language of the output"));
        let lang = lang.value_parser(PossibleValuesParser::new(["zh", "en"])).hide_possible_values(true).global(true);
        let help = self.flag("help", ("显示帮助", "show this help")).short('h').action(ArgAction::Help);
        Command::new(name)
            .about(self.say(about))
            .override_usage(self.say(usage))
            .help_template(sections)
            .disable_help_flag(true)
            .disable_help_subcommand(true)
            .next_help_heading(self.say(("参数", "Arguments")))
            .args(placed.into_iter().enumerate().map(|(order, arg)| arg.display_order(order)))
            .next_help_heading(self.say(("选项", "Options")))
            .args(options)
            .args([lang, help])
    }

    fn flag(&self, name: &'static str, help: Words) -> Arg {
        Arg::new(name).long(name).action(ArgAction::SetTrue).help(self.say(help))
    }

    fn option(&self, name: &'static str, value: Words, help: Words) -> Arg {
        Arg::new(name).long(name).value_name(self.say(value)).help(self.say(help))
    }

    fn file(&self, name: &'static str, value: Words, help: Words) -> Arg {
        self.option(name, value, help).value_parser(clap::value_parser!(PathBuf))
    }

    /// A file by its place.
    fn placed(&self, name: &'static str, value: Words, help: Words) -> Arg {
        let arg = Arg::new(name).value_name(self.say(value)).help(self.say(help));
        arg.required(true).value_parser(clap::value_parser!(PathBuf))
    }

    fn format(&self, shown: &'static str) -> Arg {
        let arg = self.option("format", (shown, shown), ("输出格式", "the format of the output"));
        arg.value_parser(PossibleValuesParser::new(shown.split('|'))).hide_possible_values(true)
    }

    fn rulebook(&self) -> Arg {
        self.placed("rulebook", ("规则书", "RULEBOOK"), ("规则书文件（.chidu）", "the rulebook (.chidu)"))
    }

    fn rulebook_and_records(&self) -> Vec<Arg> {
        let records = self.placed(
            "records",
            ("记录", "RECORDS"),
            ("记录文件（.csv .xlsx .xls .ods .json .jsonl），可以有多个", "records (.csv .xlsx .xls .ods .json .jsonl), one or several"),
        );
        vec![self.rulebook(), records.num_args(1..)]
    }

    fn roster_and_partial(&self) -> [Arg; 2] {
        let subjects = self.file("subjects", ("名单", "ROSTER"), ("名单文件：考核了谁", "the roster: who was assessed"));
        let partial = self.flag(
            "partial",
            ("有不能计算的评分规则时也评分，结果没有等级", "score although clauses are not understood; such results have no grade"),
        );
        [subjects, partial]
    }

    fn score(&self) -> Command {
        let about = ("按规则书给记录评分", "Score records by a rulebook");
        let usage = ("chidu score <规则书> <记录>… [选项]", "chidu score <RULEBOOK> <RECORDS>… [OPTIONS]");
        let output = self.file(
            "output",
            ("文件", "FILE"),
            (
                "把结果写到文件（.json .jsonl .csv .xlsx），可以给出多次",
                "write the results to a file (.json .jsonl .csv .xlsx); may be repeated",
            ),
        );
        let mut options = vec![output.short('o').action(ArgAction::Append)];
        options.extend(self.roster_and_partial());
        self.command("score", about, usage, self.rulebook_and_records(), options)
    }

    fn explain(&self) -> Command {
        let about = ("说明一个考核对象的得分：逐条列出依据和算式", "Explain one subject's score: each clause, its rows and its arithmetic");
        let usage =
            ("chidu explain <规则书> <记录>… --subject <名称> [选项]", "chidu explain <RULEBOOK> <RECORDS>… --subject <NAME> [OPTIONS]");
        let subject = self.option("subject", ("名称", "NAME"), ("考核对象", "the subject")).required(true);
        let subject = subject.value_hint(ValueHint::Other);
        let period = self.option(
            "period",
            ("周期", "PERIOD"),
            ("考核周期，如 2026-03；不给出时为全部", "the period, as 2026-03; all of them by default"),
        );
        let period = period.value_hint(ValueHint::Other);
        let all = self.flag("all", ("也列出没有发生的评分规则", "also the clauses that did not fire"));
        let html = self.file("html", ("文件", "FILE"), ("写成一页 HTML", "write it as a page of HTML"));
        let mut options = vec![subject, period, all, html];
        options.extend(self.roster_and_partial());
        self.command("explain", about, usage, self.rulebook_and_records(), options)
    }

    fn check(&self) -> Command {
        let about = ("检查规则书，并运行其中的示例", "Check rulebooks and run their examples");
        let usage = ("chidu check <文件或文件夹>… [选项]", "chidu check <FILE|FOLDER>… [OPTIONS]");
        let files = self.placed(
            "files",
            ("文件或文件夹", "FILE|FOLDER"),
            (
                "规则书，或含有规则书的文件夹；- 为标准输入；不给出时为 chidu.toml 列出的",
                "rulebooks, or folders that hold some; - is standard input; by default what chidu.toml lists",
            ),
        );
        let deny = self.option("deny", ("advice", "advice"), ("有建议时也以 1 退出", "exit with 1 for advice too"));
        let deny = deny.value_parser(PossibleValuesParser::new(["advice"])).hide_possible_values(true);
        let fix = self.flag("fix", ("改掉有把握改的，写回文件", "make the changes that are certain, and write the files"));
        self.command(
            "check",
            about,
            usage,
            vec![files.num_args(1..).required(false)],
            vec![self.format("text|json|sarif|github"), fix, deny],
        )
    }

    fn reading(&self) -> Command {
        let about = ("逐条说明规则书被理解成什么", "Say clause by clause what was understood");
        let usage = ("chidu reading <文件> [选项]", "chidu reading <FILE> [OPTIONS]");
        let file = self.placed(
            "file",
            ("文件", "FILE"),
            ("规则书，或粘贴来的文件；- 为标准输入", "a rulebook or a pasted document; - is standard input"),
        );
        let file = file.required(false).required_unless_present("jsonl");
        let jsonl = self.flag(
            "jsonl",
            (
                "从标准输入逐行读取评分规则（JSON），逐行写出读法",
                "read clauses as JSON from standard input, one a line, and write their readings",
            ),
        );
        let as_rulebook = self.flag(
            "as-rulebook",
            (
                "把文件改写成规则书草稿，没看懂的地方以 // 待改: 标出",
                "write the document as a draft of its rulebook, with a mark above whatever was not understood",
            ),
        );
        let output = self.file(
            "output",
            ("文件", "FILE"),
            ("草稿写到文件；不给出时为标准输出", "the file of the draft; standard output by default"),
        );
        let options = vec![
            self.format("text|json"),
            as_rulebook.conflicts_with_all(["jsonl", "format"]),
            output.short('o').requires("as-rulebook"),
            jsonl.conflicts_with("file"),
        ];
        self.command("reading", about, usage, vec![file], options)
    }

    fn form(&self) -> Command {
        let about = ("写出与规则书相配的空白检查记录表", "Write the blank spreadsheet that fits a rulebook");
        let usage = ("chidu form <规则书> -o <检查表.xlsx>", "chidu form <RULEBOOK> -o <FORM.xlsx>");
        let output = self.file("output", ("文件", "FILE"), ("写到这个文件（.xlsx）", "the file to be written (.xlsx)"));
        self.command("form", about, usage, vec![self.rulebook()], vec![output.short('o').required(true)])
    }

    fn fmt(&self) -> Command {
        let about = ("整理规则书的空格、缩进和空行", "Put the spaces, indents and blank lines of rulebooks in order");
        let usage = ("chidu fmt [--check] <文件或文件夹>…", "chidu fmt [--check] <FILE|FOLDER>…");
        let files = self.placed(
            "files",
            ("文件或文件夹", "FILE|FOLDER"),
            (
                "规则书，或含有规则书的文件夹；- 为标准输入，结果写到标准输出",
                "rulebooks, or folders that hold some; - is standard input, written to standard output",
            ),
        );
        let check = self.flag("check", ("不写文件，有格式不同的就以 1 退出", "write nothing; exit with 1 where something would change"));
        self.command("fmt", about, usage, vec![files.num_args(1..).required(false)], vec![check])
    }

    fn explain_code(&self) -> Command {
        let about = ("解释一个诊断代码；不给代码时列出全部", "Explain the code of a diagnostic; list them all where none is given");
        let usage = ("chidu explain-code [代码]", "chidu explain-code [CODE]");
        let code = self.placed("code", ("代码", "CODE"), ("如 overlapping-bands", "as overlapping-bands"));
        let code = code.required(false).value_parser(clap::value_parser!(String));
        self.command("explain-code", about, usage, vec![code], vec![])
    }

    fn lsp(&self) -> Command {
        let about = ("启动语言服务器（标准输入输出）", "Start the language server on standard input and output");
        let usage = ("chidu lsp [--stdio]", "chidu lsp [--stdio]");
        let stdio = self.flag("stdio", ("编辑器常给出的选项，没有别的作用", "what editors like to say; changes nothing"));
        // Some clients add one to the one that their configuration names.
        self.command("lsp", about, usage, vec![], vec![stdio.overrides_with("stdio")])
    }

    fn completions(&self) -> Command {
        let about = ("写出命令行补全脚本", "Write the completion script of a shell");
        let usage = ("chidu completions <bash|zsh|fish|powershell|elvish>", "chidu completions <bash|zsh|fish|powershell|elvish>");
        let shell = self.placed(
            "shell",
            ("外壳", "SHELL"),
            ("用的是哪一种：bash、zsh、fish、powershell 或 elvish", "bash, zsh, fish, powershell or elvish"),
        );
        let shell = shell.value_parser(PossibleValuesParser::new(SHELLS)).hide_possible_values(true).value_hint(ValueHint::Other);
        self.command("completions", about, usage, vec![shell], vec![])
    }

    fn man(&self) -> Command {
        let about = ("写出手册页，供 man 显示", "Write the manual page that man shows");
        self.command("man", about, ("chidu man", "chidu man"), vec![], vec![])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_line_is_well_formed_in_both_languages() {
        command(Lang::Zh).debug_assert();
        command(Lang::En).debug_assert();
    }
}
