// Every page behind the sign-in, found by following its links, for each role: accessible at two widths, in both languages.
import assert from "node:assert/strict";
import { after, it } from "node:test";
import { violations } from "./lib/axe.mjs";
import { launch, withPage } from "./lib/browser.mjs";
import { enterDemo } from "./lib/people.mjs";
import { start } from "./lib/server.mjs";

const WIDTHS = [1280, 320];
const MOST = 60;

const server = await start();
const browser = await launch();
after(async () => {
  await browser.close();
  await server.stop();
});

/** A kind of page: its address without what varies. */
const kind = (path) => path.split("?")[0].replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, "*").replace(/\/(editions|demarches|procedures)\/[^/]+/g, "/$1/*");

async function crawl(page, first) {
  const seen = new Map([[kind(first), first]]);
  for (const [, path] of seen) {
    if (seen.size > MOST) break;
    const answer = await page.goto(server.origin + path);
    assert.equal(answer.status(), 200, path);
    const links = await page.locator("a[href], link[hreflang]").evaluateAll((all) => all.map((a) => a.getAttribute("href")));
    for (const link of links.filter((link) => /^\/(fr\/bureau|en\/desk)/.test(link) && !/export/.test(link))) if (!seen.has(kind(link))) seen.set(kind(link), link);
  }
  return [...seen.values()];
}

/** What a page is made of: a page of the same kind, language and make was looked at with another role already. */
const make = (page) => page.evaluate(() => {
  const parts = [...document.querySelectorAll("*")].map((e) => [e.tagName, e.getAttribute("class"), e.getAttribute("type"), e.getAttribute("role")].join("."));
  return `${document.documentElement.lang} ${[...new Set(parts)].sort().join(" ")}`;
});
const known = new Set();

for (const who of ["administration", "qualite", "audit", "porteur", "accueil"]) {
  it(`the pages of ${who}`, () => withPage(browser, { bypassCSP: true }, async (page) => {
    await enterDemo(page, server.origin, who);
    const pages = await crawl(page, "/fr/bureau");
    assert.ok(pages.length >= 4, `${pages.length} pages`);
    for (const path of pages) {
      await page.goto(server.origin + path);
      assert.equal(await page.locator("h1").count(), 1, path);
      const made = `${kind(path)} ${await make(page)}`;
      for (const width of WIDTHS) {
        await page.setViewportSize({ width, height: 900 });
        if (!known.has(made)) assert.deepEqual(await violations(page), [], `${path} at ${width} px`);
        assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), width, `${path} scrolls sideways at ${width} px`);
      }
      known.add(made);
    }
  }));
}

for (const path of ["connexion", "mot-de-passe-oublie", "demander-un-acces", "nouveau-mot-de-passe?code=faux"]) {
  it(`/fr/${path}`, () => withPage(browser, { bypassCSP: true }, async (page) => {
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: 900 });
      await page.goto(`${server.origin}/fr/${path}`);
      assert.deepEqual(await violations(page), [], `at ${width} px`);
    }
  }));
}

it("the keyboard alone signs in", () => withPage(browser, {}, async (page) => {
  await page.goto(`${server.origin}/fr/connexion`);
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  const type = async (name, text) => {
    for (let presses = 0; presses < 10; presses++) {
      await page.keyboard.press("Tab");
      if (await page.evaluate(() => document.activeElement.name) === name) return page.keyboard.type(text);
    }
    throw new Error(`the keyboard does not reach ${name}`);
  };
  await type("email", "contribution@demo.example");
  await type("password", "quatre girafes lisent dehors");
  await page.keyboard.press("Enter");
  await page.waitForURL("**/connexion/code*");
  const code = (await page.textContent("main")).match(/le code est (\d{6})/)[1];
  await type("code", code);
  await page.keyboard.press("Enter");
  await page.waitForURL("**/bureau");
}));
