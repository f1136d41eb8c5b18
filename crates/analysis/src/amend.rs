//! Small changes of an author's words that fixes are made of: another figure in place of a number, a unit behind one.
//!
//! Not here: what is wrong, and whether a change is certain (each lint says that of its own). Start at [`figure`].

use chidu_diagnostics::{Diagnostic, Span, Text};
use chidu_values::Number;

/// Where the last number of some words stands, in figures of either width or in numerals.
fn number(words: &str) -> Option<(usize, usize)> {
    let in_figures = |c: char| chidu_syntax::fold_char(c).is_ascii_digit() || matches!(c, '.' | '．');
    let in_numerals = |c: char| "零〇一二三四五六七八九十百千两半".contains(c);
    last_run(words, in_figures).or_else(|| last_run(words, in_numerals))
}

fn last_run(words: &str, wanted: impl Fn(char) -> bool) -> Option<(usize, usize)> {
    let (last, c) = words.char_indices().rfind(|(_, c)| wanted(*c))?;
    let end = last + c.len_utf8();
    let start = words.get(..end)?.char_indices().rev().take_while(|(_, c)| wanted(*c)).last()?.0;
    Some((start, end))
}

/// The change that puts another figure in place of the last number of a place; `None` where there is none.
pub(crate) fn figure(text: &str, place: Span, figure: &Number) -> Option<(Span, String)> {
    let (start, end) = number(place.of(text))?;
    let from = place.start as usize;
    Some((Span::new(from + start, from + end), figure.to_string()))
}

/// The change that puts a unit right behind the last number of a place.
pub(crate) fn unit(text: &str, place: Span, unit: &str) -> Option<(Span, String)> {
    let (_, end) = number(place.of(text))?;
    Some((Span::at(place.start as usize + end), unit.to_owned()))
}

/// The number at the end of a name (`用语 5`, `用语(5)`): points without their 分, perhaps.
pub(crate) fn number_at_end(name: Span, text: &str) -> Option<Span> {
    let words = name.of(text).trim_end().trim_end_matches([')', '\u{ff09}']);
    let digits = |c: char| chidu_syntax::fold_char(c).is_ascii_digit() || c == '.';
    let before = words.trim_end_matches(digits);
    let start = name.start as usize;
    (before.len() < words.len() && !before.trim().is_empty()).then(|| Span::new(start + before.len(), start + words.len()))
}

/// Says of a number that is perhaps meant as points that its 分 is missing, and offers to put it there.
pub(crate) fn as_points(told: Diagnostic, number: Span, text: &str, help: Text) -> Diagnostic {
    let figure = number.of(text);
    let title = Text::new(format!("写成分值：{figure}分"), format!("make it points: {figure}分"));
    let label = Text::new("没有“分”，只当作名称的一部分", "without 分 it is part of the name");
    told.label(number, label).help(help).choice(title, vec![(Span::at(number.end as usize), "分".to_owned())])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn amended(words: &str) -> Option<String> {
        let (span, new) = figure(words, Span::new(0, words.len()), &Number::from(21))?;
        Some(format!("{}{new}{}", &words[..span.start as usize], &words[span.end as usize..]))
    }

    #[test]
    fn the_last_number_is_changed_and_nothing_else() {
        for (words, wanted) in [
            ("满分20分", Some("满分21分")),
            ("（１５．５分）", Some("（21分）")),
            ("1、2两项最多扣8分", Some("1、2两项最多扣21分")),
            ("满分一百分", Some("满分21分")),
            ("扣完为止", None),
        ] {
            assert_eq!(amended(words).as_deref(), wanted, "{words}");
        }
    }

    #[test]
    fn a_unit_stands_right_behind_the_number() {
        assert_eq!(unit("超过 20 的", Span::new(0, 13), "分钟"), Some((Span::at(9), "分钟".to_owned())));
    }
}
