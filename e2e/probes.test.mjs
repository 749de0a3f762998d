// Probes: who answers for a procedure has its address watched without scripts, sees it fall and what is wrong with its
// page, says what she thinks of it, and takes it away as files.
import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer } from "node:http";
import { after, it } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { launch } from "./lib/browser.mjs";
import { enterDemo, fill } from "./lib/people.mjs";
import { start } from "./lib/server.mjs";
import { isSoundFor, newPage, words } from "./lib/sound.mjs";

const server = await start('[outbound]\nallowed = ["127.0.0.1"]\n');
const browser = await launch();
let image = "<img src=/carte.png>";
const site = createServer((_, response) => {
  response.setHeader("content-type", "text/html; charset=utf-8");
  response.end(`<!DOCTYPE html><html lang="fr"><title>Changer de prénom</title><body><main><h1>Changer de prénom</h1><p>${image}</p></main></body></html>`);
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

/** Comes back to a page until it says something. */
async function until(address, what) {
  for (let tries = 0; tries < 60; tries++) {
    await owner.goto(address);
    if (what.test(await words(owner))) return;
    await sleep(500);
  }
  assert.fail(`${address} never said ${what}`);
}

const row = (caption) => owner.locator("table").filter({ hasText: caption }).locator("tbody tr").first();
let one;

it("an address is watched in one form, and what is wrong with it is said beside its field", async () => {
  await owner.goto(`${server.origin}/fr/bureau/sondes`);
  await sound();
  await owner.locator("tbody th a").first().click();
  one = owner.url();
  await fill(owner, { Adresse: "ftp://exemple.fr", "Ouvre à": "8 heures" }, "Surveiller");
  assert.match(await words(owner), /Donnez une adresse web/);
  assert.equal(await owner.getByLabel("Ouvre à").inputValue(), "8 heures", "nothing that was typed is lost");
  await fill(owner, { Adresse: url, "Ouvre à": "00:00" }, "Surveiller");
  assert.match(await words(owner), /L'adresse est surveillée/);
});

it("its state and what the machine found are seen, and each finding can be judged", async () => {
  await until(one, /100,00 % sur (un|\d+) regards?.*échec/s);
  assert.match(await row("Adresses surveillées").textContent(), /Répond/);
  await sound();
  await owner.getByRole("link", { name: "Constats" }).click();
  assert.match(await words(owner), /L'image n'a pas d'alternative.*RGAA 1\.1/s);
  await sound();
  await owner.getByRole("link", { name: '<img src="/carte.png">' }).click();
  assert.match(await words(owner), /Chaque image porteuse d'information/);
  await owner.getByRole("radio", { name: "Ce n'en est pas un" }).check();
  await fill(owner, {}, "Enregistrer");
  assert.match(await words(owner), /Dites pourquoi/);
  await fill(owner, { Pourquoi: "Décorative : la carte est décrite au-dessus" }, "Enregistrer");
  assert.match(await words(owner), /Votre avis est noté/);
  assert.match(await words(owner), /Ce n'en est pas un/);
});

it("the same is there in English, and as files", async () => {
  for (const format of ["csv", "ods", "sarif", "json"]) {
    const [download] = await Promise.all([owner.waitForEvent("download"), owner.getByRole("link", { name: `Télécharger en ${format.toUpperCase()}` }).click()]);
    assert.match(download.suggestedFilename(), new RegExp(`\\.${format}$`));
  }
  await owner.goto(one.replace("/fr/bureau/sondes", "/en/desk/probes"));
  assert.match(await words(owner), /Answers/);
  await sound();
});

it("everybody sees whether it answers, on a page of the procedure and as a badge", async () => {
  const reader = await newPage(browser, { javaScriptEnabled: false });
  const slug = one.split("/").pop();
  for (const path of [`/fr/demarches/${slug}/sondes`, `/en/procedures/${slug}/probes`]) {
    await reader.goto(`${server.origin}${path}`);
    assert.match(await words(reader), /Répond|Answers/);
    assert.doesNotMatch(await words(reader), /carte\.png/, "findings are for those who answer for it");
    await isSoundFor(browser, reader);
  }
  const badge = await fetch(`${server.origin}/fr/demarches/${slug}/sondes/badge.svg`);
  assert.equal(badge.headers.get("content-type"), "image/svg+xml");
  assert.match(await badge.text(), /100,00/);
  assert.equal((await fetch(`${server.origin}/fr/demarches/jdma-44/sondes`)).status, 404, "nothing looks at that one");
});

it("a stop is announced, and taken back", async () => {
  await owner.goto(one);
  const day = new Date(Date.now() + 2 * 86_400_000).toISOString().slice(0, 10);
  await fill(owner, { "Début : jour": day, "Début : heure": "22h", "Fin : jour": day, "Fin : heure": "21:00", Raison: "Mise à jour" }, "Annoncer");
  assert.match(await words(owner), /La fin vient après le début/);
  await fill(owner, { "Fin : heure": "23:30" }, "Annoncer");
  assert.match(await words(owner), /L'arrêt est annoncé/);
  assert.match(await row("Arrêts annoncés").textContent(), /à 22 h 00/);
  await owner.getByRole("button", { name: "Annuler" }).click();
  assert.match(await words(owner), /Aucun arrêt annoncé/);
});

it("an address that is not watched any more keeps its history", async () => {
  await owner.goto(one);
  await owner.getByRole("button", { name: "Ne plus surveiller" }).click();
  assert.match(await words(owner), /n'est plus surveillée. Ce qui a été vu reste/);
  await sound();
});
