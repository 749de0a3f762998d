//! What the pages share about passkeys: the questions that a browser is asked, the forms that carry its answers.

use parvis_accounts::AccountsError;
use parvis_accounts::http::{Answer, Cx, Paths, Refusal, Reply, paths};
use parvis_accounts::passkey::Party;
use parvis_accounts::service::enter::Signed;
use parvis_accounts::service::passkeys::{self, New};
use parvis_ui::{Block, Ceremony, Field, Form, Tone};

/// The site as passkeys know it; none when its address has no name that they could be bound to.
pub fn party(cx: &Cx<'_>) -> Option<Party> {
    Party::of(&cx.desk.site.base_url)
}

/// The same, where no page leads without one.
pub fn here(cx: &Cx<'_>) -> Result<Party, Refusal> {
    party(cx).ok_or(Refusal::not_found())
}

/// Said where passkeys cannot be.
pub fn nowhere(cx: &Cx<'_>) -> Block {
    let text = cx.words.a("passkey-nowhere-text", "address", cx.desk.site.base_url.as_str());
    Block::Alert { tone: Tone::Info, title: cx.t("passkey-nowhere"), text }
}

fn ceremony(cx: &Cx<'_>, kind: &'static str, begin: Paths) -> Ceremony {
    let mut says: Vec<(&'static str, String)> = [
        ("unsupported", "passkey-unsupported"),
        ("waiting", "passkey-waiting"),
        ("cancelled", "passkey-cancelled"),
        ("known", "accounts-passkey-known"),
        ("failed", "passkey-failed"),
    ]
    .map(|(case, key)| (case, cx.t(key)))
    .into();
    says.push(("place", cx.words.a("passkey-place", "address", cx.desk.site.base_url.as_str())));
    Ceremony { kind, begin: begin.to(cx.locale(), &[]), without: cx.t("passkey-without"), says }
}

/// Adds a passkey, under a name; `title` is the key of what stands above.
pub fn new_form(cx: &Cx<'_>, action: Paths, title: &str) -> Form {
    Form::new("cle", action.to(cx.locale(), &[]), cx.t("passkey-add"))
        .titled(cx.t(title))
        .field(Field::line("name", cx.t("passkey-name")).hinted(cx.t("passkey-name-hint")))
        .answered_by(ceremony(cx, "create", paths::PASSKEY_NEW))
}

/// Shows a passkey to sign in, and then goes on to `back`.
pub fn use_form(cx: &Cx<'_>, back: Option<&str>) -> Form {
    Form::new("cle", paths::SECOND.to(cx.locale(), &[]), cx.t("passkey-use"))
        .titled(cx.t("passkey-title"))
        .field(Field::hidden("retour", back.unwrap_or("")))
        .answered_by(ceremony(cx, "get", paths::PASSKEY_USE))
}

/// What the browser brought back in the form.
pub fn answer<'a>(cx: &'a Cx<'_>, party: &'a Party) -> passkeys::Answer<'a> {
    passkeys::Answer { party, challenge: cx.fields.get("challenge"), credential: cx.fields.get("credential") }
}

/// The new passkey that the browser brought back, checked.
pub fn answered(cx: &Cx<'_>, party: &Party, signed: &Signed) -> Result<New, AccountsError> {
    cx.write(|db| passkeys::answered(db, &cx.desk.means, &cx.by, signed, &answer(cx, party)))
}

pub fn begin_new(cx: &Cx<'_>) -> Answer {
    let (party, signed) = (here(cx)?, cx.signed()?);
    let begun = cx.write(|db| passkeys::begin_new(db, &cx.desk.means, &party, signed, cx.now()))?;
    Ok(Reply::json(begun.json()))
}

pub fn begin_use(cx: &Cx<'_>) -> Answer {
    let (party, signed) = (here(cx)?, cx.signed()?);
    let begun = cx.write(|db| passkeys::begin_use(db, &cx.desk.means, &party, signed, cx.now()))?;
    Ok(Reply::json(begun.json()))
}
