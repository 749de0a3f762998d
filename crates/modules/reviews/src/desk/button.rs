//! How to put a button where people are: the code of an image link, the address, the code to type, the QR code.

use parvis_accounts::AccountsError;
use parvis_accounts::http::{Answer, Cx, Policy, Reply, Routes};
use parvis_kernel::Permission;
use parvis_ui::{Block, Cell, Link, Tone};

use super::{settings, words};
use crate::links;
use crate::model::Button;
use crate::pages::{SCRIPT, integrity};
use crate::service::{forms, versions};
use crate::shape::Template;
use crate::survey::{Step, Tongue};
use crate::texts::Texts;

pub fn routes(routes: Routes) -> Routes {
    routes.page(links::BUTTON, Policy::Needs(Permission::ReviewManage), show)
}

/// The looks of the button: key of its name, and what its picture's address says.
const LOOKS: [(&str, &str); 4] = [
    ("reviews-look-light", ""),
    ("reviews-look-light-outline", "?style=outline"),
    ("reviews-look-dark", "?theme=dark"),
    ("reviews-look-dark-outline", "?theme=dark&style=outline"),
];

/// The HTML of an image link, that every site accepts: no script, its name is the text of the picture.
fn snippet(cx: &Cx<'_>, button: &Button, look: &str) -> String {
    let address = settings::address(cx, button);
    let name = Texts::of(Tongue::French).say("button");
    let look = look.replace('&', "&amp;");
    format!("<a href=\"{address}\"><img src=\"{address}/bouton.svg{look}\" alt=\"{name}\" height=\"56\"></a>")
}

/// The HTML of the script that asks on the page itself, and of the link for those who have none.
fn script(cx: &Cx<'_>, button: &Button, mode: &str) -> Vec<String> {
    let source = cx.site.absolute(SCRIPT);
    vec![
        format!("<script src=\"{source}\" integrity=\"{}\" crossorigin=\"anonymous\" defer", integrity()),
        format!(
            "  data-code=\"{}\" data-mode=\"{mode}\" data-point=\"{}\"></script>",
            button.code, button.point
        ),
        format!("<noscript>{}</noscript>", snippet(cx, button, "")),
    ]
}

/// The two ways to ask on the page itself.
fn scripts(cx: &Cx<'_>, button: &Button, origins: &[String]) -> Vec<Block> {
    let mut blocks = vec![Block::Text(cx.t("reviews-script-text"))];
    if origins.is_empty() {
        blocks.push(Block::Alert {
            tone: Tone::Warning,
            title: cx.t("reviews-script-none"),
            text: cx.t("reviews-script-none-text"),
        });
    }
    for (key, mode) in [("reviews-script-panel", "panel"), ("reviews-script-question", "question")] {
        let code = Block::Code(script(cx, button, mode));
        blocks.push(Block::More { summary: cx.t(key), blocks: vec![code] });
    }
    blocks
}

fn show(cx: &Cx<'_>) -> Answer {
    let id = cx.id("id")?;
    let (held, button, origins, shape) = cx.read(|db| {
        let (held, button) = forms::button(db, &cx.by, id)?;
        let origins = forms::origins(db, &held)?;
        let (_, shape) = versions::current(db, held.form.id)?;
        Ok::<_, AccountsError>((held, button, origins, shape))
    })?;
    let address = settings::address(cx, &button);
    let mut blocks = vec![Block::Facts(vec![
        (cx.t("reviews-point"), Cell::text(words::point(cx, button.point))),
        (cx.t("reviews-address"), Cell::link(address.clone(), format!("/avis/{}", button.code))),
        (cx.t("reviews-code"), Cell::text(button.code.clone())),
    ])];
    blocks.push(Block::Heading(cx.t("reviews-image-link")));
    blocks.push(Block::Text(cx.t("reviews-image-link-text")));
    for (key, look) in LOOKS {
        let blocks_of = vec![Block::Code(vec![snippet(cx, &button, look)])];
        blocks.push(Block::More { summary: cx.t(key), blocks: blocks_of });
    }
    let pictures = LOOKS
        .map(|(key, look)| Link::new(cx.t(key), format!("/avis/{}/bouton.svg{look}", button.code)))
        .to_vec();
    blocks.push(Block::Links(pictures));
    blocks.push(Block::Heading(cx.t("reviews-script")));
    // The script holds the words of the national survey, and sites pin it.
    let is_usual = shape.template == Template::National && !shape.altered().contains(&Step::Satisfaction);
    if is_usual {
        blocks.extend(scripts(cx, &button, &origins));
    } else {
        blocks.push(Block::Text(cx.t("reviews-publish-script-text")));
    }
    blocks.push(Block::Heading(cx.t("reviews-qr")));
    blocks.push(Block::Text(cx.t("reviews-qr-text")));
    blocks.push(Block::Picture(parvis_charts::qr(&address, &cx.t("reviews-qr"))));
    blocks.push(Block::Links(vec![Link::new(
        cx.t("reviews-qr-file"),
        format!("/avis/{}/qr.svg", button.code),
    )]));
    blocks.push(Block::Heading(cx.t("reviews-paper")));
    blocks.push(Block::Text(cx.t("reviews-paper-text")));
    let sheet =
        |tongue: &Tongue| Link::new(tongue.name(), format!("/avis/{}/papier?l={tongue}", button.code));
    blocks.push(Block::Links(Tongue::ALL.iter().map(sheet).collect()));
    if button.closed.is_none() {
        let close = links::BUTTON_CLOSE.to(cx.locale(), &[cx.part("id")]);
        let name = cx.words.a("reviews-button-close", "name", button.name.as_str());
        blocks.push(Block::Links(vec![Link::new(name, close)]));
    }
    let title = cx.words.a("reviews-button-title", "name", button.name.as_str());
    let settings = links::SETTINGS.to(cx.locale(), &[&held.form.id.to_string()]);
    let frame = cx
        .frame(&title, links::BUTTON.address(&[cx.part("id")]))
        .under(cx.t("reviews-title"), links::FORMS.to(cx.locale(), &[]))
        .under(held.form.name.clone(), settings)
        .under(title.clone(), links::BUTTON.to(cx.locale(), &[cx.part("id")]));
    Ok(Reply::page(cx.page(frame, blocks)))
}
