//! What a page says: numbers to call, its accessibility statement, words and sentences. No criterion of RGAA asks for
//! these; the law or good practice does, so each is to be reviewed.

use std::collections::BTreeSet;

use super::practice;
use crate::dom::{Dom, El};
use crate::finding::{Hit, Rule};
use crate::phone::{self, Cost, Phone};
use crate::plain;
use crate::statement::{self, Statement};
use crate::words::fold;

pub const RULES: &[Rule] = &[
    practice("phone-premium-rate", premium),
    practice("phone-cost-not-said", cost_not_said),
    practice("statement-contradicts-itself", contradicts),
    practice("statement-without-state", without_state),
    practice("statement-without-rate", without_rate),
    practice("statement-without-date", without_date),
    practice("statement-without-contact", without_contact),
    practice("statement-of-former-version", former_version),
    practice("sentence-is-long", long_sentence),
    practice("word-of-jargon", jargon),
    practice("text-is-hard", hard),
];

/// Numbers of a page where they are shown, each once: in a line, or in the address of a link.
fn phones(dom: &Dom) -> Vec<(El<'_>, Phone, String)> {
    let lines = dom.lines();
    let mut known = BTreeSet::new();
    let mut all = Vec::new();
    for line in &lines {
        let low = fold(line.text);
        for phone in phone::find(&low) {
            if known.insert(phone.number.clone()) {
                all.push((line.el, phone, low.clone()));
            }
        }
    }
    for el in dom.named("a").filter(|el| !el.is_hidden()).take(phone::MOST * 10) {
        let to = el.says("href").and_then(|href| href.strip_prefix("tel:"));
        if let Some(phone) = to.and_then(|to| Phone::parse(to.split(';').next()?))
            && known.insert(phone.number.clone())
        {
            all.push((el, phone, fold(&el.text())));
        }
    }
    all.truncate(phone::MOST);
    all
}

fn premium(dom: &Dom) -> Vec<Hit<'_>> {
    let all = phones(dom).into_iter().filter(|(_, phone, _)| phone.cost == Cost::Premium);
    all.map(|(el, phone, _)| Hit::seeing(el, phone.number)).collect()
}

/// A short number that may bear a surcharge, without a word of its cost beside it.
fn cost_not_said(dom: &Dom) -> Vec<Hit<'_>> {
    const SAID: &[&str] =
        &["gratuit", "prix d", "appel local", "non surtax", "€", "euro", "free", "cost", "charge", "cout"];
    let all = phones(dom).into_iter().filter(|(_, phone, line)| {
        phone.cost == Cost::Unsure
            && !phone.number.starts_with('+')
            && !SAID.iter().any(|said| line.contains(said))
    });
    all.map(|(el, phone, _)| Hit::seeing(el, phone.number)).collect()
}

/// Judges the statement that a page is, when it is one.
fn judged<'d>(dom: &'d Dom, lacks: impl Fn(&Statement) -> Option<String>) -> Vec<Hit<'d>> {
    statement::read(dom).and_then(|one| lacks(&one)).map(Hit::page).into_iter().collect()
}

fn contradicts(dom: &Dom) -> Vec<Hit<'_>> {
    judged(dom, |one| {
        let (state, rate) = (one.state?, one.rate?);
        one.contradicts_itself().then(|| format!("{} / {rate} %", state.said()))
    })
}

fn without_state(dom: &Dom) -> Vec<Hit<'_>> {
    judged(dom, |one| one.state.is_none().then(String::new))
}

/// Without an audit, a site says that it is not compliant, and has no rate to give.
fn without_rate(dom: &Dom) -> Vec<Hit<'_>> {
    judged(dom, |one| (one.rate.is_none() && one.state != Some(statement::State::None)).then(String::new))
}

fn without_date(dom: &Dom) -> Vec<Hit<'_>> {
    judged(dom, |one| one.expires().is_none().then(String::new))
}

fn without_contact(dom: &Dom) -> Vec<Hit<'_>> {
    judged(dom, |one| (!one.has_contact).then(String::new))
}

fn former_version(dom: &Dom) -> Vec<Hit<'_>> {
    judged(dom, |one| one.version.clone().filter(|_| one.is_of_former_version()))
}

fn long_sentence(dom: &Dom) -> Vec<Hit<'_>> {
    let mut hits = Vec::new();
    for line in plain::prose(dom) {
        for sentence in plain::sentences(line.text) {
            let many = plain::words(sentence).count();
            if many > plain::LONG {
                hits.push(Hit::seeing(line.el, format!("{many} : {}", shortened(sentence))));
            }
        }
    }
    hits
}

/// The beginning of a sentence, enough to find it.
fn shortened(sentence: &str) -> String {
    const MOST: usize = 200;
    let mut text: String = sentence.chars().take(MOST).collect();
    if text.len() < sentence.len() {
        text.push('…');
    }
    text
}

/// In French pages alone; each word once.
fn jargon(dom: &Dom) -> Vec<Hit<'_>> {
    let mut known = BTreeSet::new();
    let mut hits = Vec::new();
    for line in plain::prose(dom).into_iter().filter(|line| plain::language(line.el) == "fr") {
        for (word, instead) in plain::jargon(line.text) {
            if known.insert(fold(word)) {
                hits.push(Hit::seeing(line.el, format!("{word} → {instead}")));
            }
        }
    }
    hits
}

fn hard(dom: &Dom) -> Vec<Hit<'_>> {
    let measures = plain::measure(dom).filter(|measures| measures.ease < plain::HARD);
    let said =
        |one: plain::Measures| format!("{} ({}), Lix {}", one.ease, one.formula.replace('_', "-"), one.lix);
    measures.map(|one| Hit::page(said(one))).into_iter().collect()
}
