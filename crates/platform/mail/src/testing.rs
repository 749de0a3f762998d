//! A mail server for tests: it takes letters and keeps them, or refuses them as it is told.

use mail_parser::{MessageParser, MimeHeaders};
use std::io::{BufRead, BufReader, Write};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;

/// How the server behaves towards the next letters.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Manner {
    #[default]
    Accepts,
    /// Answers this code (550: no such address; 451: later) to the recipient.
    Refuses(u16),
    /// Closes the connection in the middle of a letter.
    HangsUp,
    /// Wants a name and password, and answers 535 to any but these.
    Wants { user: String, password: String },
}

/// A letter as it came.
#[derive(Debug, Clone)]
pub struct Received {
    /// Sender and recipients of the envelope.
    pub from: String,
    pub to: Vec<String>,
    pub raw: Vec<u8>,
    pub subject: String,
    pub text: String,
    pub html: String,
    /// The types of its parts, the whole first.
    pub parts: Vec<String>,
    headers: Vec<(String, String)>,
}

impl Received {
    fn new(from: String, to: Vec<String>, raw: &[u8]) -> Self {
        let message = MessageParser::default().parse(raw).expect("a letter that can be parsed");
        let part_type = |part: &mail_parser::MessagePart<'_>| {
            let kind = part.content_type().expect("a part has a type");
            format!("{}/{}", kind.ctype(), kind.subtype().unwrap_or(""))
        };
        let header = |(name, value): (&str, &str)| (name.to_owned(), value.trim().to_owned());
        Self {
            subject: message.subject().unwrap_or("").to_owned(),
            text: message.body_text(0).unwrap_or_default().into_owned(),
            html: message.body_html(0).unwrap_or_default().into_owned(),
            parts: message.parts.iter().map(part_type).collect(),
            headers: message.headers_raw().map(header).collect(),
            from,
            to,
            raw: raw.to_owned(),
        }
    }

    /// The raw value of a header of the letter, if it has it.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(own, _)| own.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str())
    }

    /// The names of its headers, in order.
    pub fn headers(&self) -> Vec<&str> {
        self.headers.iter().map(|(name, _)| name.as_str()).collect()
    }
}

#[derive(Default)]
struct State {
    manner: Mutex<Manner>,
    letters: Mutex<Vec<Received>>,
    /// The connections that it took.
    streams: Mutex<Vec<TcpStream>>,
    is_over: AtomicBool,
}

/// A mail server on a free port of this machine, until it is dropped.
pub struct Sink {
    address: SocketAddr,
    state: Arc<State>,
    thread: Option<JoinHandle<()>>,
}

impl Sink {
    /// # Panics
    /// When no port is free.
    pub fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let address = listener.local_addr().expect("its address");
        let state = Arc::new(State::default());
        let shared = Arc::clone(&state);
        let thread = std::thread::spawn(move || {
            for stream in listener.incoming().map_while(Result::ok) {
                if shared.is_over.load(Ordering::SeqCst) {
                    break;
                }
                lock(&shared.streams).extend(stream.try_clone());
                let shared = Arc::clone(&shared);
                // A connection that breaks is the client's matter.
                std::thread::spawn(move || Conversation::new(stream, &shared).and_then(Conversation::run));
            }
        });
        Self { address, state, thread: Some(thread) }
    }

    /// `127.0.0.1:PORT`.
    pub const fn address(&self) -> SocketAddr {
        self.address
    }

    /// The address to put into the settings.
    pub fn url(&self) -> String {
        format!("smtp://{}", self.address)
    }

    pub fn behave(&self, manner: Manner) {
        *lock(&self.state.manner) = manner;
    }

    /// The letters that it accepted, oldest first.
    pub fn letters(&self) -> Vec<Received> {
        lock(&self.state.letters).clone()
    }

    /// The letters that it accepted, which it then forgets.
    pub fn take(&self) -> Vec<Received> {
        std::mem::take(&mut *lock(&self.state.letters))
    }
}

impl Drop for Sink {
    fn drop(&mut self) {
        self.state.is_over.store(true, Ordering::SeqCst);
        // Wakes the thread that listens.
        drop(TcpStream::connect(self.address));
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
        for stream in lock(&self.state.streams).iter() {
            let _ = stream.shutdown(Shutdown::Both);
        }
    }
}

