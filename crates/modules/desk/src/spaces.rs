//! Spaces and what their keepers decide.

use parvis_accounts::http::{Answer, Cx, Paths, Policy, Refusal, Reply, Routes};
use parvis_accounts::model::{Settings, Space};
use parvis_accounts::service::spaces::{self, NewSpace};
use parvis_kernel::{Locale, Permission};
use parvis_ui::{Block, Cell, Field, Form, Link, Table, Theme};

use crate::{links, words};

pub fn routes(routes: Routes) -> Routes {
    let manage = Policy::Needs(Permission::SpaceManage);
    let platform = Policy::Needs(Permission::PlatformManage);
    routes
        .page(links::SPACES, manage, show)
        .page(links::SPACE_NEW, platform, new_page)
        .act(links::SPACE_NEW, platform, create)
        .page(links::SPACE, manage, one)
        .act(links::SPACE, manage, change)
}

fn show(cx: &Cx<'_>) -> Answer {
    let all = cx.read(|db| spaces::list(db, &cx.by, Permission::SpaceManage))?;
    let row = |space: &Space| {
        let to = links::SPACE.to(cx.locale(), &[&space.id.to_string()]);
        vec![
            Cell::link(space.name.clone(), to),
            Cell::text(cx.t(&format!("space-kind-{}", space.kind))),
            Cell::text(space.territory.clone().unwrap_or_default()),
            Cell::text(space.settings.domains.join(", ")),
            Cell::text(cx.t(if space.settings.four_eyes { "desk-yes" } else { "desk-no" })),
        ]
    };
    let columns = ["spaces-name", "spaces-kind", "spaces-territory", "spaces-domains", "spaces-four-eyes"];
    let table = Table {
        id: "espaces".into(),
        caption: cx.t("spaces-caption"),
        columns: columns.map(|key| cx.t(key)).to_vec(),
        rows: all.iter().map(row).collect(),
        empty: cx.t("spaces-none"),
    };
    let mut blocks = vec![Block::Table(table)];
    if cx.may_somewhere(Permission::PlatformManage) {
        let step = Link::new(cx.t("spaces-new"), links::SPACE_NEW.to(cx.locale(), &[]));
        blocks.insert(0, Block::Steps(vec![step]));
    }
    let title = cx.t("spaces-title");
    let frame =
        cx.frame(&title, links::SPACES.address(&[])).under(title.clone(), links::SPACES.to(cx.locale(), &[]));
    Ok(Reply::page(cx.page(frame, blocks).led(cx.t("spaces-lead"))))
}

fn page(cx: &Cx<'_>, title: &str, paths: Paths, parts: &[&str], form: Form) -> Reply {
    let frame = cx
        .frame(title, paths.address(parts))
        .under(cx.t("spaces-title"), links::SPACES.to(cx.locale(), &[]))
        .under(title, paths.to(cx.locale(), parts));
    Reply::page(cx.page(frame, vec![Block::Form(form)]))
}

fn new_form(cx: &Cx<'_>) -> Form {
    Form::new("espace", links::SPACE_NEW.to(cx.locale(), &[]), cx.t("spaces-create"))
        .field(Field::line("space", cx.t("spaces-name")))
        .field(Field::select("kind", cx.t("spaces-kind"), words::space_kinds(cx)))
        .field(
            Field::line("territory", cx.t("spaces-territory"))
                .hinted(cx.t("spaces-territory-hint"))
                .optional(),
        )
}

fn new_page(cx: &Cx<'_>) -> Answer {
    Ok(page(cx, &cx.t("spaces-new"), links::SPACE_NEW, &[], new_form(cx)))
}

fn create(cx: &Cx<'_>) -> Answer {
    let new = NewSpace {
        name: cx.fields.get("space").into(),
        kind: cx.fields.get("kind").into(),
        territory: cx.fields.get("territory").into(),
    };
    match cx.write(|db| spaces::create(db, &cx.desk.means, &cx.by, &new)) {
        Ok(space) => Ok(cx.done(&links::SPACE.to(cx.locale(), &[&space.id.to_string()]), "saved")),
        Err(error) => {
            Ok(page(cx, &cx.t("spaces-new"), links::SPACE_NEW, &[], cx.again(new_form(cx), error)?))
        }
    }
}

