//! The handlers of the letters, and the nightly tidying.

use parvis_db::Db;
use parvis_i18n::{Messages, Words};
use parvis_jobs::{Builder, Failed, Job, Schedule, Work, enqueue_once};
use parvis_kernel::{Actor, Email, Id, Locale, Permission, Place, Timestamp};
use parvis_mail::{Letter, Mailer};
use serde::{Deserialize, Serialize};

use crate::device::device_name;
use crate::error::AccountsError;
use crate::http::{Paths, paths};
use crate::letters::LetterJob;
use crate::means::Means;
use crate::model::{Agent, Status};
use crate::service::{enter, requests, rights, spaces};
use crate::store::agents;
use crate::token::{self, Kind};

/// What letters are made with.
#[derive(Clone)]
pub struct Post {
    pub mailer: Mailer,
    pub messages: Messages,
    /// Address of the site without a final slash.
    pub base_url: String,
    pub means: Means,
}

/// Takes away sessions, links and counts that are over.
#[derive(Serialize, Deserialize)]
struct Tidy {}

impl Job for Tidy {
    const NAME: &'static str = "accounts-tidy";
    const ATTEMPTS: u32 = 2;
}

/// Registers the jobs of the accounts.
pub fn jobs(builder: Builder, post: Post) -> Builder {
    builder
        .on(move |job: LetterJob, work: &Work<'_>| post.handle(&job, work))
        .on(|_: Tidy, work: &Work<'_>| {
            let now = work.clock.now();
            work.pool.write(|db| db.tx(|db| enter::purge(db, now))).map(drop).map_err(Failed::from)
        })
        .every("accounts-nightly", Schedule::Daily { hour: 2, minute: 10 }, |_| Tidy {})
}

impl Post {
    fn handle(&self, job: &LetterJob, work: &Work<'_>) -> Result<(), Failed> {
        if let LetterJob::AccessAsked { request } = job {
            return self.spread(*request, work);
        }
        // A letter with a link makes its token now: it is in this letter and nowhere else.
        let now = work.clock.now();
        let letter = work.pool.write(|db| db.tx(|db| self.letter(db, job, now))).map_err(Failed::from)?;
        match letter {
            Some(letter) => Ok(self.mailer.send(&letter, work.id, now).map(drop)?),
            // The account is gone or cannot be written to any more: nobody waits for this letter.
            None => Ok(()),
        }
    }

    /// One letter, and so one job, to each of those who may decide a request.
    fn spread(&self, request: Id, work: &Work<'_>) -> Result<(), Failed> {
        let now = work.clock.now();
        let spread = |db: &mut Db| {
            let asked = requests::one(db, request)?;
            let place = Place::space(asked.space);
            for agent in agents::all(db)?.into_iter().filter(|a| a.status == Status::Active) {
                let rights = rights::held(db, agent.id, now)?;
                let actor = Actor::agent(agent.id, None, rights);
                if actor.may(Permission::AgentInvite, &place, now) {
                    let job = LetterJob::AccessToDecide { request, agent: agent.id };
                    enqueue_once(db, self.means.id(now), &job, now, &format!("{request} {}", agent.id))?;
                }
            }
            Ok::<_, AccountsError>(())
        };
        work.pool.write(|db| db.tx(spread)).map_err(Failed::from)
    }

    fn letter(&self, db: &mut Db, job: &LetterJob, now: Timestamp) -> Result<Option<Letter>, AccountsError> {
        match job {
            LetterJob::Invitation { agent } => {
                let link = |db: &mut Db| self.link(db, paths::INVITATION, Kind::Invitation, *agent, "", now);
                self.with_link(db, *agent, "letter-invitation", "text", "note", link)
            }
            LetterJob::Reset { agent } => {
                let link = |db: &mut Db| self.link(db, paths::RESET, Kind::Reset, *agent, "", now);
                self.with_link(db, *agent, "letter-reset", "text", "note", link)
            }
            LetterJob::NoAccount { email, locale } => {
                let words = self.messages.words(Locale::parse(locale).unwrap_or_default());
                let letter = self.begin(words, email, "letter-no-account-subject");
                Ok(letter.map(|l| {
                    l.paragraph(words.t("letter-no-account-text")).footnote(words.t("letter-no-account-note"))
                }))
            }
            LetterJob::EmailBefore { agent, to } => {
                self.change(db, *agent, None, to, (paths::EMAIL_BEFORE, Kind::EmailBefore), now)
            }
            LetterJob::EmailAfter { agent, to } => {
                self.change(db, *agent, Some(to), to, (paths::EMAIL_AFTER, Kind::EmailAfter), now)
            }
            LetterJob::NewDevice { agent, device, at } => {
                let Some((agent, words)) = self.reader(db, *agent)? else { return Ok(None) };
                let device = if device.is_empty() { "?".to_owned() } else { device_name(device) };
                let text = words.with(
                    "letter-device-text",
                    &[("device", device.into()), ("at", instant(words, *at).into())],
                );
                Ok(self.to_account(words, &agent, "letter-device", text))
            }
            LetterJob::SecurityChanged { agent, what, at } => {
                let Some((agent, words)) = self.reader(db, *agent)? else { return Ok(None) };
                let text = words.a(&format!("letter-security-{what}"), "at", instant(words, *at));
                Ok(self.to_account(words, &agent, "letter-security", text))
            }
            LetterJob::RightGiven { agent, right } => self.right(db, *agent, *right),
            LetterJob::AccessAsked { .. } => Ok(None),
            LetterJob::AccessToDecide { request, agent } => self.asked(db, *request, *agent),
            LetterJob::AccessDeclined { email, space } => {
                let words = self.messages.words(Locale::Fr);
                let space =
                    spaces::all(db)?.into_iter().find(|s| s.id == *space).map(|s| s.name).unwrap_or_default();
                let letter = self.begin(words, email, "letter-declined-subject");
                Ok(letter.map(|l| l.paragraph(words.a("letter-declined-text", "space", space))))
            }
        }
    }

