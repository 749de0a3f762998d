//! One's own account.

mod passkeys;
mod security;
mod sessions;

use parvis_accounts::AccountsError;
use parvis_accounts::http::{Answer, Cx, Paths, Policy, Refusal, Reply, Routes, paths};
use parvis_accounts::model::Given;
use parvis_accounts::service::{organisations, own, rights, spaces};
use parvis_kernel::Id;
use parvis_ui::{Block, Cell, Field, Form, Link, Table};

use crate::{links, words};

pub fn routes(routes: Routes) -> Routes {
    passkeys::routes(routes)
        .page(paths::ACCOUNT, Policy::SignedIn, show)
        .act(links::ACCOUNT_PROFILE, Policy::SignedIn, profile)
        .act(links::ACCOUNT_PASSWORD, Policy::SignedIn, security::password)
        .act(links::ACCOUNT_EMAIL, Policy::SignedIn, security::email)
        .act(links::ACCOUNT_CODES, Policy::SignedIn, security::codes)
        .page(links::ACCOUNT_FACTOR, Policy::SignedIn, security::factor)
        .act(links::ACCOUNT_FACTOR, Policy::SignedIn, security::enrol)
        .act(links::ACCOUNT_SESSION, Policy::SignedIn, sessions::end)
        .act(links::ACCOUNT_SESSIONS, Policy::SignedIn, sessions::end_others)
        .act(links::ACCOUNT_LEND, Policy::SignedIn, lend)
        .page(links::ACCOUNT_EXPORT, Policy::SignedIn, sessions::export)
        .act(links::ACCOUNT_DELETE, Policy::SignedIn, sessions::delete)
}

/// The forms of the page; the one that was refused is shown with what is wrong.
fn forms(cx: &Cx<'_>, given: &[Given]) -> Result<Vec<Form>, Refusal> {
    let signed = cx.signed()?;
    let to = |paths: Paths| paths.to(cx.locale(), &[]);
    let old = || Field::password("old", cx.t("account-old-password"), "current-password");
    let [password, again] = crate::door::new_password(cx);
    let mut forms = vec![
        Form::new("profil", to(links::ACCOUNT_PROFILE), cx.t("desk-save"))
            .titled(cx.t("account-profile"))
            .field(Field::line("name", cx.t("door-name")).filled(&signed.agent.name))
            .field(
                Field::select("locale", cx.t("account-language"), words::languages())
                    .filled(signed.agent.locale.as_str()),
            ),
        Form::new("adresse", to(links::ACCOUNT_EMAIL), cx.t("account-email-submit"))
            .titled(cx.t("account-email"))
            .field(
                Field::email("email", cx.t("account-new-email"), "email")
                    .hinted(cx.t("account-new-email-hint")),
            )
            .field(old()),
        Form::new("mot-de-passe", to(links::ACCOUNT_PASSWORD), cx.t("account-password-submit"))
            .titled(cx.t("account-password"))
            .field(old())
            .field(password)
            .field(again),
        Form::new("codes", to(links::ACCOUNT_CODES), cx.t("account-codes-submit"))
            .titled(cx.t("account-codes"))
            .field(old()),
    ];
    let lendable: Vec<_> = given.iter().filter(|r| r.holds(cx.now()) && r.lent_from.is_none()).collect();
    if !lendable.is_empty() {
        forms.push(lend_form(cx, &lendable)?);
    }
    forms.push(
        Form::new("supprimer", to(links::ACCOUNT_DELETE), cx.t("account-delete-submit"))
            .titled(cx.t("account-delete"))
            .field(old())
            .grave(),
    );
    Ok(forms)
}

fn lend_form(cx: &Cx<'_>, lendable: &[&Given]) -> Result<Form, Refusal> {
    let colleagues = cx.read(|db| rights::colleagues(db, cx.signed()?).map_err(Refusal::from))?;
    let colleagues = colleagues.into_iter().map(|a| (a.id.to_string(), a.name)).collect();
    let own = lendable.iter().map(|r| (r.id.to_string(), words::role(cx, r.role))).collect();
    Ok(Form::new("preter", links::ACCOUNT_LEND.to(cx.locale(), &[]), cx.t("lend-submit"))
        .titled(cx.t("lend-title"))
        .field(Field::select("right", cx.t("lend-right"), own))
        .field(Field::select("agent", cx.t("lend-to"), colleagues))
        .field(Field::day("until", cx.t("lend-until")))
        .field(Field::line("reason", cx.t("desk-reason"))))
}

