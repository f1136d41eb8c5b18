//! What is wrong with the arguments, in both languages: clap finds it, and speaks English only.

use std::ffi::OsString;

use chidu_diagnostics::{Lang, Text};
use clap::Error;
use clap::error::{ContextKind, ContextValue, ErrorKind};

use crate::command::command;

/// The words for an error of the arguments, with the usage that would be right and where to read on.
pub fn words(error: &Error, arguments: &[OsString], lang: Lang) -> String {
    let mut text = message(error, lang).get(lang).to_owned();
    if let Some(suggestion) = suggestion(error) {
        text.push_str(&match lang {
            Lang::Zh => format!("；是否应为“{suggestion}”？"),
            Lang::En => format!("; did you mean “{suggestion}”?"),
        });
    }
    text + &advice(arguments, lang)
}

/// How the command is typed, where the arguments name one, and the help to look at.
fn advice(arguments: &[OsString], lang: Lang) -> String {
    let mut whole = command(lang);
    let named = arguments.iter().skip(1).filter_map(|word| word.to_str()).find(|word| whole.find_subcommand(word).is_some());
    let Some(found) = named.and_then(|name| whole.find_subcommand_mut(name)) else {
        return Text::new("\n用 chidu --help 查看全部命令", "\nsee chidu --help for all commands").get(lang).to_owned();
    };
    let usage = found.render_usage().to_string();
    let usage = usage.trim_start_matches("Usage: ").trim();
    let name = found.get_name();
    match lang {
        Lang::Zh => format!("\n用法: {usage}\n用 chidu {name} --help 查看说明"),
        Lang::En => format!("\nUsage: {usage}\nsee chidu {name} --help"),
    }
}

fn message(error: &Error, lang: Lang) -> Text {
    let argument = bare(&context(error, ContextKind::InvalidArg, lang));
    let value = context(error, ContextKind::InvalidValue, lang);
    match error.kind() {
        ErrorKind::InvalidSubcommand => {
            let word = context(error, ContextKind::InvalidSubcommand, lang);
            Text::new(format!("没有“{word}”这个命令"), format!("there is no command “{word}”"))
        }
        ErrorKind::UnknownArgument if !argument.starts_with('-') => {
            Text::new(format!("“{argument}”是多出来的"), format!("“{argument}” is one too many"))
        }
        ErrorKind::UnknownArgument => Text::new(format!("没有“{argument}”这个选项"), format!("there is no option “{argument}”")),
        ErrorKind::MissingRequiredArgument => Text::new(format!("还缺少 {argument}"), format!("missing: {argument}")),
        ErrorKind::InvalidValue if value.is_empty() => Text::new(format!("{argument} 后面要有值"), format!("{argument} needs a value")),
        ErrorKind::InvalidValue => {
            let valid = context(error, ContextKind::ValidValue, lang);
            Text::new(format!("{argument} 不能是“{value}”，可以是 {valid}"), format!("{argument} cannot be “{value}”; it can be {valid}"))
        }
        ErrorKind::ValueValidation => Text::new(format!("{argument} 不能是“{value}”"), format!("{argument} cannot be “{value}”")),
        ErrorKind::TooManyValues => Text::new(format!("{argument} 后面不跟值"), format!("{argument} takes no value")),
        ErrorKind::ArgumentConflict => conflict(&argument, &bare(&context(error, ContextKind::PriorArg, lang))),
        ErrorKind::MissingSubcommand | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            Text::new("请给出命令", "a command is missing")
        }
        ErrorKind::InvalidUtf8 => Text::new("参数不是有效的文字", "an argument is not valid text"),
        _ => Text::new(format!("{argument} 用法不对"), format!("{argument} is not used that way")),
    }
}

fn conflict(argument: &str, prior: &str) -> Text {
    match argument == prior {
        true => Text::new(format!("{argument} 只能给出一次"), format!("{argument} can be given only once")),
        false => Text::new(format!("{argument} 与 {prior} 不能同时使用"), format!("{argument} cannot be used with {prior}")),
    }
}

fn suggestion(error: &Error) -> Option<String> {
    let kinds = [ContextKind::SuggestedSubcommand, ContextKind::SuggestedArg, ContextKind::SuggestedValue];
    kinds.iter().map(|kind| bare(&context(error, *kind, Lang::Zh))).find(|text| !text.is_empty())
}

/// An argument as one speaks of it: an option without the name of its value (`--lang <zh|en>`), a place without brackets and dots.
fn bare(argument: &str) -> String {
    let place = |word: &str| word.trim_end_matches("...").trim_matches(['<', '>', '[', ']']).to_owned();
    let spoken = |word: &str| match word.starts_with('-') {
        true => word.split([' ', '=']).next().unwrap_or(word).to_owned(),
        false => place(word),
    };
    argument.split('\n').map(spoken).collect::<Vec<_>>().join(if argument.is_ascii() { ", " } else { "、" })
}

/// What clap knows of an error; several words stand one a line where they are arguments, in a row where they are values.
fn context(error: &Error, kind: ContextKind, lang: Lang) -> String {
    match error.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(texts)) if kind == ContextKind::ValidValue => texts.join(if lang == Lang::Zh { "、" } else { ", " }),
        Some(ContextValue::Strings(texts)) => texts.join("\n"),
        Some(ContextValue::Number(number)) => number.to_string(),
        _ => String::new(),
    }
}
