//! Encryption with age, on the way out and on the way in.

use age::stream::StreamWriter;
use age::{DecryptError, Decryptor, Encryptor, Identity, IdentityFile};
use std::fs::File;
use std::io::{self, BufReader, Read, Seek, Write};
use std::path::Path;

use crate::Error;

/// How every file of age begins; any version of it.
const AGE: &[u8] = b"age-encryption.org/";
/// How every zstd frame begins: RFC 8878, 3.1.1.
const ZSTD: &[u8] = &[0x28, 0xb5, 0x2f, 0xfd];

/// Whom archives are encrypted for; none: they are not.
#[derive(Clone, Default)]
pub struct Recipients(Vec<age::x25519::Recipient>);

impl Recipients {
    /// # Errors
    /// [`Error::Recipient`] with the first text that is none.
    pub fn parse<'t>(texts: impl IntoIterator<Item = &'t String>) -> Result<Self, Error> {
        texts.into_iter().map(|text| recipient(text)).collect::<Result<_, _>>().map(Self)
    }

    pub const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// A recipient as age writes it: `age1…`.
///
/// # Errors
/// [`Error::Recipient`].
pub fn recipient(text: &str) -> Result<age::x25519::Recipient, Error> {
    text.trim().parse().map_err(|_| Error::Recipient(text.to_owned()))
}

/// The identities of a file that `age-keygen` writes.
///
/// # Errors
/// A file that cannot be read; [`Error::Identity`].
pub fn identities(path: &Path) -> Result<Vec<Box<dyn Identity>>, Error> {
    let file = File::open(path).map_err(Error::io(path))?;
    let found = IdentityFile::from_buffer(BufReader::new(file)).ok();
    let found = found.and_then(|file| file.into_identities().ok()).filter(|found| !found.is_empty());
    found.ok_or_else(|| Error::Identity(path.to_owned()))
}

/// What is written through, encrypted or not.
pub(crate) enum Sealed<W: Write> {
    Plain(W),
    Age(Box<StreamWriter<W>>),
}

impl<W: Write> Sealed<W> {
    pub fn new(to: W, recipients: &Recipients) -> io::Result<Self> {
        if recipients.is_empty() {
            return Ok(Self::Plain(to));
        }
        let all = recipients.0.iter().map(|one| one as &dyn age::Recipient);
        let encryptor = Encryptor::with_recipients(all).map_err(io::Error::other)?;
        Ok(Self::Age(Box::new(encryptor.wrap_output(to)?)))
    }

    /// Without it, what was encrypted cannot be told from what was cut.
    pub fn finish(self) -> io::Result<W> {
        match self {
            Self::Plain(to) => Ok(to),
            Self::Age(to) => to.finish(),
        }
    }
}

impl<W: Write> Write for Sealed<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Self::Plain(to) => to.write(bytes),
            Self::Age(to) => to.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Self::Plain(to) => to.flush(),
            Self::Age(to) => to.flush(),
        }
    }
}

/// What an archive holds under its encryption: compressed still.
pub(crate) fn opened(path: &Path, identities: &[Box<dyn Identity>]) -> Result<Box<dyn Read>, Error> {
    let mut file = File::open(path).map_err(Error::io(path))?;
    let mut head = Vec::new();
    (&file).take(AGE.len() as u64).read_to_end(&mut head).map_err(Error::io(path))?;
    file.rewind().map_err(Error::io(path))?;
    let file = BufReader::with_capacity(256 * 1024, file);
    if head.starts_with(ZSTD) {
        return Ok(Box::new(file));
    }
    if head != AGE {
        return Err(if head.is_empty() { Error::Cut } else { Error::NotAnArchive });
    }
    if identities.is_empty() {
        return Err(Error::NoIdentity);
    }
    let failed = |error| match error {
        DecryptError::NoMatchingKeys | DecryptError::KeyDecryptionFailed => Error::WrongIdentity,
        DecryptError::Io(error) => Error::reading(&error),
        other => Error::Damaged(other.to_string()),
    };
    let decryptor = Decryptor::new_buffered(file).map_err(failed)?;
    let all = identities.iter().map(|one| &**one as &dyn Identity);
    Ok(Box::new(decryptor.decrypt(all).map_err(failed)?))
}
