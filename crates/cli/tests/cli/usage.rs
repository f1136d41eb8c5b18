//! Help, languages and what is said of wrong arguments: in Chinese by default, in English where asked, never a mixture.

use crate::bench::Bench;

/// A word of clap's own English must not show in Chinese.
const ENGLISH: [&str; 7] = ["Usage", "Options", "Commands", "Arguments", "error:", "possible values", "default"];

const COMMANDS: [&str; 10] = ["score", "explain", "check", "reading", "form", "fmt", "explain-code", "lsp", "completions", "man"];

/// Every way to get the arguments wrong that the parser tells apart, blanks between the words.
const WRONG: [&str; 26] = [
    "",
    "chek",
    "bogus",
    "--bogus",
    "check --bogus",
    "check --formt json x",
    "check --format xml x",
    "check --format",
    "check --deny warning x",
    "check --fix=yes x",
    "check --fix --fix x",
    "check --lang fr x",
    "score",
    "score a",
    "score a b -x",
    "score a b --subjects",
    "explain a b",
    "explain a b --subject x --subject y",
    "reading",
    "reading --jsonl a",
    "reading a --as-rulebook --format json",
    "reading a -o b",
    "form a",
    "form a b -o c.xlsx",
    "explain-code a b",
    "completions tcsh",
];

#[test]
fn help_is_chinese_by_default_and_english_where_asked() {
    let bench = Bench::new();
    insta::assert_snapshot!(bench.run(&["--help"]).page());
    insta::assert_snapshot!(bench.run(&["--lang", "en", "score", "--help"]).page());
    for command in COMMANDS {
        let help = bench.run(&[command, "-h"]);
        assert_eq!(help.code, 0, "{command}");
        for word in ENGLISH {
            assert!(!help.out.contains(word), "{command}: {word}\n{}", help.out);
        }
        let english = bench.run(&["--lang=en", command, "-h"]).out;
        assert!(!has_chinese(&english), "{english}");
        assert_eq!(bench.run(&["help", command]).out, help.out, "{command}");
    }
}

#[test]
fn wrong_arguments_are_told_in_the_language() {
    let bench = Bench::new();
    let said = |arguments: &[&str]| {
        let ran = bench.run(arguments);
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{arguments:?}");
        ran.err.lines().next().expect("a line").to_owned()
    };
    insta::assert_snapshot!(said(&["check"]), @"错误：给出规则书或文件夹；也可以写一个 chidu.toml，在 folders 里列出");
    insta::assert_snapshot!(said(&["score", "规则.chidu", "记录.csv", "-o", "结果.doc"]), @"错误：不知道用什么格式写 结果.doc：文件名以 .json、.jsonl、.csv 或 .xlsx 结尾");
    insta::assert_snapshot!(said(&["score", "无.chidu", "记录.csv"]), @"错误：没有这个文件或文件夹：无.chidu");
    insta::assert_snapshot!(said(&["score", "规则.chidu", "无.csv"]), @"错误：没有这个文件或文件夹：无.csv");
    insta::assert_snapshot!(said(&["score", "记录.csv", "规则.chidu"]), @"错误：记录.csv 是表格，不是规则书；规则书（.chidu）写在前面，记录写在后面");
    insta::assert_snapshot!(said(&["reading", "细则.docx"]), @"错误：不能直接读 细则.docx：把文字复制到一个文本文件里再读，表格粘贴出来的制表符留着");
    std::fs::create_dir(bench.path().join("空")).expect("a folder");
    insta::assert_snapshot!(said(&["check", "空"]), @"错误：文件夹里没有规则书（.chidu）：空");
}

#[test]
fn every_kind_of_wrong_argument_is_told_in_either_language() {
    let bench = Bench::new();
    let said = |lang: &str, line: &str| {
        let words: Vec<&str> = line.split_whitespace().collect();
        let output = bench.command(&words).env("CHIDU_LANG", lang).output().expect("runs");
        assert_eq!((output.status.code(), output.stdout.len()), (Some(2), 0), "{line}");
        String::from_utf8(output.stderr).expect("UTF-8")
    };
    let mut page = String::new();
    for line in WRONG {
        let (chinese, english) = (said("zh", line), said("en", line));
        assert!(!ENGLISH.iter().any(|word| chinese.contains(word)), "{line}\n{chinese}");
        assert!(!has_chinese(&english), "{line}\n{english}");
        page += &format!("$ chidu {line}\n{chinese}{english}\n");
    }
    insta::assert_snapshot!(page);
}

fn has_chinese(text: &str) -> bool {
    text.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c))
}

#[test]
fn the_manual_has_every_command_and_option_in_either_language() {
    let bench = Bench::new();
    let pages = ["zh", "en"].map(|lang| bench.run(&["man", "--lang", lang]).out);
    for command in COMMANDS {
        assert!(pages.iter().all(|page| page.contains(&format!(".SS {}\n", command.replace('-', "\\-")))), "{command}");
        let help = bench.run(&[command, "--help"]).out;
        for option in help.split_whitespace().filter(|word| word.starts_with("--") && word.len() > 2) {
            let option = option.replace('-', "\\-");
            assert!(pages.iter().all(|page| page.contains(&option)), "{command} {option}");
        }
    }
    assert!(!has_chinese(&pages[1]), "{}", pages[1]);
    // A blank, a bracket or what man itself writes: nothing else begins a line with a dot.
    let instructions = pages[0].lines().filter(|line| line.starts_with('.'));
    for line in instructions {
        assert!([".TH", ".SH", ".SS", ".TP", ".PP", ".ad l", ".nh"].iter().any(|known| line.starts_with(known)), "{line}");
    }
}

#[test]
fn the_environment_chooses_the_language() {
    let bench = Bench::new();
    let said = |variables: &[(&str, &str)]| {
        let output = bench.command(&["check", "规则.chidu"]).envs(variables.iter().copied()).output().expect("runs");
        String::from_utf8(output.stdout).expect("UTF-8")
    };
    assert!(said(&[]).contains("检查了"));
    assert!(said(&[("LANG", "en_US.UTF-8")]).contains("checked"));
    assert!(said(&[("CHIDU_LANG", "zh"), ("LANG", "en_US.UTF-8")]).contains("检查了"));
}

/// `chidu … | head`: whoever reads has had enough, which is no failure.
#[test]
fn a_closed_pipe_is_success() {
    let bench = Bench::new();
    let mut command = bench.command(&["explain-code", "--help"]);
    let (reader, writer) = std::io::pipe().expect("a pipe");
    drop(reader);
    let status = command.stdout(writer).status().expect("runs");
    assert_eq!(status.code(), Some(0));
}
