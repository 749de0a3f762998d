//! What a site asks of machines: `robots.txt`, as RFC 9309 says it is read. `Crawl-delay` is not of the RFC; sites that
//! write it mean it, so it is read too.

use std::time::Duration;

/// Bytes of a file that are read: RFC 9309, 2.5, asks for 500 KiB at least.
pub const MOST_BYTES: usize = 512 * 1024;
/// Rules that are kept: no honest file has as many.
const MOST_RULES: usize = 5_000;
/// The longest pause between two pages that is kept: beyond, fewer pages are visited rather than none.
pub const LONGEST_DELAY: Duration = Duration::from_secs(10);

/// The rules of a file for one visitor.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Robots {
    /// Paths, with whether they are allowed.
    rules: Vec<(bool, String)>,
    /// The pause asked for between two requests, at most [`LONGEST_DELAY`].
    pub delay: Option<Duration>,
    is_closed: bool,
}

impl Robots {
    /// Everything is open: the site has no such file (RFC 9309, 2.3.1.3).
    pub fn open() -> Self {
        Self::default()
    }

    /// Nothing is: the file cannot be had because the server fails (RFC 9309, 2.3.1.4).
    pub fn closed() -> Self {
        Self { is_closed: true, ..Self::default() }
    }

    /// Reads a file for a visitor of this name (its product token, `Parvis-Probe`).
    pub fn read(file: &[u8], agent: &str) -> Self {
        let text = String::from_utf8_lossy(&file[..file.len().min(MOST_BYTES)]);
        let groups = groups(text.trim_start_matches('\u{feff}'));
        // Groups of our name, all of them together; else those of everybody.
        let is_ours = |name: &String| name.eq_ignore_ascii_case(agent);
        let named = groups.iter().any(|group| group.agents.iter().any(is_ours));
        let mut robots = Self::default();
        for group in groups {
            let is_for_us = if named {
                group.agents.iter().any(is_ours)
            } else {
                group.agents.iter().any(|agent| agent == "*")
            };
            if is_for_us {
                robots.rules.extend(group.rules);
                robots.delay = robots.delay.max(group.delay);
            }
        }
        robots
    }

    /// Whether a path, with its query, may be visited: the longest rule that fits it decides, and of two as long the one
    /// that allows.
    pub fn allows(&self, path: &str) -> bool {
        if self.is_closed {
            return false;
        }
        if path == "/robots.txt" {
            return true;
        }
        let path = normal(path);
        let fitting = self.rules.iter().filter(|(_, rule)| fits(rule, &path));
        fitting.max_by_key(|(allowed, rule)| (rule.len(), *allowed)).is_none_or(|(allowed, _)| *allowed)
    }
}

#[derive(Default)]
struct Group {
    agents: Vec<String>,
    rules: Vec<(bool, String)>,
    delay: Option<Duration>,
}

fn groups(text: &str) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    let (mut is_head, mut kept) = (false, 0);
    for line in text.split(['\n', '\r']) {
        let line = line.split('#').next().unwrap_or("");
        let Some((key, value)) = line.split_once(':') else { continue };
        let (key, value) = (key.trim().to_ascii_lowercase(), value.trim());
        if key == "user-agent" {
            if !is_head {
                groups.push(Group::default());
            }
            is_head = true;
            // What follows the product token (a version, a comment) is not compared.
            let token =
                value.split(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '*'))).next();
            if let (Some(group), Some(token)) = (groups.last_mut(), token) {
                group.agents.push(token.to_owned());
            }
        } else if let Some(group) = groups.last_mut()
            && matches!(key.as_str(), "allow" | "disallow" | "crawl-delay")
        {
            is_head = false;
            if key == "crawl-delay" {
                let seconds =
                    value.parse::<f64>().ok().filter(|seconds| *seconds >= 0.0 && seconds.is_finite());
                let delay =
                    seconds.map(|seconds| Duration::from_secs_f64(seconds.min(LONGEST_DELAY.as_secs_f64())));
                group.delay = group.delay.max(delay);
            } else if !value.is_empty() && kept < MOST_RULES {
                kept += 1;
                group.rules.push((key == "allow", normal(value)));
            }
        }
        if groups.len() > MOST_RULES {
            break;
        }
    }
    groups
}

/// Percent-encoding as both sides write it alike: what is not ASCII encoded, hexadecimal figures in capitals, what needs
/// no encoding bare.
fn normal(path: &str) -> String {
    const HEX: &[u8; 16] = b"0123456789ABCDEF";
    let figure = |byte: Option<&u8>| byte.and_then(|byte| (*byte as char).to_digit(16));
    let bytes = path.as_bytes();
    let mut normal = String::with_capacity(bytes.len());
    let encode = |normal: &mut String, byte: u8| {
        normal.push('%');
        normal.push(char::from(HEX[usize::from(byte >> 4)]));
        normal.push(char::from(HEX[usize::from(byte & 15)]));
    };
    let mut at = 0;
    while at < bytes.len() {
        let pair =
            (bytes[at] == b'%').then(|| figure(bytes.get(at + 1)).zip(figure(bytes.get(at + 2)))).flatten();
        let byte = pair.and_then(|(high, low)| u8::try_from(high * 16 + low).ok());
        match byte {
            Some(byte) if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~') => {
                normal.push(char::from(byte));
            }
            Some(byte) => encode(&mut normal, byte),
            None if bytes[at].is_ascii_graphic() => normal.push(char::from(bytes[at])),
            None => encode(&mut normal, bytes[at]),
        }
        at += if byte.is_some() { 3 } else { 1 };
    }
    normal
}

