use indicatif::ProgressBar;
use parvis_accounts::http::paths;
use parvis_accounts::service::setup;
use parvis_db::Pool;
use parvis_kernel::{Clock, SystemClock, SystemRng};
use parvis_ui::Theme;
use parvis_web::{Listening, asked_to_stop, has_asset, serve};
use std::time::Duration;

use super::{Context, print};
use crate::app::{Parts, Product, build};
use crate::cli::Serve;
use crate::failure::Failure;
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
    super::runtime()?.block_on(async {
        let listening = Listening::on(config.listen).await.map_err(|error| Failure::Listen {
            address: config.listen.to_string(),
            detail: error.to_string(),
        })?;
        let own = format!("http://{}", listening.address);
        let site = context.site(own.clone(), args.demo);
        let base_url = site.base_url.clone();
        let parts = context.parts(&site, args.demo)?;
        let Product { router, worker, .. } = build(pool.clone(), site, &parts, true)?;
        print(&words.a("serve-ready", "address", &own));
        if args.demo {
            say_accounts(context, &pool, &parts, &base_url)?;
        } else {
            say_setup(context, &pool, &parts, &base_url)?;
        }
        if !parts.mailer.is_configured() {
            tracing::warn!("no mail server is configured: letters will fail; see docs/operations.md");
        }
        tokio::join!(serve(listening, router, asked_to_stop()), worker.run(asked_to_stop()));
        Ok(())
    })
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
