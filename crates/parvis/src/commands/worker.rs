use parvis_jobs::Worker;
use parvis_kernel::{SystemClock, SystemRng};
use std::sync::Arc;

use super::{Context, print, stopped, stopping};
use crate::app::registry;
use crate::failure::Failure;
use crate::watch::Watch;

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
    let pool = context.pool()?;
    let watch = Watch::new(pool.clone(), Arc::clone(&registry), Arc::new(SystemClock));
    let worker = Worker::new(pool, registry, Arc::new(SystemClock), Arc::new(SystemRng));
    super::runtime(context.config.limits)?.block_on(async {
        let stopping = stopping();
        let health = watch.health();
        let told = super::serve::tell(context, watch, Arc::clone(&health)).await?;
        print(&context.words.t("worker-ready"));
        let asked = async {
            stopped(stopping).await;
            health.stop();
        };
        worker.run(asked).await;
        told.abort();
        Ok(())
    })
}
