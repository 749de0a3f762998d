use parvis_journal::By;
use parvis_kernel::{Id, Permission, Role, Scope};
use parvis_procedures::service::import::{self, Fault, File};
use parvis_procedures::service::{catalogue, life};

use crate::world::{World, on_each_engine};

fn file(space: Id, text: &str) -> File {
    let map = [("numero", "procedure_id"), ("titre", "name"), ("couleur", "")];
    let names = parvis_csv::names(text.as_bytes()).unwrap();
    let map = map.iter().filter(|(from, _)| names.iter().any(|n| n == from));
    File {
        space,
        bytes: text.as_bytes().to_vec(),
        map: map.map(|(from, to)| ((*from).to_owned(), (*to).to_owned())).collect(),
        on: "2026-01-01".parse().unwrap(),
    }
}

fn record(world: &World, by: &By, file: &File) -> Result<parvis_catalog::Report, Fault> {
    world.pool().write(|db| import::record(db, &world.means, by, file, "essai"))
}

#[test]
fn a_file_is_tried_then_recorded_in_its_space() {
    on_each_engine(|world| {
        world.procedure(world.town, "creche-1", "Crèche", "Mairie");
        let by = world.someone("ville", Role::QualityOfficer, Scope::Space(world.town));
        let file =
            file(world.town, "numero;titre;couleur\ncreche-1;Crèche municipale;bleu\ncantine;Cantine;vert\n");
        let preview = world.pool().write(|db| import::preview(db, &world.means, &by, &file)).unwrap();
        assert_eq!((preview.new, preview.changed, preview.unchanged), (1, 1, 0));
        assert!(world.acts("procedure.import").is_empty(), "nothing is recorded");
        assert_eq!(record(world, &by, &file).unwrap(), preview);
        let entry = world.acts("procedure.import").remove(0);
        assert_eq!((entry.space, entry.object.as_str()), (Some(world.town), "ville"));
        let again = world.by(by.actor.agent.unwrap());
        assert_eq!(record(world, &again, &file).unwrap().unchanged, 2, "the same file twice changes nothing");
        let (_, seen) = world.pool().read(|db| catalogue::list(db, &again, Permission::CatalogRead)).unwrap();
        let names: Vec<_> = seen.iter().map(|one| one.shown.name.as_str()).collect();
        assert_eq!(names, ["Cantine", "Crèche municipale"], "what it brought lies in its space");
    });
}

#[test]
fn a_file_is_refused_whole() {
    on_each_engine(|world| {
        world.procedure(world.state, "impot-1", "Déclarer", "Direction des impôts");
        let by = world.someone("ville", Role::QualityOfficer, Scope::Space(world.town));
        let refused = |text: &str| record(world, &by, &file(world.town, text)).unwrap_err();
        let taken = refused("numero,titre\nimpot-1,À moi\ncantine,Cantine\n");
        assert!(matches!(taken, Fault::Procedure("proc-import-taken", number) if number == "impot-1"));
        let Fault::Problems(problems) = refused("numero,titre,url\nc,Cantine,ftp://x\n,Sans numéro,\n")
        else {
            panic!()
        };
        let places: Vec<_> = problems.kept.iter().map(|p| (p.line, p.column.as_str())).collect();
        assert_eq!(places, [(2, "url"), (3, "numero")]);
        let none = world.someone("porteur", Role::ProcedureOwner, Scope::Organisation(world.taxes.id));
        let own = file(world.state, "numero,titre\nx,X\n");
        assert!(matches!(
            record(world, &none, &own),
            Err(Fault::Other(parvis_accounts::AccountsError::NotFound))
        ));
        assert!(world.acts("procedure.import").is_empty());
    });
}

#[test]
fn a_file_about_a_procedure_that_ended_says_which() {
    on_each_engine(|world| {
        let slug = world.procedure(world.state, "impot-1", "Déclarer", "Direction des impôts");
        let by = world.console();
        let on = "2025-06-01".parse().unwrap();
        world.pool().write(|db| life::end(db, &by, &slug, &life::End::Retire, on, "essai")).unwrap();
        let by = world.console();
        let fault = record(world, &by, &file(world.state, "numero,titre\nimpot-1,Encore\n")).unwrap_err();
        assert!(matches!(fault, Fault::Procedure("proc-import-ended", about) if about == slug));
    });
}
