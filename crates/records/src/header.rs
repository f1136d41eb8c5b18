//! Which row holds the headings, and what each column means.
//!
//! Headings are known by meaning; `数据:` of the rulebook wins. Start at [`Layout::of`].

use chidu_analysis::label::nearest;
use chidu_syntax::fold_str;
use chidu_values::Unit;

use crate::names::{Names, Target};
use crate::problem::What;
use crate::table::{Line, Table};

/// What a column of any table may hold, beside facts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Field {
    Subject,
    Period,
    Year,
    Date,
    Entry,
    Finding,
    Count,
    Value,
    Source,
    Matter,
    Deducted,
    Added,
    Scored,
    /// Which exception of the rulebook the row names: 除外, 免责.
    Except,
    /// Which of several objects the row is about: 样本, 病历号, 当事人. Only where the rulebook has any.
    Object,
    /// Kept with the records, never scored: 备注, 证据.
    Remark,
}

/// What a column means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Meaning {
    Field(Field),
    Fact(Target),
    /// How many of these the count multiplies by, beside 次数: 人 of 人数.
    Times(String),
    /// Not used, and nothing is wrong with that.
    Unused,
}

/// A column that has a heading.
#[derive(Clone, Debug)]
pub(crate) struct Column {
    pub index: usize,
    /// As written.
    pub heading: String,
    pub meaning: Meaning,
    /// The unit in brackets behind the name: 等待时间(分钟).
    pub unit: Option<Unit>,
}

/// The columns of a table, and the place of its first line of data.
#[derive(Clone, Debug, Default)]
pub(crate) struct Layout {
    pub columns: Vec<Column>,
    /// Position in the table's lines.
    pub data: usize,
    /// One row a subject and period, in place of one row a finding.
    pub wide: bool,
    /// The headings' row.
    pub row: u32,
    /// How many cells the headings' line has; a cell behind them belongs to no column.
    pub width: usize,
    /// Problems with single columns: heading and what.
    pub problems: Vec<(String, What)>,
}

/// A table whose columns are not known.
#[derive(Clone, Debug)]
pub(crate) struct Unread {
    /// Position of the first line of data, as far as it is known.
    pub data: usize,
    pub what: What,
}

/// Headings stand within so many lines.
const DEPTH: usize = 10;