/// The page; `refused` is the form that was refused and why.
fn page(cx: &Cx<'_>, refused: Option<(&str, AccountsError)>) -> Answer {
    let signed = cx.signed()?;
    let (given, sessions, left, spaces, organisations) = cx.read(|db| {
        let id = signed.agent.id;
        Ok::<_, AccountsError>((
            parvis_accounts::service::enter::history_of_rights(db, id)?,
            own::sessions(db, id)?,
            own::codes_left(db, id)?,
            spaces::all(db)?,
            organisations::all(db)?,
        ))
    })?;
    let mut forms = forms(cx, &given)?;
    if let Some((id, error)) = refused
        && let Some(form) = forms.iter_mut().find(|form| form.id == id)
    {
        *form = cx.again(form.clone(), error)?;
    }
    let email = signed.agent.email.as_ref().map(ToString::to_string).unwrap_or_default();
    let facts = vec![
        (cx.t("door-email"), Cell::text(email)),
        (cx.t("account-codes-left"), Cell::text(left.to_string())),
    ];
    let right = |r: &Given| {
        let until = words::validity(cx, r);
        vec![
            Cell::text(words::role(cx, r.role)),
            Cell::text(words::scope(cx, r.scope, &spaces, &organisations)),
            until,
            Cell::text(r.reason.clone()),
        ]
    };
    let columns =
        ["rights-role", "rights-scope", "rights-validity", "desk-reason"].map(|key| cx.t(key)).to_vec();
    let table = Table {
        id: "droits".into(),
        caption: cx.t("account-rights"),
        columns,
        rows: given.iter().map(right).collect(),
        empty: cx.t("rights-none"),
    };
    let link = |key: &str, to: Paths| Link::new(cx.t(key), to.to(cx.locale(), &[]));
    let mut blocks = vec![
        Block::Facts(facts),
        Block::Links(vec![
            link(security::factor_title(signed), links::ACCOUNT_FACTOR),
            link("passkeys-title", links::PASSKEYS),
            link("own-journal-title", links::OWN_JOURNAL),
            link("account-export", links::ACCOUNT_EXPORT),
        ]),
        Block::Table(table),
    ];
    blocks.extend(sessions::blocks(cx, &sessions, signed.session.id));
    blocks.extend(forms.into_iter().map(Block::Form));
    let title = cx.t("account-title");
    let here = paths::ACCOUNT.to(cx.locale(), &[]);
    let frame = cx.frame(&title, paths::ACCOUNT.address(&[]));
    let frame = frame.under(cx.t("desk-home"), paths::DESK.to(cx.locale(), &[])).under(title.clone(), here);
    Ok(Reply::page(cx.page(frame, blocks)))
}

pub fn show(cx: &Cx<'_>) -> Answer {
    page(cx, None)
}

/// Back to the page, which says what was done; or the form again.
fn back(cx: &Cx<'_>, form: &str, done: &str, result: Result<(), AccountsError>) -> Answer {
    match result {
        Ok(()) => Ok(cx.done(&paths::ACCOUNT.to(cx.locale(), &[]), done)),
        Err(error) => page(cx, Some((form, error))),
    }
}

fn profile(cx: &Cx<'_>) -> Answer {
    let locale = words::locale(cx.fields.get("locale"));
    let signed = cx.signed()?;
    let done = cx.write(|db| own::change_profile(db, &cx.by, signed, cx.fields.get("name"), locale));
    back(cx, "profil", "profile", done)
}

fn lend(cx: &Cx<'_>) -> Answer {
    let signed = cx.signed()?;
    let field = |name: &'static str| cx.field_id(name).ok_or(AccountsError::invalid(name, "accounts-choose"));
    let done = (|| {
        let (right, to): (Id, Id) = (field("right")?, field("agent")?);
        let until = cx.field_day_end("until")?;
        let loan = rights::Loan { right, to, until, reason: cx.fields.get("reason").to_owned() };
        cx.write(|db| rights::lend(db, &cx.desk.means, &cx.by, signed, &loan)).map(drop)
    })();
    back(cx, "preter", "lent", done)
}
