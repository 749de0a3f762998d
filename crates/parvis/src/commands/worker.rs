use parvis_jobs::Worker;
use parvis_kernel::{SystemClock, SystemRng};
use parvis_web::asked_to_stop;
use std::sync::Arc;

use super::{Context, print};
use crate::app::registry;
use crate::failure::Failure;

/// Does background work until asked to stop, beside any number of others.
pub fn run(context: &Context<'_>, only: Option<&str>) -> Result<(), Failure> {
    let site = context.site(format!("http://{}", context.config.listen), false);
    let parts = context.parts(&site, false)?;
    let registry = registry(&site, &parts)?;
    let registry = match only {
        Some(module) => registry.only(module).ok_or_else(|| Failure::argument(module, "fail-module"))?,
        None => registry,
    };
    let registry = Arc::new(registry);
    let worker = Worker::new(context.pool()?, registry, Arc::new(SystemClock), Arc::new(SystemRng));
    let runtime = super::runtime()?;
    print(&context.words.t("worker-ready"));
    runtime.block_on(worker.run(asked_to_stop()));
    Ok(())
}
