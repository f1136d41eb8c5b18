//! `chidu.toml` and `// 允许`: the same decisions hold for `check`, `score` and the words that are printed.
//!
//! Not here: which keys there are (tests of `configuration`), and the language server (its own tests).

use std::fs;
use std::path::Path;

use chidu_tests::chidu;
use tempfile::TempDir;

/// One warning: a deduction above the points.
const STRICT: &str = "服务态度 5分: 与群众争吵的, 扣10分\n";

/// A folder with a `chidu.toml`, and a rulebook two folders beneath.
fn office(configuration: &str, rulebook: &str) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let rules = folder.path().join("细则/窗口");
    fs::create_dir_all(&rules).expect("ours");
    fs::write(folder.path().join("chidu.toml"), configuration).expect("ours");
    fs::write(rules.join("a.chidu"), rulebook).expect("ours");
    fs::write(rules.join("r.csv"), "对象,评分项,情形,次数\n甲,服务态度,与群众争吵,1\n").expect("ours");
    folder
}

/// The exit code and all that was said.
fn run(folder: &Path, arguments: &[&str]) -> (i32, String) {
    let output = chidu().args(arguments).current_dir(folder).env_remove("CHIDU_LANG").env("LC_ALL", "C").output().expect("chidu runs");
    let said = [output.stdout, output.stderr].concat();
    (output.status.code().expect("it ends by itself"), String::from_utf8_lossy(&said).into_owned())
}

fn check(configuration: &str, rulebook: &str) -> (i32, String) {
    run(office(configuration, rulebook).path(), &["check", "细则/窗口/a.chidu"])
}

#[test]
fn a_lint_is_as_severe_as_was_decided() {
    let level = |level: &str| check(&format!("[lints]\ndeduction-above-points = '{level}'\n"), STRICT);
    let (code, told) = check("", STRICT);
    assert_eq!((code, told.contains("deduction-above-points")), (1, true), "{told}");
    let (code, told) = level("off");
    assert_eq!((code, told.as_str()), (0, "检查了 1 个规则书：没有问题\n"));
    let (code, told) = level("note");
    assert!(code == 0 && told.ends_with("1 条建议\n"), "{told}");
    let (code, told) = level("error");
    assert!(code == 1 && told.ends_with("1 个错误\n"), "{told}");
}

#[test]
fn how_strict_check_is_was_decided() {
    assert_eq!(check("fail-on = 'error'", STRICT).0, 0);
    assert_eq!(check("fail-on = 'warning'", STRICT).0, 1);
    let advice = "一、交接 10分: 超过5分钟扣1分, 超过10分钟扣2分, 超过20分钟每5分钟扣1分\n";
    let (code, told) = check("fail-on = 'note'", advice);
    assert!(code == 1 && !told.contains("个错误") && !told.contains("个警告"), "advice alone: {told}");
    assert_eq!(check("", advice).0, 0);
}

#[test]
fn what_was_made_an_error_is_not_scored() {
    let score = |configuration: &str, rulebook: &str| {
        run(office(configuration, rulebook).path(), &["score", "细则/窗口/a.chidu", "细则/窗口/r.csv"])
    };
    assert_eq!(score("", STRICT).0, 0);
    let (code, told) = score("[lints]\ndeduction-above-points = 'error'", STRICT);
    assert!(code == 2 && told.contains("deduction-above-points"), "{told}");
    let allowed = format!("// 允许 deduction-above-points: 争吵一次就不留分\n{STRICT}");
    assert_eq!(score("[lints]\ndeduction-above-points = 'error'", &allowed).0, 0, "what the author lets stand is no error");
}

#[test]
fn the_language_is_that_of_the_file_unless_one_is_named() {
    assert!(check("language = 'en'", STRICT).1.ends_with("1 rulebook checked: 1 warning\n"));
    let folder = office("language = 'en'", STRICT);
    assert!(run(folder.path(), &["check", "--lang", "zh", "细则"]).1.ends_with("1 个警告\n"));
}

#[test]
fn without_paths_the_folders_that_were_listed_are_meant() {
    let folder = office("folders = ['细则']", STRICT);
    fs::write(folder.path().join("b.chidu"), STRICT).expect("ours");
    assert!(run(folder.path(), &["check"]).1.contains("检查了 1 个规则书"));
    assert!(run(&folder.path().join("细则/窗口"), &["fmt", "--check"]).1.contains("检查了 1 个规则书"), "from beneath");
    fs::write(folder.path().join("chidu.toml"), "").expect("ours");
    assert!(run(folder.path(), &["check"]).1.contains("检查了 2 个规则书"), "all there is");
    let nowhere = tempfile::tempdir().expect("a folder");
    let (code, told) = run(nowhere.path(), &["check"]);
    assert!(code == 2 && told.contains("给出规则书或文件夹"), "{told}");
}

#[test]
fn a_file_that_is_not_understood_ends_the_run_with_its_place() {
    let (code, told) = check("[lints]\nunsaid-teir = 'off'\n", STRICT);
    assert_eq!(code, 2);
    assert!(told.contains("chidu.toml:2:1: 没有叫 `unsaid-teir` 的检查。是不是想写 `unsaid-tier`？"), "{told}");
}

fn codes(rulebook: &str) -> Vec<String> {
    chidu_evaluation::check(rulebook).iter().map(|found| format!("{} {}", found.code, found.span.of(rulebook))).collect()
}

