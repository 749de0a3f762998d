use lettre::message::header::{Header, HeaderName, HeaderValue};
use lettre::message::{Mailbox, Message, MultiPart, SinglePart};
use lettre::{SmtpTransport, Transport};
use parvis_kernel::{Id, Timestamp};
use parvis_metrics::{Counter, Metric};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use crate::{Address, Error, Letter, Letterhead, MailSettings, SmtpUrl, Written, written};

static LETTERS: Counter<1> = Counter::new(
    "parvis_mail_letters",
    "Attempts to send a letter, by how each ended: sent, refused (for good), unavailable (tried again), or what is wrong here",
    &["result"],
);

/// The metrics of this crate.
pub static METRICS: &[&dyn Metric] = &[&LETTERS];

/// Sends letters; cheap to clone.
#[derive(Clone)]
pub struct Mailer(Arc<Post>);

enum Post {
    None,
    Smtp { desk: Desk, url: SmtpUrl, transport: SmtpTransport },
    Folder { desk: Desk, folder: PathBuf },
}

/// Where a letter went.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Sent {
    /// The mail server answers for it now.
    Server,
    /// It was written to this file, which a mail program opens.
    File(PathBuf),
}

impl Mailer {
    /// Sends by a mail server, whose connections are kept and used again.
    ///
    /// # Errors
    /// [`Error::Settings`]; the server itself is not asked yet.
    pub fn smtp(settings: &MailSettings, head: Letterhead) -> Result<Self, Error> {
        let reply_to = settings.reply_to.as_deref().map(|text| mailbox("reply_to", text)).transpose()?;
        let desk = Desk { head, from: mailbox("from", &settings.from)?, reply_to };
        let (url, transport) = (settings.smtp_url.clone(), settings.smtp_url.transport()?);
        Ok(Self(Arc::new(Post::Smtp { desk, url, transport })))
    }

    /// Writes each letter to a file of `folder`, which is made: for development and demonstrations. The files may
    /// hold links that open an account: only their owner may read them.
    ///
    /// # Errors
    /// [`Error::Folder`] when it cannot be made.
    pub fn folder(folder: &Path, head: Letterhead) -> Result<Self, Error> {
        std::fs::create_dir_all(folder)?;
        let from = mailbox("from", "parvis@parvis.invalid")?;
        let from = Mailbox::new(Some(one_line(&head.service)), from.email);
        let desk = Desk { head, from, reply_to: None };
        Ok(Self(Arc::new(Post::Folder { desk, folder: folder.to_owned() })))
    }

    /// Refuses every letter with [`Error::NotConfigured`].
    pub fn none() -> Self {
        Self(Arc::new(Post::None))
    }

    /// Whether letters go anywhere: pages offer what needs a letter only then.
    pub fn is_configured(&self) -> bool {
        !matches!(*self.0, Post::None)
    }

    /// The letters that were written to files instead of being sent, the newest first; none when they are sent.
    ///
    /// # Errors
    /// [`Error::Folder`] when the folder cannot be read.
    pub fn written(&self) -> Result<Option<Vec<Written>>, Error> {
        match &*self.0 {
            Post::Folder { folder, .. } => written::letters(folder).map(Some),
            Post::None | Post::Smtp { .. } => Ok(None),
        }
    }

    /// Whether letters are written to files, for whoever develops or tries Parvis to read.
    pub fn is_folder(&self) -> bool {
        matches!(*self.0, Post::Folder { .. })
    }

    /// Sends a letter, and waits until the server has it: call it from a job. `id` is the job's: the same letter
    /// sent twice has the same `Message-ID`.
    ///
    /// # Errors
    /// Those of [`Error`]; `?` in a handler turns them into a failure that is tried again or not.
    pub fn send(&self, letter: &Letter, id: Id, at: Timestamp) -> Result<Sent, Error> {
        let sent = self.hand_over(letter, id, at);
        LETTERS.add([sent.as_ref().map_or_else(Error::as_str, |_| "sent")]);
        sent
    }

