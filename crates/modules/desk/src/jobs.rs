//! Background jobs: how many, which failed, and what to do about those.

use parvis_accounts::AccountsError;
use parvis_accounts::http::{Answer, Cx, Refusal, Reply};
use parvis_jobs::{Entry, State, counts, give_up as drop_job, list, retry as retry_job};
use parvis_journal::{Act, act};
use parvis_kernel::{ErrorKind, Permission, Place};
use parvis_ui::{Block, Cell, Link, Table};

use crate::{links, words};

/// Jobs belong to the platform: a right over a space alone does not reach them.
fn guard(cx: &Cx<'_>, permission: Permission) -> Result<(), Refusal> {
    let may = cx.by.actor.may(permission, &Place::PLATFORM, cx.now());
    if may { Ok(()) } else { Err(Refusal::new(ErrorKind::Forbidden)) }
}

pub fn show(cx: &Cx<'_>) -> Answer {
    guard(cx, Permission::JobRead)?;
    let (counts, failed, waiting) = cx.read(|db| {
        let waiting = list(db, State::Waiting, 1)?;
        Ok::<_, AccountsError>((counts(db, cx.now())?, list(db, State::Failed, 1)?, waiting))
    })?;
    let count =
        |key: &str, n: u64| (cx.t(key), Cell::text(cx.words.integer(i64::try_from(n).unwrap_or(i64::MAX))));
    let facts = vec![
        count("jobs-waiting", counts.waiting),
        count("jobs-running", counts.running),
        count("jobs-done", counts.done),
        count("jobs-failed", counts.failed),
    ];
    let may_act = cx.by.actor.may(Permission::JobRetry, &Place::PLATFORM, cx.now());
    let row = |job: &Entry| {
        let to = |paths: parvis_accounts::http::Paths| paths.to(cx.locale(), &[&job.id.to_string()]);
        let next = job.next_run_at.map(|at| words::instant(cx, at)).unwrap_or_default();
        let acts = if may_act {
            Cell::All(vec![
                Cell::button(cx.t("jobs-retry"), job.name.clone(), to(links::JOB_RETRY)),
                Cell::button(cx.t("jobs-give-up"), job.name.clone(), to(links::JOB_GIVE_UP)),
            ])
        } else {
            Cell::text("")
        };
        vec![
            Cell::text(job.name.clone()),
            Cell::text(job.attempts.to_string()),
            Cell::text(job.last_error.clone().unwrap_or_default()),
            Cell::text(words::instant(cx, job.created_at)),
            Cell::text(next),
            acts,
        ]
    };
    let columns = ["jobs-name", "jobs-attempts", "jobs-error", "jobs-created", "jobs-next", "desk-action"];
    let table = |id: &str, caption: &str, jobs: &[Entry]| {
        Block::Table(Table {
            id: id.into(),
            caption: cx.t(caption),
            columns: columns.map(|key| cx.t(key)).to_vec(),
            rows: jobs.iter().map(row).collect(),
            empty: cx.t(&format!("{caption}-none")),
        })
    };
    let mut blocks = vec![
        Block::Facts(facts),
        table("echecs", "jobs-failed-caption", &failed),
        table("attente", "jobs-waiting-caption", &waiting),
    ];
    if cx.desk.mailer.is_folder() && cx.may_somewhere(Permission::PlatformManage) {
        blocks.insert(
            1,
            Block::Links(vec![Link::new(cx.t("letters-title"), links::LETTERS.to(cx.locale(), &[]))]),
        );
    }
    let title = cx.t("jobs-title");
    let frame =
        cx.frame(&title, links::JOBS.address(&[])).under(title.clone(), links::JOBS.to(cx.locale(), &[]));
    Ok(Reply::page(cx.page(frame, blocks)))
}

pub fn retry(cx: &Cx<'_>) -> Answer {
    change(cx, "job.retry", "job-retried")
}

pub fn give_up(cx: &Cx<'_>) -> Answer {
    change(cx, "job.give-up", "job-given-up")
}

fn change(cx: &Cx<'_>, action: &'static str, done: &str) -> Answer {
    guard(cx, Permission::JobRetry)?;
    let id = cx.id("id")?;
    cx.write(|db| {
        act(db, &cx.by, |db| {
            let changed =
                if action == "job.retry" { retry_job(db, id, cx.now()) } else { drop_job(db, id, cx.now()) };
            if !changed? {
                return Err(AccountsError::NotFound);
            }
            Ok(((), Act::new(action, &Place::PLATFORM, "job", id.to_string())))
        })
    })?;
    Ok(cx.done(&links::JOBS.to(cx.locale(), &[]), done))
}
