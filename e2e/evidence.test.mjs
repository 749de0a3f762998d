// A file as evidence: the owner uploads it, the antivirus looks at it, the second reader saves it. Nobody needs scripts.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, it } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { violations } from "./lib/axe.mjs";
import { launch } from "./lib/browser.mjs";
import { clamd, EICAR } from "./lib/clamd.mjs";
import { enterDemo } from "./lib/people.mjs";
import { start } from "./lib/server.mjs";

const SCANNED_WITHIN_MS = 15_000;
/** As long as a name may be, in one word. */
const NAME = `entrée-${"a".repeat(109)}.png`;
const PNG = Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==", "base64");

const antivirus = await clamd();
const server = await start(`[files]\nscanner = "${antivirus.address}"\n`);
const browser = await launch();
after(async () => {
  antivirus.release();
  await browser.close();
  await server.stop();
  await antivirus.stop();
});

async function page(options) {
  const page = await (await browser.newContext({ locale: "fr-FR", ...options })).newPage();
  page.setDefaultTimeout(10_000);
  return page;
}

/** A demonstration account in a browser of its own, without scripts. */
async function person(who) {
  const own = await page({ javaScriptEnabled: false });
  await enterDemo(own, server.origin, who);
  return own;
}

const file = (name, buffer) => ({ name, mimeType: "application/octet-stream", buffer });
const says = async (page, text) => assert.match((await page.textContent("main")).replaceAll("\u202f", " ").replaceAll("\u00a0", " "), text);
const save = (page) => page.getByRole("button", { name: "Enregistrer", exact: true }).click();

/** Nothing is wrong with a page, wide or narrow. */
async function isSound(page) {
  for (const width of [1280, 320]) {
    await page.setViewportSize({ width, height: 900 });
    assert.deepEqual(await violations(page), [], `${page.url()} at ${width} px`);
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), width, `${page.url()} scrolls sideways`);
    if (process.env.E2E_PICTURES) await page.screenshot({ path: `${process.env.E2E_PICTURES}/${pictures++}-${width}.png`, fullPage: true });
  }
}
let pictures = 0;

const owner = await person("porteur");
const reader = await person("qualite");
// The same person where axe can run: a code is good once.
const eye = await page({ bypassCSP: true, storageState: await owner.context().storageState() });
await owner.goto(`${server.origin}/fr/bureau/criteres`);
await owner.locator("a[href*='/criteres/']").first().click();
const criterion = owner.url().replace(/\/criteres\/.*/, "/criteres/online");
let assessment;

it("keeps the file of a form that was refused, and what was typed", async () => {
  await owner.goto(criterion);
  await owner.getByLabel("Preuve : note").fill("Vu en entrant.");
  await owner.getByLabel("Preuve : fichier").setInputFiles(file(NAME, PNG));
  await save(owner);
  await says(owner, /Répondez à cette question/);
  await says(owner, /Le fichier est joint au brouillon/);
  assert.equal(await owner.getByLabel("Preuve : note").inputValue(), "Vu en entrant.");
  await eye.goto(criterion);
  await isSound(eye);
});

it("says next to the field what is wrong with a file", async () => {
  for (const [wrong, why] of [[file("page.pdf", Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0])), /pas d’un type accepté/], [file("page.txt", Buffer.alloc(13 * 1024 * 1024, "a")), /trop lourd\s:\s10\sMo au plus/]]) {
    await owner.getByLabel("Preuve : fichier").setInputFiles(wrong);
    await save(owner);
    assert.match(await owner.locator("#critere-file-erreur").textContent(), why);
    assert.equal(await owner.getByLabel("Preuve : note").inputValue(), "Vu en entrant.");
  }
  await eye.goto(criterion);
  await eye.getByLabel("Preuve : fichier").setInputFiles(file("rien.pdf", Buffer.from([0])));
  await save(eye);
  await says(eye, /pas d’un type accepté/);
  await isSound(eye);
});

it("sends it to a second reader, who waits for the antivirus", async () => {
  await owner.getByLabel("Non", { exact: true }).first().check();
  await save(owner);
  await says(owner, /attend maintenant son second lecteur/);
  assessment = owner.url().split("?")[0];
  await reader.goto(assessment);
  await says(reader, /entrée-a+\.png/);
  await says(reader, /En cours d’analyse/);
  assert.equal(await reader.locator("a[href*='/preuves/']").count(), 0, "nothing is served yet");
  await reader.getByRole("button", { name: /Accepter/ }).click();
  await says(reader, /n'a pas encore analysé/);
  await eye.goto(assessment);
  await isSound(eye);
});

it("is saved by the second reader, as it was sent", async () => {
  antivirus.release();
  for (let waited = 0; ; waited += 250) {
    await reader.goto(assessment);
    if (await reader.locator("a[href*='/preuves/']").count()) break;
    assert.ok(waited < SCANNED_WITHIN_MS, "the scan is not done at once");
    await sleep(250);
  }
  await says(reader, /Analysé, rien à signaler/);
  const [download] = await Promise.all([reader.waitForEvent("download"), reader.locator("a[href*='/preuves/']").click()]);
  assert.equal(download.suggestedFilename(), NAME);
  assert.deepEqual(await readFile(await download.path()), PNG);
  await eye.goto(assessment);
  await isSound(eye);
  await reader.goto(assessment);
  await reader.getByRole("button", { name: /Accepter/ }).click();
  await says(reader, /L'évaluation est acceptée/);
});

it("never serves what the antivirus refuses, and asks to remove it", async () => {
  const other = criterion.replace("/online", "/digital_use");
  await owner.goto(other);
  await owner.getByLabel(/combien de fois|en ligne en douze mois/i).first().fill("75");
  await owner.getByLabel(/en tout/i).first().fill("100");
  await owner.getByLabel("Preuve : fichier").setInputFiles(file("chiffres.txt", Buffer.from(EICAR)));
  await owner.getByLabel(/Garder en brouillon/).check();
  await save(owner);
  await says(owner, /Le brouillon est gardé/);
  for (let waited = 0; !/Contenu dangereux/.test(await owner.textContent("main")); waited += 250) {
    assert.ok(waited < SCANNED_WITHIN_MS, "the scan is not done at once");
    await sleep(250);
    await owner.goto(other);
  }
  assert.equal(await owner.locator("a[href*='/preuves/']").count(), 0);
  await owner.getByLabel("Preuve : note").fill("Comptés à la main.");
  await save(owner);
  await says(owner, /L'antivirus a refusé ce fichier/);
  await owner.getByLabel("chiffres.txt").check();
  await save(owner);
  await says(owner, /attend maintenant son second lecteur/);
  assert.doesNotMatch(await owner.textContent("main"), /chiffres\.txt/);
});
