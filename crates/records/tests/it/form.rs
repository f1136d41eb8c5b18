//! The blank form of a rulebook, and that each choice which it offers is a valid row.

use std::collections::BTreeSet;
use std::io::Cursor;
use std::path::Path;

use calamine::{Data, Reader, Xlsx};
use chidu_analysis::program::{Amount, FactId, FactKind, Program};
use chidu_diagnostics::Lang;
use chidu_evaluation::assess;
use chidu_evaluation::plan::{Options, Plan};
use chidu_records::{Input, form, read};
use rust_xlsxwriter::Workbook;

use crate::support::{RULEBOOK, problems, program};
use crate::workbooks::edited;

type Rows = Vec<Vec<String>>;

fn rulebooks() -> Vec<Program> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../rulebooks");
    let mut folders: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_dir()).collect();
    folders.sort();
    assert!(folders.len() >= 9);
    let mut programs: Vec<Program> =
        folders.iter().map(|folder| program(&std::fs::read_to_string(folder.join("rulebook.chidu")).unwrap())).collect();
    programs.push(program(RULEBOOK));
    programs.push(program("修约: 四舍五入保留两位小数\n对象: 科室\n病历 10分: 抽查1份病历, 每处缺陷扣1分, 缺页的扣2分, 取平均分\n"));
    programs.push(program(&long()));
    programs
}

/// 200 entries, the names of their findings 60 characters and more.
fn long() -> String {
    let items = (1..=10).map(|item| {
        let name = format!("未按照第{item}号文件的规定和要求").repeat(5);
        format!("  {item}. 第{item}项检查内容 5分: {name}的, 每次扣1分; 资料缺少的, 每份扣0.5分\n")
    });
    let items: String = items.collect();
    let numbers = "一 二 三 四 五 六 七 八 九 十 十一 十二 十三 十四 十五 十六 十七 十八 十九 二十";
    let sections = numbers.split(' ').map(|number| format!("{number}、第{number}类工作 50分\n{items}"));
    format!("《长规则书》 满分1000分\n对象: 窗口\n周期: 每月\n\n{}", sections.collect::<String>())
}

fn sheet(bytes: &[u8], name: &str) -> Rows {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).unwrap();
    let text = |cell: &Data| if let Data::Empty = cell { String::new() } else { cell.to_string() };
    book.worksheet_range(name).unwrap().rows().map(|row| row.iter().map(text).collect()).collect()
}

/// The form with a row for each of its choices, as somebody would type them.
fn filled(bytes: &[u8], program: &Program) -> (Vec<u8>, usize) {
    let headings = sheet(bytes, "记录").remove(0);
    let choices = sheet(bytes, "选项").split_off(1);
    let mut book = Workbook::new();
    let records = book.add_worksheet().set_name("记录").unwrap();
    let open = program.rules.iter().any(|rule| !matches!(rule.amount, Amount::Fixed(_)));
    for (at, heading) in (0..).zip(&headings) {
        records.write_string(0, at, heading).unwrap();
        for (line, choice) in (1..).zip(&choices) {
            let (column, unit) =
                choice[2].split_once('（').map_or((choice[2].as_str(), ""), |(column, unit)| (column, unit.trim_end_matches('）')));
            let assessed = open && choice[3].contains("考评员");
            let cell = match heading.as_str() {
                "日期" => "2026-03-05".to_owned(),
                "评分项" => choice[0].clone(),
                "情形" => choice[1].clone(),
                "次数" if column == "次数" => "1".to_owned(),
                "数值" if column == "数值" => format!("3{unit}"),
                "样本" | "当事人" => "A1".to_owned(),
                "评价主体" => program.sources[0].name.clone(),
                "扣分" if assessed => "1".to_owned(),
                heading if heading == program.subject => "三号窗口".to_owned(),
                _ => String::new(),
            };
            records.write_string(line, at, cell).unwrap();
        }
    }
    (book.save_to_buffer().unwrap(), choices.len())
}