#[test]
fn a_comment_lets_one_kind_of_problem_stand_on_one_line() {
    let line = STRICT.trim_end();
    assert_eq!(codes(&format!("{line} // 允许 deduction-above-points: 本意\n")), Vec::<String>::new());
    assert_eq!(codes(&format!("// 允許 deduction-above-points：本意\n\n// 另一句\n{line}\n")), Vec::<String>::new());
    assert_eq!(codes(&format!("// 允许家属陪同\n{line}\n")), ["deduction-above-points 扣10分"], "an ordinary comment");
    let other = codes(&format!("// 允许 deduction-above-points: 本意\n甲 5分: 每处扣1分\n{line}\n"));
    assert_eq!(other, ["unused-suppression deduction-above-points", "deduction-above-points 扣10分"], "the next line and no other");
}

#[test]
fn a_comment_that_lets_nothing_stand_is_told() {
    let line = STRICT.trim_end();
    let both = codes(&format!("// 允许 unsaid-tier, deduction-above-points: 本意\n{line}\n"));
    assert_eq!(both, ["unused-suppression unsaid-tier"]);
    assert_eq!(codes(&format!("{line} // 允许 deduction-above-point: 本意\n")).len(), 2, "misspelt: told, and what it meant, too");
    let error = codes("// 允许 nothing-to-deduct-from: 本意\n服务态度: 每处扣1分\n");
    assert!(error.iter().any(|told| told.starts_with("nothing-to-deduct-from")), "errors stay: {error:?}");
    assert!(error.iter().any(|told| told.starts_with("unused-suppression")), "{error:?}");
}

#[test]
fn a_comment_that_lets_nothing_stand_is_deleted_by_fix() {
    let (text, changes) = chidu_evaluation::fixes::mend("// 允许 unsaid-tier: 本意\n甲 5分: 每处扣1分 // 允许 band-gap: 无\n");
    assert_eq!((text.as_str(), changes), ("甲 5分: 每处扣1分\n", 2));
}

/// One place let stand for a reason, one without, a comment that speaks of nothing, and one that speaks of an error.
const ALLOWED: &str = "《考核》 满分20分
一、服务态度 5分: 与群众争吵的, 扣10分 // 允许 deduction-above-points: 争吵一次就不留分
二、服务用语 5分: 语言粗暴的, 扣10分 // 允许 deduction-above-points
三、环境卫生 5分: 每发现一处不达标扣1分 // 允许 band-gap: 从前有过
// 允许 missing-amount: 以后再填
四、等候时间 5分: 超过 分钟扣2分
";
const TOLD: [(u64, &str); 4] =
    [(3, "suppression-without-reason"), (4, "unused-suppression"), (5, "unused-suppression"), (6, "missing-amount")];

#[test]
fn what_is_let_stand_is_the_same_in_every_format() {
    let folder = office("", ALLOWED);
    let told = |format: &str| {
        let (code, text) = run(folder.path(), &["check", "--format", format, "细则"]);
        assert_eq!(code, 1, "{text}");
        text
    };
    let json = |text: &str| -> serde_json::Value { serde_json::from_str(text).expect("JSON") };
    let list = |value: &serde_json::Value| value.as_array().expect("a list").clone();
    let place =
        |line: &serde_json::Value, code: &serde_json::Value| (line.as_u64().expect("a line"), code.as_str().expect("a code").to_owned());
    let objects: Vec<_> = list(&json(&told("json"))).iter().map(|each| place(&each["line"], &each["code"])).collect();
    let results = list(&json(&told("sarif"))["runs"][0]["results"]);
    let region = |each: &serde_json::Value| each["locations"][0]["physicalLocation"]["region"]["startLine"].clone();
    let results: Vec<_> = results.iter().map(|each| place(&region(each), &each["ruleId"])).collect();
    let wanted = TOLD.map(|(line, code)| (line, code.to_owned()));
    assert_eq!((objects.as_slice(), results.as_slice()), (wanted.as_slice(), wanted.as_slice()));
    assert_eq!(commands(&told("github")), wanted);
    assert_eq!(snippets(&told("text")), wanted);
}

/// Line and code of `::warning file=a.chidu,line=3,…,title=CODE::WORDS`.
fn commands(text: &str) -> Vec<(u64, String)> {
    let part = |line: &str, name: &str| line.split_once(name).and_then(|(_, rest)| rest.split([',', ':']).next().map(str::to_owned));
    let line = |line: &str| Some((part(line, ",line=")?.parse().ok()?, part(line, ",title=")?));
    text.lines().filter_map(line).collect()
}

/// Line and code of `警告[CODE]: WORDS`, with the place on the line beneath.
fn snippets(text: &str) -> Vec<(u64, String)> {
    let code = |line: &str| line.split_once('[').and_then(|(_, rest)| rest.split_once("]: ")).map(|(code, _)| code.to_owned());
    let place = |line: &str| line.split_once("a.chidu:").and_then(|(_, rest)| rest.split(':').next()?.parse().ok());
    let lines: Vec<&str> = text.lines().collect();
    lines.windows(2).filter_map(|pair| Some((place(pair[1]).filter(|_| pair[1].contains("┌─"))?, code(pair[0])?))).collect()
}
