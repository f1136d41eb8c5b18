//! The one thread on which checks run, one after the other, so that what one analysis frees is there for the next: threads hold on to memory
//! that they have freed, and with a check on any of several threads each of them would hold that of a whole analysis.
//!
//! Not here: what a check is (`actor`). Requests run on the runtime's own threads.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Sender, channel};

use tokio::sync::oneshot;

type Job = Box<dyn FnOnce() + Send>;

/// A way to the thread, which ends with the last of them.
#[derive(Clone)]
pub struct Checker(Sender<Job>);

impl Checker {
    /// Starts the thread.
    pub fn start() -> Self {
        let (sender, jobs) = channel::<Job>();
        std::thread::spawn(move || {
            for job in jobs {
                // A panic is known by the answer that never comes.
                let _ = catch_unwind(AssertUnwindSafe(job));
            }
        });
        Self(sender)
    }

    /// Has something done, in turn; an error where it panicked.
    pub async fn run<T: Send + 'static>(&self, job: impl FnOnce() -> T + Send + 'static) -> Result<T, oneshot::error::RecvError> {
        let (answer, answered) = oneshot::channel();
        // The one who asked may be gone.
        self.put(move || _ = answer.send(job()));
        answered.await
    }

    /// Has something done, in turn, of which nobody waits for the end.
    pub fn put(&self, job: impl FnOnce() + Send + 'static) {
        // Fails only where the thread is gone, and it outlives every way to it.
        let _ = self.0.send(Box::new(job));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_panic_ends_its_job_and_no_other() {
        let checker = Checker::start();
        assert!(checker.run(|| panic!("on purpose")).await.is_err());
        let thread = || std::thread::current().id();
        let (first, second) = (checker.run(thread).await, checker.run(thread).await);
        assert!(first.is_ok() && first == second, "one thread for all");
    }
}
