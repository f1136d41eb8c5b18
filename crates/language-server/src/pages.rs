//! The pages of lints as files, for editors that open what the code of a diagnostic leads to.
//!
//! A page is written beside the user's other cached files when it is first told of, and only for a client that says that it follows such
//! links. Not here: what is on a page (`chidu_analysis::lints`). Start at [`address`].

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use chidu_diagnostics::Lang;
use tower_lsp::lsp_types::Url;

/// What was written, or could not be, since the program began.
static WRITTEN: Mutex<BTreeMap<(&str, &str), Option<Url>>> = Mutex::new(BTreeMap::new());

/// Where the page of a code can be read; `None` where it has none, or nothing can be written.
pub fn address(code: &'static str, lang: Lang) -> Option<Url> {
    let folder = match lang {
        Lang::Zh => "zh",
        Lang::En => "en",
    };
    let mut written = WRITTEN.lock().unwrap_or_else(PoisonError::into_inner);
    written.entry((code, folder)).or_insert_with(|| Url::from_file_path(write(&cache()?.join(folder), code, lang)?).ok()).clone()
}

fn write(folder: &Path, code: &str, lang: Lang) -> Option<PathBuf> {
    let page = chidu_analysis::lints::find(code)?.page(lang);
    let page = if page.starts_with("# ") { page } else { format!("# {code}\n\n{page}") };
    fs::create_dir_all(folder).ok()?;
    let file = folder.join(format!("{code}.md"));
    // One of the same words stays as it is: somebody may have it open.
    if fs::read_to_string(&file).ok().as_deref() != Some(&page) {
        fs::write(&file, page).ok()?;
    }
    Some(file)
}

/// Where programs of this user keep what can be made again.
fn cache() -> Option<PathBuf> {
    let named = |name: &str| std::env::var_os(name).filter(|value: &OsString| Path::new(value).is_absolute()).map(PathBuf::from);
    let home = || named("HOME");
    let folder = if cfg!(windows) {
        named("LOCALAPPDATA")?
    } else if cfg!(target_os = "macos") {
        home()?.join("Library/Caches")
    } else {
        named("XDG_CACHE_HOME").or_else(|| Some(home()?.join(".cache")))?
    };
    Some(folder.join("chidu/codes"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_written_once_and_mended_where_it_is_old() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = write(folder.path(), "band-gap", Lang::En).expect("a page");
        let page = fs::read_to_string(&file).expect("written");
        assert!(page.starts_with("# band-gap\n\n") && page.contains("```"), "{page}");
        fs::write(&file, "old").expect("ours");
        write(folder.path(), "band-gap", Lang::En).expect("a page");
        assert_eq!(fs::read_to_string(&file).expect("written"), page);
        assert_eq!(write(folder.path(), "no-such-code", Lang::En), None);
    }
}
