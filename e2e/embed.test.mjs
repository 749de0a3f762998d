// The first question on the page of another site, by keyboard, under that site's own strict policy; and a step that does
// not get through and is sent again by itself.
import assert from "node:assert/strict";
import { createServer } from "node:http";
import { once } from "node:events";
import { after, it } from "node:test";
import { violations } from "./lib/axe.mjs";
import { launch } from "./lib/browser.mjs";
import { enterDemo, fill } from "./lib/people.mjs";
import { start } from "./lib/server.mjs";

const server = await start();
const browser = await launch();

// The site of a town, whose pages run only what their policy names.
let body = "";
const town = createServer((_, answer) => {
  answer.setHeader("content-type", "text/html; charset=utf-8");
  answer.setHeader("content-security-policy", `default-src 'none'; script-src ${server.origin}; form-action ${server.origin}`);
  answer.end(`<!doctype html><html lang="fr"><head><meta name="viewport" content="width=device-width"><title>La démarche</title></head><body><main><h1>La démarche</h1><p>Votre demande est partie.</p>${body}</main></body></html>`);
}).listen(0, "127.0.0.1");
await once(town, "listening");
const origin = `http://localhost:${town.address().port}`;

after(async () => {
  town.close();
  await browser.close();
  await server.stop();
});

async function newPage(options) {
  const page = await (await browser.newContext({ locale: "fr-FR", ...options })).newPage();
  page.setDefaultTimeout(15_000);
  return page;
}

const officer = await newPage({ javaScriptEnabled: false });
await enterDemo(officer, server.origin, "qualite");
let address;
let codes;

it("the button's page gives the code of the script, and says that no site may ask yet", async () => {
  await officer.goto(`${server.origin}/fr/bureau/nouvelle-enquete`);
  await fill(officer, { Démarche: "jdma-3059", "Nom de l'enquête": "Passeport" }, "Créer l'enquête");
  address = await officer.locator("main a[href^='/avis/']").first().getAttribute("href");
  await officer.locator("table").getByRole("link", { name: "Passeport", exact: true }).click();
  assert.match(await officer.textContent("main"), /Aucun site ne peut encore poser la question/);
  const lines = await officer.locator(".pv-codes").allTextContents();
  codes = lines.filter((code) => code.includes("<script"));
  assert.equal(codes.length, 2);
  const eye = await newPage({ bypassCSP: true, storageState: await officer.context().storageState() });
  await eye.goto(officer.url());
  assert.deepEqual(await violations(eye), []);
});

/** Opens the panel on the town's page by keyboard alone. */
async function open(page) {
  await page.goto(origin);
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await page.getByRole("dialog").waitFor();
}

it("an answer from a site that the space did not name is refused, kindly", async () => {
  body = codes[0];
  const page = await newPage();
  await open(page);
  const popup = page.waitForEvent("popup");
  await page.getByRole("button", { name: "Bien" }).press("Enter");
  await (await popup).getByText("n'a pas le droit de poser cette question").waitFor();
});

it("the administrator names the site", async () => {
  const keeper = await newPage({ javaScriptEnabled: false });
  await enterDemo(keeper, server.origin, "administration");
  await keeper.goto(`${server.origin}/fr/bureau/espaces`);
  await keeper.locator("main table a").first().click();
  await fill(keeper, { "Sites qui posent la question sur leurs pages": "nimporte" }, "Enregistrer");
  assert.match(await keeper.textContent("main"), /sans chemin/);
  await fill(keeper, { "Sites qui posent la question sur leurs pages": `${origin}/` }, "Enregistrer");
  assert.match(await keeper.textContent("main"), /enregistr/);
});

it("the panel opens, closes and answers by keyboard", async () => {
  const page = await newPage();
  const popup = page.waitForEvent("popup");
  for (;;) {
    await open(page);
    await page.keyboard.press("Escape");
    assert.equal(await page.evaluate(() => document.activeElement.shadowRoot?.activeElement?.className), "open", "the focus comes back");
    const answer = await page.request.post(`${server.origin}${address}`, { headers: { origin }, form: { p: "x" }, maxRedirects: 0 });
    // What another process changed is seen within five seconds.
    if (answer.status() !== 403) break;
    await page.waitForTimeout(500);
  }
  await open(page);
  await page.getByRole("button", { name: "Bien" }).press("Enter");
  const next = await popup;
  await next.waitForURL(/\/clarity\?/);
  await page.getByRole("status").getByText("Merci").waitFor();
  assert.equal(await page.evaluate(() => document.activeElement.shadowRoot?.activeElement?.className), "close");
});

it("the panel and the question are sound, narrow and wide, in two directions", async () => {
  for (const [code, lang] of [[codes[0], "fr"], [codes[1], "fr"], [codes[1], "ar"]]) {
    body = code.replace("data-code", `data-lang="${lang}" data-code`);
    const page = await newPage({ bypassCSP: true });
    for (const width of [1280, 320]) {
      await page.setViewportSize({ width, height: 640 });
      await page.goto(origin);
      if (code === codes[0]) await page.getByRole("button", { name: "Je donne mon avis" }).click();
      await page.locator("fieldset").waitFor();
      assert.deepEqual(await violations(page), [], `${lang} at ${width} px`);
      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), width);
      if (process.env.E2E_PICTURES) await page.screenshot({ path: `${process.env.E2E_PICTURES}/embed-${lang}-${codes.indexOf(code)}-${width}.png` });
    }
  }
});

it("without scripts the town's page has the usual link", async () => {
  body = codes[0];
  const page = await newPage({ javaScriptEnabled: false });
  await page.goto(origin);
  assert.equal(await page.locator("main a").getAttribute("href"), `${server.origin}${address}`);
});

it("a step that does not get through waits, says so, and is sent when the line is back", async () => {
  const page = await newPage();
  await page.goto(`${server.origin}${address}`);
  await page.context().setOffline(true);
  await page.locator("button[value=medium]").click();
  await page.locator("#attente").getByText("attend sur cette page").waitFor();
  await page.context().setOffline(false);
  await page.waitForURL(/\/clarity\?/);
  await page.locator("button[value=good]").click();
  await page.waitForURL(/\/help\?/);
  await page.locator("#help-none").check();
  await page.locator("#help-phone").check();
  await page.getByRole("button", { name: "Continuer" }).click();
  await page.locator("#erreurs").getByText("gardez l'un ou l'autre").waitFor();
});