/// A test that failed elsewhere must not hide behind this one.
fn lock<T>(held: &Mutex<T>) -> MutexGuard<'_, T> {
    held.lock().unwrap_or_else(PoisonError::into_inner)
}

struct Conversation<'a> {
    lines: BufReader<TcpStream>,
    stream: TcpStream,
    state: &'a State,
}

/// The list of connections holds it too: closed aloud.
impl Drop for Conversation<'_> {
    fn drop(&mut self) {
        let _ = self.stream.shutdown(Shutdown::Both);
    }
}

impl<'a> Conversation<'a> {
    fn new(stream: TcpStream, state: &'a State) -> std::io::Result<Self> {
        Ok(Self { lines: BufReader::new(stream.try_clone()?), stream, state })
    }

    fn say(&mut self, line: &str) -> std::io::Result<()> {
        self.stream.write_all(format!("{line}\r\n").as_bytes())
    }

    fn manner(&self) -> Manner {
        lock(&self.state.manner).clone()
    }

    fn run(mut self) -> std::io::Result<()> {
        let (mut from, mut to) = (String::new(), Vec::new());
        let mut is_in = false;
        self.say("220 sink")?;
        loop {
            let mut line = String::new();
            if self.lines.read_line(&mut line)? == 0 {
                return Ok(());
            }
            let line = line.trim_end();
            let manner = self.manner();
            match line.split([' ', ':']).next().unwrap_or("").to_ascii_uppercase().as_str() {
                "EHLO" | "HELO" => {
                    self.say("250-sink\r\n250-8BITMIME\r\n250-SMTPUTF8\r\n250 AUTH PLAIN")?;
                }
                "AUTH" => {
                    is_in = is_known(line, &manner);
                    self.say(if is_in { "235 welcome" } else { "535 wrong password" })?;
                }
                "MAIL" if matches!(manner, Manner::Wants { .. }) && !is_in => self.say("530 who are you?")?,
                "MAIL" => {
                    from = between(line);
                    self.say("250 ok")?;
                }
                "RCPT" => {
                    if let Manner::Refuses(code) = manner {
                        self.say(&format!("{code} <{}>: not here", between(line)))?;
                    } else {
                        to.push(between(line));
                        self.say("250 ok")?;
                    }
                }
                "DATA" if manner == Manner::HangsUp => return Ok(()),
                "DATA" => {
                    self.say("354 go on")?;
                    let raw = self.content()?;
                    let letter = Received::new(std::mem::take(&mut from), std::mem::take(&mut to), &raw);
                    lock(&self.state.letters).push(letter);
                    self.say("250 kept")?;
                }
                "RSET" | "NOOP" => self.say("250 ok")?,
                "QUIT" => return self.say("221 bye"),
                _ => self.say("502 what?")?,
            }
        }
    }

    /// The letter up to its lone point.
    fn content(&mut self) -> std::io::Result<Vec<u8>> {
        let mut raw = Vec::new();
        loop {
            let mut line = Vec::new();
            if self.lines.read_until(b'\n', &mut line)? == 0 {
                return Err(std::io::ErrorKind::UnexpectedEof.into());
            }
            if line == b".\r\n" {
                return Ok(raw);
            }
            raw.extend_from_slice(line.strip_prefix(b".").unwrap_or(&line));
        }
    }
}

/// What is between the brackets of `MAIL FROM:<…>`.
fn between(line: &str) -> String {
    let inside = line.split_once('<').and_then(|(_, rest)| rest.split_once('>'));
    inside.map_or("", |(address, _)| address).to_owned()
}

/// Whether `AUTH PLAIN …` gives the name and password wanted.
fn is_known(line: &str, manner: &Manner) -> bool {
    let Manner::Wants { user, password } = manner else { return true };
    let given = line.split(' ').nth(2).unwrap_or("").as_bytes();
    let wanted = format!("\0{user}\0{password}");
    mail_parser::decoders::base64::base64_decode(given).is_some_and(|given| given == wanted.as_bytes())
}