/// Headings of each field; those of a group are alike, and an earlier group is preferred over a later one.
const HEADINGS: &[(Field, &[&[&str]])] = &[
    (
        Field::Subject,
        &[
            &["对象", "考核对象", "被考核对象", "考评对象", "被考评对象", "评价对象", "subject"],
            &["被考核单位", "被考评单位", "被检查单位", "受检单位", "受检查单位", "检查对象", "被考核人", "被评价单位", "被检查对象"],
            &[
                "窗口",
                "单位",
                "科室",
                "部门",
                "姓名",
                "人员",
                "员工",
                "网点",
                "支局",
                "机构",
                "窗口名称",
                "单位名称",
                "科室名称",
                "部门名称",
                "网点名称",
                "机构名称",
                "名称",
                "班组",
                "门店",
                "考核单位",
                "name",
            ],
        ],
    ),
    (
        Field::Period,
        &[
            &["周期", "考核周期", "考评周期", "period"],
            &["月份", "考核月份", "季度", "考核季度", "期间", "年月", "月", "考核期", "所属期", "所属月份", "统计周期", "month"],
        ],
    ),
    (Field::Year, &[&["年度", "年份", "年", "考核年度", "year"]]),
    (
        Field::Date,
        &[
            &["日期", "检查日期", "考核日期", "考评日期", "date"],
            &[
                "时间",
                "检查时间",
                "考核时间",
                "发生日期",
                "发生时间",
                "评价日期",
                "评价时间",
                "登记日期",
                "记录日期",
                "发现日期",
                "发现时间",
            ],
        ],
    ),
    (
        Field::Entry,
        &[
            &["评分项", "entry"],
            &[
                "项目",
                "考核项目",
                "检查项目",
                "考评项目",
                "评价项目",
                "评分项目",
                "指标",
                "考核指标",
                "评价指标",
                "考核项",
                "检查项",
                "item",
            ],
            &["考核内容", "检查内容", "考评内容", "评价内容"],
            &["评分项编号", "项目编号", "指标编号", "条款", "条款编号", "条款号"],
        ],
    ),
    (
        Field::Finding,
        &[
            &["情形", "finding", "label"],
            &["问题", "扣分情形", "存在问题", "发现问题", "扣分事项", "违规情形", "问题情形", "扣分项", "扣分点", "加分情形"],
            &["评价", "评价结果", "选项", "答案"],
            &["问题描述", "扣分原因", "情况", "具体情形"],
        ],
    ),
    (
        Field::Count,
        &[
            &["次数", "count"],
            &[
                "数量",
                "处数",
                "人数",
                "件数",
                "个数",
                "起数",
                "例数",
                "发生次数",
                "问题数",
                "问题数量",
                "扣分次数",
                "票数",
                "份数",
                "times",
            ],
        ],
    ),
    (Field::Value, &[&["数值", "value"], &["值", "测量值", "实测值", "实际值", "指标值", "完成值", "统计值"]]),
    (Field::Source, &[&["评价主体", "source"], &["评分主体", "考核主体", "考评主体", "评价来源", "评价方"], &["评价人", "打分人", "来源"]]),
    (Field::Matter, &[&["事项编号", "matter"], &["事项号", "事项", "事件编号", "案件编号", "工单号", "工单编号"]]),
    (Field::Deducted, &[&["扣分", "deducted"], &["扣分值", "扣分数", "扣减分", "扣除分", "扣减分值"]]),
    (Field::Added, &[&["加分", "added"], &["加分值", "加分数"]]),
    (Field::Scored, &[&["得分", "score"], &["实得分", "实际得分", "评分", "打分", "得分值"]]),
    (
        Field::Except,
        &[
            &["除外", "except"],
            &["除外情形", "除外原因", "免责", "免责情形", "免责原因", "例外", "例外情形", "不计情形", "不计原因", "豁免"],
        ],
    ),
    (
        Field::Object,
        &[
            &["样本", "sample", "object"],
            &["样本号", "样本编号", "样本名称", "抽样对象", "抽查对象", "抽检对象", "抽查样本", "抽样编号", "抽查编号"],
            &[
                "病历号",
                "病案号",
                "住院号",
                "处方号",
                "处方编号",
                "档案号",
                "档案编号",
                "卷宗号",
                "案卷号",
                "学号",
                "工号",
                "当事人",
                "涉及人员",
                "相关人员",
                "被抽查人",
                "被抽查人员",
            ],
            PERSONS,
        ],
    ),
    (
        Field::Remark,
        &[&[
            "备注",
            "证据",
            "说明",
            "序号",
            "编号",
            "检查人",
            "检查人员",
            "考评员",
            "考核人",
            "记录人",
            "填表人",
            "登记人",
            "填报人",
            "照片",
            "附件",
            "电话",
            "联系电话",
            "地点",
            "依据",
            "整改情况",
            "整改措施",
            "整改期限",
            "整改时限",
            "责任人",
            "签字",
            "签名",
            "note",
            "evidence",
            "remark",
            "no",
            "id",
        ]],
    ),
];

/// Who it was, where another column says who is assessed.
const PERSONS: &[&str] = &["姓名", "人员", "员工", "责任人", "学生", "职工"];

impl Layout {
    /// Finds the headings of a table and reads them.
    pub(crate) fn of(table: &Table, names: &Names<'_>) -> Result<Self, Unread> {
        let depth = if table.named { 1 } else { DEPTH };
        let known = |line: &Line| {
            let fields = line.cells.iter().filter_map(|cell| field(&cell.text(), names)).collect::<Vec<_>>();
            let subject = fields.iter().any(|(field, _)| *field == Field::Subject);
            let facts = line.cells.iter().filter(|cell| field(&cell.text(), names).is_none() && is_fact(&cell.text(), names)).count();
            (subject, fields.len() + facts)
        };
        let lines = table.lines.iter().take(depth).map(known);
        // The last of equals wins in `max_by_key`, and the first line that fits holds the headings.
        let best = lines.enumerate().collect::<Vec<_>>().into_iter().rev().max_by_key(|(_, known)| *known);
        let Some((index, line)) = best.filter(|(_, known)| known.1 > 0).and_then(|(index, _)| Some((index, table.lines.get(index)?)))
        else {
            return Err(Unread { data: usize::from(table.named), what: What::NoHeader });
        };
        Self::read(line, index, names).map_err(|what| Unread { data: index + 1, what })
    }