    fn hand_over(&self, letter: &Letter, id: Id, at: Timestamp) -> Result<Sent, Error> {
        match &*self.0 {
            Post::None => Err(Error::NotConfigured),
            Post::Smtp { desk, transport, .. } => {
                let message = desk.message(letter, id, at)?;
                transport.send(&message).map_err(|error| Error::of(&error, &letter.to))?;
                Ok(Sent::Server)
            }
            Post::Folder { desk, folder } => {
                let path = folder.join(format!("{}-{id}.eml", at.to_string().replace(':', "")));
                write_private(&path, &desk.message(letter, id, at)?.formatted())?;
                tracing::info!(path = %path.display(), "a letter was written to a file");
                Ok(Sent::File(path))
            }
        }
    }
}

impl std::fmt::Debug for Mailer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match &*self.0 {
            Post::None => f.write_str("Mailer(none)"),
            Post::Smtp { url, .. } => write!(f, "Mailer({url})"),
            Post::Folder { folder, .. } => write!(f, "Mailer({})", folder.display()),
        }
    }
}

/// Where letters are put into their envelope.
struct Desk {
    head: Letterhead,
    from: Mailbox,
    reply_to: Option<Mailbox>,
}

impl Desk {
    /// The same letter, identifier and instant give the same bytes.
    fn message(&self, letter: &Letter, id: Id, at: Timestamp) -> Result<Message, Error> {
        let page = self.head.render(letter, self.reply_to.is_some())?;
        let both = MultiPart::alternative()
            .boundary(format!("parvis-{id}"))
            .singlepart(SinglePart::plain(page.text))
            .singlepart(SinglePart::html(page.html));
        let builder = Message::builder()
            .from(self.from.clone())
            .to(Mailbox::new(None, recipient(&letter.to)?))
            .subject(one_line(&letter.subject))
            .date(date(at))
            .message_id(Some(format!("<{id}@{}>", self.from.email.domain())))
            .header(AutoSubmitted);
        let builder = match &self.reply_to {
            Some(reply_to) => builder.reply_to(reply_to.clone()),
            None => builder,
        };
        builder.multipart(both).map_err(Error::unwritten)
    }
}

fn recipient(to: &Address) -> Result<lettre::Address, Error> {
    to.as_str().parse().map_err(|_| Error::Letter("its recipient is not an address".to_owned()))
}

fn mailbox(setting: &str, text: &str) -> Result<Mailbox, Error> {
    let wrong = || Error::Settings(format!("{setting}: expected NAME <name@domain.fr>"));
    let mailbox: Mailbox = text.trim().parse().map_err(|_| wrong())?;
    let address: Address = mailbox.email.to_string().parse().map_err(|_| wrong())?;
    Ok(Mailbox::new(mailbox.name.as_deref().map(one_line), recipient(&address)?))
}

/// Text fit for a header: line breaks, which would begin another header, become spaces.
fn one_line(text: &str) -> String {
    let plain = |c: char| if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}') { ' ' } else { c };
    text.chars().map(plain).collect::<String>().trim().to_owned()
}

/// The instant as the `Date` header wants it: within the years 1970 to 9999.
fn date(at: Timestamp) -> SystemTime {
    const LAST: u64 = 253_402_300_799;
    let seconds = u64::try_from(at.micros() / 1_000_000).unwrap_or(0).min(LAST);
    SystemTime::UNIX_EPOCH + Duration::from_secs(seconds)
}

/// RFC 3834: no answering machine answers.
#[derive(Clone)]
struct AutoSubmitted;

impl Header for AutoSubmitted {
    fn name() -> HeaderName {
        HeaderName::new_from_ascii_str("Auto-Submitted")
    }

    fn parse(_: &str) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        Ok(Self)
    }

    fn display(&self) -> HeaderValue {
        HeaderValue::new(Self::name(), "auto-generated".to_owned())
    }
}

fn write_private(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)?.write_all(bytes)
}
