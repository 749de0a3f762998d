//! What every request passes before its handler.

use askama::Template;
use axum::extract::Request;
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::response::{Html, IntoResponse, Redirect, Response};
use parvis_journal::By;
use parvis_kernel::{Actor, ErrorKind, Locale, Timestamp};
use parvis_ui::{ErrorPage, Site};
use parvis_web::{
    BadForm, BadQuery, Client, Fields, Framing, Freshness, Query, Script, cookie, is_from_here, set_cookie,
};
use std::sync::Arc;

use super::cx::{Cx, Desk};
use super::paths;
use super::reply::{Body, Refusal, Reply};
use super::routes::{Handler, Policy};
use crate::error::AccountsError;
use crate::look::dressed;
use crate::model::Level;
use crate::secret;
use crate::service::enter::{self, Browser, Signed};
use crate::service::spaces;

/// Cookie of the session.
pub const SESSION_COOKIE: &str = "session";
/// Cookie of a browser that an agent has used before.
pub const DEVICE_COOKIE: &str = "appareil";
/// Cookie that ties a form to the browser of somebody who is not signed in.
pub const FORM_COOKIE: &str = "formulaire";
/// Cookie of a browser that is on its way to a provider and back.
pub const CHALLENGE_COOKIE: &str = "defi";
/// Field of a form's token.
pub const FORM_FIELD: &str = "_jeton";

/// What a request says, read before its handler runs.
struct Asked {
    locale: Locale,
    policy: Policy,
    params: Vec<(String, String)>,
    method: Method,
    path: String,
    client: Client,
    fields: Fields,
    query: Query,
    session: Option<String>,
    form: Option<String>,
    challenge: Option<String>,
    browser: Browser,
}

pub(super) async fn serve(
    desk: Arc<Desk>,
    locale: Locale,
    policy: Policy,
    params: Vec<(String, String)>,
    request: Request,
    handler: Arc<Handler>,
) -> Response {
    let asked = read(locale, policy, params, request).await;
    let shared = Arc::clone(&desk);
    let task = tokio::task::spawn_blocking(move || answer(&shared, locale, asked, &*handler)).await;
    task.unwrap_or_else(|_| refused(&desk, &desk.site, locale, &Refusal::new(ErrorKind::Unavailable)))
}

async fn read(
    locale: Locale,
    policy: Policy,
    params: Vec<(String, String)>,
    request: Request,
) -> Result<Asked, Refusal> {
    let method = request.method().clone();
    let path = request.uri().path().to_owned();
    let client = request.extensions().get::<Client>().cloned();
    let client = client.unwrap_or(Client { network: "unknown".into(), request: String::new() });
    let headers = request.headers().clone();
    let query = Query::parse(request.uri().query()).map_err(|bad| match bad {
        BadQuery::NotUtf8 => Refusal::because(ErrorKind::Invalid, "accounts-not-utf8"),
        BadQuery::TooMany => Refusal::new(ErrorKind::Invalid),
    })?;
    let fields = if method == Method::GET {
        Fields::default()
    } else {
        if !is_from_here(&headers) {
            tracing::warn!(id = client.request, path, "refused: the form is of another site");
            return Err(Refusal::because(ErrorKind::Forbidden, "accounts-elsewhere"));
        }
        Fields::read(request).await.map_err(|bad| match bad {
            BadForm::TooLarge => Refusal::because(ErrorKind::Invalid, "accounts-form-large"),
            BadForm::Unreadable => Refusal::because(ErrorKind::Invalid, "accounts-form-unreadable"),
        })?
    };
    let own = |name| cookie(&headers, name).filter(|value| value.len() == 43).map(str::to_owned);
    Ok(Asked {
        locale,
        policy,
        params,
        method,
        path,
        client,
        fields,
        query,
        session: own(SESSION_COOKIE),
        form: own(FORM_COOKIE),
        challenge: own(CHALLENGE_COOKIE),
        browser: Browser { device: device(&headers), token: own(DEVICE_COOKIE) },
    })
}

fn device(headers: &HeaderMap) -> String {
    headers.get(header::USER_AGENT).and_then(|v| v.to_str().ok()).unwrap_or("").chars().take(200).collect()
}

fn answer(desk: &Desk, locale: Locale, asked: Result<Asked, Refusal>, handler: &Handler) -> Response {
    let now = desk.clock.now();
    let token = asked.as_ref().ok().and_then(|asked| asked.session.clone());
    let known = desk.pool.read(|db| {
        let signed = token.map(|token| enter::signed(db, &token, now)).transpose()?.flatten();
        let space = spaces::seen_from(db, signed.as_ref().and_then(|s| s.agent.space))?;
        Ok::<_, AccountsError>((signed, dressed(&desk.site, space.as_ref())))
    });
    let (signed, site) = match known {
        Ok(known) => known,
        Err(error) => return refused(desk, &desk.site, locale, &error.into()),
    };
    match asked.and_then(|asked| enter_with(desk, &site, now, signed, asked, handler)) {
        Ok(response) => response,
        Err(refusal) => refused(desk, &site, locale, &refusal),
    }
}

