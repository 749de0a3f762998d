// Audits of accessibility: who answers for a procedure begins one with what the machine proves, fills it in without scripts,
// finishes it, and takes its statement away in both languages.
import assert from "node:assert/strict";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { after, it } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { launch } from "./lib/browser.mjs";
import { enterDemo, fill } from "./lib/people.mjs";
import { start } from "./lib/server.mjs";
import { isSound, isSoundFor, newPage, words } from "./lib/sound.mjs";

const server = await start('[outbound]\nallowed = ["127.0.0.1"]\n');
const browser = await launch();
const site = createServer((_, response) => {
  response.setHeader("content-type", "text/html; charset=utf-8");
  response.end('<!DOCTYPE html><html lang="fr"><title>Changer de prénom</title><body><main><h1>Changer de prénom</h1><p><img src=/carte.png></p></main></body></html>');
}).listen(0, "127.0.0.1");
await once(site, "listening");
const url = `http://127.0.0.1:${site.address().port}/`;
after(async () => {
  site.close();
  await browser.close();
  await server.stop();
});

const owner = await newPage(browser, { javaScriptEnabled: false });
await enterDemo(owner, server.origin, "porteur");
const sound = () => isSoundFor(browser, owner);
const save = () => owner.getByRole("button", { name: "Enregistrer", exact: true }).click();
const choose = (page, criterion, outcome) => page.getByRole("group", { name: new RegExp(`^${criterion.replace(".", "\\.")} `) }).getByRole("radio", { name: outcome, exact: true }).check();
/** The same page in English, sound too. */
async function inEnglish() {
  const here = owner.url();
  const there = await owner.locator('link[rel="alternate"][hreflang="en"]').getAttribute("href");
  await owner.goto(new URL(there, here).pathname.startsWith("/en") ? new URL(new URL(there, here).pathname, server.origin).href : there);
  await sound();
  const said = await words(owner);
  await owner.goto(here);
  return said;
}
let audits, audit;

it("an audit begins over the pages that are watched, with what the machine proves", async () => {
  await owner.goto(`${server.origin}/fr/bureau/sondes`);
  await owner.locator("tbody th a").first().click();
  await fill(owner, { Adresse: url }, "Surveiller");
  for (let tries = 0; !/échec/.test(await words(owner)); tries++) {
    assert.ok(tries < 120, "the page was never read");
    await sleep(500);
    await owner.reload();
  }
  await owner.getByRole("link", { name: "Audits d'accessibilité" }).click();
  audits = owner.url();
  await sound();
  assert.match(await owner.getByLabel("Pages").inputValue(), /^Accueil \| http:\/\/127/);
  await fill(owner, { "Qui audite": "Atelier d'Exemple", Pages: `Accueil | ${url}\nAide` }, "Commencer l'audit");
  assert.match(await words(owner), /Ligne 2 : écrivez/);
  assert.equal(await owner.getByLabel("Qui audite").inputValue(), "Atelier d'Exemple");
  await sound();
  await fill(owner, { Pages: `Accueil | ${url}\nAide | ${url}aide` }, "Commencer l'audit");
  assert.match(await words(owner), /L'audit est commencé.*Chaque image porteuse d'information/s);
  audit = owner.url().split("?")[0];
  await sound();
  assert.match(await inEnglish(), /decisions are left to take/);
});