/// Whether a rule fits the beginning of a path; `*` is any characters, `$` at the end is the end. Each star takes as
/// little as it can, which finds a fit when there is one.
fn fits(rule: &str, path: &str) -> bool {
    let (rule, is_whole) = rule.strip_suffix('$').map_or((rule, false), |rule| (rule, true));
    let mut parts = rule.split('*');
    let first = parts.next().unwrap_or("");
    let Some(mut rest) = path.strip_prefix(first) else { return false };
    let parts: Vec<&str> = parts.collect();
    let Some((last, middle)) = parts.split_last() else { return !is_whole || rest.is_empty() };
    for part in middle {
        match rest.find(part) {
            Some(at) => rest = &rest[at + part.len()..],
            None => return false,
        }
    }
    if is_whole { rest.ends_with(last) } else { rest.contains(last) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(file: &str) -> Robots {
        Robots::read(file.as_bytes(), "Parvis-Probe")
    }

    #[test]
    fn the_longest_rule_that_fits_decides() {
        for (file, path, allowed) in [
            ("", "/a", true),
            ("User-agent: *\nDisallow: /", "/a", false),
            ("User-agent: *\nDisallow: /", "/robots.txt", true),
            ("User-agent: *\nDisallow:", "/a", true),
            ("User-agent: *\nDisallow: /a\nAllow: /a/b", "/a/b/c", true),
            ("User-agent: *\nDisallow: /a\nAllow: /a/b", "/a/c", false),
            ("User-agent: *\nAllow: /page\nDisallow: /*.htm", "/page.htm", false),
            ("User-agent: *\nAllow: /p\nDisallow: /p", "/p", true),
            ("User-agent: *\nDisallow: /*?", "/a?b=1", false),
            ("User-agent: *\nDisallow: /*.php$", "/a.php", false),
            ("User-agent: *\nDisallow: /*.php$", "/a.php?b", true),
            ("User-agent: *\nDisallow: /a*b*c", "/axxbyyc/z", false),
            ("User-agent: *\nDisallow: /fran%c3%a7ais", "/fran%C3%A7ais", false),
            ("User-agent: *\nDisallow: /français", "/fran%C3%A7ais", false),
            ("User-agent: *\nDisallow: /%7Ea", "/~a", false),
            ("user-agent : parvis-probe\r\ndisallow : /a # ici\r\n", "/a", false),
            ("User-agent: Parvis-Probe/0.1\nDisallow: /a", "/a", false),
            ("User-agent: a\nUser-agent: Parvis-Probe\nDisallow: /a", "/a", false),
            ("User-agent: Parvis-Probe\nAllow: /\n\nUser-agent: *\nDisallow: /", "/a", true),
            ("User-agent: *\nDisallow: /\n\nUser-agent: Other\nDisallow:", "/a", false),
            (
                "User-agent: Parvis-Probe\nDisallow: /a\nUser-agent: *\nDisallow: /b\nUser-agent: Parvis-Probe\nDisallow: /c",
                "/c",
                false,
            ),
            ("Disallow: /", "/a", true),
            ("\u{feff}User-agent: *\nDisallow: /a", "/a", false),
            ("<!DOCTYPE html><html>", "/a", true),
        ] {
            assert_eq!(read(file).allows(path), allowed, "{file} / {path}");
        }
        assert!(Robots::open().allows("/a") && !Robots::closed().allows("/a"));
    }

    #[test]
    fn a_pause_is_kept_within_reason() {
        assert_eq!(read("User-agent: *\nCrawl-delay: 2.5").delay, Some(Duration::from_millis(2500)));
        assert_eq!(read("User-agent: *\nCrawl-delay: 86400").delay, Some(LONGEST_DELAY));
        for odd in ["-1", "NaN", "inf", "x", ""] {
            assert!(read(&format!("User-agent: *\nCrawl-delay: {odd}")).delay.is_none(), "{odd}");
        }
    }

    #[test]
    fn a_file_without_end_is_read_to_where_it_says() {
        let file = "User-agent: *\nDisallow: /a*b*c*d*e*f*g*h*i*j$\n".repeat(220_000);
        let robots = read(&file);
        assert!(robots.rules.len() <= MOST_RULES);
        assert!(robots.allows(&format!("/{}", "abcdefghi".repeat(200))));
    }

    proptest! {
        #[test]
        fn any_file_is_read_to_an_answer(file: Vec<u8>, path: String) {
            let _ = Robots::read(&file, "Parvis-Probe").allows(&path);
        }

        #[test]
        fn what_is_forbidden_whole_stays_so_below(path in "/[a-z0-9/é~]{0,20}", below in "[a-z0-9/]{0,10}") {
            let robots = read(&format!("User-agent: *\nDisallow: {path}"));
            let visited = format!("{path}{below}");
            prop_assert!(!robots.allows(&visited), "{} {}", path, visited);
        }
    }
}
