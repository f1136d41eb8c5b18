//! Notices the end of the editor that started us. A pipe that some other process has inherited stays open after it.

use std::time::Duration;

const INTERVAL: Duration = Duration::from_secs(1);

/// Ends when the process is gone; never where that cannot be told (another machine or container: it was not alive when this was called).
pub fn gone(process: u32) -> impl Future<Output = ()> {
    let seen = alive(process);
    async move {
        if !seen {
            return std::future::pending().await;
        }
        while alive(process) {
            tokio::time::sleep(INTERVAL).await;
        }
    }
}

/// A zombie counts as dead: nobody may ever bury it.
#[cfg(target_os = "linux")]
fn alive(process: u32) -> bool {
    let Ok(stat) = std::fs::read_to_string(format!("/proc/{process}/stat")) else {
        return false;
    };
    // The state follows the command's name, which stands in brackets and may hold anything.
    stat.rsplit_once(") ").is_some_and(|(_, rest)| !rest.starts_with(['Z', 'X']))
}

/// Elsewhere on Unix an orphan gets another parent.
#[cfg(all(unix, not(target_os = "linux")))]
fn alive(process: u32) -> bool {
    std::os::unix::process::parent_id() == process
}

/// Windows closes the pipe with its last owner, which ends the server by itself.
#[cfg(not(unix))]
fn alive(_: u32) -> bool {
    false
}