it("criteria are filled in topic by topic, and nothing that was typed is lost", async () => {
  await owner.locator("tbody").getByRole("link", { name: "Accueil", exact: true }).first().click();
  await sound();
  await owner.getByRole("link", { name: "1. Images" }).click();
  assert.match(await words(owner), /Échec prouvé par la machine : L'image n'a pas d'alternative/);
  await sound();
  assert.match(await inEnglish(), /Failure proven by the machine/);
  await choose(owner, "1.1", "Conforme");
  await choose(owner, "1.2", "Non conforme");
  await owner.getByLabel("Note sur 1.2").fill("Le filet <b> n'est pas décoratif");
  await owner.getByLabel("Raison de la dérogation pour 1.2").fill("Trop cher");
  await save();
  assert.match(await words(owner), /La machine prouve un échec.*Choisissez la dérogation/s);
  assert.equal(await owner.getByLabel("Note sur 1.2").inputValue(), "Le filet <b> n'est pas décoratif");
  await sound();
  await choose(owner, "1.1", "Non conforme");
  await owner.getByLabel("Dérogation pour 1.2", { exact: false }).first().selectOption({ label: "Charge disproportionnée, sans alternative accessible" });
  await owner.getByLabel("Les critères laissés non décidés ici").check();
  await save();
  assert.match(await words(owner), /C'est enregistré/);
  assert.match(owner.url(), /\/pages\/1\/2/, "on to the next topic");
});

it("of two who fill the same page at once, the second one is told", async () => {
  const other = await newPage(browser, { javaScriptEnabled: false, storageState: await owner.context().storageState() });
  await other.goto(owner.url());
  await choose(owner, "2.1", "Conforme");
  await save();
  await choose(other, "2.1", "Non applicable");
  await other.getByLabel("Note sur 2.1").fill("Aucun cadre");
  await other.getByRole("button", { name: "Enregistrer", exact: true }).click();
  assert.match(await words(other), /a décidé entre-temps : Conforme/);
  assert.equal(await other.getByLabel("Note sur 2.1").inputValue(), "Aucun cadre");
  await other.getByRole("button", { name: "Enregistrer", exact: true }).click();
  assert.match(await words(other), /C'est enregistré/);
  await other.context().close();
});

it("an audit is finished once all is decided, and never changes then", async () => {
  await owner.goto(audit);
  await owner.getByRole("button", { name: "Finir l'audit" }).click();
  assert.match(await words(owner), /Tout n'est pas décidé/);
  await sound();
  for (const page of [1, 2]) {
    for (let topic = 1; topic <= 13; topic++) {
      await owner.goto(`${audit}/pages/${page}/${topic}`);
      const open = await owner.locator("input[value=undecided]:checked").evaluateAll((all) => all.map((one) => one.name));
      for (const name of open) await owner.locator(`input[name="${name}"][value=conforming]`).check();
      await save();
    }
  }
  await owner.goto(audit);
  assert.match(await words(owner), /Tout est décidé/);
  await owner.getByRole("button", { name: "Reprendre les constats" }).click();
  assert.match(await words(owner), /Les constats sont repris/);
  await owner.getByRole("button", { name: "Finir l'audit" }).click();
  assert.match(await words(owner), /L'audit est fini.*Partiellement conforme/s);
  await sound();
  await owner.goto(`${audit}/pages/1/1`);
  assert.equal(await owner.getByRole("button", { name: "Enregistrer", exact: true }).count(), 0);
  assert.match(await words(owner), /Le filet <b> n'est pas décoratif/);
  await sound();
  assert.match(await inEnglish(), /Disproportionate burden, without an accessible alternative/);
});

it("its grid and its statement are taken away", async () => {
  await owner.goto(audit);
  for (const format of ["csv", "ods"]) {
    const [download] = await Promise.all([owner.waitForEvent("download"), owner.getByRole("link", { name: `Télécharger en ${format.toUpperCase()}` }).click()]);
    assert.match(download.suggestedFilename(), new RegExp(`\\.${format}$`));
    if (format === "csv") {
      const csv = await readFile(await download.path(), "utf8");
      assert.match(csv, /^topic,criterion,title,wcag,sample,p01,p01_note/);
      assert.equal((csv.match(/^\d+\. /gm) ?? []).length + (csv.match(/^"\d+\. /gm) ?? []).length, 106);
    }
  }
  await owner.getByRole("link", { name: "Déclaration d'accessibilité" }).first().click();
  await sound();
  await fill(owner, { "Organisme qui répond": "Ville d'Exemple", "Nom du service": "Changer de prénom", "Adresse du service": "www.exemple.fr", "Technologies du service": "HTML\nCSS", "Environnement de test": "Firefox et Orca", "Outils de l'évaluation": "Inspecteur du navigateur" }, "Enregistrer");
  assert.match(await words(owner), /la loi demande un moyen de signaler/);
  assert.equal(await owner.getByLabel("Technologies du service").inputValue(), "HTML\nCSS");
  await sound();
  await fill(owner, { "Adresse électronique pour": "accessibilite@exemple.fr" }, "Enregistrer");
  assert.match(await words(owner), /La déclaration est enregistrée.*Accessibilité : partiellement conforme/s);
  await sound();
  assert.match(await inEnglish(), /What the audit does not know/);
  const reader = await newPage(browser);
  for (const [language, state] of [["français", /Ce service est partiellement conforme/], ["anglais", /This service is partially compliant/]]) {
    const [download] = await Promise.all([owner.waitForEvent("download"), owner.getByRole("link", { name: `Télécharger en ${language}` }).click()]);
    await reader.setContent(await readFile(await download.path(), "utf8"));
    assert.match(await words(reader), state);
    await isSound(reader);
    await owner.getByRole("link", { name: `Voir en ${language}` }).click();
    assert.match(await words(owner), state);
    await owner.goBack();
  }
});

it("another audit begins from it, with decisions to be confirmed", async () => {
  await owner.goto(audit);
  await owner.getByRole("button", { name: "Repartir de cet audit" }).click();
  assert.match(await words(owner), /Un nouvel audit est commencé/);
  await owner.goto(`${owner.url().split("?")[0]}/pages/2/1`);
  assert.match(await words(owner), /9 décisions viennent de l'audit précédent/);
  await sound();
  await save();
  assert.match(await words(owner), /C'est enregistré/);
  await owner.goto(audits);
  assert.match(await words(owner), /Partiellement conforme/);
  await sound();
});
