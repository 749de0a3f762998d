// Alerts and webhooks: the officer asks for letters with the keyboard, people are unhappy, she is told, and so is a
// program of hers.
import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text as read } from "node:stream/consumers";
import { after, it } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { launch } from "./lib/browser.mjs";
import { enterDemo, fill } from "./lib/people.mjs";
import { start } from "./lib/server.mjs";
import { isSound as sound, newPage as open, words as text } from "./lib/sound.mjs";

const server = await start('[outbound]\nallowed = ["127.0.0.1"]\n');
const browser = await launch();
/** What the program of the administration was told. */
const told = [];
const program = createServer(async (request, response) => {
  told.push({ headers: request.headers, body: await read(request) });
  response.end("<b>merci</b>");
}).listen(0, "127.0.0.1");
await once(program, "listening");
after(async () => {
  program.close();
  await browser.close();
  await server.stop();
});

const newPage = (options) => open(browser, options);
/** Looks at a page of the officer's where axe can run. */
async function isSound(address) {
  await eye.goto(address);
  await sound(eye);
}

const day = (ago) => new Date(Date.now() - ago * 86_400_000).toISOString().slice(0, 10);

const officer = await newPage({ javaScriptEnabled: false });
await enterDemo(officer, server.origin, "qualite");
// The same person where axe can run: a code is good once.
const eye = await newPage({ bypassCSP: true, storageState: await officer.context().storageState() });
let survey;
let form;

/** Tabs to a control, as somebody without a mouse does. */
async function tabTo(page, id) {
  for (let tabs = 0; tabs < 80; tabs++) {
    await page.keyboard.press("Tab");
    if (await page.locator(":focus").count() && (await page.locator(":focus").getAttribute("id")) === id) return;
  }
  assert.fail(`${id} is not reached with the keyboard`);
}

it("the officer says with the keyboard alone what she wants to be written", async () => {
  await officer.goto(`${server.origin}/fr/bureau/nouvelle-enquete`);
  await fill(officer, { Démarche: "jdma-3059", "Nom de l'enquête": "Passeport" }, "Créer l'enquête");
  survey = await officer.locator("main a[href^='/avis/']").first().getAttribute("href");
  form = officer.url().match(/avis\/([0-9a-f-]{36})/)[1];
  await officer.goto(`${server.origin}/fr/bureau/avis/${form}`);
  await officer.getByRole("link", { name: "Alertes", exact: true }).press("Enter");
  await officer.getByRole("link", { name: "Recevoir des lettres" }).press("Enter");
  await officer.waitForURL("**/lettres");
  await isSound(officer.url());
  for (const box of ["lettres-alerts-0", "lettres-alerts-1"]) {
    await tabTo(officer, box);
    await officer.keyboard.press("Space");
  }
  // From 8 to 8: no quiet hours; and no quiet weekends, since this test runs on any day.
  await tabTo(officer, "lettres-from");
  await officer.keyboard.type("8");
  await tabTo(officer, "lettres-weekends");
  await officer.keyboard.press("Space");
  await officer.keyboard.press("Tab");
  await officer.keyboard.press("Enter");
  await officer.getByText("C'est enregistré").waitFor();
  assert.deepEqual(
    [await officer.locator("#lettres-alerts-0").isChecked(), await officer.locator("#lettres-alerts-2").isChecked(), await officer.locator("#lettres-from").inputValue(), await officer.locator("#lettres-weekends").isChecked()],
    [true, false, "8", false],
  );
  await isSound(`${server.origin}/en/desk/reviews/${form}/alerts/letters`);
});

it("she makes a webhook, whose address and events are checked", async () => {
  await officer.goto(`${server.origin}/fr/bureau/avis/${form}`);
  await officer.getByRole("link", { name: "Webhooks" }).click();
  await fill(officer, { Adresse: "http://exemple.fr/avis" }, "Créer le webhook");
  assert.match(await text(officer), /Donnez une adresse en https/);
  await isSound(officer.url());
  await officer.getByLabel("Adresse").fill(`http://127.0.0.1:${program.address().port}/avis`);
  for (const event of ["Un avis est donné", "Une alerte est levée"]) await officer.getByLabel(event).check();
  await officer.getByRole("button", { name: "Créer le webhook" }).press("Enter");
  await officer.getByText("Le secret est créé").waitFor();
});