    fn read(line: &Line, index: usize, names: &Names<'_>) -> Result<Self, What> {
        let mut layout = Layout { data: index + 1, row: line.row, width: line.cells.len(), ..Layout::default() };
        let headings: Vec<(usize, String)> =
            line.cells.iter().map(|cell| cell.text()).enumerate().filter(|(_, heading)| !heading.is_empty()).collect();
        let mut fields: Vec<(usize, Field, usize)> = Vec::new();
        for (index, heading) in &headings {
            if let Some((field, rank)) = field(heading, names) {
                fields.push((*index, field, rank));
            }
        }
        persons(&headings, &mut fields, names);
        if !fields.iter().any(|(_, field, _)| *field == Field::Subject) {
            return Err(What::NoSubjectColumn { headers: headings.into_iter().map(|(_, heading)| heading).collect() });
        }
        let long = is_long(&headings, &fields, names);
        for (index, heading) in headings {
            let meaning = match fields.iter().find(|(at, ..)| *at == index) {
                // A wide table's remarks on the whole row name no finding.
                Some((_, Field::Finding, _)) if !long => Meaning::Unused,
                Some((_, Field::Count, rank)) if counts_beside(&heading, *rank, &fields).is_some() => {
                    counts_beside(&heading, *rank, &fields).map_or(Meaning::Unused, Meaning::Times)
                }
                Some((_, field, rank)) => match preferred(*field, *rank, index, &fields, line)? {
                    Meaning::Unused if !long && is_fact(&heading, names) => layout.fact(&heading, names),
                    meaning => meaning,
                },
                None if long => layout.unused(&heading, &fields, names),
                None => layout.fact(&heading, names),
            };
            let unit = bracketed(&heading).1.map(|inner| Unit::of(&inner)).filter(Unit::is_measured);
            layout.columns.push(Column { index, heading, meaning, unit });
        }
        layout.wide = !long && layout.columns.iter().any(|column| matches!(column.meaning, Meaning::Fact(_)));
        Ok(layout)
    }

    /// A heading of a log that is no field's: a remark, unless it holds what the log should say elsewhere.
    fn unused(&mut self, heading: &str, fields: &[(usize, Field, usize)], names: &Names<'_>) -> Meaning {
        let near = near_field(heading, names).or_else(|| missed(heading, fields).map(str::to_owned));
        if near.is_some() || is_fact(heading, names) {
            self.problems.push((heading.to_owned(), What::UnknownColumn { header: heading.to_owned(), near }));
        }
        Meaning::Unused
    }

    /// What a heading of a wide table means that is no field's.
    fn fact(&mut self, heading: &str, names: &Names<'_>) -> Meaning {
        match target(heading, names) {
            Ok(Some(target)) => match self.columns.iter().find(|column| column.meaning == Meaning::Fact(target.clone())) {
                Some(other) => {
                    let what = What::DuplicateColumn { header: heading.to_owned(), other: other.heading.clone() };
                    self.problems.push((heading.to_owned(), what));
                    Meaning::Unused
                }
                None => Meaning::Fact(target),
            },
            Ok(None) => {
                let near = near_field(heading, names).or_else(|| near_fact(heading, names));
                self.problems.push((heading.to_owned(), What::UnknownColumn { header: heading.to_owned(), near }));
                Meaning::Unused
            }
            Err(what) => {
                self.problems.push((heading.to_owned(), what));
                Meaning::Unused
            }
        }
    }

    /// The column that says how many of a unit there were each time.
    pub(crate) fn times(&self, unit: &str) -> Option<&Column> {
        self.columns.iter().find(|column| matches!(&column.meaning, Meaning::Times(of) if of == unit))
    }

