use parvis_accounts::http::paths;
use parvis_accounts::model::Agent;
use parvis_accounts::service::invite::Invitation;
use parvis_accounts::service::{agents, invite, spaces};
use parvis_accounts::token::{self, Kind};
use parvis_accounts::{AccountsError, Means};
use parvis_db::Db;
use parvis_journal::By;
use parvis_kernel::{Clock, SystemClock};

use super::{Context, print};
use crate::cli::User;
use crate::failure::Failure;

pub fn run(context: &Context<'_>, what: User) -> Result<(), Failure> {
    match what {
        User::List => list(context),
        User::Invite { email, name, space } => invite(context, email, name, space.as_deref()),
        User::Suspend { email, reason } => {
            act(context, &email, |db, by, agent| agents::suspend(db, by, agent.id, &reason), "user-suspended")
        }
        User::Resume { email } => {
            act(context, &email, |db, by, agent| agents::resume(db, by, agent.id), "user-resumed")
        }
        User::Reset { email, second_factor } => reset(context, &email, second_factor),
    }
}

fn list(context: &Context<'_>) -> Result<(), Failure> {
    let by = By::console(SystemClock.now());
    for agent in context.pool()?.read(|db| agents::list(db, &by))? {
        let email = agent.email.as_ref().map(ToString::to_string).unwrap_or_default();
        print(&format!("{email}\t{}\t{}", agent.status, agent.name));
    }
    Ok(())
}

fn link(context: &Context<'_>, paths: parvis_accounts::http::Paths, code: &str) -> String {
    let base = context.config.base_url.clone().unwrap_or_else(|| format!("http://{}", context.config.listen));
    format!("{base}{}?code={code}", paths.to(context.words.locale(), &[]))
}

/// Invites somebody. The link is printed too: whoever is at the console may hand it over.
fn invite(context: &Context<'_>, email: String, name: String, space: Option<&str>) -> Result<(), Failure> {
    let means = context.means()?;
    let by = By::console(SystemClock.now());
    let code = context.pool()?.write(|db| {
        db.tx(|db| {
            let all = spaces::all(db)?;
            let place = match space {
                Some(slug) => Some(all.iter().find(|s| s.slug == slug).ok_or(AccountsError::NotFound)?.id),
                None => all.first().map(|s| s.id),
            };
            let new =
                Invitation { email, name, space: place, organisation: None, locale: context.words.locale() };
            let agent = invite::invite(db, &means, &by, &new)?;
            issue(db, &means, Kind::Invitation, &agent, &by)
        })
    })?;
    print(&context.words.a("user-invited", "link", link(context, paths::INVITATION, &code)));
    Ok(())
}

fn issue(db: &mut Db, means: &Means, kind: Kind, agent: &Agent, by: &By) -> Result<String, AccountsError> {
    token::issue(db, means, kind, Some(agent.id), "", by.now)
}

fn act(
    context: &Context<'_>,
    email: &str,
    work: impl FnOnce(&mut Db, &By, &Agent) -> Result<(), AccountsError>,
    done: &str,
) -> Result<(), Failure> {
    let by = By::console(SystemClock.now());
    context.pool()?.write(|db| {
        let agent = agents::by_email(db, email)?;
        work(db, &by, &agent)
    })?;
    print(&context.words.a(done, "email", email));
    Ok(())
}

fn reset(context: &Context<'_>, email: &str, second_factor: bool) -> Result<(), Failure> {
    let means = context.means()?;
    let by = By::console(SystemClock.now());
    let code = context.pool()?.write(|db| {
        db.tx(|db| {
            let agent = agents::by_email(db, email)?;
            if second_factor {
                agents::reset_factor(db, &means, &by, agent.id, "console")?;
            }
            agents::send_reset(db, &means, &by, agent.id)?;
            issue(db, &means, Kind::Reset, &agent, &by)
        })
    })?;
    print(&context.words.a("user-reset", "link", link(context, paths::RESET, &code)));
    Ok(())
}
