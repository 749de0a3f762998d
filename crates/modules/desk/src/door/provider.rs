//! Signing in at a provider, and out of it.

use parvis_accounts::http::{Answer, CHALLENGE_COOKIE, Cx, Paths, Refusal, Reply, paths};
use parvis_accounts::model::Level;
use parvis_accounts::service::provider::{self, Ended, Returned, SignInWith};
use parvis_accounts::token::Kind;
use parvis_ui::{Block, Field, Form, Frame, Link};
use parvis_web::{Query, clear_cookie, set_cookie};

use super::{entered, sign_in};

/// One button for each provider.
pub(super) fn buttons(cx: &Cx<'_>) -> Vec<Block> {
    let button = |with: &SignInWith| {
        let slug = with.slug();
        let label = cx.words.a("provider-with", "name", with.name.as_str());
        let form = Form::new(&format!("avec-{slug}"), paths::PROVIDER.to(cx.locale(), &[&slug]), label);
        Block::Form(form.field(Field::hidden("retour", sign_in::back(cx).unwrap_or(""))))
    };
    cx.desk.providers.iter().map(button).collect()
}

/// The provider that the address names.
fn named<'c>(cx: &'c Cx<'_>) -> Result<&'c SignInWith, Refusal> {
    let slug = cx.part("fournisseur");
    cx.desk.providers.iter().find(|with| with.slug() == slug).ok_or(Refusal::not_found())
}

/// An address of ours as the provider knows it.
fn absolute(cx: &Cx<'_>, paths: Paths, parts: &[&str]) -> String {
    format!("{}{}", cx.desk.site.base_url, paths.to(cx.locale(), parts))
}

/// A page that leads to the provider by itself, and by a link for those whose browser does not follow.
fn onward(cx: &Cx<'_>, key: &str, name: &str, url: &str) -> Reply {
    let title = cx.t(&format!("provider-{key}-title"));
    // Nobody's: it is neither the desk's nor a step of the menu.
    let frame = Frame::new(cx.site, cx.words, &title, paths::SIGN_IN.address(&[]));
    let here = paths::SIGN_IN.to(cx.locale(), &[]);
    let link = Link::new(cx.words.a("provider-go", "name", name), url);
    let page = cx.page(frame.under(title, here), vec![Block::Steps(vec![link])]);
    Reply::page(page.led(cx.words.a(&format!("provider-{key}-lead"), "name", name))).onward(url)
}

pub fn start(cx: &Cx<'_>) -> Answer {
    let with = named(cx)?;
    let redirect = absolute(cx, paths::PROVIDER_BACK, &[&with.slug()]);
    let back = sign_in::back(cx).unwrap_or("");
    let begun = provider::begin(&cx.desk.pool, &cx.desk.means, with, &redirect, back, cx.now())?;
    let cookie = set_cookie(CHALLENGE_COOKIE, &begun.challenge, Some(Kind::Challenge.lifetime()));
    Ok(onward(cx, "in", &with.name, &begun.url).cookie(cookie))
}

pub fn finish(cx: &Cx<'_>) -> Answer {
    let with = named(cx)?;
    let said = |name| cx.query.get(name);
    let returned =
        Returned { state: said("state"), code: said("code"), iss: said("iss"), error: said("error") };
    let challenge = cx.challenge.as_deref();
    let ended =
        provider::finish(&cx.desk.pool, &cx.desk.means, &cx.by, with, challenge, &returned, &cx.browser)?;
    cx.desk.bell.ring();
    let reply = match ended {
        Ended::Asked => cx.done(&paths::SIGN_IN.to(cx.locale(), &[]), "access-asked"),
        Ended::Entered(begun, back) => {
            let to = match begun.level {
                Level::Full if back.is_empty() => paths::DESK.to(cx.locale(), &[]),
                Level::Full => back,
                Level::Password => {
                    let query = if back.is_empty() {
                        String::new()
                    } else {
                        Query::write([("retour", back.as_str())])
                    };
                    format!("{}{query}", paths::SECOND.to(cx.locale(), &[]))
                }
            };
            entered(Reply::to(to), &begun)
        }
    };
    Ok(reply.cookie(clear_cookie(CHALLENGE_COOKIE)))
}

/// Somebody has signed out here: on to the provider where their session was begun, else to the sign-in page.
pub(super) fn leave(cx: &Cx<'_>, provider: Option<&str>) -> Reply {
    let back = absolute(cx, paths::SIGN_IN, &[]);
    match provider::goodbye(&cx.desk.means, &cx.desk.providers, provider, &back, cx.now()) {
        Some((name, url)) => onward(cx, "out", &name, &url),
        None => cx.done(&paths::SIGN_IN.to(cx.locale(), &[]), "signed-out"),
    }
}
