//! Files as evidence, as a browser gets them.

use axum::http::StatusCode;
use parvis_files::testing::{down, eicar, small};
use parvis_files::{Files, FilesSettings};
use parvis_kernel::{Role, Scope};

use crate::evidence::{PDF, work};
use crate::pages::{Visitor, between};
use crate::world::{World, on_each_engine};

const ANSWERS: &[(&str, &str)] = &[("online", "75"), ("total", "100")];

/// The owner and the quality officer in their browsers, and the page of a criterion.
fn office(world: &World, files: &Files) -> (Visitor, Visitor, String) {
    let slug = world.procedure(world.state, "impot-1", "Déclarer", "Direction des impôts");
    let owner = world.agent("porteur", Role::ProcedureOwner, world.scope(&slug));
    let officer = world.agent("qualite", Role::QualityOfficer, Scope::Space(world.state));
    let page = format!("/fr/bureau/demarches/{slug}/criteres/digital_use");
    (Visitor::with(world, files, owner), Visitor::with(world, files, officer), page)
}

/// Where the first attached file is served.
fn link(html: &str) -> String {
    let rest = between(html, "href=\"/fr/bureau/evaluations/", "\"");
    format!("/fr/bureau/evaluations/{rest}")
}

#[test]
fn a_file_is_scanned_then_served_to_those_who_see_the_assessment() {
    on_each_engine(|world| {
        let files = world.scanned_by(small());
        let (owner, officer, page) = office(world, &files);
        let (status, to, _) = owner.upload(&page, ANSWERS, ("Élan <b>.pdf", PDF));
        assert_eq!(status, StatusCode::SEE_OTHER);
        let assessment = to.split('?').next().unwrap();
        let html = officer.page(assessment);
        assert!(
            html.contains("En cours d’analyse") && html.contains("Élan b.pdf") && !html.contains("preuves/")
        );
        assert_eq!(officer.post(assessment, &format!("{assessment}/accepter"), &[]).0, StatusCode::CONFLICT);
        work(world, &files);
        let html = officer.page(assessment);
        assert!(html.contains("Analysé, rien à signaler"));
        let address = link(&html);
        let (status, headers, bytes) = officer.download(&address);
        assert_eq!((status, bytes.as_slice()), (StatusCode::OK, PDF));
        for (name, want) in [
            ("content-type", "application/pdf"),
            (
                "content-disposition",
                "attachment; filename=\"_lan b.pdf\"; filename*=UTF-8''%C3%89lan%20b.pdf",
            ),
            ("cache-control", "private, no-store"),
        ] {
            assert_eq!(headers[name], want);
        }
        let english =
            address.replace("/fr/bureau/evaluations", "/en/desk/assessments").replace("preuves", "evidence");
        assert_eq!(officer.download(&english).2, PDF);
        officer.page(&assessment.replace("/fr/bureau/evaluations", "/en/desk/assessments"));
        let town = world.agent("ville", Role::QualityOfficer, Scope::Space(world.town));
        let guest = world.agent("accueil", Role::CounterAgent, Scope::Space(world.state));
        for (agent, want) in [(town, StatusCode::NOT_FOUND), (guest, StatusCode::FORBIDDEN)] {
            let (status, _, bytes) = Visitor::with(world, &files, agent).download(&address);
            assert_eq!(status, want);
            assert!(!bytes.windows(5).any(|part| part == b"%PDF-"));
        }
        assert_eq!(officer.post(assessment, &format!("{assessment}/accepter"), &[]).0, StatusCode::SEE_OTHER);
        assert_eq!(officer.download(&address).0, StatusCode::OK, "evidence stays with what was accepted");
    });
}