#[test]
fn every_choice_of_a_form_is_a_valid_row_and_every_fact_has_one() {
    for program in rulebooks() {
        let (bytes, choices) = filled(&form(&program, Lang::Zh).unwrap(), &program);
        let records = read(&program, &[Input::new("检查表.xlsx", bytes)], None).unwrap();
        assert_eq!(problems(&records, Lang::Zh), Vec::<String>::new(), "{:?}", program.title);
        assert_eq!((records.files[0].read, records.files[0].used), (choices, choices));
        let stated: BTreeSet<_> = records.observations.list.iter().map(|seen| seen.fact).collect();
        let wanted = (0..).map(FactId).take(program.facts.len());
        // What is worked out of other facts is stated by no row.
        let told = |fact: &FactId| !matches!(program[*fact].kind, FactKind::Computed(_) | FactKind::Derived(_));
        let wanted: BTreeSet<_> = wanted.filter(|fact| !program.is_silent(*fact) && told(fact)).collect();
        assert_eq!(stated, wanted, "{:?}", program.title);
    }
}

/// The very form with rows typed into 记录.
fn typed(bytes: &[u8], rows: &[&[&str]]) -> Vec<u8> {
    let row = |(at, cells): (usize, &&[&str])| {
        let cell =
            |(column, text): (u8, &&str)| format!(r#"<c r="{}{at}" t="inlineStr"><is><t>{text}</t></is></c>"#, char::from(b'A' + column));
        format!(r#"<row r="{at}">{}</row>"#, (0..).zip(*cells).map(cell).collect::<String>())
    };
    let rows: String = (2..).zip(rows).map(row).collect();
    edited(bytes, "xl/worksheets/sheet1.xml", |sheet| sheet.replace("</sheetData>", &format!("{rows}</sheetData>")))
}

#[test]
fn a_form_that_was_filled_in_is_scored() {
    // 卫生: 6 takes 6, at most 5: 5 of 10. 等候: 12 minutes, above 10, takes 4: 6 of 10. 11 in all; 无 changes nothing.
    let program = program(
        "满分20分\n对象: 窗口\n周期: 每月\n卫生 10分: 每处不洁 扣1分, 最多扣5分; 乱堆乱放 扣2分\n等候 10分: 等候时间超过10分钟 扣4分\n",
    );
    let form = form(&program, Lang::Zh).unwrap();
    assert_eq!(sheet(&form, "记录").remove(0)[..6], ["窗口", "日期", "评分项", "情形", "次数", "数值"]);
    let rows: [&[&str]; 3] = [
        &["三号窗口", "2026-03-05", "卫生", "不洁", "6"],
        &["三号窗口", "2026-03-06", "卫生", "无"],
        &["三号窗口", "2026-03-07", "等候", "等候时间", "", "12分钟"],
    ];
    let records = read(&program, &[Input::new("检查表.xlsx", typed(&form, &rows))], None).unwrap();
    assert_eq!(problems(&records, Lang::Zh), Vec::<String>::new());
    let scored = assess(&Plan::new(&program, Options::default()), &records.observations);
    let totals: Vec<Option<String>> = scored.results.iter().map(|result| result.total.as_ref().map(ToString::to_string)).collect();
    assert_eq!(totals, [Some("11".to_owned())]);
}

#[test]
fn the_drop_downs_of_an_entry_are_its_findings() {
    for program in rulebooks() {
        let bytes = form(&program, Lang::Zh).unwrap();
        let (lists, choices) = (sheet(&bytes, "字典"), sheet(&bytes, "选项"));
        for list in lists.iter().filter(|list| !list[0].is_empty()) {
            let (first, rows): (usize, usize) = (list[1].parse().unwrap(), list[2].parse().unwrap());
            let within = |row: usize| (first..first + rows).contains(&row);
            let named: Vec<usize> = (0..choices.len()).filter(|row| choices[*row][0] == list[0]).collect();
            assert!(!named.is_empty() && named.iter().all(|row| within(*row)) && named.len() == rows, "{}", list[0]);
        }
    }
}

#[test]
fn no_drop_down_is_longer_than_a_spreadsheet_takes() {
    for program in rulebooks() {
        edited(&form(&program, Lang::Zh).unwrap(), "xl/worksheets/sheet1.xml", |sheet| {
            let formulas: Vec<&str> = sheet.split("<formula1>").skip(1).filter_map(|rest| rest.split("</formula1>").next()).collect();
            assert!(formulas.len() >= 3 && formulas.iter().all(|formula| formula.len() <= 255 && !formula.starts_with('"')));
            sheet
        });
    }
}

/// The part of the form in which rows are filled in.
fn records_part(program: &Program, lang: Lang) -> String {
    let found = std::cell::RefCell::new(String::new());
    edited(&form(program, lang).unwrap(), "xl/worksheets/sheet1.xml", |sheet| {
        found.borrow_mut().clone_from(&sheet);
        sheet
    });
    found.into_inner()
}

#[test]
fn who_types_something_else_is_told_in_the_language_of_the_form() {
    for program in rulebooks() {
        let told = |lang: Lang| {
            let part = records_part(&program, lang);
            let texts = [" error=\"", " errorTitle=\""]
                .map(|name| part.split(name).skip(1).filter_map(|rest| rest.split('"').next()).collect::<String>());
            texts.concat()
        };
        let chinese = |text: &str| text.replace("其他", "").chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
        assert!(chinese(&told(Lang::Zh)) && !chinese(&told(Lang::En)), "{}", told(Lang::En));
        assert!(told(Lang::En).contains("Choose from the list"));
    }
}

/// MATCH takes a star for anything; that of a name is one.
#[test]
fn a_star_in_a_name_is_a_star() {
    let formulas = |rulebook: &str| records_part(&program(rulebook), Lang::Zh);
    let text = "对象: 窗口\n一、*消防 10分: 灭火器失效每具扣1分\n二、卫生 10分: 每处不洁扣1分\n";
    assert!(formulas(text).contains(r#"MATCH(SUBSTITUTE($B2,"*","~*"),字典!"#));
    assert!(!formulas(&text.replace('*', "")).contains("SUBSTITUTE"));
}

#[test]
fn a_blank_form_holds_no_rows_and_no_problems() {
    for program in rulebooks() {
        let blank = Input::new("检查表.xlsx", form(&program, Lang::Zh).unwrap());
        let records = read(&program, &[blank], None).unwrap();
        assert_eq!((problems(&records, Lang::Zh), records.files[0].read), (Vec::new(), 0));
    }
}

#[test]
fn the_same_rulebook_gives_the_same_bytes() {
    let program = program(RULEBOOK);
    assert_eq!(form(&program, Lang::Zh).unwrap(), form(&program, Lang::Zh).unwrap());
}

#[test]
fn what_a_form_offers() {
    let bytes = form(&program(RULEBOOK), Lang::Zh).unwrap();
    let shown = |name: &str| {
        sheet(&bytes, name).iter().map(|row| row.join(" | ").trim_end_matches([' ', '|']).to_owned()).collect::<Vec<_>>().join("\n")
    };
    insta::assert_snapshot!([shown("记录"), shown("选项"), shown("说明")].join("\n\n"));
}

#[test]
fn only_a_rulebook_of_several_objects_asks_for_their_names() {
    let headings = |program: &Program| sheet(&form(program, Lang::Zh).unwrap(), "记录").remove(0);
    let asks = |program: &Program| headings(program).contains(&"样本".to_owned());
    let programs = rulebooks();
    let asking: Vec<bool> = programs.iter().map(asks).collect();
    assert_eq!(asking, programs.iter().map(Program::has_objects).collect::<Vec<_>>());
    assert_eq!(asking.iter().filter(|asks| **asks).count(), 1);
}
