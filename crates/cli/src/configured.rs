//! The `chidu.toml` that holds for a rulebook: found beside it or above, read each time, refused where something in it is not understood.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use chidu_configuration::{Configuration, NAME, places, read, tell};
use chidu_diagnostics::Text;

use crate::failure::Failure;

/// What holds for a rulebook; nothing is decided where there is no file. For standard input, what holds in the working folder.
pub fn of(path: &Path) -> Result<Configuration, Failure> {
    let place = if path.as_os_str() == "-" { Path::new(".") } else { path };
    Ok(nearest(place)?.map(|(_, configuration)| configuration).unwrap_or_default())
}

/// The folders and files that are meant where none is named: those of the nearest file, or all that lies in its folder.
pub fn folders() -> Result<Vec<PathBuf>, Failure> {
    let Some((file, configuration)) = nearest(Path::new("."))? else {
        return Err(Failure::new(
            format!("给出规则书或文件夹；也可以写一个 {NAME}，在 folders 里列出"),
            format!("name rulebooks or folders, or write a {NAME} that lists them under `folders`"),
        ));
    };
    let here = std::path::absolute(".").unwrap_or_default();
    let folder = file.parent().unwrap_or(Path::new("."));
    let folder = match folder.strip_prefix(&here) {
        Ok(relative) if relative.as_os_str().is_empty() => Path::new("."),
        Ok(relative) => relative,
        Err(_) => folder,
    };
    Ok(match configuration.folders.is_empty() {
        true => vec![folder.to_owned()],
        false => configuration.folders.iter().map(|name| if folder == Path::new(".") { name.into() } else { folder.join(name) }).collect(),
    })
}

fn nearest(path: &Path) -> Result<Option<(PathBuf, Configuration)>, Failure> {
    let absolute = std::path::absolute(path).map_err(|error| Failure::file(path, &error))?;
    for file in places(&absolute) {
        match fs::read_to_string(&file) {
            Ok(text) => return understood(&file, &text).map(|configuration| Some((file, configuration))),
            Err(error) if is_absent(&error) => {}
            Err(error) => return Err(Failure::file(&file, &error)),
        }
    }
    Ok(None)
}

/// Above a rulebook that is a file there is no `rulebook.chidu/chidu.toml`.
fn is_absent(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory)
}

fn understood(file: &Path, text: &str) -> Result<Configuration, Failure> {
    let (configuration, problems) = read(text);
    let here = std::path::absolute(".").unwrap_or_default();
    let shown = file.strip_prefix(&here).unwrap_or(file).display().to_string();
    let told: Vec<Text> = problems.iter().map(|problem| tell(&shown, text, problem)).collect();
    let lines = |side: fn(&Text) -> &str| told.iter().map(side).collect::<Vec<_>>().join("\n");
    match told.is_empty() {
        true => Ok(configuration),
        false => Err(Failure::new(lines(|text| &text.zh), lines(|text| &text.en))),
    }
}
