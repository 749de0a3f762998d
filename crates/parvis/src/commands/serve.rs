use indicatif::ProgressBar;
use parvis_accounts::http::paths;
use parvis_accounts::service::setup;
use parvis_db::Pool;
use parvis_kernel::{Clock, SystemClock, SystemRng};
use parvis_ui::Theme;
use parvis_web::{Health, Listening, has_asset, serve};
use std::sync::Arc;
use std::time::Duration;

use super::{Context, print, stopped, stopping};
use crate::app::{Parts, Product, build};
use crate::cli::Serve;
use crate::failure::Failure;
use crate::watch::Watch;
use crate::{demo, demo_accounts};

/// Serves the site and does its background work until asked to stop.
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
    super::runtime(config.limits)?.block_on(async {
        let stopping = stopping();
        let listening = Listening::on(config.listen).await.map_err(|error| Failure::Listen {
            address: config.listen.to_string(),
            detail: error.to_string(),
        })?;
        let here = format!("http://{}", listening.address);
        let site = context.site(here.clone(), args.demo);
        let base_url = site.base_url.clone();
        let parts = context.parts(&site, args.demo)?;
        let Product { router, worker, watch: own, health, .. } = build(pool.clone(), site, &parts, true)?;
        print(&words.a("serve-ready", "address", &here));
        let told = tell(context, own, Arc::clone(&health)).await?;
        if args.demo {
            say_accounts(context, &pool, &parts, &base_url)?;
        } else {
            say_setup(context, &pool, &parts, &base_url)?;
        }
        if !parts.mailer.is_configured() {
            tracing::warn!("no mail server is configured: letters will fail; see docs/operate/settings.md");
        }
        let drained = async {
            stopped(stopping.clone()).await;
            // Balancers see it at /readyz, and send what comes to others, before nothing is taken any more.
            health.stop();
            tokio::time::sleep(config.drain).await;
        };
        tokio::join!(serve(listening, router, drained), worker.run(stopped(stopping.clone())));
        told.abort();
        Ok(())
    })
}

/// Listens to those who watch, where the configuration says so, for as long as the process lives.
pub async fn tell(
    context: &Context<'_>,
    watch: Watch,
    health: Arc<Health>,
) -> Result<tokio::task::JoinHandle<()>, Failure> {
    let Some(address) = context.config.metrics_listen else { return Ok(tokio::spawn(async {})) };
    let listening = Listening::on(address)
        .await
        .map_err(|error| Failure::Listen { address: address.to_string(), detail: error.to_string() })?;
    print(&context.words.a("serve-metrics", "address", format!("http://{}/metrics", listening.address)));
    Ok(tokio::spawn(serve(listening, watch.router(health), std::future::pending())))
}

/// How to sign in to a demonstration.
fn say_accounts(context: &Context<'_>, pool: &Pool, parts: &Parts, base_url: &str) -> Result<(), Failure> {
    let words = context.words;
    let accounts = demo_accounts::load(pool, &parts.means, &SystemClock)?;
    let address = format!("{base_url}{}", paths::SIGN_IN.to(words.locale(), &[]));
    let password = demo_accounts::DEMO_PASSWORD;
    print(&words.with("serve-demo-accounts", &[("address", address.into()), ("password", password.into())]));
    accounts.iter().for_each(|account| print(&format!("  {account}")));
    Ok(())
}

/// The address that opens an installation where nobody is yet.
fn say_setup(context: &Context<'_>, pool: &Pool, parts: &Parts, base_url: &str) -> Result<(), Failure> {
    let words = context.words;
    if let Some(code) = pool.write(|db| setup::code(db, &parts.means, SystemClock.now()))? {
        let address = format!("{base_url}{}?code={code}", paths::SETUP.to(words.locale(), &[]));
        print(&words.a("serve-setup", "address", address));
    }
    Ok(())
}
