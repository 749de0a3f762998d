//! The database is a cluster, and its parts are lost one after the other while people answer.

use clap::ValueEnum;
use rustix::process::Signal;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use crate::cluster::Cluster;
use crate::node::Node;
use crate::people::{People, Told};
use crate::report::Report;
use crate::world::World;

const PEOPLE: usize = 4;
/// Before a part is lost, and after the cluster is well again.
const AROUND: Duration = Duration::from_secs(3);
/// From the loss until it is mended: longer than the cluster takes to replace a primary.
const LOST: Duration = Duration::from_secs(35);
/// No loss may stop writing for longer: the time that Patroni waits for a primary, its loop and a checkpoint.
const SILENCE: Duration = Duration::from_secs(45);

/// What is lost.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Loss {
    Stopped,
    Killed,
    Frozen,
    Replica,
    Etcd,
}

pub fn run(report: &mut Report, losses: &[Loss]) {
    let mut cluster = match Cluster::start() {
        Ok(cluster) => cluster,
        Err(error) => return report.must("a cluster of PostgreSQL", error, "starts", false),
    };
    let world = World::at(&cluster.url());
    for loss in losses {
        one(report, &mut cluster, &world, *loss);
    }
}

impl Loss {
    fn name(self) -> &'static str {
        match self {
            Self::Stopped => "primary stopped",
            Self::Killed => "primary killed",
            Self::Frozen => "primary frozen",
            Self::Replica => "replica that is waited for killed",
            Self::Etcd => "etcd lost",
        }
    }
}

fn one(report: &mut Report, cluster: &mut Cluster, world: &World, loss: Loss) {
    let name = loss.name();
    let people = People::after(world.opinions());
    let node = match Node::start(&world.settings) {
        Ok(node) => node,
        Err(error) => return report.must(&format!("{name}: the server"), error, "starts", false),
    };
    let (stop, at) = (AtomicBool::new(false), node.address);
    let mut healed = Ok(());
    let mut begun = Instant::now();
    let from = people.came();
    std::thread::scope(|threads| {
        threads.spawn(|| people.keep_coming(PEOPLE, &stop, &world.code, || at));
        std::thread::sleep(AROUND);
        begun = Instant::now();
        healed = lose(cluster, loss);
        std::thread::sleep(AROUND);
        stop.store(true, Ordering::SeqCst);
    });
    let silence = people.silence(begun);
    let lost = world.lost(&people, from);
    let name = |what: &str| format!("cluster, {name}: {what}");
    report.note(&name("opinions acknowledged"), people.count(Told::First));
    report.must(
        &name("longest time without a write"),
        format!("{:.1} s", silence.as_secs_f64()),
        "≤ 45 s",
        silence <= SILENCE,
    );
    report.note(&name("errors that people saw"), people.errors());
    report.must(&name("acknowledged opinions lost"), lost, "0", lost == 0);
    let is_well = healed.and_then(|()| world.verify());
    report.must(
        &name("cluster well again, counters and journal"),
        is_well.clone().err().unwrap_or_else(|| "exact".into()),
        "exact",
        is_well.is_ok(),
    );
    node.stop();
}

/// Loses a part, waits, and puts it back.
fn lose(cluster: &mut Cluster, loss: Loss) -> Result<(), String> {
    let at = if loss == Loss::Replica { cluster.replica() } else { cluster.primary() };
    let at = at.ok_or("no such server")?;
    match loss {
        Loss::Stopped => cluster.stop(at),
        Loss::Killed | Loss::Replica => cluster.kill(at),
        Loss::Frozen => cluster.signal(at, Signal::STOP),
        Loss::Etcd => cluster.kill_etcd(),
    }
    std::thread::sleep(LOST);
    match loss {
        Loss::Frozen => cluster.signal(at, Signal::CONT),
        Loss::Etcd => cluster.start_etcd()?,
        _ => cluster.start_member(at)?,
    }
    cluster.heal()
}
