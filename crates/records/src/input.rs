//! A file as bytes, with the name that reports give it.

use std::path::Path;

use sha2::{Digest, Sha256};

/// One file of records, or a roster.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Input {
    /// As the user gave it.
    pub name: String,
    pub bytes: Vec<u8>,
}

impl Input {
    /// Names bytes that are at hand already.
    pub fn new(name: impl Into<String>, bytes: impl Into<Vec<u8>>) -> Self {
        Self { name: name.into(), bytes: bytes.into() }
    }

    /// Reads a file.
    pub fn from_path(path: &Path) -> std::io::Result<Self> {
        Ok(Self { name: path.display().to_string(), bytes: std::fs::read(path)? })
    }

    /// The hash of the bytes, in hexadecimal.
    pub fn sha256(&self) -> String {
        Sha256::digest(&self.bytes).iter().map(|byte| format!("{byte:02x}")).collect()
    }

    /// What stands behind the last dot of the name, in lower case.
    pub(crate) fn extension(&self) -> String {
        Path::new(&self.name).extension().map(|text| text.to_string_lossy().to_lowercase()).unwrap_or_default()
    }
}