    /// The column that holds a field.
    pub(crate) fn field(&self, field: Field) -> Option<&Column> {
        self.columns.iter().find(|column| column.meaning == Meaning::Field(field))
    }
}

/// 姓名 beside 窗口 is who it was, where the rulebook tells objects apart and no other column names them.
fn persons(headings: &[(usize, String)], fields: &mut [(usize, Field, usize)], names: &Names<'_>) {
    let best = fields.iter().filter(|(_, field, _)| *field == Field::Subject).map(|(.., rank)| *rank).min();
    if !names.program.has_objects() || fields.iter().any(|(_, field, _)| *field == Field::Object) {
        return;
    }
    for (at, field, rank) in fields {
        let person = headings.iter().any(|(index, heading)| index == at && PERSONS.contains(&plain(heading).as_str()));
        let beside = *field == Field::Subject && best.is_some_and(|best| *rank > best) || *field == Field::Remark;
        if person && beside {
            *field = Field::Object;
        }
    }
}

/// A log of findings has a column of entries or findings. A heading that may as well be a remark (评价, 情况) makes no log of a table
/// with columns of facts.
fn is_long(headings: &[(usize, String)], fields: &[(usize, Field, usize)], names: &Names<'_>) -> bool {
    let strong = |(_, field, rank): &(usize, Field, usize)| *field == Field::Entry || (*field == Field::Finding && *rank <= CERTAIN);
    let weak = fields.iter().any(|(_, field, _)| *field == Field::Finding);
    let is_field = |index: &usize| fields.iter().any(|(at, ..)| at == index);
    fields.iter().any(strong) || (weak && !headings.iter().any(|(index, heading)| !is_field(index) && is_fact(heading, names)))
}

/// 人数 beside 次数 says how many there were each time: 人.
fn counts_beside(heading: &str, rank: usize, fields: &[(usize, Field, usize)]) -> Option<String> {
    let plainer = fields.iter().any(|(_, field, other)| *field == Field::Count && *other < rank);
    let unit = plain(heading).strip_suffix('数')?.to_owned();
    (plainer && unit.chars().count() == 1).then_some(unit)
}

/// Of several columns for one field, the one in the preferred group is used; two of the same group are ambiguous, except remarks.
fn preferred(field: Field, rank: usize, index: usize, fields: &[(usize, Field, usize)], line: &Line) -> Result<Meaning, What> {
    let rivals: Vec<&(usize, Field, usize)> = fields.iter().filter(|(_, other, _)| *other == field).collect();
    if field == Field::Remark {
        return Ok(Meaning::Field(field));
    }
    let best = rivals.iter().map(|(_, _, rank)| *rank).min().unwrap_or(rank);
    if rank > best {
        return Ok(Meaning::Unused);
    }
    if rivals.iter().any(|(at, _, other)| *at != index && *other == best) {
        let alike = rivals.iter().filter(|(_, _, rank)| *rank == best);
        return Err(What::AmbiguousColumn { headers: alike.map(|(at, ..)| line.cell(*at).text()).collect() });
    }
    Ok(Meaning::Field(field))
}

/// The field that a heading names, with the rank of its group: 0 is what `数据:` says, 1 the rulebook's own word for its subjects.
fn field(heading: &str, names: &Names<'_>) -> Option<(Field, usize)> {
    let wanted = plain(heading);
    let (base, _) = bracketed(heading);
    if let Some(meaning) = mapped(heading, names) {
        return listed(&plain(&meaning), names).map(|(field, _)| (field, 0));
    }
    let subject = plain(&names.program.subject);
    let own =
        |heading: &str| heading == subject || ["名称", "名", "号"].iter().any(|end| heading.strip_suffix(end) == Some(subject.as_str()));
    if !subject.is_empty() && !wanted.is_empty() && (own(&wanted) || own(&plain(&base))) {
        return Some((Field::Subject, if subject == "对象" { 2 } else { 1 }));
    }
    let found = listed(&wanted, names).or_else(|| listed(&plain(&base), names))?;
    // What the rulebook scores is no mere remark, whatever it is called.
    Some(found).filter(|(field, _)| *field != Field::Remark || !is_fact(heading, names))
}

