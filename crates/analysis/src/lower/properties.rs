//! Properties of a rulebook: 施行, 对象, 周期, 修约, 缺项 and the like.

use chidu_syntax::ast::Property;
use chidu_syntax::fold_str;
use chidu_values::{Date, Mode, Number, PeriodKind, Rounding};

use super::{Fault, Lowering};
use crate::program::{MissingPolicy, RoundingRule};
use crate::read::Convention;

impl Lowering<'_> {
    pub(super) fn properties(&mut self) {
        self.program.title = Some(self.tree.root.name.text.trim().to_owned()).filter(|title| !title.is_empty());
        for property in &self.tree.properties {
            self.program.properties.push((property.key.text.clone(), property.value.text.clone()));
            if self.property(property).is_none() {
                self.fault(Fault::PropertyValue { key: property.key.text.clone(), span: property.value.span });
            }
        }
    }

    /// Takes one property; `None` where its value is not understood.
    fn property(&mut self, property: &Property) -> Option<()> {
        let value = fold_str(property.value.text.trim());
        match fold_str(property.key.text.trim()).as_ref() {
            "对象" => self.program.subject = property.value.text.trim().to_owned(),
            "周期" => self.program.period = PeriodKind::of(&value)?,
            "施行" => self.program.effective = Some(date(&value)?),
            "废止" => {
                date(&value)?;
            }
            "修约" if value.starts_with('不') => self.program.rounding = None,
            "修约" => self.program.rounding = Some(rounding(&value)?),
            "缺项" => self.program.missing = missing(&value)?,
            "总分最高" => self.program.ceiling = Some(value.trim_end_matches('分').trim().parse::<Number>().ok()?),
            "可为负分" => self.program.may_be_negative = yes(&value)?,
            "本数" => self.convention(&value)?,
            _ => {}
        }
        Some(())
    }

    /// `以上包括本数, 以下不包括本数`.
    fn convention(&mut self, value: &str) -> Option<()> {
        let said = Convention::of(value);
        self.convention = Convention { above: said.above.or(self.convention.above), below: said.below.or(self.convention.below) };
        (said != Convention::default()).then_some(())
    }
}

/// A date as official documents write it: 2026年1月1日, 2026-01-01, 2026.1.1, 2026/1/1.
fn date(text: &str) -> Option<Date> {
    let text = text.trim_end_matches("起施行").trim_end_matches('起').trim_end_matches('日');
    let mut parts = text.split(['年', '月', '-', '.', '/']).map(str::trim);
    let year = parts.next()?.parse().ok()?;
    let month = parts.next()?.parse().ok()?;
    let day = parts.next()?.parse().ok()?;
    parts.next().is_none().then(|| Date::new(year, month, day))?
}

/// 四舍五入保留两位小数 · 保留整数 · GB/T 8170, 保留一位小数 · 各项四舍五入保留一位小数.
fn rounding(text: &str) -> Option<RoundingRule> {
    let even = ["8170", "四舍六入", "五成双", "奇进偶舍", "银行家"].iter().any(|word| text.contains(word));
    if !even && !text.contains("四舍五入") && !text.contains("保留") && !text.contains("取整") {
        return None;
    }
    let items = ["各项", "每项", "单项", "各评分项", "评分项", "项目得分"].iter().any(|word| text.contains(word));
    let mode = if even { Mode::HalfEven } else { Mode::HalfUp };
    Some(RoundingRule { rounding: Rounding { mode, places: places(text)? }, items })
}

/// How many places are kept: 两位小数, 2位小数, 小数点后两位, 整数, 个位, 到0.1.
fn places(text: &str) -> Option<u32> {
    if ["整数", "取整", "个位"].iter().any(|word| text.contains(word)) {
        return Some(0);
    }
    if let Some((before, _)) = text.split_once('位') {
        let word = before.chars().last()?.to_string();
        return chidu_syntax::numeral(&word).unwrap_or(word).parse().ok();
    }
    let (_, step) = text.split_once("0.")?;
    let zeros = step.chars().take_while(|c| *c == '0').count();
    u32::try_from(zeros + 1).ok()
}

fn missing(text: &str) -> Option<MissingPolicy> {
    let found = [
        ("折算", MissingPolicy::Rescale),
        ("不计入", MissingPolicy::Rescale),
        ("零分", MissingPolicy::Zero),
        ("0分", MissingPolicy::Zero),
        ("满分", MissingPolicy::Full),
    ];
    found.into_iter().find(|(word, _)| text.contains(word)).map(|(_, policy)| policy)
}

fn yes(text: &str) -> Option<bool> {
    match text {
        "" | "是" | "可以" | "可" | "允许" => Some(true),
        "否" | "不可以" | "不可" | "不允许" => Some(false),
        _ => None,
    }
}
