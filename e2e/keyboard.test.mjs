// The keyboard alone reaches everything, in reading order, and shows where it is.
import assert from "node:assert/strict";
import { after, describe, it } from "node:test";
import { launch, withPage } from "./lib/browser.mjs";
import { start } from "./lib/server.mjs";
import { latestEdition, sitemap } from "./lib/site.mjs";

const server = await start();
const browser = await launch();
after(async () => {
  await browser.close();
  await server.stop();
});

const pages = await withPage(browser, {}, async (page) => {
  const edition = await latestEdition(page, server.origin);
  await page.goto(server.origin + edition);
  const procedure = await page.locator("main tbody th a[href]").first().evaluate((link) => link.pathname);
  const indicator = (await sitemap(server.origin)).find((path) => /^\/fr\/(indicateurs|indicators)\/[^/]+$/.test(path));
  assert.ok(indicator, "the sitemap has no page of an indicator");
  return { home: "/fr", edition, procedure, indicator };
});

for (const [name, path] of Object.entries(pages)) for (const width of [1280, 320]) {
  describe(`${name} (${path}) at ${width} px`, () => {
    it("is reached whole, in order, with a visible focus", () => withPage(browser, { width }, async (page) => {
      await page.goto(server.origin + path);
      const expected = await listControls(page);
      const stops = await tabThrough(page, expected.length + 50);
      assert.deepEqual(stops.filter(({ control }) => control !== null).map(({ control }) => expected[control]), expected, "every control, in document order");
      assert.deepEqual(stops.filter(({ control, scrolls }) => control === null && !scrolls).map(({ label }) => label), [], "stops that are no control");
      assert.deepEqual(stops.filter(({ shown }) => !shown).map(({ label }) => label), [], "stops without visible focus");
      assert.deepEqual(stops.filter(({ onScreen }) => !onScreen).map(({ label }) => label), [], "stops out of sight");
    }));

    it("starts with a skip link that works", () => withPage(browser, { width }, async (page) => {
      await page.goto(server.origin + path);
      await page.keyboard.press("Tab");
      const target = await page.evaluate(() => document.activeElement.getAttribute("href"));
      assert.match(target ?? "", /^#/, "the first stop is a link into the page");
      await page.keyboard.press("Enter");
      await page.keyboard.press("Tab");
      const landed = await page.evaluate((id) => {
        const main = document.getElementById(id);
        const here = document.activeElement;
        return { inside: main.contains(here), after: Boolean(main.compareDocumentPosition(here) & 4) };
      }, target.slice(1));
      assert.ok(landed.inside || landed.after, "the next stop is in the content");
    }));
  });
}

/** Marks each control a person can see, notes its look without focus, and names it. */
function listControls(page) {
  return page.evaluate(() => {
    window.look = (element) => { const { outline, boxShadow } = getComputedStyle(element); return `${outline} ${boxShadow}`; };
    window.label = (element) => `${element.tagName.toLowerCase()} "${(element.textContent || element.name || element.id).trim().replace(/\s+/g, " ").slice(0, 50)}"`;
    const radios = new Set();
    window.controls = [...document.querySelectorAll('a[href], button, input:not([type="hidden"]), select, textarea, summary, [tabindex="0"]')].filter((element) => {
      if (element.disabled || element.tabIndex < 0 || !element.checkVisibility({ visibilityProperty: true }) || !element.getClientRects().length) return false;
      if (element.type !== "radio") return true;
      const group = element.form?.querySelector(`[name="${CSS.escape(element.name)}"]:checked`);
      if (group ? group !== element : radios.has(element.name)) return false;
      return radios.add(element.name);
    });
    window.looks = new Map(window.controls.map((element) => [element, window.look(element)]));
    return window.controls.map((element, index) => `${index} ${window.label(element)}`);
  });
}

async function tabThrough(page, limit) {
  const stops = [];
  for (let presses = 0; presses < limit; presses++) {
    await page.keyboard.press("Tab");
    const stop = await page.evaluate(() => {
      const here = document.activeElement;
      if (here === document.body || here === document.documentElement) return null;
      const { top, bottom, left, right, width, height } = here.getBoundingClientRect();
      const { outlineStyle, outlineWidth } = getComputedStyle(here);
      const index = window.controls.indexOf(here);
      return {
        control: index < 0 ? null : index,
        label: window.label(here),
        scrolls: here.scrollWidth > here.clientWidth || here.scrollHeight > here.clientHeight,
        shown: (outlineStyle !== "none" && parseFloat(outlineWidth) > 0) || (window.looks.has(here) && window.looks.get(here) !== window.look(here)),
        onScreen: width > 0 && height > 0 && bottom > 0 && top < innerHeight && right > 0 && left < innerWidth,
      };
    });
    if (!stop || (stops.length && stop.control === stops[0].control && stop.label === stops[0].label)) return stops;
    // A date field has several parts: the same control again is one stop.
    if (stops.at(-1)?.control === stop.control && stop.control !== null) continue;
    stops.push(stop);
  }
  assert.fail(`a trap: after ${limit} presses the focus is on ${stops.at(-1)?.label}`);
}
