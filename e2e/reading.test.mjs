// What people wrote, read by whoever answers for the procedure, without scripts: found by its words, told apart by kind
// and by topic, worked on, and quoted.
import assert from "node:assert/strict";
import { after, it } from "node:test";
import { launch } from "./lib/browser.mjs";
import { enterDemo, fill } from "./lib/people.mjs";
import { start } from "./lib/server.mjs";
import { isSound as sound, newPage } from "./lib/sound.mjs";

const server = await start();
const browser = await launch();
after(async () => {
  await browser.close();
  await server.stop();
});

const officer = await newPage(browser, { javaScriptEnabled: false });
await enterDemo(officer, server.origin, "qualite");
// The same person where axe can run: a code is good once.
const eye = await newPage(browser, { bypassCSP: true, storageState: await officer.context().storageState() });

/** Nothing is wrong with the page that the officer sees, wide or narrow. */
async function isSound() {
  await eye.goto(officer.url());
  await sound(eye);
}

const plain = (text) => text.replaceAll(/[\u202f\u00a0]/g, " ");
const text = async () => plain(await officer.textContent("main"));
const link = (name) => officer.locator("main").getByRole("link", { name, exact: true }).first();
let list;

it("people write, and their words are found and marked", async () => {
  await officer.goto(`${server.origin}/fr/bureau/nouvelle-enquete`);
  await fill(officer, { Démarche: "jdma-3059", "Nom de l'enquête": "Passeport" }, "Créer l'enquête");
  const address = await officer.locator("main a[href^='/avis/']").first().getAttribute("href");
  const person = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
  for (const [face, said] of [
    ["bad", "Le paiement par carte est refusé, <b>deux</b> délais sont dépassés."],
    ["bad", "Aucun créneau de rendez-vous avant trois mois"],
    ["good", "Merci, simple et rapide"],
    ["medium", "Le délai de paiement est trop long"],
  ]) {
    await person.goto(`${server.origin}${address}`);
    await person.locator(`button[value=${face}]`).click();
    for (let step = 0; step < 2; step++) await person.locator("button[type=submit]").last().click();
    await person.locator("#comment").fill(said);
    await person.locator("button[type=submit]").click();
    await person.waitForURL(/\/end\?/);
  }
  await officer.goto(`${server.origin}/fr/bureau/avis`);
  await link("Passeport").click();
  await link("Lire les avis").click();
  list = officer.url();
  assert.match(await text(), /4 avis trouvés/);
  await fill(officer, { "Mots des commentaires": "delais PAIEMENTS" }, "Afficher");
  assert.match(await text(), /2 avis trouvés/);
  assert.deepEqual(await officer.locator("mark").allTextContents(), ["délai", "paiement", "paiement", "délais"]);
  assert.match(await text(), /<b>deux<\/b>/, "what people write is text");
  await isSound();
  await link("Mal (1)").click();
  assert.match(await text(), /1 avis trouvé\./);
  await isSound();
  await link("Ne plus filtrer : Mal").click();
  await officer.goto(`${list}?mots=${encodeURIComponent('"( NEAR* -\u0000 AND')}`);
  assert.match(await text(), /Aucun avis trouvé|avis trouvé/);
  await officer.goto(`${list}?tri=parlants`);
  assert.match(await officer.locator("main tbody th").first().textContent(), /carte est refusé/);
});

it("an opinion is labelled, followed, given to somebody and quoted", async () => {
  await officer.goto(`${list}?mots=carte`);
  await officer.locator("main tbody a").first().click();
  await fill(officer, { Étiquette: "Paiement" }, "Ajouter l'étiquette");
  assert.match(await text(), /L'étiquette est ajoutée/);
  await officer.getByLabel("État").selectOption({ label: "En cours de correction" });
  await officer.getByRole("button", { name: "Changer l'état" }).click();
  await officer.getByLabel("Suivi par").selectOption({ index: 1 });
  await officer.getByRole("button", { name: "Confier cet avis" }).click();
  assert.match(await text(), /Nouveau → En cours de correction/);
  assert.match(await text(), /personne → |Confier un avis/i);
  await isSound();
  await link("Citer cet avis").click();
  await isSound();
  await fill(officer, { Citation: "Le paiement est vraiment refusé" }, "Garder la citation");
  assert.match(await text(), /Un mot n'est pas dans le commentaire/);
  assert.equal(await officer.getByLabel("Citation").inputValue(), "Le paiement est vraiment refusé", "what was typed is kept");
  await fill(officer, { Citation: "Le paiement est refusé" }, "Garder la citation");
  assert.match(await text(), /« Le paiement \[…\] est refusé \[…\] »/);
  await isSound();
  const file = await officer.request.get(`${officer.url().split("?")[0]}/texte`);
  assert.match(plain(await file.text()), /« Le paiement \[…\] est refusé \[…\] »\r\n\(Mal · /);
  await officer.goto(list);
  await link("Paiement (1)").click();
  assert.match(await text(), /1 avis trouvé\./);
  await link("En cours de correction (1)").click();
  assert.match(await text(), /1 avis trouvé\./);
});

it("topics are found, named, and lead to their opinions", async () => {
  const topics = `${list}`.replace("avis-recus", "themes");
  await officer.goto(topics);
  assert.match(await text(), /ne l'ont pas encore été/);
  await officer.getByRole("button", { name: "Chercher les thèmes maintenant" }).click();
  assert.match(await text(), /seront cherchés/);
  for (let n = 0; n < 50 && !/Paiement et remboursement/.test(await text()); n++) {
    await new Promise((done) => setTimeout(done, 200));
    await officer.goto(topics);
  }
  await isSound();
  assert.match(await text(), /Rendez-vous/);
  await link("2 avis").click();
  assert.match(await text(), /2 avis trouvés/);
  await isSound();
  await officer.goto(topics);
  await link("Paiement et remboursement").click();
  await isSound();
  await fill(officer, { "Nom du thème": "Régler" }, "Changer le nom");
  assert.equal(await officer.locator("h1").textContent(), "Régler");
  await officer.getByRole("button", { name: "Masquer ce thème" }).click();
  await officer.goto(topics);
  assert.equal(await link("Régler").isVisible(), false);
});
