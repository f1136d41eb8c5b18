//! The rulebooks of the workspace's folders that are not open in the editor: found and read when somebody asks for all of them.
//!
//! INVARIANT: bounded in depth, number and size; an editor may be opened on a home folder. Start at [`rulebooks`].

use std::fs;
use std::path::{Path, PathBuf};

use tower_lsp::lsp_types::Url;

const DEPTH: usize = 8;
/// Folders and files that are looked at.
const LOOKED_AT: usize = 20_000;
const RULEBOOKS: usize = 500;
const LARGEST: u64 = 4 * 1024 * 1024;

/// Every rulebook beneath some folders that can be read as text, in the order of their paths.
pub fn rulebooks(roots: &[Url]) -> Vec<(Url, String)> {
    let mut looked_at = 0;
    let mut paths = Vec::new();
    for root in roots.iter().filter_map(|root| root.to_file_path().ok()) {
        beneath(&root, 0, &mut looked_at, &mut paths);
    }
    paths.sort();
    paths.dedup();
    paths.truncate(RULEBOOKS);
    paths.iter().filter_map(|path| Some((Url::from_file_path(path).ok()?, fs::read_to_string(path).ok()?))).collect()
}

fn beneath(folder: &Path, depth: usize, looked_at: &mut usize, paths: &mut Vec<PathBuf>) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        *looked_at += 1;
        if *looked_at > LOOKED_AT {
            return;
        }
        let (path, hidden) = (entry.path(), entry.file_name().to_string_lossy().starts_with('.'));
        // Links are not followed: they may lead in a circle.
        match entry.metadata() {
            Ok(about) if about.is_dir() && !hidden && depth < DEPTH => beneath(&path, depth + 1, looked_at, paths),
            Ok(about) if about.is_file() && about.len() <= LARGEST && is_rulebook(&path) => paths.push(path),
            _ => {}
        }
    }
}

fn is_rulebook(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == "chidu")
}