fn form(cx: &Cx<'_>) -> Result<(Form, String), Refusal> {
    let id = cx.id("id")?;
    let space = cx.read(|db| spaces::get(db, &cx.by, id, Permission::SpaceManage))?;
    let settings = &space.settings;
    let themes = ["", "neutral", "state"].map(|theme| {
        let key = if theme.is_empty() { "theme-installation".into() } else { format!("theme-{theme}") };
        (theme.to_owned(), cx.t(&key))
    });
    let languages = settings.languages.iter().map(|l| l.as_str()).collect::<Vec<_>>().join(" ");
    let form = Form::new("espace", links::SPACE.to(cx.locale(), &[cx.part("id")]), cx.t("desk-save"))
        .field(Field::line("name", cx.t("spaces-name")).filled(&space.name))
        .field(
            Field::radios("theme", cx.t("spaces-theme"), themes.to_vec())
                .hinted(cx.t("spaces-theme-hint"))
                .filled(settings.theme.map_or("", Theme::as_str)),
        )
        .field(Field::boxes("languages", cx.t("spaces-languages"), words::languages()).filled(languages))
        .field(
            Field::line("contact", cx.t("spaces-contact"))
                .hinted(cx.t("spaces-contact-hint"))
                .filled(&settings.contact)
                .optional(),
        )
        .field(
            Field::line("retention_months", cx.t("spaces-retention"))
                .hinted(cx.t("spaces-retention-hint"))
                .filled(settings.retention_months.to_string()),
        )
        .field(
            Field::line("domains", cx.t("spaces-domains"))
                .hinted(cx.t("spaces-domains-hint"))
                .filled(settings.domains.join(" "))
                .optional(),
        )
        .field(
            Field::line("origins", cx.t("spaces-origins"))
                .hinted(cx.t("spaces-origins-hint"))
                .filled(settings.origins.join(" "))
                .optional(),
        )
        .field(Field::tick("four_eyes", cx.t("spaces-four-eyes-label")).filled(if settings.four_eyes {
            "1"
        } else {
            ""
        }));
    Ok((form, space.name))
}

fn one(cx: &Cx<'_>) -> Answer {
    let (form, name) = form(cx)?;
    Ok(page(cx, &name, links::SPACE, &[cx.part("id")], form))
}

/// What a field lists, with spaces or commas between.
fn listed(cx: &Cx<'_>, field: &str) -> Vec<String> {
    let parts = cx.fields.get(field).split([' ', ',']).filter(|part| !part.is_empty());
    parts.map(str::to_lowercase).collect()
}

fn change(cx: &Cx<'_>) -> Answer {
    let id = cx.id("id")?;
    let settings = Settings {
        theme: Theme::parse(cx.fields.get("theme")),
        languages: cx.fields.all("languages").filter_map(Locale::parse).collect(),
        contact: cx.fields.get("contact").trim().into(),
        retention_months: cx.fields.get("retention_months").parse().unwrap_or(0),
        domains: listed(cx, "domains"),
        // As people copy it from their browser: with the slash of an empty path.
        origins: listed(cx, "origins").iter().map(|o| o.trim_end_matches('/').to_owned()).collect(),
        four_eyes: cx.fields.has("four_eyes"),
    };
    match cx.write(|db| spaces::change(db, &cx.by, id, cx.fields.get("name"), &settings)) {
        Ok(()) => Ok(cx.done(&links::SPACE.to(cx.locale(), &[cx.part("id")]), "saved")),
        Err(error) => {
            let (form, name) = form(cx)?;
            Ok(page(cx, &name, links::SPACE, &[cx.part("id")], cx.again(form, error)?))
        }
    }
}
