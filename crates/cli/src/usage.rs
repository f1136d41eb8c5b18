//! What is wrong with the arguments, in both languages: clap finds it, and speaks English only.

use chidu_diagnostics::{Lang, Text};
use clap::Error;
use clap::error::{ContextKind, ContextValue, ErrorKind};

/// The words for an error of the arguments, with the usage that would be right.
pub fn words(error: &Error, lang: Lang) -> String {
    let mut text = message(error).get(lang).to_owned();
    if let Some(suggestion) = suggestion(error) {
        text.push_str(&match lang {
            Lang::Zh => format!("；是否应为“{suggestion}”？"),
            Lang::En => format!("; did you mean “{suggestion}”?"),
        });
    }
    let help = match lang {
        Lang::Zh => "\n用 chidu --help 查看用法",
        Lang::En => "\nsee chidu --help",
    };
    text + help
}

fn message(error: &Error) -> Text {
    let argument = context(error, ContextKind::InvalidArg);
    let value = context(error, ContextKind::InvalidValue);
    match error.kind() {
        ErrorKind::InvalidSubcommand => {
            let word = context(error, ContextKind::InvalidSubcommand);
            Text::new(format!("没有“{word}”这个命令"), format!("there is no command “{word}”"))
        }
        ErrorKind::UnknownArgument => Text::new(format!("没有“{argument}”这个选项"), format!("there is no option “{argument}”")),
        ErrorKind::MissingRequiredArgument => Text::new(format!("还缺少 {argument}"), format!("{argument} is missing")),
        ErrorKind::InvalidValue if value.is_empty() => Text::new(format!("{argument} 后面要有值"), format!("{argument} needs a value")),
        ErrorKind::InvalidValue => {
            let valid = context(error, ContextKind::ValidValue);
            Text::new(
                format!("{argument} 不能是“{value}”（可以是 {valid}）"),
                format!("{argument} cannot be “{value}” (it can be {valid})"),
            )
        }
        ErrorKind::ValueValidation => Text::new(format!("{argument} 不能是“{value}”"), format!("{argument} cannot be “{value}”")),
        ErrorKind::ArgumentConflict => {
            let prior = context(error, ContextKind::PriorArg);
            Text::new(format!("{argument} 与 {prior} 不能同时使用"), format!("{argument} cannot be used with {prior}"))
        }
        ErrorKind::MissingSubcommand | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            Text::new("请给出命令", "a command is missing")
        }
        ErrorKind::InvalidUtf8 => Text::new("参数不是有效的文字", "an argument is not valid text"),
        _ => Text::new(format!("{argument} 用法不对"), format!("{argument} is not used that way")),
    }
}

fn suggestion(error: &Error) -> Option<String> {
    let kinds = [ContextKind::SuggestedSubcommand, ContextKind::SuggestedArg, ContextKind::SuggestedValue];
    kinds.iter().map(|kind| context(error, *kind)).find(|text| !text.is_empty())
}

fn context(error: &Error, kind: ContextKind) -> String {
    match error.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(texts)) => texts.join(", "),
        Some(ContextValue::Number(number)) => number.to_string(),
        _ => String::new(),
    }
}
