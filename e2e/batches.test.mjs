// A pile of sheets of paper: keyed by one agent, checked by another who does not see the first reading, settled where
// they differ. By keyboard, without scripts.
import assert from "node:assert/strict";
import { after, it } from "node:test";
import { launch } from "./lib/browser.mjs";
import { enterDemo, fill } from "./lib/people.mjs";
import { start } from "./lib/server.mjs";
import { isSoundFor, newPage as open, words as text } from "./lib/sound.mjs";

const server = await start();
const browser = await launch();
after(async () => {
  await browser.close();
  await server.stop();
});
const newPage = (options) => open(browser, options);

const agent = await newPage({ javaScriptEnabled: false });
const officer = await newPage({ javaScriptEnabled: false });
await enterDemo(officer, server.origin, "qualite");
await enterDemo(agent, server.origin, "accueil");
// Somebody else who may enter opinions.
const other = officer;

/** Keys a sheet: answers by their labels, with the space bar, then Enter. */
async function key(page, labels, comment) {
  const before = await page.locator("h1").textContent();
  for (const label of labels) await page.getByLabel(label).first().press("Space");
  if (comment) await page.getByLabel("Commentaire").fill(comment);
  await page.getByRole("button", { name: "Enregistrer la feuille" }).press("Enter");
  // A key pressed waits for no page.
  await page.getByText("La feuille est enregistrée").waitFor();
  await page.locator("h1", { hasNotText: before }).waitFor();
}

it("an agent opens a batch and keys its sheets", async () => {
  await officer.goto(`${server.origin}/fr/bureau/nouvelle-enquete`);
  await fill(officer, { Démarche: "jdma-3059", "Nom de l'enquête": "Passeport" }, "Créer l'enquête");
  await agent.goto(`${server.origin}/fr/bureau/saisir`);
  await isSoundFor(browser, agent);
  await agent.getByRole("link", { name: "Un lot pour « Passeport »" }).click();
  await fill(agent, { "Nom du lot": "Mairie, semaine 12", Feuilles: "mille" }, "Ouvrir le lot");
  assert.match(await text(agent), /Écrivez un nombre de feuilles entre 1 et 200/);
  assert.equal(await agent.getByLabel("Nom du lot").inputValue(), "Mairie, semaine 12", "what was typed is kept");
  await isSoundFor(browser, agent);
  await fill(agent, { Feuilles: "3" }, "Ouvrir le lot");
  assert.match(await text(agent), /Le lot est ouvert/);
  await agent.getByRole("link", { name: "Saisir la feuille 1" }).click();
  await isSoundFor(browser, agent);
  await agent.getByRole("button", { name: "Enregistrer la feuille" }).press("Enter");
  await agent.getByRole("link", { name: /Choisissez/ }).waitFor();
  await agent.getByLabel("Feuille vide ou illisible").press("Space");
  await agent.getByLabel("Commentaire").fill("Tout va bien");
  await agent.getByRole("button", { name: "Enregistrer la feuille" }).press("Enter");
  await agent.getByRole("link", { name: /gardez l'un ou l'autre/ }).waitFor();
  await agent.getByLabel("Feuille vide ou illisible").press("Space");
  await key(agent, ["Bien"], "");
  await key(agent, ["Mal", "Pas besoin d'aide"], "Trois semaines d'attente");
  await key(agent, ["Feuille vide ou illisible"]);
  assert.match(await agent.locator("h1").textContent(), /Mairie, semaine 12/);
  await isSoundFor(browser, agent);
});

it("somebody else checks them, and settles what differs", async () => {
  await other.goto(agent.url().replace(/\?.*/, ""));
  await other.getByRole("link", { name: "Vérifier la feuille 1" }).click();
  assert.doesNotMatch(await text(other), /Tout va bien/, "the first reading is not shown");
  await key(other, ["Bien"], "tout va bien.");
  await key(other, ["Moyen", "Pas besoin d'aide"], "Deux semaines d'attente");
  await key(other, ["Feuille vide ou illisible"]);
  await other.getByRole("link", { name: "Départager la feuille 2" }).click();
  const seen = await text(other);
  for (const part of ["2 différences", "Mal", "Moyen", "Trois semaines", "Deux semaines"]) assert.ok(seen.includes(part), part);
  assert.equal(await other.getByLabel("Mal", { exact: true }).isChecked(), false, "what differs is chosen anew");
  assert.ok(await other.getByLabel("Pas besoin d'aide").isChecked(), "what both say is there");
  await isSoundFor(browser, other);
  await fill(other, { Commentaire: "Trois semaines d'attente" }, "Enregistrer la feuille");
  assert.match(await text(other), /Choisissez/);
  await key(other, ["Mal"]);
  const done = await text(other);
  assert.match(done, /Avis enregistrés\s*2/);
  assert.match(done, /Feuilles où les saisies différaient\s*1/);
  await isSoundFor(browser, other);
  await other.goto(`${server.origin}/fr/bureau/lots`);
  assert.match(await text(other), /Terminé le/);
  await isSoundFor(browser, other);
});

it("the officer reads what the sheets say", async () => {
  await officer.goto(`${server.origin}/fr/bureau/avis`);
  await officer.getByRole("link", { name: "Passeport" }).first().click();
  await officer.goto(`${officer.url()}/avis-recus`);
  const seen = await text(officer);
  assert.match(seen, /Trois semaines d'attente/);
  assert.match(seen, /Papier/);
  await agent.goto(`${server.origin}/en/desk/batches`);
  assert.match(await text(agent), /Ended on/);
});
