use parvis_jobs::{Registry, Worker};
use parvis_kernel::{Clock, SystemClock, SystemRng};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use crate::{Note, World, notes, on_each_engine};

fn worker(world: &World, registry: &Arc<Registry>) -> Worker {
    Worker::new(world.pool.clone(), Arc::clone(registry), Arc::new(SystemClock), Arc::new(SystemRng))
}

fn enqueue(world: &World, n: u32) {
    world.write(|db| parvis_jobs::enqueue(db, world.id(), &Note { n }, SystemClock.now()));
}

/// Ready once nothing is left to do, half a minute at most.
async fn all_done(world: &World) {
    let begin = Instant::now();
    while world.pool.run(parvis_jobs::pending).await.unwrap() > 0 {
        assert!(begin.elapsed() < Duration::from_secs(30), "jobs are left");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

#[test]
fn several_workers_run_each_job_once() {
    on_each_engine(|world| {
        let ran = Arc::new(Mutex::new(Vec::new()));
        let kept = Arc::clone(&ran);
        let registry = Arc::new(notes(move |note, _| {
            std::thread::sleep(Duration::from_millis(2));
            kept.lock().unwrap().push(note.n);
            Ok(())
        }));
        for n in 0..100 {
            enqueue(world, n);
        }
        let runtime = tokio::runtime::Runtime::new().unwrap();
        runtime.block_on(async {
            let run = || worker(world, &registry).poll(Duration::from_millis(20)).run(all_done(world));
            tokio::join!(run(), run(), run(), run());
        });
        let mut ran = ran.lock().unwrap().clone();
        ran.sort_unstable();
        assert_eq!(ran, (0..100).collect::<Vec<_>>());
    });
}

#[test]
fn a_bell_wakes_the_worker_at_once() {
    on_each_engine(|world| {
        let registry = Arc::new(notes(|_, _| Ok(())));
        // It would look again in an hour.
        let worker = worker(world, &registry).poll(Duration::from_secs(3600));
        let bell = worker.bell();
        let runtime = tokio::runtime::Runtime::new().unwrap();
        runtime.block_on(worker.run(async {
            tokio::time::sleep(Duration::from_millis(100)).await;
            enqueue(world, 1);
            bell.ring();
            all_done(world).await;
        }));
    });
}

#[test]
fn jobs_run_side_by_side_and_on_sqlite_others_write_meanwhile() {
    on_each_engine(|world| {
        let both = Arc::new(std::sync::Barrier::new(2));
        let wrote = Arc::new(AtomicBool::new(false));
        let (meeting, seen) = (Arc::clone(&both), Arc::clone(&wrote));
        let registry = Arc::new(notes(move |note, work| {
            // Neither ends before the other has begun, and written.
            meeting.wait();
            if note.n == 1 {
                work.pool.write(|db| db.execute_batch("CREATE TABLE meanwhile (n INTEGER)"))?;
                seen.store(true, Ordering::SeqCst);
            }
            meeting.wait();
            assert!(seen.load(Ordering::SeqCst));
            Ok(())
        }));
        enqueue(world, 1);
        enqueue(world, 2);
        tokio::runtime::Runtime::new().unwrap().block_on(worker(world, &registry).run(all_done(world)));
        assert!(wrote.load(Ordering::SeqCst));
    });
}
