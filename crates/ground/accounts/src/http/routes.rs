use axum::Router;
use axum::extract::{RawPathParams, Request};
use axum::http::Method;
use axum::routing::{MethodFilter, on};
use parvis_kernel::{Locale, Permission};
use parvis_ui::Address;
use std::sync::Arc;

use super::cx::{Cx, Desk};
use super::door;
use super::reply::Answer;

/// The address of a page in each language; `{name}` stands for a part that varies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Paths {
    pub fr: &'static str,
    pub en: &'static str,
}

impl Paths {
    pub const fn new(fr: &'static str, en: &'static str) -> Self {
        Self { fr, en }
    }

    pub const fn pattern(self, locale: Locale) -> &'static str {
        match locale {
            Locale::Fr => self.fr,
            Locale::En => self.en,
        }
    }

    /// The address with its varying parts, in order.
    pub fn to(self, locale: Locale, parts: &[&str]) -> String {
        let mut text = String::new();
        let mut parts = parts.iter();
        for piece in self.pattern(locale).split_inclusive('/') {
            let name = piece.trim_end_matches('/');
            if name.starts_with('{') {
                text.push_str(parts.next().unwrap_or(&""));
                text.push_str(&piece[name.len()..]);
            } else {
                text.push_str(piece);
            }
        }
        text
    }

    /// The address in both languages.
    pub fn address(self, parts: &[&str]) -> Address {
        Address::of(|locale| self.to(locale, parts))
    }
}

/// Who may come to a route. What lies behind is asked again of each object, where it lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Policy {
    Anyone,
    /// Has shown a password, and not the second factor yet.
    HalfSigned,
    SignedIn,
    /// Is signed in and holds the permission somewhere.
    Needs(Permission),
}

/// A route, as the tests and the documentation see it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RouteInfo {
    pub method: Method,
    pub paths: Paths,
    pub policy: Policy,
}

pub(super) type Handler = dyn Fn(&Cx<'_>) -> Answer + Send + Sync;

/// Routes in the making: each module adds its own.
pub struct Routes {
    desk: Arc<Desk>,
    router: Router,
    list: Vec<RouteInfo>,
}

impl Routes {
    pub fn new(desk: Arc<Desk>) -> Self {
        Self { desk, router: Router::new(), list: Vec::new() }
    }

    /// A page: it changes nothing.
    #[must_use]
    pub fn page(
        self,
        paths: Paths,
        policy: Policy,
        handler: impl Fn(&Cx<'_>) -> Answer + Send + Sync + 'static,
    ) -> Self {
        self.add(Method::GET, paths, policy, &(Arc::new(handler) as Arc<Handler>))
    }

    /// An act: asked for by a form of ours, with its token.
    #[must_use]
    pub fn act(
        self,
        paths: Paths,
        policy: Policy,
        handler: impl Fn(&Cx<'_>) -> Answer + Send + Sync + 'static,
    ) -> Self {
        self.add(Method::POST, paths, policy, &(Arc::new(handler) as Arc<Handler>))
    }

    fn add(mut self, method: Method, paths: Paths, policy: Policy, handler: &Arc<Handler>) -> Self {
        let filter = if method == Method::POST { MethodFilter::POST } else { MethodFilter::GET };
        for locale in Locale::ALL {
            let (desk, handler) = (Arc::clone(&self.desk), Arc::clone(handler));
            let service = move |params: RawPathParams, request: Request| {
                let params = params.iter().map(|(k, v)| (k.to_owned(), v.to_owned())).collect();
                door::serve(desk.clone(), *locale, policy, params, request, handler.clone())
            };
            self.router = self.router.route(paths.pattern(*locale), on(filter, service));
        }
        self.list.push(RouteInfo { method, paths, policy });
        self
    }

    pub fn desk(&self) -> &Arc<Desk> {
        &self.desk
    }

    /// Every route there is.
    pub fn list(&self) -> &[RouteInfo] {
        &self.list
    }

    /// The routes, to be served.
    pub fn finish(self) -> Router {
        self.router
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn varying_parts_are_put_in_their_place() {
        let paths = Paths::new("/fr/agents/{id}/droits/{droit}", "/en/agents/{id}");
        assert_eq!(paths.to(Locale::Fr, &["1", "2"]), "/fr/agents/1/droits/2");
        assert_eq!(paths.to(Locale::En, &["1"]), "/en/agents/1");
        assert_eq!(Paths::new("/fr", "/en").to(Locale::Fr, &[]), "/fr");
    }
}
