// Versions of a survey: the officer adds a question with a condition, looks at the draft as people will, publishes it,
// people answer it in French and in Arabic without scripts, and the officer reads what they chose and what changed.
import assert from "node:assert/strict";
import { after, it } from "node:test";
import { launch } from "./lib/browser.mjs";
import { enterDemo, fill } from "./lib/people.mjs";
import { start } from "./lib/server.mjs";
import { isSound, newPage as open, words as text } from "./lib/sound.mjs";

const server = await start();
const browser = await launch();
after(async () => {
  await browser.close();
  await server.stop();
});
const newPage = (options) => open(browser, options);

const officer = await newPage({ javaScriptEnabled: false });
await enterDemo(officer, server.origin, "qualite");
const eye = await newPage({ bypassCSP: true, storageState: await officer.context().storageState() });

/** Looks at the officer's page where axe can run. */
async function look() {
  await eye.goto(officer.url());
  await isSound(eye);
}

let form;
let address;

it("the officer makes a survey, and a draft with a question and a condition", async () => {
  await officer.goto(`${server.origin}/fr/bureau/nouvelle-enquete`);
  await look();
  await fill(officer, { Démarche: "jdma-3059", "Nom de l'enquête": "Passeport" }, "Créer l'enquête");
  address = await officer.locator("main a[href^='/avis/']").first().getAttribute("href");
  form = officer.url().match(/avis\/([0-9a-f-]{36})/)[1];
  await officer.goto(`${server.origin}/fr/bureau/avis/${form}/versions`);
  await look();
  await officer.getByRole("link", { name: "Préparer une nouvelle version" }).click();
  await look();
  await officer.getByRole("link", { name: "Ajouter une question" }).click();
  await look();
  await officer.getByRole("link", { name: "Un ou plusieurs choix" }).click();
  await look();
  await fill(officer, { "Question, en français": "Où étiez-vous ?", "Choix 1": "Chez moi" }, "Enregistrer");
  assert.match(await text(officer), /de deux à dix réponses/, "one choice is none");
  assert.equal(await officer.getByLabel("Question, en français").inputValue(), "Où étiez-vous ?", "what was typed is kept");
  await look();
  await fill(officer, { "Choix 2": "À la mairie" }, "Enregistrer");
  assert.match(await text(officer), /Le brouillon est enregistré/);
  assert.match(await text(officer), /Question ajoutée : Où étiez-vous/);
  await look();
  await officer.getByRole("link", { name: "Posée à tout le monde" }).click();
  await fill(officer, { "Question posée avant": "Comment s'est passée votre démarche ?" }, "Voir ses réponses");
  await look();
  await officer.getByLabel("Mal", { exact: true }).check();
  await officer.getByRole("button", { name: "Enregistrer", exact: true }).click();
  assert.match(await text(officer), /a pour réponse : Mal/);
  await officer.getByRole("link", { name: /^Traduire \(/ }).click();
  await look();
  await officer.getByRole("link", { name: "Traduire : العربية" }).click();
  await look();
  await fill(officer, { "Où étiez-vous ?": "أين كنت؟", "Chez moi": "في البيت" }, "Enregistrer");
  await officer.getByRole("link", { name: "Ajouter une question" }).click();
  await officer.getByRole("link", { name: "Une échelle" }).click();
  await fill(officer, { "Question, en français": "Reviendrez-vous ?", "Ce que veut dire le plus bas degré": "Jamais", "Ce que veut dire le plus haut degré": "Toujours" }, "Enregistrer");
  await officer.getByRole("button", { name: "Monter" }).click();
  assert.match(await text(officer), /Reviendrez-vous[^]*Où étiez-vous/, "it comes first now");
  await officer.getByRole("button", { name: "Descendre" }).click();
  await officer.getByRole("button", { name: "Masquer" }).first().click();
  assert.match(await text(officer), /Question masquée : Les informations/);
});

it("of two editors, the second is told", async () => {
  const other = await newPage({ javaScriptEnabled: false, storageState: await officer.context().storageState() });
  await other.goto(officer.url());
  await officer.getByRole("button", { name: "Poser de nouveau" }).click();
  await officer.getByRole("button", { name: "Masquer" }).first().click();
  await other.getByRole("button", { name: "Retirer" }).first().click();
  assert.match(await text(other), /Quelqu'un a modifié le brouillon/);
  await eye.goto(`${server.origin}/fr/bureau/avis/${form}/brouillon`);
  await isSound(eye);
  await other.context().close();
});

it("the preview is the survey in every language, and records nothing", async () => {
  await officer.getByRole("link", { name: "Aperçu" }).click();
  for (const tongue of ["fr", "ar", "falc"]) {
    await officer.goto(`${server.origin}/fr/bureau/avis/${form}/brouillon/apercu?l=${tongue}`);
    await look();
    await officer.locator("button[value=bad]").click();
    await look();
    await officer.locator("#help-phone").check();
    await officer.locator("button[type=submit]").click();
    await look();
    await officer.locator("button[type=submit]").click();
    assert.equal(await officer.locator("fieldset").count(), 2, "the condition holds");
    await officer.locator("#q1-o2").check();
    await look();
    await officer.locator("button[type=submit]").click();
    await officer.locator("#comment").fill("Mon numéro est le 06 39 98 12 34.");
    await officer.locator("button[type=submit]").click();
    assert.match(await text(officer), /\[téléphone masqué\]/);
    await look();
    await officer.locator("button[type=submit]").click();
    await look();
    assert.equal(await officer.locator("form").count(), 0, "the end");
  }
  await officer.goto(`${server.origin}/fr/bureau/avis/${form}/brouillon/apercu?l=fr`);
  await officer.locator("button[value=good]").click();
  await officer.locator("#help-none").check();
  await officer.locator("button[type=submit]").click();
  assert.equal(await officer.locator("fieldset").count(), 1, "the condition does not hold");
  assert.match(await server.run("reviews", "verify"), /0 avis recompté|Aucun avis|0 opinions/, "nothing is recorded");
});

it("the officer reads what changes, and publishes it", async () => {
  const open = await newPage({ javaScriptEnabled: false });
  await open.goto(`${server.origin}${address}`);
  await officer.goto(`${server.origin}/fr/bureau/avis/${form}/brouillon/publier`);
  await look();
  assert.match(await text(officer), /Question masquée : plus de réponse pour la clarté/);
  await fill(officer, { Pourquoi: "" }, "Publier le brouillon");
  await look();
  await fill(officer, { Pourquoi: "Savoir où sont les gens" }, "Publier le brouillon");
  assert.match(await text(officer), /La nouvelle version est publiée/);
  assert.match(await text(officer), /Version 2[^]*Savoir où sont les gens[^]*Version 1/);
  await look();
  await open.locator("button[value=good]").click();
  await open.waitForURL(/\/clarity\?/);
  assert.match(await text(open), /sur 4/, "a page that was open stays with its version");
  await open.context().close();
});

it("people answer it without scripts, in French and in Arabic", async () => {
  // The survey remembers for a few seconds what it asks.
  await new Promise((done) => setTimeout(done, 6_000));
  for (const [tongue, face] of [["fr", "bad"], ["ar", "bad"], ["falc", "good"]]) {
    const person = await newPage({ javaScriptEnabled: false, viewport: { width: 320, height: 640 } });
    const at = await newPage({ bypassCSP: true });
    await person.goto(`${server.origin}${address}?l=${tongue}`);
    await person.locator(`button[value=${face}]`).click();
    await person.locator("#help-none").check();
    await person.locator("button[type=submit]").click();
    await at.goto(person.url());
    await isSound(at);
    assert.equal(await person.locator("fieldset").count(), face === "bad" ? 2 : 1);
    if (face === "bad") {
      assert.match(await text(person), tongue === "ar" ? /أين كنت؟/ : /Où étiez-vous/);
      if (tongue === "ar") assert.equal(await person.locator("label[for=q1-o2] span").getAttribute("lang"), "fr", "what lacks is said in French");
      await person.locator("#q1-o2").press("Space");
    }
    await person.locator("#q2-4").press("Space");
    await person.locator("button[type=submit]").click();
    await person.locator("#comment").fill(`Merci (${tongue})`);
    await person.locator("button[type=submit]").click();
    await person.waitForURL(/\/end\?/);
    await person.context().close();
    await at.context().close();
  }
});

it("the officer reads the answers: figures, opinion, file, paper", async () => {
  await officer.goto(`${server.origin}/fr/bureau/avis/${form}`);
  assert.match(await text(officer), /Où étiez-vous \? \(2 réponses\)[^]*À la mairie\s*2/);
  assert.match(await text(officer), /Reviendrez-vous \? \(3 réponses\)[^]*Moyenne\s*4,0/);
  await look();
  await officer.getByLabel("Version", { exact: true }).selectOption("1");
  await officer.getByRole("button", { name: "Afficher" }).click();
  assert.match(await text(officer), /Avis comptés\s*1/);
  await officer.goto(`${server.origin}/fr/bureau/avis/${form}/avis-recus`);
  await officer.locator("main table a[href*='/avis-recus/']").first().click();
  assert.match(await text(officer), /Reviendrez-vous \?\s*4/);
  await look();
  const file = await officer.request.get(`${server.origin}/fr/bureau/avis/${form}/fichiers?format=csv&tous=1`);
  const lines = (await file.text()).trim().split("\n");
  assert.match(lines[0], /,comment,extra_q1,extra_q2\r?$/);
  assert.equal(lines.filter((line) => /,o2,4\r?$/.test(line)).length, 2);
  await eye.goto(`${server.origin}${address}/papier?l=fr`);
  assert.match(await text(eye), /Où étiez-vous[^]*vous avez répondu : Mal/);
  await isSound(eye);
  await officer.goto(`${server.origin}/fr/bureau/saisir/${form}`);
  await officer.getByLabel("Mal", { exact: true }).check();
  await officer.getByLabel("Chez moi").check();
  await look();
  await officer.locator("#avis-comment").press("Tab");
  await officer.getByRole("button", { name: /Enregistrer/ }).click();
  assert.match(await text(officer), /L'avis est enregistré/);
  assert.match(await server.run("reviews", "verify"), /5 avis recomptés/);
});

it("a second publication shows its difference, and the first version comes back", async () => {
  await officer.goto(`${server.origin}/fr/bureau/avis/${form}/brouillon/libelle?texte=satisfaction`);
  await look();
  await fill(officer, { Français: "Êtes-vous content de la démarche ?" }, "Enregistrer");
  assert.match(await text(officer), /devient « Êtes-vous content de la démarche \? »/);
  await officer.getByRole("link", { name: "Publier le brouillon" }).click();
  assert.match(await text(officer), /Pour la satisfaction, cette version sort de ce qui est mesuré/);
  await look();
  await fill(officer, { Pourquoi: "Une autre question" }, "Publier le brouillon");
  await officer.goto(`${server.origin}/fr/bureau/avis/${form}`);
  assert.match(await text(officer), /reformulée : version 3/);
  await look();
  await officer.goto(`${server.origin}/fr/bureau/avis/${form}/versions`);
  await officer.getByRole("button", { name: /Repartir de cette version/ }).last().click();
  assert.match(await text(officer), /Le brouillon repart de cette version/);
  assert.match(await text(officer), /Question retirée : Où étiez-vous/);
  await look();
  await fill(officer, {}, "Abandonner le brouillon");
  assert.match(await text(officer), /Le brouillon est abandonné/);
});

it("a usability test has its own score, and English pages", async () => {
  await officer.goto(`${server.origin}/fr/bureau/nouvelle-enquete`);
  await officer.getByLabel(/utilisabilité/).check();
  await fill(officer, { Démarche: "jdma-3059", "Nom de l'enquête": "Essai" }, "Créer l'enquête");
  const own = await officer.locator("main a[href^='/avis/']").first().getAttribute("href");
  const id = officer.url().match(/avis\/([0-9a-f-]{36})/)[1];
  const person = await newPage({ javaScriptEnabled: false });
  await person.goto(`${server.origin}${own}?l=en`);
  await person.locator("button[value=good]").click();
  for (const steps of [[5, 1, 5], [1, 5, 1], [5, 1, 5], [1]]) {
    const names = await person.locator("fieldset input").evaluateAll((all) => [...new Set(all.map((one) => one.name))]);
    for (const [at, name] of names.entries()) await person.locator(`#${name}-${steps[at]}`).check();
    await person.locator("button[type=submit]").click();
  }
  await person.locator("#comment").waitFor();
  await officer.goto(`${server.origin}/fr/bureau/avis/${id}`);
  assert.match(await text(officer), /Cette période\s*100,0/);
  await look();
  for (const path of ["", "/versions", "/draft", "/draft/question", "/draft/translate?q=sus1&l=es", "/draft/translate?q=sus1&l=en"]) {
    await eye.goto(`${server.origin}/en/desk/reviews/${id}${path}`);
    await isSound(eye);
  }
});