let secret;
it("people are unhappy: the officer gets a letter, and her program a signed message", async () => {
  secret = await officer.locator("main code").first().textContent();
  assert.match(secret, /^whsec_/);
  const lines = Array.from({ length: 100 }, (_, n) => `avant-${n};${day(10 + (n % 20))};${n % 5 ? "Bien" : "Mal"}`);
  const folder = await mkdtemp(join(tmpdir(), "parvis-e2e-"));
  await writeFile(join(folder, "avant.csv"), ["id;date;satisfaction", ...lines].join("\n"));
  assert.match(await server.run("reviews", "import", join(folder, "avant.csv"), "--form", form), /100/);
  await rm(folder, { recursive: true });
  // Thirty people of one town hall: from the thirty-first on they would be set aside.
  const person = await newPage({ javaScriptEnabled: false });
  for (let n = 0; n < 30; n++) {
    await person.goto(`${server.origin}${survey}?l=fr`);
    await person.locator("button[value=bad]").click();
    await person.waitForURL(/\/clarity\?/);
  }
  assert.match(await server.run("reviews", "alerts", "--until", day(0)), /1 .*1 /);
  assert.match(await server.run("reviews", "alerts", "--until", day(0)), /^0 .*0 /m, "told once");

  const keeper = await newPage({ javaScriptEnabled: false });
  await enterDemo(keeper, server.origin, "administration");
  const letter = keeper.getByRole("link", { name: /Une alerte sur l'enquête/ });
  for (let tries = 0; tries < 50; tries++) {
    await keeper.goto(`${server.origin}/fr/bureau/lettres`);
    if (await letter.count()) break;
    await sleep(200);
  }
  assert.equal(await letter.count(), 1);
  await letter.click();
  const said = (await keeper.content()).replaceAll("\u202f", " ").replaceAll("\u00a0", " ");
  assert.match(said, /0,0 sur les 7 jours/);
  assert.ok(said.includes(`/fr/bureau/avis/${form}/alertes/lettres`), "how to have fewer");

  for (let tries = 0; tries < 100 && told.length < 31; tries++) await sleep(200);
  assert.equal(told.length, 31, "thirty opinions and an alert");
  const key = Buffer.from(secret.slice("whsec_".length), "base64");
  for (const { headers, body } of told) {
    const code = createHmac("sha256", key).update(`${headers["webhook-id"]}.${headers["webhook-timestamp"]}.${body}`).digest("base64");
    assert.equal(headers["webhook-signature"], `v1,${code}`);
  }
  assert.equal(new Set(told.map(({ headers }) => headers["webhook-id"])).size, 31);
  assert.equal(told.map(({ body }) => JSON.parse(body)).find((one) => one.type === "alert.raised").data.alert.kind, "fall");
});

it("the alert leads to its figures, and is read", async () => {
  await officer.goto(`${server.origin}/fr/bureau/avis/${form}`);
  await officer.getByRole("link", { name: "Alertes : une nouvelle" }).click();
  await isSound(officer.url());
  await isSound(`${server.origin}/en/desk/reviews/${form}/alerts`);
  await officer.getByRole("link", { name: "Les chiffres de ces jours" }).click();
  assert.match(await text(officer), /Avis comptés\s*30/);
  await officer.goBack();
  await officer.getByRole("button", { name: "Marquer comme lue" }).press("Enter");
  await officer.getByText("L'alerte est marquée comme lue").waitFor();
});

it("what was sent is listed, sent again, and signed with a new secret", async () => {
  await officer.goto(`${server.origin}/fr/bureau/avis/${form}/webhooks`);
  await isSound(officer.url());
  await officer.getByRole("link", { name: "127.0.0.1" }).click();
  const sent = await text(officer);
  assert.match(sent, /200, le /);
  assert.doesNotMatch(sent, /merci/, "what a program answers is not shown: it may be one of the house");
  await isSound(officer.url());
  await isSound(officer.url().replace("/fr/bureau/", "/en/desk/"));
  await officer.getByRole("button", { name: "Renvoyer" }).first().press("Enter");
  await officer.getByText("Le message est renvoyé").waitFor();
  for (let tries = 0; tries < 50 && told.length < 32; tries++) await sleep(200);
  assert.equal(new Set(told.map(({ headers }) => headers["webhook-id"])).size, 31, "under the same identifier");
  await officer.getByRole("button", { name: "Créer un nouveau secret" }).press("Enter");
  await officer.getByText("L'ancien secret signe aussi").waitFor();
  assert.notEqual(await officer.locator("main code").first().textContent(), secret);
  await officer.getByRole("button", { name: "Supprimer le webhook" }).press("Enter");
  await officer.getByText("Le webhook est supprimé").waitFor();
});
