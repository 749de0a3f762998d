use parvis_db::{Db, Pool};
use parvis_i18n::{Messages, Words};
use parvis_jobs::Bell;
use parvis_journal::By;
use parvis_kernel::{Clock, ErrorKind, Id, Locale, Permission, Timestamp};
use parvis_mail::Mailer;
use parvis_ui::{AccountBar, Address, Block, DeskPage, Form, Frame, MenuItem, Site, Tone};
use parvis_web::{Fields, Query};
use std::sync::Arc;

use super::paths;
use super::reply::{Refusal, Reply};
use super::routes::Paths;
use crate::error::AccountsError;
use crate::means::Means;
use crate::secret;
use crate::service::enter::{Browser, Signed};
use crate::service::provider::SignInWith;

/// An entry of the desk's menu.
#[derive(Debug, Clone, Copy)]
pub struct DeskEntry {
    /// Key of its label.
    pub key: &'static str,
    pub paths: Paths,
    /// Shown to those who hold it somewhere; none: to everyone who is signed in.
    pub permission: Option<Permission>,
}

/// What all handlers behind the door share.
pub struct Desk {
    pub pool: Pool,
    /// As the installation is set.
    pub site: Site,
    pub messages: Messages,
    pub clock: Arc<dyn Clock>,
    pub means: Means,
    pub menu: Vec<DeskEntry>,
    /// Where one may sign in instead of here.
    pub providers: Arc<[SignInWith]>,
    /// Where letters go.
    pub mailer: Mailer,
    /// Rung after an act, whose letters then leave at once.
    pub bell: Bell,
}

/// What one request works with.
pub struct Cx<'r> {
    pub desk: &'r Desk,
    /// The site as the space of whoever asks wishes it.
    pub site: &'r Site,
    pub words: &'r Words,
    /// On whose behalf, from where and when.
    pub by: By,
    pub fields: Fields,
    pub query: Query,
    pub browser: Browser,
    /// The token of a sign-in at a provider that this browser has begun.
    pub challenge: Option<String>,
    pub(super) signed: Option<Signed>,
    pub(super) params: Vec<(String, String)>,
    pub(super) form_token: String,
}

