// From a survey to an opinion to its figures: the officer opens a survey, people answer it, in French and in Arabic,
// without scripts, and the officer reads what they said.
import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, it } from "node:test";
import { launch } from "./lib/browser.mjs";
import { enterDemo, fill } from "./lib/people.mjs";
import { start } from "./lib/server.mjs";
import { isSound, newPage as open, words as text } from "./lib/sound.mjs";
import { weigh } from "./lib/weigh.mjs";

const server = await start();
const browser = await launch();
after(async () => {
  await browser.close();
  await server.stop();
});
const newPage = (options) => open(browser, options);

const officer = await newPage({ javaScriptEnabled: false });
await enterDemo(officer, server.origin, "qualite");
// The same person where axe can run: a code is good once.
const eye = await newPage({ bypassCSP: true, storageState: await officer.context().storageState() });
let address;

it("the officer opens a survey and adds a button where people give up", async () => {
  await officer.goto(`${server.origin}/fr/bureau/avis`);
  await officer.getByRole("link", { name: "Nouvelle enquête" }).click();
  await fill(officer, { Démarche: "nulle-part", "Nom de l'enquête": "Passeport" }, "Créer l'enquête");
  assert.match(await text(officer), /Aucune démarche de ce nom/);
  assert.equal(await officer.getByLabel("Nom de l'enquête").inputValue(), "Passeport", "what was typed is kept");
  await fill(officer, { Démarche: "jdma-3059" }, "Créer l'enquête");
  assert.match(await text(officer), /L'enquête est créée/);
  await fill(officer, { "Nom du bouton": "Page d'abandon", "Numéro de démarche dans l'ancien service": "1234", "Numéro de bouton dans l'ancien service": "56" }, "Ajouter le bouton");
  assert.match(await text(officer), /Le bouton est ajouté/);
  address = await officer.locator("main a[href^='/avis/']").first().getAttribute("href");
  await eye.goto(officer.url());
  await isSound(eye);
});

/** Answers the whole survey as it is shown, and says how many bytes the first page took, with all it needs. */
async function answer(page, first, { face, mark, tongue }) {
  const all = await weigh(page, `${server.origin}${first}?l=${tongue}`);
  const bytes = all.reduce((sum, one) => sum + one.bytes, 0);
  await page.locator(`button[value=${face}]`).click();
  await page.locator(`button[value=${mark}]`).click();
  await page.locator("#help-phone").check();
  await page.locator("button[type=submit]").click();
  await page.locator("#reached-phone-yes").check();
  await page.locator("#quality-phone").selectOption("good");
  await page.locator("button[type=submit]").click();
  await page.locator("#comment").fill(`Merci, mais le bouton est caché (${tongue}).`);
  await page.locator("button[type=submit]").click();
  await page.waitForURL(/\/end\?/);
  return bytes;
}

it("the officer finds how to place a button, and its pictures are there", async () => {
  await officer.locator("table").getByRole("link", { name: "Passeport", exact: true }).click();
  assert.match(await text(officer), /bouton\.svg/);
  await eye.goto(officer.url());
  await isSound(eye);
  for (const picture of ["bouton.svg", "bouton.svg?theme=dark&style=outline&l=ar", "qr.svg"]) {
    const answer = await eye.request.get(`${server.origin}${address}/${picture}`);
    assert.deepEqual([answer.status(), answer.headers()["content-type"]], [200, "image/svg+xml; charset=utf-8"]);
    assert.equal(answer.headers()["cross-origin-resource-policy"], "cross-origin");
  }
});

it("the survey fits on a sheet of paper, in every language", async () => {
  for (const tongue of ["fr", "falc", "en", "es", "ar"]) {
    await eye.goto(`${server.origin}${address}/papier?l=${tongue}`);
    await isSound(eye);
    const pdf = (await eye.pdf({ preferCSSPageSize: true })).toString("latin1");
    assert.equal(pdf.match(/\/Type\s*\/Page\b/g).length, 1, `${tongue}: pages`);
    if (process.env.E2E_PICTURES) {
      await eye.emulateMedia({ media: "print" });
      await eye.setViewportSize({ width: 794, height: 1123 });
      await eye.screenshot({ path: `${process.env.E2E_PICTURES}/paper-${tongue}.png` });
      await eye.emulateMedia({ media: null });
    }
  }
});

it("a counter agent writes down an opinion by keyboard", async () => {
  const agent = await newPage({ javaScriptEnabled: false });
  await enterDemo(agent, server.origin, "accueil");
  await agent.locator("nav").getByRole("link", { name: "Saisir un avis" }).first().click();
  await agent.locator("main table a").first().click();
  const own = await newPage({ bypassCSP: true, storageState: await agent.context().storageState() });
  await own.goto(agent.url());
  await isSound(own);
  await agent.locator("button[type=submit]", { hasText: "Enregistrer" }).press("Enter");
  assert.match(await text(agent), /Il y a|erreur|Choisissez/, "the first question must be answered");
  await agent.getByLabel("Bien").press("Space");
  await agent.keyboard.press("Enter");
  // A key pressed waits for no page.
  await agent.getByText("L'avis est enregistré").waitFor();
});

it("people answer without scripts, on a phone, and the first page is light", async (t) => {
  for (const tongue of ["fr", "ar", "falc", "en", "es"]) {
    const person = await newPage({ javaScriptEnabled: false, viewport: { width: 320, height: 640 } });
    const bytes = await answer(person, address, { face: "good", mark: "very_good", tongue });
    t.diagnostic(`${tongue}: ${bytes} bytes`);
    assert.ok(bytes > 1_000 && bytes < 30_000, `${bytes} bytes for the first page, all included`);
    await person.context().close();
  }
  const old = await newPage({ javaScriptEnabled: false });
  await old.goto(`${server.origin}/Demarches/1234?button=56`);
  await old.locator("button[value=bad]").press("Enter");
  await old.waitForURL(/\/clarity\?/);
  await old.goBack();
  await old.locator("button[value=medium]").press("Enter");
});

it("every screen of the survey is sound in every language", async () => {
  const page = await newPage({ bypassCSP: true });
  // The survey's script sends a step first, and then leads on.
  const on = async (selector, step) => {
    await page.locator(selector).click();
    await page.waitForURL(new RegExp(`/${step}\\?`));
    await isSound(page);
  };
  for (const tongue of ["fr", "ar", "falc"]) {
    await page.goto(`${server.origin}${address}?l=${tongue}`);
    await isSound(page);
    await on("button[value=good]", "clarity");
    await on("button[value=bad]", "help");
    await page.locator("#help-none").check();
    await page.locator("#help-phone").check();
    await page.locator("button[type=submit]").click();
    await page.locator("#erreurs").waitFor();
    await isSound(page);
    await page.locator("#help-none").uncheck();
    await on("button[type=submit]", "reached");
    await on("button[type=submit]", "comment");
    await on("button[type=submit]", "end");
  }
  for (const path of ["/avis", "/avis?code=zzz", "/avis/AAAAAA"]) {
    await page.goto(`${server.origin}${path}`);
    await isSound(page);
  }
});

it("the officer reads the figures and the comments, and sets one aside", async () => {
  await officer.goto(`${server.origin}/fr/bureau/avis`);
  await officer.getByRole("link", { name: "Passeport" }).click();
  assert.match(await text(officer), /Avis comptés\s*10/);
  await eye.goto(officer.url());
  await isSound(eye);
  await officer.getByRole("link", { name: "Comparer" }).click();
  assert.match(await text(officer), /Par bouton/);
  await eye.goto(officer.url());
  await isSound(eye);
  await officer.goBack();
  await officer.getByRole("link", { name: "Lire les avis" }).click();
  assert.equal((await text(officer)).match(/le bouton est caché/g).length, 5);
  await eye.goto(officer.url());
  await isSound(eye);
  await officer.getByRole("link", { name: "Écarter cet avis" }).first().click();
  await eye.goto(officer.url());
  await isSound(eye);
  await fill(officer, { Raison: "essai" }, "Écarter cet avis");
  assert.match(await text(officer), /L'avis est écarté/);
  await officer.goto(`${server.origin}/fr/bureau/avis`);
  await officer.getByRole("link", { name: "Passeport" }).click();
  assert.match(await text(officer), /Avis comptés\s*9/);
  assert.match(await server.run("reviews", "verify"), /10 avis recomptés/);
});

it("somebody asks for an answer, the officer answers, and she reads it with her code", async () => {
  const person = await newPage({ javaScriptEnabled: false, viewport: { width: 320, height: 640 } });
  const at = await newPage({ bypassCSP: true });
  await person.goto(`${server.origin}${address}`);
  await person.locator("button[value=bad]").click();
  await person.locator("button[value=bad]").click();
  await person.locator("#help-none").check();
  await person.locator("button[type=submit]").click();
  await person.locator("#comment").fill("Quand aurai-je ma carte ?");
  await person.locator("#follow").check();
  await person.locator("button[type=submit]").click();
  const code = await person.locator(".pv-survey__code").textContent();
  await at.goto(person.url());
  await isSound(at);

  await officer.goto(`${server.origin}/fr/bureau/avis`);
  await officer.getByRole("link", { name: "Passeport" }).click();
  await officer.getByRole("link", { name: "Une personne attend une réponse" }).click();
  await eye.goto(officer.url());
  await isSound(eye);
  await officer.getByRole("link", { name: "Quand aurai-je ma carte ?" }).click();
  await fill(officer, { "Votre réponse": "" }, "Publier la réponse");
  assert.match(await text(officer), /Quand aurai-je ma carte \?/);
  await eye.goto(officer.url());
  await isSound(eye);
  await fill(officer, { "Votre réponse": "Elle est partie hier." }, "Publier la réponse");
  assert.match(await text(officer), /La réponse est publiée/);
  await officer.getByRole("link", { name: "Avis qui ont eu une réponse" }).click();
  await officer.getByRole("link", { name: "Quand aurai-je ma carte ?" }).click();
  await officer.goto(officer.url().replace(/\/repondre$/, ""));
  assert.match(await text(officer), /pas encore lue/, "the page of the opinion says that it was answered");
  await officer.getByRole("link", { name: "Répondre", exact: true }).click();
  assert.match(await text(officer), /Elle est partie hier\./);

  for (const page of [person, at]) {
    await page.goto(`${server.origin}/avis`);
    await page.getByRole("link", { name: "Lire la réponse à mon avis" }).click();
    await page.locator("#code").fill("2222-3333-4444");
    await page.getByRole("button", { name: "Lire la réponse" }).click();
    assert.match(await text(page), /n'est pas connu/);
    if (page === at) await isSound(at);
    await page.locator("#code").fill(code.toLowerCase());
    await page.getByRole("button", { name: "Lire la réponse" }).click();
    assert.match(await text(page), /Elle est partie hier\./);
  }
  await isSound(at);
});

it("opinions of the service before come in, everybody reads their figures, programs have keys", async (t) => {
  const months = [2, 3, 4, 6, 7].map((ago) => {
    const day = new Date();
    day.setUTCDate(5);
    day.setUTCMonth(day.getUTCMonth() - ago);
    return day.toISOString().slice(0, 10);
  });
  const line = (n) => `${n};${months[n % 5]};${n % 4 ? "Bien" : "Mal"};${n % 3 ? "Clair" : "Pas clair"};${n % 2 ? "Par téléphone" : "Pas besoin d'aide"};${n % 2 ? "oui" : ""};=1+1`;
  const lines = ["id;date;satisfaction;clarity;help;reached_phone;comment", ...Array.from({ length: 150 }, (_, n) => line(n))];
  const folder = await mkdtemp(join(tmpdir(), "parvis-e2e-"));
  await writeFile(join(folder, "avant.csv"), lines.join("\n"));
  await officer.goto(`${server.origin}/fr/bureau/avis`);
  await officer.getByRole("link", { name: "Passeport" }).click();
  const form = officer.url().match(/avis\/([0-9a-f-]{36})/)[1];
  assert.match(await server.run("reviews", "import", join(folder, "avant.csv"), "--form", form), /150/);
  await rm(folder, { recursive: true });

  const reader = await newPage({ javaScriptEnabled: false });
  const all = await weigh(reader, `${server.origin}/fr/demarches/jdma-3059/avis`);
  const bytes = all.reduce((sum, one) => sum + one.bytes, 0);
  t.diagnostic(`public page: ${bytes} bytes`);
  assert.ok(bytes < 50_000, `${bytes} bytes for a first visit`);
  assert.match(await text(reader), /150 avis comptés/);
  for (const path of ["/fr/demarches/jdma-3059/avis", "/en/procedures/jdma-3059/opinions"]) {
    await eye.goto(`${server.origin}${path}`);
    assert.equal(await eye.locator("figure svg:visible").count(), 1);
    await isSound(eye);
  }

  await officer.goto(`${server.origin}/fr/bureau/avis/${form}/avis-recus`);
  await officer.getByRole("link", { name: "Télécharger ces avis" }).click();
  await eye.goto(officer.url());
  await isSound(eye);
  const csv = await (await eye.request.get(`${officer.url()}?format=csv`)).text();
  assert.ok(csv.includes("'=1+1"), "a spreadsheet runs nothing");

  await officer.goto(`${server.origin}/fr/bureau/cles`);
  await officer.getByRole("button", { name: "Créer la clé" }).press("Enter");
  assert.match(await text(officer), /Choisissez au moins une enquête/);
  await officer.getByLabel("Nom de la clé").fill("Tableau de bord");
  await officer.getByLabel(/Passeport/).check();
  await officer.getByRole("button", { name: "Créer la clé" }).press("Enter");
  const key = await officer.locator("main code").textContent();
  await eye.goto(officer.url());
  await isSound(eye);
  const asked = await eye.request.get(`${server.origin}/api/v1/reviews/statistics?grain=none`, { headers: { authorization: `Bearer ${key}` } });
  assert.equal((await asked.json()).items[0].whole.opinions, 160);
});

it("what people said is measured, and stands in the draft of an edition, in both languages", async () => {
  assert.match(await server.run("reviews", "measure"), /\d/);
  const month = new Date();
  month.setUTCDate(0);
  await officer.goto(`${server.origin}/fr/bureau/editions`);
  await fill(officer, { Mois: month.toISOString().slice(0, 7) }, "Calculer le brouillon");
  assert.match(await text(officer), /Le brouillon est calculé/);
  const at = `/editions/${month.toISOString().slice(0, 7)}`;
  for (const [path, wanted] of [
    [`/fr/bureau${at}/demarches/jdma-3059`, /Satisfaction\s*7,5\s*à améliorer\s*150\s*reviews/],
    [`/en/desk${at}/procedures/jdma-3059`, /Satisfaction\s*7\.5\s*to improve\s*150\s*reviews/],
  ]) {
    await officer.goto(`${server.origin}${path}`);
    assert.match(await text(officer), wanted);
  }
});