fn enter_with(
    desk: &Desk,
    site: &Site,
    now: Timestamp,
    signed: Option<Signed>,
    asked: Asked,
    handler: &Handler,
) -> Result<Response, Refusal> {
    let is_full = signed.as_ref().is_some_and(|s| s.session.level == Level::Full);
    if let Some(elsewhere) = turned_away(&asked, signed.as_ref(), is_full)? {
        return Ok(elsewhere);
    }
    if let Policy::Needs(permission) = asked.policy
        && !signed.as_ref().is_some_and(|s| s.actor.may_somewhere(permission, now))
    {
        tracing::warn!(id = asked.client.request, path = asked.path, %permission, "refused: no such right");
        return Err(Refusal::new(ErrorKind::Forbidden));
    }
    // The form's token belongs to the session, or to the browser of somebody who is not signed in.
    let fresh = asked.form.is_none() && signed.is_none();
    let form = asked.form.clone().unwrap_or_else(|| secret::token(&*desk.means.rng));
    let holder = if signed.is_some() { asked.session.as_deref().unwrap_or(&form) } else { &form };
    if asked.method != Method::GET && !desk.means.key.is_mac("form", holder, asked.fields.raw(FORM_FIELD)) {
        tracing::warn!(
            id = asked.client.request,
            path = asked.path,
            "refused: the form's token is missing or wrong"
        );
        return Err(Refusal::because(ErrorKind::Forbidden, "accounts-form-token"));
    }
    let form_token = desk.means.key.mac("form", holder);
    // A half-open session acts for nobody yet.
    let actor = signed.as_ref().filter(|_| is_full).map(|s| s.actor.clone());
    let nobody = match &signed {
        Some(half) => Actor::agent(half.agent.id, None, Vec::new()),
        None => Actor::visitor(),
    };
    let by = By {
        actor: actor.unwrap_or(nobody),
        now,
        network: asked.client.network,
        request: asked.client.request,
    };
    let cx = Cx {
        desk,
        site,
        words: desk.messages.words(asked.locale),
        by,
        fields: asked.fields,
        query: asked.query,
        browser: asked.browser,
        challenge: asked.challenge,
        signed,
        params: asked.params,
        form_token,
    };
    let reply = handler(&cx)?;
    if let Some(signed) = &cx.signed
        && enter::wants_touch(&signed.session, now)
    {
        desk.pool.write(|db| enter::touch(db, &signed.session, now)).map_err(Refusal::from)?;
    }
    let mut response = write(reply)?;
    if fresh {
        response.headers_mut().append(header::SET_COOKIE, set_cookie(FORM_COOKIE, &form, None));
    }
    Ok(response)
}

/// Where somebody who may not come yet is sent: to sign in, to give the second factor. Acts are refused.
fn turned_away(asked: &Asked, signed: Option<&Signed>, is_full: bool) -> Result<Option<Response>, Refusal> {
    let to = match asked.policy {
        Policy::Anyone => return Ok(None),
        Policy::HalfSigned if signed.is_some() => return Ok(None),
        _ if is_full => return Ok(None),
        _ if signed.is_some() => paths::SECOND.to(asked.locale, &[]),
        _ => {
            let back = Query::write([("retour", asked.path.as_str())]);
            format!("{}{back}", paths::SIGN_IN.to(asked.locale, &[]))
        }
    };
    if asked.method == Method::GET {
        let mut response = Redirect::to(&to).into_response();
        response.extensions_mut().insert(Freshness::Never);
        return Ok(Some(response));
    }
    tracing::warn!(id = asked.client.request, path = asked.path, "refused: nobody is signed in");
    Err(Refusal::because(ErrorKind::Forbidden, "accounts-session-over"))
}

fn write(reply: Reply) -> Result<Response, Refusal> {
    let mut response = match reply.body {
        Body::Page(page) => {
            let status = if page.is_refused() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
            let html = page.render().map_err(|error| {
                tracing::error!(%error, "a page could not be written");
                Refusal::new(ErrorKind::Unavailable)
            })?;
            let mut response = (status, Html(html)).into_response();
            if let Some((nonce, _, _)) = page.script {
                response.extensions_mut().insert(Script { nonce });
            }
            response
        }
        Body::Redirect(to) => Redirect::to(&to).into_response(),
        Body::Letter(html) => {
            let mut response = Html(html).into_response();
            response.extensions_mut().insert(Framing::Letter);
            response
        }
        Body::Made(response) => *response,
        Body::Json(json) => ([(header::CONTENT_TYPE, "application/json")], json).into_response(),
        Body::File { name, kind, bytes } => {
            let mut response = bytes.into_response();
            let disposition = format!("attachment; filename=\"{}\"", name.replace(['"', '\\'], ""));
            let headers = response.headers_mut();
            headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
            headers.insert(
                header::CONTENT_DISPOSITION,
                HeaderValue::from_str(&disposition).unwrap_or(HeaderValue::from_static("attachment")),
            );
            response
        }
    };
    if let Some(onward) = reply.onward.and_then(|to| HeaderValue::try_from(format!("0; url={to}")).ok()) {
        response.headers_mut().insert(header::REFRESH, onward);
    }
    for cookie in reply.cookies {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    response.extensions_mut().insert(Freshness::Never);
    Ok(response)
}

fn refused(desk: &Desk, site: &Site, locale: Locale, refusal: &Refusal) -> Response {
    let words = desk.messages.words(locale);
    let detail = refusal.message.map(|key| words.t(key));
    let page = ErrorPage::new(site, words, refusal.kind, detail);
    let mut response = match page.render() {
        Ok(html) => (refusal.status(), Html(html)).into_response(),
        Err(_) => refusal.status().into_response(),
    };
    response.extensions_mut().insert(Freshness::Never);
    response
}
