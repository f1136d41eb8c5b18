//! Help, languages and what is said of wrong arguments: in Chinese by default, in English where asked, never a mixture.

use crate::bench::Bench;

/// A word of clap's own English must not show in Chinese.
const ENGLISH: [&str; 7] = ["Usage", "Options", "Commands", "Arguments", "error:", "possible values", "default"];

#[test]
fn help_is_chinese_by_default_and_english_where_asked() {
    let bench = Bench::new();
    insta::assert_snapshot!(bench.run(&["--help"]).page());
    insta::assert_snapshot!(bench.run(&["--lang", "en", "score", "--help"]).page());
    for command in ["score", "explain", "check", "reading", "explain-code", "lsp"] {
        let help = bench.run(&[command, "-h"]);
        assert_eq!(help.code, 0, "{command}");
        for word in ENGLISH {
            assert!(!help.out.contains(word), "{command}: {word}\n{}", help.out);
        }
        let english = bench.run(&["--lang=en", command, "-h"]).out;
        assert!(english.is_ascii() || !english.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c)), "{english}");
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
    insta::assert_snapshot!(said(&["chek"]), @"错误：没有“chek”这个命令；是否应为“check”？");
    insta::assert_snapshot!(said(&["--lang", "en", "chek"]), @"error: there is no command “chek”; did you mean “check”?");
    insta::assert_snapshot!(said(&["check"]), @"错误：给出规则书或文件夹；也可以写一个 chidu.toml，在 folders 里列出");
    insta::assert_snapshot!(said(&["check", "--formt", "json", "x"]), @"错误：没有“--formt”这个选项；是否应为“--format”？");
    insta::assert_snapshot!(said(&["check", "--format", "xml", "x"]), @"错误：--format <text|json|sarif|github> 不能是“xml”（可以是 text, json, sarif, github）");
    insta::assert_snapshot!(said(&["check", "--lang", "fr", "x"]), @"错误：--lang <zh|en> 不能是“fr”（可以是 zh, en）");
    insta::assert_snapshot!(said(&[]), @"错误：请给出命令");
    insta::assert_snapshot!(said(&["score", "规则.chidu", "记录.csv", "-o", "结果.doc"]), @"错误：不知道用什么格式写 结果.doc：文件名以 .json、.jsonl、.csv 或 .xlsx 结尾");
    insta::assert_snapshot!(said(&["score", "无.chidu", "记录.csv"]), @"错误：没有这个文件或文件夹：无.chidu");
    insta::assert_snapshot!(said(&["score", "规则.chidu", "无.csv"]), @"错误：没有这个文件或文件夹：无.csv");
    std::fs::create_dir(bench.path().join("空")).expect("a folder");
    insta::assert_snapshot!(said(&["check", "空"]), @"错误：文件夹里没有规则书（.chidu）：空");
    insta::assert_snapshot!(said(&["explain", "规则.chidu", "记录.csv"]), @"错误：还缺少 --subject <名称>");
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
