use indicatif::ProgressBar;
use parvis_kernel::{SystemClock, SystemRng};
use parvis_ui::{Site, Theme};
use parvis_web::{Listening, has_asset, serve};
use std::time::Duration;

use super::{Context, print};
use crate::app::{build, site};
use crate::cli::Serve;
use crate::demo;
use crate::failure::Failure;

/// Twice the readers of the database: the others compress answers.
const BLOCKING_THREADS: usize = 16;

/// Serves the site until asked to stop.
pub fn run(context: &Context<'_>, args: &Serve) -> Result<(), Failure> {
    let (config, words) = (&context.config, context.words);
    if args.demo && !config.listen.ip().is_loopback() {
        return Err(Failure::Refused("fail-demo-public"));
    }
    if config.theme == Theme::State && !has_asset("state.css") {
        return Err(Failure::Refused("fail-no-state-theme"));
    }
    let pool = context.pool()?;
    if args.demo {
        let progress = ProgressBar::new_spinner();
        progress.enable_steady_tick(Duration::from_millis(120));
        demo::load(&pool, &SystemClock, &SystemRng, &mut |key| progress.set_message(words.t(key)))?;
        progress.finish_and_clear();
    }
    // Each thread that ever allocated keeps memory of its own: few are needed, as readers of the database are few.
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .max_blocking_threads(BLOCKING_THREADS)
        .build()
        .map_err(Failure::other)?;
    runtime.block_on(async {
        let listening = Listening::on(config.listen).await.map_err(|error| Failure::Listen {
            address: config.listen.to_string(),
            detail: error.to_string(),
        })?;
        let own = format!("http://{}", listening.address);
        let base_url = config.base_url.clone().unwrap_or_else(|| own.clone());
        let publisher = config.publisher.clone().unwrap_or_else(|| words.t("site-publisher"));
        let site = Site {
            contact: config.contact.clone(),
            demo: args.demo,
            ..site(base_url, publisher, config.theme)
        };
        let app = build(pool, site, true)?;
        print(&words.a("serve-ready", "address", &own));
        serve(listening, app).await.map_err(Failure::other)
    })
}
