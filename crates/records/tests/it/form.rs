//! The blank form of a rulebook, and that each choice which it offers is a valid row.

use std::collections::BTreeSet;
use std::io::Cursor;
use std::path::Path;

use calamine::{Data, Reader, Xlsx};
use chidu_analysis::program::{Amount, Program};
use chidu_diagnostics::Lang;
use chidu_records::{Input, form, read};
use rust_xlsxwriter::Workbook;

use crate::support::{RULEBOOK, problems, program};

type Rows = Vec<Vec<String>>;

fn rulebooks() -> Vec<Program> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../rulebooks");
    let of = |name: &str| program(&std::fs::read_to_string(folder.join(name).join("rulebook.chidu")).unwrap());
    let mut programs: Vec<Program> = ["customer-satisfaction", "hospital-windows", "postal-stars"].map(of).into();
    programs.push(program(RULEBOOK));
    programs.push(program("修约: 四舍五入保留两位小数\n对象: 科室\n病历 10分: 抽查1份病历, 每处缺陷扣1分, 缺页的扣2分, 取平均分\n"));
    programs
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
                "样本" => "A1".to_owned(),
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
        let wanted = (0..).map(chidu_analysis::program::FactId).take(program.facts.len());
        let wanted: BTreeSet<_> = wanted.filter(|fact| !program.is_silent(*fact)).collect();
        assert_eq!(stated, wanted, "{:?}", program.title);
    }
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
