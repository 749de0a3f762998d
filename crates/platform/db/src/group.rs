//! Group commit: on SQLite every commit waits for the disk, and one wait serves all who queue.
//!
//! One thread takes what waits into one transaction, each turn in its place and none seeing half of another; nobody is
//! answered before the disk has it all. A turn that fails undoes its own transaction alone, as it would by itself.

use diesel::r2d2::Pool as R2d2;
use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, Sender, channel};
use tokio::sync::oneshot;

use crate::pool::{Manager, lent};
use crate::{Db, Error};

/// Turns of one transaction at most: nobody waits for more than these.
const MOST: usize = 64;

/// The thread that writes for those who queue. It ends when the last of its handles is dropped.
#[derive(Clone)]
pub(crate) struct Group {
    queue: Sender<Box<dyn Turn>>,
}

impl Group {
    /// # Panics
    /// When the system gives no thread.
    #[expect(clippy::expect_used, reason = "without threads nothing of the program runs")]
    pub(crate) fn start(writers: R2d2<Manager>) -> Self {
        let (queue, waiting) = channel();
        let write = move || {
            while let Ok(first) = waiting.recv() {
                together(&writers, first, &waiting);
            }
        };
        std::thread::Builder::new().name("parvis-writer".into()).spawn(write).expect("a thread");
        Self { queue }
    }

    pub(crate) async fn run<T, E>(
        &self,
        work: impl FnOnce(&mut Db) -> Result<T, E> + Send + 'static,
    ) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<Error> + Send + 'static,
    {
        let (answer, answered) = oneshot::channel();
        let turn = One { work: Some(work), done: None, answer };
        let stopped = || E::from(Error::Task("the thread that writes has stopped".into()));
        self.queue.send(Box::new(turn)).map_err(|_| stopped())?;
        answered.await.unwrap_or_else(|_| Err(stopped()))
    }
}

/// What one asked for: done in the transaction, answered when that is on the disk.
trait Turn: Send {
    fn run(&mut self, db: &mut Db);
    fn answer(self: Box<Self>, committed: Result<(), Error>);
}

struct One<T, E, W> {
    work: Option<W>,
    done: Option<Result<T, E>>,
    answer: oneshot::Sender<Result<T, E>>,
}

impl<T, E, W> Turn for One<T, E, W>
where
    T: Send,
    E: From<Error> + Send,
    W: FnOnce(&mut Db) -> Result<T, E> + Send,
{
    fn run(&mut self, db: &mut Db) {
        self.done = self.work.take().map(|work| {
            catch_unwind(AssertUnwindSafe(|| work(db)))
                .unwrap_or_else(|panic| Err(Error::Task(words(&*panic)).into()))
        });
    }

    fn answer(self: Box<Self>, committed: Result<(), Error>) {
        let Self { done, answer, .. } = *self;
        let result = match (committed, done) {
            (Ok(()), Some(done)) => done,
            (Ok(()), None) => Err(Error::Task("it was never begun".into()).into()),
            (Err(error), _) => Err(error.into()),
        };
        // Nobody waits any more for an answer whose request was given up; what was written stays.
        drop(answer.send(result));
    }
}

/// What a panic said.
fn words(panic: &(dyn Any + Send)) -> String {
    let text = panic.downcast_ref::<&str>().map(ToString::to_string);
    text.or_else(|| panic.downcast_ref::<String>().cloned()).unwrap_or_else(|| "it panicked".into())
}

/// One transaction with all that waits.
fn together(writers: &R2d2<Manager>, first: Box<dyn Turn>, waiting: &Receiver<Box<dyn Turn>>) {
    let mut conn = match lent(writers, "write") {
        Ok(conn) => conn,
        Err(error) => return first.answer(Err(error)),
    };
    let mut turns = Vec::with_capacity(MOST);
    let committed = conn.tx(|db| {
        let mut next = Some(first);
        while let Some(mut turn) = next {
            turn.run(db);
            turns.push(turn);
            db.back_to(1)?;
            next = if turns.len() < MOST { waiting.try_recv().ok() } else { None };
        }
        Ok::<_, Error>(())
    });
    drop(conn);
    let told = committed.map_err(|error| error.to_string());
    for turn in turns {
        turn.answer(told.clone().map_err(Error::Task));
    }
}