#[test]
fn a_refused_form_keeps_the_file_with_the_draft() {
    on_each_engine(|world| {
        let (owner, _, page) = office(world, &world.files);
        let (status, _, html) = owner.upload(&page, &[("online", "75"), ("note", "vu")], ("a.pdf", PDF));
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(
            html.contains("#critere-total")
                && html.contains("value=\"75\"")
                && html.contains(">vu</textarea>")
        );
        assert!(html.contains("Le fichier est joint au brouillon"));
        assert_eq!(owner.download(&link(&html)).2, PDF);
        let html = owner.page(&page);
        assert!(html.contains("a.pdf") && html.contains("Non analysé"), "it is there later too");
        let file = between(&html, "name=\"remove\" value=\"", "\"").to_owned();
        let fields = [ANSWERS, &[("note", "vu"), ("remove", &file), ("draft", "1")]].concat();
        let (status, to, _) = owner.post(&page, &page, &fields);
        assert_eq!(status, StatusCode::SEE_OTHER);
        assert!(!owner.page(&to).contains("a.pdf"), "it is removed");
    });
}

#[test]
fn a_file_that_is_not_accepted_is_refused_next_to_its_field_and_the_rest_is_kept() {
    on_each_engine(|world| {
        let (owner, _, page) = office(world, &world.files);
        assert!(owner.page(&page).contains("10 Mo au plus"));
        let large = vec![b'a'; FilesSettings::LIMIT + 1];
        let larger = vec![b'a'; parvis_web::Fields::FILE_LIMIT + 1];
        for (name, bytes, why) in [
            ("a.pdf", &b"\x7fELF\0"[..], "pas d’un type accepté"),
            ("a.pdf", b"", "Ce fichier est vide"),
            ("a.txt", &large, "trop lourd"),
            ("a.txt", &larger, "trop lourd"),
        ] {
            let (status, _, html) = owner.upload(&page, ANSWERS, (name, bytes));
            assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "{why}");
            let error = between(&html, "id=\"critere-file-erreur\">", "</p>");
            assert!(error.contains(why) && html.contains("value=\"75\""), "{error}");
        }
        assert!(world.kept().is_empty() && world.acts("criterion.attach").is_empty());
    });
}

#[test]
fn what_the_scanner_refuses_or_has_not_seen_is_never_served() {
    on_each_engine(|world| {
        let files = world.scanned_by(down());
        let (owner, officer, page) = office(world, &files);
        let (_, to, _) = owner.upload(&page, ANSWERS, ("a.txt", eicar().as_bytes()));
        let assessment = to.split('?').next().unwrap();
        let id: parvis_kernel::Id = assessment.rsplit('/').next().unwrap().parse().unwrap();
        let found = world.pool().read(|db| parvis_procedures::service::evidence::of(db, id)).unwrap();
        let address = format!("{assessment}/preuves/{}", found[0].id);
        work(world, &files);
        let (status, _, bytes) = officer.download(&address);
        assert_eq!(status, StatusCode::SERVICE_UNAVAILABLE);
        assert!(String::from_utf8(bytes).unwrap().contains("pas encore été analysé"));
        world.wait_an_hour();
        let files = world.scanned_by(small());
        work(world, &files);
        let (status, _, bytes) = officer.download(&address);
        assert_eq!(status, StatusCode::FORBIDDEN);
        assert!(String::from_utf8(bytes).unwrap().contains("contenu dangereux"));
        let html = officer.page(assessment);
        assert!(html.contains("Contenu dangereux") && !html.contains("preuves/"));
    });
}

#[test]
fn without_its_store_pages_work_and_an_upload_says_what_to_do() {
    on_each_engine(|world| {
        let (owner, _, page) = office(world, &world.files);
        // A file where the folder should be.
        world.break_store();
        let (status, _, html) = owner.upload(&page, ANSWERS, ("a.pdf", PDF));
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(html.contains("momentanément indisponibles") && html.contains("value=\"75\""));
        let fields = [ANSWERS, &[("note", "vu")]].concat();
        assert_eq!(owner.post(&page, &page, &fields).0, StatusCode::SEE_OTHER);
    });
}