    /// An agent who can be written to, and their words.
    fn reader(&self, db: &mut Db, id: Id) -> Result<Option<(Agent, &Words)>, AccountsError> {
        let agent = match agents::one(db, id) {
            Err(AccountsError::NotFound) => return Ok(None),
            found => found?,
        };
        let words = self.messages.words(agent.locale);
        Ok(matches!(agent.status, Status::Active | Status::Invited).then_some((agent, words)))
    }

    fn begin(&self, words: &Words, to: &str, subject: &str) -> Option<Letter> {
        let subject = words.a(subject, "site", words.t("ui-service-title"));
        Some(Letter::new(to.parse().ok()?, words.locale(), subject))
    }

    fn begin_to(&self, words: &Words, agent: &Agent, subject: &str) -> Option<Letter> {
        self.begin(words, agent.email.as_ref().map(Email::as_str)?, subject)
    }

    fn absolute(&self, locale: Locale, paths: Paths) -> String {
        format!("{}{}", self.base_url, paths.to(locale, &[]))
    }

    fn link(
        &self,
        db: &mut Db,
        paths: Paths,
        kind: Kind,
        agent: Id,
        detail: &str,
        now: Timestamp,
    ) -> Result<(Paths, String), AccountsError> {
        Ok((paths, token::issue(db, &self.means, kind, Some(agent), detail, now)?))
    }

    fn with_link(
        &self,
        db: &mut Db,
        agent: Id,
        key: &str,
        text: &str,
        note: &str,
        link: impl FnOnce(&mut Db) -> Result<(Paths, String), AccountsError>,
    ) -> Result<Option<Letter>, AccountsError> {
        let Some((agent, words)) = self.reader(db, agent)? else { return Ok(None) };
        let Some(letter) = self.begin_to(words, &agent, &format!("{key}-subject")) else { return Ok(None) };
        let (paths, code) = link(db)?;
        let url = format!("{}?code={code}", self.absolute(words.locale(), paths));
        let text = words.a(&format!("{key}-{text}"), "site", words.t("ui-service-title"));
        let letter = letter.paragraph(text).action(words.t(&format!("{key}-action")), url);
        Ok(Some(letter.footnote(words.t(&format!("{key}-{note}")))))
    }

    fn change(
        &self,
        db: &mut Db,
        agent: Id,
        to: Option<&str>,
        new: &str,
        (paths, kind): (Paths, Kind),
        now: Timestamp,
    ) -> Result<Option<Letter>, AccountsError> {
        let Some((agent, words)) = self.reader(db, agent)? else { return Ok(None) };
        let key = format!("letter-{}", kind.as_str());
        let letter = match to {
            Some(to) => self.begin(words, to, &format!("{key}-subject")),
            None => self.begin_to(words, &agent, &format!("{key}-subject")),
        };
        let Some(letter) = letter else { return Ok(None) };
        let code = token::issue(db, &self.means, kind, Some(agent.id), new, now)?;
        let url = format!("{}?code={code}", self.absolute(words.locale(), paths));
        let letter = letter.paragraph(words.a(&format!("{key}-text"), "to", new));
        Ok(Some(letter.action(words.t("letter-email-action"), url).footnote(words.t("letter-email-note"))))
    }

    fn to_account(&self, words: &Words, agent: &Agent, key: &str, text: String) -> Option<Letter> {
        let url = self.absolute(words.locale(), paths::ACCOUNT);
        let letter = self.begin_to(words, agent, &format!("{key}-subject"))?;
        let letter = letter.paragraph(text).action(words.t(&format!("{key}-action")), url);
        Some(letter.footnote(words.t(&format!("{key}-note"))))
    }

    fn right(&self, db: &mut Db, agent: Id, right: Id) -> Result<Option<Letter>, AccountsError> {
        let Some((agent, words)) = self.reader(db, agent)? else { return Ok(None) };
        let given = rights::one(db, right)?;
        let role = words.t(&format!("role-{}", given.role));
        let text = words
            .with("letter-right-text", &[("role", role.into()), ("reason", given.reason.clone().into())]);
        let Some(mut letter) = self.begin_to(words, &agent, "letter-right-subject") else { return Ok(None) };
        letter = letter.paragraph(text);
        if let Some(until) = given.until {
            letter = letter.paragraph(words.a("letter-right-until", "until", words.date(until)));
        }
        let url = self.absolute(words.locale(), paths::ACCOUNT);
        Ok(Some(letter.action(words.t("letter-right-action"), url)))
    }

    fn asked(&self, db: &mut Db, request: Id, agent: Id) -> Result<Option<Letter>, AccountsError> {
        let Some((agent, words)) = self.reader(db, agent)? else { return Ok(None) };
        let request = requests::one(db, request)?;
        let space =
            spaces::all(db)?.into_iter().find(|s| s.id == request.space).map(|s| s.name).unwrap_or_default();
        let text = words.with("letter-asked-text", &[("name", request.name.into()), ("space", space.into())]);
        let url = self.absolute(words.locale(), paths::REQUESTS);
        let letter = self.begin_to(words, &agent, "letter-asked-subject");
        Ok(letter.map(|l| l.paragraph(text).action(words.t("letter-asked-action"), url)))
    }
}

fn instant(words: &Words, at: Timestamp) -> String {
    let text = at.to_string();
    format!("{} {} UTC", words.date(at), text.get(11..16).unwrap_or(""))
}
