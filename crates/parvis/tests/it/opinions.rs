//! What people say, for everybody: the page of a procedure, in both languages, on both engines.

use parvis_accounts::AccountsError;
use parvis_db::Pool;
use parvis_journal::By;
use parvis_kernel::{Clock, Timestamp};
use parvis_reviews::service::entry::{self, Said, Sent};
use parvis_reviews::service::forms;
use parvis_reviews::survey::{Channel, Face, Mark, Tongue};
use std::time::Duration;

use crate::people::means;
use crate::world::{World, between, clock, fresh_worlds};

/// The procedure of the shipped data that has a survey.
pub const PROCEDURE: &str = "jdma-44";

/// Some months ago.
fn months_ago(months: u64) -> Timestamp {
    clock().now().minus(Duration::from_secs(months * 30 * 86_400))
}

/// `n` opinions by a channel, one a minute.
pub fn give(pool: &Pool, at: Timestamp, channel: Channel, n: u32) {
    let (means, by) = (means(), By::console(clock().now()));
    let given = pool.write(|db| {
        let procedure = parvis_catalog::by_slug(db, PROCEDURE)?.unwrap();
        let known = forms::list(db, &by, parvis_kernel::Permission::ReviewRead)?;
        let known = known.into_iter().find(|held| held.form.procedure == procedure.id);
        let (form, button) = match known {
            Some(held) => {
                forms::for_entry(db, &by, held.form.id).map(|(held, button)| (held.form, button))?
            }
            None => forms::create(db, &means, &by, PROCEDURE, "Enquête")?,
        };
        db.tx(|db| {
            for at_minute in 0..n {
                let now = at.plus(Duration::from_secs(60 * u64::from(at_minute)));
                let id = means.id(now);
                let page = id.to_string();
                let sent = Sent {
                    form: &form,
                    button: &button,
                    version: 1,
                    page: &page,
                    channel,
                    tongue: Tongue::French,
                    crowd: None,
                    entered_by: None,
                };
                let face = if at_minute % 4 == 0 { Face::Bad } else { Face::Good };
                entry::begin(db, &sent, face, id, now)?;
                entry::go_on(db, &page, &Said::Clarity(Some(Mark::Good)), now)?;
                entry::go_on(db, &page, &Said::Comment(Some("Une phrase à ne pas publier".into())), now)?;
            }
            Ok::<_, AccountsError>(())
        })
    });
    given.unwrap();
}

/// The cells of the row of a table that begins with a text.
fn row<'h>(html: &'h str, table: &str, first: &str) -> Vec<&'h str> {
    let table = html.split(&format!("id=\"{table}\"")).nth(1).unwrap().split("</table>").next().unwrap();
    let rows = table.split("<tr role=\"row\">").map(|row| between(row, "<span>", "</span>"));
    rows.into_iter().find(|cells| cells.first() == Some(&first)).unwrap_or_else(|| panic!("{first}: {table}"))
}

fn try_on(world: &World) {
    let address = format!("/fr/demarches/{PROCEDURE}");
    let before = world.start();
    assert_eq!(before.get(&format!("{address}/avis")).status, 404, "no survey");
    assert!(!before.text(&address).contains(&format!("{address}/avis")));
    give(&world.db.pool, months_ago(2), Channel::Web, 80);
    give(&world.db.pool, months_ago(3), Channel::Phone, 30);
    give(&world.db.pool, months_ago(4), Channel::Paper, 4);
    give(&world.db.pool, months_ago(6), Channel::Web, 40);
    let client = world.start();
    assert!(
        client.text(&address).contains(&format!("href=\"{address}/avis\"")),
        "the observatory leads there"
    );
    let page = client.text(&format!("{address}/avis"));
    assert!(page.contains("154 avis comptés"), "{page}");
    assert_eq!(row(&page, "indicateurs", "Clarté (sur 10)")[1], "7,5");
    assert!(page.contains("à améliorer") || page.contains("satisfaisant") || page.contains("insuffisant"));
    assert_eq!(row(&page, "canaux", "Site internet")[1], "120");
    assert_eq!(row(&page, "canaux", "Papier"), ["Papier", "Moins de 10"]);
    assert_eq!(row(&page, "canaux", "Téléphone"), ["Téléphone", "Moins de 10"], "154 − 120 − 30 would tell");
    assert!(!page.contains("Guichet"), "nobody came that way");
    assert!(page.contains("<svg") && page.contains("pv-chart__compact"));
    assert!(!page.contains("ne pas publier") && !page.contains("<script") && !page.contains("noindex"));
    assert!(page.len() < 60_000, "{} bytes before compression", page.len());
    let english = client.text(&format!("/en/procedures/{PROCEDURE}/opinions"));
    assert!(english.contains("154 opinions counted") && english.contains("Fewer than 10"));
    assert_eq!(client.get("/fr/demarches/nothing/avis").status, 404);
}

fn open_data(world: &World) {
    let last_year = "2025-05-10T12:00:00Z".parse().unwrap();
    give(&world.db.pool, last_year, Channel::Web, 120);
    give(&world.db.pool, last_year.plus(Duration::from_secs(86_400 * 40)), Channel::Phone, 4);
    give(&world.db.pool, last_year.plus(Duration::from_secs(86_400 * 41)), Channel::Web, 50);
    give(&world.db.pool, last_year.plus(Duration::from_secs(86_400 * 75)), Channel::Web, 80);
    let client = world.start();
    let file = client.get("/donnees/avis/2025.csv");
    assert_eq!((file.status, file.header("content-type")), (200, "text/csv; charset=utf-8"));
    let text = file.text();
    let wanted = format!(
        "procedure,month,channel,question,option,n\n{PROCEDURE},2025-05,web,opinion,,120\n\
         {PROCEDURE},2025-05,web,satisfaction,bad,30\n{PROCEDURE},2025-05,web,satisfaction,good,90\n\
         {PROCEDURE},2025-05,web,clarity,good,120\n{PROCEDURE},2025-05,web,comment,,120\n"
    );
    // June: four by telephone, fifty by the web that would tell of them, and July's by the web that would tell of those.
    assert_eq!(text, wanted);
    let parquet = client.get("/donnees/avis/2025.parquet");
    assert!(parquet.body.starts_with(b"PAR1") && parquet.body.ends_with(b"PAR1"));
    assert!(client.text("/donnees/avis/dictionary.csv").starts_with("column,type,meaning\nprocedure,text,"));
    assert!(client.text("/donnees/avis/licence.txt").contains("Licence Ouverte"));
    for name in ["2026.csv", "1999.csv", "2025.xlsx", "x.csv"] {
        assert_eq!(client.get(&format!("/donnees/avis/{name}")).status, 404, "{name}");
    }
    let page = client.text(&format!("/fr/demarches/{PROCEDURE}/avis"));
    assert!(page.contains("href=\"/donnees/avis/2025.csv\""), "{page}");
}

#[test]
fn the_open_data_of_a_year_tell_of_nobody() {
    fresh_worlds().iter().for_each(open_data);
}

#[test]
fn the_page_of_a_procedure_tells_figures_and_of_nobody() {
    fresh_worlds().iter().for_each(try_on);
}