/// Groups of headings up to this rank are plain; of findings, those behind it may be remarks.
const CERTAIN: usize = 3;

fn listed(heading: &str, names: &Names<'_>) -> Option<(Field, usize)> {
    let known = HEADINGS.iter().filter(|(field, _)| *field != Field::Object || names.program.has_objects());
    known.into_iter().find_map(|(field, groups)| {
        let rank = groups.iter().position(|group| group.contains(&heading))?;
        Some((*field, rank + 2))
    })
}

/// What `数据:` says a heading means.
fn mapped(heading: &str, names: &Names<'_>) -> Option<String> {
    let wanted = plain(heading);
    names.program.columns.iter().find(|(header, _)| plain(header) == wanted).map(|(_, meaning)| meaning.clone())
}

fn is_fact(heading: &str, names: &Names<'_>) -> bool {
    !heading.is_empty() && !matches!(target(heading, names), Ok(None))
}

fn target(heading: &str, names: &Names<'_>) -> Result<Option<Target>, What> {
    let meaning = mapped(heading, names);
    let written = meaning.as_deref().unwrap_or(heading);
    match names.heading(written)? {
        Some(target) => Ok(Some(target)),
        None => match bracketed(written) {
            (base, Some(_)) if !base.is_empty() => names.heading(&base),
            _ => Ok(None),
        },
    }
}

/// The field that a log lacks and that a heading sounds like: 发生几次 where nothing is headed 次数.
fn missed(heading: &str, fields: &[(usize, Field, usize)]) -> Option<&'static str> {
    let lacks = |wanted: Field| fields.iter().all(|(_, field, _)| *field != wanted);
    let ends = |ends: &[&str]| ends.iter().any(|end| plain(heading).ends_with(end));
    match () {
        () if lacks(Field::Count) && ends(&["次", "次数", "数量", "处数", "人数", "件数", "个数"]) => Some("次数"),
        () if lacks(Field::Value) && ends(&["数值", "实测", "测量值", "实际值", "结果值"]) => Some("数值"),
        () => None,
    }
}

fn near_field(heading: &str, names: &Names<'_>) -> Option<String> {
    let wanted = plain(heading);
    // A heading of two characters is one edit away from too many words.
    if wanted.chars().count() < 2 {
        return None;
    }
    let meant = |field: &Field| *field != Field::Remark && (*field != Field::Object || names.program.has_objects());
    let main = HEADINGS.iter().filter(|(field, _)| meant(field)).filter_map(|(_, groups)| groups.first());
    let words = main.flat_map(|group| group.iter().copied()).filter(|word| !word.is_ascii());
    let near = nearest(&wanted, words)?;
    let shared = near.chars().filter(|character| wanted.contains(*character)).count();
    (shared * 2 >= near.chars().count()).then(|| near.to_owned())
}

fn near_fact(heading: &str, names: &Names<'_>) -> Option<String> {
    let facts = names.program.facts.iter().map(|fact| fact.name.as_str());
    let entries = names.program.entries.iter().map(|entry| entry.name.as_str());
    nearest(heading, facts.chain(entries).filter(|name| !name.is_empty())).map(str::to_owned)
}

/// A heading as it is compared: folded, lower case, without spaces and punctuation.
fn plain(heading: &str) -> String {
    fold_str(heading).to_lowercase().chars().filter(|character| character.is_alphanumeric()).collect()
}

/// A heading and what stands in brackets behind it.
fn bracketed(heading: &str) -> (String, Option<String>) {
    let folded = fold_str(heading);
    match folded.split_once(['(', '[']) {
        Some((base, inner)) => {
            let inner = inner.split([')', ']']).next().unwrap_or_default().trim();
            (base.trim().to_owned(), (!inner.is_empty()).then(|| inner.trim_start_matches("单位").trim_start_matches(':').to_owned()))
        }
        None => (folded.trim().to_owned(), None),
    }
}
