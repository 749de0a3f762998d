// Every kind of public page, at two widths: accessible, self-contained, sound, with and without JavaScript.
import assert from "node:assert/strict";
import { after, describe, it } from "node:test";
import { violations } from "./lib/axe.mjs";
import { launch, withPage } from "./lib/browser.mjs";
import { start } from "./lib/server.mjs";
import { kinds, latestEdition, sample, sitemap, views } from "./lib/site.mjs";

const WIDTHS = [1280, 320];
const NOT_FOUND = "/fr/nope";

const server = await start();
const browser = await launch();
after(async () => {
  await browser.close();
  await server.stop();
});

const found = kinds(await sitemap(server.origin));
const listed = sample(found);
const filtered = await withPage(browser, {}, async (page) => {
  await page.goto(server.origin + await latestEdition(page, server.origin));
  return views(page);
});
const oneOfEachKind = [...found.values()].map(([path]) => path);
const titles = new Map();

describe("with JavaScript", { concurrency: 2 }, () => {
  for (const path of [...listed, ...filtered, NOT_FOUND]) for (const width of WIDTHS) {
    it(`${path} at ${width} px`, () => withPage(browser, { width, bypassCSP: true }, async (page) => {
      const faults = watch(page);
      await open(page, path);
      await sound(page, path);
      if (!filtered.includes(path)) titles.set(path, await page.title());
      assert.deepEqual(await violations(page), [], "axe");
      assert.deepEqual(faults, [], "console and requests");
    }));
  }
});

describe("without JavaScript", { concurrency: 2 }, () => {
  for (const path of [...listed, NOT_FOUND]) for (const width of WIDTHS) {
    it(`${path} at ${width} px`, () => withPage(browser, { width, javaScript: false }, async (page) => {
      const faults = watch(page);
      await open(page, path);
      await sound(page, path);
      assert.deepEqual(faults, [], "console and requests");
    }));
  }
  for (const path of oneOfEachKind) {
    it(`${path}: its first link and its first form lead somewhere`, () => withPage(browser, { javaScript: false }, async (page) => {
      await open(page, path);
      const link = page.locator('main a[href^="/"]:not([href*="."]):visible').first();
      if (await link.count()) await leads(page, () => link.click());
      await open(page, path);
      const submit = page.locator('main form:not([method="post" i]) button:not([type="button"]):visible').first();
      if (await submit.count()) await leads(page, () => submit.click());
    }));
  }
});

describe("as a whole", () => {
  it("gives each page of a language its own title", () => {
    const seen = new Map();
    for (const [path, title] of titles) {
      const key = `${path.slice(0, 3)} ${title}`;
      assert.ok(!seen.has(key), `"${title}": ${seen.get(key)} and ${path}`);
      seen.set(key, path);
    }
  });
});

/** Collects console errors, script errors and requests to other origins. */
function watch(page) {
  const faults = [];
  const expected404 = (message) => page.url().endsWith(NOT_FOUND) && message.location().url === page.url();
  page.on("console", (message) => { if (message.type() === "error" && !expected404(message)) faults.push(`console: ${message.text()}`); });
  page.on("pageerror", (error) => faults.push(`script: ${error.message}`));
  page.on("request", (request) => { if (new URL(request.url()).origin !== server.origin) faults.push(`request: ${request.url()}`); });
  page.on("requestfailed", (request) => faults.push(`failed: ${request.url()}`));
  return faults;
}

async function open(page, path) {
  const response = await page.goto(server.origin + path, { waitUntil: "load" });
  assert.equal(response.status(), path === NOT_FOUND ? 404 : 200, "HTTP status");
  assert.equal(response.request().redirectedFrom(), null, "no redirection");
}

async function leads(page, act) {
  const [response] = await Promise.all([page.waitForResponse((one) => one.request().isNavigationRequest()), act()]);
  assert.ok(response.status() < 400, `${response.url()}: HTTP ${response.status()}`);
  await page.locator("main h1").waitFor();
}

/** What must hold on any page, whatever its content. */
async function sound(page, path) {
  const facts = await page.evaluate(() => ({
    lang: document.documentElement.lang,
    title: document.title.trim(),
    h1: document.querySelectorAll("h1").length,
    main: document.querySelector("main")?.innerText.trim().length ?? 0,
    sideways: document.scrollingElement.scrollWidth - document.scrollingElement.clientWidth,
    unnamed: [...document.querySelectorAll("a[href]")]
      .filter((a) => !(a.textContent.trim() || a.getAttribute("aria-label") || a.querySelector("img[alt]:not([alt=''])")))
      .map((a) => a.outerHTML.slice(0, 120)),
  }));
  assert.equal(facts.lang.slice(0, 2), path.slice(1, 3), "html lang");
  assert.notEqual(facts.title, "", "title");
  assert.equal(facts.h1, 1, "exactly one h1");
  assert.ok(facts.main > 40, "main content");
  assert.ok(facts.sideways <= 0, `scrolls sideways by ${facts.sideways} px`);
  assert.deepEqual(facts.unnamed, [], "links without text");
}