impl Cx<'_> {
    pub fn locale(&self) -> Locale {
        self.words.locale()
    }

    pub const fn now(&self) -> Timestamp {
        self.by.now
    }

    pub fn t(&self, key: &str) -> String {
        self.words.t(key)
    }

    /// Who is signed in.
    ///
    /// # Errors
    /// Nobody: only on a route whose policy lets everyone come.
    pub fn signed(&self) -> Result<&Signed, Refusal> {
        self.signed.as_ref().ok_or(Refusal::new(ErrorKind::Forbidden))
    }

    /// Whether the actor may do something somewhere: to show or hide an entry, never to act.
    pub fn may_somewhere(&self, permission: Permission) -> bool {
        self.signed.is_some() && self.by.actor.may_somewhere(permission, self.by.now)
    }

    /// Lends a connection for reading.
    ///
    /// # Errors
    /// Those of `work`.
    pub fn read<T, E: Into<Refusal> + From<parvis_db::Error>>(
        &self,
        work: impl FnOnce(&mut Db) -> Result<T, E>,
    ) -> Result<T, Refusal> {
        self.desk.pool.read(work).map_err(Into::into)
    }

    /// Lends a connection for writing, and lets waiting letters leave.
    ///
    /// # Errors
    /// Those of `work`, so that a form can be shown again.
    pub fn write<T, E: From<parvis_db::Error>>(
        &self,
        work: impl FnOnce(&mut Db) -> Result<T, E>,
    ) -> Result<T, E> {
        let done = self.desk.pool.write(work);
        self.desk.bell.ring();
        done
    }

    /// A varying part of the address.
    pub fn part(&self, name: &str) -> &str {
        self.params.iter().find(|(n, _)| n == name).map_or("", |(_, value)| value)
    }

    /// An identifier in the address.
    ///
    /// # Errors
    /// "Not found" when it is none.
    pub fn id(&self, name: &str) -> Result<Id, Refusal> {
        self.part(name).parse().map_err(|_| Refusal::not_found())
    }

    /// An identifier in a form's field; none when it is empty or no identifier.
    pub fn field_id(&self, name: &str) -> Option<Id> {
        self.fields.get(name).parse().ok()
    }

    /// The end of a day in a form's field.
    ///
    /// # Errors
    /// A field error when it is no day.
    pub fn field_day_end(&self, name: &'static str) -> Result<Option<Timestamp>, AccountsError> {
        match self.fields.get(name) {
            "" => Ok(None),
            text => match text.parse::<parvis_kernel::Day>() {
                Ok(day) => Ok(Some(day.end())),
                Err(_) => Err(AccountsError::invalid(name, "accounts-day-form")),
            },
        }
    }

    /// The page's frame: the desk's menu for those who are signed in, the public one for others.
    pub fn frame(&self, title: &str, address: Address) -> Frame {
        let locale = self.locale();
        let mut frame = Frame::new(self.site, self.words, title, address);
        let Some(signed) = self.signed.as_ref().filter(|s| s.session.level == crate::model::Level::Full)
        else {
            return frame;
        };
        let here = frame.address.get(locale).to_owned();
        let shown = |e: &&DeskEntry| e.permission.is_none_or(|p| self.may_somewhere(p));
        frame.menu = self.desk.menu.iter().filter(shown).map(|e| self.menu_item(e, &here)).collect();
        frame.account = Some(AccountBar {
            name: signed.agent.name.clone(),
            href: paths::ACCOUNT.to(locale, &[]),
            sign_out: self.t("accounts-sign-out"),
            sign_out_action: paths::SIGN_OUT.to(locale, &[]),
            token: self.form_token.clone(),
        });
        frame
    }

    fn menu_item(&self, entry: &DeskEntry, here: &str) -> MenuItem {
        let href = entry.paths.to(self.locale(), &[]);
        let here = here.split('?').next().unwrap_or("");
        let is_current = here == href;
        MenuItem { label: self.t(entry.key), href, is_current }
    }

    /// A page of the desk. After an act, its address carries `?fait=` and the page says so.
    pub fn page(&self, frame: Frame, mut blocks: Vec<Block>) -> DeskPage {
        let done = self.query.get("fait").map(|key| format!("done-{key}"));
        if let Some(key) = done.filter(|key| self.words.has(key)) {
            let alert = Block::Alert { tone: Tone::Success, title: self.t(&key), text: String::new() };
            blocks.insert(0, alert);
        }
        let script =
            blocks.iter().any(Block::has_ceremony).then(|| parvis_web::script("passkey.js")).flatten();
        let mut page = DeskPage::new(frame, self.words, self.form_token.clone(), blocks);
        page.script =
            script.map(|(address, integrity)| (secret::token(&*self.desk.means.rng), address, integrity));
        page
    }

    /// On to a page that says what was done.
    pub fn done(&self, address: &str, key: &str) -> Reply {
        let separator = if address.contains('?') { '&' } else { '?' };
        Reply::to(format!("{address}{separator}fait={key}"))
    }

    /// A form shown again: with what was typed and what is wrong.
    ///
    /// # Errors
    /// The refusal itself, when it is not about a field.
    pub fn again(&self, form: Form, error: AccountsError) -> Result<Form, Refusal> {
        let (field, message) = match error {
            AccountsError::Invalid { field, message } => (field, message),
            AccountsError::Conflict(message) => ("", message),
            AccountsError::Throttled => ("", "accounts-throttled"),
            other => return Err(other.into()),
        };
        Ok(self.typed(form).refused(&[(field.to_owned(), self.t(message))]))
    }

    /// A form with what was typed.
    pub fn typed(&self, form: Form) -> Form {
        form.typed(|name| self.fields.all(name).collect::<Vec<_>>().join(" "))
    }
}
