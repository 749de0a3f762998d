//! Somebody who answers for one procedure, and nothing else.

use parvis_catalog::{Kind, New};
use parvis_db::Db;
use parvis_kernel::{Id, Locale, Role, Scope, SeededRng};
use parvis_observatory::ObservatoryError;
use parvis_observatory::service::draft;

use crate::people::{People, people};
use crate::world::fresh_worlds;

const DRAFT: &str = "/fr/bureau/editions/2026-09";

fn line(people: &People, procedure: &str) -> String {
    let own = |route: &&parvis_accounts::http::RouteInfo| route.paths.fr.ends_with("/demarches/{procedure}");
    let route = people.routes.iter().find(own).unwrap();
    route.paths.to(Locale::Fr, &["2026-09", procedure])
}

fn owner(people: &People, space: Id, procedure: Id) -> crate::people::Session {
    people.session(people.agent(space, Role::ProcedureOwner, Scope::Procedure(procedure)))
}

#[test]
fn the_owner_of_one_procedure_comments_on_it_in_the_draft_and_on_no_other() {
    for world in fresh_worlds() {
        let people = people(&world.db.pool);
        let by = people.by();
        let made = people.pool.write(|db: &mut Db| {
            draft(db, "2026-09", "2026-09".parse().unwrap(), &by, &SeededRng::new(3))?;
            let new = New {
                number: "ailleurs-1".into(),
                facts: vec![(Kind::Name, "Ailleurs".into()), (Kind::Space, "ailleurs".into())],
            };
            let since = "2025-01-01".parse().unwrap();
            let elsewhere = parvis_catalog::create(db, &new, since, people.means.id(by.now), by.now).unwrap();
            let own = parvis_catalog::by_slug(db, "jdma-44")?.unwrap();
            Ok::<_, ObservatoryError>((own.id, elsewhere.id))
        });
        let (own, elsewhere) = made.unwrap();
        let session = owner(&people, people.here, own);
        assert_eq!(people.get(&session, "/fr/bureau/editions").status, 200);
        assert_eq!(people.get(&session, DRAFT).status, 200);
        let page = |procedure: &str| people.get(&session, &line(&people, procedure));
        assert!(page("jdma-44").text().contains("<textarea"), "a comment on one's own");
        let other = page("jdma-3059");
        assert!(other.status == 200 && !other.text().contains("<textarea"), "others are read");
        let say = |procedure: &str| {
            people.post(
                &session,
                &line(&people, procedure),
                &[("indicator", ""), ("text", "Chiffre contesté.")],
            )
        };
        assert_eq!((say("jdma-44").status, say("jdma-3059").status), (303, 403));
        let stranger = owner(&people, people.elsewhere, elsewhere);
        for path in ["/fr/bureau/editions".to_owned(), DRAFT.to_owned(), line(&people, "jdma-44")] {
            assert_eq!(people.get(&stranger, &path).status, 404, "{path}");
        }
    }
}
