//! 分别, 各: one effect for each of a list, as many as there are amounts (无计划、无措施分别扣1分; 获一、二、三等奖的分别加5、3、1分).
//!
//! Not here: the words of places and prizes ([`super::places`]), and other alternatives ([`super::alternatives`]). Start at
//! [`Fold::respective`].

use std::ops::Range;

use chidu_values::Number;

use super::alternatives::AFTER_BOUND;
use super::label::label;
use super::region::Region;
use super::{Draft, Fold};
use super::{places, shared};
use crate::forms::{Act, Count, Limits, Manner, Piece, What};
use crate::reading::{Condition, GapKind, Kind, Op};

/// The order of a ranking.
const ORDERS: &[&str] =
    &["从高到低", "由高到低", "从低到高", "由低到高", "从大到小", "由大到小", "从小到大", "由小到大", "从多到少", "由多到少"];

impl Fold<'_> {
    /// 分别: a case for each alternative, as many as amounts where there are several.
    pub(super) fn respective(&self, region: &mut Region<'_>, act: &Act) -> Result<Vec<Vec<Condition>>, GapKind> {
        let places = region.pieces.iter().find_map(|piece| if let What::Rank { places, .. } = &piece.what { Some(places) } else { None });
        if let Some(places) = places.filter(|places| places.len() == act.amounts.len()) {
            if self.rank(region).is_some() {
                return self.listed_places(region, places);
            }
            let contest = self.contest(region);
            return Ok(places.iter().map(|place| vec![Condition::Label(format!("{contest}{place}"))]).collect());
        }
        if let Some(cases) = self.first_places(region, act).or_else(|| self.in_order(region, act)) {
            return Ok(cases);
        }
        if act.amounts.len() > 1 && (self.is_qualified_choice(region) || self.lists_levels_before(region, act.amounts.len())) {
            return Err(GapKind::Unrecognized);
        }
        let bounds = self.bounds_in(region);
        let cases = if bounds == 0 { shared::respective(self.listed(region, act.amounts.len())) } else { self.listed_bounds(region)? };
        let cases = by_stroke(cases, act.amounts.len());
        if act.amounts.len() < 2 && bounds == 0 && (self.lists_half_words(region) || cases.len() == 1 && parts_by_blank(region)) {
            return Err(GapKind::Unrecognized);
        }
        let names_it = |case: &Vec<Condition>| matches!(case.first(), Some(Condition::Label(label)) if ["分别", "分別"].iter().any(|word| label.contains(word)));
        // 三者勾选的,各得1分; 四领域,每领域及格者各得3分: what holds of each stands with the last.
        let of_each = |case: &Vec<Condition>| matches!(case.first(), Some(Condition::Label(label)) if ["三者", "两者", "二者", "四者", "每领域", "每領域", "每项", "每項"].iter().any(|word| label.contains(word)));
        if cases.len() > 1 && cases.iter().any(of_each) || cases.iter().any(names_it) || shared::negates_first_alone(&cases) {
            return Err(GapKind::Unrecognized);
        }
        if act.amounts.len() < 2 && bounds == 0 && (shared::fails_before_list(&cases) || shared::fails_midway(&cases)) {
            return Err(GapKind::Unrecognized);
        }
        match act.amounts.len() {
            // 因工作不力,导致甲的,或导致乙的,分别扣1分: why, and then what.
            0 | 1 if bounds == 0 && (self.has_background(region) || self.has_lead(region, &cases)) => Err(GapKind::Unrecognized),
            // 辱骂、殴打等行为分别扣5分: the list only says what kinds there are.
            // 弄虚作假,代打卡双方各扣2分: a pair, and no second finding.
            0 | 1 if bounds == 0 && (is_sample(&cases) || names_pair(&cases)) => Ok(vec![vec![Condition::Label(self.whole(region))]]),
            0 | 1 if bounds == 0 && !shared::is_told_apart(&cases) => Err(GapKind::Unrecognized),
            0 | 1 => Ok(cases),
            wanted if wanted == cases.len() => Ok(cases),
            wanted if bounds == 0 && cases.len() == 1 => {
                self.same_prizes(&cases, wanted).or_else(|| shared::joined(&cases, wanted)).ok_or(GapKind::Unrecognized)
            }
            _ => Err(GapKind::Unrecognized),
        }
    }

    /// 国家级一、二、三等奖分别加5、3、2分,省级分别加3、2、1分: the prizes that the effects before have named, of another level.
    fn same_prizes(&self, cases: &[Vec<Condition>], wanted: usize) -> Option<Vec<Vec<Condition>>> {
        let [level] = cases else { return None };
        let [Condition::Label(level)] = level.as_slice() else { return None };
        let first = self.drafts.len().checked_sub(wanted)?;
        let before = self.drafts.get(first..)?;
        // 一、二、三等奖 and two amounts: of which two is not said.
        let earlier = first.checked_sub(1).and_then(|at| self.drafts.get(at));
        if earlier.is_some_and(|earlier| before.iter().any(|draft| draft.effect.span == earlier.effect.span)) {
            return None;
        }
        let prizes: Vec<&str> =
            before.iter().filter(|draft| draft.effect.sentence + 1 >= self.sentence).map(prize).collect::<Option<_>>()?;
        let distinct = prizes.iter().enumerate().all(|(at, one)| prizes.iter().skip(at + 1).all(|other| other != one));
        let named = level.ends_with(['级', '級']) && level.chars().count() <= 6;
        (named && distinct && prizes.len() == wanted)
            .then(|| prizes.iter().map(|prize| vec![Condition::Label(format!("{level}{prize}"))]).collect())
    }

    /// 少建一个或已建,但未达标的: of which of the two 但 speaks is not told by the commas.
    fn is_qualified_choice(&self, region: &Region<'_>) -> bool {
        let mut parts = region.pieces.split(|piece| matches!(piece.what, What::Comma));
        let first = parts.next().unwrap_or_default();
        let text = |piece: &Piece| self.folded.text.get(piece.at.clone()).unwrap_or("").trim_start();
        let qualified = parts.filter_map(|part| part.first()).any(|piece| text(piece).starts_with('但'));
        qualified && first.iter().any(|piece| matches!(piece.what, What::Either))
    }

    /// 计算机二、三级,英语四、六级分别加4、6分: two lists of levels, and amounts for one.
    fn lists_levels_before(&self, region: &Region<'_>, wanted: usize) -> bool {
        let start = self.list_start(region, wanted);
        let before: String = region.pieces.iter().take(start).map(|piece| self.text(piece)).collect();
        let level = |c: char| "一二三四五六甲乙丙".contains(c) || c.is_ascii_digit() || c.is_ascii_uppercase();
        let parts: Vec<&str> = before.split('、').collect();
        parts.windows(2).any(|pair| matches!(pair, [one, next] if one.ends_with(level) && next.starts_with(level)))
    }

    /// 竞赛获 of 竞赛获第1、2、3名: what the places are of.
    fn contest(&self, region: &Region<'_>) -> String {
        let place = region.pieces.iter().position(|piece| matches!(piece.what, What::Rank { .. })).unwrap_or_default();
        label(&self.words(&region.left(0..place)))
    }

    /// 排名第一、二、三名的分别加3分、2分、1分: the places among the subjects, from the top or the bottom.
    fn listed_places(&self, region: &Region<'_>, places: &[String]) -> Result<Vec<Vec<Condition>>, GapKind> {
        let index = region.last(|what| matches!(what, What::Rank { .. })).ok_or(GapKind::Unrecognized)?;
        let from_end = region.at(index).is_some_and(|piece| self.text(piece).contains("倒数"));
        let number = |place: &String| -> Option<Number> {
            let place = place.trim_start_matches('第').trim_end_matches(['名', '位']);
            chidu_syntax::numeral(place).unwrap_or_else(|| place.to_owned()).parse().ok()
        };
        let measure = if from_end { "倒数名次" } else { "名次" };
        let case = |value: Number| vec![Condition::Compare { measure: measure.to_owned(), op: Op::Is, value, unit: "名".to_owned() }];
        places.iter().map(|place| number(place).map(case).ok_or(GapKind::Unrecognized)).collect()
    }

    /// 取前三名,分别按5、3、2分计分: a place for each amount. Places of a contest are findings.
    fn first_places(&self, region: &Region<'_>, act: &Act) -> Option<Vec<Vec<Condition>>> {
        let index = region.last(|what| matches!(what, What::Rank { .. }))?;
        if let Some(Piece { what: What::Rank { place: Some(place @ Condition::Within { .. }), .. }, .. }) = region.at(index) {
            return self.places_within(region, place, act);
        }
        let Some(Piece { what: What::Rank { place: Some(Condition::Compare { measure, op: Op::AtMost, value, unit }), .. }, .. }) =
            region.at(index)
        else {
            return None;
        };
        // 后三名分别扣3、2、1分: the last of them loses most. Of rising amounts, or of points that are given, it is not said who has which.
        let falls = act.amounts.windows(2).all(|pair| matches!(pair, [more, less] if more > less));
        let from_end = measure == "倒数名次" && act.kind == Kind::Deduct && falls && self.rank(region).is_some();
        let counted =
            (measure == "名次" || from_end) && unit == "名" && act.amounts.len() > 1 && *value == Number::from(act.amounts.len() as i64);
        let ranked = self.rank(region).is_some();
        let contest = Some(self.contest(region)).filter(|words| !words.ends_with('取')).unwrap_or_default();
        let case = |place: i64| match ranked {
            false => Condition::Label(format!("{contest}第{place}名")),
            true => Condition::Compare { measure: measure.clone(), op: Op::Is, value: Number::from(place), unit: unit.clone() },
        };
        counted.then(|| (1..=act.amounts.len() as i64).map(|place| vec![case(place)]).collect())
    }

    /// 排名1-5名依次得60、57、54、51、48分: as many places as amounts.
    fn places_within(&self, region: &Region<'_>, place: &Condition, act: &Act) -> Option<Vec<Vec<Condition>>> {
        let Condition::Within { measure, low: Some(low), high: Some(high), unit, .. } = place else { return None };
        let count = Number::from(i64::try_from(act.amounts.len()).ok()?);
        let fits = act.amounts.len() > 1 && &(high - low) + &Number::ONE == count && measure == "名次" && unit == "名";
        let contest = self.contest(region);
        let ranked = self.rank(region).is_some();
        let case = |at: usize| {
            let value = low + &Number::from(i64::try_from(at).unwrap_or(i64::MAX));
            match ranked {
                true => Condition::Compare { measure: measure.clone(), op: Op::Is, value, unit: unit.clone() },
                false => Condition::Label(format!("{contest}第{value}名")),
            }
        };
        fits.then(|| (0..act.amounts.len()).map(|at| vec![case(at)]).collect())
    }

    /// 辍学率按从低到高分别得10、8、6、4分: a place for each amount, in the order that is said.
    fn in_order(&self, region: &Region<'_>, act: &Act) -> Option<Vec<Vec<Condition>>> {
        let several = act.amounts.len() > 1 && self.is_in_order(region);
        let case = |value: i64| {
            vec![Condition::Compare { measure: "名次".to_owned(), op: Op::Is, value: Number::from(value), unit: "名".to_owned() }]
        };
        several.then(|| (1..=act.amounts.len() as i64).map(case).collect())
    }

    /// One phrase that ends with an order, of one thing. 低于平均的按从高到低 ranks only some.
    pub(super) fn is_in_order(&self, region: &Region<'_>) -> bool {
        let plain = region.pieces.iter().all(|piece| matches!(piece.what, What::Text | What::Space | What::Comma));
        let words = self.whole(region);
        let core = ["排名", "排序", "排列"].iter().find_map(|word| words.strip_suffix(word)).unwrap_or(&words);
        plain && !words.contains([',', '，', '的']) && ORDERS.iter().any(|order| core.ends_with(order))
    }

    /// True where some of what commas part end in 的 and some do not: not all of them are alternatives.
    fn has_background(&self, region: &Region<'_>) -> bool {
        if region.pieces.iter().any(|piece| matches!(piece.what, What::Pause)) {
            return false;
        }
        let parts = region.pieces.split(|piece| matches!(piece.what, What::Comma));
        let text = |piece: &Piece| self.folded.text.get(piece.at.clone()).unwrap_or("").to_owned();
        let words = parts.map(|part| part.iter().map(text).collect::<String>());
        let ends: Vec<bool> =
            words.filter(|words| !words.trim().is_empty()).map(|words| words.trim_end().ends_with(['的', '者'])).collect();
        ends.len() > 2 && ends.iter().any(|ends| *ends) && !ends.iter().all(|ends| *ends)
    }

    /// 每月检查,无计划,无措施各扣1分: of what commas part the first says only when or how, and is no finding.
    fn has_lead(&self, region: &Region<'_>, cases: &[Vec<Condition>]) -> bool {
        let parted = |what: fn(&What) -> bool| region.pieces.iter().any(|piece| what(&piece.what));
        !parted(|what| matches!(what, What::Pause)) && parted(|what| matches!(what, What::Comma)) && shared::leads(cases)
    }

    /// 大、小药瓶未检查的各扣1分: what pauses part is one word, and no list of things.
    fn lists_half_words(&self, region: &Region<'_>) -> bool {
        let half = |piece: &Piece| ["大", "小", "左", "右", "上", "下", "内", "外", "前", "后"].contains(&self.text(piece).trim());
        let mut parts = region.pieces.split(|piece| matches!(piece.what, What::Pause | What::Comma));
        parts.any(|part| matches!(part, [only] if matches!(only.what, What::Text) && half(only)))
    }

    fn whole(&self, region: &Region<'_>) -> String {
        label(&self.words(&region.left(0..region.pieces.len())))
    }

    /// 低于80%、70%、60%: one measure against several numbers.
    fn listed_bounds(&self, region: &Region<'_>) -> Result<Vec<Vec<Condition>>, GapKind> {
        let Some(index) = region.pieces.iter().position(|piece| matches!(piece.what, What::Bound(_))) else {
            return Err(GapKind::Unrecognized);
        };
        let Some(Piece { what: What::Bound(bound), .. }) = region.pieces.get(index) else { return Err(GapKind::Unrecognized) };
        let Limits::One(op, value) = &bound.limits else { return Err(GapKind::Unrecognized) };
        let measure = self.measure(region, index);
        let mut values = vec![value.clone()];
        for piece in region.pieces.iter().skip(index + 1) {
            match &piece.what {
                What::Quantity(number, unit) if *unit == bound.unit => values.push(number.clone()),
                What::Count(count) if count.unit == bound.unit => values.push(count.number.clone()),
                What::Pause | What::Comma | What::Space => {}
                What::Text if AFTER_BOUND.contains(&self.text(piece)) => {}
                _ => return Err(GapKind::Unrecognized),
            }
        }
        let case = |value: Number| vec![Condition::Compare { measure: measure.clone(), op: *op, value, unit: bound.unit.clone() }];
        Ok(values.into_iter().map(case).collect())
    }

    /// 参加数学、英语竞赛,获一、二、三等奖,分别: where the phrase begins whose list is as long as the amounts; else the region's beginning.
    fn list_start(&self, region: &Region<'_>, wanted: usize) -> usize {
        let words = |piece: &Piece| matches!(piece.what, What::Text | What::Pause);
        let Some(last) = region.pieces.iter().rposition(words) else { return 0 };
        let phrase = region.phrase(last);
        let pauses = region.pieces.get(phrase.clone()).unwrap_or_default().iter().filter(|piece| matches!(piece.what, What::Pause)).count();
        if wanted > 1 && pauses + 1 == wanted { phrase.start } else { 0 }
    }

    /// 每迟到、早退一次各…: the alternatives that stand between 每 and its counting word.
    fn split_words(&self, region: &Region<'_>, labels: Vec<String>) -> Vec<String> {
        let listed = region.pieces.iter().any(|piece| match &piece.what {
            What::Count(Count { manner: Manner::Each, verb: Some(verb), .. }) => self.words(std::slice::from_ref(verb)).contains('、'),
            _ => false,
        });
        let Some((last, before)) = labels.split_last().filter(|(last, _)| listed && last.contains('、')) else { return labels };
        // 不按时上下班,每迟到、早退一次各: what stands before the count is said of each of them.
        let of = |way: String| before.iter().chain(std::iter::once(&way)).map(String::as_str).collect::<Vec<_>>().join(",");
        last.split('、').map(label).filter(|part| !part.is_empty()).map(of).collect()
    }

    /// 无车辆、路段台账,无业主台账的: each of what commas part says by itself what is wrong, and what pauses part does not.
    fn commas_part_findings(&self, region: &Region<'_>) -> bool {
        const NOT: [char; 6] = ['未', '无', '没', '不', '無', '沒'];
        let words = |part: &[Piece]| label(&self.words(&part.iter().map(|piece| piece.at.clone()).collect::<Vec<_>>()));
        let parts = region.pieces.split(|piece| matches!(piece.what, What::Comma)).map(words).filter(|words| !words.is_empty());
        let parts: Vec<String> = parts.collect();
        let listed = |words: &String| words.split('、').skip(1).all(|item| !item.starts_with(NOT));
        parts.len() > 1 && parts.iter().all(|words| words.starts_with(NOT) && listed(words))
    }

    /// 无计划、无措施、无总结的: the alternatives of a list, by 、 where there is one, else by comma.
    fn listed(&self, region: &Region<'_>, wanted: usize) -> Vec<Vec<Condition>> {
        let has_pause = region
            .pieces
            .iter()
            .enumerate()
            .any(|(index, piece)| matches!(piece.what, What::Pause) && !region.left(index..index + 1).is_empty());
        let by_comma = has_pause && wanted < 2 && self.commas_part_findings(region);
        let has_pause = has_pause && !by_comma;
        let own = self.list_start(region, wanted);
        let splits = |piece: &Piece| if has_pause { matches!(piece.what, What::Pause) } else { matches!(piece.what, What::Comma) };
        let mut items: Vec<Vec<Range<usize>>> = vec![Vec::new()];
        for (index, piece) in region.pieces.iter().enumerate() {
            if splits(piece) && index >= own {
                items.push(Vec::new());
            } else if let Some(item) = items.last_mut() {
                item.extend(region.left(index..index + 1));
            }
        }
        let labels: Vec<String> = items.iter().map(|item| label(&self.words(item))).filter(|label| !label.is_empty()).collect();
        // 不当面交接,而以电话交接的: one finding, and no alternatives.
        if !has_pause && labels.iter().skip(1).any(|label| label.starts_with(['而', '并', '却', '仍'])) {
            return vec![vec![Condition::Label(self.whole(region))]];
        }
        let labels = if has_pause { labels } else { self.split_words(region, labels) };
        if let Some(labels) = places::and_another(&labels).filter(|labels| labels.len() == wanted) {
            return labels.into_iter().map(|label| vec![Condition::Label(label)]).collect();
        }
        let labels = places::and_level(labels, wanted);
        let cases: Vec<Vec<Condition>> =
            places::spread(places::lacking(labels)).into_iter().map(|label| vec![Condition::Label(label)]).collect();
        if cases.is_empty() { vec![Vec::new()] } else { cases }
    }
}

/// 一等奖 of 国家级一等奖.
fn prize(draft: &Draft) -> Option<&str> {
    let [Condition::Label(label)] = draft.effect.when.as_slice() else { return None };
    let head = label.strip_suffix(['奖', '獎'])?.strip_suffix('等')?;
    let place = head.chars().next_back()?;
    label.get(head.len() - place.len_utf8()..)
}

/// 代打卡双方: the two of one finding.
fn names_pair(cases: &[Vec<Condition>]) -> bool {
    let last = cases.last().and_then(|case| case.first());
    matches!(last, Some(Condition::Label(last)) if ["双方", "雙方", "两人", "兩人", "二人"].iter().any(|pair| last.ends_with(pair)))
}

/// 国家级/省级/市级: alternatives that strokes part, as many as amounts.
fn by_stroke(cases: Vec<Vec<Condition>>, wanted: usize) -> Vec<Vec<Condition>> {
    let [case] = cases.as_slice() else { return cases };
    let [Condition::Label(words)] = case.as_slice() else { return cases };
    let parts: Vec<String> = words.split(['/', '／']).map(label).filter(|part| !part.is_empty()).collect();
    if wanted < 2 || parts.len() != wanted {
        return cases;
    }
    places::spread(parts).into_iter().map(|part| vec![Condition::Label(part)]).collect()
}

/// True where the last of a list goes on with 等 and a noun.
fn is_sample(cases: &[Vec<Condition>]) -> bool {
    let last = cases.last().and_then(|case| case.first());
    let Some(Condition::Label(last)) = last else { return false };
    cases.len() > 1
        && last.split_once('等').is_some_and(|(before, after)| {
            !before.is_empty() && after.chars().count() > 1 && !after.starts_with(['级', '次', '级', '獎', '奖'])
        })
}

/// 少一件 放置乱各扣1分: two cells of a table, and a blank between them.
fn parts_by_blank(region: &Region<'_>) -> bool {
    let words = |piece: &Piece| matches!(piece.what, What::Text | What::Count(_));
    let first = region.pieces.iter().position(words);
    let last = region.pieces.iter().rposition(words);
    let within = first.zip(last).and_then(|(first, last)| region.pieces.get(first..last)).unwrap_or_default();
    within.iter().any(|piece| matches!(piece.what, What::Space))
}
